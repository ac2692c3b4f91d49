//! Which use case answers which question.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::app::{LikelyPerson, ListSource, Message, Paper, Reply, ReportMatches, Request, SendOrder, Turn};
use crate::desk::{
    Desk, DeskError, FormPurpose, ImportOrder, ListCheck, ListRow, SendRequest, SetUp, Target,
};
use crate::domain::{Record, RecordKey, SpokenNumber};
use crate::handoff::stick;
use crate::vault::{Cost, Credential};

use super::folder;
use super::{Desktop, Failure, Opening};

/// More than anybody reads on a screen; the numbers above open lists of all.
const AGENDA_ITEMS: usize = 300;

impl Desktop {
    pub(super) fn answer(&mut self, turn: Turn, request: Request) -> Result<Reply, Failure> {
        match request {
            Request::Open { secret, recovery, new_password } => {
                self.open(turn, &secret, recovery, new_password.as_ref())
            }
            Request::Create { set_up, password } => self.create(&set_up, &password),
            Request::Day(today) => {
                self.begin_day(today);
                Ok(Reply::Done)
            }
            Request::Folder { path, endings } => self.list_folder(path.as_deref(), endings),
            Request::Drives => Ok(Reply::Drives(stick::drives())),
            Request::Send(order) => self.send(&order),
            Request::CopyLast(to) => {
                let last = self.desk()?.last_bundle().ok_or(DeskError::Refused("bundle-not-kept"))?;
                self.copy_again(last, &to)
            }
            Request::CopyAgain { bundle, to } => self.copy_again(bundle, &to),
            Request::RunImport(order) => self.import(&order),
            Request::Receive { path, passphrase, accepted } => {
                let receipt = self.long(|desk, watch| {
                    desk.receive_watched(&path, &passphrase, accepted.as_deref(), watch)
                })?;
                Ok(Reply::Received(Box::new(receipt)))
            }
            Request::BackUp(to) => self.long(|desk, watch| desk.back_up(&to, watch)).map(Reply::BackedUp),
            Request::Compact => {
                let (before, after) = self.long(|desk, watch| desk.compact(watch))?;
                Ok(Reply::Compacted(before, after))
            }
            Request::PreviewRestore { file, secret } => self.preview_restore(&file, &secret),
            Request::Restore { file, secret, new_password } => {
                self.restore(&file, &secret, new_password.as_ref())
            }
            Request::BringBack => self.bring_back(),
            Request::GoOnIncomplete => self.go_on_incomplete(),
            Request::Erase { key, reason, password } => self.erase(key, &reason, &password),
            Request::Meetings => self.meetings(),
            Request::Doubles => self.doubles(),
            Request::ClientCopy { person, password } => {
                let folder = self.place.documents.clone();
                let desk = self.desk()?;
                if let Some(password) = &password {
                    desk.check_password(password)?;
                } else if desk.is_masked(person) {
                    return Err(DeskError::Refused("copy-needs-password").into());
                }
                let target = Target { folder, asks: true, ..Target::default() };
                Ok(exported(desk.export_client_copy(person, &target))?)
            }
            Request::Passphrase { bundle, password } => {
                let desk = self.desk()?;
                desk.check_password(&password)?;
                Ok(Reply::Passphrase(desk.passphrase_of(bundle)?))
            }
            other => {
                let folder = self.place.documents.clone();
                let target = Target { folder, asks: true, ..Target::default() };
                Ok(ask(self.desk()?, other, &target)?)
            }
        }
    }

    fn desk(&mut self) -> Result<&mut Desk, Failure> {
        self.desk.as_mut().ok_or_else(|| Failure::of_key("desk-closed"))
    }

    fn begin_day(&mut self, today: chrono::NaiveDate) {
        // A locked desk is opened with this clock later.
        self.place.clock.today = today;
        if let Some(desk) = &mut self.desk {
            desk.set_today(today);
            desk.begin_daily_snapshot();
        }
    }

    fn open(
        &mut self,
        turn: Turn,
        secret: &SecretString,
        recovery: bool,
        new_password: Option<&SecretString>,
    ) -> Result<Reply, Failure> {
        use secrecy::ExposeSecret;
        // A desk that was locked is closed by now; its lock must be free before it can be opened again.
        self.desk = None;
        let credential = if recovery {
            Credential::Recovery(secret.expose_secret())
        } else {
            Credential::Password(secret)
        };
        let messages = self.messages.clone();
        let mut greet = |greeting| {
            // Who has forgotten the password gets a new one before anything else.
            if new_password.is_none() {
                let _ = messages.send(Message::Reply(turn, Ok(Reply::Greeted(Box::new(greeting)))));
            }
        };
        let mut opened = Desk::open_greeting(&self.place.data, credential, self.place.clock, &mut greet)?;
        if let Some(new) = new_password {
            opened.desk.set_password(credential, new)?;
        }
        Ok(self.opened(opened.desk, opened.notices, None))
    }

