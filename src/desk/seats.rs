//! Participants of a session who are *rahasia*: they sit there without a name.

use crate::domain::{Body, Sensitivity, Value, lookup};

use super::Desk;
use super::history::HistoryEntry;

/// What a participant's row says beyond whose it is.
pub(super) const TELLING: [&str; 3] = ["name", "address", "note"];

impl Desk {
    /// Empties the names of *rahasia* participants in a session.
    pub(super) fn hide_seats(&self, body: &mut Body) {
        let Body::Session(session) = body else { return };
        for seat in &mut session.participants {
            if seat.person.is_some_and(|person| self.sensitivity_of(person) == Sensitivity::Secret) {
                seat.name.clear();
                seat.address.clear();
                seat.note.clear();
            }
        }
    }

    /// The same in what a session's fields were before and after.
    pub(super) fn hide_seats_in_history(&self, history: &mut [HistoryEntry]) {
        let changes = history.iter_mut().flat_map(|entry| &mut entry.change);
        for field in changes.flat_map(|change| &mut change.fields).filter(|f| f.field == "participants") {
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
