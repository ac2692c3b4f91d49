//! What filling a form in feels like, as scripts of keys.

use proptest::prelude::*;

use super::sample::{World, form, press, today};
use super::{Form, FormEvent};
use crate::domain::{Body, Note, RecordKind, Row, Value};
use crate::ui::key::Key;

fn lookup<'a>(row: &'a Row, id: &str) -> Option<&'a Value> {
    row.iter().find(|(name, _)| name == id).map(|(_, value)| value)
}

fn text(form: &Form, id: &str) -> Option<String> {
    form.value(id).map(Value::plain)
}

fn on(kind: RecordKind, field: &str) -> Form {
    let mut form = form(kind, &Row::new());
    form.focus_on(field, &World, today());
    form
}

#[test]
fn enter_goes_from_field_to_field_and_saves_at_the_end() {
    let mut form = form(RecordKind::Person, &Row::new());
    press(&mut form, "Enok Rohaeti{Enter}{Enter}");
    assert_eq!(form.focused(), Some("nik"));
    form.focus_on("village", &World, today());
    press(&mut form, "ciki{Enter}");
    assert_eq!(text(&form, "village").as_deref(), Some("32.04.30.2001"));
    form.focus_on("note", &World, today());
    press(&mut form, "{Tab}");
    assert_eq!(form.focused(), None);
    assert_eq!(press(&mut form, "{Enter}"), FormEvent::Save);
}

#[test]
fn saving_without_a_required_field_goes_there() {
    let mut form = form(RecordKind::Person, &Row::new());
    press(&mut form, "Enok");
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete);
    assert_eq!(form.focused(), Some("village"));
    assert_eq!(form.missing(), ["village"]);
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete);
}

#[test]
fn what_cannot_be_read_is_never_saved_around() {
    let mut form = on(RecordKind::Person, "village");
    press(&mut form, "nag{Enter}");
    form.focus_on("name", &World, today());
    press(&mut form, "Enok");
    form.focus_on("birth", &World, today());
    press(&mut form, "31-02-1975");
    assert_eq!(form.unreadable(), ["birth"]);
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete);
    assert_eq!(form.focused(), Some("birth"));
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete);
    form.focus_on("birth", &World, today());
    press(&mut form, "{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}");
    press(&mut form, "{Backspace}{Backspace}{Backspace}");
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Save);
    assert!(lookup(&form.values(), "birth").is_none());
}

#[test]
fn a_saved_row_comes_back_unchanged() {
    let row: Row = vec![
        ("name".into(), Value::Text("Enok  Rohaeti ".into())),
        ("nik".into(), Value::Text("32043".into())),
        ("village".into(), Value::Text("32.04.30.2003".into())),
        (
            "categories".into(),
            Value::List(vec![Value::Row(vec![
                ("number".into(), Value::Whole(13)),
                ("source".into(), Value::Text("PSM".into())),
            ])]),
        ),
        ("settled".into(), Value::List(vec![Value::Text("nik_length".into())])),
        ("from_the_future".into(), Value::Text("x".into())),
    ];
    let mut form = form(RecordKind::Person, &row);
    assert_eq!(form.values(), row);
    assert!(!form.is_changed());
    press(&mut form, "x{Backspace}");
    assert!(!form.is_changed());
    form.focus_on("categories", &World, today());
    press(&mut form, "fakir{Enter}{Enter}");
    let Some(Value::List(categories)) = form.value("categories").cloned() else { panic!("no categories") };
    assert_eq!(categories.len(), 2);
    assert_eq!(Value::List(categories[..1].to_vec()), row[3].1, "the source of the first is kept");
    assert!(Body::from_row(RecordKind::Person, &form.values()).is_ok());
}

#[test]
fn fields_come_and_go_with_what_they_depend_on() {
    let mut form = on(RecordKind::Person, "no_nik_reason");
    press(&mut form, "hil{Enter}");
    assert_eq!(text(&form, "no_nik_reason").as_deref(), Some("lost"));
    assert!(lookup(&form.values(), "no_nik_reason").is_some());
    form.focus_on("nik", &World, today());
    press(&mut form, "3204304602599001{Enter}");
    assert_eq!(form.focused(), Some("family_card"), "the reason is not asked any more");
    assert!(lookup(&form.values(), "no_nik_reason").is_none());
    press(&mut form, "{Up}{C-u}{Enter}");
    assert_eq!(form.focused(), Some("no_nik_reason"));
    assert!(lookup(&form.values(), "no_nik_reason").is_some(), "and is still known");
}

