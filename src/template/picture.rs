//! The pictures of a publisher: read from its files, at the size at which they are printed.

use super::{Templates, codes};
use crate::diagnostic::{Diagnostic, Message};
use crate::document::picture::{Across, Picture, Pixels};
use crate::record::decode::suggest::nearest;
use crate::record::schema::{PictureRecord, PublisherRecord, SealRecord};
use resvg::{tiny_skia, usvg};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Dots per millimetre at which a drawing is made pixels: 600 dots per inch, as fine as office printers print.
const DOTS: f64 = 600.0 / 25.4;

/// The most pixels that a picture may have: more is no logo.
const MOST: u64 = 25_000_000;

/// The width of a logo that names none, tenths of a millimetre.
const LOGO: u32 = 400;

/// The width of a seal that names none, tenths of a millimetre: 24 mm, as seals of offices have it.
const SEAL: u32 = 240;

/// Why a file is no picture.
struct Refused(&'static str, &'static str, &'static str, &'static str);

/// The pictures that a publisher names; what cannot be read goes to `faults`.
pub(super) fn of(publisher: &PublisherRecord, templates: &Templates, faults: &mut Vec<Diagnostic>) -> Vec<Picture> {
    let mut pictures = Vec::new();
    let of = (publisher.key.as_str(), templates);
    let mut add = |key, record: &PictureRecord, across, width| match read(key, record, across, width, of) {
        Ok(picture) => pictures.push(picture),
        Err(fault) => faults.push(*fault),
    };
    if let Some(logo) = publisher.letterhead.as_ref().and_then(|head| head.logo.as_ref()) {
        let across = logo.place.as_ref().map_or(Across::Start, |place| place.value);
        add("logo", logo, across, LOGO);
    }
    if let Some(SealRecord::Picture(seal)) = &publisher.seal {
        add("seal", seal, Across::Over, SEAL);
    }
    pictures
}

fn read(
    key: &'static str,
    record: &PictureRecord,
    across: Across,
    width: u32,
    (house, templates): (&str, &Templates),
) -> Result<Picture, Box<Diagnostic>> {
    let path = record.file.value.trim_start_matches("static/");
    let Some((_, bytes)) = templates.statics().find(|(known, _)| *known == path) else {
        return Err(Box::new(missing(record, path, house, templates)));
    };
    let width = record.width.as_ref().map_or(width, |width| width.value);
    let pixels = match bytes.starts_with(b"\x89PNG") {
        true => png(bytes),
        false => svg(bytes, f64::from(width) / 10.0 * DOTS),
    };
    let mut pixels = pixels.map_err(|refused| Box::new(refuse(record, &refused)))?;
    match across {
        Across::Over => ink(&mut pixels),
        _ => on_paper(&mut pixels),
    }
    pixels.digest = Sha256::digest(bytes.as_ref()).into();
    let height = f64::from(width) * f64::from(pixels.height) / f64::from(pixels.width);
    Ok(Picture {
        key,
        href: format!("../{}/{path}", super::layer::STATIC),
        alt: record.alt.value.clone(),
        width,
        // A picture has at most MOST pixels.
        height: height.round().max(1.0) as u32,
        across,
        pixels: Arc::new(pixels),
    })
}

fn png(bytes: &[u8]) -> Result<Pixels, Refused> {
    let broken = || {
        Refused(
            "PNG として読めません",
            "it cannot be read as PNG",
            "画像を作り直して保存してください",
            "save the picture again",
        )
    };
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| broken())?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MOST {
        return Err(too_large());
    }
    let mut data = vec![0; reader.output_buffer_size().ok_or_else(too_large)?];
    let frame = reader.next_frame(&mut data).map_err(|_| broken())?;
    let data = &data[..frame.buffer_size()];
    let (mut rgb, mut alpha) = (Vec::new(), Vec::new());
    let step = frame.color_type.samples();
    for pixel in data.chunks_exact(step) {
        match *pixel {
            [grey] => rgb.extend([grey; 3]),
            [grey, opaque] => {
                rgb.extend([grey; 3]);
                alpha.push(opaque);
            }
            [r, g, b] => rgb.extend([r, g, b]),
            [r, g, b, opaque] => {
                rgb.extend([r, g, b]);
                alpha.push(opaque);
            }
            _ => {}
        }
    }
    Ok(Pixels {
        width,
        height,
        rgb,
        alpha: (!alpha.is_empty()).then_some(alpha),
        digest: [0; 32],
    })
}

