//! States, actions and transitions after `@model`.

use num_traits::Zero;

use super::super::Parsed;
use super::super::error::Fault;
use super::super::fields::{id, number, probability, shown};
use super::super::rows::{Rows, Transition};
use super::header::Header;
use super::lines::{Lines, labels, split_token};
use super::problem::DrnProblem;
use crate::scalar::Rational;

/// Reads all states.
pub(super) fn read(header: &Header, lines: &mut Lines) -> Result<Parsed, Fault> {
    let mut body = Body::new(header);
    while let Some((line, content)) = lines.next_content() {
        body.line(line, content)?;
    }
    body.finish()
}

struct Body<'h> {
    header: &'h Header,
    rows: Rows,
    initial: Vec<usize>,
    /// States begun so far, and the line of the last one.
    states: usize,
    state_line: usize,
    state_reward: Rational,
    /// Actions of the current state.
    actions: usize,
    /// Reward of the current action, with that of its state.
    reward: Rational,
    choices: usize,
    /// Did any line list rewards?
    rewarded: bool,
}

impl<'h> Body<'h> {
    fn new(header: &'h Header) -> Self {
        Body {
            header,
            rows: Rows::default(),
            initial: Vec::new(),
            states: 0,
            state_line: 0,
            state_reward: Rational::zero(),
            actions: 0,
            reward: Rational::zero(),
            choices: 0,
            rewarded: false,
        }
    }

    fn line(&mut self, line: usize, content: &str) -> Result<(), Fault> {
        match split_token(content) {
            ("state", rest) => self.state(line, rest),
            ("action", rest) => self.action(line, rest),
            _ => match content.split_once(':') {
                Some((successor, mass)) => self.transition(line, successor, mass),
                None => Err(Fault::at(line, DrnProblem::Line(shown(content)))),
            },
        }
    }

    fn state(&mut self, line: usize, rest: &str) -> Result<(), Fault> {
        self.close_state()?;
        let (number, rest) = split_token(rest);
        let found = id("state", number).map_err(|problem| Fault::at(line, problem))?;
        let (state, declared) = (self.states, self.header.states);
        if found != state {
            return Err(Fault::at(line, DrnProblem::StateOrder { expected: state, found }));
        }
        if state >= declared {
            return Err(Fault::at(line, DrnProblem::ExtraState { state, declared }));
        }
        let (reward, rest) = self.reward(line, rest)?;
        if labels(rest).any(|label| label == "init") {
            self.initial.push(state);
        }
        self.states += 1;
        self.state_line = line;
        self.state_reward = reward;
        self.actions = 0;
        Ok(())
    }

    fn action(&mut self, line: usize, rest: &str) -> Result<(), Fault> {
        let state = self.current_state(line, "an action")?;
        if self.header.is_chain && self.actions == 1 {
            return Err(Fault::at(line, DrnProblem::SecondAction { state }));
        }
        let (_label, rest) = split_token(rest);
        let (reward, _labels) = self.reward(line, rest)?;
        self.open_action(line, state, &reward);
        Ok(())
    }

    fn transition(&mut self, line: usize, successor: &str, mass: &str) -> Result<(), Fault> {
        let fault = |problem| Fault::at(line, problem);
        let state = self.current_state(line, "a transition")?;
        if self.actions == 0 {
            if !self.header.is_chain {
                return Err(Fault::at(line, DrnProblem::BeforeAction { state }));
            }
            self.open_action(line, state, &Rational::zero());
        }
        let successor = id("successor", successor).map_err(fault)?;
        let declared = self.header.states;
        if successor >= declared {
            return Err(Fault::at(line, DrnProblem::Successor { successor, declared }));
        }
        let probability = probability("probability", mass).map_err(fault)?;
        let transition = Transition { successor, probability, reward: self.reward.clone() };
        self.rows.add(line, state, self.actions - 1, transition);
        Ok(())
    }

    fn open_action(&mut self, line: usize, state: usize, reward: &Rational) {
        self.rows.open(line, state, self.actions);
        self.reward = self.state_reward.clone() + reward;
        self.actions += 1;
        self.choices += 1;
    }

    fn current_state(&self, line: usize, what: &'static str) -> Result<usize, Fault> {
        self.states.checked_sub(1).ok_or_else(|| Fault::at(line, DrnProblem::BeforeState(what)))
    }

    /// The first of the rewards `[r1, r2, ...]` that `text` may begin with,
    /// and what follows them.
    fn reward<'t>(&mut self, line: usize, text: &'t str) -> Result<(Rational, &'t str), Fault> {
        let Some(list) = text.strip_prefix('[') else {
            return Ok((Rational::zero(), text));
        };
        let (list, rest) = list.split_once(']').ok_or_else(|| Fault::at(line, DrnProblem::OpenBracket))?;
        let (expected, found) = (self.header.reward_models.len(), list.split(',').count());
        if expected > 0 && found != expected {
            return Err(Fault::at(line, DrnProblem::RewardCount { expected, found }));
        }
        self.rewarded = true;
        let mut rewards = list.split(',').map(|text| number("reward", text));
        let first = rewards.next().unwrap_or_else(|| Ok(Rational::zero()));
        let reward = first.map_err(|problem| Fault::at(line, problem))?;
        rewards.try_for_each(|other| other.map(drop)).map_err(|problem| Fault::at(line, problem))?;
        Ok((reward, rest.trim_start()))
    }

    fn close_state(&self) -> Result<(), Fault> {
        match self.states.checked_sub(1) {
            Some(state) if self.actions == 0 => Err(Fault::at(self.state_line, DrnProblem::NoAction { state })),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<Parsed, Fault> {
        let (declared, found) = (self.header.states, self.states);
        if found < declared {
            return Err(Fault::whole(DrnProblem::MissingStates { declared, found }));
        }
        self.close_state()?;
        if let Some(declared) = self.header.choices.filter(|&declared| declared != self.choices) {
            return Err(Fault::whole(DrnProblem::Choices { declared, found: self.choices }));
        }
        let mut warnings = Vec::new();
        match self.header.reward_models.as_slice() {
            [first, _, ..] => warnings.push(format!(
                "the file has {} reward models ({}); rewards are those of the first, {first}",
                self.header.reward_models.len(),
                shown(&self.header.reward_models.join(", ")),
            )),
            _ if !self.rewarded => warnings.push("the file lists no rewards; all rewards are 0".to_owned()),
            _ => {}
        }
        Ok(Parsed { rows: self.rows, initial: self.initial, warnings })
    }
}
