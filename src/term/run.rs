//! The one loop: it sleeps on one channel, drains it, draws once. Idle, it wakes only for its next deadline.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

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
use super::watch::{Moment, Watch};

/// What the desk answers so soon is drawn together with the key that asked: one picture instead of two or three.
const TOGETHER: Duration = Duration::from_millis(3);

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
    let mut watch = Watch::new(Moment::now(), place.clock.today, fixed_today);
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
        let first = next(inbox, watch.wait(Moment::now(), model.shell.profile.idle_minutes))?;
        // Also before a key: the one that wakes a laptop up comes hours after the lock was due.
        let due = watch.due(Moment::now(), model.shell.profile.idle_minutes);
        let locks = !model.is_outside() && due.iter().any(|message| matches!(message, Message::Idle));
        for message in due {
            if act(update(model, message), worker, watch) {
                return Ok(());
            }
        }
        // It was meant for what stood on the screen, not for the password.
        let mut message = first.filter(|first| !(locks && matches!(first, Message::Key(_))));
        let until = Instant::now() + TOGETHER;
        let mut open = 0_usize;
        while let Some(one) = message {
            watch.saw(&one);
            if matches!(one, Message::Resize(..)) {
                screen.clear()?;
            }
            open = open.saturating_sub(usize::from(matches!(one, Message::Reply(..))));
            let effects = update(model, one);
            open += effects.iter().filter(|effect| matches!(effect, Effect::Ask(..))).count();
            if act(effects, worker, watch) {
                return Ok(());
            }
            message = inbox.try_recv().ok().or_else(|| {
                let left = until.saturating_duration_since(Instant::now());
                (open > 0).then(|| inbox.recv_timeout(left).ok())?
            });
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
            Effect::Lock { tidy } => worker.lock(tidy),
            Effect::TidyUp => worker.tidy_up(),
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
