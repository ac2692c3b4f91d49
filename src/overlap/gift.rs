//! A gift as far as overlaps need to know it: small, because there are many.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::PartialDate;

/// Who receives, as the programme says it (`enums.csv`, `program_unit`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    Person,
    Family,
    House,
}

impl Unit {
    /// A group's gift reaches those of its members who are named, each as a person.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "orang" | "kelompok" => Some(Self::Person),
            "keluarga" => Some(Self::Family),
            "rumah" => Some(Self::House),
            _ => None,
        }
    }
}

/// First and last day; an end that is not known is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Span {
    /// The days that both share; nothing when they do not touch.
    pub fn shared(self, other: Self) -> Option<Self> {
        let from = self.from.into_iter().chain(other.from).max();
        let to = self.to.into_iter().chain(other.to).min();
        match (from, to) {
            (Some(from), Some(to)) if from > to => None,
            _ => Some(Self { from, to }),
        }
    }

    /// Days from the end of the one to the beginning of the other; 0 when they touch.
    pub fn gap(self, other: Self) -> i64 {
        let after = |end: Option<NaiveDate>, begin: Option<NaiveDate>| match (end, begin) {
            (Some(end), Some(begin)) => (begin - end).num_days().max(0),
            _ => 0,
        };
        after(self.to, other.from).max(after(other.to, self.from))
    }
}

/// What is known of a gift, in words. An empty text is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    pub program: &'a str,
    /// Code of `aid_source`.
    pub giver_kind: &'a str,
    pub giver: &'a str,
    pub item: &'a str,
    /// Sector of the need it meets; the programme's own when not known.
    pub need: &'a str,
    pub name: &'a str,
    pub nik: &'a str,
    pub family_card: &'a str,
    pub birth: Option<PartialDate>,
    /// Code of the desa.
    pub village: &'a str,
    /// Something that stands for the person on record, and for the household; the same for the same.
    pub person: Option<u64>,
    pub household: Option<u64>,
    /// The house, as written for the household.
    pub house: &'a str,
    pub span: Span,
}

/// A gift ready to be compared. Numbers that are 0 are not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Gift {
    /// Place among the programmes of [`super::Rules`]; one past the last for none.
    pub program: u16,
    /// Given by somebody outside the government.
    pub is_private: bool,
    pub unit: Unit,
    /// Bits of the sectors it answers; all bits when nobody said.
    pub needs: u32,
    /// Compared only where the gifts meet already: half a hash is enough.
    pub(super) giver: u32,
    pub(super) item: u32,
    pub(super) card: u64,
    pub(super) nik: u64,
    pub(super) name: u64,
    pub(super) person: u64,
    pub(super) household: u64,
    pub(super) house: u64,
    pub(super) birth: Option<NaiveDate>,
    /// A pointer and no length: there are a million of them, and some dozen villages.
    pub(super) village: Arc<String>,
    pub span: Span,
}

impl Gift {
    /// Whether it can meet another at all.
    pub fn has_holder(&self) -> bool {
        [self.card, self.nik, self.name, self.person, self.household, self.house].iter().any(|n| *n != 0)
    }
}

pub mod reader {
    //! Facts in words become a gift.

    use std::collections::HashSet;
    use std::hash::{DefaultHasher, Hash, Hasher};
    use std::sync::Arc;

    use super::{Facts, Gift, Unit};
    use crate::catalog::Catalog;
    use crate::domain::PartialDate;
    use crate::domain::reading::{family_card, nik};
    use crate::search::Folder;

    /// Sources outside the government (`enums.csv`, `aid_source`).
    const PRIVATE: &[&str] = &["institution", "zakat", "community_group", "individual", "business"];

    /// Whether a giver of this kind stands outside the government.
    pub fn is_private_source(kind: &str) -> bool {
        PRIVATE.contains(&kind)
    }

    /// Reads gifts against one catalogue.
    #[derive(Debug)]
    pub struct GiftReader {
        folder: Folder,
        catalog: Arc<Catalog>,
        villages: HashSet<Arc<String>>,
    }

    impl GiftReader {
        pub fn new(catalog: &Arc<Catalog>) -> Self {
            Self { folder: Folder::embedded(), catalog: Arc::clone(catalog), villages: HashSet::new() }
        }

        pub fn read(&mut self, facts: &Facts<'_>) -> Gift {
            let programs = self.catalog.programs();
            let place = programs.iter().position(|program| program.code == facts.program);
            let program = place.and_then(|place| programs.get(place));
            let is_private = match program {
                Some(program) => program.level == "non-pemerintah",
                None => is_private_source(facts.giver_kind),
            };
            let usual =
                if facts.household.is_none() && facts.person.is_some() { Unit::Person } else { Unit::Family };
            let unit = program.and_then(|program| Unit::from_code(&program.unit)).unwrap_or(usual);
            let needs = if facts.need.is_empty() {
                program.map_or(0, |program| {
                    program.need_sectors.iter().map(|code| self.sector(code)).fold(0, |a, b| a | b)
                })
            } else {
                self.sector(facts.need)
            };
            let house = if facts.house.is_empty() { 0 } else { hash(&(facts.village, plain(facts.house))) };
            Gift {
                program: u16::try_from(place.unwrap_or(programs.len())).unwrap_or(u16::MAX),
                is_private,
                unit,
                needs: if needs == 0 { u32::MAX } else { needs },
                giver: text(facts.giver),
                item: text(facts.item),
                card: number(facts.family_card, family_card::is_complete),
                nik: number(facts.nik, |digits| nik::state(digits) == nik::NikState::Complete),
                name: self.name(facts.name, facts.village),
                person: facts.person.unwrap_or(0),
                household: facts.household.unwrap_or(0),
                house,
                birth: facts.birth.and_then(PartialDate::day),
                village: self.village(facts.village),
                span: facts.span,
            }
        }

        /// The bit of a sector; later ones than 31 share the last.
        fn sector(&self, code: &str) -> u32 {
            let place = self.catalog.needs().iter().position(|need| need.code == code);
            place.map_or(0, |place| 1 << place.min(31))
        }

        fn name(&self, name: &str, village: &str) -> u64 {
            if name.is_empty() || village.is_empty() {
                return 0;
            }
            let folded = self.folder.fold_name(name);
            if folded.placeholder || folded.words.is_empty() { 0 } else { hash(&(folded.key(), village)) }
        }

        fn village(&mut self, code: &str) -> Arc<String> {
            let new = Arc::new(code.to_owned());
            if let Some(known) = self.villages.get(&new) {
                return Arc::clone(known);
            }
            self.villages.insert(Arc::clone(&new));
            new
        }
    }

    fn number(digits: &str, is_complete: impl Fn(&str) -> bool) -> u64 {
        if is_complete(digits) { digits.parse().unwrap_or(0) } else { 0 }
    }

    fn plain(words: &str) -> String {
        crate::search::plain(words).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn text(words: &str) -> u32 {
        let half = |hash: u64| u32::try_from(hash >> 32).unwrap_or(1).max(1);
        if words.is_empty() { 0 } else { half(hash(&plain(words))) }
    }

    fn hash(value: &impl Hash) -> u64 {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish().max(1)
    }
}
