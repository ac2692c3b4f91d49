//! What opens over a list: the filter with every value that can be picked, and the orders. Both narrow while one types.

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::Shell;
use crate::desk::{
    Expression, Filter, FilterFault, FilterKey, ListWords, SavedFilterView, Sort, Vocabulary as _,
};
use crate::domain::RecordKind;
use crate::form::Choice;
use crate::ui::key::Key;
use crate::ui::{print, text};

use super::super::choosing::edit_line;
use super::super::picker::{Picked, Picker};

/// The keys in the order in which they are offered.
const OFFERED: [FilterKey; 12] = [
    FilterKey::Village,
    FilterKey::Category,
    FilterKey::State,
    FilterKey::Case,
    FilterKey::Stage,
    FilterKey::Priority,
    FilterKey::Due,
    FilterKey::Sensitivity,
    FilterKey::Tag,
    FilterKey::Age,
    FilterKey::Sex,
    FilterKey::Only,
];

#[derive(Debug)]
pub enum Panel {
    Filter(Picker),
    Sort(Picker),
    /// The name under which the filter is kept.
    Name(Input),
}

/// What a key in the panel came to.
#[derive(Debug)]
pub enum After {
    Stays,
    Closes,
    /// The filter is another one; the panel stays open.
    Filtered,
    /// These words were typed among the conditions.
    Typed(String),
    Sorted(Sort),
    /// The kept filter of this name is used.
    Use(String),
    Drop(String),
    /// What narrows the list is kept under this name.
    Keep(String),
}

impl Panel {
    pub fn filter(kind: RecordKind, filter: &Filter, saved: &[SavedFilterView], shell: &Shell) -> Self {
        Self::Filter(picker(kind, filter, saved, "", shell))
    }

    /// The same with the kept ones, which are counted a moment later.
    pub fn renew(&mut self, kind: RecordKind, filter: &Filter, saved: &[SavedFilterView], shell: &Shell) {
        if let Self::Filter(old) = self
            && old.typed().is_empty()
        {
            let at = old.chosen().map(str::to_owned).unwrap_or_default();
            *old = picker(kind, filter, saved, &at, shell);
        }
    }

    pub fn sort(kind: RecordKind, now: Sort, shell: &Shell) -> Self {
        let orders = Sort::of(kind).iter();
        let choice = |sort: &Sort| Choice::new(sort.code(), shell.get(&format!("sort-{}", sort.code())));
        Self::Sort(Picker::new(orders.map(choice).collect(), now.code()))
    }

    pub fn press(
        &mut self,
        key: &Key,
        kind: RecordKind,
        (filter, saved): (&mut Filter, &[SavedFilterView]),
        shell: &mut Shell,
    ) -> After {
        match self {
            Self::Name(input) => match key {
                Key::Esc => {
                    *self = Self::filter(kind, filter, saved, shell);
                    After::Stays
                }
                Key::Enter => After::Keep(input.value().to_owned()),
                key => {
                    edit_line(input, key);
                    After::Stays
                }
            },
            Self::Filter(_) if *key == Key::Ctrl('s') => {
                *self = Self::Name(Input::default());
                After::Stays
            }
            Self::Filter(picker) if *key == Key::Delete && picker.typed().is_empty() => {
                let name = picker.chosen().and_then(|code| code.strip_prefix(SAVED));
                name.map_or(After::Stays, |name| After::Drop(name.to_owned()))
            }
            Self::Sort(picker) => match picker.press(key) {
                Picked::Nothing => After::Stays,
                Picked::Closed => After::Closes,
                Picked::Chosen(code) => Sort::from_name(&code).map_or(After::Closes, After::Sorted),
            },
            Self::Filter(picker) => match picker.press(key) {
                Picked::Closed => After::Closes,
                Picked::Chosen(code) => {
                    if let Some(name) = code.strip_prefix(SAVED) {
                        return After::Use(name.to_owned());
                    }
                    toggle(filter, &code);
                    *self = Self::Filter(self::picker(kind, filter, saved, &code, shell));
                    After::Filtered
                }
                Picked::Nothing if *key == Key::Enter && !picker.typed().is_empty() => {
                    let typed = picker.typed().to_owned();
                    let read = Expression::read(&typed, &ListWords { lookup: &shell.lookup, kind });
                    match read {
                        Ok(read) => {
                            add(filter, read.filter);
                            *self = Self::filter(kind, filter, saved, shell);
                            After::Typed(read.words)
                        }
                        Err(fault) => {
                            say(&fault, shell);
                            After::Stays
                        }
                    }
                }
                Picked::Nothing => After::Stays,
            },
        }
    }

    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let (picker, hint) = match self {
            Self::Filter(picker) => (picker, "filter-hint"),
            Self::Sort(picker) => (picker, "sort-hint"),
            Self::Name(input) => return draw_name(input, frame, area, shell),
        };
        let lines = text::wrap(&shell.get(hint), usize::from(area.width.saturating_sub(4)));
        let height = u16::try_from(lines.len()).unwrap_or(1);
        for (y, line) in (area.y..).zip(&lines) {
            print(frame.buffer_mut(), (area.x + 2, y), line, area.width - 4, shell.theme.quiet(), ' ');
        }
        let inside = Rect {
            x: area.x + 2,
            y: area.y + height,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(height),
        };
        picker.draw(frame, inside, shell);
    }
}

