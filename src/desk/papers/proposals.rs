//! What the worker writes about regulations: notes on the shelf, and the list of proposals for the Dinas.

use std::path::PathBuf;

use crate::domain::{PartialDate, RecordKind, RegulationNote};
use crate::paper::sheet::{Cell, Sheet};
use crate::sorted::Sorted as _;
use crate::text::Words;

use crate::desk::guidance::activities::joined;
use crate::desk::line::Line;
use crate::desk::{Desk, DeskError, Target};

impl Desk {
    /// Everything written about regulations, the newest first.
    pub fn regulation_notes(&self) -> Vec<RegulationNote> {
        let lines = self.book.of_kind(RecordKind::RegulationNote);
        let notes = lines.filter_map(|(key, line)| match line {
            Line::RegulationNote(note) => Some((key, RegulationNote::clone(note))),
            _ => None,
        });
        let mut notes: Vec<_> = notes.collect();
        notes.order_by_key(|(key, note)| std::cmp::Reverse((note.on, *key)));
        notes.into_iter().map(|(_, note)| note).collect()
    }

    pub(in crate::desk) fn begin_regulation_note(&self, number: &str) -> RegulationNote {
        RegulationNote {
            regulation: number.to_owned(),
            on: Some(PartialDate::from(self.today)),
            status: "draft".to_owned(),
            ..RegulationNote::default()
        }
    }

    /// The proposals, to be handed to the Dinas. Own notes stay here.
    pub fn export_proposals(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let proposals: Vec<_> =
            self.regulation_notes().into_iter().filter(RegulationNote::is_proposal).collect();
        if proposals.is_empty() {
            return Err(DeskError::Refused("no-proposals"));
        }
        let sheet = self.proposals_sheet(&proposals, &words);
        self.export_sheets(&[sheet], &words.get("proposals-file"), target)
    }

    fn proposals_sheet(&self, proposals: &[RegulationNote], words: &Words) -> Sheet {
        let rows = proposals.iter().zip(1_u32..).map(|(one, number)| {
            let label = |list: &str, code: &str| {
                if code.is_empty() { String::new() } else { self.label(list, code) }
            };
            let from = [label("needs", &one.need), label("mismatch_reason", &one.gap), one.pattern.clone()];
            let cells = [
                one.regulation.clone(),
                one.text.clone(),
                one.reason.clone(),
                joined(&from, "; "),
                one.addressed_to.clone(),
                one.on.map(|on| words.partial_date(on)).unwrap_or_default(),
                joined(&[label("proposal_status", &one.status), one.answer.clone()], ": "),
            ];
            std::iter::once(Cell::Number(f64::from(number))).chain(cells.map(Cell::from)).collect()
        });
        let heads = ["number", "regulation", "what", "why", "from", "to", "on", "state"];
        Sheet {
            name: words.get("proposals-sheet"),
            title: vec![
                words.get("proposals-title"),
                words.say("area-name", &[("name", self.area_name().into())]),
            ],
            facts: Vec::new(),
            header: heads.map(|head| words.get(&format!("proposals-{head}"))).to_vec(),
            rows: rows.collect(),
            widths: vec![5.0, 18.0, 34.0, 30.0, 26.0, 18.0, 13.0, 16.0],
        }
    }
}
