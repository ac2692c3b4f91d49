//! Whom a gift is for: found by its numbers when it comes in, by the worker's hand otherwise.

use std::collections::HashMap;

use crate::desk::line::AidLine;
use crate::desk::{Change, Desk, DeskError, FormPurpose, Saved};
use crate::domain::reading::{family_card, nik};
use crate::domain::{Aid, AidMatch, Body, Record, RecordKey, RecordKind, Row, Value, lookup};
use crate::search::{Folder, NameMatch};
use crate::sorted::Sorted as _;
use crate::store::DraftId;

/// A gift is for nobody on record, the worker said.
const NOT_ON_RECORD: &str = "not_on_record";

impl AidLine<'_> {
    /// It waits under *Perlu dicocokkan*.
    pub fn is_unmatched(&self) -> bool {
        self.person.is_none() && self.household.is_none() && !self.settled && self.holder != "kelompok"
    }
}

impl Desk {
    /// Links a gift to the household of its family card, and to the member who has the name on the list.
    pub(in crate::desk) fn link_aid(&self, aid: &mut Aid, folder: &Folder) {
        if aid.person.is_none() && family_card::is_complete(&aid.family_card) {
            aid.household = self.book.household_with_card(&aid.family_card);
            let members = aid.household.map(|key| self.book.members(key)).unwrap_or_default();
            let name = folder.fold_name(&aid.name);
            aid.person = members.iter().copied().find(|member| {
                let other = self.book.person(*member).map(|line| folder.fold_name(&line.name));
                other.is_some_and(|other| {
                    matches!(folder.same_name(&name, &other), NameMatch::Same | NameMatch::Variant)
                })
            });
        }
        if let Some(person) = aid.person {
            aid.household = self.book.person(person).and_then(|line| line.household).or(aid.household);
        }
    }

    /// What a typed gift takes from the person it is for.
    pub(in crate::desk) fn complete_aid(&self, aid: &mut Aid) {
        if let Some(line) = aid.person.and_then(|key| self.book.person(key)) {
            if aid.name.is_empty() {
                aid.name = line.name.to_string();
            }
            if aid.village.is_empty() {
                aid.village = line.village.to_string();
            }
            aid.settled.clear();
        } else if aid.person.is_none() {
            aid.household = None;
        }
        if let Some(period) = crate::domain::reading::period::read(&aid.period, self.today).value {
            aid.period = period;
        }
        // What the worker said of whom it is for is not undone by a number.
        if !aid.settled.iter().any(|said| said == NOT_ON_RECORD) {
            self.link_aid(aid, &Folder::embedded());
        }
        if aid.giver_kind.is_empty()
            && let Some(program) = self.catalog.program(&aid.program)
        {
            crate::intake::giver_kind_of_level(&program.level).clone_into(&mut aid.giver_kind);
        }
    }

    /// Where a person is linked, the name and desa that were left empty are theirs.
    pub(in crate::desk) fn named_by_link(&self, purpose: &FormPurpose, row: &Row) -> Option<Row> {
        let is_whole = matches!(purpose, FormPurpose::New { .. } | FormPurpose::Edit(_));
        if !is_whole || !matches!(purpose.kind(), RecordKind::Aid | RecordKind::PsmReport) {
            return None;
        }
        let Some(Value::Link(person)) = lookup(row, "person") else { return None };
        let line = self.book.person(*person)?;
        let mut row = row.clone();
        for (field, own) in [("name", &line.name), ("village", &line.village)] {
            if lookup(&row, field).is_none() {
                row.push((field.to_owned(), Value::Text(own.to_string())));
            }
        }
        Some(row)
    }

    /// Gifts that wait to be matched, those first for which somebody comes into question.
    pub fn unmatched_aid(&self) -> Vec<RecordKey> {
        let folder = Folder::embedded();
        let known = self.names(&folder);
        let mut waiting: Vec<(bool, String, RecordKey)> = Vec::new();
        for (key, gift) in self.book.gifts() {
            let aid = gift.read();
            if aid.is_unmatched() {
                let maybe = known.contains_key(&(folder.fold_name(aid.name).key(), aid.village.to_owned()));
                waiting.push((!maybe, aid.name.to_lowercase(), key));
            }
        }
        waiting.put_in_order();
        waiting.into_iter().map(|(_, _, key)| key).collect()
    }

