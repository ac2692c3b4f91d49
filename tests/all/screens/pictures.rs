//! Pictures with styles: a change of looks is a change of these files.

use simpul::ui::theme::Theme;

use super::{WAYS, go};
use crate::support::driver::Driver;
use crate::support::world::World;

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
