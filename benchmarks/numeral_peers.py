"""The converters of numbers and dates that `numerals.py` compares, each called in the way that suits it best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import peers

Converter = Callable[[Any], Any]


@dataclass(frozen=True)
class Peer(peers.Peer):
    """A converter: its name in the tables, the distribution it comes in, how to make it, and what it is written in."""

    make: Callable[[], Converter]
    language: str = "Python"


def parse_number() -> Any:
    from fanews import parse_number

    return parse_number


def parsikit_reader() -> Any:
    from parsikit import words_to_number

    return words_to_number


def ghnum() -> Any:
    from ghNum import PersianTextToNumber

    return PersianTextToNumber().convert


def persian_tools_reader() -> Any:
    from persian_tools.digits import convert_from_word

    return convert_from_word


def parsivar() -> Any:
    from parsivar.normalizer import DateNormalizer

    normalizer = DateNormalizer()
    return lambda text: Decimal(normalizer.normalize_numbers(text.split()).strip())


def words2num2() -> Any:
    from words2num2 import words2num

    return lambda text: words2num(text, lang="fa")


def icu_spellout() -> Any:
    import icu

    return icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("fa"))


def icu_reader() -> Any:
    spellout = icu_spellout()

    def whole(text: str) -> Any:
        from icu import ParsePosition

        position = ParsePosition(0)
        found = spellout.parse(text, position)
        return found.getInt64() if position.getIndex() == len(text) else None

    return whole


READERS = (
    Peer("fanews", "fanews", parse_number),
    Peer("parsikit", "parsikit", parsikit_reader),
    Peer("ghNum", "ghnum", ghnum),
    Peer("persian-tools", "persian-tools", persian_tools_reader),
    Peer("parsivar", "parsivar", parsivar),
    Peer("words2num2", "words2num2", words2num2, "Rust"),
    Peer("ICU", "PyICU", icu_reader, "C++"),
)


def spell_number() -> Any:
    from fanews import spell_number

    return spell_number


def rishe() -> Any:
    from rishe import Pipeline

    return Pipeline().number_to_words


def parsikit_speller() -> Any:
    from parsikit import number_to_words

    return number_to_words


def persian_tools_speller() -> Any:
    from persian_tools.digits import convert_to_word

    return convert_to_word


def persiantools() -> Any:
    from persiantools.digits import to_word

    return to_word


def num2persian() -> Any:
    from num2persian import to_words

    return to_words


def num2fawords() -> Any:
    from num2fawords import words

    return words


def num2fa() -> Any:
    from num2fa import words

    return words


def num2words() -> Any:
    from num2words import num2words

    return lambda n: num2words(n, lang="fa")


def shekar() -> Any:
    from shekar.transforms import NumberToWords

    system = NumberToWords()
    return lambda n: system(str(n))


def persian_number_to_word() -> Any:
    from persian_number_to_words import number_to_words

    return lambda n: number_to_words(n).words


def farsi_number_words() -> Any:
    from farsi_number import NumberToWords

    return NumberToWords().convert


def fanumbers() -> Any:
    from fanumbers import number_to_words

    return number_to_words


def dpern() -> Any:
    from dpern.dpern import describe

    return describe


def num2farsiword() -> Any:
    from num2farsiword.num_to_word import int_to_fa

    return int_to_fa


def icu_speller() -> Any:
    return icu_spellout().format


SPELLERS = (
    Peer("fanews", "fanews", spell_number),
    Peer("persiantools", "persiantools", persiantools),
    Peer("num2fa", "num2fa", num2fa),
    Peer("num2fawords", "num2fawords", num2fawords),
    Peer("num2words", "num2words", num2words),
    Peer("num2persian", "num2persian", num2persian),
    Peer("parsikit", "parsikit", parsikit_speller),
    Peer("persian-tools", "persian-tools", persian_tools_speller),
    Peer("shekar", "shekar", shekar),
    Peer("persian-number-to-word", "persian-number-to-word", persian_number_to_word),
    Peer("farsi-number-words", "farsi-number-words", farsi_number_words),
    Peer("fanumbers", "fanumbers", fanumbers),
    Peer("dpern", "dpern", dpern),
    Peer("num2farsiword", "num2farsiword", num2farsiword),
    Peer("rishe", "rishe", rishe, "Rust"),
    Peer("ICU", "PyICU", icu_speller, "C++"),
)


def spell_ordinal() -> Any:
    from fanews import spell_ordinal

    return spell_ordinal


def persian_tools_ordinal() -> Any:
    from persian_tools.digits import convert_to_word

    return lambda n: convert_to_word(n, ordinal=True)


def num2fawords_ordinal() -> Any:
    from num2fawords import ordinal_words

    return ordinal_words


def num2fa_ordinal() -> Any:
    from num2fa import ordinal_words

    return ordinal_words


def num2words_ordinal() -> Any:
    from num2words import num2words

    return lambda n: num2words(n, lang="fa", to="ordinal")


def fanumbers_ordinal() -> Any:
    from fanumbers import number_to_words

    return lambda n: number_to_words(n, ordinal=True)


ORDINALS = (
    Peer("fanews", "fanews", spell_ordinal),
    Peer("persian-tools", "persian-tools", persian_tools_ordinal),
    Peer("num2fa", "num2fa", num2fa_ordinal),
    Peer("num2fawords", "num2fawords", num2fawords_ordinal),
    Peer("num2words", "num2words", num2words_ordinal),
    Peer("fanumbers", "fanumbers", fanumbers_ordinal),
)


def parse_date() -> Any:
    from fanews import parse_date

    return lambda text: parse_date(text).value


def dateparser_jalali() -> Any:
    from dateparser.calendars.jalali import JalaliCalendar

    def value(text: str) -> Any:
        found = JalaliCalendar(text).get_date()
        return found and found.date_obj.date()

    return value


def dateparser() -> Any:
    from dateparser import parse

    def value(text: str) -> Any:
        found = parse(text, languages=["fa"])
        return found and found.date()

    return value


DATES = (
    Peer("fanews", "fanews", parse_date),
    Peer("dateparser, Jalali", "dateparser", dateparser_jalali),
    Peer("dateparser", "dateparser", dateparser),
)


def jalali_to_gregorian() -> Any:
    from fanews.calendar import jalali_to_gregorian

    return lambda day: jalali_to_gregorian(*day)


def persiantools_calendar() -> Any:
    from persiantools import jdatetime

    date: Any = jdatetime.JalaliDate
    return lambda day: date(*day).to_gregorian()


def jdatetime() -> Any:
    import jdatetime

    return lambda day: jdatetime.date(*day).togregorian()


def khayyam() -> Any:
    from khayyam import JalaliDate

    return lambda day: JalaliDate(*day).todate()


CALENDARS = (
    Peer("fanews", "fanews", jalali_to_gregorian),
    Peer("persiantools", "persiantools", persiantools_calendar),
    Peer("jdatetime", "jdatetime", jdatetime),
    Peer("khayyam", "khayyam", khayyam),
)
