//! A category cell as sheets have it: several at once, old words, abbreviations, numbers.

use std::collections::BTreeSet;

use super::catalogue::Catalog;
use super::normal::normal;
use super::terms::{AgeRule, Resolution, Term};
use crate::sorted::Sorted as _;

/// Slashes are tried as part of a term across so many parts; no term has more, and a foreign cell may have thousands.
const LONGEST_TERM: usize = 4;

/// What a cell says. Nothing in it is guessed: what could mean several things stands in `undecided`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenCategories {
    /// Category numbers, ascending, each once.
    pub certain: Vec<i64>,
    pub undecided: Vec<Undecided>,
    /// Codes of the `local_tag` list, also those that an undecided term carries.
    pub local_tags: Vec<String>,
    /// Words that no table knows, as written.
    pub unknown: Vec<String>,
}

/// A term that must be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// As it stands in the cell.
    pub written: String,
    /// Category numbers; with one candidate it is still a question.
    pub candidates: Vec<i64>,
    pub local_tag: Option<String>,
    pub age_rule: Option<AgeRule>,
}

impl Undecided {
    /// The candidate that the person's age makes likelier: what a question offers first, never an answer.
    pub fn proposal(&self, age: Option<i64>) -> Option<i64> {
        self.age_rule.and_then(|rule| rule.proposal(age))
    }
}

impl WrittenCategories {
    /// The cell was empty or said that nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn take(&mut self, written: &str, term: &Term) {
        self.local_tags.extend(term.local_tag.clone().filter(|tag| !self.local_tags.contains(tag)));
        match term.resolution {
            Resolution::Certain => self.certain.extend(&term.candidates),
            Resolution::LocalTag => {}
            Resolution::Ask => self.undecided.push(Undecided {
                written: written.to_owned(),
                candidates: term.candidates.clone(),
                local_tag: term.local_tag.clone(),
                age_rule: term.age_rule,
            }),
        }
    }

    /// Sorted; what is certain is no longer asked about; each question once.
    fn tidied(mut self) -> Self {
        self.certain.put_in_order();
        self.certain.dedup();
        let mut asked = BTreeSet::new();
        let certain = &self.certain;
        self.undecided.retain(|question| {
            let open = question.candidates.iter().any(|number| !certain.contains(number));
            open && asked.insert(normal(&question.written))
        });
        self
    }
}

impl Catalog {
    /// Reads a category cell: names, abbreviations, old terms, codes and bare numbers 1–26, several at once
    /// separated by `,` `/` `+` `;` `&`, a line break or *dan*.
    pub fn read_categories(&self, text: &str) -> WrittenCategories {
        let mut found = WrittenCategories::default();
        if self.means_blank(text) {
            return found;
        }
        for piece in text.split([',', '+', ';', '&', '\n', '\r', '\t', '|']) {
            self.read_piece(piece.trim(), &mut found);
        }
        found.tidied()
    }

