//! All lines by key, and who belongs to whom. Filled once at the opening, kept up to date by every save.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::case::CaseProgress;
use crate::domain::reading::{self, family_card, nik::NikState};
use crate::domain::{Body, Record, RecordKey, RecordKind, Sensitivity, ShortNumber};
use crate::sorted::Sorted as _;

use super::aid_rows::AidRows;
use super::doubles::sameness::Sameness;
use super::line::{
    AidLine, AidView, CaseLine, FollowUpLine, HandoffLine, Line, OrganizationLine, OwnLine, PersonLine,
    ReferralLine,
};

#[derive(Debug, Default)]
pub struct Book {
    lines: BTreeMap<RecordKey, Placed>,
    /// Gifts, for which there are no lines.
    aid: AidRows,
    /// Lines of a store that is being read.
    gathered: Vec<(RecordKey, Placed)>,
    /// How many of the lines are of each kind.
    sizes: HashMap<RecordKind, usize>,
    children: HashMap<RecordKey, Vec<RecordKey>>,
    members: HashMap<RecordKey, Vec<RecordKey>>,
    /// Households by their whole family card number: two of them may have one.
    by_card: BTreeSet<(u64, RecordKey)>,
    /// People by their complete NIK: two of them may have one.
    by_nik: BTreeSet<(u64, RecordKey)>,
    binned: HashMap<RecordKey, Option<RecordKey>>,
    /// Records that were merged, and records that are not one.
    pub same: Sameness,
    /// Highest number given on this device, by letter and year.
    counts: HashMap<(char, u16), u32>,
    /// Every number that was given out, here and elsewhere, binned ones too.
    numbers: Vec<(ShortNumber, RecordKey)>,
    /// People whose entry in the index must be renewed.
    stale: Vec<RecordKey>,
}

/// A line, and under which record its own is stored.
#[derive(Debug)]
struct Placed {
    root: Option<RecordKey>,
    line: OwnLine,
}

impl Book {
    /// Takes in records as they are now; binned ones leave the lists.
    pub fn take_in(&mut self, records: impl IntoIterator<Item = Record>) {
        for record in records {
            self.put(&record);
        }
    }

    pub fn put(&mut self, record: &Record) {
        let key = record.key();
        if let Body::Aid(aid) = &record.body {
            let was_there = self.aid.place(key).is_some();
            if self.link(record, was_there || self.binned.contains_key(&key)) {
                self.aid.put(key, aid);
            } else {
                self.aid.remove(key);
            }
            return;
        }
        let old = self.lines.remove(&key);
        let is_known = old.is_some() || self.binned.contains_key(&key);
        if let Some(old) = old {
            self.unlink(key, &old);
            if let Some(size) = self.sizes.get_mut(&key.kind) {
                *size -= 1;
            }
        }
        if self.link(record, is_known) {
            let placed = self.placed(record);
            self.lines.insert(key, placed);
        }
    }

    /// Takes in a record of a store that is read for the first time; nothing of it is found before [`Self::settle`].
    pub fn gather(&mut self, record: &Record) {
        if !self.link(record, false) {
            return;
        }
        if let Body::Aid(aid) = &record.body {
            self.aid.gather(record.key(), aid);
            return;
        }
        let placed = self.placed(record);
        self.gathered.push((record.key(), placed));
    }

    /// All that was gathered, in nodes that are full: put one by one they would be half empty, megabytes among many records.
    pub fn settle(&mut self) {
        let mut gathered = std::mem::take(&mut self.gathered).into_iter().collect();
        self.lines.append(&mut gathered);
        self.aid.settle();
        let lists = self.children.values_mut().chain(self.members.values_mut());
        lists.for_each(Vec::shrink_to_fit);
        self.numbers.shrink_to_fit();
        // Filled in no order, their nodes are half empty.
        self.by_nik = std::mem::take(&mut self.by_nik).into_iter().collect();
        self.by_card = std::mem::take(&mut self.by_card).into_iter().collect();
    }

    /// What is known of a record beside its line; whether it stands in a list.
    fn link(&mut self, record: &Record, is_known: bool) -> bool {
        let key = record.key();
        self.count_number(record);
        if let Some(number) = record.meta.number.filter(|_| !is_known) {
            self.numbers.push((number, key));
        }
        let root = record.meta.root.unwrap_or(key);
        self.same.put(record);
        // In the store's order a person comes with all that belongs to them. No index knows gifts by their names.
        if self.stale.last() != Some(&root) && root.kind != RecordKind::Aid {
            self.stale.push(root);
        }
        if record.meta.binned {
            self.binned.insert(key, record.meta.root);
            return false;
        }
        if !self.binned.is_empty() {
            self.binned.remove(&key);
        }
        true
    }

