//! The desk on its own thread: questions in, answers out, long work that tells how far it is and can be stopped.

mod answer;
mod failure;
mod folder;
mod inline;
mod keeping;

pub use answer::opening;
pub use failure::Failure;
pub use folder::{Entry, EntryKind};
pub use inline::Inline;
pub use keeping::RestorePreview;

use std::ops::ControlFlow;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{Message, Progress, Reply, Request, Turn};
use crate::desk::{Clock, Desk, DeskLookup};
use crate::domain::{Note, Profile, RecordKind};

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
    /// Where reports are written; the worker's own folder of documents, when absent.
    pub documents: Option<PathBuf>,
}

/// Work for the thread.
enum Job {
    Ask(Turn, Box<Request>),
    Lock { tidy: bool },
    TidyUp,
    Stop,
}

/// The desk's thread.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
    cancel: Arc<AtomicBool>,
    asked: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; a desk that is open already (the demo's) is handed over.
    pub fn start(place: Place, desk: Option<Desk>, messages: Sender<Message>) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let asked = Arc::new(AtomicU64::new(0));
        let desktop = Desktop {
            place,
            desk,
            messages,
            cancel: Arc::clone(&cancel),
            asked: Arc::clone(&asked),
            answered: 0,
        };
        let thread = thread::Builder::new().name("desk".to_owned()).spawn(move || desktop.run(&inbox))?;
        Ok(Self { jobs, cancel, asked, thread: Some(thread) })
    }

    pub fn ask(&self, turn: Turn, request: Request) {
        self.cancel.store(false, Ordering::Relaxed);
        self.asked.fetch_add(1, Ordering::Relaxed);
        // A thread that is gone answers nothing more; the program is ending then.
        let _ = self.jobs.send(Job::Ask(turn, Box::new(request)));
    }

    /// Long work stops at its next safe point.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Closes the store and forgets the keys; tidies up before if nobody waits.
    pub fn lock(&self, tidy: bool) {
        let _ = self.jobs.send(Job::Lock { tidy });
    }

    /// Does what is worth doing before the end, for some seconds at most.
    pub fn tidy_up(&self) {
        let _ = self.jobs.send(Job::TidyUp);
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
    /// Questions asked so far, and those that were answered: when they differ somebody waits.
    asked: Arc<AtomicU64>,
    answered: u64,
}

impl Desktop {
    fn run(mut self, inbox: &Receiver<Job>) {
        while let Ok(job) = inbox.recv() {
            match job {
                Job::Ask(turn, request) => {
                    let form =
                        if let Request::Load(purpose) = &*request { Some(purpose.kind()) } else { None };
                    let answer = self.answer_or_break(turn, *request);
                    self.answered += 1;
                    if self.messages.send(Message::Reply(turn, answer)).is_err() {
                        break;
                    }
                    if let Some(kind) = form {
                        self.make_ready(kind);
                    }
                }
                Job::Lock { tidy } => {
                    if tidy {
                        self.tidy_up();
                    }
                    self.close();
                }
                Job::TidyUp => {
                    self.tidy_up();
                    if self.messages.send(Message::TidiedUp).is_err() {
                        break;
                    }
                }
                Job::Stop => break,
            }
        }
        self.close();
    }

    /// A panic in a use case closes the store (the journal has every save) and is said; the thread goes on.
    fn answer_or_break(&mut self, turn: Turn, request: Request) -> Result<Reply, Failure> {
        let answer = panic::catch_unwind(AssertUnwindSafe(|| self.answer(turn, request)));
        answer.unwrap_or_else(|_| {
            self.desk = None;
            Err(Failure::of_key("desk-broken"))
        })
    }

    /// While the form is read: what its first letter will ask for.
    fn make_ready(&mut self, kind: RecordKind) {
        let Some(desk) = &mut self.desk else { return };
        if panic::catch_unwind(AssertUnwindSafe(|| desk.make_ready(kind))).is_err() {
            self.desk = None;
        }
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
