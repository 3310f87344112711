//! Invented customers and users, the same for a seed wherever and in whatever order they are asked for. Names come in
//! several scripts and in the mix that a distributor has; sizes of records are those of the service.
#![allow(dead_code)]

use std::fmt::Write as _;

/// Users that each customer has.
pub const USERS: u64 = 5;

/// A book of invented customers.
#[derive(Clone, Copy)]
pub struct Invented {
    /// Another seed is another book.
    pub seed: u64,
}

/// What stands in a customer's account.
pub struct Customer {
    pub id: String,
    pub name: String,
    pub domain: String,
    pub country: &'static str,
    pub city: &'static str,
    pub state: &'static str,
    pub street: String,
    pub postal_code: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub phone: String,
    pub email: String,
    pub relationship: &'static str,
    pub tags: &'static str,
    culture: &'static str,
    language: &'static str,
    bits: u64,
}

/// A person in a customer's tenant.
pub struct User {
    pub id: String,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub sign_in_name: String,
    pub country: &'static str,
}

/// Where customers are, and how they are called there.
struct Market {
    country: &'static str,
    phone: &'static str,
    culture: &'static str,
    language: &'static str,
    places: &'static [(&'static str, &'static str, &'static str)],
    streets: &'static [&'static str],
    firsts: &'static [&'static str],
    lasts: &'static [&'static str],
    words: &'static [&'static str],
    trades: &'static [&'static str],
    forms: &'static [&'static str],
    joined: bool,
}

const LATIN: &[&str] = &[
    "Wingtip",
    "Contoso",
    "Fabrikam",
    "Northwind",
    "Adventure",
    "Proseware",
    "Tailspin",
    "Litware",
    "Lamna",
    "Fourth Coffee",
    "Alpine",
    "Humongous",
    "Trey",
    "Woodgrove",
    "Bellows",
    "Margie's",
    "Coho",
    "Relecloud",
    "VanArsdel",
    "Wide World",
    "Birch",
    "Harbor",
    "Quarry",
    "Juniper",
    "Copper",
    "Granite",
    "Maple",
    "Sparrow",
    "Heron",
    "Fernlight",
    "Mosswick",
    "Hollowbeck",
    "Brightwater",
    "Redcliff",
    "Silverlake",
    "Stonebridge",
    "Oakhurst",
    "Larkspur",
    "Meadow",
    "Falcon",
    "Orchard",
    "Lantern",
    "Compass",
    "Anchor",
    "Summit",
    "Cinder",
    "Willow",
    "Thistle",
    "Amber",
    "Cobalt",
    "Prairie",
    "Cascade",
    "Delta",
    "Ridge",
    "Bluebird",
    "Kestrel",
    "Foxglove",
    "Ironwood",
    "Saltmarsh",
    "Tidewater",
];

