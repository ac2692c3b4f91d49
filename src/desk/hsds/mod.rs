//! The directory of organisations as HSDS (Open Referral): out for whoever reads it, and in from whoever has it.
//!
//! What the specification has a column for stands there. What only Simpul knows goes as `attributes`, so that the way back
//! loses nothing; talks with an organisation stay here.

mod tables;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::domain::organization::{Contact, Service};
use crate::domain::{Organization, Record, RecordKey, RecordKind, Table, Value};
use crate::text::Words;

use super::{Change, Desk, DeskError};
use tables::Tables;

/// Fields of an organisation that have a place of their own, or that do not leave.
const NO_ATTRIBUTE: &[&str] = &["name", "services", "email", "talks", "settled", "merged_into"];

/// What came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HsdsReceipt {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Without a name.
    pub refused: usize,
    /// New ones that may be on record already.
    pub doubles: usize,
}

/// What would come in, name by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HsdsPreview {
    pub receipt: HsdsReceipt,
    /// Names, and whether it may be on record already.
    pub new: Vec<(String, bool)>,
    /// Names, and the fields that say something else.
    pub changed: Vec<(String, Vec<&'static str>)>,
}

impl Desk {
    /// Whether a folder or ZIP file is a directory in HSDS.
    pub fn is_hsds(path: &Path) -> bool {
        tables::is_one(path)
    }

    /// All organisations as CSV files in a folder; gives it. It names nobody but those to be contacted there.
    pub fn export_hsds(&mut self, folder: Option<&Path>) -> Result<PathBuf, DeskError> {
        let folder = match folder {
            Some(folder) => folder.to_owned(),
            None => super::papers::printing::documents()
                .unwrap_or_else(|| PathBuf::from("."))
                .join(format!("lembaga-hsds-{}", self.today.format("%Y-%m"))),
        };
        let words = self.words();
        let mut tables = Tables::default();
        let keys: Vec<RecordKey> = self.book.of_kind(RecordKind::Organization).map(|(key, _)| key).collect();
        for key in keys {
            let organization: Organization = self.typed(key)?;
            self.add_organization(key, &organization, &words, &mut tables);
        }
        tables.write(&folder)?;
        self.audit_saved("printed", "hsds");
        Ok(folder)
    }

    fn add_organization(&self, key: RecordKey, own: &Organization, words: &Words, tables: &mut Tables) {
        let ids = Ids(key.id().0);
        let id = ids.own();
        let kind = self.label("organization_kind", &own.kind);
        let description = if own.note.is_empty() { kind } else { format!("{kind}. {}", own.note) };
        tables.add(
            "organizations",
            &[
                ("id", id.clone()),
                ("name", own.name.clone()),
                ("description", description),
                ("email", own.email.clone()),
            ],
        );
        self.add_place(&ids, own, tables);
        add_people(&ids, own, tables);
        for (at, service) in own.services.iter().enumerate() {
            self.add_service(&ids, at, own, service, words, tables);
        }
        let fields = own.fields();
        let kept = fields.iter().filter(|(field, _)| !NO_ATTRIBUTE.contains(field));
        for (at, (field, value)) in kept.enumerate() {
            let link = Link { entity: "organization", id: &id, field };
            add_attribute(ids.of("attribute", at), &link, value, words, tables);
        }
    }

    fn add_place(&self, ids: &Ids, own: &Organization, tables: &mut Tables) {
        let location = ids.of("location", 0);
        let village = self.village_name(&own.village);
        let external = if own.village.is_empty() { "" } else { "Kemendagri" };
        tables.add(
            "locations",
            &[
                ("id", location.clone()),
                ("location_type", "physical".to_owned()),
                ("organization_id", ids.own()),
                ("name", own.name.clone()),
                ("external_identifier", own.village.clone()),
                ("external_identifier_type", external.to_owned()),
            ],
        );
        let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
        let province = crate::catalog::places::find(self.worker().area.get(..2).unwrap_or_default());
        tables.add(
            "addresses",
            &[
                ("id", ids.of("address", 0)),
                ("location_id", location.clone()),
                ("address_1", or_dash(own.address.clone())),
                ("city", or_dash(if village.is_empty() { self.area_name() } else { village })),
                ("state_province", or_dash(province.map(|place| place.name).unwrap_or_default())),
                // Nobody writes it down here; the specification wants one.
                ("postal_code", "-".to_owned()),
                ("country", "ID".to_owned()),
                ("address_type", "physical".to_owned()),
            ],
        );
        if !own.hours.is_empty() {
            let cells = [
                ("id", ids.of("schedule", 0)),
                ("location_id", location),
                ("description", own.hours.clone()),
            ];
            tables.add("schedules", &cells);
        }
    }

