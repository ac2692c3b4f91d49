//! The gifts of the book, ready to be compared; made at the first question and kept current by every save.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::meetings::Watch;
use crate::catalog::Catalog;
use crate::desk::aid_rows::{AidLine, AidRows};
use crate::desk::line::Line;
use crate::desk::{Book, Desk};
use crate::domain::reading::period;
use crate::domain::{PartialDate, RecordKey, RecordKind};
use crate::overlap::{
    Common, Facts, Gift, GiftBook, GiftReader, Groups, Index, Judgement, Rules, Span, Whom,
};

/// What stands where in line, and the rules that hold today. The gifts themselves stay in the book.
#[derive(Debug)]
pub(in crate::desk) struct AidIndex {
    read: ReadGifts,
    pub rules: Rules,
    index: Index,
}

/// What rows of the book are compared by: of each name, of what many say alike and of each holder it is read once.
#[derive(Debug)]
struct ReadGifts {
    reader: GiftReader,
    /// By the place of a text; 0 for what is no name.
    names: Vec<u64>,
    /// Nothing for gifts that came back.
    sayings: Vec<Option<Common>>,
    holders: Vec<Whom>,
}

impl ReadGifts {
    /// Reads what is new in the book.
    fn take_in(&mut self, book: &Book) {
        let rows = book.aid();
        for at in self.sayings.len()..rows.sayings() {
            let saying = rows.saying(at).unwrap_or_default();
            let counts = saying.status != "returned";
            let common = counts.then(|| self.reader.common(&facts(&saying, book)));
            self.sayings.push(common);
        }
        for at in self.holders.len()..rows.holders().len() {
            let whom = rows.holders().get(at).map(|key| self.whom(key, book));
            self.holders.push(whom.unwrap_or_default());
        }
    }

    /// A name is read when a gift has it: most texts are none.
    fn take_in_name(&mut self, place: u32, rows: &AidRows) {
        let Some(numbers) = rows.numbers(place) else { return };
        let at = numbers.name.place();
        if at >= self.names.len() {
            self.names.resize(rows.texts().len(), 0);
        }
        if let Some(name) = self.names.get_mut(at).filter(|name| **name == 0) {
            *name = self.reader.name(rows.texts().get(numbers.name));
        }
    }

    fn renew_holder(&mut self, key: RecordKey, book: &Book) {
        let at = book.aid().holders().place(key);
        let whom = self.whom(key, book);
        if let Some(own) = at.and_then(|at| self.holders.get_mut(at)) {
            *own = whom;
        }
    }

    /// What gifts take from somebody on record.
    fn whom(&mut self, key: RecordKey, book: &Book) -> Whom {
        let own = stands_for(key);
        if key.kind == RecordKind::Household {
            let house = self.reader.house(house_of(key, book));
            return Whom { household: own, house, ..Whom::default() };
        }
        let Some(person) = book.person(key) else { return Whom { person: own, ..Whom::default() } };
        Whom {
            nik: self.reader.nik(&person.nik),
            card: self.reader.card(&person.family_card),
            name: self.reader.name(&person.name),
            person: own,
            household: person.household.map_or(0, stands_for),
            house: person.household.map_or(0, |household| self.reader.house(house_of(household, book))),
            birth: person.birth.and_then(PartialDate::day),
            village: Some(self.reader.village(&person.village)),
        }
    }
}

/// The rows of a book as they are compared.
struct Rows<'a> {
    rows: &'a AidRows,
    read: &'a ReadGifts,
}

impl GiftBook for Rows<'_> {
    fn places(&self) -> usize {
        self.rows.places()
    }

    fn in_order(&self) -> &[u32] {
        self.rows.in_order()
    }

    /// The same as [`facts`] say of it: a gift's own numbers come first.
    fn gift(&self, place: u32) -> Option<Gift> {
        let row = self.rows.numbers(place)?;
        let common = self.read.sayings.get(row.saying)?.as_ref()?;
        let holder = |at: Option<usize>| at.and_then(|at| self.read.holders.get(at));
        let (person, household) = (holder(row.person), holder(row.household));
        let mut whom = person.cloned().unwrap_or_default();
        if !row.nik.is_empty() || !row.family_card.is_empty() {
            whom.nik = self.read.reader.nik(&row.nik);
            whom.card = self.read.reader.card(&row.family_card);
        }
        if !self.rows.texts().get(row.name).is_empty() {
            whom.name = self.read.names.get(row.name.place()).copied().unwrap_or(0);
        }
        if let Some(household) = household {
            (whom.household, whom.house) = (household.household, household.house);
        }
        Some(common.given_to(&whom))
    }
}

impl AidIndex {
    pub fn of(book: &Book, catalog: &Arc<Catalog>, area: &str) -> Self {
        let reader = GiftReader::new(catalog);
        let mut read = ReadGifts { reader, names: Vec::new(), sayings: Vec::new(), holders: Vec::new() };
        read.take_in(book);
        let rows = book.aid();
        for place in rows.in_order() {
            read.take_in_name(*place, rows);
        }
        let index = Index::of(&Rows { rows, read: &read });
        Self { read, rules: Rules::of(catalog).in_area(area), index }
    }

