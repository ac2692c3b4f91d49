//! What a script may rely on.

use serde_json::json;

use super::world::{World, text};

#[test]
fn a_new_store_gives_its_recovery_code_and_opens_with_its_password() {
    let world = World::empty();
    let made = world.json(&["init", "--area", "320430", "--name", "Petugas Uji"]);
    assert_eq!((&made["area"], &made["sender"]), (&json!("32.04.30"), &json!("PACE0430")));
    assert_eq!(made["recovery_code"].as_str().unwrap().split('-').count(), 9);
    let checked = world.json(&["check"]);
    assert_eq!((&checked["is_good"], &checked["damaged"]), (&json!(true), &json!([])));
    world.run(&["init", "--area", "32.04.30", "--name", "Lain"]).refused(1);
    let wrong = world.write("wrong", "bukan kata sandinya");
    let locked = world.run(&["list", "people", "--password-file", text(&wrong), "--json"]);
    assert_eq!(locked.refused(3).json()["error"]["code"], "store-wrong-secret");
}

#[test]
fn a_forgotten_password_is_replaced_by_the_recovery_code() {
    let world = World::empty();
    let made = world.json(&["init", "--area", "320430", "--name", "Petugas Uji"]);
    let code = made["recovery_code"].as_str().unwrap();
    let new = world.write("new", "sandi yang baru sekali");
    world.write("pw", "sudah lupa sama sekali");
    let (rest, last) = code.split_at(code.len() - 1);
    let wrong = format!("{rest}{}", if last == "A" { "B" } else { "A" });
    world.run(&["password", "--recovery", &wrong, "--new-password-file", text(&new)]).refused(3);
    world.json(&["password", "--recovery", code, "--new-password-file", text(&new)]);
    world.run(&["list", "people"]).refused(3);
    world.write("pw", "sandi yang baru sekali");
    assert_eq!(world.json(&["list", "people"])["count"], 0);
}

#[test]
fn no_store_is_made_under_a_password_that_anybody_would_try() {
    let world = World::empty();
    for weak in ["12345678", "Petugas Uji", "password1"] {
        world.write("pw", weak);
        let ran = world.run(&["init", "--area", "320430", "--name", "Petugas Uji"]);
        assert!(ran.refused(2).err().contains("mudah ditebak"), "{}", ran.err());
    }
}

#[test]
fn a_row_that_names_a_secret_person_without_a_link_is_masked_too() {
    let world = World::with_store(true);
    let people = world.json(&["list", "people"]);
    let items = people["items"].as_array().unwrap().iter();
    let shown = |item: &serde_json::Value| world.json(&["show", item["id"].as_str().unwrap(), "--reveal"]);
    let secret = items
        .filter(|person| person["masked"] == true)
        .map(shown)
        .find(|person| person["nik"].as_str().is_some_and(|nik| nik.len() == 16))
        .unwrap();
    let of = |field: &str| secret[field].as_str().unwrap().to_owned();
    let name = of("name").to_uppercase();
    let on_list = |fields: &[String]| {
        let set = fields.iter().flat_map(|field| ["--set", field.as_str()]);
        world.json(&["add", "aid"].into_iter().chain(set).collect::<Vec<_>>());
    };
    let given = ["program=PKH".to_owned(), "on=2026-11-01".to_owned()];
    on_list(&[&given[..], &[format!("name={name}"), format!("village={}", of("village"))]].concat());
    on_list(&[&given[..], &["name=Orang Berpindah".to_owned(), format!("nik={}", of("nik"))]].concat());
    on_list(&[&given[..], &["name=Orang Biasa".to_owned(), "village=Cikitu".to_owned()]].concat());
    // The same person once more, with nothing on record but the number.
    let twin = ["name=Nama Kedua".to_owned(), "village=Cikitu".to_owned(), format!("nik={}", of("nik"))];
    world.json(&["add", "people", "--set", &twin[0], "--set", &twin[1], "--set", &twin[2]]);
    let lists: [&[&str]; 5] = [
        &["list", "aid"],
        &["list", "people"],
        &["duplicates"],
        &["report", "coordination", "--names"],
        &["report", "overlaps", "--names"],
    ];
    let mut seen = String::new();
    for list in lists {
        let told = world.run(list).out().clone();
        for hidden in [&name, "Orang Berpindah", "Nama Kedua"] {
            assert!(!told.contains(hidden), "{hidden} in {list:?}:\n{told}");
        }
        seen.push_str(&told);
    }
    assert!(seen.contains("Orang Biasa"), "{seen}");
}

#[test]
fn secret_people_are_masked_until_they_are_revealed() {
    let world = World::with_store(true);
    let people = world.json(&["list", "people"]);
    let items = people["items"].as_array().unwrap();
    assert_eq!(people["count"], json!(items.len()));
    let masked: Vec<_> = items.iter().filter(|item| item["masked"] == true).collect();
    assert!(!masked.is_empty(), "the example holds somebody who is secret");
    let allowed = ["id", "kind", "number", "masked", "sensitivity"];
    for item in &masked {
        assert!(item.as_object().unwrap().keys().all(|key| allowed.contains(&key.as_str())), "{item}");
    }
    let id = masked[0]["id"].as_str().unwrap();
    let hidden = world.run(&["show", id, "--json"]);
    assert_eq!(hidden.code(), 1, "nothing was shown");
    let hidden = hidden.json();
    assert!(hidden["name"].is_null());
    let shown = world.json(&["show", id, "--reveal"]);
    let name = shown["name"].as_str().unwrap();
    for list in ["people", "cases", "follow-ups", "referrals", "sessions", "aid"] {
        let listed = world.json(&["list", list]).to_string();
        assert!(!listed.contains(name), "{name} stands in the list of {list}");
    }
}

#[test]
fn lines_for_people_have_no_json_and_a_closed_pipe_is_no_failure() {
    let world = World::with_store(true);
    let listed = world.run(&["list", "cases"]);
    assert_eq!(listed.code(), 0);
    assert!(listed.out().lines().count() > 5 && !listed.out().contains('{'));
    let mut child = world.command(&["list", "people"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(world.run(&["agenda", "--lang", "en"]).out().contains("24 November 2026"));
}

#[test]
fn help_shows_no_empty_default() {
    let world = World::with_store(false);
    for verb in ["init", "list", "send"] {
        let help = world.run(&[verb, "--help"]).out();
        assert!(help.contains("--") && !help.contains("bawaan: \"\""), "{help}");
    }
}
