//! The people of one family card.

use super::field::kinds::{choice, kind, long_text, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// A number the family card had before a split or a move.
    pub struct EarlierCard {
        number: String = kind(FieldKind::FamilyCard);
        until: Option<PartialDate> = kind(FieldKind::Date);
    }
}

table! {
    /// Somebody who was in the family once.
    pub struct PastMember {
        person: Option<RecordKey> = kind(FieldKind::Person);
        relation: String = choice("family_relation");
        from: Option<PartialDate> = kind(FieldKind::Date);
        until: Option<PartialDate> = kind(FieldKind::Date);
    }
}

table! {
    pub struct Household {
        family_card: String = kind(FieldKind::FamilyCard);
        head: Option<RecordKey> = kind(FieldKind::Person);
        village: String = kind(FieldKind::Village);
        house: String = text();
        note: String = long_text();
        earlier_cards: Vec<EarlierCard> = rows(EarlierCard::FIELDS).hidden();
        past_members: Vec<PastMember> = rows(PastMember::FIELDS).hidden();
        /// Families that this one is not, though it looked so.
        settled: Vec<String> = several("").hidden();
        /// In the bin because it was the same family as this one.
        merged_into: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}