    fn put(&mut self, key: RecordKey, book: &Book) {
        let rows = book.aid();
        if let Some(place) = rows.any_place(key) {
            self.read.take_in_name(place, rows);
            self.index.put(place, &Rows { rows, read: &self.read });
        }
    }

    /// What holds for a gift and those of the book, itself apart.
    pub fn around(
        &self,
        gift: &Gift,
        except: Option<RecordKey>,
        book: &Book,
        today: chrono::NaiveDate,
    ) -> Vec<(RecordKey, Judgement)> {
        let rows = book.aid();
        let except = except.and_then(|key| rows.place(key));
        let found = self.index.around(gift, except, &Rows { rows, read: &self.read }, &self.rules, today);
        found.into_iter().filter_map(|(place, judgement)| Some((rows.key(place)?, judgement))).collect()
    }

    /// Every pair that meets; gifts go by their places.
    pub fn all<'a>(&self, book: &'a Book, today: chrono::NaiveDate, watch: Watch<'_>) -> Option<Groups<'a>> {
        let rows = book.aid();
        let order = rows.in_order();
        self.index.all(&Rows { rows, read: &self.read }, order, &self.rules, today, watch)
    }

    pub fn gift(&self, key: RecordKey, book: &Book) -> Option<Gift> {
        self.gift_at(book.aid().place(key)?, book)
    }

    pub fn gift_at(&self, place: u32, book: &Book) -> Option<Gift> {
        Rows { rows: book.aid(), read: &self.read }.gift(place)
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
fn facts<'a>(aid: &'a AidLine<'a>, book: &'a Book) -> Facts<'a> {
    let person = aid.person.and_then(|key| book.person(key));
    let household = aid.household.or_else(|| person?.household);
    let typed = aid.nik.is_empty() && aid.family_card.is_empty();
    let own = person.filter(|_| typed);
    let house = household.map_or("", |key| house_of(key, book));
    Facts {
        program: aid.program,
        giver_kind: aid.giver_kind,
        giver: aid.giver,
        item: aid.item,
        need: aid.need,
        name: if aid.name.is_empty() { person.map_or("", |person| &person.name) } else { aid.name },
        nik: own.map_or(&aid.nik, |person| &person.nik),
        family_card: own.map_or(&aid.family_card, |person| &person.family_card),
        birth: person.and_then(|person| person.birth),
        village: if aid.village.is_empty() {
            person.map_or("", |person| &person.village)
        } else {
            aid.village
        },
        person: aid.person.map(stands_for),
        household: household.map(stands_for),
        house: if aid.house.is_empty() { house } else { aid.house },
        span: span_of(aid.period, aid.on),
    }
}

/// How the house of a household is written.
fn house_of(household: RecordKey, book: &Book) -> &str {
    if let Some(Line::Household(line)) = book.line(household) { &line.house } else { "" }
}

impl Desk {
    /// The index, made when it is asked for first.
    pub(in crate::desk) fn aid_index(&mut self) -> &mut AidIndex {
        let area = self.worker().area.clone();
        self.aid.get_or_insert_with(|| AidIndex::of(&self.book, &self.catalog, &area))
    }

    /// The index of the moment; made for one question where there is none yet.
    pub(super) fn ask_aid_index<T>(&self, ask: impl FnOnce(&AidIndex) -> T) -> T {
        match &self.aid {
            Some(aid) => ask(aid),
            None => ask(&AidIndex::of(&self.book, &self.catalog, &self.worker().area)),
        }
    }

    /// A gift that is not in the book, or not yet, read as those of the book are.
    pub(super) fn read_gift(&mut self, aid: &AidLine<'_>) -> Gift {
        let area = self.worker().area.clone();
        let made = self.aid.get_or_insert_with(|| AidIndex::of(&self.book, &self.catalog, &area));
        made.read.reader.read(&facts(aid, &self.book))
    }

    /// After a save: the gifts that changed, and those of people and households that did.
    pub(in crate::desk) fn refresh_aid(&mut self, changed: &[RecordKey]) {
        let Some(aid) = &mut self.aid else { return };
        aid.read.take_in(&self.book);
        let mut touched: BTreeSet<RecordKey> = BTreeSet::new();
        for key in changed {
            match key.kind {
                RecordKind::Aid => {
                    touched.insert(*key);
                }
                RecordKind::Person => {
                    aid.read.renew_holder(*key, &self.book);
                    touched.extend(self.book.aid_of(*key));
                }
                RecordKind::Household => {
                    aid.read.renew_holder(*key, &self.book);
                    touched.extend(self.book.aid_of(*key));
                    for member in self.book.members(*key) {
                        aid.read.renew_holder(*member, &self.book);
                        touched.extend(self.book.aid_of(*member));
                    }
                }
                _ => {}
            }
        }
        for key in touched {
            aid.put(key, &self.book);
        }
    }
}
