//! Reads cells into fields: the readings of the domain, with the catalogue, the area and the answers at hand.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::answers::Answers;
use super::formula::is_formula;
use super::heading::normal;
use super::row::{Findings, Refusal, Row};
use super::sheet::Cell;
use crate::catalog::places::{self, Place, VillageMatch, match_village};
use crate::catalog::{Catalog, WrittenCategories};
use crate::domain::reading::{
    Decimal, age, birth_date, date, family_card, money, neighborhood_unit, nik, number, period, phone,
    written,
};
use crate::domain::{Note, PartialDate, Reading};
use crate::search::Folder;
use crate::sorted::Sorted as _;

/// The worker's area: its code (`32.04.30`) and its villages with their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub code: String,
    pub villages: Vec<(String, String)>,
}

/// Strange names that are looked up in the whole country, which takes long; further ones are only compared
/// with the villages of the area.
const MOST_STRANGE_VILLAGES: usize = 60;

pub(super) struct Reader<'a> {
    pub today: NaiveDate,
    pub catalog: &'a Catalog,
    pub answers: &'a Answers,
    pub folder: Folder,
    /// First six digits of a NIK that was issued here.
    pub prefix: String,
    subdistrict: String,
    villages: Vec<Place>,
    /// Names of [`Self::villages`] without spaces.
    village_letters: Vec<String>,
    strange_villages: usize,
    seen_villages: HashMap<String, VillageMatch>,
    seen_categories: HashMap<String, WrittenCategories>,
    seen_choices: HashMap<(&'static str, String), Option<String>>,
}

/// A NIK or family card number, and whether all its digits can be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    pub digits: String,
    pub is_sure: bool,
}

impl<'a> Reader<'a> {
    pub fn new(today: NaiveDate, catalog: &'a Catalog, answers: &'a Answers, area: &Area) -> Self {
        let place = |(code, name): &(String, String)| Place { code: code.clone(), name: name.clone() };
        Self {
            today,
            catalog,
            answers,
            folder: Folder::embedded(),
            prefix: area.code.chars().filter(char::is_ascii_digit).collect(),
            subdistrict: places::find(&area.code).map(|p| normal(&p.name)).unwrap_or_default(),
            villages: area.villages.iter().map(place).collect(),
            village_letters: area.villages.iter().map(|(_, name)| letters(name)).collect(),
            strange_villages: 0,
            seen_villages: HashMap::new(),
            seen_categories: HashMap::new(),
            seen_choices: HashMap::new(),
        }
    }

    pub fn year(&self) -> i32 {
        self.today.year()
    }

    /// What a written village means here.
    pub fn village_match(&mut self, text: &str) -> VillageMatch {
        let form = normal(text);
        if let Some(known) = self.seen_villages.get(&form) {
            return known.clone();
        }
        let answered = self.answers.village_for(text).map(|code| match_village(code, &self.villages));
        let found = match answered {
            Some(VillageMatch::Exact(code) | VillageMatch::Spelling { code }) => VillageMatch::Exact(code),
            _ if self.strange_villages >= MOST_STRANGE_VILLAGES => self.near(&form),
            _ => match_village(text, &self.villages),
        };
        if matches!(found, VillageMatch::Outside | VillageMatch::Unknown) {
            self.strange_villages += 1;
        }
        self.seen_villages.insert(form, found.clone());
        found
    }

    /// A village of this area by its letters alone, without asking the whole country.
    fn near(&self, form: &str) -> VillageMatch {
        match self.village_named(form) {
            Some(code) => VillageMatch::Spelling { code },
            None => VillageMatch::Unknown,
        }
    }

    /// The only village of this area with these letters; spaces and *desa* in front do not count.
    pub fn village_named(&self, text: &str) -> Option<String> {
        let letters = letters(text);
        let mut same = self.village_letters.iter().zip(&self.villages).filter(|(own, _)| **own == letters);
        let only = same.next().map(|(_, village)| village.code.clone());
        if letters.is_empty() || same.next().is_some() { None } else { only }
    }

