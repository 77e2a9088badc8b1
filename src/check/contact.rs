//! Telephone and FAX numbers, addresses of web sites and mail.

use super::folder::Folder;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Message, Spanned};
use crate::record::schema::ContactRecord;

/// The contacts of the publisher and of its records.
fn contacts<'a>(folder: &Folder<'a>) -> Vec<&'a ContactRecord> {
    let publisher = folder.publisher.map(|p| (&p.value.contact, &p.value.contacts));
    let records = folder.records().map(|record| (&record.contact, &record.contacts));
    let all = publisher.into_iter().chain(records);
    all.flat_map(|(one, several)| one.as_deref().into_iter().chain(several.iter().flatten()))
        .collect()
}

/// Whether a value is written by a template and so not known yet.
fn templated(text: &Spanned<String>) -> bool {
    text.value.contains("{{") || text.value.contains("{%")
}

/// Numbers have the shape of the Japanese numbering plan (総務省 電気通信番号計画): 0120 and 0570 ten digits, 0800, 050,
/// 020, 060, 070, 080, 090 eleven, others (0AB–J) ten; 00XY chooses a carrier, 1XY and #XXXX are services (113, #7119).
/// A misprinted number sends FAXes to strangers.
pub(super) fn bad_telephone(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for number in contacts(folder)
        .into_iter()
        .flat_map(|c| c.telephones.iter().chain(&c.fax))
    {
        if templated(number) {
            continue;
        }
        if let Err((ja, en)) = telephone(&number.value) {
            faults.push(code.at(
                number.span,
                Message::new(
                    format!("電話番号「{}」を確かめてください: {ja}", number.value),
                    format!("look at the telephone number `{}`: {en}", number.value),
                ),
                Message::new(
                    "半角の数字と「-」で、市外局番から書いてください(例: 0120-220-766、03-1234-5678、03-1234-5678(代表)、03-1234-5678 内線 12)",
                    "write it with area code in half-width digits and `-` (as in 0120-220-766 or 03-1234-5678(代表))",
                ),
            ));
        }
    }
    faults
}

fn telephone(text: &str) -> Result<(), (String, String)> {
    let said = |ja: &str, en: &str| Err((ja.to_string(), en.to_string()));
    if is_extension(text) {
        return Ok(());
    }
    let main = without_remark(text);
    if main
        .strip_prefix('#')
        .is_some_and(|short| short.len() == 4 && short.chars().all(|c| c.is_ascii_digit()))
    {
        return Ok(());
    }
    if main
        .chars()
        .any(|c| matches!(c, '０'..='９' | '－' | '‐' | '−' | 'ー' | '（' | '）'))
    {
        return said("全角の数字や記号があります", "it has full-width digits or marks");
    }
    if !main
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | ' '))
    {
        return said(
            "数字と「-」以外の文字があります",
            "it has other characters than digits and `-`",
        );
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    // 113, 171: services of the network.
    if digits.starts_with('1') && digits.len() == 3 && main == digits {
        return Ok(());
    }
    if !digits.starts_with('0') {
        return said("0で始まっていません", "it does not begin with 0");
    }
    if digits.starts_with("00") {
        return carrier(&digits);
    }
    let eleven = ["0800", "050", "020", "060", "070", "080", "090"];
    let expected = if eleven.iter().any(|head| digits.starts_with(head)) {
        11
    } else {
        10
    };
    if digits.len() != expected {
        return Err((
            format!("{}桁あります({expected}桁のはずです)", digits.len()),
            format!("it has {} digits where {expected} are due", digits.len()),
        ));
    }
    Ok(())
}

/// An extension alone (内線 22390, 内線 331・332): all that an internal notice has.
fn is_extension(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == '-');
    let numbers = text
        .strip_prefix("内線")
        .map(|rest| rest.trim_start_matches([' ', ':', '：']));
    numbers.is_some_and(|numbers| numbers.split(['・', '、', ',']).all(|part| number(part.trim())))
}

/// The number alone: neither an extension (内線 12) nor a remark in brackets (代表), which follow it.
fn without_remark(text: &str) -> &str {
    let remark = |(at, open): (usize, char)| {
        let inside = text[at..].chars().nth(1);
        matches!(open, '(' | '（') && inside.is_some_and(|c| !c.is_ascii_digit() && !('０'..='９').contains(&c))
    };
    let bracket = text.char_indices().find(|of| remark(*of)).map(|(at, _)| at);
    let end = text.find("内線").into_iter().chain(bracket).min().unwrap_or(text.len());
    text[..end].trim_end_matches(['(', '（', ' '])
}

