//! The *tanda terima*: what goes over the desk, counted, on one page to be signed. Names nobody but the two offices.

use std::collections::{BTreeMap, BTreeSet};

use super::seal::ReceiptFacts;
use crate::domain::RecordKind;
use crate::paper::page::PageSize;
use crate::paper::pdf::{Block, Column, Document, Signature, Table};

/// Gives the words for a key of `handoff.ftl`.
pub type Words<'a> = dyn Fn(&str) -> String + 'a;

/// What the caller adds, already in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiptText {
    /// `id`, `en`.
    pub language: String,
    /// The envelope's date as people write it.
    pub date: String,
    /// e.g. on what basis people who were never asked for consent are sent.
    pub notes: Vec<String>,
    pub giver: Signature,
    pub receiver: Signature,
}

pub fn document(facts: &ReceiptFacts, text: &ReceiptText, words: &Words<'_>) -> Document {
    let envelope = &facts.envelope;
    let fact = |key: &str, value: &str| (words(key), value.to_owned());
    let mut blocks = vec![
        Block::Title(words("receipt-title")),
        Block::Subtitle(envelope.id.clone()),
        Block::Gap,
        Block::Facts(vec![
            fact("receipt-sender", &envelope.sender),
            fact("receipt-recipient", &envelope.recipient),
            fact("receipt-date", &text.date),
            fact("receipt-profile", &words(&format!("receipt-profile-{}", envelope.profile))),
            fact("receipt-chain", &envelope.chain.to_string()),
            fact("receipt-fingerprint", facts.fingerprint.as_str()),
        ]),
        Block::Gap,
        Block::Code { label: words("receipt-match-code"), code: facts.match_code.to_string() },
        Block::Text(words("receipt-match-code-use")),
        Block::Gap,
        table(&envelope.counts, &envelope.withheld, words),
        Block::Gap,
    ];
    blocks.extend(text.notes.iter().cloned().map(Block::Text));
    blocks.extend([
        Block::Text(words("receipt-declaration")),
        Block::Gap,
        Block::Signatures(vec![text.giver.clone(), text.receiver.clone()]),
    ]);
    let title = format!("{} {}", words("receipt-title"), envelope.id);
    Document {
        title,
        language: text.language.clone(),
        made_on: envelope.date,
        page: PageSize::A4,
        is_wide: false,
        size: 10.0,
        numbering: None,
        blocks,
    }
}

/// Sent and withheld, kind by kind.
fn table(sent: &BTreeMap<String, u64>, withheld: &BTreeMap<String, u64>, words: &Words<'_>) -> Block {
    let used: BTreeSet<&String> = sent.keys().chain(withheld.keys()).collect();
    let count = |counts: &BTreeMap<String, u64>, kind: &str| {
        counts.get(kind).copied().unwrap_or_default().to_string()
    };
    let row = |kind: &RecordKind| {
        let plural = kind.plural();
        vec![words(&format!("receipt-kind-{plural}")), count(sent, plural), count(withheld, plural)]
    };
    let shown = RecordKind::ALL.iter().filter(|kind| used.iter().any(|plural| *plural == kind.plural()));
    let column = |weight, is_number| Column { weight, is_number };
    Block::Table(Table {
        columns: vec![column(2.0, false), column(1.0, true), column(1.0, true)],
        header: vec![words("receipt-kind"), words("receipt-sent"), words("receipt-withheld")],
        rows: shown.map(row).collect(),
        size: 10.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handoff::sample;
    use crate::paper::pdf;

    /// The Indonesian words, read as plainly as this file needs.
    fn words(key: &str) -> String {
        let lines = include_str!("../../assets/locales/id/handoff.ftl").lines();
        let found = lines.filter_map(|line| line.split_once(" = ")).find(|(name, _)| *name == key);
        found.unwrap_or_else(|| panic!("no {key}")).1.to_owned()
    }

    fn text() -> ReceiptText {
        let place_and_date = "Pacet, 24 November 2026".to_owned();
        ReceiptText {
            language: "id".into(),
            date: "Selasa, 24 November 2026".into(),
            notes: vec!["312 orang belum ditanya persetujuannya; dikirim atas dasar tugas Dinas.".into()],
            giver: Signature {
                place_and_date,
                role: "Yang menyerahkan,".into(),
                name: "Rina Kartika".into(),
                below: "TKSK Pacet".into(),
            },
            receiver: Signature {
                role: "Yang menerima,".into(),
                below: "NIP".into(),
                ..Signature::default()
            },
        }
    }

    #[test]
    fn the_receipt_counts_and_fits_one_page() {
        let bundle = sample::bundle();
        let facts = ReceiptFacts {
            envelope: sample::envelope(),
            match_code: bundle.match_code.clone(),
            fingerprint: bundle.fingerprint.clone(),
        };
        let document = document(&facts, &text(), &words);
        let Some(Block::Table(Table { rows, .. })) =
            document.blocks.iter().find(|b| matches!(b, Block::Table(_)))
        else {
            panic!("no table")
        };
        assert_eq!(rows[0][1..], ["2", "14"]);
        assert_eq!(rows[1][1..], ["1", "0"]);
        let bytes = pdf::pdf(&document).unwrap();
        if let Ok(path) = std::env::var("SIMPUL_RECEIPT") {
            std::fs::write(path, bytes).unwrap();
        }
    }

    #[test]
    fn every_kind_and_profile_has_its_words_in_both_languages() {
        for words in [
            include_str!("../../assets/locales/id/handoff.ftl"),
            include_str!("../../assets/locales/en/handoff.ftl"),
        ] {
            let kinds = RecordKind::ALL.iter().map(|kind| format!("receipt-kind-{}", kind.plural()));
            let profiles =
                ["rekap", "redaksi", "lengkap"].map(|profile| format!("receipt-profile-{profile}"));
            for key in kinds.chain(profiles) {
                assert!(words.contains(&format!("\n{key} = ")), "{key}");
            }
        }
    }
}
