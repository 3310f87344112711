//! Who may do what where: the tables of the program against those of the documents (operations.md section 0, clouds.md),
//! copied as data, and the screen against the desk, for every role, cloud and kind of partner.

use std::collections::BTreeSet;
use std::sync::Arc;

use partnerdeck::account::cloud::{Cloud, Offer as CloudOffer};
use partnerdeck::account::entry::{Draft, Summary, Undo};
use partnerdeck::account::partner::PartnerKind;
use partnerdeck::account::record::{Change, CustomerId, Expect, Kind, RecordKey};
use partnerdeck::account::role::{Role, who_may};
use partnerdeck::account::task::Task;
use partnerdeck::operations::{Desk, Failure};
use partnerdeck::store::Commit;
use partnerdeck::tui::pane::{Offer, Refusal, Rights};
use partnerdeck::tui::theme::{Depth, Ink, Looks, Theme, Wish};
use partnerdeck::words::{Language, Words};

use crate::session::{Session, book_for, read_only_book_in, small_book_for};

/// A line of the role matrix: its label, the part of its cell that is meant, what a note outside the abbreviations adds,
/// and the tasks that are judged by it.
struct RoleLine(&'static str, &'static str, &'static [Role], &'static [Task]);

/// Tenant-side roles are named by the plans and not ours to check: those lines have nobody of the partner's side, and who
/// adds users may do it (the role page gives helpdesk agents the reset).
const ADDS_USERS: &[Role] = &[Role::AdminAgent, Role::UserAdmin];

const ROLE_LINES: &[RoleLine] = &[
    RoleLine(
        "See, search, export customers",
        "GA AA → AA (later also SA)",
        &[],
        &[Task::ExportCustomers],
    ),
    // Whoever may do anything to a customer may see the list and what hangs on it.
    RoleLine(
        "See, search, export customers",
        "HA may search and view",
        &[
            Role::AdminAgent,
            Role::SalesAgent,
            Role::UserAdmin,
            Role::BillingAdmin,
        ],
        &[
            Task::SeeCustomers,
            Task::SeeUsers,
            Task::SeeLicenses,
            Task::SeeEntitlements,
        ],
    ),
    RoleLine(
        "Add a customer",
        "GA UM AA SA",
        &[],
        &[Task::AddCustomer, Task::AddCustomerForReseller],
    ),
    RoleLine(
        "Remove a relationship",
        "GA → AA SA",
        &[],
        &[Task::RemoveRelationship],
    ),
    RoleLine(
        "Manual switch of a legacy Azure subscription",
        "GA → AA",
        &[],
        &[Task::SwitchByPaper],
    ),
    // The billing agent of 2021 is the billing admin here.
    RoleLine(
        "Electronic transfer: request, accept, cancel",
        "AA (2021 page also: account admin, SA, billing agent)",
        &[Role::BillingAdmin],
        &[Task::TransferElectronically],
    ),
    // Notes and alias are for whoever may update the account, the book's own verbs too.
    RoleLine(
        "Update customer account",
        "GA SA → AA SA; the role page also gives HA «edit customer details»",
        &[],
        &[Task::UpdateAccount, Task::KeepBook],
    ),
    RoleLine(
        "Add one user / many users",
        "GA UM AA /",
        &[],
        &[Task::AddUsers, Task::EditUsers, Task::HandOverPasswords],
    ),
    RoleLine(
        "Add one user / many users",
        "/ GA → AA plus, in the customer's tenant,",
        &[],
        &[Task::AddManyUsers],
    ),
    RoleLine("Delete user", "as above", ADDS_USERS, &[Task::DeleteUsers]),
    RoleLine(
        "Restore user",
        "*User Administrator* or *Directory Writer*",
        ADDS_USERS,
        &[Task::RestoreUsers],
    ),
    RoleLine(
        "Reset password",
        "*User Administrator*;",
        &[Role::AdminAgent, Role::UserAdmin, Role::HelpdeskAgent],
        &[Task::ResetPassword],
    ),
    RoleLine(
        "Reset password",
        "*Privileged Authentication Administrator* for users holding admin roles",
        &[],
        &[Task::ResetAdminPassword],
    ),
    RoleLine(
        "Assign directory roles",
        "*Privileged Role Administrator*",
        ADDS_USERS,
        &[Task::AssignDirectoryRoles],
    ),
    RoleLine(
        "Assign / revoke licences",
        "AA GA HA SA UM;",
        &[],
        &[Task::AssignLicenses],
    ),
    RoleLine(
        "Create, suspend, reactivate, cancel, re-quantify subscriptions",
        "AA BA GA HA SA",
        &[],
        &[
            Task::ManageSubscriptions,
            Task::CancelSubscriptions,
            Task::BuySubscriptions,
            Task::ManageMarketplace,
        ],
    ),
    RoleLine(
        "Create, suspend, reactivate, cancel, re-quantify subscriptions",
        "cancelling an Azure subscription: GA",
        &[],
        &[Task::CancelAzure],
    ),
    RoleLine(
        "Attest the customer agreement",
        "AA SA of a direct-bill partner or indirect provider",
        &[],
        &[Task::ConfirmAgreement],
    ),
    RoleLine(
        "Request a relationship",
        "AA GA → AA; the role page also lists SA",
        &[],
        &[Task::RequestRelationship],
    ),
    RoleLine(
        "Customer qualification",
        "GA AA SA",
        &[],
        &[Task::SetQualification, Task::SetGovernmentQualification],
    ),
    RoleLine(
        "Support contact",
        "AA GA HA",
        &[],
        &[Task::SetSupportContact],
    ),
    RoleLine(
        "Activity log",
        "GA BA UM AA SA HA → AA",
        &[],
        &[Task::SeeActivity],
    ),
    RoleLine(
        "Service requests for a customer",
        "GA → AA HA",
        &[],
        &[Task::SeeServiceRequests],
    ),
    RoleLine(
        "Partner–reseller links",
        "GA UM AA SA",
        &[],
        &[Task::LinkResellers],
    ),
];

