//! CSV files: what is read, and what the user is told about bad ones.

use std::path::Path;

use spma::mdp::{Action, RowSums};
use spma::model_io::{self, InitialSource, Model, ModelReadError, ReadOptions};
use spma::scalar::Rational;

const HEADER: &str = "idstatefrom,idaction,idstateto,probability,reward\n";

fn read_as(text: impl AsRef<[u8]>, row_sums: RowSums) -> Result<Model, ModelReadError> {
    let options = ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
    model_io::read_bytes(Path::new("m.csv"), text.as_ref(), &options)
}

fn rows(rows: &str) -> Result<Model, ModelReadError> {
    read_as(format!("{HEADER}{rows}"), RowSums::Exact)
}

fn message(result: Result<Model, ModelReadError>) -> String {
    result.expect_err("a refused file").to_string()
}

fn number(text: &str) -> Rational {
    text.parse().expect("a number")
}

#[test]
fn decimals_fractions_blank_lines_quotes_and_crlf_are_read_exactly() {
    let text = "\u{feff}\"idstatefrom\",\"idaction\",idstateto,probability,reward\r\n\r\n\
                0,0,0,0.1,-2.5e-3\r\n 0 , 0 , 1 , 9/10 ,\"1\"\r\n   \r\n1,0,1,1,0";
    let model = read_as(text, RowSums::Exact).unwrap();
    let expected = vec![
        vec![Action {
            reward: number("0.1") * number("-0.0025") + number("0.9"),
            transitions: vec![(0, number("1/10")), (1, number("9/10"))],
        }],
        vec![Action { reward: number("0"), transitions: vec![(1, number("1"))] }],
    ];
    assert_eq!(model.mdp.to_actions(), expected);
    assert_eq!((model.name.as_str(), model.initial_source), ("m", InitialSource::Uniform));
    assert_eq!(model.mdp.initial(), [Rational::new(1, 2), Rational::new(1, 2)]);
}

#[test]
fn repeated_rows_of_a_transition_add_up() {
    let model = rows("0,0,0,1/4,1\n0,0,0,1/4,3\n0,0,1,1/2,0\n1,0,1,1,0\n").unwrap();
    let expected = Action { reward: number("1"), transitions: vec![(0, number("1/2")), (1, number("1/2"))] };
    assert_eq!(model.mdp.to_actions()[0], [expected]);
}

#[test]
fn renormalised_rows_have_the_reward_of_the_renormalised_probabilities() {
    let text = format!("{HEADER}0,0,0,0.3,3\n0,0,1,0.6,6\n1,0,1,1,0\n");
    let model = read_as(text, RowSums::Renormalise).unwrap();
    let expected = Action { reward: number("5"), transitions: vec![(0, number("1/3")), (1, number("2/3"))] };
    assert_eq!(model.mdp.to_actions()[0], [expected]);
    assert_eq!(
        model.warnings,
        ["1 of 2 rows of probabilities did not sum to 1 and were divided by their sum; \
          the largest defect is 0.1 (state 0, action 0, line 2)"]
    );
}

#[test]
fn rows_may_come_in_any_order() {
    let sorted = rows("0,0,1,1,0\n0,1,0,1,2\n1,0,0,1/2,1\n1,0,1,1/2,0\n").unwrap();
    let shuffled = rows("1,0,1,1/2,0\n0,1,0,1,2\n1,0,0,1/2,1\n0,0,1,1,0\n").unwrap();
    assert_eq!(sorted, shuffled);
}

#[test]
fn a_file_without_content_or_rows_is_refused() {
    let expected = "m.csv: the file is empty; its first line must be \
                    `idstatefrom,idaction,idstateto,probability,reward`";
    for empty in ["", "\n", " \r\n\n"] {
        assert_eq!(message(read_as(empty, RowSums::Exact)), expected);
    }
    let expected = "m.csv: there is no row after the header; write at least one";
    assert_eq!(message(rows("")), expected);
    assert_eq!(message(rows("\n \n")), expected);
}

