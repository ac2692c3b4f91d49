//! A row of a list of people → a person.

use super::columns::{CATEGORY_MARK, is_marked};
use super::reader::{Number, Reader};
use super::row::{Findings, Refusal, Row};
use super::sheet::Cell;
use crate::catalog::WrittenCategories;
use crate::domain::person::{Category, Undecided};
use crate::domain::reading::{neighborhood_unit, nik, written};
use crate::domain::{Note, PartialDate, Person};
use crate::search::FoldedName;
use crate::sorted::Sorted as _;

/// A person as a row tells them, not yet on record.
#[derive(Clone, Debug)]
pub(super) struct PersonDraft {
    pub person: Person,
    pub nik: Number,
    pub family_card: Number,
    pub name: FoldedName,
}

/// Reads a row. `source` is where the categories come from, `village` the one of the table or section.
pub(super) fn read(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    village: Option<&str>,
    source: &str,
    found: &mut Findings,
) -> Result<PersonDraft, Refusal> {
    let name = row.name()?;
    let village = reader.village(row, village, found)?;
    let folded = reader.folder.fold_name(&name);
    if folded.placeholder {
        found.warn("name", "name_placeholder", &name);
    }
    let (nik, family_card) = (Reader::nik(row, found), Reader::family_card(row, found));
    let (birth_place, birth) = birth(row, reader, found);
    let sex = sex(row, reader, found);
    // Of `00-00-1948` the year is kept, but is too little to doubt the NIK with.
    let whole = birth.filter(|_| !found.has("birth_invalid"));
    check_nik(&nik, whole, &sex, reader, found);
    let (rt, rw) = units(row, found);
    let mut person = Person {
        alias: row.text("alias"),
        no_nik_reason: no_nik_reason(row, &nik),
        nik: nik.digits.clone(),
        family_card: family_card.digits.clone(),
        birth,
        birth_place,
        village,
        rt,
        rw,
        hamlet: row.text("hamlet"),
        address: row.text("address"),
        registered_address: row.text("registered_address"),
        phone: Reader::phone(row, found),
        guardian: row.text("guardian"),
        note: row.long_text("note"),
        life_status: if folded.deceased { "deceased" } else { "" }.to_owned(),
        disabilities: disabilities(row, reader, found),
        occupation: row.text("occupation"),
        decile: Reader::count(row, "decile", "decile", found).filter(|decile| (1..=10).contains(decile)),
        name,
        sex,
        ..Person::default()
    };
    if ["birth_invalid", "birth_future", "birth_too_old"].into_iter().any(|code| found.has(code)) {
        keep_birth_text(row, &mut person);
    }
    if birth.is_none() {
        person.estimated_age = Reader::age(row, found);
    }
    person.family_relation = reader.choice(
        "family_relation",
        &row.text("family_relation"),
        "family_relation",
        "choice_unknown",
        found,
    );
    categories(row, reader, source, &mut person, found);
    Ok(PersonDraft { person, nik, family_card, name: folded })
}

/// What stands in the file and is no date stays to be read, in the note.
fn keep_birth_text(row: &Row<'_>, person: &mut Person) {
    let written = ["birth", "birth_place_and_date"].map(|column| row.text(column));
    if let Some(written) = written.into_iter().find(|text| !text.is_empty()) {
        let kept = format!("Tanggal lahir di berkas: {written}");
        person.note = if person.note.is_empty() { kept } else { format!("{}\n{kept}", person.note) };
    }
}

fn no_nik_reason(row: &Row<'_>, nik: &Number) -> String {
    let text = row.raw("nik").to_lowercase();
    let without = ["belum", "tidak punya", "tdk punya"].iter().any(|word| text.contains(word));
    match (nik.digits.is_empty(), without) {
        (false, _) => "",
        (true, true) => "not_recorded",
        (true, false) => "not_asked",
    }
    .to_owned()
}

/// Place and date of birth, from two columns or from one (`Bandung, 17-08-1950`).
fn birth(row: &Row<'_>, reader: &Reader<'_>, found: &mut Findings) -> (String, Option<PartialDate>) {
    let mut place = row.text("birth_place");
    let mut birth = row.cell("birth").map(|cell| reader.birth(cell, row.is_1904, found));
    match row.cell("birth_place_and_date") {
        Some(cell @ (Cell::Number(_) | Cell::Date(_))) if birth.is_none() => {
            birth = Some(reader.birth(cell, row.is_1904, found));
        }
        Some(cell) => {
            let text = written::tidy(&cell.text());
            let (written_place, date) =
                text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
            if place.is_empty() {
                written_place.trim_matches([' ', ',', '/', ';', '-', '.']).clone_into(&mut place);
            }
            if birth.is_none() {
                birth = Some(reader.birth(&Cell::Text(date.to_owned()), row.is_1904, found));
            }
        }
        None => {}
    }
    (place, birth.flatten())
}

/// From one column, or from two with a mark in one of them.
fn sex(row: &Row<'_>, reader: &mut Reader<'_>, found: &mut Findings) -> String {
    let marked = |field: &str| {
        row.cell(field).is_some_and(|cell| !written::is_blank(&written::tidy(&cell.text())) || is_cross(cell))
    };
    match (marked("sex_l"), marked("sex_p")) {
        (true, false) => return "L".to_owned(),
        (false, true) => return "P".to_owned(),
        _ => {}
    }
    if !row.has("sex") {
        if row.has("sex_l") {
            found.warn("sex", "sex_missing", "");
        }
        return String::new();
    }
    let text = row.text("sex");
    if text.is_empty() {
        found.warn("sex", "sex_missing", "");
    }
    reader.choice("sex", &text, "sex", "sex_unknown", found)
}

