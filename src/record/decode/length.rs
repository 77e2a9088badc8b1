//! Lengths of time: `30m`, `1h30m`, `2～3秒`, `約15分`, `10分以内`, `15分程度`, `数分`, `半日程度`.

use super::reader::Reader;
use super::values::{bad_number, bounded, number};
use crate::diagnostic::{Span, Spanned};
use crate::record::impact::{Bound, Duration};
use crate::record::node::Node;
use crate::record::said::Sort;

/// Units of a length, the longest first: as typed, and in seconds.
const UNITS: [(&[&str], u32); 4] = [
    (&["日", "d"], 86_400),
    (&["時間", "h"], 3600),
    (&["分", "m"], 60),
    (&["秒", "s"], 1),
];

/// Lengths in words of which nobody knows the number: from how many seconds to how many they may be.
const IN_WORDS: [(&str, u32, u32); 7] = [
    ("数秒", 2, 9),
    ("数十秒", 20, 99),
    ("数分", 120, 540),
    ("数十分", 1200, 5940),
    ("数時間", 7200, 32_400),
    ("半日", 14_400, 43_200),
    ("数日", 172_800, 777_600),
];

impl Reader {
    /// A length of time, exact or not, one number or two.
    pub(super) fn duration(&mut self, node: &Node, head: Span) -> Option<Spanned<Duration>> {
        let text = self.scalar(node, head)?;
        let Some(duration) = duration(&text.value) else {
            self.fault(bad_number(
                &text,
                "時間の長さ",
                "a duration",
                "30m、1h30m、2~3秒、約15分、最大1h、10分以内、15分程度、数分",
            ));
            return None;
        };
        self.say(&text, Sort::Duration);
        Some(Spanned::new(duration, text.span))
    }
}

fn duration(text: &str) -> Option<Duration> {
    let (bound, amount) = bounded(text)?;
    // 2日間 and 2日 are of one length.
    let drawn_out = amount.strip_suffix('間').filter(|length| !length.ends_with('時'));
    let length = drawn_out.unwrap_or(amount);
    let in_words = IN_WORDS.iter().find(|(words, ..)| *words == length);
    let (least, most) = match (in_words, length.split_once(['~', '〜', '～', '-'])) {
        (Some((_, least, most)), _) => (*least, Some(*most)),
        (None, None) => (seconds(length, None)?, None),
        (None, Some((low, high))) => {
            let high = high.trim();
            // `2～3秒`: the unit of the second is that of the first.
            let unit = UNITS
                .iter()
                .find(|(words, _)| words.iter().any(|word| high.ends_with(word)));
            let (low, high) = (seconds(low, unit.map(|(_, size)| *size))?, seconds(high, None)?);
            (low, Some(high))
        }
    };
    let rising = most.is_none_or(|most| most > least);
    let both = bound == Bound::AtMost && text.trim().ends_with(Bound::Roughly.behind());
    let kept = in_words.is_some() || drawn_out.is_some() || both;
    (least > 0 && rising).then(|| Duration {
        bound,
        least,
        most,
        words: kept.then(|| text.trim().to_string()),
    })
}

/// Numbers with their units, each unit at most once, the longest first; `unit` is that of a number without one.
fn seconds(text: &str, unit: Option<u32>) -> Option<u32> {
    let mut rest = text.trim();
    if let (Some(amount), Some(unit)) = (number(rest), unit) {
        return amount.checked_mul(unit);
    }
    let mut seconds = 0_u32;
    for (words, size) in UNITS {
        let found = words.iter().find_map(|word| rest.split_once(word));
        if let Some((amount, behind)) = found {
            seconds = seconds.checked_add(number(amount)?.checked_mul(size)?)?;
            rest = behind.trim();
        }
    }
    (rest.is_empty() && !text.trim().is_empty()).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_number_says_is_kept_in_its_words() {
        let words = |text| duration(text).and_then(|d| d.words);
        for kept in ["数分", "数十秒程度", "半日程度", "2日間程度", "15日間", "最大2時間程度"] {
            assert_eq!(words(kept).as_deref(), Some(kept));
        }
        for reckoned in ["15分程度", "2日", "1時間以上", "90m程度"] {
            assert_eq!(words(reckoned), None, "{reckoned}");
        }
    }

    #[test]
    fn a_length_is_read_as_exact_as_it_is_typed() {
        let read = |text| duration(text).map(|d| (d.bound, d.least, d.most));
        for (text, expected) in [
            ("30m", (Bound::Exact, 1800, None)),
            ("1h30m", (Bound::Exact, 5400, None)),
            ("1時間30分", (Bound::Exact, 5400, None)),
            ("30秒", (Bound::Exact, 30, None)),
            ("90s", (Bound::Exact, 90, None)),
            ("2～3秒", (Bound::Exact, 2, Some(3))),
            ("30秒~1分", (Bound::Exact, 30, Some(60))),
            ("約15分", (Bound::About, 900, None)),
            ("約10~15分", (Bound::About, 600, Some(900))),
            ("最大5時間", (Bound::AtMost, 18000, None)),
            ("10分以内", (Bound::Within, 600, None)),
            ("15分程度", (Bound::Roughly, 900, None)),
            ("1時間以上", (Bound::AtLeast, 3600, None)),
            ("1時間未満", (Bound::Below, 3600, None)),
            ("数分", (Bound::Exact, 120, Some(540))),
            ("最大数十秒", (Bound::AtMost, 20, Some(99))),
            ("半日程度", (Bound::Roughly, 14_400, Some(43_200))),
            ("2日間程度", (Bound::Roughly, 172_800, None)),
            ("15日間", (Bound::Exact, 1_296_000, None)),
            ("最大2時間程度", (Bound::AtMost, 7200, None)),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for wrong in [
            "",
            "30",
            "半時間",
            "3~2秒",
            "2~2秒",
            "最大10分以内",
            "分",
            "30分1時間",
            "0m",
            "2~3",
            "約15分程度",
            "何分か",
            "程度",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
