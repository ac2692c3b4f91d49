//! What comes in, what goes out, and what the desk is asked.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::desk::{
    ActivityEntry, Agenda, AidPaper, BackedUp, BinEntry, ChatReport, DaySheet, DeskLookup, DoublePair, Draft,
    Erased, ErasurePlan, FormPurpose, Greeting, HandoffProfile, Help, HelpQuery, HsdsPreview, HsdsReceipt,
    ImportOrder, ImportPreview, Keeping, ListChange, ListCheck, ListQuery, ListRow, Listing, MismatchView,
    Neighbour, Overlaps, Page, PageSize, PairView, PpksRecap, ReceivePreview, ReceiveReceipt, Saved,
    SavedFilterView, Score, SendPlan, Sent, SetUp, TrailQuery, TrailView, Untouched, VillagePlan, Who,
};
use crate::domain::{Note, PsmReport, Record, RecordKey, RecordKind, RegulationNote, Row};
use crate::handoff::stick::Drive;
use crate::intake::Receipt;
use crate::store::DraftId;
use crate::ui::key::Key;
use crate::work::{Entry, Failure, Opening, RestorePreview};

/// Numbers questions, so that an answer to an older one is not taken for the newest.
pub type Turn = u64;

/// What the program is told.
#[derive(Debug)]
pub enum Message {
    Key(Key),
    Resize(u16, u16),
    /// The window is being closed: quit now.
    Closed,
    /// No key for as long as the setting says, or the clock jumped.
    Idle,
    /// Midnight passed.
    Day(chrono::NaiveDate),
    /// The draft that was typed last is due to be written.
    KeepDraft,
    Progress(crate::app::Progress),
    /// What is worth doing before the end is done, or its time is over.
    TidiedUp,
    Reply(Turn, Result<Reply, Failure>),
}

/// What shall be done outside.
#[derive(Debug)]
pub enum Effect {
    Ask(Turn, Request),
    /// Stop the long work that runs, at its next safe point.
    Cancel,
    /// Tell me [`Message::KeepDraft`] within a second.
    WakeForDraft,
    /// Forget the keys: the store is closed.
    Lock {
        /// Nobody waits: there is time to tidy up first.
        tidy: bool,
    },
    /// Do before the end what is worth doing, for a few seconds at most, then tell me [`Message::TidiedUp`].
    TidyUp,
    Quit,
}

/// Where a donor's list is.
#[derive(Clone, Debug)]
pub enum ListSource {
    File(PathBuf),
    /// As it was pasted; never written to the disk.
    Pasted(String),
}

/// What can be printed from the screen.
#[derive(Debug)]
pub enum Paper {
    /// *Rekap PPKS*.
    Recap,
    /// The report of a month, `YYYY-MM`.
    Monthly(String),
    Untouched,
    /// What there is to do in a month, `YYYY-MM`.
    WorkPlan(String),
    /// Whom to see on a day, in one desa or in all.
    DaySheet(chrono::NaiveDate, Option<String>),
    /// A list as it stands; only these rows of it when some were picked.
    List(ListQuery, Vec<RecordKey>),
    /// How referrals went, by organisation and service.
    Scorecard,
    /// A paper about aid, with the names of families where it can have them, on the paper of the settings or on another.
    Aid {
        paper: AidPaper,
        names: bool,
        page: Option<PageSize>,
    },
    /// What a donor's list meets.
    ListCheck(ListSource),
    /// The covering letter of a referral.
    Letter(RecordKey),
    /// The list that those who come to a session sign.
    Attendance {
        session: RecordKey,
        with_nik: bool,
    },
    /// What came of a session.
    Minutes(RecordKey),
    FilledForm(RecordKey),
    BlankForm(RecordKind),
    /// Asks an organisation for what is late.
    Reminder(RecordKey),
    /// Proposals for regulations, for the Dinas.
    Proposals,
    /// The directory of organisations, for other programs.
    Hsds,
    /// *Berita acara verifikasi*.
    Verification(RecordKey),
}

