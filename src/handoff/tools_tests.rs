//! A bundle at full cost, held against tools that others wrote: `cargo test -- --ignored other_tools`.

use std::process::Command;

use chrono::NaiveDate;
use secrecy::ExposeSecret as _;

use super::{SealRequest, SigningKey, sample, seal, stick, verify};
use crate::paper::page::PageSize;
use crate::paper::sheet::{Cell, Sheet};
use crate::paper::xlsx;

/// `SIMPUL_PYTHON` names the Python that has what `tests/tools/handoff.py` needs.
#[test]
#[ignore = "needs Python packages, age and LibreOffice; CI installs them"]
fn other_tools_accept_a_bundle() {
    let sheet = Sheet {
        name: "Penerima".into(),
        title: vec!["Penerima bantuan".into()],
        header: ["NIK", "Catatan"].map(str::to_owned).to_vec(),
        rows: vec![["3204305708500001", "=1+1"].map(Cell::from).to_vec()],
        facts: Vec::new(),
        widths: vec![20.0, 20.0],
    };
    let report =
        xlsx::workbook(&[sheet], PageSize::A4, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()).unwrap();
    let key = SigningKey::generate().unwrap();
    let started = std::time::Instant::now();
    let bundle = sample::with_request(|request| {
        seal(&SealRequest { workbook: Some(&report), ..*request }, &key).unwrap()
    });
    let took = started.elapsed();
    let root = tempfile::tempdir().unwrap();
    let written = stick::write(&bundle, root.path(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    assert!(verify(root.path()).is_ok());
    let python = std::env::var("SIMPUL_PYTHON").unwrap_or_else(|_| "python3".into());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tools/handoff.py");
    let words = bundle.passphrase.expose_secret();
    let run = Command::new(python).arg(script).arg(&written.folder).arg(words).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "sealed in {took:?}\n{out}\n{err}");
    assert!(
        out.contains("bagit-python") && out.contains("age opens it") && out.contains("msoffcrypto"),
        "{out}"
    );
    eprintln!("sealed in {took:?}\n{out}");
}
