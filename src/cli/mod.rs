//! The same work without a screen: one file a command. Commands call `desk`, never the store below it.

mod add;
mod agenda;
mod aid;
mod answer;
mod args;
mod attach;
mod backup;
mod bin;
mod chat;
mod check;
mod client_copy;
mod columns;
mod demo;
mod duplicates;
mod erase;
mod export;
mod fill;
mod filter;
mod form;
mod import;
mod init;
mod item;
mod keys;
mod kinds;
mod letter;
mod list;
mod list_activities;
mod mask;
mod office;
mod overlap;
mod overlap_list;
mod password;
mod receive;
mod report;
mod report_aid;
mod report_field;
mod report_guidance;
mod report_proposals;
mod report_scorecard;
mod report_untouched;
mod run;
mod search;
mod send;
mod show;
mod start;
mod step;
mod target;
mod template;
mod trouble;
mod usage;
mod verify;
mod who_can_help;

use std::env;
use std::panic;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::FromArgMatches as _;

use crate::text::Words;

use args::{Arguments, Verb};
use office::Office;

#[cfg(test)]
pub use usage::keys as usage_keys;

/// Reads the arguments, does what they ask, and gives the exit code: 0 done, 1 failed, 2 wrong usage, 3 wrong password
/// or locked, 4 the input can't be trusted or read, 5 the store has trouble.
pub fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    // Dropping what a command holds closes its store and removes the demo's folder, also after a panic.
    let code = panic::catch_unwind(work).unwrap_or_else(|_| {
        let place = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
        answer::broken(&place.unwrap_or_default())
    });
    ExitCode::from(code)
}

/// Where it broke, in the source. Never the message: it may hold what somebody typed.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

fn work() -> u8 {
    let words = Words::new(usage::language(env::args_os()));
    let read = usage::command(&words).try_get_matches();
    let arguments = match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return answer::usage(&error, &words),
    };
    let mut office = match Office::new(&arguments.global) {
        Ok(office) => office,
        Err(failure) => {
            return answer::failure(&failure, &office::words_of(&arguments.global), arguments.global.json);
        }
    };
    match run::run(arguments.verb.unwrap_or(Verb::Start), &mut office) {
        Ok(given) => answer::print(given, &office),
        Err(failure) => answer::failure(&failure, &office.words, office.json),
    }
}
