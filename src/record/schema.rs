//! Records exactly as operators write them: every value with the place it stood in, nothing resolved.
//!
//! `src/record/decode…` fills these from YAML; `src/account/` makes facts of them. The reference for operators is
//! `docs/records.md`.

pub(crate) use super::detail::{Apology, Detail};
pub(crate) use super::event::Effect;
pub use super::event::Event;
pub(crate) use super::impact::ImpactRecord;
pub(crate) use super::kind::RecordKind;
pub(crate) use super::label::LabelRecord;
pub(crate) use super::phrase::PhraseRecord;
pub(crate) use super::recurring::RecurringRecord;
pub(crate) use super::said::Said;
pub(crate) use crate::calendar::When;
use crate::calendar::holiday::Holidays;
pub(crate) use crate::calendar::style::{
    Brackets, Clock, Era, Gap, HolidayMarks, NextDay, Pad, RangeMark, SubstituteMark, WeekdayShown, Year, ZeroMinute,
};
use crate::diagnostic::{FileId, Span, Spanned};
pub(crate) use crate::document::picture::Across;
pub(crate) use crate::document::{Align, Paper};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// A key of the operator's own with its value, in the order written.
pub(crate) type Named<T> = Vec<(Spanned<String>, T)>;

/// `publisher.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct PublisherRecord {
    /// The file.
    pub file: FileId,
    /// Name of the folder, the publisher's key (`j-mups`).
    pub key: String,
    /// What the publisher is called (特許庁).
    pub name: Spanned<String>,
    /// Who signs, one or several.
    pub senders: Vec<SenderRecord>,
    /// To whom letters go.
    pub addressee: Option<Box<AddresseeRecord>>,
    /// Words for use in texts as `{{ terms.KEY }}`.
    pub terms: Named<Spanned<String>>,
    /// Services by key.
    pub services: Named<ServiceRecord>,
    /// Where to ask.
    pub contact: Option<Box<ContactRecord>>,
    /// `contacts`: several places to ask, each with what it is for.
    pub contacts: Option<Vec<ContactRecord>>,
    /// FAX sheets: addressee where it differs.
    pub fax_addressee: Option<Box<AddresseeRecord>>,
    /// `letter`: the template of first letters whose record names none.
    pub letter: TemplateRecord,
    /// `fax.template`: the template of sheets whose record names none.
    pub fax: TemplateRecord,
    /// `paper`: margins, size and face of letters.
    pub paper: Paper,
    /// `letterhead`: what stands at the head of letters.
    pub letterhead: Option<LetterheadRecord>,
    /// `seal`: 公印, or that it is left out.
    pub seal: Option<SealRecord>,
    /// `passages`: texts that records and templates use by name.
    pub passages: Named<Spanned<String>>,
    /// `extra`: what the house's own templates ask for.
    pub extra: Named<ExtraRecord>,
    /// Which documents are made, where a record does not say.
    pub documents: Option<Vec<Spanned<DocumentKind>>>,
    /// House style.
    pub style: StyleRecord,
    /// `opening: 拝啓 | 謹啓 | 前略 | none`: 頭語 of letters; 拝啓 where it is missing.
    pub opening: Option<Spanned<Opening>>,
    /// `phrases`: set phrases switched on, off or worded anew.
    pub phrases: Vec<PhraseRecord>,
    /// `labels`: what parts of notices are called.
    pub labels: Vec<LabelRecord>,
    /// The status page; none is made where it is missing.
    pub page: Option<PageRecord>,
    /// `fonts`: files of the workspace's `fonts/` that are asked, in order, for characters the four fonts lack.
    pub fonts: Vec<Spanned<String>>,
    /// The holidays that hold in the workspace: the embedded table with `notices/holidays.yaml` laid over.
    pub holidays: Holidays,
    /// Zone in minutes east of UTC; JST (540) where it is missing. Written `+09:00`.
    pub zone: Option<Spanned<i32>>,
    /// All that the file says for documents.
    pub said: Vec<Said>,
}

impl PublisherRecord {
    /// The zone of its times, in minutes east of UTC: Japan's where it names none.
    #[must_use]
    pub fn zone_minutes(&self) -> i32 {
        self.zone.as_ref().map_or(540, |zone| zone.value)
    }
}