fn is_cross(cell: &Cell) -> bool {
    matches!(cell.text().trim(), "x" | "X")
}

fn check_nik(nik: &Number, birth: Option<PartialDate>, sex: &str, reader: &Reader<'_>, found: &mut Findings) {
    if !nik.is_sure {
        return;
    }
    for note in nik::birth_note(&nik.digits, birth).into_iter().chain(nik::sex_note(&nik.digits, sex)) {
        found.add("nik", note, &nik.digits);
    }
    if reader.prefix.len() == 6 && !nik.digits.starts_with(&reader.prefix) {
        found.warn("nik", "nik_prefix_outside", &nik.digits);
    }
}

/// RT and RW from their columns, else from the address (`Kp. Legok RT 03 RW 05`).
fn units(row: &Row<'_>, found: &mut Findings) -> (String, String) {
    let (rt, rw) = Reader::units(row, found);
    if !rt.is_empty() || !rw.is_empty() || row.has("rt") || row.has("rt_rw") {
        return (rt, rw);
    }
    let address = row.raw("address").to_uppercase();
    let Some(at) = address.find("RT") else { return (rt, rw) };
    let tail: String = address.get(at..).unwrap_or_default().chars().take(24).collect();
    let end = tail.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
    let units = neighborhood_unit::read(tail.get(..end).unwrap_or_default()).value.unwrap_or_default();
    let (rt, rw) = neighborhood_unit::pair(&units);
    (rt.to_owned(), rw.to_owned())
}

fn disabilities(row: &Row<'_>, reader: &mut Reader<'_>, found: &mut Findings) -> Vec<String> {
    let text = row.text("disabilities");
    let mut kinds = Vec::new();
    for part in text.split([',', ';', '/', '+']).map(str::trim).filter(|part| !part.is_empty()) {
        let kind = reader.choice("disability_kind", part, "disabilities", "choice_unknown", found);
        if !kind.is_empty() && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn categories(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    source: &str,
    person: &mut Person,
    found: &mut Findings,
) {
    let Some((text, written)) = written_categories(row, reader) else { return };
    if written.is_empty() {
        found.warn("categories", "ppks_missing", &text);
        return;
    }
    tell(&written, found);
    for number in &written.certain {
        check_category(*number, person, reader, found);
    }
    let category =
        |number: &i64| Category { number: Some(*number), source: source.to_owned(), ..Category::default() };
    person.categories = written.certain.iter().map(category).collect();
    let question = |written: &str, candidates: &[i64]| Undecided {
        written: written.to_owned(),
        candidates: candidates.to_vec(),
        ..Undecided::default()
    };
    // What no table knows is asked about too: nothing that was written gets lost.
    person.undecided = written.undecided.iter().map(|u| question(&u.written, &u.candidates)).collect();
    person.undecided.extend(written.unknown.iter().map(|word| question(word, &[])));
    person.local_tags = written.local_tags;
}

/// What the column of categories says, or the columns of single categories with a mark in them.
fn written_categories(row: &Row<'_>, reader: &mut Reader<'_>) -> Option<(String, WrittenCategories)> {
    if row.has("categories") {
        let text = row.raw("categories").into_owned();
        let written = reader.categories(&text);
        return Some((text, written));
    }
    if !row.has(CATEGORY_MARK) {
        return None;
    }
    let mut all = WrittenCategories::default();
    for column in row.columns.iter().filter(|column| column.field == Some(CATEGORY_MARK)) {
        if is_marked(row.line.get(column.at)) {
            all.certain.extend(reader.categories(&column.heading).certain);
        }
    }
    all.certain.put_in_order();
    all.certain.dedup();
    Some((String::new(), all))
}

fn tell(written: &WrittenCategories, found: &mut Findings) {
    let joined = |words: Vec<&str>| words.join(", ");
    if !written.undecided.is_empty() {
        let words = joined(written.undecided.iter().map(|u| u.written.as_str()).collect());
        found.add("categories", Note::warn("ppks_ambiguous").with("written", words.as_str()), &words);
    }
    if !written.unknown.is_empty() {
        let words = joined(written.unknown.iter().map(String::as_str).collect());
        found.add("categories", Note::warn("ppks_unknown").with("written", words.as_str()), &words);
    }
}

fn check_category(number: i64, person: &Person, reader: &Reader<'_>, found: &mut Findings) {
    let Some(ppks) = reader.catalog.ppks(number) else { return };
    if ppks.disability_kind_required && person.disabilities.is_empty() {
        found.warn("disabilities", "disability_kind_missing", "");
    }
    if !person.sex.is_empty() && !ppks.fits_sex(&person.sex) {
        found.add(
            "sex",
            Note::warn("ppks_sex_mismatch").with("category", ppks.official_name.as_str()),
            &person.sex,
        );
    }
    let Some(birth) = person.birth else { return };
    let age = i64::from(birth.age_on(reader.today));
    // Of a year alone the age may be one less.
    let younger = if birth.month.is_none() { age - 1 } else { age };
    if !ppks.fits_age(age) && !ppks.fits_age(younger) {
        let note = Note::warn("ppks_age_out_of_range")
            .with("category", ppks.official_name.as_str())
            .with("age", age.to_string());
        found.add("birth", note, &birth.to_string());
    }
}
