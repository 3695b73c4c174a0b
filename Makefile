# 党建标准化手册。直接运行 make 即生成全部文件；make help 列出其余命令。
.DEFAULT_GOAL := build
.PHONY: help setup build test check verify pages release docs lock fonts clean

PY := .venv/bin/python
COMPILE := .lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

build: setup ## 校验标准并生成 build/（默认）
	@.venv/bin/dstd build

test: setup ## 运行全部测试
	@$(PY) -m pytest -n auto $(ARGS)

check: setup ## 检查代码：ruff、mypy 和架构测试
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(PY) -m pytest -q tests/test_architecture.py

verify: build ## 全面验证：PDF/UA、可重复、断网、全新系统等（需要较长时间）
	@tools/setup.sh verify
	@.verify/bin/python tools/verify.py $(ARGS)

pages: build ## 逐页检查版面，每页的图和总览图放到 build/pages/
	@tools/setup.sh verify
	@.verify/bin/python tools/verify.py pages

release: build ## 在 dist/ 做成品包.zip 和离线安装包.zip（要联网取安装文件）
	@$(PY) tools/release.py

setup: ## 准备运行环境（其余命令会自动调用）
	@tools/setup.sh

docs: setup ## 按规则自带的说明重写 docs/rules/
	@$(PY) tools/rule_pages.py

fonts: ## 重新制作随附字体
	@tools/setup.sh fonts
	@.fonts/bin/python tools/fonts.py $(ARGS)

lock: ## 按 pyproject.toml 与 tools/*.in 重新锁定全部依赖
	@tools/setup.sh lock
	$(COMPILE) pyproject.toml --group dev -o requirements.lock
	$(foreach in,$(wildcard tools/*.in),$(COMPILE) $(in) -o $(in:.in=.lock) &&) true

clean: ## 删除生成的文件和运行环境；改过、填过的文件留下
	@$${PYTHON:-python3} tools/clean.py

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
