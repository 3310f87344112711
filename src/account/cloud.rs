//! The national clouds: what each allows, its endpoints and suffixes. Data in one table, never an `if` on a cloud's name
//! elsewhere. Source: clouds.md.

use serde::{Deserialize, Serialize};

use super::problem::Message;
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
    /// Not available; done in another place.
    No(Elsewhere),
}

/// Where a task is done that a cloud does not have here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elsewhere {
    /// The ID of the sentence that names the place; it takes the address as `$address`.
    pub words: &'static str,
    /// The address for a browser, where a portal does it.
    pub address: Option<&'static str>,
}

impl Elsewhere {
    /// The sentence that names the place.
    pub fn message(self) -> Message {
        let sentence = Message::new(self.words);
        match self.address {
            Some(address) => sentence.with("address", address),
            None => sentence,
        }
    }
}

/// By which colour a cloud is told from the others, besides its name: never the one that means danger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Green.
    Green,
    /// Blue.
    Blue,
    /// Yellow.
    Yellow,
    /// Magenta.
    Magenta,
}

/// What is fixed for a cloud.
#[derive(Debug, Clone, Copy)]
pub struct CloudFacts {
    /// The word on the command line and in the book.
    pub word: &'static str,
    /// The ID of its name in the locale files.
    pub name: &'static str,
    /// The ID of its name where there is little room.
    pub short: &'static str,
    /// Its colour on every screen.
    pub hue: Hue,
    /// What follows the prefix of a customer's primary domain.
    pub domain_suffix: &'static str,
    /// Where users and licenses are administered in a browser.
    pub office_portal: &'static str,
    /// Where the customer's global admin accepts an invitation: the ID of its name in the locale files.
    pub accepts_in: &'static str,
    /// Whether an invitation may leave the delegated admin rights out.
    pub admin_rights_optional: bool,
    /// Where directory and Azure resources are administered in a browser.
    pub azure_portal: &'static str,
    /// Where a partner looks after his own account and opens requests; 21Vianet has a site of its own, which the
    /// documents do not name.
    pub partner_portal: Option<&'static str>,
}

const PARTNER_PORTAL: Option<&str> = Some("https://partner.microsoft.com/dashboard");

impl Cloud {
    /// Every cloud.
    pub const ALL: [Cloud; 4] = [Cloud::Global, Cloud::UsGov, Cloud::Germany, Cloud::China];

