//! The one place that asks the machine what time it is.

use crate::engine::Moment;
use chrono::DateTime;
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock, in whole minutes as records write them; `None` where it stands before 1970 or past what a calendar can tell.
#[allow(
    clippy::disallowed_methods,
    reason = "the moment must come from somewhere when --as-of is not given; from here on it is an input"
)]
pub(super) fn now() -> Option<Moment> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let minutes = since.as_secs() / 60;
    let reading = DateTime::from_timestamp(i64::try_from(minutes * 60).ok()?, 0)?;
    Some(Moment::Utc(reading.naive_utc()))
}
