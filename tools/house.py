"""Holds the rules of the house that no linter knows: rooms, names, sizes, imports, commands, SQL.

Run by `make check`. What breaks a rule and may is listed in `tools/house.toml` with its reason; a
reason that nothing needs any more breaks the check too.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "invite"
COMMANDS = HOUSE / "cli" / "commands"
MOST_ROOMS, FEWEST_IN_A_WING = 12, 3
LINES = range(40, 301)
COMMAND_LINES = 40
MANY_ROOMS = {HOUSE, COMMANDS}
# What SQLite takes and PostgreSQL 15 does not (or means otherwise), for SQL outside the storage.
SQLITE_ONLY = re.compile(
    r"\bINSERT\s+OR\b|\bREPLACE\s+INTO\b|\bjson_each\b|\bjson_extract\b|\bgroup_concat\b|\bifnull\b"
    r"|\bPRAGMA\b|\browid\b|\bRAISE\s*\(|\bGLOB\b|\bdatetime\(|\bstrftime\(|\bMATERIALIZED\s+AS\b",
    re.IGNORECASE,
)
SQL = re.compile(r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|PRAGMA|DROP)\b[\s\S]+", re.ASCII)


def main() -> int:
    """Print what breaks a rule; 1 if anything does."""
    allowed = tomllib.loads((ROOT / "tools" / "house.toml").read_text(encoding="utf-8"))
    exceptions = {(rule, place) for rule, places in allowed.items() for place in places}
    found = sorted(set(broken()))
    wrong = [one for one in found if (one[0], one[1]) not in exceptions]
    needless = exceptions - {(rule, place) for rule, place, _words in found}
    for rule, place, words in wrong:
        print(f"{rule}: {place}: {words}")
    for rule, place in sorted(needless):
        print(f"{rule}: {place}: listed in tools/house.toml as an exception that nothing needs")
    print(
        f"House: {len(wrong) + len(needless)} to fix, {len(exceptions)} exceptions with a reason."
    )
    return bool(wrong or needless)


def broken() -> Iterator[tuple[str, str, str]]:
    """The rule, the place and the words of each thing that breaks one."""
    files = sorted(HOUSE.rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    yield from _unnameable()
    yield from _rooms()
    yield from _shared_file_names(files)
    yield from _shared_class_names(trees)
    for path, tree in trees.items():
        yield from _size(path)
        yield from _inner_imports(path, tree)
        yield from _command(path, tree)
        yield from _foreign_sql(path, tree)


def _unnameable() -> Iterator[tuple[str, str, str]]:
    """A file that Windows cannot name keeps git from checking anything out there."""
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, check=True, capture_output=True)
    for name in listed.stdout.decode().split("\0"):
        if re.search(r'[<>:"|?*\\]', name):
            yield "names", name, "Windows has no such name"


def _rooms() -> Iterator[tuple[str, str, str]]:
    for folder in [HOUSE, *(p for p in HOUSE.rglob("*") if (p / "__init__.py").is_file())]:
        rooms = [
            one
            for one in folder.iterdir()
            if (one.suffix == ".py" and not one.stem.startswith("__"))
            or (one / "__init__.py").is_file()
        ]
        if len(rooms) > MOST_ROOMS and folder not in MANY_ROOMS:
            yield "rooms", _place(folder), f"{len(rooms)} rooms, at most {MOST_ROOMS}"
        if len(rooms) < FEWEST_IN_A_WING:
            yield "rooms", _place(folder), f"{len(rooms)} rooms, at least {FEWEST_IN_A_WING}"


def _shared_file_names(files: list[Path]) -> Iterator[tuple[str, str, str]]:
    named: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in files:
        parts = path.relative_to(HOUSE).parts
        if len(parts) > 1 and not path.stem.startswith("__"):
            named[parts[0], path.stem].append(path)
    for (_package, name), paths in named.items():
        if len(paths) > 1:
            for path in paths:
                yield "file-names", _place(path), f"{len(paths)} files of the package are {name}"


def _shared_class_names(trees: dict[Path, ast.Module]) -> Iterator[tuple[str, str, str]]:
    named: dict[str, list[Path]] = defaultdict(list)
    for path, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(path)
    for name, paths in named.items():
        if len(paths) > 1:
            where = ", ".join(_place(path) for path in paths)
            yield "class-names", name, f"a public class in {where}"


def _size(path: Path) -> Iterator[tuple[str, str, str]]:
    if path.stem.startswith("__"):
        return
    lines = len(path.read_text(encoding="utf-8").splitlines())
    thin = path.parent == COMMANDS and lines < LINES.start  # a command is thin, and may be so
    if lines not in LINES and not thin:
        yield "size", _place(path), f"{lines} lines; a file has {LINES.start} to {LINES.stop - 1}"


def _inner_imports(path: Path, tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Only a command imports inside functions: its campaign call and its picture."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = getattr(node, "module", None) or ast.unparse(node)
                ours = module.startswith(("invite.campaign", "invite.report"))
                if path.parent != COMMANDS or not ours:
                    yield "inner-imports", _place(path), f"line {node.lineno}: {module}"


def _command(path: Path, tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    if path.relative_to(HOUSE).parts[0] != "cli":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "ledger":
            yield "cli-ledger", _place(path), f"line {node.lineno}: {ast.unparse(node)}"
    if path.parent != COMMANDS:
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > COMMAND_LINES:
                yield "command-length", _place(path), f"{node.name} has {lines} lines"


def _foreign_sql(path: Path, tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    if not path.relative_to(HOUSE).as_posix().startswith("ledger/") or "storage" in path.parts:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = SQLITE_ONLY.search(node.value)
            if found and SQL.match(node.value):
                yield "sql", _place(path), f"line {node.lineno}: {found[0]}"


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
