//! Pictures as objects of a file (ISO 32000-1 §8.9.5): once each, in sRGB, which the intent of the file names.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::document::picture::Pixels;

/// The pictures that a file has so far.
#[derive(Default)]
pub(super) struct Pictures {
    added: Vec<(Arc<Pixels>, ObjectId)>,
}

impl Pictures {
    /// The pictures of a page by their names there.
    pub(super) fn of(&mut self, document: &mut Document, pictures: &[Arc<Pixels>]) -> Dictionary {
        let mut names = Dictionary::new();
        for (number, pixels) in pictures.iter().enumerate() {
            let known = self.added.iter().find(|(added, _)| added == pixels);
            let id = match known {
                Some((_, id)) => *id,
                None => {
                    let id = add(document, pixels);
                    self.added.push((Arc::clone(pixels), id));
                    id
                }
            };
            names.set(format!("Im{number}"), id);
        }
        names
    }
}

fn add(document: &mut Document, pixels: &Pixels) -> ObjectId {
    let (grey, samples) = samples(&pixels.rgb);
    let mut dictionary = image(pixels, if grey { "DeviceGray" } else { "DeviceRGB" });
    if let Some(alpha) = &pixels.alpha {
        let mask = Stream::new(image(pixels, "DeviceGray"), alpha.clone());
        let mask: ObjectId = document.add_object(mask);
        dictionary.set("SMask", Object::Reference(mask));
    }
    document.add_object(Stream::new(dictionary, samples))
}

fn image(pixels: &Pixels, space: &'static str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(pixels.width),
        "Height" => i64::from(pixels.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

/// One sample for each pixel of a picture without colour, else three.
fn samples(rgb: &[u8]) -> (bool, Vec<u8>) {
    let grey = rgb
        .chunks_exact(3)
        .all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    match grey {
        true => (true, rgb.iter().step_by(3).copied().collect()),
        false => (false, rgb.to_vec()),
    }
}
