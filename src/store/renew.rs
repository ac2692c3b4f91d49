//! The store made anew from itself: smaller, in a newer schema, without somebody, or without what is lost.

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::sync::Arc;

use secrecy::SecretString;

use super::copy::{Copy, Judge};
use super::incoming::{Fitting, Incoming, vault_of};
use super::open::open_with;
use super::salvage;
use super::schema::Schema;
use super::snapshot::double;
use super::state::State;
use super::swap::{Old, finish, is_pending, swap};
use super::{Drafts, Missing, Opening, Store, StoreError, Visit};
use crate::vault::{self, Cost, Keys, RecoveryCode, private_dir};

/// Is shown bytes done and bytes in all; may stop it.
pub type Watch<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// What erasing needs besides knowing whom.
#[derive(Debug)]
pub struct Erasure<'a> {
    /// Everything is sealed under a new data key, which the password must wrap.
    pub password: &'a SecretString,
    pub cost: Cost,
    /// Now, in Unix seconds.
    pub at: i64,
    /// What restores have set aside may hold them too, and goes. Not when an older backup brought them back: then the data
    /// that it replaced are without them, and the way back must stay open.
    pub also_aside: bool,
}

fn as_it_is(copy: &Copy<'_>, seq: u64) -> Result<State, StoreError> {
    copy.everything(seq)
}

fn what_is_readable(copy: &Copy<'_>, seq: u64) -> Result<State, StoreError> {
    copy.readable(seq)
}

impl Store {
    /// sled grows with every change and never shrinks: it takes more than 2.5 times what it holds.
    pub fn is_bloated(&self) -> bool {
        const WORTH_IT: u64 = 32 << 20;
        let taken = self.size();
        taken > WORTH_IT && taken > self.live_bytes.saturating_mul(5) / 2
    }

    /// A swap that the disk refused has closed it.
    pub fn is_closed(&self) -> bool {
        self.engine.is_none()
    }

    /// Some of it is damaged and can't be made good from anything: it is only shown what could be read.
    pub fn is_incomplete(&self) -> bool {
        self.engine.as_ref().is_some_and(|engine| engine.dir() == salvage::dir(&self.layout))
    }

    /// What it had to be opened without; nothing in a store that is whole.
    pub fn missing(&self) -> &Missing {
        &self.missing
    }

