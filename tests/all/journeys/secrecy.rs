//! A *rahasia* person's name stands nowhere but on the opened page.

use crate::support::driver::Driver;
use crate::support::world::World;

const SECRET: [&str; 2] = ["Rina", "Alya"];

fn names_nobody(driver: &mut Driver) {
    for name in SECRET {
        driver.sees_no(name);
    }
}

#[test]
fn lists_and_hari_ini_name_no_secret_person() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    for width in [80, 120] {
        driver.resize(width, 40);
        for place in ["1", "2", "2w", "3", "4", "5", "6", "7", "8", "9"] {
            driver.press(place);
            names_nobody(&mut driver);
            for _ in 0..70 {
                driver.press("<Down>");
                names_nobody(&mut driver);
            }
        }
    }
    driver.press("1").sees("(rahasia)");
}

#[test]
fn palette_and_search_answer_without_the_name() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press(":yuyun").sees("(rahasia)");
    names_nobody(&mut driver);
    driver.press("<Enter>").sees("RAHASIA").sees("Rina Yuyun Lestari");
    driver.press("<Esc>2/yuyun").sees("(rahasia)");
    names_nobody(&mut driver);
}

#[test]
fn likely_doubles_and_family_do_not_name_them() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("nRina Yuyun Lestari").field("Desa").press("nagrak<Enter><S-Tab>").sees("Mungkin sudah ada");
    let screen = driver.screen();
    let below: String = screen.split("Mungkin sudah ada").skip(1).collect();
    assert!(!below.contains("Rina") && below.contains("terbatas"), "{screen}");
}

#[test]
fn pickers_do_not_offer_them() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("2wn").sees("Kasus > Baru").press("rina");
    let offered = driver.screen();
    assert!(!offered.contains("Rina Yuyun"), "{offered}");
    // That somebody fits is told, and how to come to them; by the whole number they are picked, unnamed.
    driver.sees("1 catatan rahasia cocok");
    let number = {
        let desk = driver.desk();
        let (key, _) = desk.book().people().find(|(_, line)| line.name.starts_with("Rina Yuyun")).unwrap();
        desk.record(key).unwrap().meta.spoken_number().unwrap().to_string()
    };
    let (part, _) = number.rsplit_once('-').unwrap();
    driver.press(&format!("<C-u>{part}")).sees_no("(rahasia)").press(&format!("<C-u>{number}"));
    driver.sees(&format!("(rahasia) {number}")).press("<Enter>");
    names_nobody(&mut driver);
    driver
        .field("Masalah")
        .press("Uji rahasia")
        .field("Desa")
        .press("nagrak<Enter><C-s>")
        .says("Tersimpan: kasus baru")
        .sees("RAHASIA");
}

#[test]
fn opening_is_noted_also_by_way_of_the_case_but_not_by_passing() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let noted = |driver: &mut Driver| {
        let trail = driver.desk().audit_trail().unwrap().entries;
        trail.iter().filter(|entry| entry.what == "open").count()
    };
    driver.resize(120, 30).press("2<End>");
    for _ in 0..10 {
        driver.press("<Up>");
    }
    assert_eq!(noted(&mut driver), 0, "the selection only passed by");
    driver.press("<End><Enter>").sees("RAHASIA");
    assert_eq!(noted(&mut driver), 1);
    driver.press("4").pick("UPTD PPA").sees("RAHASIA");
    assert!(noted(&mut driver) > 1, "a referral of a secret person was opened");
}

#[test]
fn a_session_does_not_name_a_participant_who_became_secret() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    driver.press("/iis karlina<Enter>e").field("Kerahasiaan").press("rahasia<Enter><C-s>").sees("RAHASIA");
    driver.press("3").pick("Cara mengurus akta").sees("(rahasia)").sees_no("Iis Karlina");
    driver.press("<Right>").sees_no("Iis Karlina").press("<Right>").sees_no("Iis Karlina");
}

#[test]
fn a_shared_nik_says_who_has_it_but_not_when_that_is_secret() {
    let mut world = World::example();
    let mut driver = Driver::open(&mut world);
    let desk = driver.desk();
    let people: Vec<_> =
        desk.book().people().map(|(key, person)| (key, person.name.clone(), person.nik.clone())).collect();
    let whole = |nik: &str| nik.len() == 16 && nik.bytes().all(|byte| byte.is_ascii_digit());
    let with_nik: Vec<_> = people.into_iter().filter(|(.., nik)| whole(nik)).collect();
    let open = with_nik.iter().find(|(key, ..)| !desk.is_masked(*key)).unwrap();
    let secret = with_nik.iter().find(|(key, ..)| desk.is_masked(*key)).unwrap();
    for ((_, name, nik), said) in [(open, None), (secret, Some("catatannya rahasia"))] {
        driver
            .press("2nOrang Lain Sekali<Tab>")
            .field("NIK")
            .press(nik)
            .field("Desa")
            .press("cikitu<Enter><C-s>");
        driver.sees("juga tercatat pada").sees(said.unwrap_or(name));
        if said.is_some() {
            driver.sees_no(name);
        }
    }
}
