//! *Kartu skor lembaga*: how referrals to an organisation went, by service and against the half-year before, and what to
//! do where nobody answers. It names no client.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::late::Lateness;
use crate::desk::aid::papers::{headings, number};
use crate::desk::line::{OrganizationLine, ReferralLine};
use crate::desk::{Desk, DeskError, Target};
use crate::domain::referral::State;
use crate::domain::{PartialDate, RecordKey};
use crate::paper::sheet::{Cell, Sheet};
use crate::sorted::Sorted as _;
use crate::text::Words;

/// Days of the two spans that are held against each other.
const HALF_A_YEAR: u64 = 183;
/// From so many referrals on a share says something.
const ENOUGH: usize = 2;

/// Counts over some referrals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    pub sent: usize,
    /// The organisation said something.
    pub heard: usize,
    pub accepted: usize,
    pub declined: usize,
    /// Nothing was heard, and the time for it is over.
    pub silent: usize,
    /// On the waiting list now.
    pub waiting: usize,
    pub median_days_to_decide: Option<i64>,
    pub median_days_to_start: Option<i64>,
    /// `enums.csv`, `referral_decline_reason`.
    pub reasons: BTreeMap<String, usize>,
    /// `enums.csv`, `referral_outcome`.
    pub outcomes: BTreeMap<String, usize>,
    /// `enums.csv`, `client_word`.
    pub client_words: BTreeMap<String, usize>,
}

/// An organisation to which somebody was referred.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    pub organization: RecordKey,
    pub name: String,
    pub all: Figures,
    /// By service, as the referrals name it.
    pub services: Vec<(String, Figures)>,
    /// Referrals sent in the last half-year, and in the one before.
    pub this_half: Figures,
    pub half_before: Figures,
    pub permit_until: Option<NaiveDate>,
    /// The last word of the organisation, or the last talk with it.
    pub last_contact: Option<NaiveDate>,
    /// What to do: the locale's `score-advice-<code>`.
    pub advice: Vec<&'static str>,
}

/// Days and counts while they are gathered.
#[derive(Default)]
struct Gathered {
    figures: Figures,
    decide: Vec<i64>,
    start: Vec<i64>,
}

impl Gathered {
    fn add(&mut self, line: &ReferralLine, lateness: Lateness) {
        let (course, figures) = (&line.course, &mut self.figures);
        figures.sent += 1;
        figures.heard += usize::from(course.heard.is_some());
        figures.accepted += usize::from(course.was_accepted);
        figures.declined += usize::from(course.was_declined);
        figures.silent += usize::from(line.standing.is(State::Sent) && lateness > Lateness::OnTime);
        figures.waiting += usize::from(line.standing.is(State::Waitlisted));
        for (counts, code) in [
            (&mut figures.reasons, &course.decline_reason),
            (&mut figures.outcomes, &course.outcome),
            (&mut figures.client_words, &course.client_word),
        ] {
            if !code.is_empty() {
                *counts.entry(code.to_string()).or_default() += 1;
            }
        }
        let since_sent =
            |day: Option<NaiveDate>| Some((day? - course.sent?).num_days()).filter(|days| *days >= 0);
        self.decide.extend(since_sent(course.decided));
        self.start.extend(since_sent(course.started));
    }

    fn figures(mut self) -> Figures {
        self.figures.median_days_to_decide = median(self.decide);
        self.figures.median_days_to_start = median(self.start);
        self.figures
    }
}

/// The middle one; of two in the middle the smaller.
fn median(mut days: Vec<i64>) -> Option<i64> {
    days.put_in_order();
    days.get(days.len().checked_sub(1)? / 2).copied()
}

/// All about one organisation while it is gathered.
#[derive(Default)]
struct Card {
    all: Gathered,
    services: BTreeMap<String, Gathered>,
    this_half: Gathered,
    half_before: Gathered,
    last_heard: Option<NaiveDate>,
}

