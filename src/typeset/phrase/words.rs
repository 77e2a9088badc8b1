//! The words of `words.txt`: what a line never parts though the segmenter would.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A word of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its characters.
    pub letters: Vec<char>,
    /// Before which of them it is parted where it fits no line, and before which a phrase begins.
    pub joints: Vec<usize>,
    /// See `joints`.
    pub phrases: Vec<usize>,
    /// A word begins before it, though it begins with kana.
    pub parts: bool,
    /// A phrase begins before it.
    pub begins: bool,
    /// A phrase ends behind it.
    pub ends: bool,
}

static WORDS: LazyLock<BTreeMap<char, Vec<Word>>> = LazyLock::new(|| read(include_str!("words.txt")));

/// The longest word of the list that begins at `at`.
pub(super) fn at(text: &[char], at: usize) -> Option<&'static Word> {
    let words = WORDS.get(text.get(at)?)?;
    words.iter().find(|word| text[at..].starts_with(&word.letters))
}

/// The words by their first characters, the longest first.
fn read(list: &str) -> BTreeMap<char, Vec<Word>> {
    let mut words: BTreeMap<char, Vec<Word>> = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut word = Word {
            letters: Vec::new(),
            joints: Vec::new(),
            phrases: Vec::new(),
            parts: line.starts_with('+'),
            begins: line.starts_with('/'),
            ends: line.ends_with('/'),
        };
        for c in line.trim_matches(['/', '+']).chars() {
            match c {
                '+' => word.joints.push(word.letters.len()),
                '/' => word.phrases.push(word.letters.len()),
                _ => word.letters.push(c),
            }
        }
        if let Some(first) = word.letters.first() {
            words.entry(*first).or_default().push(word);
        }
    }
    for words in words.values_mut() {
        words.sort_by_key(|word| std::cmp::Reverse(word.letters.len()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_twice_in_the_list_and_each_is_written_as_it_is_read() {
        let mut seen = std::collections::BTreeSet::new();
        for line in include_str!("words.txt")
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let plain: String = line.chars().filter(|c| !"/+".contains(*c)).collect();
            assert!(
                plain.chars().count() > 1,
                "{line}: one character is no word that could be parted"
            );
            assert!(!plain.contains(char::is_whitespace), "{line:?}");
            assert!(seen.insert(plain), "{line} stands twice");
        }
    }

    #[test]
    fn the_longest_word_counts() {
        let text: Vec<char> = "クレジットカードの".chars().collect();
        let word = at(&text, 0).expect("a word of the list");
        assert_eq!((word.letters.len(), word.joints.as_slice()), (8, [5].as_slice()));
        assert!(at(&text, 1).is_none());
    }
}
