use proptest::prelude::*;

use super::*;

/// Takes everything as it stands, and knows no key *keadaan*.
struct Any;

impl Vocabulary for Any {
    fn read(&self, _: FilterKey, written: &str) -> Option<String> {
        (written != "salah").then(|| written.to_owned())
    }

    fn spell(&self, _: FilterKey, code: &str) -> String {
        code.to_owned()
    }

    fn possible(&self, key: FilterKey) -> Vec<String> {
        if key == FilterKey::State { Vec::new() } else { vec!["apa saja".to_owned()] }
    }
}

fn read(text: &str) -> Expression {
    Expression::read(text, &Any).unwrap()
}

fn cuts(text: &str) -> Vec<(&'static str, bool, Vec<String>)> {
    let read = read(text).filter.cuts.into_iter();
    read.map(|cut| (cut.key.name(), cut.not, cut.values)).collect()
}

fn one(key: &'static str, values: &[&str]) -> (&'static str, bool, Vec<String>) {
    (key, false, values.iter().map(|value| (*value).to_owned()).collect())
}

#[test]
fn conditions_and_words_stand_in_any_order() {
    let text = "enok desa:cikitu -kategori:3 roh kategori:8,14";
    assert_eq!(
        cuts(text),
        [one("desa", &["cikitu"]), ("kategori", true, vec!["3".to_owned()]), one("kategori", &["8", "14"]),]
    );
    assert_eq!(read(text).words, "enok roh");
    assert_eq!(cuts("Village:cikitu STAGE:plan"), [one("desa", &["cikitu"]), one("tahap", &["plan"])]);
}

#[test]
fn the_older_way_with_commas_between_conditions_is_still_read() {
    assert_eq!(
        cuts("desa=Tanjung Wangi,kategori=8,kasus=buka"),
        [one("desa", &["Tanjung Wangi"]), one("kategori", &["8"]), one("kasus", &["buka"])]
    );
    let read = read("kata=enok rohaeti, hanya=menunggu");
    assert_eq!(read.words, "enok rohaeti");
    assert_eq!(read.filter.cuts.len(), 1);
    assert_eq!(cuts("desa=Tanjung Wangi tahap:plan").len(), 2);
}

#[test]
fn quotes_keep_a_value_together() {
    assert_eq!(cuts("desa:\"Tanjung Wangi\",Nagrak"), [one("desa", &["Tanjung Wangi", "Nagrak"])]);
    assert_eq!(read("\"desa:nagrak\" 16:00").words, "desa:nagrak 16:00");
    assert_eq!(read("desa:\"tak ditutup").filter.cuts[0].values, ["tak ditutup"]);
}

#[test]
fn what_is_unknown_is_named_with_what_is_possible() {
    let fault = Expression::read("enok warna:merah", &Any).unwrap_err();
    let FilterFault::UnknownKey { written, possible } = fault else { panic!("{fault:?}") };
    assert_eq!(written, "warna");
    assert!(possible.starts_with("desa, kategori") && !possible.contains("keadaan"), "{possible}");
    assert!(Expression::read("keadaan:x", &Any).is_err());
    let fault = Expression::read("desa:salah", &Any).unwrap_err();
    let wanted = FilterFault::UnknownValue {
        key: "desa",
        written: "salah".to_owned(),
        possible: "apa saja".to_owned(),
    };
    assert_eq!(fault, wanted);
}

#[test]
fn a_value_comes_and_goes() {
    let mut filter = Filter::default();
    filter.toggle(FilterKey::Category, false, "8");
    filter.toggle(FilterKey::Category, false, "14");
    filter.toggle(FilterKey::Category, true, "3");
    assert!(filter.has(FilterKey::Category, false, "14") && !filter.has(FilterKey::Category, true, "14"));
    filter.toggle(FilterKey::Category, true, "3");
    filter.toggle(FilterKey::Category, false, "8");
    assert_eq!(filter.cuts.len(), 1);
    filter.toggle(FilterKey::Category, false, "14");
    assert!(filter.is_empty());
}

fn any_cut() -> impl Strategy<Value = Cut> {
    let keys: Vec<FilterKey> = FilterKey::all().filter(|key| *key != FilterKey::State).collect();
    let values = proptest::collection::btree_set("[ -~é]{0,8}", 1..4);
    (proptest::sample::select(keys), any::<bool>(), values).prop_map(|(key, not, values)| {
        // Spaces around a value are nothing that a code has.
        let mut values: Vec<String> = values.into_iter().map(|value| value.trim().to_owned()).collect();
        values.dedup();
        values.sort();
        values.dedup();
        Cut { key, not, values }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(
        cuts in proptest::collection::vec(any_cut(), 0..4),
        words in proptest::collection::vec("[!-~é]{1,8}", 0..4),
    ) {
        prop_assume!(cuts.iter().all(|cut| !cut.values.iter().any(|value| value == "salah")));
        let expression = Expression { filter: Filter { cuts }, words: words.join(" ") };
        let written = expression.written(&Any);
        prop_assert_eq!(Expression::read(&written, &Any).unwrap(), expression, "{}", written);
    }

    #[test]
    fn nothing_that_is_written_breaks_the_reader(text in ".{0,60}") {
        let _ = Expression::read(&text, &Any);
    }
}
