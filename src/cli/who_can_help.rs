//! `simpul who-can-help`: organisations for a need, with why each fits and what is missing.

use clap::Args;
use serde_json::{Value as Json, json};

use crate::desk::{Desk, HelpQuery, Offer};
use crate::domain::FieldKind;
use crate::form::Lookup as _;
use crate::text::Words;
use crate::work::Failure;

use super::answer::{Answer, note_json};
use super::office::Office;
use super::{columns, show, target, trouble};

#[derive(Debug, Args)]
pub struct WhoCanHelp {
    /// A need, a case, or a referral to be replaced
    #[arg(long, value_name = "ID")]
    need: Option<String>,
    /// Sector of the need: kesehatan, pangan ...
    #[arg(long)]
    sector: Option<String>,
    /// A service of the catalogue
    #[arg(long)]
    service: Option<String>,
    /// Desa of the client
    #[arg(long)]
    village: Option<String>,
}

pub fn run(args: &WhoCanHelp, office: &mut Office) -> Result<Answer, Failure> {
    let desk = office.open()?;
    let mut query = match &args.need {
        Some(id) => desk.help_for(target::find(&desk, id)?)?.query,
        None => HelpQuery::default(),
    };
    if let Some(written) = &args.sector {
        query.sector = choice(&desk, "needs", "sector", written)?;
    }
    if let Some(written) = &args.service {
        query.service = choice(&desk, "services", "service", written)?;
    }
    if let Some(written) = &args.village {
        let read = desk.lookup().read(FieldKind::Village, written, desk.today());
        let village = read.map(|value| value.plain());
        query.village =
            village.ok_or_else(|| trouble::usage("note-village-not-in-district", &[("field", "village")]))?;
    }
    let help = desk.who_can_help(query);
    let items: Vec<Json> = help.offers.iter().map(|offer| item(&desk, offer, &office.words)).collect();
    let fits = help.offers.iter().filter(|offer| offer.fits()).count();
    let json = json!({
        "command": "who-can-help",
        "sector": help.query.sector,
        "service": help.query.service,
        "village": help.query.village,
        "for": help.who.as_ref().map(|who| show::who(who.key, who)),
        "fits": fits,
        "items": items,
    });
    let rows: Vec<Vec<String>> = help.offers.iter().map(|offer| row(&desk, offer, &office.words)).collect();
    let mut lines = columns::aligned(&rows);
    let count = [("fits", fits.into()), ("all", help.offers.len().into())];
    lines.push(office.words.say("who-can-help-count", &count));
    desk.close()?;
    Ok(Answer::new(json, lines))
}

fn choice(desk: &Desk, list: &str, field: &'static str, written: &str) -> Result<String, Failure> {
    let code = desk.catalog().read_choice(list, written).map(str::to_owned);
    code.ok_or_else(|| trouble::no_such_choice(field, written, &desk.lookup().choices(list)))
}

fn item(desk: &Desk, offer: &Offer, words: &Words) -> Json {
    json!({
        "id": offer.organization,
        "name": offer.name,
        "type": offer.kind,
        "service": offer.service,
        "service_name": desk.label("services", &offer.service),
        "phone": offer.phone,
        "hours": offer.hours,
        "fits": offer.fits(),
        "notes": offer.notes.iter().map(|note| note_json(note, words)).collect::<Vec<_>>(),
    })
}

fn row(desk: &Desk, offer: &Offer, words: &Words) -> Vec<String> {
    let service = match offer.service.as_str() {
        "" => desk.label("organization_kind", &offer.kind),
        service => desk.label("services", service),
    };
    let sign = if offer.fits() { " " } else { "!" };
    let why = offer.first_note().map(|note| words.note(note)).unwrap_or_default();
    vec![sign.to_owned(), offer.name.clone(), service, offer.phone.clone(), why]
}
