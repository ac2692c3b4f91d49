//! Findings of one family about the same two programmes and one rule belong together: they are one thing to look at.

use std::collections::HashMap;

use super::index::Finding;
use super::judge::Verdict;
use super::meeting::Method;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<K> {
    pub key: GroupKey,
    /// The surest way in which any two of them meet.
    pub method: Method,
    /// In the order of the gifts.
    pub findings: Vec<Finding<K>>,
}

/// Groups, the gravest verdict first, then as their gifts were entered: the same whatever order the findings come in.
pub fn groups<K: Copy + Ord>(
    findings: impl IntoIterator<Item = Finding<K>>,
    program: impl Fn(K) -> u16,
) -> Vec<Group<K>> {
    let mut by_key: HashMap<GroupKey, Group<K>> = HashMap::new();
    for finding in findings {
        let (a, b) = (program(finding.a), program(finding.b));
        let judgement = finding.judgement;
        let key = GroupKey {
            holder: judgement.holder,
            programs: (a.min(b), a.max(b)),
            rule: judgement.rule,
            verdict: judgement.verdict,
        };
        let group = by_key.entry(key).or_insert_with(|| Group {
            key,
            method: judgement.method,
            findings: Vec::new(),
        });
        group.method = group.method.min(judgement.method);
        group.findings.push(finding);
    }
    let mut groups: Vec<Group<K>> = by_key.into_values().collect();
    for group in &mut groups {
        group.findings.sort_by_key(|finding| (finding.a, finding.b));
    }
    groups.sort_by_key(|group| {
        let first = group.findings.first().map(|finding| (finding.a, finding.b));
        (group.key.verdict, group.method, first, group.key)
    });
    groups
}
