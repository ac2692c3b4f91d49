//! The use cases: what one can do with Simpul. Screens and commands call this and nothing below it.

mod activities;
mod agenda;
mod aid;
mod attachments;
mod audit;
mod backup;
mod bin;
mod birthdays;
mod book;
mod bulk;
mod bundle_papers;
mod client_copy;
mod codec;
mod columns;
mod consequences;
mod doubles;
mod drafts;
mod erasing;
mod error;
mod exchange;
mod families;
mod family;
mod field_work;
mod filter;
mod filter_words;
mod filtering;
mod find;
mod form_paper;
mod greeting;
mod guidance;
mod guidance_lines;
mod handing;
mod history;
mod hsds;
mod ids;
mod importing;
mod incomplete;
mod keys;
mod letter_number;
mod line;
mod list;
mod list_paper;
mod lookup;
mod masking;
mod mending;
mod merging;
mod mismatches;
mod monthly;
mod numbered;
mod officer;
mod opening;
mod organization_doubles;
mod outlook;
mod page;
mod printing;
mod proposals;
mod psm;
mod purging;
mod purpose;
mod recap;
mod receiving;
mod records;
mod referrals;
mod retention;
mod sameness;
mod save;
mod saved_filters;
mod scrub;
mod seats;
mod senders;
mod session_papers;
mod setup;
mod sorting;
mod standing;
mod steps;
mod still_open;
mod template;
mod trail;
mod withholding;
mod word;

pub use crate::paper::page::PageSize;
pub use activities::ActivityEntry;
pub use agenda::{Agenda, AgendaItem, AgendaKind, AgendaLine, Counts, Family};
pub use aid::{
    AidPaper, CheckedRow, DecisionView, Gap, HelpedFamily, ListChange, ListCheck, ListTurn, Meeting,
    NeedCell, NeedMatrix, NeedStatus, NeedView, Neighbour, Overlaps, PairCount, Party, Turn as ListTurnKind,
    Untouched, UntouchedFamily, WhereToGive,
};
pub use audit::{AuditEntry, Trail};
pub use backup::{BackedUp, Backup, BackupPreview, Keeping, LastBackup, REMIND_AFTER, TIDY_SECONDS};
pub use bin::{BIN_DAYS, BinEntry};
pub use book::Book;
pub use columns::{RowWords, headings};
pub use doubles::{DoubleKind, DoublePair};
pub use drafts::Draft;
pub use erasing::{Erased, ErasurePlan};
pub use error::DeskError;
pub use field_work::{DaySheet, PlanItem, PlanKind, Stop, WorkPlan, week_words};
pub use filter::{Cut, Expression, Filter, FilterFault, FilterKey, Vocabulary};
pub use filter_words::ListWords;
pub use find::{PersonHit, Who};
pub use greeting::Greeting;
pub use guidance::{EarlierMeeting, VillagePlan};
pub use handing::{Profile as HandoffProfile, SendPlan, SendRequest, Sent};
pub use history::{ChangeSet, FieldChange, HistoryEntry, ROOT, RecordChange};
pub use hsds::{HsdsPreview, HsdsReceipt};
pub use importing::{ImportOrder, ImportPreview};
pub use line::*;
pub use list::{ListQuery, ListRow, Listing, Only};
pub use lookup::DeskLookup;
pub use merging::{Keep, PairField, PairView};
pub use mismatches::MismatchView;
pub use opening::{Clock, Opened};
pub use page::{Happening, HouseholdView, Page, WHOLE_FAMILY};
pub use printing::{Format, Target, cell_text};
pub use psm::{ChatReport, ReportView};
pub use purpose::FormPurpose;
pub use recap::PpksRecap;
pub use receiving::{ReceivePreview, ReceiveReceipt};
pub use referrals::{Figures, Help, HelpQuery, Lateness, Offer, Score};
pub use save::{Change, Saved};
pub use saved_filters::SavedFilterView;
pub use seats::SHARED;
pub use senders::SenderKey;
pub use setup::{SetUp, is_sender, sender_of};
pub use sorting::Sort;
pub use still_open::StillOpen;
pub use trail::{About, TrailQuery, TrailRow, TrailView};

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
    doubles: Option<doubles::Doubles>,
    /// Each list in its order, until something changes: it is asked for at every way back.
    orders: std::cell::RefCell<
        std::collections::BTreeMap<crate::domain::RecordKind, Vec<crate::domain::RecordKey>>,
    >,
    /// What is counted of people, until one of them changes.
    people_to_choose: std::cell::RefCell<Option<lookup::PeopleToChoose>>,
    standing: std::cell::RefCell<standing::Standing>,
    aid: Option<aid::AidIndex>,
    profile: crate::domain::Record,
    today: NaiveDate,
    /// Unix seconds.
    clock: fn() -> i64,
    ids: ids::Ids,
    /// Of the newest entry in the trail.
    last_link: audit::Link,
    /// What the last paper could not say in its own type.
    unprintable: Vec<String>,
    /// Papers that are made and not written yet.
    waiting: Option<printing::Waiting>,
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
