//! The std operators of a kind of number, derived from four functions.

/// Implements `+ - * /` (right operand by value or by reference), `+= -=` by
/// reference, for a type with inherent `plus`, `minus`, `times`, `over` that
/// take both operands by reference.
macro_rules! field_operators {
    ([$($generics:tt)*] $type:ty) => {
        field_operators!(@binary [$($generics)*] $type, Add, add, plus);
        field_operators!(@binary [$($generics)*] $type, Sub, sub, minus);
        field_operators!(@binary [$($generics)*] $type, Mul, mul, times);
        field_operators!(@binary [$($generics)*] $type, Div, div, over);
        field_operators!(@assign [$($generics)*] $type, AddAssign, add_assign, plus);
        field_operators!(@assign [$($generics)*] $type, SubAssign, sub_assign, minus);
    };
    (@binary [$($generics:tt)*] $type:ty, $trait:ident, $method:ident, $function:ident) => {
        impl<$($generics)*> std::ops::$trait<&$type> for $type {
            type Output = $type;
            fn $method(self, other: &$type) -> $type {
                self.$function(other)
            }
        }
        impl<$($generics)*> std::ops::$trait for $type {
            type Output = $type;
            fn $method(self, other: $type) -> $type {
                self.$function(&other)
            }
        }
    };
    (@assign [$($generics:tt)*] $type:ty, $trait:ident, $method:ident, $function:ident) => {
        impl<$($generics)*> std::ops::$trait<&$type> for $type {
            fn $method(&mut self, other: &$type) {
                *self = self.$function(other);
            }
        }
    };
}

pub(super) use field_operators;
