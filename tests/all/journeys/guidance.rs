//! Activities of a month, groups, the planner, and what can be done with the participants of a session.

use crate::support::driver::Driver;
use crate::support::world::World;

/// A session held in Cikitu with Enok Rohaeti and a free name, the first of its series.
fn first_meeting(driver: &mut Driver) {
    driver.press("3n").press("kelompok<Enter>").field("Tema").press("Sehat di usia senja<Enter>");
    driver
        .field("Desa")
        .press("cikitu<Enter>")
        .field("Rangkaian")
        .press("Sehat di usia senja<Enter>1<Enter>");
    driver.field("Peserta").press("enok rohaeti<Enter><Enter><Enter><Enter><Enter><Enter>");
    driver.press("<Tab>Bu Yayah<Enter>p<Enter>");
    driver.press("<C-s>").says("Tersimpan: bimbingan baru").sees("Hadir 0 dari 2");
}

#[test]
fn what_was_done_in_a_month_is_listed_once_whoever_tells_of_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("7k").sees("Kegiatan > November 2026").sees("Kunjungan");
    let before: usize =
        driver.screen().split(" kegiatan").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    driver.press("n").sees("Kegiatan > Baru").press("piket<Enter>");
    driver.field("Kegiatan *").press("Melayani warga di kantor kecamatan<Enter>");
    driver.field("Laki-laki").press("3<Enter>4<Enter><C-s>").says("Tersimpan: kegiatan baru");
    driver
        .sees(&format!("{} kegiatan", before + 1))
        .pick("Administrasi/piket")
        .sees("Kegiatan > Melayani warga");
    driver
        .press("<Esc>")
        .press("<Home>")
        .pick("Kunjungan")
        .sees("Kunjungan >")
        .press("<Esc><Left>")
        .sees("Kegiatan > Oktober 2026");
    driver.press("<Right>").sees("Kegiatan > November 2026").press("<C-z>").says("Diurungkan");
    driver.sees(&format!("{before} kegiatan"));
}

#[test]
fn an_activity_of_another_day_is_told_to_be_odd() {
    let mut world = World::empty();
    let mut driver = Driver::open(&mut world);
    driver.press("7k").sees("Belum ada kegiatan di bulan ini").press("n");
    driver
        .press("<Up><BS><BS><BS><BS><BS><BS><BS><BS><BS><BS>")
        .press("30-11-2026<Tab>")
        .sees("belum terjadi");
    driver.field("Mulai").press("10.00<Tab>9.00<Tab><Up>").sees("lebih awal daripada mulainya");
}

#[test]
fn the_next_meeting_brings_the_roster_and_shows_who_came_before() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    first_meeting(&mut driver);
    driver.press(" i").sees("Hadir 1 dari 2");
    driver.press("n").sees("Bimbingan > Baru").press("24-11-2026").press("<C-s>");
    driver.says("Tersimpan: bimbingan baru").sees("Hadir 0 dari 2");
    driver.sees("ke-1 hadir").sees("ke-1 izin/sakit").press("<Right>").sees("Pertemuan ke").sees("2");
    driver.press("<Left> ").sees("Hadir 1 dari 2");
    driver.press("n24-11-2026<C-s>").sees("ke-1 hadir  ke-2 hadir").sees("ke-1 izin/sakit  ke-2 -");
}

