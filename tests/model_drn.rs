//! Storm's explicit format: what is read, and what the user is told about bad
//! files.

use std::path::Path;

use spma::mdp::{Action, RowSums};
use spma::model_io::{self, InitialSource, Model, ModelReadError, ReadOptions};
use spma::scalar::Rational;

const GOOD: &str = "// comment
@type: MDP
@value_type: rational
@parameters

@reward_models
cost
@nr_states
2
@nr_choices
3
@model
state 0 [1/2] start init
\taction a [1]
\t\t0 : 1/3
\t\t1 : 2/3
\taction b,c [-1/2] fast // a comment
\t\t1 : 1
state 1 \"the end\" init
\taction __NOLABEL__
\t\t1 : 1
";

fn read_as(text: &str, row_sums: RowSums) -> Result<Model, ModelReadError> {
    let options = ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
    model_io::read_bytes(Path::new("m.drn"), text.as_bytes(), &options)
}

fn message(text: &str) -> String {
    read_as(text, RowSums::Exact).expect_err("a refused file").to_string()
}

/// What is said about [`GOOD`] with one part replaced.
fn replaced(from: &str, to: &str) -> String {
    assert_eq!(GOOD.matches(from).count(), 1, "`{from}` must occur once");
    message(&GOOD.replace(from, to))
}

fn number(text: &str) -> Rational {
    text.parse().expect("a number")
}

#[test]
fn state_rewards_are_added_to_action_rewards_and_labels_are_skipped() {
    let model = read_as(GOOD, RowSums::Exact).unwrap();
    let action = |reward: &str, transitions: &[(usize, &str)]| Action {
        reward: number(reward),
        transitions: transitions.iter().map(|&(to, p)| (to, number(p))).collect(),
    };
    let expected =
        vec![vec![action("3/2", &[(0, "1/3"), (1, "2/3")]), action("0", &[(1, "1")])], vec![action("0", &[(1, "1")])]];
    assert_eq!(model.mdp.to_actions(), expected);
    assert_eq!(model.initial_source, InitialSource::Labels);
    assert_eq!(model.mdp.initial(), [Rational::new(1, 2), Rational::new(1, 2)]);
    assert!(model.warnings.is_empty());
}

#[test]
fn only_the_label_init_marks_initial_states() {
    let quoted = GOOD.replace("start init", "\"init\"").replace("\"the end\" init", "\"the init\" initial");
    let model = read_as(&quoted, RowSums::Exact).unwrap();
    assert_eq!(model.mdp.initial(), [number("1"), number("0")]);
    let none = GOOD.replace("start init", "").replace("\"the end\" init", "");
    assert_eq!(read_as(&none, RowSums::Exact).unwrap().initial_source, InitialSource::Uniform);
}

#[test]
fn sections_may_lack_their_blank_line_and_optional_ones_may_be_absent() {
    let expected = read_as(GOOD, RowSums::Exact).unwrap();
    for (from, to) in [
        ("@parameters\n\n", "@parameters\n"),
        ("@parameters\n\n", ""),
        ("@value_type: rational\n", ""),
        ("@nr_choices\n3\n", ""),
        ("@type: MDP", "@type: mdp"),
        ("@reward_models\ncost\n", "@reward_models\n\n"),
        ("\n", "\r\n"),
    ] {
        assert_eq!(read_as(&GOOD.replace(from, to), RowSums::Exact).unwrap(), expected, "{from:?} -> {to:?}");
    }
}

#[test]
fn of_several_reward_models_the_first_is_used_and_this_is_said() {
    let text = GOOD
        .replace("\ncost\n", "\ncost time\n")
        .replace("[1/2]", "[1/2, 7]")
        .replace("[1]", "[1,8]")
        .replace("[-1/2]", "[-1/2,9]");
    let model = read_as(&text, RowSums::Exact).unwrap();
    assert_eq!(model.mdp, read_as(GOOD, RowSums::Exact).unwrap().mdp);
    assert_eq!(model.warnings, ["the file has 2 reward models (cost, time); rewards are those of the first, cost"]);
    let without = GOOD.replace("[1/2] ", "").replace("[1]", "").replace("[-1/2]", "");
    let model = read_as(&without, RowSums::Exact).unwrap();
    assert_eq!(model.warnings, ["the file lists no rewards; all rewards are 0"]);
}

