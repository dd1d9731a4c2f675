"""Small files of every kind that is taken, and of some that are not, made by hand."""

from __future__ import annotations

import struct
import zlib

_DOT = b"\x00" * 8


def png(width: int = 1, height: int = 1, shade: int = 200) -> bytes:
    """A grey picture of this size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = (b"\x00" + bytes([shade]) * width) * height
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def wav(ms: int = 500, rate: int = 8000) -> bytes:
    """Silence of this length, 16 bit mono."""
    data = b"\x00\x00" * (rate * ms // 1000)
    form = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    body = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def ogg(packet: bytes) -> bytes:
    """The first page of an Ogg file with this packet."""
    return b"OggS" + bytes(22) + bytes([1, len(packet)]) + packet


TAKEN: dict[str, bytes] = {
    "png": png(),
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + _DOT,
    "gif": b"GIF89a" + _DOT,
    "webp": b"RIFF\x10\x00\x00\x00WEBPVP8 " + _DOT,
    "wav": wav(),
    "mp3": b"\xff\xfb\x90\x00" + _DOT,
    "ogg": ogg(b"\x01vorbis" + _DOT),
    "opus": ogg(b"OpusHead" + _DOT),
    "m4a": b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42" + _DOT,
}
TAGGED_MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x02ab\xff\xfb\x90\x00" + _DOT
REFUSED: dict[str, bytes] = {
    "nothing": b"",
    "words": b"just words",
    "vector picture": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///x'/></svg>",
    "page": b"<html><img src=x></html>",
    "program": b"\x7fELF" + _DOT,
    "bitmap": b"BM" + _DOT,
    "film in ogg": ogg(b"\x80theora" + _DOT),
    "film": b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42" + _DOT,
    "film in riff": b"RIFF\x10\x00\x00\x00AVI LIST" + _DOT,
    "tag without a sound": b"ID3\x04\x00\x00\x00\x00\x00\x02ab<html>" + _DOT,
    "layer two": b"\xff\xfd\x90\x00" + _DOT,
    "half a page": b"OggS\x00",
}