/// A number behind that of a carrier (00XY; 電気通信番号計画 事業者識別番号): services such as 0077-7-111 and 0088-24-0018
/// have eight digits or more.
fn carrier(digits: &str) -> Result<(), (String, String)> {
    const CARRIERS: [&str; 8] = ["0033", "0034", "0036", "0037", "0038", "0066", "0077", "0088"];
    if !CARRIERS.iter().any(|head| digits.starts_with(head)) {
        return Err((
            format!("00で始まる番号は、{} から始まるものだけです", CARRIERS.join("・")),
            format!(
                "of numbers that begin with 00 there are those of {}",
                CARRIERS.join(", ")
            ),
        ));
    }
    match digits.len() {
        7..=14 => Ok(()),
        count => Err((
            format!("{count}桁あります(0077・0088などに続く番号は7～14桁です)"),
            format!("it has {count} digits; numbers behind 0077, 0088 and the like have 7 to 14"),
        )),
    }
}

/// A web site is reached by http or https.
pub(super) fn bad_url(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let urls = contacts(folder).into_iter().flat_map(|c| [&c.url, &c.form]).flatten();
    urls.filter(|url| !templated(url) && !is_url(&url.value))
        .map(|url| {
            code.at(
                url.span,
                Message::new(
                    format!("「{}」はWebサイトのアドレスとして読めません", url.value),
                    format!("`{}` is not the address of a web site", url.value),
                ),
                Message::new(
                    "https:// または http:// から始まるアドレスを、半角で空白なしに書いてください",
                    "write the whole address from https:// or http://, half-width, without spaces",
                ),
            )
        })
        .collect()
}

fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let plain = text
        .chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '\\'));
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    plain && dotted
}

/// A mail address has a name, one `@` and a domain.
pub(super) fn bad_mail(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let mails = contacts(folder).into_iter().filter_map(|c| c.mail.as_ref());
    mails
        .filter(|mail| !templated(mail) && !is_mail(&mail.value))
        .map(|mail| {
            code.at(
                mail.span,
                Message::new(
                    format!("「{}」はメールアドレスとして読めません", mail.value),
                    format!("`{}` is not a mail address", mail.value),
                ),
                Message::new(
                    "半角で「名前@ドメイン」の形で書いてください(例: help@example.co.jp)",
                    "write it half-width as name@domain (as in help@example.co.jp)",
                ),
            )
        })
        .collect()
}

fn is_mail(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = text
        .chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | '"'));
    let dotted = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    plain && !name.is_empty() && dotted && !domain.contains('@')
}

/// Telephone and FAX under one number is nearly always a copy not completed.
pub(super) fn telephone_is_fax(folder: &Folder<'_>, code: &Code) -> Vec<Diagnostic> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut faults = Vec::new();
    for contact in contacts(folder) {
        let Some(fax) = contact.fax.as_ref().filter(|fax| !templated(fax)) else {
            continue;
        };
        let same = |telephone: &&Spanned<String>| digits(&telephone.value) == digits(&fax.value);
        if let Some(telephone) = contact.telephones.iter().find(same) {
            let fault = code.at(
                fax.span,
                Message::new("FAX番号が電話番号と同じです", "the FAX number is the telephone number"),
                Message::new("どちらかを直すか、消してください", "mend or remove one of them"),
            );
            faults.push(fault.with_related(
                telephone.span,
                Message::new("電話番号はここです", "the telephone number"),
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_length_of_their_kind() {
        for good in [
            "0120-220-766",
            "0570-01-2345",
            "0800-123-4567",
            "050-1234-5678",
            "090-1234-5678",
            "03-3581-1101",
            "03(3581)1101",
            "03-3581-1101 内線 2764",
            "03-3581-1101(内線2764)",
            "03-1234-5678(代表)",
            "03-1234-5678（直通）",
            "03(3581)1101(代)",
            "0077-7-111",
            "0088-24-0018",
            "113",
            "#7119",
            "内線 22390",
            "内線331・332",
            "内線:22390",
        ] {
            assert_eq!(telephone(good), Ok(()), "{good}");
        }
        for bad in [
            "0120-220-7666",
            "3-3581-1101",
            "050-123-5678",
            "０３-3581-1101",
            "03-3581-110",
            "電話",
            "",
            "00-1234-5678",
            "0099-12-3456",
            "11",
            "213",
            "03-1234-567(代表)",
            "#71190",
            "内線",
            "内線 二二",
        ] {
            assert!(telephone(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn addresses_are_whole() {
        assert!(is_url("https://j-mups.com") && is_url("http://j-mups.com/a?b#c"));
        for bad in [
            "j-mups.com",
            "https://",
            "https://j mups.com",
            "https://ｊ.com",
            "ftp://a.b",
            "https://a..b",
        ] {
            assert!(!is_url(bad), "{bad}");
        }
        assert!(is_mail("help@example.co.jp"));
        for bad in ["help", "@a.b", "a@b", "a@b@c.d", "ａ@b.c"] {
            assert!(!is_mail(bad), "{bad}");
        }
    }
}
