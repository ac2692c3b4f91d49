//! Picking a file or a folder without typing a path: sticks first, then the home folders.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::layout::Rect;
use tui_input::Input;

use crate::app::{CommandId, ListSource, Nav, Place, Reply, Request, Shell, Turn};
use crate::domain::RecordKey;
use crate::ui::key::Key;
use crate::ui::table::{self, Column, Row, Selection};
use crate::ui::{print, text};
use crate::work::{Entry, EntryKind};

use super::Screen;
use super::choosing::{edit_line, step, step_key};

/// What the file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePurpose {
    Import,
    /// A donor's list.
    CheckList,
    /// A bundle's folder.
    Receive,
    /// A stick or folder for one more copy of a bundle.
    CopyBundle(RecordKey),
    /// A stick or folder for the bundle that is being made.
    SendTo,
    /// A stick or folder for a backup.
    BackUp,
    /// A photo or PDF about a record.
    Attach(RecordKey),
    /// A folder for an attachment.
    ExportAttachment(RecordKey),
    /// A backup file.
    Restore {
        /// Nothing is open.
        outside: bool,
    },
}

#[derive(Debug)]
pub struct Files {
    purpose: FilePurpose,
    /// Nothing: the list of places.
    folder: Option<PathBuf>,
    entries: Vec<Entry>,
    /// Letters typed to narrow the entries.
    input: Input,
    selection: Selection,
    turn: Turn,
    paper_turn: Turn,
    height: usize,
    loaded: bool,
    /// On the way down to where bundles or backups lie.
    seeking: bool,
}

/// Folders above a bundle, and above a backup.
const WAY_TO_BUNDLES: [&str; 2] = ["SIMPUL", "KIRIM"];
const WAY_TO_BACKUPS: [&str; 2] = ["SIMPUL", "CADANGAN"];
/// File names that an import can read.
const SHEETS: &[&str] = &["xlsx", "xls", "xlsm", "ods", "csv", "txt", "tsv"];
/// The same, and an archive of a directory of organisations.
const LISTS: &[&str] = &["xlsx", "xls", "xlsm", "ods", "csv", "txt", "tsv", "zip"];

/// File names under which photos and papers lie; what they are their content says.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "pdf"];

impl Files {
    pub fn new(purpose: FilePurpose) -> Self {
        Self {
            purpose,
            folder: None,
            entries: Vec::new(),
            input: Input::default(),
            selection: Selection::default(),
            turn: 0,
            paper_turn: 0,
            height: 10,
            loaded: false,
            seeking: false,
        }
    }

    fn ask(&mut self, shell: &mut Shell) {
        let endings = match self.purpose {
            FilePurpose::Import => LISTS,
            FilePurpose::CheckList => SHEETS,
            FilePurpose::Restore { .. } => &["bak"],
            FilePurpose::Attach(_) => PICTURES,
            _ => &[],
        };
        self.loaded = false;
        self.turn = shell.ask(Request::Folder { path: self.folder.clone(), endings });
    }

    fn open(&mut self, shell: &mut Shell) {
        let chosen = self.fitting().get(self.selection.at).map(|entry| (entry.kind, entry.path.clone()));
        let Some((kind, path)) = chosen else { return };
        match (kind, self.purpose) {
            (EntryKind::Directory, FilePurpose::Import) => shell.go(Nav::Directory(path)),
            (EntryKind::File, FilePurpose::Import) if has_ending(&path, "zip") => {
                shell.go(Nav::Directory(path));
            }
            (EntryKind::File, FilePurpose::Import) => shell.go(Nav::Import(path)),
            (EntryKind::File, FilePurpose::CheckList) => shell.go(Nav::CheckList(ListSource::File(path))),
            (EntryKind::Bundle, FilePurpose::Receive) => shell.go(Nav::Receive(path)),
            (EntryKind::Here, FilePurpose::CopyBundle(bundle)) => {
                self.turn = shell.ask(Request::CopyAgain { bundle, to: path });
            }
            (EntryKind::File, FilePurpose::Attach(about)) => {
                self.turn = shell.ask(Request::Attach { about, file: path });
            }
            (EntryKind::Here, FilePurpose::ExportAttachment(key)) => {
                self.turn = shell.ask(Request::ExportAttachment { key, to: path });
            }
            (EntryKind::Here, FilePurpose::SendTo) => shell.go(Nav::Picked(path)),
            (EntryKind::Here, FilePurpose::BackUp) => shell.go(Nav::BackUp(path)),
            (EntryKind::File, FilePurpose::Restore { outside }) => {
                shell.go(Nav::Restore { file: path, outside });
            }
            _ => {
                self.seeking = !self.way().is_empty();
                self.go_to(path, shell);
            }
        }
    }

