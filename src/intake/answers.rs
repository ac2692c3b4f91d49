//! Answers given ahead: what a column, a village or a category means. Written by the mapping screen, read from `--map`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::heading::{NOT_NEEDED, normal};
use super::list::List;
use super::unreadable::Unreadable;

/// A TOML file of answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<List>,
    /// The village of all rows of sheets without a village column: its code or name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village: Option<String>,
    /// Programme code of all rows of aid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub giver: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Heading as written → field id, or `-` for none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// Village as written → code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub villages: BTreeMap<String, String>,
    /// Category as written → PPKS numbers.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub categories: BTreeMap<String, Vec<i64>>,
    /// The same for single sheets, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, SheetAnswers>,
}

/// Answers about one sheet; they win over those about the whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetAnswers {
    /// Leave the sheet out; `false` reads one that is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip: Option<bool>,
    /// The row in which the headings begin, as the sheet counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<List>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub giver: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

impl Answers {
    /// Reads the TOML of a `--map` file.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        toml::from_str(text).map_err(|_| Unreadable::Answers)
    }

    /// The TOML of a `--map` file.
    pub fn to_toml(&self) -> Result<String, Unreadable> {
        toml::to_string_pretty(self).map_err(|_| Unreadable::Answers)
    }

    pub(super) fn sheet(&self, name: &str) -> SheetAnswers {
        let own = self.sheets.get(name).cloned().unwrap_or_default();
        let mut columns = self.columns.clone();
        columns.extend(own.columns.clone());
        SheetAnswers {
            skip: own.skip,
            header_row: own.header_row,
            read_as: own.read_as.or(self.read_as),
            village: own.village.or_else(|| self.village.clone()),
            program: own.program.or_else(|| self.program.clone()),
            giver: own.giver.or_else(|| self.giver.clone()),
            period: own.period.or_else(|| self.period.clone()),
            columns,
        }
    }

    /// What a written village was said to mean.
    pub(super) fn village_for(&self, written: &str) -> Option<&str> {
        by_heading(&self.villages, written).map(String::as_str)
    }

    /// What a written category was said to mean.
    pub(super) fn categories_for(&self, written: &str) -> Option<&[i64]> {
        by_heading(&self.categories, written).map(Vec::as_slice)
    }
}

impl SheetAnswers {
    /// Reads back what [`SheetAnswers::to_toml`] wrote.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        toml::from_str(text).map_err(|_| Unreadable::Answers)
    }

    pub fn to_toml(&self) -> Result<String, Unreadable> {
        toml::to_string(self).map_err(|_| Unreadable::Answers)
    }

    /// Says that a column is this field, or `-` for none; no other column is it any more.
    pub fn set_column(&mut self, heading: &str, field: &str) {
        for (other, own) in &mut self.columns {
            if own == field && normal(other) != normal(heading) {
                NOT_NEEDED.clone_into(own);
            }
        }
        self.columns.retain(|other, _| normal(other) != normal(heading));
        self.columns.insert(heading.to_owned(), field.to_owned());
    }

    /// What a column was said to be.
    pub(super) fn column(&self, heading: &str) -> Option<&str> {
        by_heading(&self.columns, heading).map(String::as_str)
    }
}

fn by_heading<'a, T>(answers: &'a BTreeMap<String, T>, written: &str) -> Option<&'a T> {
    if answers.is_empty() {
        return None;
    }
    let form = normal(written);
    answers.iter().find(|(key, _)| normal(key) == form).map(|(_, value)| value)
}
