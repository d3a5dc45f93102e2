# make eval DATA=../shared/eval: the reader's quality on public development sets, in one table.
DATA ?= ../shared/eval

.PHONY: eval
eval: toolchain ## quality figures on the development data (DATA=…)
	cargo build --release --locked -p dossier-cli
	python3 tools/eval.py $(DATA)

.PHONY: bench-reader
bench-reader: toolchain ## the reader's speed by stage, on texts it makes (FILES=… for others)
	cargo bench -q --locked -p dossier-reader --bench stages -- $(abspath $(FILES))
