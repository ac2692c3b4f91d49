//! A row of a list of receivers → one gift of aid.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};

use super::amounts;
use super::giver;
use super::heading::normal;
use super::known::Known;
use super::months;
use super::program::{self, Named};
use super::reader::{Number, Reader};
use super::row::{Findings, Refusal, Row};
use super::sheet::Cell;
use crate::domain::reading::{date, family_card, nik, number, period};
use crate::domain::{Aid, PartialDate, RecordKey};
use crate::search::Folder;
use crate::sorted::Sorted as _;

/// Parts of a year that are numbered.
const COUNTED: &[&str] = &["triwulan", "tw", "tahap", "kuartal", "termin", "semester", "bulan", "bln"];
/// Words for groups that receive as one.
const GROUPS: &[&str] = &[
    "kelompok",
    "kube",
    "poktan",
    "gapoktan",
    "kwt",
    "kub",
    "kth",
    "pokdakan",
    "poklahsar",
    "uppks",
    "bumdes",
];

/// What a table says about all its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AidTable {
    pub village: Option<String>,
    pub program: Named,
    pub giver: String,
    /// The only day that the titles name.
    pub on: Option<NaiveDate>,
    /// As `yyyy-mm/yyyy-mm`.
    pub period: String,
    /// The year a title names.
    pub year: Option<i32>,
}

impl AidTable {
    /// What this part of a list does not say of itself, as the part before said it.
    pub fn take_over(&mut self, before: &Self) {
        if self.program == Named::default() {
            self.program.clone_from(&before.program);
        }
        for (own, known) in [(&mut self.giver, &before.giver), (&mut self.period, &before.period)] {
            if own.is_empty() {
                own.clone_from(known);
            }
        }
        self.year = self.year.or(before.year);
        self.on = self.on.or(before.on);
    }
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
    let months = titles.iter().find_map(|title| period::part_of_year(title, reader.year()));
    let giver = titles.iter().find_map(|title| giver::in_title(title)).unwrap_or_default();
    let program = titles.iter().find_map(|title| program::named(title, reader.catalog)).unwrap_or_default();
    let is_private = reader.catalog.program(&program.code).is_some_and(|own| own.level == "non-pemerintah");
    AidTable {
        // A giver with a name says more than *santunan*.
        program: if is_private && !giver.is_empty() { Named::default() } else { program },
        giver,
        on: only_day(titles, reader.today),
        year: years.clone().next().as_deref().and_then(period::year_of),
        period: months.or_else(|| years.clone().next()).unwrap_or_default(),
        ..AidTable::default()
    }
}

/// The day on which something was handed out, where the titles name one and no other: `Jumat, 14 Agustus 2026`.
fn only_day(titles: &[String], today: NaiveDate) -> Option<NaiveDate> {
    let of = |title: &String| {
        let normal = normal(title);
        let words: Vec<&str> = normal.split(' ').collect();
        let runs: Vec<String> = words.windows(3).map(|run| run.join(" ")).collect();
        let day = move |run: &String| date::read(run, today).value.and_then(PartialDate::day);
        runs.iter().filter_map(day).collect::<Vec<_>>()
    };
    let mut days: Vec<NaiveDate> = titles.iter().flat_map(of).collect();
    days.put_in_order();
    days.dedup();
    if days.len() == 1 { days.pop() } else { None }
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
    let reckoned = amounts::reckoned(&goods);
    let (amount, unit) = amount(row, if reckoned.is_some() { "" } else { &goods });
    let value = value.or(reckoned).or_else(|| months::sum(row));
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
    if reckoned.is_some() {
        aid.describe(&goods);
    }
    aid.period = period(row, reader, table, aid.on.is_some(), found);
    let written = row.text("period");
    if found.has("period_invalid") && !aid.description.contains(&written) {
        // What can't be read as months still stands in the record.
        aid.describe(&written);
    }
    aid.status = reader.meant("aid_status", &row.text("status")).unwrap_or_default();
    name_giver(row, reader, table, &mut aid);
    let is_private = !program::of_giver(&aid.giver_kind, "").is_empty();
    let of_title = table.on.filter(|_| is_private && aid.on.is_none() && !row.has("period"));
    if let Some(day) = of_title {
        aid.on = Some(day.into());
        aid.period.clear();
    }
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
    /// Programmes and periods of which all are in `about`.
    read: HashSet<(String, String)>,
    about: HashMap<u64, Vec<RecordKey>>,
    /// Those that a row came near to.
    marked: HashMap<String, Vec<RecordKey>>,
}