    /// The line of a record, and who is found through it.
    fn placed(&mut self, record: &Record) -> Placed {
        let key = record.key();
        let line = OwnLine::of(record);
        match &line {
            OwnLine::Person(person) => {
                self.by_nik.extend(nik_number(&person.nik).map(|nik| (nik, key)));
                if let Some(household) = person.household {
                    self.members.entry(household).or_default().push(key);
                }
            }
            OwnLine::Household(household) => {
                self.by_card.extend(card_number(&household.family_card).map(|card| (card, key)));
            }
            _ => {}
        }
        if let Some(root) = record.meta.root {
            self.children.entry(root).or_default().push(key);
        }
        *self.sizes.entry(key.kind).or_default() += 1;
        Placed { root: record.meta.root, line }
    }

    fn unlink(&mut self, key: RecordKey, old: &Placed) {
        // Moved to another one, it must not be found with the old one any more.
        self.stale.extend(old.root);
        if let Some(children) = old.root.and_then(|root| self.children.get_mut(&root)) {
            children.retain(|child| *child != key);
        }
        match &old.line {
            OwnLine::Person(person) => {
                if let Some(nik) = nik_number(&person.nik) {
                    self.by_nik.remove(&(nik, key));
                }
                if let Some(members) = person.household.and_then(|household| self.members.get_mut(&household))
                {
                    members.retain(|member| *member != key);
                }
            }
            OwnLine::Household(household) => {
                if let Some(card) = card_number(&household.family_card) {
                    self.by_card.remove(&(card, key));
                }
            }
            _ => {}
        }
    }

    fn count_number(&mut self, record: &Record) {
        let ours = !matches!(record.meta.origin, crate::domain::Origin::Bundle(_));
        if let Some(number) = record.meta.number.filter(|_| ours) {
            let count = self.counts.entry((number.letter, number.year)).or_default();
            *count = (*count).max(number.count);
        }
    }

    /// Gives out the next short number of a kind. A number given to a record that was not saved is not used again.
    pub fn next_number(&mut self, letter: char, year: u16) -> ShortNumber {
        let count = self.counts.entry((letter, year)).or_default();
        *count += 1;
        ShortNumber { letter, year, count: *count }
    }

    /// The records whose number has that year and count, whatever its letter.
    pub fn of_count(&self, year: u16, count: u32) -> impl Iterator<Item = (ShortNumber, RecordKey)> {
        let fits = move |number: &ShortNumber| number.year == year && number.count == count;
        self.numbers.iter().copied().filter(move |(number, _)| fits(number))
    }

    /// The records of a kind that have a number, with it.
    pub fn numbers_of(&self, kind: RecordKind) -> impl Iterator<Item = (ShortNumber, RecordKey)> {
        self.numbers.iter().copied().filter(move |(_, key)| key.kind == kind)
    }

    /// What is in the bin, for whatever reason.
    pub fn binned(&self) -> impl Iterator<Item = RecordKey> {
        self.binned.keys().copied()
    }

    pub fn is_binned(&self, key: RecordKey) -> bool {
        self.binned.contains_key(&key)
    }

    /// Where a record is stored: its root, or nothing for a root. `None` for an unknown key.
    pub fn root_of(&self, key: RecordKey) -> Option<Option<RecordKey>> {
        if let Some(placed) = self.lines.get(&key) {
            return Some(placed.root);
        }
        if self.aid.place(key).is_some() {
            return Some(None);
        }
        self.binned.get(&key).copied()
    }

