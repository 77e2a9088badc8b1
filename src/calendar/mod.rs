//! Dates and times in Japanese notations.

pub mod input;
