//! Kinds of record by their names on the command line.

use crate::domain::RecordKind;
use crate::intake::List;
use crate::work::Failure;

use super::trouble;

/// Indonesian names beside the English ones.
const INDONESIAN: [(&str, RecordKind); 26] = [
    ("warga", RecordKind::Person),
    ("keluarga", RecordKind::Household),
    ("kasus", RecordKind::Case),
    ("kebutuhan", RecordKind::Need),
    ("asesmen", RecordKind::Assessment),
    ("rencana", RecordKind::Plan),
    ("pembahasan", RecordKind::Conference),
    ("kunjungan", RecordKind::Visit),
    ("tindak-lanjut", RecordKind::FollowUp),
    ("bimbingan", RecordKind::Session),
    ("lembaga", RecordKind::Organization),
    ("rujukan", RecordKind::Referral),
    ("bantuan", RecordKind::Aid),
    ("kegiatan", RecordKind::Activity),
    ("kelompok", RecordKind::Group),
    ("serah-terima", RecordKind::Handoff),
    ("baris-ditolak", RecordKind::RefusedRow),
    ("catatan-peraturan", RecordKind::RegulationNote),
    ("laporan-psm", RecordKind::PsmReport),
    ("pertanyaan", RecordKind::Question),
    ("lampiran", RecordKind::Attachment),
    ("keputusan-bantuan", RecordKind::AidDecision),
    ("aturan-bantuan", RecordKind::Rule),
    ("ketentuan", RecordKind::Override),
    ("perlu-dicocokkan", RecordKind::Mismatch),
    ("orang", RecordKind::Person),
];

/// A kind by its plural, its singular or its Indonesian name.
pub fn kind(written: &str) -> Result<RecordKind, Failure> {
    let name = written.trim().to_lowercase();
    let indonesian = INDONESIAN.iter().find(|(word, _)| *word == name).map(|(_, kind)| *kind);
    let known = RecordKind::from_plural(&name)
        .or_else(|| RecordKind::from_name(&name.replace('-', "_")))
        .or(indonesian);
    known.ok_or_else(|| trouble::usage("cli-kind-unknown", &[("written", written), ("kinds", &all())]))
}

/// A list that is imported, by its name or that of its records.
pub fn list(written: &str) -> Option<List> {
    List::from_name(written).or_else(|| List::from_name(kind(written).ok()?.plural()))
}

/// All plural names, the Indonesian one beside each.
fn all() -> String {
    let named = |kind: &RecordKind| {
        let indonesian = INDONESIAN.iter().find(|(_, own)| own == kind);
        indonesian.map_or_else(|| kind.plural().to_owned(), |(word, _)| format!("{} ({word})", kind.plural()))
    };
    RecordKind::ALL.iter().map(named).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_go_by_several_names() {
        for (written, wanted) in [
            ("people", RecordKind::Person),
            ("Person", RecordKind::Person),
            ("follow-ups", RecordKind::FollowUp),
            ("follow-up", RecordKind::FollowUp),
            ("lembaga", RecordKind::Organization),
            ("orang", RecordKind::Person),
            ("laporan-psm", RecordKind::PsmReport),
        ] {
            assert_eq!(kind(written).unwrap(), wanted, "{written}");
        }
        let refused = kind("orang-orang").unwrap_err();
        assert_eq!(refused.exit_code, 2);
        let words = refused.words(&crate::text::Words::new(crate::text::Language::Id));
        assert!(words.contains("people (warga)") && words.contains("questions (pertanyaan)"), "{words}");
    }
}