    /// What is fixed for it.
    pub const fn facts(self) -> CloudFacts {
        match self {
            Cloud::Global => CloudFacts {
                word: "global",
                name: "cloud-global",
                short: "cloud-global-short",
                hue: Hue::Green,
                domain_suffix: ".onmicrosoft.com",
                office_portal: "https://admin.microsoft.com",
                accepts_in: "place-admin-center",
                admin_rights_optional: true,
                azure_portal: "https://portal.azure.com",
                partner_portal: PARTNER_PORTAL,
            },
            Cloud::UsGov => CloudFacts {
                word: "us-gov",
                name: "cloud-us-gov",
                short: "cloud-us-gov-short",
                hue: Hue::Blue,
                domain_suffix: ".onmicrosoft.us",
                office_portal: "https://portal.office365.us",
                accepts_in: "place-office-admin",
                admin_rights_optional: false,
                azure_portal: "https://portal.azure.us",
                partner_portal: PARTNER_PORTAL,
            },
            Cloud::Germany => CloudFacts {
                word: "germany",
                name: "cloud-germany",
                short: "cloud-germany-short",
                hue: Hue::Yellow,
                domain_suffix: ".onmicrosoft.de",
                office_portal: "https://portal.office.de",
                accepts_in: "place-office-admin",
                admin_rights_optional: false,
                azure_portal: "https://portal.microsoftazure.de",
                partner_portal: PARTNER_PORTAL,
            },
            Cloud::China => CloudFacts {
                word: "china",
                name: "cloud-china",
                short: "cloud-china-short",
                hue: Hue::Magenta,
                domain_suffix: ".partner.onmschina.cn",
                office_portal: "https://portal.partner.microsoftonline.cn",
                accepts_in: "place-office-admin",
                admin_rights_optional: true,
                azure_portal: "https://portal.azure.cn",
                partner_portal: None,
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
        use Cloud::{China, Germany, UsGov};
        use Offer::{Noted, Yes};
        match (task, self) {
            (Task::AddCustomer, Germany) => self.in_partner_portal("cloud-germany-closed"),
            (Task::AddCustomerForReseller | Task::LinkResellers, UsGov | Germany | China) => {
                nowhere("cloud-no-indirect-model")
            }
            (Task::RemoveRelationship, UsGov) => Noted("cloud-removal-us-gov-note"),
            (Task::RemoveRelationship, Germany) => {
                self.in_partner_portal("cloud-removal-by-support")
            }
            (Task::RemoveRelationship, China) => Noted("cloud-removal-china-note"),
            (Task::RequestRelationship, UsGov) => {
                self.in_partner_portal("cloud-no-invitation-us-gov")
            }
            (Task::RequestRelationship, Germany) => Noted("cloud-invitation-germany-note"),
            (Task::SwitchByPaper, UsGov) => Noted("cloud-switch-us-gov-note"),
            (Task::SwitchByPaper, Germany) => Noted("cloud-switch-germany-note"),
            (Task::SwitchByPaper | Task::CancelAzure, China) => {
                self.in_azure_portal("cloud-no-azure-china")
            }
            (Task::TransferElectronically, UsGov | Germany | China) => nowhere("cloud-no-transfer"),
            (Task::SeeUsers, UsGov | Germany) => Noted("cloud-users-read-only-fields"),
            (
                Task::SeeUsers
                | Task::AddUsers
                | Task::AddManyUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                China,
            ) => Noted("cloud-users-china-note"),
            (
                Task::AddUsers
                | Task::AddManyUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::ResetPassword
                | Task::ResetAdminPassword
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                UsGov,
            ) => self.in_azure_portal("cloud-users-in-azure-portal"),
            (
                Task::AddUsers
                | Task::AddManyUsers
                | Task::EditUsers
                | Task::DeleteUsers
                | Task::RestoreUsers
                | Task::AssignDirectoryRoles
                | Task::HandOverPasswords,
                Germany,
            ) => self.in_office_admin("cloud-users-in-office-admin"),
            (Task::ResetPassword | Task::ResetAdminPassword, Germany) => {
                self.in_azure_portal("cloud-reset-in-azure-portal")
            }
            (Task::ResetPassword | Task::ResetAdminPassword, China) => {
                self.in_office_admin("cloud-no-reset-china")
            }
            (Task::AssignLicenses | Task::SeeLicenses, UsGov) => {
                self.in_azure_portal("cloud-licenses-in-azure-portal")
            }
            (Task::AssignLicenses | Task::SeeLicenses, Germany) => {
                self.in_office_admin("cloud-licenses-in-office-admin")
            }
            (Task::AssignLicenses | Task::SeeLicenses, China) => {
                self.in_office_admin("cloud-licenses-in-office-admin-china")
            }
            (
                Task::ManageSubscriptions | Task::CancelSubscriptions | Task::BuySubscriptions,
                China,
            ) => Noted("cloud-license-based-only"),
            (Task::BuySubscriptions, Germany) => Noted("cloud-no-new-services"),
            (Task::ManageMarketplace, UsGov | Germany | China) => nowhere("cloud-no-marketplace"),
            (Task::SeeEntitlements, UsGov | Germany | China) => nowhere("cloud-no-entitlements"),
            (Task::ConfirmAgreement, UsGov | Germany | China) => nowhere("cloud-own-agreement"),
            (
                Task::SetQualification | Task::SetGovernmentQualification,
                UsGov | Germany | China,
            ) => nowhere("cloud-no-qualification"),
            (Task::SetSupportContact | Task::SeeServiceRequests, China) => {
                self.in_office_admin("cloud-no-support-china")
            }
            _ => Yes,
        }
    }

    const fn in_office_admin(self, words: &'static str) -> Offer {
        at(words, Some(self.facts().office_portal))
    }

    const fn in_azure_portal(self, words: &'static str) -> Offer {
        at(words, Some(self.facts().azure_portal))
    }

    const fn in_partner_portal(self, words: &'static str) -> Offer {
        at(words, self.facts().partner_portal)
    }
}

const fn at(words: &'static str, address: Option<&'static str>) -> Offer {
    Offer::No(Elsewhere { words, address })
}

/// Nothing does it there, or no portal does.
const fn nowhere(words: &'static str) -> Offer {
    at(words, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cloud_has_a_colour_of_its_own() {
        let hues = Cloud::ALL.map(|cloud| cloud.facts().hue);
        let distinct: std::collections::HashSet<Hue> = hues.into_iter().collect();
        assert_eq!(distinct.len(), Cloud::ALL.len());
    }

    #[test]
    fn cloud_words_read_back() {
        for cloud in Cloud::ALL {
            assert_eq!(Cloud::parse(cloud.facts().word), Some(cloud));
        }
    }
}
