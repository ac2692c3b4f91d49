//! The same answers without a thread: for journeys by key script.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
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
        let desktop = Desktop { place, desk, messages, cancel: Arc::new(AtomicBool::new(false)) };
        Self { desktop, progress }
    }

    /// What was told on the way, then the answer.
    pub fn ask(&mut self, turn: Turn, request: Request) -> Vec<Message> {
        let answer = self.desktop.answer(request);
        let mut told: Vec<Message> = self.progress.try_iter().collect();
        told.push(Message::Reply(turn, answer));
        told
    }

    /// Closes the store and forgets the keys.
    pub fn lock(&mut self) {
        self.desktop.close();
    }

    pub fn desk(&mut self) -> Option<&mut Desk> {
        self.desktop.desk.as_mut()
    }
}
