//! Every key of the program, once. The bar, the help, the palette and README's key list are made from this.

use crate::ui::key::Key;

/// Where a command is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// On every screen.
    Everywhere,
    Today,
    People,
    Cases,
    Sessions,
    Referrals,
    Aid,
    Organizations,
    Reports,
    /// What was done in a month.
    Activities,
    /// Where a session is due, desa by desa.
    Planner,
    Groups,
    /// What can be printed of a record.
    Papers,
    Handoffs,
    Settings,
    Mend,
    Overrides,
    NewOverride,
    PsmReports,
    /// Questions to the Dinas.
    Questions,
    PersonPage,
    CasePage,
    SessionPage,
    GroupPage,
    ReferralPage,
    OrganizationPage,
    PsmPage,
    /// Page of any other record.
    OtherPage,
    Form,
    /// Two values of a field side by side.
    Compare,
    Mismatches,
    Import,
    /// The meaning of an import's columns.
    Mapping,
    Send,
    Receive,
    Files,
    Backups,
    /// A backup is being copied, or was.
    BackUp,
    Restore,
    /// The same before anything is open: nothing else is at hand there.
    OutsideFiles,
    OutsideRestore,
    Trail,
    Erase,
    Setup,
    Unlock,
    /// Where aid meets.
    Overlaps,
    /// Families that no aid has reached.
    Untouched,
    /// A donor's list against the book.
    ListCheck,
    /// The last lists against those before.
    ListChanges,
    /// What is printed about aid.
    AidPapers,
    /// For which desa and day the sheet for the field is made.
    DaySheets,
    /// Who can help with a need.
    WhoCanHelp,
    /// How referrals went, by organisation.
    Scorecard,
    /// The shelf of regulations, and what the worker wrote on it.
    Regulations,
    RegulationNotes,
    /// What may be on record twice, and two of them side by side.
    Doubles,
    Pair,
    /// What was thrown away.
    Bin,
    /// Who a volunteer's report is about.
    ReportMatch,
    /// Reports pasted from a chat.
    Chat,
}

impl Place {
    /// Nothing is open: the wizard, the lock, and what can be done from there.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::Unlock | Self::Setup | Self::OutsideFiles | Self::OutsideRestore)
    }
}

macro_rules! commands {
    ($( $id:ident, $name:literal, [$($key:expr),*], $rank:literal, [$($place:ident),*]; )*) => {
        /// What one can do. The words are the locale's `command-<name>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CommandId { $( $id, )* }

        impl CommandId {
            pub fn name(self) -> &'static str { match self { $( Self::$id => $name, )* } }
        }

        /// The table, in the order in which bar and help show it.
        pub static COMMANDS: &[Command] = &[ $( Command {
            id: CommandId::$id, keys: &[$($key),*], rank: $rank, places: &[$(Place::$place),*],
        }, )* ];
    };
}

/// One command. `rank` says how early it leaves a narrow bar: 0 never, 9 is not on the bar at all.
#[derive(Debug)]
pub struct Command {
    pub id: CommandId,
    /// The first one is shown.
    pub keys: &'static [Key],
    pub rank: u8,
    pub places: &'static [Place],
}

use Key::{Char, Ctrl, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Up};

