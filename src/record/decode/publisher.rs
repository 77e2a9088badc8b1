//! `publisher:`, and what a record may say in the publisher's place: addressee, contact.

use super::fields::Fields;
use super::reader::Reader;
use super::values::listed_twice;
use crate::calendar::holiday::Holidays;
use crate::diagnostic::{Span, Spanned};
use crate::record::kind::KINDS;
use crate::record::node::{Kind, Node};
use crate::record::schema::{
    AddresseeRecord, ContactRecord, DocumentKind, OPENINGS, PageRecord, PageSectionRecord, PublisherRecord, Scope,
    SenderRecord, ServiceRecord, TemplateRecord,
};

pub(in crate::record) const HONORIFICS: &[(&str, &str)] =
    &[("各位", "各位"), ("御中", "御中"), ("様", "様"), ("殿", "殿")];
pub(in crate::record) const DOCUMENTS: &[(&str, DocumentKind)] = &[
    ("letter", DocumentKind::Letter),
    ("fax", DocumentKind::Fax),
    ("page", DocumentKind::Page),
];
pub(in crate::record) const SCOPES: &[(&str, Scope)] = &[("shared", Scope::Shared), ("each", Scope::Each)];

impl Reader {
    pub(super) fn publisher(&mut self, folder: &str, mut fields: Fields<'_>) -> PublisherRecord {
        let f = &mut fields;
        let (fax_addressee, fax) = self.fax(f);
        let mut publisher = PublisherRecord {
            file: self.file,
            key: folder.to_string(),
            name: self.kept(|r| r.text_required(f, "name")),
            senders: {
                let head = f.key_span("senders");
                let read = |r: &mut Self| r.require(f, "senders").map(|node| r.senders(node, head));
                self.kept(|r| r.under("senders", read)).unwrap_or_default()
            },
            addressee: self.addressee_at(f, "addressee"),
            terms: self.kept(|r| r.named_texts(f, "terms")),
            services: self.kept(|r| r.services(f)),
            contact: self.contact_at(f),
            contacts: self.contacts_at(f),
            fax_addressee,
            letter: self.templates_at(f, "letter"),
            fax,
            paper: self.paper_at(f),
            letterhead: self.letterhead_at(f),
            seal: self.seal_at(f),
            passages: self.kept(|r| r.named_texts(f, "passages")),
            extra: self.extra_at(f),
            documents: self.documents_at(f),
            style: self.style_at(f),
            opening: self.word_at(f, "opening", OPENINGS),
            phrases: self.kept(|r| r.phrases_at(f)),
            labels: self.kept(|r| r.labels_at(f)),
            page: self.page(f),
            fonts: self.names_at(f, "fonts").unwrap_or_default(),
            holidays: Holidays::default(),
            zone: {
                let head = f.key_span("zone");
                f.take("zone")
                    .and_then(|node| self.under("zone", |r| r.zone(node, head)))
            },
            said: Vec::new(),
        };
        publisher.said = self.said(f);
        self.finish(fields);
        publisher
    }

