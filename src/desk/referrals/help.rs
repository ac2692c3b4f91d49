//! *Siapa bisa membantu*: which organisation has the service that a need asks for, here, open, with which papers. Every
//! line says why it fits or what is missing.

use crate::desk::line::{Line, OrganizationLine};
use crate::desk::{Desk, DeskError, Who};
use crate::domain::organization::{Service, is_checked};
use crate::domain::{Level, Note, PartialDate, RecordKey, RecordKind};
use crate::search::plain;
use crate::sorted::Sorted as _;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpQuery {
    /// The need, case or referral that it is for.
    pub about: Option<RecordKey>,
    /// `needs.csv`; any when empty.
    pub sector: String,
    /// Those with this service first.
    pub service: String,
    /// Desa of the client; anywhere in the area when empty.
    pub village: String,
    /// Documents that are there already.
    pub documents: Vec<String>,
    /// Organisations that were asked before.
    pub besides: Vec<RecordKey>,
}

/// An organisation and one of its services.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub organization: RecordKey,
    pub name: String,
    pub kind: String,
    pub phone: String,
    pub hours: String,
    /// As the organisation's record has it; empty where only its kind speaks for it.
    pub service: String,
    /// Why it fits, and what is missing.
    pub notes: Vec<Note>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Help {
    pub query: HelpQuery,
    /// Whom it is for; masked where they are *rahasia*.
    pub who: Option<Who>,
    /// Those that fit best first.
    pub offers: Vec<Offer>,
}

impl Offer {
    /// Open, here, known of lately, nothing missing.
    pub fn fits(&self) -> bool {
        self.notes.iter().all(|note| note.level < Level::Warn)
    }

    /// The first thing to say of it: what is missing, or else why it fits.
    pub fn first_note(&self) -> Option<&Note> {
        self.notes.iter().find(|note| note.level >= Level::Warn).or(self.notes.first())
    }
}

/// The rank of those of whom only the kind speaks for it begins here.
const USUAL_KIND: u8 = 64;
/// Behind these.
const LICENCE_OVER: u8 = 2 * USUAL_KIND;

/// Whether an organisation works in a desa.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coverage {
    Here,
    Elsewhere,
    Unknown,
    /// No desa was named.
    Unasked,
}

impl Desk {
    /// Who can help with a need, a case or in place of a referral.
    pub fn help_for(&self, about: RecordKey) -> Result<Help, DeskError> {
        let query = self.help_query(about)?;
        Ok(self.who_can_help(query))
    }

    pub fn who_can_help(&self, query: HelpQuery) -> Help {
        let organizations = self.book.of_kind(RecordKind::Organization);
        let mut offers: Vec<(u8, Offer)> = organizations
            .filter_map(|(key, line)| match line {
                Line::Organization(line) => Some((key, line)),
                _ => None,
            })
            .filter(|(key, line)| {
                !query.besides.contains(key) && !matches!(line.status.as_str(), "closed" | "inactive")
            })
            .filter_map(|(key, line)| self.best_offer(key, line, &query))
            .collect();
        offers.order_by(|(a, one), (b, other)| (a, &one.name).cmp(&(b, &other.name)));
        let who = query.about.map(|about| self.who(self.book.root_of(about).flatten().unwrap_or(about)));
        Help { who, offers: offers.into_iter().map(|(_, offer)| offer).collect(), query }
    }

    fn help_query(&self, about: RecordKey) -> Result<HelpQuery, DeskError> {
        let mut query = HelpQuery { about: Some(about), ..HelpQuery::default() };
        let case = match self.book.line(about) {
            Some(Line::Need(need)) => {
                need.sector.as_str().clone_into(&mut query.sector);
                need.case
            }
            Some(Line::Referral(referral)) => {
                referral.service.as_str().clone_into(&mut query.service);
                let need = referral.need.and_then(|need| self.book.line(need));
                query.sector = match need {
                    Some(Line::Need(need)) => need.sector.as_str().to_owned(),
                    _ => self.sector_of(&referral.service),
                };
                query.besides = self.asked_before(about, referral.need);
                referral.case
            }
            Some(Line::Case(_)) => {
                query.sector = self.most_urgent_sector(about);
                Some(about)
            }
            Some(_) => None,
            None => return Err(DeskError::NoSuchRecord(about)),
        };
        let village = case.and_then(|case| self.book.case(case)).map(|case| case.village.as_str().to_owned());
        query.village = village.unwrap_or_default();
        query.documents =
            case.map(|case| self.documents_at_hand(case).into_iter().collect()).unwrap_or_default();
        Ok(query)
    }

