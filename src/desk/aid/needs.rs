//! Needs and the aid that answers them: met, partly, mismatched, unmet; the largest gaps and what each would need.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::desk::line::{AidLine, Line, NeedLine};
use crate::desk::{Desk, Happening};
use crate::domain::{Body, Need, Record, RecordKey, RecordKind, Sensitivity};
use crate::sorted::Sorted as _;

/// How far a need is met (`enums.csv`, `need_status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedStatus {
    Met,
    /// Something answered it, and has ended or is only planned.
    Partly,
    /// The family receives aid, but for other needs.
    Mismatched,
    Unmet,
}

impl NeedStatus {
    pub const ALL: [Self; 4] = [Self::Met, Self::Partly, Self::Mismatched, Self::Unmet];

    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly_met",
            Self::Mismatched => "mismatched",
            Self::Unmet => "unmet",
        }
    }

    /// Somebody still waits.
    pub fn is_gap(self) -> bool {
        matches!(self, Self::Mismatched | Self::Unmet)
    }
}

/// A need of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedView {
    pub key: RecordKey,
    pub sector: String,
    pub description: String,
    /// `enums.csv`, `mismatch_reason`: why it waits, as the worker said.
    pub reason: String,
    pub status: NeedStatus,
    /// What answers it; of a need that is mismatched what the family receives instead.
    pub gifts: Vec<Happening>,
}

/// Needs of one desa, category and sector.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NeedCell {
    pub village: String,
    /// PPKS code; empty where the person has none, or where it may not be told.
    pub category: String,
    pub sector: String,
    pub status: BTreeMap<&'static str, usize>,
    /// `enums.csv`, `mismatch_reason`.
    pub reasons: BTreeMap<String, usize>,
}

/// Needs of one desa and sector that nobody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    pub village: String,
    pub sector: String,
    /// Needs that wait, and of how many.
    pub waiting: usize,
    pub of: usize,
    pub reasons: BTreeMap<String, usize>,
    /// Programmes of the catalogue that answer the sector: what the gap would need.
    pub would_need: Vec<String>,
}

/// Needs × aid over the whole area. It names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NeedMatrix {
    pub needs: usize,
    pub status: BTreeMap<&'static str, usize>,
    pub cells: Vec<NeedCell>,
    /// Needs that wait, by desa and sector.
    pub waiting: BTreeMap<String, BTreeMap<String, usize>>,
    /// The ten largest.
    pub gaps: Vec<Gap>,
    /// Programmes that answer a need that waits, and that nobody on record receives.
    pub without_takers: Vec<String>,
    /// Why referrals were declined (`enums.csv`, `referral_decline_reason`).
    pub declines: BTreeMap<String, usize>,
}

/// Gaps that are listed.
const MOST_GAPS: usize = 10;

impl Desk {
    /// Every open need on record and how far it is met.
    pub fn need_matrix(&self) -> NeedMatrix {
        let mut matrix = NeedMatrix::default();
        let mut cells: BTreeMap<(String, String, String), NeedCell> = BTreeMap::new();
        let mut gaps: BTreeMap<(String, String), Gap> = BTreeMap::new();
        for (key, line) in self.book.of_kind(RecordKind::Need) {
            let Line::Need(need) = line else { continue };
            let NeedLine { case, sector, reason } = need;
            let Some(person) = self.book.root_of(key).flatten().filter(|_| !self.is_over(*case)) else {
                continue;
            };
            let Some(resident) = self.book.person(person) else { continue };
            let status = self.need_status(person, sector);
            matrix.needs += 1;
            *matrix.status.entry(status.code()).or_default() += 1;
            let village = resident.village.as_str().to_owned();
            for category in self.open_categories(person) {
                let cell = cells.entry((village.clone(), category.clone(), sector.to_string())).or_default();
                (cell.village, cell.category, cell.sector) = (village.clone(), category, sector.to_string());
                *cell.status.entry(status.code()).or_default() += 1;
                if status.is_gap() && !reason.is_empty() {
                    *cell.reasons.entry(reason.to_string()).or_default() += 1;
                }
            }
            let gap = gaps.entry((village.clone(), sector.to_string())).or_insert_with(|| Gap {
                village,
                sector: sector.to_string(),
                waiting: 0,
                of: 0,
                reasons: BTreeMap::new(),
                would_need: Vec::new(),
            });
            gap.of += 1;
            if status.is_gap() {
                gap.waiting += 1;
                if !reason.is_empty() {
                    *gap.reasons.entry(reason.to_string()).or_default() += 1;
                }
            }
        }
        matrix.cells = cells.into_values().collect();
        matrix.declines = self.declines();
        let mut gaps: Vec<Gap> = gaps.into_values().filter(|gap| gap.waiting > 0).collect();
        for gap in &gaps {
            let village = matrix.waiting.entry(gap.village.clone()).or_default();
            village.insert(gap.sector.clone(), gap.waiting);
        }
        let sectors: BTreeSet<String> = gaps.iter().map(|gap| gap.sector.clone()).collect();
        matrix.without_takers = self.without_takers(&sectors);
        gaps.order_by_key(|gap| (std::cmp::Reverse(gap.waiting), gap.village.clone(), gap.sector.clone()));
        gaps.truncate(MOST_GAPS);
        for gap in &mut gaps {
            gap.would_need = self.programs_for(&gap.sector);
        }
        matrix.gaps = gaps;
        matrix
    }

