//! One message in, the model changed, effects out. Never blocks, never fails.

use crate::desk::FormPurpose;
use crate::screens::{self, Screen};
use crate::ui::key::Key;
use crate::work::Failure;

use super::command::{COMMANDS, Command, CommandId, Place, commands_of};
use super::message::{Effect, Message, Reply, Request, Turn};
use super::model::{Layer, Model, Palette};
use super::navigation::{Nav, home};
use super::shell::{Toast, ToastKind};

pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => press_in_turn(model, key),
        Message::Resize(width, height) => model.shell.size = (width, height),
        Message::Closed => run(model, CommandId::Quit),
        Message::Idle => lock(model),
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
            if model.top().is_some_and(|screen| screen.place() != Place::Unlock) {
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

/// Keys kept for what is still being fetched, at most.
const MOST_EARLY: usize = 500;

fn press_in_turn(model: &mut Model, key: Key) {
    if matches!(key, Key::Esc) || anywhere(&key).is_some() {
        model.early.clear();
    } else if !model.early.is_empty() || waits_for(model, &key) {
        if model.early.len() < MOST_EARLY {
            model.early.push_back(key);
        }
        return;
    }
    press(model, &key);
}

/// Whether what this key acts on has been asked for and is not there yet.
fn waits_for(model: &Model, key: &Key) -> bool {
    if model.progress.is_some() {
        return false;
    }
    match model.layers.last() {
        Some(Layer::Palette(palette)) => palette.pending && *key == Key::Enter,
        Some(_) => false,
        None => model.top().is_some_and(|screen| screen.is_waiting(key)),
    }
}

fn press_early(model: &mut Model) {
    while let Some(key) = model.early.front().cloned().filter(|key| !waits_for(model, key)) {
        model.early.pop_front();
        press(model, &key);
        follow_moves(model);
    }
}

fn press(model: &mut Model, key: &Key) {
    model.shell.toast = None;
    if model.progress.is_some() {
        if *key == Key::Esc {
            model.shell.effect(Effect::Cancel);
        } else if let Some(command) = anywhere(key) {
            model.shell.effect(Effect::Cancel);
            run(model, command);
        }
        return;
    }
    let Some(place) = model.top().map(Screen::place) else { return };
    let typing = model.layers.is_empty() && model.top().is_some_and(Screen::is_typing);
    if model.layers.is_empty() {
        if let Some(command) = command_for(place, key, typing) {
            run(model, command.id);
        } else if let Some(screen) = model.screens.last_mut() {
            screen.press(key, &mut model.shell);
        }
    } else if let Some(command) = anywhere(key) {
        run(model, command);
    } else {
        press_layer(model, key);
    }
}

/// While one types only Ctrl and function keys are commands; Enter, Esc and arrows belong to the field.
fn command_for(place: Place, key: &Key, typing: bool) -> Option<&'static Command> {
    let command = commands_of(place).find(|command| command.answers(key))?;
    let is_command = match key {
        Key::F(_) => true,
        Key::Ctrl(_) => !typing || !is_of_fields(key),
        _ => !typing,
    };
    is_command.then_some(command)
}

/// In a field these keys act on what is typed.
fn is_of_fields(key: &Key) -> bool {
    matches!(key, Key::Ctrl('z' | 'c' | 'v' | 'd' | 's' | 'k'))
}

fn anywhere(key: &Key) -> Option<CommandId> {
    let held = [CommandId::Quit, CommandId::Lock];
    COMMANDS
        .iter()
        .find(|command| command.answers(key) && held.contains(&command.id))
        .map(|command| command.id)
}

