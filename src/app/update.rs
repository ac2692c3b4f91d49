//! One message in, the model changed, effects out. Never blocks, never fails.

use crate::desk::Greeting;
use crate::screens;
use crate::work::Failure;

use super::command::{CommandId, Place};
use super::keys::{press_early, press_in_turn};
use super::layers::open_palette;
use super::message::{Effect, Message, Reply, Request, Turn};
use super::model::{Layer, Model};
use super::moves::{follow_moves, restart_top};
use super::navigation::{Nav, home};
use super::shell::{Toast, ToastKind};

pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press_in_turn(model, key),
        Message::Resize(width, height) => model.shell.size = (width, height),
        Message::Closed => {
            if model.is_leaving {
                model.shell.effect(Effect::Cancel);
            }
            quit(model);
        }
        Message::TidiedUp => {
            if model.is_leaving {
                model.shell.effect(Effect::Quit);
            }
        }
        Message::Idle => lock(model, true),
        Message::Day(today) => {
            model.shell.today = today;
            model.shell.ask(Request::Day(today));
            restart_top(model);
        }
        Message::KeepDraft => {
            for screen in &mut model.screens {
                screen.keep_draft(&mut model.shell);
            }
        }
        Message::Progress(progress) => {
            if model.top().is_some_and(|screen| !matches!(screen.place(), Place::Unlock | Place::Setup)) {
                model.progress = Some(progress);
            }
        }
        Message::Reply(turn, answer) => {
            if answer.is_err() {
                model.early.clear();
            }
            answered(model, turn, answer);
        }
    }
    follow_moves(model);
    press_early(model);
    std::mem::take(&mut model.shell.effects)
}

/// Does a command, wherever it was asked for: key, bar or palette.
pub(super) fn run(model: &mut Model, command: CommandId) {
    match command {
        CommandId::Quit if would_lose(model) => ask_first(model, "ask-quit-unkept", command),
        CommandId::Lock if would_lose(model) => ask_first(model, "ask-lock-unkept", command),
        CommandId::Quit => take_leave(model),
        CommandId::Lock => lock(model, false),
        CommandId::Help => model.layers.push(Layer::Help { top: 0 }),
        CommandId::Menu => model.layers.push(Layer::Menu(crate::ui::table::Selection::default())),
        CommandId::Palette => open_palette(model),
        CommandId::Undo => {
            model.shell.ask(Request::Undo { is_sure: false });
        }
        CommandId::Redo => {
            model.shell.ask(Request::Redo);
        }
        CommandId::Drafts => {
            model.shell.ask(Request::Drafts);
        }
        CommandId::GoToday | CommandId::GoReports | CommandId::GoSettings | CommandId::GoBackups => {
            model.shell.go(Nav::Home(command));
        }
        other if home(other).is_some() => model.shell.go(Nav::Home(other)),
        other => {
            if let Some(screen) = model.screens.last_mut()
                && screen.is_ready(other)
            {
                screen.run(other, &mut model.shell);
            }
        }
    }
}

/// The disk did not take what is being typed: only the screen has it.
fn would_lose(model: &Model) -> bool {
    model.screens.iter().any(|screen| screen.could_not_keep())
}

/// Tries once more to keep it, and asks; the worker may have made room meanwhile.
fn ask_first(model: &mut Model, question: &'static str, then: CommandId) {
    for screen in &mut model.screens {
        screen.keep_draft(&mut model.shell);
    }
    model.layers.clear();
    let words = model.shell.get(question);
    model.layers.push(Layer::Confirm { words, then });
}

/// Confirmed, or nothing to ask about.
pub(super) fn leave(model: &mut Model, command: CommandId) {
    if command == CommandId::Lock { lock(model, false) } else { take_leave(model) }
}

/// Tidies up before the end, and says so; the next key ends at once. Where nothing is open, or long work was just stopped,
/// there is nothing to wait for.
fn take_leave(model: &mut Model) {
    if model.is_outside() || model.progress.is_some() || model.is_leaving {
        return quit(model);
    }
    for screen in &mut model.screens {
        screen.keep_draft(&mut model.shell);
    }
    model.is_leaving = true;
    model.layers.clear();
    model.shell.effect(Effect::TidyUp);
}

pub(super) fn quit(model: &mut Model) {
    for screen in &mut model.screens {
        screen.keep_draft(&mut model.shell);
    }
    model.shell.effect(Effect::Quit);
}

fn lock(model: &mut Model, tidy: bool) {
    if model.is_outside() {
        return;
    }
    for screen in &mut model.screens {
        screen.keep_draft(&mut model.shell);
    }
    model.shell.effect(Effect::Lock { tidy });
    model.layers.clear();
    model.progress = None;
    model.early.clear();
    model.deaf_until = model.shell.turn();
    model.shell.forget();
    model.screens = vec![Box::new(screens::Unlock::after_lock())];
}

