//! What kind of giver a written name is.

use super::heading::normal;

/// Code of `aid_source`, and words of names that tell it.
const KINDS: &[(&str, &[&str])] = &[
    (
        "zakat",
        &[
            "baznas",
            "laz",
            "lazis",
            "lazisnu",
            "lazismu",
            "upz",
            "zakat",
            "infak",
            "infaq",
            "rumah zakat",
            "dompet dhuafa",
        ],
    ),
    ("gov_central", &["kemensos", "kementerian", "apbn", "pusat"]),
    ("gov_province", &["provinsi", "pemprov", "prov"]),
    ("village", &["pemdes", "desa", "kelurahan", "dana desa", "apbdes"]),
    ("gov_district", &["dinas", "dinsos", "pemkab", "pemkot", "kabupaten", "kota", "pemda", "kecamatan"]),
    (
        "institution",
        &[
            "yayasan",
            "yys",
            "lks",
            "lksa",
            "panti",
            "lembaga",
            "pesantren",
            "ponpes",
            "sekolah",
            "gereja",
            "paroki",
        ],
    ),
    (
        "community_group",
        &[
            "dkm",
            "masjid",
            "mushola",
            "majelis",
            "komunitas",
            "karang taruna",
            "kelompok",
            "paguyuban",
            "pkk",
            "tpq",
            "ormas",
            "relawan",
            "ranting",
            "musholla",
        ],
    ),
    (
        "business",
        &["toko", "cv", "pt", "ud", "koperasi", "bank", "perusahaan", "warung", "csr", "bumdes", "pabrik"],
    ),
    (
        "individual",
        &["hamba allah", "bapak", "pak", "ibu", "h", "hj", "donatur", "warga", "perorangan", "keluarga"],
    ),
];

/// Who hands out what somebody else gives.
const DISTRIBUTORS: &[&str] = &[
    "bank", "bri", "bni", "bsi", "btn", "himbara", "pos", "agen", "brilink", "e warong", "ewarong",
    "e warung",
];

/// With these a giver's name begins wherever it stands in a title.
const LEADING: &[&str] = &[
    "baznas",
    "laz",
    "lazis",
    "lazisnu",
    "lazismu",
    "upz",
    "dompet",
    "yayasan",
    "yys",
    "lksa",
    "panti",
    "ponpes",
    "pesantren",
    "gereja",
    "paroki",
    "dkm",
    "masjid",
    "mushola",
    "musholla",
    "majelis",
    "komunitas",
    "paguyuban",
    "koperasi",
    "bumdes",
    "pt",
    "cv",
    "csr",
    "toko",
];
/// Of them, those that are names.
const NAMES: &[&str] = &["baznas", "lazisnu", "lazismu"];
/// Before these it ends.
const BEHIND: &[&str] = &[
    "kecamatan",
    "kec",
    "desa",
    "kelurahan",
    "kel",
    "kabupaten",
    "kab",
    "kota",
    "provinsi",
    "tahun",
    "bulan",
    "tanggal",
    "periode",
    "tahap",
    "penerima",
    "kepada",
    "untuk",
    "bagi",
    "dalam",
    "di",
    "se",
    "ramadhan",
    "ramadan",
    "idul",
    "lebaran",
    "berupa",
];
/// Words of a giver's name.
const LONGEST_GIVER: usize = 6;

/// A code of `aid_source`, or nothing.
pub(super) fn kind(name: &str) -> &'static str {
    let name = format!(" {} ", normal(name));
    let tells = |words: &[&str]| words.iter().any(|word| name.contains(&format!(" {word} ")));
    if tells(DISTRIBUTORS) {
        return "";
    }
    KINDS.iter().find(|(_, words)| tells(words)).map_or("", |(code, _)| code)
}

/// A giver outside the government whom a title names: `SANTUNAN YAYASAN AL IKHLAS TAHUN 2026`.
pub(super) fn in_title(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let first = words.iter().position(|word| LEADING.contains(&normal(word).as_str()))?;
    let rest = words.iter().skip(first).take(LONGEST_GIVER);
    let of_name = rest.take_while(|word| {
        let plain = normal(word);
        !BEHIND.contains(&plain.as_str()) && plain.chars().any(char::is_alphabetic)
    });
    let name = of_name.copied().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    // *Santunan yayasan* names nobody.
    let is_name = name.contains(' ') || NAMES.contains(&normal(name).as_str());
    (is_name && !super::program::of_giver(kind(name), name).is_empty()).then(|| name.to_owned())
}

/// A code of `aid_source` for a programme's level (`program_level`).
pub fn kind_of_level(level: &str) -> &'static str {
    match level {
        "pusat" => "gov_central",
        "prov" => "gov_province",
        "kab" => "gov_district",
        "desa" => "village",
        _ => "",
    }
}
