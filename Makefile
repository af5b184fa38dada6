# The authoritative interface: every job of the house is one word here.
#   make demo   the whole loop on the sample plan        make test   the tests, with real client programs
#   make lint   style, types and floors                  make bench  ratios against named baselines -> build/bench.json
#   make growth the cost of 1 MB of every nasty shape against a tenth of it
#   make fuzz   texts, documents, workbooks, packages and mails by chance for 600 seconds (FOR=60: for 60): no crash, and
#               time bounded by their length
#   make docs   the generated pages of docs/
#   make keep-template   the template in use, filled and unzipped into tests/ledgers/issued
#   make agreement   300 ledgers filled in by chance: whether sheet and check say the same, in two programs
#   make mutation   filled ledgers under a thousand everyday edits and pairs of them, each read right or explained; and
#                   the sample plan under 1,600 seeded edits, none of which may change it (COUNT=200: fewer of the former)
#   make postbag    500 mails of every kind, collected and held against the truth they were made by (COUNT=200: fewer)
#   make hostile    every file of an enemy that we could think of: its verdict, the memory and the time it takes
#   make crash      500 mails of every kind collected, killed at 200 moments by chance and taken up again: nothing lost or doubled (COUNT=20: fewer)
#   make walk   every number of a rollup of 22 counties and of a province of 167, computed again from the counties' cells
#   make properties  what must hold for any ledger, book or rollup, tried by chance instead of by a seed
#   make generated   thousands of plans written anew, each compiled to what it was written to say

SHELL := /bin/bash
PY := .venv/bin/python

.PHONY: demo test lint bench fuzz generated growth agreement keep-template mutation postbag hostile crash walk properties docs clean

demo: .venv/demo-ready
	@.ci/prepare font
	@rm -rf build/演示
	@.venv/bin/taizhang demo --out build/演示

test: .venv/test-ready
	@.ci/prepare clients
	@.ci/prepare font
	$(PY) -m pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

lint: .venv/lint-ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: .venv/test-ready
	@mkdir -p build
	$(PY) benchmarks/run.py build/bench.json

growth: .venv/test-ready
	$(PY) -m tests.growth

fuzz: .venv/test-ready
	PYTHONPATH=tests $(PY) -m fuzz $(or $(FOR),600)

generated: .venv/test-ready
	$(PY) -m pytest tests/plans/generated --hypothesis-profile=large --hypothesis-show-statistics

keep-template: .venv/test-ready
	$(PY) -m tests.ledgers.issued

agreement: .venv/test-ready
	PYTHONPATH=tests $(PY) -m agreement 300

mutation: .venv/test-ready
	PYTHONPATH=tests $(PY) -m mutation $(or $(COUNT),1000)
	$(PY) -m pytest tests/plans/test_edits_change_nothing.py --hypothesis-profile=large -v

postbag: .venv/test-ready
	PYTHONPATH=tests $(PY) -m postbag $(or $(COUNT),500)

hostile: .venv/test-ready
	PYTHONPATH=tests $(PY) -m hostile

crash: .venv/test-ready
	PYTHONPATH=tests $(PY) -m crash $(or $(COUNT),200)

walk: .venv/test-ready
	PYTHONPATH=tests $(PY) -m walk

properties: .venv/test-ready
	$(PY) -m pytest -m hypothesis --hypothesis-profile=large \
		--ignore tests/plans/generated --ignore tests/plans/test_edits_change_nothing.py

docs: .venv/lint-ready
	$(PY) docs/generate.py
	$(PY) docs/draw_pictures.py
	PYTHONPATH=tests $(PY) -m returned_files

clean:
	rm -rf .venv build dist

.venv/%-ready: pyproject.toml constraints.txt .ci/prepare
	@.ci/prepare venv $*
	@touch $@
