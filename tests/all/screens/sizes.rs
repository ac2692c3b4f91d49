//! Every screen at sizes nobody asked for.

use super::{WAYS, go};
use crate::support::driver::Driver;
use crate::support::world::World;

/// Odd steps, so that every remainder of what widths are divided by occurs.
const WIDTHS: std::ops::RangeInclusive<u16> = 0..=130;
const HEIGHTS: std::ops::RangeInclusive<u16> = 0..=40;

#[test]
fn every_screen_can_be_drawn_at_every_size() {
    let more = [
        "1m",
        "5",
        "6",
        "6<Enter>",
        "7",
        "7r",
        "8",
        "8t",
        "9",
        "0",
        ":",
        ":enok",
        "2<Enter><Right>",
        "2<Enter><Right><Right>",
        "3n",
        "2/zzz",
        "2<Del>",
        "9<Down><Enter>",
        "2<Enter><Del>",
        "1nMi<Esc>k",
        "<C-b>",
        "<C-b>c",
        "9<Down><Down><Down><Down><Down><Down><Down><Down><Enter>",
        "2/enok rohaeti<Enter>v",
        "2/enok rohaeti<Enter><C-e>",
    ];
    for way in WAYS.iter().map(|(_, way)| *way).chain(more) {
        let mut world = World::example();
        let mut driver = Driver::open(&mut world);
        go(&mut driver, way);
        at_every_size(&mut driver);
    }
}

#[test]
fn the_first_screens_too() {
    let world = World::nothing();
    let mut driver = Driver::set_up(&world);
    for keys in ["", "<Enter>", "Sri<Enter>", "<Enter>", "jawa barat<Enter>", "bandung<Enter>", "<Esc>"] {
        driver.press(keys);
        at_every_size(&mut driver);
        driver.resize(80, 24);
    }
    let mut world = World::empty();
    let mut driver = Driver::locked(&mut world);
    at_every_size(&mut driver);
    driver.resize(80, 24).press("<F2>");
    at_every_size(&mut driver);
    driver.press("<Esc><F4>");
    at_every_size(&mut driver);
}

fn at_every_size(driver: &mut Driver) {
    for width in WIDTHS.step_by(7) {
        for height in HEIGHTS.step_by(3) {
            driver.resize(width, height).picture();
        }
    }
    // Also with keys pressed while it is that small: lists fit their selection then.
    for (width, height) in [(0, 0), (1, 1), (39, 9), (40, 10), (61, 13), (79, 23), (99, 31)] {
        driver.resize(width, height).press("<Down><Down><PgDn><PgUp><Up>");
    }
    driver.resize(80, 24);
}
