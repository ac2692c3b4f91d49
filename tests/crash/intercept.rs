//! The C library's calls that change files, in front of the C library's own.
//!
//! This test program defines them itself, and the linker gives these to everybody in it: to std and through std to sled and
//! the store. No preloaded library, no tracer, and nothing in the program's own code. What does not belong to a watched
//! folder goes straight to the kernel. `power::tests` proves that nothing escapes: what was recorded, put together
//! again, is what lies on the disk.

#![allow(unsafe_code, reason = "the C library's functions can't be defined otherwise")]
#![allow(clippy::missing_safety_doc, reason = "their contracts are the C library's")]

use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::sync::MutexGuard;

use libc::{
    AT_FDCWD, AT_REMOVEDIR, AT_SYMLINK_NOFOLLOW, O_ACCMODE, O_CREAT, O_RDONLY, O_TRUNC, c_char, c_int,
    c_uint, c_void, iovec, mode_t, off64_t, size_t, ssize_t,
};

use crate::recorder::{FileId, Node, Registry, registry};

type Held = MutexGuard<'static, Option<Registry>>;

fn fail(errno: c_int) -> c_int {
    // SAFETY: the C library's own place for this thread.
    unsafe { *libc::__errno_location() = errno };
    -1
}

fn id_of_fd(fd: c_int) -> Option<FileId> {
    let mut stat = MaybeUninit::<libc::stat64>::uninit();
    // SAFETY: room for one; read only when it was filled in.
    let stat = unsafe { (libc::fstat64(fd, stat.as_mut_ptr()) == 0).then(|| stat.assume_init()) }?;
    Some((stat.st_dev, stat.st_ino))
}

fn stat_at(dir: c_int, path: &CStr, flags: c_int) -> Option<libc::stat64> {
    let mut stat = MaybeUninit::<libc::stat64>::uninit();
    // SAFETY: room for one; read only when it was filled in.
    unsafe {
        (libc::fstatat64(dir, path.as_ptr(), stat.as_mut_ptr(), flags) == 0).then(|| stat.assume_init())
    }
}

fn id(stat: &libc::stat64) -> FileId {
    (stat.st_dev, stat.st_ino)
}

/// The watched file behind a descriptor; the registry stays locked, so that what is recorded is in order.
fn watched(fd: c_int) -> Option<(Held, usize, Node)> {
    let held = registry()?;
    let (watch, node) = held.as_ref()?.find(id_of_fd(fd)?)?;
    Some((held, watch, node))
}

/// The watched folder in which `path` is a name.
fn located(dir: c_int, path: &CStr) -> Option<(Held, usize, Node, String)> {
    let held = registry()?;
    let text = path.to_str().ok()?.trim_end_matches('/');
    let (parent, name) = text.rsplit_once('/').unwrap_or((".", text));
    let parent = std::ffi::CString::new(if parent.is_empty() { "/" } else { parent }).ok()?;
    let (watch, node) = held.as_ref()?.find(id(&stat_at(dir, &parent, 0)?))?;
    Some((held, watch, node, name.to_owned()))
}

/// `errno` as it was, whatever looking around does to it.
fn with_errno<T>(run: impl FnOnce() -> T) -> T {
    // SAFETY: the C library's own place for this thread.
    let before = unsafe { *libc::__errno_location() };
    let done = run();
    fail(before);
    done
}