/// Before the name of a kept filter.
const SAVED: &str = "saved:";

fn picker(kind: RecordKind, filter: &Filter, saved: &[SavedFilterView], at: &str, shell: &Shell) -> Picker {
    let kept = saved.iter().map(|view| {
        let args = [("name", view.name.as_str().into()), ("count", view.count.into())];
        Choice::new(format!("{SAVED}{}", view.name), shell.say("filter-saved", &args))
    });
    let all = kept.chain(values(kind, filter, shell)).collect();
    Picker::new(all, at).with_nothing("filter-nothing")
}

fn draw_name(input: &Input, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
    let label = shell.get("filter-name");
    let at = (area.x + 2, area.y + 1);
    print(frame.buffer_mut(), at, &label, area.width.saturating_sub(4), shell.theme.quiet(), ' ');
    let at = (area.x + 2, area.y + 2);
    let room = area.width.saturating_sub(4);
    let (shown, caret) = text::window(input.value(), input.cursor(), usize::from(room));
    print(frame.buffer_mut(), at, &format!("{shown:<30}"), room, shell.theme.field(), ' ');
    let caret = u16::try_from(caret).unwrap_or(0).min(room.saturating_sub(1));
    frame.set_cursor_position((at.0 + caret, at.1));
}

/// Every value, those marked that the filter has.
fn values(kind: RecordKind, filter: &Filter, shell: &Shell) -> Vec<Choice> {
    let words = ListWords { lookup: &shell.lookup, kind };
    let of_key = |key: FilterKey| {
        let name = shell.get(&format!("filter-{}", code(key)));
        let mark = |value: &str| {
            let on = filter.has(key, false, value);
            if on { shell.theme.symbols.on } else { shell.theme.symbols.off }
        };
        let choice = |(value, label): (String, String)| {
            let number = if key == FilterKey::Category { format!("{value} ") } else { String::new() };
            Choice::new(format!("{}:{value}", code(key)), format!("{} {name}: {number}{label}", mark(&value)))
        };
        words.values(key).into_iter().map(choice).collect::<Vec<_>>()
    };
    OFFERED.into_iter().flat_map(of_key).collect()
}

/// `village`; the locale's `filter-<code>`.
fn code(key: FilterKey) -> &'static str {
    match key {
        FilterKey::Village => "village",
        FilterKey::Category => "category",
        FilterKey::Stage => "stage",
        FilterKey::Priority => "priority",
        FilterKey::Sensitivity => "sensitivity",
        FilterKey::Case => "case",
        FilterKey::Due => "due",
        FilterKey::Reporter => "reporter",
        FilterKey::Tag => "tag",
        FilterKey::State => "state",
        FilterKey::Sex => "sex",
        FilterKey::Age => "age",
        FilterKey::Month => "month",
        FilterKey::Only => "only",
    }
}

fn toggle(filter: &mut Filter, chosen: &str) {
    let key = chosen.split_once(':').and_then(|(name, value)| {
        let key = OFFERED.into_iter().find(|key| code(*key) == name)?;
        Some((key, value))
    });
    if let Some((key, value)) = key {
        filter.toggle(key, false, value);
    }
}

fn add(filter: &mut Filter, typed: Filter) {
    for cut in typed.cuts {
        for value in cut.values {
            if !filter.has(cut.key, cut.not, &value) {
                filter.toggle(cut.key, cut.not, &value);
            }
        }
    }
}

fn value_words(key: FilterKey, value: &str, words: &ListWords<'_>, shell: &Shell) -> String {
    match (key, value.parse()) {
        (FilterKey::Category, Ok(number)) => shell.lookup.ppks_abbreviation(number),
        _ => words.spell(key, value),
    }
}

fn say(fault: &FilterFault, shell: &mut Shell) {
    let (key, args) = match fault {
        FilterFault::UnknownKey { written, possible } => (
            "filter-unknown",
            vec![("written", written.as_str().into()), ("parts", possible.as_str().into())],
        ),
        FilterFault::UnknownValue { key, written, possible } => (
            "filter-value",
            vec![
                ("part", (*key).into()),
                ("written", written.as_str().into()),
                ("values", possible.as_str().into()),
            ],
        ),
    };
    let next = shell.words.next(key, &args).unwrap_or_default();
    let said = format!("{} {next}", shell.say(key, &args));
    shell.show(crate::app::ToastKind::Warning, said);
}

/// The filter in words, for the line above the list: `Desa: Cikitu, Nagrak; bukan Tahap: Asesmen`.
pub fn in_words(filter: &Filter, kind: RecordKind, shell: &Shell) -> String {
    let words = ListWords { lookup: &shell.lookup, kind };
    let cuts = filter.cuts.iter().map(|cut| {
        let name = shell.get(&format!("filter-{}", code(cut.key)));
        let values: Vec<String> =
            cut.values.iter().map(|value| value_words(cut.key, value, &words, shell)).collect();
        let said = format!("{name}: {}", values.join(", "));
        if cut.not { shell.say("filter-not", &[("cut", said.into())]) } else { said }
    });
    cuts.collect::<Vec<_>>().join("; ")
}
