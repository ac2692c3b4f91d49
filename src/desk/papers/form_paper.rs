//! The paper form of a record, blank or filled, field by field in the order of the screen. Made from the same table as the
//! form on the screen, so that it works for every kind.

use std::path::PathBuf;

use crate::domain::{Body, Field, FieldKind, RecordKey, RecordKind, Row, Shown, Value, lookup};
use crate::form::{FormSpec, Lookup as _};
use crate::paper::pdf::{Block, Column, Table};
use crate::text::Words;

use crate::desk::lists::lookup::DeskLookup;
use crate::desk::papers::printing::Target;
use crate::desk::{Desk, DeskError};

/// Choices that are printed to be ticked; of a longer list a line is left.
const MOST_TICKS: usize = 14;
/// Empty lines of a small table.
const EMPTY_ROWS: usize = 5;
/// Lines to write a long text on.
const LONG_LINES: usize = 3;

/// Kinds that only the program itself makes: nobody fills them in.
const OWN: [RecordKind; 6] = [
    RecordKind::Attachment,
    RecordKind::Profile,
    RecordKind::Handoff,
    RecordKind::RefusedRow,
    RecordKind::Erasure,
    RecordKind::Mismatch,
];

/// What a form is made with.
struct Sheet<'a> {
    desk: &'a Desk,
    lookup: DeskLookup,
    words: &'a Words,
}

impl Desk {
    /// Whether there is a paper form of a kind.
    pub fn has_form(kind: RecordKind) -> bool {
        !OWN.contains(&kind)
    }

    /// The blank form of a kind.
    pub fn export_blank_form(&mut self, kind: RecordKind, target: &Target) -> Result<PathBuf, DeskError> {
        self.export_form(kind, &Row::new(), &format!("formulir-{}", self.kind_name(kind)), target)
    }

    /// The form of a record with what is on record.
    pub fn export_filled_form(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        let mut body = self.record(key)?.body;
        self.hide_seats(&mut body);
        if let Body::Aid(aid) = &mut body {
            aid.period = self.words().months(&aid.period);
        }
        let id = key.id().to_string().to_lowercase();
        let end = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
        let name = format!("formulir-{}-{end}", self.kind_name(key.kind));
        self.export_form(key.kind, &body.to_row(), &name, target)
    }

    fn export_form(
        &mut self,
        kind: RecordKind,
        row: &Row,
        name: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        if !Self::has_form(kind) {
            return Err(DeskError::Refused("own-record"));
        }
        let words = self.words();
        let title = words.say("form-paper-title", &[("kind", self.kind_words(kind).to_uppercase().into())]);
        let mut blocks = vec![Block::Title(title.clone()), Block::Gap];
        let sheet = Sheet { desk: self, lookup: self.lookup(), words: &words };
        let spec = FormSpec::of(kind);
        for field in spec.table.iter().filter(|field| field.shown != Shown::Never) {
            sheet.field(field, spec.prefix, lookup(row, field.id), &mut blocks);
        }
        let mut own = self.own_signature(&words);
        own.place_and_date.clear();
        blocks.extend([Block::Gap, Block::Signatures(vec![own])]);
        let document = self.paper(title, blocks, target);
        self.export_document(&document, name, target)
    }

    fn kind_words(&self, kind: RecordKind) -> String {
        self.words().get(&format!("kind-{}", kind.name().replace('_', "-")))
    }

    /// In a file's name.
    fn kind_name(&self, kind: RecordKind) -> String {
        let letter = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        self.kind_words(kind).chars().map(letter).collect()
    }
}

impl Sheet<'_> {
    fn field(&self, field: &Field, prefix: &str, value: Option<&Value>, blocks: &mut Vec<Block>) {
        let label = self.label(field, prefix);
        match (field.kind, value) {
            (FieldKind::Rows(table), value) => {
                blocks.extend([Block::Gap, Block::Text(label)]);
                let prefix = format!("{prefix}-{}", field.id.replace('_', "-"));
                blocks.extend([Block::Table(self.rows(table, &prefix, value)), Block::Gap]);
            }
            (kind, Some(value)) => blocks.push(Block::Facts(vec![(label, self.said(kind, value))])),
            (kind, None) => self.blank(kind, label, blocks),
        }
    }

    fn label(&self, field: &Field, prefix: &str) -> String {
        let label = self.words.get(&format!("field-{prefix}-{}", field.id.replace('_', "-")));
        if field.required { format!("{label} *") } else { label }
    }

    /// Room for what is not known yet: boxes where there is little to choose from, else lines.
    fn blank(&self, kind: FieldKind, label: String, blocks: &mut Vec<Block>) {
        let choices = match kind {
            FieldKind::Choice(list) | FieldKind::Several(list) => self.lookup.choices(list),
            _ => Vec::new(),
        };
        let mut ticks: Vec<String> = choices.into_iter().map(|choice| choice.label).collect();
        if kind == FieldKind::YesNo {
            ticks = ["form-paper-yes", "form-paper-no"].map(|key| self.words.get(key)).to_vec();
        }
        if (1..=MOST_TICKS).contains(&ticks.len()) {
            blocks.push(Block::Text(label));
            blocks.push(Block::Ticks(ticks.into_iter().map(|label| (false, label)).collect()));
            return;
        }
        let mut lines = vec![label];
        if kind == FieldKind::LongText {
            lines.resize(LONG_LINES, String::new());
        }
        blocks.push(Block::Blanks(lines));
    }

    fn rows(&self, table: &'static [Field], prefix: &str, value: Option<&Value>) -> Table {
        let fields: Vec<&Field> = table.iter().filter(|field| field.shown != Shown::Never).collect();
        let filled = match value {
            Some(Value::List(items)) => items.as_slice(),
            _ => &[],
        };
        let mut rows: Vec<Vec<String>> = filled.iter().map(|item| self.cells(&fields, item)).collect();
        if rows.is_empty() {
            rows.resize(EMPTY_ROWS, vec![String::new(); fields.len()]);
        }
        let weight = |field: &Field| match field.kind {
            FieldKind::LongText => 3.0,
            FieldKind::Text | FieldKind::Person | FieldKind::Organization => 2.0,
            _ => 1.2,
        };
        let column = |field: &&Field| Column { weight: weight(field), is_number: false };
        Table {
            columns: fields.iter().map(column).collect(),
            header: fields.iter().map(|field| self.label(field, prefix)).collect(),
            rows,
            size: if fields.len() > 5 { 9.0 } else { 11.0 },
        }
    }

    fn cells(&self, fields: &[&Field], item: &Value) -> Vec<String> {
        let Value::Row(row) = item else { return vec![item.plain()] };
        let cell = |field: &&Field| {
            lookup(row, field.id).map(|value| self.said(field.kind, value)).unwrap_or_default()
        };
        fields.iter().map(cell).collect()
    }

    /// A value as people read it; of somebody *rahasia* only that it is.
    fn said(&self, kind: FieldKind, value: &Value) -> String {
        match value {
            Value::Link(key) => {
                let who = self.desk.who(*key);
                let masked = || self.words.get("form-paper-masked");
                if who.masked { masked() } else { self.lookup.label_of(kind, value).unwrap_or(who.name) }
            }
            Value::Date(date) => self.words.partial_date(*date),
            Value::Flag(yes) => self.words.get(if *yes { "form-paper-yes" } else { "form-paper-no" }),
            _ => self.lookup.label_of(kind, value).unwrap_or_else(|| value.plain()),
        }
    }
}