unsafe fn write_at(fd: c_int, from: *const c_void, length: size_t, at: Option<off64_t>) -> ssize_t {
    let write = |length: size_t| -> ssize_t {
        // SAFETY: as the caller promises; never more than it said.
        let done = unsafe {
            match at {
                Some(at) => libc::syscall(libc::SYS_pwrite64, fd, from, length, at),
                None => libc::syscall(libc::SYS_write, fd, from, length),
            }
        };
        done.try_into().unwrap_or(-1)
    };
    let Some((mut held, watch, node)) = with_errno(|| watched(fd)) else { return write(length) };
    let watch = held.as_mut().unwrap().watch(watch);
    // SAFETY: only asks where the descriptor stands.
    let offset = at.unwrap_or_else(|| unsafe { libc::lseek64(fd, 0, libc::SEEK_CUR) });
    let offset = u64::try_from(offset).unwrap();
    let (length, errno) = match watch.may_write(node, offset, length) {
        Ok(length) => (length, None),
        Err((errno, length)) => (length, Some(errno)),
    };
    let done = if length > 0 || errno.is_none() { write(length) } else { 0 };
    if let Ok(count @ 1..) = usize::try_from(done) {
        // SAFETY: the kernel has just read that much from there.
        watch.wrote(node, offset, unsafe { std::slice::from_raw_parts(from.cast(), count) });
    }
    errno.map_or(done, |errno| fail(errno) as ssize_t)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, from: *const c_void, length: size_t) -> ssize_t {
    unsafe { write_at(fd, from, length, None) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(fd: c_int, from: *const c_void, length: size_t, at: off64_t) -> ssize_t {
    unsafe { write_at(fd, from, length, Some(at)) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(fd: c_int, from: *const c_void, length: size_t, at: off64_t) -> ssize_t {
    unsafe { write_at(fd, from, length, Some(at)) }
}

/// A watched file takes the first piece only, which is allowed and makes the caller come again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, pieces: *const iovec, count: c_int) -> ssize_t {
    if with_errno(|| watched(fd)).is_none() {
        return unsafe { libc::syscall(libc::SYS_writev, fd, pieces, count) }.try_into().unwrap_or(-1);
    }
    let pieces = unsafe { std::slice::from_raw_parts(pieces, usize::try_from(count).unwrap_or(0)) };
    let first = pieces.iter().find(|piece| piece.iov_len > 0);
    first.map_or(0, |piece| unsafe { write_at(fd, piece.iov_base, piece.iov_len, None) })
}

/// Not to be had here, so that std copies with `read` and `write`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(
    _: c_int,
    _: *mut off64_t,
    _: c_int,
    _: *mut off64_t,
    _: size_t,
    _: c_uint,
) -> ssize_t {
    fail(libc::ENOSYS) as ssize_t
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile64(_: c_int, _: c_int, _: *mut off64_t, _: size_t) -> ssize_t {
    fail(libc::ENOSYS) as ssize_t
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn splice(
    _: c_int,
    _: *mut off64_t,
    _: c_int,
    _: *mut off64_t,
    _: size_t,
    _: c_uint,
) -> ssize_t {
    fail(libc::EINVAL) as ssize_t
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate64(fd: c_int, length: off64_t) -> c_int {
    let resize = || unsafe { libc::syscall(libc::SYS_ftruncate, fd, length) as c_int };
    let Some((mut held, watch, node)) = with_errno(|| watched(fd)) else { return resize() };
    let watch = held.as_mut().unwrap().watch(watch);
    if watch.is_read_only() {
        return fail(libc::EROFS);
    }
    let done = resize();
    if done == 0 {
        watch.resized(node, u64::try_from(length).unwrap());
    }
    done
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftruncate(fd: c_int, length: off64_t) -> c_int {
    unsafe { ftruncate64(fd, length) }
}

/// `None` for a sync that promises nothing after a power cut.
fn sync_with(fd: c_int, data: Option<bool>, sync: impl Fn() -> c_int) -> c_int {
    let Some((mut held, watch, node)) = with_errno(|| watched(fd)) else { return sync() };
    let watch = held.as_mut().unwrap().watch(watch);
    if let Err(errno) = watch.may_sync(node) {
        return fail(errno);
    }
    let done = sync();
    if let Some(data) = data.filter(|_| done == 0) {
        watch.synced(node, data);
    }
    done
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(fd: c_int) -> c_int {
    sync_with(fd, Some(false), || unsafe { libc::syscall(libc::SYS_fsync, fd) as c_int })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(fd: c_int) -> c_int {
    sync_with(fd, Some(true), || unsafe { libc::syscall(libc::SYS_fdatasync, fd) as c_int })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sync_file_range(fd: c_int, from: off64_t, length: off64_t, flags: c_uint) -> c_int {
    sync_with(fd, None, || unsafe {
        libc::syscall(libc::SYS_sync_file_range, fd, from, length, flags) as c_int
    })
}

/// Variadic in C; the mode is where a fourth argument is, and meaningless when there is none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat64(dir: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    let open = || unsafe { libc::syscall(libc::SYS_openat, dir, path, flags, mode) as c_int };
    let name = unsafe { CStr::from_ptr(path) };
    let Some((mut held, number, parent, last)) = with_errno(|| located(dir, name)) else { return open() };
    let registry = held.as_mut().unwrap();
    let found = with_errno(|| stat_at(dir, name, 0));
    let is_new = found.is_none() && flags & O_CREAT != 0;
    if registry.watch(number).is_read_only() && (is_new || flags & O_ACCMODE != O_RDONLY) {
        return fail(libc::EROFS);
    }
    if is_new && let Err(errno) = registry.watch(number).may_name() {
        return fail(errno);
    }
    let fd = open();
    if fd < 0 {
        return fd;
    }
    if is_new {
        registry.make(number, parent, last, id_of_fd(fd).unwrap(), false);
    } else if flags & O_TRUNC != 0
        && let Some((_, node)) = found.and_then(|stat| registry.find(id(&stat)))
    {
        registry.watch(number).resized(node, 0);
    }
    fd
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn openat(dir: c_int, path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    unsafe { openat64(dir, path, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    unsafe { openat64(AT_FDCWD, path, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(path: *const c_char, flags: c_int, mode: mode_t) -> c_int {
    unsafe { openat64(AT_FDCWD, path, flags, mode) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn renameat(
    from_dir: c_int,
    from: *const c_char,
    to_dir: c_int,
    to: *const c_char,
) -> c_int {
    let rename = || unsafe { libc::syscall(libc::SYS_renameat2, from_dir, from, to_dir, to, 0) as c_int };
    let (from_name, to_name) = unsafe { (CStr::from_ptr(from), CStr::from_ptr(to)) };
    let target = with_errno(|| located(to_dir, to_name)).map(|(_, _, dir, name)| (dir, name));
    let Some((mut held, number, dir, name)) = with_errno(|| located(from_dir, from_name)) else {
        assert!(target.is_none(), "a rename into a watched folder is not recorded");
        return rename();
    };
    let target = target.unwrap_or_else(|| panic!("a rename out of a watched folder is not recorded"));
    let registry = held.as_mut().unwrap();
    let node = with_errno(|| stat_at(from_dir, from_name, AT_SYMLINK_NOFOLLOW))
        .and_then(|stat| registry.find(id(&stat)));
    if let Err(errno) = registry.watch(number).may_name() {
        return fail(errno);
    }
    let replaced = with_errno(|| stat_at(to_dir, to_name, AT_SYMLINK_NOFOLLOW));
    let done = rename();
    if done == 0 {
        if let Some(stat) = &replaced {
            registry.forget(id(stat));
        }
        registry.watch(number).renamed(node.map(|(_, node)| node), (dir, name), target);
    }
    done
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rename(from: *const c_char, to: *const c_char) -> c_int {
    unsafe { renameat(AT_FDCWD, from, AT_FDCWD, to) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlinkat(dir: c_int, path: *const c_char, flags: c_int) -> c_int {
    let remove = || unsafe { libc::syscall(libc::SYS_unlinkat, dir, path, flags) as c_int };
    let name = unsafe { CStr::from_ptr(path) };
    let Some((mut held, number, parent, last)) = with_errno(|| located(dir, name)) else { return remove() };
    let registry = held.as_mut().unwrap();
    let found = with_errno(|| stat_at(dir, name, AT_SYMLINK_NOFOLLOW));
    if found.is_some()
        && let Err(errno) = registry.watch(number).may_name()
    {
        return fail(errno);
    }
    let done = remove();
    if done == 0 {
        let node = found.and_then(|stat| registry.find(id(&stat))).map(|(_, node)| node);
        if let Some(stat) = &found {
            registry.forget(id(stat));
        }
        registry.watch(number).removed(node, parent, last);
    }
    done
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlink(path: *const c_char) -> c_int {
    unsafe { unlinkat(AT_FDCWD, path, 0) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn rmdir(path: *const c_char) -> c_int {
    unsafe { unlinkat(AT_FDCWD, path, AT_REMOVEDIR) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdir(path: *const c_char, mode: mode_t) -> c_int {
    let make = || unsafe { libc::syscall(libc::SYS_mkdirat, AT_FDCWD, path, mode) as c_int };
    let name = unsafe { CStr::from_ptr(path) };
    let Some((mut held, number, parent, last)) = with_errno(|| located(AT_FDCWD, name)) else {
        return make();
    };
    let registry = held.as_mut().unwrap();
    if with_errno(|| stat_at(AT_FDCWD, name, 0)).is_none()
        && let Err(errno) = registry.watch(number).may_name()
    {
        return fail(errno);
    }
    let done = make();
    if done == 0 {
        let stat = stat_at(AT_FDCWD, name, 0).unwrap();
        registry.make(number, parent, last, id(&stat), true);
    }
    done
}

/// The store makes no hard links; one that did would have to be recorded first.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn linkat(
    from_dir: c_int,
    from: *const c_char,
    to_dir: c_int,
    to: *const c_char,
    flags: c_int,
) -> c_int {
    if with_errno(|| located(to_dir, unsafe { CStr::from_ptr(to) })).is_some() {
        return fail(libc::ENOSYS);
    }
    unsafe { libc::syscall(libc::SYS_linkat, from_dir, from, to_dir, to, flags) as c_int }
}
