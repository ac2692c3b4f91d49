//! Sessions in their series: the next meeting, who came to the earlier ones, who else takes part, and a free name that
//! becomes somebody on record.

use std::collections::HashMap;

use crate::domain::session::{MoreSeats, Participant};
use crate::domain::{Body, Group, PartialDate, Person, Record, RecordKey, RecordKind, Session};
use crate::search::plain;
use crate::sorted::Sorted as _;
use crate::store::DraftId;

use crate::desk::line::{Line, SessionLine};
use crate::desk::{Change, Desk, DeskError, Saved};

/// An earlier meeting of a series as the participants of a later one saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierMeeting {
    /// Its number, or its place in the series.
    pub number: i64,
    /// By seat of the later meeting; empty where they were not invited.
    pub marks: Vec<String>,
}

/// Where a session is due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VillagePlan {
    pub village: String,
    pub last: Option<chrono::NaiveDate>,
    pub last_topic: String,
    /// The next one that is planned.
    pub next: Option<chrono::NaiveDate>,
    /// Needs that wait there by sector, the most frequent first.
    pub needs: Vec<(String, usize)>,
    /// What the catalogue suggests for the first of them.
    pub topic: String,
}

impl Desk {
    /// What a session begins with that follows another one, or that is held with a group.
    pub(in crate::desk) fn begin_session(
        &self,
        session: &mut Session,
        about: Option<RecordKey>,
    ) -> Result<(), DeskError> {
        session.on = Some(PartialDate::from(self.today));
        session.facilitator = self.author();
        match about.map(|about| self.record(about)).transpose()?.map(|record| (record.key(), record.body)) {
            Some((key, Body::Session(before))) => *session = self.next_meeting(key, *before),
            Some((key, Body::Group(group))) => {
                session.group = Some(key);
                session.participants = group.roster();
                session.village = group.village;
            }
            _ => {}
        }
        Ok(())
    }

    fn next_meeting(&self, key: RecordKey, before: Session) -> Session {
        let series = if before.series.is_empty() { before.topic.clone() } else { before.series.clone() };
        let numbers = self.series_of(key, &before).into_iter().filter_map(|(_, line)| line.number);
        let last = numbers.chain(before.number).max().unwrap_or(1);
        let seats = before.participants.into_iter();
        let seats = seats.map(|seat| Participant { mark: String::new(), note: String::new(), ..seat });
        Session {
            series,
            number: Some(last + 1),
            participants: seats.collect(),
            course: String::new(),
            result: String::new(),
            enabling: String::new(),
            hindering: String::new(),
            solution: String::new(),
            note: String::new(),
            plan: Vec::new(),
            letter_number: String::new(),
            on: None,
            status: "planned".to_owned(),
            ..before
        }
    }

    /// The other meetings of the series that a session belongs to, in their order.
    fn series_of(&self, key: RecordKey, session: &Session) -> Vec<(RecordKey, &SessionLine)> {
        let series = plain(if session.series.is_empty() { &session.topic } else { &session.series });
        let is_of_it = |line: &SessionLine| {
            let own = if line.series.is_empty() { &line.topic } else { &line.series };
            let elsewhere =
                !line.village.is_empty() && !session.village.is_empty() && line.village != session.village;
            plain(own) == series && !elsewhere
        };
        let sessions = self.book.of_kind(RecordKind::Session).filter_map(|(other, line)| match line {
            Line::Session(line) if other != key && is_of_it(line) => Some((other, line)),
            _ => None,
        });
        let mut found: Vec<_> = sessions.collect();
        found.order_by_key(|(key, line)| (line.on, line.number, *key));
        found
    }

    /// How those invited took part before, oldest meeting first.
    pub(in crate::desk) fn earlier_meetings(&self, key: RecordKey, session: &Session) -> Vec<EarlierMeeting> {
        let before = self.series_of(key, session).into_iter();
        let before =
            before.filter(|(other, line)| (line.on, line.number, *other) < (session.on, session.number, key));
        let read = before.enumerate().filter_map(|(at, (other, line))| {
            let held: Session = self.typed(other).ok()?;
            let marks: HashMap<String, String> =
                held.participants.iter().map(|seat| (who_sits(seat), seat.mark.clone())).collect();
            let mark = |seat: &Participant| marks.get(&who_sits(seat)).cloned().unwrap_or_default();
            let place = i64::try_from(at + 1).unwrap_or_default();
            Some(EarlierMeeting {
                number: line.number.unwrap_or(place),
                marks: session.participants.iter().map(mark).collect(),
            })
        });
        read.collect()
    }

    /// Adds those to a session who are not there yet.
    pub(in crate::desk) fn add_seats(
        &mut self,
        key: RecordKey,
        more: &MoreSeats,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let mut record = self.record(key)?;
        let wanted = self.seats_of(key, more)?;
        let Body::Session(session) = &mut record.body else { return Err(DeskError::NoSuchRecord(key)) };
        let before = session.participants.len();
        for seat in wanted {
            let who = who_sits(&seat);
            if !session.participants.iter().any(|known| who_sits(known) == who) {
                session.participants.push(seat);
            }
        }
        if session.participants.len() == before {
            return Err(DeskError::Refused("no-new-seats"));
        }
        self.save(Change { draft, ..Change::of("seats-added", vec![record]) })
    }

