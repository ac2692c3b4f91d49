//! What a save's frames hold together.
//!
//! ```text
//! [state after 80][1, draft id 16 | 0 ×17] then, for each change: [tree u8][key length u16][value length u32][key][value]
//! ```
//! A value length of `u32::MAX` is a deletion.

use crate::store::state::{STATE, State};
use crate::store::{DraftId, Tree};

const DRAFT: usize = 17;
const DELETED: u32 = u32::MAX;

/// A save, ready to be written: stored keys and sealed values.
#[derive(Debug)]
pub(in crate::store) struct Change {
    pub state: State,
    pub draft: Option<DraftId>,
    pub ops: Vec<(Tree, Vec<u8>, Option<Vec<u8>>)>,
}

impl Change {
    pub fn encode(&self, out: &mut Vec<u8>) {
        encode_head(&self.state, self.draft, out);
        for (tree, key, value) in &self.ops {
            encode_op(*tree, key, value.as_deref(), out);
        }
    }
}

pub(super) fn encode_head(state: &State, draft: Option<DraftId>, out: &mut Vec<u8>) {
    out.extend_from_slice(&state.encode());
    out.push(u8::from(draft.is_some()));
    out.extend_from_slice(&draft.map(DraftId::to_bytes).unwrap_or_default());
}

pub(in crate::store) fn encode_op(tree: Tree, key: &[u8], value: Option<&[u8]>, out: &mut Vec<u8>) {
    let length = value.map_or(DELETED, |value| u32::try_from(value.len()).unwrap_or(DELETED));
    out.push(tree.number());
    out.extend_from_slice(&u16::try_from(key.len()).unwrap_or(u16::MAX).to_le_bytes());
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(key);
    out.extend_from_slice(value.unwrap_or_default());
}

/// The head of a body and the changes that follow it.
pub(in crate::store) fn decode_head(body: &[u8]) -> Option<(State, Option<DraftId>, Ops<'_>)> {
    let (state, rest) = body.split_at_checked(STATE)?;
    let (draft, ops) = rest.split_first_chunk::<DRAFT>()?;
    let (given, id) = draft.split_first()?;
    let draft = (*given == 1).then_some(DraftId::from_bytes(*id.first_chunk()?));
    Some((State::decode(state)?, draft, Ops(ops)))
}

/// One change, borrowed from a body.
pub(in crate::store) type Op<'a> = (Tree, &'a [u8], Option<&'a [u8]>);

/// Changes, one after the other. An item is nothing where the bytes make no sense, which a verified frame never has.
#[derive(Clone, Debug)]
pub(in crate::store) struct Ops<'a>(pub &'a [u8]);

impl<'a> Ops<'a> {
    fn take(&mut self) -> Option<Op<'a>> {
        let (tree, rest) = self.0.split_first()?;
        let (key_length, rest) = rest.split_first_chunk::<2>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*key_length)))?;
        let tree = Tree::from_number(*tree)?;
        let length = u32::from_le_bytes(*length);
        if length == DELETED {
            self.0 = rest;
            return Some((tree, key, None));
        }
        let (value, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some((tree, key, Some(value)))
    }
}

impl<'a> Iterator for Ops<'a> {
    type Item = Option<Op<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let op = self.take();
        if op.is_none() {
            self.0 = &[];
        }
        Some(op)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change() -> Change {
        Change {
            state: State { seq: 3, counts: [1, 0, 0, 0, 0], ..State::default() },
            draft: Some(DraftId::from_bytes([6; 16])),
            ops: vec![
                (Tree::Records, b"key".to_vec(), Some(b"value".to_vec())),
                (Tree::Audit, b"gone".to_vec(), None),
                (Tree::Saves, Vec::new(), Some(Vec::new())),
            ],
        }
    }

    #[test]
    fn reads_back() {
        let (change, mut body) = (change(), Vec::new());
        change.encode(&mut body);
        let (state, draft, ops) = decode_head(&body).unwrap();
        assert_eq!((state, draft), (change.state, change.draft));
        let read: Vec<_> =
            ops.map(|op| op.unwrap()).map(|(t, k, v)| (t, k.to_vec(), v.map(<[u8]>::to_vec))).collect();
        assert_eq!(read, change.ops);
    }

    #[test]
    fn a_cut_body_is_noticed_and_ends() {
        let mut body = Vec::new();
        change().encode(&mut body);
        let (_, _, ops) = decode_head(&body[..body.len() - 1]).unwrap();
        assert_eq!(ops.map(|op| op.is_some()).collect::<Vec<_>>(), [true, true, false]);
    }
}
