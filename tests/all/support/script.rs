//! Key scripts: `2/enok<Enter>k<C-s>`. Every character is a key; what stands in `<>` is a named one.

use simpul::ui::key::Key;

/// The keys of a script. `<lt>` is `<`.
pub fn keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        if first == '<' {
            let (name, after) = rest[1..].split_once('>').unwrap_or_else(|| panic!("no > in {rest:?}"));
            keys.push(named(name));
            rest = after;
        } else {
            keys.push(Key::Char(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    keys
}

fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("C-") {
        return Key::Ctrl(letter.chars().next().unwrap_or_else(|| panic!("<{name}>")));
    }
    match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "S-Tab" => Key::BackTab,
        "Esc" => Key::Esc,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "BS" => Key::Backspace,
        "Del" => Key::Delete,
        "F1" => Key::F(1),
        "F2" => Key::F(2),
        "F4" => Key::F(4),
        "F9" => Key::F(9),
        "lt" => Key::Char('<'),
        other => panic!("no key <{other}>"),
    }
}
