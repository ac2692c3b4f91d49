//! Spelling rules of names: old spelling (van Ophuijsen) and habits of the ear.

/// Where in a word a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    End,
    /// Only in a word that an earlier rule has shown to be in old spelling, and not on letters which that rule wrote.
    OldSpelling,
}

/// One line of `names.csv`, class `spelling`.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub from: String,
    pub to: String,
    pub place: Place,
}

/// The rules in the table's order.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    rules: Vec<(Rule, u32)>,
    /// Rules above this one write letters that the [`Place::OldSpelling`] rule may not touch.
    old_rule: usize,
}

impl Spelling {
    pub fn new(rules: Vec<Rule>) -> Self {
        let old_rule = rules.iter().position(|rule| rule.place == Place::OldSpelling).unwrap_or(0);
        let rules =
            rules.into_iter().map(|rule| (letters(&rule.from), rule)).map(|(mask, rule)| (rule, mask));
        Self { rules: rules.collect(), old_rule }
    }

    /// A whole word, already plain.
    pub fn fold(&self, word: &str) -> String {
        self.apply(word, true)
    }

    /// The start of a word that is still being typed: rules about a word's end do not hold yet.
    pub fn fold_start(&self, word: &str) -> String {
        self.apply(word, false)
    }

    fn apply(&self, word: &str, whole: bool) -> String {
        let mut text = word.to_owned();
        let mut present = letters(word);
        let mut old = false;
        for (at, (rule, needed)) in self.rules.iter().enumerate() {
            if at == self.old_rule && old {
                replace(&mut text, &rule.from, &rule.to);
            }
            if at == self.old_rule {
                text.make_ascii_lowercase();
                present = letters(&text);
            }
            if present & needed != *needed || rule.place == Place::OldSpelling {
                continue;
            }
            let changed = match rule.place {
                Place::End => whole && replace_end(&mut text, &rule.from, &rule.to),
                // upper case keeps what it wrote from the old-spelling rule
                _ if at < self.old_rule => replace(&mut text, &rule.from, &rule.to.to_ascii_uppercase()),
                _ => replace(&mut text, &rule.from, &rule.to),
            };
            if changed {
                old |= at < self.old_rule;
                present |= letters(&rule.to);
            }
        }
        text
    }
}

/// A bit for each Latin letter that occurs.
fn letters(text: &str) -> u32 {
    text.bytes().filter(u8::is_ascii_alphabetic).fold(0, |mask, b| mask | 1 << ((b | 0x20) - b'a'))
}

fn replace(text: &mut String, from: &str, to: &str) -> bool {
    if from.is_empty() || !text.contains(from) {
        return false;
    }
    *text = text.replace(from, to);
    true
}

fn replace_end(text: &mut String, from: &str, to: &str) -> bool {
    let Some(kept) = text.strip_suffix(from).map(str::len).filter(|kept| *kept > 0) else { return false };
    text.truncate(kept);
    text.push_str(to);
    true
}
