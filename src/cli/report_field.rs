//! `simpul report work-plan`, `simpul report day-sheet`: a month by weeks, a day by desa.

use serde_json::{Map, Value as Json, json};

use crate::desk::{DaySheet, Desk, PlanItem, WorkPlan, week_words};
use crate::text::Words;

use super::{columns, show};

pub fn work_plan(plan: &WorkPlan, desk: &Desk, words: &Words) -> (Map<String, Json>, Vec<String>) {
    let items = |items: &[PlanItem]| items.iter().map(|item| json_of(item, desk, words)).collect::<Json>();
    let mut json = Map::new();
    json.insert("left_over".into(), items(&plan.left_over));
    let weeks = plan.weeks.iter().map(|(from, to, of_week)| {
        json!({ "from": from, "to": to, "count": of_week.len(), "items": items(of_week) })
    });
    json.insert("weeks".into(), weeks.collect());
    let mut lines = Vec::new();
    let mut add = |heading: String, items: &[PlanItem]| {
        lines.push(heading);
        let rows: Vec<Vec<String>> = items.iter().map(|item| row(item, desk, words)).collect();
        lines.extend(columns::aligned(&rows));
    };
    if !plan.left_over.is_empty() {
        add(words.get("work-plan-left-over"), &plan.left_over);
    }
    for (from, to, items) in &plan.weeks {
        add(week_words(*from, *to, words), items);
    }
    (json, lines)
}

fn json_of(item: &PlanItem, desk: &Desk, words: &Words) -> Json {
    json!({
        "id": item.key,
        "day": item.day,
        "kind": item.kind.code(),
        "who": show::who(item.who.key, &item.who),
        "what": if item.who.masked { String::new() } else { desk.plan_text(item, words) },
    })
}

fn row(item: &PlanItem, desk: &Desk, words: &Words) -> Vec<String> {
    vec![
        item.day.to_string(),
        words.get(&format!("plan-{}", item.kind.code())),
        if item.who.masked { words.get("cli-masked") } else { item.who.name.clone() },
        desk.village_name(&item.who.village),
        desk.plan_text(item, words),
    ]
}

pub fn day_sheet(day: &DaySheet, desk: &Desk, words: &Words) -> (Map<String, Json>, Vec<String>) {
    let mut json = Map::new();
    let mut lines = Vec::new();
    let villages = day.villages.iter().map(|(code, stops)| {
        let stops = stops.iter().map(|stop| {
            json!({
                "person": stop.person,
                "name": stop.name,
                "address": stop.address,
                "phone": stop.phone,
                "reasons": stop.reasons,
            })
        });
        json!({ "village": code, "name": desk.village_name(code), "stops": stops.collect::<Json>() })
    });
    json.insert("on".into(), json!(day.on));
    json.insert("secret_left_out".into(), json!(day.hidden));
    json.insert("villages".into(), villages.collect());
    for (code, stops) in &day.villages {
        lines.push(desk.village_name(code));
        let row = |stop: &crate::desk::Stop| {
            vec![stop.name.clone(), stop.address.clone(), stop.phone.clone(), stop.reasons.join("; ")]
        };
        lines.extend(columns::aligned(&stops.iter().map(row).collect::<Vec<_>>()));
    }
    if day.hidden > 0 {
        lines.push(format!("{}: {}", words.get("day-sheet-hidden"), day.hidden));
    }
    (json, lines)
}
