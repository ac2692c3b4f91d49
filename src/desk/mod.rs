//! The use cases: what one can do with Simpul. Screens and commands call this and nothing below it.

mod aid;
mod aid_rows;
mod book;
mod codec;
mod consequences;
mod doubles;
mod error;
mod exchange;
mod family;
mod guidance;
mod history;
mod hsds;
mod ids;
mod keeping;
mod line;
mod lists;
mod masking;
mod numbered;
mod page;
mod papers;
mod purpose;
mod records;
mod referrals;
mod save;
mod steps;
mod still_open;
mod today;

pub use crate::paper::page::PageSize;
pub use aid::{
    AidPaper, CheckedRow, DecisionView, Gap, HelpedFamily, ListChange, ListCheck, ListTurn, Meeting,
    NeedCell, NeedMatrix, NeedStatus, NeedView, Neighbour, Overlaps, PairCount, Party, Turn as ListTurnKind,
    Untouched, UntouchedFamily, WhereToGive,
};
pub use book::Book;
pub use doubles::merging::{Keep, PairField, PairView};
pub use doubles::people::{DoubleKind, DoublePair};
pub use error::DeskError;
pub use exchange::handing::{Profile as HandoffProfile, SendPlan, SendRequest, Sent};
pub use exchange::importing::{ImportOrder, ImportPreview};
pub use exchange::mismatches::MismatchView;
pub use exchange::psm::{ChatReport, ReportView};
pub use exchange::receiving::{ReceivePreview, ReceiveReceipt};
pub use exchange::senders::SenderKey;
pub use guidance::activities::ActivityEntry;
pub use guidance::seats::SHARED;
pub use guidance::series::{EarlierMeeting, VillagePlan};
pub use history::{ChangeSet, FieldChange, HistoryEntry, ROOT, RecordChange};
pub use hsds::{HsdsPreview, HsdsReceipt};
pub use keeping::audit::{AuditEntry, Trail};
pub use keeping::backup::{BackedUp, Backup, BackupPreview, Keeping, LastBackup, REMIND_AFTER, TIDY_SECONDS};
pub use keeping::bin::{BIN_DAYS, BinEntry};
pub use keeping::drafts::Draft;
pub use keeping::erasing::{Erased, ErasurePlan};
pub use keeping::greeting::Greeting;
pub use keeping::opening::{Clock, Opened};
pub use keeping::setup::{SetUp, is_sender, sender_of};
pub use keeping::trail::{About, TrailQuery, TrailRow, TrailView};
pub use line::*;
pub use lists::columns::{RowWords, headings};
pub use lists::filter::{Cut, Expression, Filter, FilterFault, FilterKey, Vocabulary};
pub use lists::filter_words::ListWords;
pub use lists::find::{PersonHit, Who};
pub use lists::list::{ListQuery, ListRow, Listing, Only};
pub use lists::lookup::DeskLookup;
pub use lists::saved_filters::SavedFilterView;
pub use lists::sorting::Sort;
pub use page::{Happening, HouseholdView, Page, WHOLE_FAMILY};
pub use papers::field_work::{DaySheet, PlanItem, PlanKind, Stop, WorkPlan, week_words};
pub use papers::printing::{Format, Target, cell_text};
pub use papers::recap::PpksRecap;
pub use purpose::FormPurpose;
pub use referrals::{Figures, Help, HelpQuery, Lateness, Offer, Score};
pub use save::{Change, Saved};
pub use still_open::StillOpen;
pub use today::agenda::{Agenda, AgendaItem, AgendaKind, AgendaLine, Counts, Family};

use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::search::Index;
use crate::store::Store;

/// The open store with everything that is known about it in memory. One thread owns it.
pub struct Desk {
    store: Store,
    /// The data directory.
    dir: std::path::PathBuf,
    catalog: Arc<Catalog>,
    book: Book,
    index: Index,
    doubles: Option<doubles::people::Doubles>,
    /// Each list in its order, until something changes: it is asked for at every way back.
    orders: std::cell::RefCell<
        std::collections::BTreeMap<crate::domain::RecordKind, Vec<crate::domain::RecordKey>>,
    >,
    /// What is counted of people, until one of them changes.
    secret_names: std::cell::RefCell<Option<Arc<masking::Hidden>>>,
    people_to_choose: std::cell::RefCell<Option<lists::lookup::PeopleToChoose>>,
    standing: std::cell::RefCell<today::standing::Standing>,
    aid: Option<aid::AidIndex>,
    profile: crate::domain::Record,
    today: NaiveDate,
    /// Unix seconds.
    clock: fn() -> i64,
    ids: ids::Ids,
    /// Of the newest entry in the trail.
    last_link: keeping::audit::Link,
    /// What the last paper could not say in its own type.
    unprintable: Vec<String>,
    /// Papers that are made and not written yet.
    waiting: Option<papers::printing::Waiting>,
    undo: Vec<u64>,
    redo: Vec<u64>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("today", &self.today).finish_non_exhaustive()
    }
}

impl Desk {
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// A day has passed while the program was open.
    pub fn set_today(&mut self, today: NaiveDate) {
        self.today = today;
        // Own entries that begin today; what no longer fits is named at the next opening.
        let _ = self.renew_catalog();
    }

    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    pub fn book(&self) -> &Book {
        &self.book
    }

    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    fn author(&self) -> String {
        self.worker().name.clone()
    }
}