#[test]
fn undo_takes_back_words_and_picks() {
    let mut form = on(RecordKind::Person, "alias");
    press(&mut form, "Mak Enok");
    press(&mut form, "{C-z}");
    assert_eq!(text(&form, "alias").as_deref(), Some("Mak"));
    press(&mut form, "{C-z}");
    assert_eq!(text(&form, "alias").as_deref(), Some("Mak"), "the space");
    form.focus_on("sex", &World, today());
    press(&mut form, "per{Enter}");
    assert_eq!(text(&form, "sex").as_deref(), Some("female"));
    for _ in 0..10 {
        press(&mut form, "{C-z}");
    }
    assert!(!form.is_changed());
}

#[test]
fn escape_closes_the_list_first() {
    let mut form = on(RecordKind::Person, "sex");
    press(&mut form, "p");
    assert_eq!(press(&mut form, "{Esc}"), FormEvent::Moved);
    assert_eq!(press(&mut form, "{Esc}"), FormEvent::Leave);
}

#[test]
fn arrows_choose_in_an_open_list_and_move_otherwise() {
    let mut form = on(RecordKind::Person, "village");
    press(&mut form, " {Down}{Down}{Enter}");
    assert_eq!(text(&form, "village").as_deref(), Some("32.04.30.2003"));
    press(&mut form, "{Up}");
    assert_eq!(form.focused(), Some("village"));
    press(&mut form, "{Up}");
    assert_eq!(form.focused(), Some("birth_place"));
}

#[test]
fn an_ambiguous_beginning_is_not_guessed() {
    let mut form = on(RecordKind::Person, "village");
    press(&mut form, "cik{C-s}");
    assert_eq!(form.value("village"), None);
    assert!(form.unreadable().contains(&"village"));
    form.focus_on("name", &World, today());
    press(&mut form, "Enok");
    for _ in 0..3 {
        assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete, "required, so never saved without");
    }
    form.focus_on("village", &World, today());
    press(&mut form, "{C-u}maru{C-s}");
    assert_eq!(text(&form, "village").as_deref(), Some("32.04.30.2004"));
}

#[test]
fn typing_over_a_pick_starts_anew() {
    let mut form = on(RecordKind::Person, "sex");
    press(&mut form, "per{Enter}{Up}");
    form.focus_on("sex", &World, today());
    press(&mut form, "laki{Enter}");
    assert_eq!(text(&form, "sex").as_deref(), Some("male"));
    form.focus_on("sex", &World, today());
    press(&mut form, "{Backspace}");
    assert_eq!(form.value("sex"), None);
}

#[test]
fn several_are_marked_with_space() {
    let mut form = on(RecordKind::Person, "disabilities");
    press(&mut form, "  {Down} {Enter}");
    assert_eq!(text(&form, "disabilities").as_deref(), Some("physical, mental"));
    form.focus_on("disabilities", &World, today());
    press(&mut form, "men{Enter}{Tab}");
    assert_eq!(text(&form, "disabilities").as_deref(), Some("physical"));
}

#[test]
fn yes_and_no_take_one_key() {
    let mut form = on(RecordKind::Profile, "ascii");
    press(&mut form, "t");
    assert_eq!(form.value("ascii"), Some(&Value::Flag(false)));
    press(&mut form, " ");
    assert_eq!(form.value("ascii"), Some(&Value::Flag(true)));
    press(&mut form, "{Delete}");
    assert_eq!(form.value("ascii"), None);
    assert_eq!(press(&mut form, "{Tab}"), FormEvent::Moved);
    assert_eq!(form.focused(), Some("mouse"));
}

