//! What forms and lists ask the catalogue and the area: choices, villages, labels.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalog::{Catalog, places};
use crate::domain::{Group, Note, Reading, RecordKey, RecordKind, Value, reading};
use crate::form::{Choice, Lookup, VILLAGES, matching};

use crate::desk::Desk;
use crate::desk::line::{CaseLine, Line, PersonLine};

/// A village of the area: Kemendagri code and name.
pub type Village = places::Place;

/// Values for the fields beside the one in which a record was picked.
type Followers = Vec<(&'static str, Value)>;

/// A copy of what forms need, so that a screen can ask without the desk. People and organisations are those
/// of the moment it was made.
#[derive(Clone, Debug)]
pub struct DeskLookup {
    /// Nothing only if the embedded tables were broken, which the tests rule out.
    catalog: Option<Arc<Catalog>>,
    villages: Arc<[Village]>,
    people: Arc<[PersonChoice]>,
    /// *Rahasia* people: counted where they fit, offered by their whole number only.
    hidden: Arc<[HiddenPerson]>,
    organizations: Arc<[Choice]>,
    cases: Arc<[Choice]>,
    groups: Arc<[Choice]>,
    /// What each organisation is on record for.
    services: Arc<HashMap<RecordKey, Vec<String>>>,
    /// What a form takes over of a group that is picked.
    rosters: Arc<HashMap<RecordKey, Followers>>,
    language: String,
    /// Lists that only this form has, such as the open tasks of a family.
    own: Arc<HashMap<&'static str, Vec<Choice>>>,
}

/// Somebody who may be picked. *Rahasia* people are not: what is noted about them begins on their own page.
#[derive(Clone, Debug)]
pub(in crate::desk) struct PersonChoice {
    key: RecordKey,
    /// `Enok Rohaeti, Cikitu` and the code of the sex, in one piece: there may be a hundred thousand.
    written: Box<str>,
    /// How much of it is the name, and how much the label.
    ends: (u16, u16),
}

/// Somebody *rahasia*: shown as the number and nothing else.
#[derive(Clone, Debug)]
struct HiddenPerson {
    person: PersonChoice,
    number: String,
    /// `(rahasia) W-2026-0193-5`
    label: String,
}

/// Who may be picked by name, by key; and who only by number.
#[derive(Clone, Debug)]
pub(in crate::desk) struct PeopleToChoose {
    open: Arc<[PersonChoice]>,
    hidden: Arc<[HiddenPerson]>,
}

impl PersonChoice {
    fn choice(&self) -> Choice {
        Choice::new(self.key.to_string(), self.label())
    }

    fn name(&self) -> &str {
        self.written.get(..usize::from(self.ends.0)).unwrap_or_default()
    }

    fn label(&self) -> &str {
        self.written.get(..usize::from(self.ends.1)).unwrap_or_default()
    }

    fn sex(&self) -> &str {
        self.written.get(usize::from(self.ends.1)..).unwrap_or_default()
    }
}

impl Default for DeskLookup {
    /// Before a store is open: the embedded catalogue, no villages.
    fn default() -> Self {
        Self {
            catalog: crate::catalog::shared().ok(),
            villages: Arc::default(),
            people: Arc::default(),
            hidden: Arc::default(),
            organizations: Arc::default(),
            cases: Arc::default(),
            groups: Arc::default(),
            services: Arc::default(),
            rosters: Arc::default(),
            language: "id".to_owned(),
            own: Arc::default(),
        }
    }
}

impl Desk {
    /// The villages of the worker's area, by code.
    pub fn villages(&self) -> Vec<Village> {
        places::villages(&self.worker().area)
    }

    pub fn village_name(&self, code: &str) -> String {
        if code.is_empty() {
            return String::new();
        }
        places::find(code).map_or_else(|| code.to_owned(), |place| place.name)
    }

    /// The kecamatan's name.
    pub fn area_name(&self) -> String {
        places::find(&self.worker().area).map(|place| place.name).unwrap_or_default()
    }

    /// A label of the catalogue in the worker's language.
    pub fn label(&self, list: &str, code: &str) -> String {
        self.catalog.label(list, code, &self.language()).map_or_else(|| code.to_owned(), str::to_owned)
    }

    /// Words for what is written out: sheets, receipts.
    pub(in crate::desk) fn words(&self) -> crate::text::Words {
        let language = crate::text::Language::from_code(&self.language()).unwrap_or_default();
        crate::text::Words::new(language)
    }

    pub fn language(&self) -> String {
        if self.worker().language == "en" { "en".to_owned() } else { "id".to_owned() }
    }

    pub fn lookup(&self) -> DeskLookup {
        let PeopleToChoose { open: people, hidden } = self.people_to_choose();
        DeskLookup {
            catalog: Some(Arc::clone(&self.catalog)),
            villages: self.villages().into(),
            people,
            hidden,
            organizations: self.organizations_to_choose().into(),
            cases: self.cases_to_choose().into(),
            groups: self.groups_to_choose().into(),
            services: Arc::new(self.services_of_each()),
            rosters: Arc::new(self.rosters()),
            language: self.language(),
            own: Arc::default(),
        }
    }

    /// Made once and kept until one of them changes: every form asks for it, and there may be a hundred thousand.
    fn people_to_choose(&self) -> PeopleToChoose {
        let mut kept = self.people_to_choose.borrow_mut();
        kept.get_or_insert_with(|| {
            let villages = self.villages();
            let of = |(key, person): (RecordKey, &PersonLine)| self.person_to_choose(key, person, &villages);
            let (mut open, mut hidden) =
                (Vec::with_capacity(self.book.count(RecordKind::Person)), Vec::new());
            for (key, person) in self.book.people() {
                let some = if self.is_masked(key) { &mut hidden } else { &mut open };
                some.push(of((key, person)));
            }
            PeopleToChoose { open: open.into(), hidden: self.hidden_people(hidden).into() }
        })
        .clone()
    }

    fn person_to_choose(&self, key: RecordKey, person: &PersonLine, villages: &[Village]) -> PersonChoice {
        let village = villages.iter().find(|village| village.code == person.village);
        let village = village.map_or_else(|| self.village_name(&person.village), |here| here.name.clone());
        let label = format!("{}, {village}", person.name);
        let ends = [person.name.len(), label.len()].map(|end| u16::try_from(end).unwrap_or(u16::MAX));
        PersonChoice { key, written: (label + &person.sex).into(), ends: ends.into() }
    }

    fn hidden_people(&self, people: Vec<PersonChoice>) -> Vec<HiddenPerson> {
        let masked = self.words().get("masked");
        let numbers: HashMap<RecordKey, String> =
            self.book.numbers_of(RecordKind::Person).map(|(number, key)| (key, number.to_string())).collect();
        let hidden = people.into_iter().filter_map(|person| {
            let number = numbers.get(&person.key)?.clone();
            Some(HiddenPerson { label: format!("{masked} {number}"), number, person })
        });
        hidden.collect()
    }

    /// After a save: who may be picked follows from people and, for *rahasia*, from their cases.
    pub(in crate::desk) fn forget_choices(&mut self, changed: &[RecordKey]) {
        if changed.iter().any(|key| matches!(key.kind, RecordKind::Person | RecordKind::Case)) {
            *self.people_to_choose.get_mut() = None;
            *self.secret_names.get_mut() = None;
        }
    }

    fn organizations_to_choose(&self) -> Vec<Choice> {
        let choice = |(key, line): (RecordKey, Line<'_>)| match line {
            Line::Organization(organization) => Some(Choice::new(key.to_string(), organization.name.clone())),
            _ => None,
        };
        self.book.of_kind(RecordKind::Organization).filter_map(choice).collect()
    }

    fn services_of_each(&self) -> HashMap<RecordKey, Vec<String>> {
        let services = |(key, line): (RecordKey, Line<'_>)| match line {
            Line::Organization(line) => {
                Some((key, line.services.iter().map(|own| own.service.clone()).collect()))
            }
            _ => None,
        };
        self.book.of_kind(RecordKind::Organization).filter_map(services).collect()
    }

    fn groups_to_choose(&self) -> Vec<Choice> {
        let choice = |(key, line): (RecordKey, Line<'_>)| match line {
            Line::Group(group) => {
                let village = self.village_name(&group.village);
                let label = [group.name.clone(), village].into_iter().filter(|part| !part.is_empty());
                Some(Choice::new(key.to_string(), label.collect::<Vec<_>>().join(", ")))
            }
            _ => None,
        };
        self.book.of_kind(RecordKind::Group).filter_map(choice).collect()
    }

    /// Groups are few: their members are read from the store. Who is *rahasia* can't be picked, and is left out here too.
    fn rosters(&self) -> HashMap<RecordKey, Followers> {
        let groups = self.book.of_kind(RecordKind::Group);
        let roster = |(key, _)| {
            let group: Group = self.typed(key).ok()?;
            let mut seats = group.roster();
            seats.retain(|seat| seat.person.is_none_or(|person| !self.is_masked(person)));
            let mut values = vec![("name", Value::Text(group.name))];
            values.extend((!group.village.is_empty()).then_some(("village", Value::Text(group.village))));
            values.extend(crate::domain::Cell::to_value(&seats).map(|seats| ("participants", seats)));
            Some((key, values))
        };
        groups.filter_map(roster).collect()
    }

    fn cases_to_choose(&self) -> Vec<Choice> {
        let choice = |(key, case): (RecordKey, &CaseLine)| {
            let who = self.book.root_of(key).flatten().map(|root| self.who(root).name).unwrap_or_default();
            let number = case.number?.to_string();
            let label = if who.is_empty() { number } else { format!("{who}, {number}") };
            Some(Choice::new(key.to_string(), label))
        };
        self.book.cases().filter_map(choice).collect()
    }
}

impl DeskLookup {
    /// What can be looked up before anything is read: the catalogue as it comes, and the villages.
    pub(in crate::desk) fn of_area(profile: &crate::domain::Profile) -> Self {
        Self { villages: places::villages(&profile.area).into(), ..Self::default() }
            .in_language(&profile.language)
    }

    /// The same with a list of its own.
    #[must_use]
    pub(in crate::desk) fn with_list(mut self, name: &'static str, choices: Vec<Choice>) -> Self {
        self.own = Arc::new(HashMap::from([(name, choices)]));
        self
    }

    #[must_use]
    pub fn in_language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    pub(in crate::desk) fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// The catalogue as it holds today, with the worker's own entries.
    pub fn catalog(&self) -> Option<&Catalog> {
        self.catalog.as_deref()
    }

    pub fn label(&self, list: &str, code: &str) -> String {
        let own = self.own.get(list).and_then(|own| own.iter().find(|choice| choice.code == code));
        if let Some(own) = own {
            return own.label.clone();
        }
        let label = self.catalog.as_ref().and_then(|catalog| catalog.label(list, code, &self.language));
        label.map_or_else(|| code.to_owned(), str::to_owned)
    }

    pub fn village(&self, code: &str) -> String {
        let here = self.villages.iter().find(|village| village.code == code);
        here.map(|village| village.name.clone())
            .or_else(|| places::find(code).map(|place| place.name))
            .unwrap_or_else(|| code.to_owned())
    }

    pub fn ppks_abbreviation(&self, number: i64) -> String {
        let category = self.catalog.as_ref().and_then(|catalog| catalog.ppks(number));
        category.map_or_else(|| number.to_string(), |category| category.abbreviation.clone())
    }

    /// A text of a field as a form would read it.
    pub fn read(
        &self,
        kind: crate::domain::FieldKind,
        text: &str,
        today: chrono::NaiveDate,
    ) -> Option<Value> {
        self.reading(kind, text, today).value
    }

    /// The same with what there is to say about the text.
    pub fn reading(
        &self,
        kind: crate::domain::FieldKind,
        text: &str,
        today: chrono::NaiveDate,
    ) -> Reading<Value> {
        let context = reading::Context {
            today,
            choice: &|list, text| Lookup::read_choice(self, list, text),
            village: &|text| read_village(text, &self.villages),
        };
        reading::read(kind, text, &context)
    }

    fn offered<'a>(&self, choices: impl IntoIterator<Item = &'a crate::catalog::Choice>) -> Vec<Choice> {
        choices.into_iter().map(|choice| Choice::new(&choice.code, choice.label(&self.language))).collect()
    }

    fn person(&self, key: RecordKey) -> Option<&PersonChoice> {
        let at = self.people.binary_search_by_key(&key, |person| person.key).ok()?;
        self.people.get(at)
    }

    fn records(&self, kind: RecordKind) -> &[Choice] {
        match kind {
            RecordKind::Organization => &self.organizations,
            RecordKind::Case => &self.cases,
            RecordKind::Group => &self.groups,
            _ => &[],
        }
    }
}

