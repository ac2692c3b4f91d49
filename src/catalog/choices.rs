//! Lists to choose from, and reading what people wrote for a choice.

use std::collections::BTreeMap;

use super::catalogue::{Catalog, lines};
use super::fault::{CatalogFault, FaultReason};
use super::normal::normal;
use super::table::FactTable;
use crate::sorted::Sorted as _;

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What records store. For `ppks` the number as text.
    pub code: String,
    pub label_id: String,
    pub label_en: String,
}

impl Choice {
    /// The label in `en`, otherwise in Indonesian.
    pub fn label(&self, language: &str) -> &str {
        if language == "en" { &self.label_en } else { &self.label_id }
    }
}

/// Lists outside `enums.csv`: name and columns for code, labels and further words (split by `|`).
const TABLES: [(&str, [&str; 3], &[&str]); 6] = [
    ("ppks", ["number", "official_name", "name_en"], &["code", "old_code", "abbreviation", "synonyms"]),
    ("psks", ["code", "official_name", "name_en"], &["abbreviation", "synonyms"]),
    ("needs", ["code", "label", "label_en"], &["synonyms"]),
    ("services", ["code", "label", "label_en"], &[]),
    ("programs", ["code", "name", "name_en"], &[]),
    ("regulations", ["number", "title", "title"], &[]),
];

/// Every list with its choices and the words that mean them.
#[derive(Clone, Debug, Default)]
pub(super) struct ChoiceLists(BTreeMap<String, List>);

#[derive(Clone, Debug, Default)]
struct List {
    choices: Vec<Choice>,
    /// Word in normal form, place of the choice.
    words: Vec<(String, usize)>,
}

impl List {
    fn add(&mut self, choice: Choice, further: &[&str]) {
        let place = self.choices.len();
        let own = [&choice.code, &choice.label_id, &choice.label_en];
        let words = own.into_iter().map(String::as_str).chain(further.iter().copied());
        let new: Vec<_> = words.map(|word| (normal(word), place)).collect();
        self.words.extend(new);
        self.choices.push(choice);
    }
}

impl ChoiceLists {
    pub(super) fn read(tables: &[FactTable]) -> Result<Self, CatalogFault> {
        let mut lists = Self::default();
        for line in lines(tables, "enums")? {
            let list = lists.0.entry(line.required("enum")?.to_owned()).or_default();
            let choice = Choice {
                code: line.required("code")?.to_owned(),
                label_id: line.required("label_id")?.to_owned(),
                label_en: line.required("label_en")?.to_owned(),
            };
            list.add(choice, &[]);
        }
        for (table, columns, further) in TABLES {
            lists.add_table(tables, table, columns, further)?;
        }
        lists.add_synonyms(tables)?;
        lists.add_programs_of_rules();
        Ok(lists)
    }

    /// A rule is about a programme, or about a kind of them that `enums.csv` names.
    fn add_programs_of_rules(&mut self) {
        let mut list = self.0.get("programs").cloned().unwrap_or_default();
        for kind in self.0.remove("rule_program").unwrap_or_default().choices {
            list.add(kind, &[]);
        }
        self.0.insert("rule_program".to_owned(), list);
    }

    fn add_table(
        &mut self,
        tables: &[FactTable],
        table: &str,
        [code, label_id, label_en]: [&str; 3],
        further: &[&str],
    ) -> Result<(), CatalogFault> {
        let list = self.0.entry(table.to_owned()).or_default();
        for line in lines(tables, table)? {
            let choice = Choice {
                code: line.required(code)?.to_owned(),
                label_id: line.required(label_id)?.to_owned(),
                label_en: line.required(label_en)?.to_owned(),
            };
            let words: Vec<Vec<&str>> =
                further.iter().map(|column| line.list(column)).collect::<Result<_, _>>()?;
            list.add(choice, &words.concat());
        }
        Ok(())
    }

    fn add_synonyms(&mut self, tables: &[FactTable]) -> Result<(), CatalogFault> {
        for line in lines(tables, "choice_synonyms")? {
            let (name, code) = (line.required("list")?, line.required("code")?);
            let list = self.0.get_mut(name).ok_or_else(|| line.fault("list", FaultReason::UnknownCode))?;
            let place = list.choices.iter().position(|choice| choice.code == code);
            let place = place.ok_or_else(|| line.fault("code", FaultReason::UnknownCode))?;
            list.words.extend(line.list("synonyms")?.into_iter().map(|word| (normal(word), place)));
        }
        Ok(())
    }
}

impl Catalog {
    /// A list in its order; empty when there is no such list.
    pub fn choices(&self, list: &str) -> &[Choice] {
        self.choices.0.get(list).map_or(&[], |list| &list.choices)
    }

    /// Names of all lists.
    pub fn lists(&self) -> impl Iterator<Item = &str> {
        self.choices.0.keys().map(String::as_str)
    }

    /// The label of a code in a language (`id`, `en`).
    pub fn label(&self, list: &str, code: &str, language: &str) -> Option<&str> {
        self.choice(list, code).map(|choice| choice.label(language))
    }

    /// The code that a text means: code, label in either language or a known synonym, in any case. Nothing
    /// when it means none or more than one.
    pub fn read_choice(&self, list: &str, text: &str) -> Option<&str> {
        match self.exact(list, text).as_slice() {
            [only] => Some(&only.code),
            _ => None,
        }
    }

