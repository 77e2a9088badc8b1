//! A rendering that does not end by itself ends the process.

use super::answer::MACHINE;
use super::{console, messages};
use crate::diagnostic::Language;
use crate::publish::interrupt;
use crate::watch::{PATIENCE, Stuck, Watch};
use std::time::Duration;

/// The variable that says how many seconds a rendering may take, where it is right to take longer.
const VARIABLE: &str = "NOTICE_PATIENCE";

/// Watches what is rendered, until what it gives is dropped.
pub(super) fn watch(language: Language) -> Watch {
    Watch::over(patience(), move |stuck| give_up(stuck, language))
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long is waited before the process ends is no part of a document"
)]
fn patience() -> Duration {
    let said = std::env::var(VARIABLE).ok();
    let seconds = said.and_then(|said| said.parse().ok()).filter(|seconds| *seconds > 0);
    seconds.map_or(PATIENCE, Duration::from_secs)
}

/// Tells which rendering it is, and ends the process: the rendering itself would never give it back.
fn give_up(stuck: &Stuck, language: Language) -> ! {
    let [error, help] = [messages::error(), messages::help()].map(|word| word.in_language(language).to_string());
    let told = messages::stuck(stuck);
    console::last_words(&format!("{error}: {}", told.in_language(language)));
    let told = messages::stuck_help(VARIABLE);
    console::last_words(&format!("  = {help}: {}", told.in_language(language)));
    interrupt::leave(i32::from(MACHINE))
}
