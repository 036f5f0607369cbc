"""Fields of work after which agencies are named: "Sở …", "Bộ …", "Phòng …". A table. Pure.

They hold commas and "và", so they are matched whole before a list is split, also in lower case and abbreviated.
"""

from accountability.intake.rules.tokens import phrase_set, words_of

_FIELDS = """
nội vụ
phòng thủ dân sự
phòng thủ dân sự và phòng, chống thiên tai
phòng thủ dân sự và phòng, chống thiên tai - tìm kiếm cứu nạn
phòng, chống thiên tai
phòng, chống thiên tai và tìm kiếm cứu nạn
phòng, chống thiên tai - tìm kiếm cứu nạn
phòng chống thiên tai và tìm kiếm cứu nạn
tư pháp
tài chính
công thương
xây dựng
y tế
ngoại vụ
ngoại giao
du lịch
công an
quốc phòng
dân tộc
tôn giáo
tư lệnh
thanh tra
lao động
văn hóa
giáo dục
nông nghiệp
kinh tế
thương mại
công nghiệp
giao thông
thông tin
khoa học
môi trường
tài nguyên
thủy sản
thủy lợi
tài chính - kế hoạch
tài chính kế hoạch
tài chính và kế hoạch
tài chính - vật giá
kinh tế - hạ tầng
kinh tế và hạ tầng
kinh tế hạ tầng
kinh tế, hạ tầng và đô thị
kinh tế - kế hoạch
văn hóa - xã hội
văn hóa xã hội
văn hóa và xã hội
văn hóa - thông tin
văn hóa và thông tin
văn hóa thông tin
văn hóa, khoa học và thông tin
quản lý đô thị
quản lý trật tự đô thị
thanh tra trật tự xây dựng
trật tự xây dựng
trật tự đô thị
doanh nghiệp nhỏ và vừa
bảo vệ và phát triển rừng
bảo vệ môi trường
đầu tư phát triển
quy hoạch - kiến trúc
quy hoạch kiến trúc
quy hoạch và kiến trúc
quy hoạch xây dựng
quy hoạch đô thị
kế hoạch và đầu tư
kế hoạch đầu tư
kế hoạch - đầu tư
nông nghiệp và phát triển nông thôn
nông nghiệp và ptnt
nông nghiệp phát triển nông thôn
nông nghiệp - phát triển nông thôn
nông nghiệp và môi trường
nông nghiệp - môi trường
nông nghiệp môi trường
tài nguyên và môi trường
tài nguyên - môi trường
tài nguyên môi trường
tài nguyên, môi trường
giao thông vận tải
giao thông - vận tải
giao thông công chính
giao thông vận tải - xây dựng
thông tin và truyền thông
thông tin - truyền thông
thông tin truyền thông
thông tin, truyền thông
khoa học và công nghệ
khoa học - công nghệ
khoa học công nghệ
khoa học, công nghệ
khoa học, công nghệ và môi trường
lao động - thương binh và xã hội
lao động, thương binh và xã hội
lao động thương binh và xã hội
lao động thương binh - xã hội
lao động - thương binh - xã hội
lao động, thương binh & xã hội
lao động tb và xh
lao động - tbxh
văn hóa và thể thao
văn hóa - thể thao
văn hóa thể thao
văn hóa, thể thao
văn hóa, thể thao và du lịch
văn hóa thể thao và du lịch
văn hóa - thể thao và du lịch
văn hóa, thể thao du lịch
văn hóa thể thao du lịch
văn hóa - thể thao - du lịch
giáo dục và đào tạo
giáo dục đào tạo
giáo dục - đào tạo
dân tộc và tôn giáo
dân tộc - tôn giáo
an toàn thực phẩm
cảnh sát quản lý hành chính về trật tự xã hội
cảnh sát quản lý hành chính về ttxh
cảnh sát qlhc về ttxh
cảnh sát qlhc về trật tự xã hội
quản lý hành chính về trật tự xã hội
cảnh sát giao thông
cảnh sát giao thông đường bộ
cảnh sát môi trường
cảnh sát kinh tế
cảnh sát hình sự
cảnh sát điều tra
cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ
cảnh sát phòng cháy chữa cháy và cứu nạn cứu hộ
cảnh sát pccc và cnch
cảnh sát phòng, chống tội phạm sử dụng công nghệ cao
an ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao
an ninh mạng và phòng, chống tội phạm công nghệ cao
kiểm soát thủ tục hành chính
đầu tư xây dựng
đầu tư và xây dựng
đầu tư xây dựng công trình giao thông
đầu tư xây dựng các công trình giao thông
đầu tư xây dựng công trình dân dụng và công nghiệp
đầu tư xây dựng các công trình dân dụng và công nghiệp
đầu tư xây dựng công trình nông nghiệp và phát triển nông thôn
đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn
các công trình giao thông
các công trình dân dụng và công nghiệp
rừng phòng hộ
rừng đặc dụng
cảng cá
di tích
kiểm soát ttHC
quản lý thị trường
quản lý đường bộ
quản lý chất lượng nông, lâm sản và thủy sản
quản lý chất lượng nông lâm sản và thủy sản
quản lý chất lượng nông lâm thủy sản
trồng trọt và bảo vệ thực vật
chăn nuôi và thú y
chăn nuôi, thú y
kiểm lâm
lâm nghiệp
bảo vệ môi trường
phòng, chống thiên tai
phòng, chống tệ nạn xã hội
tiêu chuẩn đo lường chất lượng
tiêu chuẩn - đo lường - chất lượng
an toàn vệ sinh thực phẩm
vệ sinh an toàn thực phẩm
dân số - kế hoạch hóa gia đình
dân số
phát triển nông thôn
kiểm soát bệnh tật
phục vụ hành chính công
hành chính công
cung cấp dịch vụ công
công nghệ thông tin và truyền thông
công nghệ thông tin
chuyển đổi số
tin học và công báo
xúc tiến đầu tư, thương mại và du lịch
xúc tiến đầu tư thương mại và du lịch
xúc tiến thương mại, du lịch và đầu tư
xúc tiến đầu tư và hỗ trợ doanh nghiệp
xúc tiến thương mại
xúc tiến du lịch
xúc tiến đầu tư
khuyến nông
khuyến công và tư vấn phát triển công nghiệp
giáo dục nghề nghiệp - giáo dục thường xuyên
giáo dục thường xuyên
dịch vụ việc làm
phát triển quỹ đất
đăng ký đất đai
giám định y khoa
văn hóa, thông tin và thể thao
văn hóa, thông tin và truyền thông
văn hóa thông tin và truyền thông
thi hành án dân sự
thống kê
tòa án
kiểm sát
thuế
hải quan
hàng không
hàng hải
báo chí
viễn thông
bưu chính
văn thư và lưu trữ nhà nước
quản lý khám, chữa bệnh
y tế dự phòng
quản lý dược
phòng bệnh
công sản
ngân sách
tuyên giáo
tuyên giáo và dân vận
dân vận
nội chính
kiểm tra
chính trị
quân sự
biên phòng
"""

# Abbreviations of fields, as they stand after "Sở" or alone in a list; written in capitals.
ABBREVIATIONS = words_of("""
    nv tp tc ct xd yt ngv nng dl dt tg nn nnptnt nnmt ntmt tnmt gtvt tttt khcn lđtbxh lđtbxh vhtt vhttdl vhttdu gdđt gddt khđt kht
    khđt ktht tckh vhxh vhtt qhkt qlđt bhxh khcnmt nnvptnt lđ gd kh tn gt vh tt ttnn ptnt cn mt tb xh dttg vhtdl bvtv
    """)  # fmt: skip

FIELDS = phrase_set([line.strip() for line in _FIELDS.strip().splitlines()])
