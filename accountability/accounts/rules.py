"""How a browser's own long name reads to a person. Pure; a guess for one's own eyes, nothing is decided by it."""

from __future__ import annotations

from accountability.core.saying import say

# The first that is found names it: Edge and Cốc Cốc call themselves Chrome, Chrome calls itself Safari.
_BROWSERS = (
    ("Edg", "Edge"), ("coc_coc_browser", say("Cốc Cốc")), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("HeadlessChrome", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
_MACHINES = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", say("điện thoại Android")), ("Windows", say("máy tính Windows")),
    ("Macintosh", say("máy tính Mac")), ("Linux", say("máy tính Linux")),
)  # fmt: skip
_LONGEST = 60


def device_words(agent: str) -> str:
    """As "Chrome trên điện thoại Android"; a name that is not known stands for itself, cut short."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    machine = next((name for mark, name in _MACHINES if mark in agent), "")
    if browser and machine:
        return say("{browser} trên {machine}", browser=browser, machine=machine)
    return browser or machine or agent[:_LONGEST] or say("không rõ thiết bị")
