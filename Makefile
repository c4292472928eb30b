# SPDX-License-Identifier: GPL-2.0-only
# The only entry point.

V ?= vserver

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 24

deps: ## install what building and testing need
	@scripts/install-deps

kernel: deps ## build a kernel: V=vserver (default), stock, off, debug
	@scripts/build-kernel $(V)

demo: deps ## a Debian guest built, started, used and stopped, in a VM
	@scripts/demo

shell: deps ## a shell on a host in a VM, with the guest of the demo
	@scripts/demo -x

test: deps ## every test; ends in "N passed, N failed"
	@tests/run

test-debug: deps ## the same on the debug kernel
	@tests/run -v debug

test-long: deps ## the same with more rounds; takes hours, may be broken off
	@tests/run -l

test-isolation: deps ## what a guest gets from each interface, as a report
	@tests/isolation/run

bench: deps ## instructions per operation: stock, off, idle, in a guest
	@tests/bench/run

lint: deps ## checks of style and structure
	@scripts/lint

dist: deps ## the release patch, in build/dist
	@scripts/make-patch

clean: ## remove everything generated
	rm -rf build

.PHONY: help deps demo shell kernel test test-debug test-long test-isolation \
	lint dist bench clean
