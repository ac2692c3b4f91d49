//! A list that grows without being moved: a vector that doubles leaves holes as large as itself, which on a small laptop is
//! memory that nobody gets back.

/// Elements in a segment.
const EACH: usize = 4096;

#[derive(Clone, Debug)]
pub(crate) struct Segments<T> {
    parts: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Segments<T> {
    fn default() -> Self {
        Self { parts: Vec::new(), len: 0 }
    }
}

impl<T> Segments<T> {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn push(&mut self, element: T) {
        if self.len.is_multiple_of(EACH) {
            self.parts.push(Vec::with_capacity(EACH));
        }
        if let Some(part) = self.parts.last_mut() {
            part.push(element);
            self.len += 1;
        }
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.parts.get(at / EACH)?.get(at % EACH)
    }

    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.parts.get_mut(at / EACH)?.get_mut(at % EACH)
    }
}

#[cfg(test)]
mod tests {
    use super::{EACH, Segments};

    #[test]
    fn elements_are_found_where_they_were_put() {
        let mut all = Segments::default();
        (0..2 * EACH + 3).for_each(|n| all.push(n));
        assert_eq!(
            (all.len(), all.get(EACH), all.get(2 * EACH + 2)),
            (2 * EACH + 3, Some(&EACH), Some(&(2 * EACH + 2)))
        );
        assert_eq!(all.get(2 * EACH + 3), None);
        if let Some(element) = all.get_mut(EACH - 1) {
            *element = 7;
        }
        assert_eq!(all.get(EACH - 1), Some(&7));
    }
}
