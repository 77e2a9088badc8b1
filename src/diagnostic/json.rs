//! A fault as JSON.
