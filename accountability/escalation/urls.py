"""The addresses of explanation, opinion, decision and Báo cáo ngay, and of the policies."""

from django.urls import path

from accountability.assignments.views.acting import addresses
from accountability.escalation.views import ACTS, PARTS, policies

_POLICIES = "quy-tac-don-doc/"
_POLICY = _POLICIES + "<int:pk>/"

urlpatterns = [
    *addresses((*ACTS, *PARTS)),
    path(_POLICIES, policies.policy_list, name="policy-list"),
    path(_POLICIES + "them/", policies.policy_new, name="policy-new"),
    path(_POLICY, policies.policy_detail, name="policy-detail"),
    path(_POLICY + "sua/", policies.policy_edit, name="policy-edit"),
    path(_POLICY + "30-ngay/", policies.policy_preview, name="policy-preview"),
    path(_POLICY + "bo-ban-thao/", policies.policy_discard, name="policy-discard"),
    path(_POLICY + "thoi-ap-dung/", policies.policy_retire, name="policy-retire"),
]
