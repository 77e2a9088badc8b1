//! `notice explain`: what a code means, in the words of `docs/diagnostics`.

use super::answer::{Answer, Failure};
use super::examples::TOLD;
use super::messages;
use crate::diagnostic::Language;

const JA: &str = include_str!("../../docs/diagnostics.ja.md");
const EN: &str = include_str!("../../docs/diagnostics.md");

/// Tells what `code` means; `n0106` and `106` are understood as well.
pub(super) fn explain(code: &str, language: Language) -> Answer {
    let digits = code.trim_start_matches(['N', 'n']);
    let code = format!("N{digits:0>4}");
    let text = match language {
        Language::Ja => JA,
        Language::En => EN,
    };
    let row = rows(text).find(|row| row[0] == code);
    let Some(row) = row else {
        let near = rows(text)
            .map(|row| row[0])
            // What is typed may be anything: its third byte need not end a character.
            .filter(|known| code.get(..3).is_some_and(|head| known.starts_with(head)));
        let near: Vec<&str> = near.collect();
        return Err(Failure::call(
            messages::unknown_code(&code),
            messages::unknown_code_help(&near),
        ));
    };
    // Severity, the name in the language (the English table has the Japanese one before it), what to do.
    let [severity, name, words] = [row[1], row[row.len() - 2], row[row.len() - 1]];
    let mut told = format!("{severity}[{code}]: {name}\n\n{}", unlinked(words));
    if let Some(example) = example(&code, language) {
        let heading = messages::example();
        told.push_str(&format!("\n\n{}\n{example}", heading.in_language(language)));
    }
    Ok((told, None))
}

/// The shortest that is told with this code of any case; in English the lines of the record alone, which need no translation.
fn example(code: &str, language: Language) -> Option<String> {
    let mark = format!("[{code}]: ");
    let told = TOLD.iter().flat_map(|case| case.split("\n\n"));
    let of_code = told.filter(|fault| fault.lines().next().is_some_and(|head| head.contains(&mark)));
    let shortest = of_code.min_by_key(|fault| fault.len())?;
    if language == Language::Ja {
        return Some(shortest.to_owned());
    }
    let of_record = |line: &&str| !line.contains(&mark) && !line.trim_start().starts_with("= ");
    let lines: Vec<&str> = shortest.lines().filter(of_record).map(unlabelled).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A line that marks a place of the line above, without the words beside the mark.
fn unlabelled(line: &str) -> &str {
    let marks = line.trim_start_matches([' ', '|']);
    match marks.starts_with(['-', '^']) && !marks.starts_with("-->") {
        true => line.trim_end_matches(|c| !['-', '^'].contains(&c)),
        false => line,
    }
}

/// The cells of every row that explains a code.
fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let columns = match text == EN {
        true => 5,
        false => 4,
    };
    text.lines().filter_map(move |line| {
        let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
        // A `|` may stand in the last cell.
        let cells: Vec<&str> = cells.splitn(columns, " | ").map(str::trim).collect();
        let code = cells[0].strip_prefix('N')?;
        let is_code = code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit());
        (is_code && cells.len() == columns).then_some(cells)
    })
}

/// `[words](target)` as the words alone, and escapes of a table as what they stand for.
fn unlinked(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let Some(end) = rest[middle..].find(')') else { break };
        let open = rest[..middle].rfind('[').unwrap_or(middle);
        plain.push_str(&rest[..open]);
        plain.push_str(rest[open..middle].trim_start_matches('['));
        rest = &rest[middle + end + 1..];
    }
    plain.push_str(rest);
    plain.replace("\\|", "|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// The line to add for a code.
    fn case_of(code: &str) -> String {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["tests/diagnostics", "tests/making"];
        let cases = folders
            .iter()
            .flat_map(|folder| fs::read_dir(home.join(folder)).expect("cases"));
        let told = cases.map(|case| case.expect("a case").path().join("expected.txt"));
        let mut of_code =
            told.filter(|path| fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("[{code}]: "))));
        let found = of_code
            .next()
            .expect("a case of tests/diagnostics or tests/making with this code");
        let path = found.strip_prefix(home).expect("below").display().to_string();
        format!("    include_str!(\"../../{path}\"),")
    }

    #[test]
    fn every_code_of_the_references_is_explained() {
        for (text, language) in [(JA, Language::Ja), (EN, Language::En)] {
            let codes: Vec<&str> = rows(text).map(|row| row[0]).collect();
            assert_eq!(codes.len(), text.lines().filter(|line| line.starts_with("| N")).count());
            for code in codes {
                let (told, _) = explain(code, language).expect("an explanation");
                assert!(told.contains(code) && !told.contains("]("), "{told}");
                // No record leads to N0904.
                let shown = language == Language::En || code == "N0904" || told.contains("\n\n例:\n");
                assert!(
                    shown,
                    "no example of {code}: add to src/cli/examples.rs\n{}",
                    case_of(code)
                );
            }
        }
    }

    #[test]
    fn a_code_may_be_written_short() {
        let told = |code| {
            explain(code, Language::En)
                .map(|(told, _)| told)
                .map_err(|failure| failure.message.en)
        };
        assert_eq!(told("n0106"), told("N0106"));
        assert_eq!(told("106"), told("N0106"));
        assert!(told("N0106").is_ok_and(|told| told.starts_with("error[N0106]: impossible date or time\n")));
        assert!(
            told("N0302").is_ok_and(|told| told.contains("\n  --> notices/a/record.yaml:") && !told.contains('は'))
        );
        assert!(told("hello").is_err_and(|told| told.contains("Nhello")));
        assert!(told("一二三").is_err_and(|told| told.contains("N0一二三")));
        assert!(told("").is_err());
    }
}
