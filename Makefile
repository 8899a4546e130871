# Every verb of this repository; `make` alone prints them. Each does its own set-up.
# File names in FILE, SCREENSHOT, JSON, REPLAY, OVERLAY, BASE, CASES and OUT are relative to where `make` was called.

PYTHON ?= python3
# `make -C` sets the flag `w`; only then was make called from somewhere else.
CALLED_FROM := $(if $(findstring w,$(firstword -$(MAKEFLAGS))),$(PWD),$(CURDIR))
export CALLED_FROM
# Bytecode stays out of the root: Chrome refuses an unpacked extension with a name that starts with "_".
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache
# It is kept there, whatever the environment says: each process would compile all it imports, and pytest every test.
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(CURDIR)/.venv/bin:$(PATH)
RUN := .venv/bin/python

.PHONY: check nightly verify bench simulate help demo replay har-strip test test-firefox lint unit fuzz mutants soak build unpacked crx size check-csv gallery store forecast-check vendor audit lock contract messages release clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 18

demo: unpacked ## the extension beside a simulated ChatGPT: HEADLESS= SCENARIO= REPLAY= OVERLAY= RANGE= BREAKDOWN= SCOPE= COMPARE= SCREENSHOT= JSON=
	$(RUN) -m tools.demo

replay: build ## many recordings, each laid over one, all in one browser: BASE= CASES= OUT= RANGE= BREAKDOWN= SCOPE=
	$(RUN) -m tools.replay

har-strip: .venv/ready ## a HAR file without identities, to show to others: FILE= a .har, OUT= the file to write
	$(RUN) -m tools.har_strip

check: lint vendor ## the loop while you work, without a browser: lint, types, unit, contract, a short simulation
	$(RUN) -m pytest -q -n 2 tests/unit tests/contract tests/simulation $(ARGS)

# Three workers for two cores: a browser waits now and then. The files that take longest come first (tests/conftest.py).
# A worker that was ended by the deadline of a test ends the run: xdist may wait for its successor for ever.
test: lint build ## everything that gates a change: lint, unit on both interpreters, contract, repository, browser
	$(RUN) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

test-firefox: build ## every scenario in a real Firefox, beside Chromium; skipped where there is no Firefox
	$(RUN) -m pytest tests/firefox $(ARGS)

nightly: build ## what takes an hour: the rest of the long lists, Firefox, long simulation, random sessions, fuzz, mutants, bench
	$(RUN) -m pytest -n 3 --dist loadfile -m nightly
	$(MAKE) test-firefox
	$(MAKE) simulate N=10000
	$(MAKE) soak
	$(MAKE) fuzz
	$(MAKE) mutants
	$(MAKE) bench

lint: vendor ## style, types and spelling of every file; ARGS=--fix repairs what it can
	$(RUN) -m tools.lint $(ARGS)

unit: vendor ## the fast tests: unit on both interpreters, and the contract
	$(RUN) -m pytest tests/unit tests/micropython tests/contract $(ARGS)

fuzz: vendor ## mutated answers and damaged disks, FUZZ= times as many as in the tests
	FUZZ=$(or $(FUZZ),20) $(RUN) -m pytest tests/properties/test_fuzz_report.py tests/properties/test_interpreters.py --timeout=0 $(ARGS)

mutants: vendor ## break each control once, in a copy, and see a test fail; ARGS=word picks some
	$(RUN) -m tools.mutants $(ARGS)

build: vendor ## dist/, dist.zip and its bill of materials; TARGET=firefox makes dist-firefox
	$(RUN) -m tools.build

unpacked: vendor ## dist/ alone, in half a second: the loop while you work
	ONLY=unpacked $(RUN) -m tools.build

crx: vendor ## a signed package and its update manifest, for a company's own server: KEY= a .pem, URL= where it will lie
	$(RUN) -m tools.crx

bench: build ## how fast the popup is, beside plain-JavaScript twins: OUT= ROUNDS= ONLY= PEERS=
	$(RUN) -m bench.run

soak: unpacked ## random sessions, and the waits too long for every day: N= how many, SEED= the first
	$(RUN) -m tools.soak

simulate: .venv/ready ## random sessions without a browser, over a thousand a minute: N= how many, SEED= the first, TOLERATED= kinds
	$(RUN) -m tools.simulate

size: build ## what is in the package, and how much it weighs
	$(RUN) -m tools.size

verify: vendor ## whether a package, FILE= a .zip, .crx or .xpi, was made from this checkout; ONLY=image: its Python from its own text
	$(RUN) -m tools.verify "$(FILE)"

check-csv: .venv/ready ## LibreOffice opens a CSV of ours with hostile labels, at each separator, and finds no formula
	$(RUN) -m tools.check_csv

gallery: unpacked ## a picture of every state, light, dark and in forced colors; ARGS=popup makes those of the README, ARGS=de German ones
	$(RUN) -m tools.gallery $(ARGS)

store: unpacked ## the pictures for the stores, in dist-store/; ARGS="dist-store/de de" makes those in German; the texts are in store/
	$(RUN) -m tools.store $(ARGS)

forecast-check: .venv/ready ## how good the forecast is, beside the guesses anybody makes
	$(RUN) -m tools.forecast_check $(ARGS)

vendor: node_modules/.ready ## third-party files, as locked; the repository itself then loads as an extension
	$(RUN) -m tools.vendor

audit: node_modules/.ready ## known vulnerabilities of the packages used here, from the registries
	$(RUN) -m tools.audit

contract: .venv/ready ## write what each language needs of contract/
	$(RUN) -m tools.contract

messages: .venv/ready ## bring locales/*.po up to date with the messages of the source
	$(RUN) -m tools.messages

lock: .venv/ready ## choose newer versions: writes requirements-dev.txt, requirements-audit.txt and package-lock.json
	$(RUN) -m tools.lock

release: .venv/ready ## the files of a release, TAG=v0.2.0: built twice, compared, with checksums
	$(RUN) -m tools.release

clean: ## remove what was made
	rm -rf .venv node_modules vendor dist dist.zip dist.cdx.json dist-* release

.venv/ready: requirements-dev.txt tools/setup.py
	$(PYTHON) tools/setup.py

node_modules/.ready: package-lock.json .npmrc .venv/ready
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@
