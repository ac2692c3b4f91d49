//! A bundle says otherwise than what was written here: both values stay until the worker chooses.

use std::path::Path;

use simpul::domain::{Body, RecordKind};

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World};

/// Sends everything into a folder of its own; returns the bundle's folder and its passphrase.
pub(super) fn send(driver: &mut Driver, to: &Path, number: u32) -> (std::path::PathBuf, String) {
    driver.press("8k<Right><Enter><Enter>Laporan<Enter>").paste(&to.display().to_string());
    driver.press(&format!("<Enter>{PASSWORD}<Enter>")).sees("AMAN DICABUT");
    let screen = driver.screen();
    let mut after = screen.lines().skip_while(|line| !line.contains("Kata sandi kiriman:")).skip(1);
    let passphrase = after.next().unwrap().trim().to_owned();
    driver.press("<Esc>");
    let sender = driver.desk().worker().sender.clone();
    (to.join(format!("SIMPUL/KIRIM/{sender}-{number:06}")), passphrase)
}

pub(super) fn receive(driver: &mut Driver, (bundle, passphrase): &(std::path::PathBuf, String)) {
    let passphrase = secrecy::SecretString::from(passphrase.as_str());
    driver.desk().receive(bundle, &passphrase, None).unwrap();
    driver.press("1");
}

fn set_phone(driver: &mut Driver, phone: &str) {
    driver.press("2/ayi solihat<Enter>e").field("Nomor HP").press(&format!("<C-u>{phone}<C-s>"));
    driver.says("Tersimpan");
}

fn phone(driver: &mut Driver) -> String {
    let desk = driver.desk();
    let mut people = desk.book().people().filter(|(_, line)| line.name == "Ayi Solihat");
    let key = people.next().unwrap().0;
    drop(people);
    let Body::Person(person) = desk.record(key).unwrap().body else { panic!() };
    person.phone.clone()
}

/// Two stores with the same person, whose phone both have changed since.
fn both_changed(theirs: &mut World, ours: &mut World) -> (Driver, Driver, (std::path::PathBuf, String)) {
    let stick = theirs.stick();
    let (mut here, mut there) = (Driver::open(ours), Driver::open(theirs));
    let first = send(&mut there, &stick, 1);
    receive(&mut here, &first);
    set_phone(&mut here, "081111111111");
    // What only this side changed is no question.
    there.press("2/ayi solihat<Enter>e").field("Nama panggilan").press("Mang Ayi<C-s>").says("Tersimpan");
    let second = send(&mut there, &stick, 2);
    receive(&mut here, &second);
    here.sees_no("perlu dicocokkan");
    assert_eq!(phone(&mut here), "+6281111111111");
    here.press("2/ayi solihat<Enter><Right>").sees("Mang Ayi");
    set_phone(&mut there, "082222222222");
    let third = send(&mut there, &stick, 3);
    receive(&mut here, &third);
    (here, there, third)
}

#[test]
fn both_values_wait_and_the_worker_takes_the_one_from_the_bundle() {
    let (mut first, mut second) = (World::example(), World::second());
    let (mut here, _there, third) = both_changed(&mut first, &mut second);
    assert_eq!(phone(&mut here), "+6281111111111");
    here.sees("1 perlu dicocokkan");
    receive(&mut here, &third);
    assert_eq!(here.desk().book().count(RecordKind::Mismatch), 1, "the same bundle asks once");
    here.press("<Home>")
        .select("perlu dicocokkan")
        .press("<Enter>")
        .sees("Perlu Dicocokkan")
        .sees("Ayi Solihat");
    insta::assert_snapshot!("mismatches_80x24", here.styled());
    here.press("<Enter>").sees("Nomor HP").sees("(o) 0811").sees("( ) 0822");
    insta::assert_snapshot!("mismatch_80x24", here.styled());
    here.press(" <Enter>").says("Tersimpan: kiriman dicocokkan").sees("Tidak ada yang perlu dicocokkan");
    assert_eq!(phone(&mut here), "+6282222222222");
    here.press("<C-z>").sees("1 dari 1");
    assert_eq!(phone(&mut here), "+6281111111111");
}

#[test]
fn what_was_decided_is_not_asked_again() {
    let (mut first, mut second) = (World::example(), World::second());
    let (mut here, mut there, third) = both_changed(&mut first, &mut second);
    here.press("<Home>").select("perlu dicocokkan").press("<Enter><Enter><Enter>").says("Tersimpan");
    assert_eq!(phone(&mut here), "+6281111111111");
    receive(&mut here, &third);
    here.sees_no("perlu dicocokkan");
    // A newer bundle that still says the same has nothing new to ask either; one that says something else has.
    there.press("2/ayi solihat<Enter>e").field("Nama panggilan").press("<C-u>Mang Ay<C-s>").says("Tersimpan");
    let stick = first.stick();
    let fourth = send(&mut there, &stick, 4);
    receive(&mut here, &fourth);
    here.sees_no("perlu dicocokkan");
    set_phone(&mut there, "083333333333");
    let fifth = send(&mut there, &stick, 5);
    receive(&mut here, &fifth);
    here.sees("1 perlu dicocokkan");
}

/// The whole way of a referral's answer: sent with the bundle, told at the Dinas, back with theirs.
#[test]
fn what_the_dinas_tells_of_a_referral_is_joined_to_what_was_told_here() {
    let (mut first, mut second) = (World::example(), World::second());
    let stick = first.stick();
    let (mut here, mut there) = (Driver::open(&mut first), Driver::open(&mut second));
    let sent = |desk: &simpul::desk::Desk| {
        let waits = |key: &simpul::domain::RecordKey| {
            let Body::Referral(referral) = desk.record(*key).unwrap().body else { return false };
            !desk.is_masked(*key) && referral.standing().state == "sent"
        };
        desk.book().referrals().map(|(key, _)| key).find(waits).unwrap()
    };
    let tell = |desk: &mut simpul::desk::Desk, key, state: &str| {
        let on = Some(simpul::domain::PartialDate::from(desk.today()));
        let event = simpul::domain::referral::Event { state: state.into(), on, ..Default::default() };
        desk.add_event(key, event, None).unwrap();
    };
    let to_dinas = send(&mut here, &stick, 1);
    receive(&mut there, &to_dinas);
    let key = sent(here.desk());
    tell(there.desk(), key, "accepted");
    let answer = send(&mut there, &stick, 1);
    // Something was told here as well meanwhile.
    tell(here.desk(), key, "received");
    receive(&mut here, &answer);
    let desk = here.desk();
    assert_eq!(desk.book().count(RecordKind::Mismatch), 0);
    let Body::Referral(referral) = desk.record(key).unwrap().body else { panic!() };
    assert_eq!(referral.standing().state, "accepted");
    let states: Vec<&str> = referral.events.iter().map(|event| event.state.as_str()).collect();
    assert!(states.contains(&"received") && states.contains(&"accepted"), "{states:?}");
}
