"""Copies the docstrings of the extension to its stub, where editors read them.

``python stubs.py`` updates the stub, ``python stubs.py --check`` reports whether it is stale.
"""

from __future__ import annotations

import ast
import inspect
import pathlib
import sys

from asepsis import _asepsis

STUB = pathlib.Path(__file__).parent / "python/asepsis/_asepsis.pyi"


def documented(text: str) -> str:
    """The stub with the docstrings of the extension."""
    lines = text.splitlines()
    # From the end, so that the line numbers of earlier items stay valid.
    for node, value in reversed(list(_items(ast.parse(text)))):
        _document(lines, node, inspect.getdoc(value))
    return "\n".join(lines) + "\n"


def _items(module: ast.Module) -> list[tuple[ast.ClassDef | ast.FunctionDef, object]]:
    found: list[tuple[ast.ClassDef | ast.FunctionDef, object]] = []
    for node in module.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            continue
        owner = getattr(_asepsis, node.name)
        found.append((node, owner))
        for member in node.body if isinstance(node, ast.ClassDef) else ():
            # Special methods have the docstrings of Python.
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                found.append((member, getattr(owner, member.name)))
    return found


def _document(lines: list[str], node: ast.ClassDef | ast.FunctionDef, text: str | None) -> None:
    first = node.body[0]
    old = ast.get_docstring(node) is not None
    if old:
        del lines[first.lineno - 1 : first.end_lineno]
        if isinstance(node, ast.FunctionDef):
            lines[first.lineno - 2] += " ..."
    if not text:
        return
    indent = " " * (node.col_offset + 4)
    doc = text.replace("\\", "\\\\").splitlines()
    quoted = [f'"""{doc[0]}', *doc[1:]]
    quoted = [*quoted, '"""'] if len(quoted) > 1 else [f'{quoted[0]}"""']
    block = [f"{indent}{line}".rstrip() for line in quoted]
    decorators = getattr(first, "decorator_list", [])
    at = min([first.lineno, *(decorator.lineno for decorator in decorators)]) - 1
    if isinstance(node, ast.FunctionDef):
        head = at - 1 if old else at
        lines[head] = lines[head].removesuffix(" ...")
        lines[head + 1 : head + 1] = block
    else:
        lines[at:at] = block


def main() -> int:
    """Updates the stub, or reports whether it is stale."""
    text = STUB.read_text(encoding="utf-8")
    new = documented(text)
    if text == new:
        return 0
    if "--check" in sys.argv:
        print(f"{STUB.name} is stale: run `python bindings-python/stubs.py`")
        return 1
    STUB.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
