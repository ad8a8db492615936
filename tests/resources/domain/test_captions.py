"""WebVTT captions: what is read is what was written; what is wrong is told with its line."""

import pytest
from hypothesis import given, strategies as st

from resources.domain import captions
from resources.domain.captions import Cue, InvalidCaptions

GOOD = """WEBVTT - essai
Kind: captions

NOTE de la monteuse
sur deux lignes

STYLE
::cue { color: red }

1
00:01.000 --> 00:00:04.000 align:start
Bonjour
à tous.

01:00:00.000 --> 01:00:02.500
<b>Fin</b>
"""


def test_a_file_of_usual_software_is_read():
    cues = captions.parse(GOOD)

    assert cues[0] == Cue(1000, 4000, "Bonjour\nà tous.", "1")
    assert cues[1] == Cue(3_600_000, 3_602_500, "<b>Fin</b>", "")


def test_byte_order_marks_and_other_line_ends_do_not_matter():
    data = ("\ufeff" + GOOD).replace("\n", "\r\n").encode()

    assert captions.read(data) == captions.parse(GOOD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nSous-titre SRT\n", "Line 1"),
        ("WEBVTT\n\nBonjour\n", "Line 4"),
        ("WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nVirgules\n", "Line 4"),
        ("WEBVTT\n\n00:00:05.000 --> 00:00:02.000\nÀ l’envers\n", "Line 3"),
        ("WEBVTT\n\n00:00:05.000 --> 00:00:06.000\n", "Line 3"),
        ("WEBVTT\n\n00:00:05.000 -->\nSans fin\n", "Line 3"),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "Line 6"),
        ("WEBVTT\n", "no caption"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text, words):
    with pytest.raises(InvalidCaptions, match=words):
        captions.parse(text)


def test_letters_that_cannot_be_read_are_told_with_their_line():
    data = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nÀ l’école\n".encode("cp1252")

    with pytest.raises(InvalidCaptions, match="Line 4"):
        captions.read(data)


moments = st.integers(min_value=0, max_value=10**8)
words = st.sampled_from(["Bonjour", "à tous.", "l’école", "12:30", "<i>oui</i>"])


@given(
    st.lists(
        st.tuples(moments, st.integers(min_value=1, max_value=10**5), words),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_is_read_again(rows):
    cues = tuple(Cue(start, start + length, text) for start, length, text in sorted(rows))

    assert captions.parse(captions.write(cues)) == cues


def test_words_change_and_moments_stay():
    cues = captions.parse(GOOD)

    translated = captions.with_texts(cues, ["مرحبا", " "])

    assert [cue.text for cue in translated] == ["مرحبا", "<b>Fin</b>"]
    assert [(cue.start, cue.end) for cue in translated] == [(cue.start, cue.end) for cue in cues]
