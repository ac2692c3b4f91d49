//! How much memory records take while the program is open. It is counted as they are asked for, so that neither the machine
//! nor what else runs on it makes a difference.
#![allow(unsafe_code, reason = "an allocator can't be defined otherwise")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use simpul::desk::Book;
use simpul::domain::{Aid, Case, FollowUp, Household, Need, PartialDate, Person, Record, RecordKey, Visit};
use ulid::Ulid;

/// Counts for each thread what it holds.
struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
}

/// With what an allocator puts in front of a piece and rounds it up to.
fn count(layout: Layout, sign: isize) {
    let size = isize::try_from(((layout.size() + 8 + 15) & !15).max(32)).unwrap_or(0);
    let _ = HELD.try_with(|held| held.set(held.get() + sign * size));
}

// SAFETY: everything is done by the system's own allocator, with what it was given.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout, 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        count(layout, -1);
        unsafe { System.dealloc(piece, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

const MANY: u32 = 20_000;

fn id(at: u32, kind: u32) -> Ulid {
    Ulid::from_parts(1_795_000_000_000 + u64::from(at), (u128::from(at) << 8 | u128::from(kind)) << 20)
}

fn person(at: u32) -> Record {
    let household = Some(RecordKey::new(simpul::domain::RecordKind::Household, id(at, 2)));
    let body = Person {
        name: format!("Warga Contoh {}", at % 7_000),
        nik: format!("3204304111{:06}", at % 1_000_000),
        family_card: format!("3204300102{at:06}"),
        sex: "P".into(),
        birth: "1971-03-05".parse().ok(),
        village: "32.04.30.2001".into(),
        hamlet: "Kp. Contoh".into(),
        household,
        ..Person::default()
    };
    Record::new(id(at, 1), body)
}

fn household(at: u32) -> Record {
    let head = Some(person(at).key());
    let body = Household {
        family_card: format!("3204300102{at:06}"),
        head,
        village: "32.04.30.2001".into(),
        ..Household::default()
    };
    Record::new(id(at, 2), body)
}

/// One of several lists of a family.
fn gift(at: u32) -> Record {
    let family = at / 5;
    let body = Aid {
        person: Some(person(family).key()),
        household: Some(household(family).key()),
        name: format!("Warga Contoh {}", family % 7_000),
        nik: format!("3204304111{:06}", family % 1_000_000),
        family_card: format!("3204300102{family:06}"),
        village: format!("32.04.30.{}", 2001 + family % 13),
        program: ["PKH", "SEMBAKO", "BLT-DD", "PBI-JK", "YAYASAN"][at as usize % 5].into(),
        giver: "Kementerian Sosial".into(),
        giver_kind: "central".into(),
        period: format!("2026-{:02}/2026-{:02}", at / 500 % 10 + 1, at / 500 % 10 + 3),
        item: "uang".into(),
        value: Some(600_000),
        status: "given".into(),
        ..Aid::default()
    };
    Record::new(id(at, 3), body)
}

fn case(at: u32) -> Record {
    let body = Case {
        person: Some(person(at).key()),
        problem: "Lansia tinggal sendiri, rumah bocor dan tidak ada pengasuh".into(),
        village: "32.04.30.2001".into(),
        opened: "2026-08-17".parse().ok(),
        priority: "normal".into(),
        ..Case::default()
    };
    Record::new(id(at, 4), body).under(person(at).key())
}

fn visit(at: u32) -> Record {
    let on: Option<PartialDate> = "2026-09-17".parse().ok();
    let body = Visit { case: Some(case(at / 4).key()), on, ..Visit::default() };
    Record::new(id(at, 5), body).under(person(at / 4).key())
}

fn follow_up(at: u32) -> Record {
    let what = "Kunjungan rumah berikut".into();
    let body = FollowUp { case: Some(case(at / 4).key()), what, ..FollowUp::default() };
    Record::new(id(at, 6), body).under(person(at / 4).key())
}

fn need(at: u32) -> Record {
    let body = Need { case: Some(case(at / 4).key()), sector: "perumahan".into(), ..Need::default() };
    Record::new(id(at, 7), body).under(person(at / 4).key())
}

type Maker = fn(u32) -> Record;

/// Bytes that one more of these takes.
fn each(make: Maker) -> isize {
    let held = |many: u32| {
        let before = HELD.get();
        let mut book = Book::default();
        (0..many).for_each(|at| book.gather(&make(at)));
        book.settle();
        book.take_stale();
        let held = HELD.get() - before;
        drop(book);
        held
    };
    (held(MANY) - held(0)) / isize::try_from(MANY).unwrap()
}

/// A million gifts to a hundred thousand people must fit into 200 MB with all else.
#[test]
fn every_record_takes_no_more_memory_than_a_small_laptop_has() {
    let bounds: [(&str, Maker, isize); 7] = [
        ("person", person, 510),
        ("household", household, 270),
        ("case", case, 490),
        ("visit", visit, 110),
        ("follow-up", follow_up, 210),
        ("need", need, 190),
        ("gift", gift, 96),
    ];
    for (name, make, most) in bounds {
        let each = each(make);
        // Less than its key cannot be: nothing would have been counted.
        assert!((17..=most).contains(&each), "{name}: {each} bytes, more than {most}");
    }
}
