//! One number for everything the store holds, whatever the order: finds missing, stale and doubled entries.

use super::Tree;

/// The wrapping 256-bit sum of a keyed hash of each entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SetHash([u64; 4]);

impl SetHash {
    /// Keyed BLAKE3 over `[tree][key length u16][key][stored value]`.
    pub fn of(key: &[u8; 32], tree: Tree, entry: &[u8], value: &[u8]) -> Self {
        let length = u16::try_from(entry.len()).unwrap_or(u16::MAX).to_le_bytes();
        let mut hasher = blake3::Hasher::new_keyed(key);
        hasher.update(&[tree.number(), length[0], length[1]]).update(entry).update(value);
        Self::from_bytes(hasher.finalize().as_bytes())
    }

    pub fn add(&mut self, other: Self) {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(other.0) {
            let (sum, over) = limb.overflowing_add(more);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = over || over_again;
        }
    }

    pub fn subtract(&mut self, other: Self) {
        let mut borrow = false;
        for (limb, less) in self.0.iter_mut().zip(other.0) {
            let (rest, under) = limb.overflowing_sub(less);
            let (rest, under_again) = rest.overflowing_sub(u64::from(borrow));
            *limb = rest;
            borrow = under || under_again;
        }
    }

    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (place, limb) in bytes.chunks_exact_mut(8).zip(self.0) {
            place.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut limbs = [0; 4];
        for (limb, chunk) in limbs.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *limb = u64::from_le_bytes(*chunk);
        }
        Self(limbs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_does_not_matter_and_removing_undoes(a in any::<[u8; 32]>(), b in any::<[u8; 32]>()) {
            let (a, b) = (SetHash::from_bytes(&a), SetHash::from_bytes(&b));
            let mut forth = a;
            forth.add(b);
            let mut back = b;
            back.add(a);
            prop_assert_eq!(forth, back);
            forth.subtract(a);
            prop_assert_eq!(forth, b);
        }
    }

    #[test]
    fn carries_through_all_limbs() {
        let mut sum = SetHash([u64::MAX; 4]);
        sum.add(SetHash([1, 0, 0, 0]));
        assert_eq!(sum, SetHash::default());
        sum.subtract(SetHash([1, 0, 0, 0]));
        assert_eq!(sum, SetHash([u64::MAX; 4]));
    }

    #[test]
    fn tree_key_and_value_each_count() {
        let of = |tree, key: &[u8], value: &[u8]| SetHash::of(&[1; 32], tree, key, value);
        let one = of(Tree::Records, b"ab", b"c");
        assert_ne!(one, of(Tree::History, b"ab", b"c"));
        assert_ne!(one, of(Tree::Records, b"a", b"bc"));
        assert_ne!(one, of(Tree::Records, b"ab", b"d"));
    }
}
