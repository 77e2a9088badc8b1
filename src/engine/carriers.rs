//! What a document is written as: a carrier is a value, so that a further one is a file of `output/` and an entry here.

use super::issued::Version;
use super::job::{Asides, Bench, Carrier, Job, Written};
use super::{codes, words};
use crate::diagnostic::{Diagnostic, Message};
use crate::output::html;
use crate::publish::Issued;
use crate::template::Templates;
use crate::watch;
use tera::{Context, Value};

/// What a letter is written as, in the order in which its files are listed.
pub(super) const LETTER: &[Carrier] = &[PDF, HTML];

/// What a FAX sheet is written as.
pub(super) const SHEET: &[Carrier] = &[PDF];

/// PDF/A-2u and PDF/UA-1.
pub(super) const PDF: Carrier = Carrier {
    ending: "pdf",
    name: "PDF",
    write: pdf,
};

/// A page of the web.
pub(super) const HTML: Carrier = Carrier {
    ending: "html",
    name: "HTML",
    write: hypertext,
};

fn pdf(bench: &Bench<'_>) -> Result<Written, Vec<Diagnostic>> {
    let job = bench.job;
    if let Some(issued) = bench.issued {
        return Ok(Written {
            bytes: issued.bytes(PDF.ending).map_err(|damage| vec![*damage])?,
            pages: Some(issued.issued.pages),
            asides: Asides::default(),
        });
    }
    let layout = bench.layout()?;
    let strained = layout.strained.iter().map(|line| {
        let path = job.path(PDF.ending);
        Message::new(
            format!("{path}: 字間の調整が限度を超えた行「{line}」"),
            format!("{path}: line beyond the limits of adjustment: {line}"),
        )
    });
    let written = bench.press.write(layout, &job.document.meta);
    let bytes =
        written.map_err(|fault| vec![codes::NOT_WRITTEN.at(job.place, fault.message(), words::please_report())])?;
    Ok(Written {
        bytes,
        pages: Some(layout.pages.len()),
        asides: Asides {
            notes: strained.collect(),
            warnings: bench.told(layout),
        },
    })
}

/// The document in the frame of `page/letter.html`.
fn hypertext(bench: &Bench<'_>) -> Result<Written, Vec<Diagnostic>> {
    let text = match bench.issued.filter(|issued| issued.has(HTML.ending)) {
        Some(issued) => issued_page(issued, bench.job.frame.clone(), bench.templates)?,
        None => web_page(bench.job, bench.templates)?,
    };
    Ok(Written {
        bytes: text.into_bytes(),
        pages: None,
        asides: Asides::default(),
    })
}

/// The web page of a letter that was issued: its own text as it was then, in a frame of today.
pub(super) fn issued_page(
    version: &Version<'_>,
    mut frame: Context,
    templates: &Templates,
) -> Result<String, Vec<Diagnostic>> {
    let body = version.text(HTML.ending).map_err(|damage| vec![*damage])?;
    let Issued {
        title, authors, label, ..
    } = &version.issued;
    frame.insert("title", title);
    frame.insert("language", "ja");
    frame.insert("authors", authors);
    frame.insert("subject", &label.ja);
    frame.insert_value("body", Value::safe_string(BODY));
    let text = templates.page("page/letter.html", &frame, 1)?;
    // What was issued is put in last: nothing of today touches it.
    Ok(html::with_waves(&crate::document::origin::bare(&text)).replacen(BODY, &body, 1))
}

/// What stands in a page where what was issued is to stand.
const BODY: &str = "<!-- issued -->";

/// The letter's own text on its web page, as the ledger keeps it.
pub(super) fn web_body(job: &Job) -> String {
    html::with_waves(&crate::document::origin::bare(&html::body(&job.document)))
}

/// The text of a document's web page.
pub(super) fn web_page(job: &Job, templates: &Templates) -> Result<String, Vec<Diagnostic>> {
    let meta = &job.document.meta;
    watch::makes(&job.stem);
    let mut context = job.frame.clone();
    context.insert("title", &meta.title);
    context.insert("language", "ja");
    context.insert("authors", &meta.authors);
    context.insert("subject", &meta.subject);
    context.insert_value("body", Value::safe_string(&html::body(&job.document)));
    let text = templates.page("page/letter.html", &context, 1)?;
    Ok(html::with_waves(&crate::document::origin::bare(&text)))
}
