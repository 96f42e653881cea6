//! Programs that the crate calls are known to one file each.

use std::fs;
use std::path::{Path, PathBuf};

fn rust_files(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a readable directory") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn each_external_tool_is_named_in_exactly_one_source_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<PathBuf> = ["src", "theorems"].iter().flat_map(|folder| rust_files(&root.join(folder))).collect();
    for tool in ["z3", "cvc5", "coqc"] {
        let name = format!("\"{tool}\"");
        let named: Vec<&PathBuf> =
            files.iter().filter(|path| fs::read_to_string(path).expect("a readable file").contains(&name)).collect();
        assert_eq!(named.len(), 1, "{tool}: {named:?}");
    }
}
