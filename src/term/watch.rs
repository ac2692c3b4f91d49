//! The deadlines: draft, lock, midnight; and a clock that jumps.

use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Local, NaiveDate, TimeDelta};

use crate::app::Message;

/// A draft reaches the disk this long after the first key that changed it.
const DRAFT_DELAY: Duration = Duration::from_millis(600);
/// Minutes without a key until the lock, unless the worker set another number.
const IDLE_MINUTES: u64 = 5;
/// The wall clock running ahead of the steady one, or behind it, by this much means that the laptop slept or that somebody
/// turned the clock.
const JUMP: Duration = Duration::from_mins(1);

/// What both clocks say.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    steady: Instant,
    wall: SystemTime,
}

impl Moment {
    pub fn now() -> Self {
        Self { steady: Instant::now(), wall: SystemTime::now() }
    }

    fn local(self) -> DateTime<Local> {
        self.wall.into()
    }

    /// Between two looks the clocks went on by different times.
    fn jumped_since(self, before: Self) -> bool {
        let by_steady = self.steady.saturating_duration_since(before.steady);
        let by_steady = TimeDelta::from_std(by_steady).ok();
        let expected = by_steady.and_then(|by| before.local().checked_add_signed(by));
        expected.is_none_or(|expected| (self.local() - expected).abs().to_std().is_ok_and(|off| off > JUMP))
    }
}

/// What is due and when to look again.
#[derive(Debug)]
pub struct Watch {
    last_key: Instant,
    draft_at: Option<Instant>,
    day: NaiveDate,
    fixed_day: bool,
    seen: Moment,
}

impl Watch {
    pub fn new(now: Moment, day: NaiveDate, fixed_day: bool) -> Self {
        Self { last_key: now.steady, draft_at: None, day, fixed_day, seen: now }
    }

    pub fn saw(&mut self, message: &Message) {
        if matches!(message, Message::Key(_)) {
            self.last_key = Instant::now();
        }
    }

    pub fn draft(&mut self) {
        self.draft_at.get_or_insert_with(|| Instant::now() + DRAFT_DELAY);
    }

    /// Until the next deadline.
    pub fn wait(&self, now: Moment, idle_minutes: Option<i64>) -> Duration {
        let lock = (self.last_key + idle(idle_minutes)).saturating_duration_since(now.steady);
        let draft = self.draft_at.map_or(lock, |at| at.saturating_duration_since(now.steady));
        lock.max(Duration::from_millis(1)).min(draft).min(until_midnight(now))
    }

    /// What a moment brings: the draft is written, the program locks, another day has begun.
    pub fn due(&mut self, now: Moment, idle_minutes: Option<i64>) -> Vec<Message> {
        let mut due = Vec::new();
        if self.draft_at.is_some_and(|at| at <= now.steady) {
            self.draft_at = None;
            due.push(Message::KeepDraft);
        }
        let idle_for = now.steady.saturating_duration_since(self.last_key);
        if idle_for >= idle(idle_minutes) || now.jumped_since(self.seen) {
            // A whole minute past the lock: a locked program sleeps until a key, or midnight.
            self.last_key = now.steady;
            due.push(Message::Idle);
        }
        self.seen = now;
        let today = now.local().date_naive();
        if !self.fixed_day && today != self.day {
            self.day = today;
            due.push(Message::Day(today));
        }
        due
    }
}

fn idle(minutes: Option<i64>) -> Duration {
    let minutes = minutes.and_then(|n| u64::try_from(n).ok()).unwrap_or(IDLE_MINUTES);
    Duration::from_secs(60 * minutes.clamp(1, 15))
}

fn until_midnight(now: Moment) -> Duration {
    let now = now.local();
    let tomorrow = now.date_naive().succ_opt().and_then(|day| day.and_hms_opt(0, 0, 1));
    let left = tomorrow.and_then(|at| (at - now.naive_local()).to_std().ok());
    left.unwrap_or(Duration::from_hours(1)).max(Duration::from_secs(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both clocks some seconds on; the wall clock off by others.
    fn after(start: Moment, seconds: u64, off: i64) -> Moment {
        let wall = start.wall + Duration::from_secs(seconds);
        let by = Duration::from_secs(off.unsigned_abs());
        Moment {
            steady: start.steady + Duration::from_secs(seconds),
            wall: if off < 0 { wall - by } else { wall + by },
        }
    }

    fn names(due: &[Message]) -> Vec<&'static str> {
        let name = |message: &Message| match message {
            Message::Idle => "lock",
            Message::Day(_) => "day",
            Message::KeepDraft => "draft",
            _ => "other",
        };
        due.iter().map(name).collect()
    }

    fn watch(start: Moment) -> Watch {
        Watch::new(start, start.local().date_naive(), false)
    }

    #[test]
    fn nobody_at_the_keys_locks_after_the_minutes_that_were_set() {
        let start = Moment::now();
        for (minutes, seconds) in
            [(None, 300), (Some(1), 60), (Some(0), 60), (Some(99), 900), (Some(-3), 300)]
        {
            let mut watch = Watch::new(start, start.local().date_naive(), true);
            assert!(names(&watch.due(after(start, seconds - 1, 0), minutes)).is_empty(), "{minutes:?}");
            assert!(watch.wait(after(start, seconds - 1, 0), minutes) <= Duration::from_secs(1));
            assert_eq!(names(&watch.due(after(start, seconds, 0), minutes)), ["lock"], "{minutes:?}");
        }
    }

    #[test]
    fn a_clock_that_jumps_locks_in_both_directions_and_only_once() {
        let start = Moment::now();
        for hours in [-30, -5, 5, 30] {
            let mut watch = Watch::new(start, start.local().date_naive(), true);
            let off = hours * 3600;
            assert_eq!(names(&watch.due(after(start, 10, off), None)), ["lock"], "{hours}");
            assert!(names(&watch.due(after(start, 20, off), None)).is_empty(), "{hours}");
        }
    }

    #[test]
    fn a_clock_that_is_set_right_by_seconds_does_not_lock() {
        let start = Moment::now();
        for off in [-50, -1, 1, 50] {
            let mut watch = Watch::new(start, start.local().date_naive(), true);
            assert!(names(&watch.due(after(start, 5, off), None)).is_empty(), "{off}");
        }
    }

    #[test]
    fn another_day_is_told_forward_and_back() {
        let start = Moment::now();
        let mut watch = watch(start);
        let day = 24 * 3600;
        assert_eq!(names(&watch.due(after(start, 1, day), None)), ["lock", "day"]);
        assert!(names(&watch.due(after(start, 2, day), None)).is_empty());
        assert_eq!(names(&watch.due(after(start, 3, 0), None)), ["lock", "day"]);
    }

    #[test]
    fn a_day_that_was_given_stays() {
        let start = Moment::now();
        let mut watch = Watch::new(start, start.local().date_naive(), true);
        assert_eq!(names(&watch.due(after(start, 1, 72 * 3600), None)), ["lock"]);
    }

    #[test]
    fn the_next_look_is_never_behind_midnight() {
        let start = Moment::now();
        let wait = watch(start).wait(start, Some(15));
        assert!(wait <= Duration::from_mins(15) && wait > Duration::ZERO, "{wait:?}");
    }
}
