//! The tables of HSDS 3 as CSV files: their columns, exactly as the specification names them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::desk::DeskError;

/// Table and columns (Open Referral HSDS 3, tabular form).
pub(super) const COLUMNS: &[(&str, &[&str])] = &[
    (
        "organizations",
        &[
            "id",
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
        ],
    ),
    (
        "services",
        &[
            "id",
            "organization_id",
            "program_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "accreditations",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "assurer_email",
            "alert",
            "last_modified",
        ],
    ),
    (
        "locations",
        &[
            "id",
            "location_type",
            "url",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
        ],
    ),
    ("service_at_location", &["id", "service_id", "location_id", "description"]),
    (
        "phones",
        &[
            "id",
            "location_id",
            "service_id",
            "organization_id",
            "contact_id",
            "service_at_location_id",
            "number",
            "extension",
            "type",
            "description",
        ],
    ),
    (
        "addresses",
        &[
            "id",
            "location_id",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
    ),
    (
        "contacts",
        &[
            "id",
            "organization_id",
            "service_id",
            "service_at_location_id",
            "location_id",
            "name",
            "title",
            "department",
            "email",
        ],
    ),
    (
        "schedules",
        &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "byweekno",
            "bymonthday",
            "byyearday",
            "description",
            "opens_at",
            "closes_at",
            "schedule_link",
            "attending_type",
            "notes",
        ],
    ),
    ("required_documents", &["id", "service_id", "document", "uri"]),
    (
        "service_areas",
        &[
            "id",
            "service_id",
            "service_at_location_id",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
        ],
    ),
    ("attributes", &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"]),
    (
        "taxonomy_terms",
        &[
            "id",
            "code",
            "name",
            "description",
            "parent_id",
            "taxonomy",
            "language",
            "taxonomy_id",
            "term_uri",
        ],
    ),
];

/// More than any directory of a kecamatan.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Rows by table; a row by column.
#[derive(Debug, Default)]
pub(super) struct Tables(BTreeMap<String, Vec<BTreeMap<String, String>>>);

impl Tables {
    pub fn add(&mut self, table: &str, cells: &[(&str, String)]) {
        let row = cells.iter().filter(|(_, value)| !value.is_empty());
        let row = row.map(|(column, value)| ((*column).to_owned(), value.clone())).collect();
        self.0.entry(table.to_owned()).or_default().push(row);
    }

    pub fn rows(&self, table: &str) -> &[BTreeMap<String, String>] {
        self.0.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Rows whose column holds this.
    pub fn of<'a>(
        &'a self,
        table: &str,
        column: &'a str,
        value: &'a str,
    ) -> impl Iterator<Item = &'a BTreeMap<String, String>> {
        self.rows(table).iter().filter(move |row| row.get(column).is_some_and(|own| own == value))
    }

    /// One file a table, the empty ones too: a reader knows then that there is nothing.
    pub fn write(&self, folder: &Path) -> Result<(), DeskError> {
        std::fs::create_dir_all(folder).map_err(|source| file(folder, source))?;
        for (table, columns) in COLUMNS {
            let path = folder.join(format!("{table}.csv"));
            let mut writer = csv::Writer::from_writer(Vec::new());
            let mut written = writer.write_record(*columns);
            for row in self.rows(table) {
                let cells = columns.iter().map(|column| row.get(*column).map_or("", String::as_str));
                written = written.and_then(|()| writer.write_record(cells));
            }
            written.map_err(|_| DeskError::Unreadable)?;
            let bytes = writer.into_inner().map_err(|_| DeskError::Unreadable)?;
            std::fs::write(&path, bytes).map_err(|source| file(&path, source))?;
        }
        Ok(())
    }

    /// A folder or a ZIP file with `organizations.csv` in it.
    pub fn read(path: &Path) -> Result<Self, DeskError> {
        let mut tables = Self::default();
        for (name, text) in if path.is_dir() { folder(path)? } else { archive(path)? } {
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let read: Result<Vec<BTreeMap<String, String>>, _> = reader.deserialize().collect();
            let rows = read.map_err(|_| DeskError::Refused("hsds-unreadable"))?;
            tables.0.insert(name, rows);
        }
        if tables.rows("organizations").is_empty() {
            Err(DeskError::Refused("hsds-unreadable"))
        } else {
            Ok(tables)
        }
    }
}

fn file(path: &Path, source: std::io::Error) -> DeskError {
    DeskError::File { place: path.display().to_string(), source }
}

fn folder(path: &Path) -> Result<Vec<(String, String)>, DeskError> {
    let mut found = Vec::new();
    for (table, _) in COLUMNS {
        let one = path.join(format!("{table}.csv"));
        if one.is_file() {
            let size = one.metadata().map_err(|source| file(&one, source))?.len();
            if size > LARGEST {
                return Err(DeskError::Refused("hsds-unreadable"));
            }
            let text = std::fs::read_to_string(&one).map_err(|source| file(&one, source))?;
            found.push(((*table).to_owned(), text.trim_start_matches('\u{feff}').to_owned()));
        }
    }
    Ok(found)
}

fn archive(path: &Path) -> Result<Vec<(String, String)>, DeskError> {
    let bytes = std::fs::read(path).map_err(|source| file(path, source))?;
    let broken = || DeskError::Refused("hsds-unreadable");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut found = Vec::new();
    for at in 0..zip.len().min(1_000) {
        let entry = zip.by_index(at).map_err(|_| broken())?;
        let name = entry.name().map_err(|_| broken())?.rsplit('/').next().unwrap_or_default().to_owned();
        let table = COLUMNS.iter().find(|(table, _)| name == format!("{table}.csv"));
        if let Some((table, _)) = table {
            let mut text = String::new();
            entry.take(LARGEST).read_to_string(&mut text).map_err(|_| broken())?;
            found.push(((*table).to_owned(), text.trim_start_matches('\u{feff}').to_owned()));
        }
    }
    Ok(found)
}

/// Whether a path is such a folder or file.
pub(super) fn is_one(path: &Path) -> bool {
    if path.is_dir() {
        return path.join("organizations.csv").is_file();
    }
    let is_zip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    is_zip && archive(path).is_ok_and(|found| found.iter().any(|(table, _)| table == "organizations"))
}
