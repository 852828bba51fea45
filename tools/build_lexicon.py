"""Compile hazm's word and verb lists into ``src/fanews/data/lexicon.bin``.

    python tools/build_lexicon.py [--hazm DATA_DIR] [--out FILE]

DATA_DIR holds ``words.dat`` and ``verbs.dat`` of hazm 0.12.1 (MIT); without it the installed hazm is used.
The same input gives the same bytes. `words` says what becomes of an entry.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from itertools import pairwise
from pathlib import Path

from fanews.lexicon import encode, encode_frequency, letters_key
from fanews.text import ZWNJ

LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ٱ": "ا"})
MARKS = dict.fromkeys((*range(0x64B, 0x656), 0x670, 0x640), "")
PLAIN = str.maketrans({"أ": "ا", "إ": "ا", "ة": "ه", "ۀ": "ه"}) | MARKS
"""Spellings that news writes without their signs are listed in both forms."""

PRESENT_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند")
PAST_ENDINGS = ("م", "ی", "", "یم", "ید", "ند")


def hazm_data() -> Path:
    """The data directory of the installed hazm, found without importing it."""
    spec = importlib.util.find_spec("hazm")
    if spec is None or spec.origin is None:
        raise SystemExit("hazm is not installed; give --hazm DATA_DIR")
    return Path(spec.origin).parent / "data"


def words(data: Path) -> dict[str, int]:
    """Every entry of ``words.dat`` and every simple verb form, with its frequency."""
    found: dict[str, int] = {}
    for line in (data / "words.dat").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split("\t")
        word = word.translate(LETTERS).strip(ZWNJ)
        for form in (word, word.translate(PLAIN)):
            if form and not form.isascii():
                found[form] = max(found.get(form, 0), int(frequency))
    for form in verb_forms(data):
        found.setdefault(form, 0)
    return found


def parts(words: dict[str, int]) -> dict[str, tuple[int, int]]:
    """The parts of the words with a ZWNJ: how many begin with each, and how many end in it."""
    after, before = Counter[str](), Counter[str]()
    for word in words:
        for left, right in pairwise(word.split(ZWNJ)):
            after[left] += 1
            before[right] += 1
    return {part: (after[part], before[part]) for part in after | before}


def verb_forms(data: Path) -> list[str]:
    """The simple forms of each verb: past, present, negated past, be-subjunctive, with می and نمی, participle."""
    forms: set[str] = set()
    for line in (data / "verbs.dat").read_text(encoding="utf-8").splitlines():
        past, _, present = line.strip().translate(LETTERS).partition("#")
        if past:
            pasts = [past + e for e in PAST_ENDINGS]
            forms.update(pasts)
            forms.update((past + "ه", past + "ن", "ن" + past + "ه", *_prefixed("ن", pasts), *_continuous(pasts)))
        if present and " " not in present:
            stem = present + "ی" if present[-1] in "او" else present
            presents = [s + e for s in {present: 0, stem: 0} for e in PRESENT_ENDINGS]
            forms.update((*_continuous(presents), *_prefixed("ب", presents), *_prefixed("ن", presents)))
            forms.add(stem + "نده")
    return sorted(forms)


def _continuous(forms: list[str]) -> list[str]:
    return [prefix + ZWNJ + form for prefix in ("می", "نمی") for form in forms]


def _prefixed(prefix: str, forms: list[str]) -> list[str]:
    """`prefix` before each form: «بیاید», not «بآید»; «بیندازد» beside «بانداز»."""
    out = []
    for form in forms:
        if form[0] == "آ":
            out.append(prefix + "یا" + form[1:])
        elif form[0] == "ا":
            out += (prefix + "ی" + form[1:], prefix + form)
        else:
            out.append(prefix + form)
    return out


def compiled(words: dict[str, int]) -> bytes:
    """The bytes of ``lexicon.bin``."""
    entries = {word: encode_frequency(n) for word, n in words.items()}
    entries |= {letters_key(word): encode_frequency(1) for word in words if ZWNJ in word}
    return encode(entries, parts(words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hazm", type=Path, help="directory of words.dat and verbs.dat (default: installed hazm)")
    parser.add_argument("--out", type=Path, default=Path("src/fanews/data/lexicon.bin"))
    args = parser.parse_args()
    entries = words(args.hazm or hazm_data())
    data = compiled(entries)
    args.out.write_bytes(data)
    print(f"{args.out}: {len(entries):,} words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