    fn create(&mut self, set_up: &SetUp, password: &SecretString) -> Result<Reply, Failure> {
        let (desk, code) =
            Desk::create(&self.place.data, password, Cost::calibrated(), set_up, self.place.clock)?;
        Ok(self.opened(desk, Vec::new(), Some(code.on_paper())))
    }

    /// Places to begin at, when no path is given; for backups those on this laptop too.
    fn list_folder(&self, path: Option<&Path>, endings: &[&str]) -> Result<Reply, Failure> {
        let Some(path) = path else {
            let mut places = folder::places();
            if endings.contains(&"bak") {
                places.extend(folder::own_backups(&Desk::backup_folder(&self.place.data)));
            }
            return Ok(Reply::Folder(places, std::path::PathBuf::new()));
        };
        match folder::list(path, endings) {
            Ok(entries) => Ok(Reply::Folder(entries, path.to_owned())),
            Err(source) => Err(DeskError::File { place: path.display().to_string(), source }.into()),
        }
    }

    pub(super) fn opened(
        &mut self,
        desk: Desk,
        notices: Vec<crate::domain::Note>,
        recovery_code: Option<Vec<String>>,
    ) -> Reply {
        let opening = opening(&desk, notices, recovery_code);
        self.desk = Some(desk);
        Reply::Opened(Box::new(opening))
    }

    fn meetings(&mut self) -> Result<Reply, Failure> {
        let mut desk = self.desk.take().ok_or_else(|| Failure::of_key("desk-closed"))?;
        let found = desk.overlaps(&mut |done, all| self.watch("comparing", done as u64, all as u64));
        self.desk = Some(desk);
        Ok(Reply::Meetings(Box::new(found.ok_or(DeskError::Cancelled)?)))
    }

    fn doubles(&mut self) -> Result<Reply, Failure> {
        let mut desk = self.desk.take().ok_or_else(|| Failure::of_key("desk-closed"))?;
        let found = desk.review_doubles(&mut |done, all| self.watch("doubles", done as u64, all as u64));
        self.desk = Some(desk);
        Ok(Reply::Doubles(found?))
    }

    fn import(&mut self, order: &ImportOrder) -> Result<Reply, Failure> {
        let _ = self.watch("reading", 0, 0);
        let preview = self.desk()?.preview_import(order)?;
        if self.watch("saving", 1, 2).is_break() {
            return Err(DeskError::Cancelled.into());
        }
        let receipt = self.long(|desk, watch| desk.import_watched(preview, watch))?;
        Ok(Reply::Imported(Box::new(receipt)))
    }

    fn send(&mut self, order: &SendOrder) -> Result<Reply, Failure> {
        if let Some(password) = &order.password {
            self.desk()?.check_password(password)?;
        }
        let request = SendRequest {
            profile: order.profile,
            recipient: order.recipient.clone(),
            purpose: order.purpose.clone(),
            full: order.full,
            to: order.to.clone(),
        };
        let sent = self.long(|desk, watch| desk.send(&request, watch))?;
        Ok(Reply::Sent(Box::new(sent)))
    }

    fn copy_again(&mut self, bundle: crate::domain::RecordKey, to: &Path) -> Result<Reply, Failure> {
        let sent = self.long(|desk, watch| desk.copy_again(bundle, to, watch))?;
        Ok(Reply::Sent(Box::new(sent)))
    }
}

/// What the program must know of an open desk.
pub fn opening(
    desk: &Desk,
    notices: Vec<crate::domain::Note>,
    recovery_code: Option<Vec<String>>,
) -> Opening {
    Opening {
        profile: desk.worker().clone(),
        lookup: desk.lookup(),
        area: desk.area_name(),
        read_only: desk.is_read_only(),
        notices,
        drafts: desk.drafts().map(|drafts| drafts.len()).unwrap_or_default(),
        recovery_code,
    }
}

/// A donor's list, from where it is.
fn check_list(desk: &mut Desk, list: &ListSource) -> Result<ListCheck, DeskError> {
    match list {
        ListSource::File(file) => desk.check_list(file),
        ListSource::Pasted(text) => desk.check_pasted(text.as_bytes()),
    }
}

