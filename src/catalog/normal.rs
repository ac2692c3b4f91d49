//! Written words brought to one form before they are looked up.

use unicode_normalization::UnicodeNormalization;

/// Lower case; everything but letters and digits is one space; compatibility forms folded.
/// `Orang dengan HIV/AIDS ` becomes `orang dengan hiv aids`.
pub(super) fn normal(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
