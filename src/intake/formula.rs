//! Text that a spreadsheet would run as a formula.

/// `=…`, `@…`, or a sign before something that calls or refers. A phone number with a plus is none.
pub fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(['\'', ' ', '\t']);
    match text.chars().next() {
        Some('=' | '@') => text.len() > 1,
        Some('+' | '-') => {
            text.contains(['(', '!', '|'])
                && text.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '(')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_and_what_is_none() {
        for text in
            ["=1+1", "=+6281255504207", "@SUM(A1)", "+cmd|' /C calc'!A0", "=HYPERLINK(\"x\")", "-2+3+cmd|x"]
        {
            assert!(is_formula(text), "{text}");
        }
        for text in ["+62 812 5550 1234", "-", "- tidak ada", "=", "+(022) 5950123", "-5", "a=b"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
