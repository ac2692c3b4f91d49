//! A key on its way: kept while what it is meant for is fetched, then a command, a layer's, or the screen's.

use ratatui::layout::Rect;

use crate::screens::Screen;
use crate::ui::key::Key;
use crate::ui::too_small;

use super::command::{COMMANDS, Command, CommandId, Place, commands_of};
use super::layers::press_layer;
use super::message::Effect;
use super::model::{Layer, Model};
use super::moves::follow_moves;
use super::update::{quit, run};

/// Keys kept for what is still being fetched, at most.
const MOST_EARLY: usize = 500;

pub(super) fn press_in_turn(model: &mut Model, key: Key) {
    if matches!(key, Key::Esc) || anywhere(&key).is_some() {
        model.early.clear();
    } else if !model.early.is_empty() || waits_for(model, &key) {
        if model.early.len() < MOST_EARLY {
            model.early.push_back(key);
        }
        return;
    }
    press(model, &key);
}

/// Whether what this key acts on has been asked for and is not there yet.
fn waits_for(model: &Model, key: &Key) -> bool {
    if model.progress.is_some() {
        return false;
    }
    match model.layers.last() {
        Some(Layer::Palette(palette)) => palette.pending && *key == Key::Enter,
        Some(_) => false,
        None => model.top().is_some_and(|screen| screen.is_waiting(key)),
    }
}

pub(super) fn press_early(model: &mut Model) {
    while let Some(key) = model.early.front().cloned().filter(|key| !waits_for(model, key)) {
        model.early.pop_front();
        press(model, &key);
        follow_moves(model);
    }
}

fn press(model: &mut Model, key: &Key) {
    if model.is_leaving {
        model.shell.effect(Effect::Cancel);
        return quit(model);
    }
    let (width, height) = model.shell.size;
    if too_small::is_too_small(Rect::new(0, 0, width, height)) {
        // Nobody sees what a key would do.
        if let Some(command @ (CommandId::Quit | CommandId::Lock)) = anywhere(key) {
            run(model, command);
        }
        return;
    }
    model.shell.toast = None;
    if model.progress.is_some() {
        if *key == Key::Esc {
            model.shell.effect(Effect::Cancel);
        } else if let Some(command) = anywhere(key) {
            model.shell.effect(Effect::Cancel);
            run(model, command);
        }
        return;
    }
    let Some(place) = model.top().map(Screen::place) else { return };
    let typing = model.layers.is_empty() && model.top().is_some_and(Screen::is_typing);
    if model.layers.is_empty() {
        if let Some(command) = command_for(place, key, typing) {
            run(model, command.id);
        } else if let Some(screen) = model.screens.last_mut() {
            screen.press(key, &mut model.shell);
        }
    } else if let Some(command) = anywhere(key) {
        run(model, command);
    } else {
        press_layer(model, key);
    }
}

/// While one types only Ctrl and function keys are commands; Enter, Esc and arrows belong to the field.
fn command_for(place: Place, key: &Key, typing: bool) -> Option<&'static Command> {
    let command = commands_of(place).find(|command| command.answers(key))?;
    let is_command = match key {
        Key::F(_) => true,
        Key::Ctrl(_) => !typing || !is_of_fields(key),
        _ => !typing,
    };
    is_command.then_some(command)
}

/// In a field these keys act on what is typed.
fn is_of_fields(key: &Key) -> bool {
    matches!(key, Key::Ctrl('z' | 'c' | 'v' | 'd' | 's' | 'k' | 'j'))
}

fn anywhere(key: &Key) -> Option<CommandId> {
    let held = [CommandId::Quit, CommandId::Lock];
    COMMANDS
        .iter()
        .find(|command| command.answers(key) && held.contains(&command.id))
        .map(|command| command.id)
}
