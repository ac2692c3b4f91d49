//! A list as it stands on the screen, as a workbook and on paper. Who is masked there is masked here.

use std::path::PathBuf;

use crate::domain::RecordKey;
use crate::paper::sheet::{Cell, Sheet};
use crate::text::Words;

use crate::desk::lists::columns::{RowWords, headings};
use crate::desk::lists::filter_words::ListWords;
use crate::desk::lists::list::{ListQuery, Only};
use crate::desk::{Desk, DeskError, Expression, Sort, Target};

impl Desk {
    /// Writes a list as files; only these rows of it when some were picked.
    pub fn export_list(
        &mut self,
        query: &ListQuery,
        picked: &[RecordKey],
        target: &Target,
    ) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let keys = if picked.is_empty() { self.list(query).keys } else { picked.to_vec() };
        let sheet = self.list_sheet(query, &keys, &words);
        let kind = kind_words(query, &words).to_lowercase().replace(' ', "-");
        let name = format!("{}-{kind}-{}", words.get("list-file"), self.today);
        self.export_signed(&[sheet], &[self.own_signature(&words)], &name, target)
    }

    fn list_sheet(&self, query: &ListQuery, keys: &[RecordKey], words: &Words) -> Sheet {
        let lookup = self.lookup();
        let row_words = RowWords { words, lookup: &lookup, today: self.today };
        let title = words.say("list-title", &[("kind", kind_words(query, words).into())]);
        let header = std::iter::once("sheet-no").chain(headings(query.kind).iter().copied());
        let rows = keys.iter().filter_map(|key| self.row(*key)).zip(1_u32..);
        let rows = rows.map(|(row, number)| {
            let cells = row_words.cells(&row).into_iter().map(Cell::from);
            std::iter::once(Cell::Number(f64::from(number))).chain(cells).collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let area = words.say("area-name", &[("name", self.area_name().into())]);
        let mut facts = vec![(words.get("list-fact-count"), words.number(number_of(&rows)))];
        facts.extend(Self::list_facts(query, words, &ListWords { lookup: &lookup, kind: query.kind }));
        Sheet {
            name: words.get("list-sheet"),
            title: vec![title, area, words.date_long(self.today)],
            facts,
            header: header.map(|key| words.get(key)).collect(),
            widths: widths(&rows),
            rows,
        }
    }

    /// What the list was narrowed by, and its order.
    fn list_facts(query: &ListQuery, words: &Words, names: &ListWords<'_>) -> Vec<(String, String)> {
        let mut facts = Vec::new();
        let typed = Expression { filter: query.filter.clone(), words: query.words.clone() }.written(names);
        if !typed.is_empty() {
            facts.push((words.get("list-fact-filter"), typed));
        }
        if query.only != Only::All {
            facts.push((words.get("list-fact-only"), words.get(&format!("only-{}", query.only.code()))));
        }
        if query.sort != Sort::Usual {
            facts.push((words.get("list-fact-sort"), words.get(&format!("sort-{}", query.sort.code()))));
        }
        facts
    }
}

fn kind_words(query: &ListQuery, words: &Words) -> String {
    words.get(&format!("kind-{}-plural", query.kind.name().replace('_', "-")))
}

fn number_of(rows: &[Vec<Cell>]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// The number, and then room for what most rows hold.
fn widths(rows: &[Vec<Cell>]) -> Vec<f64> {
    let columns = rows.first().map_or(0, Vec::len);
    let longest = |column: usize| {
        let lengths = rows.iter().filter_map(|row| match row.get(column) {
            Some(Cell::Text(text)) => Some(text.chars().count()),
            _ => None,
        });
        lengths.max().unwrap_or(0)
    };
    #[expect(clippy::cast_precision_loss, reason = "at most 40")]
    (0..columns)
        .map(|column| if column == 0 { 5.0 } else { longest(column).clamp(8, 40) as f64 + 2.0 })
        .collect()
}
