//! A file comes in: read and judged by `intake`, then one save that one undo takes back.

use std::path::{Path, PathBuf};

use crate::domain::{Aid, Body, Origin, Person, Record, RecordKey, RecordKind};
use crate::intake::{
    self, Area, DraftRef, Import, Known, KnownOrganization, KnownPerson, List, Of, Options, Outcome,
    SheetAnswers,
};
use crate::sorted::Sorted as _;
use crate::store::Tree;
use crate::vault::Label;

use crate::desk::exchange::handing::Watch;
use crate::desk::line::Line;
use crate::desk::{Change, Desk, DeskError};

/// What to read, and what was said about it.
#[derive(Clone, Debug, Default)]
pub struct ImportOrder {
    pub file: PathBuf,
    pub options: Options,
}

/// What an import would do: its mapping and receipt, before anything is saved.
#[derive(Clone, Debug)]
pub struct ImportPreview {
    pub file: PathBuf,
    pub import: Import,
    /// What was said about its sheets is remembered when it is saved.
    pub asked: bool,
}

impl Desk {
    /// Reads and judges; writes nothing.
    pub fn preview_import(&self, order: &ImportOrder) -> Result<ImportPreview, DeskError> {
        let bytes = intake::file::bytes(&order.file)?;
        let import = self.read_bytes(&bytes, &file_name(&order.file), order)?;
        Ok(ImportPreview { file: order.file.clone(), import, asked: order.options.may_ask })
    }

    /// Reads and judges what lies in memory.
    pub(in crate::desk) fn read_bytes(
        &self,
        bytes: &[u8],
        name: &str,
        order: &ImportOrder,
    ) -> Result<Import, DeskError> {
        let area = Area {
            code: self.worker().area.clone(),
            villages: self.villages().into_iter().map(|village| (village.code, village.name)).collect(),
        };
        Ok(intake::read(bytes, name, &order.options, &area, self.today, &self.catalog, self)?)
    }

    /// Saves what was read: one save, durable as a whole or not at all.
    pub fn import(&mut self, preview: ImportPreview) -> Result<intake::Receipt, DeskError> {
        self.import_watched(preview, &mut |_, _, _| std::ops::ControlFlow::Continue(()))
    }

    /// The same, behind a snapshot of everything as it was; `watch` is shown how far that is.
    pub fn import_watched(
        &mut self,
        preview: ImportPreview,
        watch: Watch<'_>,
    ) -> Result<intake::Receipt, DeskError> {
        self.snapshot_before(watch)?;
        let name = file_name(&preview.file);
        let mut made = Made::default();
        let mut import = preview.import;
        self.make_people(&mut import, &mut made)?;
        for organization in std::mem::take(&mut import.organizations) {
            made.add(List::Organizations, Record::new(self.new_id(), organization));
        }
        let folder = crate::search::Folder::embedded();
        for mut aid in std::mem::take(&mut import.aid) {
            self.link_aid(&mut aid, &folder);
            "list".clone_into(&mut aid.known_by);
            made.add(List::Aid, Record::new(self.new_id(), aid));
        }
        for (key, aid) in std::mem::take(&mut import.aid_changes) {
            made.records.push(self.with_list(key, aid)?);
        }
        for report in std::mem::take(&mut import.psm) {
            made.add(List::Psm, Record::new(self.new_id(), report));
        }
        for session in std::mem::take(&mut import.sessions) {
            let record = Record::new(self.new_id(), session);
            let key = record.key();
            let mut with_plan = self.with_consequences(record)?.into_iter();
            if let Some(session) = with_plan.next() {
                made.keys.entry(List::Sessions).or_default().push(key);
                made.records.push(session);
            }
            made.records.extend(with_plan);
        }
        self.keep_refused(&import, &mut made);
        let fingerprints = self.fingerprints(&import, &made);
        let layouts = if preview.asked { self.layouts(&import)? } else { Vec::new() };
        let origin = Origin::Imported(name);
        let change = Change { origin, fingerprints, layouts, ..Change::of("import", made.records) };
        let saved = self.save(change)?;
        import.receipt.is_saved = !saved.keys.is_empty();
        Ok(import.receipt)
    }

