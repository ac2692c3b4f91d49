//! What a word in a category column can mean.

use std::collections::BTreeMap;

use super::catalogue::lines;
use super::fault::{CatalogFault, FaultReason};
use super::normal::normal;
use super::ppks::Ppks;
use super::table::{FactLine, FactTable};

/// Whether a term settles a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// `tunggal`: one category, certain.
    Certain,
    /// `ambigu`: ask, even where there is one candidate.
    Ask,
    /// `tag_lokal`: no category; a local tag.
    LocalTag,
}

/// A row of `ppks_terms.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Category numbers.
    pub candidates: Vec<i64>,
    pub resolution: Resolution,
    /// A code of the `local_tag` list.
    pub local_tag: Option<String>,
    /// How age points to a candidate; a proposal, never a decision.
    pub age_rule: Option<AgeRule>,
}

/// Below a birthday one candidate is likelier, from it on the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeRule {
    /// Whole years.
    pub limit: i64,
    pub below: i64,
    pub from: i64,
}

impl AgeRule {
    /// The likelier category; nothing when the age is unknown.
    pub fn proposal(self, age: Option<i64>) -> Option<i64> {
        age.map(|age| if age < self.limit { self.below } else { self.from })
    }
}

/// Terms by their normal form.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms(BTreeMap<String, Term>);

impl Terms {
    /// The table's terms, then names and synonyms of the categories that the table does not list.
    pub(super) fn read(tables: &[FactTable], ppks: &[Ppks]) -> Result<Self, CatalogFault> {
        let mut terms = Self::default();
        for line in lines(tables, "ppks_terms")? {
            terms.0.insert(normal(line.required("term_normalized")?), read_term(&line, ppks)?);
        }
        for category in ppks {
            let names = [&category.official_name, &category.abbreviation];
            let certain = names.into_iter().chain(&category.synonyms);
            certain.for_each(|name| terms.add(name, category.number, Resolution::Certain));
            let unsure = category.ambiguous_synonyms.iter();
            unsure.for_each(|name| terms.add(name, category.number, Resolution::Ask));
        }
        Ok(terms)
    }

    /// What a written word means; it is brought to normal form first.
    pub(super) fn get(&self, written: &str) -> Option<&Term> {
        self.0.get(&normal(written))
    }

    fn add(&mut self, name: &str, number: i64, resolution: Resolution) {
        let term = Term { candidates: vec![number], resolution, local_tag: None, age_rule: None };
        self.0.entry(normal(name)).or_insert(term);
    }
}

fn read_term(line: &FactLine<'_>, ppks: &[Ppks]) -> Result<Term, CatalogFault> {
    let number = |code: &str| ppks.iter().find(|category| category.code == code).map(|found| found.number);
    let candidates: Option<Vec<i64>> = line.list("candidate_codes")?.into_iter().map(number).collect();
    let candidates = candidates.ok_or_else(|| line.fault("candidate_codes", FaultReason::UnknownCode))?;
    let tag = line.text("local_tag")?;
    let resolution = match (line.required("resolution")?, candidates.len()) {
        ("tunggal", 1) => Resolution::Certain,
        ("ambigu", 1..) => Resolution::Ask,
        ("tag_lokal", 0) if !tag.is_empty() => Resolution::LocalTag,
        _ => return Err(line.fault("resolution", FaultReason::UnknownCode)),
    };
    let rule = line.text("proposal_rule")?;
    let age_rule = (!rule.is_empty())
        .then(|| read_age_rule(rule, number))
        .map(|read| read.ok_or_else(|| line.fault("proposal_rule", FaultReason::UnknownCode)));
    let local_tag = (!tag.is_empty()).then(|| tag.to_owned());
    Ok(Term { candidates, resolution, local_tag, age_rule: age_rule.transpose()? })
}

/// `umur<18=PPKS-05;umur>=18=PPKS-09;umur kosong=tanya`
fn read_age_rule(rule: &str, number: impl Fn(&str) -> Option<i64>) -> Option<AgeRule> {
    let mut parts = rule.split(';');
    let (below_limit, below) = parts.next()?.strip_prefix("umur<")?.split_once('=')?;
    let (from_limit, from) = parts.next()?.strip_prefix("umur>=")?.split_once('=')?;
    let same = below_limit == from_limit && parts.next()? == "umur kosong=tanya" && parts.next().is_none();
    same.then_some(AgeRule { limit: below_limit.parse().ok()?, below: number(below)?, from: number(from)? })
}
