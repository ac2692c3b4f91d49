//! What each column means, which sheets are read, and in which row the headings stand: changed by picking.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Shell};
use crate::form::{Choice, Lookup};
use crate::intake::{Import, List, SheetAnswers, SheetMapping, fields_of};
use crate::screens::choosing::step;
use crate::screens::picker::{Picked, Picker};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{popup, print, text};

use super::words::{field_words, left_out_words, receipt_sum};

/// Rows of the list of meanings in sight.
const PICKS: u16 = 14;
const WIDE: u16 = 66;
/// A column that is not needed; also "guess by yourself", "read nothing", "no village".
const NONE: &str = "-";
const GUESS: &str = "?";

/// The worker's word about one sheet.
#[derive(Debug)]
pub(super) struct Change {
    pub sheet: String,
    pub answers: SheetAnswers,
}

#[derive(Debug, Default)]
pub(super) struct Mapping {
    selection: Selection,
    picking: Option<Picking>,
}

/// A line of the screen: places in [`Import::mapping`] and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Sheet(usize),
    Heading(usize),
    Village(usize),
    Column(usize, usize),
}

/// A meaning is being picked for a line.
#[derive(Debug)]
struct Picking {
    line: Line,
    title: String,
    picker: Picker,
}

impl Mapping {
    pub fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    pub fn run(&mut self, command: CommandId, import: &Import, shell: &Shell) {
        let lines = lines(import);
        let height = usize::from(shell.size.1.saturating_sub(9));
        if !step(&mut self.selection, command, lines.len(), height)
            && let Some(line) = lines.get(self.selection.at).filter(|_| command == CommandId::Choose)
        {
            self.picking = picking(*line, import, shell);
        }
    }

    /// A key while a meaning is picked.
    pub fn press(&mut self, key: &Key, import: &Import) -> Option<Change> {
        let picking = self.picking.as_mut()?;
        let line = picking.line;
        let picked = picking.picker.press(key);
        if picked != Picked::Nothing {
            self.picking = None;
        }
        match picked {
            Picked::Chosen(code) => change(line, &code, import),
            Picked::Nothing | Picked::Closed => None,
        }
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, import: &Import, shell: &Shell) {
        let mut y = area.y;
        let hint = [shell.get("mapping-hint"), receipt_sum(&import.receipt, shell)];
        let width = usize::from(area.width.saturating_sub(2));
        for line in hint.iter().flat_map(|line| text::wrap(line, width)) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, shell.theme.quiet(), ' ');
            y += 1;
        }
        let rows = Rect { y: y + 1, height: area.bottom().saturating_sub(y + 1), ..area };
        let columns = [
            Column::flexible(shell.get("column-in-file"), 22, 3),
            Column::flexible(shell.get("column-meaning"), 20, 2),
            Column::flexible(shell.get("column-sample"), 14, 3).rank(1),
        ];
        let lines = lines(import);
        let line = |at: usize| lines.get(at).map_or_else(Row::default, |line| row(*line, import, shell));
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, lines.len(), line);
        if let Some(picking) = &self.picking {
            draw_picking(picking, frame, area, shell);
        }
    }
}

/// What can be changed: each sheet once, then what its tables consist of.
fn lines(import: &Import) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (at, mapping) in import.mapping.iter().enumerate() {
        let is_first = import.mapping.iter().take(at).all(|before| before.sheet != mapping.sheet);
        if is_first {
            lines.push(Line::Sheet(at));
            if mapping.read_as.is_some() && mapping.has_columns() && mapping.headings.len() > 1 {
                lines.push(Line::Heading(at));
            }
            if needs_village(mapping) {
                lines.push(Line::Village(at));
            }
        }
        for (place, (heading, _)) in mapping.columns.iter().enumerate().filter(|_| mapping.has_columns()) {
            // A heading that is repeated on the next page is answered once.
            if !seen.contains(&(&mapping.sheet, heading)) {
                seen.push((&mapping.sheet, heading));
                lines.push(Line::Column(at, place));
            }
        }
    }
    lines
}

/// People without a column that tells the desa can all be of one.
fn needs_village(mapping: &SheetMapping) -> bool {
    matches!(mapping.read_as, Some(List::People | List::Aid | List::Psm))
        && mapping.columns.iter().all(|(_, field)| *field != Some("village"))
}