commands! {
    Open, "open", [Enter], 1, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Files, OutsideFiles, Backups, Trail, Untouched, ListCheck, ListChanges, Doubles, Activities, Planner, Groups, GroupPage, Papers, PsmPage, ReportMatch, Chat, Questions, Scorecard, Regulations, RegulationNotes];
    GoOn, "go-on", [Enter], 1, [Import, Compare, Send, Receive, BackUp, Restore, OutsideRestore, Erase, Setup, Unlock];
    Choose, "choose", [Enter], 1, [Mapping, NewOverride];
    OtherSide, "other-side", [Char(' ')], 1, [Compare, Pair];
    Finish, "finish", [Char('s')], 2, [Today, PsmReports, CasePage, PersonPage, PsmPage, OtherPage];
    Postpone, "postpone", [Char('u')], 3, [Today, CasePage, PersonPage, OtherPage];
    New, "new", [Char('n')], 2, [Today, People, Cases, Sessions, Referrals, Organizations, PsmReports, Overrides, Aid, Activities, Groups, SessionPage, GroupPage, ReportMatch, Questions, RegulationNotes];
    NewCase, "new-case", [Char('j')], 2, [PersonPage, People, PsmReports, SessionPage, PsmPage, OtherPage];
    Edit, "edit", [Char('e')], 3, [PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, People, Organizations, Sessions, Mend, Import, Aid, Activities, Groups, GroupPage, PsmPage, PsmReports, Questions, RegulationNotes];
    Visit, "visit", [Char('k')], 2, [CasePage, PersonPage];
    Refer, "refer", [Char('r')], 2, [CasePage, PersonPage];
    FollowUp, "follow-up", [Char('t')], 2, [CasePage, PersonPage, SessionPage, ReferralPage, People, Cases, PsmPage];
    GiveAid, "give-aid", [Char('b')], 6, [PersonPage, CasePage];
    MatchAid, "match-aid", [Char('g')], 3, [Aid];
    NotOnRecord, "not-on-record", [Char('b')], 4, [Aid];
    ShowUnmatched, "show-unmatched", [Char('w')], 4, [Aid];
    WorkPlan, "work-plan", [Char('a')], 7, [Reports, Today];
    DaySheet, "day-sheet", [Char('h')], 7, [Reports, Today];
    ExportAid, "export-aid", [Char('b')], 4, [Reports];
    Monthly, "monthly", [Char('l')], 2, [Reports, Activities];
    Activities, "activities", [Char('k')], 3, [Reports];
    MonthBack, "month-back", [Left], 3, [Reports, Activities];
    MonthOn, "month-on", [Right], 8, [Reports, Activities];
    Decide, "decide", [Enter], 1, [Overlaps];
    NewRule, "new-rule", [Char('n')], 2, [Overlaps];
    Overlaps, "overlaps", [Char('t')], 2, [Aid, Reports];
    Untouched, "untouched", [Char('u')], 2, [Aid, Reports];
    Regulations, "regulations", [Char('r'), Ctrl('r')], 6, [Reports, Aid, Overlaps, ListCheck, Settings, Form, OtherPage, NewOverride];
    ListChanges, "list-changes", [Char('d')], 7, [Aid];
    CheckList, "check-list", [Char('k')], 3, [Aid];
    ShowAll, "show-all", [Char('o')], 2, [Overlaps];
    Doubles, "doubles", [Char('g')], 6, [People, Organizations, Import];
    Same, "same", [Char('s')], 1, [Pair];
    Different, "different", [Char('b')], 1, [Doubles, Pair];
    OpenLeft, "open-left", [Left], 3, [Pair];
    OpenRight, "open-right", [Right], 3, [Pair];
    Need, "need", [Char('d')], 3, [CasePage];
    Assess, "assess", [Char('a')], 4, [CasePage];
    Plan, "plan", [Char('p')], 4, [CasePage];
    Needs, "needs", [Char('D')], 8, [CasePage];
    Steps, "steps", [Char('P')], 8, [CasePage];
    Confer, "confer", [Char('h')], 8, [CasePage];
    Consent, "consent", [Char('i')], 6, [CasePage];
    CloseCase, "close-case", [Char('c')], 5, [CasePage];
    Sent, "sent", [Char('k')], 2, [ReferralPage];
    Answer, "answer", [Char('a')], 2, [ReferralPage, PsmReports, PsmPage];
    Outcome, "outcome", [Char('h')], 3, [ReferralPage];
    Letter, "letter", [Char('p')], 3, [ReferralPage];
    Print, "print", [Char('p')], 4, [SessionPage, GroupPage, OrganizationPage];
    Sheets, "sheets", [Char('o')], 8, [PersonPage, CasePage, ReferralPage, OtherPage];
    Remind, "remind", [Char('g')], 7, [ReferralPage];
    Verification, "verification", [Char('b')], 8, [ReferralPage];
    Confirm, "confirm-client", [Char('y')], 3, [ReferralPage];
    LinkReport, "link-report", [Char('g')], 3, [PsmReports, PsmPage];
    Checked, "checked", [Char('k')], 4, [PsmReports, PsmPage];
    Forward, "forward", [Char('d')], 4, [PsmReports, PsmPage];
    Told, "told", [Char('y')], 3, [PsmReports, PsmPage];
    PasteReports, "paste-reports", [Char('c')], 3, [PsmReports];
    TakeAll, "take-all", [Char('s')], 1, [Chat];
    Present, "present", [Char(' ')], 1, [SessionPage];
    Excused, "excused", [Char('i')], 2, [SessionPage];
    Absent, "absent", [Char('a')], 2, [SessionPage];
    ReferHere, "refer-here", [Char('r')], 3, [OrganizationPage];
    AddSeat, "add-seat", [Char('+')], 2, [SessionPage];
    Planner, "planner", [Char('d')], 3, [Sessions];
    Groups, "groups", [Char('k')], 4, [Sessions];
    ReferOn, "refer-on", [Char('r')], 6, [ReferralPage];
    WhoCanHelp, "who-can-help", [Char('w')], 4, [CasePage, ReferralPage, OtherPage, Organizations];
    ReferTo, "refer-to", [Enter], 1, [WhoCanHelp];
    OpenOffer, "open-offer", [Char('l')], 2, [WhoCanHelp];
    Scorecard, "scorecard", [Char('s')], 5, [Reports, Organizations, OrganizationPage];
    Attach, "attach", [Char('l')], 8, [PersonPage, CasePage, SessionPage, GroupPage, OrganizationPage, OtherPage];
    ExportFile, "export-file", [Char('p')], 3, [OtherPage];
    ClientCopy, "client-copy", [Char('p')], 7, [PersonPage];
    AskErasure, "ask-erasure", [Char('h')], 8, [PersonPage];
    Retain, "retain", [Char('m')], 8, [PersonPage];
    ExportHsds, "export-hsds", [Char('h')], 8, [Organizations];
    Questions, "questions", [Char('q')], 6, [Handoffs, Referrals];
    Ask, "ask-dinas", [Char('q')], 8, [PersonPage, CasePage, ReferralPage, OrganizationPage];
    Settle, "settle", [Char('w')], 6, [PersonPage];
    NoteRegulation, "note-regulation", [Ctrl('n')], 2, [Regulations];
    RegulationNotes, "regulation-notes", [Char('c')], 8, [Reports];
    Import, "import", [Char('m')], 4, [Today, People, Organizations, Sessions, PsmReports, Aid, Settings];
    Mend, "mend", [Char('l')], 6, [Today, People];
    Drafts, "drafts", [Char('k')], 6, [Today];
    Send, "send", [Char('k')], 2, [Handoffs];
    Receive, "receive", [Char('t')], 2, [Handoffs];
    ShowMismatches, "show-mismatches", [Char('c')], 7, [Handoffs];
    CopyAgain, "copy-again", [Char('s')], 4, [Handoffs];
    ShowPassphrase, "show-passphrase", [Char('v')], 5, [Handoffs];
    Export, "export", [Char('p')], 4, [Reports, Untouched, Overlaps, ListCheck, ListChanges, Scorecard, RegulationNotes];
    PrintPaper, "print-paper", [Enter, Char('p')], 1, [AidPapers, DaySheets];
    DayBack, "day-back", [Left], 2, [DaySheets];
    DayOn, "day-on", [Right], 2, [DaySheets];
    WithNames, "with-names", [Char('f')], 2, [AidPapers];
    PaperSize, "paper-size", [Char('o')], 3, [AidPapers];
    BackUp, "back-up", [Char('c')], 2, [Backups];
    BringBack, "bring-back", [Char('b')], 2, [Backups];
    Compact, "compact", [Char('r')], 5, [Backups];
    GoOnIncomplete, "go-on-incomplete", [Char('l')], 3, [Backups];
    TrailKind, "trail-kind", [Char('f')], 2, [Trail];
    TrailPeriod, "trail-period", [Char('o')], 3, [Trail];
    Find, "find", [Char('/'), Ctrl('f')], 2, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Handoffs, Mend, Mismatches, Overrides, PsmReports, Groups, Questions, RegulationNotes];
    Filter, "filter", [Char('f')], 4, [People, Cases, Aid, Untouched, Sessions, Referrals, Organizations, PsmReports];
    Narrow, "narrow", [Char('f')], 4, [WhoCanHelp];
    FilterEvents, "filter-events", [Char('f')], 5, [PersonPage, OtherPage];
    ShowCases, "show-cases", [Char('w')], 5, [People, Cases];
    ShowReports, "show-reports", [Char('v')], 6, [People, Cases, PsmReports];
    Bin, "bin", [Delete], 7, [PersonPage, CasePage, SessionPage, OrganizationPage, OtherPage, ReferralPage, Mend, Overrides, GroupPage, PsmPage];
    Trail, "trail", [Char('v')], 7, [PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, GroupPage, PsmPage];
    ShowBin, "show-bin", [Char('b')], 6, [Settings];
    TakeBack, "take-back", [Enter, Char('b')], 1, [Bin];
    Erase, "erase", [Ctrl('e')], 8, [PersonPage, CasePage];
    TabLeft, "tab-left", [Left], 9, [PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, GroupPage, PsmPage];
    TabRight, "tab-right", [Right], 6, [PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, GroupPage, PsmPage];
    Sort, "sort", [Char('o')], 6, [People, Cases, Sessions, Referrals, Aid, Organizations, PsmReports];
    Pick, "pick", [Char('x')], 6, [People, Cases, Sessions, Referrals, Aid, Organizations, PsmReports];
    PickTo, "pick-to", [Char('X')], 8, [People, Cases, Sessions, Referrals, Aid, Organizations, PsmReports];
    PickAll, "pick-all", [Ctrl('a')], 8, [People, Cases, Sessions, Referrals, Aid, Organizations, PsmReports];
    Tag, "tag", [Char('d')], 7, [People, Cases];
    PrintList, "print-list", [Char('p')], 6, [People, Cases, Sessions, Referrals, Aid, Organizations, Mend, Mismatches, Overrides, PsmReports, Handoffs];
    Save, "save", [Ctrl('s')], 1, [Form];
    NextField, "next-field", [Enter], 2, [Form];
    NewLine, "new-line", [Ctrl('j')], 3, [Form];
    RepeatLast, "repeat-last", [Ctrl('d')], 4, [Form];
    DropDraft, "drop-draft", [Ctrl('k')], 5, [Form];
    Recover, "recover", [F(2), Ctrl('r')], 2, [Unlock, Restore, OutsideRestore];
    Restore, "restore", [Char('p'), F(4), Ctrl('o')], 3, [Backups, Setup, Unlock];
    PickFolder, "pick-folder", [F(4), Ctrl('o')], 2, [Send];
    Template, "template", [Ctrl('t')], 4, [Files];
    UpFolder, "up-folder", [Left, Key::Backspace], 2, [Files, OutsideFiles];
    LineUp, "line-up", [Up], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Import, Mapping, Send, Receive, Files, OutsideFiles, Backups, Restore, OutsideRestore, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, GroupPage, Papers, Bin, PsmPage, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    LineDown, "line-down", [Down], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Import, Mapping, Send, Receive, Files, OutsideFiles, Backups, Restore, OutsideRestore, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, GroupPage, Papers, Bin, PsmPage, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    PageBack, "page-back", [PageUp], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Import, Mapping, Files, OutsideFiles, Backups, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, GroupPage, Bin, PsmPage, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    PageOn, "page-on", [PageDown], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Import, Mapping, Files, OutsideFiles, Backups, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, GroupPage, Bin, PsmPage, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    First, "first", [Home], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, Mapping, Files, OutsideFiles, Backups, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, Bin, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    Last, "last", [End], 9, [Today, People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, Mapping, Files, OutsideFiles, Backups, Trail, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, Bin, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    GoToday, "go-today", [Char('1')], 9, [Everywhere];
    GoPeople, "go-people", [Char('2')], 9, [Everywhere];
    GoSessions, "go-sessions", [Char('3')], 9, [Everywhere];
    GoReferrals, "go-referrals", [Char('4')], 9, [Everywhere];
    GoAid, "go-aid", [Char('5')], 9, [Everywhere];
    GoOrganizations, "go-organizations", [Char('6')], 9, [Everywhere];
    GoReports, "go-reports", [Char('7')], 9, [Everywhere];
    GoHandoffs, "go-handoffs", [Char('8')], 9, [Everywhere];
    GoSettings, "go-settings", [Char('9')], 9, [Everywhere];
    GoBackups, "go-backups", [Ctrl('b')], 9, [Everywhere];
    Menu, "menu", [Char('0'), F(9)], 5, [Everywhere];
    Palette, "palette", [Char(':'), Ctrl('p')], 3, [Everywhere];
    Undo, "undo", [Ctrl('z')], 8, [Everywhere];
    Redo, "redo", [Ctrl('y')], 9, [Everywhere];
    Lock, "lock", [Ctrl('l')], 8, [Everywhere];
    Quit, "quit", [Ctrl('q')], 8, [Everywhere];
    Back, "back", [Esc], 0, [People, Cases, Sessions, Referrals, Aid, Organizations, Reports, Handoffs, Settings, Mend, Mismatches, Compare, Overrides, PsmReports, PersonPage, CasePage, SessionPage, ReferralPage, OrganizationPage, OtherPage, Form, Import, Mapping, Send, Receive, Files, OutsideFiles, Backups, BackUp, Restore, OutsideRestore, Trail, Erase, Setup, NewOverride, Overlaps, Untouched, ListCheck, ListChanges, AidPapers, DaySheets, Regulations, Doubles, Pair, Activities, Planner, Groups, GroupPage, Papers, Bin, PsmPage, ReportMatch, Chat, Questions, WhoCanHelp, Scorecard, RegulationNotes];
    Help, "help", [Char('?'), F(1), Ctrl('g')], 0, [Everywhere];
}