impl GiftsOnRecord {
    /// The one that a row speaks of; it is given out once.
    pub fn take(&mut self, aid: &Aid, known: &dyn Known, folder: &Folder) -> Option<RecordKey> {
        if self.read.insert((aid.program.clone(), aid.period.clone())) {
            for (key, about) in known.gifts(&aid.program, &aid.period) {
                self.about.entry(about).or_default().push(key);
            }
        }
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

/// With where the family lives, which helps to find it when numbers are missing, and what stands in columns that mean
/// nothing here: nothing that was written gets lost.
fn description(row: &Row<'_>) -> String {
    let units = [("RT", "rt"), ("RW", "rw"), ("RT/RW", "rt_rw")];
    let told = |(word, field): (&str, &str)| {
        Some(row.text(field)).filter(|u| !u.is_empty()).map(|u| format!("{word} {u}"))
    };
    let place: Vec<String> =
        [row.text("address")].into_iter().chain(units.into_iter().filter_map(told)).collect();
    let parts =
        [row.text("component"), row.text("status"), row.text("note"), place.join(" ").trim().to_owned()];
    let parts = parts.into_iter().chain([months::told(row)]).chain(row.unmapped());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
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
    if let Some(months) = months::paid(row, table.year.unwrap_or_else(|| reader.year())) {
        return months;
    }
    let own = row.text("period");
    if !own.is_empty() {
        // `III` below *Triwulan*, `2` below *Tahap*.
        let own = if is_bare_number(&own) {
            let heading = normal(row.heading("period"));
            match heading.split(' ').find(|word| COUNTED.contains(word)) {
                Some(counted) => format!("{counted} {own}"),
                // A number alone may be a month or a quarter: to be asked.
                None => return reader.period(&own, found),
            }
        } else {
            own
        };
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
        period::part_of_year(&format!("{stage} {year}"), year)
            .or_else(|| period::part_of_year(&format!("tahap {stage} {year}"), year))
    };
    if !stage.is_empty()
        && let Some(period) = of_stage()
    {
        return period;
    }
    if has_day { String::new() } else { table.period.clone() }
}

/// `3`, `III`: not a year.
fn is_bare_number(text: &str) -> bool {
    text.len() < 4
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'))
}

/// The programme and the giver: of the row, else of the table, else of what kind the giver is.
fn name_giver(row: &Row<'_>, reader: &Reader<'_>, table: &AidTable, aid: &mut Aid) {
    let written = row.text("giver");
    aid.giver = if written.is_empty() { table.giver.clone() } else { written };
    let kind = giver::kind(&aid.giver);
    let told = row.text("program");
    let named = program::named(&told, reader.catalog);
    let is_unknown = named.is_none() && !told.is_empty();
    let of_table = if is_unknown && row.names_programs() { Named::default() } else { table.program.clone() };
    let code = named.as_ref().map_or_else(String::new, |named| named.code.clone());
    aid.program = named.unwrap_or(of_table).given_by(kind, &aid.giver);
    if aid.program.is_empty() {
        program::of_giver(kind, &aid.giver).clone_into(&mut aid.program);
    }
    // What is given stands in that column as often as by what programme.
    if aid.program != code || is_unknown {
        if aid.program.is_empty() {
            aid.description = [told, std::mem::take(&mut aid.description)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("; ");
        } else if aid.item.is_empty() {
            aid.item = told;
        } else {
            aid.describe(&told);
        }
    }
    let program = reader.catalog.program(&aid.program);
    let level = program.map_or("", |program| giver::kind_of_level(&program.level));
    aid.giver_kind = if kind.is_empty() { level } else { kind }.to_owned();
    if is_group(row, &aid.name) {
        "kelompok".clone_into(&mut aid.holder);
    }
}

/// A group stands where the name of a person would: by the heading, or by how its name begins.
fn is_group(row: &Row<'_>, name: &str) -> bool {
    let heading = row.columns.iter().find(|column| column.field == Some("name")).map(|c| normal(&c.heading));
    let first = normal(name).split(' ').next().unwrap_or_default().to_owned();
    heading.is_some_and(|heading| heading.split(' ').any(|word| GROUPS.contains(&word)))
        || GROUPS.contains(&first.as_str())
}
