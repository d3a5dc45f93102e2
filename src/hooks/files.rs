//! Files that somebody drops on the page or chooses: found wherever they lie in dropped folders, not yet read.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

/// Paths and the browser's handles of files.
pub(crate) type Files = Vec<(String, Blob)>;

/// What was dropped: to be taken out of the event at once, and gathered at leisure.
pub(crate) struct Dropped {
    entries: Vec<FileSystemEntry>,
    files: Files,
}

/// Whether files hang on the pointer, not words or pictures of a page.
pub(crate) fn has_files(transfer: Option<&DataTransfer>) -> bool {
    transfer.is_some_and(|transfer| transfer.types().iter().any(|kind| kind == "Files"))
}

impl Dropped {
    /// What was dropped with an event. The event forgets it when its handler returns.
    pub(crate) fn of(transfer: &DataTransfer) -> Self {
        let items = transfer.items();
        let (mut entries, mut files) = (Vec::new(), Vec::new());
        for item in (0..items.length()).filter_map(|at| items.get(at)) {
            if let Ok(Some(entry)) = item.webkit_get_as_entry() {
                entries.push(entry);
            } else if let Ok(Some(file)) = item.get_as_file() {
                files.push((path_of(&file), file.into()));
            }
        }
        Self { entries, files }
    }

    /// All files, those in folders too. What cannot be looked into is left out of the list.
    pub(crate) async fn gather(self) -> Files {
        let Self { entries, mut files } = self;
        let mut left = entries;
        left.reverse();
        while let Some(entry) = left.pop() {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            if let Some(folder) = entry.dyn_ref::<FileSystemDirectoryEntry>() {
                let reader = folder.create_reader();
                // It gives some at a time, and none when there are no more.
                loop {
                    let some = called_back(|yes, no| {
                        drop(reader.read_entries_with_callback_and_callback(yes, no));
                    });
                    let some = some.await.map(|some| Array::from(&some)).unwrap_or_default();
                    if some.length() == 0 {
                        break;
                    }
                    left.extend(some.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
                }
            } else if let Some(entry) = entry.dyn_ref::<FileSystemFileEntry>() {
                let file = called_back(|yes, no| entry.file_with_callback_and_callback(yes, no)).await;
                if let Some(file) = file.ok().and_then(|file| file.dyn_into::<File>().ok()) {
                    files.push((path, file.into()));
                }
            }
        }
        files
    }
}

/// What an old interface with two callbacks gives.
async fn called_back(ask: impl Fn(&js_sys::Function, &js_sys::Function)) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |yes, no| ask(&yes, &no))).await
}

/// The files of a field, which is emptied so that the same ones can be chosen again.
pub(crate) fn chosen(event: &web_sys::Event) -> Files {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Files::new() };
    let files = field.files().map(|files| list(&files)).unwrap_or_default();
    field.set_value("");
    files
}

fn list(files: &FileList) -> Files {
    (0..files.length()).filter_map(|at| files.get(at)).map(|file| (path_of(&file), file.into())).collect()
}

/// The path below the folder that was chosen, else the name.
fn path_of(file: &File) -> String {
    Reflect::get(file, &"webkitRelativePath".into())
        .ok()
        .and_then(|path| path.as_string())
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

/// Pasted words as a file of that name.
pub(crate) fn text_file(name: &str, text: &str) -> Option<(String, Blob)> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
    Some((name.to_owned(), blob))
}

/// Hands a file to the browser, which saves it where its downloads go.
pub(crate) fn save(name: &str, file: &Blob) {
    let document = super::browser::document();
    let link =
        document.create_element("a").ok().and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    let (Some(link), Ok(address)) = (link, web_sys::Url::create_object_url_with_blob(file)) else { return };
    drop(link.set_attribute("href", &address));
    drop(link.set_attribute("download", name));
    link.click();
    // The download has begun by then; a minute is for slow disks.
    let free = Closure::once_into_js(move || drop(web_sys::Url::revoke_object_url(&address)));
    drop(
        super::browser::window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(free.unchecked_ref(), 60_000),
    );
}