    fn add_service(
        &self,
        ids: &Ids,
        at: usize,
        own: &Organization,
        service: &Service,
        words: &Words,
        tables: &mut Tables,
    ) {
        let id = ids.of("service", at);
        let status = match (own.status.as_str(), service.is_open()) {
            ("closed", _) => "defunct",
            ("inactive", _) => "inactive",
            ("paused", _) | (_, false) => "temporarily closed",
            _ => "active",
        };
        let checked = own.checked_on.and_then(crate::domain::PartialDate::day);
        tables.add(
            "services",
            &[
                ("id", id.clone()),
                ("organization_id", ids.own()),
                ("name", self.label("services", &service.service)),
                ("status", status.to_owned()),
                ("eligibility_description", service.eligibility.clone()),
                ("assured_date", checked.map(|day| day.to_string()).unwrap_or_default()),
            ],
        );
        let cells =
            [("id", ids.of("at", at)), ("service_id", id.clone()), ("location_id", ids.of("location", 0))];
        tables.add("service_at_location", &cells);
        let (codes, in_words) = self.catalog.read_documents(&service.documents);
        let documents = codes.iter().map(|code| self.label("document_kind", code)).chain(in_words);
        for (nth, document) in documents.enumerate() {
            let cells = [
                ("id", ids.of("document", at * 100 + nth)),
                ("service_id", id.clone()),
                ("document", document),
            ];
            tables.add("required_documents", &cells);
        }
        let villages = own.villages.iter().map(|code| self.village_name(code)).collect::<Vec<_>>().join(", ");
        let area = if villages.is_empty() { own.area.clone() } else { villages };
        if !area.is_empty() {
            let cells = [("id", ids.of("area", at)), ("service_id", id.clone()), ("name", area)];
            tables.add("service_areas", &cells);
        }
        for (nth, (field, value)) in service.fields().iter().enumerate() {
            let link = Link { entity: "service", id: &id, field };
            add_attribute(ids.of("service-attribute", at * 100 + nth), &link, value, words, tables);
        }
    }

    /// What a directory would bring, without saving.
    pub fn preview_hsds(&self, path: &Path) -> Result<HsdsPreview, DeskError> {
        Ok(self.read_hsds(path)?.0)
    }

    /// Takes a directory in: known organisations by their id, one save, one undo.
    pub fn import_hsds(&mut self, path: &Path) -> Result<HsdsReceipt, DeskError> {
        let (preview, records) = self.read_hsds(path)?;
        if !records.is_empty() {
            let origin = crate::domain::Origin::Imported(file_name(path));
            self.save(Change { origin, ..Change::of("import", records) })?;
        }
        Ok(preview.receipt)
    }

    fn read_hsds(&self, path: &Path) -> Result<(HsdsPreview, Vec<Record>), DeskError> {
        let tables = Tables::read(path)?;
        let mut found = HsdsPreview::default();
        let mut records = Vec::new();
        for row in tables.rows("organizations") {
            let read = row.get("id").zip(row.get("name").filter(|name| !name.trim().is_empty()));
            let Some((id, name)) = read else {
                found.receipt.refused += 1;
                continue;
            };
            let key = RecordKey::new(RecordKind::Organization, ulid::Ulid(number_of(id)));
            // One that was merged into another is known there.
            if self.book.same.remaining(key) != key {
                found.receipt.unchanged += 1;
                continue;
            }
            let known = self.find(key)?.filter(|record| !record.meta.binned);
            let before = known.as_ref().and_then(|record| record.body::<Organization>()).cloned();
            let made = read_organization(id, name, row, &tables, before.clone().unwrap_or_default());
            records.extend(self.weigh(key, known, before, made, &mut found));
        }
        Ok((found, records))
    }

