"""Runs spma and other programs in turn on the same models and prints the ratios of their times.

Use benches/peers/run, which makes the environment and builds our side.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import peers
from ours import DYADIC, Model, Ours, Recipe

LEAST_PAIRS, MOST_PAIRS = 3, 15
# Pairs are repeated for about this long.
SECONDS_PER_ROW = 6.0


@dataclass(frozen=True)
class Row:
    """One comparison: our task against a peer's, or against another of our tasks."""

    peer: str
    what: str
    recipe: Recipe
    task: str
    answer: Callable[[Model], peers.Answer] | str
    # theirs / ours must be at least this.
    target: float
    accuracy: str
    # Relative difference of the two results that their accuracies explain; None for runs that return no value.
    tolerance: float | None = 1e-9
    options: tuple[tuple[str, float], ...] = ()


def rows(quick: bool) -> list[Row]:
    dense = lambda *sizes: [Recipe(states) for states in (sizes[:1] if quick else sizes)]
    four = lambda states: Recipe(states, actions=4)
    sparse = lambda states, gamma: Recipe(states, 4, 5, DYADIC, gamma)
    # Thousandths do not go round among a thousand states.
    large = Recipe(1000, 4, None, DYADIC)
    long_run = lambda states: Recipe(states, 4, None, DYADIC, Fraction(99, 100))
    certified, exact = "1e-12 certified / rounding", "exact / exact"
    table: list[Row] = []
    for recipe in dense(100, 200, 500):
        table.append(Row("spma", "V^pi certified against our f64", recipe, "value interval", "value f64", 1 / 1.5, certified))
        table.append(Row("numpy", "V^pi certified", recipe, "value interval", peers.numpy_value, 0.5, certified))
    for recipe, target in zip(dense(50, 100, 200), (10, 15, 35)):
        table.append(Row("python-flint", "V^pi, 256-bit enclosure", recipe, "value 256 bits", peers.flint_256, target, "2^-256 certified / same"))
    for recipe in dense(50, 100):
        table.append(Row("mpmath", "V^pi, 256-bit enclosure", recipe, "value 256 bits", peers.mpmath_256, 1000, "2^-256 certified / rounding"))
    for states in (50,) if quick else (50, 100, 200):
        for denominator in (1000, DYADIC):
            table.append(Row("python-flint", "V^pi exact (Dixon)", Recipe(states, 1, None, denominator), "value exact", peers.flint_exact, 1, exact))
    for states, target in ((10, 1),) if quick else ((10, 1), (50, 1), (100, 10)):
        table.append(Row("stormpy", "V* exact", four(states), "optimum exact", peers.storm_optimum, target, exact))
    for states, steps, target in ((10, 1000, 10),) if quick else ((10, 1000, 10), (100, 1000, 2), (1000, 60, 1.5)):
        recipe = large if states == 1000 else four(states)
        table.append(Row("numpy", f"{steps} steps of SPMA", recipe, "spma f64", lambda model, steps=steps: peers.numpy_spma(model, steps), target, "rounding / rounding", 1e-9, (("steps", steps),)))
    size = 2000 if quick else 100_000
    table.append(Row("scipy", "20 steps of SPMA", sparse(size, Fraction(9, 10)), "spma f64", lambda model: peers.scipy_spma(model, 20, 1e-10), 4, "residual 1e-10 / same", 1e-7, (("steps", 20), ("accuracy", 1e-10))))
    for gamma in (Fraction(9, 10), Fraction(99, 100)):
        recipe = sparse(size, gamma)
        for epsilon in (1e-3, 1e-10):
            table.append(Row("quantecon", f"V* certified (epsilon {epsilon})", recipe, "optimum interval", lambda model, epsilon=epsilon: peers.quantecon_optimum(model, epsilon), 0.5, f"1e-10 certified / {epsilon}", max(2 * epsilon, 1e-8)))
        table.append(Row("mdpsolver", "V* certified", recipe, "optimum interval", peers.mdpsolver_optimum, 0.5, "1e-10 certified / 1e-10", 1e-6))
    for states, steps in ((5, 1000),) if quick else ((20, 1000), (5, 10_000)):
        table.append(Row("spma", f"{steps} steps of SPMA, certified against our f64", long_run(states), "spma certified", "spma f64", 1 / 20, "radius below / none", None, (("steps", steps),)))
    return table


