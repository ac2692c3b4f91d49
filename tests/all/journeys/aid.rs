//! Aid by keys: a gift is typed and its neighbours are said, overlaps are decided, gifts matched, a list checked.

use std::path::Path;

use simpul::desk::{Change, FormPurpose, ImportOrder, Overlaps, PairCount};
use simpul::domain::{Aid, Record, RecordKind};

use crate::support::driver::Driver;
use crate::support::world::World;

/// The lists of the sample in a book of its own.
pub(super) fn pacet(world: &mut World) -> Driver {
    let mut driver = Driver::open(world);
    for name in ["daftar-ppks-pacet.xlsx", "penerima-bantuan-2026.xlsx"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples").join(name);
        let desk = driver.desk();
        let preview = desk.preview_import(&ImportOrder { file, ..ImportOrder::default() }).unwrap();
        desk.import(preview).unwrap();
    }
    driver
}

#[test]
fn an_overlap_is_decided_with_a_reason_and_is_not_asked_again() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5t").sees("Tumpang tindih > perlu dilihat").sees("Ganda").sees("Aturan TT-001");
    let open = driver.desk().meetings(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    let first = open.iter().find(|meeting| meeting.is_open()).unwrap();
    let names = [first.a.who.name.clone(), first.b.who.name.clone()];
    let open = open.iter().filter(|meeting| meeting.is_open()).count();
    driver.sees(&format!("{open} "));
    driver.press("<Enter>").sees("Keputusan bantuan > keputusan").sees(&names[0]).sees(&names[1]);
    driver.field("Keputusan").press("daftar<Enter>");
    driver.field("Alasan").press("Sudah dicoret satu<C-s>").says("Tersimpan");
    driver.sees("Tumpang tindih").sees(&format!("{} ", open - 1));
    // A decision that holds is shown when it is opened again.
    driver.press("o<Enter>").sees("Daftar diperbaiki").sees("Sudah dicoret satu").press("<Esc>o");
    driver.press("<C-z>").sees(&format!("{open} "));
}

#[test]
fn a_gift_for_a_house_or_a_group_asks_for_what_belongs_to_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("5n")
        .field("Nama di daftar")
        .press("Keluarga Omad")
        .sees_no("   Rumah ")
        .sees_no("Kelompok");
    driver.field("Diberikan kepada").press("rumah<Enter>").sees("> Rumah").sees("halaman keluarganya");
    driver.sees_no("   Kelompok ").press("Kp. Cikitu no. 3<Enter>");
    driver.field("Uraian").press("genteng<C-s>").says("Tersimpan").sees("genteng");
    driver.press("n").field("Nama di daftar").press("KUBE Mawar");
    driver.field("Diberikan kepada").press("kelompok<Enter>").sees("> Kelompok").sees_no("   Rumah ");
    driver.field("Uraian").press("mesin jahit<C-s>").says("Tersimpan").sees("mesin jahit");
}

#[test]
fn a_gift_that_is_typed_says_what_the_family_has_already() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5n").sees("Bantuan > Baru");
    driver.field("Nama di daftar").press("Hendra Udin Sutisna");
    driver.field("Nomor KK").press("3204302008089649");
    driver.field("Program").press("blt<Enter>");
    driver.field("Untuk masa").press("Agustus 2026").sees("Sudah ada bantuan lain untuk keluarga ini");
    driver.sees("Periksa: PKH");
    driver.press("<C-s>").says("Tersimpan");
}

#[test]
fn gifts_that_match_nobody_wait_and_are_matched_by_hand() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let waiting = driver.desk().unmatched_aid().len();
    driver.press("5w").sees("perlu dicocokkan").sees(&format!("{waiting} "));
    driver.press("g").sees("Bantuan > cocokkan").press("<C-s>").says("Tersimpan");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 1);
    driver.press("b");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 2);
    driver.press("<C-z>");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 1);
    // Three picked ones at once; what is picked can also be printed alone.
    driver.press("xxx").sees("3 dipilih").press("b");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 4);
    driver.press("<C-z>");
    assert_eq!(driver.desk().unmatched_aid().len(), waiting - 1);
    driver.press("<Home>xx").press("p").sees("2").press("y").says("Tersimpan");
}