    fn go_to(&mut self, folder: PathBuf, shell: &mut Shell) {
        self.folder = Some(folder);
        self.show_all();
        self.ask(shell);
    }

    fn show_all(&mut self) {
        self.input = Input::default();
        self.selection = Selection::default();
    }

    /// The entries with the typed letters in their names.
    fn fitting(&self) -> Vec<&Entry> {
        let typed = self.input.value().to_lowercase();
        self.entries.iter().filter(|entry| entry.name.to_lowercase().contains(&typed)).collect()
    }

    fn way(&self) -> &'static [&'static str] {
        match self.purpose {
            FilePurpose::Receive => &WAY_TO_BUNDLES,
            FilePurpose::Restore { .. } => &WAY_TO_BACKUPS,
            _ => &[],
        }
    }

    /// A stick's bundles lie in `SIMPUL/KIRIM`: nobody has to know that.
    fn next_on_the_way(&self) -> Option<PathBuf> {
        let way = self.way();
        let on_the_way =
            |entry: &&Entry| entry.kind == EntryKind::Folder && way.contains(&entry.name.as_str());
        self.entries.iter().find(on_the_way).filter(|_| self.seeking).map(|entry| entry.path.clone())
    }

    fn up(&mut self, shell: &mut Shell) {
        self.seeking = false;
        self.folder = self.folder.as_ref().and_then(|folder| folder.parent().map(PathBuf::from));
        self.show_all();
        self.ask(shell);
    }

    /// Entries that make sense for the purpose: no files where a folder is wanted.
    fn keeps(&self, entry: &Entry) -> bool {
        let unfit = match self.purpose {
            FilePurpose::Import
            | FilePurpose::CheckList
            | FilePurpose::Attach(_)
            | FilePurpose::Restore { .. } => [EntryKind::Bundle, EntryKind::Here],
            FilePurpose::Receive => [EntryKind::File, EntryKind::Here],
            FilePurpose::CopyBundle(_)
            | FilePurpose::ExportAttachment(_)
            | FilePurpose::SendTo
            | FilePurpose::BackUp => [EntryKind::File, EntryKind::Bundle],
        };
        !unfit.contains(&entry.kind)
    }
}

impl Screen for Files {
    fn place(&self) -> Place {
        match self.purpose {
            FilePurpose::Restore { outside: true } => Place::OutsideFiles,
            _ => Place::Files,
        }
    }

    fn title(&self, shell: &Shell) -> String {
        shell.get(match self.purpose {
            FilePurpose::Import => "files-import",
            FilePurpose::CheckList => "files-check-list",
            FilePurpose::Receive => "files-receive",
            FilePurpose::CopyBundle(_) => "files-copy",
            FilePurpose::SendTo => "files-send-to",
            FilePurpose::BackUp => "files-back-up",
            FilePurpose::Attach(_) => "files-attach",
            FilePurpose::ExportAttachment(_) => "files-export",
            FilePurpose::Restore { .. } => "files-restore",
        })
    }