    fn sector_of(&self, service: &str) -> String {
        let meant = self.catalog.service_meant(service);
        meant.and_then(|service| service.need_codes.first().cloned()).unwrap_or_default()
    }

    /// Of the needs of a case, the first that waits.
    fn most_urgent_sector(&self, case: RecordKey) -> String {
        let Some(root) = self.book.root_of(case).flatten() else { return String::new() };
        let needs = self.book.children_of_kind(root, RecordKind::Need);
        let sectors = needs.filter_map(|(_, line)| match line {
            Line::Need(need) if need.case == Some(case) => Some(need.sector.as_str().to_owned()),
            _ => None,
        });
        let mut sectors: Vec<String> = sectors.collect();
        sectors.order_by_key(|sector| !self.need_status(root, sector).is_gap());
        sectors.into_iter().next().unwrap_or_default()
    }

    /// Organisations that this referral, and others for the same need, went to.
    fn asked_before(&self, referral: RecordKey, need: Option<RecordKey>) -> Vec<RecordKey> {
        let Some(root) = self.book.root_of(referral).flatten() else { return Vec::new() };
        let all =
            self.book.children_of_kind(root, RecordKind::Referral).filter_map(|(key, line)| match line {
                Line::Referral(line) if key == referral || need.is_some() && line.need == need => {
                    line.organization
                }
                _ => None,
            });
        all.collect()
    }

    /// The service of an organisation that answers best, with its rank.
    fn best_offer(&self, key: RecordKey, line: &OrganizationLine, query: &HelpQuery) -> Option<(u8, Offer)> {
        let answers =
            |own: &&Service| query.sector.is_empty() || self.catalog.answers(&own.service, &query.sector);
        let is_same =
            |own: &Service| !query.service.is_empty() && self.is_one_service(&own.service, &query.service);
        let fitting = line.services.iter().filter(|own| answers(own) || is_same(own));
        let ranked = fitting.map(|own| {
            let notes = self.offer_notes(line, Some(own), query);
            (
                rank(&notes).saturating_add(u8::from(!is_same(own) && !query.service.is_empty()) * 16),
                own.service.clone(),
                notes,
            )
        });
        let best = ranked.min_by_key(|(rank, ..)| *rank).or_else(|| {
            let notes = self.usual_kind(line, &query.sector).then(|| self.offer_notes(line, None, query))?;
            Some((USUAL_KIND.saturating_add(rank(&notes)), String::new(), notes))
        });
        let (rank, service, notes) = best?;
        let offer = Offer {
            organization: key,
            name: line.name.clone(),
            kind: line.kind.clone(),
            phone: line.phone.clone(),
            hours: line.hours.clone(),
            service,
            notes,
        };
        Some((rank, offer))
    }

    fn is_one_service(&self, a: &str, b: &str) -> bool {
        let meant = |written: &str| self.catalog.service_meant(written).map(|service| service.code.as_str());
        a == b || meant(a).is_some_and(|code| meant(b) == Some(code))
    }

    /// Organisations of its kind usually have a service of the sector.
    fn usual_kind(&self, line: &OrganizationLine, sector: &str) -> bool {
        let mut services = self.catalog.services_for(sector);
        services.any(|service| service.organization_kinds.contains(&line.kind))
    }

