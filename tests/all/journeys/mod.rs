//! Issue 2's steps as key scripts.

mod around;
mod casework;
mod drafts;
mod finding;
mod handing;
mod importing;
mod locking;
mod referrals;
mod secrecy;
mod sessions;
mod set_up;
mod tasks;
