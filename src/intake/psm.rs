//! A row of what village volunteers report → an entry of the inbox.

use super::reader::Reader;
use super::row::{Findings, Refusal, Row};
use crate::domain::{PartialDate, PsmReport};

pub(super) fn read(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    village: Option<&str>,
    found: &mut Findings,
) -> Result<PsmReport, Refusal> {
    let (name, problem) = (row.name()?, row.long_text("problem"));
    let village = reader.village(row, village, found)?;
    if problem.is_empty() {
        return Err(Refusal { field: "problem", code: "problem_missing" });
    }
    if reader.folder.fold_name(&name).placeholder {
        found.warn("name", "name_placeholder", &name);
    }
    let on = reader.date(row, "on", "on", found);
    if on.and_then(PartialDate::earliest).is_some_and(|day| day > reader.today) {
        found.warn("on", "date_future", &row.raw("on"));
    }
    if on.is_none() && row.text("on").is_empty() {
        found.warn("on", "date_missing", "");
    }
    Ok(PsmReport {
        reporter: row.text("reporter"),
        estimated_age: Reader::age(row, found),
        address: row.text("address"),
        need: row.long_text("need"),
        phone: Reader::phone(row, found),
        state: "received".to_owned(),
        on,
        village,
        name,
        problem,
        ..PsmReport::default()
    })
}
