//! How a page looks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::Shell;
use crate::desk::Page;
use crate::domain::{Body, RecordKind, Sensitivity};
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{header, print, text};

use super::rows::{self, PageRow};
use super::{Events, Tab};

/// `Warga > Enok Rohaeti, 67 tahun, Cikitu`
pub fn title(page: &Page, shell: &Shell) -> String {
    let kind = shell.get(&format!("kind-{}", page.record.kind().name().replace('_', "-")));
    format!("{kind} > {}", name(page, shell))
}

/// What the page is about, without its kind.
pub fn name(page: &Page, shell: &Shell) -> String {
    let village = |code: &str| shell.lookup.village(code);
    match &page.record.body {
        Body::Person(person) => {
            let age = person.birth.map(|birth| birth.age_on(shell.today));
            let age = age.map(|age| shell.say("years-old", &[("age", i64::from(age).into())]));
            let place =
                [village(&person.village), person.rt.clone()].into_iter().find(|text| !text.is_empty());
            [Some(person.name.clone()), age, place].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Body::Case(case) => format!("{}, {}", person_name(page), first_line(&case.problem)),
        Body::Session(session) => format!("{}, {}", session.topic, village(&session.village)),
        Body::Activity(done) => done.material.clone(),
        Body::Group(group) => [group.name.clone(), village(&group.village)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        Body::Organization(organization) => organization.name.clone(),
        Body::Referral(_) => person_name(page),
        Body::Household(household) => {
            let family = page.household.as_ref().map(|view| view.name.clone()).unwrap_or_default();
            [family, village(&household.village)]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }
        Body::Handoff(handoff) => handoff.bundle.clone(),
        _ => page.who.name.clone(),
    }
}

/// An opened *rahasia* page shows the name: opening it was the decision.
fn person_name(page: &Page) -> String {
    let person = page.related.iter().find_map(|record| match &record.body {
        Body::Person(person) => Some(person.name.clone()),
        _ => None,
    });
    person.unwrap_or_else(|| page.who.name.clone())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[expect(clippy::too_many_arguments, reason = "one call, from the screen")]
pub fn draw(
    page: &Page,
    (tab, events): (Tab, Events),
    tabs: &[Tab],
    selection: Selection,
    rows: &[PageRow],
    frame: &mut Frame<'_>,
    area: Rect,
    shell: &Shell,
) {
    let mut y = area.y;
    let width = usize::from(area.width.saturating_sub(3));
    let lines = head(page, shell);
    let wrapped = lines.iter().flat_map(|(style, line)| {
        text::wrap(line, width).into_iter().enumerate().map(move |(at, part)| (*style, at, part))
    });
    // Half of the screen at most: what happened matters too.
    for (style, at, line) in wrapped.take(usize::from(area.height / 2)) {
        let x = area.x + if at == 0 { 1 } else { 3 };
        let room = area.right().saturating_sub(x + 1);
        print(frame.buffer_mut(), (x, y), &line, room, style, shell.theme.symbols.ellipsis);
        y += 1;
    }
    let line = Rect { y, height: 1, ..area };
    draw_tabs(tab, tabs, page.record.kind(), frame, line, shell);
    if tab == Tab::Main {
        draw_filter(events, frame, line, shell);
    }
    header::rule(frame.buffer_mut(), Rect { y: y + 1, height: 1, ..area }, &shell.theme);
    let below = Rect { y: y + 2, height: area.bottom().saturating_sub(y + 2), ..area };
    if rows.is_empty() {
        let words = text::wrap(&shell.get(empty_key(page, tab)), usize::from(area.width.saturating_sub(6)));
        for (y, line) in (below.y..below.bottom()).zip(&words) {
            print(frame.buffer_mut(), (below.x + 3, y), line, below.width - 4, shell.theme.quiet(), ' ');
        }
        return;
    }
    draw_rows(rows, (tab, page.record.kind()), selection, frame, below, shell);
}

fn empty_key(page: &Page, tab: Tab) -> &'static str {
    match (tab, page.record.kind()) {
        (Tab::Main, RecordKind::Person) => "page-empty-person",
        (Tab::Main, RecordKind::Household) => "page-empty-household",
        (Tab::Main, RecordKind::Case) => "page-empty-case",
        (Tab::Main, RecordKind::Session) => "page-empty-session",
        (Tab::Main, RecordKind::Group) => "page-empty-group",
        (Tab::Main, RecordKind::Referral) => "page-empty-referral",
        (Tab::Progress, _) => "page-empty-progress",
        (Tab::Family, _) => "page-empty-family",
        (Tab::Needs, _) => "page-empty-needs",
        _ => "page-empty",
    }
}

fn draw_rows(
    rows: &[PageRow],
    (tab, kind): (Tab, RecordKind),
    selection: Selection,
    frame: &mut Frame<'_>,
    area: Rect,
    shell: &Shell,
) {
    // As wide as the longest attendance mark.
    let left = match tab {
        Tab::Details | Tab::Progress => 0,
        Tab::Needs => 15,
        _ => 11,
    };
    let middle = match (tab, kind) {
        // As wide as *Tindak lanjut*: the words beside it need the room.
        (Tab::Main, kind) if !matches!(kind, RecordKind::Session | RecordKind::Group) => {
            Column::fixed("", 14)
        }
        _ => Column::flexible("", 16, 1),
    };
    let columns = [Column::fixed("", left), middle, Column::flexible("", 24, 3)];
    // The table's heading line would be empty: it is drawn under the rule.
    let area = Rect { y: area.y.saturating_sub(1), height: area.height + 1, ..area };
    table::draw(frame.buffer_mut(), area, &shell.theme, &columns, selection, rows.len(), |at| {
        rows.get(at).map_or_else(Row::default, |row| {
            let text = row.text.replace('\n', " ");
            let mut drawn = Row::new(vec![row.left.clone(), row.middle.clone(), text]);
            drawn.sign = row.sign;
            drawn
        })
    });
    header::rule(frame.buffer_mut(), Rect { height: 1, ..area }, &shell.theme);
}

/// At the right end, what of the timeline is shown, when it is not all.
fn draw_filter(events: Events, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let shown = match events {
        Events::All => return,
        Events::Own => shell.get("events-own"),
        Events::Kind(kind) => shell.get(&format!("kind-{}", kind.name().replace('_', "-"))),
    };
    let words = shell.say("events-only", &[("shown", shown.into())]);
    let width = u16::try_from(text::width(&words)).unwrap_or(0);
    let x = area.right().saturating_sub(width + 1);
    print(frame.buffer_mut(), (x, area.y), &words, width, shell.theme.accent(), ' ');
}

fn draw_tabs(tab: Tab, tabs: &[Tab], kind: RecordKind, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let mut x = area.x + 1;
    for one in tabs {
        let key = match one {
            Tab::Main if kind == RecordKind::Session => "tab-participants",
            Tab::Main if kind == RecordKind::Group => "tab-members",
            Tab::Main => "tab-main",
            Tab::Progress => "tab-progress",
            Tab::Details => "tab-details",
            Tab::Family => "tab-family",
            Tab::Needs => "tab-needs",
            Tab::History => "tab-history",
        };
        let style = if *one == tab { shell.theme.selected() } else { shell.theme.text() };
        let words = format!(" {} ", shell.get(key));
        x += print(frame.buffer_mut(), (x, area.y), &words, area.right().saturating_sub(x), style, ' ') + 1;
    }
}

/// The lines above the tabs: identity, what the case is, what is missing, what is odd.
fn head(page: &Page, shell: &Shell) -> Vec<(Style, String)> {
    let theme = &shell.theme;
    let mut lines = Vec::new();
    if page.sensitivity == Sensitivity::Secret {
        lines.push((theme.warning(), shell.get("secret-page")));
    }
    match &page.record.body {
        Body::Person(person) => {
            lines.extend(person_head(person, shell).into_iter().map(|line| (theme.text(), line)));
            if !page.groups.is_empty() {
                let groups = page.groups.iter().map(|(_, said)| said.as_str()).collect::<Vec<_>>().join(", ");
                lines.push((theme.text(), shell.say("person-groups", &[("list", groups.into())])));
            }
        }
        Body::Case(case) => {
            lines.extend(case_head(page, case, shell).into_iter().map(|line| (theme.text(), line)));
        }
        Body::Household(household) => {
            lines.extend(household_head(page, household, shell).into_iter().map(|line| (theme.text(), line)));
        }
        Body::Referral(referral) => {
            lines.extend(referral_head(page, referral, shell).into_iter().map(|line| (theme.text(), line)));
        }
        Body::Session(session) => lines.push((theme.text(), session_head(session, shell))),
        Body::Group(group) => lines.push((theme.text(), group_head(group, shell))),
        _ => {}
    }
    if !page.incomplete.is_empty() {
        let prefix = crate::form::FormSpec::of(page.record.kind()).prefix;
        let fields =
            page.incomplete.iter().map(|id| shell.get(&format!("field-{prefix}-{}", id.replace('_', "-"))));
        let missing = fields.collect::<Vec<_>>().join(", ");
        lines.push((theme.quiet(), shell.say("incomplete", &[("fields", missing.into())])));
    }
    for (_, note) in &page.notes {
        lines.push((theme.warning(), format!("! {}", shell.words.note(note))));
    }
    lines
}

fn person_head(person: &crate::domain::Person, shell: &Shell) -> Vec<String> {
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let first = shell.say(
        "person-head",
        &[("nik", or_dash(&person.nik).into()), ("kk", or_dash(&person.family_card).into())],
    );
    let mut categories: Vec<String> = person
        .categories
        .iter()
        .filter_map(|category| category.number)
        .map(|number| shell.lookup.label("ppks", &number.to_string()))
        .collect();
    categories.extend(
        person
            .undecided
            .iter()
            .map(|open| shell.say("undecided", &[("written", open.written.as_str().into())])),
    );
    let mut lines =
        vec![first, shell.say("person-categories", &[("list", or_dash(&categories.join(", ")).into())])];
    lines.extend(fate(person, shell));
    lines
}

/// `Meninggal 3 November 2026 (kata keluarga)`, `Pindah 3 November 2026 ke Bandung`.
fn fate(person: &crate::domain::Person, shell: &Shell) -> Option<String> {
    let (on, more, key) = match person.life_status.as_str() {
        "deceased" => (person.died_on, &person.death_known_from, "fate-known-from"),
        "moved" => (person.moved_on, &person.moved_to, "fate-moved-to"),
        _ => return None,
    };
    let status = shell.lookup.label("life_status", &person.life_status);
    let on = on.map(|on| match on.day() {
        Some(day) => shell.words.date(day),
        None => shell.words.partial_date(on),
    });
    let more = Some(more).filter(|more| !more.is_empty());
    let more = more.map(|more| shell.say(key, &[("what", more.as_str().into())]));
    Some([Some(status), on, more].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn household_head(page: &Page, household: &crate::domain::Household, shell: &Shell) -> Vec<String> {
    let card = if household.family_card.is_empty() { "-" } else { household.family_card.as_str() };
    let cases: usize = page.family.iter().map(|member| member.open_cases).sum();
    let waiting = page.needs.iter().filter(|need| need.status.is_gap()).count();
    let gifts = page.timeline.iter().filter(|item| item.key.kind == RecordKind::Aid).count();
    let mut lines = vec![
        shell.say("household-head", &[("kk", card.into()), ("members", page.family.len().into())]),
        shell.say(
            "household-counts",
            &[("cases", cases.into()), ("needs", waiting.into()), ("gifts", gifts.into())],
        ),
    ];
    let earlier: Vec<&str> = household.earlier_cards.iter().map(|card| card.number.as_str()).collect();
    if !earlier.is_empty() {
        lines.push(shell.say("household-earlier", &[("numbers", earlier.join(", ").into())]));
    }
    lines
}

fn case_head(page: &Page, case: &crate::domain::Case, shell: &Shell) -> Vec<String> {
    let stage = page.stage.map(|stage| shell.lookup.label("case_stage", stage)).unwrap_or_default();
    let label = |list: &str, code: &str| {
        if code.is_empty() { "-".to_owned() } else { shell.lookup.label(list, code) }
    };
    let mut lines = vec![
        shell.say(
            "case-head",
            &[("stage", stage.into()), ("priority", label("priority", &case.priority).into())],
        ),
        shell.say("case-consent", &[("state", label("consent_state", &case.consent).into())]),
        shell.say("case-problem", &[("problem", first_line(&case.problem).into())]),
    ];
    let flags: Vec<String> = case.flags.iter().map(|flag| shell.lookup.label("case_flag", flag)).collect();
    if !flags.is_empty() {
        lines.push(shell.say("case-flags", &[("flags", flags.join(", ").into())]));
    }
    let skipped: Vec<String> =
        page.skipped.iter().map(|stage| shell.lookup.label("case_stage", stage)).collect();
    if !skipped.is_empty() {
        let why =
            if case.stage_note.is_empty() { shell.get("stage-note-empty") } else { case.stage_note.clone() };
        lines.push(shell.say("case-skipped", &[("stages", skipped.join(", ").into()), ("why", why.into())]));
    }
    lines
}

fn referral_head(page: &Page, referral: &crate::domain::Referral, shell: &Shell) -> Vec<String> {
    use crate::form::Lookup;
    let standing = referral.standing();
    let to = referral.organization.and_then(|key| {
        shell.lookup.label_of(crate::domain::FieldKind::Organization, &crate::domain::Value::Link(key))
    });
    let mut lines = vec![
        shell.say("referral-to", &[("organization", to.unwrap_or_default().into())]),
        shell.say(
            "referral-state",
            &[("state", shell.lookup.label("referral_state", &standing.state).into())],
        ),
    ];
    lines.extend(need_of(page, referral, shell));
    if let Some(due) = page.due {
        let overdue = match standing.clock() {
            Some("send") if due < shell.today => "referral-overdue-own",
            Some("client_confirmation") if due < shell.today => "referral-overdue-client",
            _ if due < shell.today => "referral-overdue",
            Some("send") => "referral-send-by",
            Some("receipt") => "referral-receipt-by",
            _ => "referral-due",
        };
        lines.push(shell.say(overdue, &[("day", shell.words.date_long(due).into())]));
    }
    lines
}

fn group_head(group: &crate::domain::Group, shell: &Shell) -> String {
    let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
    let kind =
        if group.kind.is_empty() { String::new() } else { shell.lookup.label("group_kind", &group.kind) };
    shell.say(
        "group-head",
        &[
            ("kind", or_dash(kind).into()),
            ("leader", or_dash(group.leader.clone()).into()),
            ("members", group.members.len().into()),
        ],
    )
}

/// The need that the referral shall meet, and the last letter that asked for what is late.
fn need_of(page: &Page, referral: &crate::domain::Referral, shell: &Shell) -> Vec<String> {
    let need = page.related.iter().find(|record| Some(record.key()) == referral.need);
    let need = need.and_then(|record| record.body::<crate::domain::Need>());
    let need = need.map(|need| {
        let sector = shell.lookup.label("needs", &need.sector);
        let parts = [sector.as_str(), need.description.as_str()];
        let what = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        shell.say("referral-need", &[("need", what.into())])
    });
    let reminder = referral.reminders.last().map(|letter| {
        let day = letter.on.map(|on| shell.words.partial_date(on)).unwrap_or_default();
        shell.say("referral-reminded", &[("number", letter.number.as_str().into()), ("day", day.into())])
    });
    need.into_iter().chain(reminder).collect()
}

fn session_head(session: &crate::domain::Session, shell: &Shell) -> String {
    let attended: Vec<_> = session.participants.iter().filter(|seat| seat.attended()).collect();
    let of_sex = |sex: &str| attended.iter().filter(|seat| seat.sex == sex).count();
    shell.say(
        "session-attended",
        &[
            ("present", attended.len().into()),
            ("all", session.participants.len().into()),
            ("men", of_sex("L").into()),
            ("women", of_sex("P").into()),
        ],
    )
}

/// The record beside its list: the head, then the newest of the timeline or the filled fields.
pub fn draw_summary(frame: &mut Frame<'_>, area: Rect, page: &Page, shell: &Shell) {
    let mut lines: Vec<(Style, String)> = vec![(shell.theme.title(), name(page, shell))];
    lines.extend(head(page, shell));
    lines.push((shell.theme.quiet(), String::new()));
    let tab = match page.record.kind() {
        RecordKind::Person
        | RecordKind::Household
        | RecordKind::Case
        | RecordKind::Session
        | RecordKind::Group
        | RecordKind::Referral => Tab::Main,
        _ => Tab::Details,
    };
    for row in rows::of(page, tab, Events::All, shell) {
        let line = [row.left, row.middle, row.text].into_iter().filter(|part| !part.is_empty());
        lines.push((shell.theme.text(), line.collect::<Vec<_>>().join("  ")));
    }
    let mut y = area.y;
    for (style, line) in lines {
        for part in text::wrap(&line, usize::from(area.width)).into_iter().take(3) {
            if y >= area.bottom() {
                return;
            }
            print(frame.buffer_mut(), (area.x, y), &part, area.width, style, shell.theme.symbols.ellipsis);
            y += 1;
        }
    }
}
