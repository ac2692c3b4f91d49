//! Failures that belong to the command line alone.

use crate::desk::DeskError;
use crate::form::Choice;
use crate::handoff::Untrusted;
use crate::text::Arg;
use crate::work::Failure;

/// Wrong usage: exit code 2.
pub fn usage(key: &str, args: &[(&'static str, &str)]) -> Failure {
    with_code(key, args, 2)
}

/// What was written is none of the choices of a field: they are named, by their codes.
pub fn no_such_choice(field: &str, written: &str, choices: &[Choice]) -> Failure {
    let codes = choices.iter().map(|choice| choice.code.as_str()).collect::<Vec<_>>().join(", ");
    usage("cli-choice-unknown", &[("field", field), ("written", written), ("choices", &codes)])
}

/// Anything else that failed: exit code 1.
pub fn failed(key: &str, args: &[(&'static str, &str)]) -> Failure {
    with_code(key, args, 1)
}

fn with_code(key: &str, args: &[(&'static str, &str)], exit_code: u8) -> Failure {
    let args = args.iter().map(|(name, value)| (*name, Arg::from(*value))).collect();
    Failure { key: key.to_owned(), args, exit_code, ..Failure::default() }
}

/// A bundle that is not to be trusted, as `handoff` names it: exit code 4. Where several were found, `choices` names them.
pub fn untrusted(error: Untrusted) -> Failure {
    let choices: Vec<String> = error.choices.iter().map(|path| path.display().to_string()).collect();
    let mut failure = Failure::from(DeskError::from(error));
    if !choices.is_empty() {
        failure.args.push(("choices", Arg::from(choices.join(", "))));
    }
    failure
}
