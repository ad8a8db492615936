PYTHON = .venv/bin/python
.DEFAULT_GOAL = help

.PHONY: help demo test check bench contract messages reset stop sync

help:    ## Show this list
	@sed -n 's/^\([a-z][a-z]*\): .*## /  make \1|/p;s/^\([a-z][a-z]*\):  *## /  make \1|/p' Makefile | awk -F"|" '{ printf "%-16s %s\n", $$1, $$2 }'

demo: sync    ## Run the whole platform here until Ctrl-C; PORT=9000 chooses the port, SEARCH=elasticsearch the engine
	@exec $(PYTHON) -m tools.demo

test: sync    ## Run every test; ARGS="tests/kernel -x" passes words to pytest
	@exec $(PYTHON) -m tools.run_tests $(ARGS)

check: sync    ## Judge the code without running it: format, lint, types, layers, templates, migrations, catalogs
	@exec $(PYTHON) -m tools.check

bench: sync    ## Measure against a plain Wagtail in one run: a table, then one line of JSON
	@exec $(PYTHON) -m tools.run_bench $(ARGS)

contract: sync    ## Write the API's contract to docs/api/, unless it would break front ends
	@$(PYTHON) -m tools.contract

messages: sync    ## Collect the strings of the interface into locale/, then compile them
	@$(PYTHON) -m tools.messages collect
	@$(PYTHON) -m tools.messages compile

stop: sync    ## Stop the servers that a killed start may have left behind
	@exec $(PYTHON) -m tools.reset --keep-data

reset: sync    ## Delete the data of the demo after asking; FORCE=1 does not ask
	@exec $(PYTHON) -m tools.reset

sync:    ## Bring .venv to what uv.lock says
	@tools/sync
