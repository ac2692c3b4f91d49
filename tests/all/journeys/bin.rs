//! What was thrown away comes back; a note that was changed keeps what it said before.

use crate::support::driver::Driver;
use crate::support::world::World;

#[test]
fn the_question_names_what_would_go_and_how_much_with_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let below = {
        let desk = driver.desk();
        let (key, _) = desk.book().people().find(|(_, line)| line.name == "Enok Rohaeti").unwrap();
        desk.book().children(key).count()
    };
    assert!(below > 0);
    driver.press("2/enok rohaeti<Enter>").press("<Del>").sees("Buang Enok Rohaeti, ");
    driver.sees(&format!("beserta {below} catatan")).sees("Tempat sampah").press("t");
    driver.sees("Warga > Enok Rohaeti");
}

#[test]
fn what_was_thrown_away_is_listed_and_taken_back_with_all_of_it() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("9b").sees("Tidak ada yang dibuang").press("<Esc>");
    driver.press("2w").pick("Tunanetra").sees("Kasus > Moh. Iqbal").press("<Del>y").says("catatan dibuang");
    driver
        .press("9")
        .select("Tempat sampah")
        .press("<Enter>")
        .sees("Tempat Sampah")
        .sees("Moh. Iqbal")
        .sees("Kasus");
    driver.press("<Enter>").says("Tersimpan: dikembalikan dari tempat sampah").sees("Tidak ada yang dibuang");
    driver.press("2w").pick("Tunanetra").sees("Kasus > Moh. Iqbal");
    driver.press("<C-z>").says("Diurungkan: dikembalikan dari tempat sampah");
    driver.press("9b").sees("Moh. Iqbal");
}

#[test]
fn the_bin_names_nobody_who_is_secret() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/yuyun<Enter>").sees("Rina Yuyun Lestari").press("<Del>y").says("catatan dibuang");
    driver.press(":sampah").sees("tempat sampah").press("<Enter>").sees("(rahasia)").sees_no("Rina");
    driver.press("<Enter>").says("dikembalikan");
    driver.press("2/yuyun").sees("(rahasia)");
}

#[test]
fn what_belongs_to_something_in_the_bin_waits_for_that() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/enok rohaeti<Enter>").sees("Warga > Enok Rohaeti");
    driver
        .select("Antar berkas KIS")
        .press("<Enter>")
        .sees("Antar berkas KIS")
        .press("<Del>y")
        .says("catatan dibuang");
    driver.press("<Del>y").says("catatan dibuang").press("9b").sees("Tindak lanjut").sees("Warga");
    driver.select("Antar berkas").press("<Enter>").says("Kembalikan dulu warga");
    driver.press("<Home>").press("<Enter>").says("dikembalikan").press("<Enter>").says("dikembalikan");
    driver.sees("Tidak ada yang dibuang");
}

#[test]
fn a_note_that_was_changed_says_what_it_said_before() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2/ayi solihat<Enter>j").field("Masalah").press("Uji coba<C-s>").sees("Kasus > Ayi");
    driver.press("k").field("Temuan").press("Atap bocor<C-s>").says("kunjungan baru");
    driver
        .select("Atap bocor")
        .press("<Enter>")
        .sees("Atap bocor")
        .press("e")
        .field("Temuan")
        .press("<C-u>Atap sudah diganti<C-s>");
    driver.says("kunjungan diubah").sees("Atap sudah diganti").sees("semula (24 Nov): Atap bocor");
}
