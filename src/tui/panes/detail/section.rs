//! The sections of an account, in the order of their keys. The numbers between belong to sections that are still to come.

use crate::tui::action::Action;

/// A part of what is shown of an account.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Section {
    #[default]
    Account,
    Subscriptions,
    Users,
    Activity,
}

impl Section {
    pub(super) const ALL: [Section; 4] = [
        Section::Account,
        Section::Subscriptions,
        Section::Users,
        Section::Activity,
    ];

    /// The action that goes there.
    pub(super) const fn action(self) -> Action {
        match self {
            Section::Account => Action::AccountSection,
            Section::Subscriptions => Action::SubscriptionsSection,
            Section::Users => Action::UsersSection,
            Section::Activity => Action::ActivitySection,
        }
    }

    /// The ID of its name.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Section::Account => "section-account",
            Section::Subscriptions => "section-subscriptions",
            Section::Users => "section-users",
            Section::Activity => "section-activity",
        }
    }

    /// The section that an action goes to.
    pub(super) fn of(action: Action) -> Option<Section> {
        Section::ALL
            .into_iter()
            .find(|section| section.action() == action)
    }

    pub(super) fn next(self) -> Section {
        self.moved(1)
    }

    pub(super) fn previous(self) -> Section {
        self.moved(Section::ALL.len() - 1)
    }

    fn moved(self, by: usize) -> Section {
        Section::ALL[(self as usize + by) % Section::ALL.len()]
    }
}
