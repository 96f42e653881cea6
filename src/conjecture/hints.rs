//! What to write instead of signs that formulas do not know.

/// Signs of other notations, each with what formulas have for it.
const SIGNS: [(&str, &str); 35] = [
    ("==", "`=`"),
    ("=<", "`<=`"),
    ("=>", "`>=`"),
    ("!=", NOT_EQUAL),
    ("\u{2260}", NOT_EQUAL),
    ("&", SEVERAL),
    ("\u{2227}", SEVERAL),
    ("|", "`abs(..)` for a size, `max(.., ..)` where one of two is enough"),
    ("\u{2228}", "`max(.., ..)` where one of two is enough"),
    ("**", "`^`"),
    ("\u{2264}", "`<=`"),
    ("\u{2265}", "`>=`"),
    ("\u{2a7d}", "`<=`"),
    ("\u{2a7e}", "`>=`"),
    ("\u{b7}", "`*`"),
    ("\u{22c5}", "`*`"),
    ("\u{d7}", "`*`"),
    ("\u{f7}", "`/`"),
    ("\u{2212}", "`-`, the sign on the keyboard"),
    ("\u{2013}", "`-`, the sign on the keyboard"),
    ("\u{b2}", "`^2`"),
    ("\u{221a}", "`sqrt(..)`"),
    ("\u{2211}", "`sum_s(..)`, `sum_a(..)` or `sum_t(..)`"),
    ("\u{3a3}", "`sum_s(..)`, `sum_a(..)` or `sum_t(..)`"),
    ("\u{220f}", "`prod_t(..)`"),
    ("\u{3b3}", "`gamma`"),
    ("\u{3b7}", "`eta`"),
    ("\u{3c0}", "`pi`"),
    ("\u{3c1}", "`rho`"),
    ("\u{3ba}", "`kappa_t`"),
    ("\u{3b5}", "`eps`"),
    ("\u{3f5}", "`eps`"),
    ("[", "`(`"),
    ("]", "`)`"),
    (".", "numbers as in `0.5`, with one point between digits,"),
];

const NOT_EQUAL: &str = "`abs(x - y) > 0`";

const SEVERAL: &str = "several hypotheses, or a statement for each under [claims]";

/// `write A instead of B`, for the sign at the start of a text.
pub(super) fn instead(rest: &str) -> Option<String> {
    let (sign, wanted) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some(format!("write {wanted} instead of `{sign}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_other_notations_are_told_apart_from_those_of_formulas() {
        assert_eq!(instead("== 1").as_deref(), Some("write `=` instead of `==`"));
        assert_eq!(instead("\u{3b3} < 1").as_deref(), Some("write `gamma` instead of `\u{3b3}`"));
        assert!(instead("&& 1 < 2").is_some_and(|text| text.starts_with("write several hypotheses")));
        for known in ["= 1", "<= 1", ">= 1", "< 1", "* 2", "gamma", ""] {
            assert_eq!(instead(known), None, "{known}");
        }
    }
}
