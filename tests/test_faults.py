"""What goes wrong around a command for one file: a line that says it, and the exit code. (Many files: `test_runs`.)"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import Any

import pytest

TEXT = "وزير نيرو گفت: ۲۵ سد پر مي شوند.\n"
COMMANDS = ("parse", "parse --json", "normalize", "diff", "explain", "numbers", "check --format json")

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the devices of Linux")


def fanews(*args: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fanews", *map(str, args)]
    return subprocess.run(command, text=True, check=False, stderr=subprocess.PIPE, **options)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_line_and_code_3(command: str, story: Path) -> None:
    with open("/dev/full", "w") as full:
        done = fanews(*command.split(), story, stdout=full)
    assert (done.returncode, done.stderr) == (3, "fanews: standard output: No space left on device\n")


@pytest.mark.parametrize("command", ["parse", "explain"])
def test_a_reader_that_has_seen_enough_is_no_error(command: str, story: Path) -> None:
    story.write_text(TEXT * 1000, encoding="utf-8")  # more than a pipe holds
    done = subprocess.run(
        f'"{sys.executable}" -m fanews {command} "{story}" | head -c 1', shell=True, capture_output=True, check=False
    )
    assert (len(done.stdout), done.stderr) == (1, b"")


def test_ctrl_c_is_one_line_and_code_130() -> None:
    command = [sys.executable, "-m", "fanews", "normalize", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin
        process.stdin.write(TEXT * 10_000)  # more than a pipe holds: it is being read
        process.stdin.flush()
        sleep(0.5)  # now it waits for more
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert process.stderr
        assert (process.returncode, process.stderr.read()) == (130, "fanews: stopped\n")


@pytest.mark.parametrize("command", ["parse", "normalize", "check"])
def test_a_file_that_cannot_be_read_is_one_line_and_code_2(command: str) -> None:
    done = fanews(command, "/proc/self/mem", stdout=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (2, "fanews: /proc/self/mem: Input/output error\n")


def test_among_many_files_one_that_cannot_be_read_is_told_and_the_others_are_done(story: Path) -> None:
    out = story.with_suffix(".jsonl")
    done = fanews("parse", "/proc/self/mem", story, "--out", out, "--workers", 1, stdout=subprocess.DEVNULL)
    assert done.returncode == 1
    assert out.read_text(encoding="utf-8").count("\n") == 1
    assert "Input/output error" in Path(f"{out}.errors").read_text(encoding="utf-8")


def test_the_wrong_encoding_is_told_with_the_place_and_the_way_out(story: Path) -> None:
    story.write_bytes(b"IRNA: " + "وزير نيرو گفت".encode("windows-1256"))
    done = fanews("normalize", story, stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "byte 6 is not utf-8; this looks like --encoding windows-1256 (or auto)" in done.stderr
    assert fanews("normalize", story, "--encoding", "auto", stdout=subprocess.PIPE).stdout.startswith("IRNA: وزیر نیرو")


def test_streams_that_are_closed(story: Path) -> None:
    for command in COMMANDS:
        done = subprocess.run(
            f'"{sys.executable}" -m fanews {command} "{story}" >&-', shell=True, stderr=subprocess.PIPE, check=False
        )
        assert (done.returncode, done.stderr) == (int(command.startswith("check")), b"")
    done = subprocess.run(
        f'"{sys.executable}" -m fanews parse - <&-', shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "fanews: standard input: the input is empty\n")
