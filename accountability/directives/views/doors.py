"""How these screens open a directive: its own door, with what the assignments let through."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments.actions import Refused as AssignmentRefused
from accountability.core.saying import say
from accountability.directives.access import access_directive
from accountability.directives.actions import Refused as DirectiveRefused
from accountability.directives.models import Directive
from accountability.files.rules import FileRefused

REFUSALS = (DirectiveRefused, AssignmentRefused, FileRefused)
NOTHING_KEPT = say(
    "Nội dung vừa gửi có dấu chỉ mức độ mật. Hệ thống không nhận và không lưu gì; những gì vừa "
    "nhập đã được bỏ. Văn bản mật được xử lý theo quy định về bảo vệ bí mật nhà nước, ngoài hệ "
    "thống này."
)


def through(actor: Actor) -> Q:
    """The condition "the actor may see an assignment of it, one that it orders as well, or one it changed"."""
    return assignments_access.directives_through(actor)


def open_directive(request: HttpRequest, pk: int, permission: Permission) -> Directive:
    """The directive, for somebody who may do this to it; Http404 before PermissionDenied."""
    return access_directive(request.actor, pk, permission, through)
