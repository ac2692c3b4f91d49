//! *Belum tersentuh* from the command line.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, Untouched, UntouchedFamily};
use crate::text::Words;

use super::columns;

/// `households`, what it is made of, and `items`.
pub fn json(untouched: &Untouched, desk: &Desk) -> Map<String, Json> {
    let villages: BTreeMap<String, usize> = untouched.by_village();
    let json = json!({
        "households": untouched.households(),
        "by_card": untouched.by_card,
        "reached_without_card": untouched.reached_without_card,
        "people_without_card": untouched.without_card,
        "villages": villages,
        "items": untouched.families.iter().map(|family| item(family, desk)).collect::<Vec<_>>(),
    });
    if let Json::Object(object) = json { object } else { Map::new() }
}

fn item(family: &UntouchedFamily, desk: &Desk) -> Json {
    json!({
        "id": family.key,
        "name": family.who.name,
        "masked": family.who.masked,
        "village": family.village,
        "village_name": desk.village_name(&family.village),
        "members": family.members,
        "ppks": family.categories,
        "needs": family.needs,
        "since": family.since,
        "days": family.since.map(|since| (desk.today() - since).num_days()),
        "maybe_reached": family.maybe,
    })
}

/// Desa by desa, names last.
pub fn lines(untouched: &Untouched, desk: &Desk, words: &Words) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = untouched
        .by_village()
        .into_iter()
        .map(|(code, count)| vec![desk.village_name(&code), count.to_string()])
        .collect();
    rows.insert(0, vec![words.get("cli-report-village"), words.get("cli-report-sum")]);
    let mut lines = columns::aligned(&rows);
    let counts = [
        ("households", untouched.households().into()),
        ("cards", untouched.by_card.into()),
        ("reached", untouched.reached_without_card.into()),
        ("alone", untouched.without_card.into()),
        ("maybe", untouched.maybe_reached().into()),
    ];
    lines.push(words.say("untouched-sum", &counts));
    lines
}
