"""Runs of templates: whole sentences, no markup of the page, nothing that is not read."""

from __future__ import annotations

import pytest

from accountability.core.languages.loading import translated
from accountability.core.languages.runs import runs


def _texts(source: str) -> list[str]:
    return [run.text for run in runs(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Xin chào</p><p>Tạm biệt</p>", ["Xin chào", "Tạm biệt"]),
        ("<p>Còn {{ n }} ngày</p>", ["Còn {{ n }} ngày"]),
        ("<p>{{ n }} ngày</p>", ["{{ n }} ngày"]),
        ("<p>{{ name }}</p>", []),
        ("<p>\n  Dài\n  hai dòng\n</p>", ["Dài hai dòng"]),
        # Emphasis, links and conditions stand inside their sentence …
        ("<p><b>Đã thu hồi.</b> Không dùng nữa.</p>", ["<b>Đã thu hồi.</b> Không dùng nữa."]),
        ("<p>Có {% if n %}{{ n }} việc{% endif %} chờ</p>", ["Có {% if n %}{{ n }} việc{% endif %} chờ"]),
        # … and are runs of their own where nothing else is said beside them.
        ("<p>{% if a %}Xong{% else %}Chưa{% endif %}</p>", ["Xong", "Chưa"]),
        ("<p><b>Đậm</b></p>", ["Đậm"]),
        # What is opened here and closed elsewhere ends a sentence.
        ("<a href='/'><div>Một</div> hai</a>", ["Một", "hai"]),
        ("{% if a %}Một<p>hai</p>{% endif %}", ["Một", "hai"]),
        # Attributes that are read, and no others.
        ('<input class="nút" placeholder="Tìm kiếm" value="giá trị">', ["Tìm kiếm"]),
        ('<button data-confirm="Xóa {{ x }} này?" data-hx-trigger="input changed delay">Xóa</button>', ["Xóa {{ x }} này?", "Xóa"]),
        ('<html lang="vi"><b lang="vi">Tên</b>', ["vi", "Tên"]),
        # Arguments of tags and filters that are words.
        ('{% include "a/b.html" with title="Nhiệm vụ" only %}', ["Nhiệm vụ"]),
        ("""<p title="{{ x|default:'không rõ' }}">{{ y|default:"chưa có" }}</p>""", ["không rõ", "chưa có"]),
        ('{% if state == "withdrawn" %}x{% endif %}{% url "Nhà" %}', ["x"]),
        # Nothing of notes, scripts and styles.
        ("{# Ghi chú #}<!-- Ghi chú --><script>let a = 'chữ'</script><style>a{}</style>", []),
        ("<p>&nbsp;·&nbsp;</p>", []),
        ('{% block data %} data-draft="{{ path }}"{% endblock %}', []),
    ],
)  # fmt: skip
def test_what_is_read_in_a_template(source: str, found: list[str]) -> None:
    assert _texts(source) == found


def test_a_twin_differs_in_its_runs_only() -> None:
    source = '<p class="lời">Còn\n  {{ n }} ngày</p>{% include "x.html" with title="Nhiệm vụ" %}'
    book = {"Còn {{ n }} ngày": "{{ n }} day{{ n|pluralize }} left", "Nhiệm vụ": "Assignments"}
    assert translated(source, book) == (
        '<p class="lời">{{ n }} day{{ n|pluralize }} left</p>{% include "x.html" with title="Assignments" %}'
    )


def test_what_the_book_does_not_have_stays_as_it_is() -> None:
    source = "<p>Còn  {{ n }}\nngày</p>"
    assert translated(source, {}) == source
