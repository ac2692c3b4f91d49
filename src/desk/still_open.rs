//! What would go on under a case that is closed, and how much goes along with what is thrown away.

use std::collections::BTreeSet;

use crate::domain::{Body, Record, RecordKey, RecordKind};
use crate::text::Words;

use super::{DeskLookup, Page};

/// Named at most.
const MOST_NAMED: usize = 5;

/// Something that waits under a case: its kind, and its own words or the code of its sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StillOpen {
    pub key: RecordKey,
    pub text: String,
    /// `needs.csv`, of a need without words of its own.
    pub sector: String,
}

impl StillOpen {
    /// `Tindak lanjut: kontrol; Rujukan: Baznas`
    pub fn told(open: &[Self], words: &Words, lookup: &DeskLookup) -> String {
        let mut told: Vec<String> =
            open.iter().take(MOST_NAMED).map(|item| item.words(words, lookup)).collect();
        if open.len() > MOST_NAMED {
            told.push(words.say("and-more", &[("count", (open.len() - MOST_NAMED).into())]));
        }
        told.join("; ")
    }

    fn words(&self, words: &Words, lookup: &DeskLookup) -> String {
        let kind = words.get(&format!("kind-{}", self.key.kind.name().replace('_', "-")));
        let sector = if self.sector.is_empty() { String::new() } else { lookup.label("needs", &self.sector) };
        let parts = [sector, self.text.lines().next().unwrap_or_default().to_owned()];
        let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        format!("{kind}: {about}")
    }
}

impl Page {
    /// Of a case: follow-ups, referrals under way and needs that nothing meets.
    pub fn still_open(&self) -> Vec<StillOpen> {
        let case = self.record.key();
        let is_open = |record: &&Record| match &record.body {
            Body::FollowUp(task) => task.case == Some(case) && task.is_open(),
            Body::Referral(referral) => referral.case == Some(case) && !referral.standing().is_finished(),
            _ => false,
        };
        let open: BTreeSet<RecordKey> = self.related.iter().filter(is_open).map(Record::key).collect();
        let happening = self.timeline.iter().filter(|item| open.contains(&item.key));
        let happening =
            happening.map(|item| StillOpen { key: item.key, text: item.text.clone(), sector: String::new() });
        let needs = self.needs.iter().filter(|_| case.kind == RecordKind::Case);
        let waiting = needs.filter(|need| need.status.is_gap()).map(|need| StillOpen {
            key: need.key,
            text: need.description.clone(),
            sector: need.sector.clone(),
        });
        happening.chain(waiting).collect()
    }
}