fn read_village(text: &str, villages: &[Village]) -> Reading<String> {
    use places::VillageMatch as Match;
    match places::match_village(text, villages) {
        Match::Exact(code) => Reading::clean(code),
        Match::Spelling { code } => Reading::noted(code, Note::info("village_spelling")),
        Match::Ambiguous(_) => Reading::nothing(Note::error("village_ambiguous")),
        Match::Outside | Match::Unknown => Reading::nothing(Note::error("village_not_in_district")),
        Match::Blank => Reading::blank(),
    }
}

impl Lookup for DeskLookup {
    fn choices(&self, list: &str) -> Vec<Choice> {
        if list == VILLAGES {
            return self.villages();
        }
        if let Some(own) = self.own.get(list) {
            return own.clone();
        }
        let Some(catalog) = &self.catalog else { return Vec::new() };
        self.offered(catalog.choices(list))
    }

    fn candidates(&self, list: &str, typed: &str) -> Vec<Choice> {
        if list == VILLAGES {
            return matching(self.villages(), typed);
        }
        let Some(catalog) = &self.catalog else { return Vec::new() };
        if self.own.contains_key(list) {
            matching(self.choices(list), typed)
        } else if typed.trim().is_empty() {
            self.choices(list)
        } else {
            self.offered(catalog.choice_candidates(list, typed))
        }
    }

