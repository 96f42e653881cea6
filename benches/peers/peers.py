"""The other side: what a user of each program would write. A peer prepares its objects once, which is not
counted, and returns a function that gives the seconds it took and a number to compare by."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as spla

from ours import Model

Answer = Callable[[], tuple[float, float]]


def timed(answer: Callable[[], float]) -> Answer:
    """Times all that `answer` does."""

    def run() -> tuple[float, float]:
        start = time.perf_counter()
        value = answer()
        return time.perf_counter() - start, value

    return run


def numpy_value(model: Model) -> Answer:
    transitions, states = model.dense(), model.recipe.states
    return timed(lambda: np.linalg.solve(np.eye(states) - model.gamma * transitions, model.rewards)[0])


def _exact_system(model: Model):
    import flint

    gamma, states = model.recipe.gamma, model.recipe.states
    matrix = [[Fraction(int(i == j)) for j in range(states)] for i in range(states)]
    right = []
    for i, [[reward, row]] in enumerate(model.rows):
        for j, numerator in row:
            matrix[i][j] -= gamma * Fraction(numerator, model.recipe.denominator)
        right.append(Fraction(reward, model.reward_units))
    to_fmpq = lambda x: flint.fmpq(x.numerator, x.denominator)
    flat = [to_fmpq(x) for row in matrix for x in row]
    return flint.fmpq_mat(states, states, flat), flint.fmpq_mat(states, 1, [to_fmpq(x) for x in right])


def flint_exact(model: Model) -> Answer:
    matrix, right = _exact_system(model)

    def answer() -> float:
        entry = matrix.solve(right, algorithm="dixon")[0, 0]
        return float(Fraction(int(entry.p), int(entry.q)))

    return timed(answer)


def flint_256(model: Model) -> Answer:
    import flint

    flint.ctx.prec = 256
    matrix, right = (flint.arb_mat(x) for x in _exact_system(model))
    return timed(lambda: float(matrix.solve(right)[0, 0]))


def mpmath_256(model: Model) -> Answer:
    import mpmath

    mpmath.mp.prec = 256
    exact, rewards = _exact_system(model)
    states = model.recipe.states
    number = lambda x: mpmath.mpf(int(x.p)) / mpmath.mpf(int(x.q))
    matrix = mpmath.matrix([[number(exact[i, j]) for j in range(states)] for i in range(states)])
    right = mpmath.matrix([number(rewards[i, 0]) for i in range(states)])
    return timed(lambda: float(mpmath.lu_solve(matrix, right)[0]))


def numpy_spma(model: Model, steps: int) -> Answer:
    states, actions = model.recipe.states, model.recipe.actions
    transitions, gamma, eta = model.dense(), model.gamma, 1 - model.gamma
    blocks, rewards = transitions.reshape(states, actions, states), model.rewards.reshape(states, actions)

    def answer() -> float:
        policy = np.full((states, actions), 1 / actions)
        identity = np.eye(states)
        for step in range(steps + 1):
            average = np.matmul(policy[:, None, :], blocks)[:, 0, :]
            values = np.linalg.solve(identity - gamma * average, (policy * rewards).sum(axis=1))
            if step < steps:
                action_values = rewards + gamma * (transitions @ values).reshape(states, actions)
                policy = policy * (1 + eta * (action_values - values[:, None]))
        return values[0]

    return timed(answer)


def scipy_spma(model: Model, steps: int, accuracy: float) -> Answer:
    """Values by BiCGSTAB from the last ones: a sparse factorisation of a random graph fills in, and GMRES and
    plain iteration took longer."""
    states, actions = model.recipe.states, model.recipe.actions
    transitions, gamma, eta = model.transitions, model.gamma, 1 - model.gamma
    rewards = model.rewards.reshape(states, actions)
    indices = np.arange(states * actions)

    def answer() -> float:
        policy = np.full((states, actions), 1 / actions)
        values = np.zeros(states)
        for step in range(steps + 1):
            weights = sp.csr_matrix((policy.ravel(), indices, np.arange(0, states * actions + 1, actions)))
            system = sp.identity(states, format="csr") - gamma * (weights @ transitions)
            values, _ = spla.bicgstab(system, (policy * rewards).sum(axis=1), x0=values, rtol=accuracy, atol=0)
            if step < steps:
                action_values = rewards + gamma * (transitions @ values).reshape(states, actions)
                policy = policy * (1 + eta * (action_values - (policy * action_values).sum(axis=1)[:, None]))
        return values[0]

    return timed(answer)


def quantecon_optimum(model: Model, epsilon: float) -> Answer:
    from quantecon.markov import DiscreteDP

    states, actions = model.recipe.states, model.recipe.actions
    state_of, action_of = np.repeat(np.arange(states), actions), np.tile(np.arange(actions), states)
    problem = DiscreteDP(model.rewards, model.transitions, model.gamma, state_of, action_of)
    return timed(lambda: problem.solve(method="modified_policy_iteration", epsilon=epsilon).v[0])


def mdpsolver_optimum(model: Model) -> Answer:
    import mdpsolver

    numerators = [[[k / model.recipe.denominator for _, k in row] for _, row in state] for state in model.rows]
    columns = [[[j for j, _ in row] for _, row in state] for state in model.rows]
    rewards = [[reward / model.reward_units for reward, _ in state] for state in model.rows]

    def answer() -> tuple[float, float]:
        # A second call of solve() would go on from the values of the first.
        problem = mdpsolver.model()
        problem.mdp(discount=model.gamma, rewards=rewards, tranMatProbs=numerators, tranMatColumns=columns)
        start = time.perf_counter()
        problem.solve(algorithm="mpi", tolerance=1e-10, parallel=False)
        return time.perf_counter() - start, problem.getValueVector()[0]

    return answer


def storm_optimum(model: Model) -> Answer:
    """Storm's exact engine. It has no discount: each step ends in a sink with probability 1 - gamma, and the
    reward is the total one."""
    import stormpy

    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "model.drn"
        path.write_text(_drn(model))
        mdp = stormpy.build_model_from_drn[stormpy.Rational](str(path))
    formula = stormpy.parse_properties('R{"r"}max=? [F "sink"]')[0]
    environment = stormpy.environments.exact()

    def answer() -> float:
        result = stormpy.model_checking(mdp, formula, only_initial_states=False, environment=environment)
        return float(Fraction(str(result.get_value(0))))

    return timed(answer)


def _drn(model: Model) -> str:
    states, actions, gamma = model.recipe.states, model.recipe.actions, model.recipe.gamma
    lines = ["@type: MDP", "@value_type: rational", "@parameters", "", "@reward_models", "r"]
    lines += ["@nr_states", str(states + 1), "@nr_choices", str(states * actions + 1), "@model"]
    for state, row in enumerate(model.rows):
        lines.append(f"state {state} [0]" + (" init" if state == 0 else ""))
        for action, [reward, transitions] in enumerate(row):
            lines.append(f"\taction {action} [{Fraction(reward, model.reward_units)}]")
            for successor, numerator in sorted(transitions):
                if numerator:
                    lines.append(f"\t\t{successor} : {gamma * Fraction(numerator, model.recipe.denominator)}")
            lines.append(f"\t\t{states} : {1 - gamma}")
    lines += [f"state {states} [0] sink", "\taction 0 [0]", f"\t\t{states} : 1"]
    return "\n".join(lines) + "\n"
