//! Why a bundle is not on the stick yet.

use std::io;
use std::path::{Path, PathBuf};

/// The words are `write-<code>` in the locale, with `path`; each says what to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WriteCode {
    /// Less than 1.1 × the bundle + 1 MiB is free. Nothing was written.
    NoSpace,
    /// The stick became full on the way.
    Full,
    ReadOnly,
    Denied,
    /// The stick is not there any more.
    Gone,
    /// What was written reads back differently.
    ReadBack,
    /// Another bundle has the same id. Nothing was written.
    Different,
    UnsafeName,
    /// Stopped by the person.
    Stopped,
    /// Whole when read back, and refused by the last check.
    NotVerified,
    Failed,
}

impl WriteCode {
    pub const ALL: &'static [Self] = &[
        Self::NoSpace,
        Self::Full,
        Self::ReadOnly,
        Self::Denied,
        Self::Gone,
        Self::ReadBack,
        Self::Different,
        Self::UnsafeName,
        Self::Stopped,
        Self::NotVerified,
        Self::Failed,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::NoSpace => "no-space",
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::Denied => "denied",
            Self::Gone => "gone",
            Self::ReadBack => "read-back",
            Self::Different => "different",
            Self::UnsafeName => "unsafe-name",
            Self::Stopped => "stopped",
            Self::NotVerified => "not-verified",
            Self::Failed => "failed",
        }
    }
}

/// The bundle on the stick is absent, complete, or unfinished for every reader; writing it again finishes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", code.name(), path.display())]
pub struct WriteError {
    pub code: WriteCode,
    pub path: PathBuf,
}

impl WriteError {
    pub(super) fn new(code: WriteCode, path: &Path) -> Self {
        Self { code, path: path.to_owned() }
    }

    pub(super) fn io(error: &io::Error, path: &Path) -> Self {
        use io::ErrorKind as Kind;
        let code = match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero => WriteCode::Full,
            Kind::ReadOnlyFilesystem => WriteCode::ReadOnly,
            Kind::PermissionDenied => WriteCode::Denied,
            Kind::NotFound | Kind::NotConnected | Kind::BrokenPipe => WriteCode::Gone,
            _ => by_number(error),
        };
        Self::new(code, path)
    }
}

/// What std does not name yet.
fn by_number(error: &io::Error) -> WriteCode {
    match error.raw_os_error() {
        // ERROR_WRITE_PROTECT
        #[cfg(windows)]
        Some(19) => WriteCode::ReadOnly,
        // ERROR_NOT_READY, ERROR_DEV_NOT_EXIST, ERROR_DEVICE_NOT_CONNECTED, ERROR_NO_SUCH_DEVICE, ERROR_IO_DEVICE
        #[cfg(windows)]
        Some(21 | 55 | 433 | 1117 | 1167) => WriteCode::Gone,
        // EIO, ENXIO, ENODEV
        #[cfg(unix)]
        Some(5 | 6 | 19) => WriteCode::Gone,
        _ => WriteCode::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_words() {
        for words in [
            include_str!("../../../assets/locales/id/handoff.ftl"),
            include_str!("../../../assets/locales/en/handoff.ftl"),
        ] {
            for code in WriteCode::ALL {
                assert!(words.contains(&format!("\nwrite-{} = ", code.name())), "{}", code.name());
            }
        }
    }

    #[test]
    fn system_errors_are_told_apart() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, WriteCode::Full),
            (io::ErrorKind::ReadOnlyFilesystem, WriteCode::ReadOnly),
            (io::ErrorKind::NotFound, WriteCode::Gone),
            (io::ErrorKind::Other, WriteCode::Failed),
        ] {
            assert_eq!(WriteError::io(&kind.into(), Path::new("x")).code, code);
        }
        #[cfg(unix)]
        assert_eq!(WriteError::io(&io::Error::from_raw_os_error(5), Path::new("x")).code, WriteCode::Gone);
    }
}
