"""The command line: ``fanews parse | normalize | diff | explain | check | numbers | rules | schema``.

Exit codes: 0 done, 1 `check` found something or some of many articles failed, 2 the arguments or the input cannot
be used, 3 the output cannot be written, 130 Ctrl-C; after these a run over many articles goes on when called again.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import textwrap
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from attrs import evolve

from . import (
    __version__,
    checking,
    exports,
    find_numbers,
    normalize,
    parse,
    quotes,
    rule,
    rules,
    runs,
    schema,
    spacing,
    terminal,
)
from .errors import FanewsError
from .jsonl import decode
from .normalize import protected
from .records import encode, value_text
from .text import Span
from .visible import changes, visible


class _InputError(Exception):
    """The input cannot be read; the message is one line for the user."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    args = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8")  # a legacy code page cannot write Persian
    try:
        code = int(args.run(args) or 0)
        sys.stdout.flush()
        return code
    except (_InputError, FanewsError) as error:
        print(f"fanews: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("fanews: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, e.g. head, has seen enough
        _close_output()
        return 0
    except OSError as error:
        _close_output()
        print(f"fanews: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        return 3


def _close_output() -> None:
    """Let what has not been written go nowhere; Python would try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fanews", description="Raw Persian news text in, structure out.")
    parser.add_argument("--version", action="version", version=f"fanews {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help: str, *, reads: bool = True, json: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        if reads:
            sub.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
            sub.add_argument("--encoding", default="utf-8", help="encoding of the input (default: utf-8)")
        if json:
            sub.add_argument("--json", action="store_true", help="print JSON for programs")
        return sub

    what = "take an article, or many, apart: dateline, headline, quotes, people, numbers"
    sub = command("parse", _run_parse, what, reads=False)
    sub.add_argument("file", nargs="*", metavar="FILE", help="a text file, or - for standard input; with --out, many")
    sub.add_argument("--encoding", default="utf-8", help="of the input (default: utf-8); auto: that or windows-1256")
    sub.add_argument("--title", help="the headline, if known")
    sub.add_argument("--published", metavar="DATE", help="the date of publication, ISO, if known")
    sub.add_argument("--url", help="where the article stood, if known")
    sub.add_argument("--format", choices=("json", "jsonld", "ninjs"), help="print that; --json is --format json")
    sub.add_argument("--html", action="store_true", help="print a page with everything that was found marked in it")
    sub.add_argument("--plain", action="store_true", help="text alone: no colours, no direction marks")
    runs.add_options(sub)
    for name, run, text in (
        ("normalize", _run_normalize, "print the repaired text"),
        ("diff", _run_diff, "print the changed lines before and after, every change with its rule"),
        ("explain", _run_explain, "print every change with its rule and reason, and how each quote was found"),
    ):
        sub = command(name, run, text)
        sub.add_argument("--skip", action="append", default=[], metavar="RULE", help="turn a rule or a table off")
        sub.add_argument("--also", action="append", default=[], metavar="RULE", help="turn an opt-in rule on")
        if name == "diff":
            sub.add_argument("--html", action="store_true", help="print a page with the two side by side")
            sub.add_argument("--plain", action="store_true", help="text alone: no colours, no direction marks")
    checking.add_options(command("check", checking.run, "find what is wrong in files, and fix it", reads=False))
    sub = command("numbers", _run_numbers, "list numbers, dates and amounts with their values")
    sub.add_argument("--published", metavar="DATE", help="the day that «دیروز» and the like are reckoned from")
    sub = command("serve", _run_serve, "try it in the browser: a page on this machine alone", reads=False, json=False)
    sub.add_argument("--port", type=int, default=8765, help="where the page is (default: 8765; 0: any that is free)")
    sub = command("rules", _run_rules, "list the rules, or show one", reads=False)
    sub.add_argument("id", nargs="?", help="a rule (letters.yeh) or a table (letters)")
    command("schema", _run_schema, "print the JSON Schema of an Article", reads=False, json=False)
    return parser


# ---- commands ------------------------------------------------------------------------------------------


def _run_parse(args: argparse.Namespace) -> int:
    if args.jsonl or args.out:
        if args.format:
            raise _InputError("--format is for one FILE without --jsonl and --out")
        return runs.command(args)
    if len(args.file) != 1:
        raise _InputError("parse takes one FILE, or many with --out, or --jsonl")
    args.file = args.file[0]
    try:
        article = parse(_read(args), title=args.title, published=args.published, url=args.url, max_chars=args.max_chars)
    except ValueError as error:
        raise _InputError(str(error)) from error
    if args.json or args.format == "json":
        print(article.to_json(indent=2))
    elif args.format:
        _print_json(exports.to_jsonld(article) if args.format == "jsonld" else exports.to_ninjs(article))
    elif args.html:
        print(article.to_html(), end="")
    else:
        _print_lines(terminal.article_lines(article, _screen(args)))
    return 0


def _run_normalize(args: argparse.Namespace) -> None:
    done = normalize(_read(args), skip=args.skip, also=args.also)
    if args.json:
        _print_json({"text": done.text, "edits": encode(done.edits)})
    else:
        print(done.text, end="" if done.text.endswith("\n") else "\n")


def _run_diff(args: argparse.Namespace) -> None:
    done = normalize(_read(args), skip=args.skip, also=args.also)
    if args.json:
        _print_json(encode(changes(done)))
    elif args.html:
        from .render import diff_page

        print(diff_page(done, args.file), end="")
    else:
        _print_lines(terminal.diff_lines(done, args.file, _screen(args)))


def _run_explain(args: argparse.Namespace) -> None:
    text = _read(args)
    done = normalize(text, skip=args.skip, also=args.also)
    explained = quotes.explain(done.text)
    moved = quotes.moved([e.quote for e in explained], done.to_original)
    chains = [evolve(e, quote=quote) for e, quote in zip(explained, moved, strict=True)]
    seen = _seen(text, args.skip, args.also)
    if args.json:
        edits = [
            {**encode(e), "why": [rule(id).why for id in e.rules], "seen": seen.get(e.span, ())} for e in done.edits
        ]
        _print_json({"edits": edits, "quotes": [encode(c) for c in chains]})
        return
    for edit in done.edits:
        print("\n".join(terminal.edit_lines(text, edit)))
        if edit.span in seen:
            print("\tseen: " + "; ".join(map(visible, seen[edit.span])))
    print(f"{len(done.edits)} edits; ¦ is a ZWNJ, ␣ a space at the edge of a change\n")
    for chain in chains:
        first, *steps = str(chain).splitlines()
        print(f"{chain.quote.span.start}..{chain.quote.span.stop}\t{visible(first)}")
        print("\n".join(f"\t{visible(step)}" for step in steps))
    print(f"{len(chains)} quotes")


def _seen(text: str, skip: Collection[str], also: Collection[str]) -> dict[Span, tuple[str, ...]]:
    """The facts that speak for each change of a ZWNJ or a space, by the span of the change in `text`."""
    before = normalize(text, skip={*skip, "zwnj"}, also=also)
    decisions = spacing.explain(before.text, protected=protected(before.text))
    return {before.to_original(Span(d.start, d.stop)): d.seen for d in decisions}


def _run_numbers(args: argparse.Namespace) -> None:
    try:
        found = find_numbers(_read(args), published=args.published)
    except ValueError as error:
        raise _InputError(str(error)) from error
    if args.json:
        _print_json(encode(found))
        return
    for n in found:
        marks = [m for m in ("approx", "ambiguous") if getattr(n, m)]
        print("\t".join([str(n.span.start), n.text, value_text(n.value), n.kind, n.unit or "", *marks]).rstrip())


def _run_serve(args: argparse.Namespace) -> None:
    from .serve import serve

    try:
        serve(args.port, lambda address: print(f"{address} (Ctrl+C stops)", flush=True))
    except (OSError, OverflowError) as error:
        raise _InputError(f"port {args.port} cannot be had: {error}; --port 0 takes any that is free") from error


def _run_rules(args: argparse.Namespace) -> None:
    chosen = (rule(args.id),) if args.id and "." in args.id else rules(args.id)
    if args.json:
        _print_json(encode(chosen))
        return
    for r in chosen:
        if len(chosen) > 1:
            print(f"{r.id:<28} {r.title}{'' if r.default else ' (opt-in)'}")
            continue
        print(f"{r.id}: {r.title}{'' if r.default else ' (opt-in)'}\n\n{textwrap.fill(r.why, 100)}")
        if r.source:
            print(f"Source: {r.source}")
        for before, after in r.fixes:
            print(f"  fixes\t{visible(before)}\t→\t{visible(after)}")
        for text, found in r.finds:
            print(f"  finds\t{visible(found)}\tin\t{visible(text)}")
        for text in r.keeps:
            print(f"  keeps\t{visible(text)}")


def _run_schema(args: argparse.Namespace) -> None:
    _print_json(schema())


# ---- input and output ----------------------------------------------------------------------------------


def _read(args: argparse.Namespace) -> str:
    name = "standard input" if args.file == "-" else args.file
    try:
        data = sys.stdin.buffer.read() if args.file == "-" else Path(name).read_bytes()
    except OSError as error:
        raise _InputError(f"{name}: {error.strerror or error}") from error
    try:
        text = decode(data, args.encoding)
    except LookupError as error:
        raise _InputError(f"unknown encoding {args.encoding!r}") from error
    except ValueError as error:
        raise _InputError(f"{name}: {error}") from error
    if not text.strip():
        raise _InputError(f"{name}: the input is empty")
    return text


def _screen(args: argparse.Namespace) -> terminal.Screen:
    return terminal.Screen.of(sys.stdout, plain=args.plain)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
