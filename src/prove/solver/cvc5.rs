//! cvc5.

use super::Dialect;

pub const DIALECT: Dialect = Dialect {
    name: "cvc5",
    package: "cvc5",
    version: &["--version"],
    before_version: "cvc5 version ",
    arguments: &["--lang=smt2"],
};
