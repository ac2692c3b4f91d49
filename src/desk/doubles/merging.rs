//! Two records that look like one: side by side, told apart, or made one. What is left takes everything; the other goes into
//! the bin and says where it went. All of it is one save, which one undo takes back.

use std::collections::BTreeMap;

use crate::domain::household::EarlierCard;
use crate::domain::{Apart, Body, FieldKind, Household, Person, Record, RecordKey, RecordKind, Row, Value};
use crate::form::Lookup as _;
use crate::search::Reason;
use crate::sorted::Sorted as _;

use crate::desk::doubles::people::{DoubleKind, kind_of};
use crate::desk::line::Line;
use crate::desk::{Change, Desk, DeskError, DeskLookup, Saved, Who};

/// Which value of a field is kept unless the worker says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Both say the same.
    Same,
    /// Lists and notes are joined.
    Both,
    Older,
    Younger,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PairField {
    pub field: &'static str,
    pub kind: FieldKind,
    /// Links by the name of whom they mean.
    pub a: Option<Value>,
    pub b: Option<Value>,
    pub keep: Keep,
}

/// Two records side by side; `a` is the older one, which is left when they are merged.
#[derive(Clone, Debug, PartialEq)]
pub struct PairView {
    pub kind: DoubleKind,
    pub keys: (RecordKey, RecordKey),
    pub a: Who,
    pub b: Who,
    /// Short numbers of people, card numbers of families.
    pub numbers: (String, String),
    pub score: u8,
    pub reasons: Vec<Reason>,
    pub fields: Vec<PairField>,
    /// What stands under each, by kind.
    pub below: (BTreeMap<RecordKind, usize>, BTreeMap<RecordKind, usize>),
}

/// Kinds of which two records may be one.
const MERGED: [RecordKind; 3] = [RecordKind::Person, RecordKind::Household, RecordKind::Organization];

/// Fields by which the program knows how records belong together: they follow from the rest.
pub(in crate::desk) fn is_own(field: &str) -> bool {
    matches!(
        field,
        "household"
            | "settled"
            | "merged_into"
            | "earlier_cards"
            | "past_members"
            | crate::desk::history::ROOT
    )
}

impl Desk {
    /// Two people, two households, or two organisations, side by side.
    pub fn pair(&mut self, a: RecordKey, b: RecordKey) -> Result<PairView, DeskError> {
        let (a, b) = (a.min(b), a.max(b));
        if a == b || a.kind != b.kind || !MERGED.contains(&a.kind) {
            return Err(DeskError::Refused("merge-what"));
        }
        let (older, younger) = (self.record(a)?, self.record(b)?);
        if older.meta.binned || younger.meta.binned {
            return Err(DeskError::Refused("merged-away"));
        }
        let (score, reasons) = self.likeness(a, b).unwrap_or_default();
        // Of families the number under which more of them stand; otherwise what was written later.
        let rank = |record: &Record| (self.book.members(record.key()).len(), record.meta.updated_seq);
        let is_newer = rank(&younger) > rank(&older);
        let named = |value: Option<Value>| match value {
            Some(Value::Link(key)) => Some(Value::Text(self.who(key).name)),
            value => value,
        };
        let fields = a.kind.fields().iter().filter(|field| !is_own(field.id));
        let fields = fields.filter_map(|field| {
            let (one, other) = (older.body.get(field.id), younger.body.get(field.id));
            let is_list = |value: &Option<Value>| matches!(value, Some(Value::List(_)));
            let keep = match (&one, &other) {
                (None, None) => return None,
                _ if one == other => Keep::Same,
                _ if is_list(&one) || is_list(&other) || field.id == "note" => Keep::Both,
                (None, Some(_)) => Keep::Younger,
                (Some(_), Some(_)) if is_newer => Keep::Younger,
                _ => Keep::Older,
            };
            Some(PairField { field: field.id, kind: field.kind, a: named(one), b: named(other), keep })
        });
        Ok(PairView {
            kind: match a.kind {
                RecordKind::Household => DoubleKind::Family,
                RecordKind::Organization => DoubleKind::Organization,
                _ => kind_of(&reasons),
            },
            keys: (a, b),
            a: self.who_of_family(a),
            b: self.who_of_family(b),
            numbers: (number_of(&older), number_of(&younger)),
            score,
            reasons,
            fields: fields.collect(),
            below: (self.counted(a), self.counted(b)),
        })
    }

