//! Who stays at home when a bundle goes, and what of a shared record with them.

use crate::domain::{Body, Record, RecordKey, RecordKind, Sensitivity};

use crate::desk::Desk;
use crate::desk::history::RecordChange;
use crate::desk::line::Line;
use crate::desk::masking::Hidden;

impl Desk {
    /// *Rahasia* people, and people who refused or withdrew consent.
    pub(in crate::desk) fn held_back(&self) -> (Vec<RecordKey>, Vec<RecordKey>) {
        let (mut secret, mut refusing) = (Vec::new(), Vec::new());
        for (key, _) in self.book.people() {
            if self.sensitivity_of(key) == Sensitivity::Secret {
                secret.push(key);
            } else if self
                .book
                .children(key)
                .any(|(_, line)| matches!(line, Line::Case(case) if case.forbids_sharing()))
            {
                refusing.push(key);
            }
        }
        (secret, refusing)
    }

    pub(in crate::desk) fn held(&self, people: impl Iterator<Item = RecordKey>) -> Hidden {
        let people: Vec<RecordKey> = people.collect();
        let known = people.iter().filter_map(|key| Some((*key, self.book.person(*key)?)));
        let mut held = Hidden::of(known);
        // Whoever is gone since then is still not named.
        held.people.extend(people);
        held
    }

    /// A record about somebody who is held back stays behind with them.
    pub(in crate::desk) fn stays_behind(&self, key: RecordKey, held: &Hidden) -> bool {
        if key.kind == RecordKind::Household {
            let members = self.book.members(key);
            return !members.is_empty() && members.iter().all(|member| held.people.contains(member));
        }
        held.people.contains(&key) || held.people.contains(&self.subject(key)) || self.tells_of(key, held)
    }

    /// A volunteer's report and a gift on a list name their person freely: it may be somebody who is held back.
    fn tells_of(&self, key: RecordKey, held: &Hidden) -> bool {
        match self.book.line(key) {
            Some(Line::PsmReport(report)) => held.has_name(&report.name, &report.village),
            Some(Line::Aid(gift)) => {
                let aid = gift.read();
                let tells = || {
                    held.has_nik(&aid.nik)
                        || held.has_name(aid.name, aid.village)
                        || aid.household.is_some_and(|household| self.stays_behind(household, held))
                };
                aid.person.is_none() && tells()
            }
            _ => false,
        }
    }
}

/// Earlier values of a shared record may name somebody who is held back: they stay at home as a whole.
pub(in crate::desk) fn forget_shared(kind: RecordKind, change: &mut RecordChange) {
    let shared: &[&str] = match kind {
        RecordKind::Session => &["participants"],
        RecordKind::Group => &["members"],
        RecordKind::Household => &["head", "past_members"],
        _ => &[],
    };
    change.fields.retain(|field| !shared.contains(&field.field.as_str()));
}

/// What came back of a shared record, with those in it who were held back when it went: whoever sent it never knew of them.
pub(in crate::desk) fn put_back(record: &mut Record, known: &Record, held: &Hidden) {
    /// Who sits in a row: somebody on record, or a free name.
    type Seat<'a> = (Option<RecordKey>, &'a str);
    fn rows<R: Clone>(
        rows: &mut Vec<R>,
        known: &[R],
        seat: impl Fn(&R) -> Seat<'_>,
        is_held: impl Fn(Seat<'_>) -> bool,
    ) {
        for (at, row) in known.iter().enumerate() {
            let own = seat(row);
            let sits = |(person, name): Seat<'_>| match own.0 {
                Some(_) => person == own.0,
                None => name == own.1,
            };
            if is_held(own) && !rows.iter().any(|row| sits(seat(row))) {
                rows.insert(at.min(rows.len()), row.clone());
            }
        }
    }
    match (&mut record.body, &known.body) {
        (Body::Session(came), Body::Session(known)) => {
            let is_held = |(person, name): Seat<'_>| held.has_seat(person, name, &known.village);
            rows(&mut came.participants, &known.participants, |seat| (seat.person, &seat.name), is_held);
        }
        (Body::Group(came), Body::Group(known)) => {
            let is_held = |(person, name): Seat<'_>| held.has_seat(person, name, &known.village);
            rows(&mut came.members, &known.members, |member| (member.person, &member.name), is_held);
        }
        (Body::Household(came), Body::Household(known)) => {
            came.head = came.head.or(known.head.filter(|head| held.people.contains(head)));
            let is_held = |(person, _): Seat<'_>| person.is_some_and(|person| held.people.contains(&person));
            rows(&mut came.past_members, &known.past_members, |past| (past.person, ""), is_held);
        }
        _ => {}
    }
}

/// A shared record without what points at somebody who is held back.
pub(in crate::desk) fn cleaned(mut record: Record, held: &Hidden) -> Record {
    match &mut record.body {
        Body::Session(session) => {
            let village = &session.village;
            session.participants.retain(|seat| !held.has_seat(seat.person, &seat.name, village));
        }
        Body::Group(group) => {
            let village = &group.village;
            group.members.retain(|member| !held.has_seat(member.person, &member.name, village));
        }
        Body::Household(household) => {
            let held = &held.people;
            household.head = household.head.filter(|head| !held.contains(head));
            household.past_members.retain(|past| past.person.is_none_or(|person| !held.contains(&person)));
        }
        _ => {}
    }
    record
}
