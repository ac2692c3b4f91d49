//! What is looked for and listed: filters, orders, columns, and what forms choose from.

pub(super) mod bulk;
pub(super) mod columns;
pub(super) mod filter;
pub(super) mod filter_words;
pub(super) mod filtering;
pub(super) mod find;
pub(super) mod list;
pub(super) mod lookup;
pub(super) mod saved_filters;
pub(super) mod sorting;
