//! Numbers, and what can be decided with them.
//!
//! Every formula of the project is written once, over the traits of this
//! module, and evaluated over five kinds of number:
//!
//! | kind | type | a comparison decides |
//! |---|---|---|
//! | float | `f64` | nothing rigorous, fast |
//! | big float | [`BigFloat<BITS>`](BigFloat) | nothing rigorous, at `BITS` bits |
//! | enclosure | [`Interval<E>`](Interval) | `Yes`, `No`, or `Undecided` when the intervals overlap |
//! | exact | [`Rational`] | everything |
//! | dual | [`Dual<T>`](Dual) | nothing (carries a derivative) |
//!
//! No comparison anywhere uses an epsilon.

mod big_float;
mod bounds;
mod dual;
mod endpoint;
mod endpoint_big_float;
mod endpoint_f64;
mod f64;
mod field;
mod interval;
mod interval_arithmetic;
mod interval_scalar;
mod kind;
mod operators;
mod rational;
mod rational_text;
mod truth;

pub use big_float::BigFloat;
pub use bounds::Bounds;
pub use dual::Dual;
pub use endpoint::Endpoint;
pub use field::{Field, Ordered, Transcendental};
pub use interval::{Interval, IntervalError};
pub use kind::{PRECISIONS, ScalarKind, ScalarKindError};
pub(crate) use kind::{
    with_claim_scalar, with_scalar, with_scalar_among, with_transcendental_claim_scalar, with_transcendental_scalar,
};
pub use rational::Rational;
pub use rational_text::RationalParseError;
pub use truth::Truth;
