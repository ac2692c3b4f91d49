//! Which records a filter lets through. Nobody *rahasia* is found out by one: what their row does not show, it does not
//! look at, and who is left out for that is counted.

use crate::domain::{PartialDate, RecordKey, RecordKind, Sensitivity, psm_report};
use crate::search::plain;

use crate::desk::line::{CaseLine, Line, PersonLine};
use crate::desk::lists::filter::{Cut, Filter, FilterKey};
use crate::desk::lists::filter_words::read_ages;
use crate::desk::lists::list::{ListQuery, Listing, Only};
use crate::desk::{Desk, Lateness};

impl FilterKey {
    /// What the row of somebody *rahasia* shows as well.
    fn is_open(self) -> bool {
        matches!(
            self,
            Self::Village
                | Self::Sensitivity
                | Self::Case
                | Self::Due
                | Self::State
                | Self::Month
                | Self::Only
        )
    }
}

impl Desk {
    /// Takes out of a listing what the query leaves out.
    pub(in crate::desk) fn narrow(&self, listing: &mut Listing, query: &ListQuery) {
        let asks_secrets = query.filter.cuts.iter().any(|cut| !cut.key.is_open());
        let mut hidden = 0;
        listing.keys.retain(|key| {
            let Some(line) = self.book.line(*key) else { return false };
            if !self.is_only(*key, line, query.only) {
                return false;
            }
            if asks_secrets && !query.reveal && self.is_masked(*key) {
                let open = query.filter.cuts.iter().filter(|cut| cut.key.is_open());
                hidden += usize::from(open.into_iter().all(|cut| self.meets(*key, line, cut)));
                return false;
            }
            self.passes(*key, line, &query.filter)
        });
        listing.hidden = hidden;
    }

    fn passes(&self, key: RecordKey, line: Line<'_>, filter: &Filter) -> bool {
        filter.cuts.iter().all(|cut| self.meets(key, line, cut))
    }

    fn meets(&self, key: RecordKey, line: Line<'_>, cut: &Cut) -> bool {
        cut.values.iter().any(|value| self.has_value(key, line, cut.key, value)) != cut.not
    }

    fn has_value(&self, key: RecordKey, line: Line<'_>, of: FilterKey, value: &str) -> bool {
        match of {
            FilterKey::Village => self.village_of(key, line) == value,
            FilterKey::Category => {
                value.parse().is_ok_and(|number| self.categories_of(key, line).contains(&number))
            }
            FilterKey::Stage => {
                self.cases_meant(key, line).iter().any(|(case, _)| self.stage_of(*case) == Some(value))
            }
            FilterKey::Priority => self.cases_meant(key, line).iter().any(|(_, case)| case.priority == value),
            FilterKey::Sensitivity => Sensitivity::from_code(value) == Some(self.sensitivity_of(key)),
            FilterKey::Case => {
                let cases = self.cases_meant(key, line);
                let open = cases.iter().any(|(_, case)| !case.closed);
                match value {
                    "open" => open,
                    "closed" => !cases.is_empty() && !open,
                    _ => cases.is_empty(),
                }
            }
            FilterKey::Due => self.is_due(key, line, value),
            FilterKey::Reporter => self.is_reported_by(key, line, &plain(value)),
            FilterKey::Tag => {
                self.person_of(key).is_some_and(|person| person.rare().tags.iter().any(|tag| tag == value))
            }
            FilterKey::State => Self::state_of(line) == value,
            FilterKey::Sex => self.person_of(key).is_some_and(|person| person.sex == value),
            FilterKey::Age => {
                let age = self.person_of(key).and_then(|person| self.age(person));
                age.zip(read_ages(value)).is_some_and(|(age, (from, to))| (from..=to).contains(&age))
            }
            FilterKey::Month => {
                self.event_day(key, line).is_some_and(|day| day.format("%Y-%m").to_string() == value)
            }
            FilterKey::Only => self.is_only(key, line, Only::from_code(value)),
        }
    }

    pub(in crate::desk) fn person_of(&self, key: RecordKey) -> Option<&PersonLine> {
        self.book.person(self.subject(key))
    }

    /// The case that a record is or stands under; else all of the person it is about.
    pub(in crate::desk) fn cases_meant(&self, key: RecordKey, line: Line<'_>) -> Vec<(RecordKey, &CaseLine)> {
        let own = if key.kind == RecordKind::Case { Some(key) } else { line.case() };
        match own {
            Some(own) => self.book.case(own).map(|case| (own, case)).into_iter().collect(),
            None => self.book.cases_of(self.subject(key)).collect(),
        }
    }

    fn categories_of(&self, key: RecordKey, line: Line<'_>) -> Vec<i64> {
        if let Line::Case(case) = line {
            return case.categories.clone();
        }
        self.person_of(key).map(|person| person.categories.to_vec()).unwrap_or_default()
    }

