"""Signs that a predicate begins behind a body and its tail. Pure."""

from __future__ import annotations

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.nouns import HEADS, LEVEL_WORDS, OPENERS, TITLES
from accountability.intake.rules.tail_words import AT_ONCE, EFFORT, STRONG, WORK
from accountability.intake.rules.tokens import NUMBER, Tokens


def told_later(tokens: Tokens, here: int, limit: int) -> bool:
    """Whether behind a verb of the denied matter the order itself still comes: "chưa bố trí nhân lực trực … khẩn trương phân công"."""
    cue = CUES.match(tokens.keys, here, limit)
    if cue is not None and cue[0] in STRONG:
        return False
    for at in range(here + 1, limit):
        if not tokens.word(at) and tokens.shapes[at] != NUMBER:
            return False
        if is_surely_told(tokens, at, limit):
            return True
    return False


def is_surely_told(tokens: Tokens, here: int, end: int) -> bool:
    """Whether an order begins here even behind a denial: "… chưa gửi báo cáo khẩn trương hoàn thành", not "… chưa làm nghiêm túc"."""
    cue = CUES.match(tokens.keys, here, end)
    if cue is None or cue[0] != Cue.ADVERB:
        return cue is not None and cue[0] in (Cue.DUTY, Cue.COORDINATE)
    following = CUES.match(tokens.keys, cue[1], end)
    return tokens.keys[here] in AT_ONCE and following is not None and following[0] in WORK


def orders(tokens: Tokens, here: int, end: int) -> bool:
    """Whether an adverb of effort stands right before work: "tập trung cấp", "chủ động rà soát"."""
    cue = CUES.match(tokens.keys, here, end)
    if cue is None or cue[0] != Cue.ADVERB or tokens.keys[here] not in EFFORT:
        return False
    following = CUES.match(tokens.keys, cue[1], end)
    return following is not None and following[0] in WORK


def is_closed(tokens: Tokens, here: int, end: int) -> bool:
    """Whether a level or a proper name ends right before this token: "… huyện Đô Lương | hoàn tất"."""
    before = here - 1
    if (
        tokens.capital(before)
        or tokens.shapes[before] == NUMBER
        or tokens.keys[before - 1 : here] == ["địa", "bàn"]
    ):
        return True
    return LEVEL_WORDS.after(tokens.keys, before, end) == here


def has_matter(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "chủ trì" has its matter right behind it, as in "Cơ quan chủ trì đề tài", and no ", phối hợp với"."""
    cue = CUES.match(tokens.keys, at, end)
    return at < end and tokens.word(at) and (cue is None or cue[0] != Cue.COORDINATE)


def is_office(tokens: Tokens, at: int, end: int) -> bool:
    """ "(… phụ trách nội chính) làm Tổ trưởng …, làm đầu mối": what somebody is made begins his duty."""
    return TITLES.after(tokens.keys, at, end) > at or tokens.keys[at : at + 2] in _OFFICES


def begins_body(tokens: Tokens, join: int, end: int) -> bool:
    """Whether the next body of a list begins behind this comma or "và"."""
    at = join + 1
    if tokens.keys[join] == "," and at < end and tokens.keys[at] == "và":
        at += 1
    named = HEADS.after(tokens.keys, at, end) > at or TITLES.after(tokens.keys, at, end) > at
    return at < end and (tokens.capital(at) and named or OPENERS.after(tokens.keys, at, end) > at)


_OFFICES = (["đầu", "mối"], ["chủ", "đầu"], ["thường", "trực"], ["thư", "ký"])