    fn counted(&self, key: RecordKey) -> BTreeMap<RecordKind, usize> {
        let mut counts = BTreeMap::new();
        let below = self.book.children(key).map(|(child, _)| child.kind);
        let members = self.book.members(key).iter().map(|member| member.kind);
        let referred = self.referred_to(key).map(|referral| referral.kind);
        let given = self.book.aid_of(key).into_iter().map(|gift| gift.kind);
        for kind in below.chain(members).chain(given).chain(referred) {
            *counts.entry(kind).or_default() += 1;
        }
        counts
    }

    /// Referrals to an organisation.
    fn referred_to(&self, organization: RecordKey) -> impl Iterator<Item = RecordKey> {
        let is_organization = organization.kind == RecordKind::Organization;
        let referrals = self.book.of_kind(RecordKind::Referral).filter(move |_| is_organization);
        referrals.filter_map(move |(key, line)| match line {
            Line::Referral(referral) if referral.organization == Some(organization) => Some(key),
            _ => None,
        })
    }

    /// The worker's word that two are not one. It is asked again only when they become more alike.
    pub fn keep_apart(&mut self, a: RecordKey, b: RecordKey) -> Result<Saved, DeskError> {
        let pair = self.pair(a, b)?;
        let score = if pair.kind == DoubleKind::Family { 100 } else { pair.score };
        let (a, b) = pair.keys;
        let mut record = self.record(a)?;
        if let Some(settled) = settled_of(&mut record) {
            settled.retain(|code| code.parse::<Apart>().map_or(true, |apart| apart.from != b));
            settled.push(Apart { from: b, score }.to_string());
        }
        self.save(Change::of("told-apart", vec![record]))
    }

    /// Makes two one; of the fields in `take` the younger record's value is kept. The result names what is left first.
    pub fn merge(&mut self, a: RecordKey, b: RecordKey, take: &[String]) -> Result<Saved, DeskError> {
        let pair = self.pair(a, b)?;
        let (a, b) = pair.keys;
        let (mut left, mut gone) = (self.record(a)?, self.record(b)?);
        let lost = join(&mut left, &gone, &pair.fields, take)?;
        self.note_lost(&mut left, &pair, &lost)?;
        join_settled(&mut left, &mut gone);
        relink(&mut left, &|key| if key == b { a } else { key })?;
        if let Some(settled) = settled_of(&mut left) {
            settled.retain(|code| code.parse::<Apart>().map_or(true, |apart| apart.from != a));
        }
        gone.meta.binned = true;
        gone.body.set("merged_into", Some(&Value::Link(a)))?;
        let mut changed: BTreeMap<RecordKey, Record> = BTreeMap::new();
        let followers = match &left.body {
            Body::Person(_) => self.with_consequences(left)?,
            _ => vec![left],
        };
        changed.extend(followers.into_iter().map(|record| (record.key(), record)));
        for key in self.all_that_name(b)? {
            let mut record = match changed.remove(&key) {
                Some(record) => record,
                None => self.record(key)?,
            };
            relink(&mut record, &|key| if key == b { a } else { key })?;
            seat_once(&mut record, a);
            changed.insert(key, record);
        }
        changed.insert(b, gone);
        self.settle_families(&mut changed, a)?;
        let mut records: Vec<Record> = changed.remove(&a).into_iter().collect();
        records.extend(changed.into_values());
        self.save(Change::of("merged", records))
    }

