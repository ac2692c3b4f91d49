//! The rows of a page's lower part.

use crate::app::Shell;
use crate::desk::{
    EarlierMeeting, Happening, HistoryEntry, HouseholdView, ListRow, NeedView, Page, WHOLE_FAMILY,
};
use crate::domain::{
    Assessment, Body, FieldKind, PartialDate, Record, RecordKey, RecordKind, Shown, Value, lookup,
};
use crate::form::Lookup;
use crate::sorted::Sorted as _;

use super::{Events, Tab};

/// Earlier meetings of a series that stand beside a participant.
const MOST_MEETINGS: usize = 4;

/// One row: a date or label, a kind, and the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRow {
    pub key: Option<RecordKey>,
    pub sign: Option<char>,
    pub left: String,
    pub middle: String,
    pub text: String,
}

pub fn of(page: &Page, tab: Tab, events_shown: Events, shell: &Shell) -> Vec<PageRow> {
    match (tab, &page.record.body) {
        (Tab::Main, Body::Session(session)) => participants(session, &page.earlier, shell),
        (Tab::Main, Body::Group(group)) => {
            let happened = page.timeline.iter().map(|item| happening(item, shell));
            members(group, shell).into_iter().chain(happened).collect()
        }
        (Tab::Main, Body::Referral(referral)) => {
            let linked = page.linked.iter().map(|item| happening(item, shell));
            linked.chain(events(referral, shell)).collect()
        }
        (Tab::Main, Body::PsmReport(report)) => report_steps(report, shell),
        (Tab::Main, _) => {
            let shown = page.timeline.iter().filter(|item| events_shown.shows(item));
            shown.map(|item| happening(item, shell)).collect()
        }
        (Tab::Progress, _) => progress(page, shell),
        (Tab::Details, _) => details(page, shell),
        (Tab::Family, _) => family(page, shell),
        (Tab::Needs, _) => page.needs.iter().flat_map(|need| need_rows(need, shell)).collect(),
        (Tab::History, _) => {
            page.history.iter().rev().flat_map(|entry| history(entry, &page.record, shell)).collect()
        }
    }
}

fn happening(item: &Happening, shell: &Shell) -> PageRow {
    let kind = shell.get(&format!("kind-{}", item.key.kind.name().replace('_', "-")));
    let standing = match item.key.kind {
        RecordKind::Referral => shell.lookup.label("referral_state", &item.state),
        RecordKind::FollowUp | RecordKind::Plan if !item.state.is_empty() => {
            shell.lookup.label("followup_status", &item.state)
        }
        RecordKind::Session => shell.lookup.label("attendance_mark", &item.state),
        RecordKind::Aid => shell.words.months(&item.state),
        RecordKind::Case if item.state == WHOLE_FAMILY => shell.get("case-whole-family"),
        _ => String::new(),
    };
    let member = match &item.member {
        Some(who) if who.masked => shell.get("masked"),
        Some(who) => who.name.clone(),
        None => String::new(),
    };
    let parts = [member.as_str(), item.text.as_str(), standing.as_str()];
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    PageRow {
        key: Some(item.key),
        sign: item.overdue.then_some('!'),
        left: item.on.map(|on| shell.words.date_short(on, shell.today)).unwrap_or_default(),
        middle: kind,
        text,
    }
}

/// The need, and below it what answers it or is there instead.
fn need_rows(need: &NeedView, shell: &Shell) -> Vec<PageRow> {
    let waits = need.status.is_gap();
    let reason = Some(need.reason.as_str()).filter(|reason| waits && !reason.is_empty());
    let reason = reason.map(|reason| shell.lookup.label("mismatch_reason", reason)).unwrap_or_default();
    let parts = [reason.as_str(), need.description.as_str()];
    let mut rows = vec![PageRow {
        key: Some(need.key),
        sign: waits.then_some('!'),
        left: shell.lookup.label("need_status", need.status.code()),
        middle: shell.lookup.label("needs", &need.sector),
        text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": "),
    }];
    rows.extend(need.gifts.iter().map(|gift| PageRow { left: String::new(), ..happening(gift, shell) }));
    rows
}

