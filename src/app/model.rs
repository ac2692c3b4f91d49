//! Everything that is on the screen.

use std::collections::VecDeque;

use crate::desk::{Draft, ListRow};
use crate::screens::Screen;
use crate::store::DraftId;
use crate::ui::key::Key;
use crate::ui::table::Selection;

use super::command::CommandId;
use super::message::Turn;
use super::shell::Shell;

/// How far long work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// The locale's `work-<code>`.
    pub what: &'static str,
    pub done: u64,
    /// 0 while it is not known.
    pub all: u64,
}

/// What lies over the screen.
#[derive(Debug)]
pub enum Layer {
    Help {
        top: usize,
    },
    Palette(Palette),
    Menu(Selection),
    /// *Lanjut?* before what can't be taken back by one key.
    Confirm {
        /// The question in words.
        words: String,
        then: CommandId,
    },
    /// Letters of these texts would be printed as `?`: written all the same?
    Unprintable {
        texts: Vec<String>,
        /// Of the paper.
        turn: Turn,
    },
    /// *Buang konsep?*, asked in the list of drafts.
    ConfirmDrop(DraftId),
    /// Drafts that wait.
    Drafts {
        drafts: Vec<(DraftId, Draft)>,
        selection: Selection,
    },
}

/// The palette: commands and records by name.
#[derive(Debug, Default)]
pub struct Palette {
    pub input: tui_input::Input,
    pub commands: Vec<CommandId>,
    pub records: Vec<ListRow>,
    pub selection: Selection,
    pub turn: Turn,
    /// The records found belong to what was typed before.
    pub pending: bool,
}

/// The whole state of the program.
#[derive(Debug)]
pub struct Model {
    pub shell: Shell,
    /// Last on top; never empty while the program runs.
    pub screens: Vec<Box<dyn Screen>>,
    pub layers: Vec<Layer>,
    pub progress: Option<Progress>,
    /// The worker wants to leave, and something worth doing is being done before.
    pub is_leaving: bool,
    /// Answers up to this turn were asked before the lock and are not heard.
    pub deaf_until: Turn,
    /// Keys that came before what they are meant for: a fast hand is ahead of a slow disk.
    pub early: VecDeque<Key>,
}

impl Model {
    pub fn new(shell: Shell, first: Box<dyn Screen>) -> Self {
        Self {
            shell,
            screens: vec![first],
            layers: Vec::new(),
            progress: None,
            is_leaving: false,
            deaf_until: 0,
            early: VecDeque::new(),
        }
    }

    /// Under everything is the wizard or the lock: nothing is open.
    pub fn is_outside(&self) -> bool {
        self.screens.first().is_none_or(|screen| screen.place().is_outside())
    }

    pub fn top(&self) -> Option<&dyn Screen> {
        self.screens.last().map(AsRef::as_ref)
    }
}
