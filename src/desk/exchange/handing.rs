//! Sending: what goes, what stays behind, seal once, copy to a stick as often as wanted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use crate::domain::handoff::{Copy, Count};
use crate::domain::{Body, Handoff, PartialDate, Record, RecordKey, RecordKind};
use crate::handoff::envelope::{Direction, Kind};
use crate::handoff::{self, Contents, Digest, SealRequest, SealedBundle, SigningKey, outbox, stick};
use crate::store::Tree;

use crate::desk::exchange::withholding::{cleaned, forget_shared};
use crate::desk::history::{RecordChange, history_key};
use crate::desk::{Change, Desk, DeskError, codec, exchange::travel, papers::officer};

/// What leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Counts only; names nobody.
    #[default]
    Recap,
    /// Everything that may leave, sealed.
    Full,
}

impl Profile {
    pub fn code(self) -> &'static str {
        match self {
            Self::Recap => "rekap",
            Self::Full => "lengkap",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "rekap" => Some(Self::Recap),
            "lengkap" => Some(Self::Full),
            _ => None,
        }
    }
}

/// What a bundle would hold, before anything is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendPlan {
    pub id: String,
    pub full: bool,
    /// Changes after this save.
    pub from: u64,
    pub counts: BTreeMap<String, u64>,
    pub withheld: BTreeMap<String, u64>,
    /// People held back because they are *rahasia*, and because consent was refused or withdrawn.
    pub secret_people: u64,
    pub refusing_people: u64,
    /// Cases that go on the basis of public duty because consent was never asked.
    pub without_consent: u64,
}

#[derive(Clone, Debug)]
pub struct SendRequest {
    pub profile: Profile,
    pub recipient: String,
    pub purpose: String,
    pub full: bool,
    pub to: PathBuf,
}

/// A bundle that lies on the stick, complete and read back.
#[derive(Clone, Debug)]
pub struct Sent {
    pub id: String,
    pub folder: PathBuf,
    pub chain: u64,
    pub plan: SendPlan,
    pub passphrase: SecretString,
    pub fingerprint: String,
    pub match_code: String,
    pub files: usize,
    pub bytes: u64,
    /// It was sealed before, with the same content, and waited for its first copy.
    pub waited: bool,
}

/// Kinds that travel, with what belongs to a person under that person.
const TRAVELLING: [RecordKind; 18] = [
    RecordKind::Person,
    RecordKind::Household,
    RecordKind::Case,
    RecordKind::Need,
    RecordKind::Assessment,
    RecordKind::Plan,
    RecordKind::Conference,
    RecordKind::Visit,
    RecordKind::FollowUp,
    RecordKind::Session,
    RecordKind::Activity,
    RecordKind::Group,
    RecordKind::Organization,
    RecordKind::Referral,
    RecordKind::Aid,
    RecordKind::PsmReport,
    RecordKind::Question,
    RecordKind::Attachment,
];

/// Bytes of photos and PDFs in one bundle: it is sealed in memory. What is over that is told as held back.
const MOST_ATTACHED: i64 = 96 << 20;

