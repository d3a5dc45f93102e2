//! Names of documents for URLs: stable, and no two the same.

use std::collections::HashSet;

use crate::Source;

/// Gives every document of a collection a name that no other has.
#[derive(Clone, Debug, Default)]
pub struct Ids(HashSet<String>);

impl Ids {
    /// Keeps the source's own id, or makes one of its path: the stem, else the whole path, else with a number.
    ///
    /// ```
    /// # use dossier_reader::{Ids, Source};
    /// let mut ids = Ids::default();
    /// let named = |ids: &mut Ids, path: &str| {
    ///     let mut source = Source { path: path.into(), ..Source::default() };
    ///     ids.name(&mut source);
    ///     source.id
    /// };
    /// assert_eq!(named(&mut ids, "2024/report.txt"), "report");
    /// assert_eq!(named(&mut ids, "2025/report.txt"), "2025/report.txt");
    /// assert_eq!(named(&mut ids, "2025/report.txt"), "2025/report.txt~2");
    /// ```
    pub fn name(&mut self, source: &mut Source) {
        let path = source.path.as_str();
        let mut candidates = Vec::new();
        if source.id.is_empty() {
            let name = path.rsplit('/').next().unwrap_or(path);
            candidates.push(name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned());
            candidates.push(path.to_owned());
        } else {
            candidates.push(source.id.clone());
        }
        let last = candidates.last().cloned().unwrap_or_default();
        let numbered = (2_u64..).map(|number| format!("{last}~{number}"));
        let mut all = candidates.into_iter().filter(|id| !id.is_empty()).chain(numbered);
        if let Some(id) = all.find(|id| !self.0.contains(id)) {
            self.0.insert(id.clone());
            source.id = id;
        }
    }
}
