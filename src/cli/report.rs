//! `simpul report`: *Rekap PPKS* of a month, and the families that no aid has reached.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value as Json, json};

use crate::desk::{AidPaper, Desk, DeskError, Format, PpksRecap, Target};
use crate::domain::{FieldKind, Value};
use crate::paper::page::PageSize;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::{
    columns, letter, report_aid, report_field, report_guidance, report_proposals, report_scorecard,
    report_untouched, trouble,
};

/// The reports of this version.
const REPORTS: &str = "monthly, ppks, untouched, overlaps, needs, coordination, donors, aid-changes, aid-summary, guidance, work-plan, day-sheet, scorecard, proposals";

#[derive(Debug, Args)]
pub struct Report {
    /// monthly, ppks, untouched, overlaps, needs, coordination, donors, aid-changes, aid-summary, guidance, work-plan, day-sheet, scorecard, proposals
    #[arg(value_name = "NAME")]
    name: String,
    /// YYYY-MM; this month when absent
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// pdf, docx, xlsx or txt; without it text, with --to the first three
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// a4 or f4; the one of the settings when absent
    #[arg(long, value_name = "PAPER")]
    paper: Option<String>,
    /// Folder for the file
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// With the names of families, where a report has them
    #[arg(long)]
    names: bool,
    /// Of the monthly report: jatim or batu
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    /// Of the day sheet: the day; today when absent
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Of the day sheet: one desa; all when absent
    #[arg(long, value_name = "DESA")]
    village: Option<String>,
}

/// What was asked beside the name of the report.
struct Asked {
    month: String,
    layout: String,
    names: bool,
    on: NaiveDate,
    /// Its code.
    village: Option<String>,
}

pub fn run(args: &Report, office: &mut Office) -> Result<Answer, Failure> {
    let Some(kind) = Kind::from_name(&args.name) else {
        return Err(trouble::usage("cli-report-unknown", &[("written", &args.name), ("reports", REPORTS)]));
    };
    let layouts = Desk::monthly_layouts();
    let layout = args.layout.clone().or_else(|| layouts.first().cloned()).unwrap_or_default().to_lowercase();
    if !layouts.contains(&layout) {
        let said = [("written", layout.as_str()), ("formats", &layouts.join(", "))];
        return Err(trouble::usage("cli-format-unknown", &said));
    }
    let is_text = args.to.is_none() || matches!(kind, Kind::AidSummary | Kind::Guidance);
    let usual = if is_text { Vec::new() } else { Target::default().formats };
    let formats = formats(args.format.as_deref(), usual)?;
    let page = page(args.paper.as_deref())?;
    let month = month(args.month.as_deref(), office.today)?;
    let mut desk = office.open()?;
    let today = office.today;
    let is_now = month == today.format("%Y-%m").to_string();
    let on = args.on.as_deref().map_or(Ok(today), day)?;
    let village = args.village.as_deref().map(|written| village(written, &desk)).transpose()?;
    let asked = Asked { month, layout, names: args.names, on, village };
    let (mut json, mut lines) = kind.make(&mut desk, &asked, &office.words)?;
    let is_all = formats.len() > 1;
    let path = if !formats.is_empty() {
        let target = Target { folder: args.to.clone(), formats, page, asks: false };
        Some(kind.export(&mut desk, &asked, &target)?)
    } else if let Some(folder) = &args.to {
        Some(write_text(folder, kind, &asked.month, &lines)?)
    } else {
        None
    };
    let unprintable = letter::complain_of(&mut desk, office);
    if let Some(path) = &path {
        lines = vec![letter::written("cli-report-written", path, is_all, &office.words)];
    }
    // What was done in a month stays with it.
    if !is_now && !matches!(kind, Kind::Monthly | Kind::WorkPlan) {
        lines.push(office.words.say("cli-report-as-of", &[("day", office.words.date_long(today).into())]));
    }
    json.insert("unprintable".into(), json!(unprintable));
    json.insert("as_of".into(), json!(today));
    json.insert("command".into(), json!("report"));
    json.insert("report".into(), json!(kind.name()));
    json.insert("month".into(), json!(asked.month));
    json.insert("path".into(), json!(path.map(|path| path.display().to_string())));
    desk.close()?;
    Ok(Answer::new(json.into(), lines))
}

/// The kinds of files that were asked for; none for text.
pub(super) fn formats(written: Option<&str>, usual: Vec<Format>) -> Result<Vec<Format>, Failure> {
    match written.map(str::to_lowercase).as_deref() {
        None => Ok(usual),
        Some("pdf") => Ok(vec![Format::Pdf]),
        Some("xlsx") => Ok(vec![Format::Xlsx]),
        Some("docx") => Ok(vec![Format::Docx]),
        Some("txt") => Ok(Vec::new()),
        Some(other) => {
            let said = [("written", other), ("formats", "pdf, docx, xlsx, txt")];
            Err(trouble::usage("cli-format-unknown", &said))
        }
    }
}