    /// A piece may hold slashes that separate, and slashes that belong to a term (HIV/AIDS).
    fn read_piece(&self, piece: &str, found: &mut WrittenCategories) {
        let parts: Vec<&str> = piece.split('/').collect();
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let taken = self.longest_term(rest);
            let (now, later) = rest.split_at(taken.clamp(1, rest.len()));
            self.read_part(now.join("/").trim(), found);
            rest = later;
        }
    }

    /// How many parts from the first on make one term. Parts that are all terms by themselves stay apart,
    /// unless together they are certain.
    fn longest_term(&self, parts: &[&str]) -> usize {
        let alone = |part: &&str| self.category_term(part).is_some();
        let fits = |count: &usize| {
            let Some(some) = parts.get(..*count) else { return false };
            self.category_term(&some.join("/"))
                .is_some_and(|term| term.resolution == Resolution::Certain || !some.iter().all(alone))
        };
        (2..=parts.len().min(LONGEST_TERM)).rev().find(fits).unwrap_or(1)
    }

    fn read_part(&self, part: &str, found: &mut WrittenCategories) {
        if self.means_blank(part) {
            return;
        }
        if let Some(term) = self.category_term(part) {
            return found.take(part, &term);
        }
        if let Some(term) = self.two_numbers(part) {
            return found.take(part, &term);
        }
        let inside = self
            .joined_by_and(part)
            .or_else(|| self.with_bracket(part))
            .or_else(|| self.after_list_number(part));
        match inside {
            Some(terms) => terms.iter().for_each(|(written, term)| found.take(written, term)),
            None => found.unknown.push(part.to_owned()),
        }
    }

    /// `lansia terlantar dan fakir miskin`, when all sides are known.
    fn joined_by_and<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let lower = part.to_ascii_lowercase();
        let (mut sides, mut start) = (Vec::new(), 0);
        for (at, word) in lower.match_indices(" dan ") {
            sides.push(part.get(start..at)?);
            start = at + word.len();
        }
        sides.push(part.get(start..)?);
        sides.into_iter().map(|side| Some((side.trim(), self.category_term(side)?))).collect()
    }

    /// `Lanjut Usia Terlantar (LUT)` says one thing twice; `Penyandang Disabilitas (anak)` is a question.
    fn with_bracket<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let (outside, inside) = part.split_once('(')?;
        let mut term = self.category_term(outside)?;
        let remark = self.category_term(inside.trim_end().trim_end_matches(')'));
        if remark.is_none_or(|remark| remark.candidates != term.candidates) && !term.candidates.is_empty() {
            term.resolution = Resolution::Ask;
        }
        Some(vec![(part, term)])
    }

    /// `8.9`: two numbers, or what Excel made of `8,9`. It is asked, since nobody can know.
    fn two_numbers(&self, part: &str) -> Option<Term> {
        let (first, second) = part.split_once('.')?;
        let both = [category_number(first)?, category_number(second)?];
        both.iter().all(|number| self.ppks(*number).is_some()).then(|| Term {
            candidates: both.to_vec(),
            resolution: Resolution::Ask,
            local_tag: None,
            age_rule: None,
        })
    }

    /// `8. Lanjut Usia Terlantar`: the words after a list or category number.
    fn after_list_number<'a>(&self, part: &'a str) -> Option<Vec<(&'a str, Term)>> {
        let words = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = words.trim_start_matches(|c: char| c.is_whitespace() || ".)-:".contains(c));
        let listed = words.len() < part.len() && words.starts_with(char::is_alphabetic);
        listed.then_some(())?;
        Some(vec![(words, self.category_term(words)?)])
    }

    /// A whole piece as a term: a word of the tables, a bare number, `PPKS 8`.
    fn category_term(&self, text: &str) -> Option<Term> {
        if let Some(term) = self.terms.get(text) {
            return Some(term.clone());
        }
        let number = category_number(text).filter(|number| self.ppks(*number).is_some())?;
        Some(Term {
            candidates: vec![number],
            resolution: Resolution::Certain,
            local_tag: None,
            age_rule: None,
        })
    }
}

