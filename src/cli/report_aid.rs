//! Aid in reports: needs that wait, who helps whom, where to give next, what changed from list to list.

use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, DeskError, ListTurnKind, cell_text};
use crate::paper::sheet::Sheet;
use crate::text::Words;

use super::columns;

/// A report: its JSON without names, and its lines.
pub type Made = (Map<String, Json>, Vec<String>);

fn object(json: Json) -> Map<String, Json> {
    if let Json::Object(object) = json { object } else { Map::new() }
}

pub fn needs(desk: &Desk, words: &Words) -> Made {
    let matrix = desk.need_matrix();
    let mut lines = Vec::new();
    for sheet in desk.need_sheets() {
        lines.extend(table(&sheet, words));
    }
    (object(json!(matrix)), lines)
}

pub fn coordination(desk: &Desk, names: bool, words: &Words) -> Made {
    let (families, secret) = desk.coordination();
    let items: Vec<Json> = families
        .iter()
        .map(|family| {
            json!({
                "name": if names { family.who.name.as_str() } else { "" },
                "village": family.village,
                "village_name": desk.village_name(&family.village),
                "this_month": family.this_month,
                "next_month": family.next_month,
                "work": family.work,
            })
        })
        .collect();
    let mut lines = Vec::new();
    for sheet in desk.coordination_sheets(names) {
        lines.extend(table(&sheet, words));
    }
    (object(json!({ "families": families.len(), "left_out": secret, "items": items })), lines)
}

pub fn donors(desk: &Desk, words: &Words) -> Made {
    let items: Vec<Json> = desk
        .where_to_give()
        .into_iter()
        .map(|found| {
            json!({
                "village": found.village,
                "village_name": desk.village_name(&found.village),
                "untouched": found.untouched,
                "waiting": found.waiting,
                "helped": found.helped,
                "near": found.near,
            })
        })
        .collect();
    (object(json!({ "items": items })), table(&desk.donor_sheet(), words))
}

/// What was done in a month.
pub fn monthly(desk: &Desk, month: &str, layout: &str, words: &Words) -> Result<Made, DeskError> {
    let sheet = desk.monthly_sheet(month, layout)?.ok_or(DeskError::Refused("monthly-no-layout"))?;
    Ok((object(json!({ "activities": sheet.rows.len(), "layout": layout })), table(&sheet, words)))
}

pub fn changes(desk: &Desk, names: bool, words: &Words) -> Made {
    let mut lines = Vec::new();
    let mut items = Vec::new();
    for change in desk.list_changes() {
        let count = |turn| change.count(turn);
        let [new, gone, changed] = ListTurnKind::ALL.map(count);
        let said = [
            ("program", change.program.as_str().into()),
            ("before", words.date_long(change.before).into()),
            ("now", words.date_long(change.now).into()),
            ("new", new.into()),
            ("gone", gone.into()),
            ("changed", changed.into()),
            ("same", change.same.into()),
        ];
        lines.push(words.say("cli-list-change", &said));
        let rows = change.turns.iter().map(|turn| {
            let name = match (names, turn.who.masked) {
                (true, false) => turn.who.name.as_str(),
                _ => "",
            };
            json!({
                "turn": turn.turn.code(),
                "before": turn.before,
                "now": turn.now,
                "name": name,
                "village": turn.who.village,
                "value_before": turn.values.0,
                "value_now": turn.values.1,
            })
        });
        items.push(json!({
            "program": change.program,
            "before": change.before,
            "now": change.now,
            "new": new,
            "gone": gone,
            "changed": changed,
            "same": change.same,
            "rows": rows.collect::<Vec<_>>(),
        }));
    }
    if lines.is_empty() {
        lines.push(words.get("cli-list-change-none"));
    }
    (object(json!({ "lists": items })), lines)
}

/// What meets, as counts; with names also family by family.
pub fn overlaps(desk: &mut Desk, names: bool, words: &Words) -> Made {
    let sheets = desk.overlap_sheets(names);
    let rows = sheets.first().map_or(0, |sheet| sheet.rows.len());
    let families = sheets.get(1).map(|sheet| sheet.rows.len());
    let lines = sheets.iter().flat_map(|sheet| table(sheet, words)).collect();
    (object(json!({ "pairs": rows, "families": families })), lines)
}

/// A few lines for a chat.
pub fn summary(desk: &Desk) -> Made {
    let lines = desk.aid_summary();
    (object(json!({ "text": lines.join("\n") })), lines)
}

/// A sheet as lines.
fn table(sheet: &Sheet, words: &Words) -> Vec<String> {
    let text = |cell| cell_text(cell, words);
    let mut rows = vec![sheet.header.clone()];
    rows.extend(sheet.rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>()));
    let mut lines = sheet.title.clone();
    lines.extend(sheet.facts.iter().map(|(label, value)| format!("{label}: {value}")));
    lines.extend(columns::aligned(&rows));
    lines.push(String::new());
    lines
}
