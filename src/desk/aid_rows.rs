//! All gifts in memory, each in a few dozen bytes: lists bring hundreds of thousands, and a laptop has two gigabytes.
//!
//! What a gift says is mostly what others of its list say too; a row holds what is its own. It is read when it is looked at.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::ops::Deref;

use indexmap::IndexSet;

use crate::domain::{Aid, PartialDate, RecordKey, RecordKind};
use crate::interned::{Keys, TextId, Texts};
use crate::segments::Segments;

/// The fields of a gift that lists, overlaps and warnings need.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AidLine<'a> {
    pub person: Option<RecordKey>,
    pub household: Option<RecordKey>,
    pub group: Option<RecordKey>,
    pub nik: Digits<'a>,
    pub family_card: Digits<'a>,
    /// Code of `program_unit`.
    pub holder: &'a str,
    pub house: &'a str,
    pub giver_kind: &'a str,
    pub description: &'a str,
    /// Sector of the need it meets.
    pub need: &'a str,
    pub status: &'a str,
    /// It is for nobody on record, the worker said.
    pub settled: bool,
    pub name: &'a str,
    pub program: &'a str,
    pub giver: &'a str,
    pub village: &'a str,
    pub period: &'a str,
    pub on: Option<PartialDate>,
    pub value: Option<i64>,
    pub item: &'a str,
}

impl<'a> AidLine<'a> {
    pub fn of(aid: &'a Aid) -> Self {
        Self {
            person: aid.person,
            household: aid.household,
            group: aid.group,
            nik: aid.nik.as_str().into(),
            family_card: aid.family_card.as_str().into(),
            holder: &aid.holder,
            house: &aid.house,
            giver_kind: &aid.giver_kind,
            description: &aid.description,
            need: &aid.need,
            status: &aid.status,
            settled: aid.settled.iter().any(|code| code == "not_on_record"),
            name: &aid.name,
            program: &aid.program,
            giver: &aid.giver,
            village: &aid.village,
            period: &aid.period,
            on: aid.on,
            value: aid.value,
            item: &aid.item,
        }
    }

    /// What is known in memory of the gift, as a record.
    pub fn to_aid(self) -> Aid {
        Aid {
            person: self.person,
            household: self.household,
            group: self.group,
            holder: self.holder.to_owned(),
            house: self.house.to_owned(),
            name: self.name.to_owned(),
            nik: self.nik.to_string(),
            family_card: self.family_card.to_string(),
            village: self.village.to_owned(),
            program: self.program.to_owned(),
            description: self.description.to_owned(),
            giver_kind: self.giver_kind.to_owned(),
            giver: self.giver.to_owned(),
            on: self.on,
            period: self.period.to_owned(),
            item: self.item.to_owned(),
            value: self.value,
            need: self.need.to_owned(),
            status: self.status.to_owned(),
            settled: self.settled.then(|| "not_on_record".to_owned()).into_iter().collect(),
            ..Aid::default()
        }
    }
}

/// A number of sixteen digits, or what was written in its place.
#[derive(Clone, Copy, Debug)]
pub enum Digits<'a> {
    Whole([u8; 16]),
    Written(&'a str),
}

impl Deref for Digits<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Whole(digits) => std::str::from_utf8(digits).unwrap_or_default(),
            Self::Written(text) => text,
        }
    }
}

impl Default for Digits<'_> {
    fn default() -> Self {
        Self::Written("")
    }
}

impl<'a> From<&'a str> for Digits<'a> {
    fn from(written: &'a str) -> Self {
        Self::Written(written)
    }
}

impl fmt::Display for Digits<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl PartialEq for Digits<'_> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// A gift, to be read where more than its key is asked.
#[derive(Clone, Copy, Debug)]
pub enum AidView<'a> {
    Row(&'a AidRows, u32),
    Alone(&'a Aid),
}

impl<'a> AidView<'a> {
    pub fn read(self) -> AidLine<'a> {
        match self {
            Self::Row(rows, place) => rows.read(place).unwrap_or_default(),
            Self::Alone(aid) => AidLine::of(aid),
        }
    }
}

const NONE: u32 = u32::MAX;

