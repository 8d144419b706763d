use crate::source::Problem;
use crate::tree::{Limits, Tree};
use std::sync::Arc;
pub struct File<'p> {
    pub number: u32,
    pub path: &'p str,
    pub tree: &'p Arc<Tree>,
}
#[derive(Debug)]
pub struct Project {
    pub tree: Tree,
    pub files: Vec<u32>,
    pub problems: Vec<(u32, Problem)>,
    pub environment: Option<String>,
}
pub fn projects(_files: &[File<'_>], _limits: Limits) -> Vec<Project> {
    Vec::new()
}
