//! The templates that ship within the binary: the files of `templates/`, by name.

/// Name and text.
pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    (
        "letter/maintenance.md",
        include_str!("../../templates/letter/maintenance.md"),
    ),
    ("letter/renewal.md", include_str!("../../templates/letter/renewal.md")),
    ("letter/incident.md", include_str!("../../templates/letter/incident.md")),
    ("fax/maintenance.md", include_str!("../../templates/fax/maintenance.md")),
    ("fax/incident.md", include_str!("../../templates/fax/incident.md")),
    ("part/impact.md", include_str!("../../templates/part/impact.md")),
    ("page/contact.html", include_str!("../../templates/page/contact.html")),
    ("page/letter.html", include_str!("../../templates/page/letter.html")),
    ("page/range.html", include_str!("../../templates/page/range.html")),
    ("page/event.html", include_str!("../../templates/page/event.html")),
    ("page/status.html", include_str!("../../templates/page/status.html")),
    ("page/notice.css", include_str!("../../templates/page/notice.css")),
];
