from datetime import date
import pytest
from django.urls import reverse
from accountability.assignments.actions import LeaderWord, raise_obstacle, update_progress, Refused
from accountability.assignments.actions.drafting import TargetSpec
from decimal import Decimal
from accountability.escalation.sweep import sweep
from accountability.escalation.actions import ExplanationSpec, give_opinion
from tests.cast import actor, PASSWORD
from tests.integration.accountability.assignments.conftest import *
from workflows import acts
pytestmark=[pytest.mark.django_db(transaction=True)]

def login(page, client, user, base):
    client.force_login(user)
    page.context.add_cookies([{"name":"sessionid","value":client.cookies["sessionid"].value,"url":base}])

def test_shots(give, cast, province, client, open_page, live_site, settings):
    w=give(milestones=[("Phê duyệt phương án", date(2022,11,30)),("Hoàn thành",None)], targets=[TargetSpec("Tỷ lệ người hưởng có tài khoản",Decimal(50))], is_assumed=True)
    give("Báo cáo kết quả thí điểm tại thành phố Vinh và huyện Diễn Châu", duration="working_days", due_on=None, days=5, deadline_words="trong 5 ngày làm việc")
    give("Tuyên truyền, vận động người dân", duration="ongoing", due_on=None, deadline_words="thường xuyên")
    acts.acknowledge(w.pk, by=actor(cast["labour_focal"]), at=NOW)
    update_progress(w.pk, text="Đã rà soát 12.000 người hưởng; 3.400 người có tài khoản.", by=actor(cast["labour_officer"]), at=NOW)
    raise_obstacle(w.pk, text="Dữ liệu CCCD của 1.200 người chưa khớp.", proposal="Đề nghị Công an tỉnh đối soát trước 20/11.", addressed_to=province.position("phochutich"), by=actor(cast["labour_officer"]), at=NOW)
    acts.request_extension(w.pk, reason="Ngân hàng cần thêm thời gian mở tài khoản", new_due_on=date(2022,12,31), by=actor(cast["labour_head"]), at=NOW)
    acts.demand_explanation(w.pk, word=LeaderWord(leader=province.position("chutich"), decided_on=NOW.date(), text="Giải trình việc chậm rà soát"), by=actor(cast["chair"]), at=NOW)
    give_opinion(w.pk, act="call_in", text="Mời Giám đốc Sở làm việc với Phó Chủ tịch.", by=actor(cast["specialist"]), at=NOW)
    sweep(at=NOW.replace(month=12, day=29))
    from accountability.calendars.models import DemoClock
    DemoClock.objects.update_or_create(pk=1, defaults={"now_at": NOW.replace(month=12, day=29)})
    for label, vp in (("d",{"width":1280,"height":900}),("p",{"width":390,"height":844})):
        page=open_page(viewport=vp)
        for who, paths in {"specialist":{"list":reverse("assignment-list"),"detail":reverse("assignment-detail",args=[w.pk]),"opinion":reverse("assignment-opinion",args=[w.pk]),"decide":reverse("assignment-decide",args=[w.pk])},
             "labour_head":{"hdetail":reverse("assignment-detail",args=[w.pk]),"progress":reverse("assignment-progress",args=[w.pk]),"explain":reverse("explanation-write",args=[w.explanations.get().pk])}}.items():
            login(page, client, cast[who], live_site)
            for name, path in paths.items():
                page.goto(path); page.wait_for_load_state("networkidle")
                if name=="hdetail": page.locator("details").evaluate_all("els=>els.forEach(e=>{if(!e.classList.contains('menu'))e.open=true})")
                page.evaluate("document.querySelectorAll('img').forEach(i=>i.loading='eager')"); page.wait_for_timeout(300)
                page.screenshot(path=f"/tmp/shots/{label}-{name}.png", full_page=True)
                wide=page.evaluate("document.documentElement.scrollWidth")
                print(label,name,wide)