/// A question to the desk. Everything that can take long or fail is one.
#[derive(Debug)]
pub enum Request {
    Open {
        secret: SecretString,
        recovery: bool,
        new_password: Option<SecretString>,
    },
    Create {
        set_up: Box<SetUp>,
        password: SecretString,
    },
    /// Another day has begun.
    Day(chrono::NaiveDate),
    Agenda,
    List(ListQuery),
    Rows(Vec<RecordKey>),
    Page(RecordKey),
    /// The same for the record beside a list; nobody opened it.
    Glance(RecordKey),
    /// What a form shows at first.
    Load(FormPurpose),
    Submit {
        purpose: FormPurpose,
        row: Row,
        draft: Option<DraftId>,
    },
    /// A draft for what is begun: the one that waits for it, or a new one.
    NewDraft(FormPurpose),
    KeepDraft(DraftId, Box<Draft>),
    DropDraft(DraftId),
    Drafts,
    Mark {
        session: RecordKey,
        seat: usize,
        mark: &'static str,
    },
    Settle(RecordKey, String),
    Bin(RecordKey),
    /// A photo or PDF about a record is taken in.
    Attach {
        about: RecordKey,
        file: PathBuf,
    },
    /// It is written into a folder, on purpose.
    ExportAttachment {
        key: RecordKey,
        to: PathBuf,
    },
    /// What was thrown away in the last days.
    BinEntries,
    /// What a save threw away comes back.
    TakeBack(u64),
    /// Takes the last save back; of many records only when it was asked about.
    Undo {
        is_sure: bool,
    },
    Redo,
    /// Who might be the person that is being typed.
    Likely(Box<Record>),
    Folder {
        path: Option<PathBuf>,
        endings: &'static [&'static str],
    },
    PreviewImport(Box<ImportOrder>),
    /// What a directory of organisations would bring; and take it in.
    PreviewDirectory(PathBuf),
    ImportDirectory(PathBuf),
    RunImport(Box<ImportOrder>),
    /// Who a report may be about.
    ReportMatches(RecordKey),
    LinkReport {
        report: RecordKey,
        person: RecordKey,
    },
    /// Filters kept under a name: of a list, or all.
    SavedFilters(Option<RecordKind>),
    SaveFilter {
        name: String,
        query: ListQuery,
    },
    DropFilter {
        name: String,
        kind: RecordKind,
    },
    /// Empty sheets for every list, to fill in and import.
    Template,
    /// What stands in a paste of messages.
    ReadChat(String),
    /// These of them, as they were read.
    TakeChat(Vec<String>),
    Drives,
    PlanSend {
        profile: HandoffProfile,
        recipient: String,
        full: bool,
    },
    Send(Box<SendOrder>),
    /// The bundle sealed last, whose copy failed, once more.
    CopyLast(PathBuf),
    CopyAgain {
        bundle: RecordKey,
        to: PathBuf,
    },
    /// What both sides say of a record.
    Mismatch(RecordKey),
    /// These fields are taken as they came.
    Reconcile {
        mismatch: RecordKey,
        take: Vec<String>,
    },
    /// What may be on record twice.
    Doubles,
    /// Two of them side by side.
    Pair(RecordKey, RecordKey),
    /// They are not one.
    KeepApart(RecordKey, RecordKey),
    /// They are one; of these fields the younger record's value is kept.
    Merge {
        a: RecordKey,
        b: RecordKey,
        take: Vec<String>,
    },
    Passphrase {
        bundle: RecordKey,
        password: SecretString,
    },
    /// Everything that is kept about a person, for that person; of *rahasia* people after the password.
    ClientCopy {
        person: RecordKey,
        password: Option<SecretString>,
    },
    PreviewReceive {
        path: PathBuf,
        passphrase: SecretString,
    },
    Receive {
        path: PathBuf,
        passphrase: SecretString,
        /// A fingerprint other than the known one that the worker accepts.
        accepted: Option<String>,
    },
    Keeping,
    BackUp(PathBuf),
    /// Reads and proves a backup, and compares it with what is open.
    PreviewRestore {
        file: PathBuf,
        secret: BackupSecret,
    },
    /// Puts a backup in place of the data, with a new password when the recovery code opened it.
    Restore {
        file: PathBuf,
        secret: BackupSecret,
        new_password: Option<SecretString>,
    },
    /// Undoes the last restore.
    BringBack,
    /// Damaged data go on with what can be read.
    GoOnIncomplete,
    Compact,
    Trail(TrailQuery),
    PlanErasure(RecordKey),
    Erase {
        key: RecordKey,
        reason: String,
        password: SecretString,
    },
    /// Everything that meets among aid.
    Meetings,
    /// Who can help with this record's need, or with what is asked.
    HelpFor(RecordKey),
    WhoCanHelp(Box<HelpQuery>),
    /// How referrals went, by organisation.
    Scorecard,
    /// Notes and proposals on the shelf of regulations.
    RegulationNotes,
    /// What there is to say of a record that is being typed.
    Judge(Box<Record>),
    /// Families that no aid has reached.
    Untouched,
    /// Who is new, gone or changed in the last list of each programme.
    ListChanges,
    /// Whom to see on a day.
    DaySheet(chrono::NaiveDate),
    /// Aid in a few lines for a chat.
    AidSummary,
    /// A donor's list against the book.
    CheckList(ListSource),
    /// What the gift that is being typed meets; its key when it is on record.
    CheckAid(Box<Record>),
    /// The gift is for nobody on record.
    NotOnRecord(Vec<RecordKey>),
    Recap(String),
    /// What was done in a month, `YYYY-MM`.
    Activities(String),
    /// Where a session is due, desa by desa.
    Planner,
    /// As files, in the place where the worker finds documents.
    Export(Paper),
    /// The files that wait for a word, whatever letters they lack.
    WriteAnyway,
    ChangePassword {
        old: SecretString,
        new: SecretString,
    },
    RenewRecovery {
        password: SecretString,
    },
    /// The invented example goes.
    RemoveExample,
    /// The worker's own record.
    Worker,
    /// Reads everything and says whether it is whole.
    Check,
    /// Records of any kind for the palette.
    Find(String),
}

