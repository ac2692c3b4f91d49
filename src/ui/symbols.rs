//! The few signs that are no letters; all of them stand in Consolas, and in ASCII when asked.

/// Signs for one setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    pub horizontal: char,
    pub vertical: char,
    pub top_left: char,
    pub top_right: char,
    pub bottom_left: char,
    pub bottom_right: char,
    /// Ends what was cut; one column wide.
    pub ellipsis: char,
    pub gauge_full: char,
    pub gauge_rest: char,
    /// More above, more below.
    pub up: char,
    pub down: char,
    /// From one thing to another.
    pub arrow: &'static str,
    pub on: &'static str,
    pub off: &'static str,
}

impl Symbols {
    pub fn is_ascii(&self) -> bool {
        self.ellipsis.is_ascii()
    }

    pub const LINES: Self = Self {
        horizontal: '─',
        vertical: '│',
        top_left: '┌',
        top_right: '┐',
        bottom_left: '└',
        bottom_right: '┘',
        ellipsis: '…',
        gauge_full: '█',
        gauge_rest: '░',
        up: '▲',
        down: '▼',
        arrow: "→",
        on: "[x]",
        off: "[ ]",
    };

    pub const ASCII: Self = Self {
        horizontal: '-',
        vertical: '|',
        top_left: '+',
        top_right: '+',
        bottom_left: '+',
        bottom_right: '+',
        ellipsis: '~',
        gauge_full: '#',
        gauge_rest: '.',
        up: '^',
        down: 'v',
        arrow: "->",
        on: "[x]",
        off: "[ ]",
    };
}
