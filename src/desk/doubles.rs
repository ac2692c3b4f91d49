//! Likely doubles: while a person is typed, and over everybody.

use crate::domain::{Person, Record, RecordKey};
use crate::search::{Candidate, DoublesIndex, Folder, Likely, likely};

use super::Desk;
use super::line::PersonLine;

impl Desk {
    /// Who on record might be this person, best first.
    pub fn likely(&mut self, record: &Record, limit: usize) -> Vec<Likely> {
        let Some(person) = record.body::<Person>() else { return Vec::new() };
        let wanted = Candidate {
            key: record.key(),
            name: &person.name,
            nik: &person.nik,
            family_card: &person.family_card,
            birth: person.birth,
            sex: &person.sex,
            village: &person.village,
        };
        likely(&wanted, self.doubles(), limit)
    }

    /// All pairs from a score on.
    pub fn double_pairs(&mut self, least: u8) -> Vec<(RecordKey, Likely)> {
        self.doubles().pairs(least)
    }

    /// The index is made at the first question and kept from then on.
    fn doubles(&mut self) -> &DoublesIndex {
        let book = &self.book;
        self.doubles.get_or_insert_with(|| {
            let mut index = DoublesIndex::new(Folder::embedded());
            for (key, line) in book.people() {
                index.put(&candidate(key, line));
            }
            index
        })
    }

    pub(super) fn refresh_doubles(&mut self, key: RecordKey) {
        let Some(index) = &mut self.doubles else { return };
        match self.book.person(key) {
            Some(line) => index.put(&candidate(key, line)),
            None => index.remove(key),
        }
    }
}

fn candidate(key: RecordKey, line: &PersonLine) -> Candidate<'_> {
    Candidate {
        key,
        name: &line.name,
        nik: &line.nik,
        family_card: &line.family_card,
        birth: line.birth,
        sex: &line.sex,
        village: &line.village,
    }
}
