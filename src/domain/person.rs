//! A resident: anybody who is on record, client or not.

use super::field::kinds::{choice, date, done_date, kind, long_text, number, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// A PPKS category that a person carries; several may hold at once.
    pub struct Category {
        /// 1–26, or the number's replacement by a later regulation; never renumbered.
        number: Option<i64> = choice("ppks").required();
        since: Option<PartialDate> = done_date();
        source: String = text();
    }
}

table! {
    /// A written category that can mean several: to be asked, never guessed.
    pub struct Undecided {
        written: String = text();
        candidates: Vec<i64> = several("ppks");
    }
}

table! {
    /// Where somebody lives or lived besides, or can be found.
    pub struct Address {
        address: String = text().required();
        kind: String = choice("address_kind");
        from: Option<PartialDate> = date();
        until: Option<PartialDate> = date();
    }
}

table! {
    /// Somebody asked that what is kept about a person be erased.
    pub struct ErasureRequest {
        on: Option<PartialDate> = done_date().required();
        by: String = text();
        reason: String = text();
        decision: String = choice("erasure_decision").required();
        decided_on: Option<PartialDate> = done_date();
        note: String = text();
    }
}

table! {
    pub struct Person {
        name: String = text().required();
        alias: String = text();
        nik: String = kind(FieldKind::Nik).wanted();
        no_nik_reason: String = choice("no_nik_reason").when_empty("nik");
        family_card: String = kind(FieldKind::FamilyCard).wanted();
        family_relation: String = choice("family_relation").when_filled("family_card");
        /// Since when in this family; who leaves it takes the day along among its past members.
        family_since: Option<PartialDate> = done_date().when_filled("family_card");
        birth: Option<PartialDate> = kind(FieldKind::BirthDate).wanted();
        estimated_age: String = text().when_empty("birth");
        sex: String = choice("sex").wanted();
        birth_place: String = text();
        /// Desa of domicile. Empty only for rows of a sheet without a desa column.
        village: String = kind(FieldKind::Village).required();
        hamlet: String = text();
        rt: String = kind(FieldKind::NeighborhoodUnit);
        rw: String = kind(FieldKind::NeighborhoodUnit);
        address: String = text();
        registered_address: String = text();
        phone: String = kind(FieldKind::Phone);
        phone_owner: String = choice("phone_owner").when_filled("phone");
        has_whatsapp: Option<bool> = kind(FieldKind::YesNo).when_filled("phone");
        categories: Vec<Category> = kind(FieldKind::Categories);
        undecided: Vec<Undecided> = rows(Undecided::FIELDS).hidden();
        local_tags: Vec<String> = several("local_tag");
        disabilities: Vec<String> = several("disability_kind");
        decile: Option<i64> = number();
        decile_on: Option<PartialDate> = done_date().when_filled("decile");
        decile_source: String = text().when_filled("decile");
        proposal: String = choice("dtsen_status");
        proposal_on: Option<PartialDate> = done_date().when_filled("proposal");
        guardian: String = text();
        guardian_relation: String = choice("guardian_relation").when_filled("guardian");
        occupation: String = text();
        marks: String = text();
        life_status: String = choice("life_status");
        moved_on: Option<PartialDate> = done_date().when_one_of("life_status", &["moved"]);
        moved_to: String = text().when_one_of("life_status", &["moved"]);
        died_on: Option<PartialDate> = done_date().when_one_of("life_status", &["deceased"]);
        death_known_from: String = text().when_one_of("life_status", &["deceased"]);
        /// Besides where the person lives now.
        addresses: Vec<Address> = rows(Address::FIELDS);
        sensitivity: String = choice("sensitivity");
        note: String = long_text();
        household: Option<RecordKey> = kind(FieldKind::Record).hidden();
        erasure_requests: Vec<ErasureRequest> = rows(ErasureRequest::FIELDS).hidden();
        /// The worker looked whether it is still needed, and keeps it until then.
        keep_until: Option<PartialDate> = date().hidden();
        keep_reason: String = text().hidden();
        /// Codes of warnings the worker has judged, and of people this one is not ([`Apart`](super::Apart)); they are
        /// not raised again.
        settled: Vec<String> = several("").hidden();
        /// In the bin because it was the same person as this one.
        merged_into: Option<RecordKey> = kind(FieldKind::Record).hidden();
    }
}

impl Person {
    /// The request that waits: not yet decided, or granted and not yet done.
    pub fn erasure_asked(&self) -> Option<&ErasureRequest> {
        self.erasure_requests.last().filter(|request| request.decision != "refused")
    }
}

/// A name that says that none is known: *Mr. X*, *tanpa nama*.
pub fn is_unnamed(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    let words = plain.to_lowercase();
    let words: Vec<&str> = words.split_whitespace().collect();
    matches!(
        words.as_slice(),
        [] | ["x" | "unknown" | "anonim"]
            | ["mr" | "mrs" | "ms" | "mister" | "tn" | "ny" | "nn" | "bapak" | "ibu", "x"]
            | ["tanpa", "nama"]
            | ["tidak" | "belum", "diketahui"]
            | ["nama", "tidak" | "belum", "diketahui"]
    )
}

impl Person {
    /// What a person is called in lists: whoever has no name, by the marks.
    pub fn called(&self) -> String {
        if self.marks.is_empty() || !is_unnamed(&self.name) {
            return self.name.clone();
        }
        format!("{} ({})", self.name, self.marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_no_name_is_called_by_the_marks() {
        for name in ["Mr. X", "mrs x", "Tanpa Nama", "nama belum diketahui", "X"] {
            assert!(is_unnamed(name), "{name}");
        }
        for name in ["Xaverius", "Mr. Xu", "Tanpa Nama Sukarna", "Bapak Unang"] {
            assert!(!is_unnamed(name), "{name}");
        }
        let mut person = Person { name: "Mr. X".into(), ..Person::default() };
        assert_eq!(person.called(), "Mr. X");
        person.marks = "tato naga".into();
        assert_eq!(person.called(), "Mr. X (tato naga)");
        person.name = "Unang".into();
        assert_eq!(person.called(), "Unang");
    }
}
