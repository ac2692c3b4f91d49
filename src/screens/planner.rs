//! *Rencana bimbingan*: desa by desa when the last session was, what waits there, and a topic for it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{CommandId, Place, Reply, Request, Shell, Turn};
use crate::desk::{FormPurpose, VillagePlan};
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};

use super::Screen;
use super::choosing::step;

/// Needs that are named of a desa.
const TOLD: usize = 2;

#[derive(Debug, Default)]
pub struct Planner {
    plans: Option<Vec<VillagePlan>>,
    selection: Selection,
    height: usize,
    turn: Turn,
}

impl Planner {
    fn plans(&self) -> &[VillagePlan] {
        self.plans.as_deref().unwrap_or_default()
    }
}

fn row(plan: &VillagePlan, shell: &Shell) -> Row {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| shell.words.date_short(day, shell.today));
    let told = plan.needs.iter().take(TOLD);
    let needs = told.map(|(sector, count)| format!("{} {count}", shell.lookup.label("needs", sector)));
    Row::new(vec![
        shell.lookup.village(&plan.village),
        day(plan.last).unwrap_or_else(|| "-".to_owned()),
        day(plan.next).unwrap_or_else(|| "-".to_owned()),
        needs.collect::<Vec<_>>().join(", "),
        plan.topic.clone(),
    ])
}

impl Screen for Planner {
    fn place(&self) -> Place {
        Place::Planner
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get("planner-title")
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(7));
        self.turn = shell.ask(Request::Planner);
    }

    fn is_waiting(&self, key: &Key) -> bool {
        self.plans.is_none() && *key != Key::Esc
    }

    fn is_ready(&self, command: CommandId) -> bool {
        command != CommandId::Open || !self.plans().is_empty()
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.plans().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => {
                let plan = self.plans().get(self.selection.at);
                shell.go_if(plan.map(|plan| FormPurpose::PlanSession {
                    village: plan.village.clone(),
                    topic: plan.topic.clone(),
                }));
            }
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        turn == self.turn
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, _shell: &mut Shell) {
        if let Reply::Planner(plans) = reply {
            self.plans = Some(plans);
            self.selection.fit(self.plans().len(), self.height);
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        if self.plans.is_none() {
            return;
        }
        let plans = self.plans();
        let columns = [
            Column::fixed(shell.get("column-village"), 13),
            Column::fixed(shell.get("column-last"), 9),
            Column::fixed(shell.get("column-planned"), 9).rank(1),
            Column::flexible(shell.get("column-needs"), 16, 1),
            Column::flexible(shell.get("column-suggested"), 20, 1),
        ];
        table::draw(frame.buffer_mut(), area, &shell.theme, &columns, self.selection, plans.len(), |at| {
            plans.get(at).map_or_else(Row::default, |plan| row(plan, shell))
        });
    }
}
