//! *Surat penegasan*: asks an organisation in writing for what is late. *Berita acara verifikasi*: what was found on the
//! spot, in the worker's own words. Layout of both: `facts/report_layouts.md`, 7 and 8.

use std::path::PathBuf;

use chrono::Duration;

use super::letter::{Told, day_words};
use crate::desk::{Change, Desk, DeskError, Target};
use crate::domain::referral::{Reminder, State};
use crate::domain::{Body, PartialDate, RecordKey, Referral};
use crate::paper::pdf::Block;
use crate::text::Words;

/// Days that the organisation is given to answer a reminder.
const DAYS_TO_ANSWER: i64 = 7;

impl Desk {
    /// Writes the reminder; gives the file that was written first. It is numbered like any letter, and noted in the
    /// referral: printed again on the same day it is the same letter.
    pub fn export_reminder(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        let referral: Referral = self.typed(key)?;
        let standing = referral.standing();
        if !(standing.awaits_answer() || standing.is(State::Accepted) || standing.is(State::InService)) {
            return Err(DeskError::Refused("reminder-nothing-awaited"));
        }
        self.may_be_sent(&referral)?;
        let number = self.number_reminder(key, &standing.state)?;
        let told = self.told_of(key)?;
        let words = self.words();
        let blocks = self.reminder(key, &told, &number, &words);
        let document =
            self.paper(format!("{} {number}", words.get("letter-reminder-subject")), blocks, target);
        self.export_document(&document, &format!("penegasan-{}", Self::slip_code(key).as_str()), target)
    }

    fn number_reminder(&mut self, key: RecordKey, state: &str) -> Result<String, DeskError> {
        let mut record = self.record(key)?;
        let today = Some(PartialDate::from(self.today));
        let Body::Referral(referral) = &mut record.body else { return Err(DeskError::NoSuchRecord(key)) };
        if let Some(last) = referral.reminders.last().filter(|last| last.on == today && last.state == state) {
            return Ok(last.number.clone());
        }
        let number = self.next_letter_number()?;
        let state = state.to_owned();
        referral.reminders.push(Reminder { number: number.clone(), on: today, state, ..Reminder::default() });
        self.save(Change::of("referral-reminded", vec![record]))?;
        Ok(number)
    }

    fn reminder(&self, key: RecordKey, told: &Told, number: &str, words: &Words) -> Vec<Block> {
        let fact = |label: &str, value: String| (words.get(label), value);
        let mut blocks = Vec::from_iter(self.letterhead());
        blocks.extend([
            Block::Aside(format!("{}, {}", self.area_name(), words.date(self.today))),
            Block::Facts(vec![
                fact("letter-number", number.to_owned()),
                fact("letter-enclosed", words.get("letter-none")),
                fact("letter-subject", words.get("letter-reminder-subject")),
            ]),
            Block::Gap,
            Block::Text(words.get("letter-to")),
        ]);
        blocks.extend(self.recipient(told, words));
        blocks.extend([Block::Gap, Block::Text(self.what_is_awaited(told, words)), Block::Gap]);
        blocks.extend([Block::Facts(self.identity(told, words)), Block::Gap]);
        let until = words.date(self.today + Duration::days(DAYS_TO_ANSWER));
        blocks.extend([
            Block::Text(words.say("letter-reminder-asks", &[("due", until.into())])),
            Block::Gap,
            Block::Text(words.get("letter-thanks")),
            Block::Gap,
            Block::Signatures(vec![self.own_signature(words), self.head_signature(words)]),
        ]);
        blocks.extend(self.slip(key, number, words));
        blocks
    }

