//! Data of which something is lost for good: what exactly, and going on with the rest.

use std::ops::RangeInclusive;

use crate::domain::Note;
use crate::store::Tree;

use crate::desk::exchange::handing::Watch;
use crate::desk::keeping::backup::cancelled;
use crate::desk::keeping::opening::Reading;
use crate::desk::{Desk, DeskError};

impl Desk {
    /// Some of the data is damaged and can't be made good from anything; the rest is only shown.
    pub fn is_incomplete(&self) -> bool {
        self.store.is_incomplete()
    }

    /// A swap of generations that the disk refused has closed the store; the next opening goes on with it.
    pub fn is_closed(&self) -> bool {
        self.store.is_closed()
    }

    /// From now on the readable rest is all there is, and saves go on. What was there before is set aside:
    /// [`Desk::bring_back`].
    pub fn go_on_incomplete(&mut self, watch: Watch<'_>) -> Result<(), DeskError> {
        let missing = self.store.missing().saves.clone();
        let mut reading = Reading::default();
        let at = (self.clock)();
        let made = self.store.go_on_incomplete(at, &mut |visit| reading.take(&visit), &mut |done, all| {
            watch("go-on", done, all)
        });
        made.map_err(cancelled)?;
        self.read_anew(reading)?;
        let saves: Vec<String> =
            missing.iter().map(|lost| format!("{}-{}", lost.start(), lost.end())).collect();
        self.audit_saved("went-on-incomplete", &saves.join(" "));
        Ok(())
    }

    /// A sentence for everything that is missing.
    pub(in crate::desk) fn tell_missing(&self) -> Result<Vec<Note>, DeskError> {
        let missing = self.store.missing();
        let mut notes = Vec::new();
        for lost in &missing.saves {
            notes.push(self.tell_lost(lost)?);
        }
        let records = missing.values.iter().find(|(tree, ..)| *tree == Tree::Records);
        if let Some((_, should, are)) = records {
            let lost = should.saturating_sub(*are).to_string();
            notes.push(Note::error("records_lost").with("lost", lost).with("all", should.to_string()));
        }
        if missing.is_open_ended {
            let last = self.store.next_seq().saturating_sub(1).to_string();
            notes.push(Note::error("more_may_be_lost").with("last", last));
        }
        Ok(notes)
    }

    /// Nobody knows saves by their numbers, but what one did on a day.
    fn tell_lost(&self, lost: &RangeInclusive<u64>) -> Result<Note, DeskError> {
        let mut from = String::new();
        for before in (1..*lost.start()).rev().take(ENOUGH) {
            if let Some(day) = self.day_of(before)? {
                from = day;
                break;
            }
        }
        let mut until = self.today.to_string();
        for behind in (lost.end() + 1..self.store.next_seq()).take(ENOUGH) {
            if let Some(day) = self.day_of(behind)? {
                until = day;
                break;
            }
        }
        let code = if from.is_empty() { "first_saves_lost" } else { "saves_lost" };
        let note = Note::error(code).with("first", lost.start().to_string());
        Ok(note.with("last", lost.end().to_string()).with("from", from).with("until", until))
    }

    fn day_of(&self, save: u64) -> Result<Option<String>, DeskError> {
        let set = self.change_set(save)?;
        let at = set.and_then(|set| chrono::DateTime::from_timestamp(set.at, 0));
        Ok(at.map(|at| at.date_naive().to_string()))
    }
}

/// Neighbouring saves that are asked for their day: not every save has one.
const ENOUGH: usize = 200;
