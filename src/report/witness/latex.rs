//! A sheet as LaTeX, for a paper's appendix. It needs no package.

use std::fmt::Write;

use super::sheet::{Cell, LONG_NUMBERS, Sheet, SheetTable, bounds_of_long};
use crate::scalar::Rational;

/// The sheet as LaTeX.
pub(super) fn latex(sheet: &Sheet) -> String {
    let facts: Vec<String> =
        sheet.facts.iter().map(|(_, symbol, value)| format!("${symbol} = {}$", math(value))).collect();
    let mut text = format!("\\paragraph{{{}}}\n{}\n", escaped(&sheet.title), facts.join(", "));
    for table in &sheet.tables {
        text.push_str(&tabular(table));
    }
    if sheet.has_long_numbers() {
        writeln!(text, "\n{LONG_NUMBERS}.").expect("writing to a string cannot fail");
    }
    text
}

fn tabular(table: &SheetTable) -> String {
    let mut text = format!("\n\\begin{{center}}\n{}\\\\[2pt]\n", escaped(table.caption));
    writeln!(text, "\\begin{{tabular}}{{{}}}", "l".repeat(table.head.len())).expect("writing to a string cannot fail");
    let head: Vec<String> = table.head.iter().map(|cell| heading(cell)).collect();
    writeln!(text, "{} \\\\ \\hline", head.join(" & ")).expect("writing to a string cannot fail");
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(set).collect();
        writeln!(text, "{} \\\\", cells.join(" & ")).expect("writing to a string cannot fail");
    }
    text.push_str("\\end{tabular}\n\\end{center}\n");
    text
}

/// A heading: the paper's symbol where there is one.
fn heading(text: &str) -> String {
    let symbol = match text {
        "r" => "r",
        "t" => "t",
        "pi" => "\\pi",
        "pi'" => "\\pi'",
        "phi" => "\\phi",
        "theta" => "\\theta",
        "pi_theta" => "\\pi_\\theta",
        "V" => "V",
        "pi_t" => "\\pi_t",
        "Q" => "Q",
        "Adv" => "\\mathrm{Adv}",
        "pi_t (1 + eta Adv)" => "\\pi_t (1 + \\eta\\,\\mathrm{Adv})",
        "V*" => "V^*",
        "V_t" => "V_t",
        "V_{t+1}" => "V_{t+1}",
        words => return escaped(words),
    };
    format!("${symbol}$")
}

/// A cell of a table.
fn set(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => escaped(text),
        Cell::Empty => String::new(),
        other => format!("${}$", math(other)),
    }
}

/// A value in mathematics.
fn math(cell: &Cell) -> String {
    match cell {
        Cell::Number(x) => fraction(x),
        Cell::Distribution(entries) => {
            let entry = |(to, p): &(usize, Rational)| format!("{to}\\colon {}", fraction(p));
            entries.iter().map(entry).collect::<Vec<_>>().join(",\\ ")
        }
        Cell::Text(text) => format!("\\mbox{{{}}}", escaped(text)),
        other => other.plain(),
    }
}

fn fraction(x: &Rational) -> String {
    if let Some(bounds) = bounds_of_long(x) {
        return bounds;
    }
    if *x.denominator() == 1 {
        return x.to_string();
    }
    let sign = if x.is_negative() { "-" } else { "" };
    format!("{sign}\\frac{{{}}}{{{}}}", x.abs().numerator(), x.denominator())
}

/// Text with TeX's special characters protected.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text.replace("<=", "\u{2264}").replace(">=", "\u{2265}");
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '\u{2264}' => escaped.push_str("$\\le$"),
            '\u{2265}' => escaped.push_str("$\\ge$"),
            '<' | '>' | '|' => {
                escaped.push('$');
                escaped.push(character);
                escaped.push('$');
            }
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_of_tex_are_protected() {
        assert_eq!(escaped("0 < eta_t <= 50% {x}"), "0 $<$ eta\\_t $\\le$ 50\\% \\{x\\}");
        assert_eq!(fraction(&Rational::new(-3, 7)), "-\\frac{3}{7}");
        assert_eq!(fraction(&Rational::from(4)), "4");
    }
}
