//! Before anything is handed out: what a gift that is typed, or a donor's list, meets in the book.

use std::path::Path;

use super::meetings::Party;
use crate::catalog::OverlapRule;
use crate::desk::line::AidLine;
use crate::desk::{Desk, DeskError, ImportOrder};
use crate::domain::{Aid, Person, RecordKey};
use crate::intake::{self, DraftRef, Import, List, Outcome};
use crate::overlap::{Gift, GiftList, Index, Judgement, Method, Span, Verdict};
use crate::search::Folder;
use crate::sorted::Sorted as _;

/// What pasted text goes by.
const PASTED: &str = "tempelan.txt";

/// A gift of the book that another one meets.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    pub party: Party,
    pub method: Method,
    pub verdict: Verdict,
    pub rule: Option<OverlapRule>,
    pub shared: Option<Span>,
}

/// A row of a donor's list.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedRow {
    pub sheet: String,
    pub row: u32,
    pub name: String,
    pub village: String,
    /// The gravest first.
    pub near: Vec<Neighbour>,
    /// Rows of the same list that are for the same family.
    pub twins: Vec<u32>,
    /// The person on record whom the row is about, where one is known.
    pub person: Option<RecordKey>,
    /// *rahasia*: the row's name stays unsaid.
    pub masked: bool,
    /// Nothing has reached that family so far.
    pub is_first: bool,
}

/// A list as it would be handed out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListCheck {
    pub file: String,
    pub read: usize,
    pub refused: usize,
    pub rows: Vec<CheckedRow>,
}

impl CheckedRow {
    /// The gravest word about it: of the rules, or that the list names the family twice.
    pub fn verdict(&self) -> Verdict {
        let near = self.near.first().map_or(Verdict::Allowed, |near| near.verdict);
        if self.twins.is_empty() { near } else { Verdict::Double.min(near) }
    }
}

impl ListCheck {
    /// Rows of each verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.rows.iter().filter(|row| row.verdict() == verdict).count()
    }
}

impl Desk {
    /// What a gift would meet, the gravest first; `own` is its key when it is on record already.
    pub fn check_aid(&mut self, aid: &Aid, own: Option<RecordKey>) -> Vec<Neighbour> {
        let mut aid = aid.clone();
        self.complete_aid(&mut aid);
        let gift = self.gift_of(&aid);
        self.near(&gift, own)
    }

    fn gift_of(&mut self, aid: &Aid) -> Gift {
        let line = AidLine::of(aid);
        self.read_gift(&line)
    }

    fn near(&mut self, gift: &Gift, own: Option<RecordKey>) -> Vec<Neighbour> {
        let today = self.today;
        self.aid_index();
        let mut found = self.ask_aid_index(|aid| aid.around(gift, own, &self.book, today));
        found.order_by_key(|(key, judgement)| (judgement.verdict, judgement.method, *key));
        found.into_iter().filter_map(|(key, judgement)| self.neighbour(key, &judgement)).collect()
    }

    fn neighbour(&self, key: RecordKey, judgement: &Judgement) -> Option<Neighbour> {
        let rule = judgement.rule.and_then(|at| self.catalog.overlap_rules().get(usize::from(at)));
        Some(Neighbour {
            party: self.party(key)?,
            method: judgement.method,
            verdict: judgement.verdict,
            rule: rule.cloned(),
            shared: judgement.shared,
        })
    }

