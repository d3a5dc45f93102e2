//! Which of the dropped files are read, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use dossier_engine::LeftOut;

/// The name of the file with all the configuration.
const SETTINGS: &str = "collection.toml";

/// What is done with which dropped file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The name of the one folder that holds everything, if that is so.
    pub folder: Option<String>,
    /// To be read, in this order: place among the dropped files, and path below `folder`.
    pub read: Vec<(usize, String)>,
    /// Place of the `collection.toml` that stands beside the documents.
    pub settings: Option<usize>,
    /// Known to be no documents.
    pub left_out: Vec<LeftOut>,
}

/// How the names of files end that are more than text. The module's first part does without what reads them.
const MORE_THAN_TEXT: [&str; 13] =
    ["docm", "docx", "dotx", "eml", "epub", "htm", "html", "mht", "mhtml", "pdf", "shtml", "xhtml", "zip"];

impl Plan {
    /// Whether a file among these, by its name, is read by the part that is fetched later. Files whose names do not tell
    /// fetch it when they turn out to be such.
    pub fn needs_the_rest(&self) -> bool {
        let more = |name: &str| {
            let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
            MORE_THAN_TEXT.contains(&end.as_str())
        };
        self.settings.is_some() || self.read.iter().any(|(_, name)| more(name))
    }
}

/// Plans the reading of files by their paths, the way `dossier build` reads the same folder: by name, without hidden
/// files, and without the pictures and scripts of saved pages.
pub fn plan(paths: &[String]) -> Plan {
    let folder = common_folder(paths);
    let below = |path: &str| match &folder {
        Some(folder) => path[folder.len() + 1..].to_owned(),
        None => path.to_owned(),
    };
    let mut plan = Plan::default();
    let mut files: Vec<(String, usize)> = paths
        .iter()
        .enumerate()
        .map(|(at, path)| (below(path), at))
        .filter(|(name, _)| !name.split('/').any(|part| part.starts_with('.')))
        .collect();
    files.sort();
    if let Some(place) = files.iter().position(|(name, _)| name.eq_ignore_ascii_case(SETTINGS)) {
        plan.settings = Some(files.remove(place).1);
    }
    let pages: BTreeSet<String> = files
        .iter()
        .filter_map(|(name, _)| name.strip_suffix(".html").or_else(|| name.strip_suffix(".htm")))
        .flat_map(|stem| [format!("{stem}_files"), format!("{stem}.files")])
        .collect();
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    for (name, at) in files {
        let page =
            name.match_indices('/').map(|(end, _)| &name[..end]).find(|folder| pages.contains(*folder));
        if let Some(page) = page {
            *parts.entry(page.to_owned()).or_default() += 1;
        } else {
            plan.read.push((at, name));
        }
    }
    plan.left_out.extend(parts.into_iter().map(|(source, count)| LeftOut {
        source,
        reason: format!("pictures and scripts of a saved page ({count} files), which is read"),
    }));
    plan.folder = folder;
    plan
}

/// The first folder of every path, where it is the same one.
fn common_folder(paths: &[String]) -> Option<String> {
    let (folder, _) = paths.first()?.split_once('/')?;
    let shared = paths.iter().all(|path| path.split_once('/').is_some_and(|(first, _)| first == folder));
    (shared && !folder.is_empty()).then(|| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(paths: &[&str]) -> Plan {
        plan(&paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn text_markdown_and_rows_need_nothing_more_and_everything_else_does() {
        assert!(!planned(&["a.txt", "b.md", "c.jsonl", "d.csv", "e", "f.zip.txt"]).needs_the_rest());
        for name in ["in/a.pdf", "in/A.DOCX", "in/page.html", "in/mail.eml", "in/all.zip", "collection.toml"]
        {
            assert!(planned(&["b.txt", name]).needs_the_rest(), "{name}");
        }
    }

    #[test]
    fn a_dropped_folder_is_read_as_if_it_were_named_to_the_command_line() {
        let plan = planned(&["mine/b.txt", "mine/sub/a.txt", "mine/a.txt", "mine/collection.toml"]);
        assert_eq!(plan.folder.as_deref(), Some("mine"));
        assert_eq!(plan.read, [(2, "a.txt".into()), (0, "b.txt".into()), (1, "sub/a.txt".into())]);
        assert_eq!(plan.settings, Some(3));
        assert_eq!(plan.left_out, []);
    }

    #[test]
    fn files_from_several_places_keep_their_folders() {
        let plan = planned(&["one/a.txt", "b.txt"]);
        assert_eq!((plan.folder, plan.read), (None, vec![(1, "b.txt".into()), (0, "one/a.txt".into())]));
    }

    #[test]
    fn hidden_files_are_none_and_so_are_files_in_hidden_folders() {
        assert_eq!(planned(&["d/.DS_Store", "d/.git/x.txt", "d/x.txt"]).read, [(2, "x.txt".into())]);
    }

    #[test]
    fn the_pictures_and_scripts_of_a_saved_page_are_named_once() {
        let plan = planned(&["d/p.html", "d/p_files/a.png", "d/p_files/js/b.js", "d/other/c.png"]);
        assert_eq!(plan.read, [(3, "other/c.png".into()), (0, "p.html".into())]);
        assert_eq!(plan.left_out.len(), 1);
        assert_eq!(plan.left_out[0].source, "p_files");
        assert!(plan.left_out[0].reason.contains("(2 files)"));
    }

    #[test]
    fn only_the_collection_toml_beside_the_documents_counts() {
        let plan = planned(&["d/x.txt", "d/deep/collection.toml"]);
        assert_eq!(plan.settings, None);
        assert_eq!(plan.read.len(), 2);
        assert_eq!(planned(&["collection.toml", "x.txt"]).settings, Some(0));
    }

    #[test]
    fn nothing_dropped_is_nothing_planned() {
        assert_eq!(planned(&[]), Plan::default());
    }
}
