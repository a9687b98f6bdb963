# The commands of this project. `make` lists them; CI runs the same ones.
STACK ?= dev
# A room of tests/: make test ONLY=config. Without it all but journeys, those of whole stacks first: they take longest.
ONLY ?= stack !(stack|journeys)
# Most operations only wait for AWS: tools/parallel.ts.
export PULUMI_PARALLEL ?= 64
NODE_TS := node -r ./sandbox/register.js
DEPENDENCIES := node_modules/.package-lock.json
PACK := policy/bin/index.js

.DEFAULT_GOAL := help
.PHONY: help install sandbox sandbox-bootstrap test journeys large lint eslint format-check circles unused types docs docs-check site unit format bench bench-up policy-report clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(DEPENDENCIES) $(PACK) ## Install what package-lock.json names, build the policy pack, get the pulumi CLI
	@$(NODE_TS) tools/pulumiCli.ts

sandbox: install ## Bring up STACK (dev) against a local stand-in of AWS, policy pack on: make sandbox STACK=prod
	@node sandbox/cli.js demo $(STACK)

sandbox-bootstrap: install ## The same of bootstrap/, once per account: roles of deployments, Pulumi Deployments; STACK=own-state: state
	@node sandbox/cli.js bootstrap $(if $(filter dev,$(STACK)),,$(STACK))

test: install ## What every change passes: lint, types, generated docs, tests (CI takes the journeys too)
	@$(MAKE) --no-print-directory --jobs=2 eslint types format-check docs-check circles unused
	@$(MAKE) --no-print-directory unit

journeys: ## What people do from beginning to end: the docs' commands, a stack's life, each kind of service, and a Region's failure there and back
	@$(MAKE) --no-print-directory unit ONLY=journeys

lint: eslint format-check circles unused ## Lint, formatting, circles of imports, and what nobody uses

eslint: $(DEPENDENCIES)
	npx eslint --cache --cache-location node_modules/.cache/eslint/ --cache-strategy content .

format-check: $(DEPENDENCIES)
	npx prettier --check --log-level warn --cache .

circles: $(DEPENDENCIES)
	npx dpdm --no-tree --no-warning --no-progress --exit-code circular:1 index.ts bootstrap/index.ts services/index.ts policy/index.ts 'sandbox/**/*.ts' 'tests/**/*.ts' 'tools/*.ts' 'onprem/*.ts'

unused: $(DEPENDENCIES)
	npx knip

types: $(DEPENDENCIES) ## Type-check the program and the policy pack
	npx tsc -p tsconfig.json
	npx tsc -p policy/tsconfig.json --noEmit

docs: $(DEPENDENCIES) ## Write docs/CONFIG.md and its pages, the JSON schema of the stack files, docs/POLICIES.md, docs/changes.md and the pack's IAM reference anew
	$(NODE_TS) tools/generateDocs.ts

docs-check: $(DEPENDENCIES) ## Fail where generated docs differ from their source
	$(NODE_TS) tools/generateDocs.ts --check

site: site/node_modules/.package-lock.json ## Build the documentation as a site, site/.vitepress/dist; a dead link fails
	@npm run --silent --prefix site build

unit: install ## mocha: all tests, or those of one room: make unit ONLY=config
	npx mocha $(foreach room,$(ONLY),'tests/$(room)/**/*.test.ts')

format: $(DEPENDENCIES) ## Let eslint and prettier mend what they can
	npx eslint --fix .
	npx prettier --write --log-level warn .

policy-report: $(DEPENDENCIES) ## Write docs/POLICY-REPORT.md anew: each rule on a mutation of the prod stack, and on programs of other teams
	@LANDBRIDGE_POLICY_REPORT=1 npx mocha --no-config -r sandbox/register.js --exit --reporter dot tests/stack/policyReport.test.ts tests/policy/foreign/foreign.test.ts

large: install ## Long tests: 300 services and 500 servers, 200 random stacks, ten killed runs, fifty in one process (LANDBRIDGE_SEED=<seed> tries those of an earlier run)
	LANDBRIDGE_LARGE=1 npx mocha --no-config -r sandbox/register.js --exit tests/stack/large.test.ts tests/stack/randomStacks.test.ts tests/sandbox/interrupted.test.ts tests/sandbox/heap.test.ts

bench: install ## Previews by the official CLI and inline, in pairs with an empty program: make bench BENCH="--full --write", BENCH=--check
	$(NODE_TS) bench/preview.ts $(BENCH)

bench-up: install ## The first update of prod against the longest chain that AWS forces: all operations at once, and the CLI's default
	$(NODE_TS) bench/up.ts

clean: ## Remove the sandbox's state and what was built (dependencies and the pulumi CLI stay)
	rm -rf .sandbox policy/bin site/.pages site/.vitepress/cache site/.vitepress/dist

$(DEPENDENCIES): package.json policy/package.json package-lock.json .npmrc
	npm ci --no-progress
	@touch $@

site/node_modules/.package-lock.json: site/package.json site/package-lock.json site/.npmrc
	npm ci --prefix site --no-progress
	@touch $@

$(PACK): $(DEPENDENCIES) $(wildcard policy/*.ts policy/*/*.ts) $(wildcard policy/*/*/*.ts) policy/tsconfig.json policy/package.json
	npm run --silent build --workspace policy
	@touch $@
