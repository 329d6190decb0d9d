# Two commands matter: `make run` serves the demo, `make test` runs the whole gate. README says more.
PYTHON ?= python3
PY := .venv/bin/python
export DJANGO_SETTINGS_MODULE ?= config.settings.development

.PHONY: run test setup demo bench prove lint lock
run: setup
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py createcachetable
	$(PY) manage.py demo --if-empty
	$(PY) manage.py protect_audit
	$(PY) manage.py serve

setup: .venv/.run
.venv/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try PYTHON=python3.12 make"; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@
.venv/.dev: .venv/.run requirements-dev.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

demo: setup
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py createcachetable
	$(PY) manage.py demo
	$(PY) manage.py protect_audit

lint test bench prove: export DJANGO_SETTINGS_MODULE = config.settings.test
test: $(if $(ONLY),.venv/.dev,lint) # linters ask no database: `.ci/run` has just run them
	$(PY) -m pytest -n 2 --dist loadgroup

lint: .venv/.dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-cache
	.venv/bin/mypy
	.venv/bin/djlint templates --lint --quiet
	$(PY) manage.py makemigrations --check --dry-run
	env DJANGO_SETTINGS_MODULE=config.settings.production SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  AUDIT_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:///:memory: REDIS_URL=redis://127.0.0.1:6379/0 \
	  $(PY) manage.py check --deploy --fail-level WARNING

bench: .venv/.dev
	$(PY) -m tests.bench

prove: export PROVE = 1
prove: test bench

lock: # needs uv; no line of a lock names an address
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 requirements.in -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.lock
	! grep -n '://' requirements.lock requirements-dev.lock
