//! Lengths of time as notices say them.

/// A length of time as notices say it: `30分`, `1時間`, `1時間30分`, `2日`.
pub(crate) fn duration(minutes: i64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    let part = |n: i64, unit: &str| if n > 0 { format!("{n}{unit}") } else { String::new() };
    match minutes {
        0 => "0分".to_string(),
        _ => part(days, "日") + &part(hours, "時間") + &part(rest, "分"),
    }
}

/// A length of time that something lasts: `30分間`, `2日間`, but `1時間`, which is a length already.
pub(crate) fn lasting(minutes: i64) -> String {
    let length = duration(minutes);
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
}
