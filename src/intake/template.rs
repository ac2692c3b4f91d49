//! The columns of an empty sheet that is filled in and then imported: `assets/catalog/template_columns.csv`.

use super::heading;
use super::list::List;
use crate::packed::{packed, unpacked};

/// A column of an empty sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateColumn {
    pub field: String,
    /// As [`read`](super::read) understands it.
    pub heading: String,
    /// What may stand there; empty for a desa, which depends on the area.
    pub example: String,
    /// A list of the catalogue, or `villages`.
    pub choices: String,
}

/// The word in front of a row that only shows how it is done.
pub const EXAMPLE: &str = "contoh";

/// The columns of a list's empty sheet.
pub fn template(list: List) -> Vec<TemplateColumn> {
    let text = unpacked(packed!("catalog/template_columns.csv"));
    let of_list = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let own = cells.next()? == list.name();
        let (field, example, choices) = (cells.next()?, cells.next()?, cells.next()?);
        own.then(|| TemplateColumn {
            field: field.to_owned(),
            heading: heading::of_field(list, field).to_uppercase(),
            example: example.to_owned(),
            choices: choices.to_owned(),
        })
    });
    of_list.collect()
}
