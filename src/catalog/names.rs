//! Variants of names, titles and old spellings; read by `search`.

use super::catalogue::Catalog;

/// A row of `names.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRule<'a> {
    /// `title`, `connector`, `variant`, `spelling`, `placeholder`.
    pub class: &'a str,
    pub canonical: &'a str,
    pub variants: Vec<&'a str>,
    /// `strip`, `split`, `keep`, `equal`, `not_equal`, `fold`, `no_match`.
    pub action: &'a str,
}

impl Catalog {
    /// The name rules, in file order.
    pub fn names(&self) -> impl Iterator<Item = NameRule<'_>> {
        self.table("names").into_iter().flat_map(super::FactTable::lines).filter_map(|line| {
            Some(NameRule {
                class: line.text("class").ok()?,
                canonical: line.text("canonical").ok()?,
                variants: line.list("variants").ok()?,
                action: line.text("action").ok()?,
            })
        })
    }
}