    /// The village of a row: its own cell, else the one of the table or the section above it.
    pub fn village(
        &mut self,
        row: &Row<'_>,
        given: Option<&str>,
        found: &mut Findings,
    ) -> Result<String, Refusal> {
        let refused = |code| Err(Refusal { field: "village", code });
        if self.is_elsewhere(&row.raw("subdistrict")) {
            return refused("village_not_in_district");
        }
        if !row.has("village") {
            let told = given.map(str::to_owned).or_else(|| self.village_of_title(&row.raw("address")));
            if told.is_none() {
                found.warn("village", "village_unset", "");
            }
            return Ok(told.unwrap_or_default());
        }
        let text = row.text("village");
        match self.village_match(&text) {
            VillageMatch::Exact(code) => Ok(code),
            VillageMatch::Spelling { code } => {
                found.warn("village", "village_spelling", &text);
                Ok(code)
            }
            VillageMatch::Ambiguous(_) => refused("village_ambiguous"),
            VillageMatch::Outside => refused("village_not_in_district"),
            VillageMatch::Unknown => refused("village_unknown"),
            VillageMatch::Blank => refused("village_missing"),
        }
    }

    /// A sub-district is written, and it is another one.
    fn is_elsewhere(&self, written: &str) -> bool {
        let form = normal(written);
        let form = form.trim_start_matches("kecamatan ").trim_start_matches("kec ").replace(' ', "");
        !form.is_empty()
            && !self.subdistrict.is_empty()
            && !written::is_blank(written)
            && form != self.subdistrict.replace(' ', "")
    }

    /// A village that is named somewhere in a text, such as a place or an address; the last one of several.
    pub fn village_in(&self, text: &str) -> Option<String> {
        let normal = normal(text);
        let words: Vec<&str> = normal.split(' ').take(30).collect();
        let runs = (1..=3).flat_map(|length| words.windows(length));
        runs.filter_map(|run| self.village_named(&run.concat())).next_back()
    }

    /// A village that a title names after *desa* or *kelurahan*.
    pub fn village_of_title(&self, text: &str) -> Option<String> {
        let normal = normal(text);
        let words: Vec<&str> = normal.split(' ').collect();
        let is_desa = |word: &str| matches!(word, "desa" | "kelurahan" | "kel" | "ds");
        let after = words.iter().enumerate().filter(|(_, word)| is_desa(word)).map(|(at, _)| at + 1);
        after
            .flat_map(|at| [3, 2, 1].map(|length| (at, length)))
            .filter_map(|(at, length)| words.get(at..at + length))
            .find_map(|run| self.village_named(&run.concat()))
    }

    pub fn categories(&mut self, text: &str) -> WrittenCategories {
        if let Some(known) = self.seen_categories.get(text) {
            return known.clone();
        }
        let mut read = match self.answers.categories_for(text) {
            Some(numbers) => WrittenCategories { certain: numbers.to_vec(), ..WrittenCategories::default() },
            None => self.catalog.read_categories(text),
        };
        let answers = self.answers;
        let mut decided: Vec<i64> = Vec::new();
        let mut settle =
            |written: &str| answers.categories_for(written).map(|numbers| decided.extend(numbers)).is_none();
        read.undecided.retain(|question| settle(&question.written));
        read.unknown.retain(|word| settle(word));
        read.certain.extend(decided);
        read.certain.put_in_order();
        read.certain.dedup();
        self.seen_categories.insert(text.to_owned(), read.clone());
        read
    }

    /// A code of a list; nothing when blank. What is not in the list is told as `code`.
    pub fn choice(
        &mut self,
        list: &'static str,
        text: &str,
        field: &'static str,
        code: &'static str,
        found: &mut Findings,
    ) -> String {
        if written::is_blank(text) {
            return String::new();
        }
        let meant = self.meant(list, text);
        if meant.is_none() {
            found.add(field, Note::warn(code).with("written", text), text);
        }
        meant.unwrap_or_default()
    }

    pub fn meant(&mut self, list: &'static str, text: &str) -> Option<String> {
        let catalog = self.catalog;
        let read = || catalog.read_choice(list, text).map(str::to_owned);
        self.seen_choices.entry((list, text.to_owned())).or_insert_with(read).clone()
    }

    /// Nothing, and a note, when the cell holds a formula as text.
    fn typed<'r>(row: &Row<'r>, column: &str, field: &'static str, found: &mut Findings) -> Option<&'r Cell> {
        let cell = row.cell(column)?;
        if let Cell::Text(text) = cell
            && is_formula(text)
        {
            found.warn(field, "formula_text_neutralized", text);
            return None;
        }
        Some(cell)
    }

    pub fn nik(row: &Row<'_>, found: &mut Findings) -> Number {
        let Some(cell) = Self::typed(row, "nik", "nik", found) else { return Number::default() };
        let reading = match cell {
            Cell::Number(number) => nik::read_number(*number),
            other => nik::read(&other.text()),
        };
        let is_sure = !reading.has("nik_numeric_precision");
        let digits = found.take("nik", reading, &cell.text()).unwrap_or_default();
        let is_sure = is_sure && nik::state(&digits) == nik::NikState::Complete;
        Number { digits, is_sure }
    }

