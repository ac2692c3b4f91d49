//! How forms look, with styles, at the sizes that matter; and that no size breaks them.

use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{ViewContext, draw, render};
use crate::domain::{Note, RecordKind, Row, Value};
use crate::form::Form;
use crate::form::sample::{World, form, press, today};
use crate::text::{Language, Words};
use crate::ui::theme::Theme;

fn person() -> Form {
    let mut form = form(RecordKind::Person, &Row::new());
    press(&mut form, "Enok Rohaeti{Tab}{Tab}32043046025990{Tab}{Tab}");
    form.focus_on("birth", &World, today());
    press(&mut form, "16-2-59");
    form.set_remarks(&[("birth", Note::warn("nik_birth_mismatch").with("part", "day"))]);
    form
}

fn session() -> Form {
    let mut form = form(RecordKind::Session, &Row::new());
    form.focus_on("participants", &World, today());
    press(
        &mut form,
        "{Tab}Tati Julaeha{Tab}per{Enter}RT 01/03{Enter}had{Enter}{Enter}{Tab}Siti Lestari{Tab}p",
    );
    form
}

fn shot(form: &Form, width: u16, height: u16, theme: Theme, language: Language) -> (Buffer, (u16, u16)) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let words = Words::new(language);
    terminal
        .draw(|frame| draw(frame, frame.area(), form, &ViewContext { words: &words, theme: &theme }))
        .unwrap();
    let cursor = terminal.get_cursor_position().unwrap();
    (terminal.backend().buffer().clone(), (cursor.x, cursor.y))
}

#[test]
fn a_person_at_80_by_24() {
    insta::assert_debug_snapshot!(shot(&person(), 80, 20, Theme::new(true, false), Language::Id));
}

#[test]
fn a_person_at_120_by_30_in_english() {
    insta::assert_debug_snapshot!(shot(&person(), 120, 26, Theme::new(true, false), Language::En));
}

#[test]
fn a_person_without_colours_in_ascii() {
    let mut form = person();
    form.focus_on("village", &World, today());
    press(&mut form, "ci");
    insta::assert_debug_snapshot!(shot(&form, 80, 20, Theme::new(false, true), Language::Id));
}

#[test]
fn participants_at_80_by_24() {
    insta::assert_debug_snapshot!(shot(&session(), 80, 20, Theme::new(false, false), Language::Id));
}

#[test]
fn without_colours_no_cell_names_one() {
    for form in [person(), session()] {
        let (buffer, _) = shot(&form, 80, 24, Theme::new(false, false), Language::Id);
        let named = buffer
            .content
            .iter()
            .find(|cell| cell.style().fg.is_some_and(|c| c != ratatui::style::Color::Reset));
        assert_eq!(named, None);
    }
}

#[test]
fn the_cursor_stands_after_what_was_typed_even_when_it_is_wide() {
    let mut form = form(RecordKind::Person, &Row::new());
    press(&mut form, "漢字e\u{301}x");
    let (buffer, (x, y)) = shot(&form, 80, 24, Theme::new(true, false), Language::Id);
    assert_eq!(buffer[(x - 1, y)].symbol(), "x");
    assert_eq!(buffer[(x - 2, y)].symbol(), "e\u{301}");
    press(&mut form, &"y".repeat(200));
    let (buffer, (x, y)) = shot(&form, 80, 24, Theme::new(true, false), Language::Id);
    assert_eq!(buffer[(x - 1, y)].symbol(), "y");
}

#[test]
fn every_field_can_be_seen_when_it_has_the_caret() {
    let words = Words::new(Language::Id);
    for kind in RecordKind::ALL {
        let mut form = form(*kind, &Row::new());
        loop {
            for height in [1, 3, 20] {
                let theme = Theme::default();
                let mut buffer = Buffer::empty(Rect::new(0, 0, 80, height));
                let area = buffer.area;
                let caret = render(&mut buffer, area, &form, &ViewContext { words: &words, theme: &theme });
                assert_eq!(
                    caret.is_some(),
                    form.focused().is_some(),
                    "{kind:?} {:?} {height}",
                    form.focused()
                );
            }
            if form.focused().is_none() {
                break;
            }
            press(&mut form, "{Tab}");
            if form.focused() == Some("participants") {
                press(&mut form, "{Enter}");
            }
        }
    }
}

#[test]
fn no_size_breaks_a_form() {
    let words = Words::new(Language::Id);
    for (form, theme) in [(person(), Theme::new(true, false)), (session(), Theme::new(false, true))] {
        for (width, height) in (0..=100).flat_map(|width| (0..=40).map(move |height| (width, height))) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let area = buffer.area;
            render(&mut buffer, area, &form, &ViewContext { words: &words, theme: &theme });
        }
    }
}

#[test]
fn what_a_record_holds_cannot_command_the_terminal() {
    let row: Row = vec![
        ("name".into(), Value::Text("Enok\u{1b}[2J\u{202E}".into())),
        ("note".into(), Value::Text("a\u{7}b\r\nc".into())),
    ];
    let (buffer, _) = shot(&form(RecordKind::Person, &row), 80, 40, Theme::default(), Language::Id);
    let drawn: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
    assert!(drawn.contains("Enok[2J"));
    assert!(!drawn.chars().any(|c| c.is_control() || c == '\u{202E}'));
}

/// Not a limit but an alarm: unoptimised, a frame takes far less than this.
#[test]
fn a_form_is_drawn_in_a_few_milliseconds_at_most() {
    let words = Words::new(Language::Id);
    let theme = Theme::default();
    let form = person();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    let area = buffer.area;
    let started = Instant::now();
    for _ in 0..20 {
        render(&mut buffer, area, &form, &ViewContext { words: &words, theme: &theme });
    }
    let each = started.elapsed() / 20;
    println!("{each:?} a frame");
    assert!(each.as_millis() < 50, "{each:?}");
}
