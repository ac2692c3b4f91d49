//! Where aid meets: which gifts reach one person, family or house, which rule holds for the two, and what it says.
//! Pure: rules and days come from the catalogue, today is an argument. Nobody is ever declared ineligible here: a verdict
//! says what a written rule says about two gifts, and on what basis.

mod gift;
mod group;
mod index;
mod judge;
mod lines;
mod meeting;
mod rules;
#[cfg(test)]
mod tests;

pub use gift::{
    Common, Facts, Gift, Span, Unit, Village, Whom, reader::GiftReader, reader::is_private_source,
};
pub use group::{Finding, Group, GroupKey, Groups};
pub use index::{GiftBook, GiftList, Index};
pub use judge::{Judgement, Verdict, judge};
pub use meeting::{Method, method};
pub use rules::Rules;
