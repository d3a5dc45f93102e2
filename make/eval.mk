# make eval DATA=../shared/eval: the reader's quality on public development sets, in one table.
DATA ?= ../shared/eval

.PHONY: eval
eval: toolchain ## quality figures on the development data (DATA=…)
	cargo build --release --locked -p dossier-cli
	python3 tools/eval.py $(DATA)
