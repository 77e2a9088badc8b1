//! Draws faults for a terminal.
