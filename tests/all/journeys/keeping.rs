//! Backup, restore, the way back; what may go wrong on each.

use std::fs;
use std::path::{Path, PathBuf};

use simpul::store::Store;

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

/// The one backup on a stick.
fn backup_on(stick: &Path) -> PathBuf {
    let folder = stick.join("SIMPUL/CADANGAN");
    let entries: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries[0].clone()
}

/// From any screen: a backup to a folder.
fn back_up(driver: &mut Driver, to: &Path) {
    driver.press("<C-b>").sees("Cadangan").press("c").sees("Pilih tempat").walk_to(to).pick("folder ini");
}

/// From the backup screen, to the question for the secret.
fn choose(driver: &mut Driver, stick: &Path) {
    let file = backup_on(stick);
    driver.press("<C-b>p").sees("Pulihkan").walk_to(stick);
    driver.pick(&file.file_name().unwrap().to_string_lossy()).sees("Ketik kata sandi Anda");
}

#[test]
fn a_backup_goes_out_comes_back_and_the_restore_is_undone() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    driver
        .sees("Belum pernah dicadangkan")
        .press("<C-b>")
        .sees("Belum ada cadangan di luar laptop")
        .press("<Esc>");
    back_up(&mut driver, &stick);
    driver.sees("AMAN DICABUT").sees("dibaca ulang dan cocok").press("<Enter>");
    driver.sees("Selasa, 24 November 2026, di").sees("utuh").press("1").sees("Cadangan terakhir 24 Nov");

    // Somebody is recorded after the backup.
    driver.press("nMimin Sukaesih<Tab>").field("Desa").press("cikitu<Enter><C-s>").says("Tersimpan");
    driver.press("2").sees("63 dari 63");

    choose(&mut driver, &stick);
    driver.press("salah sekali<Enter>").says("salah").sees("Ketik kata sandi Anda");
    driver.press(&format!("{PASSWORD}<Enter>"));
    driver
        .sees("milik Sri Wahyuni, Kec. Pacet")
        .sees("62       63")
        .sees("perubahan sesudah cadangan itu tidak ikut");
    driver.press("<Esc>").press("2").sees("63 dari 63");

    choose(&mut driver, &stick);
    driver
        .press(&format!("{PASSWORD}<Enter><Enter>"))
        .says("Data dikembalikan dari cadangan")
        .sees("Cadangan terakhir 24 Nov")
        .sees("Hari Ini");
    driver.press("2").sees("62 dari 62").press("/mimin<Enter>").sees_no("Mimin");

    // The way back asks for the password of what comes back.
    driver.press("<Esc><C-b>").sees("yang disisihkan").press("b").sees("Tukar data").press("t");
    driver.press("by").sees("Simpul terkunci").says("Data ditukar");
    driver
        .press(&format!("{PASSWORD}<Enter>"))
        .press("2")
        .sees("63 dari 63")
        .press("/mimin<Enter>")
        .sees("Mimin");
}

#[test]
fn a_backup_opens_on_another_laptop_before_anything_is_set_up() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    back_up(&mut driver, &stick);
    driver.sees("AMAN DICABUT");
    drop(driver);

    let other = World::nothing();
    let mut driver = Driver::set_up(&other);
    driver.press("<F4>").sees("berkas cadangan");
    // Nothing else is at hand there.
    driver.press("2").sees("berkas cadangan").press(":").sees("berkas cadangan");
    driver.press("<Esc>").sees("langkah 1 dari").press("<F4>").walk_to(&stick);
    driver.pick(&backup_on(&stick).file_name().unwrap().to_string_lossy());
    driver.press(&format!("{PASSWORD}<Enter>")).sees("milik Sri Wahyuni").sees("sudah ada data");
    driver.press("<Enter>").sees("Hari Ini").press("2").sees("62 dari 62");
    assert!(Store::exists(&other.data()));
}

