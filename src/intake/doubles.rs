//! Whether a row's person is one already read or on record. Exact keys only: no row is compared with all others.

use std::collections::HashMap;

use super::import::Of;
use super::known::KnownPerson;
use super::people::PersonDraft;
use crate::domain::reading::nik;
use crate::domain::{PartialDate, Person, RecordKey};
use crate::search::{FoldedName, Folder, NameMatch};

/// Why a row is the same person as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DuplicateKind {
    /// The same row once more.
    Exact,
    /// The same NIK and a name that is the same or written otherwise.
    NikSameNameVariant,
    /// A NIK is missing; name, whole birth date and village are the same.
    NoNikSameNameBirthVillage,
    /// An organisation of the same name but for spaces and case, in the same village.
    ExactAfterSpaces,
}

impl DuplicateKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::NikSameNameVariant => "nik_same_name_variant",
            Self::NoNikSameNameBirthVillage => "no_nik_same_name_birth_village",
            Self::ExactAfterSpaces => "exact_after_spaces",
        }
    }
}

/// A person who was read or is on record.
#[derive(Debug)]
pub(super) struct Seen {
    pub of: Of,
    /// The row that told of them first; nothing for those on record.
    pub row: Option<usize>,
    name: FoldedName,
    nik: String,
    nik_is_sure: bool,
    birth: Option<PartialDate>,
    sex: String,
}

impl Seen {
    fn known(&self) -> Option<RecordKey> {
        if let Of::Known(key) = self.of { Some(key) } else { None }
    }
}

/// What a row's person is to those seen before.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub duplicate: Option<(usize, DuplicateKind)>,
    /// Others who carry the same NIK under another name.
    pub shared: Vec<usize>,
    /// Others who may be the same; for the worker to judge.
    pub possible: Vec<usize>,
}

/// Others of one name and village that are looked at; more are a list of something else.
const MOST_NAMESAKES: usize = 8;

#[derive(Debug)]
pub(super) struct Doubles {
    folder: Folder,
    pub seen: Vec<Seen>,
    by_row: HashMap<Vec<u8>, usize>,
    by_nik: HashMap<String, Vec<usize>>,
    by_birth: HashMap<(String, String, PartialDate), Vec<usize>>,
    by_name: HashMap<(String, String), Vec<usize>>,
}

impl Doubles {
    pub fn new(folder: Folder, known: impl Iterator<Item = KnownPerson>) -> Self {
        let mut doubles = Self {
            folder,
            seen: Vec::new(),
            by_row: HashMap::new(),
            by_nik: HashMap::new(),
            by_birth: HashMap::new(),
            by_name: HashMap::new(),
        };
        for person in known {
            let sure = nik::state(&person.nik) == nik::NikState::Complete;
            let name = doubles.folder.fold_name(&person.name);
            let seen = Seen {
                of: Of::Known(person.key),
                row: None,
                name,
                nik: person.nik,
                nik_is_sure: sure,
                birth: person.birth,
                sex: person.sex,
            };
            doubles.put(seen, person.village);
        }
        doubles
    }

    /// The person of a row that says exactly the same.
    pub fn same_row(&self, fingerprint: &[u8]) -> Option<usize> {
        self.by_row.get(fingerprint).copied()
    }

    /// Remembers which person a row told of.
    pub fn remember_row(&mut self, fingerprint: Vec<u8>, seen: usize) {
        self.by_row.entry(fingerprint).or_insert(seen);
    }

    /// Takes a new person in, and gives their place.
    pub fn add(&mut self, draft: &PersonDraft, of: Of, row: usize) -> usize {
        let person = &draft.person;
        let seen = Seen {
            of,
            row: Some(row),
            name: draft.name.clone(),
            nik: draft.nik.digits.clone(),
            nik_is_sure: draft.nik.is_sure,
            birth: person.birth,
            sex: person.sex.clone(),
        };
        self.put(seen, person.village.clone())
    }

    fn put(&mut self, seen: Seen, village: String) -> usize {
        let place = self.seen.len();
        if seen.nik_is_sure {
            self.by_nik.entry(seen.nik.clone()).or_default().push(place);
        }
        if !seen.name.placeholder {
            let name = seen.name.key();
            if let Some(birth) = seen.birth.filter(|birth| birth.day.is_some()) {
                self.by_birth.entry((name.clone(), village.clone(), birth)).or_default().push(place);
            }
            self.by_name.entry((name, village)).or_default().push(place);
        }
        self.seen.push(seen);
        place
    }