/// Templates that a publisher's documents have where a record names none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TemplateRecord {
    /// Of records of every kind.
    pub all: Option<Spanned<String>>,
    /// Of records of a kind.
    pub of_kinds: Vec<(RecordKind, Spanned<String>)>,
}

impl TemplateRecord {
    /// That of records of `kind`.
    #[must_use]
    pub fn of(&self, kind: RecordKind) -> Option<&Spanned<String>> {
        let own = self.of_kinds.iter().find(|(of, _)| *of == kind).map(|(_, name)| name);
        own.or(self.all.as_ref())
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.all.iter().chain(self.of_kinds.iter().map(|(_, name)| name))
    }
}

/// What stands at the head of a publisher's letters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LetterheadRecord {
    /// `logo`
    pub logo: Option<PictureRecord>,
    /// `lines`: beside or below it.
    pub lines: Vec<Spanned<String>>,
}

/// A picture in `templates/static/`.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureRecord {
    /// `file`: its path below `static/`.
    pub file: Spanned<String>,
    /// `alt`: what it shows, for those who do not see it.
    pub alt: Spanned<String>,
    /// `width`: tenths of a millimetre.
    pub width: Option<Spanned<u32>>,
    /// `place`: where it stands.
    pub place: Option<Spanned<Across>>,
}

/// A seal.
#[derive(Debug, Clone, PartialEq)]
pub enum SealRecord {
    /// `seal: omitted`: 公印省略.
    Omitted(Span),
    /// Its picture.
    Picture(PictureRecord),
}

/// A value of `extra`.
#[derive(Debug, Clone, PartialEq)]
pub enum ExtraRecord {
    /// A text.
    Text(Spanned<String>),
    /// A list of texts.
    List(Vec<Spanned<String>>),
    /// Texts by names of the operator's own.
    Named(Named<Spanned<String>>),
}

/// A service: its name, and other names where notices of a kind call it differently.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceRecord {
    /// Its name. A service may be written as the bare name.
    pub name: Spanned<String>,
    /// Other names, in notices of a kind (`maintenance:`).
    pub others: Vec<(RecordKind, Spanned<String>)>,
}

impl ServiceRecord {
    /// Its name in notices of `kind`.
    #[must_use]
    pub fn called(&self, kind: RecordKind) -> &Spanned<String> {
        let other = self.others.iter().find(|(of, _)| *of == kind);
        other.map_or(&self.name, |(_, name)| name)
    }
}

/// An addressee. One written as a plain text (町民の皆様) has a name alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AddresseeRecord {
    /// `postcode`: 郵便番号.
    pub postcode: Option<Spanned<String>>,
    /// `address`: 住所, line by line, as on an envelope.
    pub address: Vec<Spanned<String>>,
    /// `company`
    pub company: Option<Spanned<String>>,
    /// `department`: 部署.
    pub department: Option<Spanned<String>>,
    /// `post`: 役職.
    pub post: Option<Spanned<String>>,
    /// `name`: who.
    pub name: Option<Spanned<String>>,
    /// 各位, 御中, 様 or 殿: stands behind the last of the lines.
    pub honorific: Option<Spanned<String>>,
}

impl AddresseeRecord {
    /// Its lines without postcode and address, from the company to the name.
    pub fn names(&self) -> impl DoubleEndedIterator<Item = &Spanned<String>> {
        [&self.company, &self.department, &self.post, &self.name]
            .into_iter()
            .flatten()
    }
}

/// Who signs. One written as a plain text has a company alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SenderRecord {
    /// `company`, or the whole text.
    pub company: Option<Spanned<String>>,
    /// `department`: 部署.
    pub department: Option<Spanned<String>>,
    /// `post`: 役職.
    pub post: Option<Spanned<String>>,
    /// `name`: the person.
    pub name: Option<Spanned<String>>,
}

impl SenderRecord {
    /// Its lines, from the company to the name.
    pub fn lines(&self) -> impl Iterator<Item = &Spanned<String>> {
        [&self.company, &self.department, &self.post, &self.name]
            .into_iter()
            .flatten()
    }
}