    /// How far a need of a person is met by what the person and the family receive.
    pub fn need_status(&self, person: RecordKey, sector: &str) -> NeedStatus {
        let all = self.answers(person, sector);
        all.map(|(status, _)| status).min().unwrap_or(NeedStatus::Unmet)
    }

    /// What the person and the family receive, and how far each gift answers a need.
    fn answers<'a>(
        &'a self,
        person: RecordKey,
        sector: &'a str,
    ) -> impl Iterator<Item = (NeedStatus, RecordKey)> + 'a {
        let household = self.book.person(person).and_then(|line| line.household);
        let holders = std::iter::once(person).chain(household);
        holders.flat_map(|holder| self.book.aid_of(holder)).filter_map(move |key| {
            let aid = self.book.gift(key)?;
            Some((self.answers_need(&aid, sector), key))
        })
    }

    /// The needs of a case, those first that wait.
    pub(in crate::desk) fn needs_of(&self, case: &Record, related: &[Record]) -> Vec<NeedView> {
        let Some(person) = case.meta.root.filter(|_| case.kind() == RecordKind::Case) else {
            return Vec::new();
        };
        let view = |record: &Record| {
            let need: &Need = record.body().filter(|need: &&Need| need.case == Some(case.key()))?;
            let status = self.need_status(person, &need.sector);
            let mut gifts: Vec<RecordKey> = self
                .answers(person, &need.sector)
                .filter(|(answer, _)| *answer == status && status != NeedStatus::Unmet)
                .map(|(_, key)| key)
                .collect();
            gifts.put_in_order();
            gifts.dedup();
            let gifts = gifts.into_iter().filter_map(|key| self.happening(&self.record(key).ok()?));
            Some(NeedView {
                key: record.key(),
                sector: need.sector.clone(),
                description: need.description.clone(),
                reason: need.reason.clone(),
                status,
                gifts: gifts.collect(),
            })
        };
        let mut needs: Vec<NeedView> = related.iter().filter_map(view).collect();
        needs.order_by_key(|need| (std::cmp::Reverse(need.status), need.key));
        needs
    }

    /// The needs of every case of these people, those first that wait.
    pub(in crate::desk) fn needs_of_all(&self, members: &[(RecordKey, Vec<Record>)]) -> Vec<NeedView> {
        let cases = members.iter().flat_map(|(_, records)| {
            let cases = records.iter().filter(|record| record.kind() == RecordKind::Case);
            cases.flat_map(|case| self.needs_of(case, records))
        });
        let mut needs: Vec<NeedView> = cases.collect();
        needs.order_by_key(|need| (std::cmp::Reverse(need.status), need.key));
        needs
    }

    fn answers_need(&self, aid: &AidLine<'_>, sector: &str) -> NeedStatus {
        let of_program = || {
            let program = self.catalog.program(aid.program);
            program.is_some_and(|program| program.need_sectors.iter().any(|own| own == sector))
        };
        let answers = if aid.need.is_empty() { of_program() } else { aid.need == sector };
        let runs = super::gifts::span_of(aid.period, aid.on).to.is_none_or(|to| to >= self.today);
        match (aid.status, answers) {
            ("returned", _) => NeedStatus::Unmet,
            ("" | "given" | "unknown", true) if runs || aid.period.is_empty() => NeedStatus::Met,
            (_, true) => NeedStatus::Partly,
            (_, false) => NeedStatus::Mismatched,
        }
    }

    /// Codes of a person's categories that a count may name; one empty code where there is none.
    fn open_categories(&self, person: RecordKey) -> Vec<String> {
        let numbers = self.book.person(person).map(|line| &*line.categories).unwrap_or_default();
        let open = numbers.iter().filter_map(|number| self.catalog.ppks(*number));
        let open = open.filter(|category| category.sensitivity == Sensitivity::Ordinary);
        let codes: Vec<String> = open.map(|category| category.code.clone()).collect();
        if codes.is_empty() { vec![String::new()] } else { codes }
    }

    /// Programmes of the government that answer a sector and are valid today.
    fn programs_for(&self, sector: &str) -> Vec<String> {
        let day = crate::domain::PartialDate::from(self.today);
        let fitting = self.catalog.programs().iter().filter(|program| {
            program.level != "non-pemerintah"
                && program.need_sectors.iter().any(|own| own == sector)
                && program.valid_to.is_none_or(|to| day <= to)
        });
        fitting.map(|program| program.code.clone()).collect()
    }

    fn without_takers(&self, sectors: &BTreeSet<String>) -> Vec<String> {
        let taken: BTreeSet<&str> = self.book.gifts().map(|(_, gift)| gift.read().program).collect();
        let mut codes: Vec<String> = sectors.iter().flat_map(|sector| self.programs_for(sector)).collect();
        codes.retain(|code| !taken.contains(code.as_str()));
        codes.put_in_order();
        codes.dedup();
        codes
    }

    fn declines(&self) -> BTreeMap<String, usize> {
        let declined = self.book.referrals().filter(|(_, line)| line.standing.state == "declined");
        let keys: Vec<RecordKey> = declined.map(|(key, _)| key).collect();
        let mut reasons = BTreeMap::new();
        for record in keys.into_iter().filter_map(|key| self.record(key).ok()) {
            let Body::Referral(referral) = &record.body else { continue };
            let event = referral.events.iter().rev().find(|event| event.state == "declined");
            let reason = event.map_or("", |event| &event.reason);
            let reason = if reason.is_empty() { "other" } else { reason };
            *reasons.entry(reason.to_owned()).or_default() += 1;
        }
        reasons
    }
}
