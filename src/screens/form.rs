//! A form on the screen: draft within a second, likely doubles while a person is typed, *Tersimpan* at the end.

mod below;
mod orphan;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Effect, LikelyPerson, Nav, Place, Reply, Request, Shell, Turn, purpose_of};
use crate::desk::{Draft, FormPurpose, Neighbour, Who};
use crate::domain::{Body, Note, Record, RecordKind, Row, Value, odd_dates};
use crate::form::view::{self, ViewContext};
use crate::form::{Form, FormEvent};
use crate::store::DraftId;
use crate::ui::key::Key;
use crate::work::Failure;

use super::Screen;
use super::compare::{Compare, Difference, Side};

/// Fields of a person that tell who it might be.
const TELLING: [&str; 5] = ["name", "nik", "family_card", "birth", "village"];
/// Score from which a likely double is shown.
const LIKELY: u8 = 50;

#[derive(Debug)]
pub struct FormScreen {
    purpose: FormPurpose,
    form: Option<Form>,
    draft: Option<DraftId>,
    /// Typed since the draft was last written.
    unkept: bool,
    /// The disk did not take the draft.
    not_kept: bool,
    /// A draft that was taken up again.
    restored: Option<Box<Draft>>,
    /// Whom it is about.
    who: Option<Who>,
    likely: Vec<LikelyPerson>,
    /// By which they were looked for.
    telling: Vec<Option<Value>>,
    /// What the gift that is typed meets, the gravest first.
    near: Vec<Neighbour>,
    /// What the desk found odd about the record that is typed, by field.
    found: Vec<(&'static str, Note)>,
    kept_at: Option<String>,
    /// A save is on its way: nothing is sent twice, and no draft comes after it.
    saving: bool,
    /// Of an edit, the record as the form was made of it.
    base: Option<Row>,
    /// Fields that were saved otherwise since the draft was begun.
    compare: Option<Compare>,
    waiting: Waiting,
}

/// Turns of what was asked.
#[derive(Debug, Default)]
struct Waiting {
    load: Turn,
    /// The same, of a new record for a draft of one that is gone.
    orphan: Turn,
    draft: Turn,
    keep: Turn,
    save: Turn,
    likely: Turn,
    near: Turn,
    remarks: Turn,
}

impl FormScreen {
    pub fn new(purpose: FormPurpose) -> Self {
        Self {
            purpose,
            form: None,
            draft: None,
            unkept: false,
            not_kept: false,
            restored: None,
            who: None,
            likely: Vec::new(),
            telling: Vec::new(),
            near: Vec::new(),
            found: Vec::new(),
            kept_at: None,
            saving: false,
            base: None,
            compare: None,
            waiting: Waiting::default(),
        }
    }

    pub fn from_draft(id: DraftId, draft: Draft) -> Self {
        Self { draft: Some(id), restored: Some(Box::new(draft.clone())), ..Self::new(draft.purpose) }
    }

    fn changed(&mut self, shell: &mut Shell) {
        self.unkept = true;
        shell.effect(Effect::WakeForDraft);
        if let Some(form) = &mut self.form {
            judge(&self.purpose, &self.found, form, shell);
        }
        self.ask_for_judgement(shell);
        let Some(form) = &self.form else { return };
        let aid = matches!(self.purpose, FormPurpose::New { kind: RecordKind::Aid, .. })
            || matches!(self.purpose, FormPurpose::Edit(key) if key.kind == RecordKind::Aid);
        if aid && let Some(gift) = self.typed(RecordKind::Aid, form) {
            self.waiting.near = shell.ask(Request::CheckAid(Box::new(gift)));
            return;
        }
        self.ask_who_it_may_be(shell);
    }

