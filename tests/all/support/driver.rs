//! The program without terminal and threads: keys in, the picture out.

use std::collections::VecDeque;
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use simpul::app::{Effect, Message, Model, Reply, Request, Shell, Turn, update};
use simpul::screens::{self, Screen};
use simpul::text::{Language, Words};
use simpul::ui::key::Key;
use simpul::ui::theme::Theme;
use simpul::work::{self, Inline};

use super::world::{World, day};
use super::{look, script};

/// Rows that `pick` goes through at most.
const LONGEST: usize = 600;

/// Drives a model by key scripts and carries its effects out at once.
pub struct Driver {
    pub model: Model,
    work: Inline,
    draft_due: bool,
    pub has_quit: bool,
    /// Keys pressed so far.
    pub keys: usize,
    /// The desk answers only when asked to [`Driver::catch_up`].
    pub is_slow: bool,
    unanswered: VecDeque<(Turn, Request)>,
}

impl Driver {
    /// With the store open, at *Hari Ini*.
    pub fn open(world: &mut World) -> Self {
        let desk = world.take_desk();
        let opening = desk.as_ref().map(|desk| work::opening(desk, Vec::new(), None)).unwrap();
        let mut driver = Self::with(Box::<screens::Today>::default(), Inline::new(world.place(), desk));
        driver.tell(Message::Reply(0, Ok(Reply::Opened(Box::new(opening)))));
        driver
    }

    /// Before the lock.
    pub fn locked(world: &mut World) -> Self {
        drop(world.take_desk());
        Self::with(Box::<screens::Unlock>::default(), Inline::new(world.place(), None))
    }

    /// The very first start.
    pub fn set_up(world: &World) -> Self {
        Self::with(Box::<screens::Setup>::default(), Inline::new(world.place(), None))
    }

    fn with(first: Box<dyn Screen>, work: Inline) -> Self {
        let shell = Shell::new(Words::new(Language::Id), Theme::new(true, false), day(), (80, 24));
        Self {
            model: Model::new(shell, first),
            work,
            draft_due: false,
            has_quit: false,
            keys: 0,
            is_slow: false,
            unanswered: VecDeque::new(),
        }
    }

    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in script::keys(keys) {
            self.key(key);
        }
        self
    }

    /// Pastes a text as it stands.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.key(Key::Paste(text.to_owned()));
        self
    }

    pub fn key(&mut self, key: Key) {
        self.keys += 1;
        self.tell(Message::Key(key));
        // Every picture on the way must be possible.
        self.picture();
    }

    /// The moment at which drafts are written.
    pub fn tick(&mut self) -> &mut Self {
        if std::mem::take(&mut self.draft_due) {
            self.tell(Message::KeepDraft);
        }
        self
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.tell(Message::Resize(width, height));
        self
    }

    pub fn tell(&mut self, message: Message) {
        let mut inbox = VecDeque::from([message]);
        while let Some(message) = inbox.pop_front() {
            for effect in update(&mut self.model, message) {
                match effect {
                    Effect::Ask(turn, request) if self.is_slow => self.unanswered.push_back((turn, request)),
                    Effect::Ask(turn, request) => inbox.extend(self.work.ask(turn, request)),
                    Effect::WakeForDraft => self.draft_due = true,
                    Effect::Lock { tidy } => self.work.lock(tidy),
                    Effect::TidyUp if self.is_slow => {}
                    Effect::TidyUp => inbox.extend(self.work.tidy_up()),
                    Effect::Quit => self.has_quit = true,
                    Effect::Cancel => {}
                }
            }
        }
    }

    /// The slow desk answers everything, and what follows from the answers.
    pub fn catch_up(&mut self) -> &mut Self {
        while let Some((turn, request)) = self.unanswered.pop_front() {
            for answer in self.work.ask(turn, request) {
                self.tell(answer);
            }
        }
        self
    }

    pub fn picture(&self) -> Buffer {
        let (width, height) = self.model.shell.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| screens::draw(frame, &self.model)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        look::plain(&self.picture())
    }

    /// The screen with its styles, for snapshots.
    pub fn styled(&self) -> String {
        look::styled(&self.picture())
    }

    /// The message line.
    pub fn message(&self) -> String {
        self.model.shell.toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default()
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "no {text:?} in:\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} in:\n{screen}");
        self
    }

    #[track_caller]
    pub fn says(&mut self, text: &str) -> &mut Self {
        let message = self.message();
        assert!(message.contains(text), "no {text:?} in {message:?}:\n{}", self.screen());
        self
    }

    /// Moves the selection down to the row with this text.
    #[track_caller]
    pub fn select(&mut self, text: &str) -> &mut Self {
        let start = self.screen();
        for _ in 0..LONGEST {
            if look::selected(&self.picture()).iter().any(|row| row.contains(text)) {
                return self;
            }
            let before = self.picture();
            self.key(Key::Down);
            if self.picture() == before {
                break;
            }
        }
        panic!("nothing with {text:?} can be selected in:\n{start}\nand at the end:\n{}", self.screen());
    }

    /// Moves to the row with this text and opens it.
    #[track_caller]
    pub fn pick(&mut self, text: &str) -> &mut Self {
        self.select(text).press("<Enter>")
    }

    /// Goes on from field to field of a form until the caret is at the one with this label.
    #[track_caller]
    pub fn field(&mut self, label: &str) -> &mut Self {
        let start = self.screen();
        let mark = format!(" > {label}");
        for _ in 0..80 {
            if self.screen().lines().any(|line| line.starts_with(&mark)) {
                return self;
            }
            self.key(Key::Tab);
        }
        panic!("the caret never came to {label:?} from:\n{start}");
    }

    /// On the screen that picks files: from the list of places to a folder, by the keys that are there.
    #[track_caller]
    pub fn walk_to(&mut self, folder: &Path) -> &mut Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        self.pick(&here.display().to_string());
        for _ in 1..here.components().count() {
            self.press("<Left>");
        }
        for part in folder.components().skip(1) {
            self.pick(&format!("{}/", part.as_os_str().to_string_lossy()));
        }
        self
    }

    pub fn desk(&mut self) -> &mut simpul::desk::Desk {
        self.work.desk().expect("an open desk")
    }

    /// Ends without a word, as when the power fails.
    pub fn vanish(self) {
        drop(self);
    }
}