    fn offer_notes(
        &self,
        line: &OrganizationLine,
        service: Option<&Service>,
        query: &HelpQuery,
    ) -> Vec<Note> {
        let mut notes = self.standing_notes(line, service);
        match self.coverage(line, &query.village) {
            Coverage::Here => notes.push(Note::info("help_here")),
            Coverage::Elsewhere => {
                notes.push(Note::warn("help_elsewhere").with("area", self.area_words(line)));
            }
            Coverage::Unknown => notes.push(Note::info("help_area_unknown")),
            Coverage::Unasked => {}
        }
        let (asked, in_words) = self.catalog.read_documents(service.map_or("", |own| &own.documents));
        let lacking = asked.iter().filter(|code| !query.documents.contains(code));
        let lacking = lacking.map(|code| self.label("document_kind", code)).chain(in_words);
        let lacking = lacking.collect::<Vec<_>>().join(", ");
        if !lacking.is_empty() {
            notes.push(Note::info("help_documents").with("documents", lacking));
        }
        notes
    }

    /// What there is to say of an organisation whoever is sent there: open, room, licence, how old the knowledge is.
    pub(in crate::desk) fn standing_notes(
        &self,
        line: &OrganizationLine,
        service: Option<&Service>,
    ) -> Vec<Note> {
        let mut notes = Vec::new();
        match line.status.as_str() {
            "closed" | "inactive" => notes.push(Note::warn("help_closed")),
            "paused" => notes.push(Note::warn("help_paused")),
            _ => {}
        }
        if service.is_some_and(|own| !own.is_open()) {
            notes.push(Note::warn("help_service_paused"));
        }
        match service.and_then(Service::room) {
            Some(0) => notes.push(Note::warn("help_full")),
            Some(room) => notes.push(Note::info("help_room").with("room", room.to_string())),
            None => {}
        }
        if service.is_none() {
            let knows_none = line.services.is_empty();
            notes.push(Note::info(if knows_none { "help_usual_kind" } else { "help_other_services" }));
        }
        let day = |date: Option<PartialDate>| date.and_then(PartialDate::latest);
        if let Some(until) = day(line.permit_until).filter(|until| *until < self.today) {
            notes.push(Note::warn("help_permit").with("day", self.words().date(until)));
        }
        if !is_checked(line.checked_on, self.today) {
            notes.push(match line.checked_on {
                Some(on) => Note::warn("help_stale").with("day", self.words().partial_date(on)),
                None => Note::warn("help_never_checked"),
            });
        }
        notes
    }

    fn area_words(&self, line: &OrganizationLine) -> String {
        if line.villages.is_empty() {
            return line.area.clone();
        }
        line.villages.iter().map(|code| self.village_name(code)).collect::<Vec<_>>().join(", ")
    }

    /// By the desas that are ticked; else by what is written about the area.
    fn coverage(&self, line: &OrganizationLine, village: &str) -> Coverage {
        if village.is_empty() {
            return Coverage::Unasked;
        }
        if !line.villages.is_empty() {
            let is_here = line.villages.iter().any(|code| code == village);
            return if is_here { Coverage::Here } else { Coverage::Elsewhere };
        }
        let written = plain(&line.area);
        let names = |name: &str| !name.is_empty() && written.contains(&plain(name));
        let here = self.village_name(village);
        let elsewhere = self.villages().iter().any(|other| other.code != village && names(&other.name));
        // A desa that has the name of its kecamatan, as many have, is not meant where the kecamatan is.
        let of_kecamatan = names(&self.area_name()) && !written.starts_with("desa");
        if names(&here) || of_kecamatan || written.starts_with("kab") || written.starts_with("prov") {
            Coverage::Here
        } else if elsewhere || written.starts_with("kec") {
            Coverage::Elsewhere
        } else if written.is_empty() && !line.village.is_empty() && line.kind == "village_office" {
            if line.village == village { Coverage::Here } else { Coverage::Elsewhere }
        } else {
            Coverage::Unknown
        }
    }
}

/// The more that speaks against it, the later it is shown; last, whoever's licence is over.
fn rank(notes: &[Note]) -> u8 {
    if notes.iter().any(|note| note.code == "help_permit") {
        return LICENCE_OVER;
    }
    let weight = |note: &Note| match note.code {
        "help_paused" | "help_service_paused" | "help_elsewhere" => 32,
        "help_full" => 8,
        _ if note.level >= Level::Warn => 2,
        "help_area_unknown" => 1,
        _ => 0,
    };
    notes.iter().map(weight).fold(0, u8::saturating_add).min(USUAL_KIND - 1)
}
