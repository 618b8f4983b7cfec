"""Builds what a release is made of, and tries it: sdist, wheel, and the program as one file for the
system that this runs on.

    python tools/release/package.py [DIR]

They go to DIR, by default dist/. The wheel is built from the sdist, and the program from the wheel,
with the Microsoft sign-in in it. Ends with 1, and the words, where one of them does not do what the
other does. Needs the package index, for what the wheel needs and for PyInstaller.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
PYINSTALLER = "pyinstaller>=6.10"  # the first whose child processes share what was unpacked
ENDING = ".exe" if sys.platform == "win32" else ""


def main() -> int:
    """Build, try, and say what there is."""
    out = Path(sys.argv[1] if sys.argv[1:] else HOUSE / "dist").resolve()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        wheel = build(out)
        scripts = environment(here / "venv", wheel)
        frozen = freeze(scripts, out, here / "work")
        programs = (scripts / f"invite{ENDING}", frozen)
        found = [tried(program, here / program.parent.name) for program in programs]
    for path in sorted(out.iterdir()):
        print(f"{path.name:<40}{path.stat().st_size / 1e6:>7.1f} MB")
    if found[0] != found[1]:
        print("The program as one file does not do what the wheel's does:", *found, sep="\n")
        return 1
    return 0


def build(out: Path) -> Path:
    """The sdist, and from it the wheel, whose path is returned."""
    run(sys.executable, "-m", "build", "--outdir", str(out), str(HOUSE))
    return max(out.glob("invite-*.whl"), key=lambda path: path.stat().st_mtime)


def environment(place: Path, wheel: Path) -> Path:
    """A virtual environment with the wheel and PyInstaller; the folder of its programs."""
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(scripts / f"python{ENDING}"), "-m", "pip", "install", "--quiet"]
    run(*install, "--disable-pip-version-check", f"{wheel}[microsoft,awake]", PYINSTALLER)
    return scripts


def freeze(scripts: Path, out: Path, work: Path) -> Path:
    """The program as one file."""
    places = ["--distpath", str(out), "--workpath", str(work), "--log-level", "WARN", "--noconfirm"]
    run(str(scripts / f"pyinstaller{ENDING}"), *places, str(HERE / "invite.spec"))
    return out / f"invite{ENDING}"


def tried(program: Path, folder: Path) -> tuple[str, object]:
    """Run the main job with the program, far from any checkout; its help page in Finnish, and how
    it understood the sheets.

    Its child processes, which read the sheets, must not leave behind what they unpacked.
    """
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))
    began = time.perf_counter()
    version = run(str(program), "--version", cwd=folder)
    print(f"{program.name} --version: {time.perf_counter() - began:.2f} s, {version.strip()}")
    run(str(program), "demo", "kokeilu", cwd=folder)
    understood = json.loads(run(str(program), "sources", "--json", cwd=folder / "kokeilu"))
    finnish = run(str(program), "--language", "fi", "--help", cwd=folder)
    if left := list(temporary.glob("_MEI*")):
        sys.exit(f"{program} leaves behind: {left}")
    return finnish, understood


def run(*command: str, cwd: Path | None = None) -> str:
    """What the command prints; ends the program where it fails."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    clean["PYTHONIOENCODING"] = "utf-8"
    ran = subprocess.run(
        command, cwd=cwd, env=clean, capture_output=True, check=False, encoding="utf-8"
    )
    if ran.returncode:
        sys.exit(f"{' '.join(command)} ended with {ran.returncode}\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
