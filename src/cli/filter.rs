//! `--filter desa=Cikawao,kategori=8,kasus=buka`: a narrower cut of a list.

use crate::desk::{Desk, DeskLookup, Line, ListQuery, Only};
use crate::domain::{FieldKind, RecordKey, RecordKind, Value};
use crate::form::Lookup as _;
use crate::work::Failure;

use super::trouble;

/// What a list is narrowed by beyond what the desk's own query knows.
#[derive(Debug)]
pub struct Filter {
    pub query: ListQuery,
    /// Case stage code.
    stage: Option<String>,
    case_open: Option<bool>,
}

/// Names of the parts, Indonesian first.
const PARTS: &str = "desa, kategori, tahap, kasus, kata, hanya";

impl Filter {
    pub fn read(kind: RecordKind, text: &str, lookup: &DeskLookup, desk: &Desk) -> Result<Self, Failure> {
        let mut filter = Self { query: ListQuery::all(kind), stage: None, case_open: None };
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let Some((name, value)) = part.split_once('=') else { return Err(unknown(part)) };
            filter.take(name.trim(), value.trim(), lookup, desk)?;
        }
        Ok(filter)
    }

    fn take(&mut self, name: &str, value: &str, lookup: &DeskLookup, desk: &Desk) -> Result<(), Failure> {
        let wrong = || trouble::usage("cli-filter-value", &[("part", name), ("written", value)]);
        match name.to_lowercase().as_str() {
            "desa" | "village" => {
                let read = lookup.reading(FieldKind::Village, value, desk.today());
                let Some(Value::Text(code)) = read.value else { return Err(wrong()) };
                self.query.village = Some(code);
            }
            "kategori" | "category" => {
                let code = lookup.read_choice("ppks", value).ok_or_else(wrong)?;
                self.query.category = Some(code.parse().map_err(|_| wrong())?);
            }
            "tahap" | "stage" => {
                self.stage = Some(lookup.read_choice("case_stage", value).ok_or_else(wrong)?);
            }
            "kasus" | "case" => {
                self.case_open = Some(match value.to_lowercase().as_str() {
                    "buka" | "terbuka" | "open" => true,
                    "tutup" | "tertutup" | "closed" => false,
                    _ => return Err(wrong()),
                });
            }
            "kata" | "words" => value.clone_into(&mut self.query.words),
            "hanya" | "only" => self.query.only = only(value).ok_or_else(wrong)?,
            _ => return Err(unknown(name)),
        }
        Ok(())
    }

    /// Keys in the order of the list.
    pub fn keys(&self, desk: &Desk) -> Vec<RecordKey> {
        let mut keys = desk.list(&self.query).keys;
        keys.retain(|key| self.passes(*key, desk));
        keys
    }

    fn passes(&self, key: RecordKey, desk: &Desk) -> bool {
        let cases = || cases_of(key, desk);
        let staged =
            |wanted: &String| cases().iter().any(|(case, _)| desk.stage_of(*case) == Some(wanted.as_str()));
        let open = || cases().iter().any(|(_, closed)| !closed);
        self.stage.as_ref().is_none_or(staged)
            && self
                .case_open
                .is_none_or(|wanted| if wanted { open() } else { !cases().is_empty() && !open() })
    }
}

/// The cases a record is, belongs to or has, and whether they are closed.
fn cases_of(key: RecordKey, desk: &Desk) -> Vec<(RecordKey, bool)> {
    let closed = |case: RecordKey| desk.book().case(case).map(|line| (case, line.closed));
    if key.kind == RecordKind::Case {
        return closed(key).into_iter().collect();
    }
    let own = desk.book().line(key).and_then(Line::case);
    match own {
        Some(case) => closed(case).into_iter().collect(),
        None => desk.book().children(key).filter_map(|(child, _)| closed(child)).collect(),
    }
}

fn only(value: &str) -> Option<Only> {
    Some(match value.to_lowercase().as_str() {
        "lama-tak-dikunjungi" | "silent" => Only::Silent,
        "tanpa-kebutuhan" | "without-need" => Only::WithoutNeed,
        "tanpa-persetujuan" | "without-consent" => Only::WithoutConsent,
        "tanpa-rencana" | "without-plan" => Only::WithoutPlan,
        "ulang-tahun" | "birthday" => Only::Birthday,
        "masa-simpan" | "retention" => Only::RetentionDue,
        "minta-hapus" | "erasure" => Only::AsksErasure,
        "menunggu" | "waiting" => Only::Waiting,
        "terlambat" | "overdue" => Only::Overdue,
        _ => return None,
    })
}

fn unknown(part: &str) -> Failure {
    trouble::usage("cli-filter-unknown", &[("written", part), ("parts", PARTS)])
}
