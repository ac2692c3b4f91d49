//! What is planned: a month by weeks, and a day's sheet for the field, desa by desa. On paper that is carried about nobody
//! *rahasia* is named and no category stands.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::domain::{RecordKey, RecordKind};
use crate::paper::sheet::{Cell, Sheet};
use crate::sorted::Sorted as _;
use crate::text::Words;

use crate::desk::line::Line;
use crate::desk::today::agenda::{AgendaKind, SILENT_DAYS};
use crate::desk::{Desk, DeskError, Target, Who};

/// Why somebody or something stands in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanKind {
    Session,
    FollowUp,
    Referral,
    /// An open case that will have been without a visit for too long.
    Visit,
}

impl From<AgendaKind> for PlanKind {
    fn from(kind: AgendaKind) -> Self {
        match kind {
            AgendaKind::FollowUp => Self::FollowUp,
            AgendaKind::Referral => Self::Referral,
            AgendaKind::Session => Self::Session,
        }
    }
}

impl PlanKind {
    /// The locale's `plan-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::FollowUp => "follow-up",
            Self::Referral => "referral",
            Self::Visit => "visit",
        }
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanItem {
    pub key: RecordKey,
    pub day: NaiveDate,
    pub kind: PlanKind,
    pub who: Who,
    /// The task, the topic, or the state code of a referral; empty of a visit.
    pub what: String,
}

/// A month, `YYYY-MM`.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkPlan {
    pub month: String,
    /// What was due before the month and is still open; only where the month has begun.
    pub left_over: Vec<PlanItem>,
    /// Weeks from Monday to Sunday as far as they are in the month: first and last day, and what there is to do.
    pub weeks: Vec<(NaiveDate, NaiveDate, Vec<PlanItem>)>,
}

/// Somebody to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub person: RecordKey,
    pub name: String,
    pub address: String,
    pub phone: String,
    /// One line for each reason.
    pub reasons: Vec<String>,
}

/// A day in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySheet {
    pub on: NaiveDate,
    /// By desa, code first.
    pub villages: BTreeMap<String, Vec<Stop>>,
    /// *Rahasia*: to be looked up on the laptop, not carried about.
    pub hidden: usize,
}

/// Lines left free at the end of a desa.
const FREE_LINES: usize = 5;

impl Desk {
    /// What there is to do in a month; nothing of a month that is no month.
    pub fn work_plan(&self, month: &str) -> WorkPlan {
        let first: NaiveDate = format!("{month}-01").parse().unwrap_or(self.today);
        let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        let last = next.pred_opt().unwrap_or(first);
        let mut items = self.plan_items(first);
        items.order_by(|a, b| (a.day, a.kind, &a.who.name, a.key).cmp(&(b.day, b.kind, &b.who.name, b.key)));
        let has_begun = first <= self.today;
        let left_over = items.iter().filter(|item| has_begun && item.day < first).cloned().collect();
        let mut weeks = Vec::new();
        let mut from = first;
        while from <= last {
            let sunday = from + Days::new(u64::from(6 - from.weekday().num_days_from_monday()));
            let to = sunday.min(last);
            let of_week = items.iter().filter(|item| (from..=to).contains(&item.day)).cloned().collect();
            weeks.push((from, to, of_week));
            from = to + Days::new(1);
        }
        WorkPlan { month: first.format("%Y-%m").to_string(), left_over, weeks }
    }

    fn plan_items(&self, from: NaiveDate) -> Vec<PlanItem> {
        let due = self.due_items(NaiveDate::MIN..=NaiveDate::MAX, self.today, usize::MAX).into_iter();
        let mut items: Vec<PlanItem> = due
            .filter(|item| item.kind != AgendaKind::Session || item.due >= from)
            .map(|item| (PlanKind::from(item.kind), item))
            .map(|(kind, item)| PlanItem {
                key: item.key,
                day: item.due,
                kind,
                who: item.who,
                what: item.what,
            })
            .collect();
        items.extend(self.visits_due());
        items
    }

