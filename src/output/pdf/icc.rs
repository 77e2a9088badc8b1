//! A small sRGB profile (ICC.1:2004-10, version 4.2), made from the numbers of IEC 61966-2-1: PDF/A-2 §6.2.3 wants the
//! colours of a file tied to a profile.

/// `s15Fixed16Number`.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn xyz(x: f64, y: f64, z: f64) -> Vec<u8> {
    let mut out = b"XYZ \0\0\0\0".to_vec();
    out.extend([x, y, z].into_iter().flat_map(fixed));
    out
}

/// `multiLocalizedUnicodeType` with one English text.
fn text(value: &str) -> Vec<u8> {
    let units: Vec<u8> = value.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS".to_vec();
    out.extend((units.len() as u32).to_be_bytes());
    out.extend(28u32.to_be_bytes());
    out.extend(units);
    out
}

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    // The transfer curve of sRGB as a parametric curve of type 3: g, a, b, c, d.
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    curve.extend(
        [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]
            .into_iter()
            .flat_map(fixed),
    );
    // Bradford adaptation from D65 to D50, rows first.
    let mut adaptation = b"sf32\0\0\0\0".to_vec();
    let matrix = [
        1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168,
    ];
    adaptation.extend(matrix.into_iter().flat_map(fixed));
    // The primaries of sRGB, adapted to D50.
    let tags: [(&[u8; 4], Vec<u8>); 8] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("Public domain")),
        (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"chad", adaptation),
        (b"rXYZ", xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", xyz(0.14307, 0.06061, 0.71410)),
        (b"rTRC", curve),
    ];
    // Three names for one curve.
    let shared: [&[u8; 4]; 2] = [b"gTRC", b"bTRC"];
    let count = tags.len() + shared.len();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = 128 + 4 + 12 * count;
    let mut last = [0; 8];
    for (name, body) in &tags {
        last[..4].copy_from_slice(&((start + data.len()) as u32).to_be_bytes());
        last[4..].copy_from_slice(&(body.len() as u32).to_be_bytes());
        table.extend(*name);
        table.extend(last);
        data.extend(body);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in shared {
        table.extend(name);
        table.extend(last);
    }

    let mut profile = vec![0; 128];
    profile[..4].copy_from_slice(&((start + data.len()) as u32).to_be_bytes());
    profile[8..12].copy_from_slice(&[4, 0x20, 0, 0]);
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(b"RGB ");
    profile[20..24].copy_from_slice(b"XYZ ");
    // The day the standard was published; a profile must have a date, and the clock is not asked.
    for (i, part) in [1999u16, 10, 18].into_iter().enumerate() {
        profile[24 + 2 * i..26 + 2 * i].copy_from_slice(&part.to_be_bytes());
    }
    profile[36..40].copy_from_slice(b"acsp");
    for (i, part) in [0.9642, 1.0, 0.8249].into_iter().enumerate() {
        profile[68 + 4 * i..72 + 4 * i].copy_from_slice(&fixed(part));
    }
    profile.extend(table);
    profile.extend(data);
    profile
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_its_own_size_and_its_tags_lie_within_it() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes([0, 1, 2, 3].map(|i| profile[at + i])) as usize;
        assert_eq!(number(0), profile.len());
        for tag in 0..number(128) {
            let (offset, size) = (number(132 + 12 * tag + 4), number(132 + 12 * tag + 8));
            assert!(offset % 4 == 0 && offset + size <= profile.len(), "tag {tag}");
        }
    }

    #[test]
    fn full_red_green_and_blue_add_up_to_white() {
        let columns = [
            [0.43607, 0.38515, 0.14307],
            [0.22249, 0.71687, 0.06061],
            [0.01392, 0.09708, 0.71410],
        ];
        for (sum, white) in columns.iter().map(|c| c.iter().sum::<f64>()).zip([0.9642, 1.0, 0.8249]) {
            assert!((sum - white).abs() < 0.0005, "{sum} {white}");
        }
    }
}
