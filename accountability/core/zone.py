"""The one time zone of the product. Pure: rules may import it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from accountability.core.saying import say

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local(at: datetime) -> datetime:
    """The same instant as told in Asia/Ho_Chi_Minh. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError(say("Thời điểm thiếu múi giờ."))
    return at.astimezone(LOCAL)
