//! Messages pasted from a chat: which of them are reports, and what each tells. Nothing is guessed that is not written;
//! the worker sees what was understood, and mends it.

use chrono::{Datelike as _, NaiveDate};

use super::heading::{meaning, normal};
use super::list::List;
use crate::domain::reading::{age, date, phone};
use crate::domain::{PartialDate, PsmReport};

/// Code and name of the villages around.
type Villages = [(String, String)];

/// Words of a greeting, of thanks and of asking leave: they tell nothing.
const COURTESY: &str = "assalamualaikum assalamu alaikum wr wb ass aslm wassalam wassalamualaikum selamat pagi siang sore \
    malam bu ibu pak bapak teh kang mas mbak tksk terima kasih makasih nuhun hatur punten maaf mohon izin ijin mau lapor \
    melaporkan laporan melapor ini ada warga kami saya dari psm yth kepada";
/// Words behind which somebody is named.
const NAMED: [&str; 6] = ["bernama", "an", "a.n", "a.n.", "nama", "namanya"];
/// Words with which a need begins.
const NEEDS: [&str; 7] = ["butuh", "perlu", "minta", "membutuhkan", "memerlukan", "mengharapkan", "memohon"];
/// Words with which an address begins.
const ADDRESS: [&str; 12] =
    ["kp", "kampung", "jl", "jln", "jalan", "dusun", "dsn", "gang", "gg", "blok", "rt", "perum"];
/// Short words that end with a dot without ending a sentence.
const SHORT: [&str; 14] =
    ["kp", "rt", "rw", "ds", "jl", "jln", "a.n", "an", "bpk", "no", "gg", "hp", "th", "thn"];
/// 29 February is never farther back.
const YEARS_TO_LEAP_DAY: i32 = 8;
/// Words of a name at most.
const LONGEST_NAME: usize = 5;

/// The reports of a paste, each with the sender and the day of its message in front.
pub fn pieces(text: &str, villages: &Villages) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for message in messages(text) {
        for body in bodies(&message.body, villages) {
            if tells(&body, villages) {
                found.push(format!("{}{body}", message.head));
            } else if let Some(last) = found.last_mut().filter(|_| !is_courtesy(&body)) {
                last.push('\n');
                *last += &body;
            }
        }
    }
    found
}

/// What one report tells.
pub fn report(text: &str, villages: &Villages, today: NaiveDate) -> PsmReport {
    let mut report = PsmReport { state: "received".to_owned(), ..PsmReport::default() };
    let mut body = text;
    if let Some(head) = Head::of(text) {
        head.sender.clone_into(&mut report.reporter);
        report.on = day_of(head.day, today);
        body = head.rest;
    }
    let mut last = None;
    for part in parts(body) {
        last = take(&mut report, part.trim(), last, villages, today);
    }
    if report.problem.is_empty() {
        report.problem.clone_from(&report.need);
    }
    report
}

/// The day of a message. A phone leaves out the year of a recent one: it is the last such day.
fn day_of(day: &str, today: NaiveDate) -> Option<PartialDate> {
    if day.matches(['/', '-']).count() == 2 {
        return date::read(day, today).value;
    }
    let (day, month) = day.split_once(['/', '-'])?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day).filter(|on| *on <= today);
    (0..=YEARS_TO_LEAP_DAY).find_map(|back| in_year(today.year() - back)).map(PartialDate::from)
}

/// A message with what stood before it.
struct Message {
    head: String,
    body: String,
}

fn messages(text: &str) -> Vec<Message> {
    let mut found: Vec<Message> = Vec::new();
    for line in text.lines() {
        if let Some(head) = Head::of(line) {
            let said = format!("[{}] {}: ", head.day, head.sender);
            found.push(Message { head: said, body: head.rest.to_owned() });
        } else if let Some(message) = found.last_mut() {
            message.body.push('\n');
            message.body += line;
        } else {
            found.push(Message { head: String::new(), body: line.to_owned() });
        }
    }
    found
}

