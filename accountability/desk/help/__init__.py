"""Help for each role: what stands there in the morning, the acts step by step, what follows when one is late, whom to ask."""

from accountability.desk.help.agencies import AGENCY_PAGES
from accountability.desk.help.office import OFFICE_PAGES
from accountability.desk.help.pages import HelpAct, HelpPage, Picture, Step

PAGES: tuple[HelpPage, ...] = (*OFFICE_PAGES, *AGENCY_PAGES)
BY_SLUG = {page.slug: page for page in PAGES}

__all__ = ["BY_SLUG", "PAGES", "HelpAct", "HelpPage", "Picture", "Step"]
