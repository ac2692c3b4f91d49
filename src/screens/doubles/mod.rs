//! *Kemungkinan ganda*: what stands on record twice, or looks so, and the two side by side.

mod pair;
mod review;

pub use pair::Pair;
pub use review::Review;

use crate::app::Shell;
use crate::search::Reason;

/// `NIK sama, nama mirip`
fn reasons(reasons: &[Reason], shell: &Shell) -> String {
    let said = |reason: &Reason| shell.get(&format!("double-{}", reason.code().replace('_', "-")));
    reasons.iter().map(said).collect::<Vec<_>>().join(", ")
}
