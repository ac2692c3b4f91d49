//! Days as they are said, counted from today: *besok*, *dua minggu lagi*, *H+7*, *senin*.

use chrono::{Datelike as _, Days, Months, NaiveDate, TimeDelta, Weekday};

use super::date_words::weekday;

/// Days from today.
const SAID: [(&[&str], i64); 7] = [
    (&["hari ini", "sekarang", "h", "skrg"], 0),
    (&["kemarin", "kemaren", "kmrn"], -1),
    (&["kemarin lusa", "kemaren lusa", "kemarin dulu"], -2),
    (&["besok", "bsk", "esok", "besuk"], 1),
    (&["lusa", "besok lusa"], 2),
    (&["minggu depan", "pekan depan"], 7),
    (&["minggu lalu", "pekan lalu", "minggu kemarin", "minggu kemaren"], -7),
];
const COUNTS: [&str; 12] = [
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
];
const AHEAD: [&str; 5] = ["lagi", "depan", "ke depan", "kedepan", "mendatang"];
const BACK: [&str; 4] = ["lalu", "yang lalu", "yg lalu", "kemarin"];
/// Farther away nothing is meant by a count of days.
const FARTHEST: i64 = 4000;

/// `text` tidied and in lower case.
pub(super) fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let said = SAID.iter().find(|(words, _)| words.contains(&text)).map(|(_, days)| *days);
    if let Some(days) = said.or_else(|| short(text)) {
        return today.checked_add_signed(TimeDelta::days(days));
    }
    let (amount, ahead) = directed(text)?;
    let (count, unit) = counted(amount)?;
    match unit {
        "bulan" | "bln" => shifted(today, count, ahead),
        "tahun" | "thn" => shifted(today, count.checked_mul(12)?, ahead),
        "hari" | "hr" => days_off(today, count, ahead),
        "minggu" | "pekan" | "mgg" => days_off(today, count.checked_mul(7)?, ahead),
        _ => None,
    }
}

/// The weekday that comes next, never today: what is planned is said so. `senin depan` is that of the week after this one,
/// `senin lalu` the last one. In a sheet a weekday alone is no date.
pub(super) fn next_weekday(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.strip_prefix("hari ").unwrap_or(text);
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let wanted = weekday(word)?;
    let behind = |from: NaiveDate| {
        let days = wanted.days_since(from.weekday());
        from.checked_add_days(Days::new(u64::from(if days == 0 { 7 } else { days })))
    };
    match rest {
        "" | "ini" => behind(today),
        "depan" => {
            behind(today.checked_add_days(Days::new(u64::from(Weekday::Sun.days_since(today.weekday()))))?)
        }
        "lalu" | "kemarin" | "kemaren" => {
            behind(today)?.checked_sub_days(Days::new(if wanted == today.weekday() { 14 } else { 7 }))
        }
        _ => None,
    }
}

/// The weekday alone that was last, or is today.
pub(super) fn last_weekday(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let wanted = weekday(text.strip_prefix("hari ").unwrap_or(text))?;
    today.checked_sub_days(Days::new(u64::from(today.weekday().days_since(wanted))))
}

/// `h+7`
fn short(text: &str) -> Option<i64> {
    let count = text.strip_prefix('h')?.replace(' ', "");
    if !count.starts_with(['+', '-']) {
        return None;
    }
    count.parse().ok().filter(|days| (-FARTHEST..=FARTHEST).contains(days))
}

/// `dua minggu lagi` → what is counted, and whether it lies ahead.
fn directed(text: &str) -> Option<(&str, bool)> {
    let cut = |words: &[&str]| {
        let rests = words.iter().filter_map(|word| text.strip_suffix(word)?.strip_suffix(' '));
        rests.min_by_key(|rest| rest.len()).map(str::trim_end)
    };
    cut(&AHEAD).map(|rest| (rest, true)).or_else(|| cut(&BACK).map(|rest| (rest, false)))
}

/// `dua minggu`, `seminggu`, `2 minggu`, `bulan` → how many of what.
fn counted(text: &str) -> Option<(u32, &str)> {
    let Some((count, unit)) = text.rsplit_once(' ') else {
        return Some((1, text.strip_prefix("se").unwrap_or(text)));
    };
    let said = (1..).zip(COUNTS).find(|(_, word)| *word == count).map(|(number, _)| number);
    let count = said.or_else(|| count.parse().ok()).filter(|count| i64::from(*count) <= FARTHEST)?;
    Some((count, unit))
}

fn shifted(today: NaiveDate, months: u32, ahead: bool) -> Option<NaiveDate> {
    let months = Months::new(months);
    if ahead { today.checked_add_months(months) } else { today.checked_sub_months(months) }
}

fn days_off(today: NaiveDate, days: u32, ahead: bool) -> Option<NaiveDate> {
    let days = Days::new(u64::from(days));
    if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) }
}

#[cfg(test)]
mod tests {
    use super::super::date;
    use super::*;

    /// A Tuesday.
    fn read(text: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        date::read_typed(text, today).value.map(|date| date.to_string()).unwrap_or_default()
    }

    #[test]
    fn days_are_counted_from_today_as_people_say_them() {
        for (text, day) in [
            ("kemaren", "2026-11-23"),
            ("seminggu lagi", "2026-12-01"),
            ("Dua Minggu  lagi", "2026-12-08"),
            ("2 minggu lagi", "2026-12-08"),
            ("5 hari lagi", "2026-11-29"),
            ("lima hari yang lalu", "2026-11-19"),
            ("dua belas hari lagi", "2026-12-06"),
            ("minggu depan", "2026-12-01"),
            ("minggu lalu", "2026-11-17"),
            ("bulan depan", "2026-12-24"),
            ("sebulan lagi", "2026-12-24"),
            ("3 bulan ke depan", "2027-02-24"),
            ("tahun lalu", "2025-11-24"),
            ("H+7", "2026-12-01"),
            ("h - 3", "2026-11-21"),
            ("senin", "2026-11-30"),
            ("hari Selasa", "2026-12-01"),
            ("jumat", "2026-11-27"),
            ("minggu", "2026-11-29"),
            ("jumat depan", "2026-12-04"),
            ("senin depan", "2026-11-30"),
            ("senin lalu", "2026-11-23"),
            ("selasa lalu", "2026-11-17"),
            ("rabu kemarin", "2026-11-18"),
        ] {
            assert_eq!(read(text), day, "{text}");
        }
    }

    #[test]
    fn of_what_was_done_a_weekday_alone_is_the_last_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        for (text, day) in [
            ("kamis", "2026-11-19"),
            ("Hari Senin", "2026-11-23"),
            ("selasa", "2026-11-24"),
            ("rabu", "2026-11-18"),
            ("kamis depan", "2026-12-03"),
            ("senin lalu", "2026-11-23"),
            ("kemarin", "2026-11-23"),
            ("20/11/2026", "2026-11-20"),
        ] {
            assert_eq!(date::read_done(text, today).value.unwrap().to_string(), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_stays_unread() {
        for text in [
            "lagi",
            "banyak hari lagi",
            "9999999 hari lagi",
            "senin malam",
            "depan",
            "99999 bulan lagi",
            "h7",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn a_weekday_alone_in_a_sheet_is_no_date() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(date::read("Senin", today).value, None);
    }
}
