//! Speed of the line composer: characters per second, and that it grows linearly with the length of a paragraph.
//!
//!     cargo bench --bench compose

use std::time::Duration;

use notice::testing::typeset::{Face, Fonts, Piece, PieceKind, Setting, compose};

/// The body of a letter, with what makes work: Latin, dates, brackets, punctuation.
const TEXT: &str = "本対応に伴い、下記日時において一時的に J-Mups サービスのご利用制限・停止をさせていただきます。\
    2021年5月30日(日) PM10:30～翌AM3:00は、電子マネー(交通系 IC を除く)の取引が2～4回、瞬断いたします。\
    皆様には大変ご迷惑をおかけいたしますが、ご理解、ご協力のほど、何卒よろしくお願いいたします。";

/// Measure of a letter, em.
const MEASURE: f64 = 40.0;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

// A benchmark is the one place that has to look at the clock.
#[allow(clippy::disallowed_methods)]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn main() {
    let (fonts, reading) = timed(|| Fonts::built_in().expect("built-in fonts"));
    println!("reading the fonts: {:.2} ms", reading.as_secs_f64() * 1e3);
    let setting = Setting::Justified { indent: 1.0, hang: 0.0 };
    for lines in [10, 100, 1_000, 10_000] {
        let repeats = lines * 40 / TEXT.chars().count() + 1;
        let piece = Piece {
            text: TEXT.repeat(repeats),
            face: Face::Mincho,
            kind: PieceKind::Normal,
            owner: 0,
        };
        let characters = piece.text.chars().count();
        let pieces = [piece];
        let rounds = (10_000 / lines).max(3);
        let mut best = Duration::MAX;
        let mut set = 0;
        for _ in 0..rounds {
            let (result, took) = timed(|| compose(&pieces, MEASURE, setting, &fonts).expect("drawable"));
            set = result.len();
            best = best.min(took);
        }
        let second = best.as_secs_f64();
        println!(
            "{set:>6} lines, {characters:>7} characters: {:>9.3} ms, {:.2} million characters a second",
            second * 1e3,
            characters as f64 / second / 1e6
        );
    }
}
