"""What is said of a medium in a course's folder: read as it was written, whatever it is."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as some

from akademia.education.formats.media import MediumSource, read_media, words_files

SIGNS = some.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\0")
WORDS = some.text(SIGNS, max_size=60) | some.sampled_from(["~", "yes", "a\r\nb", " x ", "---", "0x1f", "\x85a", "k: v"])
SAID = WORDS.filter(lambda words: words.replace("\r", "\n").strip())


@settings(max_examples=150, deadline=None)
@given(SAID, WORDS, WORDS, WORDS, SAID)
def test_whatever_is_said_of_a_medium_is_read_as_it_was_written(title, caption, author, licence, transcript):
    source = MediumSource("a", "mp3", title, "", False, caption, author, licence, transcript)
    texts = words_files(source)

    with TemporaryDirectory() as name:
        (Path(name) / "media").mkdir()
        (Path(name) / "media/a.mp3").write_bytes(b"x")
        for file, text in texts.items():
            (Path(name) / file).write_bytes(text.encode())
        (again,) = read_media(Path(name))

    assert words_files(again) == texts
