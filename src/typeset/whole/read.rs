//! The tokens themselves, read from the place where they begin.

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A day, a month, a year.
    Date,
    /// A time of day.
    Time,
    /// How long, how many, how much.
    Number,
    /// A telephone number, a postal code, a code.
    Code,
}

/// A token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Before which of its characters it is parted if it must be.
    pub seams: Vec<usize>,
    /// What it says.
    pub kind: Kind,
}

/// A code longer than this is a string of letters like any other, characters.
const LONGEST_CODE: usize = 20;

/// The token that begins at `at`.
pub(super) fn token(text: &[char], at: usize) -> Option<Token> {
    let reader = || Reader {
        text,
        at,
        seams: Vec::new(),
    };
    let read = |kind: Kind, read: fn(&mut Reader<'_>) -> Option<()>| {
        let mut reader = reader();
        read(&mut reader)?;
        Some(Token {
            start: at,
            end: reader.at,
            seams: reader.seams,
            kind,
        })
    };
    let first = *text.get(at)?;
    if !may_begin(first) {
        return None;
    }
    read(Kind::Date, date)
        .or_else(|| read(Kind::Code, code))
        .or_else(|| read(Kind::Time, time))
        .or_else(|| read(Kind::Number, duration))
        .or_else(|| read(Kind::Number, amount))
}

/// Where reading goes on when no token begins at `at`: a word of letters and figures is passed over whole.
pub(super) fn word_end(text: &[char], at: usize) -> usize {
    let word = text[at..].iter().take_while(|c| is_alphanumeric(**c)).count();
    at + word.max(1)
}

/// What tokens begin with; most characters of a text do not, and are passed over at once.
fn may_begin(c: char) -> bool {
    is_alphanumeric(c) || "令平昭大明午翌同当第全計約各残¥￥$＄〒(（+＋".contains(c)
}

/// Figures of any width.
pub(super) fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '−' | '－')
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Words of one kanji that count: what follows them is another word.
fn counts(c: char) -> bool {
    "年月日時分秒回件台名社本枚頁週号円人個店次度歳版章条項行列割倍報番丁階区点種級系".contains(c)
}

/// Words of more than one character that count, and begin like one that counts by itself or are no kanji.
const COUNTED: &[&str] = &[
    "四半期",
    "営業日",
    "加盟店",
    "か所",
    "カ所",
    "ヶ所",
    "ヵ所",
    "箇所",
    "か国",
    "つ",
    "丁目",
    "店舗",
    "系統",
    "社員",
    "種類",
    "回線",
    "階層",
    "区間",
    "点検",
    "名様",
];

/// A place in the text and the seams found on the way.
struct Reader<'t> {
    text: &'t [char],
    at: usize,
    seams: Vec<usize>,
}

impl Reader<'_> {
    fn rest(&self) -> &[char] {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().first().copied()
    }

    /// Passes one character of `set`.
    fn one(&mut self, set: &str) -> Option<char> {
        let c = self.peek().filter(|c| set.contains(*c))?;
        self.at += 1;
        Some(c)
    }

    /// Passes the first of `words` that stands here.
    fn word(&mut self, words: &[&str]) -> Option<()> {
        let stands = |word: &&&str| word.chars().enumerate().all(|(i, c)| self.rest().get(i) == Some(&c));
        let found = words.iter().find(stands)?;
        self.at += found.chars().count();
        Some(())
    }

    /// Passes from `least` to `most` figures, and no fewer than stand there.
    fn digits(&mut self, least: usize, most: usize) -> Option<()> {
        let count = self.rest().iter().take_while(|c| is_digit(**c)).count();
        (least..=most).contains(&count).then(|| self.at += count)
    }

    /// What may be left out: goes back where `read` finds nothing.
    fn maybe(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> bool {
        let (at, seams) = (self.at, self.seams.len());
        let found = read(self).is_some();
        if !found {
            self.at = at;
            self.seams.truncate(seams);
        }
        found
    }

    fn seam(&mut self) {
        self.seams.push(self.at);
    }
}

/// `2026年11月21日(土)`, `令和8年12月`, `11月吉日`, `2026/11/21`.
fn date(r: &mut Reader<'_>) -> Option<()> {
    if r.maybe(ruled_date) {
        return Some(());
    }
    let era = r.maybe(|r| r.word(&["令和", "平成", "昭和", "大正", "明治"]));
    let mut units = "年月日";
    let mut last = None;
    loop {
        let (at, seams) = (r.at, r.seams.len());
        if last.is_some() {
            r.seam();
        }
        let number = r.digits(1, 4).is_some() || era && last.is_none() && r.one("元").is_some();
        let unit = number.then(|| r.one(units)).flatten();
        // 30日間, 3年間 and 3年目 say how long.
        let Some(unit) = unit.filter(|_| !matches!(r.peek(), Some('間' | '目' | '程' | '以'))) else {
            (r.at, _) = (at, r.seams.truncate(seams));
            break;
        };
        last = Some(unit);
        units = units.split_once(unit).map_or("", |(_, rest)| rest);
    }
    match last? {
        '日' => {
            r.maybe(weekday);
        }
        unit => {
            if unit == '年' {
                r.maybe(|r| r.one("度").map(|_| ()));
            }
            r.maybe(|r| {
                r.seam();
                r.word(&["吉日", "上旬", "中旬", "下旬", "初旬", "末日", "末"])
            });
        }
    }
    Some(())
}

