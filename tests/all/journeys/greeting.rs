//! *Hari Ini* before the store is read.

use chrono::{Duration, NaiveDate};
use secrecy::SecretString;
use simpul::app::{Message, Reply};
use simpul::desk::{Clock, Desk, Greeting};
use simpul::vault::Credential;
use simpul::work::Failure;

use crate::support::driver::Driver;
use crate::support::world::{PASSWORD, World, clock, day};

/// Opens, compares what was shown first with what the whole store says, and closes.
fn greet(world: &World, today: NaiveDate) -> Option<Greeting> {
    let password = SecretString::from(PASSWORD);
    let mut greeting = None;
    let clock = Clock { today, ..clock() };
    let opened = Desk::open_greeting(&world.data(), Credential::Password(&password), clock, &mut |first| {
        greeting = Some(first);
    });
    let desk = opened.unwrap().desk;
    if let Some(first) = &greeting {
        assert_eq!(first.agenda, desk.agenda(today), "{today}");
        assert_eq!((&first.area, &first.profile), (&desk.area_name(), desk.worker()));
    }
    drop(desk);
    greeting
}

fn close(world: &World, today: NaiveDate) {
    let password = SecretString::from(PASSWORD);
    let clock = Clock { today, ..clock() };
    let opened = Desk::open(&world.data(), Credential::Password(&password), clock).unwrap();
    opened.desk.close().unwrap();
}

#[test]
fn it_says_what_the_store_will_say_on_every_coming_day() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut seen = std::collections::BTreeSet::new();
    for later in [0, 1, 2, 3, 5, 8, 13, 21, 30, 31, 44, 45] {
        close(&world, day());
        let agenda = greet(&world, day() + Duration::days(later)).expect("a greeting").agenda;
        assert!(agenda.counts.people > 0);
        seen.insert((agenda.counts.overdue, agenda.counts.soon, agenda.counts.silent_cases));
    }
    assert!(seen.len() > 3, "the days do not differ: {seen:?}");
    close(&world, day());
    assert!(greet(&world, day() + Duration::days(46)).is_none(), "too long ago");
    close(&world, day());
    assert!(greet(&world, day() - Duration::days(1)).is_none(), "a clock that went back");
    assert!(greet(&world, day()).is_none(), "it was not closed");
}

#[test]
fn the_first_screen_says_that_it_is_not_whole_yet() {
    let mut world = World::example();
    drop(world.take_desk());
    close(&world, day());
    let greeting = greet(&world, day()).unwrap();
    let mut driver = Driver::locked(&mut world);
    driver.tell(Message::Reply(1, Ok(Reply::Greeted(Box::new(greeting)))));
    driver.sees("Hari Ini").sees("4 terlambat").sees("Kec. Pacet").sees("masih dibuka");
    // What the desk is asked meanwhile it answers when it is there; what can't be opened is locked again.
    driver.tell(Message::Reply(1, Err(Failure::of_key("desk-broken"))));
    driver.sees("Simpul terkunci").sees_no("terlambat").sees_no("Pacet");
    assert!(!driver.message().is_empty());
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Hari Ini").sees("4 terlambat").sees_no("masih dibuka");
}

#[test]
fn whoever_has_gone_on_stays_there_when_the_store_is_whole() {
    let mut world = World::example();
    drop(world.take_desk());
    close(&world, day());
    let greeting = greet(&world, day()).unwrap();
    let mut driver = Driver::locked(&mut world);
    driver.press(&format!("{PASSWORD}<Enter>")).sees("Hari Ini");
    let opening = simpul::work::opening(driver.desk(), Vec::new(), None);
    // As if the desk were still reading.
    driver.is_slow = true;
    driver.tell(Message::Reply(900, Ok(Reply::Greeted(Box::new(greeting)))));
    driver.press("2").sees("masih dibuka").sees_no("Asep Sutisna");
    driver.tell(Message::Reply(900, Ok(Reply::Opened(Box::new(opening)))));
    driver.catch_up();
    driver.sees("Asep Sutisna").sees_no("masih dibuka").press("1").catch_up().sees("4 terlambat");
}
