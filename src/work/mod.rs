//! The desk on its own thread: questions in, answers out, long work that tells how far it is and can be stopped.

mod answer;
mod failure;
mod folder;
mod inline;

pub use answer::opening;
pub use failure::Failure;
pub use folder::{Entry, EntryKind};
pub use inline::Inline;

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{Message, Progress, Reply, Request, Turn};
use crate::desk::{Clock, Desk, DeskLookup};
use crate::domain::{Note, Profile};

/// What the opening of a store tells the program.
#[derive(Debug)]
pub struct Opening {
    pub profile: Profile,
    pub lookup: DeskLookup,
    /// The kecamatan's name.
    pub area: String,
    pub read_only: bool,
    pub notices: Vec<Note>,
    /// Drafts that wait from before.
    pub drafts: usize,
    /// Groups of the recovery code, once, after the store was made.
    pub recovery_code: Option<Vec<String>>,
}

/// Where the store is, and the clock by which it works.
#[derive(Clone, Debug)]
pub struct Place {
    pub data: PathBuf,
    pub clock: Clock,
}

/// Work for the thread.
enum Job {
    Ask(Turn, Box<Request>),
    Lock,
    Stop,
}

/// The desk's thread.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
    cancel: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; a desk that is open already (the demo's) is handed over.
    pub fn start(place: Place, desk: Option<Desk>, messages: Sender<Message>) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&cancel);
        let thread = thread::Builder::new()
            .name("desk".to_owned())
            .spawn(move || Desktop { place, desk, messages, cancel: stop }.run(&inbox))?;
        Ok(Self { jobs, cancel, thread: Some(thread) })
    }

    pub fn ask(&self, turn: Turn, request: Request) {
        self.cancel.store(false, Ordering::Relaxed);
        // A thread that is gone answers nothing more; the program is ending then.
        let _ = self.jobs.send(Job::Ask(turn, Box::new(request)));
    }

    /// Long work stops at its next safe point.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Closes the store and forgets the keys.
    pub fn lock(&self) {
        let _ = self.jobs.send(Job::Lock);
    }

    /// Finishes what was asked, closes the store, and waits for both.
    pub fn stop(mut self) {
        let _ = self.jobs.send(Job::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What the thread owns.
struct Desktop {
    place: Place,
    desk: Option<Desk>,
    messages: Sender<Message>,
    cancel: Arc<AtomicBool>,
}

impl Desktop {
    fn run(mut self, inbox: &Receiver<Job>) {
        while let Ok(job) = inbox.recv() {
            match job {
                Job::Ask(turn, request) => {
                    let answer = self.answer_or_break(*request);
                    if self.messages.send(Message::Reply(turn, answer)).is_err() {
                        break;
                    }
                }
                Job::Lock => self.close(),
                Job::Stop => break,
            }
        }
        self.close();
    }

    /// A panic in a use case closes the store (the journal has every save) and is said; the thread goes on.
    fn answer_or_break(&mut self, request: Request) -> Result<Reply, Failure> {
        let answer = panic::catch_unwind(AssertUnwindSafe(|| self.answer(request)));
        answer.unwrap_or_else(|_| {
            self.desk = None;
            Err(Failure::of_key("desk-broken"))
        })
    }

    fn close(&mut self) {
        if let Some(desk) = self.desk.take() {
            // What can fail here is only the last checkpoint: the journal has everything.
            let _ = desk.close();
        }
    }

    /// Tells how far long work is; breaks when it shall stop.
    fn watch(&self, what: &'static str, done: u64, all: u64) -> ControlFlow<()> {
        let _ = self.messages.send(Message::Progress(Progress { what, done, all }));
        if self.cancel.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
