//! Reports for people and for programs.

mod cases;
mod columns;
mod number;
mod output;
mod picture;
mod slug;
mod study;
mod table;
mod verify_json;
mod witness;

pub use cases::{CaseFiles, WrittenCases};
pub use columns::{LiveTable, aligned};
pub use number::Number;
pub use output::{
    OutputError, check_folder, check_writable, make_folder, missing_folder, print, print_note, write_atomically,
};
pub use picture::{PictureError, picture};
pub use slug::slug as file_slug;
pub use study::{study_csv, study_json};
pub use table::{shard_table, verify_table};
pub use verify_json::{VERIFY_SCHEMA, verify_json};
pub use witness::{witness_latex, witness_test, witness_text};
