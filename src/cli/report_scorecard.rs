//! `simpul report scorecard`: how referrals to each organisation went.

use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, Score};
use crate::text::Words;

use super::columns;

pub fn make(desk: &Desk, words: &Words) -> (Map<String, Json>, Vec<String>) {
    let scores = desk.scorecard();
    let mut json = Map::new();
    json.insert("organizations".into(), scores.iter().map(item).collect());
    let headings = ["organization", "sent", "heard", "accepted", "declined", "silent", "days"];
    let mut rows = vec![headings.iter().map(|key| words.get(&format!("score-{key}"))).collect::<Vec<_>>()];
    rows.extend(scores.iter().map(row));
    let mut lines = columns::aligned(&rows);
    for score in scores.iter().filter(|score| !score.advice.is_empty()) {
        let advice = score.advice.iter().map(|code| words.get(&format!("score-advice-{code}")));
        lines.push(format!("! {}: {}", score.name, advice.collect::<Vec<_>>().join(" ")));
    }
    (json, lines)
}

fn item(score: &Score) -> Json {
    let services =
        score.services.iter().map(|(service, figures)| json!({ "service": service, "figures": figures }));
    json!({
        "id": score.organization,
        "name": score.name,
        "all": score.all,
        "services": services.collect::<Vec<_>>(),
        "this_half_year": score.this_half,
        "half_year_before": score.half_before,
        "permit_until": score.permit_until,
        "last_contact": score.last_contact,
        "advice": score.advice,
    })
}

fn row(score: &Score) -> Vec<String> {
    let all = &score.all;
    let counts = [all.sent, all.heard, all.accepted, all.declined, all.silent].map(|count| count.to_string());
    let days = all.median_days_to_decide.map_or_else(|| "-".to_owned(), |days| days.to_string());
    std::iter::once(score.name.clone()).chain(counts).chain([days]).collect()
}