    /// The record to save for one row, if there is anything to save, noted in what was found.
    fn weigh(
        &self,
        key: RecordKey,
        known: Option<Record>,
        before: Option<Organization>,
        made: Organization,
        found: &mut HsdsPreview,
    ) -> Option<Record> {
        match (known, before) {
            (Some(_), Some(before)) if before == made => {
                found.receipt.unchanged += 1;
                None
            }
            (Some(mut record), before) => {
                found.receipt.changed += 1;
                found.changed.push((made.name.clone(), differing(&before.unwrap_or_default(), &made)));
                record.body = made.into();
                Some(record)
            }
            (None, _) => {
                let is_double = self.organization_double(key, &made).is_some();
                found.receipt.new += 1;
                found.receipt.doubles += usize::from(is_double);
                found.new.push((made.name.clone(), is_double));
                Some(Record::new(key.id(), made))
            }
        }
    }
}

/// Fields that say something else.
fn differing(before: &Organization, made: &Organization) -> Vec<&'static str> {
    let fields = RecordKind::Organization.fields().iter().map(|field| field.id);
    fields.filter(|id| before.get(id) != made.get(id)).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn add_people(ids: &Ids, own: &Organization, tables: &mut Tables) {
    let first = Contact { name: own.contact.clone(), phone: own.phone.clone(), ..Contact::default() };
    for (at, person) in std::iter::once(&first).chain(&own.contacts).enumerate() {
        let contact = if person.name.is_empty() { String::new() } else { ids.of("contact", at) };
        if !contact.is_empty() {
            tables.add(
                "contacts",
                &[
                    ("id", contact.clone()),
                    ("organization_id", ids.own()),
                    ("name", person.name.clone()),
                    ("title", person.role.clone()),
                ],
            );
        }
        if !person.phone.is_empty() {
            tables.add(
                "phones",
                &[
                    ("id", ids.of("phone", at)),
                    ("organization_id", ids.own()),
                    ("contact_id", contact),
                    ("number", person.phone.clone()),
                ],
            );
        }
    }
}

/// To what an attribute belongs.
struct Link<'a> {
    entity: &'static str,
    id: &'a str,
    field: &'a str,
}

/// A field under its own name; texts as they are, all else as JSON.
fn add_attribute(id: String, link: &Link<'_>, value: &Value, words: &Words, tables: &mut Tables) {
    let json = value.to_json();
    let text = match &json {
        Json::String(text) if serde_json::from_str::<Json>(text).is_err() => text.clone(),
        other => other.to_string(),
    };
    let code = format!("{}/{}", link.entity, link.field);
    let prefix = if link.entity == "service" { "organization-services" } else { "organization" };
    let label = words.get(&format!("field-{prefix}-{}", link.field.replace('_', "-")));
    let term = uuid(hashed(&code));
    tables.add(
        "attributes",
        &[
            ("id", id),
            ("link_id", link.id.to_owned()),
            ("taxonomy_term_id", term.clone()),
            ("link_type", link.field.to_owned()),
            ("link_entity", link.entity.to_owned()),
            ("value", text),
            ("label", label.clone()),
        ],
    );
    if tables.of("taxonomy_terms", "id", &term).next().is_none() {
        tables.add(
            "taxonomy_terms",
            &[
                ("id", term),
                ("code", code),
                ("name", label.clone()),
                ("description", label),
                ("taxonomy", "Simpul".to_owned()),
            ],
        );
    }
}

type Cells = BTreeMap<String, String>;

