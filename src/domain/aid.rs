//! One gift of aid, as a list or the worker wrote it; and who it turned out to be for.

use super::field::kinds::{choice, done_date, kind, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Aid {
        person: Option<RecordKey> = kind(FieldKind::Person);
        household: Option<RecordKey> = kind(FieldKind::Record).hidden();
        name: String = text().required();
        /// Whom it is given to: `enums.csv`, `program_unit`; as the programme says when empty.
        holder: String = choice("program_unit");
        group: Option<RecordKey> = kind(FieldKind::Group).when_one_of("holder", &["kelompok"]);
        house: String = text().when_one_of("holder", &["rumah"]);
        nik: String = kind(FieldKind::Nik).when_empty("person");
        family_card: String = kind(FieldKind::FamilyCard).when_empty("person");
        village: String = kind(FieldKind::Village);
        program: String = choice("programs");
        description: String = text();
        giver_kind: String = choice("aid_source");
        giver: String = text();
        on: Option<PartialDate> = done_date();
        period: String = text();
        item: String = text();
        amount: String = text();
        unit: String = text();
        value: Option<i64> = kind(FieldKind::Money);
        /// Sector of the need it meets; the programme's own when empty.
        need: String = choice("needs");
        proof: String = text();
        known_by: String = choice("aid_known_by");
        status: String = choice("aid_status");
        /// `not_on_record`: the worker said that it is for nobody on record.
        settled: Vec<String> = several("").hidden();
    }
}

table! {
    /// Whom a gift is for, picked by hand.
    pub struct AidMatch {
        person: Option<RecordKey> = kind(FieldKind::Person).required();
    }
}

impl Aid {
    /// Adds to what is said of it.
    pub fn describe(&mut self, more: &str) {
        let told = [self.description.as_str(), more].into_iter().filter(|part| !part.is_empty());
        self.description = told.collect::<Vec<_>>().join("; ");
    }

    /// What came back is no gift any more.
    pub fn counts(&self) -> bool {
        self.status != "returned"
    }
}
