//! A case with what was recorded under it.

use chrono::{Days, NaiveDate};

use crate::domain::organization::Service;
use crate::domain::referral::Event;
use crate::domain::{Case, FollowUp, Need, Organization, Record, RecordKey, RecordKind, Referral, Visit};

use super::identity;
use super::people::Maker;

const PROBLEMS: &[(&str, &str, &str)] = &[
    ("Lansia tinggal sendiri, rumah bocor dan tidak ada pengasuh", "perumahan", "perbaikan_rumah"),
    ("Anak putus sekolah karena biaya seragam", "pendidikan", "beasiswa"),
    ("Perlu kursi roda, tidak dapat berjalan sendiri", "alat_bantu", "alat_bantu"),
    ("Belum menerima bantuan pangan sejak Maret", "pangan", "bansos_reguler"),
    ("Gangguan jiwa, putus obat dua bulan", "kesehatan", "kesehatan_jiwa"),
    ("Anak balita gizi kurang, perlu makanan tambahan dan pemeriksaan", "kesehatan", "gizi_balita"),
    ("Minta pendampingan karena kekerasan dalam rumah tangga", "perlindungan", "pendampingan_korban"),
    ("Kartu JKN tidak aktif, perlu diaktifkan lagi", "kesehatan", "aktivasi_pbi"),
    ("Rumah rusak setelah longsor, menumpang di rumah saudara", "kedaruratan", "btt"),
    ("Belum punya akta kelahiran dan KIA", "adminduk", "adminduk"),
    ("Usaha kecil berhenti, tidak ada modal", "pekerjaan_usaha", "modal_usaha"),
    ("Tidak ada yang merawat karena keluarga merantau", "pengasuhan", "panti_lansia"),
];
const OFFICES: &[(&str, &str, &str)] = &[
    ("Dinas Sosial", "dinas_sosial", "btt"),
    ("Puskesmas Contoh", "puskesmas", "layanan_kesehatan"),
    ("Baznas Contoh", "baznas", "santunan"),
    ("LKSA Contoh Ikhlas", "lksa", "panti_anak"),
    ("Yayasan Contoh Peduli", "foundation", "alat_bantu"),
    ("UPTD PPA Contoh", "uptd_ppa", "pendampingan_korban"),
];
const SOURCES: &[&str] =
    &["self", "family", "neighbor", "rt_rw", "psm", "puskesos", "village_office", "health_facility"];
const TASKS: &[(&str, &str)] = &[
    ("Kunjungan rumah berikut", "home_visit"),
    ("Tanya hasil lewat telepon", "phone_call"),
    ("Hubungi lembaga", "contact_institution"),
    ("Urus berkas bersama keluarga", "document_help"),
    ("Cek data di desa", "data_check"),
];

impl Maker<'_> {
    pub(super) fn add_organizations(&mut self) {
        for (count, (name, kind, service)) in (0..).zip(OFFICES) {
            let organization = Organization {
                name: (*name).to_owned(),
                kind: (*kind).to_owned(),
                services: vec![Service { service: (*service).to_owned(), ..Service::default() }],
                phone: identity::phone(count),
                status: "active".to_owned(),
                ..Organization::default()
            };
            let record = Record::new(self.ids.make(), organization);
            self.organizations.push(record.key());
            self.ready.push_back(record);
        }
    }

    fn days_ago(&mut self, from: u32, span: u32) -> NaiveDate {
        let days = u64::from(from + self.rng.below(span));
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    fn days_ahead(&mut self, span: u32) -> NaiveDate {
        let days = u64::from(self.rng.below(span));
        self.today.checked_add_days(Days::new(days)).unwrap_or(self.today)
    }

    fn push(&mut self, body: impl Into<crate::domain::Body>, person: RecordKey) {
        let record = Record::new(self.ids.make(), body).under(person);
        self.ready.push_back(record);
    }
}

