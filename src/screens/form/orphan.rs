//! A draft of a record that is gone: what was typed is shown and can be kept.

use crate::app::{Request, Shell};
use crate::desk::FormPurpose;
use crate::domain::{RecordKind, Row};
use crate::form::Form;

use super::FormScreen;

/// Kinds that stand alone: what was typed of one becomes another.
fn stands_alone(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::Person
            | RecordKind::Organization
            | RecordKind::Group
            | RecordKind::Session
            | RecordKind::Activity
            | RecordKind::PsmReport
            | RecordKind::Aid
    )
}

impl FormScreen {
    /// The record can't be loaded any more. What was typed of it goes into a new one; where it hangs on another record it
    /// is shown, to be copied from.
    pub(super) fn take_in_orphan(&mut self, shell: &mut Shell) {
        let Some(draft) = &mut self.restored else { return };
        draft.base = None;
        match self.purpose {
            FormPurpose::Edit(key) if stands_alone(key.kind) => {
                self.purpose = FormPurpose::New { kind: key.kind, about: None };
                draft.purpose = self.purpose.clone();
                self.waiting.load = shell.ask(Request::Load(self.purpose.clone()));
                self.waiting.orphan = self.waiting.load;
            }
            _ => {
                let mut form = Form::new(self.purpose.spec(), &Row::new(), &shell.lookup, shell.today);
                form.restore(&draft.raw, &shell.lookup, shell.today);
                self.form = Some(form);
                shell.warn("draft-orphan-shown", &[]);
            }
        }
    }
}