/// A drawing, made `width` pixels wide.
fn svg(bytes: &[u8], width: f64) -> Result<Pixels, Refused> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.contains("<svg"));
    let Some(text) = text else {
        return Err(Refused(
            "PNG でも SVG でもありません",
            "it is neither PNG nor SVG",
            "PNG か SVG で保存してください",
            "save it as PNG or SVG",
        ));
    };
    if ["<text", "<image", "<foreignObject", "<script"]
        .iter()
        .any(|tag| text.contains(tag))
    {
        return Err(Refused(
            "SVG の中に、文字・画像・スクリプトがあります",
            "it holds text, images or a script",
            "文字はアウトライン(図形)にし、画像は取り除いて保存してください。できなければ PNG にしてください",
            "turn text into outlines and take images out, or save it as PNG",
        ));
    }
    let broken = || {
        Refused(
            "SVG として読めません",
            "it cannot be read as SVG",
            "描いた道具で保存し直すか、PNG にしてください",
            "save it again with the tool that drew it, or as PNG",
        )
    };
    let tree = usvg::Tree::from_str(text, &usvg::Options::default()).map_err(|_| broken())?;
    let size = tree.size();
    let scale = width / f64::from(size.width());
    let (wide, high) = (width.round(), (f64::from(size.height()) * scale).round().max(1.0));
    if wide * high > MOST as f64 {
        return Err(too_large());
    }
    let mut pixmap = tiny_skia::Pixmap::new(wide as u32, high as u32).ok_or_else(broken)?;
    let scale = tiny_skia::Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    let (mut rgb, mut alpha) = (Vec::new(), Vec::new());
    for pixel in pixmap.pixels() {
        let pixel = pixel.demultiply();
        rgb.extend([pixel.red(), pixel.green(), pixel.blue()]);
        alpha.push(pixel.alpha());
    }
    Ok(Pixels {
        width: pixmap.width(),
        height: pixmap.height(),
        rgb,
        alpha: Some(alpha),
        digest: [0; 32],
    })
}

/// What shows through is white paper.
fn on_paper(pixels: &mut Pixels) {
    let Some(alpha) = pixels.alpha.take() else { return };
    for (pixel, opaque) in pixels.rgb.chunks_exact_mut(3).zip(alpha) {
        for sample in pixel {
            let over = u32::from(*sample) * u32::from(opaque) + 255 * (255 - u32::from(opaque));
            *sample = u8::try_from((over + 127) / 255).unwrap_or(255);
        }
    }
}

/// Ink on paper: what is white lets the words below be seen.
fn ink(pixels: &mut Pixels) {
    on_paper(pixels);
    let mut alpha = Vec::with_capacity(pixels.rgb.len() / 3);
    for pixel in pixels.rgb.chunks_exact_mut(3) {
        let opaque = 255 - pixel.iter().copied().min().unwrap_or(255);
        for sample in pixel {
            let ink = u32::from(*sample).saturating_sub(255 - u32::from(opaque)) * 255;
            *sample = u8::try_from(ink / u32::from(opaque.max(1))).unwrap_or(255);
        }
        alpha.push(opaque);
    }
    pixels.alpha = Some(alpha);
}

fn too_large() -> Refused {
    Refused(
        "画像が大きすぎます(2500万画素まで)",
        "it has more than 25 million pixels",
        "小さくして保存してください。印刷には横1000画素ほどで足ります",
        "make it smaller: a thousand pixels across are enough for print",
    )
}

fn refuse(record: &PictureRecord, refused: &Refused) -> Diagnostic {
    let file = &record.file.value;
    codes::BAD_PICTURE.at(
        record.file.span,
        Message::new(format!("{file}: {}", refused.0), format!("{file}: {}", refused.1)),
        Message::new(refused.2, refused.3),
    )
}

fn missing(record: &PictureRecord, path: &str, house: &str, templates: &Templates) -> Diagnostic {
    let near = nearest(path, templates.statics().map(|(known, _)| known));
    let (ja, en) = match near {
        Some(near) => (format!("{near} のことでしょうか"), format!("is it {near}?")),
        None => (
            format!(
                "templates/static/{path}、またはこの発行者だけなら templates/{house}/static/{path} に置いてください"
            ),
            format!(
                "put it at templates/static/{path}, or for this publisher alone at templates/{house}/static/{path}"
            ),
        ),
    };
    codes::BAD_PICTURE.at(
        record.file.span,
        Message::new(
            format!("画像のファイル static/{path} がありません"),
            format!("there is no picture static/{path}"),
        ),
        Message::new(ja, en),
    )
}
