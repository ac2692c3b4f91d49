//! Whether the disk has been good so far, known to the store and its worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Once it is bad it stays so until the store is opened again: a failed sync is never tried again on the same handle.
#[derive(Clone, Debug, Default)]
pub(super) struct Health(Arc<AtomicBool>);

impl Health {
    pub fn is_good(&self) -> bool {
        !self.0.load(Ordering::Acquire)
    }

    pub fn fail(&self) {
        self.0.store(true, Ordering::Release);
    }
}