impl Desk {
    /// Every organisation to which somebody was sent; those that leave most unanswered first.
    pub fn scorecard(&self) -> Vec<Score> {
        let mut cards: BTreeMap<RecordKey, Card> = BTreeMap::new();
        for (_, line) in self.book.referrals().filter(|(_, line)| was_sent(line)) {
            let Some(organization) = line.organization else { continue };
            self.add_to(cards.entry(organization).or_default(), line);
        }
        let scores = cards.into_iter().filter_map(|(key, card)| {
            let line = self.book.organization(key)?;
            Some(self.score(key, line, card))
        });
        let mut scores: Vec<Score> = scores.collect();
        scores.order_by_key(|score| {
            (std::cmp::Reverse((score.all.silent, score.all.sent)), score.name.to_lowercase())
        });
        scores
    }

    fn add_to(&self, card: &mut Card, line: &ReferralLine) {
        let lateness = self.lateness(line);
        card.all.add(line, lateness);
        card.services.entry(line.service.to_string()).or_default().add(line, lateness);
        card.last_heard = card.last_heard.max(line.course.heard);
        let half = self.today.checked_sub_days(Days::new(HALF_A_YEAR));
        let before = self.today.checked_sub_days(Days::new(2 * HALF_A_YEAR));
        match line.course.sent.or(line.course.heard) {
            sent if sent > half => card.this_half.add(line, lateness),
            sent if sent > before => card.half_before.add(line, lateness),
            _ => {}
        }
    }

    fn score(&self, key: RecordKey, line: &OrganizationLine, card: Card) -> Score {
        let all = card.all.figures();
        let permit_until = line.permit_until.and_then(PartialDate::latest);
        Score {
            organization: key,
            name: line.name.clone(),
            advice: self.advice(&all, permit_until),
            services: card.services.into_iter().map(|(service, made)| (service, made.figures())).collect(),
            this_half: card.this_half.figures(),
            half_before: card.half_before.figures(),
            permit_until,
            last_contact: card.last_heard.max(line.last_talk),
            all,
        }
    }