#[test]
fn participants_come_from_a_person_a_family_a_group_or_the_last_meeting() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3kn").sees("Kelompok > Baru").press("KUBE Melati<Enter>kube<Enter>cikitu<Enter>");
    driver.field("Anggota").press("enok rohaeti<Enter><Enter><Enter><Enter>ketua<Enter><Enter>");
    driver.press("<Tab>Bu Iis<Enter>p<Enter><C-s>").says("Tersimpan: kelompok baru");
    driver.sees("Kelompok > KUBE Melati, Cikitu").sees("Anggota  2").sees("Bu Iis").sees("ketua");
    driver.press("n").field("Jenis").press("kelompok<Enter>").field("Tema").press("Usaha bersama<C-s>");
    driver.sees("Bimbingan > Usaha bersama, Cikitu").sees("Hadir 0 dari 2").sees("Bu Iis");

    driver.press("+").sees("Tambah peserta").field("Nama").press("Pak Dadang<Enter>l<Enter><C-s>");
    driver.says("Tersimpan: peserta ditambah").sees("Hadir 0 dari 3");
    // Somebody who sits there already is not added again.
    driver.press("+").field("Kelompok").press("melati<Enter><C-s>").says("Tidak ada yang ditambahkan");
    driver.press("<C-k>y");
    driver.press("+").press("enok rohaeti<Enter>y<C-s>").sees_no("Hadir 0 dari 3");
    driver.press("2/enok rohaeti<Enter>").sees("Kelompok  KUBE Melati (ketua)");
}

#[test]
fn a_group_that_is_picked_in_the_form_brings_its_members_and_a_gift_may_be_for_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3kn").press("Arisan Mawar<Enter>arisan<Enter>cikitu<Enter>");
    driver.field("Anggota").press("<Tab>Bu Iis<Enter>p<Enter><C-s>").says("Tersimpan: kelompok baru");
    driver.press("3n").press("penyuluhan<Enter>").field("Tema").press("Uang keluarga<Enter>");
    driver.field("Kelompok").press("mawar<Enter>").press("<C-s>").says("Tersimpan: bimbingan baru");
    driver.sees("Hadir 0 dari 1").sees("Bu Iis").sees("Cikitu");
    driver.press("5n").field("Diberikan kepada").press("kelompok<Enter>").press("mawar<Enter><C-s>");
    driver.says("Tersimpan: bantuan").press("3k").pick("Arisan Mawar").sees("Uang keluarga").sees("Bantuan");
}

#[test]
fn a_free_name_becomes_somebody_on_record_and_then_a_case() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    first_meeting(&mut driver);
    driver.press("<Down>j").sees("Warga > Baru").sees("Bu Yayah").press("<C-s>").sees("Kasus > Baru");
    driver.field("Masalah").press("Tidak punya KTP<Tab>").press("<C-s>").says("Tersimpan: kasus baru");
    driver.press("3").pick("Sehat di usia senja").press("<Down><Enter>").sees("Warga > Bu Yayah");
    driver.press("<Esc><Up>j").sees("Kasus > Baru > Enok Rohaeti");
}

#[test]
fn a_plan_that_names_a_participant_shows_on_that_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    first_meeting(&mut driver);
    driver.press("e").field("Rencana").press("Antar ke posbindu<Enter>enok rohaeti<Enter>26-11-2026<Enter>");
    driver.press("<C-s>").says("Tersimpan: bimbingan diubah").press("1").select("Antar ke posbindu");
    driver.sees("Enok Rohaeti").press("2/enok rohaeti<Enter>").sees("Antar ke posbindu");
    driver.press("3").pick("Sehat di usia senja").press("<Del>y").press("2/enok rohaeti<Enter>");
    driver.sees_no("Antar ke posbindu");
}

#[test]
fn odd_sessions_are_told_and_nothing_is_lost() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    first_meeting(&mut driver);
    driver.press("e").field("Tanggal").press("<BS><BS><BS><BS>2027<Tab>");
    driver.field("Peserta").press("<Down><Down><Tab>bu yayah <Enter>").field("Jalannya").sees("dua kali");
    driver.field("Keadaan").press("terlaksana<Enter><C-s>").says("Tersimpan: bimbingan diubah");
    driver.sees("Hadir 0 dari 3").sees("dua kali").sees("Tanggalnya belum tiba");
    driver
        .press("e")
        .field("Desa")
        .press("<BS>Entahlah<Tab><C-s>")
        .sees("Entahlah")
        .says("ada isian yang tidak terbaca");
}

