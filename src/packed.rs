//! Texts of `assets/` as `build.rs` packed them.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// One packed text, by its path below `assets/`.
macro_rules! packed {
    ($($path:expr),+) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $($path),+))
    };
}
pub(crate) use packed;

/// The text. Damage would mean a damaged program, which its own tests find: what can be read of it is given.
pub(crate) fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    let _ = DeflateDecoder::new(packed).read_to_string(&mut text);
    text
}