    fn advice(&self, all: &Figures, permit_until: Option<NaiveDate>) -> Vec<&'static str> {
        let most_declined =
            all.reasons.iter().max_by_key(|(_, count)| **count).map(|(code, _)| code.as_str());
        let clock = self.catalog.clock("decision", false);
        let is_slow = all.median_days_to_decide.zip(clock).is_some_and(|(days, clock)| days > clock);
        let often = all.sent >= ENOUGH && all.silent * 2 >= all.sent;
        let bad = all.client_words.iter().find(|(code, _)| code.as_str() == "bad").map_or(0, |(_, bad)| *bad);
        let is_bad = bad > 0 && bad * 2 >= all.client_words.values().sum::<usize>();
        let all_advice = [
            ("visit", often),
            ("call", all.silent > 0 && !often),
            ("slow", is_slow),
            ("documents", matches!(most_declined, Some("documents_incomplete" | "no_identity"))),
            ("capacity", matches!(most_declined, Some("capacity_full" | "budget_exhausted"))),
            (
                "criteria",
                matches!(most_declined, Some("criteria_not_met" | "age_out_of_range" | "outside_mandate")),
            ),
            ("client", is_bad),
            ("permit", permit_until.is_some_and(|until| until < self.today)),
        ];
        all_advice.into_iter().filter(|(_, holds)| *holds).map(|(code, _)| code).collect()
    }

    pub fn export_scorecard(&mut self, target: &Target) -> Result<PathBuf, DeskError> {
        let words = self.words();
        let scores = self.scorecard();
        let sheets = [self.score_sheet(&scores, &words), self.trend_sheet(&scores, &words)];
        self.export_sheets(&sheets, "kartu-skor-lembaga", target)
    }

    fn score_sheet(&self, scores: &[Score], words: &Words) -> Sheet {
        let rows = scores.iter().flat_map(|score| {
            score.services.iter().map(|(service, figures)| {
                let mut row =
                    vec![Cell::from(score.name.as_str()), Cell::from(self.label("services", service))];
                row.extend(counts(figures));
                row.extend([
                    days(figures.median_days_to_decide),
                    days(figures.median_days_to_start),
                    Cell::from(self.told("referral_outcome", &figures.outcomes)),
                    Cell::from(self.told("client_word", &figures.client_words)),
                    Cell::from(self.told("referral_decline_reason", &figures.reasons)),
                ]);
                row
            })
        });
        Sheet {
            name: words.get("score-sheet"),
            title: self.score_title("score-sheet-title", words),
            facts: Vec::new(),
            header: headings(
                words,
                &[
                    "score-organization",
                    "score-service",
                    "score-sent",
                    "score-heard",
                    "score-accepted",
                    "score-declined",
                    "score-silent",
                    "score-waiting",
                    "score-decide",
                    "score-start",
                    "score-outcome",
                    "score-word",
                    "score-reasons",
                ],
            ),
            rows: rows.collect(),
            widths: vec![30.0, 24.0, 9.0, 9.0, 10.0, 8.0, 8.0, 8.0, 10.0, 10.0, 26.0, 22.0, 30.0],
        }
    }

    fn trend_sheet(&self, scores: &[Score], words: &Words) -> Sheet {
        let rows = scores.iter().map(|score| {
            let (now, before) = (&score.this_half, &score.half_before);
            let advice = score.advice.iter().map(|code| words.get(&format!("score-advice-{code}")));
            vec![
                Cell::from(score.name.as_str()),
                number(before.sent),
                number(before.heard),
                days(before.median_days_to_decide),
                number(now.sent),
                number(now.heard),
                days(now.median_days_to_decide),
                score.last_contact.map_or(Cell::Empty, Cell::Date),
                Cell::from(advice.collect::<Vec<_>>().join(" ")),
            ]
        });
        Sheet {
            name: words.get("score-trend"),
            title: self.score_title("score-trend-title", words),
            facts: Vec::new(),
            header: headings(
                words,
                &[
                    "score-organization",
                    "score-sent-before",
                    "score-heard-before",
                    "score-decide-before",
                    "score-sent",
                    "score-heard",
                    "score-decide",
                    "score-last",
                    "score-advice",
                ],
            ),
            rows: rows.collect(),
            widths: vec![30.0, 12.0, 12.0, 12.0, 9.0, 9.0, 10.0, 12.0, 60.0],
        }
    }

    fn score_title(&self, key: &str, words: &Words) -> Vec<String> {
        vec![
            words.say(key, &[("area", self.area_name().to_uppercase().into())]),
            words.say("sheet-recap-month", &[("month", words.date_long(self.today).into())]),
        ]
    }

    /// `Terpenuhi penuh (3); Tidak terpenuhi (1)`
    fn told(&self, list: &str, counts: &BTreeMap<String, usize>) -> String {
        let told = counts.iter().map(|(code, count)| format!("{} ({count})", self.label(list, code)));
        told.collect::<Vec<_>>().join("; ")
    }
}

/// What was written by mistake, or never left, says nothing about an organisation.
fn was_sent(line: &ReferralLine) -> bool {
    let counts = !line.standing.is(State::Error);
    counts && (line.course.sent.is_some() || line.course.heard.is_some())
}

fn counts(figures: &Figures) -> Vec<Cell> {
    let of =
        [figures.sent, figures.heard, figures.accepted, figures.declined, figures.silent, figures.waiting];
    of.map(number).into()
}

fn days(median: Option<i64>) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "days stay far below 2^52")]
    median.map_or(Cell::Empty, |days| Cell::Number(days as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_day_in_the_middle() {
        assert_eq!(median(Vec::new()), None);
        assert_eq!(median(vec![9]), Some(9));
        assert_eq!(median(vec![9, 1, 4]), Some(4));
        assert_eq!(median(vec![9, 1, 4, 2]), Some(2));
    }
}
