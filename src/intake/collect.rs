//! Gathers outcomes row by row.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::aid::{self, AidTable};
use super::doubles::{Doubles, DuplicateKind, Verdict};
use super::import::{DraftRef, HouseholdDraft, Import, Of, Outcome, RowOutcome, SheetMapping};
use super::known::Known;
use super::list::List;
use super::merge;
use super::organizations::{self, OrganizationDoubles};
use super::people::{self, PersonDraft};
use super::psm;
use super::reader::Reader;
use super::receipt::{LeftOut, Receipt, ReceiptRow};
use super::row::{Findings, Refusal, Row, RowNote};
use super::session_blocks::SessionBlock;
use super::sessions;
use super::sheet::Sheet;
use crate::domain::refused_row::WrittenCell;
use crate::domain::session::Participant;
use crate::domain::{Aid, Household, Note, RefusedRow};
use crate::search::Folder;

pub(super) struct Collector<'k> {
    pub known: &'k dyn Known,
    doubles: Doubles,
    organizations: OrganizationDoubles<Of>,
    /// Row and fingerprint of reports by volunteers, by who and what they are about.
    reports: HashMap<(String, String, String), u32>,
    households: HashMap<String, usize>,
    gifts: aid::GiftsOnRecord,
    import: Import,
}

impl<'k> Collector<'k> {
    pub fn new(known: &'k dyn Known) -> Self {
        let mut organizations = OrganizationDoubles::new();
        for organization in known.organizations() {
            organizations.add(&organization.name, &organization.village, Of::Known(organization.key));
        }
        Self {
            doubles: Doubles::new(Folder::embedded(), known.people()),
            organizations,
            reports: HashMap::new(),
            households: HashMap::new(),
            gifts: aid::GiftsOnRecord::default(),
            import: Import::default(),
            known,
        }
    }

    /// Keeps what was odd about a sheet's text.
    pub fn remark(&mut self, sheet: &Sheet) {
        let remarks = sheet.remarks.iter();
        let of = |(row, note): &(u32, Note)| (Arc::clone(&sheet.name), *row, note.clone());
        self.import.remarks.extend(remarks.map(of));
    }

    /// Reads one row of a table.
    pub fn row(
        &mut self,
        sheet: &Sheet,
        list: List,
        row: &Row<'_>,
        table: &AidTable,
        file: &str,
        reader: &mut Reader<'_>,
    ) {
        let fingerprint = row.fingerprint(&context(list, table));
        let (outcome, notes) = match self.known.seen(&fingerprint) {
            Some(key) => (Outcome::Same(key), Vec::new()),
            None => self.judge(sheet, list, row, table, file, &fingerprint, reader),
        };
        self.push(sheet, row.line.number, fingerprint, outcome, notes);
    }

    #[expect(clippy::too_many_arguments, reason = "one call; they are what a row is read with")]
    fn judge(
        &mut self,
        sheet: &Sheet,
        list: List,
        row: &Row<'_>,
        table: &AidTable,
        file: &str,
        fingerprint: &[u8],
        reader: &mut Reader<'_>,
    ) -> (Outcome, Vec<RowNote>) {
        let mut found = Findings::default();
        // An amount with a comma that nobody quoted, or a column that nobody headed.
        let outermost = row.columns.iter().map(|column| column.at).max();
        if row.line.filled().any(|(at, _)| outermost.is_some_and(|outermost| at > outermost)) {
            found.warn("", "cells_beyond_headings", "");
        }
        let village = table.village.as_deref();
        let outcome = match list {
            List::People => people::read(row, reader, village, file, &mut found)
                .map(|draft| self.person(draft, fingerprint, &mut found)),
            List::Aid => aid::read(row, reader, table, &mut found).map(|mut draft| {
                let name = reader.folder.fold_name(&draft.aid.name);
                if draft.nik.is_sure {
                    draft.aid.person = self.doubles.known_with_nik(&draft.nik.digits, &name);
                }
                self.gift(draft.aid, &reader.folder)
            }),
            List::Psm => psm::read(row, reader, village, &mut found).map(|report| {
                let about =
                    (report.name.to_lowercase(), report.village.clone(), report.problem.to_lowercase());
                let first = *self.reports.entry(about).or_insert(row.line.number);
                if first != row.line.number {
                    found.add(
                        "name",
                        Note::warn("duplicate_report").with("row", first.to_string()),
                        &report.name,
                    );
                }
                self.add(List::Psm, |import| &mut import.psm, report)
            }),
            List::Organizations => {
                organizations::read(row, reader, &mut found).map(|made| self.organization(made, &mut found))
            }
            List::Sessions => sessions::read_row(row, reader, &mut found)
                .map(|session| self.add(List::Sessions, |import| &mut import.sessions, session)),
        };
        match outcome {
            Ok(outcome) => (outcome, found.notes),
            Err(refusal) => (refused(&refusal, (list, table), file, sheet, row), Vec::new()),
        }
    }

