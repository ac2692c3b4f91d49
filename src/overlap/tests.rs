//! Overlaps equal their definition: every pair compared with every other, by the plainest reading of the rules.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock};

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{
    Facts, Finding, Gift, GiftBook, GiftReader, Group, Groups, Index, Method, Rules, Span, Verdict, judge,
    method,
};
use crate::catalog::{Catalog, OverlapRule, OverrideEntry, shared};
use crate::domain::PartialDate;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
const PROGRAMS: [&str; 14] = [
    "PKH",
    "SEMBAKO",
    "BLT-DD",
    "PBI-JK",
    "PBI-D",
    "PIP",
    "PERMAKANAN",
    "RST",
    "BSPS",
    "YAYASAN",
    "ORMAS",
    "CPP",
    "KITABISA",
    "",
];
const CARDS: [&str; 4] = ["", "3204300102199390", "3204300112189469", "320430011218946"];
const NIKS: [&str; 4] = ["", "3204300511179646", "3204300812119933", "0000000000000000"];
const NAMES: [&str; 5] = ["Asep Sunandar", "ASEP SUNANDAR", "Enok Rohaeti", "Mr. X", ""];
const HOUSES: [&str; 3] = ["", "Kp. Sukamaju 3", "Kp. Cikitu 12"];
const VILLAGES: [&str; 3] = ["32.04.30.2001", "32.04.30.2002", "35.77.01.1001"];

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

#[derive(Clone, Debug)]
struct Made {
    program: usize,
    giver: usize,
    card: usize,
    nik: usize,
    name: usize,
    village: usize,
    link: u8,
    house: usize,
    birth: usize,
    begins: Option<i64>,
    lasts: Option<i64>,
}

fn made() -> impl Strategy<Value = Made> {
    let when = (proptest::option::weighted(0.9, 0..900_i64), proptest::option::weighted(0.9, 0..200_i64));
    let who = (0..CARDS.len(), 0..NIKS.len(), 0..NAMES.len(), 0..VILLAGES.len(), 0..4_u8);
    let further = (0..HOUSES.len(), 0..4_usize);
    (0..PROGRAMS.len(), 0..3_usize, who, further, when).prop_map(
        |(program, giver, (card, nik, name, village, link), (house, birth), (begins, lasts))| Made {
            program,
            giver,
            card,
            nik,
            name,
            village,
            link,
            house,
            birth,
            begins,
            lasts,
        },
    )
}

impl Made {
    fn facts(&self) -> Facts<'_> {
        let first = day("2024-06-01").unwrap();
        let from = self.begins.map(|days| first + chrono::Duration::days(days));
        let to = self.lasts.and_then(|days| Some(from? + chrono::Duration::days(days)));
        Facts {
            program: PROGRAMS[self.program],
            giver: ["", "Yayasan A", "Yayasan B"][self.giver],
            giver_kind: ["", "institution", "individual"][self.giver],
            name: NAMES[self.name],
            nik: NIKS[self.nik],
            family_card: CARDS[self.card],
            village: VILLAGES[self.village],
            person: (self.link == 1).then_some(7),
            household: (self.link > 0).then_some(u64::from(self.link.min(2))),
            house: HOUSES[self.house],
            birth: self.birth(),
            span: Span { from, to },
            ..Facts::default()
        }
    }

    /// Of two of four the day is known.
    fn birth(&self) -> Option<PartialDate> {
        [None, Some("1980-05-11"), Some("1981-12-08"), Some("1980")][self.birth]
            .map(|day| day.parse().unwrap())
    }

    /// The unit by the table of programmes; without a programme whom it is linked to tells.
    fn unit<'a>(&self, catalog: &'a Catalog) -> &'a str {
        let facts = self.facts();
        let usual = if facts.household.is_none() && facts.person.is_some() { "orang" } else { "keluarga" };
        catalog.program(PROGRAMS[self.program]).map_or(usual, |program| &program.unit)
    }
}

