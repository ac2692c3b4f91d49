//! Names of files: which are safe on every file system, and what an unlisted one is.

/// Deepest path inside a bundle, counted in names.
pub const MAX_DEPTH: usize = 6;
/// Longest path inside a bundle, in bytes; leaves room below `SIMPUL/KIRIM/<id>/` for Windows's 260.
pub const MAX_PATH: usize = 180;

/// Whether a path may stand in a manifest: relative, `/` between names, every name of A–Z a–z 0–9 `.` `_` `-`, none
/// that FAT or Windows reads otherwise (leading or trailing dot, device names).
pub fn is_safe(path: &str) -> bool {
    path.len() <= MAX_PATH && path.split('/').count() <= MAX_DEPTH && path.split('/').all(is_safe_name)
}

fn is_safe_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && !is_device(name)
}

/// `CON`, `com1.txt` …: Windows opens a device instead of a file.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$")
        || numbered("COM")
        || numbered("LPT")
}

/// What a file that no manifest lists is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// Left by an operating system or an office program: a note.
    Leftover,
    /// A program or a shortcut: red.
    Program,
    Other,
}

/// Folders and files that Windows, macOS, Linux desktops and office programs leave on a stick, in lower case.
const LEFTOVERS: [&str; 11] = [
    "thumbs.db",
    "ehthumbs.db",
    "desktop.ini",
    ".ds_store",
    "system volume information",
    "$recycle.bin",
    ".spotlight-v100",
    ".fseventsd",
    ".trashes",
    "__macosx",
    ".directory",
];
/// Beginnings of such names: `AppleDouble`, bins by user, lock files of Excel and LibreOffice.
const LEFTOVER_STARTS: [&str; 5] = ["._", ".trash-", "~$", ".~lock.", ".fuse_hidden"];

/// What a double click would run.
const PROGRAMS: [&str; 36] = [
    "exe", "com", "scr", "pif", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "wsh", "wsc", "hta", "lnk",
    "url", "msi", "msp", "ps1", "jar", "cpl", "dll", "reg", "inf", "scf", "chm", "apk", "sh", "desktop",
    "app", "command", "docm", "xlsm", "xlam", "iso", "appimage",
];

pub fn stray(name: &str) -> Stray {
    let name = name.trim_end_matches(['.', ' ']).to_lowercase();
    if is_program(&name) {
        Stray::Program
    } else if LEFTOVERS.contains(&name.as_str())
        || LEFTOVER_STARTS.iter().any(|start| name.starts_with(start))
    {
        Stray::Leftover
    } else {
        Stray::Other
    }
}

/// Whether the last extension of a name is one that a desktop runs.
pub fn is_program(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, extension)| PROGRAMS.contains(&extension.to_ascii_lowercase().as_str()))
}

/// A foreign name made safe to show: printable ASCII only, at most 120 characters.
pub fn shown(name: &str) -> String {
    name.chars().take(120).map(|c| if c == ' ' || c.is_ascii_graphic() { c } else { '?' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_bundle_are_safe() {
        for name in
            ["bagit.txt", "data/MESIN/PCT01-000007.age", "data/MESIN/PCT01-000007.age.001", "COMA.txt"]
        {
            assert!(is_safe(name), "{name}");
        }
    }

    #[test]
    fn tricks_are_refused() {
        for name in [
            "",
            "/etc/passwd",
            "../x",
            "data/../x",
            "data//x",
            "data/",
            "./x",
            "C:/x",
            "C:x",
            "data\\x",
            "\\\\host\\x",
            "NUL",
            "data/com1.age",
            "data/AUX.txt",
            "data/x.",
            "data/x ",
            "data/.x",
            "data/x:stream",
            "data/\u{202e}gpj",
            "data/a\u{2044}b",
            "data/x\0",
            "data/é",
            "-rf",
            "~/x",
            "data/CONIN$",
            "a/b/c/d/e/f/g",
        ] {
            assert!(!is_safe(name), "{name:?}");
        }
        assert!(!is_safe(&"a".repeat(MAX_PATH + 1)));
    }

    #[test]
    fn strays_are_told_apart() {
        assert_eq!(stray("Thumbs.db"), Stray::Leftover);
        assert_eq!(stray("System Volume Information"), Stray::Leftover);
        assert_eq!(stray("~$LAPORAN-PCT01-000007.xlsx"), Stray::Leftover);
        assert_eq!(stray("data.lnk"), Stray::Program);
        assert_eq!(stray("._x.exe"), Stray::Program);
        assert_eq!(stray("FOTO.JPG.SCR . "), Stray::Program);
        assert_eq!(stray("catatan.txt"), Stray::Other);
    }

    #[test]
    fn foreign_names_are_shown_without_tricks() {
        assert_eq!(shown("a\u{202e}b\nc"), "a?b?c");
    }
}