/// A contact; a record may replace single lines of the publisher's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContactRecord {
    /// `for`: what it is for, where there are several.
    pub purpose: Option<Spanned<String>>,
    /// `desk`: who answers.
    pub desk: Option<Spanned<String>>,
    /// `person`: 担当.
    pub person: Option<Spanned<String>>,
    /// `address`: 所在地.
    pub address: Option<Spanned<String>>,
    /// `telephone`: one number, or several.
    pub telephones: Vec<Spanned<String>>,
    /// `fax`.
    pub fax: Option<Spanned<String>>,
    /// `mail`.
    pub mail: Option<Spanned<String>>,
    /// `hours`.
    pub hours: Option<Spanned<String>>,
    /// `site`: what the web site is called.
    pub site: Option<Spanned<String>>,
    /// `url`: http(s) address.
    pub url: Option<Spanned<String>>,
    /// `form`: http(s) address of a form for questions.
    pub form: Option<Spanned<String>>,
    /// `note`: a remark (お掛け間違いのないようお願いいたします).
    pub note: Option<Spanned<String>>,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// `letter`
    Letter,
    /// `fax`
    Fax,
    /// `page`: an entry on the status page.
    Page,
}

/// House style; what is missing is inherited (defaults, then publisher, then page section or record).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StyleRecord {
    /// `era: western | wareki`
    pub era: Option<Spanned<Era>>,
    /// `clock: 24h | ampm | kanji | kanji12` (22:30, PM10:30, 22時30分, 午後10時30分)
    pub clock: Option<Spanned<Clock>>,
    /// `zero_minute: always | never` (22時00分, 22時)
    pub zero_minute: Option<Spanned<ZeroMinute>>,
    /// `ampm_gap: none | space` (PM10:30, PM 10:30)
    pub ampm_gap: Option<Spanned<Gap>>,
    /// `month_pad: none | space | zero`
    pub month_pad: Option<Spanned<Pad>>,
    /// `day_pad: none | space | zero`
    pub day_pad: Option<Spanned<Pad>>,
    /// `hour_pad: none | space | zero`
    pub hour_pad: Option<Spanned<Pad>>,
    /// `minute_pad: none | space | zero`
    pub minute_pad: Option<Spanned<Pad>>,
    /// `range`: one of `~ 〜 ～ –`, or `から` (…から…まで)
    pub range: Option<Spanned<RangeMark>>,
    /// `range_gap: none | space`: round the sign of a range in a text
    pub range_gap: Option<Spanned<Gap>>,
    /// `next_day: word | date` (翌3:00, 5月31日(月)3:00)
    pub next_day: Option<Spanned<NextDay>>,
    /// `year: always | first | never`
    pub year: Option<Spanned<Year>>,
    /// `weekday: always | never`
    pub weekday: Option<Spanned<WeekdayShown>>,
    /// `holidays: none | mark` (7月20日(月), 7月20日(月・祝))
    pub holidays: Option<Spanned<HolidayMarks>>,
    /// `substitute: 休 | 振休 | 祝`: the mark of a 振替休日
    pub substitute: Option<Spanned<SubstituteMark>>,
    /// `brackets: half | full`: around weekdays
    pub brackets: Option<Spanned<Brackets>>,
    /// `continued: (次頁へ続く)`
    pub continued: Option<Spanned<String>>,
    /// `underline_new: yes | no`: what is new in a sheet against the one before is underlined.
    pub underline_new: Option<Spanned<bool>>,
}

/// The status page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRecord {
    /// Its title.
    pub title: Spanned<String>,
    /// The sections of the kinds (`incidents`, `maintenances`), in the order of the page.
    pub sections: Vec<(RecordKind, PageSectionRecord)>,
    /// Footer.
    pub footer: Option<Spanned<String>>,
}

/// A section of the status page and its archive.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSectionRecord {
    /// 障害情報
    pub heading: Spanned<String>,
    /// 現在、障害は発生しておりません。
    pub empty: Spanned<String>,
    /// 過去障害情報
    pub archive: Spanned<String>,
    /// Stands after 10月 in the archive's headings: 障害.
    pub month: Spanned<String>,
    /// 障害はありませんでした。: stands in the archive below a month in which nothing happened; without it such months are
    /// left out.
    pub empty_month: Option<Spanned<String>>,
    /// `scope: shared | each`: one 対象業務 and 影響事由 for all periods that share them, or for each.
    pub scope: Option<Spanned<Scope>>,
    /// Notation where it differs from the publisher's.
    pub style: StyleRecord,
}

