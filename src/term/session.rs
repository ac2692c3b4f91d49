//! The terminal while the program has it: raw, on the other screen; given back whatever happens.

use std::io::{self, Write, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::cursor::Show;
#[cfg(unix)]
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::event::{DisableFocusChange, DisableMouseCapture, EnableFocusChange, EnableMouseCapture};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{execute, style};

static ACTIVE: AtomicBool = AtomicBool::new(false);
static OWNER: Mutex<Option<ThreadId>> = Mutex::new(None);
static HOOK: Once = Once::new();

/// What is asked of the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Clicks and the wheel come to the program. Turns `QuickEdit` off on Windows, where a click would otherwise
    /// freeze the console.
    pub mouse: bool,
}

#[allow(clippy::derivable_impls, reason = "differs on Windows")]
impl Default for Options {
    fn default() -> Self {
        Self { mouse: cfg!(windows) }
    }
}

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub struct Session(());

impl Session {
    /// Takes the terminal. The calling thread owns it: a panic there gives it back first, a panic in any other
    /// thread (where foreign files are opened inside `catch_unwind`) leaves the screen alone.
    pub fn start(options: Options) -> io::Result<Self> {
        HOOK.call_once(chain_panic_hook);
        *OWNER.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current().id());
        // NO_COLOR is the theme's matter: crossterm's way drops the reversed selection with the colours.
        style::force_color_output(true);
        enable_raw_mode()?;
        ACTIVE.store(true, Ordering::SeqCst);
        let session = Self(());
        execute!(stdout(), EnterAlternateScreen, EnableFocusChange)?;
        #[cfg(unix)]
        execute!(stdout(), EnableBracketedPaste)?;
        if options.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        Ok(session)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Safe to call at any time and more than once.
pub fn restore() {
    if !ACTIVE.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    // Each on its own: one that fails must not keep the others from being undone.
    let _ = execute!(out, DisableMouseCapture);
    #[cfg(unix)]
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, DisableFocusChange);
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

fn chain_panic_hook() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !ACTIVE.load(Ordering::SeqCst) {
            before(info);
            return;
        }
        let owner = OWNER.try_lock().ok().and_then(|owner| *owner);
        if owner == Some(thread::current().id()) {
            restore();
            before(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn giving_back_what_was_not_taken_does_nothing() {
        restore();
        restore();
        assert!(!ACTIVE.load(Ordering::SeqCst));
    }
}