#[test]
fn long_text_has_lines_by_ctrl_j_and_enter_goes_on_as_everywhere() {
    let mut form = on(RecordKind::Case, "problem");
    press(&mut form, "Atap bocor{C-j}Tinggal sendiri");
    assert_eq!(text(&form, "problem").as_deref(), Some("Atap bocor\nTinggal sendiri"));
    press(&mut form, "{Enter}");
    assert_eq!(form.focused(), Some("village"));
    press(&mut form, "{BackTab}{Tab}");
    assert_eq!(form.focused(), Some("village"));
}

#[test]
fn a_draft_brings_back_even_what_cannot_be_read() {
    let mut typed = on(RecordKind::Person, "birth");
    press(&mut typed, "31-02-19{Tab}{Tab}per{Tab}");
    typed.focus_on("village", &World, today());
    press(&mut typed, "cik");
    let draft = serde_json::to_vec(&typed.raw()).unwrap();
    let mut restored = form(RecordKind::Person, &Row::new());
    restored.restore(&serde_json::from_slice(&draft).unwrap(), &World, today());
    assert_eq!(restored.raw(), typed.raw());
    assert_eq!(restored.values(), typed.values());
    assert_eq!(restored.unreadable(), ["birth", "village"]);
    assert!(restored.is_changed());
    let packed = postcard::to_stdvec(&typed.raw()).unwrap();
    assert_eq!(postcard::from_bytes::<super::RawForm>(&packed).unwrap(), typed.raw());
}

#[test]
fn participants_are_typed_row_by_row() {
    let mut form = on(RecordKind::Session, "participants");
    press(&mut form, "{Tab}Tati Julaeha{Tab}per{Enter}RT 01{Enter}had{Enter}{Enter}");
    press(&mut form, "enok rohaeti{Enter}");
    let Some(Value::List(rows)) = form.value("participants").cloned() else { panic!("no rows") };
    assert_eq!(rows.len(), 2);
    let Value::Row(first) = &rows[0] else { panic!("not a row") };
    assert_eq!(lookup(first, "name"), Some(&Value::Text("Tati Julaeha".into())));
    assert_eq!(lookup(first, "mark"), Some(&Value::Text("present".into())));
    let Value::Row(second) = &rows[1] else { panic!("not a row") };
    assert!(matches!(lookup(second, "person"), Some(Value::Link(_))));
    assert_eq!(lookup(second, "name"), Some(&Value::Text("Enok Rohaeti".into())), "follows from the person");
    assert!(Body::from_row(RecordKind::Session, &form.values()).is_ok());
    press(&mut form, "{Up}{C-x}");
    assert_eq!(form.value("participants"), Some(&Value::List(rows[1..].to_vec())));
    press(&mut form, "{C-z}");
    assert_eq!(form.value("participants"), Some(&Value::List(rows)));
    press(&mut form, "{Down}{Down}{Enter}");
    assert_eq!(form.focused(), Some("course"), "Enter on the empty row goes on");
}

#[test]
fn hidden_columns_of_rows_survive_editing() {
    let link = Value::Link("follow_up:00000000000000000000000009".parse().unwrap());
    let row: Row = vec![(
        "plan".into(),
        Value::List(vec![Value::Row(vec![
            ("what".into(), Value::Text("kunjungan".into())),
            ("follow_up".into(), link.clone()),
        ])]),
    )];
    let mut form = form(RecordKind::Session, &row);
    form.focus_on("plan", &World, today());
    press(&mut form, " rumah");
    let draft = form.raw();
    let mut again = super::sample::form(RecordKind::Session, &Row::new());
    again.restore(&draft, &World, today());
    for form in [form, again] {
        let Some(Value::List(rows)) = form.value("plan") else { panic!("no rows") };
        let Value::Row(plan) = &rows[0] else { panic!("not a row") };
        assert_eq!(lookup(plan, "what"), Some(&Value::Text("kunjungan rumah".into())));
        assert_eq!(lookup(plan, "follow_up"), Some(&link));
    }
}

