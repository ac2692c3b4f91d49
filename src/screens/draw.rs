//! The whole picture: header, screen, message line, key bar, and what lies over it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{CommandId, Model, Place, Shell, ToastKind, commands_of};
use crate::text::Words;
use crate::ui::bar::{self, KeyHint};
use crate::ui::key::Key;
use crate::ui::{header, print, text, too_small};

use super::{Screen, layers};

/// Lines of the key bar with its rule.
const BAR: u16 = 2;
/// Most lines of a message: what happened, why, what next, and no more.
const MESSAGE: u16 = 4;

pub fn draw(frame: &mut Frame<'_>, model: &Model) {
    let area = frame.area();
    let shell = &model.shell;
    if too_small::is_too_small(area) {
        too_small::draw(frame.buffer_mut(), area, &shell.theme, &shell.words);
        return;
    }
    let Some(screen) = model.top() else { return };
    header::draw(frame.buffer_mut(), area, &shell.theme, &screen.title(shell), &screen.aside(shell));
    let said = message(shell, area.width);
    let message = said.as_ref().map_or(0, |(_, lines)| u16::try_from(lines.len()).unwrap_or(MESSAGE));
    let body = Rect {
        y: area.y + header::HEIGHT,
        height: area.height.saturating_sub(header::HEIGHT + BAR + message),
        ..area
    };
    screen.view(frame, body, shell);
    if let Some((style, lines)) = said {
        let line = Rect { y: body.bottom(), height: message, ..area };
        draw_message(frame, line, style, &lines);
    }
    let bottom = Rect { y: area.bottom().saturating_sub(BAR), height: BAR, ..area };
    bar::draw(frame.buffer_mut(), bottom, &shell.theme, &hints(screen, shell));
    for layer in &model.layers {
        layers::draw(frame, body, layer, screen, shell);
    }
    if let Some(progress) = &model.progress {
        layers::draw_progress(frame, body, progress, model.is_leaving, shell);
    }
}

/// What is to be said above the bar, in the lines that it needs.
fn message(shell: &Shell, width: u16) -> Option<(Style, Vec<String>)> {
    let (style, text) = match &shell.toast {
        Some(toast) => {
            let style = match toast.kind {
                ToastKind::Good => shell.theme.good(),
                ToastKind::Warning => shell.theme.warning(),
                ToastKind::Error => shell.theme.error(),
            };
            (style, toast.text.clone())
        }
        None if shell.filling.is_some() => (shell.theme.quiet(), shell.get("filling")),
        None if shell.read_only => (shell.theme.warning(), shell.get("read-only")),
        None => return None,
    };
    let mut lines = text::wrap(&text, usize::from(width.saturating_sub(2)));
    lines.truncate(usize::from(MESSAGE));
    Some((style, lines))
}

fn draw_message(frame: &mut Frame<'_>, area: Rect, style: Style, lines: &[String]) {
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        print(frame.buffer_mut(), (area.x + 1, y), line, area.width.saturating_sub(2), style, ' ');
    }
}

/// The bar of a screen, from the command table.
fn hints(screen: &dyn Screen, shell: &Shell) -> Vec<KeyHint> {
    let words = (&shell.words, shell.theme.symbols.is_ascii());
    hints_at(screen.place(), screen.is_typing(), words, |command| screen.is_hinted(command))
}

/// The bar of a place, with the commands that are ready. While one types a letter is no key.
pub(crate) fn hints_at(
    place: Place,
    typing: bool,
    (words, ascii): (&Words, bool),
    ready: impl Fn(CommandId) -> bool,
) -> Vec<KeyHint> {
    commands_of(place)
        .filter(|command| command.rank < 8)
        .filter(|command| !is_elsewhere(command.id, place))
        .filter(|command| ready(command.id))
        .filter_map(|command| {
            let key = command.keys.iter().find(|key| !typing || !matches!(key, Key::Char(_)))?;
            let label = words.get(&format!("command-{}", command.id.name()));
            Some(KeyHint::new(key_words(key, words, ascii), label, command.rank))
        })
        .collect()
}

/// In a form the menu would only distract.
fn is_elsewhere(command: CommandId, place: Place) -> bool {
    let quiet = place == Place::Form || place.is_outside();
    quiet && matches!(command, CommandId::Menu | CommandId::Palette)
}

/// A key's name in the worker's language.
pub(crate) fn key_words(key: &Key, words: &Words, ascii: bool) -> String {
    match key {
        Key::Char(' ') => words.get("key-space"),
        Key::Left if ascii => words.get("key-left"),
        Key::Right if ascii => words.get("key-right"),
        Key::Up if ascii => words.get("key-up"),
        Key::Down if ascii => words.get("key-down"),
        key => crate::app::key_name(key),
    }
}
