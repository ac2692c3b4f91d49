//! Colours and weights. They only repeat what a word or a sign already says.

use ratatui::style::{Color, Modifier, Style};

use super::symbols::Symbols;

/// How everything looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colours: bool,
    pub symbols: Symbols,
}

impl Theme {
    pub const fn new(colours: bool, ascii: bool) -> Self {
        Self { colours, symbols: if ascii { Symbols::ASCII } else { Symbols::LINES } }
    }

    /// Without colours where `NO_COLOR` is set and not empty (no-color.org).
    pub fn from_environment(ascii: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::new(!refused, ascii)
    }

    pub fn has_colours(&self) -> bool {
        self.colours
    }

    #[must_use]
    pub fn with_ascii(self, ascii: bool) -> Self {
        Self::new(self.colours, ascii)
    }

    // Without colours no cell may name one, not even the default: see `term::screen`.
    fn coloured(self, colour: Color) -> Style {
        if self.colours { Style::new().fg(colour) } else { Style::new() }
    }

    pub fn text(&self) -> Style {
        Style::new()
    }

    /// Hints, empty cells, what is there only to be looked up.
    pub fn quiet(&self) -> Style {
        self.coloured(Color::DarkGray)
    }

    /// The one accent: numbers that lead somewhere, the focused label.
    pub fn accent(&self) -> Style {
        self.coloured(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Where one is.
    pub fn title(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Column headings.
    pub fn heading(&self) -> Style {
        self.coloured(Color::DarkGray).add_modifier(Modifier::UNDERLINED)
    }

    /// The selected row or candidate.
    pub fn selected(&self) -> Style {
        // Windows 7 knows colours and no attributes: there, reversed would look like nothing.
        if self.colours {
            Style::new().fg(Color::Black).bg(Color::Gray)
        } else {
            Style::new().add_modifier(Modifier::REVERSED)
        }
    }

    /// A field that is typed into.
    pub fn field(&self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// With `!`: overdue, a warning.
    pub fn warning(&self) -> Style {
        self.coloured(Color::Yellow)
    }

    /// With words that say so: refused, unreadable.
    pub fn error(&self) -> Style {
        self.coloured(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// With words that say so: saved, complete.
    pub fn good(&self) -> Style {
        self.coloured(Color::Green)
    }

    /// A key on the bar.
    pub fn key(&self) -> Style {
        self.accent()
    }

    /// Rules and frames.
    pub fn rule(&self) -> Style {
        self.coloured(Color::DarkGray)
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(true, false)
    }
}
