//! The values of a filter in words: what the catalogue and the area know of them.

use crate::domain::{FieldKind, RecordKind, Value};
use crate::form::Lookup as _;
use crate::search::plain;

use crate::desk::lists::filter::{FilterKey, Vocabulary};
use crate::desk::lists::list::Only;
use crate::desk::lists::lookup::DeskLookup;

/// Of a list of one kind.
#[derive(Debug)]
pub struct ListWords<'a> {
    pub lookup: &'a DeskLookup,
    pub kind: RecordKind,
}

/// Codes of what is no list of the catalogue, with the words for them: Indonesian first.
const CASES: [(&str, [&str; 2]); 3] =
    [("open", ["buka", "open"]), ("closed", ["tutup", "closed"]), ("none", ["tidak-ada", "none"])];
const DUES: [(&str, [&str; 2]); 4] = [
    ("overdue", ["terlambat", "overdue"]),
    ("today", ["hari-ini", "today"]),
    ("7", ["7", "7"]),
    ("none", ["tidak-ada", "none"]),
];
/// Ages that people ask for.
const AGES: [&str; 5] = ["0-5", "6-17", "18-59", "60-", "80-"];

impl ListWords<'_> {
    /// The list of the catalogue that has a key's values.
    fn list(&self, key: FilterKey) -> Option<&'static str> {
        Some(match key {
            FilterKey::Category => "ppks",
            FilterKey::Stage => "case_stage",
            FilterKey::Priority => "priority",
            FilterKey::Sensitivity => "sensitivity",
            FilterKey::Tag => "local_tag",
            FilterKey::Sex => "sex",
            FilterKey::State => match self.kind {
                RecordKind::PsmReport => "psm_report_status",
                RecordKind::Referral => "referral_state",
                RecordKind::Organization => "organization_status",
                RecordKind::FollowUp => "followup_status",
                RecordKind::Session => "session_status",
                RecordKind::Aid => "aid_status",
                _ => return None,
            },
            _ => return None,
        })
    }

    /// Whether a list of this kind can be narrowed by it.
    fn has(&self, key: FilterKey) -> bool {
        use RecordKind as Kind;
        let of_people = matches!(
            self.kind,
            Kind::Person
                | Kind::Household
                | Kind::Case
                | Kind::Need
                | Kind::Visit
                | Kind::FollowUp
                | Kind::Assessment
                | Kind::Plan
                | Kind::Conference
                | Kind::Referral
                | Kind::Aid
                | Kind::Mismatch
        );
        match key {
            FilterKey::Village => {
                of_people
                    || matches!(self.kind, Kind::Session | Kind::Activity | Kind::Group | Kind::PsmReport)
            }
            FilterKey::Month => matches!(self.kind, Kind::Session | Kind::Activity | Kind::PsmReport),
            FilterKey::Reporter => of_people || self.kind == Kind::PsmReport,
            FilterKey::State => self.list(key).is_some(),
            FilterKey::Only => !self.cuts().is_empty(),
            _ => of_people,
        }
    }

    fn cuts(&self) -> Vec<Only> {
        Only::ALL.iter().copied().filter(|only| only.is_of(self.kind)).collect()
    }

    /// Every value that can be picked, as code and words.
    pub fn values(&self, key: FilterKey) -> Vec<(String, String)> {
        if !self.has(key) {
            return Vec::new();
        }
        let fixed = |words: &[(&str, [&str; 2])]| {
            words.iter().map(|(code, _)| (*code, self.spell(key, code))).map(owned).collect()
        };
        match key {
            FilterKey::Village => self.lookup.villages().into_iter().map(|v| (v.code, v.label)).collect(),
            FilterKey::Case => fixed(&CASES),
            FilterKey::Due => fixed(&DUES),
            FilterKey::Age => AGES.map(|ages| (ages.to_owned(), ages.to_owned())).to_vec(),
            FilterKey::Only => self
                .cuts()
                .iter()
                .map(|only| (only.code(), self.spell(key, only.code())))
                .map(owned)
                .collect(),
            FilterKey::Reporter | FilterKey::Month => Vec::new(),
            _ => {
                let choices = self.list(key).map(|list| self.lookup.choices(list)).unwrap_or_default();
                choices.into_iter().map(|choice| (choice.code, choice.label)).collect()
            }
        }
    }

    fn spell_fixed(&self, words: &[(&'static str, [&'static str; 2])], code: &str) -> String {
        let found = words.iter().find(|(own, _)| *own == code);
        let word = found.map(|(_, [id, en])| if self.lookup.is_english() { *en } else { *id });
        word.unwrap_or(code).to_owned()
    }

    fn read_village(&self, written: &str) -> Option<String> {
        let today = chrono::NaiveDate::default();
        let read = |text: &str| match self.lookup.reading(FieldKind::Village, text, today).value {
            Some(Value::Text(code)) => Some(code),
            _ => None,
        };
        read(written).or_else(|| read(&written.replace('-', " ")))
    }

    /// As the catalogue reads it; else the only choice whose words begin so.
    fn read_choice(&self, list: &str, written: &str) -> Option<String> {
        if let Some(code) = self.lookup.read_choice(list, written) {
            return Some(code);
        }
        let typed = plain(&written.replace('-', " "));
        let choices = self.lookup.choices(list);
        let mut fitting =
            choices.iter().filter(|choice| !typed.is_empty() && plain(&choice.label).starts_with(&typed));
        let first = fitting.next()?;
        fitting.next().is_none().then(|| first.code.clone())
    }
}

