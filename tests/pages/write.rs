//! Documents written by hand in few words, for the tests of pages and for `examples/specimen.rs`.

use notice::testing::document::*;

/// Running text; `^1^` is the mark of note `*1`, `**…**` emphasis, `<…>` an address, `|` a forced line end.
pub fn text(source: &str) -> Text {
    let mut out = Vec::new();
    let mut rest = source;
    while let Some(i) = rest.find(['^', '<', '|', '*']) {
        let (before, after) = rest.split_at(i);
        if !before.is_empty() {
            out.push(Inline::Text(before.to_owned()));
        }
        let (inline, tail) = if let Some(after) = after.strip_prefix("**") {
            let (inner, tail) = after.split_once("**").expect("closed emphasis");
            (Inline::Strong(text(inner)), tail)
        } else if let Some(after) = after.strip_prefix('^') {
            let (label, tail) = after.split_once('^').expect("closed mark");
            let label = format!("*{label}");
            (Inline::NoteMark { label }, tail)
        } else if let Some(after) = after.strip_prefix('<') {
            let (url, tail) = after.split_once('>').expect("closed address");
            let shown = vec![Inline::Text(url.to_owned())];
            let url = url.to_owned();
            (Inline::Link { url, text: shown }, tail)
        } else if let Some(tail) = after.strip_prefix('|') {
            (Inline::Break, tail)
        } else {
            (Inline::Text("*".to_owned()), &after[1..])
        };
        out.push(inline);
        rest = tail;
    }
    if !rest.is_empty() {
        out.push(Inline::Text(rest.to_owned()));
    }
    out
}

pub fn line(source: &str) -> Block {
    Block::Words(Words::Line, text(source))
}

pub fn paragraph(source: &str) -> Block {
    Block::Words(Words::Paragraph, text(source))
}

pub fn heading(level: u8, label: &str, source: &str) -> Block {
    let label = (!label.is_empty()).then(|| label.to_owned());
    Block::Heading {
        level,
        label,
        text: text(source),
    }
}

pub fn remark(label: &str, source: &str) -> Block {
    Block::Remark {
        label: label.to_owned(),
        text: text(source),
    }
}

/// An item from its blocks.
pub fn item(label: &str, blocks: Vec<Block>) -> Item {
    Item {
        label: label.to_owned(),
        blocks,
    }
}

/// A list of single lines.
pub fn list(label: &str, lines: &[&str]) -> Block {
    Block::List(lines.iter().map(|l| item(label, vec![line(l)])).collect())
}

pub fn notes(notes: &[(&str, &str)]) -> Block {
    Block::Notes(
        notes
            .iter()
            .map(|(label, t)| Note {
                label: (*label).to_owned(),
                text: text(t),
            })
            .collect(),
    )
}

/// A cell of one row and column.
pub fn cell(row: usize, column: usize, blocks: Vec<Block>) -> Cell {
    Cell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        header: false,
        blocks,
    }
}

/// The same over several rows and columns.
pub fn span(mut cell: Cell, rows: usize, columns: usize) -> Cell {
    cell.row_span = rows;
    cell.column_span = columns;
    cell
}

/// The same as a heading.
pub fn head(mut cell: Cell) -> Cell {
    cell.header = true;
    cell
}

/// A table from its cells; `columns` says `c` for a centred column, `e` for one to the line end.
pub fn table(columns: &str, header_rows: usize, cells: Vec<Cell>) -> Table {
    Table {
        caption: None,
        columns: columns
            .chars()
            .map(|c| Column {
                align: match c {
                    'c' => Align::Centre,
                    'e' => Align::End,
                    _ => Align::Start,
                },
            })
            .collect(),
        new_pages: Vec::new(),
        header_rows,
        rows: cells.iter().map(|c| c.row + c.row_span).max().unwrap_or(0),
        cells,
    }
}

/// A table of lines, the first row the header.
pub fn grid(columns: &str, rows: &[Vec<String>]) -> Table {
    let mut cells = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        for (c, words) in row.iter().enumerate() {
            let made = cell(r, c, vec![line(words)]);
            cells.push(if r == 0 { head(made) } else { made });
        }
    }
    table(columns, 1, cells)
}

pub fn meta(form: Form) -> Meta {
    let date = chrono::NaiveDate::from_ymd_opt(2021, 4, 1).expect("a date");
    Meta {
        title: "見本".to_owned(),
        authors: vec!["見本株式会社".to_owned()],
        subject: "見本".to_owned(),
        identifier: "specimen".to_owned(),
        number: None,
        moment: date.and_hms_opt(10, 0, 0).expect("a time"),
        zone_minutes: 540,
        language: "ja-JP".to_owned(),
        form,
        continued: Some("（次頁へ続く）".to_owned()),
        continued_label: "（続き）".to_owned(),
        page_label: None,
    }
}

pub fn letter(blocks: Vec<Block>) -> Document {
    Document {
        meta: meta(Form::LETTER),
        parts: vec![Part {
            label: None,
            landscape: false,
            blocks,
        }],
    }
}