/// One case of `person`, and `children` records under it: needs, visits, follow-ups and referrals in turn.
pub(super) fn add(maker: &mut Maker<'_>, person: RecordKey, village: &str, children: u32) {
    let (problem, sector, service) = maker.rng.pick(PROBLEMS);
    let opened = maker.days_ago(20, 900);
    let mut case = Case {
        person: Some(person),
        problem: problem.to_owned(),
        village: village.to_owned(),
        priority: maker.rng.pick(&["normal", "normal", "normal", "urgent", "emergency"]).to_owned(),
        source: maker.rng.pick(SOURCES).to_owned(),
        opened: Some(opened.into()),
        consent: maker.rng.pick(&["given", "given", "given", "given", "unknown", "refused"]).to_owned(),
        ..Case::default()
    };
    if case.has_consent() {
        case.consent_on = case.opened;
        "written".clone_into(&mut case.consent_means);
    }
    if maker.rng.chance(25) {
        "goals_met".clone_into(&mut case.closure_reason);
        case.closed_on = Some(maker.days_ago(0, 19).into());
    }
    let mut record = Record::new(maker.ids.make(), case).under(person);
    record.meta.number = maker.number(RecordKind::Case, maker.made.cases);
    let case = record.key();
    maker.ready.push_back(record);
    for child in 0..children {
        // two of five are visits
        match child % 5 {
            0 => add_need(maker, person, case, sector),
            2 => add_follow_up(maker, person, case),
            3 => add_referral(maker, person, case, service),
            _ => add_visit(maker, person, case),
        }
    }
}

fn add_need(maker: &mut Maker<'_>, person: RecordKey, case: RecordKey, sector: &str) {
    let urgency = maker.rng.pick(&["high", "medium", "low"]).to_owned();
    maker.push(Need { case: Some(case), sector: sector.to_owned(), urgency, ..Need::default() }, person);
}

fn add_visit(maker: &mut Maker<'_>, person: RecordKey, case: RecordKey) {
    let findings = [
        "Keadaan membaik, berkas lengkap",
        "Belum ada perubahan",
        "Keluarga sedang tidak di rumah",
        "Perlu obat rutin",
    ];
    let visit = Visit {
        case: Some(case),
        on: Some(maker.days_ago(0, 19).into()),
        kind: "home_visit".to_owned(),
        met: maker.rng.pick(&["client", "spouse", "child", "neighbor", "nobody"]).to_owned(),
        findings: maker.rng.pick(&findings).to_owned(),
        ..Visit::default()
    };
    maker.push(visit, person);
}

fn add_follow_up(maker: &mut Maker<'_>, person: RecordKey, case: RecordKey) {
    let (what, kind) = maker.rng.pick(TASKS);
    let (due, status) = match maker.rng.below(10) {
        0..6 => (maker.days_ago(1, 300), "done"),
        6 => (maker.days_ago(1, 12), "todo"),
        _ => (maker.days_ahead(40), "todo"),
    };
    let task = FollowUp {
        what: what.to_owned(),
        due: Some(due.into()),
        kind: kind.to_owned(),
        responsible: "TKSK".to_owned(),
        case: Some(case),
        origin: Some(case),
        status: status.to_owned(),
        done_on: (status == "done").then(|| due.into()),
        ..FollowUp::default()
    };
    maker.push(task, person);
}

fn add_referral(maker: &mut Maker<'_>, person: RecordKey, case: RecordKey, service: &str) {
    const STATES: &[&str] =
        &["draft", "sealed", "sent", "received", "accepted", "in_service", "outcome", "closed"];
    let reached = 1 + usize::try_from(maker.rng.below(8)).unwrap_or(0);
    let mut on = maker.days_ago(40, 200);
    let mut events = Vec::new();
    for state in STATES.iter().take(reached) {
        let outcome = if *state == "outcome" { "fully_met" } else { "" };
        let id = maker.ids.make().to_string();
        let (state, outcome) = ((*state).to_owned(), outcome.to_owned());
        events.push(Event { id, state, on: Some(on.into()), outcome, ..Event::default() });
        on = on.checked_add_days(Days::new(u64::from(maker.rng.below(5)))).unwrap_or(on);
    }
    maker.referrals += 1;
    let organization =
        maker.organizations.iter().cycle().nth(usize::try_from(maker.referrals % 6).unwrap_or(0));
    let referral = Referral {
        case: Some(case),
        organization: organization.copied(),
        service: service.to_owned(),
        reason: "Perlu layanan yang tidak ada di kecamatan".to_owned(),
        consent: "given".to_owned(),
        events,
        ..Referral::default()
    };
    let mut record = Record::new(maker.ids.make(), referral).under(person);
    record.meta.number = maker.number(RecordKind::Referral, maker.referrals);
    maker.ready.push_back(record);
}
