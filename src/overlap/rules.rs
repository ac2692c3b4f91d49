//! Which rule holds for two programmes: the most specific by programme, then by area, then by date.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::judge::Verdict;
use crate::catalog::{Catalog, OverlapRule};
use crate::domain::PartialDate;

/// The rules of a catalogue, ready to be asked often.
#[derive(Clone, Debug)]
pub struct Rules {
    all: Vec<Rule>,
    /// For each pair of programmes the places of the rules that name them, the most specific first.
    table: Vec<Vec<u16>>,
    /// How many kinds of programme the table has on each side.
    width: usize,
    programs: usize,
    /// The area of gifts without a desa.
    area: String,
}

#[derive(Clone, Debug)]
pub(super) struct Rule {
    sides: (Side, Side),
    /// Looks at persons: `SAMA` with one NIK.
    pub is_personal: bool,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    /// A dotted area code; nothing for everywhere.
    region: Option<String>,
    /// Gifts for the same need within so many days, whether or not their periods touch.
    pub days: Option<i64>,
    pub verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Program(u16),
    /// The same programme twice; of givers outside the government, the same giver and the same goods.
    Same,
    /// Any giver outside the government.
    Private,
    /// Any programme of the government.
    Any,
}

impl Side {
    fn read(code: &str, catalog: &Catalog) -> Self {
        match code {
            "SAMA" => Self::Same,
            "NON-PEMERINTAH" => Self::Private,
            "*" => Self::Any,
            code => {
                let place = catalog.programs().iter().position(|program| program.code == code);
                place.and_then(|place| u16::try_from(place).ok()).map_or(Self::Any, Self::Program)
            }
        }
    }

    fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Program(place) => usize::from(place) == kind.place,
            Self::Same => true,
            Self::Private => kind.is_private,
            Self::Any => !kind.is_private,
        }
    }

    fn weight(self) -> u8 {
        match self {
            Self::Program(_) => 4,
            Self::Same => 3,
            Self::Private => 2,
            Self::Any => 1,
        }
    }
}

/// A programme, or what stands for gifts without one.
#[derive(Clone, Copy, Debug)]
struct Kind {
    place: usize,
    is_private: bool,
}

impl Rules {
    pub fn of(catalog: &Catalog) -> Self {
        let rules: Vec<Rule> = catalog.overlap_rules().iter().map(|rule| Rule::read(rule, catalog)).collect();
        let programs = catalog.programs().len();
        let mut kinds: Vec<Kind> = catalog
            .programs()
            .iter()
            .enumerate()
            .map(|(place, program)| Kind { place, is_private: program.level == "non-pemerintah" })
            .collect();
        kinds.push(Kind { place: programs, is_private: false });
        kinds.push(Kind { place: programs, is_private: true });
        let mut table = Vec::with_capacity(kinds.len() * kinds.len());
        for a in &kinds {
            for b in &kinds {
                let mut fitting: Vec<usize> = (0..rules.len())
                    .filter(|at| rules.get(*at).is_some_and(|rule| rule.names(*a, *b, programs)))
                    .collect();
                fitting.sort_by_key(|at| rules.get(*at).map(|rule| (Reverse(rule.rank()), *at)));
                table.push(fitting.into_iter().filter_map(|at| u16::try_from(at).ok()).collect());
            }
        }
        Self { all: rules, table, width: kinds.len(), programs, area: String::new() }
    }

    /// Gifts whose desa is not known are taken to be given in this area.
    #[must_use]
    pub fn in_area(self, area: &str) -> Self {
        Self { area: area.to_owned(), ..self }
    }

    /// The area by which rules hold for a gift.
    pub(super) fn area_of<'a>(&'a self, village: &'a str) -> &'a str {
        if village.is_empty() { &self.area } else { village }
    }

    pub(super) fn get(&self, at: u16) -> Option<&Rule> {
        self.all.get(usize::from(at))
    }

    /// Rules that name two programmes, the most specific first, whatever the date and the area.
    pub(super) fn naming(&self, a: (u16, bool), b: (u16, bool)) -> &[u16] {
        let row = |(place, is_private): (u16, bool)| {
            let place = usize::from(place).min(self.programs);
            if place == self.programs && is_private { place + 1 } else { place }
        };
        self.table.get(row(a) * self.width + row(b)).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Rule {
    fn read(rule: &OverlapRule, catalog: &Catalog) -> Self {
        Self {
            sides: (Side::read(&rule.program_a, catalog), Side::read(&rule.program_b, catalog)),
            is_personal: rule.unit == "orang",
            from: rule.valid_from.and_then(PartialDate::earliest),
            to: rule.valid_to.and_then(PartialDate::latest),
            region: (rule.region_code != "*").then(|| rule.region_code.clone()),
            days: rule.days,
            verdict: Verdict::from_code(&rule.result),
        }
    }

    fn names(&self, a: Kind, b: Kind, programs: usize) -> bool {
        match self.sides {
            (Side::Same, _) | (_, Side::Same) => {
                a.place == b.place && a.place < programs && a.is_private == b.is_private
            }
            (one, other) => one.takes(a) && other.takes(b) || one.takes(b) && other.takes(a),
        }
    }

    pub(super) fn is_same(&self) -> bool {
        self.sides.0 == Side::Same
    }

    /// On that day, in the area of one of the two.
    pub(super) fn holds(&self, on: NaiveDate, villages: [&str; 2]) -> bool {
        let within = |village: &str, region: &str| {
            village.strip_prefix(region).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let here =
            self.region.as_ref().is_none_or(|region| villages.iter().any(|village| within(village, region)));
        here && self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }

    /// Programme, then area, then date: a rule of a later day is the newer word.
    fn rank(&self) -> (u8, usize, Option<NaiveDate>, bool) {
        let weight = self.sides.0.weight() + self.sides.1.weight();
        (weight, self.region.as_ref().map_or(0, String::len), self.from, self.to.is_some())
    }
}