/// The definition of meeting, from what the two lists say: nothing of it is asked of the program.
fn meets(a: &Made, b: &Made, catalog: &Catalog) -> Option<Method> {
    // Which of the constants are whole numbers and names that say who somebody is.
    let (card, nik) = (|made: &Made| [0, 1, 2, 0][made.card], |made: &Made| [0, 1, 2, 0][made.nik]);
    let name = |made: &Made| [1, 1, 2, 0, 0][made.name];
    let (same, differ) = (|x: i32, y: i32| x != 0 && x == y, |x: i32, y: i32| x != 0 && y != 0 && x != y);
    let units = [a.unit(catalog), b.unit(catalog)];
    let personal = units.iter().all(|unit| matches!(*unit, "orang" | "kelompok"));
    let village = a.village == b.village;
    if !personal && same(card(a), card(b)) {
        return Some(Method::Card);
    }
    if same(nik(a), nik(b)) {
        return Some(Method::Nik);
    }
    let person = a.link == 1 && b.link == 1;
    let household = a.link > 0 && b.link > 0 && (a.link == 1) == (b.link == 1);
    let house = units == ["rumah"; 2] && village && a.house > 0 && a.house == b.house;
    if person || household && !personal || house {
        return Some(Method::Record);
    }
    let day = |made: &Made| made.birth().filter(|birth| birth.day.is_some());
    let born_apart = day(a).is_some() && day(b).is_some() && day(a) != day(b);
    let apart = differ(card(a), card(b)) || differ(nik(a), nik(b)) || born_apart;
    (same(name(a), name(b)) && village && !apart).then_some(Method::Name)
}

fn gifts(made: &[Made], reader: &Mutex<GiftReader>) -> Vec<Gift> {
    let mut reader = reader.lock().unwrap();
    made.iter().map(|made| reader.read(&made.facts())).collect()
}

/// How many catalogues with rules of their own the cases are drawn from, the embedded one among them.
const CATALOGS: u64 = 16;

/// A catalogue in which the days, the area, the result or the dates of some rules are other ones, by seed.
fn catalog(seed: u64) -> Arc<Catalog> {
    let embedded = shared().unwrap();
    let mut random = seed;
    let mut below = |bound: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % bound
    };
    let choices: [(&str, &[&str]); 5] = [
        ("days", &["30", "7", "120"]),
        ("region_code", &["32.04", "32.04.30.2002", "35.77", "*"]),
        ("result", &["tidak", "boleh", "periksa", "ganda"]),
        ("valid_from", &["2025-03-01", "2025-10-01"]),
        ("valid_to", &["2025-12-31", "2026-06-30"]),
    ];
    let rules = embedded.overlap_rules();
    let mut changed = Vec::new();
    for _ in 0..seed {
        let (column, values) = choices[below(choices.len())];
        let rule = &rules[below(rules.len())];
        // An end before the beginning would be refused.
        if (column == "valid_from" && rule.valid_to.is_none())
            || rule.valid_from.is_none()
            || !column.starts_with("valid")
        {
            changed.push(OverrideEntry {
                table: "overlap_rules".into(),
                code: rule.id.clone(),
                column: column.into(),
                value: values[below(values.len())].into(),
                valid_from: None,
            });
        }
    }
    Arc::new(embedded.with_overrides(&changed, TODAY).unwrap())
}