/// See [`PageSectionRecord::scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Periods with the same services and cause share one statement of them.
    Shared,
    /// Every period has its own.
    Each,
}

/// A record: one maintenance or one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The file.
    pub file: FileId,
    /// The publisher's key.
    pub publisher: String,
    /// Maintenance or incident.
    pub kind: RecordKind,
    /// `id`: letters, digits, `-`, `_`; unique within the publisher; names the folder under `out/`.
    pub id: Spanned<String>,
    /// `title`. Letters and sheets of a maintenance need it; an incident may leave it to the template.
    pub title: Option<Spanned<String>>,
    /// `issued: 2021-04` (吉日) or `2021-04-01`. Without it there is no letter.
    pub issued: Option<Spanned<Issued>>,
    /// `publish`: from when on its letter stands on the web, where that is not its day.
    pub publish: Option<Spanned<When>>,
    /// `number`: 文書番号.
    pub number: Option<Spanned<String>>,
    /// `letter`: name of the letter's template (`templates/letter/NAME.md`).
    pub letter: Option<Spanned<String>>,
    /// `fax`: name of the sheets' template (`templates/fax/NAME.md`).
    pub fax: Option<Spanned<String>>,
    /// `extra`, over the publisher's.
    pub extra: Named<ExtraRecord>,
    /// `letters`: the letters of an event that has several, in the order of their issue.
    pub letters: Vec<LetterRecord>,
    /// `documents: [letter, fax, page]`
    pub documents: Option<Vec<Spanned<DocumentKind>>>,
    /// `work`: what the work is called (メンテナンス, 更改).
    pub work: Option<Spanned<String>>,
    /// `purpose`
    pub purpose: Option<Spanned<String>>,
    /// `cause`: 影響事由.
    pub cause: Option<Spanned<String>>,
    /// `services`: keys of the publisher's services.
    pub services: Vec<Spanned<String>>,
    /// `senders`, in place of the publisher's.
    pub senders: Option<Vec<SenderRecord>>,
    /// `addressee`, in place of the publisher's.
    pub addressee: Option<Box<AddresseeRecord>>,
    /// `contact`: lines in place of the publisher's.
    pub contact: Option<Box<ContactRecord>>,
    /// `contacts`, in place of the publisher's.
    pub contacts: Option<Vec<ContactRecord>>,
    /// `style`, over the publisher's.
    pub style: Option<Box<StyleRecord>>,
    /// `opening`, in place of the publisher's.
    pub opening: Option<Spanned<Opening>>,
    /// `refers`: the notice that its letter goes on from, where that was not made here.
    pub refers: Option<ReferenceRecord>,
    /// `changes`: what is otherwise than before, side by side.
    pub changes: Vec<ChangeRecord>,
    /// `phrases`, over the publisher's.
    pub phrases: Vec<PhraseRecord>,
    /// `labels`, over the publisher's.
    pub labels: Vec<LabelRecord>,
    /// `lead`: in place of the fixed first sentences of the letter, Markdown.
    pub lead: Option<Spanned<String>>,
    /// `apology: none | plain | deep`
    pub apology: Option<Spanned<Apology>>,
    /// What else it tells of all windows: the keys of [`DETAILS`](super::detail::DETAILS).
    pub details: Vec<Detail>,
    /// `announce: none | fax`, for all windows or periods that do not say otherwise.
    pub announce: Option<Spanned<Announce>>,
    /// `text`: what an announcement says, Markdown.
    pub text: Option<Spanned<String>>,
    /// `display`: from when until when the status page shows an announcement.
    pub display: Option<DisplayRecord>,
    /// `windows` of a maintenance, `periods` of an incident: at least one; `dates` of an announcement, where it has any.
    pub windows: Vec<WindowRecord>,
    /// `texts`: passages that the template asks for by key, Markdown.
    pub texts: Named<Spanned<String>>,
    /// `sections`: further numbered sections, Markdown.
    pub sections: Vec<SectionRecord>,
    /// `tables` by key.
    pub tables: Named<TableRecord>,
    /// `notes` by key, Markdown.
    pub notes: Named<Spanned<String>>,
    /// `appendices`
    pub appendices: Vec<AppendixRecord>,
    /// `log`
    pub log: Vec<LogRecord>,
    /// `timeline`: what happened and was never reported as such.
    pub timeline: Vec<TimelineRecord>,
    /// Every date that the file types, as typed.
    pub dates: Vec<Spanned<String>>,
    /// All that the file says for documents.
    pub said: Vec<Said>,
}

