"""The public names, with signatures and fields, one a line: ``python tools/api.py`` renews docs/api.txt.

Public is what the reference (docs/api.md) tells of. A test compares, so that a change to what others build on is seen
in review, and is either meant, with a line in the changelog, or undone. The names are read from the source, so that
no extra need be installed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from build_docs import ROOT, help_of

from fanews import _HOME, rules

SNAPSHOT = ROOT / "docs/api.txt"


def lines() -> Iterator[str]:
    """Every public name: of the package and its modules, of the command line, and the ids of the rules."""
    reference = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    for where, name in sorted(re.findall(r"^\.\. auto\w+:: (fanews[.\w]*)\.(\w+)$", reference, re.MULTILINE)):
        yield from described(where, name, tree(_HOME[name] if where == "fanews" else where.removeprefix("fanews.")))
    yield from command_line()
    yield from (f"rule {rule.id}{'' if rule.default else ' (opt-in)'}" for rule in rules())


def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / f"src/fanews/{module}.py").read_text(encoding="utf-8"))


def described(where: str, name: str, module: ast.Module) -> Iterator[str]:
    """The lines of one name: a function with its signature, a class with its fields and methods, or the bare name."""
    nodes = [n for n in module.body if getattr(n, "name", "") == name or imports(n, name)]
    node = nodes[-1] if nodes else None  # overloads come first
    if isinstance(node, ast.ImportFrom) and node.module:
        yield from described(where, name, tree(node.module))
    elif isinstance(node, ast.ClassDef):
        yield f"class {where}.{name}({', '.join(map(ast.unparse, node.bases))})"
        yield from (f"{where}.{name}.{member}" for part in node.body for member in members(part))
    elif isinstance(node, ast.FunctionDef):
        yield f"{where}.{signature(node)}"
    else:
        yield f"{where}.{name}"


def imports(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.ImportFrom) and name in [a.name for a in node.names]


def members(part: ast.stmt) -> Iterator[str]:
    """The fields and methods that are no private ones; also those that make an object behave as Python's own do."""
    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) and not part.target.id.startswith("_"):
        yield ast.unparse(part)
    elif isinstance(part, ast.FunctionDef) and re.match(r"[a-z]|__(?!reduce|attrs)", part.name):
        is_property = any("property" in ast.unparse(d) for d in part.decorator_list)
        yield f"{part.name}: {ast.unparse(part.returns)}" if is_property and part.returns else signature(part)


def signature(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"


def command_line() -> Iterator[str]:
    """Every command and its options."""
    for command in re.findall(r"^    (\w+)", help_of(), re.MULTILINE):
        options = re.findall(r"^  (?:-\w, )?(--[\w-]+)", help_of(command), re.MULTILINE)
        yield " ".join((f"$ fanews {command}", *sorted(options)))


if __name__ == "__main__":
    SNAPSHOT.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
