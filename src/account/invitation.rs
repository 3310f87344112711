//! An invitation to a reseller relationship: the link, our own record of who was invited, and where the two companies stand.
//! Rules: operations.md section 9. The service keeps no list of pending invitations.

use jiff::Timestamp;

use super::cloud::Cloud;
use super::customer::CustomerView;
use super::relationship::Relationship;
use super::resource::Resource;
use super::subscription::Subscription;

/// Where a company and the partner stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Nothing binds them.
    None,
    /// The link is out, and the customer has not accepted.
    Invited,
    /// A reseller relationship, with delegated admin rights or with nobody knowing that there are none.
    Reseller,
    /// A reseller relationship without admin rights: selling works, user management does not.
    WithoutAdmin,
}

/// What changes where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The partner sends the link.
    Invite,
    /// The customer's global admin accepts, admin rights included.
    Accept,
    /// He accepts a link without admin rights.
    AcceptWithoutAdmin,
    /// The customer takes the admin rights back.
    DropAdmin,
    /// The partner removes the relationship.
    Remove,
    /// The customer leaves; calls answer 20002 then.
    Leave,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 4] = [
        Standing::None,
        Standing::Invited,
        Standing::Reseller,
        Standing::WithoutAdmin,
    ];

    /// Where a customer of the book stands by its own record.
    pub fn of(customer: &Resource) -> Self {
        let word = CustomerView(customer).relationship();
        let is_ours =
            word.is_empty() || Relationship::of_wire(word) == Some(Relationship::Reseller);
        match (is_ours, customer.flag("allowDelegatedAccess")) {
            (false, _) => Standing::None,
            (true, Some(false)) => Standing::WithoutAdmin,
            (true, _) => Standing::Reseller,
        }
    }

    /// Where they stand after a step; `None` where the documents know none.
    pub const fn after(self, step: Step) -> Option<Standing> {
        match (self, step) {
            (Standing::None, Step::Invite) => Some(Standing::Invited),
            (Standing::Invited, Step::Accept) => Some(Standing::Reseller),
            (Standing::Invited, Step::AcceptWithoutAdmin)
            | (Standing::Reseller, Step::DropAdmin) => Some(Standing::WithoutAdmin),
            (Standing::Reseller | Standing::WithoutAdmin, Step::Remove | Step::Leave) => {
                Some(Standing::None)
            }
            _ => None,
        }
    }
}

/// Where our own record of an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// Nothing came back yet.
    Open,
    /// The customer is in the book with a reseller relationship.
    Accepted,
    /// It is, without admin rights.
    AcceptedWithoutAdmin,
    /// We wait for it no longer.
    Closed,
}

impl Progress {
    /// The word that scripts read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Progress::Open => "invited",
            Progress::Accepted => "accepted",
            Progress::AcceptedWithoutAdmin => "accepted-without-admin",
            Progress::Closed => "closed",
        }
    }

    /// The ID of its word in the locale files.
    pub const fn words(self) -> &'static str {
        match self {
            Progress::Open => "invitation-open",
            Progress::Accepted => "invitation-accepted",
            Progress::AcceptedWithoutAdmin => "invitation-accepted-without-admin",
            Progress::Closed => "invitation-closed",
        }
    }
}

/// A view of our record of an invitation; nothing is copied.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a>(pub &'a Resource);

impl<'a> Invitation<'a> {
    /// Who was invited.
    pub fn to(self) -> &'a str {
        self.0.text_or_empty("to")
    }

    /// Where the message went; empty when nobody said.
    pub fn email(self) -> &'a str {
        self.0.text_or_empty("email")
    }

    /// The personal link.
    pub fn link(self) -> &'a str {
        self.0.text_or_empty("link")
    }

    /// Who invited.
    pub fn by(self) -> &'a str {
        self.0.text_or_empty("by")
    }

    /// When.
    pub fn sent(self) -> Option<Timestamp> {
        Subscription(self.0).date("sentOn")
    }

    /// Whether delegated admin rights were asked for.
    pub fn with_admin_rights(self) -> bool {
        self.0.flag("adminRights").unwrap_or(true)
    }

    /// When we stopped waiting for it.
    pub fn closed(self) -> Option<Timestamp> {
        Subscription(self.0).date("closedOn")
    }

    /// Where it stands, with the customer that came of it if the book has one.
    pub fn progress(self, customer: Option<&Resource>) -> Progress {
        match customer.map(Standing::of) {
            Some(Standing::Reseller) => Progress::Accepted,
            Some(Standing::WithoutAdmin) => Progress::AcceptedWithoutAdmin,
            _ if self
                .0
                .get("closedOn")
                .is_some_and(|closed| !closed.is_null()) =>
            {
                Progress::Closed
            }
            _ => Progress::Open,
        }
    }
}

/// The link that a partner's customers accept, as the service forms it: in the admin center of their cloud.
pub fn link(cloud: Cloud, partner_tenant: &str, admin_rights: bool) -> String {
    let portal = cloud.facts().office_portal;
    let bare = format!(
        "{portal}/Adminportal/Home?invType=ResellerRelationship&partnerId={partner_tenant}&msppId=0#/BillingAccounts/partner-invitation"
    );
    with_admin_rights(&bare, admin_rights)
}

