//! What is wrong with records that can be read: one rule, one function, one code. [`RULES`] lists them all;
//! `docs/diagnostics.md` explains each.

mod contact;
mod course;
mod dates;
mod folder;
mod impact;
mod letters;
mod log;
mod names;
mod overlap;
mod partly;
mod passages;
mod remark;
mod table;
mod text;
mod windows;
mod writing;

use crate::diagnostic::code::Code;
use crate::diagnostic::{Bytes, Diagnostic, Sources, Span, draw};
use crate::record::read::{self, Reading};
use crate::record::schema::{PublisherRecord, Record};
use crate::template::layer::Layer;
use crate::threads;
use folder::Folder;
use passages::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
pub(crate) use writing::character;

/// A rule: its code and the function that finds what breaks it.
pub struct Rule {
    /// The code of its faults.
    pub code: Code,
    find: Find,
    /// What finds it in the words of templates too.
    in_words: Option<InWords>,
}

impl Rule {
    const fn in_templates(mut self, in_words: InWords) -> Self {
        self.in_words = Some(in_words);
        self
    }
}

const fn error(code: &'static str, ja: &'static str, en: &'static str, find: Find) -> Rule {
    Rule {
        code: Code::error(code, ja, en),
        find,
        in_words: None,
    }
}

const fn warning(code: &'static str, ja: &'static str, en: &'static str, find: Find) -> Rule {
    Rule {
        code: Code::warning(code, ja, en),
        find,
        in_words: None,
    }
}

