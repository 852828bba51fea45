"""What the command line prints: on a screen with isolates and colours, elsewhere text alone; harmless everywhere."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings

import fanews
from fanews.cli import main
from fanews.terminal import Screen, article_lines, diff_lines
from fanews.visible import changes, harmless, hunks, visible
from strategies import texts

RAW = (Path(__file__).parent.parent / "examples/irib-lorestan.txt").read_text(encoding="utf-8")
ARTICLE = fanews.parse(RAW)
SCREEN = Screen(colours=True, isolates=True, width=80)
PAINT = re.compile("\x1b\\[[0-9;]+m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_screen_has_colours_and_isolates_and_a_pipe_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Screen.of(Terminal())
    assert (screen.colours, screen.isolates) == (True, True)
    for bare in (Screen.of(Terminal(), plain=True), Screen.of(io.StringIO())):
        assert (bare.colours, bare.isolates) == (False, False)
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen.of(Terminal())
    assert (screen.colours, screen.isolates) == (False, True)
    monkeypatch.setenv("TERM", "dumb")
    assert not Screen.of(Terminal()).isolates


def test_what_is_printed_elsewhere_is_what_a_screen_shows_without_its_marks() -> None:
    for lines in (article_lines, lambda *args: diff_lines(ARTICLE.normalized, "a.txt", args[1])):
        bare = list(lines(ARTICLE, Screen(width=80)))
        shown = [PAINT.sub("", line).translate({0x2068: None, 0x2069: None}) for line in lines(ARTICLE, SCREEN)]
        assert [line.split() for line in shown] == [line.split() for line in bare]


def test_every_isolate_ends_in_its_line_and_labels_stand_outside() -> None:
    lines = [PAINT.sub("", line) for line in article_lines(ARTICLE, SCREEN)]
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069") <= 1
        assert not re.search(r"[آ-ی]", line.partition("\u2068")[0])
        assert len(line.translate({0x2068: None, 0x2069: None})) <= 80
    assert any(re.fullmatch("headline   \u2068.+\u2069", line) for line in lines)


def test_each_speaker_has_a_colour_and_a_number() -> None:
    article = fanews.parse("علی نادری گفت: سدها پر است.\nمریم صادقی گفت: سدها پر نیست.")
    lines = list(article_lines(article, SCREEN))
    for i, person in enumerate(article.people):
        mine = {PAINT.findall(line.partition("\u2068")[2])[0] for line in lines if person.name in line}
        assert mine == {f"\x1b[{(36, 33)[i]}m"}
        assert any(PAINT.sub("", line).startswith(f"  {i + 1} ") and person.name in line for line in lines)


def test_diff_shows_each_changed_line_and_each_change_with_its_rule() -> None:
    done = fanews.normalize("سالم است.\nكتاب ها را ميخوانند.\nسالم است.\nگفت:بله")
    first, second, *lines, last = diff_lines(done, "a.txt", Screen())
    assert (first, second[:9]) == ("--- a.txt", "+++ a.txt")
    assert lines == [
        "@@ line 2 @@",
        "- كتاب ها را ميخوانند.",
        "+ کتاب¦ها را می¦خوانند.",
        f"\tكتاب ها\t→\tکتاب¦ها\tletters.kaf: {fanews.rule('letters.kaf').title}; "
        f"zwnj.plural: {fanews.rule('zwnj.plural').title}",
        f"\tميخوانند.\t→\tمی¦خوانند.\tletters.yeh: {fanews.rule('letters.yeh').title}; "
        f"zwnj.verb_prefix: {fanews.rule('zwnj.verb_prefix').title}",
        "@@ line 4 @@",
        "- گفت:بله",
        "+ گفت: بله",
        f"\tگفت:بله\t→\tگفت: بله\tpunctuation.space_after: {fanews.rule('punctuation.space_after').title}",
    ]
    assert last == "3 changes"


@settings(max_examples=200, deadline=None)
@given(texts)
def test_changes_and_hunks_tell_all_and_nothing_else(text: str) -> None:
    done = fanews.normalize(text)
    at = new = 0
    for c in changes(done):
        assert text[at : c.span.start] == done.text[new : c.place.start]  # between two changes nothing is different
        assert (c.span.of(text), c.place.of(done.text)) == (c.before, c.after)
        assert c.before != c.after
        assert c.rules
        at, new = c.span.stop, c.place.stop
    assert text[at:] == done.text[new:]
    told = [c for h in hunks(done) for c in h.changes]
    assert told == list(changes(done))
    for h in hunks(done):
        lines = "".join(piece for piece, _ in h.before)
        assert text.split("\n")[h.line - 1 : h.line + lines.count("\n")] == lines.split("\n")
        assert "".join(piece for piece, _ in h.after) in done.text


@settings(max_examples=200, deadline=None)
@given(texts)
def test_no_text_reaches_the_terminal_itself(text: str) -> None:
    article = fanews.parse(text + "\x1b]0;owned\x07\u202e\ud800\r")
    for line in (*article_lines(article, Screen()), *diff_lines(article.normalized, "\x1b[2J", Screen())):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line)


def test_signs_for_what_cannot_be_seen() -> None:
    assert visible("می\u200cشود\u00a0\n\u200f") == "می¦شود⍽⏎⟨RLM⟩"
    assert harmless("\x1b\u202e\u2069\ud800\x85") == "␛⟨RLO⟩⟨PDI⟩\ufffd\ufffd"
    assert harmless("می\u200cشود\t\n") == "می\u200cشود\t\n"


def test_words_that_share_a_change_are_told_together_but_not_without_end() -> None:
    (change,) = changes(fanews.normalize("گفت:كتاب ها"))
    assert (str(change), len(change.rules)) == ("گفت:كتاب ها → گفت: کتاب¦ها", 3)
    longest = max(len(c.before) for c in changes(fanews.normalize("گفت:بله،" * 500)))
    assert longest < 150


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text("وزیر نیرو گفت:سدها پر است.", encoding="utf-8")
    assert main(["diff", str(file)]) == 0
    assert "+ وزیر نیرو گفت: سدها پر است." in capsys.readouterr().out
    assert main(["diff", str(file), "--html"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    assert main(["diff", str(file), "--json", "--skip", "punctuation"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert main(["parse", str(file), "--html"]) == 0
    assert capsys.readouterr().out == fanews.parse(file.read_text(encoding="utf-8")).to_html()