/// `2026/11/21(土)`, `2026-11-21`, `11/21(土)`.
fn ruled_date(r: &mut Reader<'_>) -> Option<()> {
    r.digits(1, 4)?;
    let mark = r.one("/-.／")?.to_string();
    r.seam();
    r.digits(1, 2)?;
    let whole = r.maybe(|r| {
        r.one(&mark)?;
        r.seam();
        r.digits(1, 2)
    });
    (r.maybe(weekday) || whole && mark != ".").then_some(())
}

/// `(土)`, `（日・祝）`, `(月曜日)`.
fn weekday(r: &mut Reader<'_>) -> Option<()> {
    r.one("(（")?;
    let inner = r
        .rest()
        .iter()
        .take_while(|c| "月火水木金土日曜祝休振替・,、".contains(**c))
        .count();
    (1..=6).contains(&inner).then(|| r.at += inner)?;
    r.one(")）").map(|_| ())
}

/// `23:30`, `23時30分`, `午前2時`, `翌2時00分`, `翌AM3:00`.
fn time(r: &mut Reader<'_>) -> Option<()> {
    let day = r.maybe(|r| r.word(&["翌日", "翌朝", "同日", "当日"]));
    if day {
        r.seam();
        r.maybe(|r| r.one(" ").map(|_| ()));
    } else {
        r.maybe(|r| r.word(&["翌"]));
    }
    r.maybe(|r| r.word(&["午前", "午後", "AM", "PM", "am", "pm", "ＡＭ", "ＰＭ"]));
    r.digits(1, 2)?;
    if r.one(":：").is_some() {
        r.seam();
        r.digits(2, 2)?;
        r.maybe(|r| {
            r.one(":：")?;
            r.seam();
            r.digits(2, 2)
        });
    } else {
        r.one("時")?;
        if r.peek() == Some('間') {
            return None;
        }
        if r.one("半").is_none() {
            for unit in ["分", "秒"] {
                let read = r.maybe(|r| {
                    r.seam();
                    r.digits(1, 2)?;
                    r.word(&[unit])
                });
                if !read {
                    break;
                }
            }
        }
    }
    r.maybe(|r| {
        r.seam();
        r.word(&["頃", "ごろ", "すぎ", "過ぎ"])
    });
    Some(())
}

/// `6時間30分間`, `3か月間`, `10日間`.
fn duration(r: &mut Reader<'_>) -> Option<()> {
    r.one("約計");
    let units = [
        "時間", "分間", "日間", "週間", "年間", "秒間", "か月", "カ月", "ヶ月", "ケ月", "ヵ月", "箇月",
    ];
    figures(r)?;
    r.word(&units)?;
    r.maybe(|r| {
        r.seam();
        r.digits(1, 2)?;
        r.word(&["分", "秒"])
    });
    r.one("間半");
    Some(())
}

/// Figures with the commas of thousands and a decimal point.
fn figures(r: &mut Reader<'_>) -> Option<()> {
    r.digits(1, 20)?;
    while r.maybe(|r| {
        r.one(",，")?;
        r.seam();
        r.digits(3, 3)
    }) {}
    r.maybe(|r| {
        r.one(".．")?;
        r.digits(1, 20)
    });
    Some(())
}

/// `1,234円`, `¥12,345`, `1億2,000万円`, `第5業務`, `3件`, `100%`.
fn amount(r: &mut Reader<'_>) -> Option<()> {
    let money = r.one("¥￥$＄").is_some();
    if !money {
        r.one("第全計約各残");
    }
    figures(r)?;
    while r.one("千万億兆").is_some() {
        let more = r.maybe(|r| {
            r.seam();
            figures(r)
        });
        if !more {
            break;
        }
    }
    if r.one("%％℃‰").is_some() {
        return Some(());
    }
    // What stands behind a sum of money is no unit of it.
    if money || r.word(COUNTED).is_some() {
        return Some(());
    }
    let kanji = r.rest().iter().take_while(|c| is_kanji(**c)).count();
    if kanji > 0 {
        // 3件発生, but 第5業務停止.
        r.at += if r.peek().is_some_and(counts) { 1 } else { kanji.min(2) };
        r.one("目間");
        return Some(());
    }
    let katakana = r.rest().iter().take_while(|c| matches!(c, 'ァ'..='ヺ' | 'ー')).count();
    if (2..=5).contains(&katakana) {
        r.seam();
        r.at += katakana;
    }
    Some(())
}

/// `03-1234-5678`, `(03)1234-5678`, `〒100-0001`, `ABC-1234`: letters and figures joined by hyphens, some of them figures.
fn code(r: &mut Reader<'_>) -> Option<()> {
    let start = r.at;
    r.one("〒");
    r.one("+＋");
    let area = r.maybe(|r| {
        r.one("(（")?;
        r.digits(2, 5)?;
        r.one(")）")?;
        r.seam();
        Some(())
    });
    let mut groups = 0;
    loop {
        let group = r.rest().iter().take_while(|c| is_alphanumeric(**c)).count();
        if group == 0 {
            break;
        }
        r.at += group;
        groups += 1;
        let goes_on = r.peek().is_some_and(is_hyphen) && r.rest().get(1).is_some_and(|c| is_alphanumeric(*c));
        if !goes_on {
            break;
        }
        r.at += 1;
        r.seam();
    }
    let read = &r.text[start..r.at];
    let whole = groups > 1 || groups == 1 && area && r.text[r.at - 1] != ')';
    (whole && read.len() <= LONGEST_CODE && read.iter().any(|c| is_digit(*c))).then_some(())
}
