//! `ToUnicode` (ISO 32000-1 §9.10.3): the text of every code of a font.

use std::fmt::Write as _;

use super::subset::Subset;

/// The map of a reduced font. Codes are glyph ids, which have few holes, so that ranges with a list of texts say each
/// code only once: half of what one pair per glyph takes.
pub(super) fn map(subset: &Subset) -> Vec<u8> {
    let texts: Vec<(u16, &str)> = subset.glyphs.iter().map(|g| (g.id, g.text.as_str())).collect();
    // A range may not change the code's high byte.
    let ranges: Vec<&[(u16, &str)]> = texts.chunk_by(|a, b| b.0 == a.0 + 1 && b.0 >> 8 == a.0 >> 8).collect();
    let mut out = String::from(HEAD);
    for block in ranges.chunks(100) {
        let _ = writeln!(out, "{} beginbfrange", block.len());
        for range in block {
            if let [(first, _), ..] = range
                && let [.., (last, _)] = range
            {
                let _ = write!(out, "<{first:04X}><{last:04X}>[");
                for (_, text) in *range {
                    out.push('<');
                    for unit in text.encode_utf16() {
                        let _ = write!(out, "{unit:04X}");
                    }
                    out.push('>');
                }
                out.push_str("]\n");
            }
        }
        out.push_str("endbfrange\n");
    }
    out.push_str(FOOT);
    out.into_bytes()
}

const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
";

const FOOT: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";
