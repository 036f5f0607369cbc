"""What is typed when an assignment leaves the clock, or comes back to it."""

from __future__ import annotations

from accountability.assignments.forms.base import ActForm, ManyFilesField, words
from accountability.assignments.forms.office import YesOrNoForm
from accountability.assignments.forms.office import answer as two_answers
from accountability.core.saying import say


class DropForm(ActForm):
    """Thôi theo dõi: why."""

    reason = words(
        say("Lý do thôi theo dõi"),
        help_text=say(
            "Ví dụ: nhập nhầm, trùng nhiệm vụ, không còn cần thiết. Nhiệm vụ vẫn xem được, không tính "
            "hoàn thành cũng không tính quá hạn; có thể theo dõi lại."
        ),
    )


class BackForm(ActForm):
    """Theo dõi lại, mở lại: why."""

    reason = words(say("Lý do"), help_text=say("Nhiệm vụ trở về trạng thái trước đó, theo thời hạn đã giao."))


class NothingForm(ActForm):
    """Không phát sinh: in one act, with what the agency answers for."""

    reason = words(
        say("Nội dung báo cáo"),
        help_text=say("Ví dụ: trong kỳ không phát sinh hồ sơ, vụ việc nào thuộc nội dung phải báo cáo."),
    )
    files = ManyFilesField(label=say("Văn bản kèm theo (nếu có)"), required=False)  # type: ignore[assignment]


class ExemptionForm(ActForm):
    """Không thuộc đối tượng: proposed with a reason."""

    reason = words(
        say("Lý do không thuộc đối tượng thực hiện"),
        help_text=say(
            "Nêu căn cứ: địa bàn, chức năng, đối tượng. Văn phòng UBND tỉnh trả lời; trong khi chờ, thời "
            "hạn và việc đôn đốc vẫn tiếp tục."
        ),
    )


class ExemptionAnswerForm(YesOrNoForm):
    """The Office agrees or refuses."""

    missing = say("Vui lòng nêu lý do không đồng ý.")
    answer = two_answers(say("Đồng ý: không thuộc đối tượng"), say("Không đồng ý: vẫn phải thực hiện"))
    reason = words(say("Ý kiến (bắt buộc khi không đồng ý)"), required=False)
