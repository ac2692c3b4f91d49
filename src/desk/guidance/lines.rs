//! What the desk keeps in memory of sessions, activities and groups.

use crate::domain::{Activity, Group, PartialDate, RecordKey, Session};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionLine {
    /// Participants who are on record.
    pub people: Vec<RecordKey>,
    pub topic: String,
    pub kind: String,
    pub on: Option<PartialDate>,
    pub village: String,
    pub series: String,
    pub number: Option<i64>,
    pub invited: usize,
    pub attended: usize,
    pub status: String,
    pub group: Option<RecordKey>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActivityLine {
    pub on: Option<PartialDate>,
    pub kind: String,
    pub material: String,
    pub village: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupLine {
    pub name: String,
    pub kind: String,
    pub village: String,
    pub leader: String,
    /// Members who are on record.
    pub people: Vec<RecordKey>,
    pub members: usize,
}

pub(in crate::desk) fn session_line(session: &Session) -> SessionLine {
    SessionLine {
        people: session.participants.iter().filter_map(|seat| seat.person).collect(),
        topic: session.topic.clone(),
        kind: session.kind.clone(),
        on: session.on,
        village: session.village.clone(),
        series: session.series.clone(),
        number: session.number,
        invited: session.participants.len(),
        attended: session.participants.iter().filter(|p| p.attended()).count(),
        status: session.status.clone(),
        group: session.group,
    }
}

pub(in crate::desk) fn activity_line(done: &Activity) -> ActivityLine {
    ActivityLine {
        on: done.on,
        kind: done.kind.clone(),
        material: done.material.clone(),
        village: done.village.clone(),
    }
}

pub(in crate::desk) fn group_line(group: &Group) -> GroupLine {
    GroupLine {
        name: group.name.clone(),
        kind: group.kind.clone(),
        village: group.village.clone(),
        leader: group.leader.clone(),
        people: group.members.iter().filter_map(|member| member.person).collect(),
        members: group.members.len(),
    }
}
