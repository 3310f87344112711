//! The fields of an account that people fill in: one table, [`FIELDS`]. The form, `--set`, the import of CSV and the help
//! read it; what may stand in a field is judged in [`super::check`]. To give accounts a new field, give this table a line.

use super::country::{Country, Requirement};

/// One field that people fill in.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its full path, as `--set`, files and problems name it.
    pub path: &'static str,
    /// The ID of its label in the locale files.
    pub label: &'static str,
    /// How it is filled in.
    pub control: Control,
    /// Whether it must be filled in.
    pub need: Need,
    /// The most characters it takes (after NFC; operations.md section 2), where there is a limit.
    pub longest: Option<usize>,
    /// Where it is offered.
    pub door: Door,
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line of text.
    Text,
    /// The name of the company.
    CompanyName,
    /// The primary domain.
    Domain,
    /// A choice: countries.
    Country,
    /// A choice where the country has a list of states, else text.
    State,
    /// A postal code of the country.
    PostalCode,
    /// A choice: cultures of the country.
    Culture,
    /// A choice: languages of the country.
    Language,
    /// A phone number of the country.
    Phone,
    /// An e-mail address.
    Email,
    /// The number under which a company is registered.
    RegistrationNumber,
    /// Text of several lines.
    Notes,
    /// Words, each at most once.
    Tags,
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// In every account.
    Always,
    /// The country says.
    ByCountry,
    /// It may stay empty.
    Never,
}

/// Where a field is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// When an account is added and when it is changed.
    AddAndEdit,
    /// Only when an account is added: it can't be changed afterwards.
    AddOnly,
    /// Only when an account is changed.
    EditOnly,
    /// In no form, but on the command line and in files.
    CommandLine,
}

/// `billingProfile.companyName`
pub const COMPANY_NAME: &str = "billingProfile.companyName";
/// `companyProfile.domain`
pub const DOMAIN: &str = "companyProfile.domain";
/// `companyProfile.organizationRegistrationNumber`
pub const REGISTRATION_NUMBER: &str = "companyProfile.organizationRegistrationNumber";
/// `billingProfile.defaultAddress.country`
pub const COUNTRY: &str = "billingProfile.defaultAddress.country";
/// `billingProfile.defaultAddress.region`
pub const REGION: &str = "billingProfile.defaultAddress.region";
/// `billingProfile.defaultAddress.city`
pub const CITY: &str = "billingProfile.defaultAddress.city";
/// `billingProfile.defaultAddress.state`
pub const STATE: &str = "billingProfile.defaultAddress.state";
/// `billingProfile.defaultAddress.postalCode`
pub const POSTAL_CODE: &str = "billingProfile.defaultAddress.postalCode";
/// `billingProfile.defaultAddress.phoneNumber`
pub const PHONE: &str = "billingProfile.defaultAddress.phoneNumber";
/// `billingProfile.defaultAddress.addressLine1`
pub const LINE_1: &str = "billingProfile.defaultAddress.addressLine1";
/// `billingProfile.defaultAddress.addressLine2`
pub const LINE_2: &str = "billingProfile.defaultAddress.addressLine2";
/// `billingProfile.defaultAddress.firstName`: of the person one writes to.
pub const FIRST_NAME: &str = "billingProfile.defaultAddress.firstName";
/// `billingProfile.defaultAddress.middleName`
pub const MIDDLE_NAME: &str = "billingProfile.defaultAddress.middleName";
/// `billingProfile.defaultAddress.lastName`
pub const LAST_NAME: &str = "billingProfile.defaultAddress.lastName";
/// `billingProfile.firstName`: of the person who gets the bill; the service fills it in itself.
pub const BILL_TO_FIRST_NAME: &str = "billingProfile.firstName";
/// `billingProfile.lastName`
pub const BILL_TO_LAST_NAME: &str = "billingProfile.lastName";
/// `billingProfile.email`
pub const EMAIL: &str = "billingProfile.email";
/// `billingProfile.culture`
pub const CULTURE: &str = "billingProfile.culture";
/// `billingProfile.language`
pub const LANGUAGE: &str = "billingProfile.language";
/// `tags`
pub const TAGS: &str = "tags";
/// `notes`
pub const NOTES: &str = "notes";
/// `alias`
pub const ALIAS: &str = "alias";

/// The most tags a customer has (operations.md section 1).
pub const MOST_TAGS: usize = 150;
/// The most characters of a tag (operations.md section 1).
pub const LONGEST_TAG: usize = 50;

