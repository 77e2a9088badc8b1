//! What an account makes: one list of its documents, each with the account it tells, its template and its carriers.

use super::carriers::{LETTER, SHEET};
use super::choice;
use super::job::Carrier;
use super::words;
use crate::account::letter::Issue;
use crate::account::{Account, Report};
use crate::diagnostic::{Message, Span, Spanned};
use crate::document::Form;
use crate::publish::Part;
use crate::record::schema::DocumentKind;
use crate::template::Templates;
use crate::template::context::For;
use chrono::{NaiveDateTime, NaiveTime};

/// A letter or sheet that an account makes.
pub(super) struct Planned<'a> {
    /// Its kind.
    pub kind: DocumentKind,
    /// Relative to its part of `out/`, without the ending that a carrier gives it: a PDF names itself so, wherever it stands.
    pub stem: String,
    /// Who may see it.
    pub part: Part,
    /// Its template.
    pub template: String,
    /// Where the record names the template.
    pub named: Option<&'a Spanned<String>>,
    /// Where the record asks for it.
    pub place: Span,
    /// How the template was chosen, where the record names none.
    pub why: Option<Message>,
    /// What it is called in a list.
    pub label: Message,
    /// Which measures its pages are set to.
    pub form: Form,
    /// What it tells: a letter what was known when it was issued, a sheet what was known when it was sent.
    pub account: Account<'a>,
    /// The letter that it is.
    pub issue: Option<Issue<'a>>,
    /// The report that a sheet tells: its place among the account's.
    pub report: Option<usize>,
    /// The date that it carries.
    pub dated: NaiveDateTime,
    /// Of a letter, from when on it stands on the web.
    pub published: Option<NaiveDateTime>,
    /// What it is written as, in the order in which it is listed.
    pub carriers: &'static [Carrier],
}

impl Planned<'_> {
    /// The windows that a sheet tells of; `None` among them is the record as a whole.
    pub(super) fn windows(&self) -> Vec<Option<usize>> {
        let report = self.report.and_then(|index| self.account.reports.get(index));
        let entries = report.into_iter().flat_map(Report::announced_entries);
        entries.map(|entry| entry.window).collect()
    }

    /// The paths of its files, relative to `out/`.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        self.carriers
            .iter()
            .map(|carrier| self.part.file(&self.stem, carrier.ending))
    }

    /// Of a letter, the template it is made with, and why it is that one.
    pub(super) fn choice(&self) -> Option<Message> {
        let file = self.issue.as_ref()?.letter.stem();
        let name = self.template.strip_prefix("letter/").unwrap_or(&self.template);
        let name = name.strip_suffix(".md").unwrap_or(name);
        Some(words::choice(&file, name, self.why.as_ref()))
    }

    /// What its account is worked out for.
    pub(super) fn purpose(&self) -> For<'_> {
        let report = || self.report.and_then(|index| self.account.reports.get(index));
        match &self.issue {
            Some(issue) => For::Letter(issue),
            None => report().map_or(For::Record, For::Sheet),
        }
    }
}

/// The letters and sheets of an account, letters first.
pub(super) fn of<'a>(account: &Account<'a>, templates: &Templates) -> Vec<Planned<'a>> {
    let letters = account
        .letters()
        .into_iter()
        .map(|issue| letter(issue, account.moment, templates));
    letters.chain(sheets(account)).collect()
}

/// The folder of a record's documents, relative to a part of `out/`.
pub(super) fn folder(account: &Account) -> String {
    format!("{}/{}", account.publisher.key, account.record.id.value)
}

/// From where a letter of `record` (`publisher/id`) stands, the ways to its publisher's page and to the folder of its record on the
/// web.
pub(super) fn to_the_web(part: Part, record: &str) -> (String, String) {
    let up = |folder: &str| format!("../../../{}/", Part::Web.path(folder));
    let publisher = record.split('/').next().unwrap_or_default();
    match part {
        Part::Web => ("../".to_owned(), String::new()),
        Part::Office => (up(publisher), up(record)),
    }
}

/// Where a publisher's page stands, relative to `out/`.
pub(super) fn page_path(account: &Account) -> Option<String> {
    let page = account.makes(DocumentKind::Page) && account.publisher.page.is_some();
    page.then(|| Part::Web.path(&format!("{}/index.html", account.publisher.key)))
}

/// The letter of `issue` as it stands at `moment`: before its day the office may print and post it, and nobody else sees it.
fn letter<'a>(issue: Issue<'a>, moment: NaiveDateTime, templates: &Templates) -> Planned<'a> {
    let choice::Chosen { template, why } = choice::of(&issue, templates);
    Planned {
        kind: DocumentKind::Letter,
        stem: format!("{}/{}", folder(&issue.account), issue.letter.stem()),
        part: match issue.letter.is_public(moment) {
            true => Part::Web,
            false => Part::Office,
        },
        template,
        named: issue.letter.template.or_else(|| choice::of_house(&issue)),
        place: issue.letter.issued.span,
        why,
        label: words::letter(),
        form: Form::Letter(issue.account.publisher.paper),
        account: issue.account.clone(),
        report: None,
        dated: issue.letter.day().and_time(NaiveTime::MIN),
        published: Some(issue.letter.published()),
        carriers: LETTER,
        issue: Some(issue),
    }
}

fn sheets<'a>(account: &Account<'a>) -> Vec<Planned<'a>> {
    if !account.makes(DocumentKind::Fax) {
        return Vec::new();
    }
    account.announced().map(|report| sheet(account, report)).collect()
}

fn sheet<'a>(account: &Account<'a>, report: &Report<'a>) -> Planned<'a> {
    let number = report.number.unwrap_or_default();
    let kind = account.record.kind;
    let name = account.record.fax.as_ref().or_else(|| account.publisher.fax.of(kind));
    // Of what happened in one minute, the last: how things stand now.
    let event = report
        .announced_entries()
        .last()
        .map_or("", |entry| entry.record.event.value.word());
    let place = report.announced_entries().last().map(|entry| entry.record.at.span);
    let place = place.unwrap_or(account.record.id.span);
    let then = Account::new(account.record, account.publisher, report.at);
    let nth = then.reports.iter().position(|other| other.at == report.at);
    Planned {
        kind: DocumentKind::Fax,
        stem: format!(
            "{}/fax-{number:02}-{}-{event}",
            folder(account),
            report.at.format("%Y%m%d-%H%M")
        ),
        part: Part::Office,
        template: format!("fax/{}.md", name.map_or(kind.row().template, |name| &name.value)),
        named: name,
        place,
        why: None,
        issue: None,
        label: words::fax(),
        form: Form::Fax,
        report: nth,
        account: then,
        dated: report.at,
        published: None,
        carriers: SHEET,
    }
}
