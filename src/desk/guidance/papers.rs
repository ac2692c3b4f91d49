//! Papers of a session: *daftar hadir*, to be signed in the room, and *berita acara*, numbered like a letter.
//! Layouts: `facts/report_layouts.md`, 5 and 6. No category ever stands beside a name.

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};

use crate::domain::session::Participant;
use crate::domain::{PartialDate, RecordKey, Session};
use crate::paper::pdf::{Block, Column, Signature, Table};
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

use crate::desk::guidance::activities::joined;
use crate::desk::papers::printing::Target;
use crate::desk::{Desk, DeskError};

/// Empty lines for those who come unasked.
const SPARE_LINES: usize = 5;
/// The columns of *daftar hadir* and their widths; it is signed in two by turns.
const COLUMNS: [(&str, f64); 6] =
    [("no", 7.0), ("name", 34.0), ("sex", 7.0), ("address", 27.0), ("sign", 14.0), ("", 14.0)];
/// The same with the NIK, whose sixteen digits need room.
const COLUMNS_WITH_NIK: [(&str, f64); 7] =
    [("no", 6.0), ("name", 24.0), ("nik", 27.0), ("sex", 7.5), ("address", 20.0), ("sign", 13.0), ("", 13.0)];
/// To be filled in by hand.
const DOTS: &str = "......";

impl Desk {
    /// The list that those who come sign; gives the file that was written first. Only when asked for it has a column NIK:
    /// it goes from hand to hand.
    pub fn export_attendance(
        &mut self,
        key: RecordKey,
        with_nik: bool,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let session: Session = self.typed(key)?;
        let words = self.words();
        let sheet = self.attendance_sheet(&session, with_nik, &words);
        let mut blocks = vec![Block::Title(sheet.title.join(" "))];
        blocks.extend([Block::Gap, Block::Facts(sheet.facts.clone()), Block::Gap]);
        blocks.push(Block::Table(signing_table(&sheet)));
        blocks.extend([Block::Gap, Block::Text(attendance_sum(&session, &words)), Block::Gap]);
        let village = self.village_name(&session.village);
        let mut head = self.village_signature(&village, &words);
        head.place_and_date = words.get("print-known");
        let mut own = self.own_signature(&words);
        own.place_and_date.clear();
        blocks.push(Block::Signatures(vec![head, own]));
        let document = self.paper(sheet.title.join(" "), blocks, target);
        let kind = if with_nik { "daftar-hadir-nik" } else { "daftar-hadir" };
        let name = format!("{kind}-{}", name_of(&session, key));
        self.export_both(&document, &[sheet], &name, target)
    }

