//! *Laporan bulanan*: what was done in a month (`activities.rs`), in the layout of the office that reads it.

use std::path::PathBuf;

use serde::Deserialize;

use crate::catalog::places;
use crate::paper::pdf::Signature;
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

use crate::desk::guidance::activities::{ActivityEntry, joined, year_and_month};
use crate::desk::{Desk, DeskError, Target};

/// A published layout; `assets/layouts/monthly.toml`.
#[derive(Clone, Debug, Deserialize)]
struct Layout {
    code: String,
    title: String,
    /// Label and what stands there.
    head: Vec<(String, String)>,
    /// Heading, what stands there, width in characters.
    columns: Vec<(String, String, f64)>,
    /// Who approves it, on the left; nobody where the layout has no such place.
    approved: Vec<String>,
}

#[derive(Deserialize)]
struct Layouts {
    layout: Vec<Layout>,
}

fn layouts() -> Vec<Layout> {
    let read = toml::from_str::<Layouts>(include_str!("../../../assets/layouts/monthly.toml"));
    read.map(|layouts| layouts.layout).unwrap_or_default()
}

impl Desk {
    /// The codes of the layouts there are, the usual one first.
    pub fn monthly_layouts() -> Vec<String> {
        layouts().into_iter().map(|layout| layout.code).collect()
    }

    /// The report's sheet; nothing when there is no such layout.
    pub fn monthly_sheet(&self, month: &str, layout: &str) -> Result<Option<Sheet>, DeskError> {
        let Some(layout) = layouts().into_iter().find(|known| known.code == layout) else { return Ok(None) };
        let Some((year, number)) = year_and_month(month) else { return Ok(None) };
        let words = self.words();
        let activities = self.activities(Some(month))?;
        let told = |what: &str| self.head(what, year, number, &words);
        let rows = activities.iter().enumerate().map(|(at, activity)| {
            let cell = |what: &str| match what {
                "number" => Cell::from((at + 1).to_string()),
                other => Cell::from(self.cell(activity, other, &words)),
            };
            layout.columns.iter().map(|(_, what, _)| cell(what)).collect()
        });
        Ok(Some(Sheet {
            name: words.get("sheet-monthly"),
            title: vec![layout.title],
            facts: layout.head.into_iter().map(|(label, what)| (label, told(&what))).collect(),
            header: layout.columns.iter().map(|(heading, ..)| heading.clone()).collect(),
            rows: rows.collect(),
            widths: layout.columns.iter().map(|(.., width)| *width).collect(),
        }))
    }

    fn head(&self, what: &str, year: i32, month: u32, words: &Words) -> String {
        let worker = self.worker();
        let above = |length: usize| {
            let code = worker.area.get(..length).unwrap_or_default();
            places::find(code).map(|place| place.name.to_uppercase()).unwrap_or_default()
        };
        match what {
            "worker" => worker.name.clone(),
            "niat" => worker.niat.clone(),
            "area" => words.say("monthly-area", &[("area", self.area_name().to_uppercase().into())]),
            "area_name" => self.area_name().to_uppercase(),
            "regency" => above("32.04".len()),
            "province" => above("32".len()),
            "month" => words.month_of_year(year, month).to_uppercase(),
            _ => String::new(),
        }
    }

    fn cell(&self, activity: &ActivityEntry, what: &str, words: &Words) -> String {
        let labelled = |key: &str, text: &str| {
            if text.is_empty() { String::new() } else { words.say(key, &[("text", text.into())]) }
        };
        match what {
            "day" => joined(&[words.date_long(activity.day), activity.time.clone()], " "),
            "place" => activity.place.clone(),
            "activity" => joined(
                &[
                    activity.what.clone(),
                    activity.for_whom(words),
                    labelled("monthly-result", &activity.result),
                ],
                ". ",
            ),
            "executor" if activity.executor.is_empty() => self.worker().name.clone(),
            "executor" => activity.executor.clone(),
            "target" => activity.for_whom(words),
            "material" => activity.what.clone(),
            "result" => activity.result.clone(),
            "hindrance" => activity.hindering.clone(),
            "factors" => joined(
                &[
                    labelled("monthly-enabling", &activity.enabling),
                    labelled("monthly-hindering", &activity.hindering),
                ],
                ". ",
            ),
            "solution" => activity.solution.clone(),
            "plan" => activity.plan.clone(),
            _ => String::new(),
        }
    }

    /// The report as files.
    pub fn export_monthly(
        &mut self,
        month: &str,
        layout: &str,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let sheet = self.monthly_sheet(month, layout)?.ok_or(DeskError::Refused("monthly-no-layout"))?;
        let words = self.words();
        let approved = layouts().into_iter().find(|known| known.code == layout).map(|known| known.approved);
        let mut lines = approved.unwrap_or_default().into_iter();
        let left = lines.next().map(|first| Signature {
            place_and_date: first,
            role: lines.next().unwrap_or_default(),
            name: String::new(),
            below: words.get("print-nip"),
        });
        let signatures = [left.unwrap_or_default(), self.own_signature(&words)];
        self.export_signed(&[sheet], &signatures, &format!("laporan-bulanan-{month}"), target)
    }
}
