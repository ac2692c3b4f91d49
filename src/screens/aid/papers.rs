//! What is printed about aid: each paper as PDF and Excel, on A4 or F4, with or without names; and a text for a chat.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{AidPaper, PageSize};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::super::Screen;
use super::super::choosing::step;
use super::words;

#[derive(Debug)]
pub struct AidPapers {
    selection: Selection,
    /// Families are named, where the paper can.
    names: bool,
    /// The paper of the settings when nothing.
    page: Option<PageSize>,
    summary: Option<Vec<String>>,
    height: usize,
    turn: Turn,
}

impl AidPapers {
    pub fn new(chosen: AidPaper) -> Self {
        let at = AidPaper::ALL.iter().position(|paper| *paper == chosen).unwrap_or_default();
        let selection = Selection { at, ..Selection::default() };
        Self { selection, names: false, page: None, summary: None, height: AidPaper::ALL.len(), turn: 0 }
    }

    fn chosen(&self) -> AidPaper {
        AidPaper::ALL.get(self.selection.at).copied().unwrap_or(AidPaper::All)
    }

    fn page_word(&self) -> &'static str {
        match self.page {
            None => "aid-paper-usual",
            Some(PageSize::A4) => "aid-paper-a4",
            Some(PageSize::F4) => "aid-paper-f4",
        }
    }

    /// What becomes of the one that is chosen.
    fn told(&self, shell: &Shell) -> Vec<String> {
        let paper = self.chosen();
        let mut lines = vec![shell.get(&format!("about-paper-{}", paper.code()))];
        if paper == AidPaper::Summary {
            lines.extend(self.summary.iter().flatten().cloned());
            return lines;
        }
        let names = if !paper.can_name() {
            "aid-paper-never-names"
        } else if self.names {
            "aid-paper-names"
        } else {
            "aid-paper-no-names"
        };
        lines.push(shell.get(names));
        lines.push(shell.get(self.page_word()));
        lines
    }
}

impl Screen for AidPapers {
    fn place(&self) -> Place {
        Place::AidPapers
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("aid-papers-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.turn = shell.ask(Request::AidSummary);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.summary.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::WithNames => self.chosen().can_name(),
            CommandId::PaperSize => self.chosen() != AidPaper::Summary,
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = AidPaper::ALL.len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::PrintPaper => {
                let paper = self.chosen();
                let names = self.names && paper.can_name();
                self.turn = shell.ask(Request::Export(Paper::Aid { paper, names, page: self.page }));
            }
            CommandId::WithNames => self.names = !self.names,
            CommandId::PaperSize => {
                self.page = match self.page {
                    None => Some(PageSize::A4),
                    Some(PageSize::A4) => Some(PageSize::F4),
                    Some(PageSize::F4) => None,
                };
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Lines(lines) => self.summary = Some(lines),
            Reply::Exported(path) => {
                let is_text = path.extension().is_some_and(|ending| ending == "txt");
                let key = if is_text { "aid-summary-saved" } else { "exported" };
                shell.say_written(key, &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let columns = [Column::flexible(shell.get("column-paper"), 30, 1)];
        let papers = AidPaper::ALL;
        let lines = u16::try_from(papers.len() + 1).unwrap_or(area.height);
        let rows = Rect { height: lines.min(area.height), ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, papers.len(), |at| {
            let name = papers.get(at).map(|paper| shell.get(&format!("aid-paper-{}", paper.code())));
            Row::new(vec![name.unwrap_or_default()])
        });
        let rest =
            Rect { y: rows.bottom() + 1, height: area.bottom().saturating_sub(rows.bottom() + 1), ..area };
        words::below(&self.told(shell), frame, rest, shell);
    }
}
