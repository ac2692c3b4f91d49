//! Step 6: an organisation, a referral with and without consent, and its way to the client's confirmation.

use crate::support::driver::Driver;
use crate::support::world::World;

/// A case of Ayi Solihat; `consent` as typed into the field.
fn case(driver: &mut Driver, consent: &str) {
    driver.press("2/ayi solihat<Enter>j").field("Masalah").press("Perlu alat bantu dengar");
    driver
        .press("<Tab>")
        .field("Persetujuan")
        .press(&format!("{consent}<Enter><C-s>"))
        .says("Tersimpan: kasus baru");
}

#[test]
fn an_organisation_is_added_and_a_case_referred_to_it_up_to_the_clients_word() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6n").sees("Lembaga > Baru").press("Klinik Telinga Sehat<Enter>yayasan<Enter>");
    driver.field("Layanan").press("alat_bantu<Enter>");
    driver.press("<C-s>").says("Tersimpan: lembaga baru").sees("Lembaga > Klinik Telinga Sehat");

    case(&mut driver, "diberi");
    driver
        .press("r")
        .field("Lembaga tujuan")
        .press("telinga<Enter>")
        .field("Jawaban diharapkan")
        .press("1-12-2026");
    driver.press("<C-s>").says("Tersimpan: rujukan baru").sees("Tujuan  Klinik Telinga Sehat");

    driver
        .press("k")
        .sees("Kabar rujukan")
        .press("<C-s>")
        .says("Tersimpan: kabar rujukan")
        .sees("Keadaan  Terkirim");
    driver.sees("Tanda terima ditunggu sampai Selasa, 1 Desember 2026");
    driver.press("a").press("disetujui<Enter>").press("<C-s>").sees("Keadaan  Disetujui dilayani");
    driver.press("h").press("<C-s>").says("Tersimpan").sees("Keadaan  Hasil tercatat");
    driver.press("y").press("<C-s>").says("Tersimpan").sees("Keadaan  Ditutup").sees_no("Ditunggu sampai");
    driver.press("<C-z>").says("Diurungkan").sees("Keadaan  Hasil tercatat");
    driver.press("4/telinga").sees("1 dari 7");
}

#[test]
fn a_referral_without_consent_cannot_be_sent() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    case(&mut driver, "belum");
    driver
        .press("r")
        .field("Lembaga tujuan")
        .press("puskesmas<Enter>")
        .field("Persetujuan")
        .press("belum<Enter><C-s>");
    driver.says("Tersimpan: rujukan baru").press("k<C-s>").says("klien belum menyetujui");
    driver.press("<Esc>").sees("Rujukan > Ayi Solihat").sees_no("Keadaan  Terkirim");
    driver.press("e").field("Persetujuan").press("diberi<Enter><C-s>").says("Tersimpan: rujukan diubah");
    driver.press("k<C-s>").sees("Keadaan  Terkirim");
}

#[test]
fn no_answer_leads_around_the_consent_that_a_client_refused() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    case(&mut driver, "belum");
    driver.press("r").field("Lembaga tujuan").press("puskesmas<Enter>");
    driver.field("Persetujuan").press("ditolak<Enter><C-s>").says("Tersimpan: rujukan baru");
    for answer in ["siap", "terkirim", "disetujui", "berjalan"] {
        driver.press("a").press(&format!("{answer}<Enter><C-s>")).says("klien belum menyetujui");
        driver.press("<C-k>y").sees("Rujukan > Ayi Solihat").sees("Keadaan  Konsep");
    }
}

#[test]
fn a_referral_does_not_go_back_to_before_it_was_sent() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4/enok<Enter><Enter>").sees("Rujukan > Enok Rohaeti");
    for state in ["konsep", "siap"] {
        driver.press("a").press(&format!("{state}<Enter><C-s>")).says("sudah lebih jauh dari itu");
        driver.press("<C-k>y").sees("Rujukan > Enok Rohaeti").sees_no("Keadaan  Konsep");
    }
}

