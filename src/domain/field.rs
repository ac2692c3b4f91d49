//! One field of a record, declared once. Form, validation, draft, help, columns, import mapping and the
//! printed form are made from this.

/// What a field holds: it decides the control in a form, how typed text is read, and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldKind {
    Text,
    LongText,
    Date,
    /// A day on which something was done or happened: never planned.
    DoneDate,
    BirthDate,
    Time,
    /// A count; never negative.
    Number,
    /// Whole rupiah.
    Money,
    Nik,
    FamilyCard,
    Phone,
    /// A desa code of the worker's area, e.g. `32.04.30.2001`.
    Village,
    /// Any number of desas of the worker's area.
    Villages,
    /// RT or RW: text of three digits.
    NeighborhoodUnit,
    /// One code of the named list in `assets/catalog/enums.csv` (or `ppks`, `psks`, `needs`, `services`, `programs`).
    Choice(&'static str),
    /// Words of one's own, or a code of the named list that is offered.
    Suggested(&'static str),
    /// Any number of codes of the named list.
    Several(&'static str),
    Person,
    Organization,
    Case,
    /// A group that meets again and again.
    Group,
    /// Any record, by key.
    Record,
    YesNo,
    /// PPKS categories of a person.
    Categories,
    /// A small table inside the record.
    Rows(&'static [Field]),
}

/// When a form shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Always,
    /// Kept by actions of the program; never typed.
    Never,
    /// While another field has no content.
    WhenEmpty(&'static str),
    /// Once another field has content.
    WhenFilled(&'static str),
    /// While another field holds one of these codes.
    WhenOneOf(&'static str, &'static [&'static str]),
}

/// A field. Its label is the locale's `field-<table>-<id>`, its hint `hint-<table>-<id>` where there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    pub id: &'static str,
    pub kind: FieldKind,
    pub required: bool,
    pub shown: Shown,
    /// Listed as *belum lengkap* while empty.
    pub wanted: bool,
    /// Rows are only ever added: what two sides told is put together, and neither is asked about.
    pub appended: bool,
}

impl Field {
    pub const fn of(kind: FieldKind) -> Self {
        Self { id: "", kind, required: false, shown: Shown::Always, wanted: false, appended: false }
    }
    #[must_use]
    pub const fn named(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    #[must_use]
    pub const fn wanted(mut self) -> Self {
        self.wanted = true;
        self
    }
    #[must_use]
    pub const fn appended(mut self) -> Self {
        self.appended = true;
        self
    }
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.shown = Shown::Never;
        self
    }
    #[must_use]
    pub const fn when_empty(mut self, other: &'static str) -> Self {
        self.shown = Shown::WhenEmpty(other);
        self
    }
    #[must_use]
    pub const fn when_filled(mut self, other: &'static str) -> Self {
        self.shown = Shown::WhenFilled(other);
        self
    }
    #[must_use]
    pub const fn when_one_of(mut self, other: &'static str, codes: &'static [&'static str]) -> Self {
        self.shown = Shown::WhenOneOf(other, codes);
        self
    }
}

/// Short names for the tables of records.
pub(super) mod kinds {
    use super::{Field, FieldKind};

    pub const fn text() -> Field {
        Field::of(FieldKind::Text)
    }
    pub const fn long_text() -> Field {
        Field::of(FieldKind::LongText)
    }
    pub const fn date() -> Field {
        Field::of(FieldKind::Date)
    }
    pub const fn done_date() -> Field {
        Field::of(FieldKind::DoneDate)
    }
    pub const fn number() -> Field {
        Field::of(FieldKind::Number)
    }
    pub const fn choice(list: &'static str) -> Field {
        Field::of(FieldKind::Choice(list))
    }
    pub const fn suggested(list: &'static str) -> Field {
        Field::of(FieldKind::Suggested(list))
    }
    pub const fn several(list: &'static str) -> Field {
        Field::of(FieldKind::Several(list))
    }
    pub const fn rows(table: &'static [Field]) -> Field {
        Field::of(FieldKind::Rows(table))
    }
    pub const fn kind(kind: FieldKind) -> Field {
        Field::of(kind)
    }
}
