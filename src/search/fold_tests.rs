use super::*;
use crate::search::NameMatch;

fn folded(name: &str) -> Vec<String> {
    Folder::embedded().fold_name(name).words.into_iter().map(|w| w.text).collect()
}

fn compare(one: &str, other: &str) -> NameMatch {
    let folder = Folder::embedded();
    let there = folder.same_name(&folder.fold_name(one), &folder.fold_name(other));
    let back = folder.same_name(&folder.fold_name(other), &folder.fold_name(one));
    assert_eq!(there, back, "{one} | {other}");
    there
}

#[test]
fn the_shipped_table_is_understood() {
    Folder::read(include_str!("../../assets/catalog/names.csv")).unwrap();
}

#[test]
fn every_variant_of_the_table_folds_to_its_name() {
    let mut reader = csv::Reader::from_reader(include_bytes!("../../assets/catalog/names.csv").as_slice());
    for line in reader.records().map(Result::unwrap).filter(|line| &line[0] == "variant") {
        for variant in line[2].split('|') {
            let (one, other) = (format!("{} Sobandi", &line[1]), format!("{variant} Sobandi"));
            assert_eq!(folded(&one) == folded(&other), &line[3] == "equal", "{one} | {other}");
        }
    }
}

#[test]
fn every_spelling_of_the_table_folds() {
    for (old, new) in [
        ("Soedirman", "Sudirman"),
        ("Djoenaedi", "Junaedi"),
        ("Tjahja", "Cahya"),
        ("Soerjana", "Suryana"),
        ("Djojo", "Joyo"),
        ("Chairul", "Khairul"),
        ("Soenjoto", "Sunyoto"),
        ("Sjamsudin", "Syamsudin"),
        ("Jumadie", "Jumadi"),
        ("Fajar", "Pajar"),
        ("Vina", "Pina"),
        ("Rozak", "Rojak"),
        ("Syamsul", "Samsul"),
        ("Khalid", "Halid"),
        ("Dhani", "Dani"),
        ("Thamrin", "Tamrin"),
        ("Qodir", "Kodir"),
        ("Budi", "Budy"),
        ("Handayanni", "Handayani"),
        ("Rifa'i", "Rifai"),
        ("Rifa\u{2019}i", "Rifai"),
        ("Massitoh", "Masitoh"),
    ] {
        assert_eq!(folded(old), folded(new), "{old} | {new}");
    }
    assert_ne!(folded("Jaya"), folded("Yaya"), "j is y in old spelling only");
    assert_ne!(folded("Iyan"), folded("Yyan"), "i is y at the end of a word only");
}

#[test]
fn names_that_look_alike_stay_apart() {
    for (one, other) in [
        ("Rohaeni", "Rohayati"),
        ("Eko", "Eka"),
        ("Yayan", "Jajang"),
        ("Sumiati", "Sumarti"),
        ("Siti Rohaeni", "Siti Rohayati"),
        ("Eko Sobandi", "Eka Sobandi"),
        ("Siti Sumiati Aminah", "Siti Sumarti Aminah"),
    ] {
        assert_eq!(compare(one, other), NameMatch::Different, "{one} | {other}");
    }
}

#[test]
fn the_pairs_of_the_sample_sheet_are_one_name() {
    for (one, other) in [
        ("SOERYANA HIDAYAT TARYA", "SURYANA HIDAYAT TARYA"),
        ("Djunaedi Kosasih", "Junaedi Kosasih"),
        ("Achmad Saepul Rosadi", "AHMAD SAEPUL ROSADI"),
        ("ST JULAEHA KARWATI", "Siti Julaeha Karwati"),
        ("Hj. Fatimah Nuraeni", "Fatimah Nuraeni"),
        ("ST. KOMARIAH LESTARI", "Siti Komariah Lestari"),
        ("H. DADANG SUTISNA OMAN", "DADANG SUTISNA OMAN"),
        ("TJUTJU MULYANA SUMARNI", "CUCU MULYANA SUMARNI"),
        ("Abd. Rohman Suherman", "ABDUL ROHMAN SUHERMAN"),
        ("M. ZAENAL ARIF", "Muhammad Zaenal Arif"),
        ("MOH IQBAL HERMAWAN", "MUHAMMAD IQBAL HERMAWAN"),
        ("MUH. RIDWAN SAPUTRA", "MUHAMMAD RIDWAN SAPUTRA"),
        ("Rohayati Handayanni", "Rohayati Handayani"),
        ("M.Zaenal Arif", "Moh. Jaenal Arif"),
        ("R. Dadang", "Dadang"),
        ("Nur Hayati", "Nurhayati"),
        ("I Md. Sobandi", "Made Sobandi"),
        ("Dadang Hidayat, S.Pd", "Dadang Hidayat"),
        ("Drs. H. Dadang Hidayat, M.Si", "Dadang Hidayat"),
    ] {
        assert_eq!(compare(one, other), NameMatch::Variant, "{one} | {other}");
    }
    for (one, other) in
        [("TATANG WAHYUDI BASUKI ", "Tatang Wahyudi Basuki"), ("OMAD SUKARNA", "  Omad Sukarna ")]
    {
        assert_eq!(compare(one, other), NameMatch::Same);
    }
}

