//! A spreadsheet becomes records: open the bytes, find the tables, guess what the columns are, read the rows,
//! find doubles, write a receipt. Pure but for [`file::bytes`]: nothing is stored here.

mod aid;
mod amounts;
mod answers;
mod chat;
mod collect;
mod columns;
mod container;
mod content;
mod delimited;
mod doubles;
pub mod file;
mod formula;
mod giver;
mod heading;
mod import;
mod known;
mod layout;
mod list;
mod merge;
mod months;
mod open;
mod organizations;
mod people;
mod program;
mod psm;
mod quotes;
mod read;
mod reader;
mod receipt;
mod recognise;
mod row;
mod rows;
mod session_blocks;
mod sessions;
mod sheet;
mod template;
mod unreadable;
mod workbook;

pub use aid::about as gift_about;
pub use answers::{Answers, SheetAnswers};
pub use chat::{pieces as chat_pieces, report as chat_report};
pub use doubles::DuplicateKind;
pub use formula::is_formula;
pub use giver::kind_of_level as giver_kind_of_level;
pub use heading::fields as fields_of;
pub use import::{DraftRef, HouseholdDraft, Import, Of, Outcome, RowOutcome, SheetMapping};
pub use known::{Known, KnownOrganization, KnownPerson, Nobody};
pub use list::List;
pub use open::{pasted, sheets};
pub use read::{Options, read, read_sheets};
pub use reader::Area;
pub use receipt::{Receipt, ReceiptRow};
pub use row::RowNote;
pub use sheet::{Cell, Line, MergedRows, Sheet};
pub use template::{EXAMPLE, TemplateColumn, template};
pub use unreadable::Unreadable;

#[cfg(test)]
mod tests;
