"""The words of time: what introduces it, units, occasions, words that name no date. Tables. Pure."""

from __future__ import annotations

from enum import Enum

from accountability.intake.rules.tokens import PhraseTable, phrase_set, words_of


class Form(Enum):
    """What kind of time is named."""

    DATE = "date"  # 15/12, 15/12/2022, ngày 15 tháng 12
    DAY_OF = "day of"  # ngày 06 của tháng cuối quý, ngày 20 hằng tháng
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # 6 tháng đầu năm
    YEAR = "year"
    COUNT = "count"  # 30 ngày làm việc
    OCCASION = "occasion"  # Tết, dịp lễ
    VAGUE = "vague"  # ngay, trong thời gian tới


class Intro(Enum):
    """What the words before make of it."""

    BY = "by"  # trước, đến, chậm nhất
    IN = "in"  # trong, vào
    FROM = "from"  # từ, kể từ
    AFTER = "after"  # sau
    NONE = "none"


INTROS: PhraseTable[Intro] = PhraseTable(
    {
        **dict.fromkeys(
            [
                "trước", "đến", "tới", "đến hết", "hết", "chậm nhất", "chậm nhất là", "chậm nhất sau", "không quá sau", "chậm nhất vào", "chậm nhất trước", "chậm nhất đến", "chậm nhất đến hết",
                "chậm nhất là trước", "chậm nhất trong", "muộn nhất", "muộn nhất là", "muộn nhất vào", "không muộn hơn", "không chậm quá", "không quá", "không để quá",
                "xong trước", "trước thời điểm", "đến trước", "đến thời điểm", "cho đến hết", "cho đến", "tối đa", "hạn cuối", "hạn chót", "hạn cuối là", "hạn chót là", "hạn đến", "thời hạn đến", "thời hạn là",
                "đến cuối", "trước cuối", "trước khi hết", "đến ngày cuối", "xong trong", "muộn nhất trước", "muộn nhất đến", "chậm nhất vào lúc", "trước lúc",
            ],
            Intro.BY,
        ),
        **dict.fromkeys(
            [
                "trong", "vào", "ngay trong", "trong vòng", "trong thời hạn", "trong thời gian", "trong khoảng", "nội trong", "cuối", "vào cuối", "trong cuối", "đầu", "vào đầu",
                "trong dịp", "vào dịp", "nhân dịp", "dịp", "trong nửa đầu", "trong nửa cuối", "giữa", "trong và sau dịp", "vào lúc", "trong thời gian tối đa", "trong thời hạn tối đa", "trong thời hạn chậm nhất",
            ],
            Intro.IN,
        ),
        **dict.fromkeys(
            ["từ", "kể từ", "bắt đầu từ", "tính từ", "từ nay", "có hiệu lực từ", "có hiệu lực thi hành từ", "có hiệu lực kể từ", "có hiệu lực thi hành kể từ"], Intro.FROM
        ),
        **dict.fromkeys(["sau", "ngay sau", "từ sau", "qua"], Intro.AFTER),
    }
)  # fmt: skip


VAGUE = phrase_set(
    [
        "trong thời gian tới", "trong thời gian sớm nhất", "thời gian sớm nhất", "trong thời gian sắp tới", "trong thời gian ngắn nhất", "sớm nhất có thể", "trong những ngày tới", "trong ít ngày tới",
        "trong tuần tới", "trong tháng tới", "trong quý tới", "ngay lập tức", "trong giai đoạn tới", "ngay trong thời gian tới", "trong thời gian gần nhất", "trước mắt", "trong tuần", "ngay trong tuần này", "trong tuần này", "ngay hôm nay",
    ]
)  # fmt: skip


UNITS = phrase_set(
    [
        "ngày làm việc",
        "ngày đêm",
        "ngày",
        "tuần",
        "tuần lễ",
        "tháng",
        "giờ",
        "giờ làm việc",
        "giờ đồng hồ",
        "h",
    ]
)


OCCASIONS = phrase_set(
    [
        "tết nguyên đán", "tết", "tết dương lịch", "tết âm lịch", "tết cổ truyền", "tết trung thu", "lễ", "ngày lễ", "quốc khánh", "kỷ niệm",
        "lễ 30/4", "lễ quốc khánh", "mùa mưa bão", "mùa mưa lũ", "năm học mới", "khai giảng", "kỳ nghỉ lễ", "nghỉ lễ", "nghỉ tết",
    ]
)  # fmt: skip


WEEKDAYS = phrase_set(
    [f"{day}{week}" for day in ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật") for week in ("", " hằng tuần", " hàng tuần", " tuần này", " tuần tới", " tuần sau")]
)  # fmt: skip


NUMBER_WORDS = words_of("một hai ba bốn năm sáu bảy tám chín mười")


ROMAN = words_of("i ii iii iv")


AT_ONCE_STOPS = words_of("""
    từ khi tại trong cả ở trên sau trước đầu đến với vào thẳng ngắn
    """)  # fmt: skip
