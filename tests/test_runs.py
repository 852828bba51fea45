"""`fanews parse --jsonl`: whatever ends a run, the same command completes it, and nothing is lost or doubled."""

from __future__ import annotations

import gzip
import json
import os
import pty
import resource
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

import fanews
from test_batch import children, running, story, wait_until

READ: dict[str, Callable[[Path], bytes]] = {
    "": Path.read_bytes,
    ".gz": lambda path: gzip.decompress(path.read_bytes()),
    ".zst": lambda path: zstd.open(path).read(),
}


def write(path: Path, *lines: Any) -> Path:
    """JSON lines: an object each; a str or bytes as they are."""
    raw = (x if isinstance(x, bytes) else (x if isinstance(x, str) else json.dumps(x)).encode() for x in lines)
    path.write_bytes(b"".join(line + b"\n" for line in raw))
    return path


def records(data: bytes | Path) -> list[dict[str, Any]]:
    data = data if isinstance(data, bytes) else data.read_bytes()
    assert data == b"" or data.endswith(b"\n")
    return [json.loads(line) for line in data.splitlines()]


def start(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "fanews", "parse", "--workers", "1", *map(str, arguments)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    return subprocess.Popen(command, **options)


def run(*arguments: object, code: int = 0, **options: Any) -> tuple[str, str]:
    """Standard output and error of ``fanews parse``, which must end with `code`."""
    given = options.pop("input", None)
    with start(*arguments, stdin=subprocess.PIPE if given else subprocess.DEVNULL, **options) as process:
        out, err = process.communicate(given)
    assert process.returncode == code, err
    return out or "", err or ""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]], list[dict[str, Any]]]:
    """A file long enough to be interrupted in, with what comes out of it in one go."""
    folder = tmp_path_factory.mktemp("many")
    lines: list[Any] = [{"id": f"n{n}", "text": story(n)} for n in range(100)]
    lines[10:10] = ["", "{not json", ""]
    lines[40:40] = [{"id": "no text"}]
    source = write(folder / "in.jsonl", *lines)
    run("--jsonl", source, "--out", folder / "out.jsonl", "--workers", 2, code=1)
    return source, records(folder / "out.jsonl"), records(folder / "out.jsonl.errors")


# ---- what comes out ------------------------------------------------------------------------------------


def test_every_line_becomes_an_article_or_an_error(many: Any) -> None:
    _, articles, errors = many
    assert [r["id"] for r in articles] == [f"n{n}" for n in range(100)]
    assert [r["line"] for r in articles] == [*range(1, 11), *range(14, 41), *range(42, 105)]
    assert fanews.Article.from_dict(articles[7]["article"]) == fanews.parse(story(7))
    assert [(r["line"], r["input"]) for r in errors] == [(12, "{not json"), (41, '{"id": "no text"}')]
    assert "not JSON" in errors[0]["reason"]
    assert errors[1]["reason"] == "no 'text' in it; it has 'id'"


def test_what_is_wrong_with_a_line_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.jsonl",
        b"\xef\xbb\xbf" + json.dumps({"text": "گفت"}).encode(),
        '"a string"',
        {"text": 5},
        {"text": "گفت", "published": "دیروز"},
        {"text": "گفت", "url": ["x"]},
        '{"text": "\\ud800 نیمه"}',
        {"text": "x" * 101},
        {"text": "گفت", "published": "2025-10-11T08:00:00+03:30", "title": "تیتر", "url": "https://www.irna.ir/1"},
        "[" * 100_000,
        b'{"text": "' + "نفت ايران".encode("windows-1256") + b'"}',
        b'{"text": "' + "نفت ایران".encode()[:-1] + b'"}',
        {"text": "y" * 2_000_000},
        b'{"text": "end"}\r',
    )
    _, err = run("--jsonl", source, "--out", tmp_path / "out", "--max-chars", 100, code=1)
    done = records(tmp_path / "out")
    assert [r["line"] for r in done] == [1, 6, 8, 13]
    assert done[0]["article"]["original"] == "گفت"
    assert done[1]["article"]["original"] == "\ud800 نیمه"
    assert (done[2]["article"]["published"], done[2]["article"]["title"]) == ("2025-10-11", "تیتر")
    reasons = {r["line"]: r["reason"] for r in records(tmp_path / "out.errors")}
    for line, part in {
        2: "not a JSON object but a str",
        3: "'text' should be a string, not int",
        4: "published",
        5: "'url' should be a string, not list",
        7: "101 characters, more than max_chars=100",
        9: "nested",
        10: "byte 10 is not utf-8; this looks like --encoding windows-1256",
        11: "byte 25 is not utf-8",
        12: "longer than",
    }.items():
        assert part in reasons.pop(line)
        assert f"{source}:{line}: " in err
    assert not reasons
    assert "windows-1256" not in records(tmp_path / "out.errors")[7]["reason"]


