//! The real program, a small app for it to carry, and folders to build from.
#![allow(dead_code, reason = "each test target uses some of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene is to stop")]

#[path = "../../../reader/tests/files/mod.rs"]
pub(crate) mod files;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) use tempfile::TempDir;

/// Words that the reader takes for an article.
pub(crate) const ARTICLE: [&str; 3] = [
    "The ministry opened a new yard at the river's mouth on Monday, with the heads of three companies looking on and listening.",
    "Officials said that the yard would build patrol boats for the coast guard, and that the first of them would be launched before the end of next year.",
    "Residents had asked for a bridge instead, and some of them stood outside the gate with signs while the speeches were read out one after another.",
];

/// A place with an app in it, for one test.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = folder.path().join("app");
        fs::create_dir(&app).unwrap();
        // Of the shape that Trunk gives to the real one.
        for (name, text) in [
            (
                "index.html",
                "<!DOCTYPE html><html lang=\"en\"><head>\n<meta charset=\"utf-8\">\n\
                 <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'\">\n\
                 <meta name=\"description\" content=\"The seeds.\">\n<title>Seeds</title>\n\
                 <link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">\n<link rel=\"manifest\" href=\"manifest.webmanifest\">\n\
                 <link rel=\"stylesheet\" href=\"./app-0123456789abcdef.css\">\n\
                 <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" href=\"./app-0123456789abcdef_bg.wasm\" crossorigin=\"anonymous\">\n\
                 </head>\n<body>\n<div id=\"app\"></div>\n<noscript><p>No scripts.</p></noscript>\n\
                 <script type=\"module\" src=\"./boot.js\" data-script=\"./app-0123456789abcdef.js\" data-wasm=\"./app-0123456789abcdef_bg.wasm\"></script></body></html>\n",
            ),
            ("boot.js", "const inline = globalThis.dossierInline;\n"),
            (
                "app-0123456789abcdef.js",
                "function start() {}\nexport function main() { return \"</script>\"; }\nexport { start as default };\n",
            ),
            ("app-0123456789abcdef_bg.wasm", "\0asm\u{1}\0\0\0"),
            ("app-0123456789abcdef.css", "body { margin: 0; }\n"),
            ("icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
            ("manifest.webmanifest", "{}\n"),
        ] {
            fs::write(app.join(name), text).unwrap();
        }
        Self { folder }
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, to be run in this place.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dossier"));
        command
            .current_dir(self.folder.path())
            .env("DOSSIER_APP", self.path("app"))
            .env("DOSSIER_CACHE", self.path("cache"))
            .env_remove("NO_COLOR");
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran(self.command().args(arguments).output().unwrap())
    }

    /// Every file below a folder, with its bytes.
    pub(crate) fn tree(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let mut tree = BTreeMap::new();
        let root = self.path(name);
        gather(&root, &root, &mut tree);
        tree
    }

    /// Names in the place itself, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn gather(root: &Path, folder: &Path, tree: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, tree);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            tree.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// What a run of the program said and how it ended.
pub(crate) struct Ran(Output);

impl Ran {
    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// Ended with this code.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.0.status.code(), Some(code), "out: {}\nerr: {}", self.out(), self.err());
        self
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out()).unwrap_or_else(|error| panic!("{error}: {}", self.out()))
    }
}
