//! The quantities that formulas may name.

use crate::claim::Depth;

/// What an expression depends on, besides the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// One number.
    Scalar,
    /// A number for each state.
    State,
    /// A number for each state and action.
    Pair,
}

impl Shape {
    /// In words, after "is".
    pub fn words(self) -> &'static str {
        match self {
            Shape::Scalar => "one number",
            Shape::State => "a number for each state",
            Shape::Pair => "a number for each state and action",
        }
    }
}

/// A quantity of an instance or of an iterate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    Discount,
    StepSize,
    Steps,
    StateCount,
    ActionCount,
    PairCount,
    LeastReward,
    LargestReward,
    LeastStart,
    LeastProbability,
    LeastOtherProbability,
    Start,
    Reward,
    Policy,
    OtherPolicy,
    Error,
    NextError,
    FirstError,
    LastError,
    OtherError,
    Constant,
    SingleConstant,
    Improvement,
    Return,
    NextReturn,
    OptimalReturn,
    Divergence,
    Value,
    NextValue,
    OptimalValue,
    OtherValue,
    Occupancy,
    BestMass,
    Gap,
    LargestAdvantage,
    LargestLoss,
    Variance,
    Span,
    Gain,
    StateDivergence,
    NextPolicy,
    ActionValue,
    OptimalActionValue,
    Advantage,
    IsBest,
}

/// A quantity with its name.
pub struct QuantityInfo {
    /// As written in formulas.
    pub name: &'static str,
    pub(super) quantity: Quantity,
    /// What it depends on.
    pub shape: Shape,
    pub(super) depth: Depth,
    /// What it is.
    pub meaning: &'static str,
}

impl QuantityInfo {
    /// Is it part of the data, known exactly whatever numbers are computed with?
    pub(super) fn is_given(&self) -> bool {
        self.depth == Depth::Static
    }

    /// Does it take a logarithm?
    pub(super) fn is_transcendental(&self) -> bool {
        matches!(self.quantity, Quantity::Divergence | Quantity::StateDivergence)
    }

    /// Does it exist at every instance?
    pub(super) fn is_total(&self) -> bool {
        !matches!(self.quantity, Quantity::Gap | Quantity::Divergence | Quantity::StateDivergence)
    }

    /// Is it a whole number known with the instance, so that it may be an exponent?
    pub(super) fn is_count(&self) -> bool {
        use Quantity::{ActionCount, PairCount, StateCount, Steps};
        matches!(self.quantity, Steps | StateCount | ActionCount | PairCount)
    }
}

const fn info(
    name: &'static str,
    quantity: Quantity,
    shape: Shape,
    depth: Depth,
    meaning: &'static str,
) -> QuantityInfo {
    QuantityInfo { name, quantity, shape, depth, meaning }
}

