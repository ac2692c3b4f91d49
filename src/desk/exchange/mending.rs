//! Refused rows of sheets, mended into what they should have become.

use crate::domain::{Aid, Body, Person, Record, RecordKey, RecordKind, Row, Table};
use crate::store::DraftId;

use crate::desk::{Change, Desk, DeskError, FormPurpose, Saved};

impl Desk {
    /// A refused row as far as it can be read: what could not be stays empty in the form, and stands in the note as it was
    /// written.
    pub(in crate::desk) fn mended_row(&self, key: RecordKey) -> Result<Row, DeskError> {
        let refused: crate::domain::RefusedRow = self.typed(key)?;
        let lookup = self.lookup();
        let (mut person, mut unread) = (Person::default(), Vec::new());
        for cell in refused.cells.iter().filter(|cell| !cell.field.is_empty() && !cell.text.is_empty()) {
            let Some(field) = Person::FIELDS.iter().find(|field| field.id == cell.field) else { continue };
            match lookup.read(field.kind, &cell.text, self.today) {
                Some(value) => person.set(field.id, Some(&value))?,
                None if field.id != "categories" => unread.push(format!("{}: {}", cell.heading, cell.text)),
                None => {}
            }
        }
        if !unread.is_empty() {
            let written = unread.join("; ");
            let note = [person.note.as_str(), &written].into_iter().filter(|text| !text.is_empty());
            person.note = note.collect::<Vec<_>>().join("\n");
        }
        if let Some(written) = refused.cells.iter().find(|cell| cell.field == "categories") {
            let read = self.catalog.read_categories(&written.text);
            person.categories = read
                .certain
                .into_iter()
                .map(|number| crate::domain::person::Category { number: Some(number), ..Default::default() })
                .collect();
        }
        Ok(person.to_row())
    }

    /// The same for a gift; what no field takes is told in its description.
    pub(in crate::desk) fn mended_gift(&self, key: RecordKey) -> Result<Row, DeskError> {
        let refused: crate::domain::RefusedRow = self.typed(key)?;
        let lookup = self.lookup();
        let mut body = Body::from(Aid { known_by: "list".to_owned(), ..Aid::default() });
        let mut further = Vec::new();
        for cell in refused.cells.iter().filter(|cell| !cell.text.is_empty()) {
            let field = Aid::FIELDS.iter().find(|field| field.id == cell.field);
            match field.and_then(|field| Some((field.id, lookup.read(field.kind, &cell.text, self.today)?))) {
                Some((field, value)) => body.set(field, Some(&value))?,
                None if cell.heading.contains(char::is_alphabetic) => {
                    further.push(format!("{}: {}", cell.heading, cell.text));
                }
                None => {}
            }
        }
        if let Body::Aid(aid) = &mut body {
            for told in &further {
                aid.describe(told);
            }
        }
        Ok(body.to_row())
    }

    /// The form that mends a refused row.
    pub fn mending(&self, refused: RecordKey) -> Result<FormPurpose, DeskError> {
        let row: crate::domain::RefusedRow = self.typed(refused)?;
        match crate::domain::refused_row::mended_kind(&row.read_as) {
            Some(RecordKind::Aid) => Ok(FormPurpose::MendGift(refused)),
            Some(_) => Ok(FormPurpose::Mend(refused)),
            None => Err(DeskError::Refused("mend-in-file")),
        }
    }

    /// What the row became, saved in one with the end of its waiting.
    pub(in crate::desk) fn mend(
        &mut self,
        refused: RecordKey,
        kind: RecordKind,
        row: &Row,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let record = Record::new(self.new_id(), Body::from_row(kind, row)?);
        let mut records = self.with_consequences(record)?;
        let mut mended = self.record(refused)?;
        mended.meta.binned = true;
        records.push(mended);
        self.save(Change { draft, ..Change::of("row-mended", records) })
    }
}
