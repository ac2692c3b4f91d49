//! What is open for the whole family of somebody: one visit can finish several of it.

use crate::domain::{RecordKey, RecordKind};
use crate::form::Choice;
use crate::sorted::Sorted as _;

use super::line::Line;
use super::{Desk, DeskLookup, FormPurpose};

/// The list of a form that offers them.
pub(super) const LIST: &str = "family_tasks";

/// Keys as the ticks of a form hold them.
pub(super) fn keys_of(ticks: &[String]) -> impl Iterator<Item = RecordKey> {
    ticks
        .iter()
        .filter_map(|text| text.parse().ok())
        .filter(|key: &RecordKey| key.kind == RecordKind::FollowUp)
}

impl Desk {
    /// What a form may look up: with the family's open tasks where it is for one that may finish several.
    pub fn lookup_for(&self, purpose: &FormPurpose) -> DeskLookup {
        let (about, besides) = match purpose {
            FormPurpose::Finish(key)
            | FormPurpose::Postpone(key)
            | FormPurpose::FinishTogether { first: key, .. }
            | FormPurpose::PostponeTogether { first: key, .. } => (*key, Some(*key)),
            FormPurpose::New { kind: RecordKind::Visit, about: Some(about) } => (*about, None),
            FormPurpose::Edit(key) if key.kind == RecordKind::Visit => (*key, None),
            _ => return self.lookup(),
        };
        let root = self.subject(about);
        let tasks = self.family_tasks(root).into_iter().filter(|key| Some(*key) != besides);
        let choices = tasks.filter_map(|key| self.task_choice(key, root)).collect();
        self.lookup().with_list(LIST, choices)
    }

    /// Open follow-ups of a person and of the others in the household, by day. Of *rahasia* members nothing is offered on
    /// another one's page.
    fn family_tasks(&self, root: RecordKey) -> Vec<RecordKey> {
        let household = self.book.person(root).and_then(|line| line.household);
        let members =
            household.map(|household| self.book.members(household)).unwrap_or_default().iter().copied();
        let others = members.filter(|member| *member != root && !self.is_masked(*member));
        let mut tasks = Vec::new();
        for member in std::iter::once(root).chain(others) {
            for (key, line) in self.book.children_of_kind(member, RecordKind::FollowUp) {
                let Line::FollowUp(task) = line else { continue };
                if task.open && !self.is_over(task.case) {
                    tasks.push((task.due, key));
                }
            }
        }
        tasks.put_in_order();
        tasks.into_iter().map(|(_, key)| key).collect()
    }

    /// `Dayat: Antar obat (24 November 2026)`; of the same person without the name.
    fn task_choice(&self, key: RecordKey, root: RecordKey) -> Option<Choice> {
        let Some(Line::FollowUp(task)) = self.book.line(key) else { return None };
        let owner = self.book.root_of(key).flatten()?;
        let who = if owner == root { String::new() } else { format!("{}: ", self.who(owner).name) };
        let due = task.due.map(|due| format!(" ({})", self.words().date_short(due, self.today)));
        Some(Choice::new(key.to_string(), format!("{who}{}{}", task.what, due.unwrap_or_default())))
    }
}
