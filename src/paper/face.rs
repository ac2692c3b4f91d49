//! The type that papers are set in: Noto Sans (OFL), cut to Latin.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::Face as Parsed;

use crate::packed::{packed, unpacked_bytes};

static REGULAR: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked_bytes(packed!("fonts/NotoSans-Regular.ttf")));
static BOLD: LazyLock<Vec<u8>> = LazyLock::new(|| unpacked_bytes(packed!("fonts/NotoSans-Bold.ttf")));

/// One weight, for measuring and for drawing.
pub struct Face {
    parsed: Parsed<'static>,
    pub font: Font,
}

/// Both weights.
pub struct Faces {
    pub regular: Face,
    pub bold: Face,
}

impl Faces {
    /// Nothing only when the program's own fonts are broken.
    pub fn load() -> Option<Self> {
        Some(Self { regular: Face::of(&REGULAR)?, bold: Face::of(&BOLD)? })
    }

    pub fn weight(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }
}

impl Face {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        Some(Self { parsed: Parsed::parse(bytes, 0).ok()?, font: Font::new(bytes.into(), 0)? })
    }

    /// Width in points at a size in points; kerning left out.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let units: u32 = text.chars().map(|c| self.advance(c)).sum();
        // A line of text has far fewer than 2^24 units.
        #[allow(clippy::cast_precision_loss)]
        let units = units as f32;
        units * size / f32::from(self.parsed.units_per_em())
    }

    fn advance(&self, c: char) -> u32 {
        self.parsed
            .glyph_index(c)
            .and_then(|glyph| self.parsed.glyph_hor_advance(glyph))
            .unwrap_or_default()
            .into()
    }

    /// Whether every letter of it is in the type.
    pub fn can_set(&self, text: &str) -> bool {
        text.chars().all(|c| c.is_control() || c.is_whitespace() || self.parsed.glyph_index(c).is_some())
    }

    /// What can be set: letters that the type lacks become `?`, control and direction characters a space.
    pub fn settable(&self, text: &str) -> String {
        let known = |c: char| self.parsed.glyph_index(c).is_some();
        let letter = |c: char| match c {
            c if c.is_control() || c.is_whitespace() => ' ',
            c if known(c) => c,
            _ => '?',
        };
        text.chars().map(letter).collect()
    }

    /// Lines no wider than `width`; a word that is wider is broken.
    pub fn wrapped(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in self.settable(text).split(' ').filter(|word| !word.is_empty()) {
            for piece in self.broken(word, size, width) {
                let Some(line) = lines.last_mut() else { continue };
                let longer = if line.is_empty() { piece.clone() } else { format!("{line} {piece}") };
                if self.width(&longer, size) <= width || line.is_empty() {
                    *line = longer;
                } else {
                    lines.push(piece);
                }
            }
        }
        lines
    }

    fn broken(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            if let Some(piece) = pieces.last_mut() {
                piece.push(letter);
                if self.width(piece, size) > width && piece.chars().count() > 1 {
                    piece.pop();
                    pieces.push(letter.to_string());
                }
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bold_is_wider_and_indonesian_is_complete() {
        let faces = Faces::load().unwrap();
        assert!(faces.bold.width("Tanda Terima", 10.0) > faces.regular.width("Tanda Terima", 10.0));
        let text = "Kabupaten Bandung – “é” Rp1.500.000 § ½";
        assert_eq!(faces.regular.settable(text), text);
        assert_eq!(faces.regular.settable("a\u{202e}b\n字"), "a?b ?");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[a-zA-Z ]{0,200}") {
            let face = Faces::load().unwrap().regular;
            let lines = face.wrapped(&text, 10.0, 60.0);
            prop_assert!(lines.iter().all(|line| face.width(line, 10.0) <= 60.0));
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
