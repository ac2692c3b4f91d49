//! Issue 2's steps as key scripts.

mod aid;
mod aid_papers;
mod around;
mod attachments;
mod bin;
mod casework;
mod consent;
mod doubles;
mod drafts;
mod erasing;
mod family;
mod finding;
mod greeting;
mod handing;
mod haste;
mod importing;
mod keeping;
mod lists;
mod locking;
mod mismatches;
mod overrides;
mod planning;
mod psm;
mod referrals;
mod secrecy;
mod sessions;
mod set_up;
mod tasks;

/// The numbered groups of a recovery code on the screen.
fn code_on(screen: &str) -> Vec<String> {
    let words: Vec<&str> = screen.split_whitespace().collect();
    let is_number = |word: &str| word.strip_suffix('.').is_some_and(|n| n.parse::<u8>().is_ok());
    words.windows(2).filter(|pair| is_number(pair[0])).map(|pair| pair[1].to_owned()).collect()
}
