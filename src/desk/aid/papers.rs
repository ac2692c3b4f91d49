//! Aid on paper: sheets for the officer, the Camat and the village. Names go only where they are asked for.

use std::path::PathBuf;

use crate::desk::{Desk, DeskError, Target};
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

use super::meetings::MeetingCounts;
use super::needs::{NeedMatrix, NeedStatus};
use super::untouched::{Untouched, UntouchedFamily};

/// What is printed about aid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AidPaper {
    /// Everything that names nobody.
    All,
    Overlaps,
    Untouched,
    Needs,
    Coordination,
    Donors,
    Changes,
    /// A few lines of text for a chat.
    Summary,
}

impl AidPaper {
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Overlaps,
        Self::Untouched,
        Self::Needs,
        Self::Coordination,
        Self::Donors,
        Self::Changes,
        Self::Summary,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Overlaps => "overlaps",
            Self::Untouched => "untouched",
            Self::Needs => "needs",
            Self::Coordination => "coordination",
            Self::Donors => "donors",
            Self::Changes => "changes",
            Self::Summary => "summary",
        }
    }

    /// Whether it can name families.
    pub fn can_name(self) -> bool {
        matches!(self, Self::Overlaps | Self::Untouched | Self::Coordination | Self::Changes)
    }
}

impl Desk {
    /// Any of them; gives the file written first.
    pub fn export_aid_paper(
        &mut self,
        paper: AidPaper,
        target: &Target,
        names: bool,
    ) -> Result<PathBuf, DeskError> {
        match paper {
            AidPaper::All => self.export_aid(target),
            AidPaper::Overlaps => self.export_overlaps(target, names),
            AidPaper::Untouched => self.export_untouched(target, names),
            AidPaper::Needs => self.export_needs(target),
            AidPaper::Coordination => self.export_coordination(target, names),
            AidPaper::Donors => self.export_donors(target),
            AidPaper::Changes => self.export_changes(target, names),
            AidPaper::Summary => self.export_aid_summary(target),
        }
    }

    /// Needs × aid, the ten largest gaps, programmes without takers, declines: an annex. It names nobody.
    pub fn export_needs(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let sheets = self.need_sheets();
        self.export_sheets(&sheets, "kebutuhan-dan-bantuan", target)
    }

    /// The list for the Camat. Without `names` only how many families each programme helps in each desa.
    pub fn export_coordination(&mut self, target: &Target, names: bool) -> Result<PathBuf, DeskError> {
        let sheets = self.coordination_sheets(names);
        self.export_sheets(&sheets, "koordinasi-bantuan", target)
    }

    /// Where donors should give next. It names nobody.
    pub fn export_donors(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let sheets = [self.donor_sheet()];
        self.export_sheets(&sheets, "bantuan-berikutnya", target)
    }

    /// All that is said about aid without naming anybody, in one workbook and one PDF.
    pub fn export_aid(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let sheets = self.aid_sheets();
        self.export_sheets(&sheets, "bantuan", target)
    }

    /// What meets, whom nothing reached, what waits, who helps where, where to give next. Names nobody.
    pub(in crate::desk) fn aid_sheets(&self) -> Vec<Sheet> {
        let words = self.words();
        let mut sheets = vec![overlap_sheet(self, &words)];
        sheets.extend(untouched_sheets(self, &self.untouched(), false, &words));
        sheets.extend(self.need_sheets());
        sheets.extend(self.coordination_sheets(false));
        sheets.push(self.donor_sheet());
        sheets.extend(self.change_sheets(false));
        sheets
    }

    /// The sheets of [`Self::export_needs`], of [`Self::export_coordination`] and of [`Self::export_donors`].
    pub fn need_sheets(&self) -> Vec<Sheet> {
        need_sheets(self, &self.need_matrix(), &self.words())
    }

    pub fn coordination_sheets(&self, names: bool) -> Vec<Sheet> {
        coordination_sheets(self, names, &self.words())
    }

