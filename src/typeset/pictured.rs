//! Pictures on the page: a logo on a line of its own, a seal over the end of the line before it.

use super::flow::{Keep, Strip, Unit, unit};
use super::page::{Item, ItemKind, Role};
use super::setter::{Frame, Setter};
use crate::document::picture::{Across, Picture};

/// Points in a tenth of a millimetre.
const TENTH: f64 = 72.0 / 254.0;

/// The part of a seal's width that lies over the end of the name: the rest stands beside it.
const OVER_THE_NAME: f64 = 0.35;

/// What must stay free at the page's edge, pt: printers do not reach it.
const EDGE: f64 = 17.0;

impl Setter<'_> {
    /// A picture in `frame`.
    pub(super) fn picture(&mut self, picture: &Picture, frame: &Frame) -> Unit {
        let alt = picture.alt.clone();
        let node = self.node(frame.node, Role::Figure { alt });
        let natural = (f64::from(picture.width) * TENTH, f64::from(picture.height) * TENTH);
        let scale = (frame.width / natural.0).min(1.0);
        let (width, height) = (natural.0 * scale, natural.1 * scale);
        let pitch = self.measures.pitch;
        let free = frame.width - width;
        let over = picture.across == Across::Over;
        let x = match picture.across {
            Across::Start => frame.x,
            Across::Centre => frame.x + free / 2.0,
            Across::End => frame.x + free,
            Across::Over => {
                let beside = frame.x + frame.width - width * OVER_THE_NAME;
                beside.min(self.measures.page_width - self.measures.left - EDGE - width)
            }
        };
        let y = if over { -(pitch + height) / 2.0 } else { 0.0 };
        let mut strip = Strip {
            height: if over { 0.0 } else { height },
            after: if over {
                (height - pitch).max(0.0) / 2.0
            } else {
                0.5 * pitch
            },
            ..Strip::default()
        };
        strip.draw([Item {
            tag: self.tag(node),
            kind: ItemKind::Picture {
                x,
                y,
                width,
                height,
                pixels: picture.pixels.clone(),
            },
        }]);
        unit(strip, Keep::Never)
    }
}
