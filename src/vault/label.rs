//! What each derived key is for.

/// One subkey each. The names are on disk (as HKDF info): never change one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Value,
    Journal,
    SetHash,
    Draft,
    Outbox,
    Audit,
    Attachment,
    ImportFingerprint,
    Signing,
    Snapshot,
    FirstSight,
}

impl Label {
    pub(super) const ALL: [Self; 11] = [
        Self::Value,
        Self::Journal,
        Self::SetHash,
        Self::Draft,
        Self::Outbox,
        Self::Audit,
        Self::Attachment,
        Self::ImportFingerprint,
        Self::Signing,
        Self::Snapshot,
        Self::FirstSight,
    ];

    /// Renewing the data key leaves these: rows of sheets that were read must be known again, and the trail's chain goes
    /// on.
    pub(super) const LASTING: [Self; 2] = [Self::ImportFingerprint, Self::Audit];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Value => "simpul value",
            Self::Journal => "simpul journal",
            Self::SetHash => "simpul set-hash",
            Self::Draft => "simpul draft",
            Self::Outbox => "simpul outbox",
            Self::Audit => "simpul audit",
            Self::Attachment => "simpul attachment",
            Self::ImportFingerprint => "simpul import-fingerprint",
            Self::Signing => "simpul signing",
            Self::Snapshot => "simpul snapshot",
            Self::FirstSight => "simpul first-sight",
        }
    }
}
