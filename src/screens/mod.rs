//! One module a screen: what it keeps, what keys do, how it looks. A view borrows and changes nothing.

mod activities;
mod aid;
mod bin;
mod chat;
mod choosing;
mod compare;
mod day_sheets;
mod directory;
mod doubles;
mod draw;
mod files;
mod form;
mod import;
mod keeping;
mod layers;
mod lines;
mod list;
mod mismatch;
mod new_override;
mod page;
mod papers;
mod passphrase;
mod picker;
mod planner;
mod proof;
mod receive;
mod regulations;
mod report_match;
mod reports;
mod scorecard;
mod secret_line;
mod send;
mod settings;
mod setup;
mod today;
mod unlock;
mod who_can_help;

pub use activities::Activities;
pub use aid::{AidPapers, ListChanges, ListCheckScreen, Meetings, UntouchedScreen};
pub use bin::BinScreen;
pub use chat::Chat;
pub use choosing::edit_line;
pub use day_sheets::DaySheets;
pub use directory::Directory;
pub use doubles::{Pair, Review};
pub use draw::draw;
#[cfg(test)]
pub(crate) use draw::hints_at;
pub(crate) use draw::key_words;
pub use files::{FilePurpose, Files};
pub use form::FormScreen;
pub use import::Import;
pub use keeping::{BackUp, Backups, Erase, Restore, Trail};
pub(crate) use layers::command_words;
pub use list::List;
pub use mismatch::Mismatch;
pub use new_override::NewOverride;
pub use page::PageScreen;
pub use papers::Papers;
pub use passphrase::Passphrase;
pub use planner::Planner;
pub use receive::Receive;
pub use regulations::Regulations;
pub use report_match::ReportMatch;
pub use reports::Reports;
pub use scorecard::Scorecard;
pub use send::Send;
pub use settings::Settings;
pub use setup::Setup;
pub use today::Today;
pub use unlock::Unlock;
pub use who_can_help::WhoCanHelp;

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Place, Reply, Shell, Turn};
use crate::ui::key::Key;
use crate::work::Failure;

/// A screen on the stack.
pub trait Screen: std::fmt::Debug {
    fn place(&self) -> Place;

    /// Where one is: the first line.
    fn title(&self, shell: &Shell) -> String;

    /// The words of the help, where those of the place do not fit.
    fn help(&self) -> Option<&'static str> {
        None
    }

    /// Right end of the first line.
    fn aside(&self, shell: &Shell) -> String {
        shell.area_and_day()
    }

    /// The screen comes to the top, for the first time or again: ask for what it shows.
    fn start(&mut self, shell: &mut Shell);

    /// Printable keys are text just now.
    fn is_typing(&self) -> bool {
        false
    }

    /// Whether what this key would act on has been asked for and is not there yet.
    fn is_waiting(&self, _key: &Key) -> bool {
        false
    }

    /// A key that is no command here.
    fn press(&mut self, _key: &Key, _shell: &mut Shell) {}

    /// Whether a command makes sense just now; the bar and the palette leave it out otherwise.
    fn is_ready(&self, _command: CommandId) -> bool {
        true
    }

    /// Whether the bar shows it: what would only say what to do first is left to the help.
    fn is_hinted(&self, command: CommandId) -> bool {
        self.is_ready(command)
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell);

    /// The folder that was picked for it.
    fn picked(&mut self, _folder: PathBuf) {}

    /// The worker said yes to the question before a command.
    fn confirmed(&mut self, _command: CommandId, _shell: &mut Shell) {}

    /// Whether it waits for the answer of this turn.
    fn expects(&self, turn: Turn) -> bool;

    fn reply(&mut self, turn: Turn, reply: Reply, shell: &mut Shell);

    /// What it had asked went wrong; the words are on the screen already.
    fn failed(&mut self, _turn: Turn, _failure: &Failure, _shell: &mut Shell) {}

    /// The last try to write what is being typed to the disk failed: leaving now would lose it.
    fn could_not_keep(&self) -> bool {
        false
    }

    /// Writes what is being typed to the disk.
    fn keep_draft(&mut self, _shell: &mut Shell) {}

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell);
}