/// Lines of the role matrix that nothing here does.
const NOT_DONE_BY_ROLE: &[&str] = &["Let the customer buy reservations"];

/// Tasks of our own: no line of the documents, the interface gives them to these.
const OWN_TASKS: &[(Task, &[Role])] = &[(Task::TagCustomers, &[Role::AdminAgent])];

#[test]
fn the_roles_are_those_of_the_documents_cell_by_cell() {
    let table = rows_of(include_str!("../data/rights/roles.md"));
    let mut judged: BTreeSet<Task> = BTreeSet::new();
    for RoleLine(label, part, more, tasks) in ROLE_LINES {
        let cell = &row_of(&table, label)[1];
        assert!(cell.contains(part), "{label}: {cell}");
        let mut expected = roles_in(part);
        expected.extend(*more);
        // A global admin may do everything that the cloud and the partner's kind allow.
        expected.insert(Role::GlobalAdmin);
        for task in *tasks {
            let may: BTreeSet<Role> = who_may(*task).iter().copied().collect();
            assert_eq!(may, expected, "{task:?}, {label}: {part}");
            judged.insert(*task);
        }
    }
    for (task, roles) in OWN_TASKS {
        let may: BTreeSet<Role> = who_may(*task).iter().copied().collect();
        let mut expected: BTreeSet<Role> = roles.iter().copied().collect();
        expected.insert(Role::GlobalAdmin);
        assert_eq!(may, expected, "{task:?}");
        judged.insert(*task);
    }
    let all: BTreeSet<Task> = Task::ALL.into_iter().collect();
    assert_eq!(judged, all, "a task is judged by no line");
    for row in &table {
        let label = row[0].as_str();
        let is_known = ROLE_LINES.iter().any(|line| line.0 == label);
        assert!(
            is_known != NOT_DONE_BY_ROLE.contains(&label),
            "a line without a task: {label}"
        );
    }
}

