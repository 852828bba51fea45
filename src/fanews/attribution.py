"""Attribution: every cue read in its own sentence, for what is said and who says it.

Each way of quoting is a method here and a row of ``data/rules/quotes.toml``. The result (`Found`) is still counted
in words, and its speaker is a phrase, not yet a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from .cues import Cue, Voice
from .lexicon import is_word
from .mentions import Mention, given, list_goes_on, read, shortened, subject, surname, title
from .speech import Speech, next_of, tense_of
from .words import FINAL, OPENING, STRAIGHT, phrases, word_set


class Found(NamedTuple):
    """A quote before its person is known; everything in words."""

    kind: str
    rule: str
    first: int
    last: int
    cue: Cue | None
    mention: Mention | None
    shared: bool  # the mention belongs to an earlier clause of the sentence
    nested: bool
    steps: tuple[str, ...]


class Reader(Speech):
    """Reads the quotes of a text into `found`; `taken` are opening marks whose content is already a quote."""

    def read(self) -> list[Found]:
        """All quotes and, with an empty rule, those who are introduced without one; in no particular order."""
        self.found: list[Found] = []
        self.taken: set[int] = set()
        if self.cues or any(mark in self.words.text for mark in ":؟?"):
            self._labels()
            self._dialogue()
            self._sentences()
            self._continued()
            self._uncued()
            self._answers()
            if self.found:
                self.found += self._introductions()
        return self.found

    def _sentences(self) -> None:
        """Read the cues one after the other; `busy` is where the last content of the first level ends."""
        busy = 0
        region, shared, sentence = 0, None, -1
        for cue in self.cues:
            if cue.form.voice in (Voice.OWN, Voice.DENIED, Voice.POSSIBLE) or cue.form.kind == "none":
                continue
            if cue.first < busy:
                self._nested(cue)
                continue
            s = self.words.sentence[cue.first]
            if s != sentence:
                sentence, shared = s, None
                region = max(self._sentence_start(cue.first), busy)
            else:
                region = max(region, busy)
            if self._asked(cue) or self._topic(cue, region):
                continue
            found = self._construe(cue, region)
            if found is None:
                if cue.form.kind in ("say", "marked", "news") and cue.form.voice is Voice.TOLD:
                    mention = self._subject(region, cue.first)
                    shared = mention or shared
                    if mention is not None and mention.sure:
                        self._introduce(mention)
                    region = max(region, cue.last)
                continue
            if found.mention is None and found.cue and found.cue.form.voice is not Voice.PASSIVE and shared is not None:
                found = found._replace(mention=shared, shared=True)
            elif found.mention is not None and cue.form.kind != "source":
                shared = found.mention
            self.found.append(found)
            busy = max(busy, found.last if cue.form.kind != "news" or found.first > cue.first else cue.last)
            region = max(busy, cue.last)

    def _asked(self, cue: Cue) -> bool:
        """Whether the cue only opens a question within the sentence: به خبرنگاری که پرسید آیا …، گفت:"""
        if self._key(cue.last) not in word_set("question"):
            return False
        return any(self._key(c.last) == ":" for c in self._between(cue.last, self._sentence_end(cue.first)))

    def _topic(self, cue: Cue, region: int) -> bool:
        """Whether the cue stands in a clause that names a topic: درباره اینکه باشگاه گفته است …، خاطرنشان کرد:"""
        if cue.form.voice is not Voice.TOLD or cue.form.kind not in ("say", "marked") or self._key(cue.last) == ":":
            return False
        key = self.words.key
        low = max(region, cue.first - 30)
        opened = next((j for j in range(cue.first - 1, low, -1) if key[j] == "،" or key[j] in self.words.finite), low)
        opens = any(
            tuple(key[j : j + len(p)]) == p for j in range(opened, cue.first) for p in phrases("topic").get(key[j], ())
        )
        return opens and any(self._key(c.last) == ":" for c in self._between(cue.last, self._sentence_end(cue.first)))

    def _introduce(self, mention: Mention) -> None:
        """Somebody is the subject of a cue without content: he may be meant later."""
        self.found.append(Found("", "", mention.first, mention.last, None, mention, False, False, ()))

    def _construe(self, cue: Cue, region: int) -> Found | None:
        """What the cue says, read in the way of its kind; `region` is where its clause may begin."""
        if self._quoted(cue.first, max(region, cue.first - 60)):
            return None
        kind = cue.form.kind
        if kind == "frame":
            return self._frame(cue, region)
        if kind == "source":
            return self._source(cue, region)
        if kind == "text":
            return self._document(cue, region)
        if kind == "back":
            return self._back(cue, region)
        if kind == "news" and not self._marked(cue):
            return self._news(cue, region)
        return self._said(cue, region)

    def _said(self, cue: Cue, region: int) -> Found | None:
        """SPEAKER … CUE CONTENT, or «CONTENT» SPEAKER CUE."""
        key, words = self.words.key, self.words
        mention = self._subject(region, cue.first)
        if self._as(cue, region):
            return self._told_as(cue, mention)
        if cue.form.voice is Voice.PASSIVE:
            mention = None
            if key[cue.last + 1 : cue.last + 2] == ["\n"]:  # a kicker: در نشست خبری مطرح شد؛
                return None
        self._speaks(mention)
        if cue.form.voice is Voice.TOLD and self._key(cue.last) == "که" and self._points_back(mention, cue, region):
            before = self._before(cue, mention, region)
            if before:
                return before
        i, mark = self._content_start(cue)
        if mark in ("که", "،", "") and self._has_object(cue, region):
            mark = ""
            if key[cue.last : cue.last + 1] == ["که"]:
                return None
        if mark == "":
            if cue.form.voice is Voice.TOLD:
                before = self._before(cue, mention, region)
                if before:
                    return before
            if cue.form.kind != "say" or cue.form.voice is not Voice.TOLD or not self._bare(cue, mention, region):
                return None
        if mention is None and key[cue.last - 1].endswith("شود") and cue.form.voice is Voice.TOLD:  # «یادآور» + «شود»
            return None
        if i >= len(words):
            return None
        steps = [self._cue_step(cue)]
        if (key[i] in OPENING or key[i] == STRAIGHT) and (i in words.partner or i in words.unclosed):
            return self._direct(cue, mention, i, mark, steps)
        if cue.form.voice is Voice.PASSIVE and mark != ":" and not (mark == "که" and self._impersonal(cue, region)):
            return None
        if mark == ":":
            end = self._speech_end(i)
            steps.append("a colon: the content runs to the next attribution or the end of the paragraph")
            rule = "quotes.colon"
        else:
            sentence = self._cut(i, self._sentence_end(i))
            end = self._within(i, sentence, tense_of(words, cue))
            steps.append(
                {"که": "«که»", "،": "a comma"}.get(mark, "no mark") + ": the content runs to the end of the sentence"
            )
            rule = "quotes.clause" if mark == "که" else "quotes.bare"
        return self._make(rule, i, end, cue, mention, steps)

    def _as(self, cue: Cue, region: int) -> bool:
        """Whether the clause is «آن\u200cطور که SPEAKER CUE»."""
        head = self.words.key[max(region, cue.first - 14) : cue.first]
        return any(word in word_set("as") and "که" in head[i : i + 3] for i, word in enumerate(head[:5]))

    def _told_as(self, cue: Cue, mention: Mention | None) -> Found | None:
        """آن\u200cطور که SPEAKER CUE، CONTENT."""
        i, end = cue.last, self._sentence_end(cue.first)
        if self._key(i) != "،" or end - i < 4 or mention is None:
            return None
        steps = [self._cue_step(cue), "«… که»: the sentence after the clause is what he says"]
        return self._make("quotes.source", i + 1, self._cut(i, end), cue, mention, steps)

    def _impersonal(self, cue: Cue, region: int) -> bool:
        """Whether nothing can be the subject of the passive before «که»: سپس اعلام شد که …"""
        return cue.first == region or self._key(cue.first - 1) in word_set("conjunction") | {
            "،",
            "نیز",
            "همچنین",
            "سپس",
            "«",
        }

    def _has_object(self, cue: Cue, region: int) -> bool:
        """Whether the cue already has its object, marked by «را»: نتایج را اعلام کرد."""
        key = self.words.key
        for j in range(cue.first - 1, max(region, cue.first - 30), -1):
            if key[j] in self.words.finite or key[j] == "و":
                return False
            if key[j] == "را":
                return key[j - 2] not in ("این", "همین")
        return False

    def _content_start(self, cue: Cue) -> tuple[int, str]:
        """Where the content begins after the cue, and by what mark: a colon, «که», a comma, « or "" (none)."""
        key, i = self.words.key, cue.last
        k = self._key(i)
        mark = ""
        if k in OPENING or (k == STRAIGHT and i in self.words.partner and self.words.partner[i] > i):
            return i, "«"
        if k == ":" or (k in "؛" and self._key(i + 1) == "\n"):
            mark, i = ":", i + 1
        elif k == "که":
            mark, i = "که", i + 1
            if self._key(i) == ":":
                mark, i = ":", i + 1
        elif (k == "،" and self._key(i + 1) not in word_set("conjunction") and self.words.is_word(i + 1)) or (
            k == "،" and self._key(i + 1) in OPENING
        ):
            mark, i = "،", i + 1
        elif k not in FINAL and k not in ("و", "\n", "،", "؛") and self.words.is_word(i):
            for j in range(i, min(i + 9, len(self.words))):
                if key[j] == ":" and not self.words.verbs(i, j):
                    return self._skip_newlines(j + 1), ":"
                if not self.words.is_word(j):
                    break
        if mark == "،" and self._bad_comma(cue, i):
            return cue.last, ""
        if mark == ":":
            if self._key(i) == "\n" and cue.form.row.startswith("گزارش"):  # a kicker: فارس گزارش داد
                return cue.last, ""
            i = self._skip_newlines(i)
            if self._key(i) == "که":
                i += 1
        return i, mark

    def _skip_newlines(self, i: int) -> int:
        while i < len(self.words) and self.words.key[i] in "\n-–•":
            i += 1
        return i

    def _bad_comma(self, cue: Cue, i: int) -> bool:
        """Whether the comma after the cue ends its clause instead of opening the content."""
        end = self._sentence_end(i)
        if self._key(i) in OPENING:
            return False
        others = [
            c for c in self._between(i, end) if c.form.voice is Voice.TOLD and c.form.kind in ("say", "news", "marked")
        ]
        if any(self._marked(c) for c in others[:2]):
            return True
        return end - i < 4 or cue.form.kind != "say"

    def _bare(self, cue: Cue, mention: Mention | None, region: int) -> bool:
        """Whether a cue without any mark has content: a subject before it, a whole clause after it."""
        i, mark = self._content_start(cue)
        end = self._sentence_end(i)
        if "انچه" in self.words.key[max(region, cue.first - 6) : cue.first]:
            return False
        if mark == "" and (not self.words.is_word(i) and self._key(i) not in "#("):
            return False
        if self._key(i) in ("و", "تا", "اما", "ولی"):
            return False
        body = self.words.key[i : min(end, i + 80)]
        whole = self.words.verbs(i, i + len(body)) or not word_set("modal").isdisjoint(body)
        if len(body) < 4 or not whole or self._has_object(cue, region):
            return False
        return mention is not None or cue.first - region <= 4

    def _direct(self, cue: Cue, mention: Mention | None, i: int, mark: str, steps: list[str]) -> Found | None:
        words, key = self.words, self.words.key
        close = self._close(i)
        if i + 1 == len(words):
            return None
        if close is None:
            end = self._unclosed_end(i)
            steps.append("the quotation mark is never closed: the content runs to the end of the speech")
            self.taken.add(i)
            return self._make("quotes.unclosed", i + 1, end, cue, mention, steps, kind="direct")
        inside, after = words.key[i + 1 : close], self._key(close + 1)
        listed = after == "و" and self._key(close + 2) in OPENING  # گفت «…» و «…»
        over = after in FINAL or after in ("\n", "؛") or key[close - 1] in FINAL
        parted = after in ("و", "،", ":", "-", "–") or self._sentence_end(close) == close + 1
        whole = over or (len(inside) >= 4 and parted) or (len(inside) >= 6 and self._new_clause(close + 1))
        if whole and not listed and (len(inside) >= 2 or mark != "که"):
            self.taken.add(i)
            steps.append("what is said stands in quotation marks")
            return self._make("quotes.direct", i + 1, close, cue, mention, steps, kind="direct")
        if mark in ("«", "که"):
            steps.append("the quotation marks hold only part of what is said")
        end = (
            self._speech_end(i)
            if mark == ":"
            else self._within(i, self._cut(i, self._sentence_end(close)), tense_of(words, cue))
        )
        rule = {":": "quotes.colon", "که": "quotes.clause"}.get(mark, "quotes.bare")
        return self._make(rule, i, end, cue, mention, steps)

    def _new_clause(self, i: int) -> bool:
        """Whether after the closing mark a new clause with a cue of its own begins: «…» وی افزود"""
        following = self._between(i, min(self._sentence_end(i), i + 30))
        return bool(following) and following[0].form.voice is Voice.TOLD

    def _close(self, i: int) -> int | None:
        """The closing mark of the quotation that opens at word `i`, if it is really its own."""
        close = self.words.partner.get(i)
        if close is None or self.words.paragraph[close] == self.words.paragraph[i]:
            return close
        p = self.words.paragraph[i]
        for q in range(p + 1, min(self.words.paragraph[close] + 1, p + 12)):
            if self._opens(self.words.sentence[self.words.paragraphs[q][0]]):
                return None
        return close if self.words.paragraph[close] < p + 12 else None

    def _unclosed_end(self, i: int) -> int:
        """The end of a quotation that is never closed: over the paragraphs that open it again, or this one."""
        words = self.words
        p = words.paragraph[i]
        end = self._speech_end(i + 1)
        if end < self._paragraph_end(i):
            return end
        while p + 1 < len(words.paragraphs):
            first, last = words.paragraphs[p + 1]
            if last - first == 1 and words.key[first] == "\n":
                p += 1
                continue
            if words.key[first] not in OPENING:
                break
            self.taken.add(first)
            close = words.partner.get(first)
            if close is not None:
                return close
            end, p = last, p + 1
        return end

    def _points_back(self, mention: Mention | None, cue: Cue, region: int) -> bool:
        """Whether the clause begins with «این را»: «…». این را SPEAKER می\u200cگوید که …"""
        first = mention.first if mention else cue.first
        return self.words.key[max(region, first - 2) : first] == ["این", "را"]

    def _back(self, cue: Cue, region: int) -> Found | None:
        """«CONTENT»؛ SPEAKER با بیان این مطلب …"""
        mention = self._subject(region, cue.first)
        return self._before(cue, mention, region) if mention and mention.after == cue.first else None

    def _before(self, cue: Cue, mention: Mention | None, region: int) -> Found | None:
        """«CONTENT» SPEAKER CUE: the quotation just before the speaker."""
        words, key = self.words, self.words.key
        ended = self._key(cue.last) in FINAL or self._key(cue.last) in ("\n", "،", "؛", "و")
        if not ended and cue.form.kind != "back" and not self._points_back(mention, cue, region):
            return None
        j = (mention.first if mention else cue.first) - 1
        low = max(0, j - 12)
        while j >= low and (key[j] in "،؛.-–:" or key[j] in word_set("that")):
            j -= 1
        if j < 0 or j not in words.partner or words.partner[j] >= j or words.partner[j] in self.taken:
            return None
        first = words.partner[j]
        inside = key[first + 1 : j]
        if len(inside) < 4 or words.paragraph[first] != words.paragraph[cue.first]:
            return None
        self.taken.add(first)
        return self._make(
            "quotes.before",
            first + 1,
            j,
            cue,
            mention,
            [self._cue_step(cue), "the quotation marks close just before"],
            kind="direct",
        )

    def _news(self, cue: Cue, region: int) -> Found | None:
        """SPEAKER از CONTENT خبر داد, or از CONTENT، SPEAKER خبر داد."""
        key = self.words.key
        if cue.form.voice is not Voice.TOLD:
            return None
        found: tuple[int, Mention | None] | None = None
        low = max(region, cue.first - 80)
        for j in range(low, cue.first - 1):
            if key[j] != "از" or (j > low and key[j - 1] in word_set("before az")):
                continue
            mention = self._subject(region, j)
            if mention is not None and not (mention.first <= j < mention.last):
                found = (j, mention)
                break
            if found is None and mention is None:
                found = (j, None)
        if found is None:
            return None
        j, mention = found
        if mention is None and j - region > 8 and self._key(region) != "و":
            return None
        last = cue.first
        if mention is None and self._key(region) != "و" and (behind := self._behind_comma(j + 1, cue.first)):
            last, mention = behind
        return self._make(
            "quotes.news",
            j + 1,
            last,
            cue,
            mention,
            [self._cue_step(cue), "what is reported stands between «از» and the cue"],
        )

    def _behind_comma(self, first: int, stop: int) -> tuple[int, Mention] | None:
        """The comma and the speaker, who is all that stands between it and word `stop`; a list («…، X و Y») is none."""
        key = self.words.key
        for j in range(max(first + 2, stop - 30), stop - 1):
            found = read(self.words, j + 1, stop) if key[j] == "،" else None
            if found is None or not found.sure or found.kind not in ("name", "office", "role", "organisation"):
                continue
            if word_set("adverb").issuperset(key[found.after : stop]) and "و" not in key[found.first : found.last]:
                return j, found
        return None

    def _frame(self, cue: Cue, region: int) -> Found | None:
        """SPEAKER با بیان اینکه CONTENT، CUE …"""
        key, first = self.words.key, cue.last
        again = next((c for c in self._between(first, first + 1) if c.form.kind == "frame"), None)
        if again:
            first = again.last
        end = self._sentence_end(first)
        main = self._main_cue(first, end)
        commas = [j for j in range(first, min(end, first + 400)) if key[j] == "،"]
        steps = [self._cue_step(cue)]
        if main is not None:
            last = self._frame_end(first, main.first, commas)
            steps.append("the clause ends where the main cue's begins")
        else:
            last = next(
                (j for j in commas if key[j - 1] in self.words.finite),
                commas[-1] if commas else self._first_clause(first, end),
            )
            steps.append("no other cue follows: the clause ends after its verb")
        mention = self._subject(region, cue.first)
        return self._make("quotes.frame", first, last, cue, mention, steps)

    def _first_clause(self, first: int, end: int) -> int:
        """Where the first clause ends: after a finite verb that no «که» or «و» follows."""
        key = self.words.key
        return next(
            (
                j + 1
                for j in range(first, min(end - 3, first + 400))
                if key[j] in self.words.finite and key[j + 1] not in ("که", "و", "تا", "،")
            ),
            end,
        )

    def _main_cue(self, first: int, end: int) -> Cue | None:
        """The cue of the main clause after a frame: the first with a colon or a quotation mark, else the first fit."""
        best = None
        for cue in self._between(first, end):
            if (
                cue.form.voice is not Voice.TOLD
                or cue.form.kind not in ("say", "marked", "news")
                or self._quoted(cue.first, first)
            ):
                continue
            if self._key(cue.last) == ":" or self._key(cue.last) in OPENING:
                return cue
            if best is None and (
                self._key(cue.first - 1) in self.words.finite
                or self._key(cue.first - 1) == "،"
                or self._clause(first, cue.first) is not None
            ):
                best = cue
        return best

    def _frame_end(self, first: int, stop: int, commas: list[int]) -> int:
        """Where the frame's clause ends before the main cue at word `stop`."""
        key = self.words.key
        if key[stop - 1] == "،":
            return stop - 1
        if key[stop - 1] == "و":
            return next((j for j in commas if j < stop and key[j - 1] in self.words.finite), stop)
        last_verb = next(reversed(self.words.verbs(first + 1, stop)), None)
        candidates = [j for j in commas if j < stop]
        if candidates and (last_verb is None or candidates[-1] > last_verb):
            after_verb = [j for j in candidates if last_verb is not None and j > last_verb]
            return after_verb[0] if after_verb else candidates[-1]
        return last_verb + 1 if last_verb is not None else stop

    def _source(self, cue: Cue, region: int) -> Found | None:
        """به گفته SPEAKER، CONTENT; or CONTENT، به گفته SPEAKER."""
        key, i = self.words.key, cue.last
        end = self._sentence_end(cue.first)
        if self._key(i) in word_set("self") or self._key(i) == "های":
            return None
        comma = next(
            (j for j in range(i, min(end, i + 40)) if key[j] in "،:" and not self._inside_title(i, j, end)), end
        )
        mention = read(self.words, i, self._source_end(i, comma, end))
        if mention is not None and (comma == end or self._runs_on(mention, comma)):
            mention = shortened(self.words, mention)
        if mention is None or (mention.kind == "name" and not mention.sure and mention.after < comma and comma < end):
            mention = self._loose(i, comma)
        if mention is None:
            return None
        mention = self._presented(mention, comma, end) or mention
        after = mention.after
        if comma < end and key[comma] in "،:" and key[after : after + 1] == ["،"]:
            further = next((j for j in range(after + 1, min(end, after + 20)) if key[j] == "،"), None)
            kind, _ = title(self.words, after + 1, end)
            if further and kind and mention.kind == "name" and mention.role:
                after = further
        if mention.role and after < end and key[after] == "در":  # …، رئیس موسسه … در برلین،
            after = next((j for j in range(after, min(end, after + 5)) if key[j] == "،"), after)
        steps = [self._cue_step(cue)]
        start = after
        if self._key(start) == "که":
            start = next((j for j in range(start, end) if key[j] == "،" and key[j - 1] in self.words.finite), start)
        while start < end and key[start] in "،:":
            start += 1
        if end - start >= 4 or (end - start >= 3 and self.words.verbs(start, end)):
            if key[start] in OPENING and start in self.words.partner and self.words.partner[start] >= end - 2:
                self.taken.add(start)
                return self._make(
                    "quotes.source", start + 1, self.words.partner[start], cue, mention, steps, kind="direct"
                )
            steps.append("the sentence after the speaker is what he says")
            return self._make("quotes.source", start, self._within(start, self._cut(start, end)), cue, mention, steps)
        if not mention.sure or (after < end and self.words.is_word(after)):
            return None
        first = max(region, self._sentence_start(cue.first))
        steps.append("the attribution ends the sentence: what stands before it is what he says")
        if cue.first - first < 4:
            return None
        return self._make("quotes.source", first, cue.first, cue, mention, steps)

    def _source_end(self, i: int, comma: int, end: int) -> int:
        """Where the speaker who begins at word `i` ends at the latest: at the comma, or without one before a word of
        amount, with which his sentence begins."""
        key = self.words.key
        if comma < end and not self.words.verbs(i, comma):
            return comma
        begins = (j for j in range(i + 2, min(comma, i + 24)) if key[j] in word_set("amount"))
        return next((j for j in begins if key[j - 1] not in word_set("press")), comma)  # خبرگزاری میزان

    def _inside_title(self, i: int, comma: int, end: int) -> bool:
        return list_goes_on(self.words, i, comma, end)

    def _presented(self, mention: Mention, comma: int, end: int) -> Mention | None:
        """The speaker with his title between commas: به گفته NAME، TITLE، CONTENT."""
        if mention.kind != "name" or mention.role or mention.last - mention.first < 2 or mention.after != comma:
            return None
        whole = read(self.words, mention.first, end)
        if whole is None or whole.name != mention.name or not whole.role:
            return None
        further = next((j for j in range(whole.after, min(end, whole.after + 5)) if self._key(j) == "،"), end)
        return None if self.words.verbs(whole.after, further) or further == end else whole

    def _runs_on(self, mention: Mention, comma: int) -> bool:
        """Whether only a verb or a number ended the phrase, which so has run over the end of the speaker."""
        after = mention.after
        return after < comma and (self.words.key[after] in self.words.finite or self.words.key[after][0].isdigit())

    def _loose(self, i: int, comma: int) -> Mention | None:
        """A speaker between «به گفته» and a comma that has no known shape."""
        last = min(comma, i + 6)
        if (
            comma > i + 6
            or last <= i
            or any(k in self.words.finite or k in word_set("self") for k in self.words.key[i:last])
        ):
            return None
        if not all(self.words.is_word(j) for j in range(i, last)):
            return None
        return Mention(i, last, "name", (i, last), None, "", last, sure=False)

    def _document(self, cue: Cue, region: int) -> Found | None:
        """در بیانیه SPEAKER آمده است: CONTENT."""
        key = self.words.key
        if not self._marked(cue) or cue.form.voice is not Voice.TOLD:
            return None
        mention = None
        for j in range(max(region, cue.first - 40), cue.first):
            if title(self.words, j, cue.first)[0] == "document":
                found = read(self.words, j + 1, cue.first)
                mention = found if found and found.sure else None
                break
        else:
            return None
        i, mark = self._content_start(cue)
        if i >= len(self.words):
            return None
        steps = [self._cue_step(cue), "a document says it"]
        if key[i] in OPENING and (i in self.words.partner or i in self.words.unclosed):
            return self._direct(cue, mention, i, mark, steps)
        end = self._speech_end(i) if mark == ":" else self._cut(i, self._sentence_end(i))
        return self._make("quotes.document", i, end, cue, mention, steps)

    def _nested(self, cue: Cue) -> None:
        """A quote within what somebody says: kept only when it names a speaker of its own."""
        outer = self.found[-1]
        if (
            not outer.rule
            or cue.form.kind not in ("say", "marked")
            or cue.form.voice is not Voice.TOLD
            or not self._marked(cue)
        ):
            return
        inner = self.found[-2] if len(self.found) > 1 else outer
        if inner.nested and cue.first < inner.last:
            return
        if cue.first < outer.last and not outer.nested and outer.first <= cue.first:
            region = max(self._sentence_start(cue.first), outer.first)
            mention = self._subject(region, cue.first)
            if mention is None or not mention.sure or mention.kind == "pronoun":
                return
            i = self._content_start(cue)[0]
            last = min(self._sentence_end(i), outer.last)
            if self._key(i) in OPENING:
                i, last = i + 1, min(last, self.words.partner.get(i, last))
            first, last = self._trim(i, last)
            if last - first < 3:
                return
            steps = (self._cue_step(cue), "it stands inside another quote")
            kind = "direct" if self._key(first - 1) in OPENING else "indirect"
            self.found.insert(
                len(self.found) - 1, Found(kind, "quotes.nested", first, last, cue, mention, False, True, steps)
            )

    def _make(
        self,
        rule: str,
        first: int,
        last: int,
        cue: Cue | None,
        mention: Mention | None,
        steps: list[str],
        kind: str = "",
    ) -> Found | None:
        first, last = self._trim(first, last)
        if last <= first or not any(self.words.is_word(j) for j in range(first, min(last, first + 3))):
            return None
        if not kind:
            marks = any(
                self.words.partner.get(j, 0) - j > 3 for j in range(first, last) if self.words.key[j] in OPENING
            )
            kind = "mixed" if marks else "indirect"
        return Found(kind, rule, first, last, cue, mention, False, False, tuple(steps))

    def _cue_step(self, cue: Cue) -> str:
        return f"«{self.words.passage(cue.first, cue.last).text}» is a cue (row {cue.form.row})"

    def _labels(self) -> None:
        """SPEAKER: CONTENT, in a headline; in one of two halves, two speakers."""
        words, key = self.words, self.words.key
        for first, last in self._headlines():
            slashes = [j for j in range(first, last) if key[j] == "/"]
            labels = [found for head in (first, *(j + 1 for j in slashes)) if (found := self._label(head, last))]
            for n, (colon, mention) in enumerate(labels):
                following = labels[n + 1][1].first if n + 1 < len(labels) else last + 1
                end = max((j for j in slashes if j < following), default=last) if following <= last else last
                direct = key[colon + 1] in OPENING and words.partner.get(colon + 1, 0) >= end - 3
                steps = ["a headline: the speaker, a colon, and what he says"]
                kind = "direct" if direct else ""
                quote = self._make("quotes.headline", colon + 1, end, None, mention, steps, kind)
                self.found += [quote] if quote else []

    def _dialogue(self) -> None:
        """SPEAKER: CONTENT, line after line; questions are the interviewer's and left out."""
        words = self.words
        if ":" not in words.index:
            return
        lines: list[tuple[int, int, int, Mention]] = []
        for first, last in words.paragraphs[1:]:
            if ":" not in words.key[first : first + 8]:
                continue
            found = self._label(first, last)
            if found and found[1].after == found[0]:
                lines.append((first, last, *found))
        heads = Counter(words.joined(mention.first, mention.last) for *_, mention in lines)
        for _, last, colon, mention in lines:
            last -= words.key[last - 1] == "\n"
            again = heads[words.joined(mention.first, mention.last)] > 1
            if again and words.key[last - 1] not in "؟?" and not any(f.first == colon + 1 for f in self.found[:9]):
                steps = ["a line of a dialogue: the speaker, a colon, and what he says"]
                quote = self._make("quotes.dialogue", colon + 1, last, None, mention, steps)
                self.found += [quote] if quote else []

    def _label(self, first: int, last: int) -> tuple[int, Mention] | None:
        """The colon and the speaker before it, where a headline from word `first` on begins with a speaker."""
        key = self.words.key
        colon = next((j for j in range(first, min(last, first + 14)) if key[j] in ":؛"), None)
        if colon is None or colon == first or key[colon] == "؛" or self._aside(first):
            return None
        if last - colon < 4 and not (last - colon == 3 and key[last - 1] in self.words.finite):
            return None
        if key[first] in word_set("label") and (colon == first + 1 or key[first] not in word_set("act")):
            return None
        if self._between(first, colon) or self.words.verbs(first, colon):
            return None
        mention = subject(self.words, first, colon)
        skipped = key[first] in OPENING or key[first] in word_set("act")
        if mention is None or mention.first != first + skipped or not self._is_label(mention, colon):
            return None
        return colon, mention

    def _is_label(self, mention: Mention, colon: int) -> bool:
        if mention.kind in ("document", "pronoun"):
            return False
        if mention.after < colon and self.words.key[mention.after] not in word_set("preposition"):
            return False
        if mention.sure and mention.kind != "name":
            return True
        words = self.words.key[mention.first : mention.last]
        if not mention.sure and len(words) > 1 and all(map(is_word, words)):  # جنگ سودان: «شب\u200cها …»
            return False
        return len(self.words.places(words[-1])) > 1

    def _headlines(self) -> list[tuple[int, int]]:
        words = self.words
        if self.headline is not None:
            return [(words.at(self.headline.start), bisect_left(words.start, self.headline.stop))]
        out = []
        for first, last in words.paragraphs[:4]:
            stop = last - (words.key[last - 1] == "\n")
            if 4 <= stop - first <= 30 and words.key[stop - 1] not in FINAL:
                out.append((first, stop))
            elif stop - first > 30:
                break
        return out

    def _continued(self) -> None:
        """A whole paragraph in quotation marks after one that ended with a quote: the same speaker goes on."""
        words, key = self.words, self.words.key
        ends = {words.paragraph[f.last - 1]: f for f in self.found if f.kind == "direct"}
        if not ends:
            return
        extra = []
        for p, (first, last) in enumerate(words.paragraphs):
            while last > first and (key[last - 1] == "\n" or key[last - 1] in FINAL):
                last -= 1
            before = p - 1
            while before > 0 and words.paragraphs[before][1] - words.paragraphs[before][0] <= 1:
                before -= 1
            if first >= last or first in self.taken or words.partner.get(first) != last - 1 or before not in ends:
                continue
            if last - first < 8:
                continue
            found = self._make(
                "quotes.continued",
                first + 1,
                last - 1,
                None,
                None,
                ["a paragraph in quotation marks after a quote: the same speaker goes on"],
                "direct",
            )
            if found:
                extra.append(found)
                ends[p] = found
        self.found += extra

    def _uncued(self) -> None:
        """SPEAKER …: «CONTENT» in a sentence without a cue: کریمی اما قانع نشده است: «…»"""
        words, key = self.words, self.words.key
        within = sorted((f.first, f.last) for f in self.found if f.rule)
        for i, close in words.partner.items():
            first = self._sentence_start(i)
            if close - i < 6 or key[i - 1] != ":" or i - first < 4 or i in self.taken or self._between(first, i):
                continue
            k = bisect_left(within, (i + 2,)) - 1
            if (k >= 0 and within[k][1] > i) or not words.verbs(i, close) or not words.verbs(first, i):
                continue
            mention = self._subject(first, i - 1)
            if mention and mention.sure and mention.kind in ("name", "pronoun", "this", "office", "role"):
                steps = ["no cue: a sentence about the speaker, a colon and what he says in quotation marks"]
                quote = self._make("quotes.uncued", i + 1, close, None, mention, steps, "direct")
                self.found += [quote] if quote else []

    def _answers(self) -> None:
        """The paragraphs between the questions of an interview; the questions are the interviewer's and left out."""
        words = self.words
        if words.index.keys().isdisjoint("؟?"):
            return
        full = [(first, last - (words.key[last - 1] == "\n")) for first, last in words.paragraphs if last - first > 1]
        busy = {words.paragraph[f.first] for f in self.found if f.rule}
        asked = [n for n, (first, last) in enumerate(full) if n and self._question(first, last)]
        dashed = {n - 1 for n, (first, _) in enumerate(full) if words.key[first] in "-–—•*"}
        weights = [(n in dashed) + self._put_to_somebody(*full[n]) for n in asked]
        if max(weights, default=0) < 2 and sum(map(bool, weights)) < 2:
            return
        for n, following in zip(asked, [*asked[1:], asked[-1] + 2], strict=True):
            for first, last in full[n + 1 : following]:
                if words.paragraph[first] in busy or self._closer(first) or self._aside(first):
                    break
                steps = ["an interview: what follows a question is the answer"]
                quote = self._make("quotes.answer", first, self._cut(first, last), None, None, steps)
                self.found += [quote] if quote else []

    def _question(self, first: int, last: int) -> bool:
        told = any(cue.form.voice is Voice.TOLD for cue in self._between(first, last))
        return 3 < last - first < 80 and self.words.key[last - 1] in "؟?" and not told

    def _put_to_somebody(self, first: int, last: int) -> bool:
        """Whether the question is put to a guest: with a dash, «شما» or a verb of the second person."""
        key = self.words.key
        return key[first] in "-–—•*" or "شما" in key[first:last] or key[last - 2].endswith("ید")

    def _introductions(self) -> list[Found]:
        """People presented at the head of a sentence that is nobody's speech: «X، رئیس Y، به Z رفت»."""
        words = self.words
        speech = sorted((f.first, f.last) for f in self.found if f.rule and not f.nested)
        heads = {f.mention.first for f in self.found if f.mention}
        marks = words.standing(":?؟")
        out = []
        for first, last in words.sentences:
            k = bisect_left(speech, (first + 1,)) - 1
            if last - first < 4 or (k >= 0 and speech[k][1] > first) or words.key[last - 1] in "؟?":
                continue
            stop = speech[k + 1][0] if k + 1 < len(speech) else last
            stop = min(stop, last, first + 40, next_of(marks, first, last))
            mention = self._subject(self._sentence_start(first), stop)
            if mention is None or mention.first in heads or not mention.sure:
                continue
            named = mention.name is not None and (
                mention.name[1] - mention.name[0] >= 2
                or mention.first < mention.name[0]
                or surname(words, mention.name)
                or (mention.role is not None and given(words, mention.name[0]))
            )
            titled = mention.kind in ("office", "role", "organisation") and mention.last - mention.first > 1
            if named or titled:
                out.append(Found("", "", mention.first, mention.last, None, mention, False, False, ()))
        return out

    def goes_on(self, f: Found) -> bool:
        """Whether the cue continues a speech: «… افزود», «… همچنین گفت»."""
        also = f.mention is not None and self._key(f.mention.after) == "همچنین"
        return also or _cue_of("going on", f)

    def answers(self, f: Found, before: Found) -> bool:
        """Whether the cue answers what was asked before: «… پرسید: …» X پاسخ داد: …, or whatever a name says to it in
        the same paragraph."""
        paragraph = self.words.paragraph
        named = f.mention is not None and f.mention.name is not None and not self.goes_on(f)
        return _cue_of("asking", before) and (
            _cue_of("answering", f) or (named and paragraph[f.first] == paragraph[before.first])
        )

    def contrast(self, mention: Mention) -> bool:
        """Whether the sentence sets this speaker against those before: «… نیز گفت», «در همین حال، …»."""
        key = self.words.key
        after = key[mention.after : mention.after + 1]
        first = self._sentence_start(mention.first)
        opener = tuple(key[first : min(mention.first, first + 4)])
        answer = key[mention.after : mention.after + 2] == ["در", "واکنش"]
        return (
            after in (["نیز"], ["هم"])
            or answer
            or any(opener[: len(p)] == p for p in phrases("contrast").get(key[first], ()))
        )


def _cue_of(name: str, f: Found) -> bool:
    """Whether the row of the quote's cue begins with a word of the set `name`."""
    return f.cue is not None and f.cue.form.row.split()[0] in word_set(name)
