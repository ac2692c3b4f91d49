//! One line that is not shown while it is typed.

use std::io::{self, IsTerminal as _, Write as _, stderr, stdin};

use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use secrecy::SecretString;
use zeroize::Zeroizing;

/// Longer lines than this are cut: nobody types them.
const LONGEST: usize = 1024;

/// Asks on stderr. Nothing when the person stopped with Esc, Ctrl-C or Ctrl-D; an error when there is no terminal.
pub fn ask(prompt: &str) -> io::Result<Option<SecretString>> {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(io::ErrorKind::NotConnected.into());
    }
    let mut err = stderr().lock();
    write!(err, "{prompt} ")?;
    err.flush()?;
    let _raw = Raw::start()?;
    let typed = read();
    let _ = write!(err, "\r\n");
    typed
}

/// The terminal's raw mode, given back when dropped.
struct Raw;

impl Raw {
    fn start() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

fn read() -> io::Result<Option<SecretString>> {
    // Room from the start: a line that grows would leave copies of itself behind.
    let mut line = Zeroizing::new(String::with_capacity(LONGEST * 4));
    loop {
        let Event::Key(key) = event::read()? else { continue };
        if key.is_release() {
            continue;
        }
        let control =
            key.modifiers.contains(KeyModifiers::CONTROL) && !key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Enter => return Ok(Some(SecretString::from(line.as_str()))),
            KeyCode::Esc => return Ok(None),
            KeyCode::Char('c' | 'd') if control => return Ok(None),
            KeyCode::Char('u') if control => line.clear(),
            KeyCode::Backspace => {
                line.pop();
            }
            KeyCode::Char(letter) if !control && line.chars().count() < LONGEST => line.push(letter),
            _ => {}
        }
    }
}