    /// Open cases, on the day by which somebody should have been there again.
    fn visits_due(&self) -> Vec<PlanItem> {
        let open = self.book.cases().filter(|(_, case)| !case.closed);
        open.filter_map(|(key, _)| {
            let day = self.last_contact(key)?.checked_add_days(Days::new(SILENT_DAYS.unsigned_abs()))?;
            let who = self.who(self.book.root_of(key)??);
            Some(PlanItem { key, day, kind: PlanKind::Visit, who, what: String::new() })
        })
        .collect()
    }

    /// Whom to see on a day, in one desa or in all: what is due until then, and who was not seen for too long.
    pub fn day_sheet(&self, on: NaiveDate, village: Option<&str>) -> DaySheet {
        let words = self.words();
        let mut sheet = DaySheet { on, villages: BTreeMap::new(), hidden: 0 };
        let mut items: Vec<PlanItem> = self.plan_items(on);
        items.retain(|item| {
            item.day <= on && item.kind != PlanKind::Session && item.who.key.kind == RecordKind::Person
        });
        items.order_by(|a, b| (&a.who.name, a.who.key, a.day).cmp(&(&b.who.name, b.who.key, b.day)));
        let mut hidden = std::collections::BTreeSet::new();
        for item in items {
            let Some(Line::Person(person)) = self.book.line(item.who.key) else { continue };
            if village.is_some_and(|village| village != person.village) {
                continue;
            }
            if item.who.masked {
                hidden.insert(item.who.key);
                continue;
            }
            let reason = plan_words(&item, &words, &|state| self.label("referral_state", state));
            let stops = sheet.villages.entry(person.village.as_str().to_owned()).or_default();
            match stops.last_mut().filter(|stop| stop.person == item.who.key) {
                Some(stop) => stop.reasons.push(reason),
                None => stops.push(Stop {
                    person: item.who.key,
                    name: person.name.as_str().to_owned(),
                    address: person.address.to_string(),
                    phone: person.phone.as_str().to_owned(),
                    reasons: vec![reason],
                }),
            }
        }
        sheet.hidden = hidden.len();
        sheet
    }

    /// A sheet a desa.
    pub fn export_day_sheet(
        &mut self,
        on: NaiveDate,
        village: Option<&str>,
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let day = self.day_sheet(on, village);
        let mut sheets: Vec<Sheet> =
            day.villages.iter().map(|(code, stops)| self.stops_sheet(code, stops, &day, &words)).collect();
        if sheets.is_empty() {
            sheets.push(self.stops_sheet(village.unwrap_or_default(), &[], &day, &words));
        }
        let of_village: String =
            village.map(|code| self.village_name(code)).unwrap_or_default().to_lowercase();
        let of_village = of_village.split_whitespace().collect::<Vec<_>>().join("-");
        let name = format!("{}-{on}-{of_village}", words.get("day-sheet-file"));
        let name = name.trim_end_matches('-');
        self.export_signed(&sheets, &[], name, target)
    }

    fn stops_sheet(&self, village: &str, stops: &[Stop], day: &DaySheet, words: &Words) -> Sheet {
        let name = self.village_name(village);
        let rows = stops.iter().zip(1_u32..).map(|(stop, number)| {
            let texts =
                [stop.name.clone(), stop.address.clone(), stop.phone.clone(), stop.reasons.join("; ")];
            let cells = texts.into_iter().map(Cell::from);
            std::iter::once(Cell::Number(f64::from(number))).chain(cells).chain([Cell::Empty]).collect()
        });
        // A line that is written on has a sign in it, or it would not be drawn.
        let free = std::iter::repeat_n(vec![Cell::Text(" ".to_owned()); 6], FREE_LINES);
        let mut facts = vec![(words.get("day-sheet-count"), stops.len().to_string())];
        if day.hidden > 0 {
            facts.push((words.get("day-sheet-hidden"), day.hidden.to_string()));
        }
        let heads =
            ["sheet-no", "sheet-name", "sheet-address", "sheet-phone", "day-sheet-what", "day-sheet-note"];
        Sheet {
            name: if name.is_empty() { words.get("day-sheet-sheet") } else { name.clone() },
            title: vec![words.get("day-sheet-title"), name, words.date_long(day.on)],
            facts,
            header: heads.map(|key| words.get(key)).to_vec(),
            rows: rows.chain(free).collect(),
            widths: vec![5.0, 22.0, 24.0, 15.0, 30.0, 30.0],
        }
    }

