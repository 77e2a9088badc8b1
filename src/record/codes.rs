//! The kinds of faults that reading can find: in the file, in its YAML, in the shape of a record.
//! What the values say is judged in `src/check/`.

use crate::diagnostic::code::Code;

/// The bytes are not UTF-8.
pub(crate) const NOT_UTF8: Code = Code::error("N0001", "文字コードがUTF-8でない", "not UTF-8");
/// There is nothing in the file.
pub(crate) const EMPTY_FILE: Code = Code::error("N0002", "空のファイル", "empty file");
/// The file is larger than any record can be.
pub(crate) const TOO_LARGE: Code = Code::error("N0003", "ファイルが大きすぎる", "file too large");
/// A file holds one record.
pub(crate) const SEVERAL_DOCUMENTS: Code =
    Code::error("N0004", "1ファイルに複数のYAML文書", "several YAML documents in a file");
/// The YAML cannot be parsed.
pub(crate) const BROKEN_YAML: Code = Code::error("N0005", "YAMLの書き方の誤り", "broken YAML");
/// Aliases that would swell the file, or point into themselves.
pub(crate) const ALIAS: Code = Code::error("N0006", "エイリアスの使いすぎ", "alias out of bounds");
/// Nested deeper than any record is.
pub(crate) const TOO_DEEP: Code = Code::error("N0007", "入れ子が深すぎる", "nested too deeply");
/// The same key twice in one mapping.
pub(crate) const DUPLICATE_KEY: Code = Code::error("N0008", "キーの重複", "duplicate key");
/// A key that is not plain text.
pub(crate) const KEY_NOT_TEXT: Code = Code::error("N0009", "キーが文字列でない", "key is not text");
/// `<<`.
pub(crate) const MERGE_KEY: Code = Code::error("N0010", "マージキー", "merge key");
/// `!tag`.
pub(crate) const TAG: Code = Code::error("N0011", "YAMLタグ", "YAML tag");
/// `{{ … }}` without quotation marks.
pub(crate) const UNQUOTED_TEMPLATE: Code = Code::error(
    "N0012",
    "引用符のない {{ }}",
    "template expression without quotation marks",
);
/// `お知らせ #A`: what follows ` #` is a comment for YAML.
pub(crate) const SWALLOWED: Code = Code::warning("N0013", "# 以降が読み飛ばされる", "text lost behind a #");
/// `&重要 お知らせ`: for YAML the first word is a name, and no `*` uses it.
pub(crate) const UNUSED_ANCHOR: Code = Code::error("N0014", "使われないアンカー", "anchor never used");

/// A file must hold exactly one of `maintenance:`, `incident:` (or `publisher:` in `publisher.yaml`).
pub(crate) const TOP_LEVEL: Code = Code::error("N0101", "ファイルの最上位の誤り", "wrong top level");
/// A key nobody knows.
pub(crate) const UNKNOWN_KEY: Code = Code::error("N0102", "知らないキー", "unknown key");
/// A key that must be there.
pub(crate) const MISSING_KEY: Code = Code::error("N0103", "必要なキーがない", "missing key");
/// Two keys that say the same in their own ways.
pub(crate) const NOT_BESIDE: Code = Code::error("N0126", "一緒に書けないキー", "keys exclude each other");
/// A list where text belongs, and the like.
pub(crate) const WRONG_TYPE: Code = Code::error("N0104", "値の型の誤り", "wrong type");
/// Not one of the words allowed.
pub(crate) const NOT_ALLOWED: Code = Code::error("N0105", "選べない値", "value not allowed");
/// A date or time that does not exist.
pub(crate) const IMPOSSIBLE_DATE: Code = Code::error("N0106", "存在しない日時", "impossible date or time");
/// A date or time in a notation that is not read.
pub(crate) const DATE_NOTATION: Code = Code::error("N0107", "日時の書き方の誤り", "unreadable date or time");
/// The weekday typed is not the date's.
pub(crate) const WEEKDAY: Code = Code::error("N0108", "曜日の誤り", "wrong weekday");
/// An end that does not come after its start.
pub(crate) const END_BEFORE_START: Code = Code::error("N0109", "終了が開始より後でない", "end not after start");
/// A list without entries.
pub(crate) const EMPTY_LIST: Code = Code::error("N0110", "空の一覧", "empty list");
/// An id that cannot name a folder.
pub(crate) const BAD_ID: Code = Code::error("N0111", "使えないid", "bad id");
/// A key without a value.
pub(crate) const EMPTY_VALUE: Code = Code::error("N0112", "値がない", "no value");
/// A number, count or duration in a notation that is not read.
pub(crate) const NUMBER: Code = Code::error("N0113", "数・時間の長さの書き方の誤り", "unreadable number or duration");
/// A key of the operator's own that templates cannot name.
pub(crate) const BAD_NAME: Code = Code::error("N0114", "使えない名前", "bad name");
/// The same entry twice in a list of names.
pub(crate) const LISTED_TWICE: Code = Code::error("N0115", "一覧の中の重複", "listed twice");

