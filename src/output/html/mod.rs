//! The HTML carrier.

pub fn body(document: &crate::document::Document) -> String {
    let _ = document;
    String::new()
}
