//! A time of day as people say it: `09.00 WIB`, `jam 2 siang`. Kept as `09:00`, in the local time of the place.

use super::written::{is_blank, tidy};
use crate::domain::{Note, Reading};

/// `hh:mm`, 24 hours.
pub fn read(text: &str) -> Reading<String> {
    let tidied = tidy(text).to_lowercase();
    if is_blank(&tidied) {
        return Reading::nothing(Note::info("blank"));
    }
    let numbers: Option<Vec<u32>> = tidied
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty())
        .map(|p| p.parse().ok())
        .collect();
    let (hour, minute) = match numbers.as_deref() {
        Some([hour]) => (*hour, 0),
        Some([hour, minute] | [hour, minute, 0]) => (*hour, *minute),
        _ => return Reading::nothing(Note::error("time_invalid")),
    };
    let words: Vec<&str> = tidied.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    if !words.iter().all(|word| KNOWN.contains(word)) || hour > 24 || minute > 59 || hour == 24 && minute > 0
    {
        return Reading::nothing(Note::error("time_invalid"));
    }
    let moved = in_part_of_day(hour, &words);
    let value = format!("{:02}:{minute:02}", moved % 24);
    if moved == hour {
        Reading::clean(value)
    } else {
        Reading::noted(value.clone(), Note::info("time_part_of_day").with("time", value))
    }
}

const KNOWN: &[&str] = &[
    "jam", "pukul", "pkl", "wib", "wita", "wit", "pagi", "siang", "sore", "malam", "lewat", "s", "d", "mulai",
];

fn in_part_of_day(hour: u32, words: &[&str]) -> u32 {
    let afternoon = match hour {
        1..=4 => words.contains(&"siang") || words.contains(&"sore"),
        5..=6 => words.contains(&"sore") || words.contains(&"malam"),
        7..=11 => words.contains(&"malam"),
        _ => false,
    };
    if afternoon { hour + 12 } else { hour }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        for (text, time) in [
            ("09.00 WIB", "09:00"),
            ("9:30", "09:30"),
            ("pkl. 13.00", "13:00"),
            ("jam 2 siang", "14:00"),
            ("7 malam", "19:00"),
            ("12 siang", "12:00"),
            ("08:00:00", "08:00"),
        ] {
            assert_eq!(read(text).value.as_deref(), Some(time), "{text}");
        }
        for text in ["25.00", "9.75", "besok", "09.00 EST"] {
            assert_eq!(read(text).value, None, "{text}");
        }
    }
}