/// `8`, `08`, `8.`, `PPKS-08`: at most two digits.
fn category_number(text: &str) -> Option<i64> {
    let written = text.trim().trim_end_matches(['.', ')']).to_ascii_lowercase();
    let coded = ["ppks", "pmks", "nomor", "no"].iter().find_map(|word| written.strip_prefix(word));
    let digits = coded.map_or(written.as_str(), |rest| rest.trim_start_matches([' ', '-', '.', ':']));
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> WrittenCategories {
        Catalog::embedded().unwrap().read_categories(cell)
    }

    fn joined<T: ToString>(items: &[T], by: &str) -> String {
        items.iter().map(T::to_string).collect::<Vec<_>>().join(by)
    }

    fn question(asked: &Undecided) -> String {
        let tag = asked.local_tag.as_deref().unwrap_or_default();
        format!("{}={}@{tag}", asked.written, joined(&asked.candidates, "/"))
    }

    /// All category cells of the sample list of Kecamatan Pacet, with the truth of its maker.
    #[test]
    fn every_sample_cell_is_read_as_its_maker_meant_it() {
        let cells = include_str!("../../tests/fixtures/category_cells.csv");
        let mut rows = 0;
        let catalog = Catalog::embedded().unwrap();
        for record in csv::Reader::from_reader(cells.as_bytes()).records() {
            let record = record.unwrap();
            let found = catalog.read_categories(&record[0]);
            let questions: Vec<String> = found.undecided.iter().map(question).collect();
            let read = [joined(&found.certain, "|"), questions.join("|"), found.unknown.join("|")];
            assert_eq!(
                read.iter().map(String::as_str).collect::<Vec<_>>(),
                [&record[1], &record[2], &record[3]]
            );
            rows += record[4].parse::<usize>().unwrap();
        }
        assert_eq!(rows, 413);
    }

    #[test]
    fn a_slash_belongs_to_hiv_aids_and_separates_elsewhere() {
        assert_eq!(read("Orang dengan HIV/AIDS").certain, [16]);
        assert_eq!(read("hiv/aids/FM").certain, [16, 24]);
        assert_eq!(read("FM / Penderita HIV / AIDS").certain, [16, 24]);
        for apart in ["Gelandangan/Pengemis", "Gelandangan, Pengemis", "gelandangan + pengemis"] {
            assert_eq!(read(apart).certain, [11, 12], "{apart}");
        }
        assert_eq!(read("gelandangan dan pengemis").undecided.len(), 1);
    }

    #[test]
    fn numbers_and_codes_name_categories_of_the_list_only() {
        assert_eq!(read("8, 24").certain, [8, 24]);
        assert_eq!(read("08").certain, [8]);
        assert_eq!(read("PPKS-8; PMKS 09;ppks10").certain, [8, 9, 10]);
        assert_eq!(read("No 24").certain, [24]);
        assert_eq!(read("no. 8, Nomor 9").certain, [8, 9]);
        assert_eq!(read("8.9").undecided[0].candidates, [8, 9]);
        for foreign in ["0", "27", "8.5", "-3", "008", "PPKS-99"] {
            assert!(read(foreign).certain.is_empty(), "{foreign}");
        }
        assert_eq!(read("27").unknown, ["27"]);
    }

    #[test]
    fn numbering_brackets_and_dan_do_not_hide_a_category() {
        assert_eq!(read("1. Fakir Miskin\n2. LUT").certain, [8, 24]);
        assert_eq!(read("1. Anak balita terlantar").certain, [1]);
        assert_eq!(read("Fakirmiskin").certain, [24]);
        assert_eq!(read("Lanjut Usia Terlantar (LUT)").certain, [8]);
        assert_eq!(read("LUT dan Fakir Miskin").certain, [8, 24]);
        assert_eq!(read("LUT dan PRSE DAN Fakir Miskin").certain, [8, 23, 24]);
        assert_eq!(read("LUT & FM & LUT").certain, [8, 24]);
    }

    #[test]
    fn ambiguous_words_are_never_decided() {
        for word in
            ["difabel", "cacat", "gepeng", "lansia", "janda", "korban kekerasan", "waria", "Tuna Netra"]
        {
            let found = read(word);
            assert!(found.certain.is_empty(), "{word}");
            assert_eq!(found.undecided.len(), 1, "{word}");
        }
    }

    #[test]
    fn a_remark_in_brackets_turns_a_category_into_a_question() {
        let found = read("Penyandang Disabilitas (anak)");
        assert!(found.certain.is_empty());
        assert_eq!(found.undecided[0].written, "Penyandang Disabilitas (anak)");
        assert_eq!(found.undecided[0].candidates, [9]);
    }

    #[test]
    fn what_is_certain_is_not_asked_about_again() {
        assert!(read("lansia, LUT").undecided.is_empty());
        assert_eq!(read("gepeng, pengemis").undecided.len(), 1);
        assert_eq!(read("difabel / Difabel").undecided.len(), 1);
    }

    #[test]
    fn a_cell_full_of_slashes_is_read_at_once() {
        let found = read(&"x/".repeat(16_000));
        assert_eq!(found.unknown.len(), 0);
        assert_eq!(read(&"abc/".repeat(16_000)).unknown.len(), 16_000);
    }

    #[test]
    fn age_only_proposes() {
        let found = read("difabel");
        let question = &found.undecided[0];
        assert_eq!(question.candidates, [5, 9]);
        assert_eq!(question.proposal(Some(17)), Some(5));
        assert_eq!(question.proposal(Some(18)), Some(9));
        assert_eq!(question.proposal(None), None);
        assert_eq!(read("lansia").undecided[0].proposal(Some(70)), None);
    }

    #[test]
    fn local_tags_are_kept_beside_the_question() {
        let found = read("RTLH, LUT, ayp");
        assert_eq!(found.certain, [8]);
        assert_eq!(found.local_tags, ["RTLH", "AYP"]);
        assert_eq!(found.undecided.len(), 1);
    }

    #[test]
    fn nothing_written_is_nothing_found() {
        for blank in ["", "  ", "-", "--", "belum ada", "Tidak Ada", "?", "\n"] {
            assert!(read(blank).is_empty(), "{blank:?}");
        }
        assert_eq!(read("FM, -").certain, [24]);
        assert!(read("FM, -").unknown.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_cell_is_read_and_finds_only_the_26(cell in "\\PC{0,60}") {
            let found = crate::catalog::shared().unwrap().read_categories(&cell);
            proptest::prop_assert!(found.certain.iter().all(|number| (1..=26).contains(number)));
        }

        #[test]
        fn two_categories_are_found_whatever_separates_them(
            a in 1_i64..=26, b in 1_i64..=26, by in proptest::sample::select(vec![", ", "/", " / ", " + ", ";", "\n", " & "])
        ) {
            let catalog = crate::catalog::shared().unwrap();
            let name = |number| catalog.ppks(number).unwrap().official_name.clone();
            let found = catalog.read_categories(&format!("{}{by}{}", name(a), name(b)));
            let mut both = vec![a, b];
            both.sort_unstable();
            both.dedup();
            proptest::prop_assert_eq!(found.certain, both);
            proptest::prop_assert!(found.undecided.is_empty() && found.unknown.is_empty());
        }
    }
}
