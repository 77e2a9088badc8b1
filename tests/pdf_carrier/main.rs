//! The PDF carrier, judged by the tools that readers use: poppler, MuPDF, qpdf.

mod bench;
mod text;
