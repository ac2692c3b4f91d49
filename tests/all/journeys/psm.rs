//! Reports of volunteers: pasted, matched, passed on, answered, told back; nothing is forgotten on *Hari Ini*.

use simpul::domain::{Body, PsmReport, RecordKey, RecordKind};

use crate::support::driver::Driver;
use crate::support::world::World;

const MESSAGES: &str = "[08.15, 23/11/2026] Iis Kokom: Assalamualaikum bu, laporan warga desa Cikitu:\n\
    1. Enok Rohaeti, 67 thn, kartu BPJS tidak aktif, perlu diaktifkan\n\
    2. Kosasih Uji, 74 th, lansia tinggal sendiri, butuh permakanan, 081355509172\n\
    [09.00, 23/11/2026] Cecep: Mohon dibantu bu kemarin ada rumah roboh di desa Nagrak";

fn reports(driver: &mut Driver) -> Vec<(RecordKey, PsmReport)> {
    let keys: Vec<RecordKey> =
        driver.desk().book().of_kind(RecordKind::PsmReport).map(|(key, _)| key).collect();
    let body = |key: &RecordKey| match driver.desk().record(*key).unwrap().body {
        Body::PsmReport(report) => (*key, *report),
        _ => unreachable!(),
    };
    keys.iter().map(body).collect()
}

fn report(driver: &mut Driver, name: &str) -> PsmReport {
    reports(driver).into_iter().find(|(_, report)| report.name == name).unwrap().1
}

#[test]
fn a_paste_shows_what_was_understood_and_is_saved_in_one_go() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let before = reports(&mut driver).len();
    driver.press("2v").sees("Laporan PSM").press("c").sees("Salin pesannya dari WhatsApp").paste(MESSAGES);
    driver
        .sees("3 terbaca")
        .sees("Kosasih Uji")
        .sees("Pelapor: Iis Kokom")
        .select("Nagrak")
        .sees("Belum ada: Nama warga");
    driver.press("s").says("Tersimpan: 2 laporan").sees("3 terbaca, 2 sudah tercatat");
    assert_eq!(reports(&mut driver).len(), before + 2);
    // The third wants a name.
    driver.select("Nagrak").press("<Enter>").sees("dari chat").field("Nama warga").press("Asep Uji<C-s>");
    driver.sees("3 terbaca, 3 sudah tercatat");
    assert_eq!(report(&mut driver, "Asep Uji").reporter, "Cecep");
    // Pasted again it is known, and undo makes it new.
    driver.press("<Esc>").paste(MESSAGES).sees("3 terbaca, 3 sudah tercatat").press("<C-z><C-z><Esc>");
    assert_eq!(reports(&mut driver).len(), before);
}

#[test]
fn a_report_is_matched_with_reasons_and_becomes_a_case_of_that_person() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2v").paste(MESSAGES).press("s<Esc>").select("Enok Rohaeti").press("j");
    driver.sees("siapa ini?").sees("Enok Rohaeti").sees("kartu BPJS tidak aktif").press("<Enter>");
    driver.sees("Kasus > Baru").press("<C-s>").says("kasus baru").press("<Esc>");
    let report = report(&mut driver, "Enok Rohaeti");
    assert_eq!(report.state, "case");
    assert!(report.person.is_some() && report.case.is_some());
    driver.press("1").sees("1 laporan belum dikabarkan ke PSM");
}

#[test]
fn somebody_new_is_recorded_from_the_report_and_then_has_the_case() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("2v")
        .paste(MESSAGES)
        .press("s<Esc>")
        .select("Kosasih")
        .press("jn")
        .sees("Warga > Baru")
        .sees("Kosasih Uji");
    driver.press("<C-s>").sees("Kasus > Baru").sees("Kosasih Uji").press("<C-s>").says("kasus baru");
    let report = report(&mut driver, "Kosasih Uji");
    assert_eq!(report.state, "case");
    driver.press("<C-z>");
    let undone = reports(&mut driver).into_iter().find(|(_, report)| report.name == "Kosasih Uji").unwrap().1;
    assert_eq!((undone.state.as_str(), undone.case), ("received", None));
}

#[test]
fn it_is_passed_on_answered_and_told_back_with_a_key_each_and_its_day() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2v").paste(MESSAGES).press("s<Esc>");
    let fresh = |driver: &mut Driver| driver.desk().agenda(crate::support::world::day()).counts;
    let new = fresh(&mut driver).new_reports;
    driver.select("Kosasih").press("k<C-s>").sees("Sudah dic").press("d<C-s>").sees("Diteruska");
    assert_eq!(fresh(&mut driver).new_reports, new - 1);
    let untold = fresh(&mut driver).untold_reports;
    driver
        .select("Kosasih")
        .press("<Enter>a")
        .field("Keterangan")
        .press("Masuk kuota Januari<C-s>")
        .sees("Dijawab");
    assert_eq!(fresh(&mut driver).untold_reports, untold + 1);
    driver.press("<Right>").sees("Masuk kuota Januari");
    driver
        .press("1<Home>")
        .press(&"<Down>".repeat(11))
        .sees("> ! 1 laporan belum dikabarkan")
        .press("<Enter>")
        .sees("belum dikabarkan ke PSM")
        .sees("Kosasih");
    driver.select("Kosasih").press("y<C-s>").sees_no("Kosasih");
    assert_eq!(fresh(&mut driver).untold_reports, untold);
    let report = report(&mut driver, "Kosasih Uji");
    let states: Vec<&str> = report.steps.iter().map(|step| step.state.as_str()).collect();
    assert_eq!(states, ["checked", "forwarded", "answered", "told_reporter"]);
    assert!(report.steps.iter().all(|step| step.on.is_some()));
}