/// A line of «what works where» and the tasks that are judged by it.
const CLOUD_LINES: &[(&str, &[Task])] = &[
    (
        "Customer list, search, get, company & billing profile, update billing",
        &[
            Task::SeeCustomers,
            Task::ExportCustomers,
            Task::UpdateAccount,
            Task::TagCustomers,
            Task::KeepBook,
        ],
    ),
    ("Add a customer", &[Task::AddCustomer]),
    (
        "… for an indirect reseller",
        &[Task::AddCustomerForReseller],
    ),
    ("Remove a relationship", &[Task::RemoveRelationship]),
    ("Request a relationship", &[Task::RequestRelationship]),
    (
        "Manual switch of Azure subscriptions",
        &[Task::SwitchByPaper],
    ),
    (
        "Electronic transfer (any API)",
        &[Task::TransferElectronically],
    ),
    ("Customer users: list, view", &[Task::SeeUsers]),
    (
        "Customer users: create, edit, delete, restore, roles, bulk upload",
        &[
            Task::AddUsers,
            Task::AddManyUsers,
            Task::EditUsers,
            Task::DeleteUsers,
            Task::RestoreUsers,
            Task::AssignDirectoryRoles,
            Task::HandOverPasswords,
        ],
    ),
    (
        "Reset password",
        &[Task::ResetPassword, Task::ResetAdminPassword],
    ),
    (
        "Licences of users, subscribed SKUs",
        &[Task::SeeLicenses, Task::AssignLicenses],
    ),
    (
        "Subscriptions: list, suspend, reactivate, quantity, nickname, billing cycle",
        &[Task::ManageSubscriptions, Task::CancelSubscriptions],
    ),
    ("Marketplace subscriptions", &[Task::ManageMarketplace]),
    ("Offers, products, cart, order", &[Task::BuySubscriptions]),
    ("Reservations / entitlements", &[Task::SeeEntitlements]),
    ("Customer agreement (MCA)", &[Task::ConfirmAgreement]),
    (
        "Qualification",
        &[Task::SetQualification, Task::SetGovernmentQualification],
    ),
    (
        "Indirect reseller model",
        &[Task::AddCustomerForReseller, Task::LinkResellers],
    ),
    ("Support contact", &[Task::SetSupportContact]),
    (
        "Service requests, managed services",
        &[Task::SeeServiceRequests],
    ),
];

/// Lines that no task is judged by: our own log works in every cloud; the checks of domain, address and country are part
/// of adding; the others are not done here.
const NOT_DONE_BY_CLOUD: &[&str] = &[
    "Activity log",
    "Domain check, address check, country rules",
    "Sandbox delete",
    "Several partners per customer (multi-partner, multi-channel)",
    "Editing partner users' permissions",
];

#[test]
fn the_clouds_are_those_of_the_documents_cell_by_cell() {
    let table = rows_of(include_str!("../data/rights/clouds.md"));
    let mut judged: BTreeSet<Task> = BTreeSet::from([
        Task::SeeActivity, // our own log
        Task::CancelAzure, // «no Azure» of the line on orders
    ]);
    for (label, tasks) in CLOUD_LINES {
        let row = row_of(&table, label);
        for (cloud, cell) in Cloud::ALL.into_iter().zip(&row[1..]) {
            for task in *tasks {
                let offer = cloud.offers(*task);
                let is_right = match cell.chars().next() {
                    Some('✔') => !matches!(offer, CloudOffer::No(_)),
                    Some('◐') => matches!(offer, CloudOffer::Noted(_)),
                    Some('✖') => matches!(offer, CloudOffer::No(_)),
                    _ => false,
                };
                assert!(is_right, "{task:?} in {cloud:?}: «{cell}», {offer:?}");
                judged.insert(*task);
            }
        }
    }
    let all: BTreeSet<Task> = Task::ALL.into_iter().collect();
    assert_eq!(judged, all, "a task is judged by no line");
    for row in &table {
        let label = row[0].as_str();
        let is_known = CLOUD_LINES.iter().any(|line| line.0 == label);
        assert!(
            is_known != NOT_DONE_BY_CLOUD.contains(&label),
            "a line without a task: {label}"
        );
    }
}

