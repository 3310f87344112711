//! A desk on a screen of cells: keys go in as an operator types them, frames come out as text. `settle` waits for facts
//! (every request answered), never for time.

#![allow(dead_code, reason = "one harness for all modules of tests")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use partnerdeck::account::cloud::Cloud;
use partnerdeck::account::entry::{Draft, Operator, Summary, Undo};
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::resource::Resource;
use partnerdeck::account::role::Role;
use partnerdeck::operations::look_after::Rolling;
use partnerdeck::operations::{Chance, Clock, Desk};
use partnerdeck::store::memory::MemoryStore;
use partnerdeck::store::{Commit, Store};
use partnerdeck::tui::drafts::{self, Drafts};
use partnerdeck::tui::shell::Copy;
use partnerdeck::tui::theme::Looks;
use partnerdeck::tui::turn::After;
use partnerdeck::tui::workers::Workers;
use partnerdeck::tui::{Event, Folders, Keymap, Options, Shell};
use partnerdeck::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as TerminalEvent, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// Longer than any request of these small books takes on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a copied password stays in the clipboard.
pub const CLIPBOARD_STAYS: Duration = Duration::from_secs(30);

/// A clock that stands still.
struct StillClock(Timestamp);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The same bytes every time, and no two IDs alike.
struct Counting(Mutex<u64>);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let mut next = self.0.lock().unwrap();
        for byte in bytes {
            *next = next
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (*next >> 56) as u8;
        }
    }
}

/// A desk with a screen, driven by keys.
pub struct Session {
    shell: Shell,
    inbox: Receiver<Event>,
    terminal: Terminal<TestBackend>,
    now: Instant,
    /// What the screen asked for after the last key.
    pub after: After,
}

impl Session {
    /// A screen of a size on a book.
    pub fn on(desk: Arc<Desk>, width: u16, height: u16) -> Self {
        Self::of(desk, None, (width, height), false, Some(Rolling::default()))
    }

    /// The same in a rehearsal: the clock stands still.
    pub fn rehearsing(desk: Arc<Desk>, width: u16, height: u16) -> Self {
        Self::of(desk, None, (width, height), true, Some(Rolling::default()))
    }

    /// The same for an operator with a home folder.
    pub fn at_home(desk: Arc<Desk>, home: &Path, width: u16, height: u16) -> Self {
        Self::of(
            desk,
            Some(home.to_owned()),
            (width, height),
            false,
            Some(Rolling::default()),
        )
    }

    /// The same where backups are made by themselves at other times, or never.
    pub fn backing_up(desk: Arc<Desk>, backups: Option<Rolling>, width: u16, height: u16) -> Self {
        Self::of(desk, None, (width, height), false, backups)
    }

    /// The same in other words.
    pub fn worded(desk: Arc<Desk>, words: Words, width: u16, height: u16) -> Self {
        let backups = Some(Rolling::default());
        let shown = (words, Looks::default());
        Self::with(desk, shown, None, (width, height), false, backups)
    }

    /// The same with looks.
    pub fn looking(desk: Arc<Desk>, looks: Looks, width: u16, height: u16) -> Self {
        let backups = Some(Rolling::default());
        let shown = (Words::load(Language::English), looks);
        Self::with(desk, shown, None, (width, height), false, backups)
    }

    /// The same for a picture: in other words and looks, for an operator with a home folder.
    pub fn pictured(desk: Arc<Desk>, shown: (Words, Looks), home: &Path, size: (u16, u16)) -> Self {
        Self::with(desk, shown, Some(home.to_owned()), size, false, None)
    }

    fn of(
        desk: Arc<Desk>,
        home: Option<PathBuf>,
        size: (u16, u16),
        is_clock_frozen: bool,
        backups: Option<Rolling>,
    ) -> Self {
        let shown = (Words::load(Language::English), Looks::default());
        Self::with(desk, shown, home, size, is_clock_frozen, backups)
    }

    fn with(
        desk: Arc<Desk>,
        (words, looks): (Words, Looks),
        home: Option<PathBuf>,
        (width, height): (u16, u16),
        is_clock_frozen: bool,
        backups: Option<Rolling>,
    ) -> Self {
        let mut session = Self::unsettled(desk, words, (width, height), |options| {
            options.looks = looks;
            options.drafts = drafts_at(home.as_deref());
            // What a test types without a folder must not land in the source.
            options.folders.here = home.clone().unwrap_or_else(|| PathBuf::from("/nowhere"));
            options.folders.home = home;
            options.is_clock_frozen = is_clock_frozen;
            options.backups = backups;
        });
        session.settle();
        session
    }