#[test]
fn the_planner_leads_to_a_session_where_one_is_due() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3d").sees("Bimbingan > menurut desa").sees("Tema yang cocok");
    let first = driver.screen().lines().nth(3).unwrap().trim_start_matches([' ', '>']).to_owned();
    let village = first.split("  ").next().unwrap().to_owned();
    driver.press("<Enter>").sees("Bimbingan > Baru").sees(&village);
    driver.press("1-12-2026<Up> bersama kader<C-s>").says("Tersimpan: bimbingan baru");
    driver.press("3d").sees("1 Des").pick(&village).sees("Bimbingan > Baru");
}

/// Presses keys that are no data, and counts them.
fn count(driver: &mut Driver, keys: &str, counted: &mut usize) {
    let named = keys.matches('<').count();
    let inside: usize = keys.split('<').skip(1).filter_map(|part| part.find('>')).sum();
    *counted += keys.chars().count() - inside - named;
    driver.press(keys);
}

#[test]
fn a_session_with_fifteen_known_people_and_its_attendance_list_take_sixty_keys() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let desk = driver.desk();
    let mut names: Vec<String> = desk
        .book()
        .people()
        .filter(|(key, _)| !desk.is_masked(*key))
        .map(|(_, line)| line.name.to_string())
        .collect();
    names.sort();
    names.dedup();
    names.truncate(15);
    assert_eq!(names.len(), 15);
    let mut keys = 0;
    count(&mut driver, "3n", &mut keys);
    for data in ["kelompok", "Lansia sehat", "", "cikitu"] {
        driver.press(data);
        count(&mut driver, "<Enter>", &mut keys);
    }
    count(&mut driver, "<PgDn><Enter><Enter>", &mut keys);
    for name in &names {
        driver.press(name);
        count(&mut driver, "<Enter><Down>", &mut keys);
    }
    count(&mut driver, "<C-s>", &mut keys);
    driver.says("Tersimpan: bimbingan baru").sees("Hadir 0 dari 15");
    count(&mut driver, "               ", &mut keys);
    driver.sees("Hadir 15 dari 15");
    count(&mut driver, "p<Enter>", &mut keys);
    driver.says("daftar-hadir-2026-11-24");
    assert!(keys <= 60, "{keys}");

    let mut keys = 0;
    count(&mut driver, "7l", &mut keys);
    driver.says("laporan-bulanan-2026-11");
    assert!(keys <= 6, "{keys}");
}

#[test]
fn papers_of_a_session_are_written_and_what_is_too_early_is_refused() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    first_meeting(&mut driver);
    driver.press("p").sees("Daftar hadir").sees("Formulir kosong").press("<Enter>").says("daftar-hadir-");
    // Nobody was called yet: the minutes would say so.
    driver.press("<Down><Enter>").sees("belum ditandai hadir atau tidak").press("t").sees("Formulir kosong");
    driver.press("<Enter>y").says("berita-acara-").press("<Down><Enter>").says("daftar-hadir-nik-");
    driver.press("<Down><Enter>").says("formulir-bimbingan-");
    driver.press("<Esc>e").field("Tanggal").press("<BS><BS><BS><BS>2027<C-s>").press("p<Down><Enter>");
    driver.says("belum terjadi");
    let written: Vec<_> =
        std::fs::read_dir(world.documents()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(written.len(), 12, "{written:?}");
}

#[test]
fn a_name_that_cannot_be_printed_is_told_before_anything_is_written() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("3kn").press("Kelompok 山田<Enter><Enter>cikitu<Enter><C-s>").press("p<Enter>");
    driver.sees("huruf yang tidak ada di huruf").sees("山").sees("Belum ada yang");
    assert!(!world.documents().exists(), "nothing is written before the answer");
    driver.press("t").sees_no("Belum ada yang").press("<Enter>").sees("Belum ada yang");
    assert!(!world.documents().exists(), "and nothing when it is no");
    driver.press("y").says("formulir-kelompok-").says("juga .docx dan .xlsx");
    assert_eq!(std::fs::read_dir(world.documents()).unwrap().count(), 3);
}
