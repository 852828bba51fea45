"""The command ``fanews check``: what is wrong in files, and what can be fixed.

Exit codes are those of ruff: 0 nothing found, or all of it fixed; 1 something found; 2 something went wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from attrs import evolve

from . import files, lint, reports
from .errors import FanewsError
from .settings import Settings, find_settings, read_settings
from .terminal import Screen


def add_options(sub: argparse.ArgumentParser) -> None:
    """Give the command its arguments."""

    def ids(text: str) -> list[str]:
        return [id for id in re.split(r"[\s,]+", text) if id]

    sub.add_argument("file", metavar="FILE", nargs="*", help="files and folders (default: .), or - for standard input")
    sub.add_argument("--fix", action="store_true", help="make the safe fixes")
    sub.add_argument("--unsafe-fixes", action="store_true", help="count fixes in that may change what is said")
    sub.add_argument("--diff", action="store_true", help="print what --fix would change, and change nothing")
    sub.add_argument("--format", choices=["text", "json", "sarif", "github"], default="text", help="of the findings")
    sub.add_argument("--statistics", action="store_true", help="print how often each rule was broken")
    for name, text in (
        ("--select", "check these rules or tables only, a,b"),
        ("--extend-select", "check these rules too"),
        ("--ignore", "do not check these rules or tables"),
        ("--exclude", "leave out files and folders of these patterns"),
    ):
        sub.add_argument(name, type=ids, action="extend", default=[], metavar="LIST", help=text)
    sub.add_argument("--config", metavar="FILE", type=Path, help="take [tool.fanews] of this file (TOML)")
    sub.add_argument("--encoding", help="encoding of the files (default: utf-8, or windows-1256 where it is that)")
    sub.add_argument("--stdin-filename", metavar="NAME", help="what standard input is: NAME.md is Markdown")
    sub.add_argument("--exit-zero", action="store_true", help="exit with 0 even if something is found")
    sub.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if something was fixed")


def run(args: argparse.Namespace) -> int:
    """Check, report, and return the exit code. Raises a FanewsError when the settings cannot be used."""
    settings = _settings(args)
    checked, errors = [], []
    for path in files.find_files(args.file or ["."], settings):
        try:
            checked.append(_checked(path, args, settings))
        except FanewsError as error:
            errors.append(str(error))
    if not checked and not errors:
        print("fanews: there is no file to check", file=sys.stderr)
    for line in errors:
        print(f"fanews: {line}", file=sys.stderr)
    if args.diff:
        for c in checked:
            print(reports.difference(c), end="")
    else:
        _print_report(checked, errors, args)
    if errors or args.exit_zero:
        return 2 if errors else 0
    fixed = any(c.fixed for c in checked)
    if args.diff:
        return int(fixed)
    return int(any(c.found for c in checked) or (fixed and args.exit_non_zero_on_fix))


def _checked(path: str, args: argparse.Namespace, settings: Settings) -> reports.Checked:
    """A file, or standard input, checked; and fixed if so asked."""
    name = (args.stdin_filename or "stdin.txt") if path == "-" else path
    source = (
        files.decode(name, sys.stdin.buffer.read(), settings.encoding)
        if path == "-"
        else files.read_file(path, settings.encoding)
    )
    try:
        if not (args.fix or args.diff):
            found = lint.lint(source.text, source.kind, settings, path=name, encoding=source.encoding)
            return reports.Checked(source, source.text, found)
        done = lint.fix(
            source.text, source.kind, settings, path=name, encoding=source.encoding, unsafe=args.unsafe_fixes
        )
    except (lint.CommentError, lint.MarkdownError) as error:
        raise files.FileError(f"{name}: {error}") from error
    if path == "-" and not args.diff:
        sys.stdout.buffer.write(source.encoded(done.text))
    elif done.fixed and not args.diff:
        files.write_file(source, done.text)
    return reports.Checked(source, done.text, done.found, done.fixed)


def _print_report(checked: Sequence[reports.Checked], errors: Sequence[str], args: argparse.Namespace) -> None:
    """The findings as the arguments want them; beside a fixed standard input, on standard error."""
    out = sys.stderr if args.fix and "-" in args.file else sys.stdout
    lines: Iterator[str]
    if args.statistics:
        lines = reports.statistics(checked, unsafe=args.unsafe_fixes)
    elif args.format == "json" or args.json:
        lines = iter([reports.as_json(checked)])
    elif args.format == "sarif":
        lines = iter([reports.as_sarif(checked, errors)])
    elif args.format == "github":
        lines = reports.as_github(checked)
    else:
        told = reports.told(checked, Screen.of(out), unsafe=args.unsafe_fixes)
        lines = chain(told, reports.summary(checked, unsafe=args.unsafe_fixes))
    for line in lines:
        print(line, file=out)


def _settings(args: argparse.Namespace) -> Settings:
    """The settings of the project, with those of the command line."""
    settings = read_settings(args.config) if args.config else find_settings(Path())
    return evolve(
        settings,
        select=args.select or settings.select,
        extend_select=(*settings.extend_select, *args.extend_select),
        ignore=(*settings.ignore, *args.ignore),
        exclude=(*settings.exclude, *args.exclude),
        encoding=args.encoding or settings.encoding,
    )
