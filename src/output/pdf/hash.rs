//! A fingerprint of content: names and ids of a PDF file come from what stands in it, so that they never differ for the
//! same input.

/// FNV-1a, 128 bits, eight bytes at a step where there are eight. Not for secrets: it only has to tell contents apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// Of nothing yet.
    pub(super) fn new() -> Self {
        Fingerprint(OFFSET)
    }

    fn step(&mut self, word: u64) {
        self.0 = (self.0 ^ u128::from(word)).wrapping_mul(PRIME);
    }

    /// Takes in a field. Its length goes first, so that `ab` + `c` and `a` + `bc` differ.
    pub(super) fn add(&mut self, field: &[u8]) -> &mut Self {
        self.step(field.len() as u64);
        let (words, rest) = field.as_chunks::<8>();
        words.iter().for_each(|word| self.step(u64::from_be_bytes(*word)));
        rest.iter().for_each(|byte| self.step(u64::from(*byte)));
        self
    }

    /// 16 bytes.
    pub(super) fn bytes(&self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Six capital letters: the tag of a font subset (ISO 32000-1 §9.6.4).
    pub(super) fn tag(&self) -> String {
        // The high bits of FNV-1a mix last bytes least; fold them before reducing.
        let mut rest = (self.0 >> 64) as u64 ^ self.0 as u64;
        (0..6)
            .map(|_| {
                let letter = b'A' + (rest % 26) as u8;
                rest /= 26;
                char::from(letter)
            })
            .collect()
    }

    /// A `uuid:` address of version 8 (RFC 9562 §5.8: the bits are the maker's own).
    pub(super) fn uuid(&self) -> String {
        let mut b = self.bytes();
        b[6] = b[6] & 0x0F | 0x80;
        b[8] = b[8] & 0x3F | 0x80;
        let hex: String = b.iter().map(|byte| format!("{byte:02x}")).collect();
        format!(
            "uuid:{}-{}-{}-{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..]
        )
    }
}
