//! What comes in by the doors of the program and what goes out: names and bytes of files, the command line, the screen, a machine
//! that gives little.

mod machine;
mod out;
mod reading;
mod room;
mod screen;