/// `[08.15, 17/10/2026] Iis Kokom: …`, `17/10/26 08.15 - Iis Kokom: …` and, as phones copy several messages,
/// `[17/10 08.15] Iis Kokom: …`.
struct Head<'a> {
    day: &'a str,
    sender: &'a str,
    rest: &'a str,
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let line = line.trim_start_matches(['\u{200e}', '\u{feff}', ' ']);
        let (moment, rest) = match line.strip_prefix('[') {
            Some(inside) => inside.split_once(']')?,
            None => line.split_once(" - ")?,
        };
        let day = moment.split([' ', ',']).find(|word| is_day(word)).or_else(|| day_without_year(moment))?;
        let (sender, rest) = rest.split_once(": ").or_else(|| rest.split_once(':'))?;
        let sender = sender.trim().trim_start_matches('~').trim();
        (sender.split_whitespace().count() <= 6).then_some(Self { day, sender, rest: rest.trim_start() })
    }
}

fn is_day(word: &str) -> bool {
    word.matches(['/', '-']).count() == 2 && word.starts_with(|c: char| c.is_ascii_digit())
}

/// `17/10` out of a moment that tells nothing but a day and a time.
fn day_without_year(moment: &str) -> Option<&str> {
    let is_short =
        |word: &str| word.len() <= 2 && word.parse().is_ok_and(|number: u8| (1..=31).contains(&number));
    let is_day = |word: &&str| {
        word.split_once(['/', '-']).is_some_and(|(day, month)| is_short(day) && is_short(month))
    };
    let is_time = |word: &str| {
        let is_clock =
            word.contains(['.', ':']) && word.chars().all(|c| c.is_ascii_digit() || ".:".contains(c));
        is_clock || matches!(word.to_lowercase().as_str(), "am" | "pm")
    };
    let words = || moment.split([' ', ',', '\u{202f}']).filter(|word| !word.is_empty());
    let day = words().find(is_day)?;
    words().all(|word| word == day || is_time(word)).then_some(day)
}

/// The reports in one message: numbered, each with its name, or paragraphs. A desa that the words before the first number
/// name holds for all of them.
fn bodies(body: &str, villages: &Villages) -> Vec<String> {
    let lines: Vec<&str> = body.lines().collect();
    let starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, l)| number(l).is_some()).map(|(at, _)| at).collect();
    let named: Vec<usize> =
        lines.iter().enumerate().filter(|(_, l)| is_name_line(l)).map(|(at, _)| at).collect();
    let starts = if starts.len() > 1 { starts } else { named };
    if starts.len() < 2 {
        let paragraphs = body.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        return paragraphs.map(str::to_owned).collect();
    }
    let before = lines.get(..starts.first().copied().unwrap_or(0)).unwrap_or_default().join(" ");
    let of_all = village_in(&before, villages).map(|(_, name)| name);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let items = starts.iter().zip(ends).map(|(from, to)| {
        let mut item: Vec<&str> = lines.get(*from..to).unwrap_or_default().to_vec();
        if let Some(first) = item.first_mut() {
            *first = number(first).unwrap_or(first);
        }
        let item = item.join("\n").trim().to_owned();
        match &of_all {
            Some(name) if village_in(&item, villages).is_none() => format!("{item}, desa {name}"),
            _ => item,
        }
    });
    items.collect()
}

/// What stands behind `1.` or `2)`.
fn number(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let rest = rest.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && rest.starts_with(' ')).then(|| rest.trim_start())
}

fn is_name_line(line: &str) -> bool {
    label(line).is_some_and(|(field, _)| field == "name")
}

/// `Nama: Kosasih` → the field and what follows.
fn label(part: &str) -> Option<(&'static str, &str)> {
    let (label, rest) = part.split_once([':', '='])?;
    let known =
        meaning(List::Psm, label.trim_matches(['*', '_', ' ', '-'])).filter(|meaning| meaning.exact)?;
    Some((known.field, rest.trim_matches(['*', '_', ' '])))
}

/// A message that is more than a greeting.
fn tells(body: &str, villages: &Villages) -> bool {
    let has_label = parts(body).iter().any(|part| label(part).is_some());
    let has_age = parts(body).iter().any(|part| age_in(part).is_some());
    has_label
        || has_age
        || village_in(body, villages).is_some()
        || !is_courtesy(body) && body.split_whitespace().count() > 4
}

fn is_courtesy(text: &str) -> bool {
    let words: Vec<&str> = COURTESY.split_whitespace().collect();
    normal(text).split(' ').all(|word| word.is_empty() || words.contains(&word))
}