fn answered(model: &mut Model, turn: Turn, answer: Result<Reply, Failure>) {
    // What was asked before the lock is nobody's business after it. Turn 0 is the opening by the program itself.
    if turn != 0 && turn <= model.deaf_until {
        return;
    }
    model.progress = None;
    let reply = match answer {
        Ok(reply) => reply,
        Err(failure) => return failed(model, turn, &failure),
    };
    match reply {
        Reply::Greeted(greeting) => greeted(model, turn, *greeting),
        Reply::Opened(opening) => opened(model, *opening),
        Reply::UndoAsks { action, count } => {
            let action = model.shell.get(&format!("action-{action}"));
            let words = model.shell.say("ask-undo", &[("action", action.into()), ("count", count.into())]);
            model.layers.push(Layer::Confirm { words, then: CommandId::Undo });
        }
        Reply::Undone(saved) => {
            let action = model.shell.get(&format!("action-{}", saved.action));
            model.shell.say_good("undone", &[("action", action.into())]);
            restart_top(model);
        }
        Reply::Redone(saved) => {
            let action = model.shell.get(&format!("action-{}", saved.action));
            model.shell.say_good("redone", &[("action", action.into())]);
            restart_top(model);
        }
        Reply::BroughtBack => {
            lock(model, false);
            model.shell.say_good("restore-undone-locked", &[]);
        }
        Reply::Unprintable(texts) => model.layers.push(Layer::Unprintable { texts, turn }),
        Reply::Drafts(drafts) if drafts.is_empty() => model.shell.say_good("no-drafts", &[]),
        Reply::Drafts(drafts) => {
            model.layers.push(Layer::Drafts { drafts, selection: crate::ui::table::Selection::default() });
        }
        Reply::Found(rows) => {
            if let Some(Layer::Palette(palette)) = model.layers.last_mut()
                && palette.turn == turn
            {
                palette.records = rows;
                palette.pending = false;
            }
        }
        reply => {
            if let Reply::Saved(saved) = &reply {
                let action = model.shell.get(&format!("action-{}", saved.action));
                model.shell.say_good("saved", &[("action", action.into())]);
            }
            if let Some(screen) = model.screens.iter_mut().rev().find(|screen| screen.expects(turn)) {
                screen.reply(turn, reply, &mut model.shell);
            }
        }
    }
}

fn failed(model: &mut Model, turn: Turn, failure: &Failure) {
    let said = model.shell.toast.take();
    let error = Toast { kind: ToastKind::Error, text: failure.words_and_next(&model.shell.words) };
    if failure.locks {
        lock(model, false);
    }
    // That what was just undone is gone needs no second message.
    model.shell.toast = said.filter(|_| failure.is_gone()).or(Some(error));
    if failure.turned_read_only {
        model.shell.read_only = true;
    }
    if model.shell.filling == Some(turn) {
        refuse(model);
        return;
    }
    if let Some(screen) = model.screens.iter_mut().rev().find(|screen| screen.expects(turn)) {
        screen.failed(turn, failure, &mut model.shell);
    }
}

/// *Hari Ini* as it was kept; the store is still being read.
fn greeted(model: &mut Model, turn: Turn, greeting: Greeting) {
    model.shell.take_worker(greeting.profile, greeting.lookup, &greeting.area);
    model.shell.filling = Some(turn);
    model.screens = vec![Box::new(screens::Today::greeting(greeting.agenda))];
}

/// The store behind the first screen can't be opened: back to the lock, with what is wrong.
fn refuse(model: &mut Model) {
    let said = model.shell.toast.take();
    model.layers.clear();
    model.deaf_until = model.shell.turn();
    model.shell.forget();
    model.shell.toast = said;
    model.screens = vec![Box::new(screens::Unlock::after_lock())];
}

fn opened(model: &mut Model, mut opening: crate::work::Opening) {
    let was_greeted = model.shell.filling.is_some();
    let (notices, code, drafts) =
        (std::mem::take(&mut opening.notices), opening.recovery_code.take(), opening.drafts);
    model.shell.take_opening(opening);
    let notices: Vec<String> = notices
        .iter()
        .map(|note| {
            let args: Vec<_> = note.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            model.shell.say(&format!("note-{}", note.code.replace('_', "-")), &args)
        })
        .collect();
    if !notices.is_empty() {
        model.shell.show(ToastKind::Warning, notices.join("  "));
    }
    if let Some(code) = code {
        if let Some(screen) = model.screens.last_mut() {
            screen.reply(0, Reply::RecoveryCode(code), &mut model.shell);
        }
        return;
    }
    if !was_greeted {
        model.shell.go(Nav::Home(CommandId::GoToday));
    } else if model.top().is_some_and(|screen| screen.place() == Place::Today) {
        restart_top(model);
    }
    if drafts > 0 {
        model.shell.ask(Request::Drafts);
    }
}
