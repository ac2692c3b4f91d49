//! Aid in a few lines to paste into a chat. It names nobody.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::desk::{Desk, DeskError, Target};
use crate::domain::RecordKind;
use crate::overlap::Verdict;
use crate::sorted::Sorted as _;
use crate::text::{Arg, Words};

/// Desa or needs that are named in one line.
const MOST_NAMED: usize = 3;

impl Desk {
    /// The lines: what is on record, what is to be looked at, whom nothing reached, what waits, who is helped.
    pub fn aid_summary(&self) -> Vec<String> {
        let words = self.words();
        let mut lines = vec![words.say(
            "summary-title",
            &[("area", self.area_name().into()), ("day", words.date_long(self.today).into())],
        )];
        let say = |key: &str, counts: &[(&'static str, usize)], more: Option<(&'static str, String)>| {
            let counts = counts.iter().map(|(name, count)| (*name, Arg::from(*count)));
            let told: Vec<_> = counts.chain(more.map(|(name, text)| (name, text.into()))).collect();
            words.say(key, &told)
        };
        let gifts = self.book.count(RecordKind::Aid);
        lines.push(say("summary-gifts", &[("count", gifts)], None));
        let open = self.open_by_verdict();
        let asked = open.values().sum();
        let told = open.iter().map(|(verdict, count)| {
            format!("{} {count}", self.label("overlap_result", verdict.code()).to_lowercase())
        });
        lines.push(with_most("summary-overlap", asked, &told.collect::<Vec<_>>(), &words));
        let untouched = self.untouched();
        let villages = self.largest(untouched.by_village());
        lines.push(with_most("summary-untouched", untouched.families.len(), &villages, &words));
        let matrix = self.need_matrix();
        let waiting: usize = matrix.waiting.values().flat_map(BTreeMap::values).sum();
        let gaps = matrix.gaps.iter().take(MOST_NAMED).map(|gap| {
            let need = self.label("needs", &gap.sector).to_lowercase();
            format!("{need} ({}) {}", self.village_name(&gap.village), gap.waiting)
        });
        lines.push(with_most("summary-needs", waiting, &gaps.collect::<Vec<_>>(), &words));
        let (families, secret) = self.coordination();
        let now = families.iter().filter(|family| !family.this_month.is_empty()).count();
        let soon = families.iter().filter(|family| !family.next_month.is_empty()).count();
        lines.push(say("summary-helped", &[("now", now), ("soon", soon), ("secret", secret)], None));
        lines.push(words.get("summary-end"));
        lines
    }

    /// The same as a text file.
    pub fn export_aid_summary(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let lines = self.aid_summary();
        self.export_text("ringkasan-bantuan", &lines, target)
    }

    /// What somebody should look at, by what the rules say; a flag alone is to be checked.
    fn open_by_verdict(&self) -> BTreeMap<Verdict, usize> {
        let mut open: BTreeMap<Verdict, usize> = BTreeMap::new();
        let on = &mut |_, _| std::ops::ControlFlow::Continue(());
        let count = &mut |met: super::meetings::Met<'_>| {
            if met.is_open() {
                let verdict = if met.verdict().asks() { met.verdict() } else { Verdict::Check };
                *open.entry(verdict).or_default() += 1;
            }
        };
        self.ask_aid_index(|aid| self.each_meeting(aid, on, count));
        open
    }

    /// The desa with most, and how many.
    fn largest(&self, counts: BTreeMap<String, usize>) -> Vec<String> {
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.order_by_key(|(village, count)| (std::cmp::Reverse(*count), village.clone()));
        let named = counts.iter().take(MOST_NAMED);
        named.map(|(village, count)| format!("{} {count}", self.village_name(village))).collect()
    }
}

/// A count, and in brackets what most of it is, as far as there is any.
fn with_most(key: &str, count: usize, most: &[String], words: &Words) -> String {
    let line = words.say(key, &[("count", count.into())]);
    if most.is_empty() { line } else { format!("{line} ({})", most.join(", ")) }
}
