// Written by `cargo dev sync`.

/** The version of the library. */
export const version = "0.1.0";