#[test]
fn a_forgotten_password_comes_back_with_the_recovery_code_and_a_new_one() {
    let mut world = World::example();
    let stick = world.stick();
    let code = world.recovery.join(" ");
    let mut driver = Driver::open(&mut world);
    back_up(&mut driver, &stick);
    drop(driver);

    let mut other = World::empty();
    let mut driver = Driver::locked(&mut other);
    driver.press("<F4>").walk_to(&stick).pick(".bak").press("<F2>").sees("kode pemulihan dari kertas");
    driver.press("ABCD-EFGH<Enter>").says("kode pemulihan");
    driver.press(&format!("{code}<Enter>")).sees("milik Sri Wahyuni").sees("Buat kata sandi baru");
    driver.press("pendek<Enter>pendek<Enter>").says("terlalu pendek");
    driver.press("-tidak-lagi<Enter>beda<Enter>").says("tidak sama").press("<BS>pendek-tidak-lagi<Enter>");
    driver.sees("Hari Ini").press("2").sees("62 dari 62");
    driver.press("<C-l>").press("pendek-tidak-lagi<Enter>").sees("Hari Ini");
}

#[test]
fn what_is_no_backup_or_a_damaged_one_changes_nothing() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    back_up(&mut driver, &stick);
    let file = backup_on(&stick);
    let whole = fs::read(&file).unwrap();

    let mut torn = whole.clone();
    let middle = torn.len() / 2;
    torn[middle] ^= 1;
    let cases: [(&str, &[u8], &str); 4] = [
        ("a-terpotong.bak", &whole[..middle], "rusak"),
        ("b-rusak.bak", &torn, "rusak"),
        ("c-teks.bak", b"bukan cadangan", "bukan cadangan Simpul"),
        ("d-baru.bak", &of_a_newer_version(&whole), "lebih baru"),
    ];
    for (name, bytes, said) in cases {
        fs::write(file.with_file_name(name), bytes).unwrap();
        driver.press("<C-b>p").walk_to(&stick).pick(name).press(&format!("{PASSWORD}<Enter>")).says(said);
        driver.sees("Ketik kata sandi Anda").press("<Esc>").press("2").sees("62 dari 62");
    }
}

/// The same file with the next schema in its header and a header sum that fits.
fn of_a_newer_version(whole: &[u8]) -> Vec<u8> {
    const FIXED: usize = 40;
    let mut bytes = whole.to_vec();
    bytes[10] = bytes[10].checked_add(50).unwrap();
    let vault = u32::from_le_bytes(bytes[FIXED - 4..FIXED].try_into().unwrap());
    let end = FIXED + usize::try_from(vault).unwrap();
    let sum = blake3::hash(&bytes[..end]);
    bytes[end..end + 32].copy_from_slice(sum.as_bytes());
    bytes
}

#[test]
fn a_stick_that_is_gone_is_said_and_tried_again() {
    let mut world = World::example();
    let stick = world.stick();
    let place = stick.join("flashdisk");
    fs::create_dir_all(&place).unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("<C-b>c").walk_to(&place);
    fs::remove_dir_all(&place).unwrap();
    fs::write(&place, "").unwrap();
    driver.pick("folder ini").sees("Cadangan belum jadi");
    assert!(driver.message().contains("flashdisk"), "{}", driver.message());
    driver.press("1").sees("Belum pernah dicadangkan").press("<C-b>c").walk_to(&stick).press("<Esc>");
    driver.press("c").walk_to(&stick);
    fs::remove_file(&place).unwrap();
    driver.pick("folder ini").sees("AMAN DICABUT");
}

#[test]
fn a_snapshot_made_here_can_be_looked_into_and_room_given_back() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let mut go_on = |_, _, _| std::ops::ControlFlow::Continue(());
    driver.desk().snapshot(&mut go_on).unwrap();
    driver.press("<C-b>").sees("utuh, memuat semuanya").press("<Enter>").sees("Ketik kata sandi Anda");
    driver.press(&format!("{PASSWORD}<Enter>")).sees("tidak ada yang berubah").press("<Esc>");
    driver.press("r").sees("Cadangan");
    assert!(driver.message().contains("rapi"), "{}", driver.message());
    driver.press("2").sees("62 dari 62");
}

