"""What fanews may touch: no network, no other program, no file but its own and the one it was told to read."""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fanews
from fanews import resources

SOURCE = Path(fanews.__file__).parent
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # it writes files
STORY = """تهران- ایرنا- وزیر نیرو گفت: «سدها ۲۵ درصد پر شده است.»
<script>alert(1)</script> وي افزود كه برق قطع نمی شود و ۱۹ مهر ۱۴۰۴ نتیجه اعلام مي شود."""

WATCHED = """if True:
    import os, sys

    def watch(event, args):
        if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "ctypes.",
                             "urllib.", "http.", "pickle.", "os.remove", "os.rename", "os.mkdir", "shutil.")):
            print("touched", event, args[:2], file=sys.__stderr__)
        if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            print("wrote", args[0], file=sys.__stderr__)

    path = sys.argv.pop(1)
    import runpy
    {before}
    sys.addaudithook(watch)
"""
LIBRARY = """
    import fanews
    from fanews import exports, find_dateline, find_numbers, find_quotes, lint, normalize, parse, prose, render
    text = open(path, encoding="utf-8").read()
    article = parse(text, published="1404/7/19", title="سدها پر شد")
    assert article.quotes and article.numbers
    fanews.Article.from_dict(article.to_dict())
    article.to_json(), article.to_html(), article._repr_html_(), render.diff_page(normalize(text), "x")
    find_dateline(text), find_numbers(text), find_quotes(text), fanews.check(text), list(fanews.pipe([text]))
    exports.to_jsonld(article), exports.to_ninjs(article), fanews.schema(), fanews.rules()
    for kind in set(prose.KINDS) - {"markdown"}:
        lint.fix(text, kind)
"""
HTML = """
    import fanews.html
    fanews.html.parse_html("<html><body><p>" + open(path, encoding="utf-8").read() * 5)
"""


def watched(code: str, path: Path, *args: str, before: str = "") -> list[str]:
    """What the code touches, a line each; `before` is imported unwatched."""
    command = [sys.executable, "-B", "-c", WATCHED.format(before=before) + code, str(path), *args]
    done = subprocess.run(command, env=UNMEASURED, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stderr.splitlines()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_library_touches_nothing(story: Path) -> None:
    assert watched(LIBRARY, story) == []


def test_a_page_touches_nothing(story: Path) -> None:
    pytest.importorskip("trafilatura")
    assert watched(HTML, story, before="import trafilatura") == []


@pytest.mark.parametrize("command", ["parse", "parse --html", "normalize", "diff", "explain", "numbers", "check"])
def test_the_command_line_touches_nothing(command: str, story: Path) -> None:
    code = "    runpy.run_module('fanews', run_name='__main__')\n"
    assert watched(code, story, *command.split(), str(story)) == []


def test_the_watch_sees_what_it_is_set_on(story: Path) -> None:
    code = "    import socket\n    socket.socket().connect_ex(('127.0.0.1', 9))\n    open(path + '.x', 'w').close()\n"
    seen = "\n".join(watched(code, story))
    assert "socket.connect" in seen
    assert "wrote" in seen


# ---- modules that can run or fetch what they are given -------------------------------------------------

DANGEROUS = {"ctypes", "dill", "ftplib", "marshal", "pickle", "requests", "shelve", "smtplib", "socket", "ssl"}
DANGEROUS |= {"subprocess", "urllib.request", "http.client", "multiprocessing", "asyncio"}
ALLOWED = {"workers": {"pickle", "subprocess"}}  # to and from processes of its own, over pipes


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"):
            names.add(node.func.id)
    return names


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.stem)
def test_no_module_can_run_or_fetch_what_it_is_given(path: Path) -> None:
    assert imported(path) & {*DANGEROUS, "eval", "exec"} <= ALLOWED.get(path.stem, set())


# ---- damaged data --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lexicon.bin", "forms.bin", "spacing.bin", "looks.bin"])
def test_a_flipped_bit_or_a_missing_end_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = resources.read(name)
    draw = random.Random(1405)
    places = draw.sample(range(len(whole)), 25)
    damaged = [whole[:at] + bytes([whole[at] ^ 1 << draw.randrange(8)]) + whole[at + 1 :] for at in places]
    damaged += [whole[:at] for at in (0, 1, len(whole) // 2, len(whole) - 1)]
    for data in damaged:
        monkeypatch.setattr(resources, "read", lambda path, data=data: data)
        with pytest.raises(fanews.DataError, match=rf"data/{name} .* pip install --force-reinstall fanews"):
            resources.decompressed(name)


@pytest.mark.parametrize("name", ["lexicon.bin", "forms.bin", "spacing.bin", "looks.bin", "cues.tsv"])
def test_a_file_that_is_missing_is_told_in_one_line(name: str, tmp_path: Path, story: Path) -> None:
    shutil.copytree(SOURCE, tmp_path / "fanews", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "fanews/data" / name).unlink()
    done = subprocess.run(
        [sys.executable, "-c", "import fanews.cli, sys; sys.exit(fanews.cli.main())", "parse", str(story)],
        env={**UNMEASURED, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"fanews: data/{name} of fanews cannot be read")
    assert done.stderr.count("\n") == 1
