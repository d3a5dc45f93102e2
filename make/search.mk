.PHONY: bench
bench: toolchain ## speed, size and quality figures, in one table, on corpora it makes (DOCUMENTS=100000)
	@printf '| %-44s | %28s |\n|%s|%s|\n' figure value ---------------------------------------------- -----------------------------:
	@cargo bench -q -p dossier-search --bench figures -- $(DOCUMENTS)
	@if [ -d crates/reader/benches ]; then cargo bench -q -p dossier-reader --bench stages; fi
	@if [ -d dist/engine ]; then node tools/brotli.mjs dist/engine --rows; fi

.PHONY: engine
engine: web ## the search engine alone, as an ES module, into dist/engine/
	@$(TOOLED) tools/engine.sh
