//! Records become a sealed, signed bundle. Pure: what comes out is kept in the outbox and only ever copied.

use std::collections::BTreeMap;
use std::{fmt, io};

use chrono::NaiveDate;
use secrecy::SecretString;

use super::envelope::{self, Direction, Envelope, Kind, Sealing};
use super::manifest::{self, Entry};
use super::passphrase::{self, NoRandom};
use super::payload::{self, Contents, Limits, PayloadError};
use super::{BundleId, Digest, Fingerprint, MatchCode, SigningKey, Untrusted, WrongBundleId, WrongKey};
use super::{bag, parts, sealed, workbook};

/// Everything that a bundle says and carries.
#[derive(Clone, Copy)]
pub struct SealRequest<'a> {
    /// 3–8 of A–Z 0–9.
    pub sender: &'a str,
    pub device: &'a str,
    pub recipient: &'a str,
    /// `rekap`, `redaksi`, `lengkap`.
    pub profile: &'a str,
    pub direction: Direction,
    pub sequence: u32,
    pub chain: u64,
    pub previous_tag_manifest: Option<Digest>,
    pub kind: Kind,
    pub from: u64,
    pub to: u64,
    pub acknowledged_chain: Option<u64>,
    pub date: NaiveDate,
    /// Whether the workbook names people: then it is encrypted with the passphrase.
    pub personal_data: bool,
    pub withheld: &'a BTreeMap<String, u64>,
    pub answers_to: &'a [String],
    pub contents: &'a Contents,
    /// A plain XLSX.
    pub workbook: Option<&'a [u8]>,
    /// A PDF that names nobody; other letters go into [`Contents::files`].
    pub letter: Option<&'a [u8]>,
    /// What is said about aid, printed; a PDF that names nobody.
    pub aid: Option<&'a [u8]>,
    /// Makes the receipt (PDF, counts only) once the match code is known.
    pub receipt: Option<&'a ReceiptPrinter<'a>>,
}

/// Prints a receipt.
pub type ReceiptPrinter<'a> = dyn Fn(&ReceiptFacts) -> io::Result<Vec<u8>> + 'a;

/// What only the sealing knows of a receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiptFacts {
    pub envelope: Envelope,
    pub match_code: MatchCode,
    pub fingerprint: Fingerprint,
}

impl fmt::Debug for SealRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealRequest")
            .field("sender", &self.sender)
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

/// A bundle as it is kept and copied.
#[derive(Clone, Debug)]
pub struct SealedBundle {
    pub id: BundleId,
    /// Path below the bundle's folder, and bytes; the tag manifest last.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the next bundle in the chain names.
    pub tag_manifest_sha256: Digest,
    pub passphrase: SecretString,
    pub fingerprint: Fingerprint,
    pub match_code: MatchCode,
}

impl SealedBundle {
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.as_slice())
    }

    pub fn total_bytes(&self) -> u64 {
        self.files.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }
}

