//! Lists: narrowed by what one picks or types, put in order, printed; several rows at once.

use std::path::PathBuf;

use crate::support::driver::Driver;
use crate::support::world::World;

/// The files in the folder of documents, by ending.
fn written(world: &World, ending: &str) -> Vec<PathBuf> {
    let Ok(found) = std::fs::read_dir(world.documents()) else { return Vec::new() };
    let paths = found.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
}

/// Everything a workbook says.
fn text_of(path: &PathBuf) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for name in ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    }
    text
}

#[test]
fn several_conditions_are_picked_and_said_above_the_list() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2fcikitu<Enter>").sees("[x] Desa: Cikitu").press("nagrak<Enter><Esc>");
    driver.sees("Desa: Cikitu, Nagrak").sees("Enok Rohaeti");
    driver.press("fperempuan<Enter><Esc>").sees("L/P: Perempuan").sees("rahasia tidak ikut");
    driver.press("f").press("perempuan<Enter><Esc>").sees_no("L/P: ").sees_no("rahasia tidak ikut");
    driver.press("<Esc>").sees("62 dari 62");
}

#[test]
fn conditions_can_be_typed_and_a_mistake_is_explained() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2fumur:60- -jk:l enok<Enter><Esc>")
        .sees("Umur: 60-")
        .sees("bukan L/P: Laki")
        .sees("Cari: enok");
    driver.sees("Enok Rohaeti").press("<Esc>");
    driver.press("fwarna:merah<Enter>").says("Saringan “warna” tidak ada").says("desa, kategori");
    driver.press("<Esc>ftahap:entah<Enter>").says("tidak mengenal “entah”").says("Asesmen");
}

#[test]
fn nobody_secret_is_found_out_by_a_condition() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let masked = |driver: &mut Driver, filter: &str| {
        driver.press(&format!("2f{filter}<Enter><Esc>"));
        let seen = driver.screen().matches("(rahasia)").count();
        driver.press("<Esc>");
        seen
    };
    assert!(masked(&mut driver, "sifat:rahasia") > 0);
    for number in 1..=26 {
        assert_eq!(masked(&mut driver, &format!("kategori:{number}")), 0, "{number}");
        assert_eq!(masked(&mut driver, &format!("-kategori:{number}")), 0, "not {number}");
    }
    for filter in ["jk:p", "jk:l", "umur:0-150", "prioritas:darurat", "-tag:RTLH"] {
        assert_eq!(masked(&mut driver, filter), 0, "{filter}");
    }
}

#[test]
fn a_list_is_put_in_order_and_says_so() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2oumur<Enter>").sees("urut umur, tertua dulu");
    let ages = |driver: &mut Driver| -> Vec<i32> {
        let screen = driver.screen();
        let age = |line: &str| -> Option<i32> {
            let words: Vec<&str> = line.split_whitespace().collect();
            let sex = words.iter().position(|word| matches!(*word, "L" | "P"))?;
            words.get(sex + 1)?.parse().ok()
        };
        screen.lines().skip(4).filter_map(age).collect()
    };
    let shown = ages(&mut driver);
    assert!(shown.len() > 8 && shown.is_sorted_by(|a, b| a >= b), "{shown:?}\n{}", driver.screen());
    driver.press("obiasa<Enter>").sees_no("urut umur");
    let shown = ages(&mut driver);
    assert!(!shown.is_sorted_by(|a, b| a >= b), "{shown:?}");
}

#[test]
fn what_is_shown_is_printed_after_saying_how_many_and_masked_stays_masked() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2fsifat:rahasia,terbatas<Enter><Esc>")
        .press("p")
        .sees("baris ini ke PDF, Word, dan Excel")
        .press("t");
    assert!(written(&world, "xlsx").is_empty());
    driver.press("py").says("Tersimpan: ").says("daftar-warga-2026-11-24.pdf");
    assert_eq!(written(&world, "pdf").len(), 1);
    let text = text_of(&written(&world, "xlsx")[0]);
    assert!(text.contains("(rahasia)") && !text.contains("Rina") && !text.contains("Alya"), "{text}");
    assert!(text.contains("sifat:Rahasia,Terbatas"), "{text}");
    driver.press("9").press("<C-p>jejak").press("<Esc>");
    for place in ["3", "4", "5", "6", "8"] {
        driver.press(place).press("p");
        if driver.screen().contains("baris ini ke PDF") {
            driver.press("y").says("Tersimpan: ");
        }
    }
    assert!(written(&world, "xlsx").len() >= 4, "{:?}", written(&world, "xlsx"));
}

#[test]
fn several_people_get_one_follow_up_each_in_one_save_and_one_undo() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let count = |driver: &mut Driver| driver.desk().book().count(simpul::domain::RecordKind::FollowUp);
    let before = count(&mut driver);
    driver.press("2xx").sees("2 dipilih").press("<Down><Down>X").sees("5 dipilih");
    driver.press("t").sees("untuk 5 yang dipilih").press("Undang ke balai desa");
    driver.field("Paling lambat").press("1-12<C-s>").says("tindak lanjut untuk beberapa warga");
    assert_eq!(count(&mut driver), before + 5);
    driver.press("<C-z>");
    assert_eq!(count(&mut driver), before);
}

#[test]
fn tags_are_put_on_all_that_are_picked_and_found_again() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2<C-a>").sees("62 dipilih").press("<C-a>").sees_no("dipilih").press("xxx");
    driver.press("d").sees("beri tanda pada 3 yang dipilih").press("tidak layak<Enter><C-s>");
    driver.says("tanda untuk beberapa warga").press("<Esc>ftag:rtlh<Enter><Esc>").sees("3 dari 62");
}

#[test]
fn what_a_filter_takes_away_is_not_picked_any_more() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2<C-a>").sees("62 dipilih").press("/enok roh").sees("2 dipilih").sees("2 dari 62");
}

#[test]
fn a_filter_is_kept_under_a_name_counted_used_and_dropped() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2fcikitu<Enter><C-s>").sees("dengan nama apa").press("Warga Cikitu<Enter>");
    driver.says("saringan").sees("Desa: Cikitu");
    let count = driver.desk().saved_filters(None)[0].count;
    driver.press("1").sees(&format!("{count} Warga Cikitu"));
    driver.press("2f").sees(&format!("* Warga Cikitu ({count})")).press("warga cik<Enter>");
    driver.sees("Desa: Cikitu").sees(&format!("{count} dari 62"));
    driver.press("<Esc>f<Home><Del>").sees_no("* Warga Cikitu").press("<Esc>1").sees_no("Warga Cikitu");
    driver.press("<C-z>");
    assert_eq!(driver.desk().saved_filters(None).len(), 1);
}

#[test]
fn a_row_says_by_what_it_was_found_when_that_is_not_the_name() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/3204 3056 0259 9047").sees("Enok Rohaeti (NIK)").press("<Esc>");
    driver.press("/enok roh").sees("Enok Rohaeti").sees_no("Enok Rohaeti (");
    // Of somebody masked not even that is said.
    driver.press("<Esc>/yuyun").sees("(rahasia)").sees_no("(rahasia) (");
}

#[test]
fn the_import_screen_writes_empty_sheets() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2m<C-t>").says("lembar-isian.xlsx");
    assert_eq!(written(&world, "xlsx").len(), 1);
}
