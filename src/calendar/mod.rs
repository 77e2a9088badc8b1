//! Dates and times in the notations of Japanese notices. Knows nothing of the project.

pub mod era;
pub mod input;
pub mod notation;
pub mod printed;

pub use notation::{Brackets, Clock, Era, Markup, Notation, Pad, Year};
