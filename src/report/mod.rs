//! Reports for people and for programs.

mod cases;
mod number;
mod output;
mod slug;
mod table;
mod verify_json;

pub use cases::{CaseFiles, WrittenCases};
pub use number::Number;
pub use output::{OutputError, check_writable, print, print_note, write_atomically};
pub use table::{aligned, verify_table};
pub use verify_json::{VERIFY_SCHEMA, verify_json};
