//! Papers of aid by keys: each as PDF and Excel, on A4 and F4, with and without names; a text for a chat; lists that changed.

use std::path::Path;

use simpul::desk::ImportOrder;

use crate::support::driver::Driver;
use crate::support::world::World;

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn every_paper_is_written_on_both_sizes_and_names_families_only_when_asked() {
    let mut world = World::example();
    let folder = world.documents();
    let mut driver = Driver::open(&mut world);
    driver.press("7b").sees("Lembar bantuan").sees("Koordinasi untuk Camat").sees("F4");
    insta::assert_snapshot!("aid_papers_80x24", driver.styled());
    let papers = [
        "bantuan",
        "tumpang-tindih",
        "belum-tersentuh",
        "kebutuhan-dan-bantuan",
        "koordinasi-bantuan",
        "bantuan-berikutnya",
        "perubahan-bantuan",
    ];
    // What lies there already and is another file is not written over.
    for (size, width, again) in [("<Home>o", "595.28", ""), ("<Home>o", "609.45", "-2")] {
        driver.press(size);
        for name in papers {
            driver.press("<Enter>").says(&format!("{name}-2026-11"));
            let pdf = std::fs::read(folder.join(format!("{name}-2026-11{again}.pdf"))).unwrap();
            assert!(pdf.starts_with(b"%PDF-") && has(&pdf, width.as_bytes()), "{name} {width}");
            let sheet = std::fs::read(folder.join(format!("{name}-2026-11{again}.xlsx"))).unwrap();
            assert!(sheet.starts_with(b"PK"), "{name}");
            driver.press("<Down>");
        }
    }
    // The last one is the text.
    driver.sees("Bantuan di Kecamatan Pacet").press("<Enter>").says("ringkasan-bantuan-2026-11.txt");
    let text = std::fs::read_to_string(folder.join("ringkasan-bantuan-2026-11.txt")).unwrap();
    assert!(text.lines().count() <= 8 && text.contains("Belum tersentuh: "), "{text}");
    let nameless = std::fs::metadata(folder.join("koordinasi-bantuan-2026-11.xlsx")).unwrap().len();
    driver.press("<Home>").select("Koordinasi untuk Camat").press("f").sees("Dengan nama keluarga");
    driver.press("<Enter>").says("koordinasi-bantuan");
    let named = std::fs::metadata(folder.join("koordinasi-bantuan-2026-11-3.xlsx")).unwrap().len();
    assert!(named > nameless, "{named} {nameless}");
    driver.press("<Esc>").sees("Laporan");
    driver.press("5tp").sees("Lembar bantuan").sees("Bantuan apa bertemu bantuan apa");
}

#[test]
fn a_later_list_shows_on_the_screen_who_is_new_gone_and_changed() {
    let mut world = World::empty();
    let folder = world.documents();
    std::fs::create_dir_all(&folder).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("5d").sees("Belum ada program dengan dua daftar").press("<Esc>");
    let row = |name: &str, at: u32, value: &str| {
        format!("{name},320430120470999{at},320430010123999{at},Cikitu,{value}\n")
    };
    let lists = [
        (
            "satu.csv",
            "APRIL - JUNI 2026",
            row("Uji Satu", 1, "600000") + &row("Uji Dua", 2, "600000") + &row("Uji Lima", 5, "600000"),
        ),
        (
            "dua.csv",
            "JULI - SEPTEMBER 2026",
            row("Uji Satu", 1, "600000") + &row("Uji Tiga", 3, "600000") + &row("Uji Lima", 5, "400000"),
        ),
    ];
    for (name, months, rows) in lists {
        let file = folder.join(name);
        std::fs::write(
            &file,
            format!("DAFTAR KPM PKH {months},,,,\nNama KPM,NIK,No KK,Desa,Nominal\n{rows}"),
        )
        .unwrap();
        let desk = driver.desk();
        let preview = desk.preview_import(&ImportOrder { file, ..ImportOrder::default() }).unwrap();
        desk.import(preview).unwrap();
    }
    driver.press("5d").sees("Daftar baru dan lama").sees("1 baru").sees("1 tidak ada lagi").sees("1 tetap");
    insta::assert_snapshot!("list_changes_80x24", driver.styled());
    driver.select("Uji Dua").press("<Enter>").sees("Uji Dua").press("<Esc>");
    driver.press("p").sees("Lembar bantuan").press("<Enter>").says("perubahan-bantuan-2026-11");
}

#[test]
fn what_a_donors_list_meets_is_printed() {
    let mut world = World::example();
    let folder = world.documents();
    let mut driver = Driver::open(&mut world);
    driver.press("5k").paste("Nama\tDesa\nAsep Sutisna\tCikitu\nOrang Baru\tCikitu\n");
    driver.sees("Cek daftar").press("p").says("cek-daftar-2026-11");
    for ending in ["pdf", "xlsx"] {
        let file = folder.join("cek-daftar-2026-11").with_extension(ending);
        assert!(std::fs::metadata(Path::new(&file)).unwrap().len() > 2_000, "{ending}");
    }
    driver.sees("Orang Baru");
}

/// The worker said that a gift is for nobody on record; a number on the list does not say otherwise behind the back.
#[test]
fn a_wrong_match_is_undone_and_stays_undone() {
    use simpul::desk::FormPurpose;
    let mut world = World::empty();
    let mut driver = super::aid::pacet(&mut world);
    let desk = driver.desk();
    let linked = desk.book().gifts().map(|(key, gift)| (key, gift.read()));
    let linked = linked
        .filter(|(_, aid)| aid.household.is_some() && aid.family_card.len() == 16)
        .map(|(key, aid)| (key, aid.person))
        .next();
    let (gift, person) = linked.unwrap();
    desk.match_aid(gift, None, None).unwrap();
    let row = desk.form_row(&FormPurpose::Edit(gift)).unwrap();
    desk.submit(&FormPurpose::Edit(gift), &row, None).unwrap();
    let holder =
        |desk: &simpul::desk::Desk| desk.book().gift(gift).map(|aid| (aid.person, aid.household)).unwrap();
    assert_eq!(holder(desk), (None, None));
    let other = desk.book().people().map(|(key, _)| key).find(|key| Some(*key) != person).unwrap();
    desk.match_aid(gift, Some(other), None).unwrap();
    assert_eq!(holder(desk).0, Some(other));
}
