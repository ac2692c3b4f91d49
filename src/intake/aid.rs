//! A row of a list of receivers → one gift of aid.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::Datelike;

use super::giver;
use super::known::Known;
use super::program;
use super::reader::{Number, Reader};
use super::row::{Findings, Refusal, Row};
use super::sheet::Cell;
use crate::domain::reading::{family_card, nik, number, period};
use crate::domain::{Aid, RecordKey};
use crate::search::Folder;

/// What a table says about all its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AidTable {
    pub village: Option<String>,
    pub program: String,
    pub giver: String,
    /// As `yyyy-mm/yyyy-mm`.
    pub period: String,
    /// The year a title names.
    pub year: Option<i32>,
}

/// A gift as a row tells it.
#[derive(Clone, Debug)]
pub(super) struct AidDraft {
    pub aid: Aid,
    pub nik: Number,
}

/// What titles, from the nearest to the furthest, say about the rows.
pub(super) fn table(titles: &[String], reader: &Reader<'_>) -> AidTable {
    let years = titles.iter().filter_map(|title| period::find(title, reader.today.year()));
    let months = years.clone().find(|found| !found.ends_with("-12") || !found.contains("-01/"));
    let year_of = |found: &String| found.get(..4).and_then(|year| year.parse().ok());
    AidTable {
        program: titles.iter().find_map(|title| program::named(title, reader.catalog)).unwrap_or_default(),
        year: years.clone().next().as_ref().and_then(year_of),
        period: months.or_else(|| years.clone().next()).unwrap_or_default(),
        ..AidTable::default()
    }
}

pub(super) fn read(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    table: &AidTable,
    found: &mut Findings,
) -> Result<AidDraft, Refusal> {
    let name = row.name()?;
    let village = reader.village(row, table.village.as_deref(), found)?;
    let (nik, card) = (Reader::nik(row, found), Reader::family_card(row, found));
    let (value, goods) = Reader::money(row, found);
    let (amount, unit) = amount(row, &goods);
    let on = reader.date(row, "on", "on", found);
    let mut aid = Aid {
        nik: certain(nik.clone()),
        family_card: certain(card),
        description: description(row),
        item: row.text("item"),
        proof: row.text("participant_number"),
        name,
        village,
        on,
        value,
        amount,
        unit,
        ..Aid::default()
    };
    aid.period = period(row, reader, table, aid.on.is_some(), found);
    let written = row.text("period");
    if found.has("period_invalid") && !aid.description.contains(&written) {
        // What can't be read as months still stands in the record.
        let told = [aid.description.as_str(), &written].into_iter().filter(|part| !part.is_empty());
        aid.description = told.collect::<Vec<_>>().join("; ");
    }
    name_giver(row, reader, table, &mut aid);
    Ok(AidDraft { aid, nik })
}

/// Who a list says a gift is for, as surely as it can.
fn whom<'a>(nik: &'a str, family_card: &'a str, village: &'a str) -> &'a str {
    if nik::state(nik) == nik::NikState::Complete {
        nik
    } else if family_card::is_complete(family_card) {
        family_card
    } else {
        village
    }
}

/// What is the same for a gift and for what a later list of the same months says of it, and costs little to tell: there may
/// be a million on record, and the list is short.
pub fn about(program: &str, period: &str, numbers: (&str, &str), village: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (program, period, whom(numbers.0, numbers.1, village)).hash(&mut hasher);
    hasher.finish()
}

/// What a gift is known again by in a later list of the same months: who gives what to whom, when; not how much.
fn mark(aid: &Aid, folder: &Folder) -> String {
    let on = aid.on.map(|on| on.to_string()).unwrap_or_default();
    let name = folder.fold_name(&aid.name).key();
    let who = whom(&aid.nik, &aid.family_card, &aid.village);
    let plain = |text: &str| crate::search::plain(text);
    [&*aid.program, &plain(&aid.giver), &plain(&aid.item), &aid.period, &on, &name, who].join("\u{1f}")
}

/// Gifts on record, to be known again.
#[derive(Debug, Default)]
pub struct GiftsOnRecord {
    about: HashMap<u64, Vec<RecordKey>>,
    /// Those that a row came near to.
    marked: HashMap<String, Vec<RecordKey>>,
}

