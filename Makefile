# 党建标准化手册。直接运行 make 即生成全部文件；make help 列出其余命令。
.DEFAULT_GOAL := build
.PHONY: help demo-assess setup dev build content test check coverage mutants verify pages bench release docs golden lock fonts clean

# What a shell happens to carry must not change what runs here.
unexport CDPATH PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONOPTIMIZE PYTHONPATH

PY := .venv/bin/python
SETUP := bash tools/setup.sh
COMPILE := .lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

build: setup ## 校验标准并生成 build/（默认）
	@.venv/bin/dstd build

content: setup ## 只改了内容时用：校验，并只做改动的部分
	@$(PY) tools/changes.py build $(if $(SINCE),--since $(SINCE))

test: dev ## 运行全部测试
	@$(PY) -m pytest -n auto $(ARGS)

check: dev ## 检查代码：ruff、mypy 和架构测试
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@$(PY) -m pytest -q tests/test_architecture.py

coverage: dev ## 运行测试，列出没有测到的行（子进程也算）；ARGS 可写只跑哪些测试
	@$(PY) tools/cover.py $(ARGS)

mutants: dev ## 在代码里随机改错，看测试能不能发现；ARGS="--seed 7 --count 30" 换一签、少改几处
	@$(PY) tools/mutants.py $(ARGS)

verify: build ## 全面验证：PDF/UA、可重复、断网、全新系统等（需要较长时间）
	@$(SETUP) verify
	@.verify/bin/python tools/verify.py $(ARGS)

pages: build ## 逐页检查版面，每页的图和总览图放到 build/pages/
	@$(SETUP) verify
	@.verify/bin/python tools/verify.py pages

bench: setup ## 同 Typst、check-jsonschema、整本一次排比快慢，写 docs/benchmarks.md（要两三个小时，见 benchmarks/README.md）
	@$(SETUP) bench
	@$(PY) benchmarks/run.py $(ARGS)

release: build ## 在 dist/ 做成品包.zip 和离线安装包.zip（要联网取安装文件）
	@$(SETUP) dev
	@$(PY) tools/release.py

setup: ## 准备运行环境（其余命令会自动调用）
	@$(SETUP)

dev: ## 准备运行环境，加上测试和检查代码用的（test、check 会自动调用）
	@$(SETUP) dev

golden: dev ## 重写 tests/ 里记着的：各种成品的文字、程序说的话，显示改了哪些行
	@PYTHONPATH=tests $(PY) -m support.golden

demo-assess: dev ## 样例单位的一年：填表、收表、判，四个季度的情况表和一览表放在 build/督查/
	@$(PY) tools/demo_assess.py $(ARGS)

docs: setup ## 重写 docs/rules/ 和 docs/机制与记录.md 里数出来的
	@$(PY) tools/rule_pages.py
	@$(PY) tools/mechanisms.py

fonts: ## 重新制作随附字体
	@$(SETUP) fonts
	@.fonts/bin/python tools/fonts.py $(ARGS)

lock: ## 按 pyproject.toml 与 tools/*.in 重新锁定全部依赖
	@$(SETUP) lock
	$(COMPILE) pyproject.toml --group install -o requirements.lock
	$(COMPILE) pyproject.toml --extra lsp --group install --group dev --constraint requirements.lock -o tools/dev.lock
	$(COMPILE) pyproject.toml --extra cluster --constraint requirements.lock -o tools/cluster.lock
	$(foreach in,$(wildcard tools/*.in),$(COMPILE) $(in) -o $(in:.in=.lock) &&) true

clean: ## 删除生成的文件和运行环境；改过、填过的文件留下
	@$${PYTHON:-python3} tools/clean.py

help: ## 显示本说明
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
