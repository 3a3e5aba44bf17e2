"""Prints figures: medians and spreads of a few runs."""

import statistics
from collections.abc import Sequence


def show(name: str, values: Sequence[float], unit: str = "", *, digits: int = 2) -> float:
    """Print a row with the median and the range; return the median."""
    median = statistics.median(values)
    spread = f"{min(values):.{digits}f} … {max(values):.{digits}f}, {len(values)} runs"
    print(f"  {name:<52} {median:>10.{digits}f} {unit:<10} ({spread})", flush=True)
    return median
