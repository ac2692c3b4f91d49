//! Stops a thread that went astray inside sled.
//!
//! On torn files sled can go round in one call for ever, splitting the same page again and again, until the memory of the
//! machine is full. It takes no callback and no deadline, but it tells its log of every step, on the thread that takes it:
//! there a panic ends the call, and [`catch_unwind`](std::panic::catch_unwind) around it makes an error of that. What is
//! logged is not looked at.

use std::cell::{Cell, RefCell};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// Steps of one call: the longest that ends, cleaning a whole segment, takes some ten thousand; one that does not end has
/// then eaten less than 200 MiB.
const STEPS: u32 = 200_000;

/// What a stopped call panics with.
pub(super) struct Astray;

thread_local! {
    /// Steps that the present call may still take; nothing outside one.
    static LEFT: Cell<Option<u32>> = const { Cell::new(None) };
    /// Set from outside when nobody waits for this thread any more.
    static ABANDONED: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

struct Leash;

impl log::Log for Leash {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, _: &log::Record<'_>) {
        let is_over = match LEFT.get() {
            Some(left) => {
                LEFT.set(Some(left.saturating_sub(1)));
                left == 0
            }
            None => is_abandoned(),
        };
        // A second panic while one is under way would end the program.
        if is_over && !std::thread::panicking() {
            resume_unwind(Box::new(Astray));
        }
    }

    fn flush(&self) {}
}

fn is_abandoned() -> bool {
    ABANDONED.with_borrow(|flag| flag.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed)))
}

fn put_on() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if log::set_logger(&Leash).is_ok() {
            log::set_max_level(log::LevelFilter::Trace);
        }
    });
}

/// Runs one call of sled, which may take so many steps and no more.
pub(super) fn short<T>(call: impl FnOnce() -> T) -> T {
    /// Gives the steps back also when the call panics.
    struct Before(Option<u32>);
    impl Drop for Before {
        fn drop(&mut self) {
            LEFT.set(self.0);
        }
    }
    put_on();
    let _before = Before(LEFT.replace(Some(STEPS)));
    call()
}

/// Runs what takes as long as it takes, until `abandoned` is set.
pub(super) fn until<T>(abandoned: Arc<AtomicBool>, call: impl FnOnce() -> T) -> T {
    put_on();
    ABANDONED.set(Some(abandoned));
    call()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Tree;
    use crate::store::engine::Engine;

    /// Without its word of every step nothing could stop it.
    #[test]
    fn sled_tells_its_steps() {
        let dir = tempfile::tempdir().unwrap();
        let engine = Engine::open(&dir.path().join("sled")).unwrap();
        let tree = engine.tree(Tree::Records).unwrap();
        let taken = short(|| {
            tree.get(b"key").unwrap();
            STEPS - LEFT.get().unwrap()
        });
        assert!((1..100).contains(&taken), "{taken}");
        assert_eq!(LEFT.get(), None);
    }
}
