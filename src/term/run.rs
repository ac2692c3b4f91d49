//! The one loop: it sleeps on one channel, drains it, draws once. Idle, it wakes only for its next deadline.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use chrono::{Local, NaiveDate};

use crate::app::{Effect, Message, Model, Shell, update};
use crate::desk::Desk;
use crate::screens;
use crate::text::{Language, Words};
use crate::ui::key::Key;
use crate::ui::theme::Theme;
use crate::work::{self, Place, Worker};

use super::events::{self, TermEvent};
use super::screen::Screen;
use super::session::{Options, Session};

/// A draft reaches the disk this long after the first key that changed it.
const DRAFT_DELAY: Duration = Duration::from_millis(600);
/// Minutes without a key until the lock, unless the worker set another number.
const IDLE_MINUTES: u64 = 5;
/// The wall clock running ahead of the steady one by this much means that the laptop slept.
const SLEPT: Duration = Duration::from_mins(1);

/// How the program starts.
#[derive(Debug)]
pub enum Start {
    /// No store yet: the wizard.
    SetUp,
    /// A store that asks for its password.
    Locked,
    /// The demo: open at once, with something to say about it.
    Open(Box<Desk>, Vec<crate::domain::Note>),
}

/// Runs the program until it is quit. `fixed_today` is set by `--today`.
pub fn run(place: &Place, start: Start, language: Language, fixed_today: bool) -> io::Result<()> {
    let session = Session::start(Options::default())?;
    let mut screen = Screen::new()?;
    let size = screen.size()?;
    let theme = Theme::from_environment(false);
    let shell = Shell::new(Words::new(language), theme, place.clock.today, (size.width, size.height));
    let (sender, inbox) = mpsc::channel();
    let from_terminal = sender.clone();
    // Not joined: it blocks on the terminal, and ends with the process.
    let _reader = events::spawn(move |event| {
        told(event).into_iter().all(|message| from_terminal.send(message).is_ok())
    })?;
    let first: Box<dyn screens::Screen> = match &start {
        Start::SetUp => Box::<screens::Setup>::default(),
        Start::Locked => Box::<screens::Unlock>::default(),
        Start::Open(..) => Box::<screens::Today>::default(),
    };
    let mut model = Model::new(shell, first);
    let (desk, notices) = match start {
        Start::Open(desk, notices) => (Some(*desk), notices),
        Start::SetUp | Start::Locked => (None, Vec::new()),
    };
    let opening = desk.as_ref().map(|desk| work::opening(desk, notices, None));
    let worker = Worker::start(place.clone(), desk, sender.clone())?;
    if let Some(opening) = opening {
        let _ = sender.send(Message::Reply(0, Ok(crate::app::Reply::Opened(Box::new(opening)))));
    }
    let mut watch = Watch::new(place.clock.today, fixed_today);
    let ended = turn(&mut screen, &mut model, &worker, &inbox, &mut watch);
    drop(session);
    worker.stop();
    ended
}

fn turn(
    screen: &mut Screen,
    model: &mut Model,
    worker: &Worker,
    inbox: &Receiver<Message>,
    watch: &mut Watch,
) -> io::Result<()> {
    loop {
        screen.draw(|frame| screens::draw(frame, model))?;
        let Some(first) = next(inbox, watch.wait(model))? else {
            for message in watch.due(model) {
                if act(update(model, message), worker, watch) {
                    return Ok(());
                }
            }
            continue;
        };
        if watch.has_slept(Instant::now()) && act(update(model, Message::Idle), worker, watch) {
            return Ok(());
        }
        let mut message = Some(first);
        while let Some(one) = message {
            watch.saw(&one);
            if matches!(one, Message::Resize(..)) {
                screen.clear()?;
            }
            if act(update(model, one), worker, watch) {
                return Ok(());
            }
            message = inbox.try_recv().ok();
        }
    }
}

fn next(inbox: &Receiver<Message>, wait: Duration) -> io::Result<Option<Message>> {
    match inbox.recv_timeout(wait) {
        Ok(message) => Ok(Some(message)),
        Err(RecvTimeoutError::Timeout) => Ok(None),
        Err(RecvTimeoutError::Disconnected) => Err(io::ErrorKind::BrokenPipe.into()),
    }
}

