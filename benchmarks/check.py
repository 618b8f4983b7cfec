"""How long `invite check` takes on the example, next to `invite people`, in pairs.

    python benchmarks/check.py [PAIRS]

Prints medians in milliseconds and the median of the pairs' ratios, with the bar of the design.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples"
BAR = 3.0


def timed(folder: Path, command: str) -> float:
    """Seconds of the whole program, from its start to its end."""
    words = [sys.executable, "-m", "invite", "-C", str(folder), command]
    began = time.perf_counter()
    subprocess.run(words, check=True, capture_output=True)
    return time.perf_counter() - began


def main(pairs: int = 15) -> None:
    """Run them in turns, so that whatever else the machine does meets both alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "example"
        shutil.copytree(EXAMPLE, folder)
        timed(folder, "people")  # the ledger is made, and the files are in memory
        timed(folder, "check")
        found = [(timed(folder, "people"), timed(folder, "check")) for _pair in range(pairs)]
    people, check = zip(*found, strict=True)
    print(f"people {1000 * statistics.median(people):6.0f} ms")
    print(f"check  {1000 * statistics.median(check):6.0f} ms")
    ratio = statistics.median(late / early for early, late in found)
    print(f"check / people: {ratio:.2f}, bar {BAR:g}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
