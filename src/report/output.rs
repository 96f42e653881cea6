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
        OutputError { path: path.display().to_string(), reason: error.to_string() }
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

/// Writes a file so that it is either complete or absent: through a temporary
/// file in the same directory.
///
/// # Errors
/// When the file cannot be written.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), OutputError> {
    let failed = |error: &io::Error| OutputError::new(path, error);
    // A device such as /dev/stdout cannot be replaced by a renamed file.
    if path.exists() && !path.is_file() {
        return std::fs::write(path, text).map_err(|error| failed(&error));
    }
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(directory).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    set_usual_permissions(&file).map_err(|error| failed(&error))?;
    file.persist(path).map_err(|error| failed(&error.error))?;
    Ok(())
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
