//! What has lain in the bin for longer than its days loses its content for good: fields, history, photos. An empty record
//! stays in its place, so that a number is not given twice, no link leads nowhere, and a bundle does not bring it back.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::{DateTime, Duration};

use crate::domain::{Body, Note, Record, RecordKey, RecordKind};
use crate::store::{Batch, Tree};

use crate::desk::keeping::attachments::file_key;
use crate::desk::keeping::bin::BIN_DAYS;
use crate::desk::{Desk, DeskError, codec};

/// A record in the bin that still says something, the save after which it lies there, and when that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) struct Binned {
    key: RecordKey,
    seq: u64,
    at: i64,
}

impl Binned {
    pub(in crate::desk) fn of(record: &Record) -> Option<Self> {
        let meta = &record.meta;
        (meta.binned && !is_emptied(record)).then_some(Self {
            key: meta.key,
            seq: meta.updated_seq,
            at: meta.updated_at,
        })
    }
}

/// Nothing of it is left but its place.
pub(in crate::desk) fn is_emptied(record: &Record) -> bool {
    record.meta.binned && record.body.to_row().is_empty()
}

impl Desk {
    /// At the opening, before anything can be taken back. A clock that can't be right empties nothing.
    pub(in crate::desk) fn purge_bin(&mut self, binned: &[Binned]) -> Result<Option<Note>, DeskError> {
        let now = (self.clock)();
        let today = DateTime::from_timestamp(now, 0).map(|at| at.date_naive());
        let is_sound = today.is_some_and(|day| (day - self.today).num_days().abs() <= 1);
        let until = now - Duration::days(BIN_DAYS + 1).num_seconds();
        if !is_sound || self.is_read_only() {
            return Ok(None);
        }
        let mut by_save: BTreeMap<u64, BTreeSet<RecordKey>> = BTreeMap::new();
        for old in binned.iter().filter(|old| old.at < until) {
            by_save.entry(old.seq).or_default().insert(old.key);
        }
        let mut gone = BTreeSet::new();
        for (seq, keys) in by_save {
            // What was merged, mended or taken in by mistake lies there for another reason.
            if self.throwing(seq)?.is_some() {
                gone.extend(keys);
            }
        }
        if gone.is_empty() {
            return Ok(None);
        }
        let count = gone.len().to_string();
        self.empty(&gone, &count)?;
        Ok(Some(Note::info("bin_purged").with("count", count)))
    }

