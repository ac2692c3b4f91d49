//! The same answers without a thread: for journeys by key script.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::mpsc::{self, Receiver};

use crate::app::{Message, Request, Turn};
use crate::desk::Desk;

use super::{Desktop, Place};

/// A desk that answers at once.
pub struct Inline {
    desktop: Desktop,
    progress: Receiver<Message>,
}

impl std::fmt::Debug for Inline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inline")
    }
}

impl Inline {
    pub fn new(place: Place, desk: Option<Desk>) -> Self {
        let (messages, progress) = mpsc::channel();
        let (cancel, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let desktop = Desktop { place, desk, messages, cancel, asked, answered: 0 };
        Self { desktop, progress }
    }

    /// What was told on the way, then the answer.
    pub fn ask(&mut self, turn: Turn, request: Request) -> Vec<Message> {
        let answer = self.desktop.answer(turn, request);
        let mut told: Vec<Message> = self.progress.try_iter().collect();
        told.push(Message::Reply(turn, answer));
        told
    }

    /// What is worth doing before the end.
    pub fn tidy_up(&mut self) -> Vec<Message> {
        self.desktop.tidy_up();
        let mut told: Vec<Message> = self.progress.try_iter().collect();
        told.push(Message::TidiedUp);
        told
    }

    /// Closes the store and forgets the keys; tidies up before if nobody waits.
    pub fn lock(&mut self, tidy: bool) {
        if tidy {
            self.desktop.tidy_up();
        }
        self.desktop.close();
    }

    pub fn desk(&mut self) -> Option<&mut Desk> {
        self.desktop.desk.as_mut()
    }
}
