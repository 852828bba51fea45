"""The views in a browser, as a reader sees and uses them: Debian's Chromium, driven by selenium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import fanews
from fanews import render

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    pytest.skip("needs chromium and chromium-driver (apt-get install)", allow_module_level=True)
webdriver = pytest.importorskip("selenium.webdriver")
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

RAW = (Path(__file__).parent.parent / "examples/irib-lorestan.txt").read_text(encoding="utf-8")
NAMES = "علی نادری", "مریم صادقی", "حسن کریمی", "زهرا احمدی", "رضا مرادی", "سارا کیانی", "امید رستگار", "لیلا فرهادی"
CROWD = "\n".join(f"{name} گفت: «سد ۲ امسال پر ميشود.»" for name in NAMES)
HOSTILE = """<script>document.title='owned'</script><img src=x onerror="document.title='owned'">
"><svg onload="document.title='owned'"> &amp;lt; \u202e چپ \ud800 \x00 </title></style></article>
وزیر نیرو گفت: «<b onmouseover="document.title='owned'">سلام</b> \u2069 كتاب»"""
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)
Show = Callable[[str], Any]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=DRIVER)
    with webdriver.Chrome(options=options, service=service) as driver:
        yield driver


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Show]:
    """Opens a page, given as HTML, and gives the browser; the page may not have complained."""

    def open_(html: str) -> Any:
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        browser.get((tmp_path / "page.html").as_uri())
        return browser

    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    width(browser, 900)
    browser.get_log("browser")
    yield open_
    assert browser.get_log("browser") == []


def width(browser: Any, pixels: int) -> None:
    size = {"width": pixels, "height": 1200, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def scheme(browser: Any, name: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": name}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def find(browser: Any, selector: str) -> list[Any]:
    found: list[Any] = browser.find_elements("css selector", selector)
    return found


def style(element: Any, name: str) -> str:
    return str(element.value_of_css_property(name))


def text(element: Any) -> str:
    """What is shown of an element."""
    return str(element.parent.execute_script("return arguments[0].innerText", element))


def point(browser: Any, element: Any) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    webdriver.ActionChains(browser).move_to_element(element).perform()


def tips(browser: Any) -> list[str]:
    """The tips that can be seen."""
    return [tip.text for tip in find(browser, ".fn-tip") if tip.is_displayed()]


def test_eleven_quotes_and_one_colour_for_the_six_names(show: Show) -> None:
    article = fanews.parse(RAW)
    browser = show(article.to_html())
    quotes = find(browser, ".fn-text .fn-quote")
    assert [text(q) for q in quotes] == [q.content.text for q in article.quotes]
    assert len(quotes) == 11
    speakers = find(browser, ".fn-text .fn-speaker")
    assert len({text(s) for s in speakers}) == 6
    colour = "return getComputedStyle(arguments[0], '::before').backgroundColor"
    assert len({browser.execute_script(colour, e) for e in (*speakers, *quotes)}) == 1
    assert style(find(browser, ".fanews")[0], "direction") == "rtl"
    assert text(find(browser, "h1")[0]) == article.headline.text
    assert tips(browser) == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_speakers_differ_by_colour_and_by_number_and_are_legible(show: Show, mode: str) -> None:
    browser = show(fanews.parse(CROWD + "\nانتهای پیام").to_html())
    scheme(browser, mode)
    quotes = find(browser, ".fn-text .fn-quote")
    assert len(quotes) == len(NAMES)
    assert len({(style(q, "border-bottom-color"), style(q, "border-bottom-style")) for q in quotes}) == len(NAMES)
    assert len({style(q, "border-bottom-color") for q in quotes}) == 7
    number = "return getComputedStyle(arguments[0], '::before').content"
    assert len({browser.execute_script(number, q) for q in quotes}) == len(NAMES)
    others = ".fn-text p, .fn-cast li, .fn-cast small, .fn-legend label, .fn-facts small, summary, th, td, "
    others += ".fn-tip small, .fn-tip code, .fn-tip .fn-why, .fn-tip .fn-before, .fn-tip .fn-after, .fn-repairs code"
    for element in (*quotes, *find(browser, others)):
        assert browser.execute_script(CONTRAST, element) >= 4.5, (mode, element.text)


# The contrast (WCAG 2) of a text with what is painted behind it.
CONTRAST = """
const rgba = c => { const n = c.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n };
const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
let layers = [];
for (let e = arguments[0]; e; e = e.parentElement) layers.unshift(rgba(getComputedStyle(e).backgroundColor));
const over = (below, c) => below.map((v, i) => v * (1 - c[3]) + c[i] * c[3]);
const ground = layers.reduce(over, [255, 255, 255]);
const ink = over(ground, rgba(getComputedStyle(arguments[0]).color));
const [a, b] = [light(ground), light(ink)].sort((x, y) => y - x);
return (a + .05) / (b + .05);
"""


def test_light_and_dark_differ(show: Show) -> None:
    browser = show(fanews.parse(RAW).to_html())
    grounds = []
    for mode in ("light", "dark"):
        scheme(browser, mode)
        grounds.append([style(find(browser, s)[0], "background-color") for s in ("body", ".fanews")])
    assert all(a != b for a, b in zip(*grounds, strict=True))


def test_the_pointer_shows_what_is_known_about_the_innermost_mark(show: Show) -> None:
    browser = show(fanews.parse(CROWD).to_html())
    point(browser, find(browser, ".fn-text .fn-quote")[0])
    (tip,) = tips(browser)
    assert NAMES[0] in tip or "می\u200cشود" in tip  # the middle of the quote may lie on a mark in it
    for kind, told in (
        ("number", "numbers."),
        ("repair", "zwnj.verb_prefix"),
        ("cue", "quotes."),
        ("speaker", NAMES[0]),
    ):
        point(browser, find(browser, f".fn-text .fn-{kind}")[0])
        (tip,) = tips(browser)
        assert told in tip
    point(browser, find(browser, ".fn-facts, .fn-legend")[0])
    assert tips(browser) == []


def test_a_tip_is_within_the_window_and_is_read_above_the_text(show: Show) -> None:
    browser = show(fanews.parse(RAW).to_html())
    for pixels in (900, 360):
        width(browser, pixels)
        for mark in find(browser, ".fn-text .fn-repair")[::9]:
            point(browser, mark)
            tip = next(tip for tip in find(browser, ".fn-tip") if tip.is_displayed())
            box = tip.rect
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= pixels
            middle = "const b = arguments[0].getBoundingClientRect();"
            middle += "return arguments[0].contains(document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2))"
            assert browser.execute_script(middle, tip)


def test_the_keyboard_reaches_every_mark_and_its_tip(show: Show) -> None:
    browser = show(fanews.parse("وزیر نیرو گفت: «۲ سد پر ميشود.»").to_html())
    seen = []
    for _ in range(12):
        webdriver.ActionChains(browser).send_keys("\ue004").perform()
        active = browser.switch_to.active_element
        if "fn-mark" in (active.get_attribute("class") or ""):
            seen.append(active.get_attribute("class").split()[1])
            assert len(tips(browser)) == 1
    assert {"fn-quote", "fn-speaker", "fn-cue", "fn-number", "fn-repair"} <= set(seen)


def test_each_kind_of_mark_can_be_turned_off_without_a_script(show: Show) -> None:
    browser = show(fanews.parse(RAW).to_html())
    quote, repair = find(browser, ".fn-text .fn-quote")[0], find(browser, ".fn-text .fn-repair")[0]
    before = style(quote, "background-color"), style(repair, "text-decoration-line")
    for kind in ("quote", "repair"):
        find(browser, f".fn-show-{kind}")[0].click()
    assert style(quote, "background-color") == "rgba(0, 0, 0, 0)" != before[0]
    assert style(repair, "text-decoration-line") == "none" != before[1]


@pytest.mark.parametrize("pixels", [320, 900])
def test_nothing_is_wider_than_the_window(show: Show, pixels: int) -> None:
    browser = show(fanews.parse("ا" * 3000 + " گفت: " + "https://a.ir/" + "x" * 500 + "\n" + RAW).to_html())
    width(browser, pixels)
    for summary in find(browser, "summary"):
        summary.click()
    assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels


def test_print_has_the_text_and_no_controls(show: Show) -> None:
    browser = show(fanews.parse(RAW).to_html())
    point(browser, find(browser, ".fn-text .fn-cue")[0])
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    assert tips(browser) == []
    assert not [e for e in find(browser, "input, details") if e.is_displayed()]
    assert style(find(browser, ".fanews")[0], "background-color") == "rgba(255, 255, 255, 1)"
    assert find(browser, "h1")[0].is_displayed()


def test_nothing_of_a_hostile_text_runs(show: Show) -> None:
    title = "</title><script>document.title='owned'</script>"
    for html in (fanews.parse(HOSTILE, title=title).to_html(), render.diff_page(fanews.normalize(HOSTILE), title)):
        browser = show(html)
        for mark in find(browser, ".fn-mark"):
            webdriver.ActionChains(browser).move_to_element(mark).perform()
        assert browser.title == title
        assert browser.execute_script("return document.scripts.length + document.images.length") == 0
        assert "onmouseover" in find(browser, "article")[0].text


def test_a_page_around_the_view_keeps_its_looks(show: Show) -> None:
    around = "<h1>a</h1><p>b <mark>c</mark> <code>d</code></p><table><tr><td>e</td></tr></table><ul><li>f</li></ul>"
    looks = """return [...document.querySelectorAll('#around *')].map(e => {
        const s = getComputedStyle(e); return [...s].map(n => n + s.getPropertyValue(n)).join() })"""
    head = "<!DOCTYPE html><meta charset=utf-8><style>html { overflow-y: scroll }</style>"
    plain = f"{head}<body><div id=around>{around}</div>"
    before = show(plain).execute_script(looks)
    views = fanews.parse(RAW)._repr_html_() + fanews.parse(CROWD)._repr_html_()
    assert show(plain + views).execute_script(looks) == before
    assert len(before) == 10


def test_try_it_as_a_user_would(browser: Any) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "fanews", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert server.stdout is not None
        browser.get(server.stdout.readline().split()[0])
        area = find(browser, "textarea")[0]
        assert area.get_attribute("value")  # an example to press the button on
        area.clear()
        area.send_keys("وزیر نیرو گفت:سدها پر ميشود.\n<script>document.title=1</script>")
        find(browser, "button")[0].click()
        (quote,) = WebDriverWait(browser, 20).until(lambda _: find(browser, ".fn-text .fn-quote"))
        assert text(quote).startswith("سدها پر می\u200cشود")
        assert find(browser, "textarea")[0].get_attribute("value").startswith("وزیر نیرو گفت:سدها پر ميشود.\n<script>")
        assert browser.title == "fanews"
        assert browser.get_log("browser") == []
    finally:
        server.terminate()
        server.communicate(timeout=10)
