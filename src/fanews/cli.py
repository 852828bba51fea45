"""The command line: ``fanews parse | normalize | explain | check | numbers | rules | schema``.

Exit codes: 0 done, 1 `check` found something, 2 the arguments or the input cannot be used.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from attrs import evolve

from . import __version__, checking, find_numbers, normalize, parse, quotes, rule, rules, schema, spacing
from .article import Article
from .errors import FanewsError
from .normalize import protected
from .quotes import Quote
from .records import encode, value_text
from .text import ZWNJ, Edit, Span


class _InputError(Exception):
    """The input cannot be read; the message is one line for the user."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    args = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8")  # a legacy code page cannot write Persian
    try:
        return int(args.run(args) or 0)
    except (_InputError, FanewsError) as error:
        print(f"fanews: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, e.g. head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fanews", description="Raw Persian news text in, structure out.")
    parser.add_argument("--version", action="version", version=f"fanews {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, help: str, *, reads: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        if reads:
            sub.add_argument("file", metavar="FILE", help="a text file, or - for standard input")
            sub.add_argument("--encoding", default="utf-8", help="encoding of the input (default: utf-8)")
        sub.add_argument("--json", action="store_true", help="print JSON for programs")
        return sub

    sub = command("parse", _run_parse, "take an article apart: dateline, headline, quotes, people, numbers")
    sub.add_argument("--title", help="the headline, if known")
    sub.add_argument("--published", metavar="DATE", help="the date of publication, ISO, if known")
    sub.add_argument("--url", help="where the article stood, if known")
    for name, run, text in (
        ("normalize", _run_normalize, "print the repaired text"),
        ("explain", _run_explain, "print every change with its rule and reason, and how each quote was found"),
    ):
        sub = command(name, run, text)
        sub.add_argument("--skip", action="append", default=[], metavar="RULE", help="turn a rule or a table off")
        sub.add_argument("--also", action="append", default=[], metavar="RULE", help="turn an opt-in rule on")
    checking.add_options(command("check", checking.run, "find what is wrong in files, and fix it", reads=False))
    command("numbers", _run_numbers, "list numbers, dates and amounts with their values")
    sub = command("rules", _run_rules, "list the rules, or show one", reads=False)
    sub.add_argument("id", nargs="?", help="a rule (letters.yeh) or a table (letters)")
    command("schema", _run_schema, "print the JSON Schema of an Article", reads=False)
    return parser


# ---- commands ------------------------------------------------------------------------------------------


def _run_parse(args: argparse.Namespace) -> None:
    try:
        article = parse(_read(args), title=args.title, published=args.published, url=args.url)
    except ValueError as error:
        raise _InputError(str(error)) from error
    if args.json:
        print(article.to_json(indent=2))
    else:
        print("\n".join(_article_lines(article)))


def _run_normalize(args: argparse.Namespace) -> None:
    done = normalize(_read(args), skip=args.skip, also=args.also)
    if args.json:
        _print_json({"text": done.text, "edits": encode(done.edits)})
    else:
        print(done.text, end="" if done.text.endswith("\n") else "\n")


def _run_explain(args: argparse.Namespace) -> None:
    text = _read(args)
    done = normalize(text, skip=args.skip, also=args.also)
    chains = [evolve(e, quote=e.quote.moved(done.to_original)) for e in quotes.explain(done.text)]
    seen = _seen(text, args.skip, args.also)
    if args.json:
        edits = [
            {**encode(e), "why": [rule(id).why for id in e.rules], "seen": seen.get(e.span, ())} for e in done.edits
        ]
        _print_json({"edits": edits, "quotes": [encode(c) for c in chains]})
        return
    for edit in done.edits:
        print("\n".join(_edit_lines(text, edit)))
        if edit.span in seen:
            print("\tseen: " + "; ".join(map(_visible, seen[edit.span])))
    print(f"{len(done.edits)} edits; ¦ is a ZWNJ, ␣ a space at the edge of a change\n")
    for chain in chains:
        first, *steps = str(chain).splitlines()
        print(f"{chain.quote.span.start}..{chain.quote.span.stop}\t{_visible(first)}")
        print("\n".join(f"\t{_visible(step)}" for step in steps))
    print(f"{len(chains)} quotes")


def _seen(text: str, skip: Collection[str], also: Collection[str]) -> dict[Span, tuple[str, ...]]:
    """The facts that speak for each change of a ZWNJ or a space, by the span of the change in `text`."""
    before = normalize(text, skip={*skip, "zwnj"}, also=also)
    decisions = spacing.explain(before.text, protected=protected(before.text))
    return {before.to_original(Span(d.start, d.stop)): d.seen for d in decisions}


def _run_numbers(args: argparse.Namespace) -> None:
    found = find_numbers(_read(args))
    if args.json:
        _print_json(encode(found))
        return
    for n in found:
        marks = [m for m in ("approx", "ambiguous") if getattr(n, m)]
        print("\t".join([str(n.span.start), n.text, value_text(n.value), n.kind, n.unit or "", *marks]).rstrip())


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
            print(f"  fixes\t{_visible(before)}\t→\t{_visible(after)}")
        for text, found in r.finds:
            print(f"  finds\t{_visible(found)}\tin\t{_visible(text)}")
        for text in r.keeps:
            print(f"  keeps\t{_visible(text)}")


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
        text = data.decode(args.encoding)
    except LookupError as error:
        raise _InputError(f"unknown encoding {args.encoding!r}") from error
    except UnicodeDecodeError as error:
        raise _InputError(
            f"{name}: byte {error.start} is not {args.encoding}; old Persian files are often --encoding windows-1256"
        ) from error
    if not text.strip():
        raise _InputError(f"{name}: the input is empty")
    return text


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _visible(text: str) -> str:
    """`text` with what cannot be seen made visible."""
    return text.replace(ZWNJ, "¦").replace("\n", "⏎").replace("\u00a0", "⍽")


def _edit_lines(text: str, edit: Edit) -> Iterator[str]:
    """One change in the words it stands in, then its rules."""
    start, stop = edit.span.start, edit.span.stop
    left = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), start - 25) + 1
    right = min(i for i in (text.find(" ", stop), text.find("\n", stop), stop + 25, len(text)) if i >= 0)
    before, after = text[left:right], text[left:start] + edit.after + text[stop:right]
    if before.strip() != before or after.strip() != after:
        before, after = (t.replace(" ", "␣") for t in (before, after))
    yield f"{start}..{stop}\t{_visible(before)}\t→\t{_visible(after)}"  # tabs keep the two apart in bidi
    for id in edit.rules:
        yield f"\t{id}: {rule(id).title}"