fn owned((code, words): (&str, String)) -> (String, String) {
    (code.to_owned(), words)
}

fn read_fixed(words: &[(&'static str, [&'static str; 2])], written: &str) -> Option<String> {
    let written = plain(&written.replace(' ', "-"));
    let found = words.iter().find(|(code, names)| *code == written || names.contains(&written.as_str()));
    found.map(|(code, _)| (*code).to_owned())
}

impl Vocabulary for ListWords<'_> {
    fn read(&self, key: FilterKey, written: &str) -> Option<String> {
        let written = written.trim();
        match key {
            FilterKey::Village => self.read_village(written),
            FilterKey::Case => {
                let older = [("terbuka", "open"), ("tertutup", "closed")];
                let older = older.iter().find(|(word, _)| *word == plain(written));
                read_fixed(&CASES, written).or_else(|| older.map(|(_, code)| (*code).to_owned()))
            }
            FilterKey::Due => {
                let days = || written.parse::<u16>().ok().map(|days| days.to_string());
                read_fixed(&DUES, written).or_else(days)
            }
            FilterKey::Age => read_ages(written).map(|(from, to)| spell_ages(from, to)),
            FilterKey::Reporter => (!written.is_empty()).then(|| written.to_owned()),
            FilterKey::Month => {
                let first: Option<chrono::NaiveDate> = format!("{written}-01").parse().ok();
                first.map(|first| first.format("%Y-%m").to_string())
            }
            FilterKey::Only => {
                let written = plain(&written.replace(' ', "-"));
                let found = self.cuts().into_iter().find(|only| only.names().contains(&written.as_str()));
                found.map(|only| only.code().to_owned())
            }
            _ => self.read_choice(self.list(key)?, written),
        }
    }

    fn spell(&self, key: FilterKey, code: &str) -> String {
        match key {
            FilterKey::Village => self.lookup.village(code),
            FilterKey::Case => self.spell_fixed(&CASES, code),
            FilterKey::Due => self.spell_fixed(&DUES, code),
            FilterKey::Only => {
                let only = Only::ALL.iter().find(|only| only.code() == code);
                let [id, en] = only.map_or(["", ""], |only| only.names());
                if self.lookup.is_english() { en } else { id }.to_owned()
            }
            // A number is shorter than the name of a category, and as unmistakable.
            FilterKey::Category
            | FilterKey::Reporter
            | FilterKey::Age
            | FilterKey::Tag
            | FilterKey::Month => code.to_owned(),
            _ => self.list(key).map_or_else(|| code.to_owned(), |list| self.lookup.label(list, code)),
        }
    }

    fn possible(&self, key: FilterKey) -> Vec<String> {
        match key {
            FilterKey::Reporter if self.has(key) => vec!["Ujang".to_owned()],
            FilterKey::Category if self.has(key) => vec!["1-26".to_owned()],
            FilterKey::Month if self.has(key) => vec!["2026-11".to_owned()],
            _ => self.values(key).into_iter().map(|(code, _)| self.spell(key, &code)).collect(),
        }
    }
}