/// `ke-1 hadir  ke-2 -`
fn attendance(at: usize, earlier: &[EarlierMeeting], shell: &Shell) -> String {
    let told = earlier.iter().map(|meeting| {
        let mark = meeting.marks.get(at).map_or("", String::as_str);
        let mark = if mark.is_empty() { "-".into() } else { shell.lookup.label("attendance_mark", mark) };
        let args = [("number", meeting.number.into()), ("mark", mark.to_lowercase().into())];
        shell.say("earlier-meeting", &args)
    });
    told.collect::<Vec<_>>().join("  ")
}

fn participants(session: &crate::domain::Session, earlier: &[EarlierMeeting], shell: &Shell) -> Vec<PageRow> {
    let earlier = earlier.get(earlier.len().saturating_sub(MOST_MEETINGS)..).unwrap_or_default();
    let seats = session.participants.iter().enumerate().map(|(at, seat)| {
        let mark = if seat.mark.is_empty() {
            "-".to_owned()
        } else {
            shell.lookup.label("attendance_mark", &seat.mark)
        };
        let before = attendance(at, earlier, shell);
        let about = [seat.sex.as_str(), before.as_str(), seat.address.as_str(), seat.note.as_str()];
        let hidden = seat.person.is_some() && seat.name.is_empty();
        PageRow {
            key: seat.person,
            sign: None,
            left: mark,
            middle: if hidden { shell.get("masked") } else { seat.name.clone() },
            text: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "),
        }
    });
    seats.collect()
}

fn members(group: &crate::domain::Group, shell: &Shell) -> Vec<PageRow> {
    let members = group.members.iter().map(|member| {
        let hidden = member.person.is_some() && member.name.is_empty();
        let about = [member.sex.as_str(), member.address.as_str(), member.note.as_str()];
        PageRow {
            key: member.person,
            sign: None,
            left: member.role.clone(),
            middle: if hidden { shell.get("masked") } else { member.name.clone() },
            text: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "),
        }
    });
    members.collect()
}

fn report_steps(report: &crate::domain::PsmReport, shell: &Shell) -> Vec<PageRow> {
    let day = |on: Option<PartialDate>| {
        on.and_then(PartialDate::day).map(|on| shell.words.date_short(on, shell.today)).unwrap_or_default()
    };
    let steps = report.steps.iter().rev().map(|step| PageRow {
        key: report.case.filter(|_| step.state == "case"),
        left: day(step.on),
        middle: shell.lookup.label("psm_report_status", &step.state),
        text: step.text.clone(),
        ..PageRow::default()
    });
    let came = PageRow {
        key: report.person,
        left: day(report.on),
        middle: shell.lookup.label("psm_report_status", "received"),
        text: report.reporter.clone(),
        ..PageRow::default()
    };
    steps.chain([came]).collect()
}