    /// A store that [is incomplete](Self::is_incomplete) goes on as a new one with what could be read. What was there
    /// before is set aside, for [`Store::bring_back`].
    pub fn go_on_incomplete(
        &mut self,
        at: i64,
        visit: &mut dyn FnMut(Visit<'_>),
        watch: &mut Watch<'_>,
    ) -> Result<Opening, StoreError> {
        if !self.is_incomplete() {
            return Err(StoreError::NotIncomplete);
        }
        let keys = Arc::clone(&self.keys);
        let root = self.layout.root().to_owned();
        let schema = self.schema;
        let incoming = Incoming::begin(&self.layout)?;
        let incoming = self.fill(incoming, &keys, watch, what_is_readable, |incoming, state| {
            let fitting = Fitting { keys: &keys, schema, state, at };
            incoming.settle(&fitting)?;
            incoming.furnish(&fitting, vault_of(&root)?).map(drop)
        })?;
        self.change_over(incoming, Old::Kept, at, keys, visit)
    }

    /// A sled that takes no more than it holds. Journal and snapshots stay. Stopped or failed, everything is as before.
    pub fn compact(&mut self, at: i64, watch: &mut Watch<'_>) -> Result<Opening, StoreError> {
        let keys = Arc::clone(&self.keys);
        let incoming = self.prepare(&keys, watch, as_it_is, |incoming, state| {
            let schema = self.schema;
            incoming.settle(&Fitting { keys: &keys, schema, state, at })
        })?;
        self.change_over(incoming, Old::Removed, at, keys, &mut |_| ())
    }

    /// Every value as `judge` says, in the present schema. What was there before stays aside for a while.
    pub fn migrate(
        &mut self,
        at: i64,
        judge: &mut Judge<'_>,
        visit: &mut dyn FnMut(Visit<'_>),
        watch: &mut Watch<'_>,
    ) -> Result<Opening, StoreError> {
        let keys = Arc::clone(&self.keys);
        let root = self.layout.root().to_owned();
        let incoming = self.prepare(
            &keys,
            watch,
            |copy, seq| copy.judged(seq, judge),
            |incoming, state| {
                let fitting = Fitting { keys: &keys, schema: Schema::PRESENT, state, at };
                incoming.settle(&fitting)?;
                incoming.furnish(&fitting, vault_of(&root)?).map(drop)
            },
        )?;
        self.change_over(incoming, Old::Kept, at, keys, visit)
    }

    /// Without what `judge` drops, under new keys: whatever survives of the old on the disk can't be read any more. Drafts
    /// that `keeps` refuses go, and everything in the outbox. The recovery code is new.
    pub fn erase(
        &mut self,
        erasure: &Erasure<'_>,
        judge: &mut Judge<'_>,
        keeps: &mut dyn FnMut(&[u8]) -> bool,
        visit: &mut dyn FnMut(Visit<'_>),
        watch: &mut Watch<'_>,
    ) -> Result<(RecoveryCode, Opening), StoreError> {
        self.refuse_read_only()?;
        let incoming = Incoming::begin(&self.layout)?;
        let renewed = vault::renew_keys(self.layout.root(), incoming.dir(), erasure.password, erasure.cost);
        let (keys, code) = match renewed {
            Ok((keys, code)) => (Arc::new(keys), code),
            Err(error) => {
                incoming.abandon();
                return Err(error.into());
            }
        };
        let fill = |copy: &Copy<'_>, seq: u64| copy.judged(seq, judge);
        let incoming = self.fill(incoming, &keys, watch, fill, |incoming, state| {
            let schema = self.schema;
            let fitting = Fitting { keys: &keys, schema, state, at: erasure.at };
            incoming.settle(&fitting)?;
            let snapshot = incoming.furnish(&fitting, vault_of(incoming.dir())?)?;
            double(&snapshot, &keys)?;
            self.take_drafts(incoming, &keys, keeps)
        })?;
        let old = if erasure.also_aside { Old::Erased } else { Old::Removed };
        let opening = self.change_over(incoming, old, erasure.at, keys, visit)?;
        Ok((code, opening))
    }

    fn refuse_read_only(&self) -> Result<(), StoreError> {
        if self.is_read_only() { Err(StoreError::ReadOnly) } else { Ok(()) }
    }

    fn prepare(
        &self,
        keys: &Arc<Keys>,
        watch: &mut Watch<'_>,
        fill: impl FnOnce(&Copy<'_>, u64) -> Result<State, StoreError>,
        furnish: impl FnOnce(&Incoming, &State) -> Result<(), StoreError>,
    ) -> Result<Incoming, StoreError> {
        self.refuse_read_only()?;
        let incoming = Incoming::begin(&self.layout)?;
        self.fill(incoming, keys, watch, fill, furnish)
    }

    fn fill(
        &self,
        incoming: Incoming,
        keys: &Arc<Keys>,
        watch: &mut Watch<'_>,
        fill: impl FnOnce(&Copy<'_>, u64) -> Result<State, StoreError>,
        furnish: impl FnOnce(&Incoming, &State) -> Result<(), StoreError>,
    ) -> Result<Incoming, StoreError> {
        let all = self.live_bytes;
        let (watch, done) = (RefCell::new(watch), Cell::new(0));
        let step = |bytes: u64| {
            done.set(all.min(done.get() + bytes));
            let watched = (watch.borrow_mut())(done.get(), all);
            if watched.is_break() { Err(StoreError::Cancelled) } else { Ok(()) }
        };
        let made = self.engine().and_then(|from| {
            let copy = Copy { from, old: &self.keys, to: &incoming.engine, new: keys, step: &step };
            let state = fill(&copy, self.state.seq)?;
            furnish(&incoming, &state)
        });
        match made {
            Ok(()) => Ok(incoming),
            Err(error) => {
                incoming.abandon();
                Err(error)
            }
        }
    }

    /// Closes, swaps, opens again. Where the disk refuses a swap that was begun, the store stays closed.
    fn change_over(
        &mut self,
        incoming: Incoming,
        old: Old,
        at: i64,
        keys: Arc<Keys>,
        visit: &mut dyn FnMut(Visit<'_>),
    ) -> Result<Opening, StoreError> {
        incoming.close()?;
        let closed = self.finish();
        let root = self.layout.root();
        let swapped = closed.and_then(|()| swap(root, old, at).map(drop)).or_else(|error| {
            // Planned and not done: one more try, and otherwise the next open goes on. Until then this store stays
            // closed, since what is written to the old generation now would be set aside with it.
            if is_pending(root) { finish(root) } else { Err(error) }
        });
        if is_pending(root) {
            return Err(swapped.err().unwrap_or(StoreError::ReadOnly));
        }
        let keys = if swapped.is_ok() { keys } else { Arc::clone(&self.keys) };
        let lock = Arc::clone(&self.lock);
        let (store, opening) = open_with(self.layout.clone(), lock, keys, Opening::default(), visit)?;
        *self = store;
        swapped.map(|()| opening)
    }

    /// Drafts that may stay, sealed anew; an outbox and a quarantine with nothing in them.
    fn take_drafts(
        &self,
        incoming: &Incoming,
        keys: &Keys,
        keeps: &mut dyn FnMut(&[u8]) -> bool,
    ) -> Result<(), StoreError> {
        let layout = incoming.layout();
        for dir in [layout.drafts(), layout.outbox(), layout.quarantine()] {
            private_dir(&dir).map_err(StoreError::io("data directory"))?;
        }
        let drafts = Drafts::new(layout, keys);
        for (id, draft) in self.drafts().all()?.readable {
            if keeps(&draft) {
                drafts.write(id, &draft)?;
            }
        }
        Ok(())
    }
}
