//! `simpul`: the program on the screen.

use crate::store::Store;
use crate::term::run::{Start, run as on_screen};
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::trouble;

pub fn run(office: &Office) -> Result<Answer, Failure> {
    let start = if Store::exists(&office.data) { Start::Locked } else { Start::SetUp };
    on_screen(&office.place(), start, office.language(), office.fixed_today)
        .map_err(|error| trouble::failed("cli-no-screen", &[("reason", &error.to_string())]))?;
    Ok(Answer::silent())
}
