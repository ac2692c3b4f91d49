//! A record as an object of `--json`, under the names of its fields, and as a line for people.

use serde_json::{Map, Value as Json, json};

use crate::desk::{Desk, DeskLookup};
use crate::domain::{Body, PartialDate, Record, RecordKind, Referral, row_to_json};
use crate::form::Lookup as _;
use crate::text::Words;

use super::mask;

/// `id`, `kind`, `number`, `origin`, the fields, and what follows from them: `village_name`, `age`, `stage`, `due` …
pub fn json(desk: &Desk, record: &Record, reveal: bool) -> Json {
    if !reveal && mask::is_secret(desk, record) {
        return mask::masked(record);
    }
    let record = mask::trimmed(desk, record.clone(), reveal);
    let mut object = Map::new();
    object.insert("id".into(), json!(record.key()));
    object.insert("kind".into(), json!(record.kind().name()));
    if let Some(number) = record.meta.spoken_number() {
        object.insert("number".into(), json!(number.to_string()));
    }
    if let Some(root) = record.meta.root {
        object.insert("root".into(), json!(root));
    }
    if record.meta.binned {
        object.insert("binned".into(), json!(true));
    }
    object.insert("created_at".into(), json!(moment(record.meta.created_at)));
    object.insert("updated_at".into(), json!(moment(record.meta.updated_at)));
    if let Json::Object(fields) = row_to_json(&record.body.to_row()) {
        // A session and an organisation have a `kind` of their own, a session a number in its series.
        let renamed = |name: String| match name.as_str() {
            "kind" => "type".to_owned(),
            "number" => "meeting".to_owned(),
            _ => name,
        };
        object.extend(fields.into_iter().map(|(name, value)| (renamed(name), value)));
    }
    follow(desk, &record, &mut object);
    Json::Object(object)
}

/// What is derived and never stored.
fn follow(desk: &Desk, record: &Record, object: &mut Map<String, Json>) {
    if let Some(village) = object.get("village").and_then(Json::as_str) {
        let name = desk.village_name(village);
        object.insert("village_name".into(), json!(name));
    }
    match &record.body {
        Body::Person(person) => {
            object.insert("sensitivity".into(), json!(desk.sensitivity_of(record.key()).code()));
            let numbers: Vec<i64> = person.categories.iter().filter_map(|category| category.number).collect();
            let codes = numbers.iter().filter_map(|number| desk.catalog().ppks(*number));
            object.insert("ppks".into(), codes.map(|category| category.code.clone()).collect());
            if let Some(birth) = person.birth {
                object.insert("age".into(), json!(birth.age_on(desk.today())));
            }
        }
        Body::Case(case) => {
            object.insert("closed".into(), json!(case.is_closed()));
            object.insert("stage".into(), json!(desk.stage_of(record.key())));
        }
        Body::Referral(referral) => {
            let standing = referral.standing();
            object.insert("state".into(), json!(standing.state));
            object.insert("since".into(), json!(standing.since.map(|day| day.to_string())));
            let due = desk.row(record.key()).and_then(|row| row.next_due);
            object.insert("due".into(), json!(due));
            object.insert("contradicted".into(), json!(standing.is_contradicted()));
            let why = standing.contradictions.iter().map(|why| why.code());
            object.insert("contradictions".into(), why.collect());
            let unreported = standing.unreported.iter().map(|state| state.code());
            object.insert("unreported".into(), unreported.collect());
            if let Some(crate::desk::Line::Referral(line)) = desk.book().line(record.key()) {
                object.insert("lateness".into(), json!(desk.lateness(line).code()));
            }
            let when = referral.fhir_when();
            object.insert("fhir_status".into(), json!(desk.catalog().fhir_status(&standing.state, when)));
        }
        Body::Question(question) => {
            object.insert("state".into(), json!(question.state()));
        }
        Body::FollowUp(task) => {
            let late = task.is_open() && task.due_day().is_some_and(|due| due < desk.today());
            object.insert("open".into(), json!(task.is_open()));
            object.insert("overdue".into(), json!(late));
        }
        Body::Session(session) => {
            let attended = session.participants.iter().filter(|seat| seat.attended()).count();
            object.insert("invited".into(), json!(session.participants.len()));
            object.insert("attended".into(), json!(attended));
        }
        Body::Household(_) => {
            let members = desk.book().members(record.key());
            object.insert("members".into(), json!(members));
        }
        _ => {}
    }
}