    pub fn family_card(row: &Row<'_>, found: &mut Findings) -> Number {
        let Some(cell) = Self::typed(row, "family_card", "family_card", found) else {
            return Number::default();
        };
        let reading = match cell {
            Cell::Number(number) => family_card::read_number(*number),
            other => family_card::read(&other.text()),
        };
        let is_sure = !reading.has("kk_numeric_precision");
        let digits = found.take("family_card", reading, &cell.text()).unwrap_or_default();
        let is_sure = is_sure && family_card::is_complete(&digits);
        Number { digits, is_sure }
    }

    pub fn birth(&self, cell: &Cell, is_1904: bool, found: &mut Findings) -> Option<PartialDate> {
        let reading = match cell {
            Cell::Number(serial) => birth_date::read_serial(*serial, is_1904, self.today),
            Cell::Date(day) => birth_date::of_day(*day, self.today),
            text => birth_date::read(&text.text(), self.today),
        };
        found.take("birth", reading, &cell.text())
    }

    /// A date of the work.
    pub fn date(
        &self,
        row: &Row<'_>,
        column: &str,
        field: &'static str,
        found: &mut Findings,
    ) -> Option<PartialDate> {
        let cell = Self::typed(row, column, field, found)?;
        let reading = match cell {
            Cell::Number(serial) => date::read_serial(*serial, row.is_1904),
            Cell::Date(day) => Reading::clean((*day).into()),
            text => date::read(&text.text(), self.today),
        };
        found.take(field, reading, &cell.text())
    }

    pub fn phone(row: &Row<'_>, found: &mut Findings) -> String {
        let Some(cell) = Self::typed(row, "phone", "phone", found) else { return String::new() };
        let text = cell.text();
        found.take("phone", phone::read_kept(&text), &text).unwrap_or_default()
    }

    /// An age in years; of babies the months as written.
    pub fn age(row: &Row<'_>, found: &mut Findings) -> String {
        let Some(cell) = Self::typed(row, "estimated_age", "estimated_age", found) else {
            return String::new();
        };
        let text = cell.text();
        let reading = age::read(&text);
        let in_months = reading.has("age_months");
        let age = found.take("estimated_age", reading, &text).unwrap_or_default();
        if in_months && !age.is_empty() { written::tidy(&text) } else { age }
    }

    /// RT and RW, from two cells or one.
    pub fn units(row: &Row<'_>, found: &mut Findings) -> (String, String) {
        let mut read = |column: &str, field: &'static str| {
            let cell = Self::typed(row, column, field, found).map(Cell::text).unwrap_or_default();
            found.take(field, neighborhood_unit::read(&cell), &cell).unwrap_or_default()
        };
        let (both, rt, rw) = (read("rt_rw", "rt"), read("rt", "rt"), read("rw", "rw"));
        let first = if rt.is_empty() { both } else { rt };
        let (rt, second) = neighborhood_unit::pair(&first);
        let rw = if rw.is_empty() { second.to_owned() } else { neighborhood_unit::pair(&rw).0.to_owned() };
        (rt.to_owned(), rw)
    }

    pub fn period(&self, text: &str, found: &mut Findings) -> String {
        found.take("period", period::read(text, self.today), text).unwrap_or_default()
    }

    /// Whole rupiah, or what was written when it counts goods.
    pub fn money(row: &Row<'_>, found: &mut Findings) -> (Option<i64>, String) {
        let Some(cell) = Self::typed(row, "value", "value", found) else { return (None, String::new()) };
        let text = cell.text().into_owned();
        if let Cell::Number(number) = cell
            && *number >= 0.0
        {
            #[expect(clippy::cast_possible_truncation, reason = "saturates; no aid is that large")]
            return (Some(number.floor() as i64), String::new());
        }
        let reading = money::read(&text);
        if reading.has("money_is_item") {
            return (None, written::tidy(&text));
        }
        (found.take("value", reading, &text).map(Decimal::floor), String::new())
    }

    pub fn count(row: &Row<'_>, column: &str, field: &'static str, found: &mut Findings) -> Option<i64> {
        let text = Self::typed(row, column, field, found)?.text();
        found.take(field, number::read(&text), &text).map(Decimal::floor)
    }
}

/// Letters and digits of a village's name, without a word for *village* in front.
fn letters(name: &str) -> String {
    let mut form = normal(name);
    for word in ["kelurahan ", "desa ", "kel ", "ds "] {
        form = form.strip_prefix(word).map_or(form.clone(), str::to_owned);
    }
    form.replace(' ', "")
}