    /// Names of the operator's own with a text each.
    pub(super) fn named_texts(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Vec<(Spanned<String>, Spanned<String>)> {
        let head = fields.key_span(key);
        let Some(node) = fields.take(key) else {
            return Vec::new();
        };
        self.under(key, |r| {
            r.named(node, head, |r, name, value| {
                let text = r.text(value, name.span);
                // The name stays, so that what refers to it is not reported as well.
                text.unwrap_or_else(|| Spanned::new(String::new(), value.span))
            })
        })
    }

    fn services(&mut self, fields: &mut Fields<'_>) -> Vec<(Spanned<String>, ServiceRecord)> {
        let head = fields.key_span("services");
        let Some(node) = fields.take("services") else {
            return Vec::new();
        };
        self.under("services", |r| {
            r.named(node, head, |r, key, value| r.service(key.span, value))
        })
    }

    fn service(&mut self, key: Span, node: &Node) -> ServiceRecord {
        if let Kind::Mapping(_) = node.kind
            && let Some(mut fields) = self.fields(node, key)
        {
            let name = self.text_required(&mut fields, "name");
            let mut others = Vec::new();
            for row in KINDS {
                let other = row.service_name.and_then(|key| self.text_at(&mut fields, key));
                others.extend(other.map(|name| (row.kind, name)));
            }
            self.finish(fields);
            return ServiceRecord { name, others };
        }
        let name = self
            .within("name", |r| r.text(node, key))
            .unwrap_or_else(|| Spanned::new(String::new(), node.span));
        ServiceRecord {
            name,
            others: Vec::new(),
        }
    }

    /// `fax`: the addressee of sheets, and their template.
    fn fax(&mut self, fields: &mut Fields<'_>) -> (Option<Box<AddresseeRecord>>, TemplateRecord) {
        let head = fields.key_span("fax");
        let fax = fields.take("fax").and_then(|node| self.fields(node, head));
        let Some(mut fax) = fax else {
            return (None, TemplateRecord::default());
        };
        let to = self.addressee_at(&mut fax, "to");
        let template = self.templates_at(&mut fax, "template");
        self.finish(fax);
        (to, template)
    }

    /// Who signs: each a text, or company, department, post and name.
    fn senders(&mut self, node: &Node, head: Span) -> Vec<SenderRecord> {
        let mut senders: Vec<SenderRecord> = Vec::new();
        let items = self.list(node, head);
        for item in self.few(items, "senders", head) {
            let sender = match &item.kind {
                Kind::Mapping(_) => self.entry(item).map(|mut fields| {
                    let f = &mut fields;
                    let sender = SenderRecord {
                        company: self.text_at(f, "company"),
                        department: self.text_at(f, "department"),
                        post: self.text_at(f, "post"),
                        name: self.text_at(f, "name"),
                    };
                    self.finish(fields);
                    sender
                }),
                _ => self
                    .within("name", |r| r.text(item, item.span))
                    .map(|text| SenderRecord {
                        company: Some(text),
                        ..SenderRecord::default()
                    }),
            };
            let Some(sender) = sender.filter(|sender| sender.lines().next().is_some()) else {
                continue;
            };
            let same = |other: &&SenderRecord| {
                let (lines, others) = (sender.lines(), other.lines());
                lines.map(|line| &line.value).eq(others.map(|line| &line.value))
            };
            let twice = senders.iter().find(same).and_then(|first| {
                let (first, line) = (first.lines().next()?, sender.lines().next()?);
                Some(listed_twice(line, first.span))
            });
            match twice {
                Some(fault) => self.fault(fault),
                None => senders.push(sender),
            }
        }
        senders
    }

    /// The list of senders under `senders`, if it stands there.
    pub(super) fn senders_at(&mut self, fields: &mut Fields<'_>) -> Option<Vec<SenderRecord>> {
        let head = fields.key_span("senders");
        let node = fields.take("senders")?;
        Some(self.under("senders", |r| r.senders(node, head)))
    }

    /// The addressee under `key`: a text as it is printed, or its lines.
    pub(super) fn addressee_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Box<AddresseeRecord>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        let addressee = self.under(key, |r| {
            if let Kind::Scalar(_) = node.kind {
                return r.within("name", |r| r.text(node, head)).map(|name| AddresseeRecord {
                    name: Some(name),
                    ..AddresseeRecord::default()
                });
            }
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let mut addressee = AddresseeRecord {
                postcode: r.text_at(f, "postcode"),
                address: r.texts_at(f, "address").unwrap_or_default(),
                company: r.text_at(f, "company"),
                department: r.text_at(f, "department"),
                post: r.text_at(f, "post"),
                ..AddresseeRecord::default()
            };
            // A letter goes to somebody: a firm where no name is given.
            let named = addressee.names().next().is_some();
            addressee.name = match named {
                true => r.text_at(f, "name"),
                false => Some(r.text_required(f, "name")),
            };
            let written = f.key_span("honorific");
            // 皆様 is its own.
            let polite = |text: &Spanned<String>| HONORIFICS.iter().any(|(word, _)| text.value.ends_with(word));
            let honorific = match addressee.names().next_back().is_some_and(polite) {
                true => f.take("honorific"),
                false => r.require(f, "honorific"),
            };
            let honorific = honorific.map(|node| r.word(node, written, HONORIFICS));
            r.finish(fields);
            match honorific {
                Some(word) => {
                    let word = word?;
                    addressee.honorific = Some(Spanned::new(word.value.to_string(), word.span));
                    Some(addressee)
                }
                None if addressee.names().next_back().is_some_and(polite) => Some(addressee),
                None => None,
            }
        });
        addressee.map(Box::new)
    }

