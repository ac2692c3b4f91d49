//! A programme's list and the one before it: who is new, who is gone, whose aid changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::desk::line::{AidLine, AidView};
use crate::desk::{Desk, Who};
use crate::domain::RecordKey;
use crate::search::Folder;
use crate::sorted::Sorted as _;

/// How a receiver stands in the newer list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    New,
    Gone,
    Changed,
}

impl Turn {
    pub const ALL: [Self; 3] = [Self::New, Self::Gone, Self::Changed];

    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Changed => "changed",
        }
    }
}

/// One receiver of whom the two lists say different things.
#[derive(Clone, Debug, PartialEq)]
pub struct ListTurn {
    pub turn: Turn,
    pub who: Who,
    pub before: Option<RecordKey>,
    pub now: Option<RecordKey>,
    /// Value in rupiah, before and now.
    pub values: (Option<i64>, Option<i64>),
}

/// The last two lists of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct ListChange {
    pub program: String,
    /// First day of the months that each is for.
    pub before: NaiveDate,
    pub now: NaiveDate,
    pub turns: Vec<ListTurn>,
    /// Receivers in both, with nothing changed.
    pub same: usize,
}

impl ListChange {
    pub fn count(&self, turn: Turn) -> usize {
        self.turns.iter().filter(|own| own.turn == turn).count()
    }
}

/// Read when they are compared: a list may have a hundred thousand rows.
type List<'a> = Vec<(RecordKey, AidView<'a>)>;

impl Desk {
    /// For every programme with more than one list, the last against the one before; only in the desa that both cover.
    pub fn list_changes(&self) -> Vec<ListChange> {
        let mut lists: BTreeMap<&str, BTreeMap<NaiveDate, List<'_>>> = BTreeMap::new();
        for (key, gift) in self.book.gifts() {
            let aid = gift.read();
            let span = super::gifts::span_of(aid.period, aid.on);
            let from = span.from.or(span.to);
            if let Some(from) = from.filter(|_| !aid.program.is_empty() && aid.status != "returned") {
                lists.entry(aid.program).or_default().entry(from).or_default().push((key, gift));
            }
        }
        let changes = lists.into_iter().filter_map(|(program, mut lists)| {
            let (now, newer) = lists.pop_last()?;
            let (before, older) = lists.pop_last()?;
            self.change_of(program, (before, older), (now, newer))
        });
        changes.collect()
    }

    fn change_of(
        &self,
        program: &str,
        (before, mut older): (NaiveDate, List<'_>),
        (now, mut newer): (NaiveDate, List<'_>),
    ) -> Option<ListChange> {
        let both: BTreeSet<_> = villages(&older).intersection(&villages(&newer)).copied().collect();
        older.retain(|(_, gift)| both.contains(gift.read().village));
        newer.retain(|(_, gift)| both.contains(gift.read().village));
        if both.is_empty() {
            return None;
        }
        let folder = Folder::embedded();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, gift)) in older.iter().enumerate() {
            for mark in marks(&gift.read(), &folder) {
                places.entry(mark).or_default().push(at);
            }
        }
        let mut left: Vec<bool> = vec![true; older.len()];
        let (mut turns, mut same) = (Vec::new(), 0);
        for (key, gift) in &newer {
            let aid = gift.read();
            let found = marks(&aid, &folder).into_iter().find_map(|mark| {
                let at = places.get(&mark)?.iter().copied().find(|at| left.get(*at) == Some(&true))?;
                older.get(at).map(|(key, old)| (at, *key, old.read()))
            });
            let Some((at, old_key, old)) = found else {
                turns.push(ListTurn {
                    turn: Turn::New,
                    who: self.who(*key),
                    before: None,
                    now: Some(*key),
                    values: (None, aid.value),
                });
                continue;
            };
            if let Some(left) = left.get_mut(at) {
                *left = false;
            }
            if (old.value, old.item) == (aid.value, aid.item) {
                same += 1;
                continue;
            }
            turns.push(ListTurn {
                turn: Turn::Changed,
                who: self.who(*key),
                before: Some(old_key),
                now: Some(*key),
                values: (old.value, aid.value),
            });
        }
        let gone = older.iter().zip(&left).filter(|(_, left)| **left);
        turns.extend(gone.map(|((key, gift), _)| ListTurn {
            turn: Turn::Gone,
            who: self.who(*key),
            before: Some(*key),
            now: None,
            values: (gift.read().value, None),
        }));
        turns.order_by_key(|turn| (turn.turn, turn.who.village.clone(), turn.who.name.clone()));
        Some(ListChange { program: program.to_owned(), before, now, turns, same })
    }
}

fn villages<'a>(list: &List<'a>) -> BTreeSet<&'a str> {
    list.iter().map(|(_, gift)| gift.read().village).collect()
}

/// By what a receiver is known again, the surest first.
fn marks(aid: &AidLine<'_>, folder: &Folder) -> Vec<String> {
    let name = folder.fold_name(aid.name).key();
    let sure = |digits: &str| digits.len() == 16;
    let mut marks = Vec::new();
    if sure(&aid.nik) {
        marks.push(format!("nik {}", aid.nik));
    }
    if sure(&aid.family_card) {
        marks.push(format!("card {}", aid.family_card));
    }
    if !(sure(&aid.nik) && sure(&aid.family_card)) {
        marks.push(format!("name {name} {}", aid.village));
    }
    marks
}
