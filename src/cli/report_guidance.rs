//! `simpul report guidance`: desa by desa when the last session was, what waits there, and a topic for it.

use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, VillagePlan};
use crate::text::Words;

use super::columns;

pub fn plans(desk: &Desk, words: &Words) -> (Map<String, Json>, Vec<String>) {
    let plans = desk.village_plans();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let item = |plan: &VillagePlan| {
        json!({
            "village": plan.village,
            "village_name": desk.village_name(&plan.village),
            "last": plan.last,
            "last_topic": plan.last_topic,
            "planned": plan.next,
            "needs": plan.needs.iter().map(|(sector, count)| json!({ "sector": sector, "waiting": count })).collect::<Json>(),
            "topic": plan.topic,
        })
    };
    let mut json = Map::new();
    json.insert("villages".into(), plans.iter().map(item).collect());
    let heads = ["column-village", "column-last", "column-planned", "column-needs", "column-suggested"];
    let mut rows = vec![heads.map(|key| words.get(key)).to_vec()];
    rows.extend(plans.iter().map(|plan| {
        let needs =
            plan.needs.iter().map(|(sector, count)| format!("{} {count}", desk.label("needs", sector)));
        vec![
            desk.village_name(&plan.village),
            day(plan.last).unwrap_or_else(|| "-".to_owned()),
            day(plan.next).unwrap_or_else(|| "-".to_owned()),
            needs.collect::<Vec<_>>().join(", "),
            plan.topic.clone(),
        ]
    }));
    (json, columns::aligned(&rows))
}
