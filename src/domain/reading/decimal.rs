//! A number as written: its digits and how many of them stand after the comma. No binary rounding.

use std::fmt;

/// `units / 10^places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    pub units: i64,
    pub places: u32,
}

impl Decimal {
    pub(super) fn of(whole: &str, fraction: &str) -> Option<Self> {
        let units = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { units, places: u32::try_from(fraction.len()).ok()? })
    }

    /// The number when it has no part after the comma.
    pub fn whole(self) -> Option<i64> {
        let scale = 10_i64.checked_pow(self.places)?;
        (self.units % scale == 0).then(|| self.units / scale)
    }

    /// Without what stands after the comma.
    pub fn floor(self) -> i64 {
        10_i64.checked_pow(self.places).map_or(0, |scale| self.units.div_euclid(scale))
    }

    /// `self × factor`, or nothing when that is too large.
    pub(super) fn times(self, factor: i64) -> Option<Self> {
        let mut product = Self { units: self.units.checked_mul(factor)?, ..self };
        while product.places > 0 && product.units % 10 == 0 {
            product = Self { units: product.units / 10, places: product.places - 1 };
        }
        Some(product)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.places as usize;
        if places == 0 {
            return write!(f, "{}", self.units);
        }
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{}{whole}.{fraction}", if self.units < 0 { "-" } else { "" })
    }
}