    fn help(&self) -> Option<&'static str> {
        match self.purpose {
            FilePurpose::Import => None,
            FilePurpose::CheckList => Some("help-list-check"),
            FilePurpose::Receive => Some("help-receive"),
            FilePurpose::CopyBundle(_) | FilePurpose::SendTo => Some("help-send"),
            FilePurpose::BackUp => Some("help-backups"),
            FilePurpose::Attach(_) | FilePurpose::ExportAttachment(_) => Some("help-attachment"),
            FilePurpose::Restore { .. } => Some("help-restore"),
        }
    }

    fn aside(&self, _shell: &Shell) -> String {
        self.folder.as_ref().map(|folder| folder.display().to_string()).unwrap_or_default()
    }

    fn start(&mut self, shell: &mut Shell) {
        self.height = usize::from(shell.size.1.saturating_sub(8));
        self.ask(shell);
    }

    /// From the first letter on.
    fn is_typing(&self) -> bool {
        !self.input.value().is_empty()
    }

    fn press(&mut self, key: &Key, shell: &mut Shell) {
        match key {
            Key::Paste(text) if self.purpose == FilePurpose::CheckList => {
                shell.go(Nav::CheckList(ListSource::Pasted(text.clone())));
            }
            Key::Enter => self.open(shell),
            Key::Esc => self.show_all(),
            Key::Left => {}
            // As everywhere, digits before the first letter are no text.
            Key::Char(c) if !self.is_typing() && !c.is_alphabetic() => {}
            key if edit_line(&mut self.input, key) => self.selection = Selection::default(),
            key => {
                let count = self.fitting().len();
                step_key(&mut self.selection, key, count, self.height);
                self.selection.fit(count, self.height);
            }
        }
    }

    fn is_ready(&self, command: CommandId) -> bool {
        match command {
            CommandId::UpFolder => self.folder.is_some(),
            CommandId::Template => self.purpose == FilePurpose::Import,
            _ => true,
        }
    }

    fn run(&mut self, command: CommandId, shell: &mut Shell) {
        let count = self.fitting().len();
        if step(&mut self.selection, command, count, self.height) {
            return;
        }
        match command {
            CommandId::Open => self.open(shell),
            CommandId::UpFolder => self.up(shell),
            CommandId::Template => self.paper_turn = shell.ask(Request::Template),
            CommandId::Back => shell.back(),
            _ => {}
        }
    }

    fn expects(&self, turn: Turn) -> bool {
        [self.turn, self.paper_turn].contains(&turn)
    }

    fn reply(&mut self, _turn: Turn, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Folder(entries, folder) => {
                self.entries = entries.into_iter().filter(|entry| self.keeps(entry)).collect();
                self.folder = self.folder.take().map(|_| folder);
                self.loaded = true;
                if let Some(below) = self.next_on_the_way() {
                    self.go_to(below, shell);
                }
            }
            Reply::Saved(_) => shell.back(),
            Reply::Exported(path) if self.purpose == FilePurpose::Import => {
                shell.say_good("template-written", &[("path", path.display().to_string().into())]);
            }
            Reply::Exported(path) => {
                shell.say_good("attachment-written", &[("path", path.display().to_string().into())]);
                shell.back();
            }
            Reply::Sent(sent) => {
                shell.say_good("copied-safe", &[("id", sent.id.as_str().into())]);
                shell.back();
            }
            _ => {}
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, shell: &Shell) {
        let typed = format!("{} {}", shell.get("find-label"), self.input.value());
        let hint = shell.get(match self.purpose {
            FilePurpose::Import => "files-import-hint",
            FilePurpose::CheckList => "files-check-list-hint",
            FilePurpose::Receive => "files-receive-hint",
            FilePurpose::CopyBundle(_)
            | FilePurpose::ExportAttachment(_)
            | FilePurpose::SendTo
            | FilePurpose::BackUp => "files-copy-hint",
            FilePurpose::Attach(_) => "files-attach-hint",
            FilePurpose::Restore { .. } => "files-restore-hint",
        });
        let mut y = area.y;
        let (words, style) = if self.is_typing() {
            (typed, shell.theme.accent())
        } else {
            (format!("{hint} {}", shell.get("files-type-hint")), shell.theme.quiet())
        };
        for line in text::wrap(&words, usize::from(area.width.saturating_sub(4))) {
            print(frame.buffer_mut(), (area.x + 1, y), &line, area.width - 2, style, ' ');
            y += 1;
        }
        let rows = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        let fitting = self.fitting();
        if self.loaded && fitting.is_empty() {
            let nothing = if self.is_typing() { "palette-nothing" } else { "files-empty" };
            print(
                frame.buffer_mut(),
                (area.x + 3, y + 1),
                &shell.get(nothing),
                area.width - 4,
                shell.theme.text(),
                ' ',
            );
            return;
        }
        let columns = [
            Column::flexible(shell.get("column-file"), 30, 3),
            Column::flexible(shell.get("column-about"), 14, 1).rank(1),
        ];
        table::draw(frame.buffer_mut(), rows, &shell.theme, &columns, self.selection, fitting.len(), |at| {
            fitting.get(at).map_or_else(Row::default, |entry| entry_row(entry, shell))
        });
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

fn entry_row(entry: &Entry, shell: &Shell) -> Row {
    let about = match entry.kind {
        EntryKind::Drive => shell.get("entry-drive"),
        EntryKind::Folder | EntryKind::OwnBackups => shell.get("entry-folder"),
        EntryKind::Bundle => shell.get("entry-bundle"),
        EntryKind::Directory => shell.get("entry-directory"),
        EntryKind::Here => shell.get("entry-here"),
        EntryKind::File => {
            entry.changed.map(|day| shell.words.date_short(day, shell.today)).unwrap_or_default()
        }
    };
    let name = match entry.kind {
        EntryKind::Folder | EntryKind::Directory => format!("{}/", entry.name),
        EntryKind::Here => shell.get("entry-this-folder"),
        EntryKind::OwnBackups => shell.get("backups-here"),
        _ => entry.name.clone(),
    };
    let mut row = Row::new(vec![name, about]);
    row.sign = entry.suspicious.then_some('!');
    row
}
