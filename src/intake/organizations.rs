//! A row of a list of those who can help → an organisation.

use std::collections::HashMap;

use chrono::TimeDelta;

use super::heading::normal;
use super::reader::Reader;
use super::row::{Findings, Refusal, Row};
use crate::catalog::places::VillageMatch;
use crate::domain::organization::Service;
use crate::domain::reading::written;
use crate::domain::{Note, Organization, PartialDate};

/// Days after which what is known about an organisation is old.
const OLD_DAYS: i64 = 365;

pub(super) fn read(
    row: &Row<'_>,
    reader: &mut Reader<'_>,
    found: &mut Findings,
) -> Result<Organization, Refusal> {
    let name = row.name()?;
    let mut organization = Organization {
        village: village(row, reader, found),
        services: services(row, found),
        area: row.text("area"),
        address: row.text("address"),
        contact: row.text("contact"),
        phone: Reader::phone(row, found),
        email: row.text("email"),
        hours: row.text("hours"),
        permit_number: row.text("permit_number"),
        permit_until: reader.date(row, "permit_until", "permit_until", found),
        checked_on: reader.date(row, "checked_on", "checked_on", found),
        note: row.long_text("note"),
        name,
        ..Organization::default()
    };
    organization.psks = reader.choice("psks", &row.text("psks"), "psks", "choice_unknown", found);
    organization.status = status(row, reader, found);
    set_kind(row, reader, &mut organization, found);
    judge(&organization, reader, found);
    Ok(organization)
}

fn village(row: &Row<'_>, reader: &mut Reader<'_>, found: &mut Findings) -> String {
    let text = row.text("village");
    match reader.village_match(&text) {
        VillageMatch::Exact(code) => code,
        VillageMatch::Spelling { code } => {
            found.warn("village", "village_spelling", &text);
            code
        }
        VillageMatch::Blank => String::new(),
        VillageMatch::Ambiguous(_) | VillageMatch::Outside | VillageMatch::Unknown => {
            found.warn("village", "organization_village_unclear", &text);
            String::new()
        }
    }
}

fn status(row: &Row<'_>, reader: &mut Reader<'_>, found: &mut Findings) -> String {
    let text = row.text("status");
    if text.is_empty() {
        return "active".to_owned();
    }
    reader.choice("organization_status", &text, "status", "choice_unknown", found)
}

/// The kind by its column, else by the first words of the name.
fn set_kind(row: &Row<'_>, reader: &mut Reader<'_>, organization: &mut Organization, found: &mut Findings) {
    let written = row.text("kind");
    let by_name = |reader: &mut Reader<'_>, name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        let starts = (1..=words.len().min(3)).rev().filter_map(|n| words.get(..n).map(|run| run.join(" ")));
        starts.into_iter().find_map(|start| reader.meant("organization_kind", &start))
    };
    let likely = |reader: &Reader<'_>| match reader
        .catalog
        .choice_candidates("organization_kind", &written)
        .as_slice()
    {
        [only] => Some(only.code.clone()),
        _ => None,
    };
    let kind = reader.meant("organization_kind", &written).or_else(|| likely(reader));
    let kind = kind.or_else(|| by_name(reader, &organization.name));
    if let Some(kind) = kind {
        organization.kind = kind;
        return;
    }
    "other".clone_into(&mut organization.kind);
    if !written.is_empty() {
        found.add(
            "kind",
            Note::warn("organization_kind_unknown").with("written", written.as_str()),
            &written,
        );
        organization.note =
            if organization.note.is_empty() { written } else { format!("{written}\n{}", organization.note) };
    }
}

fn services(row: &Row<'_>, found: &mut Findings) -> Vec<Service> {
    let text = row.text("services");
    let filled = Reader::count(row, "filled", "services", found);
    let is_full = normal(&row.raw("capacity")) == "penuh";
    let capacity = if is_full { filled } else { Reader::count(row, "capacity", "services", found) };
    let service = |name: &str| Service {
        service: name.to_owned(),
        eligibility: eligibility(row),
        documents: row.text("documents"),
        capacity,
        filled,
        ..Service::default()
    };
    let names = text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty());
    names.map(service).collect()
}

/// What is asked for, with the bounds of age when they stand in columns of their own.
fn eligibility(row: &Row<'_>) -> String {
    let asked = row.text("eligibility");
    let bounds = match (row.text("min_age").as_str(), row.text("max_age").as_str()) {
        ("", "") => return asked,
        (from, "") => format!("≥ {from}"),
        ("", to) => format!("≤ {to}"),
        (from, to) => format!("{from}-{to}"),
    };
    if asked.is_empty() {
        bounds
    } else if asked.contains(&bounds) {
        asked
    } else {
        format!("{asked}; {bounds}")
    }
}

fn judge(organization: &Organization, reader: &Reader<'_>, found: &mut Findings) {
    let day = |date: Option<PartialDate>| date.and_then(PartialDate::earliest);
    if let Some(until) = day(organization.permit_until).filter(|until| *until < reader.today) {
        found.warn("permit_until", "permit_expired", &until.to_string());
    }
    if let Some(checked) =
        day(organization.checked_on).filter(|on| reader.today - *on > TimeDelta::days(OLD_DAYS))
    {
        found.warn("checked_on", "not_checked_for_a_year", &checked.to_string());
    }
    let is_full = |s: &Service| s.capacity.zip(s.filled).is_some_and(|(capacity, filled)| filled >= capacity);
    if organization.services.iter().any(is_full) {
        found.warn("services", "capacity_full", "");
    }
}

/// Short forms at the start of names.
const SHORT: &[(&str, &str)] = &[
    ("kt", "karang taruna"),
    ("katar", "karang taruna"),
    ("yys", "yayasan"),
    ("ypi", "yayasan pendidikan islam"),
    ("pkm", "puskesmas"),
    ("rs", "rumah sakit"),
    ("ponpes", "pondok pesantren"),
    ("dinsos", "dinas sosial"),
    ("disdukcapil", "dinas kependudukan dan pencatatan sipil"),
];

/// Organisations by name: the same one, and one that is probably meant.
#[derive(Debug)]
pub(super) struct OrganizationDoubles<T> {
    by_name: HashMap<(String, String), T>,
    by_long_name: HashMap<(String, String), T>,
}

impl<T: Copy> OrganizationDoubles<T> {
    pub fn new() -> Self {
        Self { by_name: HashMap::new(), by_long_name: HashMap::new() }
    }

    pub fn same(&self, name: &str, village: &str) -> Option<T> {
        self.by_name.get(&(spaced(name), village.to_owned())).copied()
    }

    pub fn likely(&self, name: &str, village: &str) -> Option<T> {
        self.by_long_name.get(&(lengthened(name), village.to_owned())).copied()
    }

    pub fn add(&mut self, name: &str, village: &str, of: T) {
        self.by_name.entry((spaced(name), village.to_owned())).or_insert(of);
        self.by_long_name.entry((lengthened(name), village.to_owned())).or_insert(of);
    }
}

fn spaced(name: &str) -> String {
    written::tidy(name).to_lowercase()
}

/// The name of an organisation in full and in one form: `Yys. Al-Huda` is `Yayasan Al Huda`.
pub fn lengthened(name: &str) -> String {
    let normal = normal(name);
    let (first, rest) = normal.split_once(' ').unwrap_or((normal.as_str(), ""));
    let first = SHORT.iter().find(|(short, _)| *short == first).map_or(first, |(_, long)| long);
    format!("{first} {rest}")
        .split(' ')
        .filter(|word| !matches!(*word, "desa" | "kelurahan" | "kecamatan" | "kec" | "ds"))
        .collect()
}
