//! Overlaps of aid at 100,000 households and 1,000,000 gifts (`SIMPUL_GIFTS`): while typing, for a donor's list of 2,000
//! rows, over everything, and after a save; beside the same joins in `SQLite` in the same run, which must find as many.
//! Then the same through a desk, with people, cards and rules read from a store of as many gifts (`SIMPUL_GIFTS_STORED`), and
//! how much memory the whole of it takes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    reason = "a benchmark"
)]

mod support;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Duration as Days, Months, NaiveDate};
use rusqlite::{Connection, params};
use simpul::desk::{Change, Desk};
use simpul::domain::{Aid, Body, Household, Person, Record, RecordKey, RecordKind};
use simpul::overlap::{Facts, Gift, GiftBook as _, GiftList, GiftReader, Index, Rules, Span};
use simpul::vault::Credential;
use support::{Times, clock, folder, mib, new_desk, password, ratio};

const GIFTS: u32 = 1_000_000;
const LIST: u32 = 2_000;
const TYPED: u32 = 2_000;
const SAVES: u32 = 2_000;
/// Programmes and for how many months each gift of theirs is; 0 is one day, 99 has no end.
const PROGRAMS: [(&str, u32); 8] = [
    ("PKH", 3),
    ("SEMBAKO", 3),
    ("BLT-DD", 3),
    ("PBI-JK", 99),
    ("PIP", 6),
    ("CPP", 2),
    ("YAYASAN", 0),
    ("BANSOS-KAB", 0),
];
const QUARTERS: u32 = 6;
const VILLAGES: u32 = 13;
const FIRST: [&str; 40] = [
    "Asep",
    "Enok",
    "Dedi",
    "Rohaeti",
    "Ujang",
    "Siti",
    "Cecep",
    "Imas",
    "Tatang",
    "Euis",
    "Dadang",
    "Nining",
    "Agus",
    "Wawan",
    "Iis",
    "Koswara",
    "Yayah",
    "Endang",
    "Rukmini",
    "Maman",
    "Entin",
    "Jajang",
    "Lilis",
    "Omay",
    "Tarsih",
    "Aceng",
    "Popon",
    "Budi",
    "Karmila",
    "Otong",
    "Nurhayati",
    "Engkos",
    "Mimin",
    "Sobari",
    "Ratna",
    "Undang",
    "Yuyun",
    "Hendra",
    "Cucu",
    "Galih",
];
const LAST: [&str; 40] = [
    "",
    "Sunandar",
    "Hidayat",
    "Kurnia",
    "Mulyana",
    "Permana",
    "Suherman",
    "Ruhiat",
    "Wijaya",
    "Setiawan",
    "Gunawan",
    "Rahmawati",
    "Komariah",
    "Sopandi",
    "Firmansyah",
    "Nugraha",
    "Saepudin",
    "Taryana",
    "Hermawan",
    "Kusnadi",
    "Lesmana",
    "Maulana",
    "Pratama",
    "Ramdani",
    "Sutisna",
    "Rosmiati",
    "Juariah",
    "Herlina",
    "Yuliani",
    "Fatimah",
    "Kartika",
    "Supriatna",
    "Darajat",
    "Effendi",
    "Iskandar",
    "Basuki",
    "Handayani",
    "Puspita",
    "Zakaria",
    "Wulandari",
];