    pub fn donor_sheet(&self) -> Sheet {
        donor_sheet(self, &self.words())
    }

    /// *Belum tersentuh* as a workbook. With `names` it names families that are not *rahasia*.
    pub fn export_untouched(&mut self, target: &Target, names: bool) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let sheets = untouched_sheets(self, &self.untouched(), names, &words);
        self.export_sheets(&sheets, "belum-tersentuh", target)
    }
}

/// By desa; with names also the families.
fn untouched_sheets(desk: &Desk, untouched: &Untouched, names: bool, words: &Words) -> Vec<Sheet> {
    let counts = untouched.by_village();
    let villages = desk.villages();
    let rows = villages.iter().enumerate().map(|(at, village)| {
        vec![
            number(at + 1),
            Cell::from(village.name.as_str()),
            number(counts.get(&village.code).copied().unwrap_or(0)),
        ]
    });
    let mut sheets = vec![Sheet {
        name: words.get("sheet-untouched"),
        title: titled(desk, "sheet-untouched-title", words),
        header: headings(words, &["sheet-no", "sheet-village", "sheet-families"]),
        rows: rows
            .chain([vec![
                Cell::Empty,
                Cell::from(words.get("sheet-sum").to_uppercase()),
                number(untouched.families.len()),
            ]])
            .collect(),
        facts: Vec::new(),
        widths: vec![5.0, 22.0, 10.0],
    }];
    if names {
        let families = untouched.families.iter().enumerate();
        sheets.push(Sheet {
            name: words.get("sheet-untouched-families"),
            title: titled(desk, "sheet-untouched-title", words),
            header: headings(
                words,
                &[
                    "sheet-no",
                    "sheet-village",
                    "sheet-name",
                    "sheet-members",
                    "sheet-ppks",
                    "sheet-needs",
                    "sheet-since",
                    "sheet-maybe",
                ],
            ),
            rows: families.map(|(at, family)| family_row(desk, at, family, words)).collect(),
            facts: Vec::new(),
            widths: vec![5.0, 16.0, 26.0, 9.0, 40.0, 28.0, 12.0, 22.0],
        });
    }
    sheets
}

/// How many families meet in which way, and of them how many were decided about.
pub(super) fn overlap_sheet(desk: &Desk, words: &Words) -> Sheet {
    let mut counts = MeetingCounts::default();
    let on = &mut |_, _| std::ops::ControlFlow::Continue(());
    desk.ask_aid_index(|aid| desk.each_meeting(aid, on, &mut |met| counts.take(&met)));
    let name = |code: &str| {
        let known = desk.catalog().program(code).is_some();
        Cell::from(if known { code.to_owned() } else { desk.label("aid_source", code) })
    };
    let rows = counts.in_order().map(|count| {
        let rule = desk.catalog().overlap_rules().iter().find(|rule| Some(&rule.id) == count.rule.as_ref());
        vec![
            name(&count.a),
            name(&count.b),
            Cell::from(desk.label("overlap_result", count.result)),
            number(count.count),
            number(count.decided),
            Cell::from(count.rule.clone().unwrap_or_default()),
            Cell::from(rule.map_or_else(|| words.get("aid-no-rule"), |rule| rule.basis.clone())),
            Cell::from(rule.map(|rule| rule.provenance.source.clone()).unwrap_or_default()),
        ]
    });
    let header = [
        "sheet-program",
        "sheet-and-program",
        "sheet-result",
        "sheet-families",
        "sheet-decided",
        "sheet-rule",
        "sheet-why",
        "sheet-source",
    ];
    Sheet {
        name: words.get("sheet-overlap"),
        title: titled(desk, "sheet-overlap-title", words),
        header: headings(words, &header),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![16.0, 16.0, 16.0, 10.0, 12.0, 10.0, 44.0, 30.0],
    }
}

