//! Who can help: offices, institutions, volunteers.

use super::field::kinds::{choice, date, kind, long_text, number, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    /// One thing an organisation does.
    pub struct Service {
        service: String = text().required();
        eligibility: String = text();
        documents: String = text();
        capacity: Option<i64> = number();
        filled: Option<i64> = number();
    }
}

table! {
    pub struct Organization {
        name: String = text().required();
        kind: String = choice("organization_kind").required();
        psks: String = choice("psks");
        services: Vec<Service> = rows(Service::FIELDS);
        area: String = text();
        address: String = text();
        village: String = kind(FieldKind::Village);
        contact: String = text();
        phone: String = kind(FieldKind::Phone);
        email: String = text();
        hours: String = text();
        permit_number: String = text();
        permit_until: Option<PartialDate> = date();
        checked_on: Option<PartialDate> = date();
        status: String = choice("organization_status");
        note: String = long_text();
    }
}
