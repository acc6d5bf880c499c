"""What the package imports is what it declares, and nothing else is installed with it.

This is the part of an audit that needs no network; `make audit` asks for advisories.
"""

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "evidencekit"
# What may be combined with ours (MIT) and shipped by users who keep to it.
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Unlicense",
    re.IGNORECASE,
)


def declared(requirements: list[str]) -> set[str]:
    """Return the normalised names of distributions in `requirements`."""
    return {
        re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name)[0]).lower()
        for name in requirements
    }


@pytest.fixture(scope="module")
def dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return declared(project["dependencies"])


def imported() -> set[str]:
    """Return the top-level modules that the package imports, at any place."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - {"evidencekit"} - sys.stdlib_module_names


def test_what_is_imported_is_declared_and_what_is_declared_is_imported(
    dependencies: set[str],
) -> None:
    owners = packages_distributions()
    used = {name.lower() for module in imported() for name in owners[module]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    # Imported where it is installed, and never needed.
    extra = declared(project["optional-dependencies"]["embeddings"])

    assert {re.sub(r"[-_.]+", "-", name) for name in used} == dependencies | extra


def test_all_that_is_installed_with_the_package_is_permissively_licensed(
    dependencies: set[str],
) -> None:
    licences = {name: licence(name) for name in sorted(everything(dependencies))}

    refused = {
        name: text for name, text in licences.items() if not PERMISSIVE.search(text)
    }
    assert refused == {}


def everything(names: set[str]) -> set[str]:
    """Return the distributions that these need, themselves included."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        needed = [
            requirement
            for requirement in distribution(name).requires or []
            if ";" not in requirement
        ]
        waiting |= declared(needed) - found
    return found


def licence(name: str) -> str:
    """Return what a distribution's metadata says of its licence."""
    metadata = distribution(name).metadata
    said = [metadata["License-Expression"] or "", metadata["License"] or ""]
    said += [
        line for line in metadata.get_all("Classifier") or [] if line.startswith("Lic")
    ]
    return "\n".join(said)