const MARKETS: &[Market] = &[
    Market {
        country: "US",
        phone: "+1 206 5",
        culture: "en-US",
        language: "en",
        places: &[
            ("Redmond", "WA", "98052"),
            ("Tulsa", "OK", "74103"),
            ("Boise", "ID", "83702"),
            ("Austin", "TX", "78701"),
            ("Albany", "NY", "12207"),
        ],
        streets: &[
            "Quarry Road",
            "Microsoft Way",
            "Main Street",
            "Cedar Avenue",
            "Harbor Boulevard",
        ],
        firsts: &[
            "Paige", "Mateo", "Anna", "Jordan", "Priya", "Caleb", "Nora", "Elijah", "Grace",
            "Victor", "Dana", "Owen",
        ],
        lasts: &[
            "Bennett", "Goodwin", "Ramirez", "Okafor", "Sullivan", "Chang", "Whitaker", "Delgado",
            "Novak", "Patel", "Ferris",
        ],
        words: LATIN,
        trades: &[
            "Landscaping",
            "Dental",
            "Logistics",
            "Traders",
            "Brewing",
            "Healthcare",
            "Toys",
            "Foods",
            "Software",
            "Freight",
            "Legal",
            "Optics",
            "Roofing",
            "Insurance",
        ],
        forms: &["", "", "", " Inc.", " LLC", " Co.", " Group"],
        joined: false,
    },
    Market {
        country: "DE",
        phone: "+49 89 4",
        culture: "de-DE",
        language: "de",
        places: &[
            ("München", "", "80331"),
            ("Köln", "", "50667"),
            ("Görlitz", "", "02826"),
            ("Düsseldorf", "", "40213"),
        ],
        streets: &["Hauptstraße", "Lindenweg", "Am Mühlbach", "Königsallee"],
        firsts: &[
            "Käthe", "Jürgen", "Anja", "Sören", "Lukas", "Heike", "Björn", "Mathilde",
        ],
        lasts: &[
            "Müller",
            "Österreicher",
            "Rußmann",
            "Weiß",
            "Schröder",
            "Vogel",
            "Krüger",
            "Huber",
        ],
        words: &[
            "Müller",
            "Kaminfeger",
            "Bäckerei Sonne",
            "Nordsee",
            "Schäfer",
            "Rheingold",
            "Größl",
            "Weißenburg",
            "Lindner",
            "Brückner",
            "Hofmann",
            "Zöllner",
        ],
        trades: &[
            "Maschinenbau",
            "Feinkost",
            "Logistik",
            "Elektrotechnik",
            "Söhne",
            "Straßenbau",
            "Möbel",
        ],
        forms: &[" GmbH", " AG", " KG", " GmbH & Co. KG", ""],
        joined: false,
    },
    Market {
        country: "KR",
        phone: "+82 2 7",
        culture: "ko-KR",
        language: "ko",
        places: &[
            ("서울특별시", "", "04524"),
            ("부산광역시", "", "48058"),
            ("성남시", "", "13487"),
        ],
        streets: &["세종대로", "테헤란로", "판교역로", "해운대로"],
        firsts: &["민수", "지영", "서준", "하은", "도윤", "수빈"],
        lasts: &["김", "이", "박", "최", "정", "한"],
        words: &[
            "윙팁", "한빛", "미래", "푸른", "서울", "대한", "별빛", "가온", "나래", "다솜", "라온",
            "누리",
        ],
        trades: &[
            "토이즈",
            "소프트",
            "전자",
            "물산",
            "테크",
            "식품",
            "건설",
            "코리아",
        ],
        forms: &["", " 주식회사", "(주)", " 코리아"],
        joined: true,
    },
    Market {
        country: "JP",
        phone: "+81 3 3",
        culture: "ja-JP",
        language: "ja",
        places: &[("千代田区", "", "100-0001"), ("大阪市", "", "530-0001")],
        streets: &["丸の内", "梅田", "本町"],
        firsts: &["健太", "さくら", "翔太", "美咲"],
        lasts: &["佐藤", "鈴木", "高橋", "田中", "渡辺"],
        words: &[
            "雪見",
            "青嶺",
            "東海",
            "桜井",
            "富士見",
            "山吹",
            "みどり",
            "星野",
        ],
        trades: &["システムズ", "商事", "工業", "堂", "電機", "フーズ"],
        forms: &["株式会社", "", "合同会社"],
        joined: true,
    },
    Market {
        country: "FR",
        phone: "+33 1 4",
        culture: "fr-FR",
        language: "fr",
        places: &[
            ("Orléans", "", "45000"),
            ("Besançon", "", "25000"),
            ("Paris", "", "75001"),
        ],
        streets: &[
            "rue de l'Église",
            "avenue Général Leclerc",
            "boulevard Hélène",
        ],
        firsts: &["Hélène", "François", "Léa", "Benoît", "Zoé"],
        lasts: &["Lefèvre", "Château", "Garçon", "Moreau", "Noël"],
        words: &[
            "Étoile",
            "Château",
            "Boulangerie",
            "Maison Lefèvre",
            "Océane",
            "Forêt",
            "Lumière",
        ],
        trades: &["Conseil", "Traiteur", "Bâtiment", "Électricité", "Vins"],
        forms: &[" S.A.", " SARL", " SAS", ""],
        joined: false,
    },
    Market {
        country: "PL",
        phone: "+48 22 5",
        culture: "pl-PL",
        language: "pl",
        places: &[("Łódź", "", "90-001"), ("Kraków", "", "31-001")],
        streets: &["ulica Świętojańska", "aleja Jerozolimska"],
        firsts: &["Łukasz", "Małgorzata", "Żaneta", "Paweł"],
        lasts: &["Wiśniewski", "Zając", "Kamińska", "Dąbrowski"],
        words: &["Łódź", "Żubr", "Świt", "Gdańska", "Złota"],
        trades: &["Handel", "Usługi", "Transport", "Budownictwo"],
        forms: &[" Sp. z o.o.", " S.A."],
        joined: false,
    },
    Market {
        country: "GR",
        phone: "+30 21 02",
        culture: "el-GR",
        language: "el",
        places: &[("Αθήνα", "", "105 57"), ("Θεσσαλονίκη", "", "546 24")],
        streets: &["οδός Ερμού", "λεωφόρος Νίκης"],
        firsts: &["Γιώργος", "Ελένη", "Νίκος"],
        lasts: &["Παπαδόπουλος", "Ιωάννου", "Γεωργίου"],
        words: &["Αθήνα", "Ήλιος", "Θάλασσα", "Ερμής"],
        trades: &["Εμπορική", "Τουριστική", "Τεχνική"],
        forms: &[" Α.Ε.", ""],
        joined: false,
    },
];

