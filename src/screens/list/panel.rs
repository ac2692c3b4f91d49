//! What opens over a list: the filter with every value that can be picked, and the orders. Both narrow while one types.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::Shell;
use crate::desk::{Expression, Filter, FilterFault, FilterKey, ListWords, Sort, Vocabulary as _};
use crate::domain::RecordKind;
use crate::form::Choice;
use crate::ui::key::Key;
use crate::ui::{print, text};

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
}

impl Panel {
    pub fn filter(kind: RecordKind, filter: &Filter, shell: &Shell) -> Self {
        Self::Filter(Picker::new(values(kind, filter, shell), "").with_nothing("filter-nothing"))
    }

    pub fn sort(kind: RecordKind, now: Sort, shell: &Shell) -> Self {
        let orders = Sort::of(kind).iter();
        let choice = |sort: &Sort| Choice::new(sort.code(), shell.get(&format!("sort-{}", sort.code())));
        Self::Sort(Picker::new(orders.map(choice).collect(), now.code()))
    }

    pub fn press(&mut self, key: &Key, kind: RecordKind, filter: &mut Filter, shell: &mut Shell) -> After {
        match self {
            Self::Sort(picker) => match picker.press(key) {
                Picked::Nothing => After::Stays,
                Picked::Closed => After::Closes,
                Picked::Chosen(code) => Sort::from_name(&code).map_or(After::Closes, After::Sorted),
            },
            Self::Filter(picker) => match picker.press(key) {
                Picked::Closed => After::Closes,
                Picked::Chosen(code) => {
                    toggle(filter, &code);
                    let values = values(kind, filter, shell);
                    *picker = Picker::new(values, &code).with_nothing("filter-nothing");
                    After::Filtered
                }
                Picked::Nothing if *key == Key::Enter && !picker.typed().is_empty() => {
                    let typed = picker.typed().to_owned();
                    let read = Expression::read(&typed, &ListWords { lookup: &shell.lookup, kind });
                    match read {
                        Ok(read) => {
                            add(filter, read.filter);
                            *self = Self::filter(kind, filter, shell);
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
