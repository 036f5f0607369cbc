"""A number as people write it can be dialled."""

from __future__ import annotations

import pytest

from accountability.accounts.forms import PhoneForm
from accountability.desk.reading.calls import tel


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("0238 3844 522", "tel:02383844522"),
        ("(0238) 384.45-22", "tel:02383844522"),
        ("+84 912 345 678", "tel:+84912345678"),
        ("0238 3844 522 máy lẻ 12", "tel:02383844522;ext=12"),
        ("02383844522 ext. 7", "tel:02383844522;ext=7"),
    ],
)
def test_a_number_becomes_an_address_that_dials(phone: str, url: str) -> None:
    assert PhoneForm({"phone": phone}).is_valid()
    assert tel(phone) == url


@pytest.mark.parametrize("phone", ["hỏi văn thư", "123", "0238-", "0" * 31, "javascript:alert(1)"])
def test_what_cannot_be_dialled_is_refused(phone: str) -> None:
    assert not PhoneForm({"phone": phone}).is_valid()


def test_no_number_takes_the_present_one_off() -> None:
    assert PhoneForm({"phone": " "}).is_valid()
