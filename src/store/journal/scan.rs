//! One look at the whole journal: what is there, what is missing.

use std::collections::BTreeSet;
use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

use super::assemble::{Assembler, Item};
use super::frame::{Check, Kind};
use super::opening::Opening;
use super::segment::paths;
use super::walk::{Found, walk};
use crate::store::DraftId;
use crate::store::schema::Schema;
use crate::store::state::State;

/// Behind the last readable frame.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct End {
    pub segment: u64,
    pub offset: usize,
    pub chain: Check,
    /// The segment has not its size.
    is_short: bool,
    /// The next segment is there, as it always is: it is made ahead.
    is_followed: bool,
}

/// What the journal holds.
#[derive(Debug, Default)]
pub(in crate::store) struct Scan {
    /// A replay of everything begins with this segment.
    pub start_segment: u64,
    /// What the store held before the first save in the journal; all zero when it begins with the store.
    pub floor: State,
    pub schema: Schema,
    /// Runs of readable saves behind the floor, in order.
    readable: Vec<(u64, u64)>,
    /// After the last readable save.
    pub state: State,
    /// The last save that anything in the journal says was acknowledged.
    pub acknowledged: u64,
    /// Places where frames are missing.
    pub gaps: u64,
    /// Segments without the size they were made with.
    pub short: u64,
    /// A segment's file has the name of another.
    pub misplaced: bool,
    /// Something unreadable behind the last readable frame.
    pub torn_tail: bool,
    /// The last readable frame says that the store was closed, with nothing unreadable behind it.
    pub closed: bool,
    pub end: Option<End>,
    pub next_segment: u64,
    /// Drafts that saves have used up.
    pub drafts: BTreeSet<DraftId>,
    pub segments: u64,
    pub frames: u64,
    pub saves: u64,
}

impl Scan {
    /// The journal of a new store.
    pub fn of_nothing() -> Self {
        Self { next_segment: 1, ..Self::default() }
    }

    /// The acknowledged saves behind `after` that can't be read, of those up to `last`.
    pub fn missing(&self, after: u64, last: u64) -> Vec<RangeInclusive<u64>> {
        let mut missing = Vec::new();
        let mut next = after + 1;
        for (from, to) in &self.readable {
            if *from > next {
                missing.push(next..=from - 1);
            }
            next = next.max(to + 1);
        }
        let last = last.max(self.acknowledged);
        if next <= last {
            missing.push(next..=last);
        }
        missing
    }

    /// Every acknowledged save behind the floor can be replayed.
    pub fn is_complete(&self) -> bool {
        self.missing(self.floor.seq, 0).is_empty()
    }

    /// Every save behind `seq` can be replayed.
    pub fn continues(&self, seq: u64) -> bool {
        seq >= self.floor.seq && self.missing(seq, 0).is_empty()
    }

    /// Something but its very end is damaged, so that it should be written anew. A short segment alone is not: where
    /// the chain goes on behind it nothing is missing, and at the end it counts as a torn tail.
    pub fn is_damaged(&self) -> bool {
        self.gaps > 0 || self.misplaced || !self.is_complete()
    }

    /// Nothing proves that the last readable save is the last acknowledged one: the end is unreadable, or the segment
    /// that is always made ahead is not there, so that a segment may be lost whole.
    pub fn tail_is_unknown(&self) -> bool {
        self.torn_tail || !self.end.is_some_and(|end| end.is_followed)
    }

    /// There is no frame at all: not even the one that set-up writes.
    pub fn is_lost(&self) -> bool {
        self.end.is_none()
    }

    pub(super) fn needs_new_segment(&self) -> bool {
        self.torn_tail || self.end.is_some_and(|end| end.is_short)
    }

    fn save(&mut self, state: State, draft: Option<DraftId>) {
        self.saves += 1;
        self.drafts.extend(draft);
        self.state = state;
        match self.readable.last_mut() {
            Some((_, to)) if *to + 1 == state.seq => *to = state.seq,
            _ => self.readable.push((state.seq, state.seq)),
        }
    }

    fn begin(&mut self, segment: u64, opening: Opening) {
        self.floor = opening.state;
        self.schema = opening.schema;
        self.state = opening.state;
        self.start_segment = segment;
        self.readable.clear();
        self.short = 0;
    }
}

/// Reads every segment once. Damage is a result, not an error.
pub(in crate::store) fn scan(dir: &Path, key: &[u8; 32], size: usize) -> io::Result<Scan> {
    let mut scan = Scan::of_nothing();
    let mut assembler = Assembler::default();
    let mut short = false;
    // No segment takes the name of a file that is there, whatever is in it.
    scan.next_segment = paths(dir)?.last().map_or(1, |(name, _)| name + 1);
    walk(dir, key, size, 0, |found| {
        match found {
            Found::Segment { number, short: is_short, misplaced } => {
                scan.misplaced |= misplaced;
                short = is_short;
                scan.segments += 1;
                scan.short += u64::from(short);
                scan.torn_tail |= short;
                scan.next_segment = scan.next_segment.max(number + 1);
                if let Some(end) = &mut scan.end {
                    end.is_followed |= end.segment + 1 == number;
                }
            }
            Found::Garbage => scan.torn_tail = true,
            Found::Frame { frame, segment, end } => {
                scan.frames += 1;
                scan.closed = frame.label.kind == Kind::Close;
                scan.torn_tail = false;
                scan.end = Some(End {
                    segment,
                    offset: end,
                    chain: frame.check,
                    is_short: short,
                    is_followed: false,
                });
                match assembler.frame(frame, segment) {
                    Some(Item::Save { state, draft, .. }) => scan.save(state, draft),
                    Some(Item::Begins { segment, opening }) => scan.begin(segment, opening),
                    _ => {}
                }
            }
        }
        Ok::<_, io::Error>(())
    })?;
    scan.torn_tail |= scan.end.is_some_and(|end| end.is_short);
    scan.closed &= !scan.torn_tail;
    scan.gaps = assembler.gaps;
    scan.acknowledged = assembler.acknowledged;
    Ok(scan)
}
