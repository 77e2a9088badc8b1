//! The HTML carrier.
