//! Every pair of state and event, and random orders of many.

use proptest::prelude::*;

use super::*;

fn event(id: &str, state: &str, on: &str) -> Event {
    Event { id: id.into(), state: state.into(), on: on.parse().ok(), ..Event::default() }
}

fn standing(events: &[Event]) -> Standing {
    Referral { events: events.to_vec(), ..Referral::default() }.standing()
}

/// A referral that stands there, each step on a day of its own, and one more event after all.
fn then(at: State, next: State) -> Standing {
    let way = |to: State| {
        let mut way = vec![to];
        while let Some(before) = State::ALL.into_iter().find(|state| state.next().contains(&way[0])) {
            way.insert(0, before);
        }
        way
    };
    let mut events: Vec<Event> = way(at)
        .into_iter()
        .enumerate()
        .map(|(day, state)| event(&day.to_string(), state.code(), &format!("2026-10-{:02}", day + 1)))
        .collect();
    events.push(event("9", next.code(), "2026-10-20"));
    standing(&events)
}

#[test]
fn every_event_at_every_state_moves_on_is_late_or_is_marked() {
    for at in State::ALL {
        for next in State::ALL {
            let stands = then(at, next);
            let (state, contradicted) = (stands.state.as_str(), stands.is_contradicted());
            let is_late = next.is_before(at) && !(at == State::Cancelled && next.is_answer());
            let is_unsent = next == State::Closed && matches!(at, State::Draft | State::Sealed);
            let is_sent_twice =
                next == State::Sent && (at == next || next.is_before(at)) && at != State::Cancelled;
            if is_unsent || is_sent_twice {
                let kept = if is_unsent { next } else { at };
                assert_eq!((state, contradicted), (kept.code(), true), "{at:?} then {next:?}");
            } else if at == State::Error || next == State::Error {
                assert_eq!((state, contradicted), ("error", false), "{at:?} then {next:?}");
            } else if at == next || at.is_before(next) || at.reopened_as() == Some(next) {
                assert_eq!((state, contradicted), (next.code(), false), "{at:?} then {next:?}");
            } else if is_late {
                assert_eq!((state, contradicted), (at.code(), false), "{at:?} then {next:?}");
            } else {
                let kept = if at.is_finished() { at } else { next };
                assert_eq!((state, contradicted), (kept.code(), true), "{at:?} then {next:?}");
            }
        }
    }
}