    /// A gift, or what a later list says of one on record. Each on record is changed by one row at most.
    fn gift(&mut self, aid: Aid, folder: &Folder) -> Outcome {
        let known = self.known;
        if let Some(key) = self.gifts.take(&aid, known, folder) {
            self.import.aid_changes.push((key, aid));
            return Outcome::Changed(key);
        }
        self.add(List::Aid, |import| &mut import.aid, aid)
    }

    fn add<T>(&mut self, list: List, place: impl Fn(&mut Import) -> &mut Vec<T>, made: T) -> Outcome {
        let all = place(&mut self.import);
        all.push(made);
        Outcome::New(DraftRef { list, at: all.len() - 1 })
    }

    fn person(&mut self, draft: PersonDraft, fingerprint: &[u8], found: &mut Findings) -> Outcome {
        if let Some(seen) = self.doubles.same_row(fingerprint) {
            return self.joined(seen, &draft, DuplicateKind::Exact);
        }
        let verdict = self.doubles.judge(&draft);
        if let Some((seen, kind)) = verdict.duplicate {
            self.doubles.remember_row(fingerprint.to_vec(), seen);
            return self.joined(seen, &draft, kind);
        }
        self.tell_others(&verdict, found);
        let at = self.import.people.len();
        let draft_ref = DraftRef { list: List::People, at };
        let seen = self.doubles.add(&draft, Of::Draft(draft_ref), self.import.rows.len());
        self.doubles.remember_row(fingerprint.to_vec(), seen);
        if draft.family_card.is_sure {
            self.join_household(&draft, at);
        }
        self.import.people.push(draft.person);
        Outcome::New(draft_ref)
    }

    fn joined(&mut self, seen: usize, draft: &PersonDraft, kind: DuplicateKind) -> Outcome {
        let of =
            self.doubles.seen.get(seen).map_or(Of::Draft(DraftRef { list: List::People, at: 0 }), |s| s.of);
        match of {
            Of::Draft(DraftRef { at, .. }) => {
                let had_card =
                    self.import.people.get(at).is_some_and(|person| !person.family_card.is_empty());
                if let Some(person) = self.import.people.get_mut(at) {
                    merge::join(person, &draft.person);
                }
                if !had_card && draft.family_card.is_sure {
                    self.join_household(draft, at);
                }
            }
            Of::Known(key) => self.import.additions.push((key, draft.person.clone())),
        }
        Outcome::Duplicate { of, kind }
    }

    /// A shared NIK or a possible double is told at both rows.
    fn tell_others(&mut self, verdict: &Verdict, found: &mut Findings) {
        for (others, field, code) in
            [(&verdict.shared, "nik", "nik_shared"), (&verdict.possible, "name", "possible_same_person")]
        {
            let told = |row: &str| Note::warn(code).with("row", row).with("name", "none");
            for row in others.iter().filter_map(|other| self.doubles.seen.get(*other)?.row) {
                let Some(other) = self.import.rows.get_mut(row) else { continue };
                found.add(field, told(&other.row.to_string()), "");
                if !other.notes.iter().any(|note| note.note.code == code) {
                    other.notes.push(RowNote { field, note: told("none"), value: String::new() });
                }
            }
            if !others.is_empty() {
                found.add(field, told("none"), "");
            }
        }
    }

    fn join_household(&mut self, draft: &PersonDraft, person: usize) {
        let card = &draft.family_card.digits;
        let next = self.import.households.len();
        let at = *self.households.entry(card.clone()).or_insert(next);
        if at == next {
            let household = Household {
                family_card: card.clone(),
                village: draft.person.village.clone(),
                ..Household::default()
            };
            let known = self.known.household(card);
            self.import.households.push(HouseholdDraft { known, household, members: Vec::new() });
        }
        if let Some(household) = self.import.households.get_mut(at) {
            household.members.push(person);
        }
    }