    /// People, their households, and what rows add to people on record.
    fn make_people(&mut self, import: &mut Import, made: &mut Made) -> Result<(), DeskError> {
        let people = std::mem::take(&mut import.people);
        let mut people: Vec<Record> =
            people.into_iter().map(|person| Record::new(self.new_id(), person)).collect();
        for draft in std::mem::take(&mut import.households) {
            let key = if let Some(key) = draft.known {
                key
            } else {
                let record = Record::new(self.new_id(), draft.household);
                let key = record.key();
                made.records.push(record);
                key
            };
            for member in &draft.members {
                if let Some(Body::Person(person)) = people.get_mut(*member).map(|record| &mut record.body) {
                    person.household = Some(key);
                }
            }
        }
        let mut added: std::collections::BTreeMap<RecordKey, Record> = std::collections::BTreeMap::new();
        for (key, addition) in &import.additions {
            let record = match added.remove(key) {
                Some(record) => record,
                None => self.record(*key)?,
            };
            added.insert(*key, with_addition(record, addition)?);
        }
        made.records.extend(added.into_values());
        for person in people {
            made.add(List::People, person);
        }
        Ok(())
    }

    /// A gift on record as a later list has it; whom it is for and what the worker added stay.
    fn with_list(&self, key: RecordKey, listed: crate::domain::Aid) -> Result<Record, DeskError> {
        let mut record = self.record(key)?;
        if let Body::Aid(aid) = &mut record.body {
            aid.value = listed.value.or(aid.value);
            for (own, new) in [
                (&mut aid.amount, listed.amount),
                (&mut aid.unit, listed.unit),
                (&mut aid.description, listed.description),
                (&mut aid.proof, listed.proof),
                (&mut aid.status, listed.status),
                (&mut aid.village, listed.village),
            ] {
                if !new.is_empty() {
                    *own = new;
                }
            }
        }
        Ok(record)
    }

    /// Refused rows wait under *Perlu diperbaiki*; one that waits there already is not doubled.
    fn keep_refused(&mut self, import: &Import, made: &mut Made) {
        for row in &import.rows {
            let Outcome::Refused(refused) = &row.outcome else { continue };
            let print = self.fingerprint(&refused_print(&row.fingerprint));
            if self.record_of_print(&print).is_none() && !made.prints.contains_key(&print) {
                let record = Record::new(self.new_id(), (**refused).clone());
                made.prints.insert(print, record.key());
                made.records.push(record);
            }
        }
    }

    /// Which record each row became, so that the same row is known when it comes again.
    fn fingerprints(&self, import: &Import, made: &Made) -> Vec<([u8; 16], RecordKey)> {
        let mut prints: Vec<([u8; 16], RecordKey)> =
            made.prints.iter().map(|(print, key)| (*print, *key)).collect();
        for row in &import.rows {
            let key = match &row.outcome {
                Outcome::New(draft) | Outcome::Duplicate { of: Of::Draft(draft), .. } => made.key(*draft),
                Outcome::Duplicate { of: Of::Known(key), .. } | Outcome::Changed(key) => Some(*key),
                Outcome::Same(_) | Outcome::Refused(_) => None,
            };
            prints.extend(key.map(|key| (self.fingerprint(&row.fingerprint), key)));
        }
        prints.put_in_order();
        prints.dedup_by_key(|(print, _)| *print);
        prints
    }

    /// What was said about each layout, for the next sheet of the same one.
    fn layouts(&self, import: &Import) -> Result<Vec<(Vec<u8>, String)>, DeskError> {
        let said = import
            .mapping
            .iter()
            .filter(|mapping| mapping.answers != SheetAnswers::default() && !mapping.layout.is_empty());
        said.map(|mapping| Ok((self.layout_key(&mapping.layout), mapping.answers.to_toml()?))).collect()
    }

    /// Longer than a row's print, so that the one is never taken for the other.
    fn layout_key(&self, layout: &[u8]) -> Vec<u8> {
        [b"layout".as_slice(), &self.fingerprint(layout)].concat()
    }

