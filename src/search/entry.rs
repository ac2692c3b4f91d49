//! What is put into the index, and what comes out.

use smallvec::SmallVec;

use crate::domain::RecordKey;

/// What can be found of one record. Texts as people wrote them; an empty text is not there.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub key: RecordKey,
    pub name: &'a str,
    pub alias: &'a str,
    pub nik: &'a str,
    pub family_card: &'a str,
    pub phone: &'a str,
    /// `K-2026-0042-7`.
    pub short_number: &'a str,
    /// The desa's name, not its code.
    pub village: &'a str,
    /// The problem in the worker's words.
    pub problem: &'a str,
    /// Names of PPKS categories, needs, stages: what the list shows as labels.
    pub categories: &'a str,
    pub organization: &'a str,
    /// Anything else worth finding: hamlet, address, marks.
    pub extra: &'a str,
    pub birth_year: Option<i32>,
    /// *rahasia*: found like any other, marked in the hit.
    pub secret: bool,
}

impl<'a> Entry<'a> {
    pub fn new(key: RecordKey, name: &'a str) -> Self {
        Self {
            key,
            name,
            alias: "",
            nik: "",
            family_card: "",
            phone: "",
            short_number: "",
            village: "",
            problem: "",
            categories: "",
            organization: "",
            extra: "",
            birth_year: None,
            secret: false,
        }
    }
}

/// Where a typed word was found. At most 16, for a posting has four bits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// The first word of the name.
    FirstName,
    Name,
    Alias,
    /// After *bin* or *binti*.
    Father,
    Village,
    Problem,
    Category,
    Organization,
    Extra,
    Nik,
    FamilyCard,
    Phone,
    ShortNumber,
    BirthYear,
}

impl Field {
    const ALL: [Self; 14] = [
        Self::FirstName,
        Self::Name,
        Self::Alias,
        Self::Father,
        Self::Village,
        Self::Problem,
        Self::Category,
        Self::Organization,
        Self::Extra,
        Self::Nik,
        Self::FamilyCard,
        Self::Phone,
        Self::ShortNumber,
        Self::BirthYear,
    ];

    pub(super) fn from_bits(bits: u32) -> Self {
        usize::try_from(bits).ok().and_then(|at| Self::ALL.get(at)).copied().unwrap_or(Self::Extra)
    }

    /// For locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::FirstName | Self::Name => "name",
            Self::Alias => "alias",
            Self::Father => "father",
            Self::Village => "village",
            Self::Problem => "problem",
            Self::Category => "category",
            Self::Organization => "organization",
            Self::Extra => "extra",
            Self::Nik => "nik",
            Self::FamilyCard => "family_card",
            Self::Phone => "phone",
            Self::ShortNumber => "short_number",
            Self::BirthYear => "birth_year",
        }
    }

    /// Whether it says who somebody is. Any other field of thousands of people may hold the same.
    pub(super) fn is_of_the_person(self) -> bool {
        !matches!(self, Self::Village | Self::Problem | Self::Category | Self::BirthYear | Self::Extra)
    }

    /// Taken from the score: the name by which people are called says most.
    fn penalty(self) -> u8 {
        match self {
            Self::Name | Self::Organization => 2,
            Self::Alias => 4,
            Self::Father => 6,
            _ => 0,
        }
    }
}

/// How a typed word was found, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum How {
    /// One letter off the start of a word.
    TypoStart,
    /// One letter off.
    Typo,
    /// The start of the word in another spelling.
    SpellingStart,
    /// The same name in another spelling.
    Spelling,
    /// A piece from within a number.
    Within,
    /// The start of a word or a number.
    Start,
    Exact,
}

impl How {
    const ALL: [Self; 7] = [
        Self::TypoStart,
        Self::Typo,
        Self::SpellingStart,
        Self::Spelling,
        Self::Within,
        Self::Start,
        Self::Exact,
    ];

    /// For locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::TypoStart | Self::Typo => "typo",
            Self::SpellingStart | Self::Spelling => "spelling",
            Self::Within => "within",
            Self::Start => "start",
            Self::Exact => "exact",
        }
    }

    /// The weakest that is no slip is above half of the best: a name, however spelled, comes before anything else.
    fn score(self) -> u8 {
        match self {
            Self::TypoStart => 25,
            Self::Typo => 35,
            Self::SpellingStart => 70,
            Self::Spelling => 78,
            Self::Within => 82,
            Self::Start => 88,
            Self::Exact => 100,
        }
    }
}

/// Why a record was found: one for each typed word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    pub field: Field,
    pub how: How,
}

impl Why {
    /// Score in the high byte, so that the larger of two is the better; never zero.
    pub(super) fn pack(self) -> u16 {
        let score = match self.how.score() {
            score if self.field.is_of_the_person() => score - self.field.penalty(),
            score => score / 2,
        };
        u16::from(score) << 8 | (self.how as u16) << 4 | self.field as u16
    }

    pub(super) fn unpack(packed: u16) -> Self {
        let how = How::ALL.get(usize::from(packed >> 4 & 0xf)).copied().unwrap_or(How::TypoStart);
        Self { field: Field::from_bits(u32::from(packed & 0xf)), how }
    }
}

/// One record found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub key: RecordKey,
    /// Mean over the typed words, 0–100.
    pub score: u8,
    /// In the order of the typed words.
    pub why: SmallVec<[Why; 8]>,
    pub secret: bool,
}

/// The best hits, best first and by name among equals, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub hits: Vec<Hit>,
    pub total: usize,
}