#[test]
fn no_state_comes_before_itself_and_all_but_a_mistake_are_reached() {
    for state in State::ALL {
        assert!(!state.is_before(state), "{state:?}");
        let is_reached = matches!(state, State::Draft | State::Error) || State::Draft.is_before(state);
        assert!(is_reached, "{state:?}");
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}

#[test]
fn steps_may_be_skipped_and_come_in_any_order() {
    let mut events = vec![event("3", "accepted", "2026-11-05")];
    let first = standing(&events);
    assert_eq!((first.state.as_str(), &first.unreported), ("accepted", &vec![State::Sent, State::Received]));
    events.push(event("1", "sent", "2026-11-01"));
    events.push(event("2", "received", "2026-11-07"));
    let all = standing(&events);
    assert_eq!((all.state.as_str(), all.is_contradicted(), all.unreported), ("accepted", false, Vec::new()));
}

#[test]
fn a_closed_referral_lacks_the_steps_of_the_way_it_took() {
    let declined = [event("1", "sent", "2026-11-01"), event("2", "declined", "2026-11-05")];
    let mut events = declined.to_vec();
    events.push(event("3", "closed", "2026-11-09"));
    assert_eq!(standing(&events).unreported, [State::Received]);
    let told = [event("1", "sent", "2026-11-01"), event("2", "closed", "2026-11-05")];
    let lacks = [State::Received, State::Accepted, State::InService, State::Outcome];
    assert_eq!(standing(&told).unreported, lacks);
}

#[test]
fn accepted_and_declined_contradict_and_so_does_an_answer_before_sending() {
    let both = [event("1", "accepted", "2026-11-05"), event("2", "declined", "2026-11-06")];
    let stands = standing(&both);
    assert_eq!((stands.state.as_str(), stands.is_contradicted()), ("declined", true));
    let early = [event("1", "sent", "2026-11-05"), event("2", "accepted", "2026-11-02")];
    assert!(standing(&early).is_contradicted());
    assert!(
        !standing(&[event("1", "sent", "2026-11-05"), event("2", "accepted", "2026-11-05")])
            .is_contradicted()
    );
}

#[test]
fn what_is_closed_unsent_or_sent_twice_is_kept_and_marked() {
    let marks = |events: &[Event]| standing(events).contradictions;
    let closed = event("1", "closed", "2026-11-05");
    assert_eq!(marks(std::slice::from_ref(&closed)), [Contradiction::NeverSent]);
    assert_eq!(standing(std::slice::from_ref(&closed)).state, "closed");
    let told_late = |day| marks(&[closed.clone(), event("2", "sent", day)]);
    assert_eq!(told_late("2026-11-05"), []);
    let of_a_month = [event("1", "closed", "2026-11"), event("2", "sent", "2026-11-09")];
    assert_eq!(marks(&of_a_month), []);
    assert_eq!(told_late("2026-11-09"), [Contradiction::BeforeSending, Contradiction::NeverSent]);
    assert_eq!(marks(&[closed.clone(), event("2", "accepted", "2026-11-03")]), []);
    let twice = [event("1", "sent", "2026-11-05"), event("2", "sent", "2026-11-08")];
    assert_eq!(marks(&twice), [Contradiction::SentTwice]);
    let early = [event("1", "sent", "2026-11-05"), event("2", "received", "2026-11-01")];
    assert_eq!(marks(&early), [Contradiction::BeforeSending]);
    let mistake = [event("1", "error", "2026-11-04"), closed];
    assert_eq!(marks(&mistake), []);
}

#[test]
fn only_a_step_that_was_told_counts_as_one() {
    let course = |states: &[&str]| {
        let events = states.iter().enumerate().map(|(id, state)| event(&id.to_string(), state, "2026-11-05"));
        Referral { events: events.collect(), ..Referral::default() }.course()
    };
    assert!(!course(&["sent", "in_service", "outcome", "closed"]).was_accepted);
    assert!(course(&["sent", "accepted", "outcome"]).was_accepted);
}

#[test]
fn what_is_cancelled_stays_so_and_a_mistake_is_one_whenever_it_is_told() {
    let late = [event("1", "cancelled", "2026-11-05"), event("2", "accepted", "2026-11-06")];
    let stands = standing(&late);
    assert_eq!((stands.state.as_str(), stands.is_contradicted()), ("cancelled", true));
    let mistake = [event("1", "error", "2026-11-05"), event("2", "accepted", "2026-11-06")];
    assert_eq!(standing(&mistake).state, "error");
}

#[test]
fn the_workers_own_date_wins_while_an_answer_is_awaited() {
    let stands = standing(&[event("1", "sent", "2026-11-01")]);
    let day = |text: &str| text.parse::<PartialDate>().unwrap().day();
    assert_eq!(due(None, &stands, 7), day("2026-11-08"));
    assert_eq!(due(day("2026-11-20"), &stands, 7), day("2026-11-20"));
}

#[test]
fn reopening_a_closed_referral_takes_it_back() {
    let sent = event("0", "sent", "2026-11-01");
    let events = [sent, event("1", "closed", "2026-11-05"), event("2", "in_service", "2026-11-09")];
    let stands = standing(&events);
    assert_eq!((stands.state.as_str(), stands.is_contradicted()), ("in_service", false));
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = (0..State::ALL.len(), 1..28_u32);
    proptest::collection::vec(one, 0..12).prop_map(|drawn| {
        let made = drawn.into_iter().enumerate();
        made.map(|(id, (state, day))| {
            event(&format!("{id:02}"), State::ALL[state].code(), &format!("2026-10-{day:02}"))
        })
        .collect()
    })
}

proptest! {
    #[test]
    fn the_order_in_which_events_are_written_down_changes_nothing(
        (told, shuffled) in events().prop_flat_map(|told| (Just(told.clone()), Just(told).prop_shuffle()))
    ) {
        prop_assert_eq!(standing(&told), standing(&shuffled));
    }

    #[test]
    fn one_more_event_loses_none_and_a_mark_stays(told in events(), state in 0..State::ALL.len(), day in 1..28_u32) {
        let before = standing(&told);
        let mut more = told.clone();
        more.push(event("99", State::ALL[state].code(), &format!("2026-11-{day:02}")));
        let after = standing(&more);
        let referral = Referral { events: more, ..Referral::default() };
        for event in &told {
            prop_assert!(referral.events.contains(event));
        }
        // What came later in time makes nothing right again.
        prop_assert!(!before.is_contradicted() || after.is_contradicted());
        // A state is always one that somebody told.
        prop_assert!(after.state == "draft" || referral.events.iter().any(|event| event.state == after.state));
    }
}
