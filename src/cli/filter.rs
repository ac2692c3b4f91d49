//! `--filter "desa:cikitu kategori:8,14 -tahap:asesmen"`: the same narrower cut of a list as on the screen.

use crate::desk::{DeskLookup, Expression, FilterFault, ListQuery, ListWords, Sort};
use crate::domain::RecordKind;
use crate::work::Failure;

use super::trouble;

/// The list of a kind as the expression narrows it.
pub fn read(kind: RecordKind, text: &str, lookup: &DeskLookup) -> Result<ListQuery, Failure> {
    let Expression { filter, words } =
        Expression::read(text, &ListWords { lookup, kind }).map_err(|fault| unread(&fault))?;
    Ok(ListQuery { words, filter, ..ListQuery::all(kind) })
}

/// The order by its name, one that this list has.
pub fn sort(kind: RecordKind, written: Option<&str>) -> Result<Sort, Failure> {
    let Some(written) = written else { return Ok(Sort::Usual) };
    let offered = Sort::of(kind);
    let known = Sort::from_name(written).filter(|sort| offered.contains(sort));
    known.ok_or_else(|| {
        let all = offered.iter().map(|sort| sort.code()).collect::<Vec<_>>().join(", ");
        trouble::usage("cli-sort-unknown", &[("written", written), ("sorts", &all)])
    })
}

fn unread(fault: &FilterFault) -> Failure {
    match fault {
        FilterFault::UnknownKey { written, possible } => {
            trouble::usage("filter-unknown", &[("written", written), ("parts", possible)])
        }
        FilterFault::UnknownValue { key, written, possible } => {
            trouble::usage("filter-value", &[("part", key), ("written", written), ("values", possible)])
        }
    }
}