    /// A screen that waits for its first answers, with options of the test's own.
    pub fn unsettled(
        desk: Arc<Desk>,
        words: Words,
        (width, height): (u16, u16),
        change: impl FnOnce(&mut Options),
    ) -> Self {
        let mut options = Options {
            clipboard_stays: CLIPBOARD_STAYS,
            book: "book".to_owned(),
            keymap: Keymap::default(),
            looks: Looks::default(),
            asks_for_ground: false,
            is_motion_reduced: false,
            zone: TimeZone::UTC,
            folders: Folders {
                here: PathBuf::from("/nowhere"),
                home: None,
            },
            is_clock_frozen: false,
            drafts: Drafts::default(),
            passphrase: None,
            backups: Some(Rolling::default()),
            notes: Vec::new(),
        };
        change(&mut options);
        let (sender, inbox) = crossbeam_channel::unbounded();
        let workers = Workers::start(Arc::clone(&desk), options.drafts.clone(), sender).unwrap();
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let size = terminal.size().unwrap();
        let shell = Shell::new(desk, Arc::new(words), options, workers, size);
        Self {
            shell,
            inbox,
            terminal,
            now: Instant::now(),
            after: After::Draw,
        }
    }

    /// A screen of a size on a small book of a few customers.
    pub fn small(width: u16, height: u16) -> Self {
        Self::on(small_book(), width, height)
    }

    /// Presses keys: letters as they are, others as `<CR> <Esc> <Tab> <S-Tab> <Up> <C-s> <Space> <lt>`. Every key is handled on
    /// its own and nothing is waited for.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in read_keys(keys) {
            self.event(TerminalEvent::Key(key));
        }
        self
    }

    /// Presses one key.
    pub fn key(&mut self, key: KeyEvent) -> &mut Self {
        self.event(TerminalEvent::Key(key))
    }

    /// Pastes a text in one piece.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(TerminalEvent::Paste(text.to_owned()))
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.event(TerminalEvent::Resize(width, height))
    }

    /// Lets time pass.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.now += time;
        if self.shell.deadline().is_some_and(|due| due <= self.now) {
            self.after = self.shell.pass(self.now);
        }
        self
    }

    /// Whether nothing happens by itself any more.
    pub fn is_idle(&self) -> bool {
        self.shell.deadline().is_none()
    }

    /// Returns when every request is answered and every answer is taken.
    pub fn settle(&mut self) -> &mut Self {
        let limit = Instant::now() + PATIENCE;
        while !self.shell.is_settled() || !self.inbox.is_empty() {
            match self.inbox.recv_deadline(limit) {
                Ok(event) => {
                    self.shell.handle(event, self.now);
                }
                Err(error) => panic!("not settled: {error}\n{}", self.frame()),
            }
        }
        self
    }

    /// What would be kept should the desk be left now.
    pub fn drafts(&self) -> Vec<drafts::Draft> {
        self.shell.drafts()
    }

    /// What went to the clipboard last.
    pub fn copied(&mut self) -> Option<String> {
        match self.shell.take_copy()? {
            Copy::Text(text) => Some(text),
            Copy::Secret(_) | Copy::Wipe => None,
        }
    }

    /// What the terminal is to do with its clipboard.
    pub fn copy(&mut self) -> Option<Copy> {
        self.shell.take_copy()
    }

    /// Where the terminal's cursor stands; `None`: it is hidden.
    pub fn cursor(&mut self) -> Option<(u16, u16)> {
        self.draw();
        let backend = self.terminal.backend();
        backend
            .cursor_visible()
            .then(|| backend.cursor_position().into())
    }

    /// Draws the whole screen.
    pub fn draw(&mut self) {
        let shell = &mut self.shell;
        // The cells of a test keep what stood under the right half of a wide letter; a terminal does not.
        self.terminal.clear().unwrap();
        self.terminal.draw(|frame| shell.draw(frame)).unwrap();
    }

    /// The screen as text, line by line, without the blanks at the ends; wide letters stand once.
    pub fn frame(&mut self) -> String {
        self.draw();
        let buffer = self.terminal.backend().buffer();
        let mut lines = Vec::new();
        for y in 0..buffer.area.height {
            let mut line = String::new();
            let mut covered = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if covered == 0 {
                    line.push_str(symbol);
                    covered = symbol.width().max(1);
                }
                covered -= 1;
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }

    /// The cells of the screen as they are drawn.
    pub fn cells(&mut self) -> Buffer {
        self.draw();
        self.terminal.backend().buffer().clone()
    }

    /// The cells, and where the terminal's cursor stands when it is shown.
    pub fn seen(&mut self) -> (Buffer, Option<Position>) {
        let cells = self.cells();
        let backend = self.terminal.backend_mut();
        let is_shown = backend.cursor_visible();
        let cursor = backend.cursor_position();
        (cells, is_shown.then_some(cursor))
    }

    /// Takes an event as it reaches the screen's thread.
    pub fn take(&mut self, event: Event) -> &mut Self {
        self.after = self.shell.handle(event, self.now);
        self
    }

    fn event(&mut self, event: TerminalEvent) -> &mut Self {
        self.take(Event::Terminal(event))
    }
}

