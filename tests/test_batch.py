"""`pipe`: order, memory, and that nothing is lost, doubled or left running, whatever happens to it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path

import pytest

import fanews
from fanews import Failure, WorkerError
from fanews.workers import spread

STORY = (Path(__file__).parent.parent / "examples/irib-lorestan.txt").read_text(encoding="utf-8")


def story(n: int) -> str:
    return f"{STORY}\nمدیرکل راهداری گفت:{n} راه روستایی باز شده است."


def children(pid: int | None = None) -> set[int]:
    """The processes that a process has begun."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == (pid or os.getpid()) and state != "Z":
            found.add(int(stat.parent.name))
    return found


def wait_until(true: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def running(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in state(pid)}


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "Z"


# What workers are given to do; they import this module to find it.


def shout(text: str) -> str:
    print("a stray word")
    return text.upper()


def deadly(text: str) -> str:
    if text == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return text.upper()


def begun(text: str) -> int:
    return os.getpid()


# ---- what comes out ------------------------------------------------------------------------------------


def test_articles_come_in_order_whatever_their_length() -> None:
    texts = ["", *(story(n) * (n % 3) for n in range(12)), "وزیر نیرو گفت: سدها پر است.", " "]
    one = list(fanews.pipe(texts))
    assert list(fanews.pipe(iter(texts), workers=3)) == one
    assert [a.original for a in one] == texts
    assert list(fanews.pipe([], workers=2)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_text_that_is_none_is_a_record_or_an_error_in_its_turn(workers: int) -> None:
    texts = ["گفت", None, "متن".encode(), "x" * 11, "سلام"]
    results = list(fanews.pipe(texts, workers=workers, on_error="record", max_chars=10))  # type: ignore[call-overload]
    assert [r.index if isinstance(r, Failure) else r.original for r in results] == ["گفت", 1, 2, 3, "سلام"]
    assert "NoneType" in str(results[1])
    assert "decode" in str(results[2])
    assert str(results[3]) == "item 3: the text has 11 characters, more than max_chars=10"
    one_by_one = fanews.pipe(texts, workers=workers)  # type: ignore[arg-type]
    assert next(one_by_one).original == "گفت"
    with pytest.raises(TypeError, match="NoneType") as caught:
        next(one_by_one)
    assert caught.value.__notes__ == ["pipe() was at text 1, counted from 0"]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_source_comes_after_the_texts_before_it(workers: int) -> None:
    def source() -> Iterator[str]:
        yield from map(story, range(5))
        raise ConnectionError("the feed is gone")

    articles = fanews.pipe(source(), workers=workers)
    assert [next(articles).original for _ in range(5)] == [story(n) for n in range(5)]
    with pytest.raises(ConnectionError, match="the feed is gone"):
        next(articles)


def test_what_cannot_be_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="workers"):
        fanews.pipe([], workers=0)
    with pytest.raises(ValueError, match="on_error"):
        fanews.pipe([], on_error="ignore")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"parse\(\)"):
        fanews.pipe("یک متن")


@pytest.mark.parametrize("workers", [1, 2])
def test_the_source_is_not_read_ahead_of_the_need(workers: int) -> None:
    read = count()
    texts = (story(next(read)) for _ in count())
    taken = list(islice(fanews.pipe(texts, workers=workers), 3))
    assert len(taken) == 3
    assert next(read) * len(STORY) < 40_000 * (2 * workers + 2)  # a few chunks


def test_a_text_of_a_class_that_workers_do_not_know() -> None:
    class Local(str):
        pass

    (article,) = fanews.pipe([Local("وزیر گفت: سدها پر است.")], workers=2)
    assert type(article.original) is str


def test_an_article_pickles_smaller_than_its_json() -> None:
    article = fanews.parse(STORY)
    size = len(pickle.dumps(article))
    assert size < len(article.to_json().encode())
    assert article.normalized is not None
    assert article.normalized.edits  # computed when asked for, and kept here, but it does not travel
    assert len(pickle.dumps(article)) == size
    assert pickle.loads(pickle.dumps(article)) == article


def test_memory_is_flat() -> None:
    code = """if True:
        import resource, sys, fanews
        text = sys.stdin.read()
        for article in fanews.pipe((f"{text} {n}" for n in range(int(sys.argv[1]))), workers=2):
            pass
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    """
    few, many = (
        int(subprocess.run([sys.executable, "-c", code, n], input=STORY[:700], capture_output=True, text=True).stdout)
        for n in ("50", "500")
    )
    assert many < 1.25 * few