#[test]
fn a_late_referral_is_on_hari_ini_and_leads_to_its_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .pick("rujukan: Terkirim")
        .sees("Rujukan > Asep Sutisna")
        .sees("Terlambat: seharusnya")
        .press("<Esc>");
    driver.press("<Home>").pick("rujukan terlambat").sees("Rujukan > terlambat").sees("3 dari 6");
    driver.press("f").press("macet<Enter><Esc>").sees("1 dari 6");
    driver.press("f").press("macet<Enter><Esc>").sees("3 dari 6");
    driver.press("<Esc>").press("<Home>").pick("rujukan macet").sees("Rujukan > macet").sees("1 dari 6");
}

#[test]
fn a_new_referral_from_the_list_can_be_saved() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4n").sees("Rujukan > Baru").field("Kasus").press("enok<Enter>").field("Lembaga tujuan");
    driver.press("baznas<Enter>").field("Alasan dirujuk").press("Perlu santunan").press("<Tab>");
    driver
        .field("Persetujuan")
        .press("diberi<Enter><C-s>")
        .says("Tersimpan: rujukan baru")
        .sees("Rujukan > Enok Rohaeti");
}

#[test]
fn a_referral_that_was_closed_and_never_sent_is_marked_on_its_page_and_in_the_list() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4").sees_no("Perlu ditinjau").press("n").field("Kasus").press("enok<Enter>");
    driver.field("Lembaga tujuan").press("baznas<Enter>").field("Alasan dirujuk").press("Perlu santunan");
    driver.field("Persetujuan").press("diberi<Enter><C-s>").says("Tersimpan: rujukan baru");
    driver.press("y<C-s>").says("Tersimpan").sees("Perlu ditinjau: ditutup padahal tidak pernah dikirim");
    driver.press("4").sees("Perlu ditinjau");
}

#[test]
fn an_organisation_takes_a_referral_from_its_own_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6").pick("Baznas").press("r").sees("Rujukan > Baru").sees("Baznas Kabupaten Bandung");
}

#[test]
fn who_can_help_is_two_keys_from_a_need_and_the_letter_is_printed_within_fifteen() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    case(&mut driver, "diberi");
    driver.press("d").press("alat bantu<Enter>").press("Telinga kanan tidak mendengar<C-s>");
    driver.says("Tersimpan: kebutuhan baru").select("Telinga kanan");
    let before = driver.keys;
    driver.press("w").sees("Siapa bisa membantu > Alat bantu").sees("cocok dari");
    driver
        .sees("Yayasan Peduli Difabel")
        .sees("Diminta: ")
        .press("<Enter>")
        .sees("Rujukan > Baru > Ayi Solihat");
    driver.sees("Telinga kanan tidak mendengar").press("<C-s>").says("Tersimpan: rujukan baru");
    driver.sees("Kebutuhan  Alat bantu").sees("Keadaan  Konsep");
    driver.press("p").sees("Keadaan  Siap kirim");
    let keys = driver.keys - before;
    assert!(keys <= 15, "{keys} keys for a referral with its letter");
    driver.press("k<C-s>").sees("Keadaan  Terkirim").sees_no("Tidak dilaporkan");
}

#[test]
fn what_an_organisation_asks_for_and_does_not_get_is_told_while_typing_and_on_the_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    case(&mut driver, "diberi");
    driver
        .press("r")
        .field("Lembaga tujuan")
        .press("puskesmas<Enter>")
        .field("Layanan")
        .press("pemeriksaan<Enter>");
    driver.field("Berkas terlampir").sees("belum ada: KTP,").press("ktp<Enter><Enter>");
    driver.press("<S-Tab>").sees_no("belum ada: KTP").sees("JKN/KIS.");
    driver.press("<C-s>").says("Tersimpan: rujukan baru").sees("belum ada: Kartu JKN/KIS");
}

#[test]
fn a_referral_offers_the_services_of_its_organisation_before_all_others() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    case(&mut driver, "diberi");
    driver.press("r").field("Lembaga tujuan").press("baznas<Enter>").field("Layanan").press(" ");
    let offered = driver.screen();
    let services = {
        use simpul::domain::{Organization, RecordKind};
        let desk = driver.desk();
        let keys: Vec<_> = desk.book().of_kind(RecordKind::Organization).map(|(key, _)| key).collect();
        let all =
            keys.into_iter().filter_map(|key| desk.record(key).unwrap().body::<Organization>().cloned());
        let baznas = all.into_iter().find(|one| one.name.starts_with("Baznas")).unwrap();
        baznas.services.iter().map(|own| desk.label("services", &own.service)).collect::<Vec<_>>()
    };
    assert!(!services.is_empty());
    let mut below = offered.lines().skip_while(|line| !line.starts_with(" > Layanan")).skip(1);
    for service in services {
        assert!(below.next().is_some_and(|line| line.contains(&service)), "{service}:\n{offered}");
    }
    // The others come after them, and by typing.
    driver.press("<Esc>alat dengar<Enter>").sees("alat dengar");
}

