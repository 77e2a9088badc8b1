//! What a publisher says once and a record may say otherwise: senders, addressee, contact, notation.

use crate::calendar::Notation;
use crate::diagnostic::Spanned;
use crate::record::phrase::{PHRASES, PhraseChoice, PhraseRecord, PhraseRow};
use crate::record::schema::{
    AddresseeRecord, ContactRecord, Issued, Opening, PublisherRecord, Record, SenderRecord, StyleRecord,
};
use std::borrow::Cow;

/// Senders, addressee, contact and notation of one notice; each text with the place it stands in.
#[derive(Debug, Clone)]
pub struct Letterhead<'a> {
    /// Who signs.
    pub senders: &'a [SenderRecord],
    /// To whom letters go.
    pub addressee: Option<&'a AddresseeRecord>,
    /// To whom FAX sheets go: the publisher's list of FAX numbers is another than that of its letters.
    pub fax_addressee: Option<&'a AddresseeRecord>,
    /// Where to ask, each line by line.
    pub contacts: Cow<'a, [ContactRecord]>,
    /// How dates and times are written.
    pub notation: Notation,
    /// What stands at the foot of a page that is followed by another, where the house has words of its own.
    pub continued: Option<&'a Spanned<String>>,
    /// What is new in a sheet against the one before is underlined.
    pub underline_new: bool,
    /// 頭語.
    pub opening: Opening,
    /// Every set phrase, in the order of their table.
    pub phrases: Vec<Phrase<'a>>,
}

/// A set phrase with what was chosen of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phrase<'a> {
    /// Which.
    pub row: &'static PhraseRow,
    /// What was chosen.
    pub choice: &'a PhraseChoice,
    /// By whom.
    pub by: ChosenBy,
}

/// Who chose a set phrase; the later one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChosenBy {
    /// Nobody: as built in.
    Nobody,
    /// `phrases` of `publisher.yaml`.
    Publisher,
    /// `phrases` of the record.
    Record,
    /// `phrases` of the letter.
    Letter,
}

/// Every set phrase with what the last of `layers` that names it chose.
pub(crate) fn phrases<'a>(layers: &[(ChosenBy, &'a [PhraseRecord])]) -> Vec<Phrase<'a>> {
    let chosen = |row: &'static PhraseRow| {
        let mut said = layers.iter().rev().filter_map(|(by, layer)| {
            let record = layer.iter().find(|record| record.row == row)?;
            Some((*by, &record.choice))
        });
        let built_in = match row.by_default {
            true => &PhraseChoice::On,
            false => &PhraseChoice::Off,
        };
        let (by, choice) = said.next().unwrap_or((ChosenBy::Nobody, built_in));
        Phrase { row, choice, by }
    };
    PHRASES.iter().map(chosen).collect()
}

impl<'a> Letterhead<'a> {
    /// What `record` inherits from `publisher`, with its own laid over.
    pub fn new(publisher: &'a PublisherRecord, record: &'a Record) -> Self {
        let addressee = record.addressee.as_deref().or(publisher.addressee.as_deref());
        let mut notation = Notation {
            calendar: publisher.holidays.clone(),
            ..Notation::default()
        };
        let styles = || [Some(&publisher.style), record.style.as_deref()].into_iter().flatten();
        styles().for_each(|style| apply(style, &mut notation));
        notation.all_day = record.kind.lasts();
        notation.issued = record.first_issued().map(Issued::day);
        Letterhead {
            senders: record.senders.as_deref().unwrap_or(&publisher.senders),
            addressee,
            fax_addressee: publisher.fax_addressee.as_deref().or(addressee),
            contacts: contacts(publisher, record),
            notation,
            continued: styles().filter_map(|style| style.continued.as_ref()).next_back(),
            underline_new: (styles().filter_map(|style| style.underline_new.as_ref()).next_back())
                .is_some_and(|underline| underline.value),
            opening: opening(&[&record.opening, &publisher.opening]),
            phrases: phrases(&[
                (ChosenBy::Publisher, &publisher.phrases),
                (ChosenBy::Record, &record.phrases),
            ]),
        }
    }
}

/// The first of `said` that says any.
pub(super) fn opening(said: &[&Option<Spanned<Opening>>]) -> Opening {
    let said = said.iter().find_map(|opening| opening.as_ref());
    said.map_or(Opening::Haikei, |opening| opening.value)
}

/// The record's own list; else its lines laid over the publisher's contact; else the publisher's.
fn contacts<'a>(publisher: &'a PublisherRecord, record: &'a Record) -> Cow<'a, [ContactRecord]> {
    if let Some(contacts) = &record.contacts {
        return Cow::Borrowed(contacts);
    }
    if record.contact.is_none()
        && let Some(contacts) = &publisher.contacts
    {
        return Cow::Borrowed(contacts);
    }
    match (publisher.contact.as_deref(), record.contact.as_deref()) {
        (Some(publisher), Some(record)) => {
            let mut contact = publisher.clone();
            lay_contact(record, &mut contact);
            Cow::Owned(vec![contact])
        }
        (one, other) => Cow::Borrowed(one.or(other).map(std::slice::from_ref).unwrap_or_default()),
    }
}

/// Lays the lines that `record` gives over those of `contact`.
fn lay_contact(record: &ContactRecord, contact: &mut ContactRecord) {
    let lines = [
        (&record.purpose, &mut contact.purpose),
        (&record.desk, &mut contact.desk),
        (&record.person, &mut contact.person),
        (&record.address, &mut contact.address),
        (&record.fax, &mut contact.fax),
        (&record.mail, &mut contact.mail),
        (&record.hours, &mut contact.hours),
        (&record.site, &mut contact.site),
        (&record.url, &mut contact.url),
        (&record.form, &mut contact.form),
        (&record.note, &mut contact.note),
    ];
    if !record.telephones.is_empty() {
        contact.telephones.clone_from(&record.telephones);
    }
    for (from, into) in lines {
        if from.is_some() {
            into.clone_from(from);
        }
    }
}

/// Lays what `style` says over `notation`.
pub(crate) fn apply(style: &StyleRecord, notation: &mut Notation) {
    fn lay<T: Copy>(into: &mut T, from: &Option<Spanned<T>>) {
        if let Some(value) = from {
            *into = value.value;
        }
    }
    lay(&mut notation.era, &style.era);
    lay(&mut notation.clock, &style.clock);
    lay(&mut notation.zero_minute, &style.zero_minute);
    lay(&mut notation.ampm_gap, &style.ampm_gap);
    lay(&mut notation.month_pad, &style.month_pad);
    lay(&mut notation.day_pad, &style.day_pad);
    lay(&mut notation.hour_pad, &style.hour_pad);
    lay(&mut notation.minute_pad, &style.minute_pad);
    lay(&mut notation.range, &style.range);
    lay(&mut notation.range_gap, &style.range_gap);
    lay(&mut notation.next_day, &style.next_day);
    lay(&mut notation.weekday, &style.weekday);
    lay(&mut notation.year, &style.year);
    lay(&mut notation.holidays, &style.holidays);
    lay(&mut notation.substitute, &style.substitute);
    lay(&mut notation.brackets, &style.brackets);
}
