"""Which strings of letters are one Vietnamese syllable, and where words that were glued together come apart. Pure.

Directives are copied from scans and web pages: "trườngchủ trì", "trướcngày". A word that no syllable can be is cut
where both halves are syllables and at least one is a word of the grammar; anything else stays whole (names, codes).
"""

import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x")  # fmt: skip
_RIMES = _words("""
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt
    uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ươ iê uan uang uac uach uanh uai uao uap uat uay uăc uăm uăn uăng uăp uăt uâc uâm uâp ue uen uet ueo
    ui uim uin uinh uich uip uit uiu uơi uơn uêt ua uôc uên
    """)  # fmt: skip
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
LONGEST_SYLLABLE = 7
# Words of the grammar: one half of a glued word must be among them.
_GRAMMAR = _words("""
    giao cho chủ trì phối hợp với cùng và các những trước sau ngày tháng năm đến trong hết tại theo của do để về gửi báo cáo
    yêu cầu đề nghị phân công chỉ đạo phải cần có trách nhiệm được từ sở ban ngành bộ cục huyện tỉnh thành phố xã phường
    hoàn thành thực hiện triển khai tham mưu kiểm tra đơn vị liên quan quý kể chậm nhất
    """)  # fmt: skip


def _bare(word: str) -> str:
    """Without tones; the letters ă, â, đ, ê, ô, ơ, ư stay."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a lower-case word can be one syllable of Vietnamese."""
    if not 1 <= len(word) <= LONGEST_SYLLABLE:
        return False
    bare = _bare(word)
    return any(
        (not bare[:cut] or bare[:cut] in _ONSETS) and bare[cut:] in _RIMES
        for cut in range(min(3, len(bare)) + 1)
    )


def _is_two(word: str) -> bool:
    """Whether a word is two syllables, one of them a word of the grammar."""
    return any(
        is_syllable(word[:cut])
        and is_syllable(word[cut:])
        and (word[:cut] in _GRAMMAR or word[cut:] in _GRAMMAR)
        for cut in range(2, len(word) - 1)
    )


def glued_at(word: str, written: str) -> int:
    """Where to cut a glued word (an offset into `word`), or 0: `written` is the same with its capitals.

    Bounded: words longer than three syllables are left alone, a cut is sought once per letter.
    """
    if not 4 <= len(word) <= 3 * LONGEST_SYLLABLE or len(written) != len(word) or written.isupper():
        return 0
    for cut in range(2, len(word) - 1):
        if written[cut].isupper() and written[cut - 1].islower() and is_syllable(word[:cut]):
            return cut
    if is_syllable(word):
        return 0
    best, weight = 0, 0
    for cut in range(2, len(word) - 1):
        left, right = word[:cut], word[cut:]
        if not is_syllable(left) or not (is_syllable(right) or _is_two(right)):
            continue
        worth = (len(left) if left in _GRAMMAR else 0) + (len(right) if right in _GRAMMAR else 0)
        if worth > weight:
            best, weight = cut, worth
    return best
