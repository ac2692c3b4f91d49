//! Where the book's aid meets, with why and on what basis, and what the worker decided about it.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use serde::Serialize;

use super::gifts::AidIndex;
use crate::catalog::OverlapRule;
use crate::desk::line::AidLine;
use crate::desk::{Change, Desk, DeskError, Saved, Who};
use crate::domain::{AidDecision, PartialDate, Record, RecordKey, RecordKind};
use crate::overlap::{Group, GroupKey, Method, Span, Verdict, judge};

/// One of the two sides of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub key: RecordKey,
    /// Code of the programme, or of what stands for none.
    pub program: String,
    pub giver: String,
    /// The name on the list; masked where the person is *rahasia*.
    pub who: Who,
    pub when: Span,
}

/// A decision of the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    pub key: RecordKey,
    /// `enums.csv`, `aid_decision`.
    pub decision: String,
    pub reason: String,
    pub on: Option<PartialDate>,
}

/// Two programmes of one family or person under one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Two gifts that stand for all.
    pub a: Party,
    pub b: Party,
    pub method: Method,
    pub verdict: Verdict,
    /// Nothing: *Belum ada aturan, konfirmasi ke Dinas*.
    pub rule: Option<OverlapRule>,
    /// How many pairs of gifts it holds.
    pub pairs: usize,
    pub shared: Option<Span>,
    pub decided: Option<DecisionView>,
    /// Codes of `eligibility_flags.csv` that its gifts or people carry.
    pub flags: Vec<String>,
    pub village: String,
}

/// What a screen holds of all meetings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlaps {
    /// The gravest first: of those that are open, and of the others, no more than [`Self::MOST`] each.
    pub shown: Vec<Meeting>,
    pub open: usize,
    pub all: usize,
}

impl Overlaps {
    /// More than anybody decides about in one sitting; what is decided makes room for the next.
    pub const MOST: usize = 2_000;
}

/// An entry of `simpul overlap --json`: families that meet so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairCount {
    pub a: String,
    pub b: String,
    pub rule: Option<String>,
    pub result: &'static str,
    pub unit: String,
    pub count: usize,
    /// Of them, those about which the worker has decided.
    pub decided: usize,
    pub by_method: BTreeMap<&'static str, usize>,
}

/// Code of the decision that these are two people or families.
const NOT_SAME: &str = "not_same";

pub(in crate::desk) type Watch<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

impl Desk {
    /// Everything that meets in the book, the gravest first. Nothing when `watch` stopped it.
    pub fn meetings(&mut self, watch: Watch<'_>) -> Option<Vec<Meeting>> {
        self.with_aid(|desk, aid| {
            let mut found = Vec::new();
            desk.each_meeting(aid, watch, &mut |meeting| found.push(meeting))?;
            Some(found)
        })
    }

    /// The same for a screen, in little memory however many there are.
    pub fn overlaps(&mut self, watch: Watch<'_>) -> Option<Overlaps> {
        self.with_aid(|desk, aid| {
            let mut found = Overlaps::default();
            desk.each_meeting(aid, watch, &mut |meeting| {
                let is_open = meeting.is_open();
                let before = if is_open { found.open } else { found.all - found.open };
                found.open += usize::from(is_open);
                found.all += 1;
                if before < Overlaps::MOST {
                    found.shown.push(meeting);
                }
            })?;
            Some(found)
        })
    }

    /// Everything that meets, by an index at hand, one after the other: there may be a million.
    pub(super) fn each_meeting(
        &self,
        aid: &AidIndex,
        watch: Watch<'_>,
        take: &mut dyn FnMut(Meeting),
    ) -> Option<()> {
        let groups = aid.all(&self.book, self.today, watch)?;
        let decided = self.decided(aid);
        groups.iter().filter_map(|group| self.meeting(aid, &group, &decided)).for_each(take);
        Some(())
    }

    /// The index stays what it is while the desk is read.
    fn with_aid<T>(&mut self, ask: impl FnOnce(&Self, &AidIndex) -> Option<T>) -> Option<T> {
        self.aid_index();
        let aid = self.aid.take()?;
        let answer = ask(self, &aid);
        self.aid = Some(aid);
        answer
    }

