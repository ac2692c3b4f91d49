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

/// A desa: its code, and a number that stands for it.
#[derive(Clone, Debug)]
pub struct Village {
    code: Arc<String>,
    mark: u64,
}

/// What many gifts have in common, read once.
#[derive(Clone, Debug)]
pub struct Common {
    program: u16,
    is_private: bool,
    /// Of the programme; nothing where the holders say it.
    unit: Option<Unit>,
    needs: u32,
    giver: u32,
    item: u32,
    /// Of the house, without its desa.
    house: u64,
    village: Village,
    pub span: Span,
}

/// What of a gift comes from whom it is for. Numbers that are 0 are not known.
#[derive(Clone, Debug, Default)]
pub struct Whom {
    pub nik: u64,
    pub card: u64,
    /// Of the name, without its desa.
    pub name: u64,
    pub person: u64,
    pub household: u64,
    pub house: u64,
    pub birth: Option<NaiveDate>,
    /// Where the gift itself names none.
    pub village: Option<Village>,
}

impl Common {
    /// The gift of somebody.
    pub fn given_to(&self, whom: &Whom) -> Gift {
        let own = whom.village.as_ref().filter(|_| self.village.code.is_empty());
        let Village { code, mark } = own.unwrap_or(&self.village);
        let usual = if whom.household == 0 && whom.person != 0 { Unit::Person } else { Unit::Family };
        let house = if self.house == 0 { whom.house } else { self.house };
        Gift {
            program: self.program,
            is_private: self.is_private,
            unit: self.unit.unwrap_or(usual),
            needs: self.needs,
            giver: self.giver,
            item: self.item,
            card: whom.card,
            nik: whom.nik,
            // A name says nothing without the desa.
            name: if code.is_empty() { 0 } else { both(*mark, whom.name) },
            person: whom.person,
            household: whom.household,
            house: both(*mark, house),
            birth: whom.birth,
            village: Arc::clone(code),
            span: self.span,
        }
    }
}

/// One number for a desa and a number in it; not known where the latter is not.
fn both(village: u64, own: u64) -> u64 {
    let mixed = (village.rotate_left(29) ^ own).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    if own == 0 { 0 } else { (mixed ^ mixed >> 32).max(1) }
}

pub mod reader {
    //! Facts in words become a gift.

    use std::collections::HashMap;
    use std::hash::{DefaultHasher, Hash, Hasher};
    use std::sync::Arc;

    use super::{Common, Facts, Gift, Unit, Village, Whom};
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
        villages: HashMap<String, Village>,
    }

    impl GiftReader {
        pub fn new(catalog: &Arc<Catalog>) -> Self {
            Self { folder: Folder::embedded(), catalog: Arc::clone(catalog), villages: HashMap::new() }
        }

        pub fn read(&mut self, facts: &Facts<'_>) -> Gift {
            let whom = Whom {
                nik: self.nik(facts.nik),
                card: self.card(facts.family_card),
                name: self.name(facts.name),
                person: facts.person.unwrap_or(0),
                household: facts.household.unwrap_or(0),
                house: 0,
                birth: facts.birth.and_then(PartialDate::day),
                village: None,
            };
            self.common(facts).given_to(&whom)
        }

        /// All but whom it is for.
        pub fn common(&mut self, facts: &Facts<'_>) -> Common {
            let programs = self.catalog.programs();
            let place = programs.iter().position(|program| program.code == facts.program);
            let program = place.and_then(|place| programs.get(place));
            let is_private = match program {
                Some(program) => program.level == "non-pemerintah",
                None => is_private_source(facts.giver_kind),
            };
            let needs = if facts.need.is_empty() {
                program.map_or(0, |program| {
                    program.need_sectors.iter().map(|code| self.sector(code)).fold(0, |a, b| a | b)
                })
            } else {
                self.sector(facts.need)
            };
            Common {
                program: u16::try_from(place.unwrap_or(programs.len())).unwrap_or(u16::MAX),
                is_private,
                unit: program.and_then(|program| Unit::from_code(&program.unit)),
                needs: if needs == 0 { u32::MAX } else { needs },
                giver: text(facts.giver),
                item: text(facts.item),
                house: self.house(facts.house),
                village: self.village(facts.village),
                span: facts.span,
            }
        }

        pub fn nik(&self, digits: &str) -> u64 {
            number(digits, |digits| nik::state(digits) == nik::NikState::Complete)
        }

        pub fn card(&self, digits: &str) -> u64 {
            number(digits, family_card::is_complete)
        }

        /// The bit of a sector; later ones than 31 share the last.
        fn sector(&self, code: &str) -> u32 {
            let place = self.catalog.needs().iter().position(|need| need.code == code);
            place.map_or(0, |place| 1 << place.min(31))
        }

        pub fn name(&self, name: &str) -> u64 {
            if name.is_empty() {
                return 0;
            }
            let folded = self.folder.fold_name(name);
            if folded.placeholder || folded.words.is_empty() { 0 } else { hash(&folded.key()) }
        }

        pub fn house(&self, house: &str) -> u64 {
            if house.is_empty() { 0 } else { hash(&plain(house)) }
        }

        pub fn village(&mut self, code: &str) -> Village {
            if let Some(known) = self.villages.get(code) {
                return known.clone();
            }
            let new = Village { code: Arc::new(code.to_owned()), mark: hash(&code) };
            self.villages.insert(code.to_owned(), new.clone());
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
