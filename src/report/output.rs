//! Writing to the terminal and to files.

use std::io::{self, Write};
use std::path::Path;

use thiserror::Error;

/// Output that cannot be written.
#[derive(Debug, Error)]
#[error("cannot write {path}: {reason}; name another place or free some room")]
pub struct OutputError {
    path: String,
    reason: String,
}

impl OutputError {
    pub(super) fn new(path: &Path, error: &io::Error) -> Self {
        // The temporary file's own name, which `tempfile` adds, would only puzzle.
        let reason = match error.kind() {
            io::ErrorKind::NotFound => match missing_folder(path) {
                Some(folder) => format!("the folder does not exist (mkdir -p {})", folder.display()),
                None => error.kind().to_string(),
            },
            kind if error.get_ref().is_some() => kind.to_string(),
            _ => error.to_string(),
        };
        OutputError { path: path.display().to_string(), reason }
    }
}

/// Prints to standard output. A reader that has gone away (`| head`) is no error.
///
/// # Errors
/// When the output cannot be written, e.g. to a full disk.
pub fn print(text: &str) -> Result<(), OutputError> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(OutputError::new(Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// Prints a line to standard error. Where that is not possible there is nobody
/// to tell.
pub fn print_note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes a file so that it is either complete or absent: through a temporary
/// file in the same directory.
///
/// # Errors
/// When the file cannot be written.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), OutputError> {
    let failed = |error: &io::Error| OutputError::new(path, error);
    if is_device(path) {
        return std::fs::write(path, text).map_err(|error| failed(&error));
    }
    let mut file = temporary_beside(path).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    set_usual_permissions(&file).map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Finds out before a long computation whether a file can be written after it.
///
/// # Errors
/// When it cannot.
pub fn check_writable(path: &Path) -> Result<(), OutputError> {
    if path.is_dir() {
        return Err(OutputError::new(path, &io::ErrorKind::IsADirectory.into()));
    }
    if is_device(path) {
        return Ok(());
    }
    temporary_beside(path).map(drop).map_err(|error| OutputError::new(path, &error))
}

/// Finds out before a long computation whether files can be written after it into a folder that [`make_folder`] will
/// make. Leaves nothing behind.
///
/// # Errors
/// When they cannot.
pub fn check_folder(folder: &Path) -> Result<(), OutputError> {
    let existing = folder.ancestors().find(|own| own.exists()).unwrap_or(Path::new("."));
    let tried = if existing.is_dir() {
        temporary_beside(&existing.join("file")).map(drop)
    } else {
        Err(io::ErrorKind::NotADirectory.into())
    };
    tried.map_err(|error| OutputError::new(existing, &error))
}

/// The folder of a file, when it does not exist.
pub fn missing_folder(path: &Path) -> Option<&Path> {
    path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
}

/// Makes a folder and those above it, where they do not exist.
///
/// # Errors
/// When that is not possible.
pub fn make_folder(folder: &Path) -> Result<(), OutputError> {
    std::fs::create_dir_all(folder).map_err(|error| OutputError::new(folder, &error))
}

/// A device such as /dev/stdout cannot be replaced by a renamed file.
fn is_device(path: &Path) -> bool {
    path.exists() && !path.is_file()
}

fn temporary_beside(path: &Path) -> io::Result<tempfile::NamedTempFile> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::NamedTempFile::new_in(directory)
}

/// Temporary files are private; results are as readable as other files.
#[cfg(unix)]
fn set_usual_permissions(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