/// What opens a backup.
#[derive(Clone, Debug)]
pub enum BackupSecret {
    Password(SecretString),
    Recovery(SecretString),
}

/// What the send screen orders.
#[derive(Debug)]
pub struct SendOrder {
    pub profile: HandoffProfile,
    pub recipient: String,
    pub purpose: String,
    pub full: bool,
    pub to: PathBuf,
    /// Typed again for a bundle that names people.
    pub password: Option<SecretString>,
}

/// The desk's answers.
#[derive(Debug)]
pub enum Reply {
    /// What can be shown before the store is read; [`Reply::Opened`] follows with the same turn, or a failure.
    Greeted(Box<Greeting>),
    Opened(Box<Opening>),
    /// And how many drafts wait.
    Agenda(Box<Agenda>, usize),
    Listing(Listing),
    Rows(Vec<ListRow>),
    Page(Box<Page>),
    /// The row, and what the form may look up as it is now.
    /// What the form shows at first, and whom it is about.
    Loaded(Row, Box<DeskLookup>, Option<Who>),
    Saved(Saved),
    Undone(Saved),
    /// The last save was of so many records that it is not taken back unasked.
    UndoAsks {
        action: String,
        count: usize,
    },
    Redone(Saved),
    DraftId(DraftId, Option<Box<Draft>>),
    DraftKept,
    Drafts(Vec<(DraftId, Draft)>),
    Likely(Vec<LikelyPerson>),
    Folder(Vec<Entry>, PathBuf),
    Preview(Box<ImportPreview>),
    Imported(Box<Receipt>),
    SavedFilters(Vec<SavedFilterView>),
    ReportMatches(Box<ReportMatches>),
    Chat(Vec<ChatReport>),
    Drives(Vec<Drive>),
    BinEntries(Vec<BinEntry>),
    Plan(Box<SendPlan>),
    Sent(Box<Sent>),
    Mismatch(Box<MismatchView>),
    Doubles(Vec<DoublePair>),
    Pair(Box<PairView>),
    Passphrase(SecretString),
    ReceivePreview(Box<ReceivePreview>),
    Received(Box<ReceiveReceipt>),
    Keeping(Box<Keeping>),
    BackedUp(BackedUp),
    RestorePreview(Box<RestorePreview>),
    /// The data of before the restore are in place again, and locked.
    BroughtBack,
    /// Bytes before and after.
    Compacted(u64, u64),
    Trail(Box<TrailView>),
    ErasurePlan(Box<ErasurePlan>),
    Erased(Erased),
    Meetings(Box<Overlaps>),
    Untouched(Box<Untouched>),
    ListChanges(Vec<ListChange>),
    DaySheet(Box<DaySheet>),
    Lines(Vec<String>),
    ListChecked(Box<ListCheck>),
    AidChecked(Vec<Neighbour>),
    Help(Box<Help>),
    Scorecard(Vec<Score>),
    RegulationNotes(Vec<RegulationNote>),
    DirectoryPreview(Box<HsdsPreview>),
    DirectoryImported(HsdsReceipt),
    Judged(Vec<(&'static str, Note)>),
    Recap(Box<PpksRecap>),
    Activities(Vec<ActivityEntry>),
    Planner(Vec<VillagePlan>),
    Exported(PathBuf),
    /// Nothing is written yet: the type of the paper lacks letters of these texts.
    Unprintable(Vec<String>),
    PasswordChanged,
    RecoveryCode(Vec<String>),
    Worker(Box<Record>),
    Checked(bool),
    Found(Vec<ListRow>),
    Done,
}

/// A volunteer's report, and who it may be about.
#[derive(Debug)]
pub struct ReportMatches {
    pub report: PsmReport,
    pub likely: Vec<LikelyPerson>,
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyPerson {
    pub key: RecordKey,
    /// `Nok Rohaeti, 68, Cikitu`; empty when *rahasia*.
    pub name: String,
    pub village: String,
    pub age: Option<i32>,
    pub score: u8,
    /// The locale's `double-<code>`.
    pub reasons: Vec<&'static str>,
}