impl Command {
    pub fn is_in(&self, place: Place) -> bool {
        // A locked program knows no way around the lock.
        let everywhere = self.places.contains(&Place::Everywhere)
            && (!place.is_outside() || matches!(self.id, CommandId::Help | CommandId::Quit));
        self.places.contains(&place) || everywhere
    }

    pub fn answers(&self, key: &Key) -> bool {
        self.keys.contains(key)
    }
}

/// The commands at hand in a place, those of the place first.
pub fn commands_of(place: Place) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |command| command.is_in(place))
}

/// How a key is written on the bar.
pub fn key_name(key: &Key) -> String {
    match key {
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
        Key::F(n) => format!("F{n}"),
        Key::Enter => "Enter".to_owned(),
        Key::Esc => "Esc".to_owned(),
        Key::Delete => "Del".to_owned(),
        Key::Left => "←".to_owned(),
        Key::Right => "→".to_owned(),
        Key::Up => "↑".to_owned(),
        Key::Down => "↓".to_owned(),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: &[Place] = &[
        Place::Today,
        Place::People,
        Place::Cases,
        Place::Sessions,
        Place::Referrals,
        Place::Aid,
        Place::Organizations,
        Place::Reports,
        Place::Activities,
        Place::Planner,
        Place::Groups,
        Place::Papers,
        Place::Handoffs,
        Place::Settings,
        Place::Mend,
        Place::Overrides,
        Place::NewOverride,
        Place::PsmReports,
        Place::Questions,
        Place::PersonPage,
        Place::CasePage,
        Place::SessionPage,
        Place::GroupPage,
        Place::ReferralPage,
        Place::OrganizationPage,
        Place::PsmPage,
        Place::OtherPage,
        Place::Form,
        Place::Compare,
        Place::Mismatches,
        Place::Import,
        Place::Mapping,
        Place::Send,
        Place::Receive,
        Place::Files,
        Place::Backups,
        Place::BackUp,
        Place::Restore,
        Place::OutsideFiles,
        Place::OutsideRestore,
        Place::Trail,
        Place::Erase,
        Place::Setup,
        Place::Unlock,
        Place::Overlaps,
        Place::Untouched,
        Place::ListCheck,
        Place::ListChanges,
        Place::AidPapers,
        Place::DaySheets,
        Place::Regulations,
        Place::RegulationNotes,
        Place::WhoCanHelp,
        Place::Scorecard,
        Place::Doubles,
        Place::Pair,
        Place::Bin,
        Place::Chat,
        Place::ReportMatch,
    ];

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for place in PLACES {
            let mut keys: Vec<&Key> = commands_of(*place).flat_map(|command| command.keys).collect();
            let all = keys.len();
            keys.sort_by_key(|key| format!("{key:?}"));
            keys.dedup();
            assert_eq!(keys.len(), all, "{place:?}");
        }
    }

    #[test]
    fn every_place_has_help_and_all_but_the_first_a_way_back() {
        for place in PLACES {
            assert!(commands_of(*place).any(|c| c.id == CommandId::Help), "{place:?}");
            let first = matches!(place, Place::Today | Place::Unlock);
            assert!(first || commands_of(*place).any(|c| c.id == CommandId::Back), "{place:?}");
        }
    }
}
