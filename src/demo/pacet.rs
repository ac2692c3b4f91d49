//! The small world that was written by hand: `assets/demo/pacet.ndjson`.
//!
//! One record a line, its fields as in NDJSON of a bundle, besides `record` (the kind), `as` (its name in this
//! file) and `root`. Values that depend on the day or on the caller stand in braces: `{-4}` and `{+3}` are days
//! from today, `{born:67:02-16}` the birth date of somebody who is 67, `{year:89}` the year 89 years ago,
//! `{village:Cikitu}` a desa's code, `{nik:P}`, `{card:h1}`, `{phone}` and `{ulid}` invented numbers, `{since:-90}` the
//! months from that day's on. `@name` is
//! a link.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Map, Value};
use ulid::Ulid;

use crate::domain::{Body, PartialDate, Person, Record, RecordKey, RecordKind, ShortNumber};

use super::identity;
use crate::packed::{packed, unpacked};

/// About sixty people of a kecamatan with their households, cases, sessions, organisations and referrals; dates
/// are relative to `today`. `villages` are codes and names; a desa that is not among them becomes the first.
pub fn pacet(villages: &[(&str, &str)], today: NaiveDate, ids: &mut dyn FnMut() -> Ulid) -> Vec<Record> {
    let lines = lines(ids);
    let keys = lines.iter().filter_map(|line| Some((line.name.clone()?, line.key))).collect();
    let mut world = World { villages, today, keys, count: 0, numbers: HashMap::new(), ids };
    lines.into_iter().filter_map(|line| world.record(line)).collect()
}

struct Line {
    key: RecordKey,
    name: Option<String>,
    root: Option<String>,
    fields: Map<String, Value>,
}

fn lines(ids: &mut dyn FnMut() -> Ulid) -> Vec<Line> {
    unpacked(packed!("demo/pacet.ndjson"))
        .lines()
        .filter_map(|line| {
            let Ok(Value::Object(mut fields)) = serde_json::from_str(line) else { return None };
            let mut take = |id| fields.remove(id).and_then(|value| value.as_str().map(str::to_owned));
            let (record, name, root) = (take("record")?, take("as"), take("root"));
            let key = RecordKey::new(RecordKind::from_name(&record)?, ids());
            Some(Line { key, name, root, fields })
        })
        .collect()
}

struct World<'a> {
    villages: &'a [(&'a str, &'a str)],
    today: NaiveDate,
    keys: HashMap<String, RecordKey>,
    /// Invented numbers so far.
    count: u32,
    /// Short numbers so far, by kind.
    numbers: HashMap<RecordKind, u32>,
    ids: &'a mut dyn FnMut() -> Ulid,
}

impl World<'_> {
    fn record(&mut self, line: Line) -> Option<Record> {
        let Line { key, root, mut fields, .. } = line;
        fields.values_mut().for_each(|value| self.fill(value));
        let body = Body::from_json(key.kind, &Value::Object(fields)).ok()?;
        let mut record = Record::new(key.id(), body);
        record.meta.root = root.and_then(|root| self.link(&root));
        record.meta.number = self.short_number(key.kind);
        if let Some(person) = record.body_mut::<Person>() {
            self.fill_nik(person);
        }
        Some(record)
    }

    fn short_number(&mut self, kind: RecordKind) -> Option<ShortNumber> {
        let letter = kind.letter()?;
        let count = self.numbers.entry(kind).or_insert(0);
        *count += 1;
        Some(ShortNumber { letter, year: u16::try_from(self.today.year()).ok()?, count: *count })
    }

    fn fill(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(known) = self.meaning(text) {
                    *text = known;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.fill(item)),
            Value::Object(fields) => fields.values_mut().for_each(|field| self.fill(field)),
            _ => {}
        }
    }

    fn link(&self, text: &str) -> Option<RecordKey> {
        self.keys.get(text.strip_prefix('@')?).copied()
    }

    /// What a link or a word in braces stands for; nothing for any other text.
    fn meaning(&mut self, text: &str) -> Option<String> {
        if let Some(key) = self.link(text) {
            return Some(key.to_string());
        }
        let word = text.strip_prefix('{')?.strip_suffix('}')?;
        let (what, which) = word.split_once(':').unwrap_or((word, ""));
        self.count += 1;
        match what {
            "village" => self.village(which),
            "born" => self.birth(which).map(|day| day.to_string()),
            "year" => Some((self.today.year() - which.parse::<i32>().ok()?).to_string()),
            "phone" => Some(identity::phone(self.count)),
            "card" => {
                Some(identity::family_card(&identity::area(self.villages), which.get(1..)?.parse().ok()?))
            }
            "since" => self.day(which.parse().ok()?).map(|day| format!("{}/..", day.format("%Y-%m"))),
            "ulid" => Some((self.ids)().to_string()),
            // needs the birth date: filled in when the person is whole
            "nik" => None,
            days => self.day(days.parse().ok()?).map(|day| day.to_string()),
        }
    }

    fn village(&self, name: &str) -> Option<String> {
        let named = self.villages.iter().find(|(_, village)| *village == name);
        named.or(self.villages.first()).map(|(code, _)| (*code).to_owned())
    }

    fn day(&self, from_today: i64) -> Option<NaiveDate> {
        let days = Days::new(from_today.unsigned_abs());
        if from_today < 0 { self.today.checked_sub_days(days) } else { self.today.checked_add_days(days) }
    }

    /// `67:02-16`: the last 16 February but 67.
    fn birth(&self, age_and_day: &str) -> Option<NaiveDate> {
        let (age, day) = age_and_day.split_once(':')?;
        let this_year = format!("{:04}-{day}", self.today.year()).parse::<NaiveDate>().ok()?;
        let age = age.parse::<i32>().ok()? + i32::from(this_year > self.today);
        this_year.with_year(self.today.year() - age)
    }

    fn fill_nik(&mut self, person: &mut Person) {
        if !person.nik.starts_with('{') {
            return;
        }
        self.count += 1;
        let birth = person.birth.and_then(PartialDate::earliest);
        let area = identity::area(self.villages);
        person.nik =
            birth.map(|day| identity::nik(&area, day, person.sex == "P", self.count)).unwrap_or_default();
    }
}

#[cfg(test)]
#[path = "pacet_tests.rs"]
mod tests;
