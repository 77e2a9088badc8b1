//! Dates and times in Japanese notations.
