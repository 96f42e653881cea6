//! Z3.

use super::Dialect;

pub const DIALECT: Dialect = Dialect {
    name: "z3",
    package: "z3",
    version: &["--version"],
    before_version: "Z3 version ",
    arguments: &["-smt2"],
};