    fn is_asked(&self, list: &str) -> bool {
        list != crate::desk::family::LIST || self.own.get(list).is_some_and(|own| !own.is_empty())
    }

    /// A group brings its members; a participant or receiver who is picked brings the bare name and the sex along.
    fn follows(&self, kind: crate::domain::FieldKind, picked: &Value) -> Vec<(&'static str, Value)> {
        let Value::Link(key) = picked else { return Vec::new() };
        if kind == crate::domain::FieldKind::Group {
            return self.rosters.get(key).cloned().unwrap_or_default();
        }
        if kind != crate::domain::FieldKind::Person {
            return Vec::new();
        }
        let hidden = || self.hidden.iter().map(|hidden| &hidden.person).find(|person| person.key == *key);
        let Some(person) = self.person(*key).or_else(hidden) else { return Vec::new() };
        let mut values = vec![("name", Value::Text(person.name().to_owned()))];
        values.extend((!person.sex().is_empty()).then(|| ("sex", Value::Text(person.sex().to_owned()))));
        values
    }

    /// From three letters on: fewer fit nearly everybody.
    fn hidden_matches(&self, kind: RecordKind, typed: &str) -> usize {
        let words = crate::search::plain(typed);
        if kind != RecordKind::Person || words.len() < 3 {
            return 0;
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits = |hidden: &&HiddenPerson| {
            let plain = crate::search::plain(hidden.person.label());
            words.iter().all(|word| plain.contains(word))
        };
        self.hidden.iter().filter(fits).count()
    }

    /// The services of an organisation that was picked.
    fn offered_first(&self, list: &str, beside: &Value) -> Vec<Choice> {
        let Value::Link(key) = beside else { return Vec::new() };
        let services = self.services.get(key).filter(|_| list == "services");
        let services = services.map(Vec::as_slice).unwrap_or_default();
        services.iter().map(|code| Choice::new(code, self.label(list, code))).collect()
    }

    fn read_choice(&self, list: &str, text: &str) -> Option<String> {
        if let Some(own) = self.own.get(list) {
            return own
                .iter()
                .find(|choice| choice.code == text || choice.label == text)
                .map(|choice| choice.code.clone());
        }
        Some(self.catalog.as_ref()?.read_choice(list, text)?.to_owned())
    }

    /// A village as typed → its code, with a note when it was not written as it is.
    fn read_village(&self, text: &str) -> Reading<String> {
        read_village(text, &self.villages)
    }

    fn villages(&self) -> Vec<Choice> {
        self.villages.iter().map(|village| Choice::new(&village.code, &village.name)).collect()
    }

    fn find_records(&self, kind: RecordKind, typed: &str, limit: usize) -> Vec<Choice> {
        let words = crate::search::plain(typed);
        if kind == RecordKind::Person {
            let words: Vec<&str> = words.split_whitespace().collect();
            let mut plain = String::new();
            let fits = |person: &&PersonChoice| {
                crate::search::plain_into(person.label(), &mut plain);
                words.iter().all(|word| plain.contains(word))
            };
            let named = self.hidden.iter().find(|hidden| hidden.number.eq_ignore_ascii_case(typed.trim()));
            if let Some(hidden) = named {
                return vec![Choice::new(hidden.person.key.to_string(), hidden.label.as_str())];
            }
            return self.people.iter().filter(fits).take(limit).map(PersonChoice::choice).collect();
        }
        let matches = |choice: &&Choice| {
            let label = crate::search::plain(&choice.label);
            words.split_whitespace().all(|word| label.contains(word))
        };
        self.records(kind).iter().filter(matches).take(limit).cloned().collect()
    }

    fn label_of(&self, kind: crate::domain::FieldKind, value: &Value) -> Option<String> {
        use crate::domain::FieldKind as Kind;
        match (kind, value) {
            (Kind::Choice(list) | Kind::Suggested(list), Value::Text(code)) => Some(self.label(list, code)),
            (Kind::Choice(list), Value::Whole(number)) => Some(self.label(list, &number.to_string())),
            (Kind::Village, Value::Text(code)) => Some(self.village(code)),
            (_, Value::Link(key)) if key.kind == RecordKind::Person => {
                self.person(*key).map(|person| person.label().to_owned())
            }
            (_, Value::Link(key)) => {
                let code = key.to_string();
                self.records(key.kind)
                    .iter()
                    .find(|choice| choice.code == code)
                    .map(|choice| choice.label.clone())
            }
            (Kind::Several(list), Value::List(items)) => {
                let labels = items.iter().map(|item| self.label(list, &item.plain()));
                Some(labels.collect::<Vec<_>>().join(", "))
            }
            (Kind::Villages, Value::List(items)) => {
                Some(items.iter().map(|item| self.village(&item.plain())).collect::<Vec<_>>().join(", "))
            }
            (Kind::Categories, Value::List(items)) => {
                let numbers = items.iter().filter_map(|item| match item {
                    Value::Row(row) => crate::domain::lookup(row, "number").map(Value::plain),
                    _ => None,
                });
                Some(numbers.map(|number| self.label("ppks", &number)).collect::<Vec<_>>().join(", "))
            }
            (kind, value) => Some(reading::show(kind, value)),
        }
    }
}
