//! The worker: brings sled to the disk now and then, and makes the next journal segment. Never the interface's thread.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::ballast;
use super::engine::{Engine, sync_store};
use super::health::Health;
use super::journal::Preparer;
use super::layout::Layout;

const EVERY_SAVES: u32 = 256;
const AFTER_LAST: Duration = Duration::from_secs(30);
const IDLE: Duration = Duration::from_hours(1);
const PATIENCE: Duration = Duration::from_mins(1);

enum Order {
    Saved,
    Prepare(u64),
}

/// Handle on the worker's thread.
#[derive(Debug)]
pub(super) struct Worker {
    orders: Sender<Order>,
    ended: Receiver<()>,
}

impl Worker {
    pub fn start(
        engine: Engine,
        preparer: Preparer,
        layout: Layout,
        health: Health,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = channel();
        let (end, ended) = channel();
        thread::Builder::new().name("checkpoint".to_owned()).spawn(move || {
            ballast::keep(&layout);
            work(&engine, &preparer, &health, &inbox);
            drop(engine);
            let _ = end.send(());
        })?;
        Ok(Self { orders, ended })
    }

    /// A save has been applied to sled.
    pub fn saved(&self) {
        let _ = self.orders.send(Order::Saved);
    }

    /// Segment `number` will be needed.
    pub fn prepare(&self, number: u64) {
        let _ = self.orders.send(Order::Prepare(number));
    }

    /// True when it ended in time; a worker that hangs in sled is left behind.
    pub fn stop(self) -> bool {
        drop(self.orders);
        !matches!(self.ended.recv_timeout(PATIENCE), Err(RecvTimeoutError::Timeout))
    }
}

fn work(engine: &Engine, preparer: &Preparer, health: &Health, inbox: &Receiver<Order>) {
    let (mut saves, mut last) = (0, Instant::now());
    loop {
        let wait = if saves > 0 { AFTER_LAST.saturating_sub(last.elapsed()) } else { IDLE };
        match inbox.recv_timeout(wait) {
            Ok(Order::Saved) => {
                saves += 1;
                last = Instant::now();
                if saves < EVERY_SAVES {
                    continue;
                }
            }
            Ok(Order::Prepare(number)) => {
                // Without it the save that needs the segment makes it, and says what is wrong.
                let _ = preparer.prepare(number);
                continue;
            }
            Err(RecvTimeoutError::Timeout) if saves == 0 => continue,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        saves = 0;
        if engine.flush().is_err() || sync_store(engine.dir()).is_err() {
            health.fail();
        }
    }
}