    fn meeting(
        &self,
        aid: &AidIndex,
        group: &Group,
        decided: &HashMap<GroupKey, DecisionView>,
    ) -> Option<Meeting> {
        let rule = group.key.rule.and_then(|at| self.catalog.overlap_rules().get(usize::from(at)));
        let rows = self.book.aid();
        let (a, b) = (self.party(rows.key(group.first.0)?)?, self.party(rows.key(group.first.1)?)?);
        let span = |key| aid.gift(key, &self.book).map(|gift| gift.span);
        let gifts: Vec<RecordKey> = group.gifts.iter().filter_map(|place| rows.key(*place)).collect();
        Some(Meeting {
            village: a.who.village.clone(),
            flags: self.flags_of(&gifts),
            shared: span(a.key)?.shared(span(b.key)?),
            a,
            b,
            method: group.method,
            verdict: group.key.verdict,
            rule: rule.cloned(),
            pairs: group.pairs,
            decided: decided.get(&group.key).cloned(),
        })
    }

    pub(in crate::desk) fn party(&self, key: RecordKey) -> Option<Party> {
        let aid = self.book.gift(key)?;
        Some(Party {
            key,
            program: program_code(aid.program, aid.giver_kind),
            giver: aid.giver.to_owned(),
            who: self.who(key),
            when: super::gifts::span_of(aid.period, aid.on),
        })
    }

    /// What was decided, by what it was decided about. A decision about a gift that is gone, or that meets otherwise now,
    /// says nothing any more.
    fn decided(&self, aid: &AidIndex) -> HashMap<GroupKey, DecisionView> {
        let keys: Vec<RecordKey> = self.book.of_kind(RecordKind::AidDecision).map(|(key, _)| key).collect();
        let mut decided = HashMap::new();
        for key in keys {
            let Ok(decision) = self.typed::<AidDecision>(key) else { continue };
            let (Some(a), Some(b)) = (decision.a, decision.b) else { continue };
            let Some(group) = self.met(aid, a, b).map(|group| group.key) else { continue };
            let rule = group.rule.and_then(|at| self.catalog.overlap_rules().get(usize::from(at)));
            let same_word = decision.result == group.verdict.code()
                && rule.map_or("", |rule| rule.id.as_str()) == decision.rule;
            // Two people stay two people; all else was decided about one rule and what it said.
            if !same_word && decision.decision != NOT_SAME {
                continue;
            }
            let view =
                DecisionView { key, decision: decision.decision, reason: decision.reason, on: decision.on };
            decided.insert(group, view);
        }
        decided
    }

    /// What holds for two gifts of the book.
    pub fn meeting_of(&mut self, a: RecordKey, b: RecordKey) -> Option<Meeting> {
        self.with_aid(|desk, aid| desk.meeting_in(aid, a.min(b), a.max(b)))
    }

    fn meeting_in(&self, aid: &AidIndex, a: RecordKey, b: RecordKey) -> Option<Meeting> {
        let group = self.met(aid, a, b)?;
        self.meeting(aid, &group, &self.decided(aid))
    }

    /// Two gifts of the book that meet, as a thing to look at.
    fn met(&self, aid: &AidIndex, a: RecordKey, b: RecordKey) -> Option<Group> {
        let (one, other) = (aid.gift(a, &self.book)?, aid.gift(b, &self.book)?);
        let judgement = judge(&one, &other, &aid.rules, self.today).filter(|_| a != b)?;
        let rows = self.book.aid();
        Some(Group::of_two((rows.place(a)?, &one), (rows.place(b)?, &other), &judgement))
    }

    /// What the form for deciding shows at first: the decision that holds, to be changed.
    pub(in crate::desk) fn begin_decision(&self, a: RecordKey, b: RecordKey) -> AidDecision {
        let met = self.ask_aid_index(|aid| self.meeting_in(aid, a.min(b), a.max(b)));
        let made = met.and_then(|meeting| meeting.decided);
        let on = Some(PartialDate::from(self.today));
        made.map_or_else(
            || AidDecision { on, ..AidDecision::default() },
            |made| AidDecision { decision: made.decision, reason: made.reason, on, ..AidDecision::default() },
        )
    }

    /// The worker decides about two gifts that meet; the reason is kept, and it is not asked again.
    pub fn decide_meeting(
        &mut self,
        pair: (RecordKey, RecordKey),
        mut decision: AidDecision,
        draft: Option<crate::store::DraftId>,
    ) -> Result<Saved, DeskError> {
        let (a, b) = pair;
        let meeting = self.meeting_of(a, b).ok_or(DeskError::Refused("aid-does-not-meet"))?;
        (decision.a, decision.b) = (Some(a), Some(b));
        decision.rule = meeting.rule.map(|rule| rule.id).unwrap_or_default();
        meeting.verdict.code().clone_into(&mut decision.result);
        let record = match meeting.decided {
            Some(earlier) => {
                let mut record = self.record(earlier.key)?;
                record.body = decision.into();
                record
            }
            None => Record::new(self.new_id(), decision),
        };
        self.save(Change { draft, ..Change::of("aid-decided", vec![record]) })
    }

