# Everything that a contributor runs. `make test` is all that has to pass.

GO ?= go

# Packages that have tests; go vet builds the others.
WITH_TESTS = '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}'

.PHONY: help test conform bench access crawl fault scan fuzz release reproducible confined schema assets generate fmt ensure fresh tidy style

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

test: ensure fresh tidy style ## every check and every test, on SQLite, PostgreSQL and Chromium
	$(GO) vet ./...
	$(GO) run ./internal/dbtest/withpostgres $(GO) test -timeout 9m $$($(GO) list -f $(WITH_TESTS) ./...)

conform: ensure ## official schemas and real data: make conform STANDARDS=dir DATA=dir
	@GO="$(GO)" STANDARDS="$(STANDARDS)" DATA="$(DATA)" scripts/conform.sh

bench: ensure ## every speed against its limit (docs/performance.md)
	$(GO) test -count=1 -timeout 60m -tags bench -run '^TestBench' -v ./internal/bench

access: ensure ## every route as every role, for a record in every relation, on both engines
	@GO="$(GO)" scripts/tagged.sh access

crawl: ensure ## every page as every role, in Chromium
	@GO="$(GO)" scripts/tagged.sh crawl

release: ## programs for every system into dist/, from what is committed
	@GO="$(GO)" scripts/release.sh

reproducible: ## build twice, compare to the byte
	@GO="$(GO)" scripts/reproducible.sh

confined: ## run the program of a release as the systemd unit confines it
	@scripts/confined.sh

scan: ensure ## wapiti against the demo on loopback, without an account and as four roles
	@GO="$(GO)" scripts/tagged.sh scan

fault: ensure ## take its life, its disk and its database away under load: WEFT_TEST_KILLS=1000 WEFT_TEST_MINUTES=20
	@GO="$(GO)" scripts/tagged.sh fault

fuzz: ## every parser with what nobody thought of, one after another: make fuzz FUZZTIME=10m
	@GO="$(GO)" FUZZTIME="$(FUZZTIME)" scripts/fuzz.sh

schema: ## keep this schema, with a little data, for the tests of upgrades: make schema VERSION=0.2.0
	@GO="$(GO)" scripts/keepschema.sh "$(VERSION)"

assets: ## fetch the vendored style sheet and script anew (needs npm)
	scripts/assets.sh

generate: ## Go files from templates
	$(GO) tool templ generate

fmt: ## format Go files and templates
	$(GO) fmt ./...
	$(GO) tool templ fmt internal

# The steps of test, one by one.

ensure:
	@scripts/ensure.sh

fresh:
	@GO="$(GO)" scripts/fresh.sh

tidy:
	$(GO) mod tidy -diff
	$(GO) mod verify

style:
	@wrong=$$("$$($(GO) env GOROOT)/bin/gofmt" -l .); if [ -n "$$wrong" ]; then \
		echo "not formatted (run make fmt):" >&2; echo "$$wrong" >&2; exit 1; fi
