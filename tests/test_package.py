"""What is installed is whole: the wheel holds the templates and the example, and the program finds
them there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from desk import environment

HOUSE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with what is installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(HOUSE),
    ]
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    """Templates, the example, tables and the mark of typing are in the wheel; tests and tools are
    not.
    """
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "invite/templates/kutsu.fi.md",
        "invite/templates/layout.html",
        "invite/examples/invite.toml",
        "invite/examples/hankkeet.csv",
        "invite/language/places.tsv",
        "invite/locale/fi/LC_MESSAGES/invite.mo",
        "invite/py.typed",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "benchmarks/"))]


def test_an_installed_program_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """Installed from the wheel, far from any checkout, the demo finds its example and its
    templates.
    """
    place = tmp_path / "venv"
    venv.create(place, system_site_packages=False, with_pip=False)
    (packages,) = [*place.glob("lib/python*/site-packages"), *place.glob("Lib/site-packages")]
    zipfile.ZipFile(wheel).extractall(packages)
    # The dependencies are taken from where the tests run; the program itself must come from the
    # wheel alone.
    others = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "others.pth").write_text("\n".join(others), encoding="utf-8")
    python = next(
        path
        for path in (place / "bin" / "python", place / "Scripts" / "python.exe")
        if path.exists()
    )
    command = [str(python), "-c", "import invite; print(invite.__file__)"]
    where = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", cwd=tmp_path)
    assert where.stdout.startswith(str(packages))
    command = [str(python), "-m", "invite", "demo", "kokeilu"]
    ran = subprocess.run(
        command, capture_output=True, check=False, encoding="utf-8", cwd=tmp_path, env=environment()
    )
    assert ran.returncode == 0, ran.stderr
    assert len(list((tmp_path / "kokeilu" / "outbox" / "kutsu").glob("*.eml"))) > 40


def test_the_demo_names_a_program_that_is_there(tmp_path: Path) -> None:
    """The commands to copy at the demo's end work where no shell finds `invite`, as after `make
    demo`.
    """
    program = shutil.which("invite", path=str(Path(sys.executable).parent))
    assert program is not None
    nowhere = {**environment(), "PATH": str(tmp_path)}
    ran = subprocess.run(
        [program, "demo", "x"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=nowhere,
    )
    assert ran.stdout.rstrip().endswith(f"{program} status")
