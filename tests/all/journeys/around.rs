//! What is at hand everywhere: menu, palette, help, undo.

use crate::support::driver::Driver;
use crate::support::world::World;

#[test]
fn the_menu_and_the_digits_lead_to_the_nine_screens() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let titles = [
        ("1", "Hari Ini"),
        ("2", "Warga & Kasus"),
        ("3", "Bimbingan"),
        ("4", "Rujukan"),
        ("5", "Bantuan sosial"),
        ("6", "Lembaga"),
        ("7", "Laporan"),
        ("8", "Serah Terima"),
        ("9", "Pengaturan"),
    ];
    for (digit, title) in titles {
        driver.press(digit);
        assert!(driver.screen().starts_with(&format!(" {title}")), "{digit}:\n{}", driver.screen());
        driver.press("1<F9>").sees("Menu").pick(title);
        assert!(driver.screen().starts_with(&format!(" {title}")), "{title}:\n{}", driver.screen());
        driver.press(&format!("10{digit}"));
        assert!(driver.screen().starts_with(&format!(" {title}")), "0{digit}:\n{}", driver.screen());
    }
    driver.press("9<Esc>").sees("Hari Ini").press("<Esc>").sees("Hari Ini");
}

#[test]
fn every_screen_has_help_that_closes_where_it_was() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let ways = [
        "1",
        "2",
        "2w",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "1l",
        "1m",
        "8k",
        "8t",
        "2<Enter>",
        "2w<Enter>",
        "3<Enter>",
        "4<Enter>",
        "6<Enter>",
        "2n",
        "3n",
        "6n",
    ];
    for way in ways {
        driver.press("1").press(way);
        let before = driver.screen();
        driver.press("<F1>").sees("Bantuan (panah");
        for _ in 0..40 {
            driver.press("<Down>");
        }
        driver.sees("bantuan").press("<Esc>");
        assert_eq!(driver.screen(), before, "{way}");
        driver.press("<Esc>");
    }
}

#[test]
fn the_palette_runs_commands_and_opens_people() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press(":rujukan<Enter>").sees("6 dari 6");
    driver.press(":onah").sees("Onah Maryati").pick("Onah").sees("Warga > Onah Maryati");
    // Screens go by their own name and by the words of receipts, a case by its number.
    driver.press(":perlu diper").pick("perbaiki").sees("Perlu Diperbaiki");
    driver.press(":dicocokkan").pick("dicocokkan").sees("Perlu Dicocokkan");
    driver.press(":chat").pick("laporan PSM").sees("Laporan PSM");
    let number = {
        let desk = driver.desk();
        let (key, _) = desk.book().cases().find(|(key, _)| !desk.is_masked(*key)).unwrap();
        desk.record(key).unwrap().meta.spoken_number().unwrap().to_string()
    };
    driver.press(&format!(":{number}")).sees("Kasus  ").press("<Down><Enter>").sees("Kasus > ");
    driver.press(":kunci<Enter>").sees("Simpul terkunci");
}

#[test]
fn undo_of_a_new_record_leaves_its_page() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    driver.press("nMimin").field("Desa").press("cikitu<Enter><C-s>").sees("Warga > Mimin");
    driver.press("<C-z>").says("Diurungkan: warga baru").sees_no("Warga > Mimin").sees("Hari Ini");
    driver.press("<C-z>").says("Tidak ada yang bisa diurungkan");
    driver.press("<C-y>").says("Dikembalikan lagi").press("2").sees("Mimin");
}

#[test]
fn a_thrown_away_record_goes_with_its_page_and_comes_back_by_undo() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("6")
        .pick("Polsek")
        .press("<Del>")
        .sees("Buang Polsek Pacet (Lembaga)?")
        .press("y")
        .sees("11 dari 11");
    driver.press("<C-z>").says("Diurungkan: catatan dibuang").sees("12 dari 12");
}

#[test]
fn enter_answers_no_question_with_yes() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("6")
        .pick("Polsek")
        .press("<Del><Enter>")
        .sees("Buang Polsek Pacet (Lembaga)?")
        .sees("Tempat sampah")
        .press("<Esc>");
    driver.sees("Lembaga > Polsek").press("<Del>t").press("6").sees("12 dari 12");
}

