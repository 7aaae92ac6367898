"""The arrows of the house: a room imports only what stands above it, and never in circles."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "framing"

# What each room may import, besides itself.
ROOMS = {
    "corpus": set(),
    "tokens": {"corpus"},
    "lexicons": {"tokens"},
    "matching": {"tokens", "lexicons"},
    "scoring": {"tokens", "lexicons", "matching"},
    "curation": {"tokens", "lexicons", "matching", "statistics"},
    "pages": {"corpus", "tokens", "lexicons", "matching"},
    "statistics": set(),
    "comparison": {"tokens", "matching", "statistics"},
    "validation": set(),
    "charts": set(),
    "classifiers": {"corpus", "tokens", "lexicons", "matching", "scoring", "statistics"},
    "measuring": {"corpus", "tokens", "lexicons", "matching", "scoring", "pages", "classifiers"},
    "reporting": {
        *("corpus", "tokens", "lexicons", "matching", "scoring", "comparison", "measuring"),
        *("pages", "charts"),
    },
    "cli": {
        *("corpus", "tokens", "lexicons", "matching", "scoring", "comparison", "validation"),
        *("curation", "measuring", "pages", "reporting", "classifiers"),
    },
}


def modules() -> dict[str, Path]:
    def name(path: Path) -> str:
        return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)

    return {name(path).removesuffix(".__init__"): path for path in PACKAGE.rglob("*.py")}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name and name.split(".")[0] == "framing"}


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def test_every_room_is_in_the_table():
    found = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert found <= set(ROOMS)


@pytest.mark.parametrize(("module", "path"), modules().items())
def test_a_room_imports_only_what_stands_above_it(module, path):
    if room(module) in ROOMS:
        used = {room(name) for name in imports(path) if room(name) in ROOMS}
        assert used <= ROOMS[room(module)] | {room(module)}


def test_no_module_imports_itself_through_others():
    known = modules()
    arrows = {module: imports(path) & set(known) for module, path in known.items()}
    arrows = {m: {n for n in names if not m.startswith(f"{n}.")} for m, names in arrows.items()}
    done: set[str] = set()
    while True:
        free = {module for module, names in arrows.items() if names <= done} - done
        if not free:
            break
        done |= free
    assert not set(arrows) - done, "these import each other in a circle"


def test_importing_framing_stays_light():
    heavy = "{'matplotlib', 'sklearn', 'nltk', 'scipy.stats', 'vaderSentiment', 'statsmodels'}"
    code = f"import sys, framing; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(("module", "path"), modules().items())
def test_modules_and_functions_stay_short(module, path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, module
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{module}.{node.name}: {lines} lines"