/// The definition of which rule wins, straight from the table of the catalogue.
fn winner<'a>(
    a: &Made,
    b: &Made,
    how: Method,
    catalog: &'a Catalog,
) -> Option<(Option<&'a OverlapRule>, Verdict)> {
    let (one, other) = (a.facts(), b.facts());
    let private = |facts: &Facts<'_>| {
        let known = catalog.program(facts.program);
        known.map_or(!facts.giver_kind.is_empty(), |program| program.level == "non-pemerintah")
    };
    let is_personal = |facts: &Facts<'_>| {
        let usual = if facts.household.is_none() && facts.person.is_some() { "orang" } else { "keluarga" };
        let unit = catalog.program(facts.program).map_or(usual, |program| &program.unit);
        matches!(unit, "orang" | "kelompok")
    };
    let (both_personal, outside) = (is_personal(&one) && is_personal(&other), private(&one));
    let (one_side, other_side) = ((one.program, outside), (other.program, private(&other)));
    let weight = |side: &str, (program, private): (&str, bool)| match side {
        "*" => (!private).then_some(1),
        "NON-PEMERINTAH" => private.then_some(2),
        code => (code == program).then_some(4),
    };
    let starts = one.span.from.into_iter().chain(other.span.from).max().unwrap_or(TODAY);
    let touch = {
        let from = one.span.from.into_iter().chain(other.span.from).max();
        let to = one.span.to.into_iter().chain(other.span.to).min();
        from.is_none() || to.is_none() || from <= to
    };
    let gap = [(one.span.to, other.span.from), (other.span.to, one.span.from)]
        .into_iter()
        .filter_map(|(end, begin)| Some((begin? - end?).num_days()))
        .max()
        .unwrap_or(0);
    let sectors = |facts: &Facts<'_>| {
        catalog.program(facts.program).map(|p| p.need_sectors.clone()).unwrap_or_default()
    };
    let same_need = {
        let (a, b) = (sectors(&one), sectors(&other));
        a.is_empty() || b.is_empty() || a.iter().any(|sector| b.contains(sector))
    };
    let mut fitting = Vec::new();
    for (place, rule) in catalog.overlap_rules().iter().enumerate() {
        let sum = if rule.program_a == "SAMA" {
            let personal = both_personal || how == Method::Nik;
            let givers = one.giver == other.giver || one.giver.is_empty() || other.giver.is_empty();
            let same = !one.program.is_empty() && one.program == other.program;
            (same && (rule.unit == "orang") == personal && (!outside || givers)).then_some(6)
        } else {
            let straight = weight(&rule.program_a, one_side).zip(weight(&rule.program_b, other_side));
            let crossed = weight(&rule.program_a, other_side).zip(weight(&rule.program_b, one_side));
            straight.or(crossed).map(|(a, b)| a + b)
        };
        let Some(sum) = sum else { continue };
        let within =
            |facts: &Facts<'_>| format!("{}.", facts.village).starts_with(&format!("{}.", rule.region_code));
        let here = rule.region_code == "*" || within(&one) || within(&other);
        let from = rule.valid_from.and_then(crate::domain::PartialDate::earliest);
        let to = rule.valid_to.and_then(crate::domain::PartialDate::latest);
        if !here || from.is_some_and(|from| starts < from) || to.is_some_and(|to| starts > to) {
            continue;
        }
        let area = if rule.region_code == "*" { 0 } else { rule.region_code.len() };
        fitting.push((sum, area, from, to.is_some(), -i64::try_from(place).unwrap(), rule));
    }
    fitting.sort_by_key(|(sum, area, from, ends, place, _)| {
        std::cmp::Reverse((*sum, *area, *from, *ends, *place))
    });
    let first = fitting.iter().map(|fitting| fitting.5).find(|rule| match rule.days {
        Some(days) => gap <= days && same_need,
        None => touch,
    });
    match first {
        Some(rule) => Some((Some(rule), Verdict::from_code(&rule.result))),
        None if fitting.is_empty() && touch => Some((None, Verdict::NoRule)),
        None => None,
    }
}

/// Gifts that come and go, and their index.
#[derive(Default)]
struct Shelf {
    gifts: Vec<Option<Gift>>,
    order: Vec<u32>,
    index: Index,
}

/// The gifts of a shelf without its index.
struct Gifts<'a>(&'a [Option<Gift>], &'a [u32]);

impl GiftBook for Gifts<'_> {
    fn places(&self) -> usize {
        self.0.len()
    }

    fn gift(&self, place: u32) -> Option<Gift> {
        self.0[usize::try_from(place).unwrap()].clone()
    }

    fn in_order(&self) -> &[u32] {
        self.1
    }
}

impl Shelf {
    fn filled(gifts: &[Gift], order: impl Iterator<Item = usize>) -> Self {
        let mut shelf = Self::default();
        order.for_each(|at| shelf.put(at, Some(gifts[at % gifts.len()].clone())));
        shelf
    }

    fn put(&mut self, at: usize, gift: Option<Gift>) {
        let place = u32::try_from(at).unwrap();
        self.order.retain(|other| *other != place);
        if gift.is_some() {
            self.order.insert(self.order.partition_point(|other| *other < place), place);
        }
        self.gifts.resize(self.gifts.len().max(at + 1), None);
        self.gifts[at] = gift;
        self.index.put(place, &Gifts(&self.gifts, &self.order));
    }

    fn around(&self, gift: &Gift, except: u32, rules: &Rules) -> Vec<(u32, super::Judgement)> {
        self.index.around(gift, Some(except), &Gifts(&self.gifts, &self.order), rules, TODAY)
    }
}