/// What many gifts say alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Saying {
    holder: TextId,
    house: TextId,
    giver_kind: TextId,
    description: TextId,
    need: TextId,
    status: TextId,
    program: TextId,
    giver: TextId,
    village: TextId,
    period: TextId,
    item: TextId,
    settled: bool,
    on: Option<PartialDate>,
    value: Option<i64>,
    group: Option<RecordKey>,
}

/// What is a gift's own.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// [`NONE`] for a gift that is gone.
    saying: u32,
    name: TextId,
    /// Places among the holders.
    person: u32,
    household: u32,
    nik: Number,
    card: Number,
    /// The next gift of the same person, and of the same household.
    next: [u32; 2],
}

/// A number of sixteen digits as one, else the number of a text.
#[derive(Clone, Copy, Debug)]
struct Number(u64);

impl Number {
    /// Set for texts: sixteen digits need 54 bits.
    const TEXT: u64 = 1 << 63;
    const DIGITS: usize = 16;

    fn of(written: &str, texts: &mut Texts) -> Self {
        let is_whole = written.len() == Self::DIGITS && written.bytes().all(|byte| byte.is_ascii_digit());
        let number = if is_whole { written.parse().ok() } else { None };
        Self(number.unwrap_or_else(|| u64::from(texts.keep(written).number()) | Self::TEXT))
    }

    fn read(self, texts: &Texts) -> Digits<'_> {
        if self.0 & Self::TEXT != 0 {
            let id = TextId::from_number(u32::try_from(self.0 & !Self::TEXT).unwrap_or(NONE));
            return Digits::Written(texts.get(id));
        }
        let mut digits = [b'0'; Self::DIGITS];
        let mut rest = self.0;
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        Digits::Whole(digits)
    }
}

/// The numbers by which a row is compared, for [`super::aid`]'s overlaps: what they stand for is read once for all rows.
#[derive(Clone, Copy, Debug)]
pub struct RowNumbers<'a> {
    /// Place of what many gifts say alike, below [`AidRows::sayings`].
    pub saying: usize,
    pub name: TextId,
    /// Places of those on record, below [`AidRows::holders`].
    pub person: Option<usize>,
    pub household: Option<usize>,
    pub nik: Digits<'a>,
    pub family_card: Digits<'a>,
}

#[derive(Debug, Default)]
pub struct AidRows {
    /// ULIDs, by place.
    ids: Segments<[u8; 16]>,
    rows: Segments<Row>,
    /// Places of those that are there, by key.
    order: Vec<u32>,
    /// Where those stood that are gone: they may come back.
    gone: HashMap<RecordKey, u32>,
    texts: Texts,
    sayings: IndexSet<Saying>,
    /// People and households that gifts are linked to, and the last gift of each.
    holders: Keys,
    last: Vec<u32>,
    of_groups: BTreeMap<RecordKey, Vec<RecordKey>>,
}

impl AidRows {
    /// Takes a gift in, or what it says now.
    pub fn put(&mut self, key: RecordKey, aid: &Aid) {
        if let Some(place) = self.place(key) {
            self.unlink(place);
            self.write(place, aid);
            return;
        }
        let place = self.gone.remove(&key).unwrap_or_else(|| self.new_place(key));
        let at = self.order.partition_point(|other| self.key(*other) < Some(key));
        self.order.insert(at, place);
        self.write(place, aid);
    }

    /// Takes in a gift of a store that is read for the first time; it has no place in the order before [`Self::settle`].
    pub fn gather(&mut self, key: RecordKey, aid: &Aid) {
        let place = self.new_place(key);
        self.write(place, aid);
    }

    pub fn settle(&mut self) {
        let mut order: Vec<u32> = (0..).take(self.rows.len()).collect();
        order.sort_unstable_by_key(|place| self.key(*place));
        self.order = order;
        self.sayings.shrink_to_fit();
        self.last.shrink_to_fit();
        self.texts.shrink();
    }

    pub fn remove(&mut self, key: RecordKey) -> bool {
        let Some(place) = self.place(key) else { return false };
        self.unlink(place);
        if let Some(row) = self.row_mut(place) {
            row.saying = NONE;
        }
        if let Ok(at) = self.order.binary_search_by_key(&Some(key), |place| self.key(*place)) {
            self.order.remove(at);
        }
        self.gone.insert(key, place);
        true
    }

