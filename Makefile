# The commands of the project; the work is done by the scripts in bin/.
.DEFAULT_GOAL := help
.PHONY: help run run-distributed test test-fast test-crash bench bench-pages audit-pages lint format demo lock clean

help: ## Danh sách lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: ## Cài đặt mọi thứ rồi chạy: máy chủ web và bộ máy nhắc việc (PORT=8000)
	@exec bin/run

run-distributed: ## Như trên, với PostgreSQL, RabbitMQ và hai máy thợ Celery (PORT=8000, DEMO=0 để không nạp trình diễn)
	@exec bin/run-distributed

test: ## Mọi kiểm thử, trên SQLite rồi trên PostgreSQL (ARGS="-k ..." cho pytest)
	@exec bin/test $(ARGS)

test-fast: ## Dưới một phút: mọi quy tắc và một phần mỗi phòng, trên SQLite, không trình duyệt
	@exec bin/test-fast $(ARGS)

bench: ## Đo tốc độ cạnh cùng việc ấy làm bằng tay, trong 25 phút (ARGS="--quick", ARGS="--only sweep")
	@exec bin/bench $(ARGS)

bench-pages: ## Các trang với một triệu nhiệm vụ, cạnh một trang Django trơ (ARGS=--quick: 50.000)
	@exec bin/bench --only pages,pages-small $(ARGS)

test-crash: ## Kiểm thử sự cố ở cỡ đầy đủ, dưới 15 phút (ARGS=--write ghi kết quả vào docs/reliability.md)
	@exec bin/test-crash $(ARGS)

audit-pages: ## Mọi trang với mọi người: axe, vnu, Lighthouse; số liệu vào docs/quality.md (ARGS=axe|pictures|markup|lighthouse)
	@exec bin/audit-pages $(ARGS)

lint: ## ruff, mypy, import-linter, migration, check --deploy
	@exec bin/lint

format: ## Sửa cách trình bày mã nguồn
	@bin/setup dev
	@.venv/bin/ruff check --fix-only
	@.venv/bin/ruff format

demo: ## Nạp lại tỉnh trình diễn từ đầu (xóa dữ liệu đang có)
	@bin/setup run
	@DEMO=1 .venv/bin/python manage.py demo --reset

lock: ## Khóa lại phiên bản thư viện (ARGS=--upgrade để lấy bản mới)
	@exec bin/lock $(ARGS)

clean: ## Xóa môi trường và tệp tạm; giữ dữ liệu trong var/
	rm -rf .venv var/static .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
