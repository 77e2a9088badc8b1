//! The metadata packet (XMP, ISO 16684-1) with what PDF/A-2 §6.6 and PDF/UA-1 §5 want in it.

use std::fmt::Write as _;

use crate::document::Meta;

/// The program's name in metadata; its version would change bytes of documents whose text did not change.
pub(super) const CREATOR: &str = "notice";

/// Record id and 文書番号: what an archive looks a letter up by.
pub(super) fn keywords(meta: &Meta) -> String {
    let mut words = vec![meta.identifier.as_str()];
    words.extend(meta.number.as_deref());
    words.join(", ")
}

/// The packet. `document` and `instance` are `uuid:` addresses.
pub(super) fn packet(meta: &Meta, document: &str, instance: &str) -> String {
    let date = date(meta);
    let mut out = String::from("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n");
    out.push_str(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"",
    );
    for (prefix, address) in NAMESPACES {
        let _ = write!(out, "\n xmlns:{prefix}=\"{address}\"");
    }
    out.push_str(">\n");
    for (name, value) in [
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "U"),
        ("pdfuaid:part", "1"),
        ("dc:format", "application/pdf"),
        ("dc:identifier", &meta.identifier),
        ("pdf:Producer", CREATOR),
        ("pdf:Keywords", &keywords(meta)),
        ("xmp:CreatorTool", CREATOR),
        ("xmp:CreateDate", &date),
        ("xmp:ModifyDate", &date),
        ("xmp:MetadataDate", &date),
        ("xmpMM:DocumentID", document),
        ("xmpMM:InstanceID", instance),
    ] {
        let _ = writeln!(out, "<{name}>{}</{name}>", escaped(value));
    }
    list(
        &mut out,
        "dc:title",
        "Alt",
        [meta.title.as_str()],
        " xml:lang=\"x-default\"",
    );
    list(
        &mut out,
        "dc:description",
        "Alt",
        [meta.subject.as_str()],
        " xml:lang=\"x-default\"",
    );
    list(
        &mut out,
        "dc:creator",
        "Seq",
        meta.authors.iter().map(String::as_str),
        "",
    );
    list(&mut out, "dc:language", "Bag", [meta.language.as_str()], "");
    out.push_str(EXTENSION);
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

const NAMESPACES: [(&str, &str); 9] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

/// PDF/A-2 §6.6.2.3 does not know PDF/UA's own property and wants it described.
const EXTENSION: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
";

fn list<'a>(out: &mut String, name: &str, kind: &str, values: impl IntoIterator<Item = &'a str>, attribute: &str) {
    let _ = write!(out, "<{name}><rdf:{kind}>");
    for value in values {
        let _ = write!(out, "<rdf:li{attribute}>{}</rdf:li>", escaped(value));
    }
    let _ = writeln!(out, "</rdf:{kind}></{name}>");
}

/// `2021-04-01T09:00:00+09:00`.
fn date(meta: &Meta) -> String {
    let sign = if meta.zone_minutes < 0 { '-' } else { '+' };
    let zone = meta.zone_minutes.abs();
    let moment = meta.moment.format("%Y-%m-%dT%H:%M:%S");
    format!("{moment}{sign}{:02}:{:02}", zone / 60, zone % 60)
}

/// Text within XML. Characters that XML 1.0 has no way to write are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_signs_of_markup_stay_well_formed() {
        assert_eq!(escaped("甲 & 乙 <丙>\u{7}\n"), "甲 &amp; 乙 &lt;丙&gt; ");
    }
}
