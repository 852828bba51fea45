"""`fanews check`: what is found where, what a fix changes, and that it breaks nothing."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

import fanews
import golden
from fanews import normalize
from fanews.cli import main
from fanews.lint import CommentError, Kind, fix, lint
from fanews.prose import KINDS, SUFFIXES
from fanews.settings import CHECKED, Settings, SettingsError, find_settings, read_settings

pytest.importorskip("pyromark", reason='needs pip install "fanews[check]"')
yaml = pytest.importorskip("yaml", reason="needs the dev group")
markdown_it = pytest.importorskip("markdown_it", reason="needs the dev group")

ROOT = Path(__file__).parent.parent
lint_module = import_module("fanews.lint")
BLOCKS = golden.read("check.md")
ZWNJ = "\u200c"


def kind_of(block: golden.Block) -> Kind:
    return SUFFIXES[Path(block.title.partition(":")[0]).suffix]


@pytest.mark.parametrize("block", BLOCKS, ids=[b.title.partition(":")[0] for b in BLOCKS])
def test_what_is_found_and_fixed(block: golden.Block) -> None:
    found = lint(block.text, kind_of(block))
    told = []
    for f in found:
        mark = "" if f.fix is None else "*!" if f.unsafe else "*"
        told.append(f"{f.line}:{f.column} {f.rule}{mark} | {f.before} | {' | '.join(f.suggestions)}")
    assert told == block.all("found")
    lines = fix(block.text, kind_of(block)).text.split("\n")
    before = block.text.split("\n")
    assert [f"{i} {y}" for i, (x, y) in enumerate(zip(before, lines, strict=True), 1) if x != y] == block.all("fixed")


LINE_ENDS = [(b, end) for b in BLOCKS for end in ("\r\n", "\r") if end != "\r" or kind_of(b) == "text"]


@pytest.mark.parametrize(("block", "end"), LINE_ENDS, ids=[f"{b.title.partition(':')[0]}-{e!r}" for b, e in LINE_ENDS])
def test_line_ends_change_nothing(block: golden.Block, end: str) -> None:
    text = block.text.replace("\n", end)
    assert fix(text, kind_of(block)).text == fix(block.text, kind_of(block)).text.replace("\n", end)
    places = [(f.line, f.column, f.rule) for f in lint(text, kind_of(block))]
    assert places == [(f.line, f.column, f.rule) for f in lint(block.text, kind_of(block))]


def test_an_offset_is_that_of_the_caller() -> None:
    text = "او **کتاب ها** را خواند"
    (found,) = lint(text, "markdown")
    assert found.span.of(text) == found.before == "کتاب ها"
    assert found.fix is not None
    assert found.fix.span.of(text) == found.fix.before == " "
    assert found.fix.after == ZWNJ


def test_every_kind_of_file_gives_the_prose_of_a_sentence_alike() -> None:
    sentence = "شرکت ها رشد می کنند"
    wrapped = {
        "text": sentence,
        "markdown": sentence,
        "html": f"<p>{sentence}</p>",
        "srt": f"1\n00:00:01,000 --> 00:00:02,000\n{sentence}\n",
        "vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{sentence}\n",
        "ass": f"Dialogue: 0,0:00:01.00,0:00:02.00,A,,0,0,0,,{sentence}\n",
    }
    assert set(wrapped) == set(KINDS)
    for kind in KINDS:
        done = fix(wrapped[kind], kind)
        assert done.text == wrapped[kind].replace(sentence, normalize(sentence).text)


def test_a_wrapped_article_has_the_faults_of_one_that_is_not() -> None:
    text = (ROOT / "examples/irib-lorestan.txt").read_text(encoding="utf-8")
    lines = [textwrap.wrap(line, 60, break_on_hyphens=False) for line in text.splitlines()]
    faults = [f.rules for f in lint(text) if f.rule != "spaces.edges"]
    assert len(faults) > 50
    assert [f.rules for f in lint("\n\n".join("\n".join(line) for line in lines), "markdown")] == faults
    assert [f.rules for f in lint("".join("<p>\n  " + "\n  ".join(line) for line in lines), "html")] == faults


def test_the_whole_file_is_the_evidence() -> None:
    """What one paragraph is worth depends on the others, as in normalize: here the names stand twice."""
    text = "کورتوالا آمد.\n\nکورتوالا رفت."
    assert lint(text, "markdown") == lint(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("_خانه_ ها", "markdown"),  # an underscore beside a ZWNJ closes no emphasis
        ("[شرکت ها]\n\n[شرکت ها]: http://a.ir", "markdown"),  # the text is the name of the link
        ("کتاب\nها", "markdown"),
        ("گفت:**سلام**", "markdown"),
        ("کتاب&nbsp;ها", "html"),
        ("<\u200bb>کتاب", "html"),  # without the invisible character it would be a tag
    ],
)
def test_what_markup_is_in_the_way_of_is_told_and_not_fixed(text: str, kind: Kind) -> None:
    found = lint(text, kind)
    assert found
    assert not any(f.fixable(unsafe=True) for f in found)
    assert all(f.note for f in found)
    assert fix(text, kind, unsafe=True).text == text


def test_the_parser_is_asked_a_limited_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many fixes break the markup, of which each is looked for by halves."""
    read, asked = lint_module.read, []
    monkeypatch.setattr(lint_module, "read", lambda *given: asked.append(given) or read(*given))
    links = [f"[شرکت ها {n}]\n\n[شرکت ها {n}]: http://a.ir/{n}" for n in range(100, 300)]
    found = lint("\n\n".join(links), "markdown")
    assert len(found) == len(links)
    assert not any(f.fix for f in found)
    assert len(asked) < 100


