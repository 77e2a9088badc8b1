//! A picture in greys: reading, writing, comparing.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;

/// Pixels count as different from this difference on, after the blur, of 255.
const DIFFERENCE: i32 = 28;

/// The share of pixels that may be different.
const SHARE: f64 = 0.0005;

/// Steps of grey that are kept: 16.
const STEP: u8 = 17;

/// A picture, 0 black to 255 white, line by line.
#[derive(Debug, Clone, PartialEq)]
pub struct Grey {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Grey {
    pub fn white(width: usize, height: usize) -> Self {
        Grey {
            width,
            height,
            pixels: vec![255; width * height],
        }
    }

    /// A PNG of greys, in one channel or, as some versions of poppler write them, in three alike.
    pub fn read(path: &Path) -> Self {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path).expect("a picture")));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a picture of moderate size")];
        let info = reader.next_frame(&mut pixels).expect("a PNG");
        let channels = info.color_type.samples();
        Grey {
            width: info.width as usize,
            height: info.height as usize,
            pixels: pixels.chunks(channels).map(|pixel| pixel[0]).collect(),
        }
    }

    /// A PNG of 16 greys.
    pub fn write(&self, path: &Path) {
        let file = File::create(path).expect("a file");
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut packed = Vec::with_capacity(self.pixels.len() / 2);
        for line in self.pixels.chunks(self.width) {
            packed.extend(
                line.chunks(2)
                    .map(|pair| ((pair[0] / STEP) << 4) | (pair.get(1).unwrap_or(&255) / STEP)),
            );
        }
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&packed).expect("a picture");
    }

    /// With the 16 greys that are kept.
    pub fn rounded(&self) -> Self {
        self.changed(|_, _, value| (u16::from(value) + 8).min(255) as u8 / STEP * STEP)
    }

    pub fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    pub fn changed(&self, change: impl Fn(usize, usize, u8) -> u8) -> Self {
        let place = |i: usize| (i % self.width, i / self.width);
        let pixels = self.pixels.iter().enumerate();
        Grey {
            pixels: pixels
                .map(|(i, value)| change(place(i).0, place(i).1, *value))
                .collect(),
            ..self.clone()
        }
    }

    /// Each pixel the mean of itself and its neighbours.
    fn blurred(&self) -> Self {
        self.changed(|x, y, _| {
            let (mut sum, mut count) = (0_u32, 0_u32);
            for v in y.saturating_sub(1)..=(y + 1).min(self.height - 1) {
                for u in x.saturating_sub(1)..=(x + 1).min(self.width - 1) {
                    sum += u32::from(self.at(u, v));
                    count += 1;
                }
            }
            (sum / count) as u8
        })
    }

    /// Where two pictures of one size differ: the difference of each pixel after the blur.
    fn difference(&self, other: &Grey) -> Grey {
        let (a, b) = (self.blurred(), other.blurred());
        a.changed(|x, y, value| value.abs_diff(b.at(x, y)))
    }

    /// Whether somebody who looks at both sees the same; if not, how they differ.
    pub fn agrees(&self, other: &Grey) -> Result<(), String> {
        if (self.width, self.height) != (other.width, other.height) {
            let sizes = (self.width, self.height, other.width, other.height);
            return Err(format!(
                "{} × {} pixels became {} × {}",
                sizes.0, sizes.1, sizes.2, sizes.3
            ));
        }
        if self == other {
            return Ok(());
        }
        let difference = self.difference(other);
        let differ = difference.pixels.iter().filter(|d| i32::from(**d) > DIFFERENCE).count();
        let share = differ as f64 / self.pixels.len() as f64;
        match share <= SHARE {
            true => Ok(()),
            false => Err(format!("{differ} pixels ({:.2} %) differ", share * 100.0)),
        }
    }

    /// What was expected, what was made, and in black what differs.
    pub fn beside(&self, made: &Grey) -> Grey {
        let height = self.height.max(made.height);
        let mut all = Grey::white(self.width * 2 + made.width, height);
        let difference = match (self.width, self.height) == (made.width, made.height) {
            true => self.difference(made).changed(|_, _, value| 255 - value),
            false => Grey::white(self.width, self.height),
        };
        for (picture, left) in [(self, 0), (made, self.width), (&difference, self.width + made.width)] {
            for (y, line) in picture.pixels.chunks(picture.width).enumerate() {
                let from = y * all.width + left;
                all.pixels[from..from + line.len()].copy_from_slice(line);
            }
        }
        all
    }
}