pub(super) fn titled(desk: &Desk, key: &str, words: &Words) -> Vec<String> {
    vec![
        words.say(key, &[("area", desk.area_name().to_uppercase().into())]),
        words.say("sheet-recap-month", &[("month", words.date_long(desk.today()).into())]),
    ]
}

fn need_sheets(desk: &Desk, matrix: &NeedMatrix, words: &Words) -> Vec<Sheet> {
    let reasons = |reasons: &std::collections::BTreeMap<String, usize>| {
        let told =
            reasons.iter().map(|(code, count)| format!("{} ({count})", desk.label("mismatch_reason", code)));
        Cell::from(told.collect::<Vec<_>>().join("; "))
    };
    let status = |counts: &std::collections::BTreeMap<&'static str, usize>| {
        NeedStatus::ALL.map(|status| number(counts.get(status.code()).copied().unwrap_or(0)))
    };
    let cells = matrix.cells.iter().map(|cell| {
        let category = desk.catalog().ppks_by_code(&cell.category).map(|ppks| ppks.official_name.clone());
        let mut row = vec![
            Cell::from(desk.village_name(&cell.village)),
            Cell::from(category.unwrap_or_default()),
            Cell::from(desk.label("needs", &cell.sector)),
        ];
        row.extend(status(&cell.status));
        row.push(reasons(&cell.reasons));
        row
    });
    let mut header = headings(words, &["sheet-village", "sheet-ppks", "sheet-need"]);
    header.extend(NeedStatus::ALL.map(|status| desk.label("need_status", status.code())));
    header.push(words.get("sheet-why"));
    let gaps = matrix.gaps.iter().enumerate().map(|(at, gap)| {
        vec![
            number(at + 1),
            Cell::from(desk.village_name(&gap.village)),
            Cell::from(desk.label("needs", &gap.sector)),
            number(gap.waiting),
            number(gap.of),
            reasons(&gap.reasons),
            Cell::from(gap.would_need.join(", ")),
        ]
    });
    let without = matrix.without_takers.iter().map(|code| {
        let name = desk.catalog().program(code).map(|program| program.name.clone()).unwrap_or_default();
        vec![Cell::from(code.as_str()), Cell::from(name)]
    });
    let declines = matrix
        .declines
        .iter()
        .map(|(code, count)| vec![Cell::from(desk.label("referral_decline_reason", code)), number(*count)]);
    vec![
        Sheet {
            name: words.get("sheet-gaps"),
            title: titled(desk, "sheet-gaps-title", words),
            header: headings(
                words,
                &[
                    "sheet-no",
                    "sheet-village",
                    "sheet-need",
                    "sheet-waiting",
                    "sheet-of",
                    "sheet-why",
                    "sheet-would-need",
                ],
            ),
            rows: gaps.collect(),
            facts: Vec::new(),
            widths: vec![5.0, 18.0, 26.0, 10.0, 10.0, 36.0, 44.0],
        },
        Sheet {
            name: words.get("sheet-need-matrix"),
            title: titled(desk, "sheet-need-matrix-title", words),
            header,
            rows: cells.collect(),
            facts: Vec::new(),
            widths: vec![18.0, 34.0, 26.0, 11.0, 11.0, 13.0, 16.0, 36.0],
        },
        Sheet {
            name: words.get("sheet-no-takers"),
            title: titled(desk, "sheet-no-takers-title", words),
            header: headings(words, &["sheet-program", "sheet-name"]),
            rows: without.collect(),
            facts: Vec::new(),
            widths: vec![18.0, 50.0],
        },
        Sheet {
            name: words.get("sheet-declines"),
            title: titled(desk, "sheet-declines-title", words),
            header: headings(words, &["sheet-why", "sheet-sum"]),
            rows: declines.collect(),
            facts: Vec::new(),
            widths: vec![40.0, 10.0],
        },
    ]
}