/// Does a command, wherever it was asked for: key, bar or palette.
pub(super) fn run(model: &mut Model, command: CommandId) {
    match command {
        CommandId::Quit => {
            for screen in &mut model.screens {
                screen.keep_draft(&mut model.shell);
            }
            model.shell.effect(Effect::Quit);
        }
        CommandId::Lock => lock(model),
        CommandId::Help => model.layers.push(Layer::Help { top: 0 }),
        CommandId::Menu => model.layers.push(Layer::Menu(crate::ui::table::Selection::default())),
        CommandId::Palette => open_palette(model),
        CommandId::Undo => {
            model.shell.ask(Request::Undo);
        }
        CommandId::Redo => {
            model.shell.ask(Request::Redo);
        }
        CommandId::Drafts => {
            model.shell.ask(Request::Drafts);
        }
        CommandId::GoToday | CommandId::GoReports | CommandId::GoSettings => {
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

fn lock(model: &mut Model) {
    if model.top().is_none_or(|screen| screen.place() == Place::Unlock || screen.place() == Place::Setup) {
        return;
    }
    for screen in &mut model.screens {
        screen.keep_draft(&mut model.shell);
    }
    model.shell.effect(Effect::Lock);
    model.layers.clear();
    model.progress = None;
    model.early.clear();
    model.deaf_until = model.shell.turn();
    model.shell.forget();
    model.screens = vec![Box::new(screens::Unlock::after_lock())];
}

fn open_palette(model: &mut Model) {
    let palette = Palette { commands: matching_commands(model, ""), ..Palette::default() };
    model.layers.push(Layer::Palette(palette));
}

/// Commands whose words fit, those of this place first.
fn matching_commands(model: &Model, typed: &str) -> Vec<CommandId> {
    let Some(place) = model.top().map(Screen::place) else { return Vec::new() };
    let ready = |command: &&Command| {
        command.places.contains(&Place::Everywhere)
            || model.top().is_some_and(|screen| screen.is_ready(command.id))
    };
    let offered =
        commands_of(place).filter(ready).filter(|c| c.id != CommandId::Palette && c.rank != 9 || is_home(c));
    let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
    let pattern = nucleo_matcher::pattern::Pattern::parse(
        typed,
        nucleo_matcher::pattern::CaseMatching::Ignore,
        nucleo_matcher::pattern::Normalization::Smart,
    );
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, CommandId)> = offered
        .filter_map(|command| {
            let label = model.shell.get(&format!("command-{}", command.id.name()));
            let text = nucleo_matcher::Utf32Str::new(&label, &mut buffer);
            Some((pattern.score(text, &mut matcher)?, command.id))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, id)| id).collect()
}

fn is_home(command: &Command) -> bool {
    command.id.name().starts_with("go-") && command.places.contains(&Place::Everywhere)
}

/// The nine screens, in the order of their digits.
pub(crate) fn menu() -> impl Iterator<Item = CommandId> {
    COMMANDS.iter().filter(|command| is_home(command)).map(|command| command.id)
}

fn press_layer(model: &mut Model, key: &Key) {
    let Some(layer) = model.layers.last_mut() else { return };
    let after = match layer {
        Layer::Help { top } => press_help(top, key),
        Layer::Menu(selection) => {
            let items: Vec<CommandId> = menu().collect();
            press_choice(selection, key, &items)
        }
        Layer::Confirm { then, .. } => press_confirm(*then, key),
        Layer::ConfirmDrop(id) => match key {
            Key::Char('y' | 'Y') | Key::Enter => After::Drop(*id),
            Key::Char('t' | 'T' | 'n' | 'N') | Key::Esc => After::Close,
            _ => After::Stay,
        },
        Layer::Drafts { drafts, selection } => match key {
            Key::Enter => match drafts.get(selection.at) {
                Some((id, draft)) => After::Go(Nav::Draft(*id, Box::new(draft.clone()))),
                None => After::Close,
            },
            Key::Delete => match drafts.get(selection.at) {
                Some((id, _)) => After::AskDrop(*id),
                None => After::Close,
            },
            key => move_selection(selection, key, drafts.len()),
        },
        Layer::Palette(palette) => press_palette(palette, key),
    };
    take_after(model, after);
}

/// What a key in a layer leads to.
enum After {
    Stay,
    Close,
    Run(CommandId),
    /// Confirmed: done without asking again.
    Sure(CommandId),
    Go(Nav),
    AskDrop(crate::store::DraftId),
    Drop(crate::store::DraftId),
    Search(String),
}

fn take_after(model: &mut Model, after: After) {
    match after {
        After::Stay => {}
        After::Close => {
            model.layers.pop();
        }
        After::Run(command) => {
            model.layers.clear();
            run(model, command);
        }
        After::Sure(command) => {
            model.layers.pop();
            if let Some(screen) = model.screens.last_mut() {
                screen.confirmed(command, &mut model.shell);
            }
        }
        After::Go(to) => {
            model.layers.clear();
            model.shell.go(to);
        }
        After::AskDrop(id) => model.layers.push(Layer::ConfirmDrop(id)),
        After::Drop(id) => {
            model.shell.ask(Request::DropDraft(id));
            model.layers.clear();
        }
        After::Search(typed) => {
            let commands = matching_commands(model, &typed);
            let turn = model.shell.ask(Request::Find(typed));
            if let Some(Layer::Palette(palette)) = model.layers.last_mut() {
                palette.records.clear();
                palette.commands = commands;
                palette.turn = turn;
                palette.pending = true;
                palette.selection = crate::ui::table::Selection::default();
            }
        }
    }
}

fn press_help(top: &mut usize, key: &Key) -> After {
    match key {
        Key::Down => *top += 1,
        Key::Up => *top = top.saturating_sub(1),
        Key::PageDown => *top += 10,
        Key::PageUp => *top = top.saturating_sub(10),
        _ => return After::Close,
    }
    After::Stay
}

fn press_choice(selection: &mut crate::ui::table::Selection, key: &Key, items: &[CommandId]) -> After {
    match key {
        Key::Enter => items.get(selection.at).map_or(After::Close, |id| After::Run(*id)),
        Key::Char(digit) => {
            let at = COMMANDS.iter().find(|c| c.answers(key) && items.contains(&c.id));
            at.map_or_else(|| if *digit == '0' { After::Close } else { After::Stay }, |c| After::Run(c.id))
        }
        key => move_selection(selection, key, items.len()),
    }
}

fn press_confirm(then: CommandId, key: &Key) -> After {
    match key {
        Key::Char('y' | 'Y') | Key::Enter => After::Sure(then),
        Key::Char('t' | 'T' | 'n' | 'N') | Key::Esc => After::Close,
        _ => After::Stay,
    }
}

fn move_selection(selection: &mut crate::ui::table::Selection, key: &Key, count: usize) -> After {
    match key {
        Key::Down | Key::Tab => selection.step(1, count),
        Key::Up | Key::BackTab => selection.step(-1, count),
        Key::PageDown => selection.step(10, count),
        Key::PageUp => selection.step(-10, count),
        Key::Esc => return After::Close,
        _ => {}
    }
    After::Stay
}

fn press_palette(palette: &mut Palette, key: &Key) -> After {
    let count = palette.commands.len() + palette.records.len();
    if *key == Key::Enter {
        if let Some(command) = palette.commands.get(palette.selection.at) {
            return After::Run(*command);
        }
        let record =
            palette.records.get(palette.selection.at - palette.commands.len().min(palette.selection.at));
        return record.map_or(After::Close, |row| After::Go(Nav::Page(row.key)));
    }
    if screens::edit_line(&mut palette.input, key) {
        return After::Search(palette.input.value().to_owned());
    }
    move_selection(&mut palette.selection, key, count)
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
        Reply::Opened(opening) => opened(model, *opening),
        Reply::Undone(saved) => {
            let action = model.shell.get(&format!("action-{}", saved.action));
            model.shell.say_good("undone", &[("action", action.into())]);
            restart_top(model);
        }
        Reply::Redone(_) => {
            model.shell.say_good("redone", &[]);
            restart_top(model);
        }
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
    // That what was just undone is gone needs no second message.
    model.shell.toast = said.filter(|_| failure.is_gone()).or(Some(error));
    if failure.turned_read_only {
        model.shell.read_only = true;
    }
    if let Some(screen) = model.screens.iter_mut().rev().find(|screen| screen.expects(turn)) {
        screen.failed(turn, failure, &mut model.shell);
    }
}

fn opened(model: &mut Model, opening: crate::work::Opening) {
    model.shell.take_opening(&opening);
    let notices: Vec<String> = opening
        .notices
        .iter()
        .map(|note| {
            let args: Vec<_> = note.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            model.shell.say(&format!("note-{}", note.code.replace('_', "-")), &args)
        })
        .collect();
    if !notices.is_empty() {
        model.shell.show(ToastKind::Warning, notices.join("  "));
    }
    if let Some(code) = opening.recovery_code {
        if let Some(screen) = model.screens.last_mut() {
            screen.reply(0, Reply::RecoveryCode(code), &mut model.shell);
        }
        return;
    }
    model.shell.go(Nav::Home(CommandId::GoToday));
    if opening.drafts > 0 {
        model.shell.ask(Request::Drafts);
    }
}

fn restart_top(model: &mut Model) {
    if let Some(screen) = model.screens.last_mut() {
        screen.start(&mut model.shell);
    }
}

fn follow_moves(model: &mut Model) {
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
        Nav::Files(purpose) => Box::new(screens::Files::new(purpose)),
        Nav::Send => Box::<screens::Send>::default(),
        Nav::Receive(path) => Box::new(screens::Receive::new(path)),
        Nav::Passphrase(bundle) => Box::new(screens::Passphrase::new(bundle)),
        Nav::Confirm { question, then } => {
            model.layers.push(Layer::Confirm { question, then });
            return;
        }
        Nav::Back => {
            if model.screens.len() > 1 {
                model.screens.pop();
            }
            return restart_top(model);
        }
        Nav::StartTyping => {
            if let Some(screen) = model.screens.last_mut() {
                screen.run(CommandId::Find, &mut model.shell);
            }
            return;
        }
        Nav::Replace(purpose) => {
            model.screens.pop();
            Box::new(screens::FormScreen::new(*purpose))
        }
    };
    model.screens.push(next);
    restart_top(model);
}

/// What the palette offers for a record that is open.
pub fn purpose_of(command: CommandId, about: crate::domain::RecordKey) -> Option<FormPurpose> {
    use crate::domain::RecordKind as Kind;
    let new = |kind| FormPurpose::New { kind, about: Some(about) };
    Some(match command {
        CommandId::Edit => FormPurpose::Edit(about),
        CommandId::NewCase => new(Kind::Case),
        CommandId::Visit => new(Kind::Visit),
        CommandId::Refer | CommandId::ReferHere => new(Kind::Referral),
        CommandId::FollowUp => new(Kind::FollowUp),
        CommandId::Need => new(Kind::Need),
        CommandId::CloseCase => FormPurpose::Close(about),
        CommandId::Sent => event(about, "sent"),
        CommandId::Answer => event(about, ""),
        CommandId::Outcome => event(about, "outcome"),
        CommandId::Confirm => event(about, "closed"),
        CommandId::Finish => FormPurpose::Finish(about),
        CommandId::Postpone => FormPurpose::Postpone(about),
        CommandId::Mend => FormPurpose::Mend(about),
        _ => return None,
    })
}

fn event(referral: crate::domain::RecordKey, state: &str) -> FormPurpose {
    FormPurpose::Event { referral, state: state.to_owned() }
}
