//! The ladder: lock, vault, journal, sled, proof; and what to do where a rung is broken.

use std::path::Path;
use std::sync::Arc;

use super::checkpoint::Worker;
use super::engine::{Engine, Trouble};
use super::foundation::{foundations, has_foundation};
use super::health::Health;
use super::journal::{Preparer, Scan, Writer, scan};
use super::layout::{Layout, Sizes};
use super::lock::Lock;
use super::quarantine::set_aside;
use super::rebase::rebase;
use super::rebuild::{open_with_room, rebuild};
use super::salvage::{forget_salvaged, salvage};
use super::schema::Schema;
use super::snapshot::Snapshot;
use super::state::State;
use super::verify::{Verified, verify};
use super::{Drafts, Opening, Store, StoreError, Visit, current, first_sight, make, spare, swap};
use crate::domain::Note;
use crate::vault::{self, CopyState, Credential, Keys, Label, Unlocked, VaultError};

impl Store {
    /// Opens and proves everything, and shows `visit` every value of [`super::Tree::Records`] and
    /// [`super::Tree::Imports`]. What was damaged and made good stands in [`Opening::notices`]; what is lost in
    /// [`Opening::missing`], and then the store is read-only.
    pub fn open(
        dir: &Path,
        credential: Credential<'_>,
        visit: &mut dyn FnMut(Visit<'_>),
    ) -> Result<(Self, Opening), StoreError> {
        open(Layout::new(dir, Sizes::default()), credential, visit)
    }
}

pub(super) fn open(
    layout: Layout,
    credential: Credential<'_>,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<(Store, Opening), StoreError> {
    if !make::exists(layout.root()) {
        return Err(VaultError::NotFound.into());
    }
    let lock = Arc::new(Lock::take(layout.root())?);
    swap::finish(layout.root())?;
    let unlocked = unlock(&layout, credential)?;
    if let Some(kept) = first_sight::read(&layout, &unlocked.keys) {
        visit(Visit::FirstSight(&kept));
    }
    // A disk that refuses takes no saves either, and then it stays true.
    let _ = first_sight::remove(&layout);
    let mut opening = Opening { failed_unlocks: unlocked.failed, ..Opening::default() };
    if unlocked.copies != [CopyState::Whole; 2] {
        opening.notices.push(Note::warn("vault-copy-repaired"));
    }
    open_with(layout, lock, Arc::new(unlocked.keys), opening, visit)
}

/// The rungs behind the vault.
pub(super) fn open_with(
    layout: Layout,
    lock: Arc<Lock>,
    keys: Arc<Keys>,
    mut opening: Opening,
    visit: &mut dyn FnMut(Visit<'_>),
) -> Result<(Store, Opening), StoreError> {
    layout.make()?;
    let scan = scan(&layout.journal(), keys.subkey(Label::Journal), layout.sizes.segment)
        .map_err(StoreError::io("journal"))?;
    if scan.schema > Schema::PRESENT {
        return Err(StoreError::TooNew);
    }
    let mut ladder = Ladder { layout: &layout, keys: &keys, scan: &scan, visit, opening: &mut opening };
    let footing = ladder.climb()?;
    let is_dirty = opening.replayed > 0 || opening.rebuilt || opening.rebased;
    let health = Health::default();
    let worker = start(&layout, &footing, &health)?;
    opening.read_only = footing.writer.is_none();
    let Footing { engine, state, writer, live_bytes } = footing;
    let schema = engine.schema().map_err(|trouble| trouble.at("store"))?;
    if schema > Schema::PRESENT {
        return Err(StoreError::TooNew);
    }
    let store = Store {
        layout,
        keys,
        state,
        engine: Some(engine),
        writer,
        worker,
        health,
        missing: opening.missing.clone(),
        making: None,
        schema,
        live_bytes,
        is_dirty,
        lock,
    };
    forget_used_drafts(&store.drafts(), &scan);
    Ok((store, opening))
}

fn unlock(layout: &Layout, credential: Credential<'_>) -> Result<Unlocked, StoreError> {
    vault::unlock(layout.root(), credential).map_err(|error| match error {
        VaultError::NotFound => VaultError::Damaged { a: CopyState::Missing, b: CopyState::Missing }.into(),
        other => other.into(),
    })
}

fn start(layout: &Layout, footing: &Footing, health: &Health) -> Result<Option<Worker>, StoreError> {
    let Some(writer) = &footing.writer else { return Ok(None) };
    let preparer = writer.preparer().clone();
    preparer.prepare(writer.next_number()).map_err(StoreError::io("journal"))?;
    let worker = Worker::start(footing.engine.clone(), preparer, layout.clone(), health.clone())
        .map_err(StoreError::io("worker"))?;
    Ok(Some(worker))
}

/// A crash between a save and the removal of its draft must not have it entered twice.
fn forget_used_drafts(drafts: &Drafts<'_>, scan: &Scan) {
    for id in drafts.ids().unwrap_or_default() {
        if scan.drafts.contains(&id) {
            let _ = drafts.remove(id);
        }
    }
}

/// What the store stands on.
struct Footing {
    engine: Engine,
    state: State,
    writer: Option<Writer>,
    live_bytes: u64,
}

struct Ladder<'a> {
    layout: &'a Layout,
    keys: &'a Arc<Keys>,
    scan: &'a Scan,
    visit: &'a mut dyn FnMut(Visit<'_>),
    opening: &'a mut Opening,
}