    fn new_place(&mut self, key: RecordKey) -> u32 {
        self.ids.push(key.id().to_bytes());
        let nothing = Number(Number::TEXT);
        self.rows.push(Row {
            saying: NONE,
            name: TextId::from_number(0),
            person: NONE,
            household: NONE,
            nik: nothing,
            card: nothing,
            next: [NONE; 2],
        });
        u32::try_from(self.ids.len() - 1).unwrap_or(NONE)
    }

    fn write(&mut self, place: u32, aid: &Aid) {
        let line = AidLine::of(aid);
        let texts = &mut self.texts;
        let saying = Saying {
            holder: texts.keep(line.holder),
            house: texts.keep(line.house),
            giver_kind: texts.keep(line.giver_kind),
            description: texts.keep(line.description),
            need: texts.keep(line.need),
            status: texts.keep(line.status),
            program: texts.keep(line.program),
            giver: texts.keep(line.giver),
            village: texts.keep(line.village),
            period: texts.keep(line.period),
            item: texts.keep(line.item),
            settled: line.settled,
            on: line.on,
            value: line.value,
            group: line.group,
        };
        let name = texts.keep(line.name);
        let (nik, card) = (Number::of(&line.nik, texts), Number::of(&line.family_card, texts));
        let saying = u32::try_from(self.sayings.insert_full(saying).0).unwrap_or(NONE);
        let (person, before_person) = self.hold(line.person, place);
        let (household, before_household) = self.hold(line.household, place);
        if let (Some(group), Some(key)) = (line.group, self.key(place)) {
            self.of_groups.entry(group).or_default().push(key);
        }
        if let Some(row) = self.row_mut(place) {
            let next = [before_person, before_household];
            *row = Row { saying, name, person, household, nik, card, next };
        }
    }

    /// The holder's place, and which gift was the last of theirs until now.
    fn hold(&mut self, holder: Option<RecordKey>, place: u32) -> (u32, u32) {
        let Some(holder) = holder else { return (NONE, NONE) };
        let at = self.holders.keep(holder);
        if at >= self.last.len() {
            self.last.resize(at + 1, NONE);
        }
        let before = self.last.get_mut(at).map_or(NONE, |last| std::mem::replace(last, place));
        (u32::try_from(at).unwrap_or(NONE), before)
    }

    fn unlink(&mut self, place: u32) {
        let Some(row) = self.row(place).copied() else { return };
        for (way, holder) in [row.person, row.household].into_iter().enumerate() {
            let Some(behind) = row.next.get(way).copied() else { continue };
            let Some(last) = at(holder).and_then(|holder| self.last.get_mut(holder)) else { continue };
            if *last == place {
                *last = behind;
                continue;
            }
            let mut before = *last;
            while let Some(next) = self.row_mut(before).and_then(|row| row.next.get_mut(way)) {
                if *next == place {
                    *next = behind;
                    break;
                }
                before = *next;
            }
        }
        let group = at(row.saying).and_then(|saying| self.sayings.get_index(saying)?.group);
        let key = self.key(place);
        if let Some((gifts, key)) = group.and_then(|group| self.of_groups.get_mut(&group)).zip(key) {
            gifts.retain(|gift| *gift != key);
        }
    }

    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// One past the last place.
    pub fn places(&self) -> usize {
        self.rows.len()
    }

    /// Places of all gifts, by key.
    pub fn in_order(&self) -> &[u32] {
        &self.order
    }

    pub fn place(&self, key: RecordKey) -> Option<u32> {
        if key.kind != RecordKind::Aid {
            return None;
        }
        let at = self.order.binary_search_by_key(&Some(key), |place| self.key(*place)).ok()?;
        self.order.get(at).copied()
    }

    /// Where a gift stands, or stood while it was there.
    pub fn any_place(&self, key: RecordKey) -> Option<u32> {
        self.place(key).or_else(|| self.gone.get(&key).copied())
    }

    pub fn key(&self, place: u32) -> Option<RecordKey> {
        let id = self.ids.get(at(place)?)?;
        Some(RecordKey::new(RecordKind::Aid, ulid::Ulid::from_bytes(*id)))
    }

