//! Passwords from a file or from somebody at the terminal.

use std::fs;
use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::term;
use crate::text::Words;
use crate::work::Failure;

use super::trouble;

/// Shortest password that is taken for a new store.
const SHORTEST: usize = 8;
/// A password is a line, not a file of any size.
const LONGEST: u64 = 64 * 1024;

/// The whole file, but for one line end at its end.
pub fn of_file(path: &Path) -> Result<SecretString, Failure> {
    let shown = path.display().to_string();
    let failed = |key| trouble::failed(key, &[("path", &shown)]);
    let size = fs::metadata(path).map_err(|_| failed("cli-password-file"))?.len();
    if size > LONGEST {
        return Err(failed("cli-password-file-large"));
    }
    let bytes = Zeroizing::new(fs::read(path).map_err(|_| failed("cli-password-file"))?);
    let text = std::str::from_utf8(&bytes).map_err(|_| failed("cli-password-file-text"))?;
    Ok(SecretString::from(without_line_end(text)))
}

fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

/// Typed at the terminal, not shown.
pub fn ask(words: &Words, prompt: &str) -> Result<SecretString, Failure> {
    typed(&words.get(prompt), "cli-no-terminal")
}

/// The passphrase of a bundle.
pub fn ask_passphrase(words: &Words) -> Result<SecretString, Failure> {
    typed(&words.get("cli-passphrase"), "cli-no-terminal-passphrase")
}

fn typed(prompt: &str, no_terminal: &str) -> Result<SecretString, Failure> {
    match term::password::ask(prompt) {
        Ok(Some(typed)) => Ok(typed),
        Ok(None) => Err(trouble::failed("cli-stopped", &[])),
        Err(_) => Err(trouble::usage(no_terminal, &[])),
    }
}

/// Typed twice, the same.
pub fn ask_twice(words: &Words) -> Result<SecretString, Failure> {
    let first = ask(words, "cli-password-new")?;
    let again = ask(words, "cli-password-again")?;
    if first.expose_secret() == again.expose_secret() {
        Ok(first)
    } else {
        Err(trouble::failed("cli-password-differs", &[]))
    }
}

/// Long enough, and not what anybody would try first. `name` is the worker's own, `area` the code of the sub-district.
pub fn hard_enough(password: SecretString, name: &str, area: &str) -> Result<SecretString, Failure> {
    if password.expose_secret().chars().count() < SHORTEST {
        return Err(trouble::usage("cli-password-short", &[("length", &SHORTEST.to_string())]));
    }
    match crate::catalog::weakness(password.expose_secret(), name, area) {
        Some(why) => Err(trouble::usage("password-weak", &[("why", why)])),
        None => Ok(password),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_end_is_dropped() {
        for (text, kept) in [
            ("abc", "abc"),
            ("abc\n", "abc"),
            ("abc\r\n", "abc"),
            ("abc\n\n", "abc\n"),
            ("abc \n", "abc "),
            ("\n", ""),
        ] {
            assert_eq!(without_line_end(text), kept, "{text:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let failure = of_file(Path::new("/no/such/file")).unwrap_err();
        assert_eq!(failure.exit_code, 1);
        assert!(failure.words(&Words::new(crate::text::Language::Id)).contains("/no/such/file"));
    }
}