    /// Gifts that carry a flag of `eligibility_flags.csv`.
    pub fn flagged_aid(&self, flag: &str) -> Vec<RecordKey> {
        let keys = self.book.of_kind(RecordKind::Aid).map(|(key, _)| key);
        keys.filter(|key| self.flags_of(&[*key]).iter().any(|raised| raised == flag)).collect()
    }

    /// Signs that somebody should look at a gift or at who receives it.
    pub(in crate::desk) fn flags_of(&self, gifts: &[RecordKey]) -> Vec<String> {
        let mut found = Vec::new();
        for flag in self.catalog.eligibility_flags() {
            let raised = gifts.iter().any(|key| {
                let Some(aid) = self.book.gift(*key) else { return false };
                let of_program = flag.program == "*" || aid.program == flag.program;
                of_program
                    && (says(aid.description, &flag.words)
                        || self.life_says(aid.person, &flag.words)
                        || self.work_says(&aid, &flag.words))
            });
            if raised {
                found.push(flag.id.clone());
            }
        }
        found
    }

    /// What somebody of the family works as.
    fn work_says(&self, aid: &AidLine<'_>, words: &[String]) -> bool {
        let own = aid.person.and_then(|key| self.book.person(key));
        let household = aid.household.or_else(|| own?.household);
        let members = household.map(|key| self.book.members(key)).unwrap_or_default();
        let family = members.iter().filter_map(|key| self.book.person(*key));
        own.into_iter().chain(family).any(|person| says(&person.occupation, words))
    }

    /// What is on record about the receiver's life, in the words of the catalogue.
    fn life_says(&self, person: Option<RecordKey>, words: &[String]) -> bool {
        let Some(line) = person.and_then(|key| self.book.person(key)) else { return false };
        let label = self.catalog.label("life_status", &line.life_status, "id").unwrap_or_default();
        !line.life_status.is_empty() && says(label, words)
    }
}

impl PairCount {
    /// How many families meet in which way.
    pub fn of(meetings: &[Meeting]) -> Vec<Self> {
        let mut counts = MeetingCounts::default();
        for meeting in meetings {
            counts.add(meeting);
        }
        counts.in_order().collect()
    }
}

/// Counted one by one.
#[derive(Debug, Default)]
pub(super) struct MeetingCounts(BTreeMap<(String, String, Option<String>, Verdict), PairCount>);

impl MeetingCounts {
    pub fn add(&mut self, meeting: &Meeting) {
        if meeting.is_of_others() {
            return;
        }
        let (mut a, mut b) = (meeting.a.program.clone(), meeting.b.program.clone());
        if b < a {
            std::mem::swap(&mut a, &mut b);
        }
        let rule = meeting.rule.as_ref().map(|rule| rule.id.clone());
        let unit = meeting.rule.as_ref().map_or("keluarga", |rule| &rule.unit);
        let key = (a.clone(), b.clone(), rule.clone(), meeting.verdict);
        let count = self.0.entry(key).or_insert_with(|| PairCount {
            a,
            b,
            rule,
            result: meeting.verdict.code(),
            unit: unit.to_owned(),
            count: 0,
            decided: 0,
            by_method: BTreeMap::new(),
        });
        count.count += 1;
        count.decided += usize::from(meeting.decided.is_some());
        *count.by_method.entry(meeting.method.code()).or_default() += 1;
    }

    pub fn in_order(self) -> impl Iterator<Item = PairCount> {
        self.0.into_values()
    }
}

impl Meeting {
    /// The worker said that these are two people.
    pub fn is_of_others(&self) -> bool {
        self.decided.as_ref().is_some_and(|decided| decided.decision == NOT_SAME)
    }

    /// Whether somebody should look at it.
    pub fn is_open(&self) -> bool {
        self.decided.is_none() && (self.verdict.asks() || !self.flags.is_empty())
    }
}

/// Whether a text has one of the words, as a word.
fn says(text: &str, words: &[String]) -> bool {
    if text.is_empty() {
        return false;
    }
    let spaced = |text: &str| {
        let plain = crate::search::plain(text);
        let parts = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        format!(" {} ", parts.collect::<Vec<_>>().join(" "))
    };
    let text = spaced(text);
    words.iter().any(|word| text.contains(&spaced(word)))
}

/// Aid without a programme of the catalogue goes by the kind of its giver.
fn program_code(program: &str, giver_kind: &str) -> String {
    let code = [program, giver_kind].into_iter().find(|code| !code.is_empty());
    code.unwrap_or("unknown").to_owned()
}
