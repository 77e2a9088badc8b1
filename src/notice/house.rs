//! What a publisher says once and a record may say otherwise: senders, addressee, contact, notation.

use crate::calendar::Notation;
use crate::diagnostic::Spanned;
use crate::record::schema::{AddresseeRecord, ContactRecord, Issued, PublisherRecord, Record, StyleRecord};
use serde::Serialize;

/// Senders, addressee, contact and notation of one notice.
#[derive(Debug, Clone)]
pub struct House {
    /// Who signs.
    pub senders: Vec<String>,
    /// To whom letters go.
    pub addressee: Option<Addressee>,
    /// To whom FAX sheets go.
    pub fax_addressee: Option<Addressee>,
    /// Where to ask.
    pub contact: Contact,
    /// How dates and times are written.
    pub notation: Notation,
    /// What stands at the foot of a page that is followed by another.
    pub continued: Option<String>,
}

/// Name and honorific.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// J-Mups 導入加盟店
    pub name: String,
    /// 各位
    pub honorific: String,
}

/// Where to ask; what is not known is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Who answers.
    pub desk: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// FAX.
    pub fax: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// When it is answered.
    pub hours: Option<String>,
    /// What the web site is called.
    pub site: Option<String>,
    /// The web site's address.
    pub url: Option<String>,
}

impl House {
    /// What `record` inherits from `publisher`, with its own laid over.
    pub fn new(publisher: &PublisherRecord, record: &Record) -> Self {
        let senders = record.senders.as_ref().unwrap_or(&publisher.senders);
        let addressee = record.addressee.as_ref().or(publisher.addressee.as_ref());
        let fax_addressee = record
            .addressee
            .as_ref()
            .or(publisher.fax_addressee.as_ref())
            .or(addressee);
        let mut contact = Contact::default();
        for layer in [&publisher.contact, &record.contact].into_iter().flatten() {
            contact.lay(layer);
        }
        let mut notation = Notation::default();
        for layer in [&publisher.style, &record.style] {
            apply(layer, &mut notation);
        }
        notation.issued = record.issued.as_ref().map(|issued| match issued.value {
            Issued::Day(day) | Issued::Month(day) => day,
        });
        let continued = record.style.continued.as_ref().or(publisher.style.continued.as_ref());
        House {
            senders: senders.iter().map(|sender| sender.value.clone()).collect(),
            addressee: addressee.map(Addressee::from),
            fax_addressee: fax_addressee.map(Addressee::from),
            contact,
            notation,
            continued: continued.map(|text| text.value.clone()),
        }
    }
}

impl From<&AddresseeRecord> for Addressee {
    fn from(record: &AddresseeRecord) -> Self {
        Addressee {
            name: record.name.value.clone(),
            honorific: record.honorific.value.clone(),
        }
    }
}

impl Contact {
    fn lay(&mut self, record: &ContactRecord) {
        let lay = |into: &mut Option<String>, from: &Option<Spanned<String>>| {
            if let Some(value) = from {
                *into = Some(value.value.clone());
            }
        };
        lay(&mut self.desk, &record.desk);
        lay(&mut self.telephone, &record.telephone);
        lay(&mut self.fax, &record.fax);
        lay(&mut self.mail, &record.mail);
        lay(&mut self.hours, &record.hours);
        lay(&mut self.site, &record.site);
        lay(&mut self.url, &record.url);
    }
}

/// Lays what `style` says over `notation`.
pub fn apply(style: &StyleRecord, notation: &mut Notation) {
    fn lay<T: Copy>(into: &mut T, from: &Option<Spanned<T>>) {
        if let Some(value) = from {
            *into = value.value;
        }
    }
    lay(&mut notation.era, &style.era);
    lay(&mut notation.clock, &style.clock);
    lay(&mut notation.day_pad, &style.day_pad);
    lay(&mut notation.hour_pad, &style.hour_pad);
    lay(&mut notation.minute_pad, &style.minute_pad);
    lay(&mut notation.range, &style.range);
    lay(&mut notation.year, &style.year);
    lay(&mut notation.brackets, &style.brackets);
}
