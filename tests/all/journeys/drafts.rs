//! What was typed survives: power failure, leaving, lock.

use simpul::desk::FormPurpose;
use simpul::domain::Value;

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

#[test]
fn a_draft_is_offered_after_the_power_failed() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("nMimin Sukaesih").field("Kategori PPKS").press("lanjut usia<Enter><Enter>").tick();
    driver.vanish();

    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Konsep yang belum disimpan").sees("Warga, ");
    // The caret stands where the last words were typed; what was typed before them is above.
    driver.press("<Enter>").sees(" > Kategori PPKS").sees("Lanjut Usia Terlantar");
    driver.press(&"<S-Tab>".repeat(30)).sees("Mimin Sukaesih");
    driver.field("Desa").press("cikitu<Enter><C-s>");
    driver.says("Tersimpan: warga baru").press("1k").says("Tidak ada konsep");
}

#[test]
fn leaving_a_form_keeps_a_draft_and_dropping_it_asks() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("nMimin<Esc>")
        .says("Konsep tersimpan")
        .sees("Hari Ini")
        .press("k")
        .sees("Konsep yang belum");
    driver
        .press("<Enter>")
        .sees("Mimin")
        .press("<C-k>")
        .sees("Buang yang sudah diketik")
        .press("t")
        .sees("Mimin");
    driver.press("<C-k>y").says("Konsep dibuang").press("k").says("Tidak ada konsep");
}

#[test]
fn a_form_in_which_nothing_was_typed_leaves_no_draft() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("n<Tab><Tab><Esc>k").says("Tidak ada konsep");
    driver.press("nM<BS><Esc>k").says("Tidak ada konsep");
    driver.press("nM").tick().press("<BS><Esc>k").says("Tidak ada konsep");
}

#[test]
fn a_draft_of_an_edit_comes_back_to_the_same_record() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081234567890").tick();
    driver.vanish();
    let mut driver = Driver::locked(&mut world);
    driver
        .press(&format!("{PASSWORD}<Enter><Enter>"))
        .sees("Warga > Ubah")
        .sees("Ayi Solihat")
        .sees("081234567890");
    driver.press("<C-s>").says("Tersimpan: data warga diubah");
    driver.press("/ayi solihat<Enter><Right>").sees("0812");
}

#[test]
fn what_was_typed_of_a_record_that_is_gone_is_shown_and_can_be_kept() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    // What stands alone becomes another record.
    driver.press("6").pick("Polsek").press("e").field("Nama").press("<C-u>Polsek Uji Baru<Esc>");
    driver.press("<Del>y").press("1k").pick("Polsek Uji Baru").says("sudah tidak ada");
    driver.sees("Lembaga > Baru").press("<C-s>").says("Tersimpan: lembaga baru").sees("Lembaga > Polsek Uji");
    driver.press("1k").says("Tidak ada konsep");
    // What hangs on somebody who is gone is shown.
    driver.press("2/ayi solihat<Enter>tTelepon Balai Uji<Esc>").says("Konsep tersimpan");
    driver.press("<Del>y").says("catatan dibuang").press("1k<Enter>").says("tidak bisa disimpan di sana");
    driver.sees("Telepon Balai Uji").press("<Esc>1k<Enter>").sees("Telepon Balai Uji");
}

#[test]
fn quitting_and_locking_keep_what_is_being_typed() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("nMimin<C-l>").sees("terkunci").sees_no("Mimin").press(&format!("{PASSWORD}<Enter>"));
    driver.sees("Konsep yang belum disimpan").press("<Enter>").sees("Mimin").press(" Sukaesih<C-q>");
    assert!(driver.has_quit);
    driver.vanish();
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter><Enter>")).sees("Mimin Sukaesih");
}

#[test]
fn going_to_another_screen_is_not_possible_by_accident_while_typing() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("n12:?/").sees("12:?/").sees("Warga > Baru");
    driver.press("<F1>").sees("Bantuan").press("<Esc>").sees("12:?/");
    driver.press("<C-z>").sees_no("12:?/").sees("Warga > Baru");
}

