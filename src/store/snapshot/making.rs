//! A snapshot that is being made on a thread of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Header, Progress, Source, keep, write};
use crate::store::StoreError;
use crate::store::engine::Engine;
use crate::store::layout::Layout;
use crate::store::state::State;
use crate::vault::{Keys, Label};

/// How often a watcher is told how far it is.
const BEAT: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub(in crate::store) struct Making {
    saves: Sender<Vec<u8>>,
    end: Receiver<Result<(), StoreError>>,
    progress: Progress,
    thread: Option<JoinHandle<()>>,
}

impl Making {
    /// From `before` on every save must be told, before it is put into sled.
    pub fn start(
        layout: Layout,
        engine: Engine,
        keys: Arc<Keys>,
        header: Header,
        before: State,
    ) -> std::io::Result<Self> {
        let (saves, told) = channel();
        let (ended, end) = channel();
        let progress = Progress::default();
        let watched = progress.clone();
        let thread = thread::Builder::new().name("snapshot".to_owned()).spawn(move || {
            let source = Source { engine: &engine, keys: &keys, before, saves: Some(&told) };
            let made = write(&layout.backup(), &header, &source, &watched).map(drop);
            if made.is_ok() {
                keep(&layout, keys.subkey(Label::Journal));
            }
            drop(engine);
            let _ = ended.send(made);
        })?;
        Ok(Self { saves, end, progress, thread: Some(thread) })
    }

    pub fn tell(&self, body: &[u8]) {
        // A thread that has ended has its end to tell.
        let _ = self.saves.send(body.to_vec());
    }

    pub fn bytes(&self) -> u64 {
        self.progress.bytes()
    }

    /// How it ended, when it has.
    pub fn ended(&self) -> Option<Result<(), StoreError>> {
        match self.end.try_recv() {
            Ok(end) => Some(end),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(StoreError::Damaged { place: "backup" })),
        }
    }

    /// Waits for the end; `watch` is shown the bytes done and may stop it.
    pub fn wait(mut self, watch: &mut dyn FnMut(u64) -> std::ops::ControlFlow<()>) -> Result<(), StoreError> {
        let end = loop {
            match self.end.recv_timeout(BEAT) {
                Ok(end) => break end,
                Err(RecvTimeoutError::Timeout) => {
                    if watch(self.bytes()).is_break() {
                        self.progress.cancel();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break Err(StoreError::Damaged { place: "backup" }),
            }
        };
        self.join();
        end
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// sled can't be closed while the thread reads it.
impl Drop for Making {
    fn drop(&mut self) {
        self.progress.cancel();
        self.join();
    }
}