#[test]
fn another_header_is_refused() {
    let expected = "m.csv, line 2: the header is `from,to,p`; replace it by \
                    `idstatefrom,idaction,idstateto,probability,reward`";
    assert_eq!(message(read_as("\nfrom,to,p\n0,0,1\n", RowSums::Exact)), expected);
    assert!(message(read_as("0,0,0,1,0\n", RowSums::Exact)).starts_with("m.csv, line 1: the header is `0,0,0,1,0`"));
    let semicolons = "idstatefrom;idaction;idstateto;probability;reward\n0;0;0;1;0\n";
    assert!(message(read_as(semicolons, RowSums::Exact)).contains("line 1: the header is `idstatefrom;idaction"));
}

#[test]
fn a_row_with_another_number_of_columns_is_refused_with_its_line() {
    let columns = "write 5: idstatefrom,idaction,idstateto,probability,reward";
    assert_eq!(message(rows("0,0,0,1,0\n\n0,1,0,1\n")), format!("m.csv, line 4: the row has 4 columns; {columns}"));
    assert_eq!(message(rows("0,0,0,1,0,\n")), format!("m.csv, line 2: the row has 6 columns; {columns}"));
}

#[test]
fn a_malformed_number_is_refused_with_line_and_column() {
    let shown = |row: &str| message(rows(&format!("0,0,0,1,0\n{row}\n")));
    let fix = "write a finite decimal or a fraction p/q";
    assert_eq!(
        shown("0,1,0,one,0"),
        format!("m.csv, line 3: probability: `one` is not a number (expected forms: 3, -7/20, 0.35, 1.5e-3); {fix}")
    );
    assert_eq!(shown("0,1,0,NaN,0"), format!("m.csv, line 3: probability: `NaN` is not a finite number; {fix}"));
    assert_eq!(shown("0,1,0,1,-inf"), format!("m.csv, line 3: reward: `-inf` is not a finite number; {fix}"));
    assert_eq!(shown("0,1,0,1/0,0"), format!("m.csv, line 3: probability: `1/0` has a zero denominator; {fix}"));
    assert_eq!(shown("0,1,0,1,"), format!("m.csv, line 3: reward: empty number; {fix}"));
    assert!(shown("0,1,0,1,1e999999999").starts_with("m.csv, line 3: reward: `1e999999999` has an exponent beyond"));
    let long = shown(&format!("0,1,0,{},0", "x".repeat(5000)));
    assert!(long.contains("line 3: probability: `xxxxxxxxxx") && long.len() < 250, "{long}");
}

#[test]
fn a_negative_probability_is_refused_with_its_line() {
    let expected = "m.csv, line 3: probability: -0.5 is negative; probabilities lie in [0, 1]";
    assert_eq!(message(rows("0,0,0,1.5,0\n0,0,0,-0.5,0\n")), expected);
}

#[test]
fn state_and_action_numbers_are_checked() {
    let expected = |column: &str, text: &str| {
        format!(
            "m.csv, line 2: {column}: `{text}` is not a non-negative integer; number states and actions 0, 1, 2, ..."
        )
    };
    assert_eq!(message(rows("-1,0,0,1,0\n")), expected("idstatefrom", "-1"));
    assert_eq!(message(rows("0,left,0,1,0\n")), expected("idaction", "left"));
    assert_eq!(message(rows("0,0,1.0,1,0\n")), expected("idstateto", "1.0"));
    assert_eq!(message(rows("0,,0,1,0\n")), expected("idaction", ""));
    for huge in ["10000001", "99999999999999999999999999"] {
        let expected = format!(
            "m.csv, line 2: idstatefrom: {huge} is larger than 10000000; \
             number states and actions 0, 1, 2, ... without gaps"
        );
        assert_eq!(message(rows(&format!("{huge},0,0,1,0\n"))), expected);
    }
}

