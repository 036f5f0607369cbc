"""The addresses of the house, as the resolver knows them, and by which method each is asked."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

# Doing, not reading: asked by POST with nothing in it; all else is asked by GET.
BY_POST = {
    "sign-out", "set-language", "demo-clock", "notice-read-all", "mail-retry", "mail-retry-all",
    "channel-resume", "assignment-drop", "directive-review", "directive-effect-drop", "addendum-review", "addendum-approve", "addendum-drop",
    "directive-approve", "directive-sign", "assignment-acknowledge", "decision-agree", "policy-discard", "policy-retire",
    "obstacle-powers", "intake-confirm-sure", "intake-merge", "intake-merge-above", "intake-confirm", "intake-drop", "intake-restore",
    "receipt-confirm", "reading-confirm", "reading-withdraw", "awareness-remind",
    "central-detach", "part-end",
    "list-end", "source-unlink",
    "urging-preview", "urging-send", "urging-stop", "meeting-withdraw",
    "annex-commit", "annex-undo", "annex-discard", "annex-work-cancel",
    "search-save", "search-delete", "search-restore", "export-new", "export-cancel", "report-job-cancel",
    "ranking-recount", "ranking-freeze",
    "document-submit", "document-sign", "document-issue", "document-drop", "wording-ours",
    "kind-end",
    "end-sessions", "first-steps-skip", "first-steps-again",
}  # fmt: skip


def patterns(resolver: URLResolver | None = None) -> dict[str, URLPattern]:
    """Name → pattern."""
    found: dict[str, URLPattern] = {}
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found |= patterns(one)
        else:
            found[one.name or str(one.pattern)] = one
    return found


def names() -> list[str]:
    """The names of all of them."""
    return list(patterns())


def takes_key(name: str) -> bool:
    """Whether the address takes the key of a row."""
    return "<int:" in str(patterns()[name].pattern)


def name_of(line: str) -> str:
    """The name of the address of a line of the table: "assignment-detail · bản thảo" is one of its lines."""
    return line.split(" · ")[0]
