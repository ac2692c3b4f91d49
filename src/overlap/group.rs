//! Findings of one family about the same two programmes and one rule belong together: they are one thing to look at.

use super::gift::Gift;
use super::judge::{Judgement, Verdict};
use super::meeting::Method;

/// Two gifts and what holds for them; `a` is not more than `b`. Of the pairs of a book there are millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    holder: u64,
    pub a: u32,
    pub b: u32,
    /// Places of the programmes, the lower first.
    programs: (u16, u16),
    /// [`NO_RULE`] where there is none.
    rule: u16,
    pub verdict: Verdict,
    pub method: Method,
}

const NO_RULE: u16 = u16::MAX;

/// What makes findings one thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupKey {
    pub holder: u64,
    /// Places of the programmes, the lower first.
    pub programs: (u16, u16),
    pub rule: Option<u16>,
    pub verdict: Verdict,
}

/// All findings of one thing to look at; gifts go by their places in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub key: GroupKey,
    /// The surest way in which any two of them meet.
    pub method: Method,
    /// The first two that meet in that way.
    pub first: (u32, u32),
    /// Each once, in order.
    pub gifts: Vec<u32>,
    /// How many pairs of gifts it holds.
    pub pairs: usize,
}

/// Groups, the gravest verdict first, then as their gifts were entered: the same whatever order the findings come in.
#[derive(Clone, Debug)]
pub struct Groups<'a> {
    /// The places of the book in their order: findings say where in it.
    places: &'a [u32],
    findings: Vec<Finding>,
    /// Where each group begins among the findings.
    order: Vec<u32>,
}

impl Finding {
    pub fn of(one: (u32, &Gift), other: (u32, &Gift), judgement: &Judgement) -> Self {
        let (p, q) = (one.1.program, other.1.program);
        Self {
            holder: judgement.holder,
            a: one.0.min(other.0),
            b: one.0.max(other.0),
            programs: (p.min(q), p.max(q)),
            rule: judgement.rule.unwrap_or(NO_RULE),
            verdict: judgement.verdict,
            method: judgement.method,
        }
    }

    /// Place in [`crate::catalog::Catalog::overlap_rules`]; nothing when no rule names the two.
    pub fn rule(&self) -> Option<u16> {
        (self.rule != NO_RULE).then_some(self.rule)
    }

    pub fn group(&self) -> GroupKey {
        GroupKey { holder: self.holder, programs: self.programs, rule: self.rule(), verdict: self.verdict }
    }
}

impl Group {
    /// A thing to look at with no more than these two in it, in the order in which they are told.
    pub fn of_two(first: (u32, &Gift), second: (u32, &Gift), judgement: &Judgement) -> Self {
        let (a, b) = (first.0, second.0);
        Self {
            key: Finding::of(first, second, judgement).group(),
            method: judgement.method,
            first: (a, b),
            gifts: vec![a, b],
            pairs: 1,
        }
    }
}

impl<'a> Groups<'a> {
    /// Of findings that say where in `places` their gifts come. They are sorted where they lie.
    pub(super) fn of(places: &'a [u32], mut findings: Vec<Finding>) -> Self {
        findings.sort_unstable_by_key(|finding| (finding.group(), finding.a, finding.b));
        let mut order = Vec::new();
        let mut begin = 0;
        for group in findings.chunk_by(|one, other| one.group() == other.group()) {
            order.push(begin);
            begin += u32::try_from(group.len()).unwrap_or(u32::MAX);
        }
        let mut groups = Self { places, findings, order: Vec::new() };
        order.sort_unstable_by_key(|begin| {
            let group = groups.group(*begin);
            let first = group.first()?;
            Some((first.verdict, surest(group)?.method, first.a, first.b, *begin))
        });
        groups.order = order;
        groups
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = Group> {
        self.order.iter().filter_map(|begin| {
            let group = self.group(*begin);
            let surest = surest(group)?;
            let mut gifts: Vec<u32> = group.iter().flat_map(|finding| [finding.a, finding.b]).collect();
            gifts.sort_unstable();
            gifts.dedup();
            Some(Group {
                key: surest.group(),
                method: surest.method,
                first: (self.place(surest.a)?, self.place(surest.b)?),
                gifts: gifts.into_iter().filter_map(|at| self.place(at)).collect(),
                pairs: group.len(),
            })
        })
    }

    /// How many pairs there are in all.
    pub fn pairs(&self) -> usize {
        self.findings.len()
    }

    /// All of them, by the places of their gifts, in no order that says anything.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        self.findings
            .iter()
            .filter_map(|found| Some(Finding { a: self.place(found.a)?, b: self.place(found.b)?, ..*found }))
    }

    fn place(&self, at: u32) -> Option<u32> {
        self.places.get(usize::try_from(at).ok()?).copied()
    }

    /// The findings that belong to the one at `begin`.
    fn group(&self, begin: u32) -> &[Finding] {
        let rest = usize::try_from(begin).ok().and_then(|begin| self.findings.get(begin..));
        rest.and_then(|rest| rest.chunk_by(|one, other| one.group() == other.group()).next())
            .unwrap_or_default()
    }
}

fn surest(group: &[Finding]) -> Option<&Finding> {
    group.iter().min_by_key(|finding| finding.method)
}
