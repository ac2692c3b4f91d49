//! Photos and PDFs about a record: in from a folder, sealed, out again on purpose.

use std::fs;
use std::path::{Path, PathBuf};

use simpul::desk::{Desk, DeskError};
use simpul::domain::{Attachment, RecordKey, RecordKind};

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World, clock};

/// A photo that stands out on a disk where it is not sealed.
fn photo(folder: &Path, name: &str, size: usize) -> PathBuf {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0];
    bytes.extend(b"RAHASIA-DAPUR-ENOK".iter().cycle().take(size));
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn person(desk: &Desk, name: &str) -> RecordKey {
    let found = desk.book().people().find(|(_, line)| line.name == name).map(|(key, _)| key);
    found.unwrap()
}

fn stored(desk: &Desk) -> Vec<RecordKey> {
    desk.book().of_kind(RecordKind::Attachment).map(|(key, _)| key).collect()
}

fn contains(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return contains(&path, needle);
        }
        fs::read(&path).is_ok_and(|bytes| bytes.windows(needle.len()).any(|window| window == needle))
    })
}

#[test]
fn a_photo_is_taken_in_by_the_file_picker_and_saved_to_a_folder_again() {
    let mut world = World::example();
    let stick = world.stick();
    let original = photo(&stick, "dapur.jpg", 300_000);
    fs::write(stick.join("catatan.docx"), b"PK").unwrap();
    let mut driver = Driver::open(&mut world);
    driver.press("2/enok rohaeti<Enter>").press("l").sees("Pilih foto atau PDF").walk_to(&stick);
    driver.sees("dapur.jpg").sees_no("catatan.docx").select("dapur.jpg").press("<Enter>");
    driver.says("Tersimpan: lampiran baru").sees("Lampiran").sees("dapur.jpg");
    driver
        .select("dapur.jpg")
        .press("<Enter>")
        .sees("Nama berkas")
        .press("e")
        .field("Keterangan")
        .press("Dapur bocor<C-s>");
    driver
        .sees("Dapur bocor")
        .press("p")
        .sees("Simpan lampiran ke")
        .walk_to(&stick)
        .select("folder ini")
        .press("<Enter>");
    // What lies there is not overwritten.
    driver.says("dapur-2.jpg");
    assert_eq!(fs::read(stick.join("dapur-2.jpg")).unwrap(), fs::read(original).unwrap());
    driver.press("<C-z>").says("lampiran diubah").press("<C-z>").says("Diurungkan: lampiran baru");
    driver.press("2/enok rohaeti<Enter>").sees_no("dapur.jpg");
    assert!(!contains(&world.data(), b"RAHASIA-DAPUR"));
}

#[test]
fn an_activity_and_a_group_have_photos_that_travel_too() {
    let (mut first, mut second) = (World::example(), World::second());
    let stick = first.stick();
    photo(&stick, "musdes.jpg", 40_000);
    photo(&stick, "kube.jpg", 50_000);
    let mut driver = Driver::open(&mut first);
    driver.press("7kn").press("piket<Enter>").field("Kegiatan *").press("Musdes penetapan data<C-s>");
    driver
        .says("Tersimpan: kegiatan baru")
        .pick("Administrasi/piket")
        .sees("Kegiatan > Musdes penetapan data");
    driver.press("l").sees("Pilih foto atau PDF").walk_to(&stick).select("musdes.jpg").press("<Enter>");
    driver.says("Tersimpan: lampiran baru").press("<Right>").sees("Kegiatan > Musdes").sees("musdes.jpg");
    driver
        .press("3kn")
        .press("KUBE Melati<Enter>kube<Enter>cikitu<Enter><C-s>")
        .sees("Kelompok > KUBE Melati");
    driver.press("l").walk_to(&stick).select("kube.jpg").press("<Enter>");
    driver.says("Tersimpan: lampiran baru").sees("Kelompok > KUBE Melati").sees("kube.jpg");
    let passphrase = super::handing::send(&mut driver, &stick);
    let mut dinas = Driver::open(&mut second);
    super::handing::receive(&mut dinas, &stick, &passphrase);
    dinas.press("<Enter>").says("Tersimpan: kiriman sudah masuk");
    let desk = dinas.desk();
    let about =
        |key: &RecordKey| desk.record(*key).unwrap().body::<Attachment>().unwrap().about.unwrap().kind;
    let kinds: Vec<RecordKind> = stored(desk).iter().map(about).collect();
    assert_eq!(kinds, [RecordKind::Activity, RecordKind::Group]);
    // With the group its photo goes into the bin and comes back.
    driver.press("3k").pick("KUBE Melati").press("<Del>y").says("catatan dibuang");
    driver.press("<C-z>").says("Diurungkan").press("3k").pick("KUBE Melati").sees("kube.jpg");
}

