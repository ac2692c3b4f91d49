//! Likely doubles: while a person is typed, and over everybody. What the worker has told apart is left out.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::domain::{Person, Record, RecordKey, RecordKind};
use crate::search::{Candidate, DoublesIndex, Folder, Likely, Reason, WARNING, likely};
use crate::sorted::Sorted as _;

use crate::desk::doubles::families::{SplitFamily, split_families};
use crate::desk::line::{PersonLine, address};
use crate::desk::{Desk, DeskError, Who};

/// What looks like one and stands there twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubleKind {
    /// Somebody who is on record twice.
    Person,
    /// Two people with one NIK: one of the two numbers is wrong.
    SharedNik,
    /// A family under two family card numbers.
    Family,
    /// An organisation that stands twice in the directory.
    Organization,
}

impl DoubleKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::SharedNik => "nik",
            Self::Family => "family",
            Self::Organization => "organization",
        }
    }
}

/// A line of the review list; `a` is the older record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoublePair {
    pub kind: DoubleKind,
    pub a: Who,
    pub b: Who,
    pub keys: (RecordKey, RecordKey),
    pub score: u8,
    /// Of people and organisations.
    pub reasons: Vec<Reason>,
    /// Of families: members who stand in both.
    pub members: usize,
}

/// Everybody in memory, and the pairs among them as far as they are known.
#[derive(Debug)]
pub(in crate::desk) struct Doubles {
    index: DoublesIndex,
    pairs: Option<Vec<(RecordKey, Likely)>>,
    /// Who has changed since.
    changed: BTreeSet<RecordKey>,
}

/// After so many changes it is quicker to look through everybody.
const MANY: usize = 500;
/// People told apart are left out of what is found, so more is asked for.
const SPARE: usize = 20;

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
            address: &address(person),
        };
        let mut found = likely(&wanted, &self.doubles().index, limit + SPARE);
        found.retain(|likely| !self.is_settled(record.key(), likely.key, likely.score));
        found.truncate(limit);
        found
    }

    /// Everything that looks double and is not decided, the likeliest first. `watch` is shown how far it is.
    pub fn review_doubles(
        &mut self,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Vec<DoublePair>, DeskError> {
        self.pairs_from(WARNING, watch)
    }

    /// The same from another score on.
    pub fn pairs_from(
        &mut self,
        least: u8,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Vec<DoublePair>, DeskError> {
        let mut pairs = if least == WARNING {
            self.doubles().renewed(watch)
        } else {
            self.doubles().index.pairs(least, watch)
        }
        .ok_or(DeskError::Cancelled)?;
        pairs.retain(|(a, likely)| !self.is_settled(*a, likely.key, likely.score));
        let families = split_families(&self.book, &pairs);
        let families =
            families.into_iter().filter(|family| !self.is_settled(family.a, family.b, family.score()));
        let mut found: Vec<DoublePair> = families.map(|family| self.family_pair(&family)).collect();
        found.extend(pairs.into_iter().map(|(a, likely)| self.person_pair(a, likely)));
        found.extend(self.organization_pairs(least));
        found.order_by_key(|pair| (std::cmp::Reverse(pair.score), pair.keys));
        Ok(found)
    }

    pub(in crate::desk) fn is_settled(&self, a: RecordKey, b: RecordKey, score: u8) -> bool {
        self.book.same.apart(a, b).is_some_and(|then| score <= then)
    }

    fn person_pair(&self, a: RecordKey, likely: Likely) -> DoublePair {
        let keys = (a.min(likely.key), a.max(likely.key));
        DoublePair {
            kind: kind_of(&likely.reasons),
            a: self.who(keys.0),
            b: self.who(keys.1),
            keys,
            score: likely.score,
            reasons: likely.reasons,
            members: 0,
        }
    }

    fn family_pair(&self, family: &SplitFamily) -> DoublePair {
        DoublePair {
            kind: DoubleKind::Family,
            a: self.who_of_family(family.a),
            b: self.who_of_family(family.b),
            keys: (family.a, family.b),
            score: family.score(),
            reasons: Vec::new(),
            members: family.members,
        }
    }

    /// Who a person or a household is; a household without a head by its first member.
    pub(in crate::desk) fn who_of_family(&self, key: RecordKey) -> Who {
        let head = self.who(key);
        let is_nobody = key.kind == RecordKind::Household && head.key == key;
        match self.book.members(key).first().filter(|_| is_nobody) {
            Some(member) => self.who(*member),
            None => head,
        }
    }

    /// How alike two are, and why: people and organisations by their facts; families by their members, elsewhere.
    pub(in crate::desk) fn likeness(&mut self, a: RecordKey, b: RecordKey) -> Option<(u8, Vec<Reason>)> {
        if a.kind == RecordKind::Organization {
            return self.organizations_alike(a, b);
        }
        let likely = self.doubles().index.compare(a, b)?;
        Some((likely.score, likely.reasons))
    }

    /// Makes what a form of this kind asks for with its first letter: among a hundred thousand people that takes a second.
    pub fn make_ready(&mut self, kind: RecordKind) {
        match kind {
            RecordKind::Person => {
                self.doubles();
            }
            RecordKind::Aid => {
                self.aid_index();
            }
            _ => {}
        }
    }

    /// The index is made at the first question and kept from then on.
    fn doubles(&mut self) -> &mut Doubles {
        let book = &self.book;
        self.doubles.get_or_insert_with(|| {
            let mut index = DoublesIndex::new(Folder::embedded());
            for (key, line) in book.people() {
                index.put(&candidate(key, line));
            }
            Doubles { index, pairs: None, changed: BTreeSet::new() }
        })
    }

    pub(in crate::desk) fn refresh_doubles(&mut self, key: RecordKey) {
        let Some(doubles) = &mut self.doubles else { return };
        match self.book.person(key) {
            Some(line) => doubles.index.put(&candidate(key, line)),
            None => doubles.index.remove(key),
        }
        if doubles.pairs.is_some() {
            doubles.changed.insert(key);
        }
    }
}

impl Doubles {
    /// The pairs as they are now; nothing when it was stopped.
    fn renewed(
        &mut self,
        watch: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Option<Vec<(RecordKey, Likely)>> {
        let changed = std::mem::take(&mut self.changed);
        let pairs = match self.pairs.take().filter(|_| changed.len() < MANY) {
            Some(mut pairs) => {
                pairs.retain(|(a, likely)| !changed.contains(a) && !changed.contains(&likely.key));
                for key in &changed {
                    let new = self.index.of(*key, WARNING).into_iter();
                    // Two that both have changed find each other twice.
                    let new = new.filter(|likely| likely.key > *key || !changed.contains(&likely.key));
                    pairs.extend(new.map(|likely| (*key, likely)));
                }
                pairs
            }
            None => self.index.pairs(WARNING, watch)?,
        };
        self.pairs = Some(pairs.clone());
        Some(pairs)
    }
}

/// One NIK, and otherwise not the same.
pub(in crate::desk) fn kind_of(reasons: &[Reason]) -> DoubleKind {
    let against = [Reason::NameDiffers, Reason::NamePart, Reason::BirthDiffers, Reason::SexDiffers];
    if reasons.contains(&Reason::NikSame) && reasons.iter().any(|reason| against.contains(reason)) {
        DoubleKind::SharedNik
    } else {
        DoubleKind::Person
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
        address: &line.address,
    }
}
