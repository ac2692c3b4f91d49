//! The program: arguments, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    give_memory_back();
    simpul::cli::main()
}

/// glibc keeps a heap for every thread and holds on to large pieces once it has seen some: with a large store a quarter of
/// what it takes would be holes. One heap, and every large piece by itself, goes back when it is freed.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "the C library offers no other way")]
fn give_memory_back() {
    const LARGE: libc::c_int = 256 << 10;
    // SAFETY: two numbers are set while there is one thread and nothing large is held.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
    }
}