    /// Somebody *rahasia* has a line without a name: what is on paper goes from hand to hand.
    fn attendance_sheet(&self, session: &Session, with_nik: bool, words: &Words) -> Sheet {
        let columns: &[(&str, f64)] = if with_nik { &COLUMNS_WITH_NIK } else { &COLUMNS };
        let seats = session.participants.iter();
        let seats =
            seats.map(|seat| Some(seat).filter(|seat| !seat.person.is_some_and(|who| self.is_masked(who))));
        let rows =
            seats.chain(std::iter::repeat_n(None, SPARE_LINES)).zip(1_usize..).map(|(seat, number)| {
                let cell = |(name, _): &(&str, f64)| Cell::from(self.attendance_cell(name, number, seat));
                columns.iter().map(cell).collect()
            });
        let head = |name: &str| {
            if name.is_empty() { String::new() } else { words.get(&format!("attendance-{name}")) }
        };
        let kind = self.label("session_kind", &session.kind).to_uppercase();
        Sheet {
            name: words.get("attendance-sheet"),
            title: vec![words.say("attendance-title", &[("kind", kind.into())])],
            facts: self.session_facts(session, words),
            header: columns.iter().map(|(name, _)| head(name)).collect(),
            rows: rows.collect(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
        }
    }

    fn attendance_cell(&self, column: &str, number: usize, seat: Option<&Participant>) -> String {
        let of = |text: &dyn Fn(&Participant) -> String| seat.map(text).unwrap_or_default();
        match column {
            "no" => number.to_string(),
            "name" => of(&|seat| seat.name.clone()),
            "nik" => of(&|seat| {
                let person = seat.person.and_then(|person| self.book.person(person));
                person.map(|person| person.nik.as_str().to_owned()).unwrap_or_default()
            }),
            "sex" => of(&|seat| seat.sex.clone()),
            "address" => of(&|seat| seat.address.clone()),
            // On the left and on the right by turns.
            "sign" if !number.is_multiple_of(2) => format!("{number}."),
            "" if number.is_multiple_of(2) => format!("{number}."),
            _ => String::new(),
        }
    }

    fn session_facts(&self, session: &Session, words: &Words) -> Vec<(String, String)> {
        let day =
            session.on.map(|on| on.day().map_or_else(|| words.partial_date(on), |day| words.date_long(day)));
        let hours = [&session.starts, &session.ends].into_iter().filter(|at| !at.is_empty());
        let hours = hours.cloned().collect::<Vec<_>>().join(" - ");
        let place = joined(&[session.place.clone(), self.village_name(&session.village)], ", ");
        let or_dots = |text: String| if text.is_empty() { DOTS.repeat(3) } else { text };
        let group = session.group.map(|group| self.who(group).name).unwrap_or_default();
        let mut facts = vec![
            (words.get("attendance-day"), or_dots(day.unwrap_or_default())),
            (words.get("attendance-time"), or_dots(hours)),
            (words.get("attendance-place"), or_dots(place)),
            (words.get("attendance-topic"), session.topic.clone()),
        ];
        if !group.is_empty() {
            facts.push((words.get("attendance-group"), group));
        }
        facts
    }

    /// The minutes; their number is given at the first print and stays.
    pub fn export_minutes(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        let session: Session = self.typed(key)?;
        let Some(day) = session.on.and_then(PartialDate::day) else {
            return Err(DeskError::Refused("minutes-need-day"));
        };
        if day > self.today {
            return Err(DeskError::Refused("minutes-too-early"));
        }
        let number = self.number_letter(key)?;
        let words = self.words();
        let title = format!("{} {number}", words.get("minutes-title"));
        let document = self.paper(title, self.minutes(&session, day, &number, &words), target);
        self.export_document(&document, &format!("berita-acara-{}", name_of(&session, key)), target)
    }

    fn minutes(&self, session: &Session, day: NaiveDate, number: &str, words: &Words) -> Vec<Block> {
        let mut blocks = Vec::from_iter(self.letterhead());
        blocks.extend([
            Block::Title(words.get("minutes-title")),
            Block::Subtitle(words.say("minutes-number", &[("number", number.into())])),
            Block::Gap,
            Block::Text(self.minutes_opening(session, day, words)),
            Block::Gap,
            Block::Facts(self.minutes_facts(session, words)),
            Block::Gap,
        ]);
        let told = [
            ("minutes-course", &session.course),
            ("minutes-result", &session.result),
            ("minutes-enabling", &session.enabling),
            ("minutes-hindering", &session.hindering),
            ("minutes-solution", &session.solution),
        ];
        for (label, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
            blocks.push(Block::Text(words.get(label)));
            blocks.extend(text.lines().map(|line| Block::Text(line.to_owned())));
            blocks.push(Block::Gap);
        }
        if !session.plan.is_empty() {
            blocks.extend([
                Block::Text(words.get("minutes-plan")),
                Block::Table(self.plan_table(session, words)),
                Block::Gap,
            ]);
        }
        let mut own = self.own_signature(words);
        own.role = joined(&[words.get("minutes-executor"), own.role], " ");
        let guests = Signature { role: words.get("minutes-participants"), ..Signature::default() };
        let mut head = self.village_signature(&self.village_name(&session.village), words);
        head.place_and_date = words.get("print-known");
        blocks.extend([
            Block::Text(words.get("minutes-closing")),
            Block::Gap,
            Block::Signatures(vec![guests, own]),
            Block::Gap,
            Block::Signatures(vec![Signature::default(), head, Signature::default()]),
        ]);
        blocks
    }

    fn minutes_opening(&self, session: &Session, day: NaiveDate, words: &Words) -> String {
        let long = words.date_long(day);
        let weekday = long.split(',').next().unwrap_or_default().to_owned();
        let month = words.month_of_year(day.year(), day.month());
        let month = month.split(' ').next().unwrap_or_default().to_owned();
        words.say(
            "minutes-opening",
            &[
                ("weekday", weekday.into()),
                ("day", i64::from(day.day()).into()),
                ("month", month.into()),
                // A year is no amount: no dot among its digits.
                ("year", day.year().to_string().into()),
                ("kind", self.label("session_kind", &session.kind).into()),
                ("topic", session.topic.as_str().into()),
            ],
        )
    }

    fn minutes_facts(&self, session: &Session, words: &Words) -> Vec<(String, String)> {
        let all = session.participants.len();
        let came = session.participants.iter().filter(|seat| seat.attended()).count();
        let method = if session.method.is_empty() {
            String::new()
        } else {
            self.label("session_method", &session.method)
        };
        let unmarked = session.unmarked();
        // To be filled in by hand where the roll was not called at all.
        let number = |n: usize| if unmarked == all { DOTS.to_owned() } else { n.to_string() };
        let mut people = words.say(
            "minutes-count",
            &[
                ("all", all.into()),
                ("came", number(came).into()),
                ("missed", number(all - came - unmarked.min(all - came)).into()),
            ],
        );
        if unmarked > 0 && unmarked < all {
            people.push_str(&words.say("minutes-unmarked", &[("count", unmarked.into())]));
        }
        let mut facts = self.session_facts(session, words);
        facts.extend([
            (words.get("minutes-kind"), self.label("session_kind", &session.kind)),
            (words.get("minutes-leader"), session.facilitator.clone()),
            (words.get("minutes-speaker"), session.speaker.clone()),
            (words.get("minutes-aim"), session.aim.clone()),
            (words.get("minutes-method"), method),
            (words.get("minutes-people"), people),
        ]);
        facts.retain(|(_, value)| !value.is_empty());
        facts
    }

    fn plan_table(&self, session: &Session, words: &Words) -> Table {
        let rows = session.plan.iter().map(|row| {
            let named = crate::desk::guidance::series::seat_named(session, &row.who);
            let is_secret = named.is_some_and(|person| self.is_masked(person));
            let who = if is_secret { String::new() } else { row.who.clone() };
            vec![row.what.clone(), who, row.due.map(|due| words.partial_date(due)).unwrap_or_default()]
        });
        Table {
            columns: [5.0, 3.0, 2.0].map(|weight| Column { weight, is_number: false }).to_vec(),
            header: ["what", "who", "when"].map(|head| words.get(&format!("minutes-{head}"))).to_vec(),
            rows: rows.collect(),
            size: 11.0,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "widths of columns are small")]
fn signing_table(sheet: &Sheet) -> Table {
    let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
    Table {
        columns: sheet
            .widths
            .iter()
            .map(|width| Column { weight: *width as f32, is_number: false })
            .collect(),
        header: sheet.header.clone(),
        rows: sheet.rows.iter().map(|row| row.iter().map(text).collect()).collect(),
        size: 12.0,
    }
}

/// How many came; dots where the roll was not called yet.
fn attendance_sum(session: &Session, words: &Words) -> String {
    let is_called = session.participants.iter().any(|seat| !seat.mark.is_empty());
    let count = |sex: &str| {
        let came = session.participants.iter().filter(|seat| seat.attended());
        let count = came.filter(|seat| sex.is_empty() || seat.sex == sex).count();
        if is_called { count.to_string() } else { DOTS.to_owned() }
    };
    let told = [("all", count("").into()), ("men", count("L").into()), ("women", count("P").into())];
    words.say("attendance-sum", &told)
}

/// `2026-11-24-0003`: the day and the end of the record's id, so that two of a day do not take one name.
fn name_of(session: &Session, key: RecordKey) -> String {
    let id = key.id().to_string().to_lowercase();
    let end = id.get(id.len().saturating_sub(4)..).unwrap_or_default();
    let day = session.on.map(|on| on.to_string()).unwrap_or_default();
    joined(&[day, end.to_owned()], "-")
}
