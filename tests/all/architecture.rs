//! The sentences of ARCHITECTURE.md that can be read off the source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each may use, itself apart. Everybody may use `domain` and `text::clean`'s likes are in `text`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("packed", &[]),
    ("text", &["domain", "packed"]),
    ("catalog", &["domain", "packed"]),
    ("search", &["domain", "catalog", "packed"]),
    ("overlap", &["domain", "catalog", "search"]),
    ("demo", &["domain", "packed"]),
    ("paper", &["domain", "packed"]),
    ("vault", &["domain"]),
    ("store", &["domain", "vault"]),
    ("intake", &["domain", "catalog", "search", "packed"]),
    ("handoff", &["domain", "paper"]),
    ("ui", &["domain", "text"]),
    ("form", &["domain", "text", "ui", "search"]),
    (
        "desk",
        &[
            "domain", "catalog", "search", "demo", "paper", "vault", "store", "intake", "handoff", "form",
            "text", "overlap",
        ],
    ),
    ("work", &["domain", "desk", "app", "handoff", "vault", "text", "store"]),
    ("app", &["domain", "desk", "form", "ui", "text", "screens", "work", "store", "handoff", "intake"]),
    (
        "screens",
        &[
            "domain", "desk", "app", "form", "ui", "text", "work", "store", "handoff", "intake", "catalog",
            "search", "overlap",
        ],
    ),
    ("term", &["domain", "app", "desk", "screens", "text", "ui", "work"]),
    (
        "cli",
        &[
            "domain", "catalog", "desk", "handoff", "intake", "search", "store", "vault", "term", "text",
            "work", "demo", "form", "ui", "paper", "overlap",
        ],
    ),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(dir: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
    found
}

/// `src/desk/save.rs` → `desk`; nothing for `lib.rs` and `main.rs`.
fn module(path: &Path) -> Option<String> {
    let below = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    Path::new(first).extension().is_none_or(|ending| ending != "rs").then(|| first.to_owned())
}

/// The code without its `#[cfg(test)]` part, which stands at the end of a file, and without comments.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test_file(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.contains("/tests/")
        || name.contains("/checks/")
        || name.ends_with("tests.rs")
        || name.ends_with("checks.rs")
}

/// Names of the crate's modules that a text uses.
fn used(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in text.split("crate::").skip(1) {
        let name: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
        names.push(name);
    }
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_module_uses_only_those_below_it() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(module) = module(&path).filter(|_| !is_test_file(&path)) else { continue };
        let Some(may) = allowed.get(module.as_str()) else {
            wrong.push(format!("{module} has no place in the table"));
            continue;
        };
        for name in used(&code(&text)) {
            let is_module = allowed.contains_key(name.as_str());
            if is_module && name != module && !may.contains(&name.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Only these may name a crate that belongs to one module.
const OWNED: &[(&str, &[&str])] = &[
    ("sled::", &["store"]),
    ("crossterm::", &["term"]),
    ("fluent_bundle::", &["text"]),
    ("calamine::", &["intake"]),
    ("age::scrypt", &["handoff"]),
    ("minisign::", &["handoff", "vault"]),
    ("rust_xlsxwriter::", &["paper"]),
    ("krilla::", &["paper"]),
    ("argon2::", &["vault"]),
];

#[test]
fn a_foreign_crate_has_one_home() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(module) = module(&path).filter(|_| !is_test_file(&path)) else { continue };
        for (name, homes) in OWNED {
            let is_used = code(&text)
                .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                .any(|word| word.starts_with(name));
            if is_used && !homes.contains(&module.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_domain_never_reads_the_clock_or_the_disk() {
    let forbidden = ["Utc::now", "Local::now", "SystemTime", "Instant::now", "std::fs", "std::env", "File::"];
    for (path, text) in sources() {
        if module(&path).is_some_and(|module| module == "domain") && !is_test_file(&path) {
            for word in forbidden {
                assert!(!code(&text).contains(word), "{} has {word}", path.display());
            }
        }
    }
}

#[test]
fn no_module_is_named_for_a_drawer() {
    for (path, _) in sources() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        for drawer in ["utils", "util", "helper", "helpers", "manager", "types", "common", "misc"] {
            assert_ne!(name, drawer, "{}", path.display());
        }
    }
}

#[test]
fn nothing_reads_the_shared_folder() {
    for (path, text) in sources() {
        assert!(!text.contains(concat!("../", "shared")), "{}", path.display());
    }
}

#[test]
fn architecture_names_every_module() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).unwrap();
    for (name, _) in MAY_USE {
        let is_named = page.contains(&format!("`{name}/`")) || page.contains(&format!("`{name}.rs`"));
        assert!(is_named, "ARCHITECTURE.md does not name {name}");
    }
}
