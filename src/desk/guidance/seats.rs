//! Participants of a session and members of a group who are *rahasia*: they sit there without a name.

use crate::domain::{Body, RecordKey, Sensitivity, Value, lookup};

use crate::desk::Desk;
use crate::desk::history::HistoryEntry;

/// What a participant's row says beyond whose it is.
pub(in crate::desk) const TELLING: [&str; 3] = ["name", "address", "note"];

/// Fields with a row for each of several people.
pub const SHARED: [&str; 2] = ["participants", "members"];

impl Desk {
    /// Empties the names of those in a session or a group who are *rahasia*.
    pub fn hide_seats(&self, body: &mut Body) {
        match body {
            Body::Session(session) => {
                for seat in &mut session.participants {
                    if self.is_secret_seat(seat.person, &seat.name, &session.village) {
                        (seat.name, seat.address, seat.note) = Default::default();
                    }
                }
            }
            Body::Group(group) => {
                for member in &mut group.members {
                    if self.is_secret_seat(member.person, &member.name, &group.village) {
                        (member.name, member.address, member.note) = Default::default();
                    }
                }
            }
            _ => {}
        }
    }

    /// Also somebody who was typed in as a free name.
    fn is_secret_seat(&self, person: Option<RecordKey>, name: &str, village: &str) -> bool {
        person.map_or_else(|| self.names_a_secret(name, village), |person| self.is_masked(person))
    }

    /// The same in what their fields were before and after.
    pub(in crate::desk) fn hide_seats_in_history(&self, history: &mut [HistoryEntry]) {
        let changes = history.iter_mut().flat_map(|entry| &mut entry.change);
        for field in
            changes.flat_map(|change| &mut change.fields).filter(|f| SHARED.contains(&f.field.as_str()))
        {
            for value in [&mut field.old, &mut field.new].into_iter().flatten() {
                self.hide_rows(value);
            }
        }
    }

    fn hide_rows(&self, value: &mut Value) {
        let Value::List(rows) = value else { return };
        for row in rows {
            let Value::Row(cells) = row else { continue };
            let is_secret = matches!(lookup(cells, "person"), Some(Value::Link(person))
                if self.sensitivity_of(*person) == Sensitivity::Secret);
            if is_secret {
                cells.retain(|(id, _)| !TELLING.contains(&id.as_str()));
            }
        }
    }
}
