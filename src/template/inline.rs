//! The expressions of a record's text, worked out.

use super::fault::TemplateFault;
use super::fuel::{self, Paper};
use super::printed;
use super::source::Source;
use crate::diagnostic::Spanned;
use crate::document::origin;
use crate::watch;
use tera::{Context, Tera};

/// What the engine says where it does not say which name is not there.
const UNDEFINED: &str = "Tried to render a variable that is undefined";

/// `text`, which `source` is, with its expressions worked out, marked with its place.
pub(super) fn worked(
    tera: &Tera,
    text: &Spanned<String>,
    source: &Source,
    (context, escape): (&Context, bool),
) -> Result<String, Box<TemplateFault>> {
    let value = &text.value;
    let most = fuel::of_text(value);
    let render = |text: &str| {
        let mut paper = Paper::of(most);
        let work = || tera.render_str_to(text, context, escape, &mut paper);
        match fuel::of_record(|| watch::rendering("", work)) {
            Ok(()) => Ok(paper.text()),
            Err(_) if paper.full => Err(Box::new(TemplateFault::too_much(most, ""))),
            Err(error) => Err(Box::new(TemplateFault::new(&error))),
        }
    };
    let mut worked = render(&source.text);
    if let Some(noted) = printed::take().into_iter().next() {
        let tag = printed::tag(value, noted.at);
        let place = noted.at..noted.at + tag.len();
        let of_itself = || {
            let (message, help) = noted.words(&printed::asked(tag));
            Err(Box::new(TemplateFault::of(message, help, place.clone())))
        };
        if noted.what != printed::What::Unknown {
            return of_itself();
        }
        // Of a name that it does not know the engine says which there are.
        worked = render(tag);
        let Err(mut fault) = worked else {
            return of_itself();
        };
        if fault.message == UNDEFINED {
            return of_itself();
        }
        let within = fault.range.take().unwrap_or(0..tag.len());
        fault.range = Some(noted.at + within.start..noted.at + within.end);
        return Err(fault);
    }
    worked
        .map(|worked| origin::mark(text.span, &worked))
        .map_err(|mut fault| {
            let range = fault.range.take();
            fault.range = range.map(|range| source.back(range.start)..source.back(range.end));
            fault
        })
}
