//! What the worker has said of records that look the same: that they were one, or that they are not.

use std::collections::HashMap;

use crate::domain::{Apart, Body, Record, RecordKey};

/// By key, as the records say it themselves.
#[derive(Debug, Default)]
pub struct Sameness {
    /// Binned because they were the same as another one.
    merged: HashMap<RecordKey, RecordKey>,
    /// By the record on which it stands that it is not another one.
    apart: HashMap<RecordKey, Vec<Apart>>,
}

impl Sameness {
    pub(in crate::desk) fn put(&mut self, record: &Record) {
        let (settled, into) = match &record.body {
            Body::Person(person) => (&person.settled, person.merged_into),
            Body::Household(household) => (&household.settled, household.merged_into),
            Body::Organization(organization) => (&organization.settled, organization.merged_into),
            _ => return,
        };
        let key = record.key();
        if !self.merged.is_empty() {
            self.merged.remove(&key);
        }
        if !self.apart.is_empty() {
            self.apart.remove(&key);
        }
        if record.meta.binned {
            self.merged.extend(into.map(|into| (key, into)));
            return;
        }
        let apart: Vec<Apart> = settled.iter().filter_map(|code| code.parse().ok()).collect();
        if !apart.is_empty() {
            self.apart.insert(key, apart);
        }
    }

    /// The record that is left of one that was merged into another, and of any other itself.
    pub fn remaining(&self, key: RecordKey) -> RecordKey {
        let mut key = key;
        // A bundle could say of two that each went into the other.
        for _ in 0..self.merged.len() {
            match self.merged.get(&key) {
                Some(into) => key = *into,
                None => break,
            }
        }
        key
    }

    /// Records that went into this one, also by way of others.
    pub fn merged_into(&self, key: RecordKey) -> impl Iterator<Item = RecordKey> {
        self.merged.keys().copied().filter(move |gone| *gone != key && self.remaining(*gone) == key)
    }

    pub fn has_merged(&self) -> bool {
        !self.merged.is_empty()
    }

    /// How alike the two were when the worker said that they are not one.
    pub fn apart(&self, a: RecordKey, b: RecordKey) -> Option<u8> {
        let said = |on: RecordKey, from: RecordKey| {
            self.apart.get(&on)?.iter().filter(|apart| apart.from == from).map(|apart| apart.score).max()
        };
        said(a, b).max(said(b, a))
    }

    /// Records on which it stands that they are not this one.
    pub fn told_apart_from(&self, key: RecordKey) -> impl Iterator<Item = RecordKey> {
        let about = self.apart.iter().filter(move |(_, from)| from.iter().any(|apart| apart.from == key));
        about.map(|(on, _)| *on)
    }
}