#[test]
fn what_is_no_photo_or_too_large_is_refused_with_the_reason() {
    let mut world = World::example();
    let stick = world.stick();
    let mut driver = Driver::open(&mut world);
    let desk = driver.desk();
    let enok = person(desk, "Enok Rohaeti");
    fs::write(stick.join("virus.jpg"), b"MZ\x90\0 a program").unwrap();
    let refused = |result: Result<simpul::desk::Saved, DeskError>| match result.unwrap_err() {
        DeskError::Refused(code) => code,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(desk.attach(enok, &stick.join("virus.jpg"))), "attachment-format");
    let large = photo(&stick, "besar.jpg", 8 << 20);
    assert_eq!(refused(desk.attach(enok, &large)), "attachment-too-large");
    assert!(matches!(desk.attach(enok, &stick.join("tidak-ada.jpg")), Err(DeskError::File { .. })));
    assert!(stored(desk).is_empty());
}

#[test]
fn the_same_file_is_kept_once_survives_a_restore_and_goes_with_an_erasure() {
    let mut world = World::example();
    let stick = world.stick();
    let (one, same) = (photo(&stick, "a.jpg", 100_000), photo(&stick, "b.jpg", 100_000));
    let password = secrecy::SecretString::from(PASSWORD);
    let mut desk = world.take_desk().unwrap();
    let (enok, ayi) = (person(&desk, "Enok Rohaeti"), person(&desk, "Ayi Solihat"));
    desk.attach(enok, &one).unwrap();
    let before = desk.check().unwrap().entries;
    desk.attach(ayi, &same).unwrap();
    // Some entries for the record and its save, not the twenty-five of a second content.
    assert!(desk.check().unwrap().entries - before < 10);
    let files = stored(&desk);
    assert_eq!(desk.attached(files[0]).unwrap(), fs::read(&one).unwrap());
    let content = |desk: &Desk, key| desk.record(key).unwrap().body::<Attachment>().unwrap().content.clone();
    assert_eq!(content(&desk, files[0]), content(&desk, files[1]));

    // A backup holds it; erasing one of the two leaves the other's content.
    let backup = desk.back_up(&stick, &mut |_, _, _| std::ops::ControlFlow::Continue(())).unwrap();
    let mut go_on = |_: &'static str, _: u64, _: u64| std::ops::ControlFlow::Continue(());
    desk.erase(enok, "uji", &password, &mut go_on).unwrap();
    let left = stored(&desk);
    assert_eq!(left.len(), 1);
    assert_eq!(desk.attached(left[0]).unwrap(), fs::read(&one).unwrap());
    let with_one = desk.check().unwrap();
    assert!(with_one.is_good);
    desk.erase(ayi, "uji", &password, &mut go_on).unwrap();
    assert!(stored(&desk).is_empty());
    let without = desk.check().unwrap();
    assert!(
        without.is_good && without.entries + 20 < with_one.entries,
        "{} {}",
        without.entries,
        with_one.entries
    );
    desk.close().unwrap();

    // What was backed up is whole in another place; there both are back.
    let elsewhere = tempfile::tempdir().unwrap();
    let data = elsewhere.path().join("data");
    let order = simpul::vault::Credential::Password(&password);
    let desk = Desk::restore(&data, &backup.path, order, clock(), &mut go_on).unwrap().desk;
    let back = stored(&desk);
    assert_eq!(back.len(), 2);
    assert_eq!(desk.attached(back[0]).unwrap(), fs::read(&one).unwrap());
}

#[test]
fn a_photo_goes_along_in_a_bundle_but_not_that_of_somebody_secret() {
    let (mut first, mut second) = (World::example(), World::second());
    let stick = first.stick();
    let (shown, hidden) = (photo(&stick, "rumah.jpg", 50_000), photo(&stick, "rahasia.jpg", 60_000));
    let mut driver = Driver::open(&mut first);
    let desk = driver.desk();
    let secret = desk.book().people().map(|(key, _)| key).find(|key| desk.is_masked(*key)).unwrap();
    let enok = person(desk, "Enok Rohaeti");
    desk.attach(enok, &shown).unwrap();
    desk.attach(secret, &hidden).unwrap();
    let passphrase = super::handing::send(&mut driver, &stick);
    let mut dinas = Driver::open(&mut second);
    super::handing::receive(&mut dinas, &stick, &passphrase);
    dinas.sees("0 ditolak").press("<Enter>").says("Tersimpan: kiriman sudah masuk");
    let desk = dinas.desk();
    let [only] = stored(desk)[..] else { panic!("not one attachment") };
    assert_eq!(desk.attached(only).unwrap(), fs::read(&shown).unwrap());
    // The same bundle again brings nothing, and what came is whole.
    dinas.press("<Enter>");
    super::handing::receive(&mut dinas, &stick, &passphrase);
    dinas.sees(" 0 baru");
    assert!(dinas.desk().check().unwrap().is_good);
}
