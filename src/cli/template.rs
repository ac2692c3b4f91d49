//! `simpul template`: an empty sheet to fill in, which `simpul import` reads back.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::intake::List;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Template {
    /// people, aid, psm, organizations, sessions or all
    #[arg(value_name = "LIST")]
    list: String,
    /// The file to write, .xlsx
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

pub fn run(args: &Template, office: &mut Office) -> Result<Answer, Failure> {
    let lists: Vec<List> = match args.list.to_lowercase().as_str() {
        "all" | "semua" => List::ALL.to_vec(),
        name => {
            let known = super::kinds::list(name);
            let all = List::ALL.map(List::name).join(", ");
            let unknown = || trouble::usage("cli-list-unknown", &[("written", &args.list), ("lists", &all)]);
            vec![known.ok_or_else(unknown)?]
        }
    };
    let mut desk = office.open()?;
    let path = desk.export_template(&lists, &args.to)?;
    desk.close()?;
    let names: Vec<&str> = lists.iter().map(|list| list.name()).collect();
    let path = path.display().to_string();
    let line = office.words.say("cli-template-written", &[("path", path.as_str().into())]);
    Ok(Answer::new(json!({ "command": "template", "lists": names, "path": path }), vec![line]))
}
