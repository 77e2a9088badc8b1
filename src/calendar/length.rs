//! Lengths of time as notices say them.

/// A length of time as notices say it, from minutes: `30分`, `1時間`, `1時間30分`, `2日`.
pub(crate) fn duration(minutes: i64) -> String {
    match minutes {
        0 => "0分".to_string(),
        _ => seconds(minutes * 60),
    }
}

/// A length of time in seconds: `30秒`, `1分30秒`.
pub(crate) fn seconds(seconds: i64) -> String {
    parts(seconds).iter().map(|(n, unit)| format!("{n}{unit}")).collect()
}

/// From the shorter to the longer of two lengths, the unit once where it is the same: `2～3秒`, `30秒～1分`.
pub(crate) fn between(least: i64, most: i64, sign: &str) -> String {
    match (parts(least).as_slice(), parts(most).as_slice()) {
        ([(low, a)], [(_, b)]) if a == b => format!("{low}{sign}{}", seconds(most)),
        _ => format!("{}{sign}{}", seconds(least), seconds(most)),
    }
}

fn parts(seconds: i64) -> Vec<(i64, &'static str)> {
    let parts = [
        (seconds / 86_400, "日"),
        (seconds % 86_400 / 3600, "時間"),
        (seconds % 3600 / 60, "分"),
        (seconds % 60, "秒"),
    ];
    parts.into_iter().filter(|(n, _)| *n > 0).collect()
}

/// A length of time that something lasts, from minutes: `30分間`, `2日間`, but `1時間`, which is a length already.
pub(crate) fn lasting(minutes: i64) -> String {
    drawn_out(duration(minutes))
}

/// A length as what something lasts: `2～3秒間`.
pub(crate) fn drawn_out(length: String) -> String {
    match length.ends_with("時間") {
        true => length,
        false => length + "間",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lasts_an_hour_does_not_last_it_twice() {
        assert_eq!(
            [30, 60, 90, 2880].map(lasting),
            ["30分間", "1時間", "1時間30分間", "2日間"].map(String::from)
        );
    }

    #[test]
    fn lengths_of_time_are_said_in_hours_and_minutes() {
        assert_eq!(
            [30, 60, 90, 1440].map(duration),
            [
                "30分".to_string(),
                "1時間".to_string(),
                "1時間30分".to_string(),
                "1日".to_string()
            ]
        );
    }

    #[test]
    fn of_two_lengths_a_shared_unit_stands_once() {
        assert_eq!(between(2, 3, "～"), "2～3秒");
        assert_eq!(between(3600, 7200, "～"), "1～2時間");
        assert_eq!(between(30, 60, "～"), "30秒～1分");
        assert_eq!(between(3600, 5400, "～"), "1時間～1時間30分");
        assert_eq!(drawn_out(between(2, 3, "～")), "2～3秒間");
    }
}