#[test]
fn families_that_nothing_reached_are_listed_and_opened() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    driver.press("5u").sees("Belum tersentuh").sees("157");
    driver.press("f").sees("Belum tersentuh > Cipeujeuh");
    driver.press("<Enter>").sees("HERI KURNIA");
}

#[test]
fn a_donors_list_is_checked_and_nothing_is_saved() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let before = driver.desk().book().count(RecordKind::Aid);
    driver.press("5k").sees("Cek daftar calon penerima");
    driver.pick(env!("CARGO_MANIFEST_DIR"));
    driver.pick("tests/").pick("fixtures/").pick("samples/").pick("penerima-bantuan-2026.xlsx");
    driver.sees("Cek daftar > penerima-bantuan-2026.xlsx").sees("dari 633");
    assert_eq!(driver.desk().book().count(RecordKind::Aid), before);
}

#[test]
fn a_gifts_months_stand_in_its_form_as_people_write_them() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    let gifts: Vec<_> = driver.desk().book().of_kind(RecordKind::Aid).map(|(key, _)| key).collect();
    let stored = |driver: &mut Driver, key| driver.desk().record(key).unwrap().body.get("period");
    let key = *gifts.iter().find(|key| stored(&mut driver, **key).is_some()).unwrap();
    let before = stored(&mut driver, key);
    let purpose = FormPurpose::Edit(key);
    let row = driver.desk().form_row(&purpose).unwrap();
    let shown = row.iter().find(|(id, _)| id == "period").map(|(_, value)| value.plain()).unwrap();
    assert!(shown.contains(" 2026") && !shown.contains('/'), "{shown}");
    driver.desk().submit(&purpose, &row, None).unwrap();
    assert_eq!(stored(&mut driver, key), before);
}

/// Gifts of one programme and month to families of their own, so many to each.
fn gifts(driver: &mut Driver, families: u32, each: u32) {
    let desk = driver.desk();
    let mut records = Vec::new();
    for family in 0..families {
        for _ in 0..each {
            let aid = Aid {
                name: "Asep Sunandar".into(),
                family_card: format!("3204300102{:06}", 199_001 + family),
                village: "32.04.30.2001".into(),
                program: "PKH".into(),
                period: "2026-07/2026-09".into(),
                ..Aid::default()
            };
            records.push(Record::new(desk.new_id(), aid));
        }
    }
    desk.save(Change::of("example", records)).unwrap();
}

#[test]
fn more_overlaps_than_the_list_holds_are_counted_in_words() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    let families = Overlaps::MOST + 30;
    gifts(&mut driver, u32::try_from(families).unwrap(), 2);
    driver.press("5t").sees("Tumpang tindih > perlu dilihat").sees("2.030 dari 2.030");
    driver.sees("Masih ada 30 lagi yang tidak tampil di sini.");
    driver.press("<End>").sees("Masih ada 30 lagi yang tidak tampil di sini.");
    // What is decided makes room.
    driver.press("<Enter>").sees("Keputusan bantuan > keputusan");
    driver.field("Keputusan").press("daftar<Enter>");
    driver.field("Alasan").press("Sudah dicoret satu<C-s>").says("Tersimpan");
    driver.sees("2.029 dari 2.030").sees("Masih ada 29 lagi");
    driver.press("o").sees("2.030 dari 2.030").sees("Masih ada 29 lagi");

    let desk = driver.desk();
    let all = desk.meetings(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    assert_eq!(all.len(), families);
    assert_eq!(PairCount::of(&all).iter().map(|count| count.count).sum::<usize>(), families);
}

#[test]
fn more_gifts_than_there_is_room_for_are_counted_in_words() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    gifts(&mut driver, 1, 12);
    driver.press("5n").sees("Bantuan > Baru");
    driver.field("Nama di daftar").press("Asep Sunandar");
    driver.field("Nomor KK").press("3204300102199001");
    driver.field("Program").press("pkh<Enter>");
    driver.field("Untuk masa").press("Agustus 2026").sees("keluarga ini (12)").sees("dan 9 bantuan lagi");
}

