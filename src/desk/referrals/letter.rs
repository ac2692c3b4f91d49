//! *Surat pengantar rujukan*: what an organisation is told of a client, on whose word, and the slip that comes back.
//! Layout: `facts/report_layouts.md`, 7, from letters of several districts.

use std::path::PathBuf;

use crate::domain::{
    Aid, Body, Case, PartialDate, Person, Record, RecordKey, RecordKind, Referral, Sensitivity,
};
use crate::handoff::SlipCode;
use crate::paper::pdf::{Block, Signature};
use crate::sorted::Sorted as _;
use crate::text::Words;

use crate::desk::{Desk, DeskError, Target, aid};

/// Steps that the letter tells, the newest.
const TOLD_STEPS: usize = 3;
/// How a slip is answered.
const ANSWERS: [&str; 4] = ["accepted", "declined", "waitlisted", "forwarded"];

/// Everything that the letter speaks of.
pub(super) struct Told {
    pub referral: Referral,
    pub case: Case,
    pub person: Person,
    /// Of the person: needs, visits, aid …
    pub related: Vec<Record>,
    is_secret: bool,
}

impl Desk {
    /// The code on a referral's slip.
    pub fn slip_code(referral: RecordKey) -> SlipCode {
        SlipCode::of(&referral.to_bytes())
    }

    /// The referral whose slip came back.
    pub fn referral_of_slip(&self, written: &str) -> Option<RecordKey> {
        let code = SlipCode::read(written)?;
        self.book.of_kind(RecordKind::Referral).map(|(key, _)| key).find(|key| Self::slip_code(*key) == code)
    }

    /// Writes the letter; gives the file that was written first. Without the client's word there is none.
    pub fn export_referral_letter(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        self.may_be_sent(&self.typed(key)?)?;
        let number = self.number_letter(key)?;
        let told = self.told_of(key)?;
        let words = self.words();
        let title = format!("{} {number}", words.get("letter-referral-subject"));
        let document = self.paper(title, self.letter(key, &told, &number, &words), target);
        self.export_document(&document, &format!("rujukan-{}", Self::slip_code(key).as_str()), target)
    }

    pub(super) fn told_of(&self, key: RecordKey) -> Result<Told, DeskError> {
        let referral: Referral = self.typed(key)?;
        let case_key = referral.case.ok_or(DeskError::NoSuchRecord(key))?;
        let case: Case = self.typed(case_key)?;
        let root = self.book.root_of(key).flatten().ok_or(DeskError::NoSuchRecord(key))?;
        let mut related = self.family_of_records(root)?;
        related.extend(self.aid_about(root));
        related
            .retain(|record| !record.meta.binned && record.body.case().is_none_or(|other| other == case_key));
        let is_secret = self.sensitivity_of(root) == Sensitivity::Secret;
        Ok(Told { referral, case, person: self.typed(root)?, related, is_secret })
    }

    fn letter(&self, key: RecordKey, told: &Told, number: &str, words: &Words) -> Vec<Block> {
        let mut blocks = Vec::from_iter(self.letterhead());
        let fact = |label: &str, value: String| (words.get(label), value);
        let enclosed = match told.referral.documents.len() {
            0 => words.get("letter-none"),
            count => words.say("letter-files", &[("count", count.into())]),
        };
        blocks.extend([
            Block::Aside(format!("{}, {}", self.area_name(), words.date(self.today))),
            Block::Facts(vec![
                fact("letter-number", number.to_owned()),
                fact("letter-enclosed", enclosed),
                fact("letter-subject", words.get("letter-referral-subject")),
            ]),
            Block::Gap,
            Block::Text(words.get("letter-to")),
        ]);
        blocks.extend(self.recipient(told, words));
        blocks.extend([Block::Gap, Block::Text(self.request(told, words)), Block::Gap]);
        blocks.extend([Block::Facts(self.identity(told, words)), Block::Gap]);
        blocks.extend([Block::Facts(self.situation(told, words)), Block::Gap]);
        if !told.referral.documents.is_empty() {
            let documents =
                told.referral.documents.iter().map(|code| (true, self.label("document_kind", code)));
            blocks.extend([
                Block::Text(words.get("letter-documents")),
                Block::Ticks(documents.collect()),
                Block::Gap,
            ]);
        }
        let missing = self.documents_missing(&told.referral).join(", ");
        if !missing.is_empty() {
            let said = words.say("letter-documents-missing", &[("documents", missing.into())]);
            blocks.extend([Block::Text(said), Block::Gap]);
        }
        blocks.extend([Block::Text(words.get("letter-thanks")), Block::Gap]);
        let village = self.village_name(&told.case.village);
        let mut own = self.own_signature(words);
        own.place_and_date = words.get("letter-verified");
        let officials = [self.village_signature(&village, words), self.head_signature(words)];
        blocks.push(Block::Signatures([own].into_iter().chain(officials).collect()));
        blocks.extend(self.slip(key, number, words));
        blocks
    }

    pub(super) fn recipient(&self, told: &Told, words: &Words) -> Vec<Block> {
        let to =
            told.referral.organization.and_then(|key| self.typed::<crate::domain::Organization>(key).ok());
        let to = to.unwrap_or_default();
        let place =
            [to.address.clone(), self.village_name(&to.village)].into_iter().find(|text| !text.is_empty());
        let mut blocks = vec![Block::Text(words.say("letter-head-of", &[("to", to.name.into())]))];
        blocks.extend(place.map(|place| Block::Text(words.say("letter-at", &[("place", place.into())]))));
        blocks
    }

