//! *Salinan untuk klien*: what is kept about a person, readable, for that person (UU 27/2022, article 7). What was told of
//! others, and who told it, is left out.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::domain::{
    Body, Field, FieldKind, PartialDate, Person, Record, RecordKey, RecordKind, Row, Shown, Value, lookup,
    reading,
};
use crate::paper::pdf::{Block, Document};
use crate::sorted::Sorted as _;
use crate::text::Words;

use crate::desk::line::Line;
use crate::desk::papers::printing::Target;
use crate::desk::{Desk, DeskError};

/// Fields that speak of somebody else: who reported, who sat at the table, who answers for what.
const OF_OTHERS: &[(RecordKind, &[&str])] = &[
    (RecordKind::Person, &["guardian", "guardian_relation", "household"]),
    (RecordKind::Case, &["person", "source", "reported_by"]),
    (RecordKind::Plan, &["who"]),
    (RecordKind::FollowUp, &["responsible"]),
    (RecordKind::Conference, &["attendees"]),
    (RecordKind::Aid, &["person", "name", "nik", "family_card", "giver"]),
];

/// What the program keeps beside the forms and the person has a right to see.
const KEPT_ASIDE: &[&str] = &[
    "closure_reason",
    "closed_on",
    "closure_note",
    "reopenings",
    "withdrawn_on",
    "withdrawn_by",
    "withdrawal_reason",
    "status",
    "result",
    "done_on",
    "events",
    "erasure_requests",
    "keep_until",
    "keep_reason",
];

impl Desk {
    /// Writes the copy, noted in the trail; gives the file that was written first.
    pub fn export_client_copy(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        let person: Person = self.typed(key)?;
        let words = self.words();
        let record = self.record(key)?;
        let name = match record.meta.spoken_number() {
            Some(number) => format!("salinan-{}", number.to_string().replace('/', "-")),
            None => "salinan-klien".to_owned(),
        };
        let blocks = self.client_copy(&record, &person, &words)?;
        let document = Document { size: 11.0, ..self.paper(words.get("copy-title"), blocks, target) };
        self.audit_saved("client-copy", &key.to_string());
        self.export_document(&document, &name, target)
    }

    fn client_copy(&self, record: &Record, person: &Person, words: &Words) -> Result<Vec<Block>, DeskError> {
        let mut blocks = Vec::from_iter(self.letterhead());
        let about = [("name", person.name.as_str().into()), ("day", words.date(self.today).into())];
        blocks.extend([
            Block::Title(words.get("copy-title")),
            Block::Text(words.say("copy-about", &about)),
            Block::Gap,
            Block::Facts(self.told_fields(record, words)),
        ]);
        for part in self.copied(record.key())? {
            blocks.extend([Block::Gap, Block::Subtitle(self.heading(&part, words))]);
            blocks.push(Block::Facts(self.told_fields(&part, words)));
        }
        let sessions = self.sessions_told(record.key(), words);
        if !sessions.is_empty() {
            blocks.extend([Block::Gap, Block::Subtitle(words.get("copy-sessions")), Block::Facts(sessions)]);
        }
        blocks.extend([Block::Gap, Block::Subtitle(words.get("copy-passed-on"))]);
        let passed = self.passed_on(record)?;
        blocks.push(if passed.is_empty() {
            Block::Text(words.get("copy-passed-to-nobody"))
        } else {
            Block::Facts(passed)
        });
        blocks.extend([
            Block::Gap,
            Block::Text(words.get("copy-rights")),
            Block::Gap,
            Block::Signatures(vec![self.own_signature(words)]),
        ]);
        Ok(blocks)
    }

    /// Everything under the person and their own aid: case by case, each with what belongs to it, by day.
    fn copied(&self, person: RecordKey) -> Result<Vec<Record>, DeskError> {
        let mut records = self.family_of_records(person)?;
        let own: BTreeSet<RecordKey> = self.book.aid_of(person).into_iter().collect();
        records.extend(own.into_iter().filter_map(|key| self.record(key).ok()));
        records.retain(|other| !other.meta.binned && other.key() != person);
        let place = |record: &Record| {
            let case =
                if record.kind() == RecordKind::Case { Some(record.key()) } else { record.body.case() };
            let on = self.happening(record).and_then(|happening| happening.on);
            (case.is_none(), case, record.kind() != RecordKind::Case, on, record.key())
        };
        records.order_by_key(place);
        Ok(records)
    }

