//! What a new referral knows already: from the case, the need, the organisation, or the referral in whose place it is made.

use std::collections::BTreeSet;

use crate::desk::line::Line;
use crate::desk::{Desk, DeskError};
use crate::domain::{Case, Need, RecordKey, RecordKind, Referral};

impl Desk {
    /// Consent that the client gave for the case is offered for the referral, to be confirmed.
    pub(in crate::desk) fn begin_referral(
        &self,
        referral: &mut Referral,
        about: Option<RecordKey>,
    ) -> Result<(), DeskError> {
        let Some(about) = about else { return Ok(()) };
        match about.kind {
            RecordKind::Organization => referral.organization = Some(about),
            RecordKind::Referral => self.begin_from_referral(referral, about)?,
            RecordKind::Need => self.begin_from_need(referral, about)?,
            _ => {
                self.begin_from_case(referral, about)?;
                referral.need = self.only_gap(about);
            }
        }
        Ok(())
    }

    /// To this organisation for this service.
    pub(in crate::desk) fn begin_referral_to(
        &self,
        about: RecordKey,
        organization: RecordKey,
        service: &str,
    ) -> Result<Referral, DeskError> {
        let mut referral = Referral::default();
        self.begin_referral(&mut referral, Some(about))?;
        referral.organization = Some(organization);
        service.clone_into(&mut referral.service);
        let asked = self.documents_asked(&referral).0;
        let at_hand = referral.case.map(|case| self.documents_at_hand(case)).unwrap_or_default();
        referral.documents = asked.into_iter().filter(|code| at_hand.contains(code)).collect();
        Ok(referral)
    }

    fn begin_from_case(&self, referral: &mut Referral, key: RecordKey) -> Result<(), DeskError> {
        referral.case = Some(key);
        let case: Case = self.typed(key)?;
        if case.consents_to("referral_named") {
            referral.consent = case.consent;
            referral.consent_by = case.consent_by;
            referral.consent_on = case.consent_on;
            referral.consent_means = case.consent_means;
        }
        referral.reason = case.problem;
        if matches!(case.priority.as_str(), "emergency" | "urgent") {
            "high".clone_into(&mut referral.urgency);
        }
        Ok(())
    }

    fn begin_from_need(&self, referral: &mut Referral, key: RecordKey) -> Result<(), DeskError> {
        let need: Need = self.typed(key)?;
        if let Some(case) = need.case {
            self.begin_from_case(referral, case)?;
        }
        referral.need = Some(key);
        if !need.description.is_empty() {
            referral.reason = need.description;
        }
        if need.urgency == "high" {
            "high".clone_into(&mut referral.urgency);
        }
        Ok(())
    }

    /// The client agreed to the other organisation: consent is that of the case.
    fn begin_from_referral(&self, referral: &mut Referral, key: RecordKey) -> Result<(), DeskError> {
        let before: Referral = self.typed(key)?;
        if let Some(case) = before.case {
            self.begin_from_case(referral, case)?;
        }
        referral.parent = Some(key);
        referral.need = before.need;
        referral.reason = before.reason;
        referral.urgency = before.urgency;
        referral.service = before.service;
        referral.documents = before.documents;
        Ok(())
    }

    /// The need of a case that waits, where there is only one.
    fn only_gap(&self, case: RecordKey) -> Option<RecordKey> {
        let root = self.book.root_of(case).flatten()?;
        let mut waiting = self.book.children_of_kind(root, RecordKind::Need).filter(|(_, line)| {
            matches!(line, Line::Need(need)
                if need.case == Some(case) && self.need_status(root, &need.sector).is_gap())
        });
        let first = waiting.next().map(|(key, _)| key);
        first.filter(|_| waiting.next().is_none())
    }

    /// Documents that went with an earlier referral of the case: they are there.
    pub(super) fn documents_at_hand(&self, case: RecordKey) -> BTreeSet<String> {
        let Some(root) = self.book.root_of(case).flatten() else { return BTreeSet::new() };
        let of_case = self
            .book
            .children_of_kind(root, RecordKind::Referral)
            .filter(|(_, line)| line.case() == Some(case));
        let keys: Vec<RecordKey> = of_case.map(|(key, _)| key).collect();
        let referrals = keys.into_iter().filter_map(|key| self.typed::<Referral>(key).ok());
        referrals.flat_map(|referral| referral.documents).collect()
    }
}
