//! The gifts of the book, ready to be compared; made at the first question and kept current by every save.

use std::collections::HashSet;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::desk::line::{AidLine, Line};
use crate::desk::{Book, Desk};
use crate::domain::reading::period;
use crate::domain::{PartialDate, RecordKey, RecordKind};
use crate::overlap::{Facts, Gift, GiftReader, Index, Rules, Span};

/// All gifts, and the rules that hold today.
#[derive(Debug)]
pub(in crate::desk) struct AidIndex {
    pub reader: GiftReader,
    pub rules: Rules,
    pub index: Index<RecordKey>,
}

impl AidIndex {
    fn put(&mut self, key: RecordKey, aid: &AidLine, book: &Book) {
        if aid.status == "returned" {
            self.index.remove(key);
            return;
        }
        let gift = self.reader.read(&facts(aid, book));
        self.index.put(key, gift);
    }
}

/// A number that stands for a record.
fn stands_for(key: RecordKey) -> u64 {
    u64::try_from(key.id().0 & u128::from(u64::MAX)).unwrap_or(1).max(1)
}

/// When aid is for: its period, else its day, else not known.
pub(in crate::desk) fn span_of(period: &str, on: Option<PartialDate>) -> Span {
    if let Some((from, to)) = period::span(period) {
        return Span { from, to };
    }
    Span { from: on.and_then(PartialDate::earliest), to: on.and_then(PartialDate::latest) }
}

/// A gift's own numbers come first: how two were found to meet is told by what their lists say.
fn facts<'a>(aid: &'a AidLine, book: &'a Book) -> Facts<'a> {
    let person = aid.person.and_then(|key| book.person(key));
    let household = aid.household.or_else(|| person?.household);
    let typed = aid.nik.is_empty() && aid.family_card.is_empty();
    let own = person.filter(|_| typed);
    let house = household.and_then(|key| book.line(key)).map_or("", |line| match line {
        Line::Household(household) => household.house.as_str(),
        _ => "",
    });
    Facts {
        program: &aid.program,
        giver_kind: &aid.giver_kind,
        giver: &aid.giver,
        item: &aid.item,
        need: &aid.need,
        name: if aid.name.is_empty() { person.map_or("", |person| &person.name) } else { &aid.name },
        nik: own.map_or(&aid.nik, |person| &person.nik),
        family_card: own.map_or(&aid.family_card, |person| &person.family_card),
        birth: person.and_then(|person| person.birth),
        village: if aid.village.is_empty() {
            person.map_or("", |person| &person.village)
        } else {
            &aid.village
        },
        person: aid.person.map(stands_for),
        household: household.map(stands_for),
        house: if aid.house.is_empty() { house } else { &aid.house },
        span: span_of(&aid.period, aid.on),
    }
}

/// The index of a book, for one question.
pub(super) fn index_of(book: &Book, catalog: &Arc<Catalog>, area: &str) -> AidIndex {
    let rules = Rules::of(catalog).in_area(area);
    let index = Index::with_room(book.count(RecordKind::Aid));
    let mut made = AidIndex { reader: GiftReader::new(catalog), rules, index };
    for (key, line) in book.of_kind(RecordKind::Aid) {
        if let Line::Aid(aid) = line {
            made.put(key, aid, book);
        }
    }
    made
}

impl Desk {
    /// The index, made when it is asked for first.
    pub(in crate::desk) fn aid_index(&mut self) -> &mut AidIndex {
        let area = self.worker().area.clone();
        self.aid.get_or_insert_with(|| index_of(&self.book, &self.catalog, &area))
    }

    /// A gift that is not in the book, or not yet, read as those of the book are.
    pub(super) fn read_gift(&mut self, aid: &AidLine) -> Gift {
        let area = self.worker().area.clone();
        let made = self.aid.get_or_insert_with(|| index_of(&self.book, &self.catalog, &area));
        made.reader.read(&facts(aid, &self.book))
    }

    /// After a save: the gifts that changed, and those of people and households that did.
    pub(in crate::desk) fn refresh_aid(&mut self, changed: &[RecordKey]) {
        let Some(aid) = &mut self.aid else { return };
        let mut touched: HashSet<RecordKey> = HashSet::new();
        for key in changed {
            match key.kind {
                RecordKind::Aid => {
                    touched.insert(*key);
                }
                RecordKind::Person => touched.extend(self.book.aid_of(*key)),
                RecordKind::Household => {
                    touched.extend(self.book.aid_of(*key));
                    let members = self.book.members(*key).iter();
                    touched.extend(members.flat_map(|member| self.book.aid_of(*member)));
                }
                _ => {}
            }
        }
        for key in touched {
            match self.book.line(key) {
                Some(Line::Aid(line)) => aid.put(key, line, &self.book),
                _ => aid.index.remove(key),
            }
        }
    }
}
