.PHONY: screenshots
screenshots: app browser ## pictures of every page, light and dark, narrow and wide, into target/screenshots/
	node tools/screenshots.mjs target/app target/screenshots --axe "$$(tools/setup.sh axe)"