#[test]
fn a_markov_chain_is_a_model_with_one_action_whose_line_may_be_absent() {
    let chain = "@type: DTMC\n@nr_states\n2\n@model\nstate 0 [2] init\n0 : 1/2\n1 : 1/2\nstate 1\naction 0\n1 : 1\n";
    let model = read_as(chain, RowSums::Exact).unwrap();
    assert_eq!((model.mdp.states(), model.mdp.pairs(), model.mdp.transitions()), (2, 2, 3));
    assert_eq!(model.mdp.rewards(), [number("2"), number("0")]);
    let second = chain.replace("1 : 1\n", "1 : 1\naction 1\n1 : 1\n");
    assert_eq!(
        message(&second),
        "m.drn, line 11: state 1 has a second action, but the type is DTMC; write `@type: MDP`"
    );
}

#[test]
fn decimals_are_exact_and_need_renormalising_when_rounded() {
    let text = GOOD.replace("1/3", "0.3333333333").replace("2/3", "0.6666666667");
    assert_eq!(read_as(&text, RowSums::Exact).unwrap().mdp.to_actions()[0][0].transitions[0].1, number("0.3333333333"));
    let text = GOOD.replace("1/3", "0.3333333333").replace("2/3", "0.6666666666");
    assert_eq!(
        message(&text),
        "m.drn, line 14: state 0, action 0: the probabilities sum to 9999999999/10000000000, not to 1 \
         (defect -1e-10); write them as fractions such as 1/3, or pass --renormalise"
    );
    let model = read_as(&text, RowSums::Renormalise).unwrap();
    assert_eq!(
        model.warnings,
        ["1 of 3 rows of probabilities did not sum to 1 and were divided by their sum; \
          the largest defect is 1e-10 (state 0, action 0, line 14)"]
    );
    assert_eq!(model.mdp.rewards()[0], number("3/2"));
}

#[test]
fn a_cut_off_file_is_refused() {
    assert_eq!(message(""), "m.drn: there is no `@model` section; is the file cut off?");
    let until = |end: &str| &GOOD[..GOOD.find(end).unwrap()];
    assert_eq!(message(until("@model")), "m.drn: there is no `@model` section; is the file cut off?");
    assert_eq!(
        message(until("state 1")),
        "m.drn: `@nr_states` declares 2 states, the file lists 1; is the file cut off?"
    );
    assert_eq!(
        message(until("\taction __NOLABEL__")),
        "m.drn, line 19: state 1 has no action; end states need `action 0` with the transition `1 : 1`"
    );
    assert_eq!(
        message(until("\t\t1 : 1\nstate 1")),
        "m.drn: `@nr_states` declares 2 states, the file lists 1; is the file cut off?"
    );
    assert!(
        message(GOOD.strip_suffix("\t\t1 : 1\n").unwrap())
            .starts_with("m.drn, line 20: state 1, action 0: all probabilities are zero")
    );
}

