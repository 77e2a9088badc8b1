//! The PDF carrier, judged by the tools that readers use: poppler, MuPDF, qpdf, veraPDF.

mod bench;
mod bytes;
mod letter;
mod structure;
mod text;