fn all<'a>(shelf: &'a Shelf, rules: &Rules) -> Groups<'a> {
    let gifts = Gifts(&shelf.gifts, &shelf.order);
    shelf.index.all(&gifts, &shelf.order, rules, TODAY, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

/// What they say, in their order.
fn told_of(groups: &Groups<'_>) -> (Vec<Group>, Vec<Finding>) {
    (groups.iter().collect(), groups.findings().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn overlaps_are_those_of_the_definition_whatever_the_order(
        made in proptest::collection::vec(made(), 2..10),
        turn in 0..10_usize,
        which in 0..CATALOGS,
    ) {
        let (catalog, rules, reader) = &catalogs()[usize::try_from(which).unwrap()];
        let gifts = gifts(&made, reader);
        let mut wanted = Vec::new();
        for b in 0..made.len() {
            for a in 0..b {
                let Some(how) = meets(&made[a], &made[b], catalog) else { continue };
                prop_assert_eq!(method(&gifts[a], &gifts[b]), Some(how));
                if let Some((rule, verdict)) = winner(&made[a], &made[b], how, catalog) {
                    wanted.push((a, b, how, rule.map(|rule| rule.id.clone()), verdict));
                }
            }
        }
        wanted.sort_by_key(|found| (found.0, found.1));
        let shelf = Shelf::filled(&gifts, 0..gifts.len());
        let found = all(&shelf, rules);
        let mut told: Vec<_> = found.findings().map(|finding| {
            let rule = finding.rule().map(|at| catalog.overlap_rules()[usize::from(at)].id.clone());
            let [a, b] = [finding.a, finding.b].map(|place| usize::try_from(place).unwrap());
            (a, b, finding.method, rule, finding.verdict)
        }).collect();
        told.sort_by_key(|found| (found.0, found.1));
        prop_assert_eq!(&told, &wanted);

        let count = gifts.len();
        let mut turned = Shelf::filled(&gifts, (0..count).map(|at| (at + turn) % count).rev());
        prop_assert_eq!(told_of(&all(&turned, rules)), told_of(&found));

        // One by one, as while typing, says the same as over everything.
        for (at, gift) in (0..).zip(&gifts) {
            let near = turned.around(gift, at, rules);
            let other = |place: u32| &gifts[usize::try_from(place).unwrap()];
            let mut near: Vec<_> = near.iter()
                .map(|(place, judgement)| Finding::of((at, gift), (*place, other(*place)), judgement)).collect();
            near.sort_by_key(|finding| (finding.a, finding.b));
            let mut own: Vec<_> = found.findings().filter(|f| f.a == at || f.b == at).collect();
            own.sort_by_key(|finding| (finding.a, finding.b));
            prop_assert_eq!(near, own);
        }

        // What is taken out and put back changes nothing.
        let gone = turn % count;
        turned.put(gone, None);
        let place = u32::try_from(gone).unwrap();
        prop_assert!(all(&turned, rules).findings().all(|f| f.a != place && f.b != place));
        turned.put(gone, Some(gifts[gone].clone()));
        turned.put(gone, Some(gifts[gone].clone()));
        prop_assert_eq!(told_of(&all(&turned, rules)), told_of(&found));
    }
}

type Ruled = (Arc<Catalog>, Rules, Mutex<GiftReader>);

fn catalogs() -> &'static [Ruled] {
    static ONCE: OnceLock<Vec<Ruled>> = OnceLock::new();
    let ruled = |catalog: Arc<Catalog>| {
        let (rules, reader) = (Rules::of(&catalog), GiftReader::new(&catalog));
        (catalog, rules, Mutex::new(reader))
    };
    ONCE.get_or_init(|| (0..CATALOGS).map(|seed| ruled(catalog(seed))).collect())
}

fn told(a: &Facts<'_>, b: &Facts<'_>) -> Option<(String, Verdict)> {
    let catalog = shared().unwrap();
    let mut reader = GiftReader::new(&catalog);
    let (a, b) = (reader.read(a), reader.read(b));
    let judgement = judge(&a, &b, &Rules::of(&catalog), TODAY)?;
    let rule = judgement.rule.map_or("-", |at| &catalog.overlap_rules()[usize::from(at)].id);
    Some((rule.to_owned(), judgement.verdict))
}

fn of(program: &'static str, span: Span) -> Facts<'static> {
    Facts { program, family_card: CARDS[1], nik: NIKS[1], village: VILLAGES[0], span, ..Facts::default() }
}

#[test]
fn the_most_specific_rule_that_holds_on_the_day_and_in_the_area_wins() {
    let year = |year: i32| span(&format!("{year}-07-01"), &format!("{year}-09-30"));
    let say = |a, b, when| told(&of(a, when), &of(b, when)).unwrap();
    assert_eq!(say("BLT-DD", "PKH", year(2020)), ("TT-008".into(), Verdict::Forbidden));
    assert_eq!(say("PKH", "BLT-DD", year(2023)), ("TT-011".into(), Verdict::Check));
    assert_eq!(say("BLT-DD", "PKH", year(2026)), ("TT-013".into(), Verdict::Check));
    assert_eq!(say("PKH", "SEMBAKO", year(2026)), ("TT-003".into(), Verdict::Allowed));
    assert_eq!(say("PKH", "SEMBAKO", year(2019)), ("-".into(), Verdict::NoRule));
    let madiun = Facts { village: "35.77.01.1001", ..of("PERMAKANAN", year(2026)) };
    let there = Facts { village: "35.77.01.1001", ..of("PKH", year(2026)) };
    assert_eq!(told(&madiun, &there).unwrap(), ("TT-015".into(), Verdict::Forbidden));
    assert_eq!(say("PERMAKANAN", "PKH", year(2026)), ("TT-017".into(), Verdict::Check));
    // A gift from outside the government is no social programme, whatever a rule says of any other.
    assert_eq!(say("BLT-DD", "YAYASAN", year(2026)), ("TT-029".into(), Verdict::Allowed));
}

#[test]
fn children_of_one_family_are_no_overlap_of_what_goes_to_persons() {
    let school = span("2026-07-01", "2026-12-31");
    let one = of("PIP", school);
    let sibling = Facts { nik: NIKS[2], ..of("PIP", school) };
    assert_eq!(told(&one, &sibling), None);
    assert_eq!(told(&one, &of("PIP", school)).unwrap(), ("TT-002".into(), Verdict::Double));
    // What goes to the family meets what goes to any of them.
    assert_eq!(told(&of("PKH", school), &sibling).unwrap(), ("TT-006".into(), Verdict::Allowed));
}

#[test]
fn one_nik_on_two_cards_is_double_and_two_namesakes_are_not() {
    let when = span("2026-07-01", "2026-09-30");
    let moved = Facts { family_card: CARDS[2], ..of("SEMBAKO", when) };
    assert_eq!(told(&of("SEMBAKO", when), &moved).unwrap(), ("TT-002".into(), Verdict::Double));
    let named = |family_card| Facts { nik: "", family_card, name: NAMES[0], ..of("SEMBAKO", when) };
    assert_eq!(told(&named(CARDS[1]), &named(CARDS[2])), None);
    assert!(told(&named(CARDS[1]), &named("")).is_some());
}

#[test]
fn gifts_from_outside_the_government_pile_up_within_days() {
    let on = |day: &str, giver| Facts { giver, span: span(day, day), ..of("YAYASAN", Span::default()) };
    let piled = told(&on("2026-08-17", "Yayasan A"), &on("2026-10-10", "DKM B")).unwrap();
    assert_eq!(piled, ("TT-028".into(), Verdict::Check));
    assert_eq!(told(&on("2026-03-20", "Toko C"), &on("2026-08-17", "Yayasan A")), None);
    let chair = Facts { need: "alat_bantu", ..on("2026-08-17", "Yayasan A") };
    let food = Facts { need: "pangan", ..on("2026-08-17", "DKM B") };
    assert_eq!(told(&chair, &food), None);
}

#[test]
fn a_number_that_fills_thousands_of_rows_is_found_in_every_one_in_whatever_order_they_came() {
    let catalog = shared().unwrap();
    let rules = Rules::of(&catalog);
    let mut reader = GiftReader::new(&catalog);
    let when = span("2026-07-01", "2026-09-30");
    let gifts = ["PKH", "SEMBAKO", "BLT-DD"].map(|program| reader.read(&of(program, when)));
    let filled = |order: &mut dyn Iterator<Item = usize>| Shelf::filled(&gifts, order);
    // Each with every other.
    assert_eq!(all(&filled(&mut (0..1_000)), &rules).pairs(), 999 * 1_000 / 2);
    // Too many for that: each at least with those beside it.
    let shelf = filled(&mut (0..3_000));
    let found = all(&shelf, &rules);
    let rows: std::collections::HashSet<u32> =
        found.findings().flat_map(|finding| [finding.a, finding.b]).collect();
    assert_eq!(rows.len(), 3_000);
    assert!(found.pairs() < 1 << 21);
    // The same programme twice, and each with each of the others.
    assert_eq!(found.len(), 6);
    let mut turned = (0..3_000).map(|at| (at * 7 + 5) % 3_000);
    assert_eq!(told_of(&all(&filled(&mut turned), &rules)), told_of(&found));
}
