//! Numbers and kinds of number as text.

use proptest::prelude::*;
use spma::scalar::{Bounds, PRECISIONS, Rational, RationalParseError, ScalarKind, ScalarKindError};

fn rational(text: &str) -> Result<Rational, RationalParseError> {
    text.parse()
}

#[test]
fn decimals_and_fractions_are_read_exactly() {
    let cases = [
        ("0", 0, 1),
        ("-0", 0, 1),
        ("+3", 3, 1),
        (" 3 ", 3, 1),
        ("007", 7, 1),
        ("0.1", 1, 10),
        (".5", 1, 2),
        ("5.", 5, 1),
        ("-.25", -1, 4),
        ("-0.5", -1, 2),
        ("1e-3", 1, 1000),
        ("1E3", 1000, 1),
        ("2.5e+1", 25, 1),
        ("-2.5e-3", -1, 400),
        ("0e100000", 0, 1),
        ("-7/20", -7, 20),
        ("6/4", 3, 2),
        ("1/-2", -1, 2),
        ("+1/+2", 1, 2),
        ("0/5", 0, 1),
    ];
    for (text, numerator, denominator) in cases {
        assert_eq!(rational(text), Ok(Rational::new(numerator, denominator)), "{text:?}");
    }
}

#[test]
fn texts_that_are_no_numbers_are_refused_as_malformed() {
    let texts = [
        "1.2.3", "--1", "+-1", "-+1", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1e1.5", "1e2e3", "1e 5", "1 000",
        "1_000", "1,5", "0x10", "1/", "/2", "/", "1/2/3", "1 / 2", "1/2e3", "1.5/2", "1/2.5", "1.-5", "1.+5", "half",
        "nan/1", "1/inf", "NaN1", "１", "π", "1e--5", "1\0",
    ];
    for text in texts {
        assert_eq!(rational(text), Err(RationalParseError::Malformed(text.to_owned())), "{text:?}");
    }
}

#[test]
fn other_refusals_say_what_is_wrong() {
    for text in ["", " ", "\t\n"] {
        assert_eq!(rational(text), Err(RationalParseError::Empty));
    }
    for text in ["1/0", "0/0", "-3/-0"] {
        assert_eq!(rational(text), Err(RationalParseError::ZeroDenominator(text.to_owned())));
    }
    for text in ["nan", "NaN", "-nan", "inf", "-inf", "+Infinity", "INF"] {
        assert_eq!(rational(text), Err(RationalParseError::NotFinite(text.to_owned())));
    }
    for text in ["1e999999999", "1e-999999999", "1e100001", "0e100001", "1e99999999999999999999", "1e-2147483648"] {
        assert_eq!(rational(text), Err(RationalParseError::ExponentTooLarge(text.to_owned())));
    }
    let refusal = rational("1e999999999").unwrap_err().to_string();
    assert_eq!(refusal, "`1e999999999` has an exponent beyond 100000");
}

#[test]
fn a_long_text_is_shortened_in_the_refusal() {
    let text = format!("{}x", "1".repeat(1000));
    assert_eq!(rational(&text), Err(RationalParseError::Malformed(format!("{}...", "1".repeat(40)))));
    let wide = "é".repeat(1000);
    assert_eq!(rational(&wide), Err(RationalParseError::Malformed(format!("{}...", "é".repeat(40)))));
}

#[test]
fn the_largest_exponents_are_read() {
    assert_eq!(rational("1e100000").unwrap(), Rational::from(10).power(100_000));
    assert_eq!(rational("1e-100000").unwrap(), Rational::from(10).power(-100_000));
}