/// `60-75`, `60-`, `-17`, `8`, `>60`, `<=17`: from and to, both meant.
pub(in crate::desk) fn read_ages(written: &str) -> Option<(i32, i32)> {
    let number = |text: &str| text.trim().parse::<i32>().ok().filter(|age| (0..=MOST_YEARS).contains(age));
    if let Some(over) = written.strip_prefix('>') {
        let from = over.strip_prefix('=').map_or_else(|| Some(number(over)? + 1), number)?;
        return Some((from, MOST_YEARS)).filter(|(from, to)| from <= to);
    }
    if let Some(under) = written.strip_prefix('<') {
        let to = under.strip_prefix('=').map_or_else(|| Some(number(under)? - 1), number)?;
        return Some((0, to)).filter(|(from, to)| from <= to);
    }
    match written.split_once('-') {
        None => number(written).map(|age| (age, age)),
        Some(("", to)) => Some((0, number(to)?)),
        Some((from, "")) => Some((number(from)?, MOST_YEARS)),
        Some((from, to)) => Some((number(from)?, number(to)?)).filter(|(from, to)| from <= to),
    }
}

const MOST_YEARS: i32 = 150;

fn spell_ages(from: i32, to: i32) -> String {
    if to == MOST_YEARS { format!("{from}-") } else { format!("{from}-{to}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::lists::filter::{Cut, Expression, Filter};
    use crate::domain::Profile;

    fn lookup(language: &str) -> DeskLookup {
        let profile =
            Profile { area: "32.04.30".to_owned(), language: language.to_owned(), ..Profile::default() };
        DeskLookup::of_area(&profile)
    }

    #[test]
    fn every_value_of_every_list_is_written_and_read_as_the_same() {
        for language in ["id", "en"] {
            let lookup = lookup(language);
            for kind in RecordKind::ALL {
                let words = ListWords { lookup: &lookup, kind: *kind };
                for key in FilterKey::all() {
                    for (code, _) in words.values(key) {
                        let cut = Cut { key, not: false, values: vec![code.clone()] };
                        let expression =
                            Expression { filter: Filter { cuts: vec![cut] }, ..Expression::default() };
                        let written = expression.written(&words);
                        assert_eq!(Expression::read(&written, &words), Ok(expression), "{written}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_people_write_for_a_value_is_understood() {
        let lookup = lookup("id");
        let words = ListWords { lookup: &lookup, kind: RecordKind::Case };
        for (key, written, code) in [
            (FilterKey::Village, "cikitu", "32.04.30.2004"),
            (FilterKey::Stage, "rencana", "plan"),
            (FilterKey::Stage, "Asesmen", "assessment"),
            (FilterKey::Priority, "mendesak", "urgent"),
            (FilterKey::Case, "terbuka", "open"),
            (FilterKey::Due, "hari ini", "today"),
            (FilterKey::Due, "14", "14"),
            (FilterKey::Tag, "rtlh", "RTLH"),
            (FilterKey::Age, "-17", "0-17"),
            (FilterKey::Age, "8", "8-8"),
            (FilterKey::Age, ">60", "61-"),
            (FilterKey::Age, ">= 60", "60-"),
            (FilterKey::Age, "<18", "0-17"),
            (FilterKey::Age, "<=17", "0-17"),
            (FilterKey::Only, "tanpa-kebutuhan", "without-need"),
        ] {
            let read = words.read(key, written);
            if key == FilterKey::Village {
                assert_eq!(read.map(|code| lookup.village(&code)).as_deref(), Some("Cikitu"));
            } else {
                assert_eq!(read.as_deref(), Some(code), "{written}");
            }
        }
        for (key, written) in [
            (FilterKey::Age, "60-6"),
            (FilterKey::Age, "<0"),
            (FilterKey::Age, "tua"),
            (FilterKey::Due, "besok lusa"),
        ] {
            assert_eq!(words.read(key, written), None, "{written}");
        }
        assert!(words.possible(FilterKey::State).is_empty());
    }
}
