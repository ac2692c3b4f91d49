//! `simpul agenda`: what the screen *Hari Ini* shows.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{AgendaItem, AgendaKind, Counts, SavedFilterView};
use crate::domain::follow_up::Timing;
use crate::text::Words;
use crate::work::Failure;

use super::answer::Answer;
use super::office::{Office, day};
use super::{columns, show};

#[derive(Debug, Args)]
pub struct Agenda {
    /// Another day than today, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

pub fn run(args: &Agenda, office: &mut Office) -> Result<Answer, Failure> {
    let on = args.on.as_deref().map(day).transpose()?.unwrap_or(office.today);
    let desk = office.open()?;
    let agenda = desk.agenda(on);
    let handoff = agenda
        .last_handoff
        .as_ref()
        .map(|(bundle, day, acknowledged)| json!({ "id": bundle, "on": day, "acknowledged": acknowledged }));
    let json = json!({
        "command": "agenda",
        "on": on,
        "counts": counts(&agenda.counts),
        "count": agenda.items.len(),
        "items": agenda.items.iter().map(item).collect::<Json>(),
        "saved_filters": desk.saved_filters(None).iter().map(saved).collect::<Json>(),
        "last_handoff": handoff,
    });
    let mut lines = vec![office.words.date_long(on)];
    let rows: Vec<_> = agenda
        .items
        .iter()
        .map(|item| row(item, &office.words, &|code| desk.label("referral_state", code)))
        .collect();
    lines.extend(columns::aligned(&rows));
    let c = &agenda.counts;
    let said = [
        ("overdue", c.overdue.into()),
        ("today", c.today.into()),
        ("soon", c.soon.into()),
        ("stalled", c.stalled_referrals.into()),
    ];
    lines.push(office.words.say("cli-agenda-counts", &said));
    desk.close()?;
    Ok(Answer::new(json, lines))
}

fn saved(view: &SavedFilterView) -> Json {
    json!({ "name": view.name, "list": view.query.kind.plural(), "count": view.count })
}

fn counts(counts: &Counts) -> Json {
    json!({
        "overdue": counts.overdue,
        "today": counts.today,
        "soon": counts.soon,
        "late_referrals": counts.late_referrals,
        "stalled_referrals": counts.stalled_referrals,
        "waiting_referrals": counts.waiting_referrals,
        "silent_cases": counts.silent_cases,
        "cases_without_needs": counts.cases_without_needs,
        "cases_without_plan": counts.cases_without_plan,
        "cases_without_consent": counts.cases_without_consent,
        "new_reports": counts.new_reports,
        "untold_reports": counts.untold_reports,
        "birthdays": counts.birthdays,
        "retention_due": counts.retention_due,
        "erasure_requests": counts.erasure_requests,
        "questions_waiting": counts.questions_waiting,
        "rows_to_mend": counts.rows_to_mend,
        "people": counts.people,
        "open_cases": counts.open_cases,
    })
}

fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Overdue => "overdue",
        Timing::Today => "today",
        Timing::Soon => "soon",
        Timing::Later => "later",
    }
}

fn kind(kind: AgendaKind) -> &'static str {
    match kind {
        AgendaKind::FollowUp => "follow_up",
        AgendaKind::Referral => "referral",
        AgendaKind::Session => "session",
    }
}

/// A task about somebody who is *rahasia* says only that it is due.
fn item(item: &AgendaItem) -> Json {
    json!({
        "id": item.key,
        "kind": kind(item.kind),
        "due": item.due,
        "timing": timing(item.timing),
        "who": show::who(item.who.key, &item.who),
        "what": if item.who.masked { "" } else { item.what.as_str() },
        "family": item.family.as_ref().map(|family| json!({ "id": family.household, "name": family.name })),
    })
}

fn row(item: &AgendaItem, words: &Words, state: &dyn Fn(&str) -> String) -> Vec<String> {
    let when = words.get(match item.timing {
        Timing::Overdue => "cli-agenda-overdue",
        Timing::Today => "cli-agenda-today",
        Timing::Soon | Timing::Later => "cli-agenda-soon",
    });
    let name = if item.who.masked { words.get("cli-masked") } else { item.who.name.clone() };
    let what = match item.kind {
        _ if item.who.masked => String::new(),
        AgendaKind::Referral => state(&item.what),
        AgendaKind::FollowUp | AgendaKind::Session => item.what.clone(),
    };
    vec![item.due.to_string(), when, name, what]
}
