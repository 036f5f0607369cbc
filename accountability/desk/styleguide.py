"""Invented data for the style page, which shows every component to developers; nothing of it is stored."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.paginator import Paginator

from accountability.assignments.rules import Bucket
from accountability.core.charts import Bar, Chart, Line, columns, lines, ranking
from accountability.desk.rules.tree import RollUp

SPRITE = Path(settings.BASE_DIR) / "static/vendor/tabler-icons/icons.svg"
AT = datetime(2022, 11, 16, 8, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

BUCKETS = [
    ("Đang thực hiện, quá hạn", "Quá hạn", 17, "overdue", "▲ 5"),
    ("Sắp đến hạn", "Sắp hạn", 18, "soon", "trong 7 ngày"),
    ("Đang thực hiện, trong hạn", "Trong hạn", 71, "intime", ""),
    ("Hoàn thành đúng hạn", "Xong đúng hạn", 84, "done", "▲ 12"),
    ("Hoàn thành quá hạn", "Xong quá hạn", 12, "donelate", "▲ 2"),
    ("Không có thời hạn", "Không hạn", 12, "none", ""),
]
AGENCIES = [
    ("Sở LĐ,TB&XH", 5, 2, 9, 11, 61),
    ("Sở GD&ĐT", 3, 1, 4, 6, 66),
    ("Sở TN&MT", 2, 3, 7, 10, 74),
    ("Công an tỉnh", 0, 1, 5, 21, 100),
]
DECISIONS = [
    {
        "title": "Tạo lập tài khoản an sinh xã hội cho đối tượng chính sách",
        "dossier_url": "#",
        "days_late": 22,
        "source": "Kế hoạch 78/KH-UBND ngày 28/01/2022",
        "original_due_on": date(2022, 10, 25),
        "lead": "Sở Lao động - Thương binh và Xã hội",
        "coordinating": "NHNN Chi nhánh tỉnh Nghệ An, C06",
        "obstacle": "Chưa có danh sách khớp với Cơ sở dữ liệu quốc gia về dân cư",
        "proposal": "Gia hạn đến 20/12/2022",
        "opinion": "Gia hạn đến 20/12/2022, Công an tỉnh đối sánh trước 30/11",
        "opinion_by": "chuyên viên theo dõi VX",
        "agree_url": "#",
        "agree_label": "Đồng ý gia hạn đến 20/12/2022",
        "opinion_url": "#",
    },
    {
        "title": "Báo cáo kết quả làm sạch dữ liệu dân cư",
        "dossier_url": "#",
        "tone": "soon",
        "late_label": "Đến hạn hôm nay",
        "lead": "Công an tỉnh",
        "opinion_url": "#",
    },
]


ROLLED_UP = {
    Bucket.DONE_ON_TIME: 6,
    Bucket.DONE_LATE: 2,
    Bucket.IN_TIME: 8,
    Bucket.DUE_SOON: 3,
    Bucket.OVERDUE: 2,
}


class SampleForm(forms.Form):
    """One field of each kind of widget."""

    content = forms.CharField(
        label="Nội dung báo cáo", widget=forms.Textarea, help_text="Nêu việc đã làm, sản phẩm, số liệu."
    )
    number = forms.CharField(label="Số, ký hiệu văn bản kết quả", help_text="Ví dụ: 78/KH-UBND")
    issued_on = forms.DateField(
        label="Ngày văn bản", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(
        label="Hình thức", choices=[("", "Chọn hình thức"), ("a", "Bút phê"), ("b", "Tại cuộc họp")]
    )
    urgency = forms.ChoiceField(
        label="Mức độ khẩn",
        widget=forms.RadioSelect,
        choices=[("a", "Thường"), ("b", "Khẩn"), ("c", "Hỏa tốc")],
    )
    agencies = forms.MultipleChoiceField(
        label="Cơ quan phối hợp",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Công an tỉnh"), ("b", "Sở TN&MT"), ("c", "NHNN Chi nhánh tỉnh Nghệ An")],
    )
    agreed = forms.BooleanField(label="Tôi chịu trách nhiệm về số liệu báo cáo")
    evidence = forms.FileField(
        label="Tệp minh chứng", required=False, help_text="PDF, Word, Excel hoặc ảnh, tối đa 20 MB."
    )


def _drawings() -> list[Chart]:
    """One of each kind."""
    weeks = ["07/11", "14/11", "21/11", "28/11", "05/12"]
    bands = [
        Bar(label, value)
        for label, value in (("1–30", 17), ("31–60", 6), ("61–90", 2), ("91–120", 0), ("> 120", 1))
    ]
    rates = [
        Bar(name, value, f"{value} %")
        for name, value in (("Sở LĐ,TB&XH", 61), ("Sở GD&ĐT", 66), ("Sở Y tế", 92))
    ]
    left = [
        Line("Còn phải làm", (48, 44, 41, None, None)),
        Line("Còn lại nếu đúng thời hạn", (48, 40, 32, 12, 0), "none", dashed=True),
    ]
    return [
        columns(bands, key="mau-cot", title="Số việc quá hạn theo số ngày", description="26 việc.", head=("Số ngày", "Số việc")),
        lines(weeks, left, key="mau-duong", title="Số việc còn phải làm", description="Còn 41 việc.", head="Đến ngày", now=2),
        ranking(rates, key="mau-hang", title="Tỷ lệ đúng hạn", description="Ba đơn vị.", head=("Đơn vị", "Tỷ lệ")),
    ]  # fmt: skip


def sample_context() -> dict[str, Any]:
    """Return what templates/styleguide.html shows: a wrongly filled form and one of each component's values."""
    bucket_keys = ("label", "short", "count", "tone", "note")
    agency_keys = ("name", "overdue", "soon", "intime", "done", "rate")
    return {
        "at": AT,
        "due": date(2022, 12, 20),
        "original": date(2022, 10, 25),
        "form": SampleForm({"number": "78/KH"}),
        "buckets": [{**dict(zip(bucket_keys, row, strict=True)), "url": "#"} for row in BUCKETS],
        "agencies": [dict(zip(agency_keys, row, strict=True)) for row in AGENCIES],
        "decisions": DECISIONS,
        "crumbs": [{"title": "Nhiệm vụ", "url": "#"}, {"title": "Kế hoạch 78/KH-UBND", "url": "#"}],
        "recipients": ["Phó Chủ tịch phụ trách (thư, 08:00)", "Giám đốc Sở LĐ,TB&XH (thư, 08:00)"],
        "facts": [
            {"label": "Cơ quan chủ trì", "value": "Sở LĐ,TB&XH", "url": "#"},
            {"label": "Thời hạn ban đầu", "value": "25/10/2022"},
            {"label": "Sản phẩm", "value": "Kế hoạch và danh sách tài khoản"},
        ],
        "page_obj": Paginator(range(214), 50).page(2),
        "roll_up": RollUp(Counter(ROLLED_UP), done=8),
        "charts": _drawings(),
        "icons": re.findall(r'symbol id="([\w-]+)"', SPRITE.read_text()),
    }
