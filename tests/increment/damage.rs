//! What people, disks and other programs do to an output folder.

use crate::dice::Dice;
use crate::edits::Edit;
use crate::files;
use crate::room::Room;
use std::path::Path;

/// The documents that stand in the output folder.
fn documents(room: &Room) -> Vec<String> {
    let all = files::tree(&room.out()).into_iter();
    let all = all.filter(|(path, stands)| stands.kind == 'f' && !path.starts_with(".notice"));
    let all = all.map(|(path, _)| path).filter(|path| !room.foreign.contains(path));
    all.collect()
}

/// A document is taken away, changed, cut off, touched.
pub fn of_a_document(room: &mut Room, dice: &mut Dice) -> Edit {
    let documents = documents(room);
    if documents.is_empty() {
        return Edit::Nothing;
    }
    let path = dice.one(&documents).clone();
    let place = room.out().join(&path);
    let bytes = files::bytes(&place).expect("a document");
    let done = match dice.below(8) {
        0 => {
            files::remove(&place);
            "removed"
        }
        1 => {
            let folder = place.parent().expect("in a folder");
            let below = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string() + "/";
            room.foreign.retain(|foreign| !foreign.starts_with(&below));
            files::remove(folder);
            "removed with its folder"
        }
        2 => {
            files::write(&place, b"written by hand");
            "written over"
        }
        3 => {
            files::write(&place, &bytes[..bytes.len() / 2]);
            "cut off"
        }
        4 => {
            files::touch(&place, dice.below(1_000) as u64);
            "touched"
        }
        5 => {
            // The same bytes and the same time in another file.
            files::remove(&place);
            files::write(&place, &bytes);
            "copied over itself"
        }
        6 => {
            let mut bytes = bytes;
            let at = dice.below(bytes.len());
            bytes[at] ^= 1;
            files::write(&place, &bytes);
            "changed in one bit"
        }
        _ => {
            files::write(&place, b"");
            "emptied"
        }
    };
    Edit::Document(format!("{path} {done}"))
}

/// The whole output folder, or a part of it, goes away.
pub fn of_everything(room: &mut Room, dice: &mut Dice) -> Edit {
    let part = *dice.one(&["", "web", "office", "web/midori", "office/midori"]);
    files::remove(&room.out().join(part));
    room.foreign.retain(|path| !Path::new(path).starts_with(part));
    Edit::Document(format!("out/{part} removed"))
}

/// Something that is no document stands where one is to stand, or a folder is a link.
pub fn in_the_way(room: &mut Room, dice: &mut Dice) -> Edit {
    let documents = documents(room);
    if documents.is_empty() {
        return Edit::Nothing;
    }
    let path = dice.one(&documents).clone();
    let place = room.out().join(&path);
    files::remove(&place);
    let what = match dice.below(3) {
        0 => {
            std::fs::create_dir(&place).expect("a folder");
            "a folder"
        }
        1 => {
            std::os::unix::fs::symlink("/etc/hostname", &place).expect("a link");
            "a link"
        }
        _ => {
            std::os::unix::fs::symlink("nowhere", &place).expect("a link");
            "a link that leads nowhere"
        }
    };
    room.in_the_way = Some(path.clone());
    Edit::InTheWay(format!("{what} in place of {path}"))
}

/// Somebody puts something of his own beside the documents.
pub fn foreign(room: &mut Room, dice: &mut Dice) -> Edit {
    let name = format!("theirs-{}", room.count);
    room.count += 1;
    let folders = [
        "web",
        "office",
        "web/midori",
        "web/midori/work",
        "web/abroad",
        "web/own/deep",
        "office/minato",
    ];
    let path = format!("{}/{name}", dice.one(&folders));
    let place = room.out().join(&path);
    match dice.below(4) {
        0 => {
            std::fs::create_dir_all(&place).expect("a folder");
        }
        1 => {
            std::fs::create_dir_all(place.parent().expect("below out")).expect("a folder");
            std::os::unix::fs::symlink("/etc/hostname", &place).expect("a link");
        }
        _ => files::write(&place, name.as_bytes()),
    }
    room.foreign.insert(path.clone());
    // Folders that were made for it are theirs as well.
    let above = Path::new(&path).ancestors().skip(1);
    let above: Vec<String> = above.map(|above| above.to_string_lossy().into_owned()).collect();
    room.foreign
        .extend(above.into_iter().filter(|above| above.starts_with("web/own")));
    Edit::Foreign(path)
}

/// What is kept between builds goes, or is damaged.
pub fn of_what_is_kept(room: &mut Room, dice: &mut Dice) -> Edit {
    let own = room.out().join(".notice");
    let name = *dice.one(&["records", "records", "records", "build", "build", "texts", "history"]);
    let place = own.join(name);
    let Some(mut bytes) = files::bytes(&place) else {
        files::remove(&place);
        return Edit::Kept(format!("{name} removed"));
    };
    let done = match dice.below(7) {
        0 => {
            files::remove(&place);
            return Edit::Kept(format!("{name} removed"));
        }
        1 => {
            bytes.truncate(dice.below(bytes.len().max(1)));
            "cut off"
        }
        2 => {
            bytes.clear();
            "emptied"
        }
        3 => {
            let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            let at = dice.below(lines.len().max(1));
            bytes = lines
                .iter()
                .enumerate()
                .filter(|(line, _)| *line != at)
                .flat_map(|(_, line)| line.to_vec())
                .collect();
            "lost a line"
        }
        4 => {
            bytes = vec![0xff; 100];
            "written over"
        }
        _ => {
            // A digit or letter for another, where it still reads.
            let among: Vec<usize> = (0..bytes.len())
                .filter(|at| bytes[*at].is_ascii_alphanumeric())
                .collect();
            if let Some(at) = (!among.is_empty()).then(|| *dice.one(&among)) {
                bytes[at] = match bytes[at] {
                    b'0' => b'1',
                    b'1' => b'0',
                    other => other ^ 1,
                };
            }
            "changed in one character"
        }
    };
    files::write(&place, &bytes);
    Edit::Kept(format!("{name} {done}"))
}
