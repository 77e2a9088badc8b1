//! Dates and times in the notations of Japanese notices. Knows nothing of the project.

pub(crate) mod amend;
pub(crate) mod era;
pub(crate) mod holiday;
pub(crate) mod input;
pub(crate) mod length;
pub(crate) mod notation;
pub(crate) mod printed;
pub(crate) mod recurrence;
pub(crate) mod style;
pub(crate) mod wave;
pub(crate) mod when;
mod written;

pub(crate) use notation::Notation;
pub(crate) use style::{Markup, Year};
pub(crate) use when::When;