    fn organization(&mut self, made: crate::domain::Organization, found: &mut Findings) -> Outcome {
        if let Some(of) = self.organizations.same(&made.name, &made.village) {
            return Outcome::Duplicate { of, kind: DuplicateKind::ExactAfterSpaces };
        }
        if self.organizations.likely(&made.name, &made.village).is_some() {
            found.warn("name", "likely_same_short_name", &made.name);
        }
        let draft = DraftRef { list: List::Organizations, at: self.import.organizations.len() };
        self.organizations.add(&made.name, &made.village, Of::Draft(draft));
        self.add(List::Organizations, |import| &mut import.organizations, made)
    }

    /// Reads one report of a session.
    pub fn report(&mut self, sheet: &Sheet, report: &SessionBlock<'_>, file: &str, reader: &mut Reader<'_>) {
        let cells =
            report.lines.iter().flat_map(|line| line.filled()).map(|(_, cell)| cell.text().trim().to_owned());
        let fingerprint = format!("sessions\u{1e}{}", cells.collect::<Vec<_>>().join("\u{1f}")).into_bytes();
        let (outcome, notes) = if let Some(key) = self.known.seen(&fingerprint) {
            (Outcome::Same(key), Vec::new())
        } else {
            let mut found = Findings::default();
            let doubles = &self.doubles;
            let mut find = |participant: &Participant, reader: &mut Reader<'_>| {
                let village = reader.village_in(&participant.address)?;
                doubles.known_with_name(&participant.name, &village, &participant.sex)
            };
            match sessions::read(report, sheet.is_1904, reader, &mut find, &mut found) {
                Ok(session) => {
                    (self.add(List::Sessions, |import| &mut import.sessions, session), found.notes)
                }
                Err(refusal) => (refused_report(&refusal, file, sheet, report), Vec::new()),
            }
        };
        self.push(sheet, report.row, fingerprint, outcome, notes);
    }

    fn push(&mut self, sheet: &Sheet, row: u32, fingerprint: Vec<u8>, outcome: Outcome, notes: Vec<RowNote>) {
        self.import.rows.push(RowOutcome {
            sheet: Arc::clone(&sheet.name),
            row,
            fingerprint,
            outcome,
            notes,
        });
    }

    pub fn finish(mut self, file: &str, mapping: Vec<SheetMapping>) -> Import {
        self.import.mapping = mapping;
        self.import.receipt = receipt(&self.import, file);
        self.import
    }
}

/// What a table says about a row is part of what the row says.
fn context(list: List, table: &AidTable) -> String {
    let village = table.village.as_deref().unwrap_or_default();
    match list {
        List::Aid => {
            let (program, giver, period) = (&table.program.code, &table.giver, &table.period);
            format!("aid\u{1f}{village}\u{1f}{program}\u{1f}{giver}\u{1f}{period}")
        }
        other => format!("{}\u{1f}{village}", other.name()),
    }
}

fn refused(
    refusal: &Refusal,
    (list, table): (List, &AidTable),
    file: &str,
    sheet: &Sheet,
    row: &Row<'_>,
) -> Outcome {
    let mut cells = row.written();
    if list == List::Aid {
        cells.extend(titles_of(table, row));
    }
    Outcome::Refused(Box::new(RefusedRow {
        file: file.to_owned(),
        sheet: sheet.name.to_string(),
        row: Some(i64::from(row.line.number)),
        read_as: list.name().to_owned(),
        field: refusal.field.to_owned(),
        code: refusal.code.to_owned(),
        cells,
        ..RefusedRow::default()
    }))
}

/// What titles say about a row that does not say it itself.
fn titles_of(table: &AidTable, row: &Row<'_>) -> impl Iterator<Item = WrittenCell> {
    let told = [("program", &table.program.code), ("giver", &table.giver), ("period", &table.period)];
    let missing =
        told.map(|(field, text)| (field, if row.text(field).is_empty() { text.as_str() } else { "" }));
    missing.into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| WrittenCell {
        field: field.to_owned(),
        text: text.to_owned(),
        ..WrittenCell::default()
    })
}

fn refused_report(refusal: &Refusal, file: &str, sheet: &Sheet, report: &SessionBlock<'_>) -> Outcome {
    let cell = |line: &super::session_blocks::Labelled| WrittenCell {
        heading: line.written.split(':').next().unwrap_or_default().trim().to_owned(),
        field: line.field.to_owned(),
        text: line.text.clone(),
        ..Default::default()
    };
    Outcome::Refused(Box::new(RefusedRow {
        file: file.to_owned(),
        sheet: sheet.name.to_string(),
        row: Some(i64::from(report.row)),
        read_as: List::Sessions.name().to_owned(),
        field: refusal.field.to_owned(),
        code: refusal.code.to_owned(),
        cells: report.labelled.iter().map(cell).collect(),
        ..RefusedRow::default()
    }))
}