@pytest.mark.parametrize(
    ("text", "after", "kind"),
    [
        ("گفت:<b>آری</b>", "گفت: <b>آری</b>", "html"),
        ("<a href=x>«آری»</a>گفت", "<a href=x>«آری»</a> گفت", "html"),
        ("کابل[(پژواک)](http://a.ir)است", "کابل [(پژواک)](http://a.ir) است", "markdown"),
    ],
)
def test_a_space_beside_a_tag_stands_outside_of_it(text: str, after: str, kind: Kind) -> None:
    assert fix(text, kind).text == after


def test_links_side_by_side_are_no_sentence() -> None:
    assert lint('<nav><a href="/">خانه</a><a href="/sport">ورزشی</a><a href="/v">والیبال</a></nav>', "html") == ()


def test_unsafe_fixes_are_made_when_asked_for() -> None:
    text = "آگهی مناقضه عمومی"
    (found,) = lint(text)
    assert found.rules == ("typos.suspect", "typos.look_alike")
    assert (found.fixable(), found.fixable(unsafe=True)) == (False, True)
    assert fix(text).text == text
    assert fix(text, unsafe=True).text == "آگهی مناقصه عمومی"


@pytest.mark.parametrize("text", ["آگهی مناقضه عمومی", "ترافیم سنگین در آزادراه", "استادان دانشکاه تهران"])
def test_suspects_are_those_of_check(text: str) -> None:
    found = [(f.span, f.before, f.suggestions) for f in lint(text) if f.rule == "typos.suspect"]
    assert found == [(s.span, s.before, s.suggestions) for s in fanews.check(text)]


def test_the_row_of_suspects_finds_and_keeps() -> None:
    row = fanews.rule("typos.suspect")
    for text, word in row.finds:
        assert [f.before for f in lint(text) if f.rule == row.id] == [word]
    for text in row.keeps:
        assert not [f for f in lint(text) if f.rule == row.id]


# ---- what may never happen -----------------------------------------------------------------------------