    pub fn export_work_plan(&mut self, month: &str, target: &Target) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let plan = self.work_plan(month);
        let sheet = self.plan_sheet(&plan, &words);
        let signatures = [self.head_signature(&words), self.own_signature(&words)];
        let name = format!("{}-{}", words.get("work-plan-file"), plan.month);
        self.export_signed(&[sheet], &signatures, &name, target)
    }

    fn plan_sheet(&self, plan: &WorkPlan, words: &Words) -> Sheet {
        let mut rows = Vec::new();
        if !plan.left_over.is_empty() {
            rows.push(heading_row(words.get("work-plan-left-over")));
            rows.extend(plan.left_over.iter().map(|item| self.plan_row(item, words)));
        }
        for (from, to, items) in &plan.weeks {
            rows.push(heading_row(week_words(*from, *to, words)));
            rows.extend(items.iter().map(|item| self.plan_row(item, words)));
        }
        let heads = [
            "work-plan-day",
            "work-plan-kind",
            "work-plan-who",
            "sheet-village",
            "day-sheet-what",
            "work-plan-result",
        ];
        Sheet {
            name: words.get("work-plan-sheet"),
            title: vec![
                words.get("work-plan-title"),
                words.say("area-name", &[("name", self.area_name().into())]),
                month_words(&plan.month, words),
            ],
            facts: Vec::new(),
            header: heads.map(|key| words.get(key)).to_vec(),
            rows,
            widths: vec![14.0, 16.0, 24.0, 16.0, 36.0, 24.0],
        }
    }

    fn plan_row(&self, item: &PlanItem, words: &Words) -> Vec<Cell> {
        vec![
            Cell::Date(item.day),
            Cell::from(words.get(&format!("plan-{}", item.kind.code()))),
            Cell::from(if item.who.masked { words.get("masked") } else { item.who.name.clone() }),
            Cell::from(self.village_name(&item.who.village)),
            Cell::from(self.plan_text(item, words)),
            Cell::Empty,
        ]
    }

    /// What is to be done, in words; of somebody *rahasia* only that there is something.
    pub fn plan_text(&self, item: &PlanItem, words: &Words) -> String {
        if item.who.masked {
            return words.get("masked-task");
        }
        plan_words(item, words, &|state| self.label("referral_state", state))
    }
}

fn plan_words(item: &PlanItem, words: &Words, state: &dyn Fn(&str) -> String) -> String {
    match item.kind {
        PlanKind::Referral => words.say("agenda-referral", &[("state", state(&item.what).into())]),
        PlanKind::Visit => words.get("plan-visit-what"),
        PlanKind::Session | PlanKind::FollowUp => item.what.clone(),
    }
}

fn heading_row(text: String) -> Vec<Cell> {
    std::iter::once(Cell::Text(text)).chain(std::iter::repeat_n(Cell::Empty, 5)).collect()
}

/// `Minggu 1–7 Desember`.
pub fn week_words(from: NaiveDate, to: NaiveDate, words: &Words) -> String {
    words.say("work-plan-week", &[("from", words.date(from).into()), ("to", words.date(to).into())])
}

fn month_words(month: &str, words: &Words) -> String {
    let mut parts = month.split('-').filter_map(|part| part.parse::<u32>().ok());
    let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(1));
    words.month_of_year(i32::try_from(year).unwrap_or(0), month)
}
