# The command line with the app inside it, and what it makes of the seeds.

.PHONY: dossier
dossier: web toolchain app ## the command line with the app inside it: target/release/dossier
	DOSSIER_APP="$(CURDIR)/target/app" cargo build --release --locked -p dossier-cli

.PHONY: dist
dist: dossier ## the seeds as a site (dist/) and as one file (dist/dossier.html)
	@rm -f target/dossier.html
	target/release/dossier build seeds -o target/dossier.html --single-file --quiet
	target/release/dossier build seeds -o dist --force
	@mv target/dossier.html dist/dossier.html
	@node tools/sizes.mjs dist
