//! Every place where a text can stand: a fault in it is told at its line and column, a note marked in it is printed or
//! refused there, and what is typed in it comes back from print.

mod awkward;
mod faults;
mod house;
mod keys;
mod notes;
mod stories;
mod templates;
mod writing;
