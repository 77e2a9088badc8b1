//! The kinds of faults that show only when documents are made.

use crate::diagnostic::code::Code;
pub use crate::template::codes::NOTATION;

/// A template's file is not UTF-8.
pub const TEMPLATE_NOT_UTF8: Code = Code::error("N0804", "ひな形がUTF-8でない", "template not UTF-8");
/// `letter:` names a template that does not exist.
pub const NO_TEMPLATE: Code = Code::error("N0805", "ないひな形", "no such template");
/// A template is for records of another kind.
pub const OTHER_KIND: Code = Code::error(
    "N0821",
    "ほかの種類の記録のひな形",
    "template for another kind of record",
);
/// A file of `static/` that cannot be published by its name.
pub const BAD_STATIC: Code = Code::error("N0823", "公開できないファイル名", "name that cannot be published");
/// A document needs a fact that neither the record nor the publisher gives.
pub const FACT_MISSING: Code = Code::error("N0806", "文書に要る項目がない", "fact missing for a document");
/// No font has the character.
pub const NO_GLYPH: Code = Code::error("N0901", "フォントにない文字", "no glyph");
/// A control character in a document.
pub const CONTROL: Code = Code::error("N0902", "文書の中の制御文字", "control character in a document");
/// A file in `fonts/` is not a font.
pub const BAD_FONT: Code = Code::error("N0903", "読めないフォント", "bad font");
/// The PDF writer refused what was laid out.
pub const NOT_WRITTEN: Code = Code::error("N0904", "PDFにできない", "not written");
/// Something does not fit a page.
pub const DOES_NOT_FIT: Code = Code::error("N0905", "紙面に収まらない", "does not fit");

/// `fonts:` names a file that is not in `fonts/`.
pub const NO_FONT_FILE: Code = Code::error("N0906", "ないフォントのファイル", "no such font file");

/// Values that no document tells.
pub const NOT_TOLD: Code = Code::warning("N0808", "どの文書にもない値", "told in no document");
/// A file of the workspace that nothing uses.
pub const FILE_NOT_USED: Code = Code::warning("N0809", "使われないファイル", "file not used");
/// An entry of the log whose time has not come.
pub const NOT_YET: Code = Code::warning("N0810", "まだ来ていない時刻", "time not come yet");

/// Work whose end has passed, of which the log does not tell.
pub const OVERDUE: Code = Code::warning("N0811", "終わりの記録がない作業・障害", "end not told");

/// Work that should have begun, of which the log does not tell.
pub const NOT_KNOWN: Code = Code::warning("N0812", "開始の記録がない作業", "work that should have begun");

/// A report that was promised and has not come.
pub const REPORT_LATE: Code = Code::warning("N0813", "予告した時刻に続報がない", "promised report not told");

/// A copy of what a built-in template once was.
pub const COPY_BEHIND: Code = Code::warning("N0820", "古いひな形の写し", "copy of an earlier template");

/// A document was issued, and its record says something else by now.
pub const ISSUED_OTHERWISE: Code =
    Code::warning("N0830", "発行した文書と違う記録", "record at odds with what was issued");

/// A document was issued, and no record makes it any more.
pub const ISSUED_GONE: Code = Code::warning("N0831", "発行した文書の記録がない", "no record of what was issued");

/// The ledger is not as it was written.
pub const LEDGER_DAMAGED: Code = Code::error("N0832", "壊れた発行の控え", "damaged ledger");

/// A date or a number is cut in a cell of a table.
pub const NUMBER_CUT: Code = Code::warning("N0907", "途中で切れる日時や数", "date or number cut");

/// The window of an envelope may not show the address.
pub const ADDRESS_HIDDEN: Code = Code::warning("N0908", "窓から見えない宛名", "address not in the window");

/// All of them.
pub const CODES: &[Code] = &[
    TEMPLATE_NOT_UTF8,
    NO_TEMPLATE,
    FACT_MISSING,
    NOT_TOLD,
    FILE_NOT_USED,
    NOT_YET,
    OVERDUE,
    NOT_KNOWN,
    REPORT_LATE,
    COPY_BEHIND,
    ISSUED_OTHERWISE,
    ISSUED_GONE,
    LEDGER_DAMAGED,
    OTHER_KIND,
    BAD_STATIC,
    NO_GLYPH,
    CONTROL,
    BAD_FONT,
    NOT_WRITTEN,
    DOES_NOT_FIT,
    NUMBER_CUT,
    ADDRESS_HIDDEN,
    NO_FONT_FILE,
];
