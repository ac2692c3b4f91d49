//! The whole picture: header, screen, message line, key bar, and what lies over it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Model, Place, Shell, ToastKind, commands_of};
use crate::ui::bar::{self, KeyHint};
use crate::ui::key::Key;
use crate::ui::{header, print, too_small};

use super::{Screen, layers};

/// Lines of the key bar with its rule.
const BAR: u16 = 2;

pub fn draw(frame: &mut Frame<'_>, model: &Model) {
    let area = frame.area();
    let shell = &model.shell;
    if too_small::is_too_small(area) {
        too_small::draw(frame.buffer_mut(), area, &shell.theme, &shell.words);
        return;
    }
    let Some(screen) = model.top() else { return };
    header::draw(frame.buffer_mut(), area, &shell.theme, &screen.title(shell), &screen.aside(shell));
    let message = u16::from(shell.toast.is_some() || shell.read_only);
    let body = Rect {
        y: area.y + header::HEIGHT,
        height: area.height.saturating_sub(header::HEIGHT + BAR + message),
        ..area
    };
    screen.view(frame, body, shell);
    draw_message(frame, Rect { y: body.bottom(), height: message, ..area }, shell);
    let bottom = Rect { y: area.bottom().saturating_sub(BAR), height: BAR, ..area };
    bar::draw(frame.buffer_mut(), bottom, &shell.theme, &hints(screen, shell));
    for layer in &model.layers {
        layers::draw(frame, body, layer, screen, shell);
    }
    if let Some(progress) = &model.progress {
        layers::draw_progress(frame, body, progress, shell);
    }
}

fn draw_message(frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    if area.is_empty() {
        return;
    }
    let (style, text) = match &shell.toast {
        Some(toast) => {
            let style = match toast.kind {
                ToastKind::Good => shell.theme.good(),
                ToastKind::Warning => shell.theme.warning(),
                ToastKind::Error => shell.theme.error(),
            };
            (style, toast.text.clone())
        }
        None => (shell.theme.warning(), shell.get("read-only")),
    };
    let room = area.width.saturating_sub(2);
    print(frame.buffer_mut(), (area.x + 1, area.y), &text, room, style, shell.theme.symbols.ellipsis);
}

/// The bar of a screen, from the command table.
fn hints(screen: &dyn Screen, shell: &Shell) -> Vec<KeyHint> {
    let place = screen.place();
    let typing = screen.is_typing();
    commands_of(place)
        .filter(|command| command.rank < 8)
        .filter(|command| !is_elsewhere(command.id, place))
        .filter(|command| screen.is_ready(command.id))
        .filter_map(|command| {
            let key = command.keys.iter().find(|key| !typing || !matches!(key, Key::Char(_)))?;
            let label = shell.get(&format!("command-{}", command.id.name()));
            Some(KeyHint::new(key_words(key, shell), label, command.rank))
        })
        .collect()
}

/// In a form the menu would only distract.
fn is_elsewhere(command: CommandId, place: Place) -> bool {
    let quiet = matches!(place, Place::Form | Place::Setup | Place::Unlock);
    quiet && matches!(command, CommandId::Menu | CommandId::Palette)
}

/// A key's name in the worker's language.
pub(super) fn key_words(key: &Key, shell: &Shell) -> String {
    match key {
        Key::Char(' ') => shell.get("key-space"),
        Key::Left if shell.theme.symbols.is_ascii() => shell.get("key-left"),
        Key::Right if shell.theme.symbols.is_ascii() => shell.get("key-right"),
        Key::Up if shell.theme.symbols.is_ascii() => shell.get("key-up"),
        Key::Down if shell.theme.symbols.is_ascii() => shell.get("key-down"),
        key => crate::app::key_name(key),
    }
}