/// Where the unsaved words of forms are kept for an operator with a home folder.
pub fn drafts_at(home: Option<&Path>) -> Drafts {
    Drafts::new(home.map(|home| home.join("session")))
}

/// Reads `/wing<CR>` into keys.
pub fn read_keys(text: &str) -> Vec<KeyEvent> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|inner| inner.split_once('>'))
            .and_then(|(name, after)| Some((named_key(name)?, after)));
        match named {
            Some((key, after)) => {
                keys.push(key);
                rest = after;
            }
            None => {
                keys.push(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    keys
}

fn named_key(name: &str) -> Option<KeyEvent> {
    let (held, name) = match name.split_once('-') {
        Some(("C", rest)) => (KeyModifiers::CONTROL, rest),
        Some(("A", rest)) => (KeyModifiers::ALT, rest),
        Some(("S", rest)) => (KeyModifiers::SHIFT, rest),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "CR" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" if held == KeyModifiers::SHIFT => KeyCode::BackTab,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Space" => KeyCode::Char(' '),
        "BS" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "lt" => KeyCode::Char('<'),
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "F3" => KeyCode::F(3),
        "F9" => KeyCode::F(9),
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next()) {
                (Some(letter), None) => KeyCode::Char(letter),
                _ => return None,
            }
        }
    };
    Some(KeyEvent::new(code, held))
}

/// The day on which the tests are.
pub fn today() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

/// A desk on an empty book in memory.
pub fn empty_book() -> Desk {
    book_in(Cloud::Global)
}

/// The same in a cloud.
pub fn book_in(cloud: Cloud) -> Desk {
    book_for(cloud, Role::GlobalAdmin)
}

/// The same for somebody who only looks.
pub fn read_only_book_in(cloud: Cloud) -> Desk {
    desk_on(cloud, Role::GlobalAdmin, true)
}

/// The same for somebody with one role.
pub fn book_for(cloud: Cloud, role: Role) -> Desk {
    desk_on(cloud, role, false)
}

fn desk_on(cloud: Cloud, role: Role, is_read_only: bool) -> Desk {
    desk_at(Box::new(MemoryStore::new(cloud)), role, is_read_only)
}

/// A desk on a store for somebody who only looks.
pub fn read_only_desk_at(store: Box<dyn Store>) -> Desk {
    desk_at(store, Role::GlobalAdmin, true)
}

fn desk_at(store: Box<dyn Store>, role: Role, is_read_only: bool) -> Desk {
    let operator = Operator {
        name: "tester".to_owned(),
        roles: vec![role],
    };
    Desk::new(
        store,
        operator,
        Box::new(StillClock(today())),
        Box::new(Counting(Mutex::new(0))),
        is_read_only,
    )
}

/// Names that a list must be able to show: long, wide, right to left, with what must never reach a terminal.
const NAMES: [(&str, &str, &str); 8] = [
    ("Wing Avionics GmbH", "wingavionics", "reseller"),
    ("Wingtip Toys", "wingtip", "reseller"),
    ("윙팁토이즈 코리아", "wingtipkr", "reseller"),
    ("Wingrove Dental", "wingrove", "advisor"),
    (
        "Bäckerei Österreicher & Söhne Verwaltungsgesellschaft mbH",
        "baeckerei",
        "reseller",
    ),
    ("株式会社ノースウインド", "northwindjp", "reseller"),
    ("شركة الأجنحة", "ajniha", "reseller"),
    ("Evil \u{1b}[31mred\u{202e}", "evil", "whatever"),
];