fn export(desk: &mut Desk, paper: Paper, target: &Target) -> Result<PathBuf, DeskError> {
    match paper {
        Paper::Recap => desk.export_recap(target),
        Paper::Monthly(month) => {
            let layout = Desk::monthly_layouts().into_iter().next().unwrap_or_default();
            desk.export_monthly(&month, &layout, target)
        }
        Paper::WorkPlan(month) => desk.export_work_plan(&month, target),
        Paper::DaySheet(on, village) => desk.export_day_sheet(on, village.as_deref(), target),
        Paper::Untouched => desk.export_untouched(target, false),
        Paper::List(query, picked) => desk.export_list(&query, &picked, target),
        Paper::Aid { paper, names, page } => {
            desk.export_aid_paper(paper, &Target { page, ..target.clone() }, names)
        }
        Paper::ListCheck(list) => {
            let found = check_list(desk, &list)?;
            desk.export_list_check(&found, target)
        }
        Paper::Hsds => {
            desk.export_hsds(target.folder.as_ref().map(|folder| folder.join("lembaga-hsds")).as_deref())
        }
        Paper::Scorecard => desk.export_scorecard(target),
        Paper::Proposals => desk.export_proposals(target),
        Paper::Letter(referral) => desk.export_referral_letter(referral, target),
        Paper::Attendance { session, with_nik } => desk.export_attendance(session, with_nik, target),
        Paper::Minutes(session) => desk.export_minutes(session, target),
        Paper::FilledForm(record) => {
            desk.note_opening(record)?;
            desk.export_filled_form(record, target)
        }
        Paper::BlankForm(kind) => desk.export_blank_form(kind, target),
        Paper::Reminder(referral) => desk.export_reminder(referral, target),
        Paper::Verification(referral) => desk.export_verification(referral, target),
    }
}

/// The file, or what has to be asked before there is one.
fn exported(written: Result<PathBuf, DeskError>) -> Result<Reply, DeskError> {
    match written {
        Err(DeskError::Unprintable(texts)) => Ok(Reply::Unprintable(texts)),
        written => written.map(Reply::Exported),
    }
}

fn drafts(desk: &mut Desk, request: Request) -> Result<Reply, DeskError> {
    Ok(match request {
        Request::NewDraft(purpose) => match desk.draft_of(&purpose)? {
            Some((id, draft)) => Reply::DraftId(id, Some(Box::new(draft))),
            None => Reply::DraftId(desk.new_draft_id(), None),
        },
        Request::KeepDraft(id, draft) => {
            desk.keep_draft(id, &draft)?;
            Reply::DraftKept
        }
        Request::DropDraft(id) => {
            desk.drop_draft(id)?;
            Reply::Done
        }
        Request::Drafts => Reply::Drafts(desk.drafts()?),
        _ => Reply::Done,
    })
}

fn agenda(desk: &Desk) -> Result<Reply, DeskError> {
    let agenda = desk.agenda_of(desk.today(), AGENDA_ITEMS);
    Ok(Reply::Agenda(Box::new(agenda), desk.drafts()?.len()))
}

/// What is thrown away and taken back, and files that are taken in and given out.
fn put_away(desk: &mut Desk, request: Request) -> Result<Reply, DeskError> {
    Ok(match request {
        Request::Bin(key) => Reply::Saved(desk.bin(key)?),
        Request::BinEntries => Reply::BinEntries(desk.bin_entries()?),
        Request::TakeBack(seq) => Reply::Saved(desk.take_back(seq)?),
        Request::Attach { about, file } => Reply::Saved(desk.attach(about, &file)?),
        Request::ExportAttachment { key, to } => Reply::Exported(desk.export_attachment(key, &to)?),
        _ => Reply::Done,
    })
}