/// The paper that was asked for.
pub(super) fn page(written: Option<&str>) -> Result<Option<PageSize>, Failure> {
    let Some(written) = written else { return Ok(None) };
    let known = PageSize::from_code(&written.to_lowercase());
    let unknown = || trouble::usage("cli-format-unknown", &[("written", written), ("formats", "a4, f4")]);
    known.map(Some).ok_or_else(unknown)
}

/// A report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Ppks,
    Untouched,
    Needs,
    Coordination,
    Donors,
    AidChanges,
    AidSummary,
    Overlaps,
    Monthly,
    /// Where a session is due.
    Guidance,
    WorkPlan,
    DaySheet,
    Scorecard,
    /// For regulations, to the Dinas.
    Proposals,
}

impl Kind {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name.to_lowercase().as_str() {
            "ppks" | "rekap-ppks" => Self::Ppks,
            "untouched" | "belum-tersentuh" => Self::Untouched,
            "needs" | "kebutuhan" => Self::Needs,
            "coordination" | "koordinasi" => Self::Coordination,
            "donors" | "donatur" => Self::Donors,
            "aid-changes" | "perubahan-bantuan" => Self::AidChanges,
            "guidance" | "bimbingan" => Self::Guidance,
            "overlaps" | "tumpang-tindih" => Self::Overlaps,
            "aid-summary" | "ringkasan-bantuan" => Self::AidSummary,
            "monthly" | "bulanan" | "laporan-bulanan" => Self::Monthly,
            "work-plan" | "rencana-kerja" => Self::WorkPlan,
            "day-sheet" | "lembar-lapangan" => Self::DaySheet,
            "scorecard" | "kartu-skor" => Self::Scorecard,
            "proposals" | "usulan-peraturan" => Self::Proposals,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ppks => "ppks",
            Self::Untouched => "untouched",
            Self::Needs => "needs",
            Self::Coordination => "coordination",
            Self::Donors => "donors",
            Self::AidChanges => "aid-changes",
            Self::AidSummary => "aid-summary",
            Self::Overlaps => "overlaps",
            Self::Monthly => "monthly",
            Self::Guidance => "guidance",
            Self::WorkPlan => "work-plan",
            Self::DaySheet => "day-sheet",
            Self::Scorecard => "scorecard",
            Self::Proposals => "proposals",
        }
    }

    fn make(
        self,
        desk: &mut Desk,
        asked: &Asked,
        words: &Words,
    ) -> Result<(Map<String, Json>, Vec<String>), DeskError> {
        Ok(match self {
            Self::Ppks => {
                let recap = desk.ppks_recap(&asked.month);
                let mut json = Map::new();
                json.insert("totals".into(), json!(recap.totals));
                json.insert("villages".into(), json!(recap.villages));
                json.insert("people".into(), json!(recap.people));
                json.insert("undecided".into(), json!(recap.undecided));
                json.insert("without".into(), json!(recap.without));
                json.insert("gone".into(), json!(recap.gone));
                let lines = lines(&recap, desk, words);
                (json, lines)
            }
            Self::Untouched => {
                let untouched = desk.untouched();
                let json = report_untouched::json(&untouched, desk);
                (json, report_untouched::lines(&untouched, desk, words))
            }
            Self::Needs => report_aid::needs(desk, words),
            Self::Coordination => report_aid::coordination(desk, asked.names, words),
            Self::Donors => report_aid::donors(desk, words),
            Self::AidChanges => report_aid::changes(desk, asked.names, words),
            Self::Scorecard => report_scorecard::make(desk, words),
            Self::Proposals => report_proposals::make(desk, words),
            Self::AidSummary => report_aid::summary(desk),
            Self::Overlaps => report_aid::overlaps(desk, asked.names, words),
            Self::Monthly => report_aid::monthly(desk, &asked.month, &asked.layout, words)?,
            Self::Guidance => report_guidance::plans(desk, words),
            Self::WorkPlan => report_field::work_plan(&desk.work_plan(&asked.month), desk, words),
            Self::DaySheet => {
                report_field::day_sheet(&desk.day_sheet(asked.on, asked.village.as_deref()), desk, words)
            }
        })
    }

    fn export(self, desk: &mut Desk, asked: &Asked, to: &Target) -> Result<PathBuf, DeskError> {
        match self {
            Self::Ppks => desk.export_recap(to),
            Self::Scorecard => desk.export_scorecard(to),
            Self::Proposals => desk.export_proposals(to),
            Self::AidSummary | Self::Guidance => Err(DeskError::Refused("report-no-sheet")),
            Self::Monthly => desk.export_monthly(&asked.month, &asked.layout, to),
            Self::WorkPlan => desk.export_work_plan(&asked.month, to),
            Self::DaySheet => desk.export_day_sheet(asked.on, asked.village.as_deref(), to),
            Self::Untouched => desk.export_aid_paper(AidPaper::Untouched, to, asked.names),
            Self::Overlaps => desk.export_aid_paper(AidPaper::Overlaps, to, asked.names),
            Self::Needs => desk.export_aid_paper(AidPaper::Needs, to, asked.names),
            Self::Coordination => desk.export_aid_paper(AidPaper::Coordination, to, asked.names),
            Self::Donors => desk.export_aid_paper(AidPaper::Donors, to, asked.names),
            Self::AidChanges => desk.export_aid_paper(AidPaper::Changes, to, asked.names),
        }
    }
}

