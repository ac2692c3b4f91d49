//! Step 3: the Pacet list comes in from the screen, goes out again by one key, and its refused rows are mended.

use crate::support::driver::Driver;
use crate::support::world::World;

fn pick_the_list(driver: &mut Driver) {
    driver.press("1m").sees("Belum ada yang disimpan");
    driver.pick(env!("CARGO_MANIFEST_DIR"));
    driver.pick("tests/").pick("fixtures/").pick("samples/").pick("daftar-ppks-pacet.xlsx");
}

#[test]
fn a_list_is_shown_taken_undone_and_taken_again() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.sees("420 baris dibaca: 379 baru").sees("Belum ada yang disimpan");
    driver.sees("dibaca sebagai Daftar warga").sees("Nama").press("<PgDn>").sees("Baris yang sama persis");
    driver
        .press("<Enter>")
        .says("Tersimpan")
        .sees("420 baris dibaca: 379 baru")
        .sees("34 ganda")
        .sees("7 ditolak");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 379);

    // So many are not taken back by one key.
    driver.press("<C-z>").sees("Urungkan “isi berkas Excel”?").sees("catatan ikut kembali").press("<Enter>t");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 379);
    driver.press("<C-z>y").says("Diurungkan: isi berkas Excel");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 0);
    driver.press("1").sees("Belum ada warga yang tercatat");

    pick_the_list(&mut driver);
    driver.press("<Enter>").sees("379 baru");
    driver.press("<Enter>").sees("Perlu Diperbaiki").sees("7 dari 7");
    driver.press("1").sees("7 baris perlu diperbaiki");

    pick_the_list(&mut driver);
    driver.press("<Enter>").sees("420 baris dibaca: 0 baru, 413 sudah ada");
}

#[test]
fn a_receipt_names_the_rows_of_a_warning_and_a_broken_file_says_why() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.press("<Enter>").says("Tersimpan");
    let mut seen = String::new();
    for _ in 0..40 {
        seen.push_str(&driver.press("<Down>").screen());
    }
    assert!(seen.contains("perlu dicek nanti") && seen.contains(": baris "), "{seen}");
    // Cut off, and none at all: each says what it is, for as long as it stands there.
    let stick = world.stick();
    let whole =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/samples/daftar-ppks-pacet.xlsx"));
    let whole = whole.unwrap();
    std::fs::write(stick.join("potong.xlsx"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(stick.join("kosong.csv"), "").unwrap();
    for (name, why) in [("potong.xlsx", "terpotong"), ("kosong.csv", "kosong")] {
        driver.press("1m").walk_to(&stick).pick(name).sees(why).press("<Down>").sees(why).press("<Esc>");
    }
}

#[test]
fn a_refused_row_is_mended_into_a_person() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.press("<Enter><Enter>").sees("7 dari 7").pick("desa kosong");
    driver.sees("Perbaiki baris").press("<C-s>").says("Belum disimpan").sees(" > Desa *");
    driver.press("cikitu<Enter><C-s>").says("Tersimpan: baris diperbaiki").sees("6 dari 6");
    assert_eq!(driver.desk().book().count(simpul::domain::RecordKind::Person), 380);
    driver.press("<C-z>").says("Diurungkan: baris diperbaiki").sees("7 dari 7");
}

#[test]
fn a_row_that_is_not_needed_is_thrown_away_after_a_question() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    pick_the_list(&mut driver);
    driver.press("<Enter><Enter>").sees("7 dari 7").press("<Del>").sees("Buang baris ini?");
    driver.press("t").sees("7 dari 7").press("<Del>y").sees("6 dari 6").press("<C-z>").sees("7 dari 7");
}

#[test]
fn a_file_that_is_no_list_is_refused_with_a_sentence_and_a_way_back() {
    let mut world = World::empty();
    let stick = world.stick();
    std::fs::write(stick.join("kosong.xlsx"), b"bukan lembar").unwrap();
    std::fs::create_dir(stick.join("folder.xlsx")).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("m").walk_to(&stick).sees("folder.xlsx/").pick("kosong.xlsx");
    driver.sees("tidak bisa diambil");
    assert!(!driver.message().is_empty());
    driver.press("<Esc>").sees("kosong.xlsx").press("<Esc>").sees("Hari Ini");
}

/// A list with headings of its own kind, its columns told once; next month's is understood at once.
#[test]
fn the_meaning_of_columns_is_changed_and_remembered() {
    let month = |name: &str| {
        format!(
            "Sebutan;Panggilan;NIK;Kampung asal;Jenis PPKS\n{name};Mak Onah;3204305708509012;Cikitu;Lansia terlantar\n"
        )
    };
    let mut world = World::empty();
    let stick = world.stick();
    std::fs::write(stick.join("november.csv"), month("Onah Permana")).unwrap();
    std::fs::write(stick.join("desember.csv"), month("Onih Permata").replace("9012", "9015")).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("m").walk_to(&stick).pick("november.csv");
    driver.sees("Sebutan → -").sees("Tekan e").press("e").sees("Arti kolom");
    driver.pick("Sebutan").sees("tidak dipakai").press("nama<Enter>");
    insta::assert_snapshot!("mapping_80x24", driver.styled());
    driver.pick("Kampung asal").press("desa").sees(" > Desa").press("<Enter>");
    driver.sees("1 baris dibaca: 1 baru").sees("Kampung asal");
    driver.press("<Esc>").sees("Sebutan → Nama").sees("Desa; Jenis PPKS").press("<Enter>").sees("1 baru");
    driver.press("1m").walk_to(&stick).pick("desember.csv");
    driver.sees("Sebutan → Nama").sees("Desa; Jenis PPKS").press("<Enter><Enter>");
    driver.sees("Onah Permana").sees("Onih Permata").sees("Cikitu");
    // Undo takes the people back; what the columns mean stays known.
    driver.press("<C-z>1m").walk_to(&stick).pick("desember.csv").sees("Sebutan → Nama").sees("1 baru");
}