@dataclass
class Result:
    row: Row
    ours: list[float]
    theirs: list[float]
    check: float

    @property
    def ratios(self) -> list[float]:
        return [theirs / ours for theirs, ours in zip(self.theirs, self.ours)]

    def cells(self) -> list[str]:
        ratios = self.ratios
        met = "yes" if statistics.median(ratios) >= self.row.target else "NO"
        accuracy = self.row.accuracy if self.row.tolerance is not None else f"radius {self.check:.1e} / none"
        return [
            f"{self.row.what}; {self.row.recipe}",
            f"{self.row.peer} {version(self.row.peer)}".strip(),
            seconds(statistics.median(self.ours)),
            seconds(statistics.median(self.theirs)),
            f"{min(ratios):.3g} / **{statistics.median(ratios):.3g}** / {max(ratios):.3g}",
            f"{self.row.target:.3g}",
            met,
            accuracy,
        ]


def version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def seconds(value: float) -> str:
    for limit, factor, unit in ((1e-3, 1e6, "us"), (1.0, 1e3, "ms")):
        if value < limit:
            return f"{value * factor:.3g} {unit}"
    return f"{value:.3g} s"


def compare(ours: Ours, model: Model, row: Row) -> Result:
    options = dict(row.options)
    if isinstance(row.answer, str):
        other = lambda: ours.time(row.answer, **options)
    else:
        other = row.answer(model)

    result = Result(row, [], [], 0.0)
    # The first pair is not counted: caches fill, and numba compiles.
    began = None
    while True:
        own_seconds, own = ours.time(row.task, **options)
        other_seconds, value = other()
        if row.tolerance is not None and not abs(own - value) <= row.tolerance * max(1.0, abs(value)):
            raise SystemExit(f"{row.what}, {row.recipe}: ours {own!r}, {row.peer} {value!r}")
        if began is None and own_seconds + other_seconds < 30:
            began = time.perf_counter()
            continue
        result.ours.append(own_seconds)
        result.theirs.append(other_seconds)
        result.check = own
        spent = time.perf_counter() - (began or time.perf_counter())
        enough = len(result.ours) >= LEAST_PAIRS and spent > SECONDS_PER_ROW
        if enough or len(result.ours) >= MOST_PAIRS or own_seconds + other_seconds > 30:
            return result


def machine() -> str:
    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "all")
    return f"{names[0] if names else platform.machine()}, {len(names)} cores; BLAS threads: {threads}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="our side, built from benches/peers/main.rs")
    parser.add_argument("--quick", action="store_true", help="small models only")
    parser.add_argument("--only", default="", help="rows whose peer or task contains this")
    parser.add_argument("--markdown", type=Path, help="write the table to this file")
    arguments = parser.parse_args()
    before = os.getloadavg()
    ours = Ours(arguments.program)
    heading = ["task and model", "against", "ours", "theirs", "theirs / ours: min / **median** / max", "target", "met", "accuracy: ours / theirs"]
    lines = ["| " + " | ".join(heading) + " |", "|" + "---|" * len(heading)]
    recipe, model, missed = None, None, 0
    for row in rows(arguments.quick):
        if arguments.only not in f"{row.peer} {row.what}":
            continue
        if row.recipe != recipe:
            recipe, model = row.recipe, ours.model(row.recipe)
        try:
            result = compare(ours, model, row)
        except ImportError as error:
            print(f"{row.peer} is missing: {error}", file=sys.stderr)
            continue
        cells = result.cells()
        missed += cells[6] == "NO"
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    after = os.getloadavg()
    load = f"load average before {before[0]:.2f}, after {after[0]:.2f}"
    note = f"{machine()}; Python {platform.python_version()}; {load}."
    print(f"{note} {missed} targets missed.")
    if arguments.markdown:
        introduction = (Path(__file__).parent / "introduction.md").read_text()
        arguments.markdown.write_text(introduction + "\n" + note + "\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