fn events(referral: &crate::domain::Referral, shell: &Shell) -> Vec<PageRow> {
    let mut events: Vec<&crate::domain::referral::Event> = referral.events.iter().collect();
    events.order_by(|a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
    let label =
        |list: &str, code: &str| if code.is_empty() { String::new() } else { shell.lookup.label(list, code) };
    let rows = events.into_iter().map(|event| {
        let why = label("referral_decline_reason", &event.reason);
        let outcome = label("referral_outcome", &event.outcome);
        let word = label("client_word", &event.client_word);
        let parts = [event.by.as_str(), why.as_str(), outcome.as_str(), word.as_str(), event.text.as_str()];
        PageRow {
            key: None,
            sign: None,
            left: event
                .on
                .and_then(crate::domain::PartialDate::day)
                .map(|on| shell.words.date_short(on, shell.today))
                .unwrap_or_default(),
            middle: shell.lookup.label("referral_state", &event.state),
            text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "),
        }
    });
    rows.collect()
}

/// Assessments side by side, oldest first, a column each; `!` where the last score is worse than the one before.
fn progress(page: &Page, shell: &Shell) -> Vec<PageRow> {
    const WIDE: usize = 9;
    const MOST: usize = 5;
    let own = page.related.iter().filter_map(|record| match &record.body {
        Body::Assessment(judged) if judged.case == Some(page.record.key()) => Some((record.key(), judged)),
        _ => None,
    });
    let mut all: Vec<_> = own.collect();
    all.order_by_key(|(key, judged)| (judged.on, *key));
    let seen = all.split_off(all.len().saturating_sub(MOST));
    let cells = |of: &dyn Fn(&Assessment) -> String| {
        let cells = seen.iter().map(|(_, judged)| format!("{:<WIDE$}", of(judged)));
        cells.collect::<String>().trim_end().to_owned()
    };
    let domains = shell.lookup.choices("assessment_domain");
    let judged = domains.into_iter().filter_map(|domain| {
        let scores: Vec<u8> = seen.iter().filter_map(|(_, judged)| judged.score(&domain.code)).collect();
        let worse = matches!(scores.as_slice(), [.., before, last] if last < before);
        let score =
            |judged: &Assessment| judged.score(&domain.code).map_or("-".into(), |score| score.to_string());
        (!scores.is_empty()).then(|| PageRow {
            key: seen.last().map(|(key, _)| *key),
            sign: worse.then_some('!'),
            middle: domain.label.clone(),
            text: cells(&score),
            ..PageRow::default()
        })
    });
    let mut rows: Vec<PageRow> = judged.collect();
    if !rows.is_empty() {
        let day = |judged: &Assessment| {
            let day = judged.on.and_then(PartialDate::earliest);
            day.map(|day| shell.words.date_short(day, shell.today)).unwrap_or_default()
        };
        rows.insert(0, PageRow { text: cells(&day), ..PageRow::default() });
    }
    rows
}

/// Every filled field in the order of its table; under a note that was changed what it was before.
fn details(page: &Page, shell: &Shell) -> Vec<PageRow> {
    let record = &page.record;
    let prefix = crate::form::FormSpec::of(record.kind()).prefix;
    let fields =
        record.kind().fields().iter().filter(|field| field.shown != Shown::Never || is_outcome(field.id));
    let filled = fields.filter_map(|field| Some((field, record.body.get(field.id)?)));
    let mut rows = Vec::new();
    for (field, value) in filled {
        rows.push(PageRow {
            key: None,
            sign: None,
            left: String::new(),
            middle: shell.get(&format!("field-{prefix}-{}", field.id.replace('_', "-"))),
            text: match field.id {
                "service" => shell.lookup.label("services", &value.plain()),
                _ => shown(field.kind, &value, shell),
            },
        });
        // What went with a bundle is read kind by kind, and is too long for a line.
        if let (RecordKind::Handoff, Value::List(items)) = (record.kind(), &value) {
            let mut words = items.iter().map(|item| row_words(item, shell));
            if let Some((last, first)) = rows.last_mut().zip(words.next()) {
                last.text = first;
            }
            rows.extend(words.map(|text| PageRow { text, ..PageRow::default() }));
        }
        if is_note(record.kind(), field.kind) {
            rows.extend(earlier(page, field.id, shell));
        }
    }
    rows
}

/// What was written there before, newest first, with the day of the change.
fn earlier(page: &Page, field: &str, shell: &Shell) -> Vec<PageRow> {
    let changes = page.history.iter().rev().filter_map(|entry| {
        let change = entry.change.as_ref()?.fields.iter().find(|change| change.field == field)?;
        let Some(Value::Text(old)) = &change.old else { return None };
        let at = chrono::DateTime::from_timestamp(entry.at, 0)?.with_timezone(&chrono::Local).date_naive();
        let told = [("text", old.as_str().into()), ("day", shell.words.date_short(at, shell.today).into())];
        Some(PageRow { text: shell.say("earlier-text", &told), ..PageRow::default() })
    });
    changes.collect()
}

/// What the worker wrote about what was seen and done; a corrected name or number is no note.
fn is_note(kind: RecordKind, field: FieldKind) -> bool {
    let told = matches!(kind, RecordKind::Visit | RecordKind::Plan | RecordKind::Need | RecordKind::FollowUp);
    field == FieldKind::LongText || told && field == FieldKind::Text
}

/// Set by actions, but worth reading.
fn is_outcome(id: &str) -> bool {
    matches!(
        id,
        "closure_reason"
            | "closed_on"
            | "closure_note"
            | "result"
            | "done_on"
            | "withdrawn_on"
            | "withdrawn_by"
            | "withdrawal_reason"
            | "erasure_requests"
            | "keep_until"
            | "keep_reason"
            | "earlier_cards"
            | "bytes"
            | "format"
    )
}

/// A value as people read it; of a field that this version does not know, as it stands.
pub fn value_words(kind: Option<FieldKind>, value: &Value, shell: &Shell) -> String {
    kind.map_or_else(|| value.plain(), |kind| shown(kind, value, shell))
}

fn shown(kind: FieldKind, value: &Value, shell: &Shell) -> String {
    match (kind, value) {
        (_, Value::Date(date)) => match date.day() {
            Some(day) => shell.words.date_long(day),
            None => shell.words.partial_date(*date),
        },
        (FieldKind::Rows(_), Value::List(rows)) => {
            rows.iter().map(|row| row_words(row, shell)).collect::<Vec<_>>().join("; ")
        }
        (FieldKind::Several(""), Value::List(codes)) => {
            codes.iter().map(|code| settled_words(&code.plain(), shell)).collect::<Vec<_>>().join("; ")
        }
        (_, Value::Link(key)) => name_of(*key, shell),
        _ => shell.lookup.label_of(kind, value).unwrap_or_else(|| value.plain()),
    }
}

/// A record by its name; of one that is not among those to choose from, only that it is one.
fn name_of(key: RecordKey, shell: &Shell) -> String {
    let kind = || shell.get(&format!("kind-{}", key.kind.name().replace('_', "-")));
    shell.lookup.label_of(FieldKind::Record, &Value::Link(key)).unwrap_or_else(kind)
}

/// A warning that was judged, or somebody whom this is not.
fn settled_words(code: &str, shell: &Shell) -> String {
    if let Ok(apart) = code.parse::<crate::domain::Apart>() {
        return shell.say("settled-apart", &[("name", name_of(apart.from, shell).into())]);
    }
    let words = shell.words.find(&format!("warning-{}", code.replace('_', "-")));
    words.unwrap_or_else(|| code.to_owned())
}

/// The first words of a row in a table inside a record.
fn row_words(row: &Value, shell: &Shell) -> String {
    let Value::Row(cells) = row else { return row.plain() };
    if lookup(cells, "person").is_some() && lookup(cells, "name").is_none() {
        return shell.get("masked");
    }
    if let Some(domain) = lookup(cells, "domain") {
        let score = lookup(cells, "score").map(Value::plain).unwrap_or_default();
        let domain = shell.lookup.label("assessment_domain", &domain.plain());
        return format!("{domain} {score}").trim_end().to_owned();
    }
    if let Some((kind, number)) = lookup(cells, "kind").zip(lookup(cells, "number"))
        && let Some(words) = shell.words.find(&format!("receipt-kind-{}", kind.plain()))
    {
        return format!("{words} {}", number.plain());
    }
    let named = ["name", "service", "what", "role", "kind"].into_iter().find_map(|id| lookup(cells, id));
    let words = named.or_else(|| cells.first().map(|(_, value)| value)).map(Value::plain).unwrap_or_default();
    // Lists from offices have codes of services; what was typed is no code and stays.
    shell.lookup.label("services", &words)
}

fn family(page: &Page, shell: &Shell) -> Vec<PageRow> {
    let view = page.household.as_ref();
    // The way to the page of the whole family.
    let whole = view.filter(|view| view.key != page.record.key()).map(|view| PageRow {
        key: Some(view.key),
        middle: shell.say("family-whole", &[("name", view.name.as_str().into())]),
        text: shell.get("family-whole-hint"),
        ..PageRow::default()
    });
    let mut rows: Vec<PageRow> = whole.into_iter().collect();
    rows.extend(page.family.iter().map(|member| family_member(member, view, shell)));
    rows.extend(view.into_iter().flat_map(|view| &view.past).map(|(who, relation, span)| {
        let [from, until] = span.map(|date| date.map(|date| short(date, shell)).unwrap_or_default());
        let key = if from.is_empty() { "family-left" } else { "family-left-since" };
        PageRow {
            key: Some(who.key),
            middle: if who.masked { shell.get("masked") } else { who.name.clone() },
            text: shell.say(
                key,
                &[
                    ("relation", relation_words(relation, shell).into()),
                    ("day", until.into()),
                    ("from", from.into()),
                ],
            ),
            ..PageRow::default()
        }
    }));
    rows
}

/// As much as is known, in few letters: `12 Mar 2024`, `Mar 2024`, `2024`.
fn short(date: PartialDate, shell: &Shell) -> String {
    match (date.day(), date.month) {
        (Some(day), _) => shell.words.date_short(day, shell.today),
        (None, Some(_)) => shell.words.months(&date.to_string()),
        (None, None) => date.to_string(),
    }
}

fn relation_words(code: &str, shell: &Shell) -> String {
    if code.is_empty() { String::new() } else { shell.lookup.label("family_relation", code) }
}

/// `Istri, 45 tahun, 1 kasus terbuka`; of *rahasia* members nothing but that.
fn family_member(member: &ListRow, view: Option<&HouseholdView>, shell: &Shell) -> PageRow {
    let crate::desk::OwnLine::Person(person) = &member.line else { return PageRow::default() };
    if member.who.masked {
        return PageRow { key: Some(member.key), middle: shell.get("masked"), ..PageRow::default() };
    }
    let relation = view.and_then(|view| view.relations.get(&member.key));
    let age = person.birth.map(|birth| i64::from(birth.age_on(shell.today)));
    let age = match age {
        Some(age) => shell.say("years-old", &[("age", age.into())]),
        None => person.rare().estimated_age.to_string(),
    };
    let fate = match &*person.rare().life_status {
        "" | "alive" => String::new(),
        code => shell.lookup.label("life_status", code),
    };
    let cases = match member.open_cases {
        0 => String::new(),
        count => shell.say("family-cases", &[("cases", count.into())]),
    };
    let relation = relation.map(|code| relation_words(code, shell)).unwrap_or_default();
    let since = view.and_then(|view| view.since.get(&member.key));
    let since = since.map(|date| shell.say("family-since", &[("day", short(*date, shell).into())]));
    let parts = [relation, age, fate, since.unwrap_or_default(), cases];
    PageRow {
        key: Some(member.key),
        sign: None,
        left: person.sex.as_str().to_owned(),
        middle: person.name.as_str().to_owned(),
        text: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
    }
}

/// One row a changed field: old → new.
fn history(entry: &HistoryEntry, record: &Record, shell: &Shell) -> Vec<PageRow> {
    let at = chrono::DateTime::from_timestamp(entry.at, 0);
    let day = at.map(|at| at.with_timezone(&chrono::Local).date_naive());
    let day = day.map(|day| shell.words.date_short(day, shell.today)).unwrap_or_default();
    let action = shell.get(&format!("action-{}", entry.action));
    let from = match &entry.origin {
        crate::domain::Origin::Typed => entry.author.clone(),
        crate::domain::Origin::Imported(file) => file.clone(),
        crate::domain::Origin::Bundle(mark) => crate::domain::Origin::bundle_id(mark).to_owned(),
    };
    let mut rows = vec![PageRow { key: None, sign: None, left: day, middle: action, text: from }];
    let prefix = crate::form::FormSpec::of(record.kind()).prefix;
    for change in entry.change.iter().flat_map(|change| &change.fields) {
        let kind =
            record.kind().fields().iter().find(|field| field.id == change.field).map(|field| field.kind);
        let words = |value: &Option<Value>| {
            value.as_ref().map_or_else(|| "-".to_owned(), |value| value_words(kind, value, shell))
        };
        let label = match change.field.as_str() {
            crate::desk::ROOT => "moved-to-page".to_owned(),
            field => format!("field-{prefix}-{}", field.replace('_', "-")),
        };
        rows.push(PageRow {
            middle: format!("  {}", shell.get(&label)),
            text: format!("{} {} {}", words(&change.old), shell.theme.symbols.arrow, words(&change.new)),
            ..PageRow::default()
        });
    }
    rows
}