/// A number for each use of each seed; the same for the same.
fn chance(seed: u32, usage: u32) -> u32 {
    let mixed = (u64::from(seed) << 32 | u64::from(usage)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((mixed ^ mixed >> 31) >> 40).unwrap()
}

/// A row of a list, as small as can be: what it says is made from it.
#[derive(Clone, Copy)]
struct Made {
    household: u32,
    member: u32,
    program: usize,
    quarter: u32,
    /// Says which numbers the list has.
    row: u32,
}

impl Made {
    fn person(self) -> u32 {
        self.household * 8 + self.member
    }

    /// One in seven rows has none.
    fn card(self) -> Option<String> {
        let h = self.household;
        let digits = format!("32043001{:02}{:02}{:04}", 1 + h % 28, 11 + h / 28 % 80, h / 2240 + 1);
        (!chance(self.row, 1).is_multiple_of(7)).then_some(digits)
    }

    /// One in six has none; one in 200 has that of somebody else.
    fn nik(self) -> Option<String> {
        let slip = if chance(self.row, 2).is_multiple_of(200) { 8 } else { 0 };
        let p = self.person() + slip;
        let digits = format!("32043041{:02}{:02}{:04}", 11 + p % 17, 11 + p / 17 % 80, p / 1360 + 1);
        (!chance(self.row, 3).is_multiple_of(6)).then_some(digits)
    }

    fn name(self) -> String {
        let pick = |usage, names: &[&'static str]| names[chance(self.person(), usage) as usize % names.len()];
        format!("{} {}", pick(4, &FIRST), pick(5, &LAST)).trim().to_owned()
    }

    fn village(self) -> String {
        format!("32.04.30.{}", 2001 + self.household % VILLAGES)
    }

    /// Two households in five are on record.
    fn is_on_record(self) -> bool {
        chance(self.household, 6) % 5 < 2
    }

    fn span(self) -> Span {
        let month = self.quarter * 3;
        let from = NaiveDate::from_ymd_opt(2025 + (month / 12).cast_signed(), 1 + month % 12, 1).unwrap();
        let to = match PROGRAMS[self.program].1 {
            99 => return Span { from: Some(from), to: None },
            0 => {
                let on = from + Days::days(i64::from(chance(self.row, 7) % 90));
                return Span { from: Some(on), to: Some(on) };
            }
            months => from + Months::new(months) - Days::days(1),
        };
        Span { from: Some(from), to: Some(to) }
    }

    fn aid(self) -> Aid {
        let (begin, end) = (self.span().from, self.span().to);
        let month = |day: Option<NaiveDate>| {
            day.map_or_else(|| "..".to_owned(), |day| day.format("%Y-%m").to_string())
        };
        let months = PROGRAMS[self.program].1;
        Aid {
            name: self.name(),
            nik: self.nik().unwrap_or_default(),
            family_card: self.card().unwrap_or_default(),
            village: self.village(),
            program: PROGRAMS[self.program].0.into(),
            period: if months == 0 { String::new() } else { format!("{}/{}", month(begin), month(end)) },
            on: begin.filter(|_| months == 0).map(Into::into),
            ..Aid::default()
        }
    }

    fn read(self, reader: &mut GiftReader) -> Gift {
        let (card, nik) = (self.card().unwrap_or_default(), self.nik().unwrap_or_default());
        let linked = |number: u32| self.is_on_record().then_some(u64::from(number) + 1);
        reader.read(&Facts {
            program: PROGRAMS[self.program].0,
            nik: &nik,
            family_card: &card,
            name: &self.name(),
            village: &self.village(),
            person: linked(self.person()),
            household: linked(self.household),
            span: self.span(),
            ..Facts::default()
        })
    }
}

/// Households with none to twenty gifts, each in another quarter or of another programme but for one in fifty, given out in
/// the order of the quarters, desa by desa.
fn mix(gifts: u32) -> Vec<Made> {
    let mut made = Vec::new();
    for household in 0..gifts / 10 {
        let cells = u32::try_from(PROGRAMS.len()).unwrap() * QUARTERS;
        let (begin, step) = (chance(household, 8) % cells, [5, 7, 11, 13][chance(household, 9) as usize % 4]);
        for at in 0..chance(household, 10) % 21 {
            let row = household * 32 + at;
            let at = if chance(row, 11).is_multiple_of(50) { at.saturating_sub(1) } else { at };
            let cell = (begin + at * step) % cells;
            let member = chance(row, 12) % (1 + chance(household, 13) % 6);
            let program = cell as usize % PROGRAMS.len();
            made.push(Made { household, member, program, quarter: cell / 8, row });
        }
    }
    made.sort_by_key(|made| (made.quarter, made.program, made.household % VILLAGES, made.household));
    made
}

/// A gift of a family of the book that is not in it.
fn another(of: Made, at: u32) -> Made {
    let program = chance(at, 14) as usize % PROGRAMS.len();
    Made { program, quarter: QUARTERS - 1, row: u32::MAX / 2 + at, ..of }
}

type ByPrograms = BTreeMap<(i64, i64), i64>;

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let catalog = simpul::catalog::shared().unwrap();
    let rules = Rules::of(&catalog);
    let mut reader = GiftReader::new(&catalog);
    let asked = size("SIMPUL_GIFTS", GIFTS);
    let book = mix(asked);
    let some = |count: u32, usage: u32| {
        let of = |at| another(book[chance(at, usage) as usize % book.len()], at + usage * 10_000);
        (0..count).map(of).collect::<Vec<_>>()
    };
    let (typed, list) = (some(TYPED, 1), some(LIST, 2));
    let db = sqlite(&book, &typed, &list);

    let mut gifts = GiftList::default();
    let started = Instant::now();
    for made in &book {
        gifts.push(made.read(&mut reader));
    }
    let read = started.elapsed();
    let before = mib("self", "VmRSS");
    let started = Instant::now();
    let mut index = Index::of(&gifts);
    let (took, taken) = (started.elapsed(), mib("self", "VmRSS") - before);
    let (households, count) = (asked / 10, book.len());
    let each = taken * 1_048_576 / count as u64;
    eprintln!(
        "{households} households, {count} gifts: read in {read:.2?}, index in {took:.2?}, {taken} MiB, {each} bytes a gift"
    );

    let mut near = Vec::new();
    let ours = Times::of(TYPED, |at| {
        let gift = typed[at as usize].read(&mut reader);
        near.push(index.around(&gift, None, &gifts, &rules, today).len());
    });
    let join = joined("typed", "x.id = ?1");
    let mut one = db.prepare(&format!("SELECT count(*) FROM ({join})")).unwrap();
    let theirs = Times::of(TYPED, |at| {
        let found: i64 = one.query_row([at], |row| row.get(0)).unwrap();
        assert_eq!(found, near[at as usize] as i64, "typed row {at}");
    });
    for percent in [50, 99, 100] {
        let (ours, theirs) = (ours.percent(percent), theirs.percent(percent));
        eprintln!(
            "while typing, p{percent}: {ours:.1?}; SQLite {theirs:.1?}; ratio {:.3}",
            ratio(ours, theirs)
        );
    }

    let started = Instant::now();
    let mut rows = GiftList::default();
    let mut found = 0;
    for row in &list {
        let gift = row.read(&mut reader);
        found += index.around(&gift, None, &gifts, &rules, today).len();
        rows.push(gift);
    }
    let order = rows.in_order();
    let go_on = &mut |_, _| ControlFlow::Continue(());
    let doubled = Index::of(&rows).all(&rows, order, &rules, today, go_on).unwrap().pairs();
    let ours = started.elapsed();
    let started = Instant::now();
    let theirs_found: i64 = db
        .query_row(&format!("SELECT count(*) FROM ({})", joined("list", "true")), [], |row| row.get(0))
        .unwrap();
    say(
        &format!("a list of {LIST} rows ({found} gifts met, {doubled} in the list)"),
        ours,
        started.elapsed(),
    );
    assert_eq!(found as i64, theirs_found);

    let (mut steps, started) = (0, Instant::now());
    let count_steps = &mut |_, _| {
        steps += 1;
        ControlFlow::Continue(())
    };
    let found = index.all(&gifts, gifts.in_order(), &rules, today, count_steps).unwrap();
    let ours = started.elapsed();
    let pairs = found.pairs();
    let mut by_programs = ByPrograms::new();
    let place = |place: u32| book[place as usize].program;
    for finding in found.findings() {
        let (a, b) = (place(finding.a) as i64, place(finding.b) as i64);
        *by_programs.entry((a.min(b), a.max(b))).or_default() += 1;
    }
    let peak = mib("self", "VmRSS") - before;
    let (theirs_found, theirs) = everything(&db);
    say(&format!("everything ({pairs} pairs in {} meetings, told {steps} times)", found.len()), ours, theirs);
    eprintln!("with the meetings {peak} MiB");
    assert_eq!(by_programs, theirs_found);
    drop(found);

    let saves = Times::of(SAVES, |at| {
        let place = chance(at, 15) % u32::try_from(book.len()).unwrap();
        gifts.replace(place, another(book[place as usize], at).read(&mut reader));
        index.put(place, &gifts);
    });
    eprintln!("after a save: p50 {:.1?}, p99 {:.1?}", saves.percent(50), saves.percent(99));
    drop(one);
    drop((index, gifts, db));
    on_record(size("SIMPUL_GIFTS_STORED", GIFTS));
}

fn size(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// A store with the households on record, their members, and the gifts.
fn stored(data: &Path, book: &[Made]) {
    let mut desk = new_desk(data);
    let mut keys: HashMap<u32, RecordKey> = HashMap::new();
    let mut records = Vec::new();
    for made in book {
        let mut known = |mark: u32, desk: &mut Desk, records: &mut Vec<Record>, body: &dyn Fn() -> Body| {
            *keys.entry(mark).or_insert_with(|| {
                records.push(Record::new(desk.new_id(), body()));
                records.last().unwrap().key()
            })
        };
        let (mut person, mut household) = (None, None);
        if made.is_on_record() {
            let (card, village) = (made.card().unwrap_or_default(), made.village());
            household = Some(known(made.household * 8 + 7, &mut desk, &mut records, &|| {
                Household { family_card: card.clone(), village: village.clone(), ..Household::default() }
                    .into()
            }));
            person = Some(known(made.person(), &mut desk, &mut records, &|| {
                let (name, nik) = (made.name(), made.nik().unwrap_or_default());
                Person { name, nik, household, village: village.clone(), ..Person::default() }.into()
            }));
        }
        let aid = Aid { person, household, ..made.aid() };
        records.push(Record::new(desk.new_id(), aid));
        if records.len() > 20_000 {
            desk.save(Change::of("example", std::mem::take(&mut records))).unwrap();
        }
    }
    desk.save(Change::of("example", records)).unwrap();
    desk.close().unwrap();
}

fn on_record(gifts: u32) {
    let folder = folder();
    let data = folder.path().join("data");
    let book = mix(gifts);
    stored(&data, &book);
    let before = mib("self", "VmRSS");
    let tell = |what: &str, started: Instant| {
        let (took, memory) = (started.elapsed(), mib("self", "VmRSS").saturating_sub(before));
        eprintln!("{what}: {took:.3?}, {memory} MiB");
    };
    let started = Instant::now();
    let mut desk = Desk::open(&data, Credential::Password(&password()), clock()).unwrap().desk;
    tell(&format!("a desk with {} gifts on record, opened", desk.book().count(RecordKind::Aid)), started);
    let other = |at: u32| another(book[chance(at, 1) as usize % book.len()], at).aid();
    let started = Instant::now();
    desk.check_aid(&other(0), None);
    tell("the first question", started);
    let times = Times::of(TYPED, |at| drop(desk.check_aid(&other(at), None)));
    eprintln!("while typing: p50 {:.1?}, p99 {:.1?}", times.percent(50), times.percent(99));
    let mut list = "Nama;NIK;No KK;Desa;Program;Untuk masa\n".to_owned();
    for at in 0..LIST {
        let aid = other(at + 10_000);
        let village = desk.village_name(&aid.village);
        writeln!(list, "{};{};{};{village};YAYASAN;Juni 2026", aid.name, aid.nik, aid.family_card).unwrap();
    }
    let started = Instant::now();
    let found = desk.check_list_of(list.as_bytes(), "daftar.csv").unwrap();
    let met: usize = found.rows.iter().map(|row| row.near.len()).sum();
    tell(&format!("a list of {} rows ({met} gifts met)", found.rows.len()), started);
    let started = Instant::now();
    let found = desk.overlaps(&mut |_, _| ControlFlow::Continue(())).unwrap();
    tell(
        &format!("everything ({} meetings, {} open, {} held)", found.all, found.open, found.shown.len()),
        started,
    );
    drop(found);
    let times = Times::of(200, |at| {
        let record = Record::new(desk.new_id(), other(at + 20_000));
        desk.save(Change::of("example", vec![record])).unwrap();
    });
    eprintln!("a save with the index: p50 {:.1?}, p99 {:.1?}", times.percent(50), times.percent(99));
    desk.close().unwrap();
}

fn say(what: &str, ours: Duration, theirs: Duration) {
    eprintln!("{what}: {ours:.3?}; SQLite {theirs:.3?}; ratio {:.3}", ratio(ours, theirs));
}

/// Every gift of the book that a row of `from` meets, each once: by card, NIK, record or name; at the same time, or for
/// gifts from outside the government within 90 days. The rules themselves are not asked.
fn joined(from: &str, which: &str) -> String {
    let personal = "(x.personal AND y.personal)";
    let card = format!("(x.card = y.card AND NOT {personal})");
    let nik = "(x.nik = y.nik)";
    let record = format!("(x.household = y.household AND (NOT {personal} OR x.person = y.person))");
    let apart = "(x.card <> y.card OR x.nik <> y.nik OR x.person <> y.person)";
    let time = "CASE WHEN x.private AND y.private THEN x.a <= y.b + 90 AND y.a <= x.b + 90 ELSE x.a <= y.b AND y.a <= x.b END";
    let by = |column: &str, how: &str| {
        format!(
            "SELECT x.program p, y.program q FROM {from} x JOIN gift y ON x.{column} = y.{column} WHERE {which} AND {time} AND {how}"
        )
    };
    [
        by("card", &format!("NOT {personal}")),
        by("nik", &format!("{card} IS NOT TRUE")),
        by("household", &format!("{record} AND {card} IS NOT TRUE AND {nik} IS NOT TRUE")),
        by(
            "name",
            &format!(
                "{card} IS NOT TRUE AND {nik} IS NOT TRUE AND {record} IS NOT TRUE AND {apart} IS NOT TRUE"
            ),
        ),
    ]
    .join(" UNION ALL ")
}

fn everything(db: &Connection) -> (ByPrograms, Duration) {
    let started = Instant::now();
    let join = joined("gift", "x.id < y.id");
    let sql = format!("SELECT min(p, q), max(p, q), count(*) FROM ({join}) GROUP BY 1, 2");
    let mut query = db.prepare(&sql).unwrap();
    let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
    let found = rows.collect::<Result<ByPrograms, _>>().unwrap();
    (found, started.elapsed())
}

/// The book and what is asked about it, in memory as Simpul's is.
fn sqlite(book: &[Made], typed: &[Made], list: &[Made]) -> Connection {
    let before = mib("self", "VmRSS");
    let db = Connection::open_in_memory().unwrap();
    let started = Instant::now();
    for (table, rows) in [("gift", book), ("typed", typed), ("list", list)] {
        let columns = "id INTEGER PRIMARY KEY, card TEXT, nik TEXT, person INT, household INT, name TEXT, program INT, personal INT, private INT, a INT, b INT";
        db.execute_batch(&format!("CREATE TABLE {table}({columns}); BEGIN")).unwrap();
        let mut insert = db.prepare(&format!("INSERT INTO {table} VALUES(?,?,?,?,?,?,?,?,?,?,?)")).unwrap();
        for (at, made) in rows.iter().enumerate() {
            let day = |day: Option<NaiveDate>| {
                day.map_or(9_999_999, |day| i64::from(chrono::Datelike::num_days_from_ce(&day)))
            };
            let linked = |number: u32| made.is_on_record().then_some(number);
            let (program, span) = (PROGRAMS[made.program].0, made.span());
            let name = format!("{} {}", made.name(), made.village());
            let row = params![
                i64::try_from(at).unwrap(),
                made.card(),
                made.nik(),
                linked(made.person()),
                linked(made.household),
                name,
                i64::try_from(made.program).unwrap(),
                matches!(program, "PBI-JK" | "PIP"),
                program == "YAYASAN",
                day(span.from),
                day(span.to)
            ];
            insert.execute(row).unwrap();
        }
        drop(insert);
        db.execute_batch("COMMIT").unwrap();
    }
    for column in ["card", "nik", "household", "name"] {
        db.execute_batch(&format!("CREATE INDEX by_{column} ON gift({column})")).unwrap();
    }
    db.execute_batch("ANALYZE").unwrap();
    eprintln!(
        "SQLite: filled and indexed in {:.2?}, {} MiB",
        started.elapsed(),
        mib("self", "VmRSS") - before
    );
    db
}