    /// `Kunjungan, 3 November 2026`
    fn heading(&self, record: &Record, words: &Words) -> String {
        let kind = words.get(&format!("kind-{}", record.kind().name().replace('_', "-")));
        let number = record.meta.spoken_number().map(|number| number.to_string());
        let day = self.happening(record).and_then(|happening| happening.on).map(|day| words.date(day));
        [Some(kind), number, day].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn told_fields(&self, record: &Record, words: &Words) -> Vec<(String, String)> {
        let kind = record.kind();
        let others = OF_OTHERS.iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, fields)| *fields);
        let is_told = |field: &&Field| {
            !others.contains(&field.id)
                && field.id != "case"
                && (field.shown != Shown::Never || KEPT_ASIDE.contains(&field.id))
        };
        let prefix = kind.name().replace('_', "-");
        let told = kind.fields().iter().filter(is_told).filter_map(|field| {
            let text = self.told_value(&prefix, field, &record.body.get(field.id)?, words);
            let label = words.get(&format!("field-{prefix}-{}", field.id.replace('_', "-")));
            (!text.is_empty()).then_some((label, text))
        });
        told.collect()
    }

    fn told_value(&self, prefix: &str, field: &Field, value: &Value, words: &Words) -> String {
        let listed = |list: &str, items: &[Value]| {
            items.iter().map(|item| self.label(list, &item.plain())).collect::<Vec<_>>().join(", ")
        };
        match (field.kind, value) {
            (FieldKind::Rows(table), Value::List(rows)) => {
                let path = format!("{prefix}-{}", field.id.replace('_', "-"));
                let rows = rows.iter().filter_map(|row| match row {
                    Value::Row(row) => Some(self.told_row(&path, table, row, words)),
                    _ => None,
                });
                rows.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
            }
            (FieldKind::Categories, Value::List(rows)) => {
                let numbers = rows.iter().filter_map(|row| match row {
                    Value::Row(row) => lookup(row, "number").cloned(),
                    _ => None,
                });
                listed("ppks", &numbers.collect::<Vec<_>>())
            }
            (FieldKind::Choice(list), code) => self.label(list, &code.plain()),
            (FieldKind::Several(list), Value::List(items)) => listed(list, items),
            (FieldKind::Village, code) => self.village_name(&code.plain()),
            (_, Value::Date(date)) => words.partial_date(*date),
            (FieldKind::Organization, Value::Link(key)) => {
                self.book.organization(*key).map(|to| to.name.clone()).unwrap_or_default()
            }
            // A person is somebody else; a key of a record says nothing.
            (_, Value::Link(_)) => String::new(),
            (_, Value::Flag(flag)) => words.get(if *flag { "yes" } else { "no" }),
            (kind, value) => reading::show(kind, value),
        }
    }

    /// Who else is named in a row is left out.
    fn told_row(&self, path: &str, table: &'static [Field], row: &Row, words: &Words) -> String {
        let told = table.iter().filter(|field| !matches!(field.id, "id" | "who" | "by" | "follow_up"));
        let parts = told.filter_map(|field| {
            let text = self.told_value(path, field, lookup(row, field.id)?, words);
            (!text.is_empty()).then_some(text)
        });
        parts.collect::<Vec<_>>().join(", ")
    }

    fn sessions_told(&self, person: RecordKey, words: &Words) -> Vec<(String, String)> {
        let sessions = self.book.of_kind(RecordKind::Session).filter_map(|(key, line)| match line {
            Line::Session(session) if session.people.contains(&person) => Some(key),
            _ => None,
        });
        let told = sessions.filter_map(|key| {
            let Body::Session(session) = self.record(key).ok()?.body else { return None };
            let seat = session.participants.iter().find(|seat| seat.person == Some(person))?;
            let mark = self.label("attendance_mark", &seat.mark);
            let day = session.on.map(|on| words.partial_date(on)).unwrap_or_default();
            let what = [session.topic.clone(), mark, seat.note.clone()];
            Some((day, what.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")))
        });
        told.collect()
    }

    /// Bundles in which the person left: to whom, when.
    fn passed_on(&self, record: &Record) -> Result<Vec<(String, String)>, DeskError> {
        let mut passed = Vec::new();
        for (key, _) in self.book.sent_bundles() {
            let Body::Handoff(sent) = self.record(key)?.body else { continue };
            let until = sent.to_seq.and_then(|seq| u64::try_from(seq).ok()).unwrap_or(u64::MAX);
            if sent.profile == "rekap" || record.meta.created_seq > until {
                continue;
            }
            let day = sent.copies.first().and_then(|copy| copy.on).and_then(PartialDate::earliest);
            let day = day.map(|day| self.words().date(day)).unwrap_or_default();
            passed.push((sent.recipient.clone(), [sent.purpose, day].join(", ")));
        }
        Ok(passed)
    }
}
