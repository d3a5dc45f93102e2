//! A folder or file that is written aside and swapped into its place when it is whole.
//!
//! Whatever happens on the way (an error, Ctrl-C, a kill, a full disk), at the target stands what stood there
//! before or the new thing whole, never a part.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};

/// What an interrupt has to remove.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Whether an interrupt is how the command is meant to end.
static ENDS_SO: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C is no failure: there is nothing to be done but to go on.
pub(crate) fn nothing_is_lost_by_an_interrupt() {
    ENDS_SO.store(true, Ordering::SeqCst);
}

/// On Ctrl-C (or a request to end), removes what is unfinished and ends with code 130.
pub(crate) fn clean_up_when_interrupted() {
    // Without the handler the half-written folder would stay beside the target; nothing worse.
    let _ = ctrlc::set_handler(|| {
        if ENDS_SO.load(Ordering::SeqCst) {
            std::process::exit(0);
        }
        // Held to the end, so that nothing new is begun or swapped in meanwhile.
        let unfinished = UNFINISHED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for path in unfinished.iter() {
            remove(path);
        }
        eprintln!("\ndossier: interrupted; nothing was changed");
        std::process::exit(130);
    });
}

/// The same name with `.old` behind it, once.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    if !name.to_string_lossy().ends_with(".old") {
        name.push(".old");
    }
    name.into()
}

fn remove(path: &Path) {
    // Another thread may still be writing into it: under another name it finds the place no more.
    let aside = aside(path);
    let path = if path.is_dir() && fs::rename(path, &aside).is_ok() { &aside } else { path };
    for _ in 0..3 {
        let done = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        if done.is_ok() || !path.exists() {
            break;
        }
    }
}

/// A place beside the target, on the same file system.
pub(crate) struct Staging {
    path: PathBuf,
    target: PathBuf,
    finished: bool,
}

impl Staging {
    /// A new, empty folder beside `target`.
    ///
    /// # Errors
    /// When it cannot be made: the parent is missing or read-only, the disk full.
    pub(crate) fn folder(target: &Path) -> anyhow::Result<Self> {
        let staging = Self::beside(target)?;
        fs::create_dir(&staging.path).with_context(|| staging.cannot())?;
        Ok(staging)
    }

    /// Writes one file through a place beside it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write_file(target: &Path, bytes: &[u8]) -> anyhow::Result<()> {
        let staging = Self::beside(target)?;
        let write = || -> io::Result<()> {
            let mut file = fs::File::create_new(&staging.path)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        write().with_context(|| staging.cannot())?;
        staging.swap_in()
    }

    fn beside(target: &Path) -> anyhow::Result<Self> {
        let parent = parent_of(target);
        fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
        sweep(target);
        let path = parent.join(format!("{}{}", prefix(target)?, std::process::id()));
        UNFINISHED.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(path.clone());
        Ok(Self { path, target: target.to_owned(), finished: false })
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn cannot(&self) -> String {
        format!(
            "cannot write beside {}; nothing was changed: make room or the folder writable, or choose another place",
            self.target.display()
        )
    }

    /// Puts what was written in the target's place. What stood there goes.
    ///
    /// # Errors
    /// When the file system refuses; the target is then as it was.
    pub(crate) fn swap_in(mut self) -> anyhow::Result<()> {
        // From here on an interrupt waits until the swap is done.
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let swapped = if self.target.is_dir() {
            exchange(&self.path, &self.target)
        } else {
            fs::rename(&self.path, &self.target)
        };
        swapped
            .with_context(|| format!("cannot put the new site in the place of {}", self.target.display()))?;
        self.finished = true;
        unfinished.retain(|path| *path != self.path);
        drop(unfinished);
        if self.path.exists() {
            remove(&self.path);
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            remove(&self.path);
        }
        UNFINISHED
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .retain(|path| *path != self.path);
    }
}

/// Two folders change places in one step, where the system can; else in two, of which the first is undone if the
/// second fails. The old one ends up at `new`.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            // Not every file system can.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let aside = aside(new);
    fs::rename(old, &aside)?;
    if let Err(error) = fs::rename(new, old) {
        fs::rename(&aside, old)?;
        return Err(error);
    }
    remove(&aside);
    Ok(())
}

fn parent_of(target: &Path) -> &Path {
    target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn prefix(target: &Path) -> anyhow::Result<String> {
    match target.file_name() {
        Some(name) => Ok(format!(".{}.dossier-", name.to_string_lossy())),
        None => bail!("{} names no folder; choose another place with -o", target.display()),
    }
}

/// Removes what builds of this target left behind that were killed.
fn sweep(target: &Path) {
    let (Ok(prefix), Ok(entries)) = (prefix(target), fs::read_dir(parent_of(target))) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(process) = name.strip_prefix(&prefix) else { continue };
        let process = process.strip_suffix(".old").unwrap_or(process);
        if process.parse::<u32>().is_ok_and(|process| !is_running(process)) {
            remove(&entry.path());
        }
    }
}

/// Whether a process of that number runs; where that cannot be told, yes.
fn is_running(process: u32) -> bool {
    !Path::new("/proc/self").exists() || Path::new("/proc").join(process.to_string()).exists()
}
