//! The inbox of what volunteers (PSM) report: who it is about, what becomes of it, and that the volunteer is told.

use crate::domain::Table as _;
use crate::domain::psm_report::ReportStep;
use crate::domain::{Body, PartialDate, Person, PsmReport, Record, RecordKey, RecordKind};
use crate::store::DraftId;

use crate::desk::{Change, Desk, DeskError, Saved};

/// A report and who it may be about.
#[derive(Clone, Debug)]
pub struct ReportView {
    pub report: PsmReport,
    /// Somebody to compare with, as far as the report tells.
    pub person: Record,
}

impl Desk {
    pub fn report_view(&self, key: RecordKey) -> Result<ReportView, DeskError> {
        let report: PsmReport = self.typed(key)?;
        let person = Record::new(ulid::Ulid::nil(), Self::person_of_report(&report));
        Ok(ReportView { report, person })
    }

    /// What the report tells of somebody who is not on record yet.
    pub(in crate::desk) fn person_of_report(report: &PsmReport) -> Person {
        Person {
            name: report.name.clone(),
            village: report.village.clone(),
            estimated_age: report.estimated_age.clone(),
            address: report.address.clone(),
            ..Person::default()
        }
    }

    /// The report is about this person.
    pub fn link_report(
        &mut self,
        key: RecordKey,
        person: RecordKey,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let mut record = self.record(key)?;
        if let Body::PsmReport(report) = &mut record.body {
            report.person = Some(person);
        }
        self.save(Change { draft, ..Change::of("report-linked", vec![record]) })
    }

    /// Notes what happened to a report.
    pub fn add_report_step(
        &mut self,
        key: RecordKey,
        step: ReportStep,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let mut record = self.record(key)?;
        if let Body::PsmReport(report) = &mut record.body {
            report.take(step);
        }
        self.save(Change { draft, ..Change::of("report-step", vec![record]) })
    }

    /// One about somebody on record, or about whom a case is.
    pub(in crate::desk) fn begin_report(&self, about: Option<RecordKey>) -> PsmReport {
        let on = Some(PartialDate::from(self.today));
        let about = about.map(|key| self.subject(key));
        let Some((key, line)) = about.and_then(|key| Some((key, self.book.person(key)?))) else {
            return PsmReport { on, ..PsmReport::default() };
        };
        PsmReport {
            on,
            person: Some(key),
            name: line.name.to_string(),
            village: line.village.to_string(),
            ..PsmReport::default()
        }
    }

    /// A case or a person that was made of a report: the report goes along in the same save.
    pub(in crate::desk) fn with_report(
        &self,
        made: &Record,
        about: Option<RecordKey>,
    ) -> Result<Option<Record>, DeskError> {
        let Some(key) = about.filter(|key| key.kind == RecordKind::PsmReport) else { return Ok(None) };
        let mut record = self.record(key)?;
        let Body::PsmReport(report) = &mut record.body else { return Ok(None) };
        match &made.body {
            Body::Person(_) => report.person = Some(made.key()),
            Body::Case(case) => {
                report.person = case.person;
                report.case = Some(made.key());
                report.take(ReportStep {
                    on: Some(PartialDate::from(self.today)),
                    state: "case".to_owned(),
                    ..ReportStep::default()
                });
            }
            _ => return Ok(None),
        }
        Ok(Some(record))
    }

    /// Reports pasted from a chat, those that have all that a report needs: one save.
    pub fn take_chat(&mut self, texts: &[String]) -> Result<Saved, DeskError> {
        let (mut records, mut fingerprints) = (Vec::new(), Vec::new());
        for text in texts {
            let report = self.report_of_chat(text);
            if missing(&report).is_empty() {
                let record = Record::new(self.new_id(), report);
                fingerprints.push((self.fingerprint(text.as_bytes()), record.key()));
                records.push(record);
            }
        }
        self.save(Change { fingerprints, ..Change::of("reports-pasted", records) })
    }

    /// One of them as the worker mended it.
    pub(in crate::desk) fn save_of_chat(
        &mut self,
        text: &str,
        report: PsmReport,
        draft: Option<DraftId>,
    ) -> Result<Saved, DeskError> {
        let record = Record::new(self.new_id(), report);
        let fingerprints = vec![(self.fingerprint(text.as_bytes()), record.key())];
        self.save(Change { fingerprints, draft, ..Change::of("reports-pasted", vec![record]) })
    }

    /// The messages of a paste, one a report.
    pub fn read_chat(&self, text: &str) -> Vec<ChatReport> {
        let pieces = crate::intake::chat_pieces(text, &self.villages_by_name());
        let read = pieces.into_iter().map(|text| {
            let report = self.report_of_chat(&text);
            let known = self.record_of_print(&self.fingerprint(text.as_bytes()));
            let known = known.is_some_and(|key| self.book.line(key).is_some());
            ChatReport { missing: missing(&report), known, report, text }
        });
        read.collect()
    }

    pub(in crate::desk) fn report_of_chat(&self, text: &str) -> PsmReport {
        let mut report = crate::intake::chat_report(text, &self.villages_by_name(), self.today);
        report.on = report.on.or(Some(PartialDate::from(self.today)));
        report
    }

    fn villages_by_name(&self) -> Vec<(String, String)> {
        self.villages().into_iter().map(|village| (village.code, village.name)).collect()
    }
}

/// One report of a paste: what was understood, what is missing, and the text that it was read from.
#[derive(Clone, Debug)]
pub struct ChatReport {
    pub text: String,
    pub report: PsmReport,
    /// Required fields that nothing was found for.
    pub missing: Vec<&'static str>,
    /// It was taken already.
    pub known: bool,
}

fn missing(report: &PsmReport) -> Vec<&'static str> {
    crate::desk::records::missing_required(PsmReport::FIELDS, &report.to_row())
}