type Find = fn(&Folder<'_>, &Code) -> Vec<Diagnostic>;
type InWords = fn(&str, Place<'_>, &Code) -> Vec<Diagnostic>;

/// Every rule.
pub const RULES: &[Rule] = &[
    error("N0201", "idの重複", "id used twice", names::id_used_twice),
    error("N0202", "知らないサービス", "unknown service", names::unknown_service),
    error(
        "N0203",
        "注の印に対応する注がない",
        "mark without note",
        names::mark_without_note,
    ),
    warning(
        "N0204",
        "どこにも印のない注",
        "note never marked",
        names::note_never_marked,
    ),
    error("N0205", "知らない表", "unknown table", names::unknown_table),
    error(
        "N0301",
        "予備日が本番より後でない",
        "reserve not after its window",
        windows::reserve_too_early,
    ),
    error(
        "N0302",
        "同じ予備日の二重記載",
        "reserve written twice",
        overlap::reserve_twice,
    ),
    warning(
        "N0303",
        "予備日と別の予定日時の重なり",
        "reserve overlaps another window",
        overlap::reserve_meets_window,
    ),
    warning(
        "N0304",
        "予備日の長さの違い",
        "reserve of another length",
        windows::reserve_of_other_length,
    ),
    warning(
        "N0305",
        "同じサービスの障害の期間の重なり",
        "periods overlap",
        overlap::periods_overlap,
    ),
    error(
        "N0306",
        "同じ予定日時の二重記載",
        "window written twice",
        overlap::written_twice,
    ),
    error(
        "N0307",
        "予定日時より長い影響",
        "impact longer than its window",
        course::impact_longer_than_window,
    ),
    warning(
        "N0308",
        "発信日の前後",
        "issued out of time",
        course::issued_out_of_time,
    ),
    warning(
        "N0309",
        "影響時間と長さの違い",
        "impact of another length",
        impact::impact_of_other_length,
    ),
    warning(
        "N0310",
        "復旧より前の発信日",
        "issued before the recovery",
        course::issued_before_recovery,
    ),
    error(
        "N0314",
        "案内状の順序",
        "letters not in order of issue",
        letters::not_in_order,
    ),
    error(
        "N0320",
        "祝日でない日の(祝)",
        "marked holiday that is none",
        dates::holiday_mark,
    ),
    warning(
        "N0321",
        "祝日の分からない年",
        "holidays of a year unknown",
        dates::holidays_unknown,
    ),
    error(
        "N0330",
        "予定日時の外の影響時間帯",
        "affected outside the window",
        windows::affected_outside,
    ),
    warning(
        "N0340",
        "予定日時どうしの重なり",
        "windows overlap",
        overlap::windows_overlap,
    ),
    error("N0401", "logのwindowの番号違い", "no such window", log::no_such_window),
    error("N0402", "logのwindowがない", "window not named", log::window_not_named),
    error(
        "N0403",
        "記録の種類に合わない出来事",
        "event of the other kind",
        log::event_of_other_kind,
    ),
    error(
        "N0404",
        "logの時刻の前後",
        "log not in order of time",
        log::not_in_order,
    ),
    error(
        "N0405",
        "出来事の順序の誤り",
        "events in an impossible order",
        log::impossible_order,
    ),
    error(
        "N0406",
        "予定の時刻が過去",
        "expected time not in the future",
        log::expected_in_the_past,
    ),
    error(
        "N0407",
        "延長の終了予定がない",
        "extended until when",
        log::extended_until_when,
    ),
    error(
        "N0408",
        "予定日時から離れた出来事",
        "far from its window",
        course::far_from_window,
    ),
    error(
        "N0409",
        "復旧の時刻の食い違い",
        "end told twice",
        course::end_told_twice,
    ),
    error("N0410", "早まる延長", "extended backwards", log::extended_backwards),
    error(
        "N0411",
        "別の予定日時に食い込む延長",
        "extended into another window",
        log::extended_into_another,
    ),
    error(
        "N0412",
        "終わったことの終了予定",
        "end expected of what is over",
        log::end_of_what_is_over,
    ),
    warning(
        "N0413",
        "予定日時の後の開始",
        "started after its window",
        log::started_after_its_window,
    ),
    error("N0414", "新しい日程の書き方", "changed to when", log::changed_to_when),
    error("N0415", "訂正の中身", "corrected what", log::corrected_what),
    error("N0416", "一部復旧の中身", "restored what", partly::restored_what),
    error(
        "N0420",
        "繰り返す予定日時のlog",
        "log of what comes again",
        log::of_what_comes_again,
    ),
    error("N0501", "仮の文字が残っている", "placeholder left", text::placeholder).in_templates(text::placeholders),
    error(
        "N0502",
        "見えない制御文字",
        "control character",
        text::control_character,
    )
    .in_templates(text::control_characters),
    error("N0503", "敬称の重なり", "two honorifics", text::two_honorifics).in_templates(text::doubled),
    warning("N0504", "誤字", "typing error", text::typing_error).in_templates(text::slips),
    error(
        "N0505",
        "障害の記録に吉日",
        "吉日 in an incident",
        text::auspicious_incident,
    ),
    error("N0507", "分かれた文字", "decomposed character", writing::decomposed).in_templates(writing::in_pieces),
    error("N0508", "部首の文字", "radical for a character", writing::radical).in_templates(writing::radicals),
    warning(
        "N0506",
        "注釈に見える文",
        "looks like a comment",
        remark::looks_like_remark,
    )
    .in_templates(remark::in_template),
    error("N0601", "表にない列", "unknown column", table::unknown_column),
    error("N0602", "セルの二重指定", "cell given twice", table::cell_given_twice),
    error("N0603", "セルの不足", "cell missing", table::cell_missing),
    error("N0604", "列のkeyの誤り", "bad column key", table::bad_column_key),
    error(
        "N0605",
        "見出しのない列",
        "column without heading",
        table::column_without_heading,
    ),
    error(
        "N0701",
        "電話番号の誤り",
        "bad telephone number",
        contact::bad_telephone,
    ),
    error("N0702", "URLの誤り", "bad address of a web site", contact::bad_url),
    error("N0703", "メールアドレスの誤り", "bad mail address", contact::bad_mail),
    error(
        "N0704",
        "電話とFAXが同じ番号",
        "telephone and FAX the same",
        contact::telephone_is_fax,
    ),
];

/// Reads the files of a workspace and applies every rule. The faults are in order of file and place; where none of them
/// is an error, publishers and records are complete.
pub(crate) fn workspace(
    files: Vec<(PathBuf, Bytes)>,
    threads: NonZeroUsize,
) -> (Sources, Vec<PublisherRecord>, Vec<Record>, Vec<Diagnostic>) {
    let reading = read::read(files, threads);
    let mut faults = check(&reading, threads);
    let Reading {
        sources,
        publishers,
        records,
        faults: found,
        ..
    } = reading;
    faults.extend(found);
    draw::sort(&mut faults, &sources);
    (sources, read::whole(publishers), read::whole(records), faults)
}

/// Applies every rule to what was read.
pub(crate) fn check(reading: &Reading, threads: NonZeroUsize) -> Vec<Diagnostic> {
    let mut houses: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    let empty = || Folder {
        sources: &reading.sources,
        publisher: None,
        records: Vec::new(),
    };
    for publisher in &reading.publishers {
        houses.entry(&publisher.value.key).or_insert_with(empty).publisher = Some(publisher);
    }
    for record in &reading.records {
        houses
            .entry(&record.value.publisher)
            .or_insert_with(empty)
            .records
            .push(record);
    }
    let mut told = BTreeSet::new();
    let mut faults = Vec::new();
    let of_folder = |folder| RULES.iter().map(move |rule| (folder, rule));
    let work: Vec<(&Folder<'_>, &Rule)> = houses.values().flat_map(of_folder).collect();
    threads::each(
        &work,
        threads,
        |(folder, rule)| (rule.find)(folder, &rule.code),
        |_, found| {
            for fault in found {
                // An aliased text is met once for each alias, but stands, and is mended, in one place.
                if told.insert((fault.span, fault.code, fault.message.ja.clone())) {
                    faults.push(fault);
                }
            }
        },
    );
    faults
}

/// Applies the rules on words to the templates of `layer`: what a template says reaches every document made of it.
pub(crate) fn templates(layer: &Layer) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (name, (file, text)) in &layer.texts {
        let Some(words) = passages::of_template(name, text) else {
            continue;
        };
        let place = |start, len| Span {
            file: *file,
            start,
            end: start + len,
        };
        // A page has comments of its own, and addresses in its marks.
        let page = name.ends_with(".html");
        for rule in RULES.iter().filter(|rule| !page || rule.code.code != "N0506") {
            if let Some(find) = rule.in_words {
                faults.extend(find(&words, &place, &rule.code));
            }
        }
    }
    faults.sort_by_key(|fault| fault.span.map(|span| (span.file, span.start)));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_are_clean() {
        let layer = Layer::built_in(&mut Sources::default());
        let told = templates(&layer).into_iter().map(|fault| fault.message.en);
        assert_eq!(told.collect::<Vec<_>>(), [""; 0]);
    }
}
