//! One gift of aid, as a list or the worker wrote it.

use super::field::kinds::{choice, date, kind, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    pub struct Aid {
        person: Option<RecordKey> = kind(FieldKind::Person);
        household: Option<RecordKey> = kind(FieldKind::Record).hidden();
        name: String = text().required();
        nik: String = kind(FieldKind::Nik);
        family_card: String = kind(FieldKind::FamilyCard);
        village: String = kind(FieldKind::Village);
        program: String = choice("programs");
        description: String = text();
        giver_kind: String = choice("aid_source");
        giver: String = text();
        on: Option<PartialDate> = date();
        period: String = text();
        item: String = text();
        amount: String = text();
        unit: String = text();
        value: Option<i64> = kind(FieldKind::Money);
        proof: String = text();
    }
}
