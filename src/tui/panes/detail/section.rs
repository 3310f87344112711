//! The sections of an account, in the order of their keys. The numbers between belong to sections that are still to come.

use crate::tui::action::Action;

use super::account::AccountPart;
use super::activity::ActivityPart;
use super::agreement::AgreementPart;
use super::part::Part;
use super::subscriptions::SubscriptionsPart;
use super::support::SupportPart;
use super::transfers::TransfersPart;
use super::users::UsersPart;

macro_rules! sections {
    ($($name:ident = $action:ident, $words:literal, $part:ty;)*) => {
        /// A part of what is shown of an account.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub(super) enum Section {
            #[default]
            $($name,)*
        }

        impl Section {
            pub(super) const ALL: &[Section] = &[$(Section::$name,)*];

            /// The action that goes there.
            pub(super) const fn action(self) -> Action {
                match self {
                    $(Section::$name => Action::$action,)*
                }
            }

            /// The ID of its name.
            pub(super) const fn words(self) -> &'static str {
                match self {
                    $(Section::$name => $words,)*
                }
            }
        }

        /// A fresh one of each, in the same order.
        pub(super) fn parts() -> Vec<Box<dyn Part>> {
            vec![$(Box::<$part>::default(),)*]
        }
    };
}

sections! {
    Account = AccountSection, "section-account", AccountPart;
    Subscriptions = SubscriptionsSection, "section-subscriptions", SubscriptionsPart;
    Users = UsersSection, "section-users", UsersPart;
    Transfers = TransfersSection, "section-transfers", TransfersPart;
    Agreement = AgreementSection, "section-agreement", AgreementPart;
    Support = SupportSection, "section-support", SupportPart;
    Activity = ActivitySection, "section-activity", ActivityPart;
}

impl Section {
    /// The section that an action goes to.
    pub(super) fn of(action: Action) -> Option<Section> {
        let mut all = Section::ALL.iter().copied();
        all.find(|section| section.action() == action)
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