/// Progress of a copy: what is being done, bytes done, bytes in all.
pub type Watch<'a> = &'a mut dyn FnMut(&'static str, u64, u64) -> ControlFlow<()>;

impl Desk {
    /// What a bundle would hold now.
    pub fn plan_send(&self, request: &SendRequest) -> Result<SendPlan, DeskError> {
        Ok(self.gather(request)?.plan)
    }

    /// Seals, keeps the sealed bundle, and copies it.
    pub fn send(&mut self, request: &SendRequest, watch: Watch<'_>) -> Result<Sent, DeskError> {
        if request.profile == Profile::Full && request.purpose.trim().is_empty() {
            return Err(DeskError::Refused("send-needs-purpose"));
        }
        self.check_place(&request.to)?;
        let gathered = self.gather(request)?;
        if let Some(waiting) = self.waiting(request, &gathered.plan)? {
            let sent = self.copy_again(waiting, &request.to, watch)?;
            let plan = SendPlan { id: sent.id.clone(), ..gathered.plan };
            return Ok(Sent { plan, waited: true, ..sent });
        }
        let chain = self.chain(request);
        if watch("sealing", 0, 0).is_break() {
            return Err(DeskError::Cancelled);
        }
        let bundle = self.seal(request, &gathered, &chain)?;
        // From here on the number is spent, and the bundle lies in the outbox whatever happens to the stick.
        let packed = outbox::pack(&bundle).map_err(|_| DeskError::Unreadable)?;
        self.store.files().put(&bundle.id.to_string(), &packed)?;
        let key = self.note_handoff(request, &gathered.plan, &chain, &bundle)?;
        let folder = self.copy_bundle(key, &bundle, &request.to, watch)?;
        Ok(Sent {
            id: bundle.id.to_string(),
            folder,
            chain: chain.number,
            plan: gathered.plan,
            fingerprint: bundle.fingerprint.to_string(),
            match_code: bundle.match_code.to_string(),
            files: bundle.files.len(),
            bytes: bundle.total_bytes(),
            passphrase: bundle.passphrase,
            waited: false,
        })
    }

    /// The last bundle, when no copy of it was finished and a new one would hold the same: its number is used.
    fn waiting(&self, request: &SendRequest, plan: &SendPlan) -> Result<Option<RecordKey>, DeskError> {
        let Some(key) = self.last_bundle() else { return Ok(None) };
        let kept: Handoff = self.typed(key)?;
        let is_such = kept.copies.is_empty()
            && kept.recipient == request.recipient
            && kept.profile == request.profile.code()
            && kept.purpose == request.purpose
            && kept.from_seq.and_then(|seq| u64::try_from(seq).ok()) == Some(plan.from);
        let Some(sealed_at) = kept.to_seq.and_then(|seq| u64::try_from(seq).ok()).filter(|_| is_such) else {
            return Ok(None);
        };
        for seq in sealed_at + 1..self.store.next_seq() {
            if self.change_set(seq)?.is_some_and(|set| !set.action.starts_with("handoff-")) {
                return Ok(None);
            }
        }
        Ok(self.store.files().get(&kept.bundle)?.map(|_| key))
    }

    /// A folder outside the data.
    pub(in crate::desk) fn check_place(&self, to: &Path) -> Result<(), DeskError> {
        let shown = || to.display().to_string();
        if !to.is_dir() {
            return Err(DeskError::NoFolder(shown()));
        }
        // A folder that can't be resolved is told of by the first write.
        let inside = to.canonicalize().ok().zip(self.dir.canonicalize().ok());
        match inside {
            Some((to, data)) if to.starts_with(&data) => Err(DeskError::InsideData(shown())),
            _ => Ok(()),
        }
    }

    /// The bundle that was sealed last.
    pub fn last_bundle(&self) -> Option<RecordKey> {
        self.book.sent_bundles().last().map(|(key, _)| key)
    }

    /// One more copy of a bundle, byte for byte.
    pub fn copy_again(&mut self, handoff: RecordKey, to: &Path, watch: Watch<'_>) -> Result<Sent, DeskError> {
        self.check_place(to)?;
        let kept: Handoff = self.typed(handoff)?;
        let packed = self.store.files().get(&kept.bundle)?.ok_or(DeskError::Refused("bundle-not-kept"))?;
        let bundle = outbox::unpack(&packed).map_err(|_| DeskError::Unreadable)?;
        let folder = self.copy_bundle(handoff, &bundle, to, watch)?;
        Ok(Sent {
            id: kept.bundle,
            folder,
            chain: kept.chain.and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
            plan: SendPlan::default(),
            fingerprint: bundle.fingerprint.to_string(),
            match_code: bundle.match_code.to_string(),
            files: bundle.files.len(),
            bytes: bundle.total_bytes(),
            passphrase: bundle.passphrase,
            waited: false,
        })
    }

    /// The passphrase of a bundle once more; noted in the trail.
    pub fn passphrase_of(&mut self, handoff: RecordKey) -> Result<SecretString, DeskError> {
        let kept: Handoff = self.typed(handoff)?;
        if !kept.sender.is_empty() {
            return Err(DeskError::Refused("bundle-not-kept"));
        }
        self.audit("passphrase-shown", &kept.bundle)?;
        Ok(SecretString::from(kept.passphrase))
    }

    fn copy_bundle(
        &mut self,
        handoff: RecordKey,
        bundle: &SealedBundle,
        to: &Path,
        watch: Watch<'_>,
    ) -> Result<PathBuf, DeskError> {
        let written = stick::write(bundle, to, &mut |progress| {
            watch(progress.stage.name(), progress.done, progress.total)
        })?;
        let mut record = self.record(handoff)?;
        if let Body::Handoff(kept) = &mut record.body {
            kept.copies.push(Copy {
                place: to.display().to_string(),
                on: Some(PartialDate::from(self.today)),
                ..Copy::default()
            });
        }
        // The copy is complete: a store that can't note it must not hide that from the worker.
        let _ = self.save_quietly(Change::of("handoff-copied", vec![record]));
        self.audit_saved("exported", &bundle.id.to_string());
        Ok(written.folder)
    }

    fn seal(
        &self,
        request: &SendRequest,
        gathered: &Gathered,
        chain: &Chain,
    ) -> Result<SealedBundle, DeskError> {
        let worker = self.worker();
        let key = SigningKey::from_bytes(self.store.keys().signing_key())
            .map_err(|error| DeskError::Seal(error.into()))?;
        let aid = officer::aid_sheets(self);
        let aid_paper = self.aid_paper(&aid)?;
        let workbook = self.officer_workbook(request.profile, &gathered.records, aid)?;
        let mut records = gathered.lines(request.profile);
        let files = self.pack_attachments(&mut records)?;
        let contents = Contents { records, events: self.events(request, gathered)?, files };
        let receipt = |facts: &handoff::seal::ReceiptFacts| self.receipt(facts, &gathered.plan);
        let request = SealRequest {
            sender: &worker.sender,
            device: &worker.device,
            recipient: &request.recipient,
            profile: request.profile.code(),
            direction: Direction::Kirim,
            sequence: chain.sequence,
            chain: chain.number,
            previous_tag_manifest: chain.previous,
            kind: if gathered.plan.full { Kind::Full } else { Kind::Incremental },
            from: gathered.plan.from,
            to: self.store.next_seq().saturating_sub(1),
            acknowledged_chain: chain.acknowledged,
            date: self.today,
            personal_data: request.profile == Profile::Full,
            withheld: &gathered.plan.withheld,
            answers_to: &[],
            contents: &contents,
            workbook: Some(&workbook),
            letter: None,
            aid: aid_paper.as_deref(),
            receipt: Some(&receipt),
        };
        Ok(handoff::seal(&request, &key)?)
    }

    fn note_handoff(
        &mut self,
        request: &SendRequest,
        plan: &SendPlan,
        chain: &Chain,
        bundle: &SealedBundle,
    ) -> Result<RecordKey, DeskError> {
        let whole = |n: u64| i64::try_from(n).ok();
        let counted = |counts: &BTreeMap<String, u64>| {
            counts
                .iter()
                .map(|(kind, n)| Count { kind: kind.clone(), number: whole(*n), ..Count::default() })
                .collect()
        };
        let handoff = Handoff {
            bundle: bundle.id.to_string(),
            sequence: Some(chain.sequence.into()),
            recipient: request.recipient.clone(),
            profile: request.profile.code().to_owned(),
            purpose: request.purpose.clone(),
            full: Some(plan.full),
            from_seq: whole(plan.from),
            to_seq: whole(self.store.next_seq().saturating_sub(1)),
            chain: whole(chain.number),
            tag_manifest: bundle.tag_manifest_sha256.to_string(),
            passphrase: bundle.passphrase.expose_secret().to_owned(),
            counts: counted(&plan.counts),
            withheld: counted(&plan.withheld),
            ..Handoff::default()
        };
        let record = Record::new(self.new_id(), handoff);
        let key = record.key();
        self.save_quietly(Change::of("handoff-new", vec![record]))?;
        Ok(key)
    }

    /// Where this bundle stands in its chain: gapless per recipient and profile.
    fn chain(&self, request: &SendRequest) -> Chain {
        let mut chain = Chain { sequence: 1, number: 1, previous: None, acknowledged: None };
        for (_, earlier) in self.book.sent_bundles() {
            let sequence = u32::try_from(earlier.sequence).unwrap_or_default();
            chain.sequence = chain.sequence.max(sequence.saturating_add(1));
            let number = u64::try_from(earlier.chain).unwrap_or_default();
            let is_same_chain =
                earlier.recipient == request.recipient && earlier.profile == request.profile.code();
            if is_same_chain && number >= chain.number {
                chain.number = number + 1;
                chain.previous = Digest::from_hex(&earlier.tag_manifest);
            }
            if is_same_chain && earlier.acknowledged.is_some() {
                chain.acknowledged = chain.acknowledged.max(Some(number));
            }
        }
        chain
    }

    /// Changes after this save are new to the recipient: those since the last *acknowledged* bundle of the chain,
    /// so that a lost stick repairs itself.
    fn acknowledged_until(&self, request: &SendRequest) -> u64 {
        let of_chain = self.book.sent_bundles().filter(|(_, earlier)| {
            earlier.recipient == request.recipient
                && earlier.profile == request.profile.code()
                && earlier.acknowledged.is_some()
        });
        let of_chain = of_chain.filter_map(|(_, earlier)| u64::try_from(earlier.to_seq).ok());
        if request.full { 0 } else { of_chain.max().unwrap_or(0) }
    }

    fn gather(&self, request: &SendRequest) -> Result<Gathered, DeskError> {
        let (secret, refusing) = self.held_back();
        let from = self.acknowledged_until(request);
        let mut plan = SendPlan {
            id: self.next_bundle_id(request),
            full: from == 0,
            from,
            secret_people: secret.len() as u64,
            refusing_people: refusing.len() as u64,
            ..SendPlan::default()
        };
        if request.profile == Profile::Recap {
            // Counts only: nobody travels, and so nobody is held back.
            plan.secret_people = 0;
            plan.refusing_people = 0;
            return Ok(Gathered { plan, records: BTreeMap::new() });
        }
        let held = self.held(secret.into_iter().chain(refusing));
        let mut records: BTreeMap<RecordKind, Vec<Record>> = BTreeMap::new();
        let mut attached = 0_i64;
        for kind in TRAVELLING {
            let keys: Vec<RecordKey> = self.book.of_kind(kind).map(|(key, _)| key).collect();
            for key in keys {
                if self.stays_behind(key, &held) {
                    *plan.withheld.entry(kind.plural().to_owned()).or_default() += 1;
                    continue;
                }
                let record = self.record(key)?;
                if record.meta.updated_seq <= from {
                    continue;
                }
                if let Body::Attachment(attachment) = &record.body {
                    attached = attached.saturating_add(attachment.bytes.unwrap_or_default());
                    if attached > MOST_ATTACHED {
                        *plan.withheld.entry(kind.plural().to_owned()).or_default() += 1;
                        continue;
                    }
                }
                if let Body::Case(case) = &record.body {
                    plan.without_consent += u64::from(!case.has_consent());
                }
                records.entry(kind).or_default().push(cleaned(record, &held));
            }
        }
        for (kind, of_kind) in &records {
            plan.counts.insert(kind.plural().to_owned(), of_kind.len() as u64);
        }
        Ok(Gathered { plan, records })
    }

    fn next_bundle_id(&self, request: &SendRequest) -> String {
        format!("{}-{:06}", self.worker().sender, self.chain(request).sequence)
    }

    /// The change sets since `from`, as far as they touch what travels.
    fn events(
        &self,
        request: &SendRequest,
        gathered: &Gathered,
    ) -> Result<Vec<serde_json::Value>, DeskError> {
        if request.profile == Profile::Recap {
            return Ok(Vec::new());
        }
        let travelling: BTreeSet<RecordKey> = gathered.records.values().flatten().map(Record::key).collect();
        let mut events = Vec::new();
        for seq in gathered.plan.from + 1..self.store.next_seq() {
            let Some(set) = self.change_set(seq)? else { continue };
            let mut changes = Vec::new();
            for touched in set.touched.iter().filter(|touched| travelling.contains(&touched.key)) {
                let bytes = self.store.get(Tree::History, &history_key(touched.key, seq))?;
                let mut change: Option<RecordChange> = bytes.map(|b| codec::decode_value(&b)).transpose()?;
                if let Some(change) = &mut change {
                    forget_shared(touched.key.kind, change);
                }
                changes.push((touched.key, touched.created, change));
            }
            if !changes.is_empty() {
                events.push(travel::event(seq, &set, &changes));
            }
        }
        Ok(events)
    }
}

struct Chain {
    sequence: u32,
    number: u64,
    previous: Option<Digest>,
    acknowledged: Option<u64>,
}

struct Gathered {
    plan: SendPlan,
    records: BTreeMap<RecordKind, Vec<Record>>,
}

impl Gathered {
    /// As lines of NDJSON; a recap holds no records.
    fn lines(&self, profile: Profile) -> Vec<(RecordKind, Vec<serde_json::Value>)> {
        match profile {
            Profile::Recap => Vec::new(),
            Profile::Full => {
                let kinds = self.records.iter();
                kinds.map(|(kind, of_kind)| (*kind, of_kind.iter().map(travel::to_json).collect())).collect()
            }
        }
    }
}
