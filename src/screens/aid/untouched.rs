//! *Belum tersentuh*: families in need that no aid has reached, by desa, the longest waiting first.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{Untouched, UntouchedFamily};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

#[derive(Debug, Default)]
pub struct UntouchedScreen {
    found: Option<Box<Untouched>>,
    /// Only this desa.
    village: Option<String>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl UntouchedScreen {
    fn shown(&self) -> Vec<&UntouchedFamily> {
        let families = self.found.iter().flat_map(|found| &found.families);
        families
            .filter(|family| self.village.as_ref().is_none_or(|village| *village == family.village))
            .collect()
    }

    /// The next desa of the area, and all after the last.
    fn next_village(&mut self, shell: &Shell) {
        use crate::form::Lookup as _;
        let villages = shell.lookup.villages();
        let at =
            self.village.as_ref().and_then(|code| villages.iter().position(|village| village.code == *code));
        self.village = villages.get(at.map_or(0, |at| at + 1)).map(|village| village.code.clone());
        self.selection = Selection::default();
    }
}

fn row(family: &UntouchedFamily, shell: &Shell) -> Row {
    let categories = family.categories.iter().map(|number| shell.lookup.ppks_abbreviation(*number));
    let needs = family.needs.iter().map(|code| shell.lookup.label("needs", code));
    let days = family.since.map(|since| (shell.today - since).num_days().max(0).to_string());
    let mut row = Row::new(vec![
        if family.who.masked { String::new() } else { shell.lookup.village(&family.village) },
        words::name(&family.who, shell),
        family.members.to_string(),
        categories.collect::<Vec<_>>().join(", "),
        needs.collect::<Vec<_>>().join(", "),
        days.unwrap_or_default(),
    ]);
    row.sign = family.maybe.map(|_| '~');
    row
}

impl Screen for UntouchedScreen {
    fn place(&self) -> Place {
        Place::Untouched
    }

    fn title(&self, shell: &Shell) -> String {
        let title = shell.get("untouched-title");
        self.village
            .as_ref()
            .map_or(title.clone(), |code| format!("{title} > {}", shell.lookup.village(code)))
    }

    fn aside(&self, shell: &Shell) -> String {
        let all = self.found.as_ref().map_or(0, |found| found.families.len());
        shell.say("list-count", &[("shown", self.shown().len().into()), ("all", all.into())])
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(10));
        self.turn = shell.ask(Request::Untouched);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.found.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || !self.shown().is_empty()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.shown().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(key) = self.shown().get(self.selection.at).map(|family| family.who.key) {
                    shell.go(Nav::Page(key));
                }
            }
            CommandId::Filter => self.next_village(shell),
            CommandId::Export => self.turn = shell.ask(Request::Export(Paper::Untouched)),
            CommandId::Back if self.village.is_some() => self.village = None,
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Untouched(found) => {
                self.found = Some(found);
                self.selection.fit(self.shown().len(), self.height);
            }
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let Some(found) = &self.found else { return };
        let shown = self.shown();
        if shown.is_empty() {
            return words::empty(&shell.get("untouched-empty"), frame, area, shell);
        }
        let columns = [
            Column::fixed(shell.get("column-village"), 13),
            Column::flexible(shell.get("column-name"), 18, 2),
            Column::fixed(shell.get("column-members"), 5).right(),
            Column::flexible(shell.get("column-category"), 10, 1).rank(1),
            Column::flexible(shell.get("column-needs"), 10, 1).rank(2),
            Column::fixed(shell.get("column-days"), 5).right(),
        ];
        let rows = Rect { height: area.height.saturating_sub(3), ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, shown.len(), |at| {
            shown.get(at).map_or_else(Row::default, |family| row(family, shell))
        });
        let sum = shell.say(
            "untouched-sum",
            &[
                ("households", found.households().into()),
                ("cards", found.by_card.into()),
                ("reached", found.reached_without_card.into()),
                ("alone", found.without_card.into()),
                ("maybe", found.maybe_reached().into()),
            ],
        );
        words::below(
            &[sum],
            frame,
            Rect { y: rows.bottom(), height: area.bottom() - rows.bottom(), ..area },
            shell,
        );
    }
}