impl Record {
    /// `publisher/id`: the name that is unique in the workspace.
    pub fn name(&self) -> String {
        format!("{}/{}", self.publisher, self.id.value)
    }

    /// When its letter, or the first of its letters, is issued.
    pub fn first_issued(&self) -> Option<Issued> {
        let first = self.letters.first().map(|letter| &letter.issued);
        first.or(self.issued.as_ref()).map(|issued| issued.value)
    }

    /// From when on its letter, or the first of its letters, stands on the web.
    pub fn first_published(&self) -> Option<NaiveDateTime> {
        let publish = match self.letters.first() {
            Some(first) => &first.publish,
            None => &self.publish,
        };
        Some(published(self.first_issued()?, publish.as_ref()))
    }

    /// The number of the window an entry speaks of, from 1: the only one there is, where the entry names none. `None`
    /// where it names none of several, which is a fault of its own.
    /// An entry of what is told as a whole speaks of none.
    pub fn window_of(&self, entry: &LogRecord) -> Option<usize> {
        let only = (self.windows.len() == 1 && !self.kind.whole()).then_some(1);
        let named = entry.window.as_ref().map(|number| number.value);
        named.or(only).or_else(|| match entry.event.value.effect() {
            // A final report is the last that is told of all of them.
            Effect::Concludes => (!self.windows.is_empty()).then_some(self.windows.len()),
            // What is told besides of all that is planned stands with what comes next, or came last.
            Effect::Continues if self.tells_of_all(entry) => {
                let over = |window: &WindowRecord| {
                    let end = window.end.as_ref().unwrap_or(&window.start);
                    end.value.at <= entry.at.value.at
                };
                let next = self.windows.iter().position(|window| !over(window));
                next.map(|index| index + 1)
                    .or(self.windows.len().checked_sub(1).map(|last| last + 1))
            }
            _ => None,
        })
    }

    /// Whether an entry is told of all windows: it names none of several.
    pub fn tells_of_all(&self, entry: &LogRecord) -> bool {
        let effect = entry.event.value.effect();
        let may = effect == Effect::Concludes || effect == Effect::Continues && self.kind.planned();
        may && !self.kind.whole() && entry.window.is_none() && self.windows.len() > 1
    }
}

/// From when on a letter stands on the web: the beginning of its day (of a month, of the first), where it says no other.
pub(crate) fn published(issued: Issued, publish: Option<&Spanned<When>>) -> NaiveDateTime {
    publish.map_or(issued.day().and_time(NaiveTime::MIN), |publish| publish.value.at)
}

/// From when until when the status page shows what is told as a whole: `{ from: …, until: … }`, or a range as one text.
#[derive(Debug, Clone, PartialEq)]
pub struct DisplayRecord {
    /// The whole entry.
    pub span: Span,
    /// `from`; without, from when on its letter stands on the web.
    pub from: Option<Spanned<When>>,
    /// `until`; without, the end of its last date.
    pub until: Option<Spanned<When>>,
}

/// One of the letters of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterRecord {
    /// The whole entry.
    pub span: Span,
    /// `issued`
    pub issued: Spanned<Issued>,
    /// `publish`, where it is not its day.
    pub publish: Option<Spanned<When>>,
    /// `number`: 文書番号.
    pub number: Option<Spanned<String>>,
    /// `title`, where it is not the record's.
    pub title: Option<Spanned<String>>,
    /// `letter`: name of its template.
    pub letter: Option<Spanned<String>>,
    /// `lead`: takes the place of the template's first sentences, Markdown.
    pub lead: Option<Spanned<String>>,
    /// `addressee`, in place of the record's.
    pub addressee: Option<Box<AddresseeRecord>>,
    /// `opening`, in place of the record's.
    pub opening: Option<Spanned<Opening>>,
    /// `refers`: the notice that it goes on from, in place of the letter before it.
    pub refers: Option<ReferenceRecord>,
    /// `changes`, in place of the record's.
    pub changes: Vec<ChangeRecord>,
    /// `phrases`, over the record's.
    pub phrases: Vec<PhraseRecord>,
    /// `errata`: what a letter before said wrongly.
    pub errata: Vec<ErratumRecord>,
}