/// `YYYY-MM`.
fn month(written: Option<&str>, today: NaiveDate) -> Result<String, Failure> {
    let Some(written) = written else { return Ok(today.format("%Y-%m").to_string()) };
    let first: Option<NaiveDate> = format!("{written}-01").parse().ok();
    match first {
        Some(first) if written.len() == 7 => Ok(first.format("%Y-%m").to_string()),
        _ => Err(trouble::usage("cli-month-unreadable", &[("written", written)])),
    }
}

fn day(written: &str) -> Result<NaiveDate, Failure> {
    written.parse().map_err(|_| trouble::usage("cli-day-unreadable", &[("written", written)]))
}

fn village(written: &str, desk: &Desk) -> Result<String, Failure> {
    let read = desk.lookup().read(FieldKind::Village, written, desk.today());
    match read {
        Some(Value::Text(code)) => Ok(code),
        _ => Err(trouble::usage("cli-village-unknown", &[("written", written)])),
    }
}

fn write_text(
    folder: &std::path::Path,
    kind: Kind,
    month: &str,
    lines: &[String],
) -> Result<PathBuf, DeskError> {
    let name = match kind {
        Kind::Ppks => "rekap-ppks",
        Kind::Untouched => "belum-tersentuh",
        Kind::Needs => "kebutuhan-dan-bantuan",
        Kind::Coordination => "koordinasi-bantuan",
        Kind::Donors => "bantuan-berikutnya",
        Kind::AidChanges => "perubahan-bantuan",
        Kind::AidSummary => "ringkasan-bantuan",
        Kind::Overlaps => "tumpang-tindih",
        Kind::Monthly => "laporan-bulanan",
        Kind::Guidance => "rencana-bimbingan",
        Kind::WorkPlan => "rencana-kerja",
        Kind::DaySheet => "lembar-lapangan",
        Kind::Scorecard => "kartu-skor-lembaga",
        Kind::Proposals => "usulan-peraturan",
    };
    let path = folder.join(format!("{name}-{month}.txt"));
    let failed = |source| DeskError::File { place: path.display().to_string(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    fs::write(&path, lines.join("\n") + "\n").map_err(failed)?;
    Ok(path)
}

/// Desa × category, sums last.
fn lines(recap: &PpksRecap, desk: &Desk, words: &Words) -> Vec<String> {
    let mut header = vec![words.get("cli-report-village")];
    header.extend(recap.totals.keys().map(|code| code.trim_start_matches("PPKS-").to_owned()));
    header.push(words.get("cli-report-sum"));
    let row = |name: String, counts: &std::collections::BTreeMap<String, usize>| {
        let cells = recap.totals.keys().map(|code| counts.get(code).copied().unwrap_or(0).to_string());
        let sum: usize = counts.values().sum();
        std::iter::once(name).chain(cells).chain([sum.to_string()]).collect::<Vec<_>>()
    };
    let mut rows = vec![header];
    rows.extend(recap.villages.iter().map(|(code, counts)| row(desk.village_name(code), counts)));
    rows.push(row(words.get("cli-report-sum"), &recap.totals));
    let mut lines = columns::aligned(&rows);
    let counts = [("people", recap.people.into()), ("undecided", recap.undecided.into())];
    lines.push(words.say("cli-report-people", &counts));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_a_year_and_a_month() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(month(None, today).unwrap(), "2026-11");
        assert_eq!(month(Some("2026-02"), today).unwrap(), "2026-02");
        for wrong in ["2026", "2026-13", "11-2026", "2026-1", "2026-11-24"] {
            assert_eq!(month(Some(wrong), today).unwrap_err().exit_code, 2, "{wrong}");
        }
    }
}
