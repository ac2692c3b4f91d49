//! The worker, the area, and the settings: one record, so that it has history and undo like any other.

use super::field::kinds::{choice, date, kind, long_text, number, rows, text};
use super::table::table;
use super::{FieldKind, PartialDate};

table! {
    /// Somebody who signs.
    pub struct Official {
        role: String = text().required();
        name: String = text().required();
        nip: String = text();
    }
}

table! {
    /// What narrows a list, under a name.
    pub struct SavedFilter {
        name: String = text().required();
        /// The list it is of: the plural of its kind.
        list: String = text().required();
        text: String = text().required();
    }
}

table! {
    pub struct Profile {
        name: String = text().required();
        niat: String = text();
        /// Kemendagri code of the kecamatan, e.g. `32.04.30`.
        area: String = text().required().hidden();
        /// 3–8 of A–Z 0–9: the first part of every bundle's id.
        sender: String = text().required().hidden();
        /// ULID of this installation.
        device: String = text().hidden();
        phone: String = kind(FieldKind::Phone);
        officials: Vec<Official> = rows(Official::FIELDS);
        /// Lines above a letter; without them it begins with place and day.
        letterhead: String = long_text();
        letter_pattern: String = text();
        /// Year of the last letter, and how many that year has.
        letter_year: Option<i64> = number().hidden();
        letters: Option<i64> = number().hidden();
        language: String = choice("language");
        /// Minutes without a key until the screen locks, 1–15.
        idle_minutes: Option<i64> = number();
        /// What is in the printer.
        paper: String = choice("paper_size");
        ascii: Option<bool> = kind(FieldKind::YesNo);
        mouse: Option<bool> = kind(FieldKind::YesNo);
        /// The last backup outside this laptop, and where it went.
        backed_up_on: Option<PartialDate> = date().hidden();
        backed_up_to: String = text().hidden();
        saved_filters: Vec<SavedFilter> = rows(SavedFilter::FIELDS).hidden();
    }
}