/// How often each market comes, in hundredths.
const SHARES: &[usize] = &[55, 14, 12, 6, 6, 4, 3];

impl Invented {
    /// The customer with a number.
    pub fn customer(self, number: u64) -> Customer {
        let mut pick = Pick(mixed(
            self.seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15),
        ));
        let market = pick.market();
        let (word, trade) = (pick.of(market.words), pick.of(market.trades));
        let form = pick.of(market.forms);
        let (first_name, last_name) = (pick.of(market.firsts), pick.of(market.lasts));
        let gap = if market.joined { "" } else { " " };
        let name = match pick.below(4) {
            0 => format!("{word}{gap}{trade}{form} {}", number % 9_973),
            1 if !market.joined => format!("{last_name} & {word} {trade}{form}"),
            _ => format!("{word}{gap}{trade}{form}"),
        };
        let (city, state, postal_code) = pick.of(market.places);
        let label = format!(
            "{}{number}",
            pick.of(LATIN).to_ascii_lowercase().replace([' ', '\''], "")
        );
        Customer {
            id: pick.guid(),
            domain: format!("{label}.onmicrosoft.com"),
            country: market.country,
            city,
            state,
            street: format!("{} {}", pick.below(900) + 1, pick.of(market.streets)),
            postal_code,
            first_name,
            last_name,
            phone: format!("{}{}", market.phone, phone_end(market, &mut pick)),
            email: format!("office@{label}.example"),
            relationship: ["reseller", "reseller", "reseller", "reseller", "advisor"]
                [pick.below(5)],
            tags: ["", "", "", "gold", "silver", "onboarding", "gold;seasonal"][pick.below(7)],
            culture: market.culture,
            language: market.language,
            bits: pick.next(),
            name,
        }
    }

    /// One of the users of a customer.
    pub fn user(self, customer: u64, number: u64) -> User {
        let of = self.customer(customer);
        let mut pick = Pick(mixed(self.seed ^ mixed(customer ^ ((number + 1) << 48))));
        let market = MARKETS.iter().find(|market| market.country == of.country);
        let market = market.unwrap_or(&MARKETS[0]);
        User {
            id: pick.guid(),
            first_name: pick.of(market.firsts),
            last_name: pick.of(market.lasts),
            sign_in_name: format!("user{number}.{}@{}", pick.below(100_000), of.domain),
            country: of.country,
        }
    }
}