impl Ladder<'_> {
    fn climb(&mut self) -> Result<Footing, StoreError> {
        let root = self.layout.root();
        let live = current::read(root).filter(|number| root.join(current::name(*number)).is_dir());
        let candidates = live.map_or_else(|| current::all(root), |number| vec![number]);
        let mut broken = None;
        let mut trouble = Trouble::Failed;
        let is_alone = foundations(self.layout, self.scan).is_empty();
        for number in candidates {
            if is_alone {
                spare::keep(self.layout, number);
            }
            match self.try_store(number) {
                Ok(verified) => {
                    if live.is_none() {
                        current::write(root, number)?;
                        self.opening.notices.push(Note::warn("current-repaired"));
                    }
                    self.set_others_aside(number);
                    return self.stand_on(verified);
                }
                Err((engine, why)) => {
                    (self.visit)(Visit::Restart);
                    broken = broken.or(engine);
                    trouble = why;
                }
            }
        }
        if is_alone && let Some(verified) = self.try_spare() {
            return self.stand_on(verified);
        }
        for foundation in foundations(self.layout, self.scan) {
            match self.rebuild(foundation.as_ref(), &mut broken, &trouble) {
                Ok(footing) => return footing,
                Err(why) => trouble = why,
            }
            (self.visit)(Visit::Restart);
        }
        self.salvage(broken.as_ref(), trouble)
    }

    /// The copy from before an open that was cut short.
    fn try_spare(&mut self) -> Option<Verified> {
        let number = current::all(self.layout.root()).first().copied().unwrap_or_default().saturating_add(1);
        if !spare::put_back(self.layout, number) {
            return None;
        }
        match self.try_store(number) {
            Ok(verified) if current::write(self.layout.root(), number).is_ok() => {
                self.set_others_aside(number);
                Some(verified)
            }
            _ => {
                (self.visit)(Visit::Restart);
                None
            }
        }
    }

    /// What an interrupted rebuild or salvage left behind is not the store any more.
    fn set_others_aside(&self, live: u32) {
        let root = self.layout.root();
        for other in current::all(root).into_iter().filter(|number| *number != live) {
            set_aside(self.layout, &root.join(current::name(other)));
        }
        forget_salvaged(self.layout);
    }

    fn try_store(&mut self, number: u32) -> Result<Verified, (Option<Engine>, Trouble)> {
        let engine = open_with_room(self.layout, number).map_err(|trouble| (None, trouble))?;
        verify(self.layout, self.keys, self.scan, engine, self.visit)
            .map_err(|(engine, trouble)| (Some(engine), trouble))
    }

    /// sled is whole; the journal may not be.
    fn stand_on(&mut self, verified: Verified) -> Result<Footing, StoreError> {
        let Verified { engine, state, replayed, bytes: live_bytes } = verified;
        self.opening.replayed = replayed;
        if self.scan.tail_is_unknown() || state.seq > self.scan.state.seq {
            self.opening.notices.push(Note::warn("last-save-uncertain").with("save", state.seq.to_string()));
        }
        let must_begin_anew = self.scan.is_damaged()
            || state.seq > self.scan.state.seq
            || !has_foundation(self.layout, self.scan);
        let writer = if must_begin_anew { self.rebase(&engine, &state) } else { Some(self.resume()?) };
        if writer.is_some() {
            spare::forget(self.layout);
        }
        Ok(Footing { engine, state, writer, live_bytes })
    }

    fn resume(&self) -> Result<Writer, StoreError> {
        Writer::resume(self.preparer(), *self.keys.subkey(Label::Journal), self.keys.store_id(), self.scan)
            .map_err(StoreError::io("journal"))
    }

    /// Without room for a new journal nothing may be saved, but everything can be read.
    fn rebase(&mut self, engine: &Engine, state: &State) -> Option<Writer> {
        let writer = rebase(self.layout, self.keys, self.scan, self.preparer(), engine, state);
        let code = if writer.is_ok() { "journal-repaired" } else { "journal-not-repaired" };
        self.opening.rebased = writer.is_ok();
        self.opening.notices.push(Note::warn(code).with("save", state.seq.to_string()));
        writer.ok()
    }

    fn rebuild(
        &mut self,
        foundation: Option<&Snapshot>,
        broken: &mut Option<Engine>,
        why: &Trouble,
    ) -> Result<Result<Footing, StoreError>, Trouble> {
        let root = self.layout.root();
        let old = current::all(root);
        let number = old.first().copied().unwrap_or_default().saturating_add(1);
        let verified = rebuild(self.layout, self.keys, self.scan, foundation, number, self.visit)?;
        if let Err(error) = current::write(root, number) {
            return Ok(Err(error));
        }
        self.opening.rebuilt = true;
        self.opening.notices.push(Note::warn("store-rebuilt").with("reason", why.code()));
        if let Some(broken) = broken.take() {
            let _ = broken.close();
        }
        for store in old {
            set_aside(self.layout, &root.join(current::name(store)));
        }
        Ok(self.stand_on(verified))
    }

    fn salvage(&mut self, broken: Option<&Engine>, why: Trouble) -> Result<Footing, StoreError> {
        let salvaged =
            salvage(self.layout, self.keys, self.scan, broken, self.visit).map_err(|_| why.at("store"))?;
        self.opening.missing = salvaged.missing;
        self.opening.notices.push(Note::error("store-incomplete"));
        Ok(Footing { engine: salvaged.engine, state: salvaged.state, writer: None, live_bytes: 0 })
    }

    fn preparer(&self) -> Preparer {
        Preparer::new(self.layout.journal(), self.layout.sizes.segment)
    }
}
