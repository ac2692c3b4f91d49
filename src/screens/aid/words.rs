//! What aid screens say in the same words.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{Nav, Shell};
use crate::catalog::{Catalog, OverlapRule};
use crate::desk::{ListChange, ListTurnKind, Neighbour, Party, Who};
use crate::overlap::{Span, Verdict};
use crate::ui::{print, text};

/// A programme's code, or the kind of giver where there is none.
pub fn program(code: &str, shell: &Shell) -> String {
    let known = shell.lookup.catalog().is_some_and(|catalog| catalog.program(code).is_some());
    if known { code.to_owned() } else { shell.lookup.label("aid_source", code) }
}

pub fn name(who: &Who, shell: &Shell) -> String {
    if who.masked { shell.get("masked") } else { who.name.clone() }
}

pub fn verdict(verdict: Verdict, shell: &Shell) -> String {
    shell.lookup.label("overlap_result", verdict.code())
}

/// Gravest first: what somebody should look at carries a sign.
pub fn sign(verdict: Verdict) -> Option<char> {
    match verdict {
        Verdict::Double | Verdict::Forbidden => Some('!'),
        Verdict::Check | Verdict::NoRule => Some('~'),
        Verdict::Allowed => None,
    }
}

/// The rule's basis, or that there is none.
pub fn why(rule: Option<&OverlapRule>, shell: &Shell) -> String {
    rule.map_or_else(|| shell.get("aid-no-rule"), |rule| rule.basis.clone())
}

/// Where the rule comes from and when somebody looked.
pub fn source(rule: &OverlapRule, shell: &Shell) -> String {
    let checked = rule.provenance.checked_on.map(|day| shell.words.partial_date(day)).unwrap_or_default();
    let named = match rule.regulation.as_str() {
        "" => rule.id.clone(),
        number => format!("{} ({number})", rule.id),
    };
    let told =
        [("rule", named.into()), ("source", rule.provenance.source.as_str().into()), ("day", checked.into())];
    shell.say("aid-rule-source", &told)
}

/// What is to be looked at about those who receive it.
pub fn flags(raised: &[String], shell: &Shell) -> Vec<String> {
    let all = shell.lookup.catalog().map(Catalog::eligibility_flags).unwrap_or_default();
    let raised = all.iter().filter(|flag| raised.contains(&flag.id));
    raised.map(|flag| shell.say("aid-flag", &[("what", flag.condition.as_str().into())])).collect()
}

/// The shelf of regulations, with the one chosen that a rule rests on.
pub fn shelf(rule: Option<&OverlapRule>) -> Nav {
    Nav::Regulations(rule.map(|rule| rule.regulation.clone()).filter(|number| !number.is_empty()))
}

/// The rule that is read about first: the gravest that rests on a regulation of the shelf.
pub fn first_rule(near: &[Neighbour]) -> Option<&OverlapRule> {
    near.iter().filter_map(|near| near.rule.as_ref()).find(|rule| !rule.regulation.is_empty())
}

pub fn when(span: Span, shell: &Shell) -> String {
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(|| "...".to_owned(), |day| shell.words.date_short(day, shell.today))
    };
    if span.from == span.to { day(span.from) } else { format!("{} - {}", day(span.from), day(span.to)) }
}

pub fn party(party: &Party, shell: &Shell) -> String {
    let giver = if party.giver.is_empty() { String::new() } else { format!(" ({})", party.giver) };
    format!(
        "{}{giver}: {}, {}",
        program(&party.program, shell),
        name(&party.who, shell),
        when(party.when, shell)
    )
}

/// A gift of the book that another one meets, in one line.
pub fn neighbour(near: &Neighbour, shell: &Shell) -> String {
    let how = shell.get(&format!("aid-method-{}", near.method.code()));
    let told = party(&near.party, shell);
    format!("{}: {told} ({how}). {}", verdict(near.verdict, shell), why(near.rule.as_ref(), shell))
}

/// Two lists of a programme, in one line.
pub fn change(change: &ListChange, shell: &Shell) -> String {
    let [new, gone, changed] = ListTurnKind::ALL.map(|turn| change.count(turn));
    let told = [
        ("program", change.program.as_str().into()),
        ("before", shell.words.date_long(change.before).into()),
        ("now", shell.words.date_long(change.now).into()),
        ("new", new.into()),
        ("gone", gone.into()),
        ("changed", changed.into()),
        ("same", change.same.into()),
    ];
    shell.say("cli-list-change", &told)
}

/// Lines below a table, the first one loud. What there is no room for is counted.
pub fn below(lines: &[String], frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let width = usize::from(area.width.saturating_sub(4));
    let wrapped = lines.iter().enumerate().flat_map(|(at, line)| {
        let style = if at == 0 { shell.theme.text() } else { shell.theme.quiet() };
        text::wrap(line, width).into_iter().map(move |line| (line, style))
    });
    let mut wrapped: Vec<_> = wrapped.collect();
    let room = usize::from(area.height);
    if wrapped.len() > room && room > 0 {
        let more = wrapped.len() - (room - 1);
        wrapped.truncate(room - 1);
        wrapped.push((shell.say("form-more-rows", &[("count", more.into())]), shell.theme.quiet()));
    }
    for (y, (line, style)) in (area.y..area.bottom()).zip(wrapped) {
        print(frame.buffer_mut(), (area.x + 2, y), &line, area.width.saturating_sub(3), style, ' ');
    }
}

/// What is said instead of an empty table.
pub fn empty(words: &str, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    for (y, line) in
        (area.y + 1..area.bottom()).zip(text::wrap(words, usize::from(area.width.saturating_sub(6))))
    {
        print(
            frame.buffer_mut(),
            (area.x + 3, y),
            &line,
            area.width.saturating_sub(4),
            shell.theme.text(),
            ' ',
        );
    }
}
