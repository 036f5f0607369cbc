"""The wording rules as filters for the printed templates; no logic of their own."""

from django import template

from accountability.printing.rules import wording

register = template.Library()

register.filter("short_date", wording.short_date)
register.filter("long_date", wording.long_date)
register.filter("clock_and_date", wording.clock_and_date)
register.filter("clock_time", wording.clock_time)
register.filter("padded", wording.padded)
register.filter("percent", wording.percent_text)
register.filter("as_sentence", wording.sentence)
register.filter("without_stop", wording.without_stop)
register.filter("capitalised", wording.capitalised)
