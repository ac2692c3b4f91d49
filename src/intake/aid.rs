//! A row of a list of receivers → one gift of aid.

use chrono::Datelike;

use super::giver;
use super::program;
use super::reader::{Number, Reader};
use super::row::{Findings, Refusal, Row};
use super::sheet::Cell;
use crate::domain::Aid;
use crate::domain::reading::{family_card, nik, number, period};
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

/// What a gift is known again by in a later list of the same months: who gives what to whom, when; not how much.
pub fn mark(aid: &Aid, folder: &Folder) -> String {
    let on = aid.on.map(|on| on.to_string()).unwrap_or_default();
    let name = folder.fold_name(&aid.name).key();
    let who = if nik::state(&aid.nik) == nik::NikState::Complete {
        &aid.nik
    } else if family_card::is_complete(&aid.family_card) {
        &aid.family_card
    } else {
        &aid.village
    };
    let plain = |text: &str| crate::search::plain(text);
    [&aid.program, &plain(&aid.giver), &plain(&aid.item), &aid.period, &on, &name, who]
        .map(String::as_str)
        .join("\u{1f}")
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