DAMAGE = (
    "کتاب ها",
    "می روند",
    "گفت:",
    "«سلام »",
    "شركت",
    "خبر ها",
    "( ایرنا)",
    "رفت.وی",
    "است ،",
    "  ",
    " ",
    "تهران, مشهد",
    "توسعه ی",
    "مناقضه عمومی",
    "\u200c",
    "\u200f",
    "۷۵کیلومتر",
    "\u00a0",
    "گفت«نه»",
    "?",
    "\u202b",
    "ازاین پس",
)
MARKDOWN = (
    *("**", "*", "_", "__", "`", "``", "[", "]", "](http://a.ir/x)", "![", "<b>", "</b>", "<br>", "&zwnj;", "&nbsp;"),
    *("\n", "\n\n", "\n- ", "\n> ", "\n# ", "\n1. ", "\n    ", "```\n", "\n```\n", "|", "\n|---|---|\n", "<!-- x -->"),
    *("\\", "  \n", "{{ x }}", "[r]", "\n[r]: http://a\n", "<http://a.b>", "\n===\n", "\n---\n", "<div>\n", "</div>\n"),
)
HTML = (
    *("<b>", "</b>", "<i class='کتاب ها'>", "</i>", "<p>", "</p>", "<br/>", "&zwnj;", "&lt;", "&#1740;", "&", "<", ">"),
    *("\n", "\n  ", "<a href='http://x'>", "</a>", "<!-- کتاب ها -->", "<script>کتاب ها</script>", "<style>", '"'),
    *(
        "</style>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<span lang=ar>",
        "</span>",
        "<img lang=en alt='می روند'>",
        "<td>",
    ),
    *("{% if کتاب ها %}", "<sup>", "</sup>", "<?php", "?>", "<![CDATA[x]]>"),
)
CUES = ("\n", "\r\n", "\n\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "<i>", "</i>", "{\\an8}", "- ")


def documents(markup: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(DAMAGE + markup), max_size=20).map("".join)


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def markdown_shape(text: str) -> list[Any]:
    """What another parser sees, but for the words."""
    shape: list[Any] = []
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    for token in [t for outer in tokens for t in (outer, *(outer.children or ()))]:
        if token.type not in ("text", "inline", "softbreak", "hardbreak", "image"):
            code = token.content if token.type in ("code_inline", "fence", "code_block", "html_inline") else ""
            shape.append((token.type, token.attrs, code))
    return shape


def html_shape(text: str) -> list[Any]:
    page = lxml_html.document_fromstring(f"<html><body>{text}</body></html>")
    kept = ("script", "style", "pre", "code")
    return [(e.tag, dict(e.attrib), e.text if e.tag in kept or not isinstance(e.tag, str) else "") for e in page.iter()]


@many
@given(documents(MARKDOWN))
def test_markdown_keeps_its_markup(text: str) -> None:
    assert markdown_shape(fix(text, "markdown", unsafe=True).text) == markdown_shape(text)


@many
@given(documents(HTML))
def test_html_keeps_its_tags(text: str) -> None:
    assert html_shape(fix(text, "html", unsafe=True).text) == html_shape(text)


@many
@given(documents(CUES), st.sampled_from(["srt", "vtt"]))
def test_subtitles_keep_their_cues(text: str, kind: Kind) -> None:
    def shape(text: str) -> list[str]:
        return re.findall(r"\r?\n|^\d+$|.*-->.*|<[^<>\n]*>|\{[^{}\n]*\}", text, re.M)

    assert shape(fix(text, kind).text) == shape(text)


@many
@given(st.one_of(documents(MARKDOWN + HTML + CUES), st.text()), st.sampled_from(KINDS))
def test_what_was_fixed_needs_no_fix(text: str, kind: Kind) -> None:
    done = fix(text, kind, unsafe=True)
    assert not any(f.fixable(unsafe=True) for f in lint(done.text, kind))
    assert lint(done.text, kind) == done.found


@many
@given(documents(("\n", "\n\n")))
def test_plain_text_is_fixed_as_normalize_does(text: str) -> None:
    assert fix(text).text == normalize(text).text


# ---- settings ------------------------------------------------------------------------------------------

TEXT = "شركت ها گفت :سلام"


def rules_found(text: str = TEXT, path: str = "", **options: Any) -> list[str]:
    return [f.rule for f in lint(text, settings=Settings(**options), path=path)]


def test_rules_are_selected_and_ignored_by_id_and_by_table() -> None:
    everything = ["letters.kaf", "zwnj.plural", "punctuation.space_before", "punctuation.space_after"]
    assert sorted(rules_found()) == sorted(everything)
    assert rules_found(select=["letters"]) == ["letters.kaf"]
    assert rules_found(select=["letters", "zwnj.plural"]) == ["letters.kaf", "zwnj.plural"]
    assert "letters.kaf" not in rules_found(ignore=["letters"])
    assert rules_found(ignore=["punctuation", "zwnj.plural"]) == ["letters.kaf"]
    with pytest.raises(fanews.RuleError, match=r"letters\.kaf"):
        Settings(select=["letters.kaff"])
    with pytest.raises(fanews.RuleError, match="changes nothing"):
        Settings(ignore=["quotes"])


def test_an_opt_in_rule_is_selected_by_its_id_and_is_unsafe() -> None:
    assert rules_found("سال 1404", select=["letters"]) == []
    (found,) = lint("سال 1404", settings=Settings(extend_select=["letters.digits_persian"]))
    assert (found.rule, found.after, found.unsafe) == ("letters.digits_persian", "۱۴۰۴", True)


def test_all_rules_on_is_all_tables_on() -> None:
    known = {r.id for table in CHECKED for r in fanews.rules(table) if r.default}
    assert Settings().active() == known


def test_ignores_for_files_and_folders(tmp_path: Path) -> None:
    ignores = {"archive/*.txt": ["letters"], "poems": ["punctuation"]}
    options: dict[str, Any] = {"per_file_ignores": ignores, "root": tmp_path}
    assert "letters.kaf" in rules_found(path=str(tmp_path / "a.txt"), **options)
    assert "letters.kaf" not in rules_found(path=str(tmp_path / "archive/a.txt"), **options)
    assert rules_found(path=str(tmp_path / "x/poems/a.txt"), **options) == ["letters.kaf", "zwnj.plural"]


def test_settings_are_read_and_what_is_wrong_is_told(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text(r'join = ["لیگ\u200cبرتر"]' + "\nkeep = ['ايميدرو']", encoding="utf-8")
    file = tmp_path / "pyproject.toml"
    file.write_text(
        '[tool.fanews]\nlexicon = "words.toml"\nstyle = {ezafe = "هٔ"}\nignore = ["typos"]\nexclude = ["old"]\n',
        encoding="utf-8",
    )
    (inner := tmp_path / "a/b").mkdir(parents=True)
    found = find_settings(inner)
    assert found == read_settings(file)
    assert (found.root, found.ignore, found.style.ezafe) == (tmp_path, ("typos",), "هٔ")
    assert fix("لیگ برتر ايميدرو", settings=found).text == f"لیگ{ZWNJ}برتر ايميدرو"
    for wrong, hint in (
        ("selct = []", "there is no 'selct'; did you mean 'select'"),
        ("style = {ezfe = ''}", "style: there is no 'ezfe'; did you mean 'ezafe'"),
        ("style = {ezafe = 'x'}", "Style.ezafe is one of"),
        ("lexicon = {joined = []}", "did you mean 'join'"),
        ("lexicon = 'none.toml'", "none.toml: No such file"),
        ("ignore = 'typos'", "ignore should be a list of strings"),
        ("ignore = ['typo']", "no rule table 'typo'"),
        ("select = [", "Invalid"),
    ):
        file.write_text(f"[tool.fanews]\n{wrong}\n", encoding="utf-8")
        with pytest.raises(SettingsError, match=re.escape(hint)) as error:
            read_settings(file)
        assert "\n" not in str(error.value)
        assert str(file) in str(error.value)


@pytest.mark.parametrize(
    ("comment", "hint"),
    [("ignore typos.suspct", r"line 2: no rule .*typos\.suspect"), ("ignor", "line 2: .* not 'ignor'")],
)
def test_a_comment_that_is_not_understood_is_told(comment: str, hint: str) -> None:
    with pytest.raises(CommentError, match=hint):
        lint(f"سلام\n# fanews: {comment}")
    with pytest.raises(CommentError, match=hint):
        lint(f"سلام\n<!-- fanews: {comment} -->", "markdown")


# ---- the command ---------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_findings_and_exit_codes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(folder / "a.txt", "کتاب ها و آگهی مناقضه عمومی\n")
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert 'by a ZWNJ: "کتاب ها" should be "کتاب¦ها"\n' in out
    assert out.startswith("a.txt:1:1: zwnj.plural [*] The plural ها")
    assert out.endswith("1 file checked: 2 found.\n[*] 1 fixable with --fix (1 more with --unsafe-fixes).\n")
    assert main(["check", "--exit-zero", "a.txt"]) == 0
    assert main(["check", "--fix", "a.txt"]) == 1
    assert capsys.readouterr().out.endswith("1 fixed, 1 left.\n1 fixable with --fix --unsafe-fixes.\n")
    assert main(["check", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix", "a.txt"]) == 1
    assert file.read_text(encoding="utf-8") == f"کتاب{ZWNJ}ها و آگهی مناقصه عمومی\n"
    assert main(["check", "--fix", "--exit-non-zero-on-fix", "a.txt"]) == 0
    assert capsys.readouterr().out.endswith("1 file checked: nothing found.\n")


def test_all_fixed_is_nothing_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a.txt", "کتاب ها\n")
    assert main(["check", "--fix"]) == 0
    assert capsys.readouterr().out == "1 file checked: 1 fixed, nothing left.\n"


def test_only_what_is_fixed_changes_in_a_file(folder: Path) -> None:
    for bom, encoding, end in (
        (b"\xef\xbb\xbf", "utf-8", ""),
        (b"\xff\xfe", "utf-16-le", "\r\n"),
        (b"\xfe\xff", "utf-16-be", "\n"),
        (b"", "utf-8", "\r\n"),
        (b"", "windows-1256", "\r\n"),
    ):
        before, after = (f"رفت.\r\nكتاب{c}ها\tو\n\rخانه {end}" for c in (" ", ZWNJ))
        file = write(folder / "a.txt", bom + before.encode(encoding))
        assert main(["check", "--fix", "--select", "zwnj", "a.txt"]) == 0
        assert file.read_bytes() == bom + after.encode(encoding)


def test_windows_1256_keeps_the_letters_it_can_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(folder / "a.txt", "علي كتاب ها را خواند".encode("windows-1256"))
    assert main(["check", "--fix"]) == 0
    assert file.read_bytes().decode("windows-1256") == f"علي کتاب{ZWNJ}ها را خواند"
    write(folder / "b.txt", "کتاب".encode()[:-1] + b" caf\xe9")
    assert main(["check", "b.txt"]) == 2
    assert "b.txt: byte 6 is not utf-8: say what it is with --encoding" in capsys.readouterr().err
    assert main(["check", "--encoding", "windows-1256", "a.txt"]) == 0
    assert main(["check", "--encoding", "nonsense", "a.txt"]) == 2
    write(folder / "c.txt", "کتاب")
    assert main(["check", "--encoding", "utf-8-sig", "c.txt"]) == 2  # it would be written with a mark that it has not


def test_columns_do_not_count_the_byte_order_mark(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a.txt", b"\xef\xbb\xbf" + "😀 کتاب ها".encode())
    assert main(["check", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["line"], found["column"], found["end_column"]) == (1, 3, 10)


def test_folders_are_searched_for_known_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.md", "a.TXT", ".hidden/a.txt", "x/.a.txt", "x/c.srt", "x/d.py", "node_modules/a.md", "old/a.txt"):
        write(folder / name, "1\n00:00:01,000 --> 00:00:02,000\nکتاب ها\n")
    (folder / "x/loop").symlink_to(folder)
    (folder / "z.txt").symlink_to(folder / "a.TXT")
    write(folder / "pyproject.toml", '[tool.fanews]\nexclude = ["old"]\n')

    def found(*args: str) -> list[str]:
        main(["check", "--json", *args])
        return [f["file"] for f in json.loads(capsys.readouterr().out)]

    assert found() == ["a.TXT", "b.md", os.path.join("x", "c.srt")]
    assert found("--exclude", "x,*.md") == ["a.TXT"]
    assert found("a.TXT", "z.txt", "old/a.txt") == ["a.TXT"]
    assert main(["check", "old"]) == 0
    assert "no file to check" in capsys.readouterr().err


def test_what_cannot_be_read_or_written_is_told_and_the_rest_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good, locked = write(folder / "good.txt", "کتاب ها"), write(folder / "locked.txt", "کتاب ها")
    write(folder / "bad.md", "<!-- fanews: ignore nothing -->")
    locked.chmod(0o444)
    assert main(["check", "--fix", "none.txt", "locked.txt", "bad.md", "good.txt"]) == 2
    err = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in err] == [" none.txt", " locked.txt", " bad.md"]
    assert "read-only" in err[1]
    assert good.read_text(encoding="utf-8") == f"کتاب{ZWNJ}ها"
    assert locked.read_text(encoding="utf-8") == "کتاب ها"
    assert sorted(p.name for p in folder.iterdir()) == ["bad.md", "good.txt", "locked.txt"]  # nothing temporary is left
    write(folder / "data.json", '{"کتاب": "خانه", "می": 1}')
    assert main(["check", "--fix", "data.json"]) == 2
    assert "what .json files hold is not known to fanews" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyromark", None)
    write(folder / "bad.md", "متن")
    assert main(["check", "bad.md", "good.txt"]) == 2
    assert 'bad.md: to read Markdown, install its parser: pip install "fanews[check]"' in capsys.readouterr().err


def test_a_fixed_file_keeps_its_mode_and_a_link_stays_one(folder: Path) -> None:
    file = write(folder / "x/a.txt", "کتاب ها")
    file.chmod(0o640)
    (folder / "link.txt").symlink_to(file)
    assert main(["check", "--fix", "link.txt"]) == 0
    assert (folder / "link.txt").is_symlink()
    assert file.read_text(encoding="utf-8") == f"کتاب{ZWNJ}ها"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_changes_meanwhile_is_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(folder / "a.txt", "کتاب ها")
    monkeypatch.setattr("fanews.lint.fix", lambda *a, **k: (write(file, "نو"), fix(*a, **k))[1])
    assert main(["check", "--fix", "a.txt"]) == 2
    assert "a.txt: changed while it was checked" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "نو"


def test_standard_input_comes_back_fixed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "`می رود` و كتاب ها\r\n".encode()

    def run(*args: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "fanews", "check", *args]
        return subprocess.run(command, input=text, capture_output=True, check=False)

    done = run("-", "--fix", "--stdin-filename", "a.md")
    assert done.returncode == 0
    assert done.stdout.decode() == f"`می رود` و کتاب{ZWNJ}ها\r\n"
    assert "2 fixed" in done.stderr.decode()
    assert "stdin.txt:1:1: zwnj.verb_prefix [*]" in run("-").stdout.decode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9")))
    assert main(["check", "-"]) == 2


def test_a_diff_changes_nothing_and_can_be_applied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "clean.txt", "سلام")
    file = write(folder / "a.txt", "سلام\nکتاب ها")
    assert main(["check", "--diff"]) == 1
    assert capsys.readouterr().out == (
        "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n سلام\n-کتاب ها\n\\ No newline at end of file\n"
        f"+کتاب{ZWNJ}ها\n\\ No newline at end of file\n"
    )
    assert file.read_text(encoding="utf-8") == "سلام\nکتاب ها"
    assert main(["check", "--diff", "clean.txt"]) == 0


def test_statistics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a.txt", "کتاب ها و خانه ها و شركت")
    assert main(["check", "--statistics"]) == 1
    lines = [line.split("\t")[:3] for line in capsys.readouterr().out.splitlines()]
    assert lines == [["2", "zwnj.plural", "[*]"], ["1", "letters.kaf", "[*]"]]


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a.md", "سلام\n\n**کتاب ها**")
    assert main(["check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "a.md",
            "line": 3,
            "column": 3,
            "end_line": 3,
            "end_column": 10,
            "span": [8, 15],
            "rule": "zwnj.plural",
            "rules": ["zwnj.plural"],
            "message": f'{fanews.rule("zwnj.plural").title}: "کتاب ها" should be "کتاب¦ها"',
            "before": "کتاب ها",
            "suggestions": [f"کتاب{ZWNJ}ها"],
            "fix": {"span": [12, 13], "before": " ", "after": ZWNJ, "safe": True},
        }
    ]


def test_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "a,b.txt", "۱۰۰% کتاب ها")
    assert main(["check", "--format", "github", "--select", "zwnj"]) == 1
    start = "::warning title=fanews zwnj.plural,file=a%2Cb.txt,line=1,col=6,endLine=1,endColumn=13::"
    assert capsys.readouterr().out.startswith(start + "The plural")


TEXT_MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
POSITIVE = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "additionalProperties": False,
    "properties": dict.fromkeys(["startLine", "startColumn", "endLine", "endColumn"], POSITIVE),
}
FILE = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}}
SARIF = {  # the parts of SARIF 2.1.0 that are used, with what the standard demands of them
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": dict.fromkeys(
                                                ["shortDescription", "fullDescription", "help"], TEXT_MESSAGE
                                            ),
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "properties": {"message": TEXT_MESSAGE, "level": {"const": "error"}},
                                    },
                                }
                            },
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT_MESSAGE,
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "properties": {"artifactLocation": FILE, "region": REGION},
                                            }
                                        },
                                    },
                                },
                                "fixes": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "description": TEXT_MESSAGE,
                                            "artifactChanges": {
                                                "type": "array",
                                                "minItems": 1,
                                                "items": {
                                                    "type": "object",
                                                    "required": ["artifactLocation", "replacements"],
                                                    "properties": {
                                                        "artifactLocation": FILE,
                                                        "replacements": {
                                                            "type": "array",
                                                            "minItems": 1,
                                                            "items": {
                                                                "type": "object",
                                                                "required": ["deletedRegion"],
                                                                "properties": {
                                                                    "deletedRegion": REGION,
                                                                    "insertedContent": {
                                                                        "type": "object",
                                                                        "required": ["text"],
                                                                    },
                                                                },
                                                            },
                                                        },
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_sarif(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "خبر ها/a.txt", "سلام\n😀 کتاب ها و آگهی مناقضه عمومی")
    write(folder / "b.txt", b"caf\xe9")
    assert main(["check", "--format", "sarif"]) == 2
    sarif = json.loads(capsys.readouterr().out)
    jsonschema.validate(sarif, SARIF)
    (run,) = sarif["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "b.txt" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    plural, suspect = run["results"]
    for result in (plural, suspect):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert (plural["level"], suspect["level"]) == ("warning", "note")
    (told,) = (r for r in run["tool"]["driver"]["rules"] if r["id"] == plural["ruleId"])
    known = fanews.rule(plural["ruleId"])
    assert told["help"]["text"].startswith(f"{known.why}\n\n- ")
    assert {**told, "help": None} == {
        "id": known.id,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.why},
        "help": None,
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": [known.table]},
    }
    where = plural["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "%D8%AE%D8%A8%D8%B1%20%D9%87%D8%A7/a.txt"
    assert where["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 10}
    (replacement,) = plural["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 8}
    assert replacement["insertedContent"] == {"text": ZWNJ}


KAF, PLURAL = "شركت", "کتاب ها"


@pytest.mark.parametrize(
    ("texts", "unsafe", "told"),
    [
        ([], False, ["0 files checked: nothing found."]),
        (["سلام"], False, ["1 file checked: nothing found."]),
        ([KAF], False, ["1 file checked: 1 found.", "[*] 1 fixable with --fix."]),
        ([KAF, PLURAL], False, ["2 files checked: 2 found.", "[*] 2 fixable with --fix."]),
        ([KAF, PLURAL], True, ["2 files checked: 2 found.", "[*] 2 fixable with --fix."]),
    ],
)
def test_the_summary_counts(texts: list[str], unsafe: bool, told: list[str]) -> None:
    from fanews.files import Source
    from fanews.reports import Checked, summary

    checked = [Checked(Source("a.txt", text.encode(), b"", text, "utf-8"), text, lint(text)) for text in texts]
    assert list(summary(checked, unsafe=unsafe)) == told


def test_the_summary_tells_of_what_was_fixed_and_of_unsafe_fixes() -> None:
    from attrs import evolve

    from fanews.files import Source
    from fanews.reports import Checked, statistics, summary, told
    from fanews.terminal import Screen

    (safe,) = lint(KAF)
    unsafe = evolve(safe, unsafe=True)
    assert not unsafe.fixable()

    def of(*found: Any, fixed: Any = ()) -> list[Checked]:
        return [Checked(Source("a.txt", b"", b"", KAF, "utf-8"), KAF, found, fixed)]

    assert list(summary(of(fixed=(safe, safe)), unsafe=False)) == ["1 file checked: 2 fixed, nothing left."]
    assert list(summary(of(unsafe, fixed=(safe,)), unsafe=False)) == [
        "1 file checked: 1 fixed, 1 left.",
        "1 fixable with --fix --unsafe-fixes.",
    ]
    assert list(summary(of(safe, unsafe, unsafe), unsafe=False)) == [
        "1 file checked: 3 found.",
        "[*] 1 fixable with --fix (2 more with --unsafe-fixes).",
    ]
    assert list(summary(of(safe, unsafe), unsafe=True))[1] == "[*] 2 fixable with --fix."
    title = fanews.rule("letters.kaf").title
    assert list(statistics(of(unsafe, unsafe), unsafe=False)) == [f"2\tletters.kaf\t[ ]\t{title}"]
    assert list(statistics(of(unsafe, safe), unsafe=False)) == [f"2\tletters.kaf\t[*]\t{title}"]
    line = f'{title}: "شركت" should be "شرکت"'
    assert list(told(of(safe, unsafe), Screen(), unsafe=False)) == [
        f"a.txt:1:1: letters.kaf [*] {line}",
        f"a.txt:1:1: letters.kaf {line}",
    ]
    (coloured,) = told(of(safe), Screen(colours=True), unsafe=False)
    assert coloured == f"\x1b[1ma.txt\x1b[0m:1:1: \x1b[31mletters.kaf\x1b[0m\x1b[36m [*]\x1b[0m {line}"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("کتاب ها", f"کتاب{ZWNJ}ها", '"کتاب ها" should be "کتاب¦ها"'),
        (" کتاب ها", "کتاب ها", '"␣کتاب␣ها" should be "کتاب␣ها"'),
        ("کتاب  ها", "کتاب ها", '"کتاب␣␣ها" should be "کتاب␣ها"'),
    ],
)
def test_spaces_are_shown_where_they_are_what_is_wrong(before: str, after: str, told: str) -> None:
    from attrs import evolve

    from fanews.reports import message

    (found,) = lint(PLURAL)
    assert message(evolve(found, before=before, suggestions=(after,))).endswith(told)


def test_a_terminal_gets_isolates_and_a_pipe_does_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from fanews.reports import message
    from fanews.terminal import Screen

    (found,) = lint("\x1b[31mکتاب ها")
    told = message(found, Screen(isolates=True))
    assert told.endswith(': "\u2068␛[31mکتاب ها\u2069" should be "\u2068␛[31mکتاب¦ها\u2069"')
    write(folder / "a.txt", "کتاب ها")
    main(["check"])
    assert not set("\u2068\u2069\x1b") & set(capsys.readouterr().out)


# ---- what the page says --------------------------------------------------------------------------------

PAGE = (ROOT / "docs/check.md").read_text(encoding="utf-8")
FENCES = re.findall(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', PAGE, re.M | re.S)


def test_the_page_shows_what_happens(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files with a title are written, commands are run, and print what stands below them."""
    ran = 0
    for language, title, text in FENCES:
        if title:
            write(folder / title, golden.unescape(text) if language != "toml" else text)
        elif language == "console":
            for command, expected in re.findall(r"^\$ fanews (.*)\n((?:(?!\$ ).*\n)*)", text, re.M):
                main(shlex.split(command))
                assert capsys.readouterr().out == expected
                ran += 1
    assert ran >= 5


def test_the_snippets_of_the_page_are_well_formed() -> None:
    yamls = [yaml.safe_load(text) for language, _, text in FENCES if language == "yaml"]
    commands = re.findall(r"fanews check (--[\w-]+)", " ".join(t for lang, _, t in FENCES if lang == "yaml"))
    assert yamls
    assert commands
    options = subprocess.run(
        [sys.executable, "-m", "fanews", "check", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(command in options for command in commands)
    for option in re.findall(r"^  (--[\w-]+)", options, re.M):
        assert f"`{option}" in PAGE, f"docs/check.md does not tell of {option}"


def test_the_page_tells_of_every_setting(tmp_path: Path) -> None:
    (text,) = (text for language, title, text in FENCES if title == "pyproject.toml")
    keys = set(tomllib.loads(text)["tool"]["fanews"])
    for key in (f.name.replace("_", "-") for f in Settings.__attrs_attrs__ if f.name != "root"):  # type: ignore[attr-defined]
        assert key in keys


def test_the_hook_is_the_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].split()[:2] == ["fanews", "check"]
    pattern = re.compile(hook["files"])
    assert all(pattern.search(f"a{suffix}") for suffix in SUFFIXES)
    assert not pattern.search("a.py")
