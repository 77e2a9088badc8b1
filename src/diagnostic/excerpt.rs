//! What was typed, within a message: as much of it as a person reads. A value can be a megabyte, and a message quotes it.

/// How many characters of a value a message shows.
const SHOWN: usize = 60;
/// A message of no more characters is as it was written: whoever wrote it knew what it quotes.
const SHORT: usize = 160;
/// How many characters a message has at most, with all that it lists.
const LONGEST: usize = 1_000;

/// The quotation marks of messages, opening and closing.
const MARKS: [(char, char); 4] = [('「', '」'), ('“', '”'), ('`', '`'), ('"', '"')];

/// `text`, or as much of its beginning as a message shows.
pub(crate) fn excerpt(text: &str) -> String {
    first(text, SHOWN)
}

/// `message` with what it quotes shortened, and with an end.
pub(super) fn shortened(message: String) -> String {
    let beyond = |most: usize| message.len() > most && message.char_indices().nth(most).is_some();
    if !beyond(SHORT) {
        return message;
    }
    let mut out = String::with_capacity(message.len().min(4 * LONGEST));
    let mut rest = message.as_str();
    while let Some((at, (open, close))) = opened(rest) {
        let (before, quoted) = rest.split_at(at + open.len_utf8());
        out.push_str(before);
        let end = closed(quoted, open, close);
        out.push_str(&excerpt(&quoted[..end]));
        rest = &quoted[end..];
        let mark = if rest.starts_with(close) { close.len_utf8() } else { 0 };
        out.push_str(&rest[..mark]);
        rest = &rest[mark..];
    }
    out.push_str(rest);
    first(&out, LONGEST)
}

fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_string(),
    }
}

/// Where the first quotation begins, and its marks.
fn opened(text: &str) -> Option<(usize, (char, char))> {
    let mark = |c: char| MARKS.into_iter().find(|(open, _)| *open == c);
    text.char_indices().find_map(|(at, c)| Some((at, mark(c)?)))
}

/// Where the quotation that `text` goes on from ends. What is quoted may hold quotations of its own, and may leave one open:
/// then the last mark is the message's.
fn closed(text: &str, open: char, close: char) -> usize {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        match c {
            c if c == close => depth -= 1,
            c if c == open => depth += 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.rfind(close).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_quotes_is_shown_by_its_beginning() {
        let long = "あ".repeat(900);
        let told = shortened(format!("「{long}」は日時として読めません(`{long}`)"));
        let shown = format!("{}…", "あ".repeat(59));
        assert_eq!(told, format!("「{shown}」は日時として読めません(`{shown}`)"));
    }

    #[test]
    fn quotations_within_what_is_quoted_do_not_end_it() {
        let typed = format!("「重要」{}", "い".repeat(200));
        let told = shortened(format!("「{typed}」は読めません"));
        assert!(told.ends_with("い…」は読めません"), "{told}");
        let open = format!("「重要{}", "い".repeat(200));
        let told = shortened(format!("「{open}」は読めません"));
        assert!(told.ends_with("い…」は読めません"), "{told}");
    }

    #[test]
    fn a_short_message_stays_and_a_long_one_ends() {
        let short = format!("「{}」は読めません", "う".repeat(70));
        assert_eq!(shortened(short.clone()), short);
        assert_eq!(shortened("え、".repeat(5_000)).chars().count(), LONGEST);
    }
}