def test_a_line_in_an_old_encoding_is_read_when_asked(tmp_path: Path) -> None:
    old = b'{"text": "' + "وزير نفت گفت: توليد افزايش يافت.".encode("windows-1256") + b'"}'
    source = write(tmp_path / "in.jsonl", old, '{"text": "وزیر نیرو گفت: سدها پر است."}')
    run("--jsonl", source, "--out", tmp_path / "out", "--encoding", "auto")
    assert [len(r["article"]["quotes"]) for r in records(tmp_path / "out")] == [1, 1]
    for encoding, message in (("utf-9", "unknown encoding 'utf-9'"), ("utf-16", "make them utf-8")):
        _, err = run("--jsonl", source, "--out", tmp_path / "other", "--encoding", encoding, code=2)
        assert message in err
    (tmp_path / "old.txt").write_bytes("وزير نفت گفت: توليد افزايش يافت.".encode("windows-1256"))
    out, _ = run(tmp_path / "old.txt", "--encoding", "auto")
    assert "وزیر نفت" in out


def test_names_of_keys_can_be_chosen(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"uuid": 7, "body": "وزیر نیرو گفت: سدها پر است.", "text": 0})
    run("--jsonl", source, "--out", tmp_path / "out", "--key", "text=body", "--key", "id=uuid")
    assert [(r["id"], r["article"]["text"]) for r in records(tmp_path / "out")] == [(7, "وزیر نیرو گفت: سدها پر است.")]
    _, err = run("--jsonl", source, "--out", tmp_path / "other", "--key", "tetx=body", code=2)
    assert "text, id, title, published, url" in err


def test_articles_of_one_id_are_both_kept(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *[{"id": "same", "text": text} for text in ("یک", "یک", "دو")])
    run("--jsonl", source, "--out", tmp_path / "out")
    assert [(r["line"], r["id"]) for r in records(tmp_path / "out")] == [(1, "same"), (2, "same"), (3, "same")]


def test_an_empty_file_is_no_error(tmp_path: Path) -> None:
    for name, content in (("empty", ""), ("blank", "\n \n\n")):
        (tmp_path / name).write_text(content)
        _, err = run("--jsonl", tmp_path / name, "--out", tmp_path / f"{name}.out")
        assert f"{name}: 0 articles" in err
        assert (tmp_path / f"{name}.out").read_bytes() == b""


def test_a_last_line_without_an_end_counts(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "یک"}\n{"text": "دو"}')
    run("--jsonl", source, "--out", tmp_path / "out")
    with open(source, "a") as file:
        file.write('\n{"text": "سه"}\n')  # a file that grows is gone on with
    run("--jsonl", source, "--out", tmp_path / "out")
    assert [r["article"]["original"] for r in records(tmp_path / "out")] == ["یک", "دو", "سه"]


def test_standard_input_and_output() -> None:
    given = json.dumps({"id": 1, "text": "وزیر نیرو گفت: سدها پر است."}) + "\n{\n"
    out, err = run("--jsonl", "-", "--out", "-", input=given, code=1)
    assert [r["id"] for r in records(out.encode())] == [1]
    assert "standard input:2: not JSON" in err
    assert run("--jsonl", "-", input=given, code=1)[0] == out


