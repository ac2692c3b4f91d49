//! What every record has in common, and the one list of kinds.

use serde::{Deserialize, Serialize};

use super::{
    Activity, Aid, AidDecision, Assessment, Attachment, Case, Conference, Erasure, Field, FollowUp, Group,
    Handoff, Household, Mismatch, Need, Organization, Override, Person, Plan, Profile, PsmReport, Question,
    RecordKey, Referral, RefusedRow, RegulationNote, Row, Rule, Session, ShortNumber, SpokenNumber, Table,
    Value, Visit, WrongValue,
};

macro_rules! kinds {
    ($( $kind:ident = $number:literal, $name:literal, $plural:literal, $letter:expr; )*) => {
        /// The kinds of record. The numbers are on disk: never reuse one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind { $( $kind, )* }

        impl RecordKind {
            pub const ALL: &'static [Self] = &[ $( Self::$kind, )* ];
            pub fn number(self) -> u8 { match self { $( Self::$kind => $number, )* } }
            pub fn from_number(number: u8) -> Option<Self> { match number { $( $number => Some(Self::$kind), )* _ => None } }
            /// `person`; used in keys and locale keys.
            pub fn name(self) -> &'static str { match self { $( Self::$kind => $name, )* } }
            /// `people`; used by the command line and as the NDJSON file's name.
            pub fn plural(self) -> &'static str { match self { $( Self::$kind => $plural, )* } }
            pub fn from_name(name: &str) -> Option<Self> { match name { $( $name => Some(Self::$kind), )* _ => None } }
            pub fn from_plural(name: &str) -> Option<Self> { match name { $( $plural => Some(Self::$kind), )* _ => None } }
            /// The letter of its short numbers; nothing where people never say one.
            pub fn letter(self) -> Option<char> { match self { $( Self::$kind => $letter, )* } }
            pub fn fields(self) -> &'static [Field] { match self { $( Self::$kind => $kind::FIELDS, )* } }
        }

        /// A record's own fields.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Body { $( $kind(Box<$kind>), )* }

        impl Body {
            pub fn empty(kind: RecordKind) -> Self { match kind { $( RecordKind::$kind => Self::$kind(Box::default()), )* } }
            pub fn kind(&self) -> RecordKind { match self { $( Self::$kind(_) => RecordKind::$kind, )* } }
            pub fn get(&self, id: &str) -> Option<Value> { match self { $( Self::$kind(body) => body.get(id), )* } }
            pub fn set(&mut self, id: &str, value: Option<&Value>) -> Result<(), WrongValue> {
                match self { $( Self::$kind(body) => body.set(id, value), )* }
            }
            pub fn fields(&self) -> Vec<(&str, Value)> { match self { $( Self::$kind(body) => body.fields(), )* } }
            pub fn to_row(&self) -> Row { match self { $( Self::$kind(body) => body.to_row(), )* } }
            pub fn from_row(kind: RecordKind, row: &[(String, Value)]) -> Result<Self, WrongValue> {
                match kind { $( RecordKind::$kind => $kind::from_row(row).map(|b| Self::$kind(Box::new(b))), )* }
            }
            pub fn from_fields<S: AsRef<str>>(kind: RecordKind, fields: Vec<(S, Value)>) -> Result<Self, WrongValue> {
                match kind { $( RecordKind::$kind => $kind::from_fields(fields).map(|b| Self::$kind(Box::new(b))), )* }
            }
            pub fn from_json(kind: RecordKind, json: &serde_json::Value) -> Result<Self, WrongValue> {
                match kind { $( RecordKind::$kind => $kind::from_json(json).map(|b| Self::$kind(Box::new(b))), )* }
            }
        }

        $( impl From<$kind> for Body { fn from(body: $kind) -> Self { Self::$kind(Box::new(body)) } }
           impl AsBody for $kind {
               fn of(record: &Record) -> Option<&Self> {
                   if let Body::$kind(body) = &record.body { Some(body) } else { None }
               }
               fn of_mut(record: &mut Record) -> Option<&mut Self> {
                   if let Body::$kind(body) = &mut record.body { Some(body) } else { None }
               }
           } )*
    };
}

