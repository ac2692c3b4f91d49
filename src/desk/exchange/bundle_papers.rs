//! What lies in a bundle for people without Simpul: workbook, papers of aid, receipt.

use std::collections::BTreeMap;

use crate::domain::{Record, RecordKind};
use crate::handoff;
use crate::handoff::receipt::ReceiptText;
use crate::paper::pdf::Signature;
use crate::paper::sheet::Sheet;

use crate::desk::exchange::handing::{Profile, SendPlan};
use crate::desk::{Desk, DeskError, papers::officer};

impl Desk {
    /// `aid` are the sheets of [`officer::aid_sheets`]: they take the longest and are printed as well.
    pub(in crate::desk) fn officer_workbook(
        &self,
        profile: Profile,
        records: &BTreeMap<RecordKind, Vec<Record>>,
        aid: Vec<Sheet>,
    ) -> Result<Vec<u8>, DeskError> {
        let mut sheets = match profile {
            Profile::Recap => officer::recap_sheets(self),
            Profile::Full => officer::full_sheets(self, records),
        };
        sheets.extend(aid);
        crate::paper::xlsx::workbook(&sheets, self.page_size(), self.today).map_err(|_| DeskError::Unreadable)
    }

    /// The sheets of aid as they are printed; nothing where no aid is on record. They name nobody.
    pub(in crate::desk) fn aid_paper(&self, aid: &[Sheet]) -> Result<Option<Vec<u8>>, DeskError> {
        if aid.is_empty() {
            return Ok(None);
        }
        let words = self.words();
        let signatures = vec![self.head_signature(&words), self.own_signature(&words)];
        let document = self.printed(aid, self.page_size(), signatures);
        crate::paper::pdf::pdf(&document).map(Some).map_err(|_| DeskError::Unreadable)
    }

    /// The *tanda terima*: counts only, to be signed on both sides.
    pub(in crate::desk) fn receipt(
        &self,
        facts: &handoff::seal::ReceiptFacts,
        plan: &SendPlan,
    ) -> std::io::Result<Vec<u8>> {
        let words = self.words();
        let count = |n: u64| crate::text::Arg::from(i64::try_from(n).unwrap_or(i64::MAX));
        let date = words.date_long(self.today);
        let area = self.area_name();
        let place_and_date = words.say(
            "receipt-place-date",
            &[("area", area.as_str().into()), ("date", words.date(self.today).into())],
        );
        let text = ReceiptText {
            language: self.language(),
            date,
            notes: if facts.envelope.personal_data {
                vec![
                    words.say("receipt-note-consent", &[("cases", count(plan.without_consent))]),
                    words.say(
                        "receipt-note-withheld",
                        &[("secret", count(plan.secret_people)), ("refusing", count(plan.refusing_people))],
                    ),
                ]
            } else {
                Vec::new()
            },
            giver: Signature {
                place_and_date,
                role: words.get("receipt-giver"),
                below: words.say("receipt-giver-below", &[("area", area.as_str().into())]),
                ..Signature::default()
            },
            receiver: Signature {
                role: words.get("receipt-receiver"),
                below: words.get("receipt-receiver-below"),
                ..Signature::default()
            },
        };
        let document = handoff::receipt::document(facts, &text, &|key| words.get(key));
        crate::paper::pdf::pdf(&document).map_err(std::io::Error::other)
    }
}
