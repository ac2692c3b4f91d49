//! The index kept current by every save says what one made anew would say.

use std::ops::ControlFlow;
use std::path::Path;

use secrecy::SecretString;

use super::gifts::AidIndex;
use super::{Meeting, Neighbour, Overlaps};
use crate::desk::{Change, Clock, Desk, SetUp};
use crate::domain::{Aid, Body, Household, Person, Record, RecordKey, RecordKind};
use crate::paper::sheet::Cell;
use crate::vault::{Cost, Credential};

const PROGRAMS: [&str; 6] = ["PKH", "SEMBAKO", "BLT-DD", "PIP", "YAYASAN", "RST"];
const CARDS: [&str; 4] = ["", "3204300102199390", "3204300112189469", "3204300112189470"];
const NIKS: [&str; 4] = ["", "3204300511179646", "3204300812119933", "3204300812119934"];
const NAMES: [&str; 3] = ["Asep Sunandar", "Enok Rohaeti", "Dedi"];
const PERIODS: [&str; 4] = ["2026-01/2026-03", "2026-03/2026-06", "2026-07/2026-09", ""];
const HOUSES: [&str; 3] = ["", "Kp. Sukamaju 3", "Kp. Cikitu 12"];
const VILLAGES: [&str; 2] = ["32.04.30.2001", "32.04.30.2002"];

fn clock() -> Clock {
    Clock { today: "2026-11-24".parse().unwrap(), now: || 1_795_478_400 }
}

fn password() -> SecretString {
    SecretString::from("kata-sandi-uji-1945")
}

fn open(data: &Path) -> Desk {
    Desk::open(data, Credential::Password(&password()), clock()).unwrap().desk
}

/// Chances, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn pick(&mut self, of: &[&str]) -> String {
        of[self.below(of.len())].to_owned()
    }

    /// One on record of a kind, as far as there is one.
    fn of_kind(&mut self, desk: &Desk, kind: RecordKind) -> Option<RecordKey> {
        let all: Vec<RecordKey> = desk.book().of_kind(kind).map(|(key, _)| key).collect();
        (!all.is_empty()).then(|| all[self.below(all.len())])
    }

    fn maybe(&mut self, desk: &Desk, kind: RecordKind) -> Option<RecordKey> {
        if self.below(2) == 0 { self.of_kind(desk, kind) } else { None }
    }

    fn body(&mut self, desk: &Desk, kind: RecordKind) -> Body {
        match kind {
            RecordKind::Aid => Aid {
                person: self.maybe(desk, RecordKind::Person),
                household: self.maybe(desk, RecordKind::Household),
                name: self.pick(&NAMES),
                nik: self.pick(&NIKS),
                family_card: self.pick(&CARDS),
                village: self.pick(&VILLAGES),
                program: self.pick(&PROGRAMS),
                period: self.pick(&PERIODS),
                house: self.pick(&HOUSES),
                status: self.pick(&["received", "planned", "returned"]),
                ..Aid::default()
            }
            .into(),
            RecordKind::Person => Person {
                name: self.pick(&NAMES),
                nik: self.pick(&NIKS),
                family_card: self.pick(&CARDS),
                village: self.pick(&VILLAGES),
                household: self.maybe(desk, RecordKind::Household),
                ..Person::default()
            }
            .into(),
            _ => Household {
                family_card: self.pick(&CARDS),
                village: self.pick(&VILLAGES),
                house: self.pick(&HOUSES),
                ..Household::default()
            }
            .into(),
        }
    }

    fn kind(&mut self) -> RecordKind {
        [RecordKind::Aid, RecordKind::Aid, RecordKind::Person, RecordKind::Household][self.below(4)]
    }

    /// Something a worker may do; what can't be done just now is left.
    fn act(&mut self, desk: &mut Desk) {
        let kind = self.kind();
        let known = self.of_kind(desk, kind);
        match (self.below(10), known) {
            (0..=2, _) | (_, None) => {
                let body = self.body(desk, kind);
                let record = Record::new(desk.new_id(), body);
                desk.save(Change::of("example", vec![record])).unwrap();
            }
            (3..=6, Some(key)) => {
                let mut record = desk.record(key).unwrap();
                record.body = self.body(desk, kind);
                desk.save(Change::of("example", vec![record])).unwrap();
            }
            (7, Some(key)) => {
                desk.bin(key).unwrap();
            }
            (8, _) => drop(desk.undo()),
            _ => drop(desk.redo()),
        }
    }
}

