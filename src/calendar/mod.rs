//! Dates and times in the notations of Japanese notices. Knows nothing of the project.

pub(crate) mod era;
pub(crate) mod input;
pub(crate) mod notation;
pub(crate) mod printed;

pub(crate) use notation::{Markup, Notation, Year};
