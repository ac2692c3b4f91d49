//! Looks words up, and fills values in.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::{files, money};
use crate::domain::Note;

/// The languages that Simpul speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    Id,
    En,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// `id` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// A value for a placeable. Numbers are grouped (`1.250`) and choose plural forms; a year, a number with
/// leading zeros or anything else that is no count goes in as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl Arg {
    fn fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

/// All words of one language. Cheap to clone; may be used from any thread.
#[derive(Clone)]
pub struct Words {
    inner: Arc<Inner>,
}

struct Inner {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.inner.language).finish()
    }
}

impl Words {
    pub fn new(language: Language) -> Self {
        Self { inner: Arc::new(Inner { language, bundle: bundle(language) }) }
    }

    pub fn language(&self) -> Language {
        self.inner.language
    }

    pub fn has(&self, key: &str) -> bool {
        self.inner.bundle.has_message(key)
    }

    /// The words of `key`; the key itself where there are none.
    pub fn get(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The words of `key` when there are any.
    pub fn find(&self, key: &str) -> Option<String> {
        self.has(key).then(|| self.get(key))
    }

    /// The words of `key` with values filled in by name.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let bundle = &self.inner.bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.fluent())).collect();
        // A value that was not given shows as `{$name}`: visible, and better than no sentence.
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// What to do next: the attribute `.next` of `key`, where it has one.
    pub fn next(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let bundle = &self.inner.bundle;
        let pattern = bundle.get_message(key)?.get_attribute("next")?.value();
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.fluent())).collect();
        Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }

    /// The sentence of a note: `note-<code>`, with hyphens.
    pub fn note(&self, note: &Note) -> String {
        let args: Vec<(&str, Arg)> = note.args.iter().map(|(name, text)| (*name, note_arg(text))).collect();
        self.say(&format!("note-{}", note.code.replace('_', "-")), &args)
    }
}

/// A single digit chooses among variants (a weekday); longer numbers may be years and stay as written.
fn note_arg(text: &str) -> Arg {
    match text.as_bytes() {
        [digit @ b'0'..=b'9'] => Arg::Number(i64::from(digit - b'0')),
        _ => Arg::from(text),
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![match language {
        Language::Id => langid!("id"),
        Language::En => langid!("en"),
    }]);
    // Isolation marks are bidi characters: terminals draw them as boxes.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Id => |value, _| grouped(value, Language::Id),
        Language::En => |value, _| grouped(value, Language::En),
    }));
    for (_, content) in files::of(language) {
        let resource = match FluentResource::try_new(content) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn grouped(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    number.as_string().parse().ok().map(|whole| money::grouped(whole, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shareable<T: Send + Sync + Clone>(_: &T) {}

    #[test]
    fn an_unknown_key_shows_itself() {
        let words = Words::new(Language::Id);
        assert_eq!(words.get("no-such-key"), "no-such-key");
        assert_eq!(words.find("no-such-key"), None);
        shareable(&words);
    }

    #[test]
    fn values_come_without_isolation_marks() {
        let words = Words::new(Language::Id);
        let said = words.say("date-medium", &[("day", 20usize.into()), ("month", "Nov".into())]);
        assert_eq!(said, "20 Nov");
    }

    #[test]
    fn counts_are_grouped_as_the_language_does() {
        let args = [("shown", Arg::from(4usize)), ("all", Arg::from(12_379usize))];
        assert_eq!(Words::new(Language::Id).say("count-of", &args), "4 dari 12.379");
        assert_eq!(Words::new(Language::En).say("count-of", &args), "4 of 12,379");
    }
}
