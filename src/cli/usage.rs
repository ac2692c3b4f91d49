//! Help and wrong usage in the worker's language. What `args` says of each command and argument in English stands, in
//! both languages, under `usage-<command>` and `usage-<command>-<argument>`; what many commands say alike, under
//! `usage-any-<argument>`.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::text::{Language, Words};

use super::args::Arguments;

/// The language that was asked for, before anything else is read; Indonesian where that can't be told.
pub fn language(arguments: impl IntoIterator<Item = OsString>) -> Language {
    let mut arguments = arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let code = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = code.and_then(|code| Language::from_code(&code)) {
            return language;
        }
    }
    Language::default()
}

/// The command line, which describes itself in these words.
pub fn command(words: &Words) -> Command {
    let flag = |name: &'static str, short, action| {
        let text = words.get(&key("global", Some(name)));
        Arg::new(name)
            .long(name)
            .short(short)
            .action(action)
            .help(text)
            .help_heading(words.get("usage-options"))
    };
    let command = spoken(Arguments::command(), "global", words)
        .about(words.get("usage-global-about"))
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).global(true))
        .arg(flag("version", 'V', ArgAction::Version))
        .subcommand_help_heading(words.get("usage-commands"))
        .subcommand_value_name(words.get("usage-command-name"));
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |verb| {
            let about = words.get(&key(&name, None));
            spoken(verb, &name, words).about(about)
        })
    })
}

fn spoken(command: Command, name: &str, words: &Words) -> Command {
    let heading = words.get("usage-heading");
    command
        .disable_help_flag(true)
        .help_template(format!("{{about-with-newline}}\n{heading}: {{usage}}\n\n{{all-args}}"))
        .mut_args(|argument| {
            let id = argument.get_id().as_str().to_owned();
            let kind = if argument.is_positional() { "usage-arguments" } else { "usage-options" };
            argument.help(words.get(&key_of(name, &id, words))).help_heading(words.get(kind))
        })
}

fn key(command: &str, argument: Option<&str>) -> String {
    let name = argument.map_or_else(|| command.to_owned(), |argument| format!("{command}-{argument}"));
    format!("usage-{}", name.replace('_', "-"))
}

/// The argument's own words, or those it shares with others.
fn key_of(command: &str, argument: &str, words: &Words) -> String {
    let own = key(command, Some(argument));
    if words.has(&own) { own } else { key("any", Some(argument)) }
}

/// What is wrong with the arguments. Values are not repeated: they may be somebody's name.
pub fn wrong(error: &clap::Error, words: &Words) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string);
    let what = context(ContextKind::InvalidArg).or_else(|| context(ContextKind::InvalidSubcommand));
    let what = what.unwrap_or_default().replace('\n', " ");
    let told = [("what", what.as_str().into())];
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => words.say("usage-unknown", &told),
        ErrorKind::MissingRequiredArgument => words.say("usage-missing", &told),
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals
        | ErrorKind::InvalidUtf8 => words.say("usage-value", &told),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            words.say("usage-twice", &[("what", what.as_str().into()), ("other", other.into())])
        }
        _ => words.get("usage-unreadable"),
    };
    let near = context(ContextKind::SuggestedArg).or_else(|| context(ContextKind::SuggestedSubcommand));
    let meant = near.map(|near| words.say("usage-meant", &[("what", near.into())]));
    [Some(sentence), meant].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Help as clap writes it, its few fixed words in the language too.
pub fn help(error: &clap::Error, words: &Words) -> String {
    let text = error.render().to_string().replace(" [default: \"\"]", "").replace("[default: \"\"]", "");
    if words.language() == Language::En {
        return text;
    }
    text.replace("[OPTIONS]", "[PILIHAN]")
        .replace("[default: ", "[bawaan: ")
        .replace("[aliases: ", "[alias: ")
}

/// Every key that is composed here.
#[cfg(test)]
pub fn keys() -> std::collections::BTreeSet<String> {
    let words = Words::new(Language::Id);
    let command = command(&words);
    let of = |command: &Command, name: &str| -> Vec<String> {
        command.get_arguments().map(|argument| key_of(name, argument.get_id().as_str(), &words)).collect()
    };
    let globals = [of(&command, "global"), vec![key("global", Some("about"))]].concat();
    let verbs = command.get_subcommands().flat_map(|verb| {
        let name = verb.get_name();
        [of(verb, name), vec![key(name, None)]].concat()
    });
    verbs.chain(globals).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &[&str]) -> clap::Error {
        let words = Words::new(Language::Id);
        command(&words).try_get_matches_from(arguments).unwrap_err()
    }

    #[test]
    fn every_command_and_argument_is_described_in_both_languages() {
        for language in Language::ALL {
            let command = command(&Words::new(language));
            let described = |command: &Command| {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("usage-"), "{}", command.get_name());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    let name = format!("{} {}", command.get_name(), argument.get_id());
                    assert!(!help.is_empty() && !help.starts_with("usage-"), "{name}");
                }
            };
            described(&command);
            command.get_subcommands().for_each(described);
        }
    }

    #[test]
    fn the_english_words_are_those_of_the_source() {
        let (source, spoken) = (Arguments::command(), command(&Words::new(Language::En)));
        for verb in source.get_subcommands() {
            let said = spoken.find_subcommand(verb.get_name()).and_then(Command::get_about);
            assert_eq!(
                said.map(ToString::to_string),
                verb.get_about().map(|t| t.to_string().replace('`', ""))
            );
        }
    }

    #[test]
    fn help_and_wrong_usage_are_indonesian() {
        let words = Words::new(Language::Id);
        let text = help(&asked(&["simpul", "list", "--help"]), &words);
        for part in ["Pemakaian: simpul list [PILIHAN] <KIND>", "Isian:", "Pilihan:", "Daftar satu jenis"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("Options"), "{text}");
        let wrong = |arguments: &[&str]| wrong(&asked(arguments), &words);
        assert_eq!(wrong(&["simpul", "daftr"]), "Tidak dikenal: daftr. Mungkin maksudnya daftar.");
        assert_eq!(wrong(&["simpul", "list"]), "Belum disebut: <KIND>.");
        let value = wrong(&["simpul", "list", "people", "--limit", "Siti"]);
        assert!(value.contains("--limit") && !value.contains("Siti"), "{value}");
    }

    #[test]
    fn the_language_is_read_ahead() {
        let language = |arguments: &[&str]| language(arguments.iter().map(OsString::from));
        assert_eq!(language(&["simpul", "--help", "--lang", "en"]), Language::En);
        assert_eq!(language(&["simpul", "--lang=en"]), Language::En);
        assert_eq!(language(&["simpul", "--lang", "jv"]), Language::Id);
    }
}
