.PHONY: check test lint
check: lint test

lint:
	ruff check .
	ruff format --check .
	mypy
	lint-imports

test:
	pytest

# What is installed fits together; what is known against it, where there is a network.
.PHONY: audit
audit:
	python -m pip check
	pip-audit --version >/dev/null 2>&1 || python -m pip install --quiet pip-audit
	pip-audit --skip-editable --progress-spinner off

# The recorded exchanges of tests/cassettes: against the stand-in, or the live services.
.PHONY: cassettes cassettes-live
cassettes:
	rm -rf tests/cassettes/*/
	pytest tests/services/test_cassettes.py --record-mode=rewrite
	pytest tests/services/test_cassettes.py

cassettes-live:
	rm -f tests/cassettes/crossref/founding_article.yaml \
		tests/cassettes/crossref/notices.yaml tests/cassettes/crossref/search.yaml \
		tests/cassettes/doi_ra/agencies.yaml tests/cassettes/datacite/records.yaml \
		tests/cassettes/pubmed/trivedi.yaml
	CASSETTES=live pytest tests/services/test_cassettes.py --force-enable-socket \
		--record-mode=rewrite
	pytest tests/services/test_cassettes.py

# The pages of the command line and the rules, and the schema of the JSON report.
.PHONY: docs
docs:
	python -m docs.generate

# The site of docs/ in site/; needs the extra "docs".
.PHONY: site
site: docs
	python -m mkdocs build --strict

# The records file of the examples: against the stand-in, or the live services.
.PHONY: example example-live
example:
	python -m examples.record
	python -m tests.test_readme

example-live:
	python -m examples.record --live

# All weights that ship, from ../shared/data; needs the extra "train".
.PHONY: train
train:
	python -m train
