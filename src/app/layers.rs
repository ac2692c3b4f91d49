//! Keys in what lies over a screen: help, menu, palette, question, drafts.

use crate::screens::{self, Screen};
use crate::sorted::Sorted as _;
use crate::ui::key::Key;

use super::command::{COMMANDS, Command, CommandId, Place};
use super::message::{Request, Turn};
use super::model::{Layer, Model, Palette};
use super::navigation::Nav;
use super::update::{leave, run};

pub(super) fn open_palette(model: &mut Model) {
    let palette = Palette { commands: matching_commands(model, ""), ..Palette::default() };
    model.layers.push(Layer::Palette(palette));
}

/// Commands whose words fit; once something is typed also those of other screens.
fn matching_commands(model: &Model, typed: &str) -> Vec<CommandId> {
    let Some(screen) = model.top() else { return Vec::new() };
    let offered = COMMANDS.iter().filter(|command| {
        let here = is_here(command, screen) && (command.rank != 9 || is_home(command));
        command.id != CommandId::Palette
            && (here || !typed.is_empty() && elsewhere(command, screen).is_some())
    });
    let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
    let pattern = nucleo_matcher::pattern::Pattern::parse(
        typed,
        nucleo_matcher::pattern::CaseMatching::Ignore,
        nucleo_matcher::pattern::Normalization::Smart,
    );
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, CommandId)> = offered
        .filter_map(|command| {
            let label = screens::command_words(command.id, &model.shell);
            let text = nucleo_matcher::Utf32Str::new(&label, &mut buffer);
            Some((pattern.score(text, &mut matcher)?, command.id))
        })
        .collect();
    scored.order_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, id)| id).collect()
}

/// Whether a command does something on this screen as it is.
pub(super) fn is_here(command: &Command, screen: &dyn Screen) -> bool {
    let everywhere = command.places.contains(&Place::Everywhere);
    command.is_in(screen.place()) && (everywhere || screen.is_ready(command.id))
}

/// The screen on which a command is at hand, or from which one gets to what it is done with. Nothing for what is at hand
/// here, and for what says nothing away from its screen, such as *buka*.
pub(crate) fn elsewhere(command: &Command, screen: &dyn Screen) -> Option<CommandId> {
    use CommandId as Id;
    let bound = matches!(
        command.id,
        Id::Open
            | Id::New
            | Id::Edit
            | Id::Filter
            | Id::Sort
            | Id::Pick
            | Id::PickTo
            | Id::PickAll
            | Id::PrintList
            | Id::Bin
            | Id::ShowUnmatched
            | Id::BringBack
            | Id::GoOnIncomplete
    );
    if bound || command.rank == 9 || is_here(command, screen) {
        return None;
    }
    command.places.iter().find_map(|place| match place {
        Place::People | Place::Cases | Place::PersonPage | Place::CasePage => Some(Id::GoPeople),
        Place::SessionPage => Some(Id::GoSessions),
        Place::ReferralPage => Some(Id::GoReferrals),
        Place::Aid => Some(Id::GoAid),
        Place::OrganizationPage => Some(Id::GoOrganizations),
        Place::Reports => Some(Id::GoReports),
        Place::Handoffs => Some(Id::GoHandoffs),
        Place::Backups => Some(Id::GoBackups),
        Place::Settings => Some(Id::GoSettings),
        _ => (command.places == [Place::Today]).then_some(Id::GoToday),
    })
}

/// Does what the palette offers, on its own screen when that is another one.
fn run_from_palette(model: &mut Model, id: CommandId) {
    let command = COMMANDS.iter().find(|command| command.id == id);
    match command.zip(model.top()).and_then(|(command, screen)| elsewhere(command, screen)) {
        Some(home) => {
            model.shell.go(Nav::Home(home));
            model.shell.go(Nav::Run(id));
        }
        None => run(model, id),
    }
}

fn is_home(command: &Command) -> bool {
    command.id.name().starts_with("go-") && command.places.contains(&Place::Everywhere)
}

/// The nine screens, in the order of their digits.
pub(crate) fn menu() -> impl Iterator<Item = CommandId> {
    COMMANDS.iter().filter(|command| is_home(command)).map(|command| command.id)
}

