//! A bundle that was sealed for somebody, or came from somebody, and what became of it.

use super::field::kinds::{choice, date, kind, number, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    /// One copy of the bundle, on a stick or in a folder.
    pub struct Copy {
        place: String = text();
        on: Option<PartialDate> = date();
    }
}

table! {
    /// How many records of a kind went, or stayed behind.
    pub struct Count {
        kind: String = text();
        number: Option<i64> = number();
    }
}

table! {
    pub struct Handoff {
        bundle: String = text().required();
        /// Who sealed it; empty for one's own.
        sender: String = text();
        sequence: Option<i64> = number().required();
        recipient: String = text().required();
        profile: String = choice("export_profile");
        purpose: String = text();
        full: Option<bool> = kind(FieldKind::YesNo);
        /// Changes after this save …
        from_seq: Option<i64> = number();
        /// … up to this one are in it.
        to_seq: Option<i64> = number();
        chain: Option<i64> = number();
        /// SHA-256 of its tag manifest, hex: what the next one in the chain names.
        tag_manifest: String = text();
        passphrase: String = text().hidden();
        counts: Vec<Count> = rows(Count::FIELDS);
        withheld: Vec<Count> = rows(Count::FIELDS);
        copies: Vec<Copy> = rows(Copy::FIELDS);
        acknowledged_on: Option<PartialDate> = date();
        /// Of one that came in: what became of its records. `read = new + same + changed + conflict + refused`.
        read: Option<i64> = number();
        new: Option<i64> = number();
        same: Option<i64> = number();
        changed: Option<i64> = number();
        conflict: Option<i64> = number();
        refused: Option<i64> = number();
    }
}