/// A few customers with subscriptions and users.
pub fn small_book() -> Arc<Desk> {
    small_book_in(Cloud::Global)
}

/// The same in a cloud.
pub fn small_book_in(cloud: Cloud) -> Arc<Desk> {
    small_book_for(cloud, Role::GlobalAdmin)
}

/// The same for somebody with one role.
pub fn small_book_for(cloud: Cloud, role: Role) -> Arc<Desk> {
    let desk = book_for(cloud, role);
    fill(&desk);
    Arc::new(desk)
}

/// The same in a store of the test's own.
pub fn small_book_at(store: Box<dyn Store>) -> Arc<Desk> {
    let desk = desk_at(store, Role::GlobalAdmin, false);
    fill(&desk);
    Arc::new(desk)
}

fn fill(desk: &Desk) {
    for (place, (name, prefix, relation)) in NAMES.iter().enumerate() {
        let id = format!("00000000-0000-4000-8000-00000000000{place}");
        add_customer(desk, &id, name, prefix, relation, place);
    }
}

fn add_customer(desk: &Desk, id: &str, name: &str, prefix: &str, relation: &str, place: usize) {
    let customer = CustomerId::new(id);
    let domain = format!("{prefix}.onmicrosoft.com");
    let at = today() - jiff::SignedDuration::from_hours(place as i64 * place as i64 * 300 + 2);
    let record = format!(
        r#"{{"id":"{id}","companyProfile":{{"tenantId":"{id}","domain":"{domain}","companyName":{name}}},
        "billingProfile":{{"companyName":{name},"email":"office@{domain}","firstName":"Gena","lastName":"Soto","culture":"en-US",
        "language":"en","defaultAddress":{{"country":"US","city":"Redmond","state":"WA","addressLine1":"1 Microsoft Way",
        "postalCode":"98052","phoneNumber":"4255550101"}}}},"relationshipToPartner":"{relation}",
        "partnerdeck":{{"tags":["gold"],"notes":"calls on Mondays"}}}}"#,
        name = serde_json::to_string(name).unwrap(),
    );
    let subscription = format!(
        r#"{{"id":"s-{id}","friendlyName":"Microsoft 365 Business Premium","offerId":"CFQ7TTC0LCHC:0002:CFQ7TTC0KW9P","quantity":{quantity},
        "status":"{status}","billingType":"license","autoRenewEnabled":true,"commitmentEndDate":"2027-03-31T00:00:00Z"}}"#,
        quantity = place * 40 + 8,
        status = if place == 2 { "suspended" } else { "active" },
    );
    let mut changes = vec![
        change(&RecordKey::customer(&customer), &record),
        change(
            &RecordKey::new(&customer, Kind::Subscription, &format!("s-{id}")),
            &subscription,
        ),
    ];
    for number in 0..place {
        let state = if number == 1 { "inactive" } else { "active" };
        let user = format!(
            r#"{{"id":"u{number}-{id}","userPrincipalName":"user{number}@{domain}","displayName":"User {number} of {prefix}",
            "usageLocation":"US","state":"{state}"}}"#
        );
        changes.push(change(
            &RecordKey::new(&customer, Kind::User, &format!("u{number}-{id}")),
            &user,
        ));
    }
    let draft = Draft {
        at,
        who: desk.operator().clone(),
        operation: "import_book".to_owned(),
        customer: Some(customer),
        subject: name.to_owned(),
        summary: Summary {
            added: changes.len() as u64,
            ..Summary::default()
        },
        undo: Undo::Possible,
        undoes: None,
    };
    let commit = Commit {
        draft,
        continues: None,
        changes,
        guards: Vec::new(),
    };
    desk.commit(&commit).unwrap();
}

fn change(key: &RecordKey, json: &str) -> Change {
    let resource: Resource = serde_json::from_str(json).unwrap();
    Change {
        key: key.clone(),
        expect: Expect::Absent,
        after: Some(resource),
    }
}
