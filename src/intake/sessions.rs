//! A report of a session → a session with participants and a plan.

use super::reader::Reader;
use super::recognise::Column;
use super::row::{Findings, Refusal, Row};
use super::session_blocks::SessionBlock;
use super::sheet::{Cell, Line};
use crate::domain::reading::{date, time, written};
use crate::domain::session::{Participant, PlanRow};
use crate::domain::{Note, PartialDate, RecordKey, Session};

/// Looks up a person on record by name, sex and address.
pub(super) type FindPerson<'f> = dyn FnMut(&Participant, &mut Reader<'_>) -> Option<RecordKey> + 'f;

/// Reads a report that stands as text.
pub(super) fn read(
    block: &SessionBlock<'_>,
    is_1904: bool,
    reader: &mut Reader<'_>,
    find: &mut FindPerson<'_>,
    found: &mut Findings,
) -> Result<Session, Refusal> {
    let mut session = from_texts(&|field| block.text(field), reader, found)?;
    for line in &block.participants {
        let row = Row { line, columns: &block.participant_columns, is_1904 };
        let Some(mut participant) = participant(&row, reader, found) else { continue };
        participant.person = find(&participant, reader);
        session.participants.push(participant);
    }
    session.plan =
        block.plan.iter().filter_map(|line| plan_row(line, &block.plan_columns, reader, found)).collect();
    check_counts(&block.text("count"), &session.participants, found);
    let methods = block.labelled.iter().find(|line| line.field == "method" && several(&line.text));
    if let Some(line) = methods {
        session.note.clone_from(&line.written);
    }
    Ok(session)
}

/// Reads a row of a table of sessions.
pub(super) fn read_row(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    found: &mut Findings,
) -> Result<Session, Refusal> {
    let mut session = from_texts(&|field| row.long_text(field), reader, found)?;
    session.note = row.long_text("note");
    Ok(session)
}

fn from_texts(
    text: &dyn Fn(&str) -> String,
    reader: &mut Reader<'_>,
    found: &mut Findings,
) -> Result<Session, Refusal> {
    let written_day = text("on");
    let on = found.take("on", date::read(&written_day, reader.today), &written_day);
    if on.is_none() {
        let code = if written_day.is_empty() { "date_missing" } else { "date_invalid" };
        return Err(Refusal { field: "on", code });
    }
    let topic = text("topic");
    if topic.is_empty() {
        return Err(Refusal { field: "topic", code: "topic_missing" });
    }
    let (starts, ends) = times(&text("time"), found);
    let place = text("place");
    let village = text("village");
    let held = on.and_then(PartialDate::earliest).is_none_or(|day| day <= reader.today);
    let session = Session {
        kind: kind(&text("kind"), &topic, reader),
        village: reader.village_in(if village.is_empty() { &place } else { &village }).unwrap_or_default(),
        series: text("series"),
        number: text("number").trim().parse().ok(),
        aim: text("aim"),
        target: text("target"),
        method: method(&text("method"), reader),
        media: text("media"),
        facilitator: text("facilitator"),
        speaker: text("speaker"),
        course: text("course"),
        result: text("result"),
        enabling: text("enabling"),
        hindering: text("hindering"),
        solution: text("solution"),
        status: if held { "held" } else { "planned" }.to_owned(),
        on,
        topic,
        place,
        starts,
        ends,
        ..Session::default()
    };
    Ok(session)
}

/// `09.00 - 12.00 WIB`.
fn times(text: &str, found: &mut Findings) -> (String, String) {
    let plain = written::tidy(text)
        .to_lowercase()
        .replace("s/d", "-")
        .replace("s.d.", "-")
        .replace("sampai", "-")
        .replace('–', "-");
    let mut parts = plain.split('-').map(str::trim).filter(|part| part.chars().any(|c| c.is_ascii_digit()));
    let mut one = |part: Option<&str>, field| {
        part.and_then(|part| found.take(field, time::read(part), part)).unwrap_or_default()
    };
    let first = one(parts.next(), "starts");
    (first, one(parts.next(), "ends"))
}