# ---- what happens to the workers -----------------------------------------------------------------------


def test_a_worker_that_is_killed_costs_nothing() -> None:
    texts = [story(n) for n in range(30)]
    articles = fanews.pipe(texts, workers=2)
    first = next(articles)
    victims = children()
    assert len(victims) == 2
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    assert [a.original for a in (first, *articles)] == texts


def test_a_text_that_kills_every_worker_is_a_record() -> None:
    texts = [*"abc", "deadly", *"def", "deadly"]
    results = list(spread(texts, deadly, workers=2, size=len))
    assert [r if isinstance(r, str) else r.index for r in results] == ["A", "B", "C", 3, "D", "E", "F", 7]
    error = results[3].error  # type: ignore[union-attr]
    assert isinstance(error, WorkerError)
    assert "signal 9" in str(error)


def test_a_worker_that_cannot_begin_is_an_error_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for executable in ("/nowhere/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", executable)
        with pytest.raises(WorkerError, match="cannot begin"):
            list(fanews.pipe(["گفت"] * 3, workers=2, on_error="record"))
    assert not children()


def test_what_the_work_prints_does_not_mix_with_its_answers(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(spread(["a", "b"], shout, workers=1, size=len)) == ["A", "B"]
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("a stray word") == 2


def test_long_items_are_shared_out_among_the_workers() -> None:
    pids = list(spread(["x" * 50_000] * 20, begun, workers=2, size=len))
    assert len(set(pids)) == 2


def test_no_process_is_left_when_the_consumer_stops_early() -> None:
    for article in fanews.pipe(map(story, count()), workers=2):
        assert article.original == story(0)
        break
    assert not children()
    half = fanews.pipe(map(story, count()), workers=2)
    next(half)
    del half
    assert not children()


ENDLESS = """if True:
    import itertools, sys, fanews
    text = sys.stdin.read()
    articles = fanews.pipe((f"{text} {n}" for n in itertools.count()), workers=2)
    next(articles)
    print("begun", flush=True)
    for article in articles:
        if "exit" in sys.argv:
            sys.exit(5)
"""


def endless(*arguments: str) -> subprocess.Popen[str]:
    """A script without ``if __name__ == "__main__"`` that parses for ever, in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(STORY)
    process.stdin.close()
    process.stdin = None
    assert process.stdout.readline() == "begun\n"
    return process


def test_ctrl_c_ends_all_workers() -> None:
    with endless() as process:
        workers = children(process.pid)
        assert len(workers) == 2
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to everyone
        _, err = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert err.count("Traceback") == 1  # the workers say nothing
    assert not running(workers)


def test_workers_end_when_their_master_is_killed() -> None:
    with endless() as process:
        workers = children(process.pid)
        assert len(workers) == 2
        process.kill()
    wait_until(lambda: not running(workers))


def test_the_program_can_end_in_the_middle() -> None:
    with endless("exit") as process:
        workers = children(process.pid)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (5, "")
    wait_until(lambda: not running(workers))


# ---- threads -------------------------------------------------------------------------------------------


def test_many_threads_of_one_interpreter_find_the_same() -> None:
    code = """if True:
        import sys, fanews
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        texts = sys.stdin.read().split("\\0")
        start = Barrier(8)
        def work(k):
            start.wait()  # the first parse of all, of every table and memo, at the same time
            return [fanews.parse(t).to_json() for t in texts[k:] + texts[:k]]
        sys.setswitchinterval(1e-5)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(work, range(8)))
        alone = [fanews.parse(t).to_json() for t in texts]
        for k, those in enumerate(found):
            assert those == alone[k:] + alone[:k], k
        print("same")
    """
    texts = [*(story(n) for n in range(4)), *(f"{'بانکها میگویند ' * n}كه نرخ سود ۲۵ درصد است." for n in range(6))]
    done = subprocess.run([sys.executable, "-c", code], input="\0".join(texts), capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("same\n", "")


def test_pipes_can_run_in_several_threads() -> None:
    texts = [story(n) for n in range(6)]
    with ThreadPoolExecutor(3) as pool:
        several = list(pool.map(lambda _: [a.original for a in fanews.pipe(texts, workers=2)], range(3)))
    assert several == [texts] * 3


def test_the_package_itself_can_be_sent_along() -> None:
    assert pickle.loads(pickle.dumps(fanews)) is fanews