    /// Every record that stands under another or names it, in the bin or not.
    fn all_that_name(&self, key: RecordKey) -> Result<Vec<RecordKey>, DeskError> {
        let mut found: Vec<RecordKey> = self.family_of_records(key)?.iter().map(Record::key).collect();
        found.retain(|child| *child != key);
        found.extend(self.book.members(key));
        found.extend(self.book.aid_of(key));
        found.extend(self.referred_to(key));
        found.extend(self.book.same.told_apart_from(key));
        let shared = [RecordKind::Session, RecordKind::Group, RecordKind::Household];
        let shared = shared.into_iter().flat_map(|kind| self.book.of_kind(kind));
        found.extend(
            shared
                .filter(|(_, line)| match line {
                    Line::Session(session) => session.people.contains(&key),
                    Line::Group(group) => group.people.contains(&key),
                    Line::Household(household) => {
                        household.head == Some(key) || household.past.contains(&key)
                    }
                    _ => false,
                })
                .map(|(key, _)| key),
        );
        found.put_in_order();
        found.dedup();
        Ok(found)
    }

    /// After the links: a household that somebody left has no head in them; the members of a merged one have its card; a
    /// gift is for the household of its person.
    fn settle_families(
        &self,
        changed: &mut BTreeMap<RecordKey, Record>,
        left: RecordKey,
    ) -> Result<(), DeskError> {
        let household = match changed.get(&left).map(|record| &record.body) {
            Some(Body::Person(person)) => person.household,
            Some(Body::Household(household)) => {
                let card = household.family_card.clone();
                for member in self.book.members(left) {
                    if !changed.contains_key(member) {
                        changed.insert(*member, self.record(*member)?);
                    }
                }
                for person in changed.values_mut().filter_map(Record::body_mut::<Person>) {
                    person.family_card.clone_from(&card);
                }
                return Ok(());
            }
            _ => return Ok(()),
        };
        for record in changed.values_mut() {
            let key = record.key();
            match &mut record.body {
                Body::Household(other) if other.head == Some(left) && Some(key) != household => {
                    other.head = None;
                }
                Body::Aid(aid) if aid.person == Some(left) => aid.household = household.or(aid.household),
                _ => {}
            }
        }
        Ok(())
    }

    /// What only the other one said stays readable in the note.
    fn note_lost(&self, left: &mut Record, pair: &PairView, lost: &Row) -> Result<(), DeskError> {
        if lost.is_empty() {
            return Ok(());
        }
        let (words, shown) = (self.words(), DeskLookup::of_area(self.worker()));
        let prefix = crate::form::FormSpec::of(left.kind()).prefix;
        let said = lost.iter().map(|(id, value)| {
            let label = words.get(&format!("field-{prefix}-{}", id.replace('_', "-")));
            let kind = left.kind().fields().iter().find(|field| field.id == *id).map(|field| field.kind);
            let value = match value {
                Value::Link(key) => self.who(*key).name,
                _ => kind.and_then(|kind| shown.label_of(kind, value)).unwrap_or_else(|| value.plain()),
            };
            format!("{label}: {value}")
        });
        let line = words.say(
            "merged-note",
            &[
                ("day", words.date(self.today).into()),
                ("number", pair.numbers.1.as_str().into()),
                ("values", said.collect::<Vec<_>>().join("; ").into()),
            ],
        );
        let note = left.body.get("note").map(|note| note.plain() + "\n").unwrap_or_default();
        Ok(left.body.set("note", Some(&Value::Text(note + &line)))?)
    }

    /// A record that still names somebody who was merged names the one that is left.
    pub(in crate::desk) fn redirect(&self, record: &mut Record) -> Result<(), DeskError> {
        if self.book.same.has_merged() {
            relink(record, &|key| self.book.same.remaining(key))
        } else {
            Ok(())
        }
    }
}

fn number_of(record: &Record) -> String {
    match &record.body {
        Body::Household(household) => household.family_card.clone(),
        Body::Organization(organization) => organization.permit_number.clone(),
        _ => record.meta.spoken_number().map(|number| number.to_string()).unwrap_or_default(),
    }
}

fn settled_of(record: &mut Record) -> Option<&mut Vec<String>> {
    match &mut record.body {
        Body::Person(person) => Some(&mut person.settled),
        Body::Household(household) => Some(&mut household.settled),
        Body::Organization(organization) => Some(&mut organization.settled),
        _ => None,
    }
}

