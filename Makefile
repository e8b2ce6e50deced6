# One command each, the same here and in CI.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build test lint format check-memory fuzz bench clean

release := swift build -c release --static-swift-stdlib

# What `make fuzz` tells the tests; another value may be given: make fuzz SEED=7 BOOKS=300
SEED := $(shell od -An -N4 -tu4 /dev/urandom | tr -d ' ')
BOOKS := 5000
DRAWS := 1000000
ROUNDS := 30000
SCRIPTS := 10000
PROGRAMS := 50000
KILLS := 100000
STACKS := 2000
counts := BOOKS=$(BOOKS) DRAWS=$(DRAWS) ROUNDS=$(ROUNDS) SCRIPTS=$(SCRIPTS) PROGRAMS=$(PROGRAMS) KILLS=$(KILLS) \
	STACKS=$(STACKS)

help: ## Lists these commands
	@echo 'Headroom. Debian packages that a command lacks are installed with apt.'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo 'Tiers: fast (every commit) is lint and test, as .ci/run; slower are check-memory, fuzz and bench.'

run: build ## Builds, then shows what doubled hardware procurement does to the caps
	@.build/release/headroom run Scenarios/kingsoft-xiaomi/double-hardware.lua

build: ## Builds the program for release: .build/release/headroom
	@.ci/install lua edit
	@echo '$(release)' >&2
	@$(release) --product headroom >&2

test: ## Runs all tests
	@.ci/install lua edit tmux
	swift test

lint: ## Checks format, imports and layout
	@.ci/install lua edit jq
	@.ci/lint

format: ## Formats the Swift sources in place
	swift format --in-place --recursive Sources Tests Package.swift

check-memory: ## Tests the Lua edge under sanitizers of addresses and threads, and valgrind
	@.ci/install lua edit tmux valgrind
	@.ci/check-memory

fuzz: ## Runs all tests with a new seed, many more random books and a million draws
	@.ci/install lua edit tmux
	@echo 'To repeat this: make fuzz SEED=$(SEED) $(counts)'
	env $(addprefix HEADROOM_TEST_,SEED=$(SEED) $(counts)) swift test

bench: ## Measures what people wait for, each beside a yardstick; PART=sandbox, families, ledger or prompt for one
	@.ci/install lua edit lua-program
	@.ci/install valgrind || echo 'instructions will not be counted' >&2
	@echo '$(release)' >&2
	@$(release) --product HeadroomBench >&2
	@$(release) --product headroom >&2
	@.ci/bench $(PART)

clean: ## Removes what was built
	rm -rf .build
