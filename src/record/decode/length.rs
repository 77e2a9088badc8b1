//! Lengths of time: `30m`, `1h30m`, `2～3秒`, `約15分`, `10分以内`.

use super::reader::Reader;
use super::values::{bad_number, bound, number};
use crate::diagnostic::{Span, Spanned};
use crate::record::node::Node;
use crate::record::said::Sort;
use crate::record::schema::{Bound, Duration};

/// Units of a length, the longest first: as typed, and in seconds.
const UNITS: [(&[&str], u32); 3] = [(&["時間", "h"], 3600), (&["分", "m"], 60), (&["秒", "s"], 1)];

/// What makes a length the longest there will be; stands behind it.
const WITHIN: &str = "以内";

impl Reader {
    /// A length of time, exact or not, one number or two.
    pub(super) fn duration(&mut self, node: &Node, head: Span) -> Option<Spanned<Duration>> {
        let text = self.scalar(node, head)?;
        let Some(duration) = duration(&text.value) else {
            self.fault(bad_number(
                &text,
                "時間の長さ",
                "a duration",
                "30m、1h30m、2~3秒、約15分、最大1h、10分以内",
            ));
            return None;
        };
        self.say(&text, Sort::Duration);
        Some(Spanned::new(duration, text.span))
    }
}

fn duration(text: &str) -> Option<Duration> {
    let (mut bound, mut amount) = bound(text);
    if let Some(length) = amount.trim_end().strip_suffix(WITHIN) {
        // `最大10分以内` says one thing twice.
        (bound, amount) = match bound {
            Bound::Exact => (Bound::Within, length),
            _ => return None,
        };
    }
    let (least, most) = match amount.split_once(['~', '〜', '～', '-']) {
        None => (seconds(amount, None)?, None),
        Some((low, high)) => {
            let high = high.trim();
            // `2～3秒`: the unit of the second is that of the first.
            let unit = UNITS
                .iter()
                .find(|(words, _)| words.iter().any(|word| high.ends_with(word)));
            let (low, high) = (seconds(low, unit.map(|(_, size)| *size))?, seconds(high, None)?);
            (low, Some(high).filter(|high| *high > low))
        }
    };
    let one_or_rising = most.is_some() || !amount.contains(['~', '〜', '～', '-']);
    (least > 0 && one_or_rising).then_some(Duration { bound, least, most })
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
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
