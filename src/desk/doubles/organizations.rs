//! Organisations that stand twice in the directory: under one name in one desa, with one telephone, or with one licence.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{Note, Organization, RecordKey, RecordKind};
use crate::intake::full_name;
use crate::search::Reason;

use crate::desk::doubles::people::{DoubleKind, DoublePair};
use crate::desk::line::{Line, OrganizationLine};
use crate::desk::{Desk, Who};

/// What two organisations are compared by.
struct Facts {
    name: String,
    village: String,
    phone: String,
    permit: String,
}

impl Facts {
    fn of(line: &OrganizationLine) -> Self {
        let permit: String = line.permit_number.chars().filter(|c| c.is_alphanumeric()).collect();
        Self {
            name: full_name(&line.name),
            village: line.village.clone(),
            phone: line.phone.clone(),
            // Of a licence that is not there people write a dash or a word.
            permit: if permit.chars().any(|c| c.is_ascii_digit()) {
                permit.to_lowercase()
            } else {
                String::new()
            },
        }
    }

    /// Under each of these both of two that are alike are found.
    fn marks(&self) -> impl Iterator<Item = (u8, &str)> {
        let marks = [(0, self.name.as_str()), (1, &self.phone), (2, &self.permit)];
        marks.into_iter().filter(|(_, text)| !text.is_empty())
    }

    /// 0–100, with why; nothing where only the name is the same and the desa is another.
    fn likeness(&self, other: &Self) -> Option<(u8, Vec<Reason>)> {
        let same = |own: &str, their: &str| !own.is_empty() && own == their;
        let named = same(&self.name, &other.name);
        let here = same(&self.village, &other.village);
        let elsewhere = !here && !self.village.is_empty() && !other.village.is_empty();
        let by_name = match (named, here, elsewhere) {
            (true, true, _) => 85,
            (true, false, false) => 70,
            _ => 0,
        };
        let by_phone = if same(&self.phone, &other.phone) { 65 } else { 0 };
        let by_permit = if same(&self.permit, &other.permit) { 80 } else { 0 };
        let marks = [by_name, by_phone, by_permit];
        let best = marks.into_iter().max().filter(|best| *best > 0)?;
        let more = marks.into_iter().filter(|mark| *mark > 0).count() - 1;
        let reasons = [
            (named, Reason::NameSame),
            (here, Reason::VillageSame),
            (by_phone > 0, Reason::PhoneSame),
            (by_permit > 0, Reason::PermitSame),
            (elsewhere, Reason::VillageDiffers),
        ];
        let reasons = reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason);
        Some((u8::try_from(best + 10 * more).unwrap_or(100).min(100), reasons.collect()))
    }
}

impl Desk {
    fn directory(&self) -> impl Iterator<Item = (RecordKey, &OrganizationLine)> {
        self.book.of_kind(RecordKind::Organization).filter_map(|(key, line)| match line {
            Line::Organization(line) => Some((key, line)),
            _ => None,
        })
    }

    pub(in crate::desk) fn organizations_alike(
        &self,
        a: RecordKey,
        b: RecordKey,
    ) -> Option<(u8, Vec<Reason>)> {
        let facts = |key: RecordKey| self.book.organization(key).map(Facts::of);
        facts(a)?.likeness(&facts(b)?)
    }

    /// Two and two that look like one and were not told apart, from this score on.
    pub(in crate::desk) fn organization_pairs(&self, least: u8) -> Vec<DoublePair> {
        let all: Vec<(RecordKey, Facts)> =
            self.directory().map(|(key, line)| (key, Facts::of(line))).collect();
        let mut by_mark: HashMap<(u8, &str), Vec<usize>> = HashMap::new();
        let mut near = BTreeSet::new();
        for (at, (_, facts)) in all.iter().enumerate() {
            for mark in facts.marks() {
                let others = by_mark.entry(mark).or_default();
                near.extend(others.iter().map(|other| (*other, at)));
                others.push(at);
            }
        }
        let pair = |(one, other): (usize, usize)| {
            let ((a, own), (b, their)) = (all.get(one)?, all.get(other)?);
            let (score, reasons) = own.likeness(their).filter(|(score, _)| *score >= least)?;
            let keys = (*a.min(b), *a.max(b));
            (!self.is_settled(keys.0, keys.1, score)).then(|| DoublePair {
                kind: DoubleKind::Organization,
                a: self.organization_who(keys.0),
                b: self.organization_who(keys.1),
                keys,
                score,
                reasons,
                members: 0,
            })
        };
        near.into_iter().filter_map(pair).collect()
    }

    /// With its desa, which tells two of one name apart.
    fn organization_who(&self, key: RecordKey) -> Who {
        let village = self.book.organization(key).map(|line| line.village.clone()).unwrap_or_default();
        Who { village, ..self.who(key) }
    }

    /// Another organisation that looks the same as one that is typed, unless the worker knows better.
    pub(in crate::desk) fn organization_double(&self, own: RecordKey, typed: &Organization) -> Option<Note> {
        let line = OrganizationLine {
            name: typed.name.clone(),
            village: typed.village.clone(),
            phone: typed.phone.clone(),
            permit_number: typed.permit_number.clone(),
            ..OrganizationLine::default()
        };
        let facts = Facts::of(&line);
        let mut others = self.directory().filter(|(key, _)| *key != own);
        let is_double = |(key, other): &(RecordKey, &OrganizationLine)| {
            let alike = facts.likeness(&Facts::of(other));
            alike.is_some_and(|(score, _)| !self.is_settled(own, *key, score))
        };
        let (_, found) = others.find(is_double)?;
        Some(Note::warn("organization_double").with("name", &found.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str, village: &str, phone: &str, permit: &str) -> Facts {
        Facts::of(&OrganizationLine {
            name: name.to_owned(),
            village: village.to_owned(),
            phone: phone.to_owned(),
            permit_number: permit.to_owned(),
            ..OrganizationLine::default()
        })
    }

    #[test]
    fn name_and_desa_phone_or_licence_make_a_double_and_the_name_alone_elsewhere_does_not() {
        let one = facts("Yayasan Kasih", "32.04.30.2001", "+62811", "SIOP/12/2024");
        let likeness = |name, village, phone, permit| one.likeness(&facts(name, village, phone, permit));
        assert_eq!(
            likeness("yayasan  kasih", "32.04.30.2001", "", ""),
            Some((85, vec![Reason::NameSame, Reason::VillageSame]))
        );
        assert_eq!(likeness("Yayasan Kasih", "", "", "").map(|found| found.0), Some(70));
        assert_eq!(likeness("Yayasan Kasih", "32.04.30.2002", "", ""), None);
        assert_eq!(likeness("Rumah Singgah", "", "+62811", ""), Some((65, vec![Reason::PhoneSame])));
        assert_eq!(likeness("Rumah Singgah", "", "", "siop 12-2024"), Some((80, vec![Reason::PermitSame])));
        assert_eq!(likeness("Yayasan Kasih", "", "+62811", "SIOP/12/2024").map(|found| found.0), Some(100));
        assert_eq!(facts("Satu", "", "", "-").likeness(&facts("Dua", "", "", "-")), None);
    }
}
