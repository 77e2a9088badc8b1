//! Addresses: the one rule on where a link may lead, and where an address within a text ends.

/// Where a link may lead. Whatever could run or read something (`javascript:`, `data:`, `file:`) may not.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// How far a bracket within an address is looked for its fellow.
const LONGEST: usize = 2_000;

/// Whether a link may lead to `url`: one of four schemes, something behind it, and no character that an address cannot
/// hold (RFC 3986 §2), which a program may read otherwise than a person does.
pub(crate) fn allowed(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once(':') else {
        return false;
    };
    let known = SCHEMES.iter().any(|s| s.eq_ignore_ascii_case(scheme));
    let web = scheme.to_ascii_lowercase().starts_with("http");
    let target = if web { rest.strip_prefix("//") } else { Some(rest) };
    let somewhere = target.is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphanumeric() || "+[".contains(c)));
    known && somewhere && url.chars().all(|c| belongs(c) || "[]".contains(c))
}

/// Whether a text in the place of an address begins like one: a scheme of RFC 3986 §3.1 and a colon.
pub(crate) fn has_scheme(text: &str) -> bool {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// The address as people say it: without what only programs need.
pub(crate) fn spoken(url: &str) -> &str {
    let without = |scheme: &str| {
        let head = url.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    };
    without("mailto:").or_else(|| without("tel:")).unwrap_or(url)
}

/// A character of an address (RFC 3986 §2), but for `[` and `]`, which stand in none but those of numbers.
fn belongs(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c)
}

/// An address found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// It takes so many characters.
    Whole(usize),
    /// After so many characters stands one that no address can hold, though the text looks as if it went on.
    Cut(usize),
}

/// The address `http://…` or `https://…` at the head of `text`; `ends` says where notation of ours ends it. `None` where
/// there is none.
pub(crate) fn at_head(text: &[char], ends: &dyn Fn(usize) -> bool) -> Option<Found> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        let head = text.get(..scheme.len());
        head.is_some_and(|head| scheme.chars().zip(head).all(|(a, b)| a == b.to_ascii_lowercase()))
    })?;
    let (mut length, mut open) = (scheme.len(), 0usize);
    while let Some(c) = text.get(length).filter(|c| belongs(**c) && !ends(length)) {
        match c {
            '(' if !closes(&text[length + 1..]) => break,
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => open -= 1,
            _ => {}
        }
        length += 1;
    }
    let stop = text.get(length).filter(|_| !ends(length));
    let whole = text[..length]
        .iter()
        .rposition(|c| !".,;:!?'".contains(*c))
        .map_or(0, |i| i + 1);
    let named = text.get(scheme.len()).is_some_and(|c| c.is_alphanumeric());
    match stop {
        _ if !named => None,
        Some(c) if whole == length && goes_on(*c) => Some(Found::Cut(length)),
        _ => Some(Found::Whole(whole)),
    }
}

/// Whether a bracket that was opened is closed within the address.
fn closes(rest: &[char]) -> bool {
    let mut open = 1usize;
    for c in rest.iter().take(LONGEST).take_while(|c| belongs(**c)) {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return true;
        }
    }
    false
}

/// Whether a reader takes a character behind an address for a part of it.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || "[{\\^`|～〜‐–—−－＿／＃＆＝＋％＠".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Found> {
        at_head(&text.chars().collect::<Vec<_>>(), &|_| false)
    }

    #[test]
    fn an_address_ends_before_a_blank_a_bracket_or_punctuation() {
        for text in [
            "https://x.jp/a",
            "https://x.jp/a でも",
            "https://x.jp/a)でも",
            "https://x.jp/a。",
            "https://x.jp/a、",
            "https://x.jp/a.",
            "https://x.jp/a(本社)",
            "https://x.jp/a>",
            "https://x.jp/a]",
            "HTTPS://x.jp/a」",
        ] {
            assert_eq!(found(text), Some(Found::Whole(14)), "{text}");
        }
        assert_eq!(found("https://x.jp/a_(b)。"), Some(Found::Whole(18)));
        assert_eq!(found("https://…"), None);
        assert_eq!(found("ftp://x.jp"), None);
    }

    #[test]
    fn an_address_that_looks_as_if_it_went_on_is_cut() {
        for text in [
            "https://x.jp/a[1]",
            "https://x.jp/a～b",
            "https://x.jp/aをご覧",
            "https://x.jp/a{b}",
            "https://x.jp/aＢ",
        ] {
            assert_eq!(found(text), Some(Found::Cut(14)), "{text}");
        }
        assert_eq!(found("https://例.jp"), Some(Found::Cut(8)));
    }

    #[test]
    fn four_schemes_lead_somewhere() {
        for url in [
            "https://x.jp",
            "http://x.jp/",
            "mailto:a@x.jp",
            "tel:0120-1",
            "HTTPS://[::1]/",
        ] {
            assert!(allowed(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "//x.jp",
            "letter.pdf",
            "https:x.jp",
            "https://",
            "https://x.jp/ a",
            "https://x.jp/日本",
            "https://x.jp/\\a",
            "mailto:",
            "mailto://x.jp",
            "",
        ] {
            assert!(!allowed(url), "{url}");
        }
        assert_eq!(
            (spoken("mailto:a@x.jp"), spoken("https://x.jp")),
            ("a@x.jp", "https://x.jp")
        );
    }
}