def _article_lines(a: Article) -> Iterator[str]:
    width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))

    def row(label: str, value: object) -> Iterator[str]:
        text = "—" if value is None else str(value)
        yield from textwrap.wrap(text, width, initial_indent=f"{label:<10} ", subsequent_indent=" " * 11) or [label]

    yield from row("date", a.date and a.date.isoformat())
    for name in ("kicker", "headline", "lead", "byline"):
        yield from row(name, getattr(a, name))
    yield from row("dateline", a.dateline and a.dateline.text)
    if a.dateline:
        for slot in ("agency_id", "agency", "place", "bureau", "desk", "reporter"):
            if value := getattr(a.dateline, slot):
                yield from row(f"  {slot}", value)
        for source in a.dateline.via:
            yield from row("  via", source)
    yield from row("body", f"{len(a.body)} paragraphs")
    yield f"\npeople ({len(a.people)})"
    for p in a.people:
        yield from row("", f"{p.name}{' — ' + p.role if p.role else ''} ({len(p.mentions)} mentions)")
    yield f"\nquotes ({len(a.quotes)})"
    for i, q in enumerate(a.quotes, 1):
        yield from row(f"  {i}", _attribution(q))
        yield from row("", f"«{q.content}»")
    yield f"\nnumbers ({len(a.numbers)})"
    for n in a.numbers:
        yield from row("", f"{n.text} = {value_text(n.value)} {n.kind} {n.unit or ''}".rstrip())


def _attribution(q: Quote) -> str:
    """Who, by which words: «name (speaker as written) | cue | kind»."""
    name = q.person.name if q.person else "؟"
    speaker = q.speaker.text if q.speaker else None
    who = f"{name} ({speaker})" if speaker and speaker != name else name
    return " | ".join([who, q.cue.text if q.cue else "—", q.kind + (", inherited" if q.inherited else "")])
