//! What is odd about a referral or missing for it, in words: consent, documents, the organisation, steps nobody told.

use crate::desk::Desk;
use crate::desk::line::{Line, OrganizationLine};
use crate::domain::organization::Service;
use crate::domain::referral::{Standing, State};
use crate::domain::{Case, Note, Record, RecordKey, Referral};

impl Desk {
    /// Warnings and hints of a referral, by field. One that is over needs none about what is to come.
    pub(in crate::desk) fn referral_remarks(&self, record: &Record) -> Vec<(&'static str, Note)> {
        let Some(referral) = record.body::<Referral>() else { return Vec::new() };
        let standing = referral.standing();
        let mut remarks = Vec::new();
        if standing.is_contradicted() {
            let why = self.contradictions(&standing);
            remarks.push(("events", Note::warn("referral_contradicted").with("why", why)));
        }
        if !standing.unreported.is_empty() {
            let steps = standing.unreported.iter().map(|step| self.label("referral_state", step.code()));
            let steps = steps.collect::<Vec<_>>().join(", ");
            remarks.push(("events", Note::info("referral_unreported").with("steps", steps)));
        }
        if standing.is(State::Waitlisted) {
            remarks.extend(self.waiting_words(referral).map(|note| ("events", note)));
        }
        if !standing.is_finished() {
            remarks.extend(self.consent_remarks(referral));
        }
        if matches!(standing.state.as_str(), "draft" | "sealed" | "sent" | "received") {
            remarks.extend(self.recipient_remarks(referral));
            remarks.extend(self.document_remark(referral).map(|note| ("documents", note)));
        }
        if let Some(Line::Referral(line)) = self.book.line(record.key()) {
            remarks.extend(self.next_step(record.key(), line).map(|note| ("events", note)));
        }
        remarks
    }

    /// Why it is *perlu ditinjau*, in words.
    pub fn contradictions(&self, standing: &Standing) -> String {
        let words = self.words();
        let why = standing.contradictions.iter();
        let why = why.map(|why| words.get(&format!("referral-contradiction-{}", why.code())));
        why.collect::<Vec<_>>().join("; ")
    }

    fn waiting_words(&self, referral: &Referral) -> Option<Note> {
        let waits = referral.last(State::Waitlisted)?;
        let position = waits.position.map(|position| position.to_string());
        let again = waits.again_on.map(|day| self.words().partial_date(day));
        let capacity = self.service_of(referral).and_then(|service| service.capacity);
        Some(
            Note::info("referral_waits")
                .with("position", position.unwrap_or_else(|| "-".to_owned()))
                .with("capacity", capacity.map_or_else(|| "-".to_owned(), |count| count.to_string()))
                .with("again", again.unwrap_or_else(|| "-".to_owned())),
        )
    }

    fn consent_remarks(&self, referral: &Referral) -> Vec<(&'static str, Note)> {
        let withdrawn = referral.case.and_then(|case| self.withdrawn(case));
        let case = referral.case.and_then(|case| self.typed::<Case>(case).ok());
        let mut remarks: Vec<(&'static str, Note)> = Vec::new();
        if let Some(withdrawn) = withdrawn {
            remarks.push(withdrawn);
        } else if referral.consent != "given" {
            remarks.push(("consent", Note::warn("referral_no_consent")));
        } else if case.is_some_and(|case| case.has_consent() && !case.consents_to("referral_named")) {
            remarks.push(("consent", Note::warn("referral_scope")));
        }
        remarks
    }

    /// Of the organisation only what speaks against sending somebody there.
    fn recipient_remarks(&self, referral: &Referral) -> Vec<(&'static str, Note)> {
        let Some(line) = referral.organization.and_then(|key| self.book.organization(key)) else {
            return Vec::new();
        };
        let notes = self.standing_notes(line, self.service_of(referral));
        let against = notes.into_iter().filter(|note| note.level >= crate::domain::Level::Warn);
        against.map(|note| ("organization", note)).collect()
    }

    fn document_remark(&self, referral: &Referral) -> Option<Note> {
        let missing = self.documents_missing(referral);
        (!missing.is_empty()).then(|| Note::warn("referral_documents").with("documents", missing.join(", ")))
    }

    /// The key that leads on, where the loop would stay open otherwise.
    fn next_step(&self, key: RecordKey, line: &crate::desk::ReferralLine) -> Option<Note> {
        let code = match self.lateness(line) {
            _ if self.needs_another(key, line) && line.standing.is(State::Forwarded) => {
                "referral_forward_open"
            }
            _ if self.needs_another(key, line) => "referral_find_another",
            super::Lateness::Letter => "referral_write_reminder",
            _ => return None,
        };
        Some(Note::warn(code))
    }

    /// The service of the organisation that the referral is for.
    fn service_of(&self, referral: &Referral) -> Option<&Service> {
        let line = referral.organization.and_then(|key| self.book.organization(key))?;
        let of_name = line.services.iter().find(|own| own.service == referral.service);
        of_name.or_else(|| self.alike(line, &referral.service))
    }

    fn alike<'a>(&self, line: &'a OrganizationLine, service: &str) -> Option<&'a Service> {
        if let ([only], "") = (line.services.as_slice(), service) {
            return Some(only);
        }
        let wanted = self.catalog.service_meant(service)?;
        let is_meant = |own: &&Service| {
            self.catalog.service_meant(&own.service).is_some_and(|meant| meant.code == wanted.code)
        };
        line.services.iter().find(is_meant)
    }

    /// What the organisation asks for: codes of `document_kind`, and what has none in words.
    pub(in crate::desk) fn documents_asked(&self, referral: &Referral) -> (Vec<String>, Vec<String>) {
        self.service_of(referral).map(|own| self.catalog.read_documents(&own.documents)).unwrap_or_default()
    }

    /// Of what is asked for, what does not go with the letter.
    pub(in crate::desk) fn documents_missing(&self, referral: &Referral) -> Vec<String> {
        let (asked, in_words) = self.documents_asked(referral);
        let missing = asked.into_iter().filter(|code| !referral.documents.contains(code));
        let labels = missing.map(|code| self.label("document_kind", &code));
        // What the list of documents does not know can't be ticked either; a note may tell it.
        let told = crate::search::plain(&referral.note);
        labels
            .chain(in_words.into_iter().filter(|words| !told.contains(&crate::search::plain(words))))
            .collect()
    }
}