    fn empty(&mut self, gone: &BTreeSet<RecordKey>, count: &str) -> Result<(), DeskError> {
        let mut batch = Batch::default();
        if gone.iter().any(|key| key.kind == RecordKind::Attachment) {
            for content in self.only_of(&|key| gone.contains(&key))? {
                batch.delete(Tree::History, file_key(&content));
            }
        }
        let mut emptied = Vec::with_capacity(gone.len());
        for key in gone {
            let record = Record { body: Body::empty(key.kind), ..self.record(*key)? };
            batch.put(Tree::Records, codec::storage_key(*key, record.meta.root), codec::encode(&record)?);
            self.store.scan(Tree::History, &key.to_bytes(), &mut |stored, _| {
                batch.delete(Tree::History, stored.to_vec());
                ControlFlow::Continue(())
            })?;
            emptied.push(record);
        }
        let link = self.note_in(&mut batch, "bin-purged", count)?;
        self.store.save(&batch, None)?;
        self.last_link = link;
        self.book.take_in(emptied);
        self.refresh_index();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use secrecy::SecretString;

    use super::*;
    use crate::desk::{Change, Clock, Opened, SetUp};
    use crate::domain::{Case, Person, Visit};
    use crate::vault::{Cost, Credential};

    const NOON: i64 = 1_795_478_400;
    const DAY: i64 = 24 * 3600;

    fn clock(today: &str, now: fn() -> i64) -> Clock {
        Clock { today: today.parse().unwrap(), now }
    }

    fn open(data: &Path, clock: Clock) -> Opened {
        Desk::open(data, Credential::Password(&SecretString::from("kata-sandi-uji-1945")), clock).unwrap()
    }

    /// Somebody with a case, a visit and a photo, thrown away on 24 November.
    fn thrown_away(data: &Path) -> (RecordKey, RecordKey) {
        let set_up = SetUp {
            name: "Petugas Uji".into(),
            area: "32.04.30".into(),
            sender: "UJI01".into(),
            ..SetUp::default()
        };
        let password = SecretString::from("kata-sandi-uji-1945");
        let today = clock("2026-11-24", || NOON);
        let (mut desk, _) = Desk::create(data, &password, Cost::for_tests(), &set_up, today).unwrap();
        let named = Person { name: "Asep Sunandar".into(), ..Person::default() };
        let person = Record::new(desk.new_id(), named);
        let person_key = person.key();
        desk.save(Change::of("person-new", vec![person])).unwrap();
        let case = Case { person: Some(person_key), problem: "Atap bocor".into(), ..Case::default() };
        let case = Record::new(desk.new_id(), case).under(person_key);
        let case_key = case.key();
        desk.save(Change::of("case-new", vec![case])).unwrap();
        let seen = Visit { case: Some(case_key), ..Visit::default() };
        let visit = Record::new(desk.new_id(), seen).under(person_key);
        desk.save(Change::of("visit-new", vec![visit])).unwrap();
        let mut changed = desk.record(case_key).unwrap();
        changed.body.set("problem", Some(&crate::domain::Value::Text("Atap roboh".into()))).unwrap();
        desk.save(Change::of("case-edited", vec![changed])).unwrap();
        let photo = data.parent().unwrap().join("foto.png");
        std::fs::write(&photo, b"\x89PNG\r\n\x1a\nrumah sebelum roboh").unwrap();
        desk.attach(case_key, &photo).unwrap();
        desk.bin(person_key).unwrap();
        desk.close().unwrap();
        (person_key, case_key)
    }

    #[test]
    fn after_its_days_what_was_thrown_away_is_emptied_and_the_trail_says_how_much() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let (person, case) = thrown_away(&data);

        let last_day = open(&data, clock("2026-12-24", || NOON + 30 * DAY));
        assert!(last_day.notices.iter().all(|note| note.code != "bin_purged"));
        let entries = last_day.desk.bin_entries().unwrap();
        assert_eq!((entries.len(), entries[0].until.to_string().as_str()), (1, "2026-12-24"));
        let number = last_day.desk.record(case).unwrap().meta.number.unwrap();
        let photo = last_day.desk.book().binned().find(|key| key.kind == RecordKind::Attachment).unwrap();
        assert!(last_day.desk.attached(photo).is_ok());
        last_day.desk.close().unwrap();

        let Opened { mut desk, notices } = open(&data, clock("2026-12-26", || NOON + 32 * DAY));
        let said = notices.iter().find(|note| note.code == "bin_purged").unwrap();
        assert!(said.args.iter().any(|(_, value)| value == "4"), "{said:?}");
        for key in [person, case] {
            let record = desk.record(key).unwrap();
            assert!(is_emptied(&record), "{record:?}");
            assert_eq!(desk.history(key).unwrap().len(), 1, "only that it was made once");
        }
        assert!(desk.attached(photo).is_err());
        assert!(desk.bin_entries().unwrap().is_empty());
        assert!(desk.undo().is_err());
        let trail = desk.audit_trail().unwrap();
        let noted = trail.entries.iter().find(|entry| entry.what == "bin-purged").unwrap();
        assert_eq!((noted.about.as_str(), trail.broken_at), ("4", None));
        // Its number stays its own.
        let next = Record::new(desk.new_id(), Case::default()).under(person);
        let next_key = next.key();
        desk.save(Change::of("case-new", vec![next])).unwrap();
        assert!(desk.record(next_key).unwrap().meta.number.unwrap().count > number.count);
        desk.close().unwrap();

        let again = open(&data, clock("2027-01-26", || NOON + 63 * DAY));
        assert!(again.notices.iter().all(|note| note.code != "bin_purged"), "there is nothing left");
        assert!(again.desk.check().is_ok());
    }

    #[test]
    fn a_day_given_by_hand_and_a_clock_that_jumps_empty_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let (person, _) = thrown_away(&data);
        for odd in [clock("2027-03-01", || NOON), clock("2031-11-24", || NOON + 5 * 365 * DAY)] {
            let opened = open(&data, odd);
            assert!(!is_emptied(&opened.desk.record(person).unwrap()));
            opened.desk.close().unwrap();
        }
    }

    #[test]
    fn every_kind_can_be_empty() {
        for kind in RecordKind::ALL {
            assert!(Body::empty(*kind).to_row().is_empty(), "{kind:?}");
        }
    }
}