    pub fn line(&self, key: RecordKey) -> Option<Line<'_>> {
        if key.kind == RecordKind::Aid {
            return self.aid.get(key).map(Line::Aid);
        }
        self.own_line(key).map(OwnLine::view)
    }

    /// A copy that can leave the desk.
    pub fn copy_of(&self, key: RecordKey) -> Option<OwnLine> {
        match self.gift(key) {
            Some(aid) => Some(OwnLine::Aid(Box::new(aid.to_aid()))),
            None => self.own_line(key).cloned(),
        }
    }

    fn own_line(&self, key: RecordKey) -> Option<&OwnLine> {
        self.lines.get(&key).map(|placed| &placed.line)
    }

    /// All records of a kind, oldest first.
    pub fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = (RecordKey, Line<'_>)> {
        let gifts = (kind == RecordKind::Aid).then(|| self.gifts());
        let gifts = gifts.into_iter().flatten().map(|(key, gift)| (key, Line::Aid(gift)));
        self.lines_of(kind).map(|(key, line)| (key, line.view())).chain(gifts)
    }

    fn lines_of(&self, kind: RecordKind) -> impl Iterator<Item = (RecordKey, &OwnLine)> {
        let from = RecordKey::new(kind, ulid::Ulid::nil());
        let of_kind = self.lines.range(from..).take_while(move |(key, _)| key.kind == kind);
        of_kind.map(|(key, placed)| (*key, &placed.line))
    }

    /// All gifts, oldest first.
    pub fn gifts(&self) -> impl Iterator<Item = (RecordKey, AidView<'_>)> {
        self.aid.iter()
    }

    /// What is known of a gift.
    pub fn gift(&self, key: RecordKey) -> Option<AidLine<'_>> {
        self.aid.get(key).map(AidView::read)
    }

    pub fn aid(&self) -> &AidRows {
        &self.aid
    }

    /// The bundles that were sealed here, in order.
    pub fn sent_bundles(&self) -> impl Iterator<Item = (RecordKey, &HandoffLine)> {
        self.lines_of(RecordKind::Handoff).filter_map(|(key, line)| match line {
            OwnLine::Handoff(handoff) if handoff.sender.is_empty() => Some((key, &**handoff)),
            _ => None,
        })
    }

    /// The same of those that came in.
    pub fn received_bundles(&self) -> impl Iterator<Item = (RecordKey, &HandoffLine)> {
        self.lines_of(RecordKind::Handoff).filter_map(|(key, line)| match line {
            OwnLine::Handoff(handoff) if !handoff.sender.is_empty() => Some((key, &**handoff)),
            _ => None,
        })
    }

    /// How many lines there are.
    pub fn size(&self) -> usize {
        self.lines.len() + self.aid.len()
    }

    pub fn is_empty(&self) -> bool {
        self.size() == 0
    }

    pub fn count(&self, kind: RecordKind) -> usize {
        if kind == RecordKind::Aid {
            return self.aid.len();
        }
        self.sizes.get(&kind).copied().unwrap_or_default()
    }

    /// How many records there are of each kind, binned ones too.
    pub fn stored(&self) -> BTreeMap<RecordKind, u64> {
        let mut counts = BTreeMap::new();
        for key in self.lines.keys().chain(self.binned.keys()) {
            *counts.entry(key.kind).or_default() += 1;
        }
        if self.aid.len() > 0 {
            *counts.entry(RecordKind::Aid).or_default() += self.aid.len() as u64;
        }
        counts
    }

    pub fn people(&self) -> impl Iterator<Item = (RecordKey, &PersonLine)> {
        self.lines_of(RecordKind::Person)
            .filter_map(|(key, line)| if let OwnLine::Person(p) = line { Some((key, &**p)) } else { None })
    }

    pub fn person(&self, key: RecordKey) -> Option<&PersonLine> {
        if let Some(OwnLine::Person(person)) = self.own_line(key) { Some(person) } else { None }
    }

    pub fn case(&self, key: RecordKey) -> Option<&CaseLine> {
        if let Some(OwnLine::Case(case)) = self.own_line(key) { Some(case) } else { None }
    }

    pub fn organization(&self, key: RecordKey) -> Option<&OrganizationLine> {
        if let Some(OwnLine::Organization(line)) = self.own_line(key) { Some(line) } else { None }
    }

    pub fn cases(&self) -> impl Iterator<Item = (RecordKey, &CaseLine)> {
        self.lines_of(RecordKind::Case).filter_map(|(key, line)| {
            if let OwnLine::Case(case) = line { Some((key, &**case)) } else { None }
        })
    }

    pub fn follow_ups(&self) -> impl Iterator<Item = (RecordKey, &FollowUpLine)> {
        self.lines_of(RecordKind::FollowUp).filter_map(|(key, line)| {
            if let OwnLine::FollowUp(task) = line { Some((key, &**task)) } else { None }
        })
    }

    pub fn referrals(&self) -> impl Iterator<Item = (RecordKey, &ReferralLine)> {
        self.lines_of(RecordKind::Referral)
            .filter_map(|(key, line)| if let OwnLine::Referral(r) = line { Some((key, &**r)) } else { None })
    }

    /// The records stored under one: a person's cases, visits, follow-ups …
    pub fn children(&self, root: RecordKey) -> impl Iterator<Item = (RecordKey, Line<'_>)> {
        let keys = self.children.get(&root).map(Vec::as_slice).unwrap_or_default();
        keys.iter().filter_map(|key| self.line(*key).map(|line| (*key, line)))
    }

    /// Those of one kind among them; the others are not even looked up.
    pub fn children_of_kind(
        &self,
        root: RecordKey,
        kind: RecordKind,
    ) -> impl Iterator<Item = (RecordKey, Line<'_>)> {
        let keys = self.children.get(&root).map(Vec::as_slice).unwrap_or_default();
        let of_kind = keys.iter().filter(move |key| key.kind == kind);
        of_kind.filter_map(|key| self.line(*key).map(|line| (*key, line)))
    }

    pub fn cases_of(&self, person: RecordKey) -> impl Iterator<Item = (RecordKey, &CaseLine)> {
        self.children_of_kind(person, RecordKind::Case)
            .filter_map(|(key, line)| if let Line::Case(case) = line { Some((key, case)) } else { None })
    }

    /// The oldest household with that card.
    pub fn household_with_card(&self, card: &str) -> Option<RecordKey> {
        let card = card_number(card)?;
        let from = (card, RecordKey::new(RecordKind::Household, ulid::Ulid::nil()));
        let (known, key) = self.by_card.range(from..).next()?;
        (*known == card).then_some(*key)
    }

    /// People with that NIK, oldest first; none for one that is not complete.
    pub fn people_with_nik(&self, nik: &str) -> impl Iterator<Item = RecordKey> {
        let nik = nik_number(nik);
        let from = (nik.unwrap_or(u64::MAX), RecordKey::new(RecordKind::Person, ulid::Ulid::nil()));
        self.by_nik.range(from..).take_while(move |(number, _)| Some(*number) == nik).map(|(_, key)| *key)
    }

    /// Gifts that are linked to a person or a household.
    pub fn aid_of(&self, holder: RecordKey) -> Vec<RecordKey> {
        self.aid.of_holder(holder)
    }

    pub fn members(&self, household: RecordKey) -> &[RecordKey] {
        self.members.get(&household).map(Vec::as_slice).unwrap_or_default()
    }

    /// What has been recorded for a case; its stage follows from it.
    pub fn progress(&self, case: RecordKey) -> CaseProgress {
        let Some(root) = self.root_of(case).flatten() else { return CaseProgress::default() };
        progress(case, self.case(case).and_then(|line| line.closed_on), self.children(root))
    }

    /// Records under which others are stored or could be.
    pub fn roots(&self) -> impl Iterator<Item = RecordKey> {
        let own = self.lines.iter().filter(|(_, placed)| placed.root.is_none()).map(|(key, _)| *key);
        let own = own.chain(self.gifts().map(|(key, _)| key));
        // What stays behind when its person is in the bin.
        let binned = self.binned.keys().filter(|key| self.children.contains_key(key)).copied();
        own.chain(binned)
    }

    /// How widely a person may be shown: the strictest of their own mark, their categories (undecided ones
    /// count as the most sensitive candidate) and their cases.
    pub fn sensitivity(&self, person: RecordKey, of_category: &dyn Fn(i64) -> Sensitivity) -> Sensitivity {
        let Some(line) = self.person(person) else { return Sensitivity::Ordinary };
        let categories =
            line.categories.iter().chain(&line.rare().candidates).map(|number| of_category(*number));
        let cases = self.cases_of(person).map(|(_, case)| {
            let gravest = case.categories.iter().map(|number| of_category(*number)).max();
            gravest.unwrap_or_default().max(case.sensitivity)
        });
        categories.chain(cases).max().unwrap_or_default().max(line.own_sensitivity)
    }

    /// The people whose index entry is out of date; empties the list.
    pub fn take_stale(&mut self) -> Vec<RecordKey> {
        let mut stale = std::mem::take(&mut self.stale);
        stale.put_in_order();
        stale.dedup();
        stale
    }
}

