//! The same document for a word processor: `WordprocessingML` as small as Word and `LibreOffice` read it
//! (ECMA-376, part 1). Written here because the library for it, docx-rs, brings decoders of pictures along, for which a
//! program of 12 MiB has no room.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::pdf::{Block, Document, Signature, Table};

/// The document can't be written.
#[derive(Debug, thiserror::Error)]
#[error("the document can't be written: {0}")]
pub struct NoDocx(#[from] zip::result::ZipError);

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const FOOTER_RELATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;
const SPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// Twentieths of a point.
const MARGIN: u32 = 1120;

/// The same document gives the same bytes.
pub fn docx(document: &Document) -> Result<Vec<u8>, NoDocx> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/document.xml", body(document)),
        ("word/_rels/document.xml.rels", FOOTER_RELATION.to_owned()),
        ("word/footer1.xml", footer(document)),
    ];
    for (name, content) in parts {
        zip.start_file(name, options)?;
        zip.write_all(content.as_bytes()).map_err(zip::result::ZipError::Io)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// How a paragraph stands.
#[derive(Clone, Copy, Default)]
struct Look {
    bold: bool,
    /// Half points.
    size: u32,
    align: &'static str,
    indent: u32,
    /// Properties of the paragraph as they are written.
    more: &'static str,
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of paper and type")]
fn rounded(points: f32) -> u32 {
    points.round() as u32
}

fn body(document: &Document) -> String {
    let (short, long) = document.page.points();
    let (width, height) = if document.is_wide { (long, short) } else { (short, long) };
    let (width, height) = (rounded(width * 20.0), rounded(height * 20.0));
    let writer = Writer { size: rounded(document.size * 2.0), inner: width - 2 * MARGIN };
    let mut xml = format!("{HEAD}<w:document {SPACE}><w:body>");
    for block in &document.blocks {
        writer.block(&mut xml, block);
    }
    let lying = if document.is_wide { r#" w:orient="landscape""# } else { "" };
    let _ = write!(
        xml,
        r#"<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="{width}" w:h="{height}"{lying}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="560" w:footer="560" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    );
    xml
}

fn footer(document: &Document) -> String {
    let field = |name: &str| {
        format!(
            r#"<w:fldSimple w:instr="{name}"><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>"#
        )
    };
    let text = |text: &str| {
        format!(
            r#"<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
            escape(text)
        )
    };
    let numbering = document.numbering.as_ref().map(|(page, of)| {
        [text(&format!("{page} ")), field("PAGE"), text(&format!(" {of} ")), field("NUMPAGES")].concat()
    });
    format!(
        r#"{HEAD}<w:ftr {SPACE}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{}</w:p></w:ftr>"#,
        numbering.unwrap_or_default()
    )
}

struct Writer {
    /// Half points of running text.
    size: u32,
    /// Twentieths of a point between the margins.
    inner: u32,
}

impl Writer {
    fn plain(&self) -> Look {
        Look { size: self.size, ..Look::default() }
    }

    fn block(&self, xml: &mut String, block: &Block) {
        let plain = self.plain();
        let bold = Look { bold: true, ..plain };
        let centered = Look { align: "center", ..bold };
        match block {
            Block::Letterhead(lines) => {
                for (at, line) in lines.iter().enumerate() {
                    let size = if at < 2 { self.size + 4 } else { self.size - 4 };
                    let is_last = at + 1 == lines.len();
                    let more = if is_last {
                        r#"<w:pBdr><w:bottom w:val="double" w:sz="6" w:space="4" w:color="auto"/></w:pBdr>"#
                    } else {
                        ""
                    };
                    paragraph(xml, line, Look { size, more, ..centered });
                }
            }
            Block::Aside(text) => paragraph(xml, text, Look { indent: self.inner * 55 / 100, ..plain }),
            Block::Title(text) => paragraph(xml, text, Look { size: self.size + 8, ..centered }),
            Block::Subtitle(text) => paragraph(xml, text, Look { size: self.size + 2, ..centered }),
            Block::Text(text) => paragraph(xml, text, plain),
            Block::Facts(facts) => {
                let rows = facts.iter().map(|(label, value)| [(label.clone(), plain), (value.clone(), bold)]);
                self.borderless(xml, &[34, 66], rows);
            }
            Block::Ticks(ticks) => {
                let cell = |tick: Option<&(bool, String)>| {
                    let sign = |ticked: bool| if ticked { '\u{2612}' } else { '\u{2610}' };
                    (
                        tick.map(|(ticked, text)| format!("{} {text}", sign(*ticked))).unwrap_or_default(),
                        plain,
                    )
                };
                self.borderless(
                    xml,
                    &[50, 50],
                    ticks.chunks(2).map(|pair| [cell(pair.first()), cell(pair.get(1))]),
                );
            }
            Block::Blanks(labels) => {
                let dots = ".".repeat(60);
                self.borderless(
                    xml,
                    &[34, 66],
                    labels.iter().map(|label| [(label.clone(), plain), (dots.clone(), plain)]),
                );
            }
            Block::TearOff(words) => {
                let more = r#"<w:keepNext/><w:pBdr><w:top w:val="dashed" w:sz="6" w:space="4" w:color="auto"/></w:pBdr>"#;
                paragraph(xml, words, Look { size: 16, more, ..centered });
            }
            Block::Code { label, code } => {
                let large = Look { size: 40, align: "right", ..bold };
                self.borderless(xml, &[50, 50], [[(label.clone(), plain), (code.clone(), large)]]);
            }
            Block::Table(table) => self.table(xml, table),
            Block::Signatures(signatures) => self.signatures(xml, signatures),
            Block::Gap => paragraph(xml, "", plain),
            Block::NewPage => {
                if xml.contains("<w:p>") {
                    xml.push_str(r#"<w:p><w:r><w:br w:type="page"/></w:r></w:p>"#);
                }
            }
        }
    }

    /// Rows without rules; `parts` of a hundred are the widths.
    fn borderless<const N: usize>(
        &self,
        xml: &mut String,
        parts: &[u32; N],
        rows: impl IntoIterator<Item = [(String, Look); N]>,
    ) {
        begin_table(xml, &parts.map(|part| self.inner * part / 100), false);
        for row in rows {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((text, look), part) in row.iter().zip(parts) {
                cell(xml, self.inner * part / 100, |xml| paragraph(xml, text, *look));
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str("</w:tbl>");
        // Word joins tables that touch.
        paragraph(xml, "", Look { size: 2, ..Look::default() });
    }

    #[expect(clippy::cast_precision_loss, reason = "widths of paper")]
    fn table(&self, xml: &mut String, table: &Table) {
        let all: f32 = table.columns.iter().map(|column| column.weight).sum();
        let widths: Vec<u32> =
            table.columns.iter().map(|column| rounded(self.inner as f32 * column.weight / all)).collect();
        begin_table(xml, &widths, true);
        let size = rounded(table.size * 2.0);
        let mut row = |texts: &[String], is_head: bool| {
            xml.push_str("<w:tr><w:trPr><w:cantSplit/>");
            xml.push_str(if is_head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
            for ((text, column), width) in texts.iter().zip(&table.columns).zip(&widths) {
                let align = if column.is_number { "right" } else { "" };
                let look = Look { bold: is_head, size, align, ..Look::default() };
                cell(xml, *width, |xml| paragraph(xml, text, look));
            }
            xml.push_str("</w:tr>");
        };
        row(&table.header, true);
        for texts in &table.rows {
            row(texts, false);
        }
        xml.push_str("</w:tbl>");
        paragraph(xml, "", Look { size: 2, ..Look::default() });
    }

    fn signatures(&self, xml: &mut String, signatures: &[Signature]) {
        let count = u32::try_from(signatures.len()).unwrap_or(1).max(1);
        let plain = self.plain();
        begin_table(xml, &vec![self.inner / count; signatures.len()], false);
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for signature in signatures {
            cell(xml, self.inner / count, |xml| {
                paragraph(xml, &signature.place_and_date, plain);
                paragraph(xml, &signature.role, plain);
                // Room for a stamp.
                (0..4).for_each(|_| paragraph(xml, "", plain));
                paragraph(xml, &signature.name, Look { bold: true, ..plain });
                paragraph(xml, &signature.below, plain);
            });
        }
        xml.push_str("</w:tr></w:tbl>");
        paragraph(xml, "", Look { size: 2, ..Look::default() });
    }
}

fn begin_table(xml: &mut String, widths: &[u32], ruled: bool) {
    xml.push_str(r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>"#);
    if ruled {
        xml.push_str("<w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            let _ = write!(xml, r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
        }
        xml.push_str("</w:tblBorders>");
    }
    xml.push_str(r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
    for width in widths {
        let _ = write!(xml, r#"<w:gridCol w:w="{width}"/>"#);
    }
    xml.push_str("</w:tblGrid>");
}

fn cell(xml: &mut String, width: u32, content: impl FnOnce(&mut String)) {
    let _ = write!(xml, r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#);
    content(xml);
    xml.push_str("</w:tc>");
}

/// Text as XML has it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Lines of the text are lines of the paragraph.
fn paragraph(xml: &mut String, text: &str, look: Look) {
    let _ = write!(xml, r#"<w:p><w:pPr>{}<w:spacing w:before="0" w:after="0"/>"#, look.more);
    if look.indent > 0 {
        let _ = write!(xml, r#"<w:ind w:left="{}"/>"#, look.indent);
    }
    if !look.align.is_empty() {
        let _ = write!(xml, r#"<w:jc w:val="{}"/>"#, look.align);
    }
    let _ = write!(
        xml,
        r#"</w:pPr><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>{}<w:sz w:val="{}"/></w:rPr>"#,
        if look.bold { "<w:b/>" } else { "" },
        look.size
    );
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            xml.push_str("<w:br/>");
        }
        let clean: String = line.chars().filter(|c| !c.is_control()).collect();
        let _ = write!(xml, r#"<w:t xml:space="preserve">{}</w:t>"#, escape(&clean));
    }
    xml.push_str("</w:r></w:p>");
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use chrono::NaiveDate;

    use super::super::page::PageSize;
    use super::*;

    #[test]
    fn the_same_document_is_the_same_bytes_and_keeps_its_words() {
        let document = Document {
            title: "Surat".into(),
            language: "id".into(),
            made_on: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            page: PageSize::F4,
            is_wide: false,
            size: 12.0,
            numbering: Some(("Halaman".into(), "dari".into())),
            blocks: vec![
                Block::Letterhead(vec!["PEMERINTAH KABUPATEN".into(), "KECAMATAN <PACET> & \u{1}".into()]),
                Block::Facts(vec![("Nomor".into(), "460/1".into())]),
                Block::Ticks(vec![(true, "KTP".into()), (false, "KK".into()), (true, "SKTM".into())]),
                Block::TearOff("Sobek di sini".into()),
                Block::Blanks(vec!["Alasan".into()]),
                Block::Signatures(vec![Signature::default(), Signature::default()]),
            ],
        };
        let bytes = docx(&document).unwrap();
        assert_eq!(bytes, docx(&document).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
        assert!(xml.contains("KECAMATAN &lt;PACET&gt; &amp; <"), "{xml}");
        assert!(xml.contains("\u{2612} KTP") && xml.contains("\u{2610} KK"));
        assert!(xml.contains(r#"<w:pgSz w:w="12189" w:h="18709"/>"#), "{xml}");
    }
}
