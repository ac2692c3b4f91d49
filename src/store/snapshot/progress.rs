//! How far a long copy is, and that it shall stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::store::StoreError;

/// Shared by who copies and who watches.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Progress {
    bytes: Arc<AtomicU64>,
    is_cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// So many bytes more are done; [`StoreError::Cancelled`] when it shall stop.
    pub fn step(&self, bytes: usize) -> Result<(), StoreError> {
        self.bytes.fetch_add(u64::try_from(bytes).unwrap_or_default(), Ordering::Relaxed);
        if self.is_cancelled.load(Ordering::Relaxed) { Err(StoreError::Cancelled) } else { Ok(()) }
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }
}