#[test]
fn where_a_cloud_names_a_portal_the_address_is_that_of_the_documents() {
    let table = rows_of(include_str!("../data/rights/clouds.md"));
    for (label, tasks) in CLOUD_LINES {
        for (cloud, cell) in Cloud::ALL.into_iter().zip(&row_of(&table, label)[1..]) {
            let facts = cloud.facts();
            let expected = match cell {
                cell if cell.contains("Office admin") => facts.office_portal,
                cell if cell.contains("Azure portal") => facts.azure_portal,
                _ => continue,
            };
            for task in *tasks {
                let CloudOffer::No(elsewhere) = cloud.offers(*task) else {
                    panic!("{task:?} in {cloud:?}");
                };
                assert_eq!(elsewhere.address, Some(expected), "{task:?} in {cloud:?}");
            }
        }
    }
}

#[test]
fn no_sentence_about_another_place_names_an_address_of_its_own() {
    let words = Words::load(Language::English);
    for cloud in Cloud::ALL {
        for task in Task::ALL {
            let CloudOffer::No(elsewhere) = cloud.offers(task) else {
                continue;
            };
            let said = words.say(&elsewhere.message());
            let addresses = said.matches("https://").count();
            assert_eq!(
                addresses,
                usize::from(elsewhere.address.is_some()),
                "{said}"
            );
            assert!(!said.contains(['{', '}']), "{said}");
        }
    }
}

#[test]
fn an_indirect_reseller_asks_his_provider() {
    for (task, kind, refused) in [
        (Task::RemoveRelationship, PartnerKind::Reseller, true),
        (Task::ConfirmAgreement, PartnerKind::Reseller, true),
        (Task::SwitchByPaper, PartnerKind::Reseller, true),
        (Task::TransferElectronically, PartnerKind::Reseller, true),
        (Task::BuySubscriptions, PartnerKind::Reseller, true),
        (Task::AddCustomerForReseller, PartnerKind::Reseller, true),
        (Task::AddCustomerForReseller, PartnerKind::Direct, true),
        (Task::AddCustomerForReseller, PartnerKind::Provider, false),
        (Task::RemoveRelationship, PartnerKind::Provider, false),
        (Task::ConfirmAgreement, PartnerKind::Direct, false),
        (Task::UpdateAccount, PartnerKind::Reseller, false),
    ] {
        assert_eq!(kind.refuses(task).is_some(), refused, "{task:?} {kind:?}");
    }
}

#[test]
fn the_screen_and_the_desk_refuse_the_same_with_the_same_words() {
    let kinds = PartnerKind::ALL.into_iter().map(Some).chain([None]);
    let kinds: Vec<Option<PartnerKind>> = kinds.collect();
    for cloud in Cloud::ALL {
        for role in Role::ALL {
            for kind in &kinds {
                let desk = book_for(cloud, role);
                say_kind(&desk, *kind);
                let rights = Rights::of(&desk);
                for task in Task::ALL {
                    agree(&desk, &rights, task, (role, cloud, *kind));
                }
            }
        }
    }
}

/// Table, desk and screen about one task.
fn agree(
    desk: &Desk,
    rights: &Rights,
    task: Task,
    (role, cloud, kind): (Role, Cloud, Option<PartnerKind>),
) {
    let told = format!("{task:?} by {role:?} in {cloud:?}, {kind:?}");
    let failure = desk.may(task).err();
    let expected = match cloud.offers(task) {
        _ if !who_may(task).contains(&role) => Some("refused_by_role"),
        CloudOffer::No(_) => Some("refused_by_cloud"),
        _ if kind.is_some_and(|kind| kind.refuses(task).is_some()) => Some("refused_by_role"),
        _ => None,
    };
    assert_eq!(failure.as_ref().map(Failure::code), expected, "{told}");
    let offered = failure.as_ref().map_or(Offer::Yes, |failure| {
        assert!(failure.problems()[0].remedy.is_some(), "{told}");
        Offer::No(Refusal::from(failure))
    });
    assert_eq!(rights.may(task), offered, "{told}");
    assert_eq!(rights.may_change(task), offered, "{told}");
}