fn coordination_sheets(desk: &Desk, names: bool, words: &Words) -> Vec<Sheet> {
    let (families, secret) = desk.coordination();
    let mut counts: std::collections::BTreeMap<(&str, &str), (usize, usize)> =
        std::collections::BTreeMap::new();
    for family in &families {
        for what in &family.this_month {
            counts.entry((&family.village, what)).or_default().0 += 1;
        }
        for what in &family.next_month {
            counts.entry((&family.village, what)).or_default().1 += 1;
        }
        for what in &family.work {
            counts.entry((&family.village, what)).or_default().0 += 1;
        }
    }
    let rows = counts.iter().map(|((village, what), (this, next))| {
        vec![Cell::from(desk.village_name(village)), Cell::from(*what), number(*this), number(*next)]
    });
    let mut title = titled(desk, "sheet-coordination-title", words);
    title.push(words.say("sheet-coordination-secret", &[("count", secret.into())]));
    let mut sheets = vec![Sheet {
        name: words.get("sheet-coordination"),
        title: title.clone(),
        header: headings(words, &["sheet-village", "sheet-aid", "sheet-this-month", "sheet-next-month"]),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![18.0, 34.0, 12.0, 14.0],
    }];
    if names {
        let joined = |what: &std::collections::BTreeSet<String>| {
            Cell::from(what.iter().map(String::as_str).collect::<Vec<_>>().join("; "))
        };
        let rows = families.iter().enumerate().map(|(at, family)| {
            vec![
                number(at + 1),
                Cell::from(desk.village_name(&family.village)),
                Cell::from(family.who.name.as_str()),
                joined(&family.this_month),
                joined(&family.work),
                joined(&family.next_month),
            ]
        });
        sheets.push(Sheet {
            name: words.get("sheet-untouched-families"),
            title,
            header: headings(
                words,
                &[
                    "sheet-no",
                    "sheet-village",
                    "sheet-name",
                    "sheet-this-month",
                    "sheet-work",
                    "sheet-next-month",
                ],
            ),
            rows: rows.collect(),
            facts: Vec::new(),
            widths: vec![5.0, 16.0, 26.0, 28.0, 32.0, 24.0],
        });
    }
    sheets
}

fn donor_sheet(desk: &Desk, words: &Words) -> Sheet {
    let rows = desk.where_to_give().into_iter().enumerate().map(|(at, found)| {
        let needs =
            found.waiting.iter().map(|(sector, count)| format!("{} ({count})", desk.label("needs", sector)));
        vec![
            number(at + 1),
            Cell::from(desk.village_name(&found.village)),
            number(found.untouched),
            Cell::from(needs.collect::<Vec<_>>().join("; ")),
            number(found.helped),
            Cell::from(found.near.join("; ")),
        ]
    });
    Sheet {
        name: words.get("sheet-donors"),
        title: titled(desk, "sheet-donors-title", words),
        header: headings(
            words,
            &["sheet-no", "sheet-village", "sheet-untouched", "sheet-needs", "sheet-helped", "sheet-near"],
        ),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![5.0, 18.0, 16.0, 44.0, 18.0, 40.0],
    }
}

fn family_row(desk: &Desk, at: usize, family: &UntouchedFamily, words: &Words) -> Vec<Cell> {
    let labels = |list: &str, codes: Vec<String>| {
        codes.iter().map(|code| desk.label(list, code)).collect::<Vec<_>>().join("; ")
    };
    let name = if family.who.masked { words.get("cli-masked") } else { family.who.name.clone() };
    vec![
        number(at + 1),
        Cell::from(desk.village_name(&family.village)),
        Cell::from(name),
        number(family.members),
        Cell::from(labels("ppks", family.categories.iter().map(ToString::to_string).collect())),
        Cell::from(labels("needs", family.needs.iter().cloned().collect())),
        family.since.map_or(Cell::Empty, Cell::Date),
        if family.maybe.is_some() { Cell::from(words.get("untouched-maybe")) } else { Cell::Empty },
    ]
}

pub(in crate::desk) fn headings(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

pub(in crate::desk) fn number(count: usize) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts of families stay far below 2^52")]
    Cell::Number(count as f64)
}
