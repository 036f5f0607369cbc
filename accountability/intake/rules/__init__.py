"""The words of a directive, read as proposals of assignments. Pure: the agencies, the day and the calendar are arguments."""

from accountability.intake.rules.candidates import Candidate, Named, Span
from accountability.intake.rules.dictionary import AgencyDictionary, AgencyEntry
from accountability.intake.rules.extraction import extract
from accountability.intake.rules.targets import TargetFound

__all__ = ["AgencyDictionary", "AgencyEntry", "Candidate", "Named", "Span", "TargetFound", "extract"]
