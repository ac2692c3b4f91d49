//! What the rules say about two gifts.

use chrono::NaiveDate;

use super::gift::{Gift, Span};
use super::meeting::{Method, holder, is_personal, method};
use super::rules::{Rule, Rules};

/// What a rule says (`enums.csv`, `overlap_result`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Double,
    Forbidden,
    Check,
    NoRule,
    Allowed,
}

impl Verdict {
    pub const ALL: [Self; 5] = [Self::Double, Self::Forbidden, Self::Check, Self::NoRule, Self::Allowed];

    pub fn code(self) -> &'static str {
        match self {
            Self::Double => "ganda",
            Self::Forbidden => "tidak",
            Self::Check => "periksa",
            Self::NoRule => "belum_ada_aturan",
            Self::Allowed => "boleh",
        }
    }

    /// A result that this version does not know is to be looked at.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code).unwrap_or(Self::Check)
    }

    /// Whether somebody should look at it.
    pub fn asks(self) -> bool {
        self != Self::Allowed
    }
}

/// Two gifts that meet, and what holds for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub method: Method,
    /// Place in [`crate::catalog::Catalog::overlap_rules`]; nothing when no rule names the two.
    pub rule: Option<u16>,
    pub verdict: Verdict,
    /// The days both are for; empty for gifts that only come close after one another.
    pub shared: Option<Span>,
    pub holder: u64,
}

/// Nothing when the two do not meet, or when nothing is to be said about it. The same whichever comes first.
pub fn judge(a: &Gift, b: &Gift, rules: &Rules, today: NaiveDate) -> Option<Judgement> {
    let method = method(a, b)?;
    let shared = a.span.shared(b.span);
    let gap = a.span.gap(b.span);
    let begins = a.span.from.into_iter().chain(b.span.from).max().unwrap_or(today);
    let naming = rules.naming((a.program, a.is_private), (b.program, b.is_private));
    let villages = [rules.area_of(&a.village), rules.area_of(&b.village)];
    let met = Met { a, b, method, shared, gap };
    let mut named = false;
    for at in naming {
        let Some(rule) = rules.get(*at).filter(|rule| rule.holds(begins, villages) && met.is_of(rule)) else {
            continue;
        };
        named = true;
        if met.applies(rule) {
            return Some(Judgement {
                method,
                rule: Some(*at),
                verdict: rule.verdict,
                shared,
                holder: holder(a, b, method),
            });
        }
    }
    (shared.is_some() && !named).then(|| Judgement {
        method,
        rule: None,
        verdict: Verdict::NoRule,
        shared,
        holder: holder(a, b, method),
    })
}

struct Met<'a> {
    a: &'a Gift,
    b: &'a Gift,
    method: Method,
    shared: Option<Span>,
    gap: i64,
}

impl Met<'_> {
    /// `SAMA` has a rule for families and one for persons; the others say by their programmes whom they mean.
    fn is_of(&self, rule: &Rule) -> bool {
        if !rule.is_same() {
            return true;
        }
        let personal = is_personal(self.a, self.b) || self.method == Method::Nik;
        let alike = |one: u32, other: u32| one == other || one == 0 || other == 0;
        let one_giver = alike(self.a.giver, self.b.giver) && alike(self.a.item, self.b.item);
        rule.is_personal == personal && (!self.a.is_private || one_giver)
    }

    fn applies(&self, rule: &Rule) -> bool {
        match rule.days {
            Some(days) => self.gap <= days && self.a.needs & self.b.needs != 0,
            None => self.shared.is_some(),
        }
    }
}