    /// Which letter of which day, and what has not come since.
    fn what_is_awaited(&self, told: &Told, words: &Words) -> String {
        let standing = told.referral.standing();
        let sent = told.referral.first_day(State::Sent);
        let since = standing.since.and_then(PartialDate::earliest);
        let days = since.map_or(0, |since| (self.today - since).num_days().max(0));
        let awaited = match standing.state.as_str() {
            "accepted" => "letter-awaits-start",
            "in_service" => "letter-awaits-outcome",
            _ => "letter-awaits-answer",
        };
        let args = [
            ("number", told.referral.letter_number.as_str().into()),
            ("sent", sent.map(|day| words.date(day)).unwrap_or_default().into()),
            ("days", days.into()),
            ("awaited", words.get(awaited).into()),
        ];
        let key = if told.referral.letter_number.is_empty() || sent.is_none() {
            "letter-reminder-since"
        } else {
            "letter-reminder-refers"
        };
        words.say(key, &args)
    }

    /// The minutes of verification. Whether somebody is to be helped is written by hand: the program judges nobody.
    pub fn export_verification(&mut self, key: RecordKey, target: &Target) -> Result<PathBuf, DeskError> {
        self.may_be_sent(&self.typed(key)?)?;
        let told = self.told_of(key)?;
        let words = self.words();
        let blocks = self.verification(&told, &words);
        let document = self.paper(words.get("letter-verification-title"), blocks, target);
        self.export_document(&document, &format!("verifikasi-{}", Self::slip_code(key).as_str()), target)
    }

    fn verification(&self, told: &Told, words: &Words) -> Vec<Block> {
        let fact = |label: &str, value: String| (words.get(label), value);
        let referral = &told.referral;
        let recipient = referral.organization.and_then(|key| self.book.organization(key));
        let missing = self.documents_missing(referral).join(", ");
        let documents = if missing.is_empty() {
            words.get("letter-complete")
        } else {
            words.say("letter-incomplete", &[("documents", missing.into())])
        };
        let village = self.village_name(&told.case.village);
        let kind = [self.label("services", &referral.service), self.label("programs", &referral.program)];
        let mut proposal = vec![
            fact("letter-proposal-number", referral.letter_number.clone()),
            fact("letter-proposal-kind", kind.into_iter().find(|text| !text.is_empty()).unwrap_or_default()),
            fact("letter-proposal-step", self.label("referral_state", &referral.standing().state)),
            fact("letter-proposal-office", recipient.map(|line| line.name.clone()).unwrap_or_default()),
            fact("letter-proposal-documents", documents),
        ];
        proposal.retain(|(_, value)| !value.is_empty());
        let mut blocks = Vec::from_iter(self.letterhead());
        blocks.extend([
            Block::Title(words.get("letter-verification-title")),
            Block::Facts(vec![
                fact("letter-day", words.date(self.today)),
                fact("letter-companion", self.worker().name.clone()),
                fact("letter-post", words.get("letter-post-tksk")),
                fact("letter-area-of-work", self.area_name()),
            ]),
            Block::Gap,
            Block::Subtitle(words.get("letter-verified-person")),
            Block::Facts(self.identity(told, words)),
            Block::Gap,
            Block::Facts(proposal),
            Block::Gap,
        ]);
        if let Some((on, findings)) = self.last_visit(told) {
            let told = [("day", day_words(on, words).into()), ("findings", findings.into())];
            blocks.extend([Block::Text(words.say("letter-seen", &told)), Block::Gap]);
        }
        blocks.extend([
            Block::Text(words.get("letter-checked-on-the-spot")),
            Block::Blanks(vec![words.get("letter-own-words"), String::new(), String::new()]),
            Block::Gap,
            Block::Signatures(vec![self.own_signature(words), self.village_signature(&village, words)]),
        ]);
        blocks
    }

    fn last_visit(&self, told: &Told) -> Option<(PartialDate, String)> {
        let visits = told.related.iter().filter_map(|record| record.body::<crate::domain::Visit>());
        let told = visits.filter_map(|visit| Some((visit.on?, visit.findings.clone())));
        told.filter(|(on, _)| on.earliest() <= Some(self.today)).max()
    }
}
