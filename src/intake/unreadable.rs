//! Why a whole file gives nothing. The words stand in `assets/locales/*/intake.ftl` as `unreadable-<code>`.

/// The file, as a whole, cannot be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("there is no such file")]
    Missing,
    #[error("this is a folder")]
    Folder,
    #[error("the file could not be read from the disk")]
    Disk,
    #[error("the file is empty")]
    Empty,
    #[error("this is not a spreadsheet")]
    NotASpreadsheet,
    #[error("this is a web page with the name of a spreadsheet")]
    WebPage,
    #[error("this kind of spreadsheet is not read")]
    OtherKind,
    #[error("the file is protected by a password")]
    Password,
    #[error("the file is too large")]
    TooLarge,
    #[error("the file is damaged")]
    Damaged,
    #[error("no sheet of that name")]
    SheetMissing,
    #[error("no list was recognised")]
    NoList,
    #[error("the answers file cannot be understood")]
    Answers,
}

impl Unreadable {
    /// The locale key is `unreadable-<code>` with `-` for `_`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Folder => "folder",
            Self::Disk => "disk",
            Self::Empty => "empty",
            Self::NotASpreadsheet => "not_a_spreadsheet",
            Self::WebPage => "web_page",
            Self::OtherKind => "other_kind",
            Self::Password => "password",
            Self::TooLarge => "too_large",
            Self::Damaged => "damaged",
            Self::SheetMissing => "sheet_missing",
            Self::NoList => "no_list",
            Self::Answers => "answers",
        }
    }
}