/// Takes over what shall be kept of the other record, and gives what is not: values of the other that nothing else holds.
fn join(left: &mut Record, gone: &Record, fields: &[PairField], take: &[String]) -> Result<Row, DeskError> {
    let mut lost = Row::new();
    for PairField { field, keep, .. } in fields {
        let (own, other) = (left.body.get(field), gone.body.get(field));
        match keep {
            Keep::Same => {}
            Keep::Both => left.body.set(field, joined(own.as_ref(), other.as_ref()).as_ref())?,
            _ if take.iter().any(|taken| taken == field) => left.body.set(field, other.as_ref())?,
            _ => lost.extend(other.map(|value| ((*field).to_owned(), value))),
        }
    }
    if let (Body::Household(left), Some(gone)) = (&mut left.body, gone.body::<Household>()) {
        let has = |cards: &[EarlierCard], number: &str| cards.iter().any(|card| card.number == number);
        let old = fields.iter().find(|field| field.field == "family_card");
        let cards = old.iter().flat_map(|field| [&field.a, &field.b]).flatten().map(Value::plain);
        let cards = cards.map(|number| EarlierCard { number, ..EarlierCard::default() });
        for card in gone.earlier_cards.iter().cloned().chain(cards) {
            if card.number != left.family_card && !has(&left.earlier_cards, &card.number) {
                left.earlier_cards.push(card);
            }
        }
    }
    Ok(lost)
}

/// Lists without what stands in both; of rows, what begins alike is the same. Notes one below the other.
fn joined(a: Option<&Value>, b: Option<&Value>) -> Option<Value> {
    fn begins(value: &Value) -> &Value {
        match value {
            Value::Row(row) => row.first().map_or(value, |(_, first)| first),
            _ => value,
        }
    }
    Some(match (a, b) {
        (Some(Value::List(one)), Some(Value::List(other))) => {
            let new = other.iter().filter(|item| one.iter().all(|own| begins(own) != begins(item)));
            Value::List(one.iter().chain(new).cloned().collect())
        }
        (Some(one), Some(other)) => Value::Text(format!("{}\n{}", one.plain(), other.plain())),
        (one, other) => one.or(other)?.clone(),
    })
}

fn join_settled(left: &mut Record, gone: &mut Record) {
    let more = settled_of(gone).map(|settled| settled.clone()).unwrap_or_default();
    if let Some(settled) = settled_of(left) {
        for code in more {
            if !settled.contains(&code) {
                settled.push(code);
            }
        }
    }
}

/// Puts another key in place of some, wherever a record names them: its page, its links, those it is told apart from.
fn relink(record: &mut Record, to: &dyn Fn(RecordKey) -> RecordKey) -> Result<(), DeskError> {
    fn walk(value: &mut Value, to: &dyn Fn(RecordKey) -> RecordKey) {
        match value {
            Value::Link(key) => *key = to(*key),
            Value::Text(text) => {
                if let Ok(apart) = text.parse::<Apart>() {
                    *text = Apart { from: to(apart.from), ..apart }.to_string();
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| walk(item, to)),
            Value::Row(row) => row.iter_mut().for_each(|(_, value)| walk(value, to)),
            _ => {}
        }
    }
    record.meta.root = record.meta.root.map(to);
    let mut row = record.body.to_row();
    for (_, value) in &mut row {
        walk(value, to);
    }
    record.body = Body::from_row(record.kind(), &row)?;
    Ok(())
}

/// Who sat in a session under both records sat there once: the first seat, with the better mark.
fn seat_once(record: &mut Record, person: RecordKey) {
    if let Body::Group(group) = &mut record.body {
        let mut is_known = false;
        let mut first = || !std::mem::replace(&mut is_known, true);
        group.members.retain(|member| member.person != Some(person) || first());
    }
    let Body::Session(session) = &mut record.body else { return };
    let Some(first) = session.participants.iter().position(|seat| seat.person == Some(person)) else {
        return;
    };
    let (mut at, mut others) = (0, Vec::new());
    session.participants.retain(|seat| {
        let is_other = at > first && seat.person == Some(person);
        at += 1;
        if is_other {
            others.push(seat.clone());
        }
        !is_other
    });
    let Some(kept) = session.participants.get_mut(first) else { return };
    for other in others {
        if kept.mark.is_empty() || other.attended() && !kept.attended() {
            kept.mark = other.mark;
        }
        if kept.note.is_empty() {
            kept.note = other.note;
        }
    }
}