fn say_kind(desk: &Desk, kind: Option<PartnerKind>) {
    let Some(kind) = kind else {
        return;
    };
    let json = format!(r#"{{"kind":"{}"}}"#, kind.as_str());
    let change = Change {
        key: RecordKey::new(&CustomerId::nobody(), Kind::Book, "partner"),
        expect: Expect::Absent,
        after: Some(serde_json::from_str(&json).unwrap()),
    };
    let draft = Draft {
        at: desk.now(),
        who: desk.operator().clone(),
        operation: "set_partner".to_owned(),
        customer: None,
        subject: String::new(),
        summary: Summary::default(),
        undo: Undo::Possible,
        undoes: None,
    };
    desk.commit(&Commit {
        draft,
        continues: None,
        changes: vec![change],
        guards: Vec::new(),
    })
    .unwrap();
}

/// What a key needs, from the list and from an open account.
const KEYS: &[(&str, Task)] = &[
    ("e", Task::UpdateAccount),
    ("b", Task::AddManyUsers),
    ("a", Task::AddCustomer),
    ("E", Task::ExportCustomers),
];

#[test]
fn a_key_that_is_refused_says_why_and_opens_nothing() {
    let words = Words::load(Language::English);
    for cloud in Cloud::ALL {
        for role in Role::ALL {
            let desk = small_book_for(cloud, role);
            for (key, task) in KEYS {
                let mut session = Session::on(Arc::clone(&desk), 120, 30);
                let before = session.frame();
                session.keys(key).settle();
                let frame = flat(&session.frame());
                let Err(failure) = desk.may(*task) else {
                    assert!(!frame.contains("Nothing was changed."), "{role:?} {frame}");
                    continue;
                };
                let said = words.say(&failure.message());
                assert!(frame.contains(&flat(&said)), "{said}\n{frame}");
                assert_eq!(session.copied().as_deref(), failure.address());
                session
                    .keys("<Esc>")
                    .wait(std::time::Duration::from_secs(5))
                    .keys("<Esc>")
                    .settle();
                assert_eq!(session.frame(), before, "{role:?} {cloud:?} {key}");
            }
        }
    }
}

#[test]
fn hints_leave_out_what_is_refused_and_the_palette_says_why() {
    let mut session = Session::on(small_book_for(Cloud::Global, Role::BillingAdmin), 120, 40);
    let hints = session.frame().lines().last().unwrap().to_owned();
    for missing in ["e edit", "b users", "a add", "E export"] {
        assert!(!hints.contains(missing), "{hints}");
    }
    assert!(hints.contains("s sort"), "{hints}");
    let palette = session.keys(":many").settle().frame();
    assert!(palette.contains("Your role does not allow this: add many users"));
    // Chosen all the same, it says the whole reason.
    let frame = flat(&session.keys("<CR>").settle().frame());
    assert!(frame.contains("These roles may: global admin, admin agent. Nothing was changed."));
    let help = flat(&session.keys("<Esc>?").settle().frame());
    assert!(help.contains("Your role does not allow this: update account info."));
}

#[test]
fn what_a_cloud_lacks_opens_a_box_that_names_the_place() {
    let mut session = Session::on(small_book_for(Cloud::Germany, Role::GlobalAdmin), 80, 24);
    let frame = session.keys("a").settle().frame();
    assert!(frame.contains("Done in another place"), "{frame}");
    assert!(flat(&frame).contains("moves to a European region of the global cloud"));
    assert_eq!(
        session.copied().as_deref(),
        Some("https://partner.microsoft.com/dashboard")
    );
    let closed = session.keys("<Esc>").settle().frame();
    assert!(!closed.contains("Done in another place"), "{closed}");
}

/// Sizes of screens, with what the top line calls the cloud there, and what is so of the whole book.
const SIZES: &[(u16, u16, bool, &str, &str)] = &[
    (160, 40, false, "read-only", "clock stands still"),
    (80, 24, false, "read-only", "clock stands still"),
    (40, 10, true, "read-only", "clock stands"),
    (20, 5, true, "r/o", "clk"),
];

#[test]
fn the_cloud_stands_on_every_screen_at_every_size() {
    let words = Words::load(Language::English);
    for cloud in Cloud::ALL {
        let facts = cloud.facts();
        for (width, height, is_short, ..) in SIZES {
            let name = words.text(if *is_short { facts.short } else { facts.name });
            for keys in [
                "", "<CR>", "<CR>2", "<CR>3", "<CR>6", "<CR>7", "e", "a", "b", "H", "?", ":", "m",
            ] {
                let desk = small_book_for(cloud, Role::GlobalAdmin);
                let mut session = Session::on(desk, *width, *height);
                for key in keys.split_inclusive('>') {
                    session.keys(key).settle();
                }
                let frame = session.frame();
                let top = frame.lines().next().unwrap_or_default();
                assert!(
                    top.starts_with(&format!(" {name}")),
                    "{cloud:?} {width}x{height} {keys}: {frame}"
                );
            }
        }
    }
}

#[test]
fn a_book_that_is_only_read_and_a_clock_that_stands_are_said_at_every_size() {
    for (width, height, _, read_only, clock) in SIZES {
        let desk = Arc::new(read_only_book_in(Cloud::UsGov));
        let frame = Session::rehearsing(desk, *width, *height).frame();
        let top = frame.lines().next().unwrap_or_default();
        assert!(top.contains(read_only) && top.contains(clock), "{frame}");
        assert!(top.contains("US Gov"), "{frame}");
    }
}

#[test]
fn a_colour_tells_the_clouds_apart_and_never_means_danger() {
    let inks = Cloud::ALL.map(|cloud| Ink::Cloud(cloud.facts().hue));
    let (looks, _) = Looks::new(Wish {
        depth: Some(Depth::All),
        ..Wish::default()
    });
    let styles: Vec<_> = inks.iter().map(|ink| looks.theme().style(*ink)).collect();
    for (at, style) in styles.iter().enumerate() {
        assert!(!styles[..at].iter().any(|other| other.bg == style.bg));
        assert_ne!(style.bg, looks.theme().style(Ink::Danger).fg);
        assert_ne!(style.bg, looks.theme().style(Ink::Here).fg);
    }
    // Without colours the name says it.
    let plain: Vec<_> = inks.iter().map(|ink| Theme::PLAIN.style(*ink).bg).collect();
    assert!(plain.iter().all(Option::is_none));
}

/// Text without the borders and line ends that cut it.
fn flat(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter == '│');
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The cells of a table, without its head.
fn rows_of(table: &str) -> Vec<Vec<String>> {
    let rows = table.lines().skip(2).map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().to_owned()).collect()
    });
    rows.collect()
}

#[track_caller]
fn row_of<'a>(table: &'a [Vec<String>], label: &str) -> &'a [String] {
    let row = table.iter().find(|row| row[0] == label);
    row.unwrap_or_else(|| panic!("no line {label}"))
}

/// The abbreviations of section 0 in a cell.
fn roles_in(cell: &str) -> BTreeSet<Role> {
    let words = cell.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter_map(|word| match word {
            "GA" => Some(Role::GlobalAdmin),
            "UM" => Some(Role::UserAdmin),
            "BA" => Some(Role::BillingAdmin),
            "AA" => Some(Role::AdminAgent),
            "SA" => Some(Role::SalesAgent),
            "HA" => Some(Role::HelpdeskAgent),
            _ => None,
        })
        .collect()
}
