//! From screen to screen.

use crate::desk::FormPurpose;
use crate::screens::{self, Screen};

use super::command::{COMMANDS, CommandId};
use super::layers::is_here;
use super::model::{Layer, Model};
use super::navigation::{Nav, home};
use super::update::run;

pub(super) fn restart_top(model: &mut Model) {
    if let Some(screen) = model.screens.last_mut() {
        screen.start(&mut model.shell);
    }
}

pub(super) fn follow_moves(model: &mut Model) {
    // A screen that starts may move on at once; a cycle would be a bug, so there is an end to it.
    for _ in 0..8 {
        let moves = std::mem::take(&mut model.shell.moves);
        if moves.is_empty() {
            return;
        }
        for to in moves {
            follow(model, to);
        }
    }
}

fn follow(model: &mut Model, to: Nav) {
    let next: Box<dyn Screen> = match to {
        Nav::Home(command) => {
            for screen in &mut model.screens {
                screen.keep_draft(&mut model.shell);
            }
            model.screens = vec![Box::<screens::Today>::default()];
            match command {
                CommandId::GoReports => Box::new(screens::Reports::new(model.shell.today)),
                CommandId::GoSettings => Box::<screens::Settings>::default(),
                CommandId::GoBackups => Box::<screens::Backups>::default(),
                other => match home(other) {
                    Some(query) => Box::new(screens::List::new(query)),
                    None => return restart_top(model),
                },
            }
        }
        Nav::List(query) => Box::new(screens::List::new(query)),
        Nav::Page(key) => Box::new(screens::PageScreen::new(key)),
        Nav::Form(purpose) => Box::new(screens::FormScreen::new(*purpose)),
        Nav::Draft(id, draft) => Box::new(screens::FormScreen::from_draft(id, *draft)),
        Nav::Import(path) => Box::new(screens::Import::new(path)),
        Nav::Directory(path) => Box::new(screens::Directory::new(path)),
        Nav::Files(purpose) => Box::new(screens::Files::new(purpose)),
        Nav::Mismatch(key) => Box::new(screens::Mismatch::new(key)),
        Nav::NewOverride => Box::<screens::NewOverride>::default(),
        Nav::Overlaps => Box::<screens::Meetings>::default(),
        Nav::Untouched => Box::<screens::UntouchedScreen>::default(),
        Nav::Activities(month) => Box::new(screens::Activities::new(month)),
        Nav::Papers { about, unmarked } => Box::new(screens::Papers::new(about, unmarked)),
        Nav::Planner => Box::<screens::Planner>::default(),
        Nav::ListChanges => Box::<screens::ListChanges>::default(),
        Nav::DaySheets => Box::new(screens::DaySheets::new(model.shell.today)),
        Nav::AidPapers(chosen) => Box::new(screens::AidPapers::new(chosen)),
        Nav::Doubles => Box::<screens::Review>::default(),
        Nav::Pair(a, b) => Box::new(screens::Pair::new(a, b)),
        Nav::WhoCanHelp(about) => Box::new(screens::WhoCanHelp::new(about)),
        Nav::Scorecard(first) => Box::new(screens::Scorecard::new(first)),
        Nav::Regulations(chosen) => Box::new(screens::Regulations::new(chosen)),
        Nav::CheckList(list) => Box::new(screens::ListCheckScreen::new(list)),
        Nav::ReportMatch { report, for_case } => Box::new(screens::ReportMatch::new(report, for_case)),
        Nav::Chat(text) => Box::new(screens::Chat::new(text)),
        Nav::Send => Box::<screens::Send>::default(),
        Nav::Receive(path) => Box::new(screens::Receive::new(path)),
        Nav::BackUp(to) => Box::new(screens::BackUp::new(to)),
        Nav::Restore { file, outside } => Box::new(screens::Restore::new(file, outside)),
        Nav::Trail(about) => Box::new(screens::Trail::new(about)),
        Nav::Bin => Box::<screens::BinScreen>::default(),
        Nav::Erase(key) => Box::new(screens::Erase::new(key)),
        Nav::Passphrase(bundle) => Box::new(screens::Passphrase::new(bundle)),
        Nav::ClientCopy(person) => Box::new(screens::Passphrase::of_copy(person)),
        Nav::Confirm { question, then } => {
            let words = model.shell.get(question);
            model.layers.push(Layer::Confirm { words, then });
            return;
        }
        Nav::Ask { words, then } => {
            model.layers.push(Layer::Confirm { words, then });
            return;
        }
        Nav::Back => {
            if model.screens.len() > 1 {
                model.screens.pop();
            }
            return restart_top(model);
        }
        Nav::Picked(path) => {
            model.screens.pop();
            if let Some(screen) = model.screens.last_mut() {
                screen.picked(path);
            }
            return restart_top(model);
        }
        Nav::Run(command) => return run_here(model, command),
        Nav::Replace(purpose) => {
            model.screens.pop();
            Box::new(screens::FormScreen::new(*purpose))
        }
    };
    model.screens.push(next);
    restart_top(model);
}

