//! `simpul init`: a store without the wizard.

use clap::Args;
use serde_json::json;

use crate::catalog::places::{AreaCode, AreaLevel};
use crate::desk::{Desk, SetUp};
use crate::store::{Store, StoreError};
use crate::vault::Cost;
use crate::work::Failure;

use super::answer::Answer;
use super::office::Office;
use super::trouble;

#[derive(Debug, Args)]
pub struct Init {
    /// Kemendagri code of the kecamatan, e.g. 32.04.30
    #[arg(long, value_name = "CODE")]
    area: String,
    /// Name of the social worker
    #[arg(long)]
    name: String,
    /// First part of every bundle's id: 3 to 8 of A-Z, 0-9
    #[arg(long, default_value = "")]
    sender: String,
    #[arg(long, default_value = "")]
    niat: String,
    /// With invented people to try things on
    #[arg(long)]
    example: bool,
}

pub fn run(args: &Init, office: &Office) -> Result<Answer, Failure> {
    let area = area(&args.area)?;
    if Store::exists(&office.data) {
        return Err(crate::desk::DeskError::Store(StoreError::AlreadyExists).into());
    }
    let password = office.new_password(None, &args.name, &args.area)?;
    let set_up = SetUp {
        name: args.name.clone(),
        niat: args.niat.clone(),
        area: area.to_string(),
        sender: args.sender.clone(),
        language: office.language().code().to_owned(),
        with_example: args.example,
        ..SetUp::default()
    };
    let (desk, code) = Desk::create(&office.data, &password, Cost::calibrated(), &set_up, office.clock())?;
    let worker = desk.worker();
    let json = json!({
        "command": "init",
        "data": office.data.display().to_string(),
        "area": worker.area,
        "area_name": desk.area_name(),
        "name": worker.name,
        "sender": worker.sender,
        "recovery_code": code.to_string(),
    });
    let data = office.data.display().to_string();
    let made =
        [("area", desk.area_name().into()), ("sender", worker.sender.as_str().into()), ("data", data.into())];
    let lines = vec![
        office.words.say("cli-init-done", &made),
        office.words.get("cli-init-code"),
        format!("    {code}"),
        office.words.get("cli-init-keep"),
    ];
    desk.close()?;
    Ok(Answer::new(json, lines))
}

fn area(written: &str) -> Result<AreaCode, Failure> {
    match AreaCode::parse(written) {
        Ok(area) if area.level() == AreaLevel::Subdistrict => Ok(area),
        Ok(_) => Err(trouble::usage("cli-area-level", &[("written", written)])),
        Err(fault) => Err(trouble::usage(&format!("area-fault-{}", fault.code()), &[("written", written)])),
    }
}