fn row(line: Line, import: &Import, shell: &Shell) -> Row {
    let cells = match line {
        Line::Sheet(at) => import.mapping.get(at).map(|mapping| {
            let read_as = match mapping.read_as {
                Some(list) => shell.get(&format!("import-as-{}", list.name())),
                None => shell.get("mapping-not-read"),
            };
            let why = mapping.left_out.map(|_| left_out_words(mapping, shell)).unwrap_or_default();
            vec![shell.say("mapping-sheet", &[("sheet", mapping.sheet.to_string().into())]), read_as, why]
        }),
        Line::Heading(at) => import.mapping.get(at).map(|mapping| {
            let row = mapping.header_rows.first().copied();
            let text = mapping.headings.iter().find(|(number, _)| Some(*number) == row);
            let row = row.map_or_else(
                || shell.get("mapping-no-heading"),
                |row| shell.say("mapping-row", &[("row", i64::from(row).into())]),
            );
            vec![shell.get("mapping-heading"), row, text.map(|(_, text)| text.clone()).unwrap_or_default()]
        }),
        Line::Village(at) => import.mapping.get(at).map(|mapping| {
            let village = mapping.village.as_deref().map(|code| shell.lookup.village(code));
            let village = village.unwrap_or_else(|| shell.get("mapping-no-village"));
            vec![shell.get("mapping-village"), village, String::new()]
        }),
        Line::Column(at, place) => import.mapping.get(at).and_then(|mapping| {
            let (heading, field) = mapping.columns.get(place)?;
            Some(vec![heading.clone(), meaning(mapping, *field, shell), sample(mapping, place)])
        }),
    };
    Row::new(cells.unwrap_or_default())
}

fn meaning(mapping: &SheetMapping, field: Option<&str>, shell: &Shell) -> String {
    match (mapping.read_as, field) {
        (Some(list), Some(field)) => field_words(list, field, shell),
        _ => shell.get("mapping-unused"),
    }
}

/// What the first rows hold in a column.
fn sample(mapping: &SheetMapping, place: usize) -> String {
    let cells = mapping.preview.iter().filter_map(|row| row.get(place));
    let filled = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    filled.take(3).collect::<Vec<_>>().join("; ")
}

/// What a line can be changed to, its present meaning selected.
fn picking(line: Line, import: &Import, shell: &Shell) -> Option<Picking> {
    let (title, all, now) = match line {
        Line::Sheet(at) => {
            let mapping = import.mapping.get(at)?;
            let mut all = vec![
                Choice::new(GUESS, shell.get("mapping-guess")),
                Choice::new(NONE, shell.get("mapping-not-read")),
            ];
            all.extend(
                List::ALL
                    .map(|list| Choice::new(list.name(), shell.get(&format!("import-as-{}", list.name())))),
            );
            let now = mapping.read_as.map_or(NONE, List::name).to_owned();
            (shell.say("mapping-sheet", &[("sheet", mapping.sheet.to_string().into())]), all, now)
        }
        Line::Heading(at) => {
            let mapping = import.mapping.get(at)?;
            let choice = |(row, text): &(u32, String)| {
                let number = shell.say("mapping-row", &[("row", i64::from(*row).into())]);
                Choice::new(row.to_string(), format!("{number}: {text}"))
            };
            let now = mapping.header_rows.first().map(ToString::to_string).unwrap_or_default();
            (shell.get("mapping-heading"), mapping.headings.iter().map(choice).collect(), now)
        }
        Line::Village(at) => {
            let mapping = import.mapping.get(at)?;
            let mut all = vec![Choice::new(NONE, shell.get("mapping-no-village"))];
            all.extend(shell.lookup.villages());
            (shell.get("mapping-village"), all, mapping.village.clone().unwrap_or_else(|| NONE.to_owned()))
        }
        Line::Column(at, place) => {
            let mapping = import.mapping.get(at)?;
            let (heading, field) = mapping.columns.get(place)?;
            let list = mapping.read_as?;
            let mut all = vec![Choice::new(NONE, shell.get("mapping-unused"))];
            all.extend(
                fields_of(list).into_iter().map(|field| Choice::new(field, field_words(list, field, shell))),
            );
            (heading.clone(), all, field.unwrap_or(NONE).to_owned())
        }
    };
    Some(Picking { line, title, picker: Picker::new(all, &now) })
}

/// What is said about the sheet by a choice, with all that was said before.
fn change(line: Line, code: &str, import: &Import) -> Option<Change> {
    let (Line::Sheet(at) | Line::Heading(at) | Line::Village(at) | Line::Column(at, _)) = line;
    let mapping = import.mapping.get(at)?;
    let mut answers = mapping.answers.clone();
    match line {
        Line::Sheet(_) => match code {
            GUESS => answers = SheetAnswers { skip: Some(false), ..SheetAnswers::default() },
            NONE => answers.skip = Some(true),
            // The columns of another list mean something else.
            list => {
                answers = SheetAnswers {
                    skip: Some(false),
                    read_as: List::from_name(list),
                    header_row: answers.header_row,
                    ..SheetAnswers::default()
                };
            }
        },
        Line::Heading(_) => answers.header_row = code.parse().ok(),
        Line::Village(_) => answers.village = (code != NONE).then(|| code.to_owned()),
        Line::Column(_, place) => answers.set_column(&mapping.columns.get(place)?.0, code),
    }
    Some(Change { sheet: mapping.sheet.to_string(), answers })
}

fn draw_picking(picking: &Picking, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let height = u16::try_from(picking.picker.len()).unwrap_or(PICKS).min(PICKS) + 3;
    let inside = popup::draw(frame.buffer_mut(), area, &shell.theme, &picking.title, WIDE, height);
    picking.picker.draw(frame, inside, shell);
}
