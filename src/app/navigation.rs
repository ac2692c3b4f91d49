//! Where one can go.

use std::path::PathBuf;

use crate::desk::{AidPaper, Draft, FormPurpose, ListQuery};
use crate::domain::{RecordKey, RecordKind};
use crate::screens::FilePurpose;
use crate::store::DraftId;

use super::command::CommandId;
use super::message::ListSource;

/// A move on the stack of screens.
#[derive(Clone, Debug)]
pub enum Nav {
    /// One of the nine, and forget the way there.
    Home(CommandId),
    List(ListQuery),
    Page(RecordKey),
    Form(Box<FormPurpose>),
    Draft(DraftId, Box<Draft>),
    Import(PathBuf),
    /// A directory of organisations in HSDS.
    Directory(PathBuf),
    Files(FilePurpose),
    /// Choose between what is stored and what a bundle says.
    Mismatch(RecordKey),
    /// Pick what of the catalogue to override.
    NewOverride,
    /// Where aid meets, and whom it has not reached.
    Overlaps,
    Untouched,
    /// What was done in a month.
    Activities(String),
    /// Where a session is due.
    Planner,
    /// What can be printed of a record.
    /// What can be printed of a record; of a session, how many of its participants were not called yet.
    Papers {
        about: RecordKey,
        unmarked: usize,
    },
    /// The last list of each programme against the one before.
    ListChanges,
    /// Whom to see on a day, desa by desa.
    DaySheets,
    /// What is printed about aid, with this one chosen.
    AidPapers(AidPaper),
    /// What may be on record twice.
    Doubles,
    Pair(RecordKey, RecordKey),
    /// Who can help with a need, a case, or in place of a referral.
    WhoCanHelp(Option<RecordKey>),
    /// How referrals went, with this organisation chosen.
    Scorecard(Option<RecordKey>),
    /// The shelf, with this regulation chosen.
    Regulations(Option<String>),
    /// A donor's list.
    CheckList(ListSource),
    /// Who a report is about; a case is made of it as soon as that is known.
    ReportMatch {
        report: RecordKey,
        for_case: bool,
    },
    /// Reports pasted from a chat.
    Chat(String),
    Send,
    Receive(PathBuf),
    /// Copy a backup to this stick or folder.
    BackUp(PathBuf),
    /// Look into a backup, and put it in place.
    Restore {
        file: PathBuf,
        /// Nothing is open.
        outside: bool,
    },
    /// The trail, of everything or of one record.
    Trail(Option<RecordKey>),
    /// What was thrown away.
    Bin,
    /// Erase somebody or a case for good.
    Erase(RecordKey),
    /// Show a bundle's passphrase again.
    Passphrase(RecordKey),
    /// Everything about a *rahasia* person on paper: after the password.
    ClientCopy(RecordKey),
    Confirm {
        question: &'static str,
        then: CommandId,
    },
    /// The same, with a question that says what it is about.
    Ask {
        words: String,
        then: CommandId,
    },
    Back,
    /// Back to the screen below, with the folder that was picked for it.
    Picked(PathBuf),
    /// What was asked for on another screen, on the screen on top.
    Run(CommandId),
    /// The form on top makes room for another.
    Replace(Box<FormPurpose>),
}

/// The nine screens by their command, as a list query where they are lists.
pub fn home(command: CommandId) -> Option<ListQuery> {
    let kind = match command {
        CommandId::GoPeople => RecordKind::Person,
        CommandId::GoSessions => RecordKind::Session,
        CommandId::GoReferrals => RecordKind::Referral,
        CommandId::GoAid => RecordKind::Aid,
        CommandId::GoOrganizations => RecordKind::Organization,
        CommandId::GoHandoffs => RecordKind::Handoff,
        _ => return None,
    };
    Some(ListQuery::all(kind))
}
