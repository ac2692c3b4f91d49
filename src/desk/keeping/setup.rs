//! The first run: a store, the worker's own record, and an example to try things on if wished.

use std::path::Path;

use secrecy::SecretString;

use crate::catalog::places;
use crate::domain::profile::Official;
use crate::domain::{Profile, Record};
use crate::store::{Store, Tree};
use crate::vault::{Cost, RecoveryCode};

use crate::desk::history::ChangeSet;
use crate::desk::keeping::opening::Clock;
use crate::desk::{Change, Desk, DeskError, Saved, codec};

/// What the wizard or `simpul init` asked.
#[derive(Clone, Debug, Default)]
pub struct SetUp {
    pub name: String,
    pub niat: String,
    /// Kemendagri code of the kecamatan.
    pub area: String,
    /// 3–8 of A–Z 0–9; made from the area when empty.
    pub sender: String,
    pub officials: Vec<Official>,
    pub language: String,
    pub with_example: bool,
}

impl Desk {
    /// Makes a store and opens it. The code is shown once and kept nowhere.
    pub fn create(
        dir: &Path,
        password: &SecretString,
        cost: Cost,
        set_up: &SetUp,
        clock: Clock,
    ) -> Result<(Self, RecoveryCode), DeskError> {
        let area = places::find(&set_up.area).ok_or(DeskError::Refused("area-unknown"))?;
        let sender = if set_up.sender.is_empty() {
            sender_of(&area.name, &area.code)
        } else {
            set_up.sender.to_uppercase()
        };
        if !is_sender(&sender) {
            return Err(DeskError::Refused("sender-shape"));
        }
        if set_up.name.trim().is_empty() {
            return Err(DeskError::Missing(vec!["name"]));
        }
        let (store, code) = Store::create(dir, password, cost)?;
        let mut desk = Self::over(store, dir, clock)?;
        let device = desk.new_id().to_string();
        let profile = Profile {
            name: set_up.name.trim().to_owned(),
            niat: set_up.niat.clone(),
            area: area.code,
            sender,
            device,
            officials: set_up.officials.clone(),
            language: set_up.language.clone(),
            ..Profile::default()
        };
        let record = Record::new(desk.new_id(), profile);
        desk.profile = record.clone();
        let saved = desk.save(Change::of("set-up", vec![record]))?;
        desk.profile = desk.record(saved.keys.first().copied().unwrap_or(desk.profile.key()))?;
        desk.undo.clear();
        if set_up.with_example {
            // Without it everything works; with an error here the recovery code would never be shown.
            let _ = desk.add_example();
        }
        Ok((desk, code))
    }

    /// The invented example: people, cases, sessions, organisations. One save, which [`Self::remove_example`] takes
    /// back; Ctrl-Z does not, or the first mistaken key would empty the store.
    pub fn add_example(&mut self) -> Result<(), DeskError> {
        let villages = self.villages();
        let named: Vec<(&str, &str)> = villages.iter().map(|v| (v.code.as_str(), v.name.as_str())).collect();
        let today = self.today;
        let records = crate::demo::pacet(&named, today, &mut || self.new_id());
        self.save(Change::of("example", records))?;
        self.undo.clear();
        Ok(())
    }

    /// Puts the example into the bin; records that were added to it by hand stay. Says whether there was one.
    pub fn remove_example(&mut self) -> Result<Option<Saved>, DeskError> {
        let mut made = Vec::new();
        self.store.scan(Tree::Saves, &[], &mut |_, value| {
            if let Ok(set) = codec::decode_value::<ChangeSet>(value)
                && set.action == "example"
            {
                made.extend(set.touched.iter().map(|touched| touched.key));
            }
            std::ops::ControlFlow::Continue(())
        })?;
        let mut records = Vec::new();
        for key in made {
            let mut record = self.record(key)?;
            if !record.meta.binned {
                record.meta.binned = true;
                records.push(record);
            }
        }
        if records.is_empty() {
            return Ok(None);
        }
        self.save(Change::of("example-removed", records)).map(Some)
    }

    /// An invented sub-district of any size, for measuring.
    pub fn add_generated(&mut self, size: crate::demo::Size) -> Result<(), DeskError> {
        let villages = self.villages();
        let named: Vec<(&str, &str)> = villages.iter().map(|v| (v.code.as_str(), v.name.as_str())).collect();
        let records: Vec<Record> = crate::demo::people(1, size, &named, self.today).collect();
        for part in records.chunks(20_000) {
            self.save(Change::of("example", part.to_vec()))?;
        }
        self.undo.clear();
        Ok(())
    }
}

/// Letters and digits for the bundle's id.
pub fn is_sender(text: &str) -> bool {
    (3..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// `Pacet`, 32.04.30 → `PACE0430`: up to four letters of the name and the last four digits of the code. Names repeat,
/// and two senders with one code are told apart by their keys only.
pub fn sender_of(name: &str, code: &str) -> String {
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).take(4).collect();
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    format!("{}{}", letters.to_uppercase(), digits.get(digits.len().saturating_sub(4)..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_can_be_made_of_any_area() {
        for name in ["Pacet", "Ii", "Siberut Barat Daya", "Ko'to XI"] {
            assert!(is_sender(&sender_of(name, "32.04.30")), "{name}");
        }
        assert_eq!(sender_of("Pacet", "32.04.30"), "PACE0430");
        let all: Vec<String> = places::provinces()
            .iter()
            .flat_map(|province| places::regencies(&province.code))
            .flat_map(|regency| places::subdistricts(&regency.code))
            .map(|area| sender_of(&area.name, &area.code))
            .collect();
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert!(all.len() - different.len() < all.len() / 100, "{} of {}", different.len(), all.len());
        assert_ne!(sender_of("Pacet", "35.16.03"), sender_of("Pacet", "32.04.30"));
        assert!(!is_sender("pct01") && !is_sender("P1") && !is_sender("PACET-01"));
    }
}