/// The kind that is written, or that the topic's first word tells; else guidance of a group.
fn kind(written: &str, topic: &str, reader: &mut Reader<'_>) -> String {
    let words = format!("{written} {topic}").to_lowercase();
    let told =
        ["p2k2", "fds", "sosialisasi", "penyuluhan", "konseling", "bimtek", "bimbingan teknis", "pelatihan"]
            .into_iter()
            .find(|word| words.contains(word));
    let code = match told {
        Some("p2k2" | "fds") => "p2k2",
        Some("sosialisasi") => "program_socialization",
        Some("penyuluhan") => "outreach_talk",
        Some("konseling") => "family_counseling",
        Some(_) => "technical_training",
        None => return reader.meant("session_kind", written).unwrap_or_else(|| "group_guidance".to_owned()),
    };
    code.to_owned()
}

fn several(methods: &str) -> bool {
    methods.contains([',', ';', '/', '+'])
}

/// The first method that is known; when several are written, the session's note keeps them all.
fn method(text: &str, reader: &mut Reader<'_>) -> String {
    let parts = text.split([',', ';', '/', '+']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .find_map(|part| reader.meant("session_method", part))
        .unwrap_or_default()
}

/// Whoever is on an attendance list was there, unless a mark says otherwise.
fn participant(row: &Row<'_>, reader: &mut Reader<'_>, found: &mut Findings) -> Option<Participant> {
    let name = row.text("name");
    if name.is_empty() || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let marked = |field: &str| row.cell(field).is_some_and(|cell| !cell.is_blank());
    let sex = match (marked("sex_l"), marked("sex_p")) {
        (true, false) => "L".to_owned(),
        (false, true) => "P".to_owned(),
        _ => reader.choice("sex", &row.text("sex"), "participants", "sex_unknown", found),
    };
    let mark = row.text("mark");
    let known = reader.meant("attendance_mark", &mark);
    let note = if known.is_none() { mark } else { String::new() };
    Some(Participant {
        address: row.text("address"),
        mark: known.unwrap_or_else(|| "present".to_owned()),
        note,
        name,
        sex,
        ..Participant::default()
    })
}

/// What, who and when: by the headings of the plan, else by what the cells hold.
fn plan_row(line: &Line, columns: &[Column], reader: &Reader<'_>, found: &mut Findings) -> Option<PlanRow> {
    let mut row = PlanRow::default();
    for (at, cell) in line.filled() {
        let field = columns.iter().find(|column| column.at == at).and_then(|column| column.field);
        let text = written::tidy(&cell.text());
        let day = match cell {
            Cell::Date(day) => Some((*day).into()),
            Cell::Number(_) => None,
            _ => date::read(&text, reader.today).value,
        };
        match field {
            Some("due") => row.due = found.take("plan", date::read(&text, reader.today), &text).or(day),
            Some("what") => row.what = text,
            Some("who") => row.who = text,
            _ if !columns.is_empty() || !text.chars().any(char::is_alphanumeric) => {}
            None if day.is_some() && row.due.is_none() => row.due = day,
            None if !text.chars().any(char::is_alphabetic) => {}
            None if row.what.is_empty() => row.what = text,
            None if row.who.is_empty() => row.who = text,
            _ => {}
        }
    }
    (!row.what.is_empty()).then_some(row)
}

/// `15 orang (L 5, P 10)` against the list.
fn check_counts(declared: &str, participants: &[Participant], found: &mut Findings) {
    let numbers = |text: &str| {
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty());
        parts.into_iter().find_map(|p| p.parse::<usize>().ok())
    };
    if participants.is_empty() || declared.is_empty() {
        return;
    }
    if numbers(declared).is_some_and(|total| total != participants.len()) {
        let note = Note::warn("declared_total_mismatch").with("listed", participants.len().to_string());
        found.add("participants", note, declared);
    }
    let after = |mark: &str| {
        let upper = declared.to_uppercase();
        let at = upper.find(mark)?;
        numbers(upper.get(at + mark.len()..)?.split([',', ';', ')']).next()?)
    };
    let of = |sex: &str| participants.iter().filter(|p| p.sex == sex).count();
    let differs = |mark: &str, sex: &str| after(mark).is_some_and(|declared| declared != of(sex));
    if differs("(L", "L")
        || differs(" P ", "P")
        || differs("P:", "P")
        || differs("P=", "P")
        || differs("L:", "L")
        || differs("L=", "L")
    {
        let note = Note::warn("declared_sex_count_mismatch")
            .with("male", of("L").to_string())
            .with("female", of("P").to_string());
        found.add("participants", note, declared);
    }
}