/// Nothing was sealed, no sequence number is spent.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error(transparent)]
    Id(#[from] WrongBundleId),
    #[error(transparent)]
    Payload(#[from] PayloadError),
    /// Larger than a reader takes: a line, a file, or all together.
    #[error("no reader would take the contents")]
    Unreadable(#[source] Untrusted),
    #[error(transparent)]
    Random(#[from] NoRandom),
    #[error(transparent)]
    Key(#[from] WrongKey),
    #[error("the envelope can't be written")]
    Envelope(#[from] serde_json::Error),
    #[error("sealing failed")]
    Seal(#[source] io::Error),
    #[error("the workbook can't be encrypted")]
    Workbook(#[source] io::Error),
    #[error("the receipt can't be printed")]
    Receipt(#[source] io::Error),
}

impl SealError {
    /// The words are `seal-<code>` in the locale.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Id(_) => "id",
            Self::Payload(_) | Self::Unreadable(_) | Self::Envelope(_) => "contents",
            Self::Random(_) => "random",
            Self::Key(_) => "key",
            Self::Seal(_) => "seal",
            Self::Workbook(_) => "workbook",
            Self::Receipt(_) => "receipt",
        }
    }
}

/// Makes passphrase, sealed part, workbook, manifests and signature. Takes about half a second: scrypt.
pub fn seal(request: &SealRequest<'_>, key: &SigningKey) -> Result<SealedBundle, SealError> {
    seal_at_cost(request, key, sealed::COST, parts::MAX_FILE)
}

pub(super) fn seal_at_cost(
    request: &SealRequest<'_>,
    key: &SigningKey,
    cost: u8,
    max_file: usize,
) -> Result<SealedBundle, SealError> {
    let id = BundleId::new(request.sender, request.sequence)?;
    let passphrase = passphrase::generate()?;
    let public = key.public()?;
    let envelope = envelope_of(request, &id, public.to_text());

    let plain = zeroize::Zeroizing::new(payload::write(request.contents)?);
    payload::read(&plain, &Limits::default()).map_err(SealError::Unreadable)?;
    let sealed = sealed::seal(&plain, &passphrase, cost).map_err(SealError::Seal)?;
    let mut payload = parts::split(&bag::sealed_path(&id), sealed, max_file);
    let match_code = MatchCode::of(payload.iter().map(|(_, bytes)| Digest::of(bytes)));
    let facts = ReceiptFacts { envelope, match_code, fingerprint: public.fingerprint() };
    payload.extend(for_eyes(request, &id, &passphrase, &facts)?);

    let files = bagged(payload, &facts.envelope, key)?;
    let tag_manifest_sha256 = files.last().map_or_else(|| Digest::of(b""), |(_, bytes)| Digest::of(bytes));
    let ReceiptFacts { match_code, fingerprint, .. } = facts;
    Ok(SealedBundle { id, files, tag_manifest_sha256, passphrase, fingerprint, match_code })
}

fn envelope_of(request: &SealRequest<'_>, id: &BundleId, signing_key: String) -> Envelope {
    Envelope {
        format: envelope::FORMAT.to_owned(),
        version: envelope::VERSION,
        minimum_reader_version: envelope::VERSION,
        id: id.to_string(),
        sender: id.sender().to_owned(),
        device: request.device.to_owned(),
        recipient: request.recipient.to_owned(),
        profile: request.profile.to_owned(),
        direction: request.direction,
        sequence: request.sequence,
        chain: request.chain,
        previous_tag_manifest: request.previous_tag_manifest.map(|digest| digest.to_string()),
        kind: request.kind,
        from: request.from,
        to: request.to,
        acknowledged_chain: request.acknowledged_chain,
        date: request.date,
        signing_key,
        sealing: Sealing::AgePassphrase,
        personal_data: request.personal_data,
        counts: request.contents.counts(),
        withheld: request.withheld.clone(),
        answers_to: request.answers_to.to_vec(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        unknown: serde_json::Map::new(),
    }
}

/// Workbook, letter, papers of aid and receipt: what an officer opens without Simpul.
fn for_eyes(
    request: &SealRequest<'_>,
    id: &BundleId,
    passphrase: &SecretString,
    facts: &ReceiptFacts,
) -> Result<Vec<(String, Vec<u8>)>, SealError> {
    let mut files = Vec::new();
    if let Some(plain) = request.workbook {
        let bytes = if request.personal_data {
            workbook::encrypt(plain, passphrase).map_err(SealError::Workbook)?
        } else {
            plain.to_vec()
        };
        files.push((bag::report_path(id), bytes));
    }
    if let Some(letter) = request.letter {
        files.push((bag::letter_path(id), letter.to_vec()));
    }
    if let Some(aid) = request.aid {
        files.push((bag::aid_path(id), aid.to_vec()));
    }
    if let Some(print) = request.receipt {
        files.push((bag::receipt_path(id), print(facts).map_err(SealError::Receipt)?));
    }
    Ok(files)
}

/// The payload with its tag files, manifests and signature around it.
fn bagged(
    payload: Vec<(String, Vec<u8>)>,
    envelope: &Envelope,
    key: &SigningKey,
) -> Result<Vec<(String, Vec<u8>)>, SealError> {
    let listed =
        |files: &[(String, Vec<u8>)]| manifest::write(files.iter().map(|(p, b)| Entry::of(p, b)).collect());
    let mut files = vec![
        (bag::BAGIT.to_owned(), bag::BAGIT_TEXT.into()),
        (bag::BAG_INFO.to_owned(), bag::info(envelope, &payload).into_bytes()),
        (bag::MANIFEST.to_owned(), listed(&payload).into_bytes()),
        (bag::READ_ME.to_owned(), bag::read_me(envelope).into_bytes()),
        (envelope::FILE.to_owned(), envelope.to_bytes()?),
    ];
    let tag_manifest = listed(&files).into_bytes();
    files.extend(payload);
    files.push((bag::SIGNATURE.to_owned(), key.sign(&tag_manifest)?));
    files.push((bag::TAG_MANIFEST.to_owned(), tag_manifest));
    Ok(files)
}
