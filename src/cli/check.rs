//! `simpul check`: everything is read and opened again.

use serde_json::{Value as Json, json};

use crate::store::DamagedPlace;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;

/// Exit code of a damaged store.
const DAMAGED: u8 = 5;

pub fn run(office: &mut Office) -> Result<Answer, Failure> {
    let desk = office.open()?;
    let report = desk.check()?;
    let read_only = desk.is_read_only();
    desk.close()?;
    let places: Vec<String> = report.damaged.iter().map(|place| name(*place)).collect();
    let words = &office.words;
    let line = if report.is_good {
        words.get("check-good")
    } else {
        let said = places.iter().map(|place| words.get(&format!("check-place-{place}")));
        words.say("check-damaged", &[("places", said.collect::<Vec<_>>().join(", ").into())])
    };
    let is_good = report.is_good;
    let mut json = json!(report);
    json["command"] = json!("check");
    json["read_only"] = json!(read_only);
    // Trees by name rather than as a list of pairs.
    json["values"] =
        report.values.iter().map(|(tree, count)| (tree_name(json!(tree)), json!(count))).collect();
    Ok(Answer { json, lines: vec![line], exit_code: if is_good { 0 } else { DAMAGED } })
}

fn tree_name(tree: Json) -> String {
    if let Json::String(name) = tree { name } else { String::new() }
}

fn name(place: DamagedPlace) -> String {
    tree_name(json!(place))
}
