//! How widely a record may be shown.

/// *biasa*, *terbatas*, *rahasia*: see `enums.csv`, `sensitivity`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    #[default]
    Ordinary,
    Restricted,
    Secret,
}

impl Sensitivity {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "biasa" => Some(Self::Ordinary),
            "terbatas" => Some(Self::Restricted),
            "rahasia" => Some(Self::Secret),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "biasa",
            Self::Restricted => "terbatas",
            Self::Secret => "rahasia",
        }
    }
}