/// A value with more characters, or a list with more entries, than any notice has.
pub(crate) const TOO_LONG: Code = Code::error("N0116", "長すぎる値", "value too long");

/// A record outside any publisher's folder.
pub(crate) const NO_PUBLISHER_FOLDER: Code = Code::error(
    "N0120",
    "発行者のフォルダーの外にある記録",
    "record outside any publisher's folder",
);
/// A publisher's folder without `publisher.yaml`.
pub(crate) const NO_PUBLISHER_FILE: Code = Code::error("N0121", "publisher.yaml がない", "no publisher.yaml");
/// No records at all.
pub(crate) const EMPTY_WORKSPACE: Code = Code::error("N0122", "記録が1件もない", "no records at all");
/// `publisher.yaml` and `publisher.yml` in one folder.
pub(crate) const TWO_PUBLISHER_FILES: Code =
    Code::error("N0123", "発行者のファイルが2つ", "two files of one publisher");

/// A year in `years` of `notices/holidays.yaml` of which `days` has none.
pub(crate) const YEAR_WITHOUT_HOLIDAYS: Code = Code::error("N0130", "祝日のない年", "year without holidays");

/// A publisher's folder whose name cannot stand in a path or an address everywhere.
pub(crate) const BAD_FOLDER: Code =
    Code::error("N0124", "使えない発行者のフォルダー名", "name of a publisher's folder");
/// Publishers' folders that are one folder elsewhere.
pub(crate) const TWIN_FOLDERS: Code = Code::error(
    "N0125",
    "同じになる発行者のフォルダー名",
    "publishers' folders of one name",
);

/// `notices/common.yaml` says what belongs to one publisher.
pub(crate) const NOT_COMMON: Code = Code::error("N0131", "共通にできない項目", "not common");

/// All of the above, for the reference.
pub const CODES: &[Code] = &[
    NOT_UTF8,
    EMPTY_FILE,
    TOO_LARGE,
    SEVERAL_DOCUMENTS,
    BROKEN_YAML,
    ALIAS,
    TOO_DEEP,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    MERGE_KEY,
    TAG,
    UNQUOTED_TEMPLATE,
    SWALLOWED,
    UNUSED_ANCHOR,
    TOP_LEVEL,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NOT_ALLOWED,
    NOT_BESIDE,
    IMPOSSIBLE_DATE,
    DATE_NOTATION,
    WEEKDAY,
    END_BEFORE_START,
    EMPTY_LIST,
    BAD_ID,
    EMPTY_VALUE,
    NUMBER,
    BAD_NAME,
    LISTED_TWICE,
    TOO_LONG,
    NO_PUBLISHER_FOLDER,
    NO_PUBLISHER_FILE,
    EMPTY_WORKSPACE,
    TWO_PUBLISHER_FILES,
    BAD_FOLDER,
    TWIN_FOLDERS,
    YEAR_WITHOUT_HOLIDAYS,
    NOT_COMMON,
];
