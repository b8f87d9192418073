# make            builds build/hearsay and build/libhearsay.*
# make demo       installs what is missing, builds, and sets the accounts of the story in examples/ side by side
# make test       installs what is missing, builds (also with sanitizers), and runs every test
# make test-page  installs a browser and looks at every page of `hearsay serve` with it (make test does where the browser is there)
# make bench      prints the speed figures
# make install    PREFIX=/usr/local by default; DESTDIR is honoured
#
# The build itself is meson's; this file only gives it short names.

PREFIX ?= /usr/local
BUILD := build
SANITIZED := build-sanitize
MESON ?= meson
STORY := examples/story.ndjson
# What a user wants; the tests' own programs are built by `make test`.
PRODUCTS := hearsay:executable hearsay:shared_library hearsay:static_library

.PHONY: all packages demo test test-long test-page bench install clean

all: $(BUILD)/build.ninja
	@$(MESON) compile -C $(BUILD) $(PRODUCTS)

$(BUILD)/build.ninja:
	$(MESON) setup --prefix=$(abspath $(PREFIX)) $(BUILD)

$(SANITIZED)/build.ninja:
	$(MESON) setup --buildtype=debugoptimized -Db_sanitize=address,undefined $(SANITIZED)

packages:
	@tools/install-packages

# Exit status 1 is an answer ("nothing in dispute"), not a failure of the demonstration.
demo: packages
	@$(MAKE) --no-print-directory all
	@echo
	@echo "$(BUILD)/hearsay accounts $(STORY)"
	@echo
	@$(BUILD)/hearsay accounts $(STORY) || test $$? -eq 1

test test-long: packages
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja $(SANITIZED)/build.ninja
	@$(MESON) compile -C $(BUILD)
	@$(MESON) compile -C $(SANITIZED)
	@python3 tests/run.py $(if $(filter test-long,$@),--long) --build $(BUILD) --sanitized $(SANITIZED)

test-page: packages
	@$(MAKE) --no-print-directory all
	@tests/page/install
	@HEARSAY_LONG=1 python3 tests/page/run.py

bench: packages
	@$(MAKE) --no-print-directory $(BUILD)/build.ninja
	@$(MESON) compile -C $(BUILD)
	@bench/run

install: $(BUILD)/build.ninja
	$(MESON) configure --prefix=$(abspath $(PREFIX)) $(BUILD)
	$(MESON) compile -C $(BUILD) $(PRODUCTS)
	$(MESON) install -C $(BUILD) --no-rebuild

clean:
	rm -rf $(BUILD) $(SANITIZED)