    /// Whenever something that tells people apart is another: typed, or chosen from a list, which moves the caret on.
    fn ask_who_it_may_be(&mut self, shell: &mut Shell) {
        let Some(form) = self.form.as_ref().filter(|_| self.purpose.kind() == RecordKind::Person) else {
            return;
        };
        let telling: Vec<Option<Value>> = TELLING.iter().map(|id| form.value(id).cloned()).collect();
        if self.telling != telling
            && let Some(person) = self.typed(RecordKind::Person, form)
        {
            self.telling = telling;
            self.waiting.likely = shell.ask(Request::Likely(Box::new(person)));
        }
    }

    /// Judged while it is typed: of a referral the organisation, the documents that it asks for, consent; of an
    /// organisation whether it is on record already.
    fn ask_for_judgement(&mut self, shell: &mut Shell) {
        let kind = self.purpose.kind();
        let is_whole = matches!(
            self.purpose,
            FormPurpose::New { .. } | FormPurpose::Edit(_) | FormPurpose::Refer { .. }
        );
        let judged = is_whole && matches!(kind, RecordKind::Referral | RecordKind::Organization);
        let typed = self.form.as_ref().filter(|_| judged);
        if let Some(record) = typed.and_then(|form| self.typed(kind, form)) {
            self.waiting.remarks = shell.ask(Request::Judge(Box::new(record)));
        }
    }

    /// The record as typed so far, under its own key when it is stored already.
    fn typed(&self, kind: RecordKind, form: &Form) -> Option<Record> {
        let body = Body::from_row(kind, &form.values()).ok()?;
        let id = match self.purpose {
            FormPurpose::Edit(key) => key.id(),
            _ => ulid::Ulid::nil(),
        };
        Some(Record::new(id, body))
    }

    fn submit(&mut self, shell: &mut Shell) {
        if self.saving {
            return;
        }
        self.keep_draft(shell);
        if let Some(form) = &self.form {
            self.saving = true;
            let row = form.values();
            shell.last_saved.clone_from(&row);
            self.waiting.save =
                shell.ask(Request::Submit { purpose: self.purpose.clone(), row, draft: self.draft });
        }
    }

    fn leave(&mut self, shell: &mut Shell) {
        if self.saving {
            return;
        }
        let changed = self.form.as_ref().is_some_and(Form::is_changed);
        if changed {
            self.keep_draft(shell);
            shell.say_good("draft-kept", &[]);
        } else if let Some(id) = self.draft.filter(|_| self.form.is_some()) {
            // Typed and taken back: a draft of it would be offered for ever.
            shell.ask(Request::DropDraft(id));
        }
        shell.back();
    }