/// What stands between commas, at the ends of sentences and lines.
fn parts(body: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in body.lines() {
        let mut start = 0;
        for (at, sign) in line.char_indices() {
            let after = &line[at + sign.len_utf8()..];
            let ends = match sign {
                ',' | ';' => !after.starts_with(|c: char| c.is_ascii_digit()),
                '.' => (after.is_empty() || after.starts_with(' ')) && !is_short(&line[start..at]),
                _ => false,
            };
            if ends {
                found.push(&line[start..at]);
                start = at + sign.len_utf8();
            }
        }
        found.push(&line[start..]);
    }
    found.retain(|part| !part.trim().is_empty());
    found
}

fn is_short(before: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    SHORT.contains(&last.as_str()) || last.len() < 2
}

/// Takes a part to where it belongs; gives the field that what follows may go on with.
fn take(
    report: &mut PsmReport,
    part: &str,
    last: Option<&'static str>,
    villages: &Villages,
    today: NaiveDate,
) -> Option<&'static str> {
    if let Some((field, rest)) = label(part) {
        put(report, field, rest, villages, today);
        return Some(field);
    }
    let mut rest = part.to_owned();
    if let Some((from, to, read)) = phone_in(&rest).filter(|_| report.phone.is_empty()) {
        report.phone = read;
        rest = without(&rest, from, to, &["hp", "wa", "telp", "no", "nomor"]);
    }
    if let Some((from, to, read)) = age_in(&rest).filter(|_| report.estimated_age.is_empty()) {
        report.estimated_age = read;
        rest = without(&rest, from, to, &["umur", "usia", "sekitar"]);
    }
    if report.village.is_empty()
        && let Some((run, name)) = village_in(&rest, villages)
        && let Some((code, _)) = villages.iter().find(|(_, own)| *own == name)
    {
        report.village.clone_from(code);
        rest = without(&rest, run.0, run.1, &["desa", "ds", "kelurahan", "kel", "di", "dari"]);
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    if words.is_empty() || is_courtesy(&rest) {
        return last;
    }
    let first = normal(words.first().copied().unwrap_or_default());
    if ADDRESS.contains(&first.as_str()) {
        add(&mut report.address, &rest, ", ");
        return Some("address");
    }
    let (told, need) = split_need(&words);
    add(&mut report.need, &need, "; ");
    let told = if report.name.is_empty() { named(report, &told) } else { told };
    // What goes on after a label belongs to it, unless it says by itself what it is.
    let to = last.filter(|field| matches!(*field, "need" | "address") && need.is_empty());
    match to {
        Some("need") => add(&mut report.need, &told, ", "),
        Some("address") if told.chars().any(|c| c.is_ascii_digit()) => add(&mut report.address, &told, ", "),
        _ => add(&mut report.problem, &told, ", "),
    }
    to.or(last)
}

fn put(report: &mut PsmReport, field: &str, text: &str, villages: &Villages, today: NaiveDate) {
    match field {
        "name" => named_so(report, text),
        "reporter" => text.clone_into(&mut report.reporter),
        "on" => report.on = date::read(text, today).value,
        "village" => {
            let code = village_in(text, villages).and_then(|(_, name)| {
                villages.iter().find(|(_, own)| *own == name).map(|(code, _)| code.clone())
            });
            report.village = code.unwrap_or_default();
        }
        "estimated_age" => report.estimated_age = age::read(text).value.unwrap_or_default(),
        "address" => add(&mut report.address, text, ", "),
        "problem" => add(&mut report.problem, text, ", "),
        "need" => add(&mut report.need, text, "; "),
        "phone" => report.phone = phone::read(text).value.unwrap_or_default(),
        _ => {}
    }
}

fn add(to: &mut String, text: &str, between: &str) {
    let text = text.trim();
    if !text.is_empty() {
        if !to.is_empty() {
            *to += between;
        }
        *to += text;
    }
}

/// The name without what stands before it.
fn named_so(report: &mut PsmReport, text: &str) {
    let words =
        text.split_whitespace().skip_while(|word| NAMED.contains(&word.to_lowercase().trim_matches('.')));
    report.name = words.collect::<Vec<_>>().join(" ");
}

/// Takes the name out of words: what stands behind *bernama* or *a.n.*, or the whole when it looks like one.
fn named(report: &mut PsmReport, told: &str) -> String {
    let words: Vec<&str> = told.split_whitespace().collect();
    let is_mark = |word: &&str| NAMED.contains(&word.to_lowercase().as_str());
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    if let Some(mark) = words.iter().position(is_mark) {
        let behind = words.get(mark + 1..).unwrap_or_default();
        let count = behind.iter().take(LONGEST_NAME).take_while(is_capital).count().max(1);
        let (name, rest) = behind.split_at(count.min(behind.len()));
        report.name = name.join(" ");
        let before = words.get(..mark).unwrap_or_default().join(" ");
        let rest = rest.join(" ");
        return if is_courtesy(&before) { rest } else { format!("{before} {rest}") };
    }
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'));
    if words.len() <= LONGEST_NAME && words.iter().all(is_word) && words.iter().all(|word| is_capital(&word))
    {
        report.name = words.join(" ");
        return String::new();
    }
    told.to_owned()
}

