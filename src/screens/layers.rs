//! What lies over a screen: help, menu, palette, a question, drafts, progress.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Layer, Palette, Progress, Shell, commands_of, elsewhere, menu};
use crate::desk::Draft;
use crate::ui::table::Selection;
use crate::ui::{gauge, list, popup, print, text};

use super::Screen;
use super::draw::key_words;
use super::lines::moment;

const WIDE: u16 = 66;

pub fn draw(frame: &mut Frame<'_>, area: Rect, layer: &Layer, screen: &dyn Screen, shell: &Shell) {
    match layer {
        Layer::Help { top } => draw_help(frame, area, *top, screen, shell),
        Layer::Menu(selection) => draw_menu(frame, area, *selection, shell),
        Layer::Palette(palette) => draw_palette(frame, area, palette, screen, shell),
        Layer::Confirm { words, .. } => draw_question(frame, area, words, shell),
        Layer::ConfirmDrop(_) => draw_question(frame, area, &shell.get("ask-drop-draft"), shell),
        Layer::Unprintable { texts, .. } => {
            let first = texts.first().map(|text| text::wrap(text, 40)).unwrap_or_default();
            let first = first.into_iter().next().unwrap_or_default();
            let told = [("count", texts.len().into()), ("text", first.into())];
            draw_question(frame, area, &shell.say("ask-unprintable", &told), shell);
        }
        Layer::Drafts { drafts, selection } => {
            let items: Vec<String> = drafts.iter().map(|(_, draft)| draft_line(draft, shell)).collect();
            draw_list(
                frame,
                area,
                &shell.get("drafts-title"),
                &items,
                *selection,
                &shell.get("drafts-hint"),
                shell,
            );
        }
    }
}

fn draft_line(draft: &Draft, shell: &Shell) -> String {
    let kind = shell.get(&format!("kind-{}", draft.purpose.kind().name().replace('_', "-")));
    let line = format!("{kind}, {}", moment(draft.at, shell));
    match &draft.who {
        Some(who) if who.masked => format!("{line}: {}", shell.get("masked")),
        Some(who) if !who.name.is_empty() => format!("{line}: {}", who.name),
        _ => line,
    }
}

fn draw_list(
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    items: &[String],
    selection: Selection,
    hint: &str,
    shell: &Shell,
) {
    let height = u16::try_from(items.len()).unwrap_or(u16::MAX).saturating_add(4).min(area.height);
    let inside = popup::draw(frame.buffer_mut(), area, &shell.theme, title, WIDE, height);
    let rows = Rect { height: inside.height.saturating_sub(2), ..inside };
    list::draw(frame.buffer_mut(), rows, &shell.theme, items, selection);
    if inside.height > 1 {
        let line = (inside.x, inside.bottom() - 1);
        print(
            frame.buffer_mut(),
            line,
            hint,
            inside.width,
            shell.theme.quiet(),
            shell.theme.symbols.ellipsis,
        );
    }
}

fn draw_menu(frame: &mut Frame<'_>, area: Rect, selection: Selection, shell: &Shell) {
    let items: Vec<String> = menu().map(|id| command_line(id, shell)).collect();
    draw_list(frame, area, &shell.get("menu-title"), &items, selection, &shell.get("pick-hint"), shell);
}

/// `1  Hari Ini`
fn command_line(id: CommandId, shell: &Shell) -> String {
    let command = crate::app::COMMANDS.iter().find(|command| command.id == id);
    let key = command
        .and_then(|command| command.keys.first())
        .map(|key| key_words(key, &shell.words, shell.theme.symbols.is_ascii()))
        .unwrap_or_default();
    format!("{key:<7} {}", shell.get(&format!("command-{}", id.name())))
}

/// `k       kunjungan (Warga & Kasus)`: also where it is done when that is not here.
fn palette_line(id: CommandId, screen: &dyn Screen, shell: &Shell) -> String {
    let command = crate::app::COMMANDS.iter().find(|command| command.id == id);
    let home = command.and_then(|command| elsewhere(command, screen));
    let at = home.map(|home| format!(" ({})", shell.get(&format!("command-{}", home.name()))));
    let also = also(id, shell).map(|words| format!(": {words}"));
    command_line(id, shell) + &also.unwrap_or_default() + &at.unwrap_or_default()
}

/// Other words by which a command is looked for.
fn also(id: CommandId, shell: &Shell) -> Option<String> {
    shell.words.find(&format!("also-{}", id.name()))
}

/// All that the palette searches of a command.
pub(crate) fn command_words(id: CommandId, shell: &Shell) -> String {
    let label = shell.get(&format!("command-{}", id.name()));
    format!("{label} {}", also(id, shell).unwrap_or_default())
}

fn draw_question(frame: &mut Frame<'_>, area: Rect, words: &str, shell: &Shell) {
    let lines = text::wrap(words, usize::from(WIDE) - 4);
    let height = u16::try_from(lines.len()).unwrap_or(4) + 4;
    let inside = popup::draw(frame.buffer_mut(), area, &shell.theme, &shell.get("question"), WIDE, height);
    let mut y = inside.y;
    for line in &lines {
        print(frame.buffer_mut(), (inside.x, y), line, inside.width, shell.theme.text(), ' ');
        y += 1;
    }
    print(frame.buffer_mut(), (inside.x, y + 1), &shell.get("yes-no"), inside.width, shell.theme.key(), ' ');
}