    pub fn get(&self, key: RecordKey) -> Option<AidView<'_>> {
        self.place(key).map(|place| AidView::Row(self, place))
    }

    pub fn at(&self, place: u32) -> Option<AidView<'_>> {
        self.row(place).map(|_| AidView::Row(self, place))
    }

    /// Oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (RecordKey, AidView<'_>)> {
        self.order.iter().filter_map(|place| Some((self.key(*place)?, AidView::Row(self, *place))))
    }

    /// Gifts of which what many say alike passes: that is asked once for all of them.
    pub fn that_say<'a>(
        &'a self,
        is_said: &dyn Fn(&AidLine<'_>) -> bool,
    ) -> impl Iterator<Item = (RecordKey, AidView<'a>)> + use<'a> {
        let said: Vec<bool> =
            (0..self.sayings()).map(|at| self.saying(at).is_some_and(|saying| is_said(&saying))).collect();
        let places = self.order.iter().copied().filter(move |place| {
            let saying = self.row(*place).and_then(|row| at(row.saying));
            saying.and_then(|saying| said.get(saying).copied()).unwrap_or(false)
        });
        places.filter_map(|place| Some((self.key(place)?, AidView::Row(self, place))))
    }

    /// The gifts of a person, a household or a group, oldest first.
    pub fn of_holder(&self, holder: RecordKey) -> Vec<RecordKey> {
        let mut found = self.of_groups.get(&holder).cloned().unwrap_or_default();
        let way = usize::from(holder.kind != RecordKind::Person);
        let held = self.holders.place(holder).and_then(|at| self.last.get(at));
        let mut next = held.copied().unwrap_or(NONE);
        while let Some(row) = self.row(next) {
            found.extend(self.key(next));
            next = row.next.get(way).copied().unwrap_or(NONE);
        }
        found.sort_unstable();
        found
    }

    fn row(&self, place: u32) -> Option<&Row> {
        self.rows.get(at(place)?)
    }

    fn row_mut(&mut self, place: u32) -> Option<&mut Row> {
        self.rows.get_mut(at(place)?)
    }

    fn holder(&self, place: u32) -> Option<RecordKey> {
        self.holders.get(at(place)?)
    }

    fn read(&self, place: u32) -> Option<AidLine<'_>> {
        let row = self.row(place)?;
        let saying = self.saying(at(row.saying)?)?;
        Some(AidLine {
            person: self.holder(row.person),
            household: self.holder(row.household),
            nik: row.nik.read(&self.texts),
            family_card: row.card.read(&self.texts),
            name: self.texts.get(row.name),
            ..saying
        })
    }

    /// How many different things gifts say alike.
    pub fn sayings(&self) -> usize {
        self.sayings.len()
    }

    /// What the gifts of a saying have in common.
    pub fn saying(&self, at: usize) -> Option<AidLine<'_>> {
        let saying = self.sayings.get_index(at)?;
        Some(AidLine {
            group: saying.group,
            holder: self.texts.get(saying.holder),
            house: self.texts.get(saying.house),
            giver_kind: self.texts.get(saying.giver_kind),
            description: self.texts.get(saying.description),
            need: self.texts.get(saying.need),
            status: self.texts.get(saying.status),
            settled: saying.settled,
            program: self.texts.get(saying.program),
            giver: self.texts.get(saying.giver),
            village: self.texts.get(saying.village),
            period: self.texts.get(saying.period),
            on: saying.on,
            value: saying.value,
            item: self.texts.get(saying.item),
            ..AidLine::default()
        })
    }

    /// Everybody on record whom a gift is or was linked to, by place.
    pub fn holders(&self) -> &Keys {
        &self.holders
    }

    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Nothing for a gift that is gone.
    pub fn numbers(&self, place: u32) -> Option<RowNumbers<'_>> {
        let row = self.row(place)?;
        Some(RowNumbers {
            saying: at(row.saying)?,
            name: row.name,
            person: at(row.person),
            household: at(row.household),
            nik: row.nik.read(&self.texts),
            family_card: row.card.read(&self.texts),
        })
    }
}

fn at(place: u32) -> Option<usize> {
    if place == NONE { None } else { usize::try_from(place).ok() }
}