#[test]
fn decimals_are_printed_plain_when_short_and_scientific_otherwise() {
    let cases = [
        ("0", 3, "0", "0"),
        ("1", 3, "1", "1"),
        ("-1/3", 3, "-0.334", "-0.333"),
        ("2/3", 1, "0.6", "0.7"),
        ("9.995", 3, "9.99", "10"),
        ("-9.995", 3, "-10", "-9.99"),
        ("123456", 3, "123000", "124000"),
        ("1234567", 3, "1.23e6", "1.24e6"),
        ("0.00001234", 2, "0.000012", "0.000013"),
        ("0.000001234", 2, "1.2e-6", "1.3e-6"),
        ("99999.99", 2, "99000", "100000"),
        ("999999.9", 2, "990000", "1e6"),
        ("1e400", 5, "1e400", "1e400"),
        ("-1e-400", 5, "-1e-400", "-1e-400"),
        ("12345678901234567890", 17, "1.2345678901234567e19", "1.2345678901234568e19"),
    ];
    for (text, digits, floor, ceil) in cases {
        let value = rational(text).unwrap();
        assert_eq!(value.to_decimal_floor(digits), floor, "floor of {text} to {digits}");
        assert_eq!(value.to_decimal_ceil(digits), ceil, "ceiling of {text} to {digits}");
    }
}

#[test]
#[should_panic(expected = "a decimal needs at least one digit")]
fn a_decimal_without_digits_is_refused() {
    Rational::from(1).to_decimal_floor(0);
}

#[test]
fn bounds_print_outward_and_unbounded_as_infinite() {
    let third = Bounds::point(Rational::new(1, 3));
    assert_eq!(third.outward_decimals(2), ["0.33", "0.34"]);
    assert_eq!(Bounds::unbounded().outward_decimals(2), ["-inf", "inf"]);
    let half_line = Bounds { lower: Some(Rational::from(-2)), upper: None };
    assert_eq!(half_line.outward_decimals(2), ["-2", "inf"]);
    assert_eq!(half_line.width(), None);
    assert!(half_line.contains(&Rational::from(-2)) && !half_line.contains(&Rational::from(-3)));
    assert_eq!(third.width(), Some(Rational::from(0)));
}

#[test]
fn a_rational_prints_sign_and_padding_like_an_integer() {
    let value = Rational::new(-7, 20);
    assert_eq!(format!("{value}"), "-7/20");
    assert_eq!(format!("{value:>8}|{value:<8}|{:+}", Rational::from(3)), "   -7/20|-7/20   |+3");
}

#[test]
fn kinds_of_number_are_read_by_name() {
    let cases = [
        ("f64", ScalarKind::F64),
        ("rational", ScalarKind::Rational),
        ("interval", ScalarKind::Interval),
        ("interval:64", ScalarKind::BigInterval(64)),
        ("interval:65", ScalarKind::BigInterval(128)),
        ("interval:2", ScalarKind::BigInterval(64)),
        ("mpfr", ScalarKind::BigFloat(256)),
        ("mpfr:300", ScalarKind::BigFloat(1024)),
        ("mpfr:4096", ScalarKind::BigFloat(4096)),
    ];
    for (text, kind) in cases {
        assert_eq!(text.parse(), Ok(kind), "{text:?}");
    }
}

#[test]
fn other_names_of_kinds_are_refused() {
    for text in ["", "f32", "F64", "f64:64", "rational:64", " f64", "Interval", "mpfr:64:64"] {
        assert!(text.parse::<ScalarKind>().is_err(), "{text:?}");
    }
    for text in ["f32", "f64:64", "rational:64"] {
        assert_eq!(text.parse::<ScalarKind>(), Err(ScalarKindError::Unknown(text.to_owned())));
    }
    for text in ["mpfr:1", "mpfr:0", "mpfr:-5", "mpfr:", "interval:x", "interval:4097", "interval:99999999999"] {
        assert_eq!(text.parse::<ScalarKind>(), Err(ScalarKindError::Precision(text.to_owned())));
    }
    let refusal = "mpfr:1".parse::<ScalarKind>().unwrap_err().to_string();
    assert_eq!(refusal, "`mpfr:1`: the precision must be a number of bits from 2 to 4096");
}

