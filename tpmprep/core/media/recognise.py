"""Tells what a file is by its first bytes, never by its name: the few kinds that are taken, or none.

Signatures as in the standards: PNG (ISO 15948), JPEG (T.81), GIF89a, WebP and WAVE in RIFF, MPEG-1/2 audio
frames (ISO 11172-3, 13818-3), Ogg pages (RFC 3533) with Vorbis or Opus (RFC 7845), ISO media brand M4A.
"""

from __future__ import annotations

from typing import Final

HEAD: Final = 4096
"""So many first bytes are enough."""

_SIGNS: Final = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
_LAYER_3 = 0b01
_M4A_BRANDS: Final = {b"M4A ", b"M4B "}


def recognise(head: bytes) -> str:
    """The ending that the content deserves (``png``, ``mp3`` …); empty for all that is not taken."""
    for sign, ext in _SIGNS.items():
        if head.startswith(sign):
            return ext
    if head.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    if head.startswith(b"OggS"):
        return _ogg(head)
    if head[4:8] == b"ftyp":
        return "m4a" if _is_m4a(head) else ""
    return "mp3" if _is_mp3(head) else ""


def _ogg(head: bytes) -> str:
    """The codec stands at the begin of the first packet, after the page's table of segments."""
    if len(head) < 27:
        return ""
    packet = head[27 + head[26] :]
    if packet.startswith(b"\x01vorbis"):
        return "ogg"
    return "opus" if packet.startswith(b"OpusHead") else ""


def _is_m4a(head: bytes) -> bool:
    box = head[8 : min(int.from_bytes(head[:4]), len(head))]
    brands = {box[at : at + 4] for at in range(0, len(box), 4)}
    return bool(brands & _M4A_BRANDS)


def _is_mp3(head: bytes) -> bool:
    if not head.startswith(b"ID3"):
        return _is_frame(head[:4])
    if len(head) < 10 or any(byte & 0x80 for byte in head[6:10]):
        return False
    tag = 10 + sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return tag + 4 > len(head) or _is_frame(head[tag : tag + 4])


def _is_frame(four: bytes) -> bool:
    """An MPEG audio frame of layer III: sync, a version, a bit rate and a sample rate that exist."""
    if len(four) < 4 or four[0] != 0xFF or four[1] & 0xE0 != 0xE0:
        return False
    version, layer = (four[1] >> 3) & 3, (four[1] >> 1) & 3
    rate, samples = four[2] >> 4, (four[2] >> 2) & 3
    return version != 1 and layer == _LAYER_3 and 0 < rate < 15 and samples != 3