#[test]
fn copy_paste_and_repeat() {
    let mut form = on(RecordKind::Person, "name");
    press(&mut form, "Enok{C-c}{Enter}{C-v}!");
    assert_eq!(text(&form, "alias").as_deref(), Some("Enok!"));
    form.set_repeat(vec![("village".into(), Value::Text("32.04.30.2003".into()))]);
    form.focus_on("village", &World, today());
    assert_eq!(press(&mut form, "{C-d}"), FormEvent::Changed);
    assert_eq!(text(&form, "village").as_deref(), Some("32.04.30.2003"));
    assert_eq!(form.clipboard(), "Enok");
}

#[test]
fn a_record_can_be_looked_up_elsewhere() {
    let mut form = on(RecordKind::Case, "person");
    let event = press(&mut form, "{C-f}");
    assert_eq!(event, FormEvent::PickRecord { field: "person", kind: RecordKind::Person });
    let found = super::Choice::new("person:00000000000000000000000001", "Enok Rohaeti");
    form.choose(found, &World, today());
    assert!(matches!(form.value("person"), Some(Value::Link(_))));
    press(&mut form, "{C-z}");
    assert_eq!(form.value("person"), None);
}

#[test]
fn remarks_of_the_program_do_not_block() {
    let mut form = form(RecordKind::Person, &vec![("village".into(), Value::Text("32.04.30.2003".into()))]);
    press(&mut form, "Enok");
    form.set_remarks(&[("nik", Note::warn("nik_birth_mismatch").with("part", "year"))]);
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Save);
}

#[test]
fn a_begun_row_without_its_required_cell_is_not_saved() {
    let row: Row = vec![
        ("kind".into(), Value::Text("group".into())),
        ("topic".into(), Value::Text("Pola asuh".into())),
        ("on".into(), Value::Date(today().into())),
    ];
    let mut form = form(RecordKind::Session, &row);
    form.focus_on("participants", &World, today());
    press(&mut form, "{Tab}{Tab}per{Tab}");
    assert_eq!(form.missing(), ["participants"]);
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Incomplete);
    press(&mut form, "Tati");
    assert_eq!(press(&mut form, "{C-s}"), FormEvent::Save, "the caret stood on the name");
}