fn kept(desk: &mut Desk) -> Vec<Meeting> {
    desk.meetings(&mut |_, _| ControlFlow::Continue(())).unwrap()
}

fn anew(desk: &Desk) -> Vec<Meeting> {
    let mut found = Vec::new();
    let aid = AidIndex::of(&desk.book, &desk.catalog, &desk.worker().area);
    desk.each_meeting(&aid, &mut |_, _| ControlFlow::Continue(()), &mut |met| found.extend(met.meeting()));
    found
}

fn typed(desk: &mut Desk, aid: &Body) -> Vec<Neighbour> {
    let Body::Aid(aid) = aid else { panic!("no aid") };
    desk.check_aid(aid, None)
}

fn new_desk(data: &Path) -> Desk {
    let set_up = SetUp { name: "Petugas Uji".into(), area: "32.04.30".into(), ..SetUp::default() };
    Desk::create(data, &password(), Cost::for_tests(), &set_up, clock()).unwrap().0
}

#[test]
fn a_screen_holds_the_gravest_overlaps_and_paper_counts_them_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = new_desk(&folder.path().join("data"));
    let families = Overlaps::MOST + 25;
    let mut records = Vec::new();
    // The first families have what is allowed, 25 more than the screen holds; the last one has something twice.
    for (family, programs) in
        (0..families).map(|family| (family, ["PKH", "SEMBAKO"])).chain([(families, ["PKH"; 2])])
    {
        for program in programs {
            let aid = Aid {
                name: NAMES[0].into(),
                family_card: format!("3204300102{:06}", 199_001 + family),
                village: VILLAGES[0].into(),
                program: program.into(),
                period: PERIODS[0].into(),
                ..Aid::default()
            };
            records.push(Record::new(desk.new_id(), aid));
        }
    }
    desk.save(Change::of("example", records)).unwrap();
    let found = desk.overlaps(&mut |_, _| ControlFlow::Continue(())).unwrap();
    assert_eq!((found.open, found.all, found.shown.len()), (1, families + 1, 1 + Overlaps::MOST));
    assert!(found.shown[0].is_open() && !found.shown[1].is_open());
    assert_eq!(desk.overlaps(&mut |_, _| ControlFlow::Break(())), None);

    let sheets = desk.aid_sheets();
    let counted = |row: &Vec<Cell>| if let Cell::Number(count) = row[3] { count } else { 0.0 };
    let counts: Vec<f64> = sheets[0].rows.iter().map(counted).collect();
    assert_eq!(counts, [1.0, 2_025.0], "{:?}", sheets[0].rows);
}

#[test]
fn after_every_save_the_index_says_what_a_desk_opened_anew_says() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut desk = new_desk(&data);
    let mut chance = Chance(20_261_124);
    let (mut most, mut looked) = (0, 0);
    let begun = (0..60).map(|_| Record::new(desk.new_id(), chance.body(&desk, RecordKind::Aid))).collect();
    desk.save(Change::of("example", begun)).unwrap();
    desk.aid_index();
    for turn in 1..=240 {
        chance.act(&mut desk);
        assert!(desk.aid.is_some(), "save {turn} threw the index away");
        let found = kept(&mut desk);
        assert_eq!(found, anew(&desk), "after save {turn}");
        most = most.max(found.len());
        if turn % 30 == 0 {
            let gift = chance.body(&desk, RecordKind::Aid);
            let near = typed(&mut desk, &gift);
            looked += near.len();
            desk.close().unwrap();
            desk = open(&data);
            assert_eq!(kept(&mut desk), found, "opened after save {turn}");
            assert_eq!(typed(&mut desk, &gift), near, "typed after save {turn}");
        }
    }
    assert!(most > 30 && looked > 20, "{most} {looked}");
}