    pub fn judge(&self, draft: &PersonDraft) -> Verdict {
        let name = &draft.name;
        let mut verdict = Verdict::default();
        if draft.nik.is_sure {
            self.judge_by_nik(draft, name, &mut verdict);
        }
        if verdict.duplicate.is_none() && !name.placeholder {
            self.judge_by_name(draft, name, &mut verdict);
        }
        verdict
    }

    fn judge_by_nik(&self, draft: &PersonDraft, name: &FoldedName, verdict: &mut Verdict) {
        for (place, other) in self.at(self.by_nik.get(&draft.nik.digits)) {
            if self.is_one_name(name, other, draft.person.birth) {
                verdict.duplicate = Some((place, DuplicateKind::NikSameNameVariant));
                return;
            }
            verdict.shared.push(place);
        }
    }

    fn is_one_name(&self, name: &FoldedName, other: &Seen, birth: Option<PartialDate>) -> bool {
        match self.folder.same_name(name, &other.name) {
            NameMatch::Same | NameMatch::Variant => true,
            NameMatch::Similar(likeness) => likeness >= 80 || birth.is_some() && birth == other.birth,
            NameMatch::Different => false,
        }
    }

    fn judge_by_name(&self, draft: &PersonDraft, name: &FoldedName, verdict: &mut Verdict) {
        let person = &draft.person;
        let key = (name.key(), person.village.clone());
        if let Some(birth) = person.birth.filter(|birth| birth.day.is_some()) {
            for (place, other) in self.at(self.by_birth.get(&(key.0.clone(), key.1.clone(), birth))) {
                match agreement(draft, other) {
                    Agreement::Other => verdict.possible.push(place),
                    Agreement::Unknown => {
                        verdict.duplicate = Some((place, DuplicateKind::NoNikSameNameBirthVillage));
                        return;
                    }
                }
            }
        }
        for (place, other) in self.at(self.by_name.get(&key)) {
            if agreement(draft, other) == Agreement::Unknown && may_be_one_birth(person, other) {
                verdict.possible.push(place);
            }
        }
    }

    /// The person on record who has this NIK and, as far as one can tell, this name.
    pub fn known_with_nik(&self, nik: &str, name: &FoldedName) -> Option<RecordKey> {
        let mut found =
            self.at(self.by_nik.get(nik)).filter(|(_, other)| self.is_one_name(name, other, None));
        found.find_map(|(_, other)| other.known())
    }

    /// The only person on record of this name in a village, when the sex does not speak against it.
    pub fn known_with_name(&self, name: &str, village: &str, sex: &str) -> Option<RecordKey> {
        let name = self.folder.fold_name(name);
        let fits = |other: &Seen| sex.is_empty() || other.sex.is_empty() || other.sex == sex;
        let mut found =
            self.at(self.by_name.get(&(name.key(), village.to_owned()))).filter(|(_, other)| fits(other));
        let only = found.find_map(|(_, other)| other.known());
        if name.placeholder || found.next().is_some() { None } else { only }
    }

    fn at(&self, places: Option<&Vec<usize>>) -> impl Iterator<Item = (usize, &Seen)> {
        let places = places.map(Vec::as_slice).unwrap_or_default();
        places.iter().take(MOST_NAMESAKES).filter_map(|place| Some((*place, self.seen.get(*place)?)))
    }
}

#[derive(PartialEq, Eq)]
enum Agreement {
    /// NIK or sex say that these are two people.
    Other,
    Unknown,
}

fn agreement(draft: &PersonDraft, other: &Seen) -> Agreement {
    let sexes = [draft.person.sex.as_str(), other.sex.as_str()];
    let other_sex = sexes.iter().all(|sex| !sex.is_empty()) && sexes.first() != sexes.last();
    let (one, two) = (draft.nik.digits.as_str(), other.nik.as_str());
    let start = |digits: &str| digits.get(..15).map(str::to_owned);
    let missing = one.is_empty()
        || two.is_empty()
        || [one, two].iter().any(|n| nik::state(n) == nik::NikState::Placeholder);
    // Of a number cell only 15 digits are sure.
    let alike = one == two
        || (!draft.nik.is_sure || !other.nik_is_sure) && start(one).is_some() && start(one) == start(two);
    if other_sex || !missing && !alike { Agreement::Other } else { Agreement::Unknown }
}

/// The same year, of which at least one side knows no more.
fn may_be_one_birth(person: &Person, other: &Seen) -> bool {
    match (person.birth, other.birth) {
        (Some(one), Some(two)) => one.year == two.year && (one.day.is_none() || two.day.is_none()),
        _ => false,
    }
}
