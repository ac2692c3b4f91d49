//! The system asks to end: the program keeps its draft and leaves, or is made to.

use std::io;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGTERM};
use signal_hook::iterator::Signals;

use super::events::TermEvent;
use super::session::restore;

/// Time to keep the draft and leave.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn watch(send: impl Fn(TermEvent) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = signals.forever().next() {
            if send(TermEvent::Closed) {
                thread::sleep(PATIENCE);
            }
            restore();
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}