/// Questions that one call answers.
fn ask(desk: &mut Desk, request: Request, target: &Target) -> Result<Reply, DeskError> {
    Ok(match request {
        Request::Agenda => agenda(desk)?,
        Request::List(query) => Reply::Listing(desk.list(&query)),
        Request::Rows(keys) => Reply::Rows(desk.rows(&keys)),
        Request::Page(key) => {
            desk.note_opening(key)?;
            Reply::Page(Box::new(desk.page(key)?))
        }
        Request::Glance(key) => Reply::Page(Box::new(desk.glance(key)?)),
        Request::Load(purpose) => load(desk, &purpose)?,
        Request::Submit { purpose, row, draft } => Reply::Saved(desk.submit(&purpose, &row, draft)?),
        Request::NewDraft(_) | Request::KeepDraft(..) | Request::DropDraft(_) | Request::Drafts => {
            drafts(desk, request)?
        }
        Request::Mark { session, seat, mark } => Reply::Saved(desk.mark_attendance(session, seat, mark)?),
        Request::Settle(key, code) => Reply::Saved(desk.settle(key, &code)?),
        Request::Bin(_)
        | Request::BinEntries
        | Request::TakeBack(_)
        | Request::Attach { .. }
        | Request::ExportAttachment { .. } => put_away(desk, request)?,
        Request::Undo { is_sure } => undo(desk, is_sure)?,
        Request::Redo => Reply::Redone(desk.redo()?),
        Request::Likely(record) => Reply::Likely(likely(desk, &record, 3)),
        Request::ReportMatches(key) => report_matches(desk, key)?,
        Request::LinkReport { report, person } => Reply::Saved(desk.link_report(report, person, None)?),
        Request::SavedFilters(kind) => Reply::SavedFilters(desk.saved_filters(kind)),
        Request::SaveFilter { name, query } => Reply::Saved(desk.save_filter(&name, &query)?),
        Request::DropFilter { name, kind } => Reply::Saved(desk.drop_filter(&name, kind)?),
        Request::Template => Reply::Exported(desk.export_templates(target)?),
        Request::ReadChat(text) => Reply::Chat(desk.read_chat(&text)),
        Request::TakeChat(texts) => Reply::Saved(desk.take_chat(&texts)?),
        Request::PreviewImport(order) => Reply::Preview(Box::new(desk.preview_import(&order)?)),
        Request::PlanSend { profile, recipient, full } => {
            let request =
                SendRequest { profile, recipient, full, purpose: String::new(), to: PathBuf::new() };
            Reply::Plan(Box::new(desk.plan_send(&request)?))
        }
        Request::PreviewReceive { path, passphrase } => {
            Reply::ReceivePreview(Box::new(desk.preview_receive(&path, &passphrase)?))
        }
        Request::Mismatch(key) => mismatch(desk, key)?,
        Request::Reconcile { mismatch, take } => Reply::Saved(desk.reconcile(mismatch, &take)?),
        Request::Pair(a, b) => pair(desk, a, b)?,
        Request::KeepApart(a, b) => Reply::Saved(desk.keep_apart(a, b)?),
        Request::Merge { a, b, take } => Reply::Saved(desk.merge(a, b, &take)?),
        Request::Keeping => Reply::Keeping(Box::new(desk.keeping())),
        Request::Trail(query) => Reply::Trail(Box::new(desk.trail(&query)?)),
        Request::PlanErasure(key) => Reply::ErasurePlan(Box::new(desk.plan_erasure(key)?)),
        Request::ListChanges => Reply::ListChanges(desk.list_changes()),
        Request::DaySheet(on) => Reply::DaySheet(Box::new(desk.day_sheet(on, None))),
        Request::AidSummary => Reply::Lines(desk.aid_summary()),
        Request::Untouched => Reply::Untouched(Box::new(desk.untouched())),
        Request::CheckList(list) => Reply::ListChecked(Box::new(check_list(desk, &list)?)),
        Request::CheckAid(record) => check_aid(desk, &record)?,
        request @ (Request::HelpFor(_)
        | Request::WhoCanHelp(_)
        | Request::Judge(_)
        | Request::Scorecard
        | Request::PreviewDirectory(_)
        | Request::ImportDirectory(_)
        | Request::RegulationNotes) => network(desk, request)?,
        Request::NotOnRecord(gifts) => Reply::Saved(desk.not_on_record(&gifts)?),
        Request::Recap(month) => Reply::Recap(Box::new(desk.ppks_recap(&month))),
        Request::Activities(month) => Reply::Activities(desk.activities(Some(&month))?),
        Request::Planner => Reply::Planner(desk.village_plans()),
        Request::Export(paper) => exported(export(desk, paper, target))?,
        Request::WriteAnyway => Reply::Exported(desk.write_waiting()?),
        Request::ChangePassword { old, new } => {
            desk.set_password(Credential::Password(&old), &new)?;
            Reply::PasswordChanged
        }
        Request::RenewRecovery { password } => Reply::RecoveryCode(desk.renew_recovery(&password)?),
        Request::RemoveExample => desk.remove_example()?.map_or(Reply::Done, Reply::Saved),
        Request::Worker => Reply::Worker(Box::new(desk.worker_record().clone())),
        Request::Check => Reply::Checked(desk.check()?.is_good),
        Request::Find(words) => Reply::Found(found(desk, &words)),
        // Answered before, with the thread's own means.
        Request::Open { .. }
        | Request::Create { .. }
        | Request::Day(_)
        | Request::Folder { .. }
        | Request::Drives
        | Request::Send(_)
        | Request::CopyAgain { .. }
        | Request::CopyLast(_)
        | Request::RunImport(_)
        | Request::Receive { .. }
        | Request::BackUp(_)
        | Request::PreviewRestore { .. }
        | Request::Restore { .. }
        | Request::BringBack
        | Request::GoOnIncomplete
        | Request::Compact
        | Request::Erase { .. }
        | Request::Meetings
        | Request::Doubles
        | Request::ClientCopy { .. }
        | Request::Passphrase { .. } => Reply::Done,
    })
}

