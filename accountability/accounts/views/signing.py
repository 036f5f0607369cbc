"""Sign-in, sign-out, change of password. Failures of sign-in are counted by django-axes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accountability.accounts import actions
from accountability.accounts.forms import ChangePasswordForm, PhoneForm, SignInForm
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.audit.record import record
from accountability.core import clock
from accountability.core.saying import say
from accountability.desk.demo import shown_at_sign_in

# Of a session: the key of the sign-in that began it.
SESSION_KEY = "signed_in"


class SignIn(LoginView):
    """The first page of all; whoever is signed in already goes on to his desk."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In demo mode the page names the accounts."""
        return super().get_context_data(demo_accounts=shown_at_sign_in() if settings.DEMO else [], **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in and write it down, or neither."""
        now, address = clock.now(), self.request.META.get("REMOTE_ADDR", "")
        with transaction.atomic():
            response = super().form_valid(form)
            user = form.get_user()
            by = actor_for(user, today=now.date(), address=address)
            device = self.request.headers.get("User-Agent", "")
            self.request.session[SESSION_KEY] = actions.note_sign_in(
                user=user, device=device, by=by, at=now
            ).pk
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    if request.user.is_authenticated:
        with transaction.atomic():
            actions.note_sign_out(
                user=request.user,
                signed_in=request.session.get(SESSION_KEY),
                by=request.actor,
                at=clock.now(),
            )
            logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    # Drafts kept on the device (static/dondoc/drafts.js) go with the session, also when no script runs.
    response["Clear-Site-Data"] = '"storage"'
    return response


class ChangePassword(PasswordChangeView):
    """One's own password; sessions elsewhere end, since their seal is made of the old password."""

    template_name = "accounts/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("password-change")

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it and write down that it was changed, never what to."""
        with transaction.atomic():
            response = super().form_valid(form)
            record(
                action="account.password_change", by=self.request.actor, at=clock.now(),
                target_kind="account", target_pk=form.user.pk,
            )  # fmt: skip
            this = self.request.session.get(SESSION_KEY)
            actions.close_sign_ins(user=form.user, signed_in=this, at=clock.now())
        messages.success(
            self.request, say("Đã đổi mật khẩu. Các phiên đăng nhập khác của tài khoản này đã kết thúc.")
        )
        return response


@login_required
@require_http_methods(["GET", "POST"])
def change_phone(request: HttpRequest) -> HttpResponse:
    """One's own number at work, which leaders and the Office tap to call."""
    phone = User.objects.values_list("phone", flat=True).get(pk=request.actor.user_id)
    form = PhoneForm(request.POST or None, initial={"phone": phone})
    if request.method == "POST" and form.is_valid():
        actions.change_phone(
            request.actor.user_id, form.cleaned_data["phone"], by=request.actor, at=clock.now()
        )
        messages.success(request, say("Đã lưu số điện thoại công vụ."))
        return redirect("phone-change")
    return render(request, "accounts/phone_change.html", {"form": form})