    fn is_due(&self, key: RecordKey, line: Line<'_>, value: &str) -> bool {
        let due = self.due_of(key, line);
        match (value, due) {
            ("none", due) => due.is_none(),
            (_, None) => false,
            ("overdue", Some(due)) => due < self.today,
            ("today", Some(due)) => due == self.today,
            (days, Some(due)) => {
                let last =
                    days.parse().ok().and_then(|days| self.today.checked_add_days(chrono::Days::new(days)));
                last.is_some_and(|last| (self.today..=last).contains(&due))
            }
        }
    }

    fn is_reported_by(&self, key: RecordKey, line: Line<'_>, wanted: &str) -> bool {
        if let Line::PsmReport(report) = line {
            return plain(&report.reporter).contains(wanted);
        }
        self.cases_meant(key, line).iter().any(|(_, case)| plain(&case.reporter).contains(wanted))
    }

    /// The code that the list's column of states shows.
    pub(in crate::desk) fn state_of(line: Line<'_>) -> &str {
        match line {
            Line::PsmReport(report) => &report.state,
            Line::Referral(referral) => &referral.standing.state,
            Line::Organization(organization) => &organization.status,
            Line::Session(session) => &session.status,
            Line::Aid(gift) => gift.read().status,
            Line::FollowUp(task) if task.done => "done",
            Line::FollowUp(task) if !task.open => "cancelled",
            Line::FollowUp(_) => "todo",
            _ => "",
        }
    }

    fn is_only(&self, key: RecordKey, line: Line<'_>, only: Only) -> bool {
        match (only, line) {
            (Only::OpenCase, Line::Person(_)) => self.cases_of(key).0 > 0,
            (Only::OpenCase, Line::Case(case)) => !case.closed,
            (Only::Silent, Line::Case(case)) => !case.closed && self.is_silent(key, self.today),
            (Only::WithoutNeed, Line::Case(case)) => !case.closed && self.book.progress(key).needs == 0,
            (Only::WithoutPlan, Line::Case(case)) => !case.closed && self.book.progress(key).lacks_plan(),
            (Only::Birthday, Line::Person(person)) => self.has_birthday(person),
            (Only::RetentionDue, Line::Person(person)) => {
                self.review_due(key, person).is_some_and(|due| due <= self.today)
            }
            (Only::AsksErasure, Line::Person(person)) => person.asks_erasure,
            (Only::WithoutConsent, Line::Case(case)) => case.lacks_consent(),
            (Only::NewReport, Line::PsmReport(report)) => psm_report::is_new(&report.state),
            (Only::Untold, Line::PsmReport(report)) => psm_report::waits_to_be_told(&report.state),
            (Only::Unmatched, Line::Aid(gift)) => gift.read().is_unmatched(),
            (Only::Waiting, Line::Referral(r)) => r.standing.clock().is_some_and(|clock| clock != "send"),
            (Only::Overdue, Line::Referral(r)) => self.referral_due(r).is_some_and(|due| due < self.today),
            (Only::Stalled, Line::Referral(r)) => self.lateness(r) == Lateness::Stalled,
            (Only::Overdue, Line::FollowUp(task)) => {
                task.open && task.due.is_some_and(|due| due < self.today)
            }
            _ => true,
        }
    }

    pub(in crate::desk) fn village_of(&self, key: RecordKey, line: Line<'_>) -> String {
        match line {
            Line::Person(person) => person.village.as_str().to_owned(),
            Line::Case(case) => case.village.as_str().to_owned(),
            Line::Session(session) => session.village.clone(),
            Line::Activity(done) => done.village.clone(),
            Line::Group(group) => group.village.clone(),
            Line::Aid(gift) => gift.read().village.to_owned(),
            Line::PsmReport(report) => report.village.clone(),
            Line::Household(household) => household.village.as_str().to_owned(),
            _ => self.book.root_of(key).flatten().map(|root| self.who(root).village).unwrap_or_default(),
        }
    }

    /// When a record was opened, held or written.
    pub(in crate::desk) fn event_day(&self, key: RecordKey, line: Line<'_>) -> Option<chrono::NaiveDate> {
        let date = match line {
            Line::Case(case) => case.opened,
            Line::Session(session) => session.on,
            Line::Activity(done) => done.on,
            Line::PsmReport(report) => report.on,
            Line::Aid(gift) => gift.read().on,
            Line::Referral(referral) => return referral.made,
            _ => {
                return self
                    .cases_meant(key, line)
                    .iter()
                    .filter_map(|(_, case)| case.opened?.earliest())
                    .max();
            }
        };
        date.and_then(PartialDate::earliest)
    }
}
