//! A resident: anybody who is on record, client or not.

use super::field::kinds::{choice, date, kind, long_text, number, rows, several, text};
use super::table::table;
use super::{FieldKind, PartialDate, RecordKey};

table! {
    /// A PPKS category that a person carries; several may hold at once.
    pub struct Category {
        /// 1–26, or the number's replacement by a later regulation; never renumbered.
        number: Option<i64> = choice("ppks").required();
        since: Option<PartialDate> = date();
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
    /// Somebody asked that what is kept about a person be erased.
    pub struct ErasureRequest {
        on: Option<PartialDate> = date().required();
        by: String = text();
        reason: String = text();
        decision: String = choice("erasure_decision").required();
        decided_on: Option<PartialDate> = date();
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
        decile_on: Option<PartialDate> = date().when_filled("decile");
        decile_source: String = text().when_filled("decile");
        proposal: String = choice("dtsen_status");
        guardian: String = text();
        guardian_relation: String = choice("guardian_relation").when_filled("guardian");
        occupation: String = text();
        marks: String = text();
        life_status: String = choice("life_status");
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
