//! The templates that ship within the binary: the files of `templates/`, by name.

/// Name and text.
pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    (
        "letter/maintenance.md",
        include_str!("../../templates/letter/maintenance.md"),
    ),
    ("letter/renewal.md", include_str!("../../templates/letter/renewal.md")),
    ("letter/incident.md", include_str!("../../templates/letter/incident.md")),
    (
        "letter/announcement.md",
        include_str!("../../templates/letter/announcement.md"),
    ),
    ("fax/maintenance.md", include_str!("../../templates/fax/maintenance.md")),
    ("fax/incident.md", include_str!("../../templates/fax/incident.md")),
    (
        "fax/announcement.md",
        include_str!("../../templates/fax/announcement.md"),
    ),
    ("part/impact.md", include_str!("../../templates/part/impact.md")),
    ("part/details.md", include_str!("../../templates/part/details.md")),
    ("part/label.md", include_str!("../../templates/part/label.md")),
    ("part/rule.md", include_str!("../../templates/part/rule.md")),
    ("phrase/greeting.md", include_str!("../../templates/phrase/greeting.md")),
    (
        "phrase/patronage.md",
        include_str!("../../templates/phrase/patronage.md"),
    ),
    ("phrase/regret.md", include_str!("../../templates/phrase/regret.md")),
    (
        "phrase/continued_favour.md",
        include_str!("../../templates/phrase/continued_favour.md"),
    ),
    (
        "phrase/approximate.md",
        include_str!("../../templates/phrase/approximate.md"),
    ),
    (
        "phrase/on_failure.md",
        include_str!("../../templates/phrase/on_failure.md"),
    ),
    (
        "phrase/on_reserve.md",
        include_str!("../../templates/phrase/on_reserve.md"),
    ),
    (
        "phrase/announced.md",
        include_str!("../../templates/phrase/announced.md"),
    ),
    (
        "phrase/not_announced.md",
        include_str!("../../templates/phrase/not_announced.md"),
    ),
    ("phrase/site.md", include_str!("../../templates/phrase/site.md")),
    (
        "phrase/inquiries.md",
        include_str!("../../templates/phrase/inquiries.md"),
    ),
    ("phrase/refrain.md", include_str!("../../templates/phrase/refrain.md")),
    ("phrase/restart.md", include_str!("../../templates/phrase/restart.md")),
    ("phrase/trouble.md", include_str!("../../templates/phrase/trouble.md")),
    ("page/contact.html", include_str!("../../templates/page/contact.html")),
    ("page/letter.html", include_str!("../../templates/page/letter.html")),
    ("page/range.html", include_str!("../../templates/page/range.html")),
    ("page/event.html", include_str!("../../templates/page/event.html")),
    ("page/status.html", include_str!("../../templates/page/status.html")),
    ("page/notice.css", include_str!("../../templates/page/notice.css")),
];
