"""Our side: a process that answers JSON lines, and the models it exports."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy.sparse as sp

DYADIC = 2**53


@dataclass(frozen=True)
class Recipe:
    """What both sides solve; see benches/models."""

    states: int
    actions: int = 1
    successors: int | None = None
    denominator: int = 1000
    gamma: Fraction = Fraction(9, 10)
    seed: int = 1

    def __str__(self) -> str:
        kind = f"b = {self.successors}" if self.successors else "dense"
        over = "2^53" if self.denominator == DYADIC else str(self.denominator)
        return f"S = {self.states}, A = {self.actions}, {kind}, over {over}, gamma = {self.gamma}"


class Model:
    """The exact integers of a model and what float programs make of them."""

    def __init__(self, recipe: Recipe, exported: dict) -> None:
        self.recipe = recipe
        self.reward_units: int = exported["reward_units"]
        # By state, action: [reward, [[successor, numerator], ...]].
        self.rows: list = exported["states"]
        self.gamma = float(recipe.gamma)
        pairs = [action for state in self.rows for action in state]
        self.rewards = np.array([reward for reward, _ in pairs]) / self.reward_units
        first = np.cumsum([0] + [len(row) for _, row in pairs])
        columns = np.array([j for _, row in pairs for j, _ in row])
        entries = np.array([k for _, row in pairs for _, k in row], dtype=float) / recipe.denominator
        self.transitions = sp.csr_matrix((entries, columns, first), shape=(len(pairs), recipe.states))

    def dense(self) -> np.ndarray:
        """P as a matrix of pairs by states."""
        return self.transitions.toarray()


class Ours:
    """The program of benches/peers/main.rs."""

    def __init__(self, program: str) -> None:
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, request: dict) -> dict:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"our side ended at {request}")
        return json.loads(answer)

    def model(self, recipe: Recipe) -> Model:
        with tempfile.TemporaryDirectory() as directory:
            path = Path(directory) / "model.json"
            wanted = recipe.__dict__ | {"gamma": str(recipe.gamma)}
            self.ask({"model": wanted, "export": str(path)})
            return Model(recipe, json.loads(path.read_text()))

    def time(self, task: str, **options: float) -> tuple[float, float]:
        """Seconds, and the number to compare results by."""
        answer = self.ask({"task": task, "repeat": 1} | options)
        return answer["seconds"][0], answer["check"]
