//! The workbook for the officer at the Dinas, who has Excel and nothing else.

use std::collections::BTreeMap;

use crate::catalog::Ppks;
use crate::domain::{Body, Person, Record, RecordKey, RecordKind, Sensitivity};
use crate::paper::sheet::{Cell, Sheet};

use crate::text::Words;

use crate::desk::Desk;

/// Desa × category, and counts of the work. Names nobody; counts of 1–4 in a sensitive category read `<5`.
pub fn recap_sheets(desk: &Desk) -> Vec<Sheet> {
    let words = desk.words();
    vec![recap_sheet(desk, &words), counts_sheet(desk, &words)]
}

/// The same with the people, cases and referrals that travel.
pub fn full_sheets(desk: &Desk, records: &BTreeMap<RecordKind, Vec<Record>>) -> Vec<Sheet> {
    let of = |kind| records.get(&kind).map(Vec::as_slice).unwrap_or_default();
    let names: BTreeMap<RecordKey, &Person> = of(RecordKind::Person)
        .iter()
        .filter_map(|record| Some((record.key(), record.body::<Person>()?)))
        .collect();
    let words = desk.words();
    vec![
        recap_sheet(desk, &words),
        counts_sheet(desk, &words),
        people_sheet(desk, &names, &words),
        cases_sheet(desk, of(RecordKind::Case), &names, &words),
        referrals_sheet(desk, of(RecordKind::Referral), &names, &words),
    ]
}

/// Aid and what it leaves open, where any is on record. Names nobody.
pub fn aid_sheets(desk: &Desk) -> Vec<Sheet> {
    let any = [RecordKind::Aid, RecordKind::Need].iter().any(|kind| desk.book().count(*kind) > 0);
    if any { desk.aid_sheets() } else { Vec::new() }
}

/// Desa × category. Counts of 1–4 in a sensitive category read `<5`, and sums leave those categories
/// out or say no more than `5+`: otherwise the hidden number could be worked out. A line below the title says so.
fn recap_sheet(desk: &Desk, words: &Words) -> Sheet {
    let month = desk.today().format("%Y-%m").to_string();
    let recap = desk.ppks_recap(&month);
    let all = desk.catalog().all_ppks();
    let mut header = vec![words.get("sheet-no"), words.get("sheet-village")];
    header.extend(all.iter().map(|category| category.number.to_string()));
    header.push(words.get("sheet-sum"));
    let of =
        |counts: &BTreeMap<String, usize>, category: &Ppks| counts.get(&category.code).copied().unwrap_or(0);
    // A sensitive category in which no desa has so few hides nothing, and is summed like all others.
    let hides = |category: &Ppks| {
        category.sensitivity > Sensitivity::Ordinary
            && recap.villages.values().any(|counts| (1..5).contains(&of(counts, category)))
    };
    let hidden: Vec<String> =
        all.iter().filter(|category| hides(category)).map(|category| category.number.to_string()).collect();
    let sum = |counts: &BTreeMap<String, usize>| {
        number(all.iter().filter(|category| !hides(category)).map(|category| of(counts, category)).sum())
    };
    let nobody = BTreeMap::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (index, village) in desk.villages().iter().enumerate() {
        let counts = recap.villages.get(&village.code).unwrap_or(&nobody);
        let mut row = vec![number(index + 1), Cell::from(village.name.as_str())];
        row.extend(all.iter().map(|category| match of(counts, category) {
            1..5 if hides(category) => Cell::from("<5"),
            count => number(count),
        }));
        row.push(sum(counts));
        rows.push(row);
    }
    let mut totals = vec![Cell::Empty, Cell::from(words.get("sheet-sum").to_uppercase())];
    totals.extend(all.iter().map(|category| match of(&recap.totals, category) {
        1..5 if hides(category) => Cell::from("<5"),
        5.. if hides(category) => Cell::from("5+"),
        count => number(count),
    }));
    totals.push(sum(&recap.totals));
    rows.push(totals);
    Sheet {
        name: words.get("sheet-recap"),
        title: vec![
            words.say("sheet-recap-title", &[("area", desk.area_name().to_uppercase().into())]),
            words.say("sheet-recap-month", &[("month", words.date_long(desk.today()).into())]),
        ]
        .into_iter()
        .chain(
            (!hidden.is_empty())
                .then(|| words.say("sheet-recap-hidden", &[("columns", hidden.join(", ").into())])),
        )
        .collect(),
        header,
        rows,
        facts: Vec::new(),
        widths: Vec::new(),
    }
}