/// What the gift that is being typed meets.
fn check_aid(desk: &mut Desk, record: &Record) -> Result<Reply, DeskError> {
    let own = desk.find(record.key())?.map(|known| known.key());
    let aid = record.body::<crate::domain::Aid>().cloned().unwrap_or_default();
    Ok(Reply::AidChecked(desk.check_aid(&aid, own)))
}

/// Who can help, how it went, what is proposed, and the directory of others.
fn network(desk: &mut Desk, request: Request) -> Result<Reply, DeskError> {
    Ok(match request {
        Request::HelpFor(about) => Reply::Help(Box::new(desk.help_for(about)?)),
        Request::WhoCanHelp(query) => Reply::Help(Box::new(desk.who_can_help(*query))),
        Request::Judge(record) => Reply::Judged(desk.remarks(&record)),
        Request::Scorecard => Reply::Scorecard(desk.scorecard()),
        Request::RegulationNotes => Reply::RegulationNotes(desk.regulation_notes()),
        Request::PreviewDirectory(path) => Reply::DirectoryPreview(Box::new(desk.preview_hsds(&path)?)),
        Request::ImportDirectory(path) => Reply::DirectoryImported(desk.import_hsds(&path)?),
        _ => Reply::Done,
    })
}

fn load(desk: &mut Desk, purpose: &FormPurpose) -> Result<Reply, DeskError> {
    if let Some(about) = purpose.about() {
        desk.note_opening(about)?;
    }
    let who = desk.whom(purpose);
    Ok(Reply::Loaded(desk.form_row(purpose)?, Box::new(desk.lookup_for(purpose)), who))
}

fn report_matches(desk: &mut Desk, report: RecordKey) -> Result<Reply, DeskError> {
    let view = desk.report_view(report)?;
    let likely = likely(desk, &view.person, 8);
    Ok(Reply::ReportMatches(Box::new(ReportMatches { report: view.report, likely })))
}

/// The first of those that a search finds.
fn found(desk: &Desk, words: &str) -> Vec<ListRow> {
    // A whole number is that of one record: a case by it is a case, not whose it is.
    if let Ok(spoken) = words.trim().to_uppercase().parse::<SpokenNumber>() {
        let numbered = desk.rows(&desk.with_number(spoken));
        if !numbered.is_empty() {
            return numbered;
        }
    }
    let (hits, _) = desk.search(words, 8);
    let keys: Vec<_> = hits.iter().map(|hit| hit.key).collect();
    desk.rows(&keys)
}

/// Of many records only when it was asked about.
fn undo(desk: &mut Desk, is_sure: bool) -> Result<Reply, DeskError> {
    Ok(match desk.undo_of_many()? {
        Some((action, count)) if !is_sure => Reply::UndoAsks { action, count },
        _ => Reply::Undone(desk.undo()?),
    })
}

fn mismatch(desk: &mut Desk, key: RecordKey) -> Result<Reply, DeskError> {
    desk.note_opening(key)?;
    Ok(Reply::Mismatch(Box::new(desk.mismatch(key)?)))
}

fn pair(desk: &mut Desk, a: RecordKey, b: RecordKey) -> Result<Reply, DeskError> {
    desk.note_opening(a)?;
    desk.note_opening(b)?;
    Ok(Reply::Pair(Box::new(desk.pair(a, b)?)))
}

fn likely(desk: &mut Desk, record: &Record, most: usize) -> Vec<LikelyPerson> {
    let found = desk.likely(record, most);
    found
        .into_iter()
        .map(|likely| {
            let who = desk.who(likely.key);
            let age = desk.book().person(likely.key).and_then(|line| desk.age(line));
            LikelyPerson {
                key: likely.key,
                village: if who.masked { String::new() } else { desk.village_name(&who.village) },
                age: age.filter(|_| !who.masked),
                name: who.name,
                score: likely.score,
                reasons: likely.reasons.iter().map(|reason| reason.code()).collect(),
            }
        })
        .collect()
}