/// As a bundle, a merge or the command line changes a record for which a draft waits.
fn save_otherwise(driver: &mut Driver, field: &str, value: &str) {
    let desk = driver.desk();
    let key = desk.book().people().find(|(_, line)| line.name == "Ayi Solihat").unwrap().0;
    let mut row = desk.record(key).unwrap().body.to_row();
    row.retain(|(name, _)| name != field);
    row.push((field.to_owned(), Value::Text(value.to_owned())));
    desk.submit(&FormPurpose::Edit(key), &row, None).unwrap();
}

#[test]
fn what_was_begun_is_there_again_where_it_was_begun() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("/ayi solihat<Enter>e")
        .field("Nomor HP")
        .press("<C-u>0812345<Esc>")
        .says("Konsep tersimpan");
    driver.press("1").sees("1 konsep belum selesai").press("/ayi solihat<Enter>e");
    driver.says("Dilanjutkan dari konsep").sees("0812345");
    // A resident who is new may be another one than the one who was begun.
    driver.press("<Esc>1nDudung<Esc>n").sees_no("Dudung");
    driver.press("<Esc>1").sees("2 konsep").press("k").sees("Warga, ").sees(": Ayi Solihat").sees(": Dudung");
    driver.press("<Del>").sees("Buang yang sudah diketik").press("<Enter>").sees("Buang yang sudah diketik");
    driver.press("y1").sees("1 konsep belum selesai");
}

#[test]
fn a_field_that_cannot_be_read_is_never_left_out_of_a_save() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver
        .press("/ayi solihat<Enter>e")
        .field("Tanggal lahir")
        .press("<C-u>31-11-19x5<C-s>")
        .says("tidak terbaca");
    driver.press("<C-s>").says("tidak terbaca").sees("31-11-19x5").press("<C-u><C-s>").says("Tersimpan");
}

#[test]
fn a_draft_older_than_the_record_asks_field_by_field() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081111111111<C-s>").says("Tersimpan");
    driver.vanish();
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter>/ayi solihat<Enter>e"));
    driver.field("Nomor HP").press("<C-u>081234567890").tick();
    driver.field("Catatan").press("rumah pindah ke belakang").tick();
    driver.vanish();

    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter><Esc>"));
    save_otherwise(&mut driver, "phone", "+6282222222222");
    driver.press("1k<Enter>");
    driver
        .sees("disimpan lagi sesudah konsep")
        .sees("(o) 0822")
        .sees("( ) 081234567890")
        .sees_no("rumah pindah");
    insta::assert_snapshot!("draft_older_80x24", driver.styled());
    // Esc leaves both as they are.
    driver.press("<Esc>").sees("Hari Ini").press("k<Enter>").sees("(o) 0822");
    driver.press("<Enter>").sees("Warga > Ubah").sees_no("081234567890").tick();
    driver.field("Catatan").sees("rumah pindah ke belakang").press("<C-s>").says("Tersimpan");
    driver.press("/ayi solihat<Enter><Right>").sees("0822").press("1k").says("Tidak ada konsep");
}

#[test]
fn the_draft_is_taken_where_the_worker_says_so() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081234567890").tick();
    driver.vanish();
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter><Esc>"));
    save_otherwise(&mut driver, "alias", "Mang Ayi");
    save_otherwise(&mut driver, "phone", "+6282222222222");
    driver.press("1k<Enter>").sees("(o) 0822");
    driver.press(" ").sees("(o) 081234567890").press("<Enter>").sees("081234567890").sees("Mang Ayi");
    driver.press("<C-s>").says("Tersimpan");
    driver.press("/ayi solihat<Enter><Right>").sees("0812-3456-7890").sees("Mang Ayi");
}

#[test]
fn a_draft_is_put_together_with_what_was_saved_in_other_fields() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/ayi solihat<Enter>e").field("Nomor HP").press("<C-u>081234567890").tick();
    driver.vanish();
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter><Esc>"));
    save_otherwise(&mut driver, "alias", "Mang Ayi");
    driver.press("1k<Enter>");
    driver.says("disimpan lagi").sees("Warga > Ubah").sees(" > Nomor HP");
    driver.press(&"<S-Tab>".repeat(20)).sees("Mang Ayi").press("<C-s>").says("Tersimpan");
    driver.press("/ayi solihat<Enter><Right>").sees("0812-3456-7890").sees("Mang Ayi");
}