    fn request(&self, told: &Told, words: &Words) -> String {
        let referral = &told.referral;
        let service = [self.label("services", &referral.service), self.label("programs", &referral.program)];
        let service = service.into_iter().find(|text| !text.is_empty());
        let told = [
            ("service", service.unwrap_or_else(|| words.get("letter-service-open")).into()),
            ("due", words.date(self.answer_day(referral)).into()),
        ];
        words.say("letter-referral-asks", &told)
    }

    /// Of *rahasia* people only initials and the sub-district: the rest is told by word of mouth, or in a sealed bundle.
    pub(super) fn identity(&self, told: &Told, words: &Words) -> Vec<(String, String)> {
        let person = &told.person;
        let fact = |label: &str, value: String| (words.get(label), value);
        let categories = told.case.categories.iter().map(|number| self.label("ppks", &number.to_string()));
        let categories = categories.collect::<Vec<_>>().join(", ");
        let area = fact("letter-area", self.area_name());
        if told.is_secret {
            return vec![fact("letter-name", initials(&person.name)), area];
        }
        let birth = person.birth.map(|birth| day_words(birth, words)).unwrap_or_default();
        let born = [person.birth_place.clone(), birth].into_iter().filter(|text| !text.is_empty());
        let has_unit = !person.rt.is_empty() || !person.rw.is_empty();
        let unit = [("rt", person.rt.as_str().into()), ("rw", person.rw.as_str().into())];
        let unit = if has_unit { words.say("letter-unit", &unit) } else { String::new() };
        let address = [person.address.clone(), person.hamlet.clone(), unit];
        let address = address.into_iter().filter(|text| !text.is_empty());
        let mut facts = vec![
            fact("letter-name", person.name.clone()),
            fact("letter-born", born.collect::<Vec<_>>().join(", ")),
            fact("letter-card", person.family_card.clone()),
            fact("letter-nik", person.nik.clone()),
            fact("letter-address", address.collect::<Vec<_>>().join(", ")),
            fact("letter-village", self.village_name(&person.village)),
            area,
            fact("letter-categories", categories),
        ];
        facts.retain(|(_, value)| !value.is_empty());
        facts
    }

    fn situation(&self, told: &Told, words: &Words) -> Vec<(String, String)> {
        let needs = told.related.iter().filter_map(|record| match &record.body {
            Body::Need(need) => {
                let urgent = if need.urgency == "high" { words.get("letter-urgent") } else { String::new() };
                let parts = [self.label("needs", &need.sector), need.description.clone(), urgent];
                Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
            }
            _ => None,
        });
        // What is still to be handed out was not received.
        let given = |aid: &&Aid| aid.on.and_then(PartialDate::earliest).is_none_or(|on| on <= self.today);
        let aid = told.related.iter().filter_map(Record::body::<Aid>).filter(given).map(aid::words_of);
        let referral = &told.referral;
        let day = referral.consent_on.map(|day| day_words(day, words)).unwrap_or_default();
        let means = self.label("consent_means", &referral.consent_means);
        let consent = [referral.consent_by.clone(), day, means].into_iter().filter(|part| !part.is_empty());
        let consent = consent.collect::<Vec<_>>().join(", ");
        let scope = told.case.consent_scope.iter().map(|code| self.label("consent_scope", code));
        let joined = |parts: Vec<String>| parts.join("; ");
        let consent =
            if consent.is_empty() { self.label("consent_state", &referral.consent) } else { consent };
        let mut facts = vec![
            (words.get("letter-problem"), referral.reason.clone()),
            (words.get("letter-needs"), joined(needs.collect())),
            (words.get("letter-done"), joined(Self::steps_done(told, words))),
            (words.get("letter-aid"), joined(aid.collect())),
            (words.get("letter-consent"), consent),
            (words.get("letter-scope"), joined(scope.collect())),
        ];
        facts.retain(|(_, value)| !value.is_empty());
        facts
    }

    fn steps_done(told: &Told, words: &Words) -> Vec<String> {
        let done = told.related.iter().filter_map(|record| match &record.body {
            Body::Visit(visit) if !visit.action.is_empty() => Some((visit.on?, visit.action.clone())),
            Body::FollowUp(task) if task.status == "done" => Some((task.done_on?, task.what.clone())),
            Body::Plan(plan) if plan.follow_up.is_none() => Some((plan.done_on?, plan.action.clone())),
            _ => None,
        });
        let mut done: Vec<(PartialDate, String)> = done.collect();
        done.put_in_order();
        let newest = done.split_off(done.len().saturating_sub(TOLD_STEPS));
        newest.into_iter().map(|(on, what)| format!("{what} ({})", day_words(on, words))).collect()
    }

    pub(super) fn slip(&self, key: RecordKey, number: &str, words: &Words) -> Vec<Block> {
        let answers = ANSWERS.iter().map(|state| (false, self.label("referral_state", state)));
        let blanks = ["reason", "service", "start", "plan", "officer"];
        let blanks = blanks.iter().map(|name| words.get(&format!("letter-slip-{name}")));
        vec![
            Block::TearOff(words.get("letter-tear")),
            Block::Subtitle(words.get("letter-slip-title")),
            Block::Code {
                label: words.get("letter-slip-code"),
                code: Self::slip_code(key).as_str().to_owned(),
            },
            Block::Facts(vec![(words.get("letter-number"), number.to_owned())]),
            Block::Ticks(answers.collect()),
            Block::Blanks(blanks.collect()),
            Block::Gap,
            Block::Signatures(vec![
                Signature::default(),
                Signature { role: words.get("letter-slip-sign"), ..Signature::default() },
            ]),
        ]
    }
}

/// Without the day of the week.
pub(super) fn day_words(on: PartialDate, words: &Words) -> String {
    on.day().map_or_else(|| words.partial_date(on), |day| words.date(day))
}

fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next());
    letters.flat_map(|letter| [letter, '.']).collect()
}