#[test]
fn a_kind_prints_as_the_name_it_is_read_by() {
    let sized = PRECISIONS.into_iter().flat_map(|bits| [ScalarKind::BigFloat(bits), ScalarKind::BigInterval(bits)]);
    for kind in [ScalarKind::F64, ScalarKind::Interval, ScalarKind::Rational].into_iter().chain(sized) {
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
}

#[test]
fn only_enclosures_and_exact_numbers_prove() {
    assert!(!ScalarKind::F64.is_rigorous() && !ScalarKind::BigFloat(4096).is_rigorous());
    assert!(ScalarKind::Interval.is_rigorous() && ScalarKind::BigInterval(64).is_rigorous());
    assert!(ScalarKind::Rational.is_rigorous());
}

/// Rationals of sizes from `10^-60` to `10^60`, powers of ten and their
/// neighbours among them.
fn rationals() -> BoxedStrategy<Rational> {
    let ten = |exponent: i32| Rational::from(10).power(exponent);
    prop_oneof![
        2 => (any::<i64>(), 1..i64::MAX).prop_map(|(p, q)| Rational::new(p, q)),
        1 => (any::<i64>(), -60i32..40).prop_map(move |(p, e)| Rational::from(p) * ten(e)),
        1 => (-60i32..60, -60i32..60, -1i64..=1, any::<bool>()).prop_map(move |(e, f, k, negative)| {
            let value = ten(e) + Rational::from(k) * ten(e.min(f));
            if negative { -value } else { value }
        }),
    ]
    .boxed()
}

/// Digits of a printed decimal from the first to the last that is not 0.
fn significant_digits(text: &str) -> usize {
    let mantissa = text.split('e').next().unwrap();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// `10^(e - digits + 1)` for `10^e <= |value| < 10^(e + 1)`.
fn last_place(value: &Rational, digits: usize) -> Rational {
    let ten = Rational::from(10);
    let exponent = (-100..100).rev().find(|&e| ten.power(e) <= value.abs()).unwrap();
    ten.power(exponent - digits as i32 + 1)
}

proptest! {
    #[test]
    fn a_decimal_is_its_digits_times_a_power_of_ten(
        negative in any::<bool>(),
        whole in "[0-9]{1,25}",
        fraction in "[0-9]{0,25}",
        exponent in -50i32..50,
    ) {
        let sign = if negative { "-" } else { "" };
        let digits: Rational = format!("{sign}{whole}{fraction}").parse().unwrap();
        let expected = digits * Rational::from(10).power(exponent - fraction.len() as i32);
        prop_assert_eq!(rational(&format!("{sign}{whole}.{fraction}e{exponent}")), Ok(expected));
    }

    #[test]
    fn a_printed_rational_is_read_back(value in rationals()) {
        prop_assert_eq!(rational(&value.to_string()), Ok(value.clone()));
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(&json, &format!("\"{value}\""));
        prop_assert_eq!(serde_json::from_str::<Rational>(&json).unwrap(), value);
    }

    #[test]
    fn printed_decimals_are_the_nearest_on_each_side(value in rationals(), digits in 1usize..30) {
        let (floor, ceil) = (value.to_decimal_floor(digits), value.to_decimal_ceil(digits));
        prop_assert!(significant_digits(&floor) <= digits && significant_digits(&ceil) <= digits);
        let (lower, upper) = (rational(&floor).unwrap(), rational(&ceil).unwrap());
        prop_assert!(lower <= value && value <= upper);
        if value != Rational::from(0) {
            let step = last_place(&value, digits);
            prop_assert!(lower + &step > value && upper - step < value);
        }
        prop_assert_eq!((-value).to_decimal_floor(digits), if ceil == "0" { ceil } else { negated(&ceil) });
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[-+0-9./eE naif]{0,12}") {
        if let Ok(value) = rational(&text) {
            prop_assert_eq!(rational(&value.to_string()), Ok(value));
        }
    }
}

/// The same text with the other sign.
fn negated(text: &str) -> String {
    text.strip_prefix('-').map_or_else(|| format!("-{text}"), str::to_owned)
}