fn counts_sheet(desk: &Desk, words: &Words) -> Sheet {
    let counts = desk.agenda(desk.today()).counts;
    let book = desk.book();
    let rows = [
        ("sheet-count-people", counts.people),
        ("sheet-count-open-cases", counts.open_cases),
        ("sheet-count-no-needs", counts.cases_without_needs),
        ("sheet-count-no-consent", counts.cases_without_consent),
        ("sheet-count-sessions", book.count(RecordKind::Session)),
        ("sheet-count-referrals", book.count(RecordKind::Referral)),
        ("sheet-count-waiting", counts.waiting_referrals),
        ("sheet-count-stalled", counts.stalled_referrals),
        ("sheet-count-organizations", book.count(RecordKind::Organization)),
        ("sheet-count-psm", book.count(RecordKind::PsmReport)),
    ];
    Sheet {
        name: words.get("sheet-counts"),
        title: vec![words.say("sheet-counts-title", &[("area", desk.area_name().to_uppercase().into())])],
        header: headings(words, &["sheet-what", "sheet-sum"]),
        rows: rows.into_iter().map(|(key, count)| vec![Cell::from(words.get(key)), number(count)]).collect(),
        facts: Vec::new(),
        widths: vec![36.0, 10.0],
    }
}

fn headings(words: &Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

fn people_sheet(desk: &Desk, people: &BTreeMap<RecordKey, &Person>, words: &Words) -> Sheet {
    let rows = people.values().enumerate().map(|(index, person)| {
        let categories = person.categories.iter().filter_map(|category| category.number);
        let categories: Vec<String> =
            categories.map(|number| desk.label("ppks", &number.to_string())).collect();
        vec![
            number(index + 1),
            Cell::from(person.name.as_str()),
            Cell::from(person.nik.as_str()),
            Cell::from(person.family_card.as_str()),
            person.birth.map_or(Cell::Empty, |birth| {
                birth.day().map_or_else(|| Cell::from(birth.to_string()), Cell::Date)
            }),
            Cell::from(person.sex.as_str()),
            Cell::from(desk.village_name(&person.village)),
            Cell::from([person.rt.as_str(), person.rw.as_str()].join("/").trim_matches('/').to_owned()),
            Cell::from(categories.join("; ")),
        ]
    });
    let header = [
        "sheet-no",
        "sheet-name",
        "sheet-nik",
        "sheet-family-card",
        "sheet-birth",
        "sheet-sex",
        "sheet-village",
        "sheet-rt-rw",
        "sheet-ppks",
    ];
    Sheet {
        name: words.get("sheet-people"),
        title: vec![words.get("sheet-people-title")],
        header: headings(words, &header),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![5.0, 26.0, 19.0, 19.0, 13.0, 5.0, 16.0, 9.0, 40.0],
    }
}

fn cases_sheet(desk: &Desk, cases: &[Record], people: &BTreeMap<RecordKey, &Person>, words: &Words) -> Sheet {
    let rows = cases.iter().enumerate().filter_map(|(index, record)| {
        let Body::Case(case) = &record.body else { return None };
        let stage = desk.stage_of(record.key()).unwrap_or_default();
        Some(vec![
            number(index + 1),
            Cell::from(record.meta.spoken_number().map(|n| n.to_string()).unwrap_or_default()),
            Cell::from(case.person.and_then(|key| people.get(&key)).map_or("", |p| p.name.as_str())),
            Cell::from(desk.village_name(&case.village)),
            Cell::from(case.problem.as_str()),
            Cell::from(desk.label("case_stage", stage)),
            case.opened.and_then(crate::domain::PartialDate::day).map_or(Cell::Empty, Cell::Date),
        ])
    });
    let header = [
        "sheet-no",
        "sheet-case-number",
        "sheet-name",
        "sheet-village",
        "sheet-problem",
        "sheet-stage",
        "sheet-opened",
    ];
    Sheet {
        name: words.get("sheet-cases"),
        title: vec![words.get("sheet-cases-title")],
        header: headings(words, &header),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![5.0, 16.0, 26.0, 16.0, 44.0, 18.0, 12.0],
    }
}

fn referrals_sheet(
    desk: &Desk,
    referrals: &[Record],
    people: &BTreeMap<RecordKey, &Person>,
    words: &Words,
) -> Sheet {
    let rows = referrals.iter().enumerate().filter_map(|(index, record)| {
        let Body::Referral(referral) = &record.body else { return None };
        let standing = referral.standing();
        let to = referral.organization.and_then(|key| desk.book().organization(key));
        let who = record.meta.root.and_then(|root| people.get(&root));
        Some(vec![
            number(index + 1),
            Cell::from(record.meta.spoken_number().map(|n| n.to_string()).unwrap_or_default()),
            Cell::from(who.map_or("", |person| person.name.as_str())),
            Cell::from(to.map_or("", |organization| organization.name.as_str())),
            Cell::from(desk.label("referral_state", &standing.state)),
            standing.since.and_then(crate::domain::PartialDate::day).map_or(Cell::Empty, Cell::Date),
        ])
    });
    let header = [
        "sheet-no",
        "sheet-referral-number",
        "sheet-name",
        "sheet-organization",
        "sheet-state",
        "sheet-since",
    ];
    Sheet {
        name: words.get("sheet-referrals"),
        title: vec![words.get("sheet-referrals-title")],
        header: headings(words, &header),
        rows: rows.collect(),
        facts: Vec::new(),
        widths: vec![5.0, 16.0, 26.0, 34.0, 18.0, 12.0],
    }
}

fn number(count: usize) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts of people stay far below 2^52")]
    Cell::Number(count as f64)
}
