//! Labels of headings and list items, computed from samples: `1.`, `1)`, `①`, `第1`, `(1)`, `ア`.

/// How labels of one level are written: what stands before and after the number, and the kind of number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelStyle {
    before: String,
    kind: Numeral,
    after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    /// 1, 2, 3
    Digit,
    /// １, ２, ３
    FullWidth,
    /// ①, ②, ③
    Circled,
    /// ア, イ, ウ
    Katakana,
}

const KATAKANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

impl LabelStyle {
    /// Reads a sample label, the one of the first item: `1.`, `(1)`, `①`, `第1`, `ア`. `None` where it holds no number.
    pub(crate) fn from_sample(sample: &str) -> Option<Self> {
        let (index, first) = sample.char_indices().find(|(_, c)| "1１①ア".contains(*c))?;
        let kind = match first {
            '1' => Numeral::Digit,
            '１' => Numeral::FullWidth,
            '①' => Numeral::Circled,
            _ => Numeral::Katakana,
        };
        let after = sample[index + first.len_utf8()..].to_string();
        Some(LabelStyle {
            before: sample[..index].to_string(),
            kind,
            after,
        })
    }

    /// The label of item `n`, from 1. Beyond what a kind can count (㊿, ン) plain digits go on.
    pub(crate) fn label(&self, n: usize) -> String {
        let number = match self.kind {
            Numeral::Digit => None,
            Numeral::FullWidth => Some(full_width(n)),
            Numeral::Circled => circled(n).map(String::from),
            Numeral::Katakana => KATAKANA.chars().nth(n.wrapping_sub(1)).map(String::from),
        };
        format!(
            "{}{}{}",
            self.before,
            number.unwrap_or_else(|| n.to_string()),
            self.after
        )
    }
}

fn full_width(n: usize) -> String {
    n.to_string()
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c))
        .collect()
}

/// ① to ㊿ (JIS X 0213 has them all, CP932 only ① to ⑳).
fn circled(n: usize) -> Option<char> {
    let n = u32::try_from(n).ok()?;
    char::from_u32(match n {
        1..=20 => 0x2460 + n - 1,
        21..=35 => 0x3251 + n - 21,
        36..=50 => 0x32B1 + n - 36,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(sample: &str, count: usize) -> Vec<String> {
        let style = LabelStyle::from_sample(sample).expect("a sample with a number");
        (1..=count).map(|n| style.label(n)).collect()
    }

    #[test]
    fn business_letters_and_public_offices_number_differently() {
        assert_eq!(labels("1.", 2), ["1.", "2."]);
        assert_eq!(labels("1)", 2), ["1)", "2)"]);
        assert_eq!(labels("①", 2), ["①", "②"]);
        assert_eq!(labels("第1", 2), ["第1", "第2"]);
        assert_eq!(labels("(ア)", 3), ["(ア)", "(イ)", "(ウ)"]);
        assert_eq!(labels("１．", 12)[11], "１２．");
    }

    #[test]
    fn circled_numbers_go_on_to_fifty_and_then_in_digits() {
        let all = labels("①", 51);
        assert_eq!(
            (all[19].as_str(), all[20].as_str(), all[35].as_str()),
            ("⑳", "㉑", "㊱")
        );
        assert_eq!((all[49].as_str(), all[50].as_str()), ("㊿", "51"));
    }
}
