//! Consent is asked, given for some things, taken back; what is kept about somebody is copied for them, kept longer, or asked
//! to be erased.

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

fn files(world: &World) -> Vec<String> {
    let entries = std::fs::read_dir(world.documents()).map(|entries| entries.flatten().collect::<Vec<_>>());
    entries.unwrap_or_default().iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn consent_is_withdrawn_by_one_key_and_nothing_is_sent_after_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2w").pick("Tunanetra").sees("Kasus > Moh. Iqbal Hermawan").sees("Persetujuan  Diberikan");
    driver
        .press("i")
        .sees("Cabut persetujuan")
        .field("Dicabut oleh")
        .press("Moh. Iqbal<Enter>")
        .press("Berubah pikiran<C-s>");
    driver.says("Tersimpan: persetujuan dicabut").sees("Persetujuan  Ditarik");
    driver.sees("! Persetujuan dicabut pada 24 November 2026 oleh Moh. Iqbal: Berubah pikiran.");
    // Said to whoever looks at the person too.
    driver.press("2/iqbal<Enter>").sees("Warga > Moh. Iqbal").sees("! Persetujuan dicabut");
    driver.press("<C-z>").says("Diurungkan: persetujuan dicabut").sees_no("Persetujuan dicabut");
}

#[test]
fn consent_is_asked_again_after_it_was_withdrawn() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2w").pick("Tunanetra").press("i<C-s>").sees("Ditarik");
    driver.press("i").sees("Tanya persetujuan").press("diberi<Enter><C-s>");
    driver
        .says("Tersimpan: persetujuan dicatat")
        .sees("Persetujuan  Diberikan")
        .sees_no("Persetujuan dicabut");
}

#[test]
fn a_referral_whose_consent_was_withdrawn_is_neither_written_nor_sent() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let referral = {
        use simpul::domain::{RecordKind, Referral};
        let desk = driver.desk();
        let keys: Vec<_> = desk.book().of_kind(RecordKind::Referral).map(|(key, _)| key).collect();
        let given = |key: &simpul::domain::RecordKey| {
            let record = desk.record(*key).unwrap();
            let referral = record.body::<Referral>().unwrap();
            let case = referral.case.and_then(|case| desk.book().case(case));
            referral.consent == "given" && case.is_some_and(|case| case.consent == "given")
        };
        *keys.iter().find(|key| given(key)).unwrap()
    };
    let desk = driver.desk();
    let case = desk.record(referral).unwrap().body.case().unwrap();
    let withdrawal = simpul::domain::steps::Withdrawal::default();
    desk.withdraw_consent(case, &withdrawal, None).unwrap();
    let refused = desk.export_referral_letter(referral, &simpul::desk::Target::default()).unwrap_err();
    assert!(matches!(refused, simpul::desk::DeskError::Refused("consent-withdrawn")), "{refused:?}");
    let sent = simpul::domain::referral::Event { state: "sent".into(), ..Default::default() };
    let refused = desk.add_event(referral, sent, None).unwrap_err();
    assert!(matches!(refused, simpul::desk::DeskError::Refused("consent-withdrawn")), "{refused:?}");
    let page = desk.page(referral).unwrap();
    assert!(page.notes.iter().any(|(_, note)| note.code == "consent_withdrawn"));
}

#[test]
fn a_copy_is_made_for_the_client_after_asking_and_of_secret_people_after_the_password() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/enok<Enter>").press("p").sees("salinan semua catatan").press("t").press("p").press("y");
    driver.says("Salinan: ").says(".pdf");
    assert_eq!(files(&world).len(), 3);
    driver.press("2/yuyun<Enter>").sees("RAHASIA").press("p").sees("Kata sandi").press("salah<Enter>");
    assert_eq!(files(&world).len(), 3);
    driver.press(PASSWORD).press("<Enter>").says("Salinan: ");
    assert_eq!(files(&world).len(), 6);
}

#[test]
fn a_request_to_erase_is_noted_counted_and_decided() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2/enok<Enter>")
        .press("h")
        .sees("Permintaan hapus data")
        .field("Diminta oleh")
        .press("Anaknya<C-s>");
    driver.says("Tersimpan: permintaan hapus data").sees("Permintaan menghapus data oleh Anaknya");
    driver
        .press("1<Home>")
        .select("minta datanya dihapus")
        .press("<Enter>")
        .sees("minta dihapus")
        .sees("1 dari 62");
    // Refusing needs its ground.
    driver
        .press("<Enter>")
        .press("h")
        .field("Keputusan")
        .press("<C-u>ditolak<Enter><C-s>")
        .says("dasarnya belum ditulis");
    driver.field("Catatan").press("Wajib arsip 5 tahun<C-s>").sees_no("Permintaan menghapus data");
    driver.press("1").sees_no("minta datanya dihapus");
}
