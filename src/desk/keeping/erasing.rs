//! Erasing somebody, or one case, for good (UU 27/2022, articles 8 and 16): out of the records, their history, the drafts,
//! the backups beside the data; under new keys, so that what a disk keeps can't be read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::DateTime;
use secrecy::SecretString;

use crate::domain::{Body, Erasure as ErasureRecord, Note, PartialDate, Record, RecordKey, RecordKind};
use crate::store::{Erasure, StoreError};
use crate::vault::{Cost, Credential, replace};

use crate::desk::exchange::handing::Watch;
use crate::desk::keeping::backup::cancelled;
use crate::desk::keeping::opening::Reading;
use crate::desk::keeping::scrub::Gone;
use crate::desk::line::Line;
use crate::desk::{Change, Desk, DeskError, Draft, Who};

/// Keys of what was erased, one a line: ULIDs, which say nothing. Restoring an older backup erases them again.
const LIST: &str = "erased";

/// What an erasure leaves to be done by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The old one opens nothing any more.
    pub recovery_code: Vec<String>,
    /// Sticks and folders that may still hold it, with the day of the copy.
    pub elsewhere: Vec<String>,
}

/// What would be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasurePlan {
    pub who: Who,
    pub records: usize,
    /// The same by kind.
    pub kinds: BTreeMap<RecordKind, usize>,
    pub elsewhere: Vec<String>,
}

impl Desk {
    /// What [`Desk::erase`] would take, and where it can't reach.
    pub fn plan_erasure(&self, key: RecordKey) -> Result<ErasurePlan, DeskError> {
        let key = self.book.same.remaining(key);
        let gone = self.gone(&[key])?;
        let mut kinds = BTreeMap::new();
        for key in gone.roots.iter().chain(&gone.records) {
            *kinds.entry(key.kind).or_default() += 1;
        }
        let records = gone.roots.len() + gone.records.len();
        Ok(ErasurePlan { who: self.who(key), records, kinds, elsewhere: self.elsewhere(key)? })
    }

    /// Erases a person with everything under them, or one case with what belongs to it. It can't be undone.
    pub fn erase(
        &mut self,
        key: RecordKey,
        reason: &str,
        password: &SecretString,
        watch: Watch<'_>,
    ) -> Result<Erased, DeskError> {
        if reason.trim().is_empty() {
            return Err(DeskError::Refused("erase-needs-reason"));
        }
        self.check_password(password)?;
        let key = self.book.same.remaining(key);
        let mut gone = self.gone(&[key])?;
        let elsewhere = self.elsewhere(key)?;
        let tally = self.tally(key, reason)?;
        let tally_key = tally.key();
        self.save(Change::of("erasure-new", vec![tally]))?;
        gone.instead = Some(tally_key);
        // Also what was merged into it: an older backup has that on its own.
        let erased: Vec<RecordKey> =
            gone.roots.iter().copied().filter(|root| *root != key).chain([key]).collect();
        write_list(&self.dir, |list| list.extend(&erased))?;
        match self.erase_now(&gone, password, true, watch) {
            Ok(recovery_code) => {
                self.audit_saved("erased", &key.to_string());
                Ok(Erased { recovery_code, elsewhere })
            }
            Err(error) => {
                write_list(&self.dir, |list| list.retain(|other| !erased.contains(other)))?;
                let mut tally = self.record(tally_key)?;
                tally.meta.binned = true;
                self.save(Change::of("bin", vec![tally]))?;
                self.undo.clear();
                Err(error)
            }
        }
    }

    /// Repeats erasures that an older backup has brought back. Needs the password: by the recovery code alone it waits.
    pub(in crate::desk) fn erase_again(
        &mut self,
        credential: Credential<'_>,
    ) -> Result<Vec<Note>, DeskError> {
        let back: Vec<_> = read_list(&self.dir).into_iter().filter(|key| self.is_stored(*key)).collect();
        if back.is_empty() || self.is_read_only() {
            return Ok(Vec::new());
        }
        let Credential::Password(password) = credential else {
            return Ok(vec![Note::warn("erasure_waits")]);
        };
        let mut gone = self.gone(&back)?;
        let reason = self.words().get("erase-again-reason");
        let mut tallies = Vec::new();
        for key in back {
            tallies.push(self.tally(key, &reason)?);
        }
        gone.instead = tallies.first().map(Record::key);
        self.save(Change::of("erasure-new", tallies))?;
        let mut go_on = |_, _, _| std::ops::ControlFlow::Continue(());
        let code = self.erase_now(&gone, password, false, &mut go_on)?;
        Ok(vec![Note::warn("erased_again").with("code", code.join(" "))])
    }

    /// Also in the bin, where the book has no line for it.
    fn is_stored(&self, key: RecordKey) -> bool {
        self.book.root_of(key).is_some()
    }

    fn erase_now(
        &mut self,
        gone: &Gone,
        password: &SecretString,
        also_aside: bool,
        watch: Watch<'_>,
    ) -> Result<Vec<String>, DeskError> {
        let order = Erasure { password, cost: Cost::calibrated(), at: (self.clock)(), also_aside };
        let mut reading = Reading::default();
        let book = &self.book;
        let is_gone = |key: RecordKey| {
            gone.holds(key) || book.root_of(key).flatten().is_some_and(|root| gone.holds(root))
        };
        let erased = self.store.erase(
            &order,
            &mut |tree, key, plaintext| gone.judge(tree, key, plaintext),
            &mut |draft| Draft::may_stay(draft, &is_gone),
            &mut |visit| reading.take(&visit),
            &mut |done, all| watch("erase", done, all),
        );
        let (code, _) = erased.map_err(cancelled)?;
        self.read_anew(reading)?;
        Ok(code.on_paper())
    }

