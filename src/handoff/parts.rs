//! Files larger than a FAT stick takes well are cut: `x.age.001`, `x.age.002`, …

use crate::sorted::Sorted as _;

/// 1 GiB, far below FAT32's 4 GiB.
pub const MAX_FILE: usize = 1 << 30;

/// One file when it fits; otherwise numbered parts.
pub fn split(path: &str, bytes: Vec<u8>, max: usize) -> Vec<(String, Vec<u8>)> {
    if bytes.len() <= max {
        return vec![(path.to_owned(), bytes)];
    }
    let part = |(at, chunk): (usize, &[u8])| (numbered(path, at), chunk.to_vec());
    bytes.chunks(max).enumerate().map(part).collect()
}

fn numbered(path: &str, at: usize) -> String {
    format!("{path}.{:03}", at + 1)
}

/// The names of the parts of `path` among `listed`, in order; empty when none or one in the middle is missing.
pub fn names<'a>(path: &str, listed: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = listed
        .filter(|name| name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        .map(str::to_owned)
        .collect();
    found.put_in_order();
    let whole = found.len() == 1 && found.first().is_some_and(|name| name == path);
    let gapless = found.iter().enumerate().all(|(at, name)| *name == numbered(path, at));
    if whole || gapless { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_again_in_order() {
        assert_eq!(split("a.age", vec![1; 5], 5), [("a.age".to_owned(), vec![1; 5])]);
        let cut = split("a.age", (0..12).collect(), 5);
        let listed: Vec<&str> = cut.iter().rev().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names("a.age", listed.iter().copied()), ["a.age.001", "a.age.002", "a.age.003"]);
        let joined: Vec<u8> = cut.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
        assert_eq!(joined, (0..12).collect::<Vec<u8>>());
    }

    #[test]
    fn a_gap_is_no_file() {
        assert!(names("a.age", ["a.age.001", "a.age.003"].into_iter()).is_empty());
        assert!(names("a.age", ["a.age", "a.age.001"].into_iter()).is_empty());
        assert!(names("a.age", ["b.age"].into_iter()).is_empty());
    }
}
