//! The screen that is drawn on.

use std::io::{self, BufWriter, Stdout, stdout};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal};

/// A whole frame goes out in one write.
const BUFFER: usize = 64 * 1024;

/// The terminal's screen; made after [`super::session::Session`].
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
}

impl std::fmt::Debug for Screen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Screen")
    }
}

impl Screen {
    pub fn new() -> io::Result<Self> {
        let backend = CrosstermBackend::new(BufWriter::with_capacity(BUFFER, stdout()));
        let mut screen = Self { terminal: Terminal::new(backend)? };
        screen.clear()?;
        Ok(screen)
    }

    /// Draws one frame; only what changed is written.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view)?;
        Ok(())
    }

    /// Forgets what is on the screen: after a resize, and when something else has written to it.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where the cursor is, and the answer would go to the thread that
        // reads the keys: two seconds of nothing, then an error.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }
}
