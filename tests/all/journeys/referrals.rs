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
    driver.sees("Ditunggu sampai Selasa, 1 Desember 2026");
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
fn a_late_referral_is_on_hari_ini_and_leads_to_its_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .pick("rujukan: Terkirim")
        .sees("Rujukan > Asep Sutisna")
        .sees("Terlambat: seharusnya")
        .press("<Esc>");
    driver.press("<Home>").pick("rujukan macet").sees("Rujukan > terlambat").sees("3 dari 6");
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
fn an_organisation_takes_a_referral_from_its_own_page() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("6").pick("Baznas").press("r").sees("Rujukan > Baru").sees("Baznas Kabupaten Bandung");
}
