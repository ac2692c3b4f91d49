//! Backups, restoring, compaction, erasure: long work on the whole of the data, and what may be done before the end.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};

use crate::app::{BackupSecret, Reply};
use crate::desk::{BackupPreview, Desk, DeskError, TIDY_SECONDS};
use crate::domain::{Note, RecordKey, RecordKind};
use crate::vault::Credential;

use super::{Desktop, Failure};

/// A backup beside what is open now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePreview {
    pub backup: BackupPreview,
    /// Nothing while the data are locked, or when there are none.
    pub now: Option<Now>,
}

/// What is open now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    pub counts: BTreeMap<RecordKind, u64>,
    /// Changes that are not in the backup; of another store all of them are not.
    pub later: u64,
}

fn credential(secret: &BackupSecret) -> Credential<'_> {
    match secret {
        BackupSecret::Password(password) => Credential::Password(password),
        BackupSecret::Recovery(code) => Credential::Recovery(code.expose_secret()),
    }
}

impl Desktop {
    /// Work that tells how far it is and can be stopped.
    pub(super) fn long<T>(
        &mut self,
        work: impl FnOnce(
            &mut Desk,
            &mut dyn FnMut(&'static str, u64, u64) -> ControlFlow<()>,
        ) -> Result<T, DeskError>,
    ) -> Result<T, Failure> {
        let mut desk = self.desk.take().ok_or_else(|| Failure::of_key("desk-closed"))?;
        let done = work(&mut desk, &mut |what, done, all| self.watch(what, done, all));
        // A disk that refused what was half done: the next opening goes on with it.
        let locks = done.is_err() && desk.is_closed();
        self.desk = Some(desk).filter(|_| !locks);
        done.map_err(|error| Failure { locks, ..error.into() })
    }

    pub(super) fn preview_restore(&self, file: &Path, secret: &BackupSecret) -> Result<Reply, Failure> {
        let _ = self.watch("proving", 0, 0);
        let backup = Desk::preview_restore(&self.place.data, file, credential(secret))?;
        let now = self.desk.as_ref().map(|desk| {
            Ok::<_, DeskError>(Now { counts: desk.book().stored(), later: desk.changes_since(backup.seq)? })
        });
        let now = now.transpose()?;
        Ok(Reply::RestorePreview(Box::new(RestorePreview { backup, now })))
    }

    /// The data are closed for it. Failed, they are as before; what the secret does not open again stays locked.
    pub(super) fn restore(
        &mut self,
        file: &Path,
        secret: &BackupSecret,
        new_password: Option<&SecretString>,
    ) -> Result<Reply, Failure> {
        let _ = self.watch("restoring", 0, 0);
        let was_open = self.desk.is_some();
        self.close();
        let restored = Desk::restore(
            &self.place.data,
            file,
            credential(secret),
            self.place.clock,
            &mut |what, done, all| self.watch(what, done, all),
        );
        let mut opened = match restored {
            Ok(opened) => opened,
            Err(error) => {
                let again = Desk::open(&self.place.data, credential(secret), self.place.clock);
                self.desk = again.ok().map(|opened| opened.desk).filter(|_| was_open);
                return Err(Failure { locks: was_open && self.desk.is_none(), ..error.into() });
            }
        };
        if let Some(new) = new_password {
            opened.desk.set_password(credential(secret), new)?;
        }
        opened.notices.insert(0, Note::warn("restored"));
        Ok(self.opened(opened.desk, opened.notices, None))
    }

    /// What comes back may have another password: it is asked for.
    pub(super) fn bring_back(&mut self) -> Result<Reply, Failure> {
        let _ = self.watch("restoring", 0, 0);
        self.close();
        Desk::bring_back(&self.place.data, self.place.clock)
            .map_err(|error| Failure { locks: true, ..error.into() })?;
        Ok(Reply::BroughtBack)
    }

    pub(super) fn go_on_incomplete(&mut self) -> Result<Reply, Failure> {
        self.long(|desk, watch| desk.go_on_incomplete(watch))?;
        let desk = self.desk.take().ok_or_else(|| Failure::of_key("desk-closed"))?;
        Ok(self.opened(desk, vec![Note::warn("went_on_incomplete")], None))
    }

    pub(super) fn erase(
        &mut self,
        key: RecordKey,
        reason: &str,
        password: &SecretString,
    ) -> Result<Reply, Failure> {
        let _ = self.watch("erase", 0, 0);
        self.long(|desk, watch| desk.erase(key, reason, password, watch)).map(Reply::Erased)
    }

    /// Never longer than the worker waits, and only as long as nobody asks for anything.
    pub(super) fn tidy_up(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        let end = Instant::now() + Duration::from_secs(TIDY_SECONDS);
        desk.tidy_up(&mut |what, done, all| {
            let somebody_waits = self.asked.load(Ordering::Relaxed) != self.answered;
            if somebody_waits || Instant::now() >= end {
                return ControlFlow::Break(());
            }
            self.watch(what, done, all)
        });
        self.desk = Some(desk);
    }
}