fn text(row: &Cells, column: &str) -> String {
    row.get(column).map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// What the tables say over what is known; talks and whatever they have no word for stay.
fn read_organization(
    id: &str,
    name: &str,
    row: &Cells,
    tables: &Tables,
    known: Organization,
) -> Organization {
    let mut made = Organization { name: name.trim().to_owned(), email: text(row, "email"), ..known };
    let mut services: Vec<Service> = Vec::new();
    for service in tables.of("services", "organization_id", id) {
        services.push(read_service(service, tables));
    }
    made.services = services;
    let attributes = tables.of("attributes", "link_id", id).count();
    if attributes == 0 {
        read_plainly(id, row, tables, &mut made);
    }
    read_attributes(id, tables, &mut made);
    if made.kind.is_empty() {
        "other".clone_into(&mut made.kind);
    }
    made
}

/// From somebody else's directory: only what the specification has a column for.
fn read_plainly(id: &str, row: &Cells, tables: &Tables, made: &mut Organization) {
    if made.note.is_empty() {
        made.note = text(row, "description");
    }
    let phone = tables.of("phones", "organization_id", id).next();
    made.phone = phone.map(|phone| text(phone, "number")).unwrap_or_default();
    let contact = tables.of("contacts", "organization_id", id).next();
    made.contact = contact.map(|contact| text(contact, "name")).unwrap_or_default();
    if let Some(location) = tables.of("locations", "organization_id", id).next() {
        let place = text(location, "id");
        let of_place = |table| tables.of(table, "location_id", &place).next();
        made.address = of_place("addresses").map(|address| text(address, "address_1")).unwrap_or_default();
        made.hours = of_place("schedules").map(|hours| text(hours, "description")).unwrap_or_default();
    }
    let mut services = tables.of("services", "organization_id", id);
    let area = services.find_map(|own| tables.of("service_areas", "service_id", own.get("id")?).next());
    made.area = area.map(|area| text(area, "name")).unwrap_or_default();
    let all: Vec<String> =
        tables.of("services", "organization_id", id).map(|own| text(own, "status")).collect();
    let is_closed = !all.is_empty() && all.iter().all(|status| status == "defunct");
    (if is_closed { "closed" } else { "active" }).clone_into(&mut made.status);
}

fn read_service(row: &Cells, tables: &Tables) -> Service {
    let id = text(row, "id");
    let documents = tables.of("required_documents", "service_id", &id).map(|own| text(own, "document"));
    let mut made = Service {
        service: text(row, "name"),
        eligibility: text(row, "eligibility_description"),
        documents: documents.collect::<Vec<_>>().join("; "),
        ..Service::default()
    };
    if tables.of("attributes", "link_id", &id).next().is_some() {
        made = Service::default();
        read_attributes(&id, tables, &mut made);
    } else if text(row, "status") == "temporarily closed" {
        "paused".clone_into(&mut made.status);
    }
    made
}

/// Fields that went under their own name; what can't be read is left as it is.
fn read_attributes(id: &str, tables: &Tables, made: &mut impl Table) {
    for attribute in tables.of("attributes", "link_id", id) {
        let (field, value) = (text(attribute, "link_type"), text(attribute, "value"));
        let json = serde_json::from_str::<Json>(&value).unwrap_or(Json::String(value));
        let _ = made.set_json(&field, &json);
    }
}

/// Ids of an organisation and of what belongs to it, always the same.
struct Ids(u128);

impl Ids {
    fn own(&self) -> String {
        uuid(self.0)
    }

    fn of(&self, table: &str, at: usize) -> String {
        uuid(hashed(&format!("{}/{table}/{at}", self.0)))
    }
}

fn hashed(text: &str) -> u128 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes().iter().take(16).fold(0, |made, byte| made << 8 | u128::from(*byte))
}

/// `01930f4e-…`: the 128 bits of a ULID as others write them.
fn uuid(number: u128) -> String {
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

/// Back again; of an id that is none, always the same number.
fn number_of(id: &str) -> u128 {
    let hex: String = id.chars().filter(|c| *c != '-').collect();
    let is_uuid = hex.len() == 32 && hex.chars().all(|c| c.is_ascii_hexdigit());
    is_uuid.then(|| u128::from_str_radix(&hex, 16).ok()).flatten().unwrap_or_else(|| hashed(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ulid_is_a_uuid_and_back() {
        let id = ulid::Ulid::from_parts(1_795_478_400_000, 77);
        assert_eq!(number_of(&uuid(id.0)), id.0);
        assert_eq!(uuid(id.0).len(), 36);
        assert_eq!(number_of("SEKOLAH-7"), number_of("SEKOLAH-7"));
    }
}
