//! Where the book's aid meets, with why and on what basis, and what the worker decided about it.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use serde::Serialize;

use super::gifts::AidIndex;
use crate::catalog::OverlapRule;
use crate::desk::line::{AidLine, AidView};
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

impl DecisionView {
    fn tells_apart(&self) -> bool {
        self.decision == NOT_SAME
    }
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
            desk.each_meeting(aid, watch, &mut |met| found.extend(met.meeting()))?;
            Some(found)
        })
    }

    /// How many families meet in which way, and how many of their meetings are open: none of them is put into words.
    pub fn overlap_counts(&mut self, watch: Watch<'_>) -> Option<(Vec<PairCount>, usize)> {
        self.with_aid(|desk, aid| {
            let (mut counts, mut open) = (MeetingCounts::default(), 0);
            desk.each_meeting(aid, watch, &mut |met| {
                open += usize::from(met.is_open());
                counts.take(&met);
            })?;
            Some((counts.in_order().collect(), open))
        })
    }

    /// The same for a screen, in little memory however many there are.
    pub fn overlaps(&mut self, watch: Watch<'_>) -> Option<Overlaps> {
        self.with_aid(|desk, aid| {
            let mut found = Overlaps::default();
            desk.each_meeting(aid, watch, &mut |met| {
                let is_open = met.is_open();
                let before = if is_open { found.open } else { found.all - found.open };
                found.open += usize::from(is_open);
                found.all += 1;
                if before < Overlaps::MOST {
                    found.shown.extend(met.meeting());
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
        take: &mut dyn FnMut(Met<'_>),
    ) -> Option<()> {
        let groups = aid.all(&self.book, self.today, watch)?;
        let decided = self.decided(aid);
        for group in groups.iter() {
            take(self.met(aid, &group, decided.get(&group.key)));
        }
        Some(())
    }

    fn met<'a>(&'a self, aid: &'a AidIndex, group: &'a Group, decided: Option<&'a DecisionView>) -> Met<'a> {
        let rule = group.key.rule.and_then(|at| self.catalog.overlap_rules().get(usize::from(at)));
        Met { desk: self, aid, group, decided, rule }
    }

    /// The index stays what it is while the desk is read.
    fn with_aid<T>(&mut self, ask: impl FnOnce(&Self, &AidIndex) -> Option<T>) -> Option<T> {
        self.aid_index();
        let aid = self.aid.take()?;
        let answer = ask(self, &aid);
        self.aid = Some(aid);
        answer
    }

    pub(in crate::desk) fn party(&self, key: RecordKey) -> Option<Party> {
        self.book.gift(key).map(|aid| self.party_of(key, &aid))
    }

    fn party_of(&self, key: RecordKey, aid: &AidLine<'_>) -> Party {
        Party {
            key,
            program: program_code(aid.program, aid.giver_kind).to_owned(),
            giver: aid.giver.to_owned(),
            who: self.who_of_gift(key, aid),
            when: super::gifts::span_of(aid.period, aid.on),
        }
    }

    /// What was decided, by what it was decided about. A decision about a gift that is gone, or that meets otherwise now,
    /// says nothing any more.
    fn decided(&self, aid: &AidIndex) -> HashMap<GroupKey, DecisionView> {
        let keys: Vec<RecordKey> = self.book.of_kind(RecordKind::AidDecision).map(|(key, _)| key).collect();
        let mut decided = HashMap::new();
        for key in keys {
            let Ok(decision) = self.typed::<AidDecision>(key) else { continue };
            let (Some(a), Some(b)) = (decision.a, decision.b) else { continue };
            let Some(group) = self.two(aid, a, b).map(|group| group.key) else { continue };
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
        let group = self.two(aid, a, b)?;
        let decided = self.decided(aid);
        self.met(aid, &group, decided.get(&group.key)).meeting()
    }

    /// Two gifts of the book that meet, as a thing to look at.
    fn two(&self, aid: &AidIndex, a: RecordKey, b: RecordKey) -> Option<Group> {
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
        let gifts = self.book.gifts().map(|(key, gift)| (key, gift.read()));
        let raised = gifts.filter(|(_, aid)| self.flags_of([*aid]).contains(&flag));
        raised.map(|(key, _)| key).collect()
    }

    /// Signs that somebody should look at gifts or at who receives them.
    fn flags_of<'a>(&self, gifts: impl IntoIterator<Item = AidLine<'a>>) -> Vec<&str> {
        let flags = self.catalog.eligibility_flags();
        let mut found = vec![false; flags.len()];
        for aid in gifts {
            let said = self.said_of(&aid);
            if said.is_empty() {
                continue;
            }
            for (flag, found) in flags.iter().zip(&mut found) {
                let of_program = flag.program == "*" || aid.program == flag.program;
                let says = || {
                    flag.words
                        .iter()
                        .map(|word| spaced(word))
                        .any(|word| said.iter().any(|said| said.contains(&word)))
                };
                *found = *found || of_program && says();
            }
        }
        flags.iter().zip(found).filter(|(_, found)| *found).map(|(flag, _)| flag.id.as_str()).collect()
    }

    /// What lists and records say of the receiver beside who it is: a note, whether they live, what the family works as.
    fn said_of(&self, aid: &AidLine<'_>) -> Vec<String> {
        let mut said = vec![aid.description];
        let own = aid.person.and_then(|key| self.book.person(key));
        if let Some(status) = own.map(|person| &*person.rare().life_status).filter(|code| !code.is_empty()) {
            said.extend(self.catalog.label("life_status", status, "id"));
        }
        let household = aid.household.or_else(|| own?.household);
        let members = household.map(|key| self.book.members(key)).unwrap_or_default();
        let family = members.iter().filter_map(|key| self.book.person(*key));
        said.extend(own.into_iter().chain(family).map(|person| &*person.rare().occupation));
        said.retain(|said| !said.is_empty());
        said.into_iter().map(spaced).collect()
    }
}

/// Two programmes that meet, before it is put into words: of a million no more than a few thousand are shown.
pub(in crate::desk) struct Met<'a> {
    desk: &'a Desk,
    aid: &'a AidIndex,
    group: &'a Group,
    decided: Option<&'a DecisionView>,
    rule: Option<&'a OverlapRule>,
}

impl<'a> Met<'a> {
    pub fn verdict(&self) -> Verdict {
        self.group.key.verdict
    }

    /// As [`Meeting::is_open`].
    pub fn is_open(&self) -> bool {
        self.decided.is_none() && (self.verdict().asks() || !self.flags().is_empty())
    }

    fn flags(&self) -> Vec<&'a str> {
        let gifts = self.group.gifts.iter().filter_map(|place| self.desk.book.aid().at(*place));
        self.desk.flags_of(gifts.map(AidView::read))
    }

    /// The two that stand for all.
    fn lines(&self) -> Option<[(RecordKey, AidLine<'a>); 2]> {
        let rows = self.desk.book.aid();
        let line = |place| Some((rows.key(place)?, rows.at(place)?.read()));
        Some([line(self.group.first.0)?, line(self.group.first.1)?])
    }

    pub fn meeting(&self) -> Option<Meeting> {
        let [(a, one), (b, other)] = self.lines()?;
        let (a, b) = (self.desk.party_of(a, &one), self.desk.party_of(b, &other));
        let span = |place| self.aid.gift_at(place, &self.desk.book).map(|gift| gift.span);
        Some(Meeting {
            village: a.who.village.clone(),
            flags: self.flags().into_iter().map(str::to_owned).collect(),
            shared: span(self.group.first.0)?.shared(span(self.group.first.1)?),
            a,
            b,
            method: self.group.method,
            verdict: self.verdict(),
            rule: self.rule.cloned(),
            pairs: self.group.pairs,
            decided: self.decided.cloned(),
        })
    }
}

impl PairCount {
    /// How many families meet in which way.
    pub fn of(meetings: &[Meeting]) -> Vec<Self> {
        let mut counts = MeetingCounts::default();
        for meeting in meetings {
            let programs = (meeting.a.program.as_str(), meeting.b.program.as_str());
            let said = (meeting.rule.as_ref(), meeting.verdict);
            counts.add(programs, said, meeting.method, meeting.decided.as_ref());
        }
        counts.in_order().collect()
    }
}

/// Counted one by one.
#[derive(Debug, Default)]
pub(super) struct MeetingCounts(BTreeMap<(String, String, Option<String>, Verdict), PairCount>);

impl MeetingCounts {
    pub fn take(&mut self, met: &Met<'_>) {
        let Some([(_, a), (_, b)]) = met.lines() else { return };
        let programs = (program_code(a.program, a.giver_kind), program_code(b.program, b.giver_kind));
        self.add(programs, (met.rule, met.verdict()), met.group.method, met.decided);
    }

    fn add(
        &mut self,
        (a, b): (&str, &str),
        (rule, verdict): (Option<&OverlapRule>, Verdict),
        method: Method,
        decided: Option<&DecisionView>,
    ) {
        if decided.is_some_and(DecisionView::tells_apart) {
            return;
        }
        let (a, b) = (a.min(b).to_owned(), a.max(b).to_owned());
        let unit = rule.map_or("keluarga", |rule| &rule.unit);
        let rule = rule.map(|rule| rule.id.clone());
        let key = (a.clone(), b.clone(), rule.clone(), verdict);
        let count = self.0.entry(key).or_insert_with(|| PairCount {
            a,
            b,
            rule,
            result: verdict.code(),
            unit: unit.to_owned(),
            count: 0,
            decided: 0,
            by_method: BTreeMap::new(),
        });
        count.count += 1;
        count.decided += usize::from(decided.is_some());
        *count.by_method.entry(method.code()).or_default() += 1;
    }

    pub fn in_order(self) -> impl Iterator<Item = PairCount> {
        self.0.into_values()
    }
}

impl Meeting {
    /// The worker said that these are two people.
    pub fn is_of_others(&self) -> bool {
        self.decided.as_ref().is_some_and(DecisionView::tells_apart)
    }

    /// Whether somebody should look at it.
    pub fn is_open(&self) -> bool {
        self.decided.is_none() && (self.verdict.asks() || !self.flags.is_empty())
    }
}

/// A text in which words can be looked for as words.
fn spaced(text: &str) -> String {
    let plain = crate::search::plain(text);
    let parts = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    format!(" {} ", parts.collect::<Vec<_>>().join(" "))
}

/// Aid without a programme of the catalogue goes by the kind of its giver.
fn program_code<'a>(program: &'a str, giver_kind: &'a str) -> &'a str {
    [program, giver_kind].into_iter().find(|code| !code.is_empty()).unwrap_or("unknown")
}