    /// The lines under `contact`.
    pub(super) fn contact_at(&mut self, fields: &mut Fields<'_>) -> Option<Box<ContactRecord>> {
        let head = fields.key_span("contact");
        let node = fields.take("contact")?;
        self.under("contact", |r| {
            let mut fields = r.fields(node, head)?;
            let contact = r.contact(&mut fields);
            r.finish(fields);
            Some(Box::new(contact))
        })
    }

    /// The list under `contacts`, if it stands there.
    pub(super) fn contacts_at(&mut self, fields: &mut Fields<'_>) -> Option<Vec<ContactRecord>> {
        let head = fields.key_span("contacts");
        let node = fields.take("contacts")?;
        self.not_beside(fields, "contact", "contacts");
        Some(self.under("contacts", |r| {
            let mut contacts = Vec::new();
            for item in r.list(node, head) {
                let Some(mut fields) = r.entry(item) else { continue };
                contacts.push(r.contact(&mut fields));
                r.finish(fields);
            }
            contacts
        }))
    }

    fn contact(&mut self, f: &mut Fields<'_>) -> ContactRecord {
        ContactRecord {
            purpose: self.text_at(f, "for"),
            desk: self.text_at(f, "desk"),
            person: self.text_at(f, "person"),
            address: self.text_at(f, "address"),
            telephones: self.text_or_texts_at(f, "telephone"),
            fax: self.text_at(f, "fax"),
            mail: self.text_at(f, "mail"),
            hours: self.text_at(f, "hours"),
            site: self.text_at(f, "site"),
            url: self.text_at(f, "url"),
            form: self.text_at(f, "form"),
            note: self.text_at(f, "note"),
        }
    }

    /// One text under `key`, or a list of them.
    fn text_or_texts_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Spanned<String>> {
        let head = fields.key_span(key);
        let Some(node) = fields.take(key) else {
            return Vec::new();
        };
        self.under(key, |r| match node.kind {
            Kind::Sequence(_) => r.within(key, |r| r.texts(node, head)),
            _ => r.within(key, |r| r.text(node, head)).into_iter().collect(),
        })
    }

    /// The list under `documents`.
    pub(super) fn documents_at(&mut self, fields: &mut Fields<'_>) -> Option<Vec<Spanned<DocumentKind>>> {
        let texts = self.names_at(fields, "documents")?;
        let read = |r: &mut Self| {
            let words = texts.into_iter().filter_map(|text| {
                let node = Node {
                    span: text.span,
                    kind: Kind::Scalar(text.value),
                };
                r.word(&node, text.span, DOCUMENTS)
            });
            words.collect()
        };
        Some(self.under("documents", read))
    }

    fn page(&mut self, fields: &mut Fields<'_>) -> Option<PageRecord> {
        let head = fields.key_span("page");
        let node = fields.take("page")?;
        self.under("page", |r| {
            let mut fields = r.fields(node, head)?;
            let title = r.kept(|r| r.text_required(&mut fields, "title"));
            let mut sections = Vec::new();
            for row in KINDS {
                if row.on_every_page || fields.has(row.section) {
                    sections.push(
                        r.page_section(&mut fields, row.section)
                            .map(|section| (row.kind, section)),
                    );
                }
            }
            let footer = r.text_at(&mut fields, "footer");
            r.finish(fields);
            Some(PageRecord {
                title,
                sections: sections.into_iter().collect::<Option<_>>()?,
                footer,
            })
        })
    }

    fn page_section(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<PageSectionRecord> {
        let head = fields.key_span(key);
        let node = self.require(fields, key)?;
        let mut fields = self.fields(node, head)?;
        let f = &mut fields;
        let section = PageSectionRecord {
            heading: self.kept(|r| r.text_required(f, "heading")),
            empty: self.kept(|r| r.text_required(f, "empty")),
            archive: self.kept(|r| r.text_required(f, "archive")),
            month: self.kept(|r| r.text_required(f, "month")),
            empty_month: self.kept(|r| r.text_at(f, "empty_month")),
            scope: self.word_at(f, "scope", SCOPES),
            style: self.style_at(f),
        };
        self.finish(fields);
        Some(section)
    }
}