fn any_key() -> impl Strategy<Value = Key> {
    prop_oneof![
        8 => prop::sample::select("ab3-. rst漢".chars().collect::<Vec<_>>()).prop_map(Key::Char),
        6 => prop::sample::select(vec![
            Key::Enter, Key::Tab, Key::BackTab, Key::Esc, Key::Up, Key::Down, Key::Left, Key::Right, Key::Home,
            Key::End, Key::PageUp, Key::PageDown, Key::Backspace, Key::Delete,
        ]),
        3 => prop::sample::select("zcvdxsu".chars().collect::<Vec<_>>()).prop_map(Key::Ctrl),
        1 => Just(Key::Paste("Enok\nRohaeti\u{1b}[2J".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_keys_break_a_form_or_its_draft(
        kind in prop::sample::select(RecordKind::ALL),
        start in 0usize..30,
        keys in prop::collection::vec(any_key(), 1..60),
    ) {
        let mut form = form(kind, &Row::new());
        for _ in 0..start {
            form.press(&Key::Tab, &World, today());
            if form.focused() == Some("participants") {
                form.press(&Key::Enter, &World, today());
            }
        }
        for key in &keys {
            form.press(key, &World, today());
        }
        prop_assert!(Body::from_row(kind, &form.values()).is_ok(), "{:?}", form.values());
        let mut again = super::sample::form(kind, &Row::new());
        again.restore(&form.raw(), &World, today());
        prop_assert_eq!(again.raw(), form.raw());
        prop_assert_eq!(again.values(), form.values());
        for _ in 0..100 {
            form.press(&Key::Ctrl('z'), &World, today());
        }
        prop_assert!(!form.is_changed(), "{:?}", form.raw());
    }
}

fn rows(form: &Form, id: &str) -> Vec<Row> {
    let Some(Value::List(items)) = form.value(id).cloned() else { return Vec::new() };
    items.into_iter().filter_map(|item| if let Value::Row(row) = item { Some(row) } else { None }).collect()
}

fn cell(row: &Row, id: &str) -> String {
    lookup(row, id).map(Value::plain).unwrap_or_default()
}

fn paste(form: &mut Form, text: &str) -> FormEvent {
    form.press(&Key::Paste(text.into()), &World, today())
}

#[test]
fn each_pasted_line_is_a_row_and_each_tab_a_cell() {
    let mut form = on(RecordKind::Session, "participants");
    // The caret stands in the column for people on record: a name is no link.
    let event = paste(
        &mut form,
        "Siti Aminah\tPerempuan\tKp. Cikitu\r\n2. Budi\r\nUjang\tcowok\tCikawao\thadir\tx\tlansia\n",
    );
    assert_eq!(event, FormEvent::Changed);
    let made = rows(&form, "participants");
    let of = |id: &str| made.iter().map(|row| cell(row, id)).collect::<Vec<_>>();
    assert_eq!(of("name"), ["Siti Aminah", "Budi", "Ujang"]);
    assert_eq!(of("sex"), ["female", "", ""]);
    assert_eq!(of("address"), ["Kp. Cikitu", "", "Cikawao"]);
    assert_eq!(of("mark"), ["", "", "present"]);
    assert_eq!(of("note"), ["", "", "x; lansia"], "more cells than columns");
    // *cowok* is no entry of the list: it stands there and is asked about.
    assert_eq!(form.unreadable(), ["participants"]);
    assert!(form.raw().mentions(&|text| text == "cowok"));
    press(&mut form, "{C-z}");
    assert!(rows(&form, "participants").is_empty(), "one step takes the paste back");
}

#[test]
fn a_paste_writes_over_nothing() {
    let mut form = on(RecordKind::Session, "participants");
    press(&mut form, "{Tab}Enok{Tab}{Tab}{Tab}{Tab}ketua{Tab}{Tab}Asep{Up}");
    paste(&mut form, "Siti\nBudi");
    let names: Vec<String> = rows(&form, "participants").iter().map(|row| cell(row, "name")).collect();
    assert_eq!(names, ["Enok", "Siti", "Budi", "Asep"]);
    assert_eq!(cell(&rows(&form, "participants")[0], "note"), "ketua");
}

#[test]
fn ctrl_d_fills_a_cell_from_the_row_above() {
    let mut form = on(RecordKind::Session, "participants");
    press(&mut form, "{Tab}Enok{Tab}per{Enter}Kp. Cikitu{Tab}{Tab}{Tab}{Tab}Asep{Tab}{Tab}");
    assert_eq!(press(&mut form, "{C-d}"), FormEvent::Changed);
    assert_eq!(cell(&rows(&form, "participants")[1], "address"), "Kp. Cikitu");
    press(&mut form, "{BackTab}{C-d}");
    assert_eq!(cell(&rows(&form, "participants")[1], "sex"), "female");
    press(&mut form, "{C-z}{C-z}");
    assert_eq!(cell(&rows(&form, "participants")[1], "address"), "");
    press(&mut form, "{Tab}{Tab}{Tab}{Tab}");
    assert_eq!(press(&mut form, "{C-d}"), FormEvent::NothingToRepeat, "no mark stands above");
}

#[test]
fn ctrl_d_in_the_first_row_takes_what_was_saved_last() {
    let mut saved = on(RecordKind::Session, "participants");
    paste(&mut saved, "Enok\tper\tKp. Cikitu\nAsep\tlaki-laki\tPacet");
    let mut form = on(RecordKind::Session, "participants");
    assert_eq!(press(&mut form, "{Tab}{C-d}"), FormEvent::NothingToRepeat);
    form.set_repeat(saved.values());
    press(&mut form, "Ujang{Tab}{Tab}{C-d}");
    assert_eq!(cell(&rows(&form, "participants")[0], "address"), "Kp. Cikitu");
}

#[test]
fn ctrl_d_takes_a_field_of_the_same_kind_above_where_nothing_was_saved() {
    let mut form = on(RecordKind::Session, "starts");
    press(&mut form, "09.00{Enter}");
    assert_eq!(form.focused(), Some("ends"));
    press(&mut form, "{C-d}");
    assert_eq!(text(&form, "ends"), text(&form, "starts"));
    form.focus_on("number", &World, today());
    assert_eq!(press(&mut form, "{C-d}"), FormEvent::NothingToRepeat);
}
