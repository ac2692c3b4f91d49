//! `places.bin`: an index block and one block a province, each unpacked when first asked for.
//! `assets/places/convert.py` writes it and describes the format.

use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;

static PACKED: &[u8] = include_bytes!("../../../assets/places/places.bin");
const MAGIC: &[u8] = b"SMPLPLC1";
/// Number of the block that lists provinces, regencies and sub-districts.
const INDEX: u8 = 0;

/// The embedded places cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("places.bin is damaged in block {block}")]
pub struct PlacesFault {
    /// Province code; 0 is the index, 255 the header.
    pub block: u8,
}

const HEADER: PlacesFault = PlacesFault { block: 255 };

struct Block {
    number: u8,
    packed: &'static [u8],
    unpacked_length: usize,
    text: OnceLock<Result<String, PlacesFault>>,
    /// Where each sub-district's villages begin in the text.
    starts: OnceLock<HashMap<&'static str, usize>>,
}

/// `<digits>\t<name>` a line, sorted by digits.
pub(super) fn index() -> Result<&'static str, PlacesFault> {
    block(INDEX)
}

/// The villages of a province (11–99) by sub-district.
pub(super) fn province(number: u8) -> Result<&'static str, PlacesFault> {
    if number == INDEX { Err(HEADER) } else { block(number) }
}

/// The lines of a sub-district (six digits) and of those behind it, without its heading.
pub(super) fn from_subdistrict(digits: &str) -> Option<&'static str> {
    let number = digits.get(..2)?.parse().ok().filter(|number| *number != INDEX)?;
    let text = block(number).ok()?;
    let block = blocks().iter().find(|block| block.number == number)?;
    let starts = block.starts.get_or_init(|| {
        let heads = text.match_indices('#').filter_map(|(at, _)| Some((text.get(at + 1..at + 7)?, at + 8)));
        heads.collect()
    });
    text.get(*starts.get(digits)?..)
}

fn block(number: u8) -> Result<&'static str, PlacesFault> {
    let block = blocks().iter().find(|block| block.number == number).ok_or(HEADER)?;
    let text = block.text.get_or_init(|| block.unpack().ok_or(PlacesFault { block: number }));
    text.as_ref().map(String::as_str).map_err(|fault| *fault)
}

impl Block {
    fn unpack(&self) -> Option<String> {
        let mut text = String::with_capacity(self.unpacked_length);
        DeflateDecoder::new(self.packed).read_to_string(&mut text).ok()?;
        (text.len() == self.unpacked_length).then_some(text)
    }
}

fn blocks() -> &'static [Block] {
    static BLOCKS: OnceLock<Vec<Block>> = OnceLock::new();
    BLOCKS.get_or_init(|| split(PACKED).unwrap_or_default())
}

fn split(file: &'static [u8]) -> Option<Vec<Block>> {
    let (count, file) = file.strip_prefix(MAGIC)?.split_first()?;
    let (table, mut rest) = file.split_at_checked(usize::from(*count) * 9)?;
    let mut blocks = Vec::new();
    for entry in table.chunks_exact(9) {
        let (number, lengths) = entry.split_first()?;
        let (packed, unpacked) = lengths.split_at_checked(4)?;
        let (packed, after) = rest.split_at_checked(length(packed)?)?;
        rest = after;
        let unpacked_length = length(unpacked)?;
        blocks.push(Block {
            number: *number,
            packed,
            unpacked_length,
            text: OnceLock::new(),
            starts: OnceLock::new(),
        });
    }
    Some(blocks)
}

fn length(bytes: &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}
