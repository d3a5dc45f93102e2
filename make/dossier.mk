# The command line with the app inside it, and what it makes of the seeds.

.PHONY: dossier
dossier: web toolchain ## the command line with the app inside it: target/release/dossier
	@tools/trunk.sh build --release --dist target/app
	DOSSIER_APP="$(CURDIR)/target/app" cargo build --release --locked -p dossier-cli

.PHONY: dist
dist: dossier ## the seeds as a site (dist/) and as one file (dist/dossier.html)
	target/release/dossier build seeds -o dist --force
	target/release/dossier build seeds -o dist/dossier.html --single-file