    /// A row's content under the store's own key: tells whether it was read before, and nothing else.
    pub(in crate::desk) fn fingerprint(&self, content: &[u8]) -> [u8; 16] {
        let hash = blake3::keyed_hash(self.store.keys().subkey(Label::ImportFingerprint), content);
        let mut short = [0; 16];
        short.copy_from_slice(&hash.as_bytes()[..16]);
        short
    }

    /// What a row that was read before became. Kept in the store alone: there is one for every row of every list.
    pub(in crate::desk) fn record_of_print(&self, print: &[u8; 16]) -> Option<RecordKey> {
        RecordKey::from_bytes(&self.store.get(Tree::Imports, print).ok()??)
    }
}

/// Fills only what is empty.
fn with_addition(mut record: Record, addition: &Person) -> Result<Record, DeskError> {
    for (field, value) in crate::domain::Table::to_row(addition) {
        if record.body.get(&field).is_none() {
            record.body.set(&field, Some(&value))?;
        }
    }
    Ok(record)
}

/// Records of an import, and where each draft went.
#[derive(Default)]
struct Made {
    records: Vec<Record>,
    keys: std::collections::HashMap<List, Vec<RecordKey>>,
    prints: std::collections::BTreeMap<[u8; 16], RecordKey>,
}

impl Made {
    fn add(&mut self, list: List, record: Record) {
        self.keys.entry(list).or_default().push(record.key());
        self.records.push(record);
    }

    fn key(&self, draft: DraftRef) -> Option<RecordKey> {
        self.keys.get(&draft.list)?.get(draft.at).copied()
    }
}

/// Refused rows are remembered apart, so that a mended sheet is still read.
fn refused_print(content: &[u8]) -> Vec<u8> {
    [b"refused\0", content].concat()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

impl Known for Desk {
    fn seen(&self, fingerprint: &[u8]) -> Option<RecordKey> {
        let key = self.record_of_print(&self.fingerprint(fingerprint))?;
        // A record in the bin was not wanted: its row counts as new again.
        self.book.line(key).map(|_| key)
    }

    fn people(&self) -> Box<dyn Iterator<Item = KnownPerson> + '_> {
        Box::new(self.book.people().map(|(key, person)| KnownPerson {
            key,
            name: person.name.as_str().to_owned(),
            nik: person.nik.as_str().to_owned(),
            birth: person.birth,
            sex: person.sex.as_str().to_owned(),
            village: person.village.as_str().to_owned(),
            family_card: person.family_card.as_str().to_owned(),
        }))
    }

    fn organizations(&self) -> Box<dyn Iterator<Item = KnownOrganization> + '_> {
        Box::new(self.book.of_kind(RecordKind::Organization).filter_map(|(key, line)| match line {
            Line::Organization(organization) => Some(KnownOrganization {
                key,
                name: organization.name.clone(),
                village: organization.village.clone(),
            }),
            _ => None,
        }))
    }

    fn gifts<'a>(&'a self, program: &str, period: &str) -> Box<dyn Iterator<Item = (RecordKey, u64)> + 'a> {
        let found = self.book.aid().that_say(&|aid| aid.program == program && aid.period == period);
        Box::new(found.map(|(key, gift)| {
            let aid = gift.read();
            let numbers = (&*aid.nik, &*aid.family_card);
            (key, intake::gift_about(aid.program, aid.period, numbers, aid.village))
        }))
    }

    fn gift(&self, key: RecordKey) -> Option<Aid> {
        self.book.gift(key).map(crate::desk::AidLine::to_aid)
    }

    fn answers(&self, layout: &[u8]) -> Option<SheetAnswers> {
        // What can't be read any more is asked again.
        let stored = self.store.get(Tree::Imports, &self.layout_key(layout)).ok()??;
        SheetAnswers::from_toml(std::str::from_utf8(&stored).ok()?).ok()
    }

    fn household(&self, family_card: &str) -> Option<RecordKey> {
        self.book.household_with_card(family_card)
    }
}
