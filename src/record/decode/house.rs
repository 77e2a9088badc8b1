//! What a house has of its own: the templates that it takes where a record names none, passages, keys for its templates.

use super::fields::Fields;
use super::reader::Reader;
use crate::diagnostic::{Span, Spanned};
use crate::record::kind::KINDS;
use crate::record::node::{Kind, Node};
use crate::record::schema::{ExtraRecord, Named, TemplateRecord};

impl Reader {
    /// A template's name under `key`: one for all kinds of records, or one for each kind.
    pub(super) fn templates_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> TemplateRecord {
        let head = fields.key_span(key);
        let Some(node) = fields.take(key) else {
            return TemplateRecord::default();
        };
        self.under(key, |r| {
            let Kind::Mapping(_) = node.kind else {
                return TemplateRecord {
                    all: r.template_name(node, head),
                    of_kinds: Vec::new(),
                };
            };
            let mut template = TemplateRecord::default();
            let Some(mut fields) = r.fields(node, head) else {
                return template;
            };
            for row in KINDS {
                let head = fields.key_span(row.word);
                let name = fields.take(row.word).and_then(|node| r.template_name(node, head));
                template.of_kinds.extend(name.map(|name| (row.kind, name)));
            }
            r.finish(fields);
            template
        })
    }

    /// The name of one template under `key`.
    pub(super) fn template_at(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Option<Spanned<String>> {
        let head = fields.key_span(key);
        let node = fields.take(key)?;
        self.under(key, |r| r.template_name(node, head))
    }

    fn template_name(&mut self, node: &Node, head: Span) -> Option<Spanned<String>> {
        let name = self.scalar(node, head)?;
        self.name_of_files("letter", &name);
        Some(name)
    }

    /// `extra`: texts, lists and mappings of texts by names of the operator's own.
    pub(super) fn extra_at(&mut self, fields: &mut Fields<'_>) -> Named<ExtraRecord> {
        let head = fields.key_span("extra");
        let Some(node) = fields.take("extra") else {
            return Vec::new();
        };
        self.under("extra", |r| {
            r.named(node, head, |r, key, value| r.extra(key.span, value))
        })
    }

    fn extra(&mut self, head: Span, node: &Node) -> ExtraRecord {
        match &node.kind {
            Kind::Sequence(_) => ExtraRecord::List(self.texts(node, head)),
            Kind::Mapping(_) => {
                let named = self.named(node, head, |r, key, value| r.text(value, key.span));
                let whole = named.into_iter().filter_map(|(key, text)| Some((key, text?)));
                ExtraRecord::Named(whole.collect())
            }
            _ => {
                let text = self.text(node, head);
                ExtraRecord::Text(text.unwrap_or_else(|| Spanned::new(String::new(), node.span)))
            }
        }
    }
}
