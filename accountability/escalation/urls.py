"""The addresses of explanation, opinion, decision and Báo cáo ngay."""

from accountability.assignments.views.acting import addresses
from accountability.escalation.views import ACTS, PARTS

urlpatterns = addresses((*ACTS, *PARTS))
