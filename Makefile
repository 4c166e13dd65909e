# Each target sets up by itself what it needs: the system's libraries, a virtual environment, the packages.
# PYTHON=python3.12 chooses the interpreter of a new environment; ARGS="…" is passed on.

VENV := .venv
IN_VENV := $(VENV)/bin/python -m
TRANSLATION := assets/translations/deltaflow_ko
export PYTHON

APP := dist/deltaflow
# What the built program is made from: when any of it changes, it is built anew.
SOURCES := main.py pyproject.toml LICENSE \
    $(shell find packaging gui documents lectures simulator assets -type f ! -name '*.pyc')

.PHONY: help run test lint bench pictures translations app install uninstall
.PHONY: packages packages-for-run packages-for-test packages-for-app

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F '|' '{printf "%-18s %s\n", $$1, $$2}'

run: packages-for-run $(VENV)/run.stamp ## start Deltaflow; ARGS="--theme dark" passes arguments on
	@$(VENV)/bin/python main.py $(ARGS)

test: packages-for-test $(VENV)/dev.stamp ## run the tests, without a display
	$(IN_VENV) pytest $(or $(ARGS),-n 2 --dist loadfile --no-loadscope-reorder)

lint: packages $(VENV)/dev.stamp ## check style, types, and who imports whom
	$(IN_VENV) ruff check .
	$(IN_VENV) mypy
	$(VENV)/bin/lint-imports --no-cache

bench: packages-for-test $(VENV)/dev.stamp ## measure speed against the promised numbers
	$(IN_VENV) pytest tests/benchmarks -s --benchmark-columns=min,median,iqr,rounds --benchmark-sort=name $(ARGS)

pictures: packages-for-test $(VENV)/dev.stamp ## make the pictures of the README anew
	$(VENV)/bin/python .ci/make_pictures.py $(ARGS)

translations: packages-for-test $(VENV)/dev.stamp ## collect the texts for translation, and compile the translated ones
	mkdir -p $(dir $(TRANSLATION))
	$(VENV)/bin/python .ci/names_to_translate.py > $(VENV)/names.py
	$(VENV)/bin/pyside6-lupdate main.py $$(find gui -name '*.py' | sort) $(VENV)/names.py \
	    -locations none -no-obsolete -source-language en -target-language ko -ts $(TRANSLATION).ts
	$(VENV)/bin/pyside6-lrelease $(TRANSLATION).ts -qm $(TRANSLATION).qm

app: packages-for-app dist/app.stamp ## build dist/deltaflow, a folder that needs no Python, and check that it starts

dist/app.stamp: $(SOURCES) $(VENV)/app.stamp
	@echo 'Building $(APP) ...'
	@rm -f $@
	@$(IN_VENV) PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath build packaging/deltaflow.spec
	@$(VENV)/bin/python packaging/complete_app.py $(APP) build/deltaflow/collected.txt
	@echo 'Starting it as on a machine without Python ...'
	@$(VENV)/bin/python packaging/check_app.py $(APP)/deltaflow
	@du -sh $(APP)
	@touch $@

install: app ## put the built program into your own folders: menu entry, icon, the command deltaflow
	@packaging/install $(APP)

uninstall: ## take it away again; settings, documents and your own lectures stay
	@packaging/install --remove

packages:
	@.ci/set-up packages

packages-for-run:
	@.ci/set-up packages window

packages-for-test:
	@.ci/set-up packages window Xvfb

packages-for-app:
	@.ci/set-up packages window Xvfb building

$(VENV)/bin/python:
	@.ci/set-up venv

$(VENV)/dev.stamp: extra := [dev]
$(VENV)/app.stamp: extra := [app]
$(VENV)/%.stamp: pyproject.toml $(VENV)/bin/python
	@echo 'Installing the Python packages ...'
	@$(IN_VENV) pip install --quiet --disable-pip-version-check --editable '.$(extra)'
	@touch $(VENV)/run.stamp $@