#[test]
fn people_who_share_a_nik_have_different_names() {
    for (one, other) in [
        ("MAESAROH EUIS SOLIHAT", "UDIN"),
        ("WAHYU ZAKARIA", "Ihin Maulana"),
        ("Abdul Hidayat", "Rohman Kosasih Junaedi"),
    ] {
        assert_eq!(compare(one, other), NameMatch::Different);
    }
}

#[test]
fn a_slip_or_a_word_more_is_similar() {
    assert!(matches!(compare("Dadang Sutisna", "Dadang Sutisna Oman"), NameMatch::Similar(80)));
    assert!(matches!(compare("Junaedi Kosasih", "Junaidi Kosasih"), NameMatch::Similar(95)));
    assert!(matches!(compare("Kosasih Junaedi", "Junaedi Kosasih"), NameMatch::Similar(99)));
    assert_eq!(compare("Dadang", "Dedeh"), NameMatch::Different);
}

#[test]
fn a_name_is_taken_apart() {
    let name = Folder::embedded().fold_name("Hj. Rohaeni binti H. Oman als Eni (almh)");
    let texts = |words: &[FoldedWord]| words.iter().map(|w| w.written.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&name.words), ["rohaeni"]);
    assert_eq!(texts(&name.father), ["oman"]);
    assert_eq!(texts(&name.alias), ["eni"]);
    assert_eq!(name.titles, ["hj", "h", "almh"]);
    assert!(name.deceased);
}

#[test]
fn a_letter_is_a_title_only_before_and_muhammad_only_with_a_name() {
    assert_eq!(folded("Dadang H."), ["dadang", "h"]);
    assert_eq!(folded("M"), ["m"]);
    assert_eq!(folded("Dadang M."), ["dadang", "m"]);
    assert_eq!(folded("Abah"), ["abah"], "a title alone is the name");
}

#[test]
fn what_is_not_a_name_never_matches() {
    for name in
        ["Mr. X", "X", "N.N", "-", "...", "?", "", "TANPA NAMA", "Tidak diketahui", "Mr. X (di pasar)"]
    {
        assert!(Folder::embedded().fold_name(name).placeholder, "{name}");
        assert_eq!(compare(name, name), NameMatch::Different);
    }
    assert!(!Folder::embedded().fold_name("Nona").placeholder);
}

proptest::proptest! {
    #[test]
    fn any_text_folds_and_equals_itself(text in "\\PC{0,40}") {
        let folder = Folder::embedded();
        let name = folder.fold_name(&text);
        let same = folder.same_name(&name, &name);
        let expected = if name.placeholder || name.words.is_empty() { NameMatch::Different } else { NameMatch::Same };
        proptest::prop_assert_eq!(same, expected);
    }
}

proptest::proptest! {
    #[test]
    fn which_name_comes_first_makes_no_difference(
        one in "(siti|enok|nok|eko|eka|m|muh|rohaeni|rohayati|h){1}( (rohaeni|rohaeti|oman|omana|s|suryana|soerjana)){0,2}",
        other in "(siti|enok|nok|eko|eka|m|muh|rohaeni|rohayati|h){1}( (rohaeni|rohaeti|oman|omana|s|suryana|soerjana)){0,2}",
    ) {
        compare(&one, &other);
    }
}