    /// A donor's list, as a file.
    pub fn check_list(&mut self, file: &Path) -> Result<ListCheck, DeskError> {
        let bytes = intake::file::bytes(file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.check_list_of(&bytes, &name)
    }

    /// The same from bytes, as they lie in a file or were pasted.
    pub fn check_list_of(&mut self, bytes: &[u8], name: &str) -> Result<ListCheck, DeskError> {
        // Names, numbers and villages alone say nothing of aid: a donor's list all the same.
        let import = match self.read_list(bytes, name, List::Aid) {
            Ok(import) if !import.rows.is_empty() => import,
            _ => self.read_list(bytes, name, List::People)?,
        };
        let folder = Folder::embedded();
        let mut rows = Vec::new();
        let mut gifts = GiftList::default();
        for row in &import.rows {
            let Some(mut aid) = self.gift_in(&import, &row.outcome) else { continue };
            self.begin_given(&mut aid);
            self.link_aid(&mut aid, &folder);
            let gift = self.gift_of(&aid);
            let own = match &row.outcome {
                Outcome::Same(key) | Outcome::Changed(key) => Some(*key),
                _ => None,
            };
            let near = self.near(&gift, own);
            let person = aid.person;
            rows.push(CheckedRow {
                sheet: row.sheet.to_string(),
                row: row.row,
                masked: person.is_some_and(|key| self.is_masked(key)),
                is_first: near.is_empty() && self.is_first(&aid),
                name: aid.name,
                village: aid.village,
                near,
                twins: Vec::new(),
                person,
            });
            gifts.push(gift);
        }
        let today = self.today;
        let rules = &self.aid_index().rules;
        let twins = Index::of(&gifts);
        let numbers: Vec<u32> = rows.iter().map(|row: &CheckedRow| row.row).collect();
        for ((place, row), gift) in (0..).zip(&mut rows).zip(gifts.iter()) {
            let others = twins.around(gift, Some(place), &gifts, rules, today).into_iter();
            let at = others.filter_map(|(other, _)| usize::try_from(other).ok());
            row.twins = at.filter_map(|other| numbers.get(other).copied()).collect();
            row.twins.put_in_order();
        }
        rows.order_by_key(|row| (row.verdict(), row.row));
        Ok(ListCheck {
            file: name.to_owned(),
            read: import.receipt.read,
            refused: import.receipt.refused,
            rows,
        })
    }

    /// Text that was pasted: a table with headings, or lines of a chat.
    pub fn check_pasted(&mut self, pasted: &[u8]) -> Result<ListCheck, DeskError> {
        let read = self.check_list_of(pasted, PASTED);
        if read.as_ref().is_ok_and(|found| !found.rows.is_empty()) {
            return read;
        }
        let Some(table) = self.table_of_lines(&String::from_utf8_lossy(pasted)) else { return read };
        let mut found = self.check_list_of(table.as_bytes(), PASTED)?;
        // Without the headings that were put above.
        for row in &mut found.rows {
            row.row -= 1;
            row.twins.iter_mut().for_each(|twin| *twin -= 1);
        }
        Ok(found)
    }

    fn read_list(&self, bytes: &[u8], name: &str, list: List) -> Result<Import, DeskError> {
        let options = intake::Options { read_as: Some(list), ..intake::Options::default() };
        self.read_bytes(bytes, name, &ImportOrder { options, ..ImportOrder::default() })
    }

    /// What a row gives to whom.
    fn gift_in(&self, import: &Import, outcome: &Outcome) -> Option<Aid> {
        let of = |draft: DraftRef| match draft.list {
            List::Aid => import.aid.get(draft.at).cloned(),
            List::People => import.people.get(draft.at).map(of_person),
            _ => None,
        };
        match outcome {
            Outcome::New(draft) | Outcome::Duplicate { of: intake::Of::Draft(draft), .. } => of(*draft),
            Outcome::Duplicate { of: intake::Of::Known(key), .. }
            | Outcome::Same(key)
            | Outcome::Changed(key) => match self.record(*key).ok()?.body {
                crate::domain::Body::Aid(aid) => Some(*aid),
                crate::domain::Body::Person(person) => Some(Aid { person: Some(*key), ..of_person(&person) }),
                _ => None,
            },
            Outcome::Refused(_) => None,
        }
    }

    /// A donor's list seldom says who gives and when: somebody outside the government, today.
    fn begin_given(&self, aid: &mut Aid) {
        if aid.program.is_empty() && aid.giver_kind.is_empty() {
            "institution".clone_into(&mut aid.giver_kind);
        }
        if aid.period.is_empty() && aid.on.is_none() {
            aid.on = Some(self.today.into());
        }
    }

    /// No gift of the book reached the person or household of a row.
    fn is_first(&self, aid: &Aid) -> bool {
        let reached = |key: RecordKey| !self.book.aid_of(key).is_empty();
        let linked = aid.person.into_iter().chain(aid.household).any(reached);
        (aid.person.is_some() || aid.household.is_some()) && !linked
    }
}

fn of_person(person: &Person) -> Aid {
    Aid {
        name: person.name.clone(),
        nik: person.nik.clone(),
        family_card: person.family_card.clone(),
        village: person.village.clone(),
        ..Aid::default()
    }
}