/// Every field that people fill in, in the order of the form (operations.md sections 2 and 5).
pub const FIELDS: &[Field] = &[
    Field::new(COMPANY_NAME, "field-company-name", Control::CompanyName).always(),
    Field::new(DOMAIN, "field-domain", Control::Domain)
        .always()
        .only(Door::AddOnly),
    Field::new(COUNTRY, "field-country", Control::Country).always(),
    Field::new(LINE_1, "field-address-line-1", Control::Text)
        .always()
        .at_most(200),
    Field::new(LINE_2, "field-address-line-2", Control::Text).at_most(200),
    Field::new(CITY, "field-city", Control::Text).by_country(),
    Field::new(STATE, "field-state", Control::State).by_country(),
    Field::new(POSTAL_CODE, "field-postal-code", Control::PostalCode).by_country(),
    Field::new(FIRST_NAME, "field-first-name", Control::Text)
        .always()
        .at_most(50),
    Field::new(MIDDLE_NAME, "field-middle-name", Control::Text)
        .at_most(50)
        .only(Door::CommandLine),
    Field::new(LAST_NAME, "field-last-name", Control::Text)
        .always()
        .at_most(50),
    Field::new(EMAIL, "field-email", Control::Email).always(),
    Field::new(PHONE, "field-phone", Control::Phone).by_country(),
    Field::new(CULTURE, "field-culture", Control::Culture).always(),
    Field::new(LANGUAGE, "field-language", Control::Language).always(),
    Field::new(
        REGISTRATION_NUMBER,
        "field-registration-number",
        Control::RegistrationNumber,
    )
    .by_country()
    .only(Door::AddOnly),
    Field::new(
        BILL_TO_FIRST_NAME,
        "field-bill-to-first-name",
        Control::Text,
    )
    .at_most(50)
    .only(Door::EditOnly),
    Field::new(BILL_TO_LAST_NAME, "field-bill-to-last-name", Control::Text)
        .at_most(50)
        .only(Door::EditOnly),
    Field::new(REGION, "field-region", Control::Text).only(Door::CommandLine),
    Field::new(ALIAS, "field-alias", Control::Text),
    Field::new(TAGS, "field-tags", Control::Tags),
    Field::new(NOTES, "field-notes", Control::Notes),
];

/// The field of a path, whatever its case.
pub fn field_at(path: &str) -> Option<&'static Field> {
    FIELDS
        .iter()
        .find(|field| field.path.eq_ignore_ascii_case(path.trim()))
}

impl Field {
    const fn new(path: &'static str, label: &'static str, control: Control) -> Self {
        Self {
            path,
            label,
            control,
            need: Need::Never,
            longest: None,
            door: Door::AddAndEdit,
        }
    }

    const fn always(self) -> Self {
        Self {
            need: Need::Always,
            ..self
        }
    }

    const fn by_country(self) -> Self {
        Self {
            need: Need::ByCountry,
            ..self
        }
    }

    const fn at_most(self, characters: usize) -> Self {
        Self {
            longest: Some(characters),
            ..self
        }
    }

    const fn only(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// Where the value stands in the customer's resource: what is ours stands in our own member.
    pub fn member(&self) -> &'static str {
        match self.path {
            TAGS => "partnerdeck.tags",
            NOTES => "partnerdeck.notes",
            ALIAS => "partnerdeck.alias",
            path => path,
        }
    }

    /// Whether an account that is already there can be given another value.
    pub fn is_editable(&self) -> bool {
        self.door != Door::AddOnly
    }

    /// What the country of the account says of the field. An unknown country asks for nothing.
    pub fn requirement(&self, country: Option<&Country>) -> Requirement {
        match (self.need, country) {
            (Need::Always, _) => Requirement::Required,
            (Need::Never, _) | (Need::ByCountry, None) => Requirement::Optional,
            (Need::ByCountry, Some(country)) => self.asked_by(country),
        }
    }

    fn asked_by(&self, country: &Country) -> Requirement {
        let parts = &country.address.fields;
        let number = &country.registration_number;
        match self.control {
            Control::State => parts.state,
            Control::PostalCode => parts.postal_code,
            Control::Phone if number.phone_required => Requirement::Required,
            Control::Phone => Requirement::Optional,
            Control::RegistrationNumber if number.required => Requirement::Required,
            Control::RegistrationNumber => Requirement::Unused,
            _ => parts.city,
        }
    }
}
