use ulid::Ulid;

use super::*;
use crate::domain::RecordKind;
use crate::search::{Field, Found, How, Why};

fn key(n: u128) -> RecordKey {
    RecordKey::new(RecordKind::Person, Ulid::from(n))
}

fn small() -> Index {
    let mut index = Index::new(Folder::embedded());
    for (n, name, village, nik) in [
        (1, "Enok Rohaeni", "Cikitu", "3204305708509012"),
        (2, "Siti Rohayati", "Maruyung", "3204305708509013"),
        (3, "H. Dadang Sutisna bin Oman", "Cikitu", "3204301708509014"),
        (4, "Moh. Cikal Djunaedi", "Pangauban", ""),
        (5, "Sitiah", "Pangauban", ""),
        (6, "Nur Siti", "Sitimulya", ""),
    ] {
        index.put(&Entry { village, nik, birth_year: Some(1950), ..Entry::new(key(n), name) });
    }
    index
}

fn all(_: RecordKey) -> bool {
    true
}

fn found(index: &Index, query: &str) -> Vec<u128> {
    index.find(query, 10, &all).hits.iter().map(|hit| hit.key.id().into()).collect()
}

#[test]
fn exact_before_start_before_spelling_before_slip() {
    let index = small();
    assert_eq!(found(&index, "siti"), [2, 6, 5]);
    assert_eq!(found(&index, "muhammad"), [4]);
    assert_eq!(found(&index, "junaedi"), [4]);
    assert_eq!(found(&index, "roheti"), [1], "one slip from Rohaeni");
    assert_eq!(found(&index, "cik"), [4, 3, 1], "a name before a desa, then by name");
}

fn names(index: &Index, query: &str) -> Vec<String> {
    let hits = index.find(query, 10, &all).hits;
    let slot = |key| index.place_by_key(&RecordKey::to_bytes(key)).unwrap();
    hits.iter().map(|hit| index.name(index.by_key[slot(hit.key)]).to_owned()).collect()
}

#[test]
fn the_whole_name_comes_first_and_then_those_that_begin_so() {
    let mut index = Index::new(Folder::embedded());
    for (n, name) in (1..).zip([
        "Lestari Siti",
        "Siti Aas Lestari",
        "Siti Iis Lestari",
        "Siti Lestariningsih",
        "Hj. Siti Lestari",
        "Siti Lestari Dewi",
        "Siti",
        "Aan Siti",
    ]) {
        index.put(&Entry::new(key(n), name));
    }
    let whole = ["siti lestari", "siti lestari dewi", "lestari siti", "siti aas lestari", "siti iis lestari"];
    assert_eq!(names(&index, "Siti Lestari")[..5], whole);
    assert_eq!(names(&index, "hj siti lestari")[..5], whole);
    let begun = ["siti lestari", "siti lestari dewi", "siti lestariningsih", "lestari siti"];
    assert_eq!(names(&index, "siti les")[..4], begun);
    assert_eq!(names(&index, "siti")[..3], ["siti", "siti aas lestari", "siti iis lestari"]);
    assert_eq!(names(&index, "siti").last().unwrap(), "lestari siti");
}

#[test]
fn a_name_comes_before_every_other_field() {
    let mut index = Index::new(Folder::embedded());
    index.put(&Entry { village: "Djunaedi", problem: "djunaedi", ..Entry::new(key(1), "Aan") });
    index.put(&Entry { categories: "Djunaedi", ..Entry::new(key(2), "Abas") });
    index.put(&Entry::new(key(3), "Wawan Junaedi"));
    index.put(&Entry::new(key(4), "Wawan bin Junaedi"));
    index.put(&Entry::new(key(5), "Zaenal Junaedih"));
    assert_eq!(found(&index, "djunaedi"), [3, 4, 5, 1, 2], "in another spelling, as a father, as a start");
    assert_eq!(found(&index, "djunaedi")[3..], [1, 2]);
}

#[test]
fn beside_names_a_short_word_stands_as_typed() {
    let mut index = Index::new(Folder::embedded());
    let problem = "Meminta kursi roda, menderita hipertensi";
    let (village, categories) = ("Tanjungwangi", "Lanjut Usia Terlantar");
    index.put(&Entry { village, problem, categories, ..Entry::new(key(1), "Uum") });
    for short in ["mimin", "tati", "tanti", "korsi", "rida", "usai", "tanjn"] {
        assert_eq!(found(&index, short), [0; 0], "{short}");
    }
    for typed in ["memin", "kursi", "rod", "usia", "tanjung", "tanjungwagni", "hipertansi", "terlntar"] {
        assert_eq!(found(&index, typed), [1], "{typed}");
    }
    index.put(&Entry::new(key(2), "Mimin Tati"));
    assert_eq!((found(&index, "mimin"), found(&index, "memin")), (vec![2], vec![1, 2]));
}

