//! A month's work plan and a day's sheet for the field, from the screen.

use std::path::Path;

use crate::support::driver::Driver;
use crate::support::world::{World, day};

/// Everything the sheets of a workbook say.
fn text_of(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for name in ["xl/sharedStrings.xml", "xl/workbook.xml"] {
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    }
    text
}

#[test]
fn the_day_sheet_names_whom_to_see_and_nobody_secret() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("h").says("lembar-lapangan-2026-11-24");
    let text = text_of(&world.documents().join("lembar-lapangan-2026-11-24.xlsx"));
    assert!(text.contains("Enok Rohaeti") && text.contains("Cikitu") && text.contains("Keperluan"), "{text}");
    for never in ["Rina", "Alya", "LUT", "Lanjut Usia Terlantar", "(rahasia)"] {
        assert!(!text.contains(never), "{never} in {text}");
    }
    assert!(text.contains("Tidak ditulis di sini"), "{text}");
    assert!(world.documents().join("lembar-lapangan-2026-11-24.pdf").exists());
}

#[test]
fn the_work_plan_has_every_task_of_the_month_in_its_week() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let plan = driver.desk().work_plan("2026-11");
    let (first, last) = (plan.weeks[0].0, plan.weeks[plan.weeks.len() - 1].1);
    assert_eq!((first.to_string(), last.to_string()), ("2026-11-01".into(), "2026-11-30".into()));
    for pair in plan.weeks.windows(2) {
        assert_eq!(pair[0].1.succ_opt().unwrap(), pair[1].0);
    }
    for (from, to, items) in &plan.weeks {
        assert!(items.iter().all(|item| (*from..=*to).contains(&item.day)));
    }
    let planned: usize = plan.weeks.iter().map(|(_, _, items)| items.len()).sum();
    let due = driver.desk().agenda(day()).items.len();
    assert!(planned + plan.left_over.len() >= due.min(5), "{planned}");
    assert!(driver.desk().work_plan("2030-01").left_over.is_empty());
    driver.press("7a").says("rencana-kerja-2026-11");
    let text = text_of(&world.documents().join("rencana-kerja-2026-11.xlsx"));
    assert!(text.contains("(rahasia)") && !text.contains("Rina"), "{text}");
    assert!(text.contains("Tindak lanjut") && text.contains("Bimbingan"), "{text}");
}

#[test]
fn where_much_is_due_some_is_shown_and_all_is_counted() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let (all, some) = (driver.desk().agenda(day()), driver.desk().agenda_of(day(), 2));
    assert_eq!((some.counts, all.left_out), (all.counts, 0));
    assert!(some.items.len() <= 4 && some.items.iter().all(|item| all.items.contains(item)));
    assert!(some.items.len() < all.items.len(), "the example has too little to leave something out");
    assert_eq!(some.items.len() + some.left_out, all.items.len());
}