kinds! {
    Profile = 1, "profile", "profiles", None;
    Override = 2, "override", "overrides", None;
    Rule = 3, "rule", "rules", Some('A');
    Person = 10, "person", "people", Some('W');
    Household = 11, "household", "households", None;
    Case = 12, "case", "cases", Some('K');
    Need = 13, "need", "needs", None;
    Visit = 14, "visit", "visits", None;
    FollowUp = 15, "follow_up", "follow-ups", None;
    Assessment = 16, "assessment", "assessments", None;
    Plan = 17, "plan", "plans", None;
    Conference = 18, "conference", "conferences", None;
    Session = 20, "session", "sessions", Some('B');
    Organization = 21, "organization", "organizations", None;
    Referral = 22, "referral", "referrals", Some('R');
    Aid = 23, "aid", "aid", None;
    AidDecision = 25, "aid_decision", "aid-decisions", None;
    PsmReport = 24, "psm_report", "psm", Some('P');
    Activity = 26, "activity", "activities", None;
    Group = 27, "group", "groups", None;
    Question = 28, "question", "questions", None;
    Attachment = 29, "attachment", "attachments", None;
    Handoff = 30, "handoff", "handoffs", None;
    RefusedRow = 31, "refused_row", "refused-rows", None;
    Erasure = 32, "erasure", "erasures", None;
    Mismatch = 33, "mismatch", "mismatches", None;
    RegulationNote = 34, "regulation_note", "regulation-notes", None;
}

impl Body {
    /// The case that a record stands under.
    pub fn case(&self) -> Option<RecordKey> {
        match self {
            Self::Need(need) => need.case,
            Self::Assessment(assessment) => assessment.case,
            Self::Plan(plan) => plan.case,
            Self::Conference(conference) => conference.case,
            Self::Visit(visit) => visit.case,
            Self::FollowUp(task) => task.case,
            Self::Referral(referral) => referral.case,
            _ => None,
        }
    }
}

/// Gives the typed body of a record of that kind.
pub trait AsBody: Sized {
    fn of(record: &Record) -> Option<&Self>;
    fn of_mut(record: &mut Record) -> Option<&mut Self>;
}

/// Where a change came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Typed on this device.
    #[default]
    Typed,
    /// Read from a sheet, by its file name.
    Imported(String),
    /// Brought in by a bundle: its id and its signer's fingerprint, for two senders may have one code.
    Bundle(String),
}

impl Origin {
    /// What a record is told by that a bundle brought: `PCT01-000007 4HVD-…`.
    pub fn bundle_mark(id: &str, fingerprint: &str) -> String {
        format!("{id} {fingerprint}")
    }

    /// The id in such a mark.
    pub fn bundle_id(mark: &str) -> &str {
        mark.split_once(' ').map_or(mark, |(id, _)| id)
    }
}

/// What every record carries beside its own fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    pub key: RecordKey,
    /// The record under whose key this one is stored, and on whose page it appears (a person, a session …).
    pub root: Option<RecordKey>,
    pub number: Option<ShortNumber>,
    /// Unix seconds, as the laptop's clock said; sequence is the order, not this.
    pub created_at: i64,
    pub updated_at: i64,
    /// Sequence of the save that made it and of the one that last changed it.
    pub created_seq: u64,
    pub updated_seq: u64,
    pub origin: Origin,
    /// In the bin: kept, not shown, not counted. A reversed creation ends here too.
    pub binned: bool,
}

impl Meta {
    /// The short number as people say it; that of another sender with its name: `PCT02/K-2026-0042-7`.
    pub fn spoken_number(&self) -> Option<SpokenNumber> {
        let number = self.number?;
        Some(match &self.origin {
            Origin::Bundle(mark) => {
                let sender = mark.split_once('-').map_or(mark.as_str(), |(sender, _)| sender);
                SpokenNumber::of(sender, number)
            }
            Origin::Typed | Origin::Imported(_) => SpokenNumber::own(number),
        })
    }
}

/// A record: what it is, and its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub meta: Meta,
    pub body: Body,
}

impl Record {
    /// A new record, not yet saved: sequence and times are set by the save.
    pub fn new(id: ulid::Ulid, body: impl Into<Body>) -> Self {
        let body = body.into();
        let key = RecordKey::new(body.kind(), id);
        let meta = Meta {
            key,
            root: None,
            number: None,
            created_at: 0,
            updated_at: 0,
            created_seq: 0,
            updated_seq: 0,
            origin: Origin::Typed,
            binned: false,
        };
        Self { meta, body }
    }

    #[must_use]
    pub fn under(mut self, root: RecordKey) -> Self {
        self.meta.root = Some(root);
        self
    }

    pub fn key(&self) -> RecordKey {
        self.meta.key
    }

    pub fn kind(&self) -> RecordKind {
        self.meta.key.kind
    }

    pub fn body<T: AsBody>(&self) -> Option<&T> {
        T::of(self)
    }

    pub fn body_mut<T: AsBody>(&mut self) -> Option<&mut T> {
        T::of_mut(self)
    }
}