#[test]
fn a_successor_without_rows_is_refused_with_the_line_of_the_transition_and_the_row_to_add() {
    let expected = "m.csv, line 3: unknown state 2: it has no rows of its own; \
                    give an end state the row `2,0,2,1,0` to make it absorbing";
    assert_eq!(message(rows("0,0,1,1,0\n1,0,2,1,0\n0,1,2,1,0\n")), expected);
    let gap = message(rows("0,0,0,1,0\n0,1,1,1,0\n2,0,2,1,0\n"));
    assert!(gap.starts_with("m.csv, line 3: unknown state 1:"), "{gap}");
}

#[test]
fn gaps_in_the_numbering_are_refused_with_the_next_line_in_use() {
    let expected = "m.csv, line 3: state 2 has rows but state 1 has none; number states 0, 1, 2, ... without gaps";
    assert_eq!(message(rows("0,0,0,1,0\n2,0,2,1,0\n")), expected);
    let expected = "m.csv, line 2: state 1 has rows but state 0 has none; number states 0, 1, 2, ... without gaps";
    assert_eq!(message(rows("1,0,1,1,0\n")), expected);
    assert!(
        message(rows("10000000,0,10000000,1,0\n")).contains("line 2: state 10000000 has rows but state 0 has none")
    );
    let expected = "m.csv, line 3: state 0 has action 2 but no action 1; number its actions 0, 1, 2, ... without gaps";
    assert_eq!(message(rows("0,0,0,1,0\n0,2,0,1,0\n")), expected);
}

#[test]
fn a_row_sum_other_than_one_is_refused_with_pair_sum_defect_and_first_line() {
    let expected = "m.csv, line 3: state 0, action 1: the probabilities sum to 9999999999/10000000000, not to 1 \
                    (defect -1e-10); write them as fractions such as 1/3, or pass --renormalise";
    assert_eq!(message(rows("0,0,0,1,0\n0,1,0,0.3333333333,0\n0,1,1,0.6666666666,0\n1,0,1,1,0\n")), expected);
    let long = message(rows(&format!("0,0,0,0.{},0\n", "3".repeat(500))));
    assert!(long.contains("sum to 0.33333333333333333333..., not to 1 (defect -0.667)"), "{long}");
    for row_sums in [RowSums::Exact, RowSums::Renormalise] {
        let zero = message(read_as(format!("{HEADER}0,0,0,0,0\n"), row_sums));
        assert_eq!(
            zero,
            "m.csv, line 2: state 0, action 0: all probabilities are zero; write its successors with probabilities"
        );
    }
}

#[test]
fn bytes_that_are_not_text_are_refused_with_their_place() {
    let mut text = format!("{HEADER}0,0,0,").into_bytes();
    text.extend([0xff, 0xfe, b'\n']);
    assert_eq!(
        message(read_as(&text, RowSums::Exact)),
        "m.csv, line 2: byte 7 of the line is not UTF-8; save the file as UTF-8 text"
    );
    let control = message(rows("0,0,0,\u{1b}[31m1,0\n"));
    assert!(control.starts_with("m.csv, line 2: control character U+001B;"), "{control}");
    let wide: Vec<u8> = HEADER.bytes().flat_map(|byte| [byte, 0]).collect();
    assert!(message(read_as(wide, RowSums::Exact)).starts_with("m.csv, line 1: control character U+0000"));
}

#[test]
fn an_open_quote_is_refused_with_its_line() {
    let expected = "m.csv, line 3: a quoted field runs over the end of the line; \
                    write plain numbers separated by commas";
    assert_eq!(message(rows("0,0,0,1,0\n0,1,0,\"1,0\n0,2,0,1,0\n")), expected);
}

#[test]
fn a_discount_outside_its_range_is_refused() {
    let options = ReadOptions { discount: Rational::new(1, 1), initial: None, row_sums: RowSums::Exact };
    let text = format!("{HEADER}0,0,0,1,0\n");
    let error = model_io::read_bytes(Path::new("m.csv"), text.as_bytes(), &options).unwrap_err();
    assert_eq!(error.to_string(), "m.csv: the discount factor gamma = 1 is outside [0, 1)");
}