    fn gone(&self, keys: &[RecordKey]) -> Result<Gone, DeskError> {
        let mut gone = Gone::default();
        for key in keys {
            match key.kind {
                RecordKind::Person => {
                    gone.roots.insert(*key);
                    gone.roots.extend(self.book.same.merged_into(*key));
                    gone.records.extend(self.book.children(*key).map(|(child, _)| child));
                    gone.records.extend(self.beside(*key));
                }
                RecordKind::Case => {
                    gone.records.insert(*key);
                    gone.records.extend(self.below(*key));
                }
                _ => return Err(DeskError::Refused("erase-what")),
            }
        }
        let is_gone = |key: RecordKey| {
            gone.holds(key) || self.book.root_of(key).flatten().is_some_and(|root| gone.holds(root))
        };
        let files = self.only_of(&is_gone)?;
        gone.files = files;
        Ok(gone)
    }

    /// What is about a person and not stored under them: their aid with what was decided about it, and a household with
    /// nobody else in it.
    fn beside(&self, person: RecordKey) -> Vec<RecordKey> {
        let nik = self.book.person(person).map_or("", |line| &line.nik);
        let theirs = self.book.gifts().filter(|(_, gift)| {
            let aid = gift.read();
            aid.person == Some(person) || aid.person.is_none() && !nik.is_empty() && *aid.nik == *nik
        });
        let mut found: Vec<_> = theirs.map(|(key, _)| key).collect();
        let gone: BTreeSet<RecordKey> = found.iter().copied().collect();
        let about = |key: Option<RecordKey>| key.is_some_and(|key| gone.contains(&key));
        let decided = self.book.of_kind(RecordKind::AidDecision);
        found.extend(decided.filter_map(|(key, line)| match line {
            Line::Decision(a, b) if about(a) || about(b) => Some(key),
            _ => None,
        }));
        let household = self.book.person(person).and_then(|line| line.household);
        if let Some(household) = household {
            let mut others = self.book.people().filter(|(_, line)| line.household == Some(household));
            if !others.any(|(key, _)| key != person) {
                found.push(household);
            }
        }
        found
    }

    /// What stays and names nobody.
    fn tally(&mut self, key: RecordKey, reason: &str) -> Result<Record, DeskError> {
        let subject = self.record(self.subject(key))?;
        let mut tally = ErasureRecord {
            reason: reason.trim().to_owned(),
            on: Some(PartialDate::from(self.today)),
            subject: key.to_string(),
            ..ErasureRecord::default()
        };
        if let Body::Person(person) = &subject.body {
            tally.village.clone_from(&person.village);
            tally.sex.clone_from(&person.sex);
            let numbers = person.categories.iter().filter_map(|category| category.number);
            let codes = numbers.filter_map(|number| Some(self.catalog.ppks(number)?.code.clone()));
            tally.categories = codes.collect::<Vec<_>>().join(", ");
        }
        let cases = self.book.children(subject.key()).filter(|(key, _)| key.kind == RecordKind::Case).count();
        tally.cases = i64::try_from(if key.kind == RecordKind::Case { 1 } else { cases }).ok();
        Ok(Record::new(self.new_id(), tally))
    }

    /// Bundles with people in them that were copied since the record was made, and backups: out of reach.
    fn elsewhere(&self, key: RecordKey) -> Result<Vec<String>, DeskError> {
        let made = self.record(key)?.meta.created_seq;
        let mut places = Vec::new();
        for (handoff, _) in self.book.sent_bundles() {
            let Body::Handoff(sent) = self.record(handoff)?.body else { continue };
            let may_hold = sent.profile != "rekap" && sent.to_seq.is_none_or(|to| to.unsigned_abs() >= made);
            for copy in sent.copies.iter().filter(|_| may_hold) {
                let on = copy.on.as_ref().map(ToString::to_string).unwrap_or_default();
                places.push(format!("{}: {} ({on})", sent.bundle, copy.place));
            }
        }
        for entry in self.audit_trail()?.entries.into_iter().filter(|entry| entry.what == "backed-up") {
            let on = DateTime::from_timestamp(entry.at, 0).map(|at| at.date_naive().to_string());
            places.push(format!("{} ({})", entry.about, on.unwrap_or_default()));
        }
        places.dedup();
        Ok(places)
    }
}

fn path(dir: &Path) -> PathBuf {
    dir.join(LIST)
}

fn read_list(dir: &Path) -> Vec<RecordKey> {
    let text = fs::read_to_string(path(dir)).unwrap_or_default();
    text.lines().filter_map(|line| RecordKey::from_str(line).ok()).collect()
}

fn write_list(dir: &Path, change: impl FnOnce(&mut Vec<RecordKey>)) -> Result<(), DeskError> {
    let mut list = read_list(dir);
    change(&mut list);
    let mut text = list.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    text.push('\n');
    replace(&path(dir), text.as_bytes())
        .map_err(|source| StoreError::Io { place: "data directory", source }.into())
}
