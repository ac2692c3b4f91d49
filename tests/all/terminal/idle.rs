//! A program that nobody uses does nothing: the battery of an old laptop is short.

use std::collections::BTreeMap;
use std::fs;
use std::time::Duration;

use super::pty::Terminal;
use crate::support::world::World;

/// How often each thread gave the processor away by itself, by id and name.
fn wake_ups(process: u32) -> BTreeMap<(String, String), u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let thread = |path: std::path::PathBuf| {
        let name = fs::read_to_string(path.join("comm")).ok()?.trim().to_owned();
        let status = fs::read_to_string(path.join("status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("voluntary_ctxt_switches"))?;
        let id = path.file_name()?.to_string_lossy().into_owned();
        Some(((id, name), line.split_whitespace().nth(1)?.parse().ok()?))
    };
    threads.filter_map(|entry| thread(entry.ok()?.path())).collect()
}

/// Wake-ups of each thread within three seconds.
fn within_three_seconds(process: u32) -> Vec<(String, u64)> {
    let before = wake_ups(process);
    std::thread::sleep(Duration::from_secs(3));
    let after = wake_ups(process);
    after
        .into_iter()
        .map(|(thread, count)| (thread.1.clone(), count - before.get(&thread).unwrap_or(&count)))
        .collect()
}

#[test]
fn no_thread_of_ours_wakes_up_while_idle() {
    let mut world = World::example();
    drop(world.take_desk());
    let mut terminal = Terminal::unlocked(&world.data());
    terminal.wait("4 terlambat");
    // What the opening left to do is done once the numbers stand still.
    let quiet = (0..10).map(|_| within_three_seconds(terminal.id())).find(|counts| ours(counts) == 0);
    assert!(quiet.is_some(), "{:?}", within_three_seconds(terminal.id()));
    println!("idle, open: {quiet:?}");

    terminal.send("\u{c}").wait("Simpul terkunci");
    let quiet = (0..10).map(|_| within_three_seconds(terminal.id())).find(|counts| ours(counts) == 0);
    assert!(quiet.is_some(), "{:?}", within_three_seconds(terminal.id()));
    println!("idle, locked: {quiet:?}");
    terminal.send("\u{11}");
    terminal.given_back();
}

/// sled has threads of its own that this program can't silence.
fn ours(counts: &[(String, u64)]) -> u64 {
    counts.iter().filter(|(name, _)| !name.contains("sled")).map(|(_, count)| count).sum()
}