#[test]
fn after_a_decline_another_organisation_is_one_key_away_and_both_referrals_know_each_other() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4/dinas sosial<Enter><Enter>").sees("Keadaan  Ditolak").sees("menolak atau diam. Tekan w");
    driver.press("w").sees("Siapa bisa membantu").sees_no(" Dinas Sosial Kabupaten").press("<Enter>");
    driver.sees("Rujukan > Baru").press("<C-s>").says("Tersimpan: rujukan baru");
    driver.sees("Dinas Sosial Kabupaten Bandung: Ditolak").press("<Enter>");
    driver.sees("Keadaan  Ditolak").sees_no("Tekan o").sees(": Konsep");
}

#[test]
fn an_answer_asks_only_what_belongs_to_it_and_nothing_that_lies_ahead_is_an_event() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4/enok<Enter><Enter>").sees("Rujukan > Enok Rohaeti").press("a").sees("Kabar rujukan");
    driver.press("disetujui<Enter>").sees_no("Alasannya").sees_no("Urutan antre");
    driver.press("<S-Tab>").press("daftar<Enter>").field("Urutan antre").press("4<S-Tab>");
    driver.press("<C-u>1-12-2026<C-s>").says("belum terjadi");
    driver.press("<C-u>23-11-2026<C-s>").says("Tersimpan: kabar rujukan");
    driver.sees("Keadaan  Daftar tunggu").sees("urutan 4");
}

#[test]
fn a_late_organisation_is_asked_in_writing_and_the_letter_is_noted() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("4/lksa<Enter><Enter>").sees("Keadaan  Terkirim").press("g").sees("Surat penegasan ");
    driver.press("b").says("verifikasi-");
    driver.press("<C-z>").sees_no("Surat penegasan ");
}

#[test]
fn nobody_is_sent_to_a_closed_organisation() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6").pick("Baznas").press("e").field("Keadaan").press("tutup<Enter><C-s>").says("Tersimpan");
    case(&mut driver, "diberi");
    driver.press("r").field("Lembaga tujuan").press("baznas<Enter>").press("<C-s>");
    driver.says("Tersimpan: rujukan baru").sees("sudah tutup atau tidak aktif");
    driver.press("k<C-s>").says("lembaga tujuan sudah tutup");
}

#[test]
fn the_scorecard_counts_answers_and_says_what_to_do_about_silence() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("7s").sees("Kartu skor lembaga").sees("Terkirim").sees("! Ada rujukan yang tidak dijawab");
    driver.press("p").says("kartu-skor-lembaga-2026-11");
    driver.press("<Enter>").sees("Lembaga > ").press("s").sees("Kartu skor lembaga");
}

#[test]
fn a_question_to_the_dinas_waits_on_hari_ini_until_it_is_answered() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/enok rohaeti<Enter>q").sees("Pertanyaan > Baru > Enok Rohaeti");
    driver.press("Apakah KIS bisa aktif tanpa KK baru?<C-s>").says("Tersimpan: pertanyaan baru");
    driver.press("1<Home>").pick("1 pertanyaan menunggu Dinas").sees("Pertanyaan ke Dinas").sees("menunggu");
    driver
        .press("e")
        .field("Jawaban Dinas")
        .press("Bisa, dengan SPTJM<C-s>")
        .says("Tersimpan: pertanyaan diubah");
    driver.sees("dijawab").press("1").sees_no("pertanyaan menunggu").press("8q").sees("Enok Rohaeti");
    driver.press("n").sees("Pertanyaan > Baru").press("<Esc>");
    driver.press("2/enok rohaeti<Enter>").sees("KK baru?: Bisa");
}

#[test]
fn the_directory_is_saved_for_other_programs() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6h").says("lembaga-hsds");
    assert!(world.documents().join("lembaga-hsds/organizations.csv").is_file());
}
