//! `publisher:`, and what a record may say in the publisher's place: addressee, contact.

use super::fields::Fields;
use super::reader::Reader;
use crate::calendar::holiday::Holidays;
use crate::diagnostic::{Span, Spanned};
use crate::record::kind::KINDS;
use crate::record::node::{Kind, Node};
use crate::record::schema::{
    AddresseeRecord, ContactRecord, DocumentKind, PageRecord, PageSectionRecord, PublisherRecord, Scope, ServiceRecord,
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
        let mut publisher = PublisherRecord {
            file: self.file,
            key: folder.to_string(),
            name: self.kept(|r| r.text_required(f, "name")),
            senders: {
                let head = f.key_span("senders");
                let read = |r: &mut Self| r.require(f, "senders").map(|node| r.texts(node, head));
                self.kept(|r| r.under("senders", read)).unwrap_or_default()
            },
            addressee: self.addressee_at(f, "addressee"),
            terms: self.kept(|r| r.named_texts(f, "terms")),
            services: self.kept(|r| r.services(f)),
            contact: self.contact_at(f),
            fax_addressee: self.fax(f),
            documents: self.documents_at(f),
            style: self.style_at(f),
            phrases: self.kept(|r| r.phrases_at(f)),
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
            .text(node, key)
            .unwrap_or_else(|| Spanned::new(String::new(), node.span));
        ServiceRecord {
            name,
            others: Vec::new(),
        }
    }

    fn fax(&mut self, fields: &mut Fields<'_>) -> Option<AddresseeRecord> {
        let head = fields.key_span("fax");
        let node = fields.take("fax")?;
        let mut fax = self.fields(node, head)?;
        let to = self.addressee_at(&mut fax, "to");
        self.finish(fax);
        to
    }

    /// Name and honorific under `key`.
    pub(super) fn addressee_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<AddresseeRecord> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| {
            let mut fields = r.fields(node, head)?;
            let name = r.text_required(&mut fields, "name");
            let written = fields.key_span("honorific");
            let honorific = r
                .require(&mut fields, "honorific")
                .and_then(|node| r.word(node, written, HONORIFICS));
            r.finish(fields);
            honorific.map(|h| AddresseeRecord {
                name,
                honorific: Spanned::new(h.value.to_string(), h.span),
            })
        })
    }

    /// The lines under `contact`.
    pub(super) fn contact_at(&mut self, fields: &mut Fields<'_>) -> Option<ContactRecord> {
        let head = fields.key_span("contact");
        let node = fields.take("contact")?;
        self.under("contact", |r| {
            let mut fields = r.fields(node, head)?;
            let f = &mut fields;
            let contact = ContactRecord {
                desk: r.text_at(f, "desk"),
                telephone: r.text_at(f, "telephone"),
                fax: r.text_at(f, "fax"),
                mail: r.text_at(f, "mail"),
                hours: r.text_at(f, "hours"),
                site: r.text_at(f, "site"),
                url: r.text_at(f, "url"),
            };
            r.finish(fields);
            Some(contact)
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
