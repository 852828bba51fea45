"""What one system costs in a process of its own: begun by `speed.py`, prints one line of JSON.

    python measure.py PACKAGE FUNCTION DOCUMENTS CAP [MARK ...]

imports PACKAGE (or several, with commas between), makes the system with FUNCTION of `systems.py` and gives it the
documents of a file, one after another. The first document is the cold start; rates count from the second on. What
was reached is noted at each MARK (megabytes) and at the end. CAP seconds of processor time after the cold start end
the process; 0 is no cap. Nothing that the system may need is imported before the system has been made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import process_time


def main(package: str, function: str, file: str, cap: str, *marks: str) -> None:
    begun = process_time()
    for name in package.split(","):
        __import__(name)
    imported = process_time() - begun

    import systems

    begun = process_time()
    system = getattr(systems, function)()
    made = process_time() - begun

    import json
    import signal

    documents = read(file)
    text = next(documents)
    begun = process_time()
    system(text)
    first = process_time() - begun
    memory = peak()

    signal.setitimer(signal.ITIMER_PROF, float(cap))
    steps = []
    ahead = [float(mark) for mark in marks]
    done = spent = 0.0
    for text in documents:
        begun = process_time()
        system(text)
        spent += process_time() - begun
        done += len(text.encode(errors="surrogatepass")) / 1e6
        if ahead and done >= ahead[0]:
            ahead.pop(0)
            steps.append((done, spent, peak()))
    steps.append((done, spent, peak()))
    print(json.dumps({"import": imported, "make": made, "first": first, "memory": memory, "steps": steps}))


def read(file: str) -> Iterator[str]:
    """The documents that `texts.write` wrote, one at a time."""
    import json

    with open(file, encoding="utf-8", errors="surrogatepass") as lines:
        yield from map(json.loads, lines)


def peak() -> float:
    """Megabytes of memory that this process held at most.

    Where there is no /proc, getrusage tells, which on Linux would count what the parent of this process held.
    """
    try:
        with open("/proc/self/status") as lines:
            return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))
    except FileNotFoundError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main(*sys.argv[1:])
