.PHONY: bench-search
bench-search: toolchain ## the search engine's figures on a corpus it makes: open, queries by kind, memory, sizes
	cargo bench -q -p dossier-search --bench figures

.PHONY: engine
engine: web ## the search engine alone, as an ES module, into dist/engine/
	@$(TOOLED) tools/engine.sh