/// Types a gift to one family.
fn gift<'a>(driver: &'a mut Driver, program: &str, period: &str) -> &'a mut Driver {
    driver.press("5n");
    driver.field("Nama di daftar").press("Wawan Darmawan");
    driver.field("Nomor KK").press("3204302008089649");
    driver.field("Program").press(program).press("<Enter>");
    driver.field("Untuk masa").press(period)
}

#[test]
fn a_rule_opens_the_regulation_it_rests_on() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    gift(&mut driver, "blt-dd", "Agustus 2024").press("<C-s>").says("Tersimpan");
    gift(&mut driver, "pkh", "Agustus 2024")
        .sees("Sudah ada bantuan lain untuk keluarga ini")
        .sees("Periksa: BLT-DD");
    driver.press("<C-r>").sees("Rak peraturan").sees("PMK 201/PMK.07/2022: Pengelolaan Dana Desa");
    driver.sees("Dipakai aturan bantuan: TT-011 (BLT-DD + PKH), TT-012 (BLT-DD + SEMBAKO)");
    driver.press("<Esc>").sees("Periksa: BLT-DD").press("<C-s>").says("Tersimpan");
    driver.press("t").sees("Aturan TT-011").sees("PMK 201/PMK.07/2022");
    driver.press("r").sees("PMK 201/PMK.07/2022: Pengelolaan Dana Desa");
    driver.press("<Esc>").sees("Tumpang tindih");
}

/// Fills the form of a rule in.
fn rule(driver: &mut Driver, result: &str) {
    driver.field("Hasil").press(result).press("<Enter>");
    driver.field("Bunyi aturan").press("Musdes menetapkan satu bantuan tunai per keluarga");
    driver.field("Sumber").press("Perdes 4/2026<C-s>").says("Tersimpan");
}

#[test]
fn a_rule_of_ones_own_is_used_at_once_and_taken_back() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    gift(&mut driver, "blt-dd", "Desember 2026").press("<C-s>").says("Tersimpan");
    gift(&mut driver, "pkh", "Desember 2026").press("<C-s>").says("Tersimpan");
    driver.press("t").sees("Periksa").sees("Aturan TT-013").press("n").sees("Aturan bantuan > Baru");
    driver
        .sees("Bantuan Langsung Tunai Dana Desa")
        .sees("Program Keluarga Harapan")
        .sees("Kabupaten/kota ini");
    insta::assert_snapshot!("rule_80x24", driver.styled());
    rule(&mut driver, "tidak");
    driver.sees("Tumpang tindih").sees("Tidak").sees("Aturan A-2026-0001-").sees("Perdes 4/2026");
    // It stands among the settings, and is undone like anything else.
    driver.press("9").pick("Aturan bantuan sendiri").sees("BLT-DD + PKH").sees("Musdes menetapkan");
    insta::assert_snapshot!("rules_80x24", driver.styled());
    driver.press("<Del>y").sees("Belum ada aturan sendiri").press("5t").sees("Aturan TT-013");
    driver.press("<C-z>").press("5t").sees("Aturan A-2026-0001-");
}

#[test]
fn a_rule_that_makes_no_sense_is_answered_in_words_and_the_most_specific_one_holds() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    gift(&mut driver, "blt-dd", "Desember 2026").press("<C-s>").says("Tersimpan");
    gift(&mut driver, "pkh", "Desember 2026").press("<C-s>").says("Tersimpan");
    driver.press("9").pick("Aturan bantuan sendiri").press("n");
    driver.field("Program pertama").press("tidak ada program ini<Tab>").sees("tidak ada program ini");
    driver.press("<C-s>").sees("Aturan bantuan > Baru");
    driver.press("<Esc>").press("n").sees("Aturan bantuan > Baru");
    driver.field("Program pertama").press("blt-dd<Enter>");
    driver.field("Program kedua").press("pemerintah apa<Enter>");
    driver.field("Hasil").press("tidak<Enter>");
    driver.field("Bunyi aturan").press("Edaran Dinas");
    driver.field("Berlaku sampai").press("1-1-2020<C-s>");
    driver.sees("Aturan bantuan > Baru");
    driver
        .field("Sumber")
        .press("Edaran 7<C-s>")
        .says("Batas akhir lebih kecil")
        .sees("Aturan bantuan > Baru");
    driver.field("Berlaku sampai");
    driver.press("<End>").press(&"<BS>".repeat(20)).press("<C-s>").says("Tersimpan");
    // About one programme and any: less specific than one about both.
    driver.press("5t").sees("Tidak").sees("Edaran Dinas").press("n");
    rule(&mut driver, "boleh");
    driver.press("o").sees("Boleh").sees("Musdes menetapkan");
}