#[test]
fn in_a_window_that_is_too_small_no_key_acts_but_lock_and_quit() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6").pick("Polsek").resize(60, 20).sees("Jendela terlalu kecil");
    driver.press("<Del>y").press("2").press("<Esc>").resize(80, 24).sees("Lembaga > Polsek");
    driver.press("6").sees("12 dari 12").resize(79, 24).press("<C-l>").resize(80, 24).sees("Simpul terkunci");
    driver.resize(80, 23).press("<C-q>");
    assert!(driver.has_quit);
}

#[test]
fn the_automatic_lock_takes_only_minutes_that_it_keeps() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("9").pick("Data pendamping").field("Kunci setelah");
    for minutes in ["0", "16", "99999"] {
        driver.press(&format!("<C-u>{minutes}<C-s>")).says("antara 1 dan 15 menit").sees(minutes);
    }
    driver.press("<C-u>15<C-s>").says("Tersimpan");
}

#[test]
fn midnight_moves_the_day() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.sees("4 terlambat").sees("3 hari ini");
    driver.tell(simpul::app::Message::Day("2026-11-25".parse().unwrap()));
    driver.sees("Rabu, 25 November 2026").sees("7 terlambat").sees("1 hari ini");
}

#[test]
fn the_worker_changes_the_language_and_every_screen_follows() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("9")
        .pick("Data pendamping")
        .field("Bahasa")
        .press("<BS>english<Enter><C-s>")
        .says("Tersimpan");
    for (keys, words) in [
        ("1", "Today"),
        ("2", "people"),
        ("3", "session"),
        ("4", "eferral"),
        ("8", "Handoffs"),
        ("9", "ettings"),
    ] {
        driver.press(keys);
        let screen = driver.screen();
        assert!(screen.to_lowercase().contains(&words.to_lowercase()), "{words}:\n{screen}");
        driver.sees_no("kembali").sees_no("bantuan");
    }
}

#[test]
fn the_shelf_of_regulations_says_what_is_in_force_and_is_narrowed_by_letters() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("7r").sees("Rak peraturan").sees("Permensos 28/2018").sees("Dipakai untuk");
    insta::assert_snapshot!("regulations_80x24", driver.styled());
    driver.press("lansia").sees_no("Permensos 28/2018").press("<Esc>").sees("Permensos 28/2018");
    driver.press("dicabut").sees("Permensos 24/2013").press("<Down>").sees("Permensos 3/2013").press("zzz");
    driver.sees("Tidak ada").press("<Esc><Esc>").sees("Laporan");
    // Also from where aid meets, by the palette.
    driver.press("5:peraturan<Enter>").sees("Rak peraturan").press("<Esc>").sees("Bantuan sosial");
}

#[test]
fn notes_and_proposals_stand_on_the_shelf_are_found_changed_and_printed() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("7c").sees("Belum ada catatan atau usulan").press("<Esc>");
    driver.press("r").select("Permensos 28/2018").press("<C-n>").sees("Catatan peraturan > Baru");
    driver.press("catatan<Enter>").field("Isi").press("Tali asih dibayar per triwulan<C-s>");
    driver.says("Tersimpan: catatan peraturan baru").sees("Catatan sendiri (").sees("Tali asih dibayar");
    driver.press("<C-n>").press("usul<Enter>").field("Isi").press("Honor bulanan bagi TKSK");
    driver.field("Pola kasus").press("Petugas berhenti di 3 kecamatan");
    driver.field("Diusulkan kepada").press("Dinas Sosial<C-s>").sees("Usulan (").sees("dan 1 lagi");
    // By a word of one's own note the shelf is narrowed to what it stands on.
    driver.press("triwulan").sees("Permensos 28/2018").sees_no("Permensos 24/2013");
    driver.press("<Enter>").sees("Catatan & usulan").sees("Honor bulanan").sees("Tali asih").sees("Konsep");
    driver.pick("Honor bulanan").sees("Diusulkan kepada").press("e").field("Keadaan usulan");
    driver.press("dijawab<Enter>").field("Jawaban").press("Dibahas tahun depan<C-s>");
    driver.sees("Dibahas tahun depan").press("<C-z>").says("Diurungkan").sees("Konsep");
    driver.press("<Esc>").press("p").says("usulan-peraturan-2026-11");
    let printed = std::fs::read_dir(world.documents()).unwrap().count();
    assert_eq!(printed, 3);
}

#[test]
fn reports_of_earlier_months_are_turned_to_and_none_of_the_future() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("7").sees("November 2026").press("<Left>").sees("Oktober 2026");
    driver.press("<Right><Right><Right>").sees("November 2026");
}