impl GiftsOnRecord {
    pub fn of(known: &dyn Known) -> Self {
        let mut gifts = Self::default();
        for (key, about) in known.gifts() {
            gifts.about.entry(about).or_default().push(key);
        }
        gifts
    }

    /// The one that a row speaks of; it is given out once.
    pub fn take(&mut self, aid: &Aid, known: &dyn Known, folder: &Folder) -> Option<RecordKey> {
        let about = about(&aid.program, &aid.period, (&aid.nik, &aid.family_card), &aid.village);
        for key in self.about.remove(&about).into_iter().flatten() {
            if let Some(gift) = known.gift(key) {
                self.marked.entry(mark(&gift, folder)).or_default().push(key);
            }
        }
        self.marked.get_mut(&mark(aid, folder)).and_then(Vec::pop)
    }
}

/// A number cell keeps 15 digits: the sixteenth is not known, and a wrong one would match somebody else.
fn certain(number: Number) -> String {
    let mut digits = number.digits;
    if !number.is_sure && digits.len() == 16 && digits.ends_with('0') {
        digits.truncate(15);
    }
    digits
}

/// With where the family lives, which helps to find it when numbers are missing.
fn description(row: &Row<'_>) -> String {
    let units = [("RT", "rt"), ("RW", "rw"), ("RT/RW", "rt_rw")];
    let told = |(word, field): (&str, &str)| {
        Some(row.text(field)).filter(|u| !u.is_empty()).map(|u| format!("{word} {u}"))
    };
    let place: Vec<String> =
        [row.text("address")].into_iter().chain(units.into_iter().filter_map(told)).collect();
    let parts =
        [row.text("component"), row.text("status"), row.text("note"), place.join(" ").trim().to_owned()];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// The number of goods and their unit, from their columns or from `1 paket` in the column of money.
fn amount(row: &Row<'_>, goods: &str) -> (String, String) {
    let written = row.text("amount");
    let text = if written.is_empty() { goods } else { &written };
    let end = text.find(char::is_alphabetic).unwrap_or(text.len());
    let (count, unit) = text.split_at(end);
    let unit = if row.has("unit") { row.text("unit") } else { unit.trim().to_owned() };
    let count = number::read(count).value.map_or_else(|| count.trim().to_owned(), |n| n.to_string());
    (count, unit)
}

fn period(
    row: &Row<'_>,
    reader: &Reader<'_>,
    table: &AidTable,
    has_day: bool,
    found: &mut Findings,
) -> String {
    let own = row.text("period");
    if !own.is_empty() {
        let with_year = match table.year {
            Some(year) if own.bytes().filter(u8::is_ascii_digit).count() < 4 => format!("{own} {year}"),
            _ => own,
        };
        let day = matches!(row.cell("period"), Some(Cell::Date(_)));
        return if day { String::new() } else { reader.period(&with_year, found) };
    }
    let stage = row.text("stage");
    let year = table.year.unwrap_or_else(|| reader.today.year());
    let of_stage = || {
        period::find(&format!("tahap {stage} {year}"), year)
            .filter(|p| !p.ends_with("-12") || !p.contains("-01/"))
    };
    if !stage.is_empty()
        && let Some(period) = of_stage()
    {
        return period;
    }
    if has_day { String::new() } else { table.period.clone() }
}

/// The programme and the giver: of the row, else of the table, else of what kind the giver is.
fn name_giver(row: &Row<'_>, reader: &Reader<'_>, table: &AidTable, aid: &mut Aid) {
    let written = row.text("giver");
    aid.giver = if written.is_empty() { table.giver.clone() } else { written };
    let program = row.text("program");
    aid.program = program::named(&program, reader.catalog).unwrap_or_else(|| table.program.clone());
    if aid.program.is_empty() && !program.is_empty() {
        aid.description =
            if aid.description.is_empty() { program } else { format!("{program}; {}", aid.description) };
    }
    let kind = giver::kind(&aid.giver);
    if aid.program.is_empty() {
        program::of_giver_kind(kind).clone_into(&mut aid.program);
    }
    let level =
        reader.catalog.program(&aid.program).map_or("", |program| giver::kind_of_level(&program.level));
    aid.giver_kind = if kind.is_empty() { level } else { kind }.to_owned();
}