fn draw_palette(frame: &mut Frame<'_>, area: Rect, palette: &Palette, screen: &dyn Screen, shell: &Shell) {
    let title = shell.get("palette-title");
    let inside = popup::draw(frame.buffer_mut(), area, &shell.theme, &title, WIDE, area.height.min(18));
    if inside.is_empty() {
        return;
    }
    let typed = format!("> {}", palette.input.value());
    print(frame.buffer_mut(), (inside.x, inside.y), &typed, inside.width, shell.theme.accent(), ' ');
    let caret = u16::try_from(2 + palette.input.visual_cursor()).unwrap_or(2);
    frame.set_cursor_position((inside.x + caret.min(inside.width.saturating_sub(1)), inside.y));
    let mut items: Vec<String> = palette.commands.iter().map(|id| palette_line(*id, screen, shell)).collect();
    items.extend(palette.records.iter().map(|row| super::list::one_line(row, shell)));
    if items.is_empty() {
        let nothing = shell.get("palette-nothing");
        print(frame.buffer_mut(), (inside.x, inside.y + 2), &nothing, inside.width, shell.theme.quiet(), ' ');
        return;
    }
    let rows = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    list::draw(frame.buffer_mut(), rows, &shell.theme, &items, palette.selection);
}

/// Help: what this screen is for, then its keys.
fn draw_help(frame: &mut Frame<'_>, area: Rect, top: usize, screen: &dyn Screen, shell: &Shell) {
    let inside = popup::draw(
        frame.buffer_mut(),
        area,
        &shell.theme,
        &shell.get("help-title"),
        area.width,
        area.height,
    );
    let width = usize::from(inside.width);
    let mut lines = text::wrap(&shell.get(help_key(screen)), width);
    lines.push(String::new());
    for command in commands_of(screen.place()) {
        let keys: Vec<String> = command
            .keys
            .iter()
            .map(|key| key_words(key, &shell.words, shell.theme.symbols.is_ascii()))
            .collect();
        let label = shell.get(&format!("command-{}", command.id.name()));
        lines.push(format!("{:<18} {label}", keys.join("  ")));
    }
    let top = top.min(lines.len().saturating_sub(usize::from(inside.height)));
    for (y, line) in (inside.y..inside.bottom()).zip(lines.iter().skip(top)) {
        print(frame.buffer_mut(), (inside.x, y), line, inside.width, shell.theme.text(), ' ');
    }
}

fn help_key(screen: &dyn Screen) -> &'static str {
    use crate::app::Place;
    if let Some(own) = screen.help() {
        return own;
    }
    match screen.place() {
        Place::Today => "help-today",
        Place::People | Place::Cases => "help-people",
        Place::Sessions => "help-sessions",
        Place::Referrals => "help-referrals",
        Place::Aid => "help-aid",
        Place::Scorecard => "help-scorecard",
        Place::WhoCanHelp => "help-who-can-help",
        Place::Organizations => "help-organizations",
        Place::Reports => "help-reports",
        Place::Activities => "help-activities",
        Place::Planner => "help-planner",
        Place::Groups => "help-groups",
        Place::GroupPage => "help-group",
        Place::Papers => "help-papers",
        Place::Handoffs => "help-handoffs",
        Place::Settings => "help-settings",
        Place::Mend => "help-mend",
        Place::Compare | Place::Mismatches => "help-mismatch",
        Place::Overrides | Place::NewOverride => "help-overrides",
        Place::Questions => "help-questions",
        Place::PsmReports => "help-psm-reports",
        Place::PsmPage => "help-psm-report",
        Place::ReportMatch => "help-report-match",
        Place::Chat => "help-chat",
        Place::PersonPage => "help-person",
        Place::CasePage => "help-case",
        Place::SessionPage => "help-session",
        Place::ReferralPage => "help-referral",
        Place::OrganizationPage => "help-organization",
        Place::Form => "help-form",
        Place::Mapping => "help-mapping",
        Place::Import | Place::Files => "help-import",
        Place::Backups | Place::BackUp => "help-backups",
        Place::Restore | Place::OutsideFiles | Place::OutsideRestore => "help-restore",
        Place::Trail => "help-trail",
        Place::Erase => "help-erase",
        Place::Send => "help-send",
        Place::Receive => "help-receive",
        Place::Setup => "help-setup",
        Place::Unlock => "help-unlock",
        Place::Overlaps => "help-overlaps",
        Place::Bin => "help-bin",
        Place::Doubles => "help-doubles",
        Place::Pair => "help-pair",
        Place::Untouched => "help-untouched",
        Place::ListCheck => "help-list-check",
        Place::ListChanges => "help-list-changes",
        Place::AidPapers => "help-aid-papers",
        Place::DaySheets => "help-day-sheets",
        Place::Regulations => "help-regulations",
        Place::RegulationNotes => "help-regulation-notes",
        Place::OtherPage | Place::Everywhere => "help-record",
    }
}

/// How far long work is; before the end also why the program is still here.
pub fn draw_progress(frame: &mut Frame<'_>, area: Rect, progress: &Progress, leaving: bool, shell: &Shell) {
    let (title, hint) = match progress.what {
        _ if leaving => ("leaving-title", "leaving-hint"),
        // A glance into a backup is over before anybody could stop it.
        "proving" => ("work-title", "work-hint-short"),
        _ => ("work-title", "work-hint"),
    };
    let inside = popup::draw(frame.buffer_mut(), area, &shell.theme, &shell.get(title), WIDE, 5);
    let words = shell.get(&format!("work-{}", progress.what));
    let line = Rect { height: inside.height.min(2), ..inside };
    gauge::draw(frame.buffer_mut(), line, &shell.theme, progress.done, progress.all, &words);
    if inside.height > 2 {
        let hint = shell.get(hint);
        let at = (inside.x, inside.bottom() - 1);
        print(frame.buffer_mut(), at, &hint, inside.width, shell.theme.quiet(), ' ');
    }
}
