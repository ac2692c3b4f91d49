//! Who can help: offices, institutions, volunteers. The fields follow Open Referral HSDS.

use chrono::{NaiveDate, TimeDelta};

use super::field::kinds::{choice, date, done_date, kind, long_text, number, rows, several, suggested, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

/// Days after which what is known about an organisation is old.
const OLD_DAYS: i64 = 365;

table! {
    /// One thing an organisation does.
    pub struct Service {
        /// Code of `services.csv`, or the organisation's own words.
        service: String = suggested("services").required();
        eligibility: String = text();
        /// What is asked for, as people write it: `KTP; KK; SKTM`.
        documents: String = text();
        capacity: Option<i64> = number();
        filled: Option<i64> = number();
        status: String = choice("service_status");
    }
}

table! {
    /// Somebody else there whom one can talk to.
    pub struct Contact {
        name: String = text().required();
        role: String = text();
        phone: String = kind(FieldKind::Phone);
    }
}

table! {
    /// A letter of assignment, a memorandum of understanding.
    pub struct Agreement {
        what: String = text().required();
        number: String = text();
        until: Option<PartialDate> = date();
    }
}

table! {
    /// What was talked about with the organisation, and what came of it.
    pub struct Talk {
        on: Option<PartialDate> = done_date().required();
        who: String = text();
        what: String = text().required();
        result: String = text();
    }
}

table! {
    pub struct Organization {
        name: String = text().required();
        kind: String = choice("organization_kind").required();
        psks: String = choice("psks");
        services: Vec<Service> = rows(Service::FIELDS);
        area: String = text();
        villages: Vec<String> = kind(FieldKind::Villages);
        address: String = text();
        village: String = kind(FieldKind::Village);
        contact: String = text();
        phone: String = kind(FieldKind::Phone);
        email: String = text();
        contacts: Vec<Contact> = rows(Contact::FIELDS);
        hours: String = text();
        permit_number: String = text();
        permit_until: Option<PartialDate> = date();
        agreements: Vec<Agreement> = rows(Agreement::FIELDS);
        checked_on: Option<PartialDate> = done_date();
        status: String = choice("organization_status");
        talks: Vec<Talk> = rows(Talk::FIELDS);
        note: String = long_text();
        /// Organisations that this one is not, though it looked so.
        settled: Vec<String> = several("").hidden();
        /// In the bin because it was the same as this one.
        merged_into: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

impl Service {
    pub fn is_open(&self) -> bool {
        self.status != "paused"
    }

    /// Places that are left, where both numbers are known.
    pub fn room(&self) -> Option<i64> {
        Some((self.capacity? - self.filled?).max(0))
    }
}

impl Organization {
    /// What is known was made sure of within a year.
    pub fn is_checked(&self, today: NaiveDate) -> bool {
        is_checked(self.checked_on, today)
    }
}

/// Made sure of within a year.
pub fn is_checked(on: Option<PartialDate>, today: NaiveDate) -> bool {
    on.and_then(PartialDate::earliest).is_some_and(|on| today - on <= TimeDelta::days(OLD_DAYS))
}
