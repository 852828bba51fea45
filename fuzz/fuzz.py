"""Coverage-guided fuzzing: ``python fuzz/fuzz.py TARGET [libFuzzer options]``; ``make fuzz`` runs all for a while.

Needs atheris, which `make fuzz` installs. The targets are the doors through which foreign bytes come in: `parse`,
`parse_html`, `from_dict`, and the reader of JSON lines. Each starts from the rules' own examples, the pages of the
tests and the inputs in ``fuzz/seeds/TARGET``, in which everything that was ever found stays. What is found is written
to the folder in which the fuzzer runs, as ``crash-…`` or ``timeout-…``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import atheris

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
MODULES = {path.stem for path in (HERE.parent / "src/fanews").glob("*.py")}
sys.path.insert(0, str(TESTS))

with atheris.instrument_imports(include=["fanews"]):
    import fanews

    for module in sorted(MODULES - {"__main__", "arrow", "hazm", "spacy"}):
        import_module(f"fanews.{module}")

from fanews import exports, html, jsonl  # noqa: E402
from invariants import INVARIANTS  # noqa: E402
from strategies import PIECES, SEEDS  # noqa: E402

ARTICLES = [fanews.parse("\n".join(SEEDS[i : i + 5])).to_dict() for i in range(0, len(SEEDS), 40)]
ODD = [None, True, 1.0, 1e300, 1 << 70, "", "ایرنا", "1/0", "2025-02-30", "1E+999", [], [0, 0], {}, [[[]]]]
PAGES = [path.read_bytes() for path in sorted((TESTS / "pages").glob("*.html"))]


def text_of(data: bytes) -> str:
    """Any bytes as a text: UTF-8, and half a surrogate pair for every byte that is not."""
    return data.decode(errors="surrogateescape")


def fuzz_parse(data: bytes) -> None:
    """Every invariant that the tests try, on one text."""
    for holds in INVARIANTS:
        holds(text_of(data))


def fuzz_html(data: bytes) -> None:
    """A page is read, or refused with an error that fanews names."""
    try:
        article = html.parse_html(data)
    except html.PageError:
        return
    assert fanews.Article.from_dict(article.to_dict()) == article
    html.parse_html(text_of(data))


def fuzz_from_dict(data: bytes) -> None:
    """An article of which something was replaced, taken away or doubled is refused, or is as good as one of ours."""
    drawn = atheris.FuzzedDataProvider(data)
    article = json.loads(json.dumps(drawn.PickValueInList(ARTICLES)))
    for _ in range(drawn.ConsumeIntInRange(1, 4)):
        _change(article, drawn)
    try:
        read = fanews.Article.from_dict(article)
    except fanews.ArticleError:
        return
    assert fanews.Article.from_dict(read.to_dict()) == read
    assert read.to_html()
    assert json.dumps([exports.to_jsonld(read), exports.to_ninjs(read)])


def _change(place: Any, drawn: Any) -> None:
    """Change something somewhere inside the list or mapping `place`."""
    while place:
        key = drawn.PickValueInList(list(place) if isinstance(place, dict) else list(range(len(place))))
        if not isinstance(place[key], (dict, list)) or drawn.ConsumeIntInRange(0, 3) == 0:
            how = drawn.ConsumeIntInRange(0, 9)
            if how == 0:
                del place[key]
            elif how == 1 and isinstance(place, list):
                place.insert(0, place[key])
            elif how < 4 and isinstance(place[key], str):
                place[key] = drawn.ConsumeUnicode(20)
            elif how < 6:
                place[key] = drawn.ConsumeIntInRange(-3, 400)
            else:
                place[key] = drawn.PickValueInList(
                    [
                        None,
                        True,
                        1.0,
                        1e300,
                        1 << 70,
                        "",
                        "ایرنا",
                        "1/0",
                        "2025-02-30",
                        "1E+999",
                        [],
                        [0, 0],
                        {},
                        [[[]]],
                    ]
                )
            return
        place = place[key]


def fuzz_jsonl(data: bytes) -> None:
    """Every line of a file is an article or has a reason why it is none."""
    settings = jsonl.Settings(keys={key: key for key in jsonl.KEYS}, encoding="auto", max_chars=2000)
    with tempfile.NamedTemporaryFile(dir="/dev/shm" if Path("/dev/shm").exists() else None) as file:
        file.write(data)
        file.flush()
        lines = jsonl.Lines(file.name, settings)
        for number, (item, error) in enumerate(lines, 1):
            assert item.number == number
            if error is None:
                try:
                    line = json.loads(jsonl.article_line(item, settings))
                except ValueError:  # the reason that the user is told
                    continue
                assert line["line"] == number
                assert fanews.Article.from_dict(line["article"])
        lines.close()


def _lines() -> Iterator[bytes]:
    for i in range(0, len(SEEDS), 10):
        records = [{"text": text, "id": n, "title": None} for n, text in enumerate(SEEDS[i : i + 3])]
        yield "\n".join(json.dumps(record, ensure_ascii=bool(i % 20)) for record in records).encode()


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "parse": (fuzz_parse, lambda: [text.encode() for text in SEEDS]),
    "html": (fuzz_html, lambda: PAGES),
    "from_dict": (fuzz_from_dict, lambda: [bytes([i]) * 40 for i in range(0, 256, 8)]),
    "jsonl": (fuzz_jsonl, lambda: list(_lines())),
}


def _quoted(piece: str) -> str:
    """A line of a libFuzzer dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in piece.encode()) + '"\n'


def main() -> None:
    """Fuzz the target that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python fuzz/fuzz.py {'|'.join(TARGETS)} [libFuzzer options]")
    name = sys.argv.pop(1)
    target, seeds = TARGETS[name]
    corpus = Path("corpus", name)
    corpus.mkdir(parents=True, exist_ok=True)
    for i, seed in enumerate(seeds()):
        (corpus / f"seed-{i}").write_bytes(seed)
    words = Path("corpus", "words")
    words.write_text("".join(_quoted(piece) for piece in PIECES))
    options = ["-timeout=20", "-max_len=4000", f"-dict={words}", str(corpus)]
    if (kept := HERE / "seeds" / name).exists():
        options.append(str(kept))
    atheris.Setup([sys.argv[0], *sys.argv[1:], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
