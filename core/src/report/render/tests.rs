//! What is rendered.
