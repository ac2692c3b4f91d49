//! The kinds of list that are imported.

use serde::{Deserialize, Serialize};

/// What a sheet is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    People,
    Aid,
    Psm,
    Organizations,
    Sessions,
}

impl List {
    pub const ALL: [Self; 5] = [Self::People, Self::Aid, Self::Psm, Self::Organizations, Self::Sessions];

    /// The word of `--as` and of `import_headings.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Aid => "aid",
            Self::Psm => "psm",
            Self::Organizations => "organizations",
            Self::Sessions => "sessions",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }

    /// Fields without which a table is no such list: of each group, one.
    pub(super) fn needs(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::People => &[&["name", "nik"], PEOPLE_TELL],
            Self::Aid => &[&["name", "nik", "family_card"], AID_TELL],
            Self::Psm => &[&["name"], &["problem"]],
            Self::Organizations => &[&["name"], ORGANIZATIONS_TELL],
            Self::Sessions => &[&["topic"], &["on"]],
        }
    }

    /// Words of a title or a file name that tell the list.
    pub(super) fn title_words(self) -> &'static [&'static str] {
        match self {
            Self::People => {
                &["pmks", "ppks", "dtks", "dtsen", "penyandang", "pemerlu", "disabilitas", "lansia", "warga"]
            }
            Self::Aid => &[
                "penerima", "bantuan", "blt", "bpnt", "sembako", "pkh", "bansos", "santunan", "kpm",
                "donasi", "zakat",
            ],
            Self::Psm => &["psm", "laporan", "pengaduan", "kader"],
            Self::Organizations => {
                &["lembaga", "lks", "lksa", "psks", "potensi", "mitra", "organisasi", "instansi"]
            }
            Self::Sessions => &["bimbingan", "sosialisasi", "penyuluhan", "notulen", "sesi", "kegiatan"],
        }
    }
}

const PEOPLE_TELL: &[&str] = &[
    "nik",
    "family_card",
    "birth",
    "birth_place_and_date",
    "categories",
    "sex",
    "sex_l",
    "address",
    "village",
    "estimated_age",
    "disabilities",
    "rt",
    "rt_rw",
    "hamlet",
];
const AID_TELL: &[&str] = &[
    "giver",
    "stage",
    "item",
    "value",
    "component",
    "participant_number",
    "program",
    "period",
    "month_mark",
];
const ORGANIZATIONS_TELL: &[&str] =
    &["services", "permit_number", "capacity", "psks", "area", "kind", "contact", "permit_until"];
