//! What a referral's state is called where records travel as FHIR (`fhir_task_states.csv`): Gravity SDOH exchanges a
//! referral as a `Task`.

use super::catalogue::Catalog;
use super::fault::CatalogFault;
use super::sources::Provenance;
use super::table::FactLine;

/// A state of a referral as a FHIR `Task.status`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FhirState {
    /// `enums.csv`, `referral_state`.
    pub state: String,
    /// Only with this outcome or after this state; `*` otherwise.
    pub when: String,
    pub task_status: String,
    pub provenance: Provenance,
}

impl FhirState {
    pub(super) fn read(line: &FactLine<'_>) -> Result<Self, CatalogFault> {
        Ok(Self {
            state: line.required("state")?.to_owned(),
            when: line.required("when")?.to_owned(),
            task_status: line.required("task_status")?.to_owned(),
            provenance: Provenance::undated(line)?,
        })
    }
}

impl Catalog {
    /// The `Task.status` of a state; `when` is the outcome, or `declined` where that was the answer.
    pub fn fhir_status(&self, state: &str, when: &str) -> Option<&str> {
        let of_state = || self.fhir_states().iter().filter(|row| row.state == state);
        let exact = of_state().find(|row| row.when == when);
        exact.or_else(|| of_state().find(|row| row.when == "*")).map(|row| row.task_status.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::referral::State;

    #[test]
    fn every_state_has_a_status_and_the_ten_of_gravity_are_reached() {
        let catalog = Catalog::embedded().unwrap();
        for state in State::ALL {
            assert!(catalog.fhir_status(state.code(), "").is_some(), "{state:?}");
        }
        let reached: BTreeSet<&str> =
            catalog.fhir_states().iter().map(|row| row.task_status.as_str()).collect();
        for wanted in [
            "requested",
            "received",
            "accepted",
            "rejected",
            "on-hold",
            "in-progress",
            "completed",
            "failed",
            "cancelled",
            "entered-in-error",
        ] {
            assert!(reached.contains(wanted), "{wanted}");
        }
        assert_eq!(catalog.fhir_status("outcome", "not_met"), Some("failed"));
        assert_eq!(catalog.fhir_status("outcome", "fully_met"), Some("completed"));
    }

    #[test]
    fn the_transitions_of_the_catalogue_are_those_that_the_program_follows() {
        let catalog = Catalog::embedded().unwrap();
        let written: BTreeSet<String> =
            catalog.choices("referral_transition").iter().map(|choice| choice.code.clone()).collect();
        let mut followed: BTreeSet<String> = BTreeSet::from(["*>error".to_owned()]);
        for state in State::ALL {
            let next = state.next().iter().copied().chain(state.reopened_as());
            followed.extend(next.map(|next| format!("{}>{}", state.code(), next.code())));
        }
        assert_eq!(written, followed);
        let states: Vec<_> = catalog.choices("referral_state").iter().map(|choice| &choice.code).collect();
        assert_eq!(states.len(), State::ALL.len());
        assert!(states.iter().all(|code| State::from_code(code).is_some()));
    }
}