    /// What a text may mean: exact matches, else choices with a word that begins with it, else choices that
    /// contain it. For a question; never to be taken without asking unless [`Catalog::read_choice`] agrees.
    pub fn choice_candidates(&self, list: &str, text: &str) -> Vec<&Choice> {
        let exact = self.exact(list, text);
        let form = normal(text);
        if !exact.is_empty() || form.is_empty() {
            return exact;
        }
        let begins = self.matching(list, |word| word.starts_with(&form));
        if begins.is_empty() { self.matching(list, |word| word.contains(&form)) } else { begins }
    }

    /// Whether a text speaks of one entry of a list, by a word that the table has for it.
    pub fn speaks_of(&self, list: &str, code: &str, text: &str) -> bool {
        let Some(list) = self.choices.0.get(list) else { return false };
        let Some(place) = list.choices.iter().position(|choice| choice.code == code) else { return false };
        let text = normal(text);
        list.words.iter().any(|(word, of)| *of == place && word.len() > 3 && text.contains(word.as_str()))
    }

    fn exact(&self, list: &str, text: &str) -> Vec<&Choice> {
        let trimmed = text.trim();
        if let Some(choice) = self.choice(list, trimmed) {
            return vec![choice];
        }
        if list == "ppks" {
            return self.exact_categories(trimmed);
        }
        let form = normal(trimmed);
        self.matching(list, |word| !form.is_empty() && word == form)
    }

    /// Categories have their own table of words, which also knows what is uncertain.
    fn exact_categories(&self, text: &str) -> Vec<&Choice> {
        let read = self.read_categories(text);
        let numbers = read.certain.into_iter().chain(read.undecided.into_iter().flat_map(|q| {
            // One candidate that must be asked about is not an exact match.
            if q.candidates.len() > 1 { q.candidates } else { Vec::new() }
        }));
        numbers.filter_map(|number| self.choice("ppks", &number.to_string())).collect()
    }

    fn matching(&self, list: &str, fits: impl Fn(&str) -> bool) -> Vec<&Choice> {
        let Some(list) = self.choices.0.get(list) else { return Vec::new() };
        let mut places: Vec<usize> =
            list.words.iter().filter(|(word, _)| fits(word)).map(|(_, place)| *place).collect();
        places.put_in_order();
        places.dedup();
        places.into_iter().filter_map(|place| list.choices.get(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::shared;

    #[test]
    fn sex_is_read_as_people_write_it() {
        let catalog = shared().unwrap();
        for (text, code) in [("L", "L"), ("lk", "L"), ("laki-laki", "L"), ("Laki - Laki", "L"), ("PRIA", "L")]
        {
            assert_eq!(catalog.read_choice("sex", text), Some(code), "{text}");
        }
        for text in ["P", "p", "Perempuan", "Wanita", "female", "pr"] {
            assert_eq!(catalog.read_choice("sex", text), Some("P"), "{text}");
        }
        for text in ["", "-", "?", "LP", "l/p"] {
            assert_eq!(catalog.read_choice("sex", text), None, "{text}");
        }
    }

    #[test]
    fn every_code_and_unique_label_reads_back_as_itself() {
        let catalog = shared().unwrap();
        for list in catalog.lists() {
            for choice in catalog.choices(list) {
                assert_eq!(catalog.read_choice(list, &choice.code), Some(choice.code.as_str()), "{list}");
                if catalog.exact(list, &choice.label_id).len() == 1 {
                    assert_eq!(
                        catalog.read_choice(list, &choice.label_id.to_uppercase()),
                        Some(&*choice.code)
                    );
                }
            }
        }
    }

    #[test]
    fn programmes_are_known_by_their_old_names() {
        let catalog = shared().unwrap();
        assert_eq!(catalog.read_choice("programs", "BPNT"), Some("SEMBAKO"));
        assert_eq!(catalog.read_choice("programs", "blt dana desa"), Some("BLT-DD"));
        assert_eq!(catalog.read_choice("psks", "karang taruna"), Some("PSKS-05"));
    }

    #[test]
    fn a_word_for_several_choices_is_a_question() {
        let catalog = shared().unwrap();
        assert_eq!(catalog.read_choice("ppks", "difabel"), None);
        let codes: Vec<&str> =
            catalog.choice_candidates("ppks", "difabel").iter().map(|c| &*c.code).collect();
        assert_eq!(codes, ["5", "9"]);
        assert_eq!(catalog.read_choice("ppks", "lansia"), None);
        assert!(catalog.choice_candidates("ppks", "lansia").iter().any(|choice| choice.code == "8"));
        assert_eq!(catalog.read_choice("ppks", "LUT"), Some("8"));
        let begins: Vec<&str> =
            catalog.choice_candidates("closure_reason", "men").iter().map(|c| &*c.code).collect();
        assert!(begins.len() > 1, "{begins:?}");
    }

    #[test]
    fn labels_come_in_both_languages() {
        let catalog = shared().unwrap();
        assert_eq!(catalog.label("ppks", "8", "id"), Some("Lanjut Usia Terlantar"));
        assert_eq!(catalog.label("ppks", "8", "en"), Some("Neglected older person"));
        assert_eq!(catalog.label("sex", "X", "id"), None);
    }
}