/// Does it on the screen on top, or says what it needs first.
fn run_here(model: &mut Model, id: CommandId) {
    let Some(command) = COMMANDS.iter().find(|command| command.id == id) else { return };
    let Some(screen) = model.top() else { return };
    if is_here(command, screen) {
        return run(model, id);
    }
    let open = !command.is_in(screen.place());
    let key =
        command.keys.first().map(|key| screens::key_words(key, &model.shell.words, true)).unwrap_or_default();
    let label = model.shell.get(&format!("command-{}", id.name()));
    let words = if open { "palette-open-first" } else { "palette-choose-first" };
    model.shell.warn(words, &[("key", key.into()), ("label", label.into())]);
}

/// What the palette offers for a record that is open.
pub fn purpose_of(command: CommandId, about: crate::domain::RecordKey) -> Option<FormPurpose> {
    use crate::domain::RecordKind as Kind;
    let new = |kind| FormPurpose::New { kind, about: Some(about) };
    Some(match command {
        CommandId::Edit => FormPurpose::Edit(about),
        CommandId::NewCase => new(Kind::Case),
        CommandId::New if matches!(about.kind, Kind::Session | Kind::Group) => new(Kind::Session),
        CommandId::AddSeat => FormPurpose::AddSeats(about),
        CommandId::Visit => new(Kind::Visit),
        CommandId::Refer | CommandId::ReferHere | CommandId::ReferOn => new(Kind::Referral),
        CommandId::FollowUp => new(Kind::FollowUp),
        CommandId::GiveAid => new(Kind::Aid),
        CommandId::MatchAid => FormPurpose::Match(about),
        CommandId::Ask => new(Kind::Question),
        CommandId::Need => new(Kind::Need),
        CommandId::Needs => FormPurpose::Several { kind: Kind::Need, case: about },
        CommandId::Steps => FormPurpose::Several { kind: Kind::Plan, case: about },
        CommandId::Assess => new(Kind::Assessment),
        CommandId::Plan => new(Kind::Plan),
        CommandId::Confer => new(Kind::Conference),
        CommandId::CloseCase => FormPurpose::Close(about),
        CommandId::Sent => event(about, "sent"),
        CommandId::Checked => report(about, "checked"),
        CommandId::Forward => report(about, "forwarded"),
        CommandId::Told => report(about, "told_reporter"),
        CommandId::Answer if about.kind == Kind::PsmReport => report(about, "answered"),
        CommandId::Finish if about.kind == Kind::PsmReport => report(about, "closed"),
        CommandId::Answer => event(about, ""),
        CommandId::Outcome => event(about, "outcome"),
        CommandId::Confirm => event(about, "closed"),
        CommandId::Finish => FormPurpose::Finish(about),
        CommandId::Postpone => FormPurpose::Postpone(about),
        CommandId::Mend => FormPurpose::Mend(about),
        CommandId::AskErasure => FormPurpose::AskErasure(about),
        CommandId::Retain => FormPurpose::Retain(about),
        _ => return None,
    })
}

fn report(report: crate::domain::RecordKey, state: &str) -> FormPurpose {
    FormPurpose::Report { report, state: state.to_owned() }
}

fn event(referral: crate::domain::RecordKey, state: &str) -> FormPurpose {
    FormPurpose::Event { referral, state: state.to_owned() }
}
