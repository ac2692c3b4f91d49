//! Pictures with styles: a change of looks is a change of these files.

use simpul::ui::theme::Theme;

use super::{WAYS, go};
use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

/// A picture of each screen, named after the setting.
fn pictures(setting: &str, size: (u16, u16), theme: Theme) {
    for (name, way) in WAYS {
        let mut world = World::example();
        let mut driver = Driver::open(&mut world);
        driver.model.shell.theme = theme;
        driver.resize(size.0, size.1);
        go(&mut driver, way);
        insta::assert_snapshot!(format!("{name}_{setting}"), driver.styled());
    }
}

/// The screens around backups, trail and erasing; times and sizes are not the same everywhere.
fn keeping(setting: &str, size: (u16, u16)) {
    let ways = [
        ("backups", "<C-b>".to_owned()),
        ("restore_ask", "<C-b><Enter>".to_owned()),
        ("restore_preview", format!("<C-b><Enter>{PASSWORD}<Enter>")),
        ("trail", "9<Down><Down><Down><Down><Down><Down><Down><Down><Enter>".to_owned()),
        ("erase", "2/enok rohaeti<Enter><C-e>".to_owned()),
        ("settings", "9".to_owned()),
    ];
    for (name, way) in ways {
        let mut world = World::example();
        let mut driver = Driver::open(&mut world);
        driver.desk().snapshot(&mut |_, _, _| std::ops::ControlFlow::Continue(())).unwrap();
        driver.resize(size.0, size.1);
        go(&mut driver, &way);
        insta::assert_snapshot!(format!("{name}_{setting}"), without_measures(&driver.styled()));
    }
}

/// `24 Nov 19.07` and `812 KB` with `#` for the digits that differ from place to place.
fn without_measures(picture: &str) -> String {
    let mut chars: Vec<char> = picture.chars().collect();
    for at in 0..chars.len() {
        let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        if chars[at] == '.' && is_digit(at.wrapping_sub(2)) && (is_digit(at + 1) && is_digit(at + 2)) {
            for digit in [at - 2, at - 1, at + 1, at + 2] {
                chars[digit] = '#';
            }
        }
        if chars[at..].starts_with(&[' ', 'K', 'B']) {
            let digits = chars[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
            chars[at - digits..at].fill('#');
        }
    }
    chars.into_iter().collect()
}

#[test]
fn backups_trail_and_erasing_at_80_by_24() {
    keeping("80x24", (80, 24));
}

#[test]
fn backups_trail_and_erasing_at_120_by_30() {
    keeping("120x30", (120, 30));
}

#[test]
fn at_80_by_24() {
    pictures("80x24", (80, 24), Theme::new(true, false));
}

#[test]
fn at_120_by_30() {
    pictures("120x30", (120, 30), Theme::new(true, false));
}

#[test]
fn without_colours_and_in_ascii() {
    pictures("ascii", (80, 24), Theme::new(false, true));
}

/// `Model::opened` takes the worker's own setting, so ASCII is set after it; nothing may lead back.
#[test]
fn ascii_stays_ascii_but_for_what_was_typed() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.model.shell.theme = Theme::new(false, true);
    for (name, way) in WAYS {
        go(&mut driver, "1");
        go(&mut driver, way);
        let screen = driver.screen();
        let odd: String = screen.chars().filter(|c| !c.is_ascii()).collect();
        assert!(odd.is_empty(), "{name}: {odd:?} in:\n{screen}");
        driver.press("<Esc><Esc>");
    }
}