    /// The worker has chosen between what is stored and what the draft says, or leaves the draft as it is.
    fn compared(&mut self, command: CommandId, shell: &mut Shell) {
        match command {
            CommandId::GoOn => {
                let taken = self.compare.take().map(|compare| compare.taken()).unwrap_or_default();
                if let (Some(form), Some(draft)) = (&mut self.form, &self.restored) {
                    for field in &taken {
                        form.take(field, &draft.raw, &shell.lookup, shell.today);
                    }
                }
                self.changed(shell);
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn saved(&mut self, saved: &crate::desk::Saved, shell: &mut Shell) {
        self.draft = None;
        self.unkept = false;
        shell.back();
        let made = saved.keys.first().copied();
        let opens = matches!(
            &self.purpose,
            FormPurpose::New {
                kind: RecordKind::Person
                    | RecordKind::Session
                    | RecordKind::Organization
                    | RecordKind::Case
                    | RecordKind::Group
                    | RecordKind::Referral,
                ..
            } | FormPurpose::Refer { .. }
                | FormPurpose::PlanSession { .. }
        );
        if let Some(key) = made.filter(|_| opens) {
            shell.go(Nav::Page(key));
        }
        // Somebody is taken on record from a session to get a case.
        if matches!(self.purpose, FormPurpose::Enrol { .. }) {
            shell.go_if(made.and_then(|key| purpose_of(CommandId::NewCase, key)));
        }
    }
}

impl Screen for FormScreen {
    fn place(&self) -> Place {
        if self.compare.is_some() { Place::Compare } else { Place::Form }
    }

    fn title(&self, shell: &Shell) -> String {
        let kind = shell.get(&format!("kind-{}", self.purpose.kind().name().replace('_', "-")));
        let key = match &self.purpose {
            FormPurpose::New { .. }
            | FormPurpose::Refer { .. }
            | FormPurpose::Override { .. }
            | FormPurpose::Rule { .. }
            | FormPurpose::OnRegulation { .. }
            | FormPurpose::Enrol { .. }
            | FormPurpose::PlanSession { .. } => "form-new",
            FormPurpose::Edit(_) => "form-edit",
            FormPurpose::Finish(_) | FormPurpose::FinishTogether { .. } => "form-finish",
            FormPurpose::Postpone(_) | FormPurpose::PostponeTogether { .. } => "form-postpone",
            FormPurpose::Close(_) => "form-close",
            FormPurpose::Reopen(_) => "form-reopen",
            FormPurpose::Consent(_) => "form-consent",
            FormPurpose::Withdraw(_) => "form-withdraw",
            FormPurpose::AskErasure(_) => "form-ask-erasure",
            FormPurpose::Retain(_) => "form-retain",
            FormPurpose::Event { .. } => "form-event",
            FormPurpose::FollowUpAll(_) => "form-follow-up-all",
            FormPurpose::Tag(_) => "form-tag",
            FormPurpose::Report { .. } => "form-report",
            FormPurpose::FromChat { .. } => "form-chat",
            FormPurpose::Match(_) => "form-match",
            FormPurpose::Decide { .. } => "form-decide",
            FormPurpose::Mend(_) | FormPurpose::MendGift(_) => "form-mend",
            FormPurpose::AddSeats(_) => "form-add-seats",
            FormPurpose::Several { .. } => "form-several",
        };
        let count = match &self.purpose {
            FormPurpose::FollowUpAll(keys) | FormPurpose::Tag(keys) => keys.len(),
            _ => 0,
        };
        let title = format!("{kind} > {}", shell.say(key, &[("count", count.into())]));
        match &self.who {
            Some(who) if who.masked => format!("{title} > {}", shell.get("masked")),
            // Of several with one name the desa tells which gift it is.
            Some(who) if matches!(self.purpose, FormPurpose::Match(_)) && !who.village.is_empty() => {
                format!("{title} > {}, {}", who.name, shell.lookup.village(&who.village))
            }
            Some(who) if !who.name.is_empty() => format!("{title} > {}", who.name),
            _ => title,
        }
    }

    fn aside(&self, shell: &Shell) -> String {
        match &self.kept_at {
            Some(at) if !self.unkept => shell.say("draft-at", &[("time", at.as_str().into())]),
            _ => String::new(),
        }
    }

    fn start(&mut self, shell: &mut Shell) {
        if self.form.is_none() {
            // First, so that no key can be typed that could not be kept.
            if self.draft.is_none() {
                self.waiting.draft = shell.ask(Request::NewDraft(self.purpose.clone()));
            }
            self.waiting.load = shell.ask(Request::Load(self.purpose.clone()));
        }
    }

    fn is_typing(&self) -> bool {
        self.compare.is_none()
    }

    fn is_waiting(&self, _key: &Key) -> bool {
        self.form.is_none()
    }

    fn is_ready(&self, command: CommandId) -> bool {
        let takes_lines = self.form.as_ref().is_some_and(Form::takes_lines);
        match command {
            CommandId::NewLine => takes_lines,
            CommandId::Regulations => super::aid::first_rule(&self.near).is_some(),
            _ => true,
        }
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        if *key == Key::Ctrl('k') {
            shell.go(Nav::Confirm { question: "ask-drop-draft", then: CommandId::DropDraft });
            return;
        }
        let Some(form) = &mut self.form else {
            if *key == Key::Esc {
                shell.back();
            }
            return;
        };
        match form.press(key, &shell.lookup, shell.today) {
            FormEvent::Changed => self.changed(shell),
            FormEvent::Save => self.submit(shell),
            FormEvent::Incomplete if form.missing().is_empty() => shell.warn("form-unreadable", &[]),
            FormEvent::Incomplete => shell.warn("form-incomplete", &[]),
            FormEvent::Leave => self.leave(shell),
            FormEvent::NothingToRepeat => shell.warn("form-nothing-to-repeat", &[]),
            FormEvent::Moved if self.form.as_ref().is_some_and(Form::is_changed) => {
                self.ask_who_it_may_be(shell);
            }
            FormEvent::Nothing | FormEvent::Moved | FormEvent::PickRecord { .. } => {}
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        if let Some(compare) = &mut self.compare {
            if !compare.run(command) {
                self.compared(command, shell);
            }
            return;
        }
        match command {
            CommandId::Save => self.press(&Key::Ctrl('s'), shell),
            CommandId::Back => self.leave(shell),
            CommandId::DropDraft => self.press(&Key::Ctrl('k'), shell),
            CommandId::NewLine => self.press(&Key::Ctrl('j'), shell),
            CommandId::Regulations => shell.go(super::aid::shelf(super::aid::first_rule(&self.near))),
            CommandId::RepeatLast => self.press(&Key::Ctrl('d'), shell),
            _ => {}
        }
    }

    fn confirmed(&mut self, command: CommandId, shell: &mut Shell) {
        if command == CommandId::DropDraft {
            if let Some(id) = self.draft.take() {
                shell.ask(Request::DropDraft(id));
            }
            self.unkept = false;
            shell.say_good("draft-dropped", &[]);
            shell.back();
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        let w = &self.waiting;
        [w.load, w.draft, w.keep, w.save, w.likely, w.near, w.remarks].contains(&turn)
    }

    fn reply(&mut self, turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Loaded(row, lookup, who) => {
                self.who = who;
                shell.lookup = lookup.in_language(shell.words.language().code());
                let mut form = Form::new(self.purpose.spec(), &row, &shell.lookup, shell.today);
                form.set_repeat(shell.last_saved.clone());
                // What is known already is filled in: the caret stands where the worker has something to say.
                let first = self.purpose.first_field().or(form.missing().first().copied());
                if let Some(field) = first.filter(|_| self.restored.is_none()) {
                    form.focus_on(field, &shell.lookup, shell.today);
                }
                if let Some(draft) = &self.restored {
                    let time = super::lines::moment(draft.at, shell);
                    if turn == self.waiting.orphan {
                        shell.warn("draft-orphan-new", &[]);
                    } else {
                        shell.say_good("draft-resumed", &[("time", time.into())]);
                    }
                    self.compare = restore(&mut form, draft, &row, shell);
                    if self.compare.is_some() {
                        // There it is asked about first.
                        shell.toast = None;
                    }
                    if let Some(field) = form.last_changed().or(first) {
                        form.focus_on(field, &shell.lookup, shell.today);
                    }
                }
                judge(&self.purpose, &self.found, &mut form, shell);
                self.base = matches!(self.purpose, FormPurpose::Edit(_)).then_some(row);
                self.form = Some(form);
                self.ask_for_judgement(shell);
            }
            Reply::DraftId(id, waiting) => {
                self.draft = Some(id);
                self.restored = waiting;
            }
            Reply::DraftKept if turn == self.waiting.keep => {
                self.not_kept = false;
                self.kept_at = Some(chrono::Local::now().format("%H.%M").to_string());
            }
            Reply::Likely(mut likely) if turn == self.waiting.likely => {
                likely.retain(|person| person.score >= LIKELY);
                self.likely = likely;
            }
            Reply::Judged(found) if turn == self.waiting.remarks => {
                self.found = found;
                if let Some(form) = &mut self.form {
                    judge(&self.purpose, &self.found, form, shell);
                }
            }
            Reply::AidChecked(near) if turn == self.waiting.near => self.near = near,
            Reply::Saved(saved) => self.saved(&saved, shell),
            _ => {}
        }
    }

    fn failed(&mut self, turn: Turn, failure: &Failure, shell: &mut Shell) {
        if turn == self.waiting.load && failure.is_gone() {
            self.take_in_orphan(shell);
        }
        if turn == self.waiting.keep {
            self.unkept = true;
            self.not_kept = true;
        }
        // What is on the screen stays a draft, whatever happened to the save.
        if turn == self.waiting.save {
            self.saving = false;
            self.unkept = true;
            self.keep_draft(shell);
            if let (Some(form), Some(field)) = (&mut self.form, failure.missing.first()) {
                form.focus_on(field, &shell.lookup, shell.today);
            }
        }
    }

    fn could_not_keep(&self) -> bool {
        self.not_kept && self.form.is_some()
    }

    fn keep_draft(&mut self, shell: &mut Shell) {
        if !self.unkept || self.saving || self.compare.is_some() {
            return;
        }
        if let (Some(form), Some(id)) = (&self.form, self.draft) {
            self.unkept = false;
            let (purpose, base) = (self.purpose.clone(), self.base.clone());
            let draft = Draft { purpose, raw: form.raw(), base, at: 0, who: None };
            self.waiting.keep = shell.ask(Request::KeepDraft(id, Box::new(draft)));
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(form) = &self.form else { return };
        if let Some(compare) = &self.compare {
            return compare.draw(frame, area, shell);
        }
        // Of many gifts three, and how many more.
        let told = self.likely.len().min(3).max(self.near.len().min(4));
        let told = u16::try_from(told).unwrap_or(0);
        let below = if told > 0 { told + 1 } else { 0 };
        let fields = Rect { height: area.height.saturating_sub(below), ..area };
        let context = ViewContext { words: &shell.words, theme: &shell.theme };
        view::draw(frame, fields, form, &context);
        let rest = Rect { y: fields.bottom(), height: below, ..area };
        if !self.near.is_empty() {
            below::draw_near(&self.near, frame, rest, shell);
        } else if told > 0 {
            below::draw_likely(&self.likely, frame, rest, shell);
        }
    }
}

/// Days that can hardly be meant, and what the desk found, are said at their fields.
fn judge(purpose: &FormPurpose, found: &[(&'static str, Note)], form: &mut Form, shell: &Shell) {
    let row = form.values();
    let mut remarks = odd_dates(purpose.spec().prefix, purpose.spec().table, &row, shell.today);
    remarks.extend(found.iter().cloned());
    form.set_remarks(&remarks);
}

/// Puts a draft back. Of an edit only what was typed: what was saved meanwhile stays, or is asked about.
fn restore(form: &mut Form, draft: &Draft, row: &Row, shell: &mut Shell) -> Option<Compare> {
    let Some(base) = draft.base.as_ref().filter(|base| *base != row) else {
        form.restore(&draft.raw, &shell.lookup, shell.today);
        return None;
    };
    let differing = form.merge(draft.purpose.spec(), &draft.raw, base, &shell.lookup, shell.today);
    if differing.is_empty() {
        shell.warn("draft-merged", &[]);
        return None;
    }
    let stored = form.raw();
    let prefix = draft.purpose.spec().prefix;
    let difference = |field: &&'static str| Difference {
        field: (*field).to_owned(),
        label: shell.get(&format!("field-{prefix}-{}", field.replace('_', "-"))),
        stored: stored.shown(field),
        other: draft.raw.shown(field),
        side: Side::Stored,
    };
    let headings = ["compare-stored", "compare-draft"].map(|key| shell.get(key));
    Some(Compare::new(differing.iter().map(difference).collect(), vec![shell.get("draft-older")], headings))
}