    fn seats_of(&self, key: RecordKey, more: &MoreSeats) -> Result<Vec<Participant>, DeskError> {
        let mut seats = Vec::new();
        if let Some(person) = more.person {
            seats.push(self.seat_for(person));
            let household = self.book.person(person).and_then(|line| line.household);
            if let Some(household) = household.filter(|_| more.family == Some(true)) {
                seats.extend(self.book.members(household).iter().map(|member| self.seat_for(*member)));
            }
        } else if !more.free_name.trim().is_empty() {
            seats.push(Participant {
                name: more.free_name.clone(),
                sex: more.sex.clone(),
                address: more.address.clone(),
                ..Participant::default()
            });
        }
        if let Some(group) = more.group {
            seats.extend(self.typed::<Group>(group)?.roster());
        }
        if more.earlier == Some(true) {
            let session: Session = self.typed(key)?;
            if let Some((last, _)) = self.series_of(key, &session).last() {
                let held: Session = self.typed(*last)?;
                let seats_then = held.participants.into_iter();
                seats.extend(seats_then.map(|seat| Participant {
                    mark: String::new(),
                    note: String::new(),
                    ..seat
                }));
            }
        }
        Ok(seats)
    }

    fn seat_for(&self, person: RecordKey) -> Participant {
        let line = self.book.person(person).cloned().unwrap_or_default();
        Participant {
            person: Some(person),
            name: line.name.to_string(),
            sex: line.sex.to_string(),
            address: line.address.into(),
            ..Participant::default()
        }
    }

    /// A person form for a free name of a session.
    pub(in crate::desk) fn begin_enrolment(
        &self,
        session: RecordKey,
        name: &str,
    ) -> Result<Person, DeskError> {
        let session: Session = self.typed(session)?;
        let seat = session.participants.iter().find(|seat| seat.person.is_none() && seat.name == name);
        let seat = seat.cloned().unwrap_or_default();
        Ok(Person {
            name: name.to_owned(),
            sex: seat.sex,
            address: seat.address,
            village: session.village,
            ..Person::default()
        })
    }

    /// The free name becomes somebody on record, and sits there under that record.
    pub(in crate::desk) fn enrol(
        &mut self,
        session: RecordKey,
        name: &str,
        person: Person,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let spoken = person.name.clone();
        let record = Record::new(self.new_id(), person);
        let key = record.key();
        let mut records = self.with_consequences(record)?;
        let mut held = self.record(session)?;
        if let Body::Session(held) = &mut held.body
            && let Some(seat) =
                held.participants.iter_mut().find(|seat| seat.person.is_none() && seat.name == name)
        {
            seat.person = Some(key);
            seat.name = spoken;
        }
        records.push(held);
        let mut saved = self.save(Change { draft, ..Change::of("person-new", records) })?;
        saved.keys.retain(|other| *other != key);
        saved.keys.insert(0, key);
        Ok(saved)
    }

    /// Every desa of the area: the last session, what waits there, and a topic for it; those without a session first,
    /// then those where it is longest ago.
    pub fn village_plans(&self) -> Vec<VillagePlan> {
        let waiting = self.need_matrix().waiting;
        let plan = |village: String| {
            let mut plan = VillagePlan { village, ..VillagePlan::default() };
            for (_, line) in self.book.of_kind(RecordKind::Session) {
                if let Line::Session(line) = line
                    && line.village == plan.village
                {
                    self.note_session(&mut plan, line);
                }
            }
            let needs = waiting.get(&plan.village).into_iter().flatten();
            plan.needs = needs.map(|(sector, count)| (sector.clone(), *count)).collect();
            plan.needs.order_by_key(|(sector, count)| (std::cmp::Reverse(*count), sector.clone()));
            let first = plan.needs.first().map(|(sector, _)| sector.as_str()).unwrap_or_default();
            plan.topic = self.suggested_topic(first);
            plan
        };
        let mut plans: Vec<_> = self.villages().into_iter().map(|village| plan(village.code)).collect();
        plans.order_by_key(|plan| (plan.last, plan.village.clone()));
        plans
    }

    fn note_session(&self, plan: &mut VillagePlan, line: &SessionLine) {
        let Some(day) = line.on.and_then(PartialDate::earliest) else { return };
        let is_off = matches!(line.status.as_str(), "cancelled" | "postponed");
        if day <= self.today && !is_off && line.status != "planned" {
            if plan.last < Some(day) {
                plan.last = Some(day);
                plan.last_topic.clone_from(&line.topic);
            }
        } else if day >= self.today && !is_off && plan.next.is_none_or(|next| day < next) {
            plan.next = Some(day);
        }
    }

    fn suggested_topic(&self, sector: &str) -> String {
        let need = self.catalog.needs().iter().find(|need| need.code == sector);
        need.map(|need| if self.language() == "en" { &need.topic_en } else { &need.topic_id })
            .cloned()
            .unwrap_or_default()
    }
}

/// By whom a seat is known again: the record, or the name as it is written.
fn who_sits(seat: &Participant) -> String {
    seat.person.map_or_else(|| plain(&seat.name), |person| person.to_string())
}

/// The participant on record whom a line of the plan names.
pub(in crate::desk) fn seat_named(session: &Session, who: &str) -> Option<RecordKey> {
    let who = plain(who);
    let mut named = session.participants.iter().filter(|seat| !who.is_empty() && plain(&seat.name) == who);
    let first = named.next()?;
    // Two of one name: nobody can say which.
    if named.next().is_some() { None } else { first.person }
}
