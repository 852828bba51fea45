"""What the benchmarks print: tables, the command and the versions behind them, and the page they go to."""

from __future__ import annotations

import datetime
import platform
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from peers import Peer, version


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def made_by(script: str, peers: Iterable[Peer]) -> str:
    """The command, the day and the versions."""
    command = shlex.join(Path(word).name if Path(word).is_absolute() else word for word in sys.argv[1:])
    versions = {peer.package: version(peer.package) for peer in peers if peer.package}
    return (
        f"Measured on {datetime.date.today()} with Python {platform.python_version()}:\n\n"
        f"    python benchmarks/{script}.py {command}\n\n"
        f"Versions: {', '.join(f'{name} {number}' for name, number in versions.items())}."
    )


def publish(script: str, parts: Sequence[str], page: Path | None) -> None:
    """Print the parts; put them between this script's two marks on `page`, which is made if it is not there."""
    text = "\n\n".join(parts)
    print(text)
    if page is None:
        return
    first, last = f"<!-- benchmarks/{script}.py writes from here -->", f"<!-- benchmarks/{script}.py: to here -->"
    old = page.read_text(encoding="utf-8") if page.exists() else f"# {script.title()}\n\n{first}\n{last}\n"
    before, mark, rest = old.partition(first)
    _, end, after = rest.partition(last)
    if not mark or not end:
        raise SystemExit(f"{page} lacks the lines {first} and {last}")
    page.write_text(f"{before}{first}\n\n{text}\n\n{last}{after}", encoding="utf-8")