/// The 頭語 of a letter, which its 結語 answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// 拝啓 … 敬具
    Haikei,
    /// 謹啓 … 謹白
    Kinkei,
    /// 前略 … 草々: no greeting follows.
    Zenryaku,
    /// Neither.
    None,
}

/// Every 頭語 by its word in a record and in templates.
pub(crate) const OPENINGS: &[(&str, Opening)] = &[
    ("拝啓", Opening::Haikei),
    ("謹啓", Opening::Kinkei),
    ("前略", Opening::Zenryaku),
    ("none", Opening::None),
];

impl Opening {
    /// Its word in a record and in templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        let row = OPENINGS.iter().find(|(_, opening)| *opening == self);
        row.map_or("", |(word, _)| word)
    }
}

/// A notice that was made elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceRecord {
    /// `number`: its 文書番号.
    pub number: Option<Spanned<String>>,
    /// `issued`: its day, or month.
    pub issued: Option<Spanned<Issued>>,
    /// `title`: its 件名.
    pub title: Option<Spanned<String>>,
}

/// What is otherwise than before.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRecord {
    /// `item`: of what (口座振替日).
    pub item: Option<Spanned<String>>,
    /// `before`: 変更前, Markdown.
    pub before: Spanned<String>,
    /// `after`: 変更後, Markdown.
    pub after: Spanned<String>,
}

/// Issue date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    /// The day is known.
    Day(NaiveDate),
    /// Month only: 吉日. First day of the month.
    Month(NaiveDate),
}

impl Issued {
    /// The day; of a month the first.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        let (Issued::Day(day) | Issued::Month(day)) = self;
        day
    }
}

/// A window of a maintenance, a period of an incident. A period may be written as one string,
/// `2025-10-01 12:10 .. 2025-10-01 12:36`, without an end while it goes on.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowRecord {
    /// The whole entry.
    pub span: Span,
    /// `start`
    pub start: Spanned<When>,
    /// `end`; only an incident may leave it open.
    pub end: Option<Spanned<When>>,
    /// `every` and what goes with it; `start` and `end` are those of its first day then.
    pub recurring: Option<Box<RecurringRecord>>,
    /// `name`: what it is called among the others (1回目, 窓口の休業).
    pub name: Option<Spanned<String>>,
    /// `affected`: when, within it, its services are really out of use.
    pub affected: Vec<RangeRecord>,
    /// `services`, in place of the record's.
    pub services: Option<Vec<Spanned<String>>>,
    /// `cause`, in place of the record's.
    pub cause: Option<Spanned<String>>,
    /// `impact`
    pub impact: Option<Box<ImpactRecord>>,
    /// `announce: none | fax`
    pub announce: Option<Spanned<Announce>>,
    /// `reserve`: 予備日時, any number.
    pub reserve: Vec<RangeRecord>,
    /// `table`: key of the table that tells what is out of use.
    pub table: Option<Spanned<String>>,
    /// `mark`: stands in 【】 before its date (追加).
    pub mark: Option<Spanned<String>>,
    /// What else is told of it, in place of the record's.
    pub details: Vec<Detail>,
}

/// A start and an end.
#[derive(Debug, Clone, PartialEq)]
pub struct RangeRecord {
    /// The whole entry.
    pub span: Span,
    /// `start`
    pub start: Spanned<When>,
    /// `end`
    pub end: Spanned<When>,
}

/// Whether the start and end of a window are announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announce {
    /// Not at all.
    None,
    /// 同報FAX.
    Fax,
}

/// A further numbered section.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionRecord {
    /// `heading`
    pub heading: Spanned<String>,
    /// `body`, Markdown.
    pub body: Spanned<String>,
}

