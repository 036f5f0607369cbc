"""What a page of help is made of."""

from __future__ import annotations

from dataclasses import dataclass

from accountability.core.saying import say


@dataclass(frozen=True)
class Picture:
    """A picture of `static/help/`, taken from the demo by one command (tests/functional/help_pictures.py)."""

    name: str
    alt: str
    wide: int
    high: int

    @property
    def path(self) -> str:
        """Where it lies under static/."""
        return f"help/{self.name}.webp"


@dataclass(frozen=True)
class HelpAct:
    """One thing that the role does: its steps. `names` are the addresses of forms that lead here by their "?"."""

    key: str
    title: str
    steps: tuple[str, ...]
    picture: Picture | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One of the first steps on the card: what to look at, and the address name of it."""

    key: str
    words: str
    address: str


@dataclass(frozen=True)
class HelpPage:
    """The help of one role, and its first steps."""

    slug: str
    title: str
    who: str
    morning: tuple[str, ...]
    acts: tuple[HelpAct, ...]
    late: tuple[str, ...]
    ask: str
    first: tuple[Step, ...]
    picture: Picture | None = None

    def act_of(self, address_name: str) -> HelpAct | None:
        """The act that explains the form of that address."""
        return next((act for act in self.acts if address_name in act.names), None)


COMMAND = Picture(
    "dieu-hanh", say("Trang Điều hành: việc chờ ý kiến chỉ đạo ở trên cùng, mỗi việc có nút bấm"), 1100, 760
)
OFFICE = Picture(
    "van-phong", say("Trang Văn phòng: các ô đếm việc đang chờ và danh sách từng loại"), 1100, 760
)
REGISTER = Picture(
    "dang-ky", say("Trang Đăng ký văn bản: loại, ngày, số ký hiệu, trích yếu, người ký, tệp"), 1100, 760
)
OPINION = Picture("y-kien-van-phong", say("Biểu mẫu nêu ý kiến của Văn phòng về một nhiệm vụ"), 1100, 760)
AGENCY = Picture(
    "don-vi", say("Trang Đơn vị trên điện thoại: việc nặng nhất ở trên, mỗi việc một nút"), 390, 780
)
PROGRESS = Picture(
    "cap-nhat", say("Biểu mẫu Cập nhật kết quả trên điện thoại: lời báo cáo, mốc, nút chụp ảnh"), 390, 780
)
DOSSIER = Picture(
    "ho-so", say("Trang một nhiệm vụ trên điện thoại: trạng thái, thời hạn và các nút"), 390, 780
)
COMPLETION = Picture(
    "hoan-thanh", say("Biểu mẫu Báo cáo hoàn thành: số, ký hiệu, ngày văn bản kết quả"), 390, 780
)
EXTENSION = Picture("gia-han", say("Biểu mẫu Đề nghị gia hạn: ngày đề nghị, lý do, ai quyết định"), 390, 780)
STANDING = Picture(
    "thuong-truc", say("Trang Đơn vị của cơ quan thường trực: số liệu toàn chương trình"), 1100, 760
)
LISTED = Picture("nhiem-vu", say("Danh sách nhiệm vụ theo thời hạn, có ô lọc"), 390, 780)