def test_what_stands_in_a_file_already_is_not_lost(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": "گفت"}, "{")
    with open(write(tmp_path / "all.jsonl", "before"), "ab") as out:
        run("--jsonl", source, code=1, stdout=out)
    assert (tmp_path / "all.jsonl").read_bytes().startswith(b'before\n{"line": 1')
    errors = write(tmp_path / "errors", "before")
    _, err = run("--jsonl", source, "--errors", errors, code=2)
    assert "errors exists" in err
    assert errors.read_bytes() == b"before\n"


def test_files_and_folders_are_articles_too(tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    names = ["in/b.txt", "in/deep/a.txt", "alone"]
    for name in names:
        (tmp_path / name).write_text(f"وزیر نیرو گفت: {name} پر است.", encoding="utf-8")
    (tmp_path / "in/c.pdf").write_bytes(b"no text")
    (tmp_path / "in/deep/z.txt").write_bytes(b"\xff\xfe")
    _, err = run(tmp_path / "in", tmp_path / "alone", "--out", tmp_path / "out", code=1)
    assert [r["id"] for r in records(tmp_path / "out")] == [str(tmp_path / name) for name in names]
    (error,) = records(tmp_path / "out.errors")
    assert error["id"] == str(tmp_path / "in/deep/z.txt")
    assert f"fanews: {tmp_path}/in/deep/z.txt: byte 0 is not utf-8\n" in err
    assert "3 articles, 1 failed" in err


# ---- compressed files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", READ)
def test_compression_goes_by_the_suffix(suffix: str, tmp_path: Path, many: Any) -> None:
    lines = many[0].read_bytes().splitlines(keepends=True)[:5]
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstd.compress}[suffix]
    source = tmp_path / f"in.jsonl{suffix}"
    source.write_bytes(pack(b"".join(lines)))
    run("--jsonl", source, "--out", tmp_path / f"out{suffix}")
    assert records(READ[suffix](tmp_path / f"out{suffix}")) == many[1][:5]


def test_zstd_without_its_package_is_a_clear_error(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['backports'] = sys.modules['compression'] = None; from fanews.cli import main; main()"
    )
    source = write(tmp_path / "in.jsonl", {"text": "گفت"})
    for given, out in ((source, "out.zst"), (write(tmp_path / "in.zst"), "out")):
        command = [sys.executable, "-c", code.replace("main()", "sys.exit(main(sys.argv[1:]))")]
        command += ["parse", "--jsonl", str(given), "--out", str(tmp_path / out)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert 'pip install "fanews[cli]"' in done.stderr


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_file_that_breaks_off_is_told_and_can_be_mended(suffix: str, tmp_path: Path, many: Any) -> None:
    pack = {".gz": gzip.compress, ".zst": zstd.compress}[suffix]
    whole = pack(many[0].read_bytes())
    source, out = tmp_path / f"in.jsonl{suffix}", tmp_path / "out"
    source.write_bytes(whole[: len(whole) // 2])
    _, err = run("--jsonl", source, "--out", out, code=2)
    assert "cannot be read beyond line" in err
    assert "\nTraceback" not in err
    before = records(out)
    assert before == many[1][: len(before)]
    assert len(before) < 100
    source.write_bytes(whole)
    run("--jsonl", source, "--out", out, code=1)
    assert records(out) == many[1]
    assert records(tmp_path / "out.errors") == many[2]


# ---- interrupted runs ----------------------------------------------------------------------------------


def progress(out: Path) -> dict[str, Any]:
    try:
        return json.loads(Path(f"{out}.progress").read_bytes())  # type: ignore[no-any-return]
    except FileNotFoundError:
        return {"items": 0, "out": 0}


def test_a_finished_run_does_nothing_more(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", {"text": "گفت"}, "{"), tmp_path / "out"
    run("--jsonl", source, "--out", out, code=1)
    before = out.read_bytes(), (tmp_path / "out.errors").read_bytes()
    _, err = run("--jsonl", source, "--out", out, code=1)
    assert (out.read_bytes(), (tmp_path / "out.errors").read_bytes()) == before
    assert "1 articles, 1 failed" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out", "out.errors", "out.progress"]


@pytest.mark.parametrize("suffix", READ)
def test_kill_9_at_any_moment(suffix: str, tmp_path: Path, many: Any) -> None:
    out = tmp_path / f"out.jsonl{suffix}"
    arguments = ("--jsonl", many[0], "--out", out, "--workers", 2)
    stops = []
    for moment in (0.0, 0.4):
        with start(*arguments, stderr=subprocess.DEVNULL) as process:
            done = progress(out)["items"]
            wait_until(lambda p=process, d=done: p.poll() is not None or progress(out)["items"] > d)
            time.sleep(moment)
            workers = children(process.pid)
            process.kill()
        wait_until(lambda w=workers: not running(w))
        stops.append(progress(out)["items"])
        with open(out, "ab") as file:  # and the middle of a line, or of a compressed block, was on its way
            file.write(out.read_bytes()[:100])
    assert 0 < stops[0] < 104
    run(*arguments, code=1)
    assert records(READ[suffix](out)) == many[1]
    assert records(Path(f"{out}.errors")) == many[2]


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, many: Any) -> None:
    out = tmp_path / "out"
    arguments = ("--jsonl", many[0], "--out", out, "--workers", 2)
    with start(*arguments, start_new_session=True) as process:
        wait_until(lambda: progress(out)["items"] > 0)
        workers = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.endswith("fanews: stopped; the same command goes on from here\n")
    assert "Traceback" not in err
    assert not running(workers)
    assert 0 < len(records(out)) < 100
    run(*arguments, code=1)
    assert records(out) == many[1]
    assert records(tmp_path / "out.errors") == many[2]


def test_a_killed_worker_is_made_good_in_the_same_run(tmp_path: Path, many: Any) -> None:
    out = tmp_path / "out"
    with start("--jsonl", many[0], "--out", out, "--workers", 2) as process:
        wait_until(lambda: progress(out)["items"] > 0)
        for pid in children(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.communicate()
    assert process.returncode == 1
    assert records(out) == many[1]
    assert records(tmp_path / "out.errors") == many[2]


def test_a_full_disk_stops_the_run_and_room_completes_it(tmp_path: Path, many: Any) -> None:
    out = tmp_path / "out"
    arguments = ("--jsonl", many[0], "--out", out, "--workers", 2)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    _, err = run(*arguments, code=3, preexec_fn=little_room)
    assert err.splitlines()[-1] == f"fanews: {out}: File too large; the same command goes on from here"
    assert out.stat().st_size == 400_000  # the middle of a line
    _, err = run(*arguments, code=3, preexec_fn=little_room)
    run(*arguments, code=1)
    assert records(out) == many[1]
    assert records(tmp_path / "out.errors") == many[2]


def test_a_device_without_room(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", {"text": "گفت"})
    _, err = run("--jsonl", source, "--out", "/dev/full", "--errors", tmp_path / "errors", code=3)
    assert err.startswith("fanews: /dev/full: No space left on device")
    with open("/dev/full", "w") as full:
        _, err = run("--jsonl", source, code=3, stdout=full)
    assert err == "fanews: standard output: No space left on device\n"


def test_a_reader_that_goes_away(many: Any) -> None:
    with start("--jsonl", many[0]) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["id"] == "n0"
        process.stdout.close()
        process.stdout = None
        err = process.stderr.read()
    assert process.returncode == 3
    assert err.endswith("fanews: standard output: Broken pipe\n")
    assert "Traceback" not in err


def test_two_runs_do_not_write_one_file(tmp_path: Path, many: Any) -> None:
    out = tmp_path / "out"
    arguments = ("--jsonl", many[0], "--out", out)
    with start(*arguments) as process:
        wait_until(lambda: progress(out)["items"] > 0)
        process.send_signal(signal.SIGSTOP)
        _, err = run(*arguments, code=2)
        assert "another run is writing it" in err
        process.send_signal(signal.SIGCONT)
        process.communicate()
    assert records(out) == many[1]


# ---- what is refused, and loses nothing ----------------------------------------------------------------


def test_a_run_is_continued_only_with_its_own_input_and_settings(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.jsonl", {"text": "یک"}, {"text": "دو"}), tmp_path / "out"
    run("--jsonl", source, "--out", out)
    before = out.read_bytes()
    other = write(tmp_path / "other.jsonl", {"text": "یک"}, {"text": "سه"}, {"text": "چهار"})
    for arguments, message in (
        (("--jsonl", other, "--out", out), "its first 2 items are not those of the earlier run"),
        (("--jsonl", source, "--out", out, "--key", "text=body"), "begun with other settings"),
        (("--jsonl", source, "--out", out, "--errors", tmp_path / "e"), "begun with other settings"),
        (("--jsonl", source, "--out", source), "must be three files"),
        (("--jsonl", source, "--out", other), "exists, and no"),
        (("--jsonl", source, "--out", tmp_path / "new", "--errors", other), "exists, and no"),
        (("--jsonl", source, "--out", tmp_path / "no/such/folder"), "No such file or directory"),
        (("--jsonl", tmp_path / "nothing", "--out", tmp_path / "new"), "No such file or directory"),
        (("--jsonl", tmp_path, "--out", tmp_path / "new"), "Is a directory"),
        ((tmp_path / "nothing", "--out", tmp_path / "new"), "no such file"),
        (("--jsonl", source, "--out", out, "--workers", 0), "--workers"),
        (("--jsonl", source, source), "either"),
        (("--jsonl", source, "--title", "x"), "--title"),
        ((source, source), "--out"),
    ):
        _, err = run(*arguments, code=2)
        assert message in err
        assert err.count("\n") == 1
        assert (out.read_bytes(), source.read_bytes().count(b"\n"), other.read_bytes().count(b"\n")) == (before, 2, 3)
    run("--jsonl", other, "--out", out, "--overwrite")
    assert [r["article"]["original"] for r in records(out)] == ["یک", "سه", "چهار"]


# ---- what the user sees --------------------------------------------------------------------------------


def on_a_terminal(*command: str) -> str:
    """What a command prints on a terminal that is its standard error."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    with subprocess.Popen([sys.executable, *command], stderr=theirs, stdout=subprocess.DEVNULL):
        os.close(theirs)
        seen = b""
        try:
            while data := os.read(ours, 1 << 16):
                seen += data
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return seen.decode()


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path, many: Any) -> None:
    lines = many[0].read_bytes().splitlines()[:15]
    source = write(tmp_path / "in.jsonl", *lines)
    arguments = ["parse", "--jsonl", str(source), "--out"]
    seen = on_a_terminal("-m", "fanews", *arguments, str(tmp_path / "a"))
    assert "100%|" in seen
    assert "failed=1" in seen
    assert f"fanews: {source}:12: not JSON" in seen
    plain = "import sys; sys.modules['tqdm'] = None; from fanews import cli, runs; runs._PLAIN_SECONDS = 0; "
    plain += "cli.main(sys.argv[1:])"
    seen = on_a_terminal("-c", plain, *arguments, str(tmp_path / "b"))
    assert f"{source}: 15 done, 1 failed" in seen
    assert "%" not in seen
    _, err = run(*arguments[1:], tmp_path / "c", code=1)
    assert len(err.splitlines()) == 2
    assert "\r" not in err


def test_many_failures_are_not_all_told(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", *["{"] * 500)
    _, err = run("--jsonl", source, "--out", tmp_path / "out", code=1)
    assert len(err.splitlines()) == 21
    assert "(those that follow are not shown)" in err.splitlines()[19]
    assert len(records(tmp_path / "out.errors")) == 500