/// Every quantity, in the order in which they are documented.
pub const QUANTITIES: &[QuantityInfo] = {
    use Depth::{NextValue, OneValue, Static, Trajectory};
    use Quantity as Q;
    use Shape::{Pair, Scalar, State};
    &[
        info("gamma", Q::Discount, Scalar, Static, "discount factor"),
        info("eta", Q::StepSize, Scalar, Static, "step size"),
        info("T", Q::Steps, Scalar, Static, "number of steps"),
        info("S", Q::StateCount, Scalar, Static, "number of states"),
        info("A", Q::ActionCount, Scalar, Static, "largest number of actions of a state"),
        info("K", Q::PairCount, Scalar, Static, "number of state-action pairs; of arms, in a bandit"),
        info("r_min", Q::LeastReward, Scalar, Static, "least reward"),
        info("r_max", Q::LargestReward, Scalar, Static, "largest reward"),
        info("rho_min", Q::LeastStart, Scalar, Static, "least initial probability"),
        info("pi_min", Q::LeastProbability, Scalar, Static, "least probability of the policy pi_t"),
        info("pi_other_min", Q::LeastOtherProbability, Scalar, Static, "least probability of the second policy pi'"),
        info("rho", Q::Start, State, Static, "initial probability"),
        info("r", Q::Reward, Pair, Static, "reward"),
        info("pi", Q::Policy, Pair, Static, "pi_t(a|s)"),
        info("pi_other", Q::OtherPolicy, Pair, Static, "pi'(a|s), the second policy"),
        info("e_t", Q::Error, Scalar, OneValue, "max_s V*(s) - V^{pi_t}(s)"),
        info("e_next", Q::NextError, Scalar, NextValue, "the same of the next policy, pi_{t+1} = pi_t (1 + eta Adv_t)"),
        info("e_0", Q::FirstError, Scalar, OneValue, "the same of the first policy of a run"),
        info("e_T", Q::LastError, Scalar, Trajectory, "the same after T steps"),
        info("e_other", Q::OtherError, Scalar, OneValue, "the same of the second policy pi'"),
        info("C_t", Q::Constant, Scalar, OneValue, "min_s pi_t(best(s)|s) gap(s), with all ties in best(s)"),
        info("C_single", Q::SingleConstant, Scalar, OneValue, "the same with one greedy action: 0 at a tie"),
        info("kappa_t", Q::Improvement, Scalar, OneValue, "min_s (T_{pi_{t+1}} V - V)(s) / M(s) over M(s) > 0"),
        info("V_rho", Q::Return, Scalar, OneValue, "V^{pi_t}(rho)"),
        info("V_rho_next", Q::NextReturn, Scalar, NextValue, "V^{pi_{t+1}}(rho)"),
        info("V_rho_opt", Q::OptimalReturn, Scalar, OneValue, "V*(rho)"),
        info("eps", Q::Divergence, Scalar, OneValue, "sum_s d(s) KL(s): eps_t of a step that ends in pi'"),
        info("V", Q::Value, State, OneValue, "V^{pi_t}(s)"),
        info("V_next", Q::NextValue, State, NextValue, "V^{pi_{t+1}}(s)"),
        info("V_opt", Q::OptimalValue, State, OneValue, "V*(s)"),
        info("V_other", Q::OtherValue, State, OneValue, "V^{pi'}(s)"),
        info("d", Q::Occupancy, State, OneValue, "normalised discounted occupancy of pi_t from rho"),
        info("p_best", Q::BestMass, State, OneValue, "pi_t(best(s)|s)"),
        info("gap", Q::Gap, State, OneValue, "max Q minus the best outside best(s); undefined when all actions tie"),
        info("M", Q::LargestAdvantage, State, OneValue, "max_a Adv(s,a)"),
        info("m", Q::LargestLoss, State, OneValue, "-min_a Adv(s,a)"),
        info("Var", Q::Variance, State, OneValue, "variance of Q(s,.) under pi_t(.|s)"),
        info("span", Q::Span, State, OneValue, "max_a Q(s,a) - min_a Q(s,a)"),
        info("gain", Q::Gain, State, OneValue, "(T_{pi_{t+1}} V - V)(s)"),
        info(
            "KL",
            Q::StateDivergence,
            State,
            OneValue,
            "KL(pi_{t+1}(.|s) || pi'(.|s)); undefined where that is infinite",
        ),
        info("pi_next", Q::NextPolicy, Pair, OneValue, "pi_{t+1}(a|s)"),
        info("Q", Q::ActionValue, Pair, OneValue, "Q^{pi_t}(s,a)"),
        info("Q_opt", Q::OptimalActionValue, Pair, OneValue, "Q*(s,a)"),
        info("Adv", Q::Advantage, Pair, OneValue, "Q^{pi_t}(s,a) - V^{pi_t}(s)"),
        info("best", Q::IsBest, Pair, OneValue, "1 for the maximisers of Q^{pi_t}(s,.), 0 for the others"),
    ]
};

/// The quantity of this name.
pub(super) fn find(name: &str) -> Option<&'static QuantityInfo> {
    QUANTITIES.iter().find(|info| info.name == name)
}
