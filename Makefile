# `make run` and `make test` are all that most people need; both install what is missing first.
SWIFT ?= swift
# Debian packages of the C libraries, and of what the tests start.
PACKAGES = pkg-config libcurl4-openssl-dev libssl-dev libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libsodium-dev libidn2-dev libcld2-dev libstemmer-dev libsqlite3-dev libpq-dev libzip-dev
# What the tests need beside: a browser, and a database server, of which they begin one of their own.
test: PACKAGES += chromium python3-venv postgresql-15
SOURCES = Package.swift Sources Tests
# Swift's own libraries go into the binary, so that it runs where no Swift is.
RELEASE = -c release --static-swift-stdlib
# A thousand tests begun at once wait for each other's servers and time out; so many at a time do not.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8

.PHONY: run test build release lint format golden bench torture fuzz tools check clean

run: tools ## build, and run the whole pipeline on the bundled sample
	$(SWIFT) build --product cairn
	$$($(SWIFT) build --show-bin-path)/cairn demo

test: tools ## build and pass all tests: in a browser first, then the rest
	$(SWIFT) build --build-tests
	@SWIFT="$(SWIFT)" Tests/Browser/run; browser=$$?; \
	$(SWIFT) test --skip-build && exit $$browser

build: tools ## a debug build
	$(SWIFT) build

release: tools ## the binary to install
	$(SWIFT) build $(RELEASE) --product cairn
	@echo "built $$($(SWIFT) build -c release --show-bin-path)/cairn"

lint: ## formatting and lint, changing nothing
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## format in place
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

check: tools ## the library in this repo: every file read, every mistake named
	$(SWIFT) build --product cairn
	$$($(SWIFT) build --show-bin-path)/cairn --library . check

golden: tools ## rewrite the golden files; read the diff before you commit it
	CAIRN_GOLDEN=1 $(SWIFT) test --filter PublishingTests

bench: release ## time the main job on the bundled sample
	Benchmarks/run

torture: PACKAGES += postgresql-15 gcc python3
torture: release ## kill runs at KILLS (200) random moments, on SQLite and PostgreSQL, and compare with undisturbed ones
	Benchmarks/torture/run

fuzz: tools ## spoil feeds, pages and Markdown and read them for FUZZ_SECONDS (600); FUZZ_CORPUS is a folder with more
	$(SWIFT) build $(RELEASE) --product fuzz
	$$($(SWIFT) build -c release --show-bin-path)/fuzz

tools:
	@command -v $(SWIFT) >/dev/null || { echo "Swift 6.3 or later is needed: https://www.swift.org/install/" >&2; exit 2; }
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo -n"; \
	  else echo "Please run: sudo apt-get install$$missing" >&2; exit 2; fi; \
	  $$sudo apt-get -o DPkg::Lock::Timeout=300 -qq update && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends $$missing; \
	fi

clean:
	rm -rf .build