#[test]
fn a_list_is_pasted_and_checked_and_nothing_is_saved() {
    let mut world = World::empty();
    let mut driver = pacet(&mut world);
    gift(&mut driver, "pkh", "November 2026").press("<C-s>").says("Tersimpan");
    let before = driver.desk().book().count(RecordKind::Aid);
    let table = "Nama\tNo KK\tDesa\nWawan Darmawan\t3204302008089649\tCikitu\nOrang Baru\t\tCikitu\n";
    driver.press("5k").sees("tempel").paste(table).sees("Cek daftar > tempelan").sees("Wawan Darmawan");
    driver.sees("dari 2");
    // Lines of a chat, without headings, over it.
    driver.paste("Calon penerima:\n1. Wawan Darmawan - Cikitu - 3204302008089649\n2) Orang Baru (Cikitu)\n");
    driver.select("Wawan Darmawan").sees("PKH").sees("No KK sama");
    assert_eq!(driver.desk().book().count(RecordKind::Aid), before);
    driver.paste("???").sees("Cek daftar");
}

#[test]
fn a_cases_page_says_how_far_its_needs_are_met_and_by_what() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/dede gunawan<Enter>").sees("Dede Gunawan").select("Kasus").press("<Enter>");
    driver.press("<Right><Right>").sees("Kebutuhan").sees("Terpenuhi").sees("Karang Taruna Girimulya");
    driver.sees("Tidak sesuai").sees("Kuota habis: Kursi roda anak");
    insta::assert_snapshot!("case_needs_80x24", driver.styled());
}

#[test]
fn a_civil_servant_in_the_family_is_something_to_look_at_and_no_verdict() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("5t").sees("Tumpang tindih").sees_no("Dayat Sobandi");
    driver.press("2/ayi solihat<Enter>").sees("Ayi Solihat").press("e");
    driver.field("Pekerjaan").press("PNS guru SD<C-s>").says("Tersimpan");
    driver.press("5t").select("Dayat Sobandi").sees("Periksa").sees("Boleh (").sees("ASN/TNI/Polri");
    let flagged = driver.desk().meetings(&mut |_, _| std::ops::ControlFlow::Continue(())).unwrap();
    let family = flagged.iter().find(|meeting| meeting.a.who.name == "Dayat Sobandi").unwrap();
    assert_eq!((family.verdict.code(), family.flags.as_slice()), ("boleh", &["KL-01".to_owned()][..]));
}

#[test]
fn the_example_fills_the_screens_of_aid() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("5").sees("SEMBAKO").press("w").sees("Omah Komariah").press("w");
    driver.press("t").sees("Ganda").sees("Asep Sutisna").sees("PKH + BLT-DD").sees("Omad Sukarna");
    insta::assert_snapshot!("overlaps_80x24", driver.styled());
    driver.press("<Esc>u").sees("Belum tersentuh").sees("Tati Julaeha");
    insta::assert_snapshot!("untouched_80x24", driver.styled());
}

#[test]
fn each_key_of_the_reports_writes_its_files_into_the_workers_folder() {
    let mut world = World::example();
    let folder = world.documents();
    let mut driver = Driver::open(&mut world);
    for (keys, name) in [
        ("7p", "rekap-ppks-2026-11"),
        ("7l", "laporan-bulanan-2026-11"),
        ("7b<Enter>", "bantuan-2026-11"),
        ("5up", "belum-tersentuh-2026-11"),
    ] {
        driver.press(keys).says(name);
        for ending in ["pdf", "xlsx"] {
            let file = folder.join(name).with_extension(ending);
            assert!(std::fs::metadata(&file).unwrap().len() > 2_000, "{}", file.display());
        }
    }
}
