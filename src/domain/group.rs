//! A group that meets again and again: KUBE, posyandu, karang taruna, arisan.

use super::field::kinds::{choice, kind, long_text, rows, text};
use super::session::Participant;
use super::table::table;
use super::{FieldKind, RecordKey};

table! {
    /// Somebody who belongs to it: a known person, or a free name.
    pub struct GroupMember {
        person: Option<RecordKey> = kind(FieldKind::Person);
        name: String = text().required();
        sex: String = choice("sex");
        address: String = text();
        role: String = text();
        note: String = text();
    }
}

table! {
    pub struct Group {
        name: String = text().required();
        kind: String = choice("group_kind");
        village: String = kind(FieldKind::Village).wanted();
        leader: String = text();
        members: Vec<GroupMember> = rows(GroupMember::FIELDS);
        note: String = long_text();
    }
}

impl Group {
    /// Its members as those invited to a session.
    pub fn roster(&self) -> Vec<Participant> {
        let seat = |member: &GroupMember| Participant {
            person: member.person,
            name: member.name.clone(),
            sex: member.sex.clone(),
            address: member.address.clone(),
            ..Participant::default()
        };
        self.members.iter().map(seat).collect()
    }
}
