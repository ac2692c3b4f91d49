//! What can go wrong at the desk, as codes; the sentences stand in the locales.

use crate::domain::{RecordKey, WrongValue};
use crate::handoff::{OpenError, SealError, Untrusted, WriteError};
use crate::intake::Unreadable;
use crate::store::StoreError;

/// Every error of a use case. [`DeskError::exit_code`] is what the command line ends with.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a stored value can't be read")]
    Unreadable,
    #[error(transparent)]
    WrongValue(#[from] WrongValue),
    #[error("no record {0}")]
    NoSuchRecord(RecordKey),
    #[error("nothing to undo")]
    NothingToUndo,
    /// A rule of the record stands against it; the code names the sentence.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Required fields are empty.
    #[error("missing fields")]
    Missing(Vec<&'static str>),
    #[error(transparent)]
    Sheet(#[from] Unreadable),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Untrusted(#[from] Untrusted),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("catalogue: {0}")]
    Catalog(#[from] crate::catalog::CatalogFault),
    #[error("file {place}: {source}")]
    File { place: String, source: std::io::Error },
    /// The worker stopped it; nothing was changed.
    #[error("cancelled")]
    Cancelled,
}