fn receipt(import: &Import, file: &str) -> Receipt {
    let mut receipt =
        Receipt { command: "import", file: file.to_owned(), read: import.rows.len(), ..Receipt::default() };
    for list in import.mapping.iter().filter_map(|mapping| mapping.read_as).map(List::name) {
        if !receipt.read_as.contains(&list) {
            receipt.read_as.push(list);
        }
    }
    if receipt.read_as.contains(&"people") {
        let kinds = [
            DuplicateKind::Exact,
            DuplicateKind::NikSameNameVariant,
            DuplicateKind::NoNikSameNameBirthVillage,
        ];
        receipt.duplicates = kinds.map(|kind| (kind.code(), 0)).into();
    }
    for row in &import.rows {
        count(&mut receipt, row);
    }
    for (sheet, row, note) in &import.remarks {
        *receipt.warnings.entry(note.code).or_default() += 1;
        receipt.rows.push(ReceiptRow {
            sheet: sheet.to_string(),
            row: *row,
            field: "",
            code: note.code,
            message: String::new(),
            value: String::new(),
            note: note.clone(),
        });
    }
    receipt.records = records(import);
    for (at, mapping) in import.mapping.iter().enumerate() {
        if mapping.read_as.is_none() {
            let why = mapping.left_out.unwrap_or("sheet_not_a_list");
            receipt.left_out.push(LeftOut { sheet: mapping.sheet.to_string(), why });
        }
        let same = |before: &SheetMapping| before.sheet == mapping.sheet && before.columns == mapping.columns;
        let is_again = !mapping.header_rows.is_empty() && import.mapping.iter().take(at).any(same);
        receipt.repeated_headings += usize::from(is_again);
    }
    receipt
}

fn count(receipt: &mut Receipt, row: &RowOutcome) {
    match &row.outcome {
        Outcome::New(_) => receipt.new += 1,
        Outcome::Same(_) => receipt.same += 1,
        Outcome::Changed(_) => receipt.changed += 1,
        Outcome::Duplicate { kind, .. } => {
            receipt.duplicate += 1;
            *receipt.duplicates.entry(kind.code()).or_default() += 1;
        }
        Outcome::Refused(refused) => {
            receipt.refused += 1;
            let refusal = REFUSALS.iter().find(|(code, _)| *code == refused.code);
            let (code, field) = refusal.copied().unwrap_or(("row_refused", ""));
            *receipt.refused_by.entry(code).or_default() += 1;
            let value = refused.cells.iter().find(|cell| cell.field == refused.field);
            receipt.rows.push(ReceiptRow {
                sheet: row.sheet.to_string(),
                row: row.row,
                field,
                code,
                message: String::new(),
                value: value.map(|cell| cell.text.chars().take(80).collect()).unwrap_or_default(),
                note: Note::error(code),
            });
        }
    }
    for note in &row.notes {
        *receipt.warnings.entry(note.note.code).or_default() += 1;
        receipt.rows.push(ReceiptRow {
            sheet: row.sheet.to_string(),
            row: row.row,
            field: note.field,
            code: note.note.code,
            message: String::new(),
            value: note.value.clone(),
            note: note.note.clone(),
        });
    }
}

/// Reasons for a refusal, and the field they are about.
const REFUSALS: &[(&str, &str)] = &[
    ("name_missing", "name"),
    ("name_too_long", "name"),
    ("village_missing", "village"),
    ("village_ambiguous", "village"),
    ("village_not_in_district", "village"),
    ("village_unknown", "village"),
    ("problem_missing", "problem"),
    ("date_missing", "on"),
    ("date_invalid", "on"),
    ("topic_missing", "topic"),
];

fn records(import: &Import) -> BTreeMap<&'static str, usize> {
    let households = import.households.iter().filter(|household| household.known.is_none()).count();
    let all = [
        ("people", import.people.len()),
        ("households", households),
        ("cases", 0),
        ("organizations", import.organizations.len()),
        ("aid", import.aid.len()),
        ("psm", import.psm.len()),
        ("sessions", import.sessions.len()),
    ];
    let people = import.receipt_is_of_people();
    all.into_iter()
        .filter(|(name, count)| *count > 0 || people && matches!(*name, "people" | "households" | "cases"))
        .collect()
}

impl Import {
    fn receipt_is_of_people(&self) -> bool {
        self.mapping.iter().any(|mapping| mapping.read_as == Some(List::People))
    }
}