pub(super) fn press_layer(model: &mut Model, key: &Key) {
    let Some(layer) = model.layers.last_mut() else { return };
    let after = match layer {
        Layer::Help { top } => press_help(top, key),
        Layer::Menu(selection) => {
            let items: Vec<CommandId> = menu().collect();
            press_choice(selection, key, &items)
        }
        Layer::Confirm { then, .. } => answer(key, After::Sure(*then)),
        Layer::ConfirmDrop(id) => answer(key, After::Drop(*id)),
        Layer::Unprintable { turn, .. } => answer(key, After::Write(*turn)),
        Layer::Drafts { drafts, selection } => match key {
            Key::Enter => match drafts.get(selection.at) {
                Some((id, draft)) => After::Go(Nav::Draft(*id, Box::new(draft.clone()))),
                None => After::Close,
            },
            Key::Delete => match drafts.get(selection.at) {
                Some((id, _)) => After::AskDrop(*id),
                None => After::Close,
            },
            key => move_selection(selection, key, drafts.len()),
        },
        Layer::Palette(palette) => press_palette(palette, key),
    };
    take_after(model, after);
}

/// What a key in a layer leads to.
enum After {
    Stay,
    Close,
    Run(CommandId),
    /// Confirmed: done without asking again.
    Sure(CommandId),
    Go(Nav),
    AskDrop(crate::store::DraftId),
    Drop(crate::store::DraftId),
    /// The paper that this turn asked for.
    Write(Turn),
    Search(String),
}

fn take_after(model: &mut Model, after: After) {
    match after {
        After::Stay => {}
        After::Close => {
            model.layers.pop();
        }
        After::Run(command) => {
            model.layers.clear();
            run_from_palette(model, command);
        }
        After::Sure(command @ (CommandId::Quit | CommandId::Lock)) => {
            model.layers.clear();
            leave(model, command);
        }
        After::Sure(CommandId::Undo) => {
            model.layers.pop();
            model.shell.ask(Request::Undo { is_sure: true });
        }
        After::Sure(command) => {
            model.layers.pop();
            if let Some(screen) = model.screens.last_mut() {
                screen.confirmed(command, &mut model.shell);
            }
        }
        After::Go(to) => {
            model.layers.clear();
            model.shell.go(to);
        }
        After::AskDrop(id) => model.layers.push(Layer::ConfirmDrop(id)),
        After::Drop(id) => {
            model.shell.ask(Request::DropDraft(id));
            model.layers.clear();
        }
        After::Write(turn) => {
            model.layers.pop();
            model.shell.ask_again(turn, Request::WriteAnyway);
        }
        After::Search(typed) => {
            let commands = matching_commands(model, &typed);
            let turn = model.shell.ask(Request::Find(typed));
            if let Some(Layer::Palette(palette)) = model.layers.last_mut() {
                palette.records.clear();
                palette.commands = commands;
                palette.turn = turn;
                palette.pending = true;
                palette.selection = crate::ui::table::Selection::default();
            }
        }
    }
}

fn press_help(top: &mut usize, key: &Key) -> After {
    match key {
        Key::Down => *top += 1,
        Key::Up => *top = top.saturating_sub(1),
        Key::PageDown => *top += 10,
        Key::PageUp => *top = top.saturating_sub(10),
        _ => return After::Close,
    }
    After::Stay
}

fn press_choice(selection: &mut crate::ui::table::Selection, key: &Key, items: &[CommandId]) -> After {
    match key {
        Key::Enter => items.get(selection.at).map_or(After::Close, |id| After::Run(*id)),
        Key::Char(digit) => {
            let at = COMMANDS.iter().find(|c| c.answers(key) && items.contains(&c.id));
            at.map_or_else(|| if *digit == '0' { After::Close } else { After::Stay }, |c| After::Run(c.id))
        }
        key => move_selection(selection, key, items.len()),
    }
}

fn answer(key: &Key, yes: After) -> After {
    match key {
        // Not Enter: it is pressed without reading.
        Key::Char('y' | 'Y') => yes,
        Key::Char('t' | 'T' | 'n' | 'N') | Key::Esc => After::Close,
        _ => After::Stay,
    }
}

fn move_selection(selection: &mut crate::ui::table::Selection, key: &Key, count: usize) -> After {
    match key {
        Key::Down | Key::Tab => selection.step(1, count),
        Key::Up | Key::BackTab => selection.step(-1, count),
        Key::PageDown => selection.step(10, count),
        Key::PageUp => selection.step(-10, count),
        Key::Esc => return After::Close,
        _ => {}
    }
    After::Stay
}

fn press_palette(palette: &mut Palette, key: &Key) -> After {
    let count = palette.commands.len() + palette.records.len();
    if *key == Key::Enter {
        if let Some(command) = palette.commands.get(palette.selection.at) {
            return After::Run(*command);
        }
        let record =
            palette.records.get(palette.selection.at - palette.commands.len().min(palette.selection.at));
        return record.map_or(After::Close, |row| After::Go(Nav::Page(row.key)));
    }
    if screens::edit_line(&mut palette.input, key) {
        return After::Search(palette.input.value().to_owned());
    }
    move_selection(&mut palette.selection, key, count)
}
