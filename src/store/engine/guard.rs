//! Calls that may panic or hang.

use std::any::Any;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::leash::{self, Astray};
use crate::store::StoreError;

/// What sled does instead of answering.
#[derive(Debug, thiserror::Error)]
pub(in crate::store) enum Trouble {
    #[error("input or output: {0}")]
    Io(io::Error),
    #[error("sled gave an error")]
    Failed,
    #[error("sled panicked")]
    Panicked,
    #[error("sled did not answer in time")]
    Hung,
    /// What it holds is not what it should hold.
    #[error("the content does not match")]
    Mismatch,
    #[error("stopped by the worker")]
    Cancelled,
}

impl From<sled::Error> for Trouble {
    fn from(error: sled::Error) -> Self {
        match error {
            sled::Error::Io(error) => Self::Io(error),
            _ => Self::Failed,
        }
    }
}

impl Trouble {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::Failed => "error",
            Self::Panicked => "panic",
            Self::Hung => "hang",
            Self::Mismatch => "mismatch",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn at(self, place: &'static str) -> StoreError {
        match self {
            Self::Io(source) => StoreError::Io { place, source },
            Self::Cancelled => StoreError::Cancelled,
            _ => StoreError::Damaged { place },
        }
    }

    pub fn is_full_disk(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::StorageFull)
    }
}

/// Between two calls of who watches.
const TELLING: Duration = Duration::from_millis(50);

/// Runs one call of sled here; a panic is an answer, and so is that it would never end.
pub(in crate::store) fn guarded<T>(call: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(|| leash::short(call))).unwrap_or_else(|payload| Err(why(payload.as_ref())))
}

fn why(payload: &(dyn Any + Send)) -> Trouble {
    if payload.is::<Astray>() { Trouble::Hung } else { Trouble::Panicked }
}

/// Runs `call` on a thread of its own; when it does not end in time it is stopped at the next step that sled tells of.
pub(in crate::store) fn watched<T: Send + 'static>(
    patience: Duration,
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    watched_telling(patience, &mut || (), call)
}

/// [`watched`], and `tell` is called now and then while it runs.
pub(in crate::store) fn watched_telling<T: Send + 'static>(
    patience: Duration,
    tell: &mut dyn FnMut(),
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    let end = Instant::now() + patience;
    let (done, answer) = sync_channel(1);
    let abandoned = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&abandoned);
    let run = move || {
        let _ = done.send(catch_unwind(AssertUnwindSafe(|| leash::until(flag, call))));
    };
    let thread = thread::Builder::new().name("sled".to_owned()).spawn(run).map_err(Trouble::Io)?;
    let answer = loop {
        let left = end.saturating_duration_since(Instant::now());
        match answer.recv_timeout(left.min(TELLING)) {
            Err(RecvTimeoutError::Timeout) if left > TELLING => tell(),
            answer => break answer,
        }
    };
    if matches!(answer, Err(RecvTimeoutError::Timeout)) {
        abandoned.store(true, Ordering::Relaxed);
    } else {
        let _ = thread.join();
    }
    match answer {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(payload)) => Err(why(payload.as_ref())),
        Err(RecvTimeoutError::Disconnected) => Err(Trouble::Panicked),
        Err(RecvTimeoutError::Timeout) => Err(Trouble::Hung),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As sled does in all that it does.
    fn go_round() {
        log::trace!("once more");
    }

    /// Tells that its thread has ended, with one more step on the way.
    struct Ended(std::sync::mpsc::Sender<()>);

    impl Drop for Ended {
        fn drop(&mut self) {
            go_round();
            let _ = self.0.send(());
        }
    }

    #[test]
    fn what_goes_round_for_ever_is_stopped() {
        let for_ever = || loop {
            go_round();
        };
        assert!(matches!(guarded(for_ever), Err::<(), _>(Trouble::Hung)));
        let once = || {
            go_round();
            Ok(())
        };
        assert!(matches!(guarded(once), Ok(())));
        let (ended, end) = std::sync::mpsc::channel();
        let left_behind = move || {
            let _ended = Ended(ended);
            loop {
                go_round();
            }
        };
        assert!(matches!(watched(Duration::from_millis(50), left_behind), Err::<(), _>(Trouble::Hung)));
        assert_eq!(end.recv_timeout(Duration::from_secs(9)), Ok(()));
    }

    #[test]
    fn a_hang_a_panic_and_an_answer_are_told_apart() {
        let brief = Duration::from_millis(50);
        assert!(matches!(watched(brief, || thread::sleep(Duration::from_secs(2))), Err(Trouble::Hung)));
        assert!(matches!(
            watched(Duration::from_secs(9), || panic!("on purpose")),
            Err::<(), _>(Trouble::Panicked)
        ));
        assert!(matches!(watched(Duration::from_secs(9), || 7), Ok(7)));
        assert!(matches!(guarded(|| panic!("on purpose")), Err::<(), _>(Trouble::Panicked)));
    }
}
