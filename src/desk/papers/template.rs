//! Empty sheets to fill in: headings that the import knows, lists to choose from, and a row that shows how.

use std::path::{Path, PathBuf};

use crate::catalog::Choice;
use crate::intake::{self, EXAMPLE, List};
use crate::paper::sheet::{Cell, Sheet};
use crate::paper::xlsx::{self, Choices};
use crate::text::Words;

use crate::desk::papers::printing::documents;
use crate::desk::{Desk, DeskError, Target};

impl Desk {
    /// A workbook with every list's empty sheet, in the place where the worker finds documents.
    pub fn export_templates(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let folder = target.folder.clone().or_else(documents).unwrap_or_else(|| PathBuf::from("."));
        let name = format!("{}.xlsx", self.words().get("template-file"));
        self.export_template(&List::ALL, &folder.join(name))
    }

    /// Writes a workbook with an empty sheet for each list.
    pub fn export_template(&mut self, lists: &[List], file: &Path) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let mut choices = Choices::named(words.get("template-choices"));
        let mut sheets = Vec::new();
        for list in lists {
            let at = sheets.len();
            let sheet = self.template_sheet(*list, &words);
            for (column, named) in intake::template(*list).iter().zip(1..) {
                let offered = self.offered(&column.choices);
                if !offered.is_empty() {
                    choices.offer(at, named, &column.heading, offered);
                }
            }
            sheets.push(sheet);
        }
        let bytes = xlsx::template(&sheets, &choices, self.page_size(), self.today)
            .map_err(|_| DeskError::Unreadable)?;
        let failed = |source| DeskError::File { place: file.display().to_string(), source };
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        std::fs::write(file, bytes).map_err(failed)?;
        Ok(file.to_owned())
    }

    fn template_sheet(&self, list: List, words: &Words) -> Sheet {
        let columns = intake::template(list);
        let here = self.villages().first().map(|village| village.name.clone()).unwrap_or_default();
        let example = columns.iter().map(|column| {
            Cell::from(if column.choices == "villages" { here.clone() } else { column.example.clone() })
        });
        let name = list.name();
        Sheet {
            name: words.get(&format!("template-{name}")),
            title: vec![words.get(&format!("template-title-{name}")), words.get("template-hint")],
            facts: Vec::new(),
            header: std::iter::once(words.get("template-number"))
                .chain(columns.iter().map(|column| column.heading.clone()))
                .collect(),
            rows: vec![std::iter::once(Cell::Text(EXAMPLE.to_owned())).chain(example).collect()],
            widths: std::iter::once(8.0).chain(columns.iter().map(|_| 18.0)).collect(),
        }
    }

    fn offered(&self, list: &str) -> Vec<String> {
        match list {
            "" => Vec::new(),
            "villages" => self.villages().into_iter().map(|village| village.name).collect(),
            "sex" => self.catalog.choices(list).iter().map(|choice| choice.code.clone()).collect(),
            list => {
                self.catalog.choices(list).iter().map(|choice: &Choice| choice.label_id.clone()).collect()
            }
        }
    }
}
