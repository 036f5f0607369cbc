"""The page that checks a file: is it one of ours, is it signed, by whom and when, was it changed since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accountability.core.saying import say
from accountability.printing.forms import CheckForm
from accountability.printing.known import Known, known_by
from accountability.printing.signing import Looked, Signature, look_into


@dataclass(frozen=True)
class Line:
    """One finding: a sentence with its tone."""

    text: str
    tone: str


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """Look into an uploaded file; nothing of it is kept, neither the bytes nor the name."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    found: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        looked = look_into(data)
        own = hashlib.sha256(data).hexdigest()
        known = known_by((own, *(one for one in looked.hashes if one != own)), request.actor)
        found |= {
            "name": form.cleaned_data["file"].name, "sha256": own, "known": known,
            "lines": _lines(looked, known), "signatures": [(one, _verdict(one)) for one in looked.signatures],
        }  # fmt: skip
    return render(request, "checking/check_file.html", found)


def _lines(looked: Looked, known: Known | None) -> list[Line]:
    origin = (
        Line(say("Tệp do hệ thống này lập: {kind}.", kind=known.kind), "done")
        if known
        else Line(
            say("Không nhận ra tệp: không trùng với tệp nào do hệ thống này lập và còn lưu."), "neutral"
        )
    )
    return [origin, _about(looked)]


def _about(looked: Looked) -> Line:
    if looked.kind == "not_pdf":
        return Line(say("Không phải tệp PDF, nên không kiểm tra được chữ ký số."), "neutral")
    if looked.kind == "encrypted":
        return Line(say("Tệp PDF có mật khẩu bảo vệ: hãy bỏ mật khẩu rồi kiểm tra lại."), "soon")
    if looked.kind == "broken":
        return Line(say("Tệp PDF hỏng hoặc đã bị sửa: không đọc được cấu trúc của tệp."), "overdue")
    if not looked.signatures:
        return Line(say("Tệp PDF không có chữ ký số."), "neutral")
    if all(one.holds and one.changed in {"no", "signed_again"} for one in looked.signatures):
        return Line(say("Có {n} chữ ký số; nội dung còn nguyên vẹn.", n=len(looked.signatures)), "done")
    return Line(say("Có chữ ký số không còn giá trị: nội dung đã bị thay đổi sau khi ký."), "overdue")


def _verdict(one: Signature) -> list[Line]:
    """What one signature says, in sentences."""
    if not one.holds:
        return [Line(say("Nội dung đã ký bị thay đổi hoặc chữ ký không hợp lệ."), "overdue")]
    said = [Line(say("Nội dung đã ký còn nguyên vẹn."), "done")]
    if one.changed == "yes":
        said.append(Line(say("Sau khi ký, tệp đã được sửa hoặc thêm nội dung."), "overdue"))
    elif one.changed == "signed_again":
        said.append(Line(say("Sau chữ ký này chỉ có thêm chữ ký khác."), "neutral"))
    elif one.changed == "unknown":
        said.append(Line(say("Không xác định được tệp có được sửa sau khi ký hay không."), "soon"))
    if one.trusted:
        said.append(Line(say("Chứng thư số do tổ chức được đơn vị tin cậy cấp."), "done"))
    else:
        said.append(
            Line(
                say(
                    "Chưa xác nhận được người ký: tổ chức cấp chứng thư số không có trong danh sách tin cậy."
                ),
                "soon",
            )
        )
    return said
