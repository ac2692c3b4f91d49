//! Amounts with a little arithmetic in them: `300.000 x 3`, `200.000/bulan`.

use crate::domain::reading::{Decimal, money};

/// Below it a number counts goods.
const LEAST_RUPIAH: i64 = 1_000;
/// What an amount is for, each time.
const EACH: &[&str] =
    &["bulan", "bln", "tahun", "thn", "tahap", "triwulan", "orang", "org", "kk", "jiwa", "kali"];

/// Rupiah of what [`money::read`] takes for goods; what is written is told beside it.
pub(super) fn reckoned(goods: &str) -> Option<i64> {
    let text = goods.to_lowercase();
    product(&text).or_else(|| each(&text))
}

fn rupiah(text: &str) -> Option<i64> {
    money::read(text.trim()).value.map(Decimal::floor)
}

/// `300.000 x 3`, `3 x Rp 300.000`.
fn product(text: &str) -> Option<i64> {
    let (one, other) = text.split_once(['x', '×'])?;
    let (one, other) = (rupiah(one)?, rupiah(other.split('=').next()?)?);
    one.checked_mul(other).filter(|_| one.max(other) >= LEAST_RUPIAH && one.min(other) > 0)
}

/// `200.000/bulan`, `Rp 2 juta per tahun`: one time of it.
fn each(text: &str) -> Option<i64> {
    let (amount, of) = text.split_once('/').or_else(|| text.split_once(" per "))?;
    EACH.contains(&of.trim().trim_end_matches('.')).then(|| rupiah(amount))?.filter(|r| *r >= LEAST_RUPIAH)
}

#[cfg(test)]
mod tests {
    use super::reckoned;

    #[test]
    fn what_is_reckoned_and_what_stays_goods() {
        for (text, rupiah) in [
            ("300.000 x 3", 900_000),
            ("3 x Rp 300.000", 900_000),
            ("Rp300.000x3 = 900.000", 900_000),
            ("200.000/bulan", 200_000),
            ("Rp 2 juta per tahun", 2_000_000),
            ("2jt/thn", 2_000_000),
        ] {
            assert_eq!(reckoned(text), Some(rupiah), "{text}");
        }
        for goods in ["1 paket", "10 kg", "2 x 5", "10/kk", "1 paket + 200rb", "kotak x", ""] {
            assert_eq!(reckoned(goods), None, "{goods}");
        }
    }
}