/// What these records, all of the case's person, say of the case.
pub(super) fn progress<'a>(
    case: RecordKey,
    closed: Option<chrono::NaiveDate>,
    of_person: impl Iterator<Item = (RecordKey, Line<'a>)>,
) -> CaseProgress {
    let mut done = CaseProgress::default();
    for (key, line) in of_person {
        match line {
            Line::Need(need) if need.case == Some(case) => done.needs += 1,
            Line::Visit { case: of, on } if of == Some(case) => {
                done.visits += 1;
                done.visits_after_closing += usize::from(closed.is_some() && on > closed);
            }
            Line::Step { case: of, .. } if of == Some(case) && key.kind == RecordKind::Assessment => {
                done.assessments += 1;
            }
            Line::Plan { case: of, done: finished } if of == Some(case) => {
                done.plans += 1;
                done.finished_plans += usize::from(finished);
            }
            Line::Referral(r) if r.case == Some(case) => done.referrals += 1,
            Line::FollowUp(task) if task.case == Some(case) && task.done => done.finished_follow_ups += 1,
            _ => {}
        }
    }
    done
}

fn card_number(card: &str) -> Option<u64> {
    family_card::is_complete(card).then(|| card.parse().ok())?
}

fn nik_number(nik: &str) -> Option<u64> {
    (reading::nik::state(nik) == NikState::Complete).then(|| nik.parse().ok())?
}
