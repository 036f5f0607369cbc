"""The names of provinces and cities, those of 2022 and of 2025: after an agency's name they tell where it is, a person's name does not. A table. Pure."""

from accountability.intake.rules.tokens import phrase_set

PROVINCES = phrase_set(
    [
        "an giang", "bà rịa - vũng tàu", "bạc liêu", "bắc giang", "bắc kạn", "bắc ninh", "bến tre", "bình dương", "bình định", "bình phước", "bình thuận", "cà mau", "cao bằng", "cần thơ", "đà nẵng", "đắk lắk",
        "đắk nông", "điện biên", "đồng nai", "đồng tháp", "gia lai", "hà giang", "hà nam", "hà nội", "hà tĩnh", "hải dương", "hải phòng", "hậu giang", "hòa bình", "hồ chí minh", "tp.hcm", "hcm", "tphcm", "hưng yên",
        "khánh hòa", "kiên giang", "kon tum", "lai châu", "lạng sơn", "lào cai", "lâm đồng", "long an", "nam định", "nghệ an", "ninh bình", "ninh thuận", "phú thọ", "phú yên", "quảng bình", "quảng nam", "quảng ngãi",
        "quảng ninh", "quảng trị", "sóc trăng", "sơn la", "tây ninh", "thái bình", "thái nguyên", "thanh hóa", "thừa thiên huế", "huế", "tiền giang", "trà vinh", "tuyên quang", "vĩnh long", "vĩnh phúc", "yên bái",
        "việt nam", "bắc trung bộ", "miền trung", "khu vực", "bắc", "nam",
    ]
)  # fmt: skip
