//! Aid on paper: sheets for the officer, the Camat and the village. Names go only where they are asked for.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, DeskError};
use crate::paper::xlsx::{Cell, Sheet};
use crate::text::Words;

use super::untouched::{Untouched, UntouchedFamily};

impl Desk {
    /// *Belum tersentuh* as a workbook. With `names` it names families that are not *rahasia*.
    pub fn export_untouched(&mut self, to: Option<&Path>, names: bool) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let sheets = untouched_sheets(self, &self.untouched(), names, &words);
        self.export_sheets(&sheets, "belum-tersentuh", to)
    }
}

/// By desa; with names also the families.
pub(in crate::desk) fn untouched_sheets(
    desk: &Desk,
    untouched: &Untouched,
    names: bool,
    words: &Words,
) -> Vec<Sheet> {
    let title = |key: &str| words.say(key, &[("area", desk.area_name().to_uppercase().into())]);
    let day = words.say("sheet-recap-month", &[("month", words.date_long(desk.today()).into())]);
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
        title: vec![title("sheet-untouched-title"), day.clone()],
        header: headings(words, &["sheet-no", "sheet-village", "sheet-families"]),
        rows: rows
            .chain([vec![
                Cell::Empty,
                Cell::from(words.get("sheet-sum").to_uppercase()),
                number(untouched.families.len()),
            ]])
            .collect(),
        widths: vec![5.0, 22.0, 10.0],
    }];
    if names {
        let families = untouched.families.iter().enumerate();
        sheets.push(Sheet {
            name: words.get("sheet-untouched-families"),
            title: vec![title("sheet-untouched-title"), day],
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
            widths: vec![5.0, 16.0, 26.0, 9.0, 40.0, 28.0, 12.0, 22.0],
        });
    }
    sheets
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

pub(super) fn headings(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

pub(super) fn number(count: usize) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts of families stay far below 2^52")]
    Cell::Number(count as f64)
}
