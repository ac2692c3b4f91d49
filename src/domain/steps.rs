//! Small steps of the work that fill a few fields of a record at once: finish a task, put it off, close a case.

use super::PartialDate;
use super::field::kinds::{choice, date, done_date, long_text, several, text};
use super::table::table;

table! {
    /// A follow-up is done.
    pub struct Finish {
        result: String = long_text();
        done_on: Option<PartialDate> = done_date().required();
        /// Keys of other follow-ups of the family that are done with it.
        also: Vec<String> = several("family_tasks");
    }
}

table! {
    /// A follow-up is put off.
    pub struct Postpone {
        due: Option<PartialDate> = date().required();
        reason: String = text();
        /// Keys of other follow-ups of the family that are put off with it.
        also: Vec<String> = several("family_tasks");
    }
}

table! {
    /// What the client said when asked for consent.
    pub struct Consent {
        state: String = choice("consent_state").required();
        by: String = text();
        on: Option<PartialDate> = done_date().required();
        means: String = choice("consent_means");
        scope: Vec<String> = several("consent_scope");
    }
}

table! {
    /// The client takes the consent back.
    pub struct Withdrawal {
        on: Option<PartialDate> = done_date().required();
        by: String = text();
        reason: String = text();
    }
}

table! {
    /// What is kept about a person is kept longer than usual.
    pub struct Retain {
        until: Option<PartialDate> = date().required();
        reason: String = text().required();
    }
}

table! {
    /// Tags for many people at once.
    pub struct Tagging {
        tags: Vec<String> = several("local_tag").required();
    }
}

table! {
    /// A case is closed. Whatever still waits under it no longer reminds.
    pub struct Closing {
        reason: String = choice("closure_reason").required();
        on: Option<PartialDate> = done_date().required();
        note: String = long_text();
    }
}