#[test]
fn a_sheet_and_its_heading_can_be_chosen() {
    let mut world = World::empty();
    let stick = world.stick();
    // Nothing in the first row is a heading that Simpul knows.
    let text = "Kolom satu;Kolom dua;Kolom tiga\nSi A;Si B;Si C\nOnah Permana;3204305708509012;Cikitu\n";
    std::fs::write(stick.join("aneh.csv"), text).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("m").walk_to(&stick).pick("aneh.csv");
    driver.sees("tidak menemukan daftar").press("<Enter>").sees("tidak menemukan daftar");
    driver.press("e").pick("Lembar aneh").sees("tebak sendiri").pick("Daftar warga");
    driver.pick("Judul kolom").pick("baris 2").sees("Si A");
    driver.pick(">   Si A").press("nama<Enter>").pick("Si B").pick("NIK").pick("Si C").pick("Desa");
    driver.press("<Esc>").sees("1 baris dibaca: 1 baru").press("<Enter><Enter>").sees("Onah Permana");
    // A sheet that is left out takes nothing in.
    driver.press("1m").walk_to(&stick).pick("aneh.csv").press("e").pick("Lembar aneh").press("tidak<Enter>");
    driver.sees("0 baris dibaca").press("<Esc><Enter>").sees("Dilewati sesuai pilihan");
}

#[test]
fn a_list_without_villages_is_given_one() {
    let mut world = World::empty();
    let stick = world.stick();
    std::fs::write(
        stick.join("rt.csv"),
        "Nama;NIK;Jenis PPKS\nOnah Permana;3204305708509012;Lansia terlantar\n",
    )
    .unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("m").walk_to(&stick).pick("rt.csv").press("e").pick("Desa semua baris");
    driver
        .press("ciki<Enter>")
        .sees("Cikitu")
        .press("<Esc><Enter><Enter>")
        .sees("Onah Permana")
        .sees("Cikitu");
}

#[test]
fn letters_narrow_the_files_and_esc_shows_all_again() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    driver.press("1m").pick(env!("CARGO_MANIFEST_DIR"));
    driver.pick("tests/").pick("fixtures/").pick("samples/").sees("daftar-lembaga.csv");
    driver.press("psm-2026").sees("Cari: psm-2026").sees("laporan-psm").sees_no("daftar-lembaga");
    driver.press("x").sees("Tidak ada yang cocok").press("<BS>").sees("laporan-psm");
    driver.press("<Esc>").sees("daftar-lembaga.csv").sees("laporan-psm");
    driver.press("PACET<Enter>").sees("420 baris dibaca");
}

#[test]
fn a_directory_of_organisations_is_shown_taken_and_undone() {
    let (mut theirs, mut ours) = (World::example(), World::second());
    let stick = ours.stick();
    let mut there = Driver::open(&mut theirs);
    there.desk().export_hsds(Some(&stick.join("direktori"))).unwrap();
    let mut driver = Driver::open(&mut ours);
    let pick = |driver: &mut Driver| {
        driver.press("6m").walk_to(&stick).sees("direktori lembaga").pick("direktori/");
    };
    pick(&mut driver);
    driver.sees("berubah 0, sama 0").sees("+ Puskesmas Pacet");
    let count = |driver: &mut Driver| driver.desk().book().count(simpul::domain::RecordKind::Organization);
    assert_eq!(count(&mut driver), 0);
    driver.press("<Enter>").says("Tersimpan").sees("Ctrl-Z");
    let all = count(&mut driver);
    assert_eq!(all, there.desk().book().count(simpul::domain::RecordKind::Organization));
    driver.press("<Enter>").sees("Puskesmas Pacet").press("<C-z>").says("Diurungkan");
    assert_eq!(count(&mut driver), 0);

    // Known ones are told by what differs; the same ones are no news.
    pick(&mut driver);
    driver.press("<Enter>");
    there.press("6/puskesmas pacet<Enter>e").field("Jam").press("Senin-Sabtu<C-s>").says("Tersimpan");
    there.desk().export_hsds(Some(&stick.join("direktori"))).unwrap();
    pick(&mut driver);
    driver.sees(&format!("Baru 0, berubah 1, sama {}", all - 1)).sees("~ Puskesmas Pacet: Jam");
    driver.press("<Enter>").says("Tersimpan");
    pick(&mut driver);
    driver.sees("Tidak ada yang baru").press("<Enter>").sees("Tidak ada yang baru");
}
