//! Sorting in little code. The standard library's stable sort is made anew for every type that is sorted, some 3 KB each,
//! half a megabyte in all; here positions are sorted, by one sort for all types, and then the items are put in place.
//! Where much is sorted often (`search`, `overlap`), the library's own is used.

use std::cmp::Ordering;

/// Stable sorting of a list, as `sort`, `sort_by` and `sort_by_key` do it.
pub trait Sorted<T> {
    fn put_in_order(&mut self)
    where
        T: Ord;

    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Sorted<T> for [T] {
    fn put_in_order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut places = places(self.len(), &mut |a, b| match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        put(&mut places, &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Which item belongs at each place.
fn places(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Goes round each circle of items that stand in each other's place.
fn put(places: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for begin in 0..places.len() {
        let mut at = begin;
        while let Some(from) = places.get_mut(at).map(|place| std::mem::replace(place, at)) {
            if from == begin || from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sorted;

    proptest! {
        #[test]
        fn sorts_as_the_library_does(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by(|a, b| b.1.cmp(&a.1));
            theirs.sort_by_key(|item| std::cmp::Reverse(item.1));
            prop_assert_eq!(&ours, &theirs);
            ours.put_in_order();
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