#[test]
fn every_word_has_to_match() {
    let index = small();
    assert_eq!(found(&index, "enok roha"), [1]);
    assert_eq!(found(&index, "roha enok"), [1]);
    assert_eq!(found(&index, "roha cikitu"), [1]);
    assert_eq!(found(&index, "enok sutisna"), [0; 0]);
    assert_eq!(found(&index, "H. Dadang"), [3]);
    assert_eq!(found(&index, "oman"), [3]);
    assert_eq!(found(&index, ""), [0; 0]);
}

#[test]
fn numbers_are_found_by_pieces_however_written() {
    let mut index = small();
    index.put(&Entry {
        phone: "+6281255501234",
        short_number: "K-2026-0042-7",
        ..Entry::new(key(9), "Udin")
    });
    assert_eq!(found(&index, "3204 3057.0850-9012"), [1]);
    assert_eq!(found(&index, "9014"), [3]);
    assert_eq!(found(&index, "0812 5550"), [9]);
    assert_eq!(found(&index, "0812-5550-1234"), [9]);
    assert_eq!(found(&index, "k-2026-0042-7"), [9]);
    assert_eq!(found(&index, "2026-0042"), [9]);
    assert_eq!(found(&index, "siti 1950").len(), 3, "a birth year");
    assert_eq!(found(&index, "1950 9014"), [3], "two numbers, not one");
}

#[test]
fn a_hit_says_why() {
    let hits = small().find("rohaeni cikitu", 5, &all).hits;
    let why = [Why { field: Field::Name, how: How::Exact }, Why { field: Field::Village, how: How::Exact }];
    assert_eq!(*hits[0].why, why);
}

#[test]
fn what_the_filter_refuses_is_not_counted() {
    let index = small();
    let Found { hits, total } = index.find("siti", 2, &all);
    assert_eq!((hits.len(), total), (2, 3));
    let Found { hits, total } = index.find("siti", 2, &|k| k != key(2));
    assert_eq!((hits[0].key, total), (key(6), 2));
    assert!(index.find("siti", 0, &all).hits.is_empty());
}

#[test]
fn a_changed_record_is_found_by_its_new_name_only() {
    let mut index = small();
    for round in 0..500_u128 {
        let (old, new) = if round % 2 == 0 { ("enok", "Wulan") } else { ("wulan", "Enok") };
        index.put(&Entry::new(key(1), new));
        assert_eq!(found(&index, new), [1]);
        assert_eq!(found(&index, old), [0; 0]);
        assert_eq!(found(&index, "siti"), [2, 6, 5]);
        assert_eq!(index.len(), 6);
    }
    assert!(index.slots.len() < 100, "old slots are cleared away");
    index.remove(key(3));
    assert_eq!(found(&index, "sutisna"), [0; 0]);
    assert_eq!(found(&index, "9014"), [0; 0]);
}

proptest::proptest! {
    /// Records put one by one, changed and removed answer like those put at once.
    #[test]
    fn the_way_in_makes_no_difference(
        names in proptest::collection::vec("(siti|enok|dadang) (rohaeni|sutisna|oman)?", 1..20),
        removed in proptest::collection::vec(0..20_u128, 0..10),
        query in "(siti|en|dad|dadnag|roha|o) ?(s|rohe|oman)?",
    ) {
        let mut slow = Index::new(Folder::embedded());
        for (n, name) in (0..).zip(&names) {
            slow.put(&Entry::new(key(n), "Lama"));
            slow.put(&Entry::new(key(n), name));
        }
        for n in &removed {
            slow.remove(key(*n));
        }
        let mut fast = Index::new(Folder::embedded());
        let kept = (0..).zip(&names).filter(|(n, _)| !removed.contains(n));
        fast.put_all(kept.map(|(n, name)| Entry::new(key(n), name)));
        proptest::prop_assert_eq!(slow.find(&query, 5, &all), fast.find(&query, 5, &all));
        fast.put_all((0..5).map(|n| Entry::new(key(n), "Lama")));
        fast.put_all((0..5).zip(&names).map(|(n, name)| Entry::new(key(n), name)));
        for (n, name) in (0..5).zip(&names) {
            slow.put(&Entry::new(key(n), name));
        }
        for n in u128::try_from(names.len()).unwrap()..5 {
            fast.remove(key(n));
        }
        proptest::prop_assert_eq!(slow.find(&query, 5, &all), fast.find(&query, 5, &all));
    }
}