/// An appendix (別紙).
#[derive(Debug, Clone, PartialEq)]
pub struct AppendixRecord {
    /// `title`
    pub title: Spanned<String>,
    /// `body`, Markdown.
    pub body: Spanned<String>,
    /// `landscape: true`
    pub landscape: bool,
}

/// A table as nested data: a cell given beside `rows` covers all rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRecord {
    /// The whole entry.
    pub span: Span,
    /// `columns`
    pub columns: Vec<TableColumnRecord>,
    /// `rows`
    pub rows: Vec<TableRowRecord>,
}

/// A column, or a heading over several columns.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumnRecord {
    /// The whole entry.
    pub span: Span,
    /// `key`, by which rows name the column; none for a heading over several columns.
    pub key: Option<Spanned<String>>,
    /// `heading`; a column below a common heading may have none: the common one covers it.
    pub heading: Option<Spanned<String>>,
    /// `align: start | centre | end`
    pub align: Align,
    /// `columns` below this heading.
    pub columns: Vec<TableColumnRecord>,
}

/// A row, or a group of rows with what they share.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRowRecord {
    /// The whole entry.
    pub span: Span,
    /// Cells by column key, Markdown.
    pub cells: Named<Spanned<String>>,
    /// `new_page: true`: on paper the row, or the group, begins a new page.
    pub new_page: bool,
    /// `rows` below.
    pub rows: Vec<TableRowRecord>,
}

/// Something that happened and was no report of its own: the course of an event tells it among the log.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRecord {
    /// The whole entry.
    pub span: Span,
    /// `at`: when it happened.
    pub at: Spanned<When>,
    /// `text`: what happened, Markdown.
    pub text: Spanned<String>,
    /// `told`: from when on documents tell it; without, from when it happened on.
    pub told: Option<Spanned<When>>,
}

impl TimelineRecord {
    /// From when on documents tell it: nothing is told before it has happened.
    #[must_use]
    pub fn told_from(&self) -> NaiveDateTime {
        let told = self.told.as_ref().map_or(self.at.value.at, |told| told.value.at);
        told.max(self.at.value.at)
    }
}

/// Something that was told wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct ErratumRecord {
    /// `where`: the place in the document, in words: 2枚目の復旧日時.
    pub place: Option<Spanned<String>>,
    /// `wrong`: 誤.
    pub wrong: Spanned<String>,
    /// `right`: 正.
    pub right: Spanned<String>,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRecord {
    /// The whole entry.
    pub span: Span,
    /// `at`
    pub at: Spanned<When>,
    /// `window`: number from 1; may be left out where there is only one.
    pub window: Option<Spanned<usize>>,
    /// `event`
    pub event: Spanned<Event>,
    /// `text`: what to add, Markdown.
    pub text: Option<Spanned<String>>,
    /// `errata`: what was told wrong, and what is right.
    pub errata: Vec<ErratumRecord>,
    /// `cause`: the cause as known from this entry on, in place of the window's and the record's.
    pub cause: Option<Spanned<String>>,
    /// `impact`: the impact as known from this entry on, in place of the window's.
    pub impact: Option<Box<ImpactRecord>>,
    /// `start`: the day that takes the place of what the entry puts aside.
    pub start: Option<Spanned<When>>,
    /// `end` of that day.
    pub end: Option<Spanned<When>>,
    /// `until`: the end now expected.
    pub until: Option<Spanned<When>>,
    /// `services`: what of them is back, of `restored`.
    pub services: Vec<Spanned<String>>,
    /// `areas` that are back, of `restored`.
    pub areas: Vec<Spanned<String>>,
    /// `next`: when the next report comes.
    pub next: Option<Spanned<When>>,
    /// `as_of`: the time of which it speaks, where that is earlier than `at`.
    pub as_of: Option<Spanned<When>>,
    /// `lead`: in place of the fixed first sentence of its sheet, Markdown.
    pub lead: Option<Spanned<String>>,
    /// `apology: none | plain | deep`
    pub apology: Option<Spanned<Apology>>,
    /// What else is known from this entry on, in place of the window's and the record's.
    pub details: Vec<Detail>,
}
