"""One spelling of Vietnamese for comparing: composed letters, one placement of tones. Pure.

The target is the spelling of official texts: hòa, Ủy, thủy, khỏe (not hoà, Uỷ, thuỷ, khoẻ).
"""

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_SPACES = re.compile(r"\s+")

_PLAIN = "aeyAEY"
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TONED = {unicodedata.normalize("NFC", letter + tone): (letter, tone) for letter in _PLAIN for tone in _TONES}
# oa, oe, uy ending a syllable: the tone may stand on either vowel. After q, u is none (quý).
_LATE_TONE = re.compile(
    "(?<![qQ])(?:([oO])([" + "".join(c for c, (p, _) in _TONED.items() if p in "aeAE") + "])"
    "|([uU])([" + "".join(c for c, (p, _) in _TONED.items() if p in "yY") + r"]))(?![^\W\d_])"
)
_TONED_U = {unicodedata.normalize("NFC", u + tone): (u, tone) for u in "uU" for tone in _TONES}
_TONE_AFTER_Q = re.compile("(?<=[qQ])([" + "".join(_TONED_U) + "])([aeyAEY])")


def _tone_on_first(match: re.Match[str]) -> str:
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    letter, tone = _TONED[second]
    return unicodedata.normalize("NFC", first + tone) + letter


def _tone_off_q(match: re.Match[str]) -> str:
    u, tone = _TONED_U[match[1]]
    return u + unicodedata.normalize("NFC", match[2] + tone)


def normal(text: str) -> str:
    """NFC, no invisible characters, tones as in hòa, Ủy, thủy; quý, never qúy. Idempotent."""
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return _LATE_TONE.sub(_tone_on_first, _TONE_AFTER_Q.sub(_tone_off_q, composed))


def one_line(text: str) -> str:
    """`normal` with every run of white space as one space, ends trimmed."""
    return _SPACES.sub(" ", normal(text)).strip()