impl Customer {
    /// As a line of `book export`: about 900 bytes, as the service's own.
    pub fn line(&self, into: &mut String) {
        let Self {
            id,
            name,
            domain,
            country,
            city,
            state,
            street,
            postal_code,
            first_name,
            last_name,
            ..
        } = self;
        let Self {
            phone,
            email,
            relationship,
            culture,
            language,
            bits,
            ..
        } = self;
        let etag = *bits as i64;
        let _ = write!(
            into,
            r#"{{"kind":"customer","customer":"{id}","resource":{{"id":"{id}","commerceId":"{}","companyProfile":{{"tenantId":"{id}","domain":"{domain}","companyName":"{name}","attributes":{{"objectType":"CustomerCompanyProfile"}}}},"billingProfile":{{"id":"{}","firstName":"{first_name}","lastName":"{last_name}","email":"{email}","culture":"{culture}","language":"{language}","companyName":"{name}","defaultAddress":{{"country":"{country}","city":"{city}","state":"{state}","addressLine1":"{street}","postalCode":"{postal_code}","firstName":"{first_name}","lastName":"{last_name}","phoneNumber":"{phone}"}},"attributes":{{"etag":"{etag}","objectType":"CustomerBillingProfile"}}}},"relationshipToPartner":"{relationship}","allowDelegatedAccess":true,"customDomains":["{domain}"],"attributes":{{"objectType":"Customer"}}"#,
            Pick(*bits).guid(),
            Pick(!*bits).guid(),
        );
        if !self.tags.is_empty() {
            let tags = self.tags.replace(';', r#"",""#);
            let _ = write!(into, r#","partnerdeck":{{"tags":["{tags}"]}}"#);
        }
        into.push_str("}}\n");
    }

    /// One of up to two subscriptions, as a line of `book export`.
    pub fn subscription_line(&self, number: u64, into: &mut String) {
        let mut pick = Pick(mixed(self.bits ^ number));
        let product = pick.of::<&str>(&[
            "Microsoft 365 Business Premium",
            "Office 365 E1",
            "Exchange Online (Plan 1)",
            "Microsoft 365 E3",
        ]);
        let status = pick.of::<&str>(&["active", "active", "active", "active", "suspended"]);
        let (id, offer, customer) = (pick.guid(), pick.guid(), &self.id);
        let _ = writeln!(
            into,
            r#"{{"kind":"subscription","customer":"{customer}","resource":{{"id":"{id}","offerId":"{offer}","offerName":"{product}","friendlyName":"{product}","quantity":{},"unitType":"Licenses","creationDate":"2025-02-07T08:05:14.361Z","effectiveStartDate":"2026-02-07T00:00:00Z","commitmentEndDate":"2027-02-07T00:00:00Z","status":"{status}","autoRenewEnabled":true,"billingType":"license","billingCycle":"annual","contractType":"subscription","orderId":"{}","attributes":{{"etag":"{}","objectType":"Subscription"}}}}}}"#,
            pick.below(400) + 1,
            pick.guid(),
            pick.next(),
        );
    }

    /// As a row of a table whose header is [`HEADER`].
    pub fn row(&self, into: &mut String) {
        let fields = [
            self.id.as_str(),
            &self.domain,
            &self.name,
            &self.name,
            self.country,
            &self.street,
            self.city,
            self.state,
            self.postal_code,
            self.first_name,
            self.last_name,
            &self.phone,
            &self.email,
            self.culture,
            self.language,
            self.relationship,
        ];
        for (place, field) in fields.into_iter().enumerate() {
            if place > 0 {
                into.push(',');
            }
            match field.contains([',', '"']) {
                true => {
                    let _ = write!(into, "\"{}\"", field.replace('"', "\"\""));
                }
                false => into.push_str(field),
            }
        }
        into.push('\n');
    }
}

/// The rest of a number of the country, as long as they are there.
fn phone_end(market: &Market, pick: &mut Pick) -> String {
    let (digits, low) = match market.country {
        "US" => (9 - 3, 200_000),
        "FR" | "JP" | "KR" => (7, 1_000_000),
        _ => (6, 100_000),
    };
    let limit = 10_usize.pow(digits);
    format!("{:01$}", low + pick.below(limit - low), digits as usize)
}

/// What stands above the rows of a table of customers.
pub const HEADER: &str = "id,companyProfile.domain,companyProfile.companyName,billingProfile.companyName,billingProfile.defaultAddress.country,billingProfile.defaultAddress.addressLine1,billingProfile.defaultAddress.city,billingProfile.defaultAddress.state,billingProfile.defaultAddress.postalCode,billingProfile.defaultAddress.firstName,billingProfile.defaultAddress.lastName,billingProfile.defaultAddress.phoneNumber,billingProfile.email,billingProfile.culture,billingProfile.language,relationshipToPartner\n";

impl User {
    /// As a line of `book export`.
    pub fn line(&self, customer: &str, into: &mut String) {
        let Self {
            id,
            first_name,
            last_name,
            sign_in_name,
            country,
        } = self;
        let _ = writeln!(
            into,
            r#"{{"kind":"user","customer":"{customer}","resource":{{"usageLocation":"{country}","id":"{id}","userPrincipalName":"{sign_in_name}","firstName":"{first_name}","lastName":"{last_name}","displayName":"{first_name} {last_name}","userDomainType":"none","state":"active","attributes":{{"objectType":"CustomerUser"}}}}}}"#
        );
    }
}

/// Choices that follow from where they begin (SplitMix64).
pub struct Pick(pub u64);

impl Pick {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn market(&mut self) -> &'static Market {
        let mut share = self.below(100);
        for (market, size) in MARKETS.iter().zip(SHARES) {
            if share < *size {
                return market;
            }
            share -= size;
        }
        &MARKETS[0]
    }

    fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xFFFF,
            high & 0xFFF,
            0x8000 | low >> 50,
            low & 0xFFFF_FFFF_FFFF
        )
    }
}

const fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
