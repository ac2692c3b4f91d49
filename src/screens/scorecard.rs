//! *Kartu skor lembaga*: how referrals went, organisation by organisation; those that leave most unanswered first.

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::{CommandId, Nav, Paper, Place, Reply, Request, Shell, Turn};
use crate::desk::{Figures, Score};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::Screen;
use super::choosing::step;
use super::lines::{draw_lines, inner};

/// Lines below the table for the one that is chosen.
const BELOW: u16 = 9;

#[derive(Debug)]
pub struct Scorecard {
    /// The organisation to stand on at first.
    first: Option<RecordKey>,
    scores: Option<Vec<Score>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Scorecard {
    pub fn new(first: Option<RecordKey>) -> Self {
        Self { first, scores: None, selection: Selection::default(), height: 10, turn: 0 }
    }

    fn scores(&self) -> &[Score] {
        self.scores.as_deref().unwrap_or_default()
    }

    fn chosen(&self) -> Option<&Score> {
        self.scores().get(self.selection.at)
    }
}

fn days(median: Option<i64>) -> String {
    median.map_or_else(|| "-".to_owned(), |days| days.to_string())
}

fn row(score: &Score) -> Row {
    let all = &score.all;
    let counts = [all.sent, all.heard, all.accepted, all.declined, all.silent];
    let mut cells = vec![score.name.clone()];
    cells.extend(counts.map(|count| count.to_string()));
    cells.push(days(all.median_days_to_decide));
    let mut row = Row::new(cells);
    row.sign = (all.silent > 0).then_some('!');
    row
}

/// `Terpenuhi penuh 3, Tidak terpenuhi 1`
fn told(list: &str, counts: &BTreeMap<String, usize>, shell: &Shell) -> String {
    let told = counts.iter().map(|(code, count)| format!("{} {count}", shell.lookup.label(list, code)));
    told.collect::<Vec<_>>().join(", ")
}

fn about(score: &Score, shell: &Shell) -> Vec<(Style, String)> {
    let (theme, all) = (&shell.theme, &score.all);
    let services = score.services.iter().map(|(service, figures)| {
        let name = shell.lookup.label("services", service);
        let name = if name.is_empty() { shell.get("score-no-service") } else { name };
        format!("{name} {}/{}", figures.heard, figures.sent)
    });
    let half = |figures: &Figures| {
        shell.say(
            "score-half",
            &[
                ("heard", figures.heard.into()),
                ("sent", figures.sent.into()),
                ("days", days(figures.median_days_to_decide).into()),
            ],
        )
    };
    let last = score.last_contact.map_or_else(|| "-".to_owned(), |day| shell.words.date(day));
    let part =
        |key: &str, value: String| (!value.is_empty()).then(|| shell.say(key, &[("what", value.into())]));
    let parts =
        [
            part("score-by-service", services.collect::<Vec<_>>().join("; ")),
            part("score-outcomes", told("referral_outcome", &all.outcomes, shell)),
            part("score-words", told("client_word", &all.client_words, shell)),
            part("score-declines", told("referral_decline_reason", &all.reasons, shell)),
            Some(shell.say(
                "score-trend-line",
                &[("now", half(&score.this_half).into()), ("before", half(&score.half_before).into())],
            )),
            Some(shell.say(
                "score-times",
                &[("start", days(all.median_days_to_start).into()), ("last", last.into())],
            )),
        ];
    let mut lines: Vec<(Style, String)> =
        parts.into_iter().flatten().map(|line| (theme.text(), line)).collect();
    let advice = score.advice.iter().map(|code| shell.get(&format!("score-advice-{code}")));
    let advice = advice.collect::<Vec<_>>().join(" ");
    if !advice.is_empty() {
        lines.insert(0, (theme.warning(), format!("! {advice}")));
    }
    lines
}

impl Screen for Scorecard {
    fn place(&self) -> Place {
        Place::Scorecard
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("scorecard-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7 + BELOW));
        self.turn = shell.ask(Request::Scorecard);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.scores.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || self.chosen().is_some()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.scores().len();
        if step(&mut self.selection, command, count, self.height) {
            self.selection.fit(count, self.height);
            return;
        }
        match command {
            CommandId::Open => {
                if let Some(score) = self.chosen() {
                    shell.go(Nav::Page(score.organization));
                }
            }
            CommandId::Export => self.turn = shell.ask(Request::Export(Paper::Scorecard)),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Scorecard(scores) => {
                if let Some(first) = self.first.take() {
                    let at = scores.iter().position(|score| score.organization == first);
                    self.selection.at = at.unwrap_or_default();
                }
                self.selection.fit(scores.len(), self.height);
                self.scores = Some(scores);
            }
            Reply::Exported(path) => {
                shell.say_written("exported", &path);
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.scores.is_none() {
            return;
        }
        let scores = self.scores();
        if scores.is_empty() {
            draw_lines(frame, inner(area), &[(shell.theme.text(), shell.get("scorecard-empty"))]);
            return;
        }
        let count = |key: &str, width| Column::fixed(shell.get(key), width).right();
        let columns = [
            Column::flexible(shell.get("score-organization"), 20, 1),
            count("score-sent", 8),
            count("score-heard", 8),
            count("score-accepted", 9),
            count("score-declined", 8),
            count("score-silent", 6),
            count("score-days", 4),
        ];
        let rows = Rect { height: area.height.saturating_sub(BELOW), ..area };
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, scores.len(), |at| {
            scores.get(at).map_or_else(Row::default, row)
        });
        if let Some(score) = self.chosen() {
            let below = Rect {
                x: area.x + 2,
                y: rows.bottom() + 1,
                width: area.width.saturating_sub(4),
                height: BELOW.saturating_sub(1),
            };
            draw_lines(frame, below, &about(score, shell));
        }
    }
}
