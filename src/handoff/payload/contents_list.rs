//! `contents.json`: the hash list of the sealed part.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::Digest;

pub const FILE: &str = "contents.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentsList {
    pub files: BTreeMap<String, Listed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Hex.
    pub sha256: String,
    pub bytes: u64,
    /// Lines, for NDJSON.
    pub rows: Option<u64>,
}

impl Listed {
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let rows = name.ends_with(".ndjson").then(|| bytes.split(|byte| *byte == b'\n').count() as u64 - 1);
        Self { sha256: Digest::of(bytes).to_string(), bytes: bytes.len() as u64, rows }
    }
}