/// Carries effects out; says whether the program ends.
fn act(effects: Vec<Effect>, worker: &Worker, watch: &mut Watch) -> bool {
    let mut quits = false;
    for effect in effects {
        match effect {
            Effect::Ask(turn, request) => worker.ask(turn, request),
            Effect::Cancel => worker.cancel(),
            Effect::WakeForDraft => watch.draft(),
            Effect::Lock => worker.lock(),
            Effect::Quit => quits = true,
        }
    }
    quits
}

fn told(event: TermEvent) -> Vec<Message> {
    match event {
        TermEvent::Key(key) => vec![Message::Key(key)],
        TermEvent::Scroll(lines) => {
            let key = if lines < 0 { Key::Up } else { Key::Down };
            (0..lines.unsigned_abs()).map(|_| Message::Key(key.clone())).collect()
        }
        TermEvent::Resize(columns, rows) => vec![Message::Resize(columns, rows)],
        TermEvent::Closed => vec![Message::Closed],
        TermEvent::Click { .. } | TermEvent::FocusLost | TermEvent::FocusGained => Vec::new(),
    }
}

/// The deadlines: draft, lock, midnight.
struct Watch {
    last_key: Instant,
    draft_at: Option<Instant>,
    day: NaiveDate,
    fixed_day: bool,
    /// The two clocks as they stood at the last look.
    steady: Instant,
    wall: SystemTime,
}

impl Watch {
    fn new(day: NaiveDate, fixed_day: bool) -> Self {
        let now = Instant::now();
        Self { last_key: now, draft_at: None, day, fixed_day, steady: now, wall: SystemTime::now() }
    }

    fn saw(&mut self, message: &Message) {
        if matches!(message, Message::Key(_)) {
            self.last_key = Instant::now();
        }
    }

    fn draft(&mut self) {
        self.draft_at.get_or_insert_with(|| Instant::now() + DRAFT_DELAY);
    }

    fn idle(model: &Model) -> Duration {
        let minutes = model.shell.profile.idle_minutes.and_then(|n| u64::try_from(n).ok());
        Duration::from_secs(60 * minutes.unwrap_or(IDLE_MINUTES).clamp(1, 15))
    }

    /// Until the next deadline.
    fn wait(&self, model: &Model) -> Duration {
        let now = Instant::now();
        let lock = (self.last_key + Self::idle(model)).saturating_duration_since(now);
        let draft = self.draft_at.map_or(lock, |at| at.saturating_duration_since(now));
        // A whole minute past the lock: a locked program sleeps until a key, or midnight.
        lock.max(Duration::from_millis(1)).min(draft).min(until_midnight())
    }

    fn due(&mut self, model: &Model) -> Vec<Message> {
        let now = Instant::now();
        let mut due = Vec::new();
        if self.draft_at.is_some_and(|at| at <= now) {
            self.draft_at = None;
            due.push(Message::KeepDraft);
        }
        if now.duration_since(self.last_key) >= Self::idle(model) || self.has_slept(now) {
            self.last_key = now;
            due.push(Message::Idle);
        }
        let today = Local::now().date_naive();
        if !self.fixed_day && today != self.day {
            self.day = today;
            due.push(Message::Day(today));
        }
        due
    }

    /// The laptop was shut: whoever opens it must give the password.
    fn has_slept(&mut self, now: Instant) -> bool {
        let wall = SystemTime::now();
        let by_wall = wall.duration_since(self.wall).unwrap_or_default();
        let by_steady = now.duration_since(self.steady);
        (self.wall, self.steady) = (wall, now);
        by_wall > by_steady + SLEPT
    }
}

fn until_midnight() -> Duration {
    let now = Local::now();
    let tomorrow = now.date_naive().succ_opt().and_then(|day| day.and_hms_opt(0, 0, 1));
    let left = tomorrow.and_then(|at| (at - now.naive_local()).to_std().ok());
    left.unwrap_or(Duration::from_hours(1)).max(Duration::from_secs(1))
}
