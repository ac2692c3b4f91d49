//! In which order a list stands.

use chrono::NaiveDate;

use crate::domain::{RecordKey, RecordKind};

use crate::desk::Desk;
use crate::desk::line::Line;

/// An order that a list can be put in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The list's own: best match, name, date.
    #[default]
    Usual,
    Name,
    /// Oldest first.
    Age,
    Village,
    Stage,
    Due,
    Priority,
    /// Newest first.
    Opened,
    State,
}

impl Sort {
    const ALL: [Self; 9] = [
        Self::Usual,
        Self::Name,
        Self::Age,
        Self::Village,
        Self::Stage,
        Self::Due,
        Self::Priority,
        Self::Opened,
        Self::State,
    ];

    /// The orders of a list, its own first.
    pub fn of(kind: RecordKind) -> &'static [Self] {
        use Sort::{Age, Due, Name, Opened, Priority, Stage, State, Usual, Village};
        match kind {
            RecordKind::Person | RecordKind::Case => {
                &[Usual, Name, Age, Village, Stage, Due, Priority, Opened]
            }
            RecordKind::FollowUp => &[Usual, Name, Village, Due, Priority],
            RecordKind::Referral => &[Usual, Name, Village, State, Due, Opened],
            RecordKind::Aid => &[Usual, Name, Village, Opened],
            RecordKind::Session | RecordKind::PsmReport => &[Usual, Name, Village, State, Opened],
            RecordKind::Organization => &[Usual, Name, State],
            _ => &[Usual],
        }
    }

    /// `name`; the locale's `sort-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Name => "name",
            Self::Age => "age",
            Self::Village => "village",
            Self::Stage => "stage",
            Self::Due => "due",
            Self::Priority => "priority",
            Self::Opened => "opened",
            Self::State => "state",
        }
    }

    /// By its code or its Indonesian name.
    pub fn from_name(name: &str) -> Option<Self> {
        const INDONESIAN: [(&str, Sort); 8] = [
            ("nama", Sort::Name),
            ("umur", Sort::Age),
            ("desa", Sort::Village),
            ("tahap", Sort::Stage),
            ("jatuh", Sort::Due),
            ("prioritas", Sort::Priority),
            ("dibuka", Sort::Opened),
            ("keadaan", Sort::State),
        ];
        let name = name.to_lowercase();
        let indonesian = INDONESIAN.iter().find(|(word, _)| *word == name).map(|(_, sort)| *sort);
        Self::ALL.into_iter().find(|sort| sort.code() == name).or(indonesian)
    }
}

/// Nothing known comes last.
type Place = (bool, i64, String);

impl Desk {
    /// Puts keys in an order; what is the same in it stays as it was.
    pub(in crate::desk) fn sort(&self, keys: &mut [RecordKey], by: Sort) {
        if by != Sort::Usual {
            keys.sort_by_cached_key(|key| self.place_of(*key, by));
        }
    }

    fn place_of(&self, key: RecordKey, by: Sort) -> Place {
        const LAST: (bool, i64, String) = (true, 0, String::new());
        let Some(line) = self.book.line(key) else { return LAST };
        // What the row of somebody masked does not show must not be told by where it stands.
        let told = matches!(by, Sort::Village | Sort::Due | Sort::State | Sort::Usual);
        if !told && self.is_masked(key) {
            return LAST;
        }
        let number = |number: Option<i64>| (number.is_none(), number.unwrap_or_default(), String::new());
        let day = |day: Option<NaiveDate>| day.map(|day| i64::from(chrono::Datelike::num_days_from_ce(&day)));
        match by {
            Sort::Usual => LAST,
            Sort::Name => text(self.who(key).name.to_lowercase()),
            Sort::Age => {
                let age = self.person_of(key).and_then(|person| self.age(person));
                number(age.map(|age| -i64::from(age)))
            }
            Sort::Village => text(self.village_name(&self.village_of(key, line)).to_lowercase()),
            Sort::Stage => {
                let cases = self.cases_meant(key, line);
                let open = cases.iter().filter(|(_, case)| !case.closed).map(|(case, _)| *case);
                number(open.filter_map(|case| self.rank("case_stage", self.stage_of(case)?)).min())
            }
            Sort::Due => number(day(self.due_of(key, line))),
            Sort::Priority => {
                let cases = self.cases_meant(key, line);
                let open = cases.iter().filter(|(_, case)| !case.closed);
                number(open.filter_map(|(_, case)| self.rank("priority", &case.priority)).min())
            }
            Sort::Opened => number(day(self.event_day(key, line)).map(|day| -day)),
            Sort::State => {
                let list = match line {
                    Line::PsmReport(_) => "psm_report_status",
                    Line::Referral(_) => "referral_state",
                    Line::Session(_) => "session_status",
                    _ => "organization_status",
                };
                number(self.rank(list, Self::state_of(line)))
            }
        }
    }

    /// The place of a code in its list.
    fn rank(&self, list: &str, code: &str) -> Option<i64> {
        let at = self.catalog.choices(list).iter().position(|choice| choice.code == code)?;
        i64::try_from(at).ok()
    }
}

fn text(text: String) -> Place {
    (text.is_empty(), 0, text)
}
