//! The paper that offices have.

/// Codes of the list `paper_size`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageSize {
    #[default]
    A4,
    /// Folio as Indonesian offices buy it: 215 × 330 mm.
    F4,
}

impl PageSize {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "a4" => Some(Self::A4),
            "f4" => Some(Self::F4),
            _ => None,
        }
    }

    /// Width and height of the upright page in points, 72 to the inch.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::F4 => (609.45, 935.43),
        }
    }

    /// As Excel numbers paper (ECMA-376, `ST_PaperSize`): it has no 215 × 330 mm, and 14, folio, is 8½ × 13 inches, 216 × 330 mm.
    pub fn in_excel(self) -> u8 {
        match self {
            Self::A4 => 9,
            Self::F4 => 14,
        }
    }
}
