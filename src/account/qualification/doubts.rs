//! What is looked at besides: the school's own mail, the country of a government body.

use crate::account::email;
use crate::account::problem::{Code, Problem};
use crate::say;

use super::{QUALIFICATION, Qualification, of};

/// A doubt about a qualification that is for bodies of one country, and the customer of another.
pub fn check_country(which: Qualification, country: &str) -> Option<Problem> {
    let is_elsewhere = which == Qualification::Government && country != GOVERNMENT_OF;
    is_elsewhere.then(|| {
        let message = say!("qualification-government-of-us");
        Problem::of_field(QUALIFICATION, Code::Notice, message).found(country)
    })
}

/// Whose government the community cloud is for.
const GOVERNMENT_OF: &str = "US";

/// Domains that anybody gets mail from for nothing; parted by blanks. What is not here the service knows.
const FREE_MAIL: &str = "\
    aol.com daum.net fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hanmail.net \
    hotmail.co.uk hotmail.com hotmail.de hotmail.fr icloud.com inbox.ru kakao.com laposte.net libero.it list.ru live.com \
    live.co.uk live.de live.fr mac.com mail.com mail.ru me.com msn.com nate.com naver.com orange.fr outlook.com outlook.de \
    outlook.fr proton.me protonmail.com qq.com rediffmail.com seznam.cz t-online.de tutanota.com uol.com.br web.de \
    wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.com yandex.ru ymail.com 126.com 163.com zoho.com";

/// Whether anybody gets mail from a domain for nothing, so that it tells nothing about who writes.
pub fn is_free_mail(domain: &str) -> bool {
    let mut free = FREE_MAIL.split_whitespace();
    free.any(|free| free.eq_ignore_ascii_case(domain))
}

/// Why an e-mail address can't stand for a school: free mail, or the directory's own domain. `path` names the field.
pub fn check_own_mail(path: &str, address: &str) -> Option<Problem> {
    let domain = email::domain_of(address.trim())?.to_ascii_lowercase();
    let is_free = is_free_mail(&domain);
    let is_directory = domain.contains("onmicrosoft.") || domain.ends_with(".partner.onmschina.cn");
    let message = match (is_free, is_directory) {
        (true, _) => say!("qualification-free-mail", domain = domain),
        (_, true) => say!("qualification-directory-mail"),
        _ => return None,
    };
    let problem = of(path, Code::NotAllowed, message, address);
    Some(problem.remedy(say!("qualification-own-mail")))
}
