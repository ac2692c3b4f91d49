//! Commands that belong to Simpul and that this version does not have: it says so and does nothing.

use clap::Args;

use crate::work::Failure;

use super::answer::Answer;
use super::trouble;

/// Takes whatever a later version will take.
#[derive(Debug, Args)]
pub struct Later {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    rest: Vec<String>,
}

pub fn say(command: &str) -> Result<Answer, Failure> {
    Err(trouble::usage("cli-not-yet", &[("what", command)]))
}