#[test]
fn leaving_keeps_a_snapshot_and_a_second_key_leaves_at_once() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("<C-q>");
    assert!(driver.has_quit);
    let kept = driver.desk().backups();
    assert_eq!(kept.len(), 1, "{kept:?}");

    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.is_slow = true;
    driver.press("<C-q>").sees_no("Tersimpan");
    assert!(!driver.has_quit, "it tidies up first");
    let progress = simpul::app::Progress { what: "snapshot", done: 1, all: 4 };
    driver.tell(simpul::app::Message::Progress(progress));
    driver.sees("Menutup Simpul").sees("Membuat cadangan").sees("keluar sekarang");
    driver.press("x");
    assert!(driver.has_quit && driver.desk().backups().is_empty());
}

#[test]
fn a_received_bundle_comes_behind_a_snapshot() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let passphrase = super::handing::send(&mut driver, &stick);
    let mut second = World::second();
    let mut dinas = Driver::open(&mut second);
    dinas.press("nMimin Sukaesih<Tab>").field("Desa").press("cikitu<Enter><C-s>").says("Tersimpan");
    super::handing::receive(&mut dinas, &stick, &passphrase);
    assert!(dinas.desk().backups().is_empty());
    dinas.press("<Enter>").says("Tersimpan: kiriman sudah masuk");
    let before = dinas.desk().backups();
    assert!(before.len() == 1 && before[0].seq < dinas.desk().last_seq(), "{before:?}");
}

/// A hole in the journal, and nothing else left to make it good from.
fn with_a_hole(data: &Path) {
    let journal = data.join("journal/000001.wal");
    let mut bytes = fs::read(&journal).unwrap();
    let written = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[written * 3 / 5..written * 3 / 4].fill(9);
    fs::write(&journal, bytes).unwrap();
    for name in ["backup", "store-000001"] {
        fs::remove_dir_all(data.join(name)).unwrap();
    }
}

#[test]
fn damaged_data_without_a_backup_say_what_is_lost_and_go_on_with_the_rest() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    for name in ["Mimin Sukaesih", "Ujang Karna", "Dadang Hasan", "Oneng Maryati"] {
        driver.press("2n").press(&format!("{name}<Tab>")).field("Desa").press("cikitu<Enter><C-s>");
        driver.says("Tersimpan");
    }
    drop(driver);
    drop(world.take_desk());
    with_a_hole(&world.data());

    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter>")).says("hanya bisa dibaca");
    driver.press("<C-b>").sees("tidak terbaca").sees("l untuk melanjutkan dengan");
    driver.press("c").sees_no("Pilih tempat").press("l").sees("Lanjutkan dengan data yang terbaca?");
    driver.press("y").says("Dilanjutkan dengan data yang terbaca");
    driver
        .press("2n")
        .press("Orang Sesudahnya<Tab>")
        .field("Desa")
        .press("cikitu<Enter><C-s>")
        .says("Tersimpan");
    driver.press("<C-b>").sees("yang disisihkan").sees_no("tidak terbaca");
}

#[test]
fn after_a_week_without_a_backup_the_first_screen_says_so() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let in_days = |days| crate::support::world::day() + chrono::Days::new(days);
    driver.tell(simpul::app::Message::Day(in_days(6)));
    driver.sees_no("belum dicadangkan");
    driver.tell(simpul::app::Message::Day(in_days(7)));
    driver
        .sees("7 hari belum dicadangkan")
        .press("<Home>")
        .select("belum dicadangkan")
        .press("<Enter>")
        .sees("Sudah 7 hari");
    let stick = world.stick();
    back_up(&mut driver, &stick);
    driver.sees("AMAN DICABUT").press("1").sees_no("belum dicadangkan").sees("Cadangan terakhir 1 Des");
}
