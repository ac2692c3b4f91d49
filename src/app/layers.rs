//! Keys in what lies over a screen: help, menu, palette, question, drafts.

use crate::screens::{self, Screen};
use crate::ui::key::Key;

use super::command::{COMMANDS, Command, CommandId, Place, commands_of};
use super::message::Request;
use super::model::{Layer, Model, Palette};
use super::navigation::Nav;
use super::update::{leave, run};

pub(super) fn open_palette(model: &mut Model) {
    let palette = Palette { commands: matching_commands(model, ""), ..Palette::default() };
    model.layers.push(Layer::Palette(palette));
}

/// Commands whose words fit, those of this place first.
fn matching_commands(model: &Model, typed: &str) -> Vec<CommandId> {
    let Some(place) = model.top().map(Screen::place) else { return Vec::new() };
    let ready = |command: &&Command| {
        command.places.contains(&Place::Everywhere)
            || model.top().is_some_and(|screen| screen.is_ready(command.id))
    };
    let offered =
        commands_of(place).filter(ready).filter(|c| c.id != CommandId::Palette && c.rank != 9 || is_home(c));
    let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
    let pattern = nucleo_matcher::pattern::Pattern::parse(
        typed,
        nucleo_matcher::pattern::CaseMatching::Ignore,
        nucleo_matcher::pattern::Normalization::Smart,
    );
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, CommandId)> = offered
        .filter_map(|command| {
            let label = model.shell.get(&format!("command-{}", command.id.name()));
            let text = nucleo_matcher::Utf32Str::new(&label, &mut buffer);
            Some((pattern.score(text, &mut matcher)?, command.id))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, id)| id).collect()
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
        Layer::Confirm { then, .. } => press_confirm(*then, key),
        Layer::ConfirmDrop(id) => match key {
            Key::Char('y' | 'Y') | Key::Enter => After::Drop(*id),
            Key::Char('t' | 'T' | 'n' | 'N') | Key::Esc => After::Close,
            _ => After::Stay,
        },
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
            run(model, command);
        }
        After::Sure(command @ (CommandId::Quit | CommandId::Lock)) => {
            model.layers.clear();
            leave(model, command);
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

fn press_confirm(then: CommandId, key: &Key) -> After {
    match key {
        Key::Char('y' | 'Y') | Key::Enter => After::Sure(then),
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
