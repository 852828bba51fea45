"""The phrase that names a speaker, and the person it stands for."""

from __future__ import annotations

import pytest

import golden
from fanews import quotes
from fanews.mentions import subject, titles
from fanews.rules import read_table
from fanews.speakers import people
from fanews.words import Words, fold

TITLES = list(read_table("titles"))
ARTICLES = golden.read("persons.md")
CALLINGS = list(read_table("callings"))
FIELDS = list(read_table("fields"))
PHRASES = [
    line.split("\t")
    for line in golden.unescape((golden.HERE / "phrases.tsv").read_text(encoding="utf-8")).splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("block", ARTICLES, ids=[b.title for b in ARTICLES])
def test_an_article_has_these_persons(block: golden.Block) -> None:
    found = quotes.find_quotes(block.text)
    for line in block.all("person"):
        begins, *wanted = line.split(" | ")
        (quote,) = [q for q in found if q.text.startswith(begins)]
        assert quote.person is not None
        assert [quote.speaker.text if quote.speaker else "-", quote.person.name] == wanted


@pytest.mark.parametrize("row", CALLINGS, ids=[row["word"] for row in CALLINGS])
def test_a_calling_takes_up_each_of_its_titles(row: dict[str, str]) -> None:
    for title in row["titles"].split():
        man = f"{title} علی کاوه" if titles().get(fold(title)) == "rank" else f"علی کاوه، {title} نامدار،"
        woman = "مریم، مادر دو کودک،"
        text = f"{man} گفت: هوا سرد است.\n{woman} گفت: نان گران است.\nاین {row['word']} گفت: برف می\u200cآید."
        assert persons(text)[-1] == "علی کاوه", title


@pytest.mark.parametrize("row", FIELDS, ids=[row["field"] for row in FIELDS])
def test_a_field_is_that_of_each_of_its_words(row: dict[str, str]) -> None:
    for word in row["words"].split():
        role = word if titles().get(fold(word)) == "office" else f"رئیس {word}"
        text = (
            f"علی کاوه، {role} یزد، گفت: هوا سرد است.\nرضا مرادی، رئیس هواشناسی یزد، گفت: برف می\u200cآید.\n"
            f"این مقام {row['field']} گفت: راه\u200cها باز است."
        )
        assert persons(text) == ["علی کاوه", "رضا مرادی", "علی کاوه"], word


@pytest.mark.parametrize("row", TITLES, ids=[row["word"] for row in TITLES])
def test_a_title_is_taken_whole(row: dict[str, str]) -> None:
    (quote,) = quotes.find(f"{row['example']} گفت: این کار انجام شد.")
    assert quote.speaker is not None
    assert quote.speaker.text == row["example"]


@pytest.mark.parametrize(
    ("clause", "speaker", "name", "role"),
    [
        ("سرهنگ علی کاوه، رئیس پلیس ری امروز در نشست خبری", "سرهنگ علی کاوه", "علی کاوه", "رئیس پلیس ری"),
        ("در پی انتشار این خبر، وزیر نیرو در گفت\u200cوگو با ایسنا", "وزیر نیرو", None, "وزیر نیرو"),
        (
            "در همین حال نیز کریستین لاگارد - رئیس بانک مرکزی اروپا -",
            "کریستین لاگارد",
            "کریستین لاگارد",
            "رئیس بانک مرکزی اروپا",
        ),
        ("«لین جیان» سخنگوی دولت محلی شانگهای نیز", "لین جیان", "لین جیان", "سخنگوی دولت محلی شانگهای"),
        ("وزیر نفت بیژن کریمی شامگاه دیروز", "وزیر نفت بیژن کریمی", "بیژن کریمی", "وزیر نفت"),
        ("معاون وزارت تعاون، کار و رفاه اجتماعی در همایش", "معاون وزارت تعاون، کار و رفاه اجتماعی", None, None),
        ("سفیر ایران در لندن در توییتی", "سفیر ایران در لندن", None, None),
        ("دولت لایحه را پس گرفت و استاندار قم", "استاندار قم", None, None),
        ("یکی از شاهدان که آنجا بود", "یکی از شاهدان", None, None),
        ("خواهر او روز سوم تیر", "خواهر او", None, None),
        ("در این نشست مهدی رستگار", "مهدی رستگار", "مهدی رستگار", None),
        ("ستاد مبارزه با قاچاق کالا امروز", "ستاد مبارزه با قاچاق کالا", None, None),
        ("سازمان حمایت از معلولان در بیانیه\u200cای", "سازمان حمایت از معلولان", None, None),
        (
            "مدیر بیماری\u200cهای قابل پیشگیری با واکسن در نشستی",
            "مدیر بیماری\u200cهای قابل پیشگیری با واکسن",
            None,
            None,
        ),
        ("سازمان جهانی غله (ساج) روز شنبه", "سازمان جهانی غله", None, None),
        ("د کابل شاروالی شرکت نیز", "د کابل شاروالی شرکت", None, None),
        ("مقام\u200cهای صحی در ولسوالی غوربند", "مقام\u200cهای صحی در ولسوالی غوربند", None, None),
        ("مسئولان در نشست امروز", "مسئولان", None, None),
        ("یک معلم ساکن سنندج در گفت\u200cوگو با ما", "یک معلم ساکن سنندج", None, None),
        ("یک معلم شاغل در سنندج به رادیو فردا", "یک معلم شاغل در سنندج", None, None),
        ("یک تن از ریش\u200cسفیدان قوم که آنجا بود", "یک تن از ریش\u200cسفیدان قوم", None, None),
        ("شماری از کامیون\u200cداران به ایلنا", "شماری از کامیون\u200cداران", None, None),
    ],
)
def test_the_frame_around_a_speaker_is_left_out(clause: str, speaker: str, name: str | None, role: str | None) -> None:
    words = Words(clause)
    mention = subject(words, 0, len(words))
    assert mention is not None
    assert words.passage(mention.first, mention.last).text == speaker
    assert (mention.name and words.passage(*mention.name).text) == name
    if role is not None:
        assert mention.role is not None
        assert words.passage(*mention.role).text == role


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_a_phrase_is_read_as_the_table_says(row: list[str]) -> None:
    words = Words(row[0])

    def text(place: tuple[int, int] | None) -> str:
        return words.passage(*place).text if place and place[0] < place[1] else "-"

    m = subject(words, 0, len(words))
    if m is None:
        assert row[1:] == ["-"]
    else:
        kind = m.kind + "?" * (not m.sure) + "+" * m.plural
        assert row[1:] == [
            kind,
            text((m.first, m.last)),
            *map(text, (m.name, m.role)),
            m.head,
            text((m.after, len(words))),
        ]


@pytest.mark.parametrize("clause", ["", "و با اشاره به آمار تصادفات", "در جمع خبرنگاران", "نتایج آزمون را"])
def test_a_clause_without_a_speaker_has_none(clause: str) -> None:
    words = Words(clause)
    assert subject(words, 0, len(words)) is None


def persons(text: str) -> list[str | None]:
    return [q.person and q.person.name for q in quotes.find(text)]


def test_who_is_one_of_many_is_never_named() -> None:
    text = (
        "تجمع معلمان در سنندج و مریوان\nگروهی از معلمان دیروز تجمع کردند.\n"
        "یکی از معلمان به ایلنا گفت: حقوق ما نرسیده است.\nبه گفته این معلم، نامه\u200cها بی\u200cپاسخ ماند.\n"
        "کامران ساعدی، دبیر کانون صنفی معلمان، گفت: پیگیر هستیم.\nبرخی والدین می\u200cگویند مدرسه\u200cها تعطیل است."
    )
    one = "یکی از معلمان"
    assert persons(text) == [one, one, "کامران ساعدی", "برخی والدین"]


def test_a_role_ends_before_the_object_it_ran_into() -> None:
    text = (
        "رئیس پلیس راه یزد علت حادثه را در دست بررسی اعلام کرد و گفت: راننده خواب بود.\n"
        "وزیر نفت پس از او رسید. وزیر نفت قیمت گاز را ثابت دانست و گفت: گاز کم نیست."
    )
    assert [q.speaker and q.speaker.text for q in quotes.find(text)] == ["رئیس پلیس راه یزد", "وزیر نفت"]
    (quote,) = quotes.find("رئیس سازمان انرژی را برکنار کرد و گفت: کار تمام شد.")
    assert quote.speaker is None


def test_who_is_presented_by_an_unknown_title_takes_no_other() -> None:
    text = "ملیحه کریمی، دانش\u200cآموز صنف نهم، گفت: درس می\u200cخواهیم.\nسخنگوی ارتش گفت: راه باز است."
    assert persons(text) == ["ملیحه کریمی", "سخنگوی ارتش"]


def test_a_name_the_tables_do_not_know_is_learnt_from_the_article() -> None:
    text = (
        "ژیوار تورتیان، پژوهشگر آب، گفت: باران کم است.\nبه گفته تورتیان سطح رود پایین رفته است.\n"
        "او افزود: برف هم نبارید."
    )
    assert persons(text) == ["ژیوار تورتیان"] * 3


def test_half_of_an_afghan_name_may_be_an_honorific() -> None:
    assert persons("غلام حضرت، باشنده بغلان، می\u200cگوید: برق آمد.") == ["غلام حضرت"]
    assert persons("غلام حضرت یک تن از باشندگان بغلان می\u200cگوید: برق آمد.") == ["غلام حضرت"]


def test_who_speaks_in_the_lead_without_a_name_is_not_the_next_who_has_one() -> None:
    text = (
        "صف نان\nیک نانوا می\u200cگوید: سهمیه کم است.\nبیژن مقدم، رئیس اتحادیه نانوایان، گفت: سهمیه بیشتر شد.\n"
        "این نانوا گفت: آرد نداریم."
    )
    assert persons(text) == ["یک نانوا", "بیژن مقدم", "یک نانوا"]
    text = "یک مقام سازمان هواشناسی گفت: باران می\u200cبارد.\nکریم مرادی افزود: سیل نمی\u200cآید."
    assert persons(text) == ["کریم مرادی"] * 2


def test_a_minister_is_not_the_spokesman_of_a_ministry() -> None:
    text = (
        "ناصر کریمی، سخنگوی وزارت امور خارجه کشورمان، گفت: پاسخ می\u200cدهیم.\n"
        "سخنگوی وزارت خارجه افزود: راه باز است.\nوزیر خارجه فرانسه گفت: صبر ما تمام شد."
    )
    assert persons(text) == ["ناصر کریمی", "ناصر کریمی", "وزیر خارجه فرانسه"]


def test_a_body_is_not_the_body_it_belongs_to() -> None:
    text = "سازمان ملل متحد اعلام کرد: جنگ ادامه دارد.\nدفتر سازمان ملل متحد گفت: کمک\u200cها رسید."
    assert persons(text) == ["سازمان ملل متحد", "دفتر سازمان ملل متحد"]


def test_a_title_in_the_lead_is_named_later() -> None:
    text = (
        "رئیس اداره راه میبد گفت: برف آمد.\nبه گزارش ایسنا، اکبر زمانی ظهر امروز اظهار کرد: راه باز شد.\n"
        "وی افزود: برف ایستاد.\nزمانی تصریح کرد: خسارتی نبود.\nاین مسئول گفت: زنجیر چرخ لازم است.\n"
        "رئیس اداره راه میبد یادآور شد: شب سرد است."
    )
    assert persons(text) == ["اکبر زمانی"] * 6
    (person,) = quotes.people(quotes.find(text))
    assert person.role == "رئیس اداره راه میبد"
    assert [m.text for m in person.mentions] == [
        "رئیس اداره راه میبد",
        "اکبر زمانی",
        "وی",
        "زمانی",
        "این مسئول",
        "رئیس اداره راه میبد",
    ]


def test_a_surname_misspelt_by_a_letter_is_the_same_man() -> None:
    assert persons("رضا مرادخانی گفت: آمدم.\nمرادخوانی افزود: رفتم.") == ["رضا مرادخانی"] * 2


def test_two_speakers_alternate() -> None:
    text = "حسن کریمی گفت: آمدم.\nزهرا نوایی گفت: رفتم.\nوی افزود: دور بود.\nکریمی گفت: نزدیک بود.\nاو افزود: خوب بود."
    assert persons(text) == ["حسن کریمی", "زهرا نوایی", "زهرا نوایی", "حسن کریمی", "حسن کریمی"]


def test_holders_of_the_same_office_elsewhere_are_two() -> None:
    assert persons("استاندار قم گفت: آمدم.\nاستاندار یزد گفت: رفتم.") == ["استاندار قم", "استاندار یزد"]


@pytest.mark.parametrize(
    "text",
    [
        "وی گفت: باران می\u200cبارد.",
        "گفته شد که باران می\u200cبارد.",
        "این سازمان گفت: باران می\u200cبارد.",
        "برخی گفتند: باران می\u200cبارد.",
    ],
)
def test_unknown_is_a_legal_answer(text: str) -> None:
    assert persons(text) == [None]


def test_people_are_listed_once_in_the_order_of_their_first_mention() -> None:
    found = quotes.find("حسن کریمی گفت: آمدم.\nزهرا نوایی گفت: رفتم.\nوی افزود: دور بود.\nکریمی گفت: نزدیک بود.")
    assert [p.name for p in quotes.people(found)] == ["حسن کریمی", "زهرا نوایی"]
    assert people([None]) == ()


@pytest.mark.parametrize(
    ("text", "name", "role", "kind", "mentions"),
    [
        (
            "رئیس اداره راه گفت: هوا سرد است.\nعلی کاوه، رئیس اداره راه و شهرسازی یزد، گفت: برف آمد.",
            *("علی کاوه", "رئیس اداره راه و شهرسازی یزد", "person", "رئیس اداره راه|علی کاوه"),
        ),
        (
            "رئیس اداره راه و شهرسازی یزد گفت: هوا سرد است.\nرئیس اداره راه گفت: برف آمد.",
            *("رئیس اداره راه و شهرسازی یزد", None, "person", "رئیس اداره راه و شهرسازی یزد|رئیس اداره راه"),
        ),
        (
            "یک نماینده گفت: آمدم.\nنماینده یزد در مجلس افزود: رفتم.",
            *("نماینده یزد در مجلس", None, "person", "یک نماینده|نماینده یزد در مجلس"),
        ),
        (
            "علی کاوه، وزیر نیرو، گفت: آمدم.\nاستاد دانشگاه صنعتی اصفهان افزود: رفتم.",
            *("علی کاوه", "وزیر نیرو", "person", "علی کاوه|استاد دانشگاه صنعتی اصفهان"),
        ),
        ("یکی از معلمان یزد گفت: هوا سرد است.", "یکی از معلمان یزد", None, "person", "یکی از معلمان یزد"),
        ("نمایندگان مجلس گفتند: هوا سرد است.", "نمایندگان مجلس", None, "group", "نمایندگان مجلس"),
        ("وزارت نیرو گفت: هوا سرد است.", "وزارت نیرو", None, "body", "وزارت نیرو"),
        (
            "سازمان هواشناسی گفت: هوا سرد است.\nسازمان هواشناسی ایران گفت: برف آمد.\nسازمان هواشناسی گفت: باد آمد.",
            *("سازمان هواشناسی", None, "body", "سازمان هواشناسی|سازمان هواشناسی ایران|سازمان هواشناسی"),
        ),
    ],
)
def test_a_person_is_told_with_role_kind_and_mentions(
    text: str, name: str, role: str | None, kind: str, mentions: str
) -> None:
    (person,) = quotes.people(quotes.find(text))
    assert (person.name, person.role, person.kind) == (name, role, kind)
    assert "|".join(m.text for m in person.mentions) == mentions
    assert all(m.span.of(text) == m.text for m in person.mentions)
