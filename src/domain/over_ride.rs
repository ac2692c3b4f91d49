//! The worker's own word over an entry of the catalogue, dated.

use chrono::NaiveDate;

use super::field::kinds::{choice, date, text};
use super::table::table;
use super::{FieldKind, PartialDate, Value, reading};

table! {
    pub struct Override {
        /// File in `assets/catalog` without `.csv`.
        table: String = choice("catalog_table").required();
        /// The entry's code in that file.
        code: String = text().required();
        column: String = choice("catalog_column").required();
        value: String = text();
        valid_from: Option<PartialDate> = date();
        source: String = text();
    }
}

/// Columns of the catalogue that hold a date.
const DATES: [&str; 3] = ["valid_from", "valid_to", "checked_on"];

impl Override {
    /// A date as people write it becomes one as the catalogue writes it; what is no date stays, and is refused there.
    pub fn settle_date(&mut self, today: NaiveDate) {
        if DATES.contains(&self.column.as_str())
            && let Some(date) = reading::date::read(&self.value, today).value
        {
            self.value = date.to_string();
        }
    }

    /// The other way round, for typing over it.
    pub fn say_date(&mut self) {
        if DATES.contains(&self.column.as_str())
            && let Ok(date) = self.value.parse::<PartialDate>()
        {
            self.value = reading::show(FieldKind::Date, &Value::Date(date));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_typed_as_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let made = |column: &str, value: &str| {
            let mut own = Override { column: column.into(), value: value.into(), ..Override::default() };
            own.settle_date(today);
            own
        };
        for (typed, kept) in
            [("20-11-2026", "2026-11-20"), ("kemarin", "2026-11-23"), ("lusa besok", "lusa besok")]
        {
            assert_eq!(made("checked_on", typed).value, kept, "{typed}");
        }
        let mut own = made("checked_on", "2026-11-20");
        own.say_date();
        assert_eq!(own.value, "20-11-2026");
        assert_eq!(made("note", "20-11-2026").value, "20-11-2026");
    }
}