/// What is told, and what is asked for from the first word of need on.
fn split_need(words: &[&str]) -> (String, String) {
    let begins = words.iter().position(|word| NEEDS.contains(&normal(word).as_str()));
    let at = begins.unwrap_or(words.len());
    let (told, need) = words.split_at(at);
    (told.join(" "), need.get(1..).unwrap_or_default().join(" "))
}

/// A number to call: from, to, as it is kept.
fn phone_in(text: &str) -> Option<(usize, usize, String)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '.');
    let mut from = 0;
    while let Some(begin) = text[from..].find(|c: char| c.is_ascii_digit() || c == '+').map(|at| from + at) {
        let length = text[begin..].find(|c: char| !is_part(c)).unwrap_or(text.len() - begin);
        let run = text[begin..begin + length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = run.chars().filter(char::is_ascii_digit).count();
        if (9..=14).contains(&digits)
            && let Some(read) = phone::read(run).value
        {
            return Some((begin, begin + run.len(), read));
        }
        from = begin + length.max(1);
    }
    None
}

/// `umur 74`, `±74 th`, `63 tahun`: from, to, as it is kept.
fn age_in(text: &str) -> Option<(usize, usize, String)> {
    let words = placed(text);
    let is_years = |word: &str| matches!(normal(word).as_str(), "th" | "thn" | "tahun" | "tahunan");
    for (at, (from, to, word)) in words.iter().enumerate() {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() || digits.len() > 3 {
            continue;
        }
        let glued = word.trim_start_matches(|c: char| !c.is_alphabetic());
        let after = words.get(at + 1);
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let is_glued = is_years(glued);
        let is_followed = glued.is_empty() && after.is_some_and(|(_, _, word)| is_years(word));
        let is_led = glued.is_empty()
            && before
                .is_some_and(|(_, _, word)| matches!(normal(word).as_str(), "umur" | "usia" | "sekitar"));
        let is_alone = glued.is_empty() && words.len() == 1;
        if is_glued || is_followed || is_led || is_alone {
            let to = if is_followed { after.map_or(*to, |(_, to, _)| *to) } else { *to };
            return Some((*from, to, age::read(&text[*from..to]).value?));
        }
    }
    None
}

/// The last village that is named, one behind *desa* first: from and to, and its name.
fn village_in(text: &str, villages: &Villages) -> Option<((usize, usize), String)> {
    let words = placed(text);
    let mut found = None;
    for length in 1..=3 {
        for (at, run) in words.windows(length).enumerate() {
            let letters: String = run.iter().map(|(_, _, word)| normal(word).replace(' ', "")).collect();
            let name = villages.iter().find(|(_, name)| normal(name).replace(' ', "") == letters);
            let (Some((_, name)), Some(first), Some(end)) = (name, run.first(), run.last()) else { continue };
            let place = ((first.0, end.1), name.clone());
            let before = at.checked_sub(1).and_then(|at| words.get(at)).map(|(_, _, word)| normal(word));
            if before.is_some_and(|word| matches!(word.as_str(), "desa" | "ds" | "kelurahan" | "kel")) {
                return Some(place);
            }
            found = Some(place);
        }
    }
    found
}

/// Words with the places where they begin and end.
fn placed(text: &str) -> Vec<(usize, usize, &str)> {
    let start = text.as_ptr() as usize;
    let place = |word: &str| word.as_ptr() as usize - start;
    text.split_whitespace().map(|word| (place(word), place(word) + word.len(), word)).collect()
}

/// The text without that range and the words of a kind right before it.
fn without(text: &str, from: usize, to: usize, before: &[&str]) -> String {
    let mut kept: Vec<&str> = text[..from].split_whitespace().collect();
    while kept.last().is_some_and(|word| before.contains(&normal(word).as_str())) {
        kept.pop();
    }
    kept.extend(text[to..].split_whitespace());
    kept.join(" ")
}

#[cfg(test)]
#[path = "chat_tests.rs"]
mod tests;