    /// People by folded name and desa.
    fn names(&self, folder: &Folder) -> HashMap<(String, String), Vec<RecordKey>> {
        let mut names: HashMap<(String, String), Vec<RecordKey>> = HashMap::new();
        for (key, person) in self.book.people() {
            let name = folder.fold_name(&person.name);
            if !name.placeholder {
                names.entry((name.key(), person.village.as_str().to_owned())).or_default().push(key);
            }
        }
        names
    }

    /// People whom a gift may be for: by NIK, then by name and desa.
    pub fn aid_candidates(&self, gift: RecordKey) -> Vec<RecordKey> {
        let Some(aid) = self.book.gift(gift) else { return Vec::new() };
        let folder = Folder::embedded();
        let name = folder.fold_name(aid.name);
        let has_nik = nik::state(&aid.nik) == nik::NikState::Complete;
        let mut found: Vec<(u8, RecordKey)> = Vec::new();
        for (key, person) in self.book.people() {
            if has_nik && *person.nik == *aid.nik {
                found.push((0, key));
            } else if aid.village == person.village {
                match folder.same_name(&name, &folder.fold_name(&person.name)) {
                    NameMatch::Same | NameMatch::Variant => found.push((1, key)),
                    NameMatch::Similar(80..) => found.push((2, key)),
                    _ => {}
                }
            }
        }
        found.put_in_order();
        found.into_iter().map(|(_, key)| key).collect()
    }

    /// What the form for matching shows at first: the surest candidate who may be named.
    pub(in crate::desk) fn begin_match(&self, gift: RecordKey) -> AidMatch {
        let current = self.book.gift(gift).and_then(|aid| aid.person);
        let person =
            current.or_else(|| self.aid_candidates(gift).into_iter().find(|key| !self.is_masked(*key)));
        AidMatch { person, ..AidMatch::default() }
    }

    /// The worker says whom a gift is for.
    pub fn match_aid(
        &mut self,
        gift: RecordKey,
        person: Option<RecordKey>,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let record = self.matched(gift, person)?;
        self.save(Change { draft, ..Change::of("aid-matched", vec![record]) })
    }

    /// The worker says that gifts are for nobody on record.
    pub fn not_on_record(&mut self, gifts: &[RecordKey]) -> Result<Saved, DeskError> {
        let records = gifts.iter().map(|gift| self.matched(*gift, None)).collect::<Result<_, _>>()?;
        self.save(Change::of("aid-matched", records))
    }

    fn matched(&self, gift: RecordKey, person: Option<RecordKey>) -> Result<Record, DeskError> {
        let mut record = self.record(gift)?;
        let Body::Aid(aid) = &mut record.body else { return Err(DeskError::NoSuchRecord(gift)) };
        aid.person = person;
        aid.household = person.and_then(|key| self.book.person(key)?.household);
        aid.settled = if person.is_none() { vec![NOT_ON_RECORD.to_owned()] } else { Vec::new() };
        Ok(record)
    }

    /// Everything about a person's aid, and that of the family: for the page.
    pub(in crate::desk) fn aid_about(&self, person: RecordKey) -> Vec<Record> {
        let household = self.book.person(person).and_then(|line| line.household);
        let mut keys = self.book.aid_of(person);
        keys.extend(household.into_iter().flat_map(|key| self.book.aid_of(key)));
        keys.put_in_order();
        keys.dedup();
        keys.into_iter().filter_map(|key| self.record(key).ok()).collect()
    }
}

/// A gift in a few words: what, from whom, how much. Its months stand beside it.
pub(in crate::desk) fn words_of(aid: &Aid) -> String {
    let what = if aid.program.is_empty() { aid.description.as_str() } else { aid.program.as_str() };
    let value = aid.value.map(crate::domain::reading::money::show).unwrap_or_default();
    let amount = format!("{} {}", aid.amount, aid.unit);
    let parts = [what, &aid.giver, &aid.item, amount.trim(), &value];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    told.join(", ")
}
