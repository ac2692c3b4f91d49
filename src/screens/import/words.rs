//! How a file was understood, and what came of it, in lines.

use crate::app::Shell;
use crate::intake::{List, Receipt, SheetMapping};
use crate::ui::text::cut;

/// Why a sheet is not read.
pub(super) fn left_out_words(mapping: &SheetMapping, shell: &Shell) -> String {
    let why = mapping.left_out.unwrap_or("sheet_not_a_list").replace('_', "-");
    shell.get(&format!("left-out-{why}"))
}

/// A sheet: what it was read as, which heading went where, and its first rows.
pub(super) fn mapping_lines(mapping: &SheetMapping, width: usize, shell: &Shell) -> Vec<String> {
    let sheet = mapping.sheet.to_string();
    let Some(list) = mapping.read_as else {
        let why = left_out_words(mapping, shell);
        return vec![shell.say("import-sheet-left", &[("sheet", sheet.into()), ("why", why.into())])];
    };
    let read_as = shell.get(&format!("import-as-{}", list.name()));
    let mut lines = vec![shell.say("import-sheet", &[("sheet", sheet.into()), ("kind", read_as.into())])];
    let arrow = shell.theme.symbols.arrow;
    let columns = mapping.columns.iter().map(|(heading, field)| match field {
        Some(field) => format!("{heading} {arrow} {}", field_words(list, field, shell)),
        None => format!("{heading} {arrow} -"),
    });
    lines.push(format!("  {}", columns.collect::<Vec<_>>().join("; ")));
    for row in mapping.preview.iter().take(3) {
        let row = format!("  | {}", row.join(" | "));
        lines.push(cut(&row, width, shell.theme.symbols.ellipsis).into_owned());
    }
    lines
}

/// What a column of a list is called.
pub(super) fn field_words(list: List, field: &str, shell: &Shell) -> String {
    let prefix = match list {
        List::People => "person",
        List::Aid => "aid",
        List::Psm => "psm-report",
        List::Organizations => "organization",
        List::Sessions => "session",
    };
    let own = format!("field-{prefix}-{}", field.replace('_', "-"));
    shell.words.find(&own).unwrap_or_else(|| shell.get(&format!("sheet-field-{}", field.replace('_', "-"))))
}

/// Counts that add up.
pub(super) fn receipt_sum(receipt: &Receipt, shell: &Shell) -> String {
    let counts = receipt.counts().map(|(name, count)| (name, count.into()));
    shell.say("receipt-sum", &counts)
}

/// Counts that add up, then why rows were refused and what was odd.
pub(super) fn receipt_lines(receipt: &Receipt, shell: &Shell) -> Vec<String> {
    let mut lines = vec![receipt_sum(receipt, shell)];
    lines.extend(receipt_details(receipt, shell));
    lines
}

/// Why rows were refused and what was odd.
pub(super) fn receipt_details(receipt: &Receipt, shell: &Shell) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, count) in receipt.duplicates.iter().filter(|(_, count)| **count > 0) {
        let words = shell.get(&format!("duplicate-{}", kind.replace('_', "-")));
        lines.push(format!("  {count}  {words}"));
    }
    if receipt.refused > 0 {
        lines.push(shell.get("receipt-refused"));
        let refused = receipt.rows.iter().filter(|row| receipt.refused_by.contains_key(row.code));
        for row in refused.filter(|row| row.note.level == crate::domain::Level::Error).take(50) {
            let words = shell.words.note(&row.note);
            lines.push(
                shell.say("receipt-row", &[("row", i64::from(row.row).into()), ("words", words.into())]),
            );
        }
    }
    if !receipt.warnings.is_empty() {
        lines.push(shell.get("receipt-warnings"));
        for (code, count) in &receipt.warnings {
            let words = shell.words.find(&format!("warning-{}", code.replace('_', "-")));
            let words = words.unwrap_or_else(|| code.replace('_', " "));
            lines.push(format!("  {count}  {words}{}", rows_words(receipt, code, shell)));
        }
    }
    lines
}

/// Rows named with a warning at most.
const MOST_ROWS: usize = 8;

/// `: baris 12, 88, 301 …`
fn rows_words(receipt: &Receipt, code: &str, shell: &Shell) -> String {
    let mut rows: Vec<u32> = receipt.rows.iter().filter(|row| row.code == code).map(|row| row.row).collect();
    rows.dedup();
    if rows.is_empty() {
        return String::new();
    }
    let more = if rows.len() > MOST_ROWS { " …" } else { "" };
    rows.truncate(MOST_ROWS);
    let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    shell.say("receipt-warning-rows", &[("rows", format!("{rows}{more}").into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::fields_of;
    use crate::text::{Language, Words};
    use crate::ui::theme::Theme;

    #[test]
    fn every_column_of_every_list_has_words() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        for words in Language::ALL.map(Words::new) {
            let shell = Shell::new(words, Theme::default(), today, (80, 24));
            for list in List::ALL {
                for field in fields_of(list) {
                    let words = field_words(list, field, &shell);
                    assert!(!words.contains("sheet-field"), "{list:?} {field}: {words}");
                }
            }
        }
    }
}