/// The same link asking for delegated admin rights, or not: `DAP=` in its query, and nothing else of it is touched.
pub fn with_admin_rights(link: &str, admin_rights: bool) -> String {
    let (before, fragment) = match link.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (link, None),
    };
    let (address, query) = before.split_once('?').unwrap_or((before, ""));
    let own = format!("DAP={admin_rights}");
    let mut is_said = false;
    let mut parts: Vec<&str> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let is_own = part.split('=').next() == Some("DAP");
        match is_own {
            true if is_said => {}
            true => parts.push(&own),
            false => parts.push(part),
        }
        is_said |= is_own;
    }
    if !is_said {
        parts.push(&own);
    }
    let query = parts.join("&");
    match fragment {
        Some(fragment) => format!("{address}?{query}#{fragment}"),
        None => format!("{address}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_THE_SERVICE: &str = "https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438&msppId=0&DAP=false#/BillingAccounts/partner-invitation";

    #[test]
    fn the_link_has_the_form_that_the_service_gives_it() {
        let tenant = "3b33e682-00c3-41ee-9dd2-a548adf56438";
        assert_eq!(link(Cloud::Global, tenant, false), OF_THE_SERVICE);
        let german = link(Cloud::Germany, tenant, true);
        assert!(german.starts_with("https://portal.office.de/"), "{german}");
    }

    #[test]
    fn admin_rights_are_asked_for_in_the_link_and_nothing_else_of_it_changes() {
        let asking = OF_THE_SERVICE.replace("DAP=false", "DAP=true");
        assert_eq!(with_admin_rights(OF_THE_SERVICE, true), asking);
        assert_eq!(with_admin_rights(&asking, false), OF_THE_SERVICE);
        let without = OF_THE_SERVICE.replace("&DAP=false", "");
        assert_eq!(with_admin_rights(&without, false), OF_THE_SERVICE);
        assert_eq!(with_admin_rights("https://x", true), "https://x?DAP=true");
        assert_eq!(
            with_admin_rights("https://x?DAP=true&DAP=false&b", false),
            "https://x?DAP=false&b"
        );
    }

    #[test]
    fn the_diagram_of_a_relationship_has_these_steps_and_no_others() {
        use Standing::{Invited, None as Nothing, Reseller, WithoutAdmin};
        use Step::{Accept, AcceptWithoutAdmin, DropAdmin, Invite, Leave, Remove};
        let known = [
            (Nothing, Invite, Invited),
            (Invited, Accept, Reseller),
            (Invited, AcceptWithoutAdmin, WithoutAdmin),
            (Reseller, DropAdmin, WithoutAdmin),
            (Reseller, Remove, Nothing),
            (WithoutAdmin, Remove, Nothing),
            (Reseller, Leave, Nothing),
            (WithoutAdmin, Leave, Nothing),
        ];
        for from in Standing::ALL {
            for step in [Invite, Accept, AcceptWithoutAdmin, DropAdmin, Remove, Leave] {
                let to = known
                    .iter()
                    .find(|(one, other, _)| (*one, *other) == (from, step))
                    .map(|(_, _, to)| *to);
                assert_eq!(from.after(step), to, "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn a_customer_stands_where_its_record_says() {
        let table = [
            (
                r#"{"relationshipToPartner":"reseller","allowDelegatedAccess":true}"#,
                Standing::Reseller,
            ),
            (
                r#"{"relationshipToPartner":"Reseller"}"#,
                Standing::Reseller,
            ),
            (
                r#"{"relationshipToPartner":"reseller","allowDelegatedAccess":false}"#,
                Standing::WithoutAdmin,
            ),
            (
                r#"{"relationshipToPartner":"none","allowDelegatedAccess":false}"#,
                Standing::None,
            ),
            (r#"{"relationshipToPartner":"advisor"}"#, Standing::None),
        ];
        for (json, standing) in table {
            let customer: Resource = serde_json::from_str(json).unwrap();
            assert_eq!(Standing::of(&customer), standing, "{json}");
        }
    }

    #[test]
    fn an_invitation_is_accepted_by_what_the_book_says_even_once_it_was_closed() {
        let open: Resource = serde_json::from_str(r#"{"to":"A"}"#).unwrap();
        let closed: Resource =
            serde_json::from_str(r#"{"to":"A","closedOn":"2026-11-22T09:00:00Z"}"#).unwrap();
        let customer: Resource =
            serde_json::from_str(r#"{"relationshipToPartner":"reseller"}"#).unwrap();
        let gone: Resource = serde_json::from_str(r#"{"relationshipToPartner":"none"}"#).unwrap();
        assert_eq!(Invitation(&open).progress(None), Progress::Open);
        assert_eq!(Invitation(&open).progress(Some(&gone)), Progress::Open);
        assert_eq!(
            Invitation(&open).progress(Some(&customer)),
            Progress::Accepted
        );
        assert_eq!(Invitation(&closed).progress(None), Progress::Closed);
        assert_eq!(
            Invitation(&closed).progress(Some(&customer)),
            Progress::Accepted
        );
    }
}