#[test]
fn bad_headers_are_refused_with_their_line() {
    assert_eq!(
        replaced("@type: MDP", "@type: CTMC"),
        "m.drn, line 2: `@type: CTMC` is not supported; export the model as an MDP or a DTMC"
    );
    assert_eq!(
        replaced("@value_type: rational", "@value_type: double-interval"),
        "m.drn, line 3: `@value_type: double-interval` is not supported; export the model as rational or double"
    );
    assert_eq!(
        replaced("@parameters\n\n", "@parameters\np q\n"),
        "m.drn, line 4: the model has parameters (p q); give them values before exporting it"
    );
    assert_eq!(replaced("@type: MDP\n", ""), "m.drn: there is no `@type:` section; is the file cut off?");
    assert_eq!(replaced("@nr_states\n2\n", ""), "m.drn: there is no `@nr_states` section; is the file cut off?");
    assert_eq!(
        replaced("@nr_states\n2", "@nr_states"),
        "m.drn, line 8: the line after `@nr_states` must hold its value"
    );
    assert_eq!(
        replaced("@nr_states\n2", "@nr_states\ntwo"),
        "m.drn, line 9: @nr_states: `two` is not a non-negative integer; number states and actions 0, 1, 2, ..."
    );
    assert!(
        replaced("@nr_states\n2", "@nr_states\n99999999999").starts_with("m.drn, line 9: @nr_states: 99999999999 is")
    );
    assert_eq!(
        replaced("@nr_states\n2", "@nr_states\n0"),
        "m.drn: `@nr_states` declares no state; a model has at least one"
    );
    assert_eq!(
        replaced("@nr_choices\n3", "@nr_states\n3"),
        "m.drn, line 10: `@nr_states` occurs a second time; remove one"
    );
    assert!(replaced("@nr_choices\n3", "hello\n3").starts_with("m.drn, line 10: `hello` is not a section"));
    assert_eq!(
        replaced("@nr_choices\n3", "@nr_choices\n4"),
        "m.drn: `@nr_choices` declares 4 actions, the file lists 3; correct the number or the file"
    );
}

#[test]
fn bad_states_and_actions_are_refused_with_their_line() {
    assert_eq!(
        replaced("state 1 ", "state 2 "),
        "m.drn, line 19: state 2 where state 1 must come; list the states 0, 1, 2, ... in order"
    );
    assert_eq!(
        message(&format!("{GOOD}state 2\n")),
        "m.drn, line 22: state 2 is one more than the 2 states that `@nr_states` declares; correct the number"
    );
    assert_eq!(
        replaced("state 0 [1/2] start init\n", "0 : 1\n"),
        "m.drn, line 13: a transition before the first state; write a line `state 0` first"
    );
    assert_eq!(
        replaced("state 0 [1/2] start init\n", ""),
        "m.drn, line 13: an action before the first state; write a line `state 0` first"
    );
    assert_eq!(
        replaced("\taction a [1]\n", ""),
        "m.drn, line 14: a transition of state 0 before its first action; write a line `action 0` first"
    );
    assert_eq!(replaced("[1/2]", "[1/2"), "m.drn, line 13: the list of rewards has no closing `]`");
    assert_eq!(
        replaced("[1]", "[1, 2]"),
        "m.drn, line 14: 2 rewards for 1 reward models; write one reward for each, separated by commas"
    );
    assert!(replaced("[1]", "[one]").starts_with("m.drn, line 14: reward: `one` is not a number"));
    assert!(replaced("[1]", "[]").starts_with("m.drn, line 14: reward: empty number"));
    assert_eq!(
        replaced("state 1 ", "stat 1 "),
        "m.drn, line 19: `stat 1 \"the end\" init` is not `state N ...`, `action LABEL ...` or \
         `SUCCESSOR : PROBABILITY`"
    );
}

#[test]
fn bad_transitions_are_refused_with_their_line() {
    assert_eq!(
        replaced("1 : 2/3", "2 : 2/3"),
        "m.drn, line 16: successor 2 is beyond the 2 states that `@nr_states` declares; list that state too"
    );
    assert!(replaced("1 : 2/3", "1 : NaN").starts_with("m.drn, line 16: probability: `NaN` is not a finite number"));
    assert!(replaced("1 : 2/3", "1 : 2/0").starts_with("m.drn, line 16: probability: `2/0` has a zero denominator"));
    assert!(replaced("1 : 2/3", "1 : -2/3").starts_with("m.drn, line 16: probability: -2/3 is negative"));
    assert!(replaced("1 : 2/3", "one : 2/3").starts_with("m.drn, line 16: successor: `one` is not a non-negative"));
    assert!(replaced("1 : 2/3", "1 : [0.1, 0.2]").starts_with("m.drn, line 16: probability: `[0.1, 0.2]` is not"));
}
