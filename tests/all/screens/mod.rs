//! How screens look, and that they can be drawn at any size.

mod pictures;
mod sizes;

use crate::support::driver::Driver;

/// The screens with the keys that lead there from *Hari Ini*.
const WAYS: [(&str, &str); 10] = [
    ("today", "1"),
    ("people", "2"),
    ("person", "2/enok rohaeti<Enter>"),
    ("form_with_warnings", "2nMimin<Tab><Tab>3204305602599047<Tab><Tab>17-02-2959<Tab>"),
    ("case", "2w/lansia tinggal<Enter>"),
    ("session", "3<Down><Enter>"),
    ("referral", "4<Enter>"),
    ("send", "8k<Right>"),
    ("reports", "7"),
    ("help", "2?"),
];

fn go(driver: &mut Driver, way: &str) {
    driver.press(way);
}
