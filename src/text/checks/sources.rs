//! The program's own sources, read for the words that they ask for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file without its tests.
pub(super) struct Source {
    /// Below `src`, with `/`.
    pub path: String,
    pub program: String,
}

/// Every file that runs outside tests.
pub(super) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    files_below(&root, &mut files);
    let read = |path: &PathBuf| Source {
        path: path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
        program: without_tests(&fs::read_to_string(path).unwrap()),
    };
    let sources: Vec<Source> = files.iter().map(read).filter(|source| !is_test(&source.path)).collect();
    assert!(sources.len() > 100, "the scan finds nothing any more");
    sources
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files_below(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push(entry);
        }
    }
}

fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/") || path.contains("text/checks")
}

/// Up to the tests inside the file; a test module in a file of its own leaves the rest in place.
fn without_tests(source: &str) -> String {
    let source = source.replace("\r\n", "\n");
    source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

impl Source {
    /// The text with line breaks and indentation gone, so that a call that was wrapped is found.
    fn joined(&self) -> String {
        self.program.lines().map(str::trim).filter(|line| !line.starts_with("//")).collect()
    }

    /// Literals that stand right behind one of these marks.
    pub fn behind(&self, marks: &[&str]) -> BTreeSet<String> {
        let joined = self.joined();
        let after = marks.iter().flat_map(|mark| joined.split(*mark).skip(1));
        after.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).map(str::to_owned).collect()
    }

    /// Every text literal.
    pub fn literals(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for line in self.program.lines().filter(|line| !line.trim_start().starts_with("//")) {
            // Text over several lines is no key: a line by itself is enough.
            let line = line.replace("'\"'", "").replace("\\\"", "");
            found.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        }
        found
    }

    /// Literals of the function that begins like this: the codes of an enum.
    pub fn codes_of(&self, function: &str) -> BTreeSet<String> {
        let body = self.program.split(function).nth(1).and_then(|rest| rest.split("\n    }\n").next());
        let body = body.unwrap_or_else(|| panic!("{} has no {function}", self.path));
        let arms = body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next());
        arms.map(str::to_owned).collect()
    }
}
