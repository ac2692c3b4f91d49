//! Files of `assets/` as `build.rs` packed them.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// One packed file, by its path below `assets/`.
macro_rules! packed {
    ($($path:expr),+) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $($path),+))
    };
}
pub(crate) use packed;

/// The bytes. Damage would mean a damaged program, which its own tests find: what can be read of it is given.
pub(crate) fn unpacked_bytes(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = DeflateDecoder::new(packed).read_to_end(&mut bytes);
    bytes
}

pub(crate) fn unpacked(packed: &[u8]) -> String {
    String::from_utf8(unpacked_bytes(packed)).unwrap_or_default()
}
