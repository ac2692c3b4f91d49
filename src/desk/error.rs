//! What can go wrong at the desk, as codes; the sentences stand in the locales.

use crate::domain::{RecordKey, WrongValue};
use crate::handoff::stick::WriteError;
use crate::handoff::{OpenError, SealError, Untrusted};
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
    /// A bundle of a known sender, signed by another key.
    #[error("{sender} is known by another key")]
    OtherKey { sender: String, known: String, found: String },
    #[error("catalogue: {0}")]
    Catalog(#[from] crate::catalog::CatalogFault),
    #[error("file {place}: {source}")]
    File { place: String, source: std::io::Error },
    /// A copy is to go where no folder is.
    #[error("no folder at {0}")]
    NoFolder(String),
    /// A copy is to go into the data themselves.
    #[error("{0} lies in the data")]
    InsideData(String),
    /// The type of the PDF lacks letters of these texts; nothing is written yet.
    #[error("letters that can't be printed")]
    Unprintable(Vec<String>),
    /// The worker stopped it; nothing was changed.
    #[error("cancelled")]
    Cancelled,
}

impl DeskError {
    /// 1 failed, 3 wrong password or locked, 4 the input can't be trusted or read, 5 the store has trouble.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Store(error) => error.exit_code(),
            Self::Unreadable | Self::WrongValue(_) => 5,
            Self::Open(OpenError::WrongPassphrase) => 3,
            Self::Sheet(_)
            | Self::Untrusted(_)
            | Self::OtherKey { .. }
            | Self::Open(OpenError::Untrusted(_)) => 4,
            _ => 1,
        }
    }

    /// Key of the sentence that says what, where, why and what next, and its values.
    pub fn sentence(&self) -> (String, Vec<(&'static str, String)>) {
        let plain = |key: &str| (key.to_owned(), Vec::new());
        match self {
            Self::Store(error) => (format!("store-{}", error.code()), error.args()),
            Self::Unreadable | Self::WrongValue(_) => plain("error-unreadable"),
            Self::NoSuchRecord(key) => ("error-no-record".to_owned(), vec![("id", key.to_string())]),
            Self::NothingToUndo => plain("error-nothing-to-undo"),
            Self::Refused(code) => plain(&format!("refused-{code}")),
            Self::Missing(fields) => ("error-missing".to_owned(), vec![("fields", fields.join(", "))]),
            Self::Sheet(error) => plain(&format!("unreadable-{}", error.code().replace('_', "-"))),
            Self::Seal(error) => plain(&format!("seal-{}", error.code())),
            Self::Write(error) => {
                (format!("write-{}", error.code.name()), vec![("path", error.path.display().to_string())])
            }
            Self::Untrusted(error) | Self::Open(OpenError::Untrusted(error)) => {
                (format!("untrusted-{}", error.code.name()), vec![("part", error.part.clone())])
            }
            Self::Open(OpenError::WrongPassphrase) => plain("open-wrong-passphrase"),
            Self::OtherKey { sender, known, found } => (
                "receive-other-key".to_owned(),
                vec![("sender", sender.clone()), ("known", known.clone()), ("found", found.clone())],
            ),
            Self::Catalog(fault) => plain(&format!("catalog-fault-{}", fault.reason.code())),
            Self::File { place, source } => {
                let reason = match source.kind() {
                    std::io::ErrorKind::NotFound => "error-file-missing",
                    std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                        "error-file-denied"
                    }
                    std::io::ErrorKind::StorageFull => "error-file-full",
                    _ => "error-file",
                };
                (reason.to_owned(), vec![("path", place.clone())])
            }
            Self::NoFolder(path) => ("target-no-folder".to_owned(), vec![("path", path.clone())]),
            Self::InsideData(path) => ("target-inside-data".to_owned(), vec![("path", path.clone())]),
            Self::Unprintable(texts) => {
                let first = texts.first().cloned().unwrap_or_default();
                ("unprintable".to_owned(), vec![("count", texts.len().to_string()), ("text", first)])
            }
            Self::Cancelled => plain("error-cancelled"),
        }
    }

    pub fn is_wrong_secret(&self) -> bool {
        match self {
            Self::Store(error) => error.code() == "wrong-secret",
            Self::Open(error) => *error == OpenError::WrongPassphrase,
            _ => false,
        }
    }

    /// The store takes nothing more until it is opened again.
    pub fn turned_read_only(&self) -> bool {
        matches!(self, Self::Store(StoreError::ReadOnly | StoreError::Uncertain(_) | StoreError::NotSaved(_)))
    }
}
