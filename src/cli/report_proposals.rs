//! `simpul report proposals`: what the worker proposes for regulations.

use serde_json::{Map, Value as Json, json};

use crate::desk::Desk;
use crate::domain::RegulationNote;
use crate::text::Words;

use super::columns;

pub fn make(desk: &Desk, words: &Words) -> (Map<String, Json>, Vec<String>) {
    let proposals: Vec<_> = desk.regulation_notes().into_iter().filter(RegulationNote::is_proposal).collect();
    let mut json = Map::new();
    json.insert("proposals".into(), proposals.iter().map(item).collect());
    let headings = ["on", "regulation", "what", "to", "state"];
    let mut rows = vec![headings.map(|head| words.get(&format!("proposals-{head}"))).to_vec()];
    let lookup = desk.lookup();
    rows.extend(proposals.iter().map(|one| {
        let on = one.on.map(|on| on.to_string()).unwrap_or_default();
        let state = lookup.label("proposal_status", &one.status);
        vec![on, one.regulation.clone(), one.text.clone(), one.addressed_to.clone(), state]
    }));
    (json, columns::aligned(&rows))
}

fn item(one: &RegulationNote) -> Json {
    json!({
        "regulation": one.regulation,
        "on": one.on.map(|on| on.to_string()),
        "text": one.text,
        "reason": one.reason,
        "need": one.need,
        "gap": one.gap,
        "pattern": one.pattern,
        "addressed_to": one.addressed_to,
        "status": one.status,
        "answer": one.answer,
    })
}
