//! Findings of one family about the same two programmes and one rule belong together: they are one thing to look at.

use std::ops::Range;

use super::gift::Gift;
use super::judge::{Judgement, Verdict};
use super::meeting::Method;

/// Two gifts and what holds for them; `a` is not more than `b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<K> {
    pub a: K,
    pub b: K,
    /// Places of the programmes, the lower first.
    programs: (u16, u16),
    pub judgement: Judgement,
}

/// What makes findings one thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupKey {
    pub holder: u64,
    /// Places of the programmes, the lower first.
    pub programs: (u16, u16),
    pub rule: Option<u16>,
    pub verdict: Verdict,
}

/// All findings of one thing to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group<'a, K> {
    pub key: GroupKey,
    /// The surest way in which any two of them meet.
    pub method: Method,
    /// In the order of the gifts; never empty.
    pub findings: &'a [Finding<K>],
}

/// Groups, the gravest verdict first, then as their gifts were entered: the same whatever order the findings come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups<K> {
    findings: Vec<Finding<K>>,
    order: Vec<Range<u32>>,
}

impl<K: Copy + Ord> Finding<K> {
    pub fn of(one: (K, &Gift), other: (K, &Gift), judgement: Judgement) -> Self {
        let (p, q) = (one.1.program, other.1.program);
        Self { a: one.0.min(other.0), b: one.0.max(other.0), programs: (p.min(q), p.max(q)), judgement }
    }

    pub fn group(&self) -> GroupKey {
        let Judgement { holder, rule, verdict, .. } = self.judgement;
        GroupKey { holder, programs: self.programs, rule, verdict }
    }
}

impl<'a, K: Copy + Ord> Group<'a, K> {
    fn of(findings: &'a [Finding<K>]) -> Option<Self> {
        let method = findings.iter().map(|finding| finding.judgement.method).min()?;
        Some(Self { key: findings.first()?.group(), method, findings })
    }
}

impl<K: Copy + Ord> Groups<K> {
    /// There may be millions: they are sorted where they lie.
    pub(super) fn of(mut findings: Vec<Finding<K>>) -> Self {
        findings.sort_unstable_by_key(|finding| (finding.group(), finding.a, finding.b));
        let (mut order, mut begin) = (Vec::new(), 0);
        for group in findings.chunk_by(|one, other| one.group() == other.group()) {
            let end = begin + u32::try_from(group.len()).unwrap_or(u32::MAX);
            order.push(begin..end);
            begin = end;
        }
        let mut groups = Self { findings, order: Vec::new() };
        order.sort_by_cached_key(|range| {
            let group = groups.group(range)?;
            Some((group.key.verdict, group.method, group.findings.first().map(|first| (first.a, first.b))))
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

    pub fn iter(&self) -> impl Iterator<Item = Group<'_, K>> {
        self.order.iter().filter_map(|range| self.group(range))
    }

    /// All of them, in no order that says anything.
    pub fn findings(&self) -> &[Finding<K>] {
        &self.findings
    }

    fn group(&self, range: &Range<u32>) -> Option<Group<'_, K>> {
        let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
        Group::of(self.findings.get(range)?)
    }
}
