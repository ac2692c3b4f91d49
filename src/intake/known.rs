//! What the book already holds, as far as an import needs to know.

use super::answers::SheetAnswers;
use crate::domain::{Aid, PartialDate, RecordKey};

/// A person on record.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownPerson {
    pub key: RecordKey,
    pub name: String,
    pub nik: String,
    pub birth: Option<PartialDate>,
    pub sex: String,
    pub village: String,
    pub family_card: String,
}

/// An organisation on record.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownOrganization {
    pub key: RecordKey,
    pub name: String,
    pub village: String,
}

/// Asked by an import; answered by the store.
pub trait Known {
    /// The record that an earlier import made of a row, or joined it to. `fingerprint` is the row's normalised
    /// content: personal data, to be keyed and hashed by whoever keeps it.
    fn seen(&self, fingerprint: &[u8]) -> Option<RecordKey>;

    fn people(&self) -> Box<dyn Iterator<Item = KnownPerson> + '_>;

    fn organizations(&self) -> Box<dyn Iterator<Item = KnownOrganization> + '_> {
        Box::new(std::iter::empty())
    }

    /// Gifts on record of a programme for a period, each with what it has in common with few others
    /// ([`super::gift_about`]): there may be a million of other ones.
    fn gifts<'a>(&'a self, _program: &str, _period: &str) -> Box<dyn Iterator<Item = (RecordKey, u64)> + 'a> {
        Box::new(std::iter::empty())
    }

    fn gift(&self, _key: RecordKey) -> Option<Aid> {
        None
    }

    /// What the worker said before about a sheet with these headings ([`super::SheetMapping::layout`]).
    fn answers(&self, _layout: &[u8]) -> Option<SheetAnswers> {
        None
    }

    /// The household with a complete family card number.
    fn household(&self, _family_card: &str) -> Option<RecordKey> {
        None
    }
}

/// An empty book.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nobody;

impl Known for Nobody {
    fn seen(&self, _: &[u8]) -> Option<RecordKey> {
        None
    }
    fn people(&self) -> Box<dyn Iterator<Item = KnownPerson> + '_> {
        Box::new(std::iter::empty())
    }
}
