//! What the worker writes on the shelf of regulations: a note of one's own, or a proposal for what a regulation should say.

use super::PartialDate;
use super::field::kinds::{choice, done_date, long_text, text};
use super::table::table;

/// `enums.csv`, `regulation_note_kind`.
const PROPOSAL: &str = "proposal";

table! {
    pub struct RegulationNote {
        kind: String = choice("regulation_note_kind").required();
        /// Number on the shelf; a proposal may ask for a regulation that there is not yet.
        regulation: String = choice("regulations");
        on: Option<PartialDate> = done_date().required();
        text: String = long_text().required();
        reason: String = long_text().when_one_of("kind", &[PROPOSAL]);
        need: String = choice("needs").when_one_of("kind", &[PROPOSAL]);
        gap: String = choice("mismatch_reason").when_one_of("kind", &[PROPOSAL]);
        pattern: String = text().when_one_of("kind", &[PROPOSAL]);
        addressed_to: String = text().when_one_of("kind", &[PROPOSAL]);
        status: String = choice("proposal_status").when_one_of("kind", &[PROPOSAL]);
        answer: String = long_text().when_one_of("status", &["answered", "taken_up", "declined"]);
    }
}

impl RegulationNote {
    pub fn is_proposal(&self) -> bool {
        self.kind == PROPOSAL
    }

    /// All words by which it is found.
    pub fn mentioned(&self) -> String {
        [&self.regulation, &self.text, &self.reason, &self.pattern, &self.addressed_to]
            .map(String::as_str)
            .join(" ")
    }
}
