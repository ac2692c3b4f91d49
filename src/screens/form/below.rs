//! What stands below a form: who might be the person that is typed, and what the family receives already.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{LikelyPerson, Shell};
use crate::desk::Neighbour;
use crate::ui::print;

/// What the family receives already.
pub fn draw_near(near: &[Neighbour], frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let (theme, ellipsis) = (&shell.theme, shell.theme.symbols.ellipsis);
    let head = shell.say("aid-near-title", &[("count", near.len().into())]);
    let at = (area.x + 3, area.y);
    print(frame.buffer_mut(), at, &head, area.width.saturating_sub(4), theme.warning(), ellipsis);
    let room = usize::from(area.height.saturating_sub(1));
    let told = if near.len() > room { room.saturating_sub(1) } else { room };
    let mut lines: Vec<String> =
        near.iter().take(told).map(|near| crate::screens::aid::neighbour(near, shell)).collect();
    if near.len() > told {
        lines.push(shell.say("aid-near-more", &[("count", (near.len() - told).into())]));
    }
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        let width = area.width.saturating_sub(6);
        print(frame.buffer_mut(), (area.x + 5, y), &line, width, theme.text(), ellipsis);
    }
}

pub fn draw_likely(likely: &[LikelyPerson], frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let theme = &shell.theme;
    let head = shell.get("likely-title");
    print(
        frame.buffer_mut(),
        (area.x + 3, area.y),
        &head,
        area.width - 4,
        theme.warning(),
        theme.symbols.ellipsis,
    );
    for (y, person) in (area.y + 1..area.bottom()).zip(likely) {
        let reasons: Vec<String> = person
            .reasons
            .iter()
            .map(|code| shell.get(&format!("double-{}", code.replace('_', "-"))))
            .collect();
        let age = person.age.map(|age| age.to_string()).unwrap_or_default();
        let who = if person.name.is_empty() { shell.get("masked-record") } else { person.name.clone() };
        let line = [who, age, person.village.clone()].into_iter().filter(|part| !part.is_empty());
        let line = format!("{} ({})", line.collect::<Vec<_>>().join(", "), reasons.join(", "));
        print(
            frame.buffer_mut(),
            (area.x + 5, y),
            &line,
            area.width - 6,
            theme.text(),
            theme.symbols.ellipsis,
        );
    }
}
