"""Styles onto the elements of a mail, since many mail readers drop style sheets.

`css_inline` reads a whole page for that. Our style sheet for mails speaks of elements and single
classes only, so each kind of opening tag has one style, which is asked once and kept.
"""

from __future__ import annotations

import re
from functools import cache

from css_inline import CSSInliner
from django.template.loader import render_to_string

_TAG = re.compile(r'<(body|div|p|table|td|a|ul|li|span|strong)( class="[a-z]+")?(?=[ >])')
_STYLE = re.compile(r'style="[^"]*"')


def styled(html: str) -> str:
    """The page with `style` on each element that the style sheet speaks of; what users wrote is escaped."""
    return _TAG.sub(lambda found: _opening(found[1], found[2] or ""), html)


@cache
def _opening(tag: str, class_attribute: str) -> str:
    bare = f"<{tag}{class_attribute}"
    style = _STYLE.search(_inlined(tag, class_attribute))
    return f"{bare} {style[0]}" if style else bare


def _inlined(tag: str, class_attribute: str) -> str:
    """The element, where HTML lets it stand, as css_inline returns it; only its own opening tag."""
    if tag == "body":
        page = _inliner().inline(f"<html><body{class_attribute}>x</body></html>")
    elif tag == "td":
        page = _inliner().inline(f"<table><tr><td{class_attribute}>x</td></tr></table>")
    else:
        page = _inliner().inline(f"<div><{tag}{class_attribute}>x</{tag}></div>")
    opening = [
        found for found in re.findall(rf"<{tag}\b[^>]*>", page) if not class_attribute or "class" in found
    ]
    return opening[-1] if opening else ""


@cache
def _inliner() -> CSSInliner:
    css = render_to_string("notices/mail/mail.css")
    return CSSInliner(extra_css=css, load_remote_stylesheets=False)
