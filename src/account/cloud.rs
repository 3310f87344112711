//! The national clouds: what each allows, its endpoints and suffixes. Data in one table, never an `if` on a cloud's name
//! elsewhere. Source: clouds.md.

use serde::{Deserialize, Serialize};

use super::task::Task;

/// A book belongs to one cloud; nothing crosses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    /// Partner Center.
    #[default]
    Global,
    /// Partner Center for Microsoft Cloud for US Government.
    UsGov,
    /// Partner Center for Microsoft Cloud Germany: closed, read-mostly.
    Germany,
    /// Operated by 21Vianet.
    China,
}

/// Whether a cloud has a task, as the signs of clouds.md say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Available.
    Yes,
    /// Available, with a note for the plan (ID in the locale files).
    Noted(&'static str),
    /// Not available; done in another place, which the sentence (ID in the locale files) names.
    No(&'static str),
}

/// What is fixed for a cloud.
#[derive(Debug, Clone, Copy)]
pub struct CloudFacts {
    /// The word on the command line and in the book.
    pub word: &'static str,
    /// The ID of its name in the locale files.
    pub name: &'static str,
    /// What follows the prefix of a customer's primary domain.
    pub domain_suffix: &'static str,
    /// Where users and licenses are administered in a browser.
    pub office_portal: &'static str,
    /// Where directory and Azure resources are administered in a browser.
    pub azure_portal: &'static str,
}

impl Cloud {
    /// Every cloud.
    pub const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGov, Cloud::Germany, Cloud::China];

    /// What is fixed for it.
    pub const fn facts(self) -> CloudFacts {
        match self {
            Cloud::Global => CloudFacts {
                word: "global",
                name: "cloud-global",
                domain_suffix: ".onmicrosoft.com",
                office_portal: "https://admin.microsoft.com",
                azure_portal: "https://portal.azure.com",
            },
            Cloud::UsGov => CloudFacts {
                word: "us-gov",
                name: "cloud-us-gov",
                domain_suffix: ".onmicrosoft.us",
                office_portal: "https://portal.office365.us",
                azure_portal: "https://portal.azure.us",
            },
            Cloud::Germany => CloudFacts {
                word: "germany",
                name: "cloud-germany",
                domain_suffix: ".onmicrosoft.de",
                office_portal: "https://portal.office.de",
                azure_portal: "https://portal.microsoftazure.de",
            },
            Cloud::China => CloudFacts {
                word: "china",
                name: "cloud-china",
                domain_suffix: ".partner.onmschina.cn",
                office_portal: "https://portal.partner.microsoftonline.cn",
                azure_portal: "https://portal.azure.cn",
            },
        }
    }

    /// Reads the word back.
    pub fn parse(text: &str) -> Option<Cloud> {
        Cloud::ALL
            .into_iter()
            .find(|cloud| cloud.facts().word == text)
    }

    /// Whether the cloud has a task: the matrix «what works where» of clouds.md.
    pub const fn offers(self, task: Task) -> Offer {
        use Offer::{No, Noted, Yes};
        match (task, self) {
            (Task::AddCustomer, Cloud::Germany) => No("cloud-germany-closed"),
            (
                Task::AddCustomerForReseller | Task::LinkResellers,
                Cloud::UsGov | Cloud::Germany | Cloud::China,
            ) => No("cloud-no-indirect-model"),
            (Task::RemoveRelationship, Cloud::UsGov) => Noted("cloud-removal-us-gov-note"),
            (Task::RemoveRelationship, Cloud::Germany) => No("cloud-removal-by-support"),
            (Task::RemoveRelationship, Cloud::China) => Noted("cloud-removal-china-note"),
            (Task::RequestRelationship, Cloud::UsGov) => No("cloud-no-invitation-us-gov"),
            (Task::RequestRelationship, Cloud::Germany) => Noted("cloud-invitation-germany-note"),
            (Task::SwitchByPaper, Cloud::UsGov) => Noted("cloud-switch-us-gov-note"),
            (Task::SwitchByPaper, Cloud::Germany) => Noted("cloud-switch-germany-note"),
            (Task::SwitchByPaper | Task::CancelAzure, Cloud::China) => No("cloud-no-azure-china"),
            (Task::TransferElectronically, Cloud::UsGov | Cloud::Germany | Cloud::China) => {
                No("cloud-no-transfer")
            }
            (Task::SeeUsers, Cloud::UsGov | Cloud::Germany) => {
                Noted("cloud-users-read-only-fields")
            }
            (
                Task::SeeUsers
                | Task::AddUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                Cloud::China,
            ) => Noted("cloud-users-china-note"),
            (
                Task::AddUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::ResetPassword
                | Task::ResetAdminPassword
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                Cloud::UsGov,
            ) => No("cloud-users-in-azure-portal"),
            (
                Task::AddUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                Cloud::Germany,
            ) => No("cloud-users-in-office-admin"),
            (Task::ResetPassword | Task::ResetAdminPassword, Cloud::Germany) => {
                No("cloud-users-in-azure-portal-germany")
            }
            (Task::ResetPassword | Task::ResetAdminPassword, Cloud::China) => {
                No("cloud-no-reset-china")
            }
            (Task::AssignLicenses, Cloud::UsGov) => No("cloud-licenses-in-azure-portal"),
            (Task::AssignLicenses, Cloud::Germany) => No("cloud-licenses-in-office-admin"),
            (Task::AssignLicenses, Cloud::China) => No("cloud-licenses-in-office-admin-china"),
            (
                Task::ManageSubscriptions | Task::CancelSubscriptions | Task::BuySubscriptions,
                Cloud::China,
            ) => Noted("cloud-license-based-only"),
            (Task::BuySubscriptions, Cloud::Germany) => Noted("cloud-no-new-services"),
            (Task::ManageMarketplace, Cloud::UsGov | Cloud::Germany | Cloud::China) => {
                No("cloud-no-marketplace")
            }
            (Task::SeeEntitlements, Cloud::UsGov | Cloud::Germany | Cloud::China) => {
                No("cloud-no-entitlements")
            }
            (Task::ConfirmAgreement, Cloud::UsGov | Cloud::Germany | Cloud::China) => {
                No("cloud-own-agreement")
            }
            (
                Task::SetQualification | Task::SetGovernmentQualification,
                Cloud::UsGov | Cloud::Germany | Cloud::China,
            ) => No("cloud-no-qualification"),
            (Task::SetSupportContact | Task::SeeServiceRequests, Cloud::China) => {
                No("cloud-no-support-china")
            }
            _ => Yes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cloud_words_read_back() {
        for cloud in Cloud::ALL {
            assert_eq!(Cloud::parse(cloud.facts().word), Some(cloud));
        }
    }
}