/// Unix seconds in ISO form, UTC.
pub fn moment(seconds: i64) -> Option<String> {
    let at = chrono::DateTime::from_timestamp(seconds, 0)?;
    Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Where it goes, how it stands, and why that cannot be.
fn referral(desk: &Desk, lookup: &DeskLookup, referral: &Referral, words: &Words) -> Vec<String> {
    let to = referral.organization.and_then(|key| desk.book().organization(key));
    let standing = referral.standing();
    let state = lookup.label("referral_state", &standing.state);
    let mut cells = vec![to.map(|line| line.name.clone()).unwrap_or_default(), state];
    if standing.is_contradicted() {
        let why = desk.contradictions(&standing);
        cells.push(format!("! {}: {why}", words.get("referral-contradicted")));
    }
    cells
}

/// Cells of a line: what people call it, what it is, where, when.
pub fn cells(desk: &Desk, lookup: &DeskLookup, record: &Record, reveal: bool, words: &Words) -> Vec<String> {
    let number =
        record.meta.spoken_number().map_or_else(|| record.key().to_string(), |number| number.to_string());
    if !reveal && mask::is_secret(desk, record) {
        return vec![number, words.get("cli-masked")];
    }
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let label =
        |list: &str, code: &str| if code.is_empty() { String::new() } else { lookup.label(list, code) };
    let root = desk.who(mask::root(desk, record.key()));
    let who = || if root.masked && !reveal { words.get("cli-masked") } else { root.name.clone() };
    let rest = match &record.body {
        Body::Person(p) => {
            let categories = p.categories.iter().filter_map(|category| category.number);
            let categories: Vec<String> = categories.map(|number| lookup.ppks_abbreviation(number)).collect();
            vec![
                p.name.clone(),
                p.sex.clone(),
                date(p.birth),
                desk.village_name(&p.village),
                categories.join(", "),
            ]
        }
        Body::Household(h) => vec![h.family_card.clone(), desk.village_name(&h.village)],
        Body::Case(c) => {
            let stage = desk.stage_of(record.key()).unwrap_or_default();
            vec![who(), date(c.opened), label("case_stage", stage), c.problem.clone()]
        }
        Body::Need(n) => vec![who(), label("needs", &n.sector), n.description.clone()],
        Body::Assessment(a) => vec![who(), date(a.on), a.summary.clone()],
        Body::Plan(p) => vec![who(), date(p.due), label("needs", &p.need), p.action.clone()],
        Body::Conference(c) => vec![who(), date(c.on), c.discussion.clone()],
        Body::Visit(v) => vec![who(), date(v.on), v.findings.clone()],
        Body::FollowUp(t) => vec![date(t.due), who(), t.what.clone(), label("followup_status", &t.status)],
        Body::Session(s) => vec![date(s.on), s.topic.clone(), desk.village_name(&s.village)],
        Body::Activity(a) => vec![date(a.on), label("activity_type", &a.kind), a.material.clone()],
        Body::Group(g) => vec![g.name.clone(), label("group_kind", &g.kind), desk.village_name(&g.village)],
        Body::Organization(o) => vec![o.name.clone(), label("organization_kind", &o.kind), o.phone.clone()],
        Body::Referral(r) => std::iter::once(who()).chain(referral(desk, lookup, r, words)).collect(),
        Body::Aid(a) => {
            vec![
                a.name.clone(),
                label("programs", &a.program),
                a.period.clone(),
                desk.village_name(&a.village),
            ]
        }
        Body::AidDecision(d) => {
            vec![date(d.on), label("aid_decision", &d.decision), d.rule.clone(), d.reason.clone()]
        }
        Body::PsmReport(r) => {
            vec![date(r.on), r.name.clone(), desk.village_name(&r.village), r.problem.clone()]
        }
        Body::Question(q) => vec![date(q.asked_on), who(), q.text.clone(), q.answer.clone()],
        Body::Handoff(h) => {
            let read = h.read.map(|read| read.to_string()).unwrap_or_default();
            let side = if h.sender.is_empty() { &h.recipient } else { &h.sender };
            vec![h.bundle.clone(), side.clone(), h.profile.clone(), read]
        }
        Body::RefusedRow(r) => {
            let why = words.find(&format!("refused-{}", r.code.replace('_', "-")));
            let why = why.unwrap_or_else(|| r.code.clone());
            vec![r.file.clone(), r.row.unwrap_or_default().to_string(), why]
        }
        Body::Mismatch(m) => {
            vec![
                who(),
                m.record.map(|key| key.to_string()).unwrap_or_default(),
                crate::domain::Origin::bundle_id(&m.bundle).to_owned(),
            ]
        }
        Body::Attachment(a) => {
            vec![who(), a.file_name.clone(), a.bytes.unwrap_or_default().to_string(), a.caption.clone()]
        }
        Body::Profile(p) => vec![p.name.clone(), p.sender.clone()],
        Body::Erasure(e) => {
            vec![date(e.on), e.reason.clone(), desk.village_name(&e.village), e.categories.clone()]
        }
        Body::RegulationNote(n) => vec![
            date(n.on),
            label("regulation_note_kind", &n.kind),
            n.regulation.clone(),
            n.text.clone(),
            label("proposal_status", &n.status),
        ],
        Body::Rule(r) => vec![
            format!("{} + {}", r.program_a, r.program_b),
            label("overlap_result", &r.result),
            date(r.valid_from),
            r.basis.clone(),
        ],
        Body::Override(o) => vec![o.table.clone(), o.code.clone(), o.column.clone(), o.value.clone()],
    };
    std::iter::once(number).chain(rest).collect()
}

/// A value of a field as people read it.
pub fn shown(lookup: &DeskLookup, kind: RecordKind, field: &str, value: &crate::domain::Value) -> String {
    let known = kind.fields().iter().find(|known| known.id == field);
    known.and_then(|known| lookup.label_of(known.kind, value)).unwrap_or_else(|| value.plain())
}
