//! Filters that are kept under a name: part of the worker's own record, so they are sealed, have undo, and never leave.

use crate::domain::profile::SavedFilter;
use crate::domain::{Body, RecordKind};
use crate::sorted::Sorted as _;

use crate::desk::lists::filter_words::ListWords;
use crate::desk::{Change, Desk, DeskError, Expression, ListQuery, Saved};

/// A kept filter with how many it lets through today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilterView {
    pub name: String,
    pub query: ListQuery,
    pub count: usize,
}

impl Desk {
    /// The kept filters of a list, or of all; by name. What can't be read any more is left out.
    pub fn saved_filters(&self, kind: Option<RecordKind>) -> Vec<SavedFilterView> {
        let lookup = self.lookup();
        let own = self.worker().saved_filters.iter();
        let read = own.filter_map(|saved| {
            let of = RecordKind::from_plural(&saved.list)?;
            if kind.is_some_and(|kind| kind != of) {
                return None;
            }
            let words = ListWords { lookup: &lookup, kind: of };
            let Expression { filter, words } = Expression::read(&saved.text, &words).ok()?;
            let query = ListQuery { words, filter, ..ListQuery::all(of) };
            Some(SavedFilterView { name: saved.name.clone(), count: self.list(&query).keys.len(), query })
        });
        let mut views: Vec<SavedFilterView> = read.collect();
        views.order_by_key(|view| view.name.to_lowercase());
        views
    }

    /// Keeps what narrows a list under a name; another one of that name gives way.
    pub fn save_filter(&mut self, name: &str, query: &ListQuery) -> Result<Saved, DeskError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(DeskError::Refused("filter-without-name"));
        }
        let expression = Expression { filter: query.filter.clone(), words: query.words.clone() };
        if expression == Expression::default() {
            return Err(DeskError::Refused("filter-empty"));
        }
        let lookup = self.lookup();
        let text = expression.written(&ListWords { lookup: &lookup, kind: query.kind });
        let list = query.kind.plural().to_owned();
        self.change_filters(|filters| {
            filters.retain(|own| own.list != list || own.name != name);
            filters.push(SavedFilter { name: name.to_owned(), list, text, ..SavedFilter::default() });
        })
    }

    pub fn drop_filter(&mut self, name: &str, kind: RecordKind) -> Result<Saved, DeskError> {
        let list = kind.plural();
        self.change_filters(|filters| filters.retain(|own| own.list != list || own.name != name))
    }

    fn change_filters(&mut self, with: impl FnOnce(&mut Vec<SavedFilter>)) -> Result<Saved, DeskError> {
        let mut record = self.worker_record().clone();
        if let Body::Profile(profile) = &mut record.body {
            with(&mut profile.saved_filters);
        }
        let saved = self.save(Change::of("filters-changed", vec![record]))?;
        self.renew_profile()?;
        Ok(saved)
    }
}
