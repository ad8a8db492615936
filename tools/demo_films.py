"""Films and sounds of the demonstration: pictures in two takes, a voice, a tune, captions."""

import json
import math
import struct
import subprocess
import tempfile
import textwrap
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kernel.typography import french
from resources.domain import captions
from resources.domain.captions import Cue

RATE = 22_050
TUNE = (523.25, 659.25, 783.99, 1046.5)
NOTE_SECONDS = 0.28
PAUSE_SECONDS = 0.55
TAKE_SECONDS = 0.5  # each picture is shown in two takes, as paper moved by hand
FPS = 4
LINE, LINES = 40, 2  # letters of a caption line, lines of a caption
VOICES = ("fr+f2", "fr+m3", "fr+f4")
SPEAKERS = ("Première voix", "Deuxième voix", "Troisième voix")
# How a voice must read what people write.
SPOKEN = {"3018": "trente dix-huit", "ENT": "E N T", "EduConnect": "édu connecte", "QR": "cu erre"}

type Draw = Callable[[str, int, str], bytes]


def name_of(item: Mapping[str, Any]) -> str:
    return f"{item['slug']}.{'mp3' if item['kind'] == 'podcast' else 'mp4'}"


def make(item: Mapping[str, Any], *, draw: Draw) -> Iterator[tuple[str, bytes]]:
    """Give the film or the sound, its captions, and how long it lasts."""
    with tempfile.TemporaryDirectory(prefix="trousse-film-") as folder:
        place = Path(folder)
        sound, moments = _sound(item, place)
        seconds = moments[-1][1] + PAUSE_SECONDS
        if item["kind"] == "podcast":
            made = _encode(["-i", str(sound), "-b:a", "40k"], place / "made.mp3")
        else:
            made = _film(item, moments, sound, draw)
        yield name_of(item), made
    cues = list(_cues([french(text) for _scene, text in item["lines"]], moments))
    yield f"{item['slug']}.vtt", captions.write(cues).encode()
    yield f"{item['slug']}.json", json.dumps({"seconds": round(seconds)}).encode()


def _sound(item: Mapping[str, Any], place: Path) -> tuple[Path, list[tuple[float, float]]]:
    """Speak each line after the tune; return when each starts and ends, in seconds."""
    samples, moments = _tune(), []
    for number, (_scene, text) in enumerate(item["lines"]):
        start = len(samples) / RATE
        samples += _speak(text, VOICES[_voice(item, number, text)], place)
        moments.append((start, len(samples) / RATE))
        samples += [0] * int(PAUSE_SECONDS * RATE)
    path = place / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path, moments


def _voice(item: Mapping[str, Any], number: int, text: str) -> int:
    """One voice for a film; in a podcast, the people who speak have their own."""
    if item["kind"] != "podcast":
        return len(item["slug"]) % 2
    heard = [line for _scene, line in item["lines"][: number + 1]]
    turns = sum(
        line.startswith(("Première voix", "Deuxième voix", "Troisième voix")) for line in heard
    )
    is_host = number in {0, len(item["lines"]) - 1} or not text
    return 1 if is_host else (turns * 2) % len(VOICES)


def _speak(text: str, voice: str, place: Path) -> list[int]:
    for written, said in SPOKEN.items():
        text = text.replace(written, said)
    path = place / "line.wav"
    command = ["espeak-ng", "-v", voice, "-s", "150", "-g", "2", "-a", "150", "-w", str(path), text]
    subprocess.run(command, check=True, capture_output=True)
    with wave.open(str(path)) as file:
        count = file.getnframes()
        return list(struct.unpack(f"<{count}h", file.readframes(count)))


def _tune() -> list[int]:
    """Four notes that rise, each fading: the paper is being unfolded."""
    samples: list[int] = []
    length = int(NOTE_SECONDS * RATE)
    for note in TUNE:
        samples += [
            int(6000 * math.exp(-5 * step / length) * math.sin(2 * math.pi * note * step / RATE))
            for step in range(length)
        ]
    return samples + [0] * int(0.3 * RATE)


def _film(
    item: Mapping[str, Any], moments: Sequence[tuple[float, float]], sound: Path, draw: Draw
) -> bytes:
    """Show the title during the tune, then each line's picture for as long as it is spoken."""
    place = sound.parent
    starts = [0.0, *(start for start, _end in moments[1:]), moments[-1][1] + PAUSE_SECONDS]
    listing: list[str] = []
    for number, (scene, _text) in enumerate(item["lines"]):
        takes = []
        for take in (0, 1):
            path = place / f"{number}-{take}.png"
            path.write_bytes(draw(scene, take, item["title"] if number == 0 else ""))
            takes.append(path)
        count = max(1, round((starts[number + 1] - starts[number]) / TAKE_SECONDS))
        each = (starts[number + 1] - starts[number]) / count
        for turn in range(count):
            listing += [f"file '{takes[turn % 2]}'", f"duration {each:.4f}"]
    script = place / "pictures.txt"
    script.write_text("\n".join([*listing, listing[-2]]))
    video = ["-f", "concat", "-safe", "0", "-i", str(script), "-i", str(sound), "-r", str(FPS)]
    video += ["-c:v", "libx264", "-preset", "medium", "-crf", "30", "-tune", "stillimage"]
    video += ["-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "40k", "-movflags", "+faststart"]
    return _encode([*video, "-shortest"], place / "made.mp4")


def _encode(words: Sequence[str], path: Path) -> bytes:
    # No date and no version in the file: the same texts give the same bytes.
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"]
    command = ["ffmpeg", "-y", "-loglevel", "error", "-threads", "1", *words, *exact, str(path)]
    subprocess.run(command, check=True)
    return path.read_bytes()


def _cues(texts: Sequence[str], moments: Sequence[tuple[float, float]]) -> Iterator[Cue]:
    yield Cue(0, round(1000 * (len(TUNE) * NOTE_SECONDS)), "[Petite musique]")
    for text, (start, end) in zip(texts, moments, strict=True):
        parts = _parts(text)
        letters, passed = sum(len(part) for part in parts), 0
        for part in parts:
            begin = start + (end - start) * passed / letters
            passed += len(part)
            finish = start + (end - start) * passed / letters
            yield Cue(round(1000 * begin), round(1000 * finish), part)


def _parts(text: str) -> list[str]:
    """Cut a sentence into captions of two lines and about one length, between words."""
    count = -(-len(text) // (LINE * LINES - LINE // 2))
    parts = textwrap.wrap(text, -(-len(text) // count) + LINE // 4, break_on_hyphens=False)
    return ["\n".join(textwrap.wrap(part, LINE + 2, break_on_hyphens=False)) for part in parts]
