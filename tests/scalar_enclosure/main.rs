//! Rounding and enclosure: what an endpoint or an interval returns, against the
//! exact result in rational arithmetic, on inputs at the edges of the formats.

/// Repeats tests for hardware floats and for big floats of two precisions, with
/// the endpoint type as `E`.
macro_rules! every_endpoint {
    ($($items:tt)*) => {
        mod hardware {
            use super::*;
            type E = f64;
            $($items)*
        }
        mod big_64 {
            use super::*;
            type E = spma::scalar::BigFloat<64>;
            $($items)*
        }
        mod big_256 {
            use super::*;
            type E = spma::scalar::BigFloat<256>;
            $($items)*
        }
    };
}

mod arithmetic;
mod construction;
mod division;
mod elementary;
mod endpoints;
mod exponent_range;
mod order;
mod precisions;
mod support;
