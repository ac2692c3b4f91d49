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

/// A code of `aid_source`, or nothing.
pub(super) fn kind(name: &str) -> &'static str {
    let name = format!(" {} ", normal(name));
    let tells = |words: &&[&str]| words.iter().any(|word| name.contains(&format!(" {word} ")));
    KINDS.iter().find(|(_, words)| tells(words)).map_or("", |(code, _)| code)
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
