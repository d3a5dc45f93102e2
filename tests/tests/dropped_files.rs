//! Somebody drops files of their own on the page.

use dossier_journeys::{Server, Tab, dist, journey, journey_at};

/// Drops files on the page. `files` is a JavaScript expression: an array of `[name, text]`.
async fn drop_files(tab: &Tab, files: &str) {
    tab.run(&format!(
        "const transfer = new DataTransfer();
         for (const [name, text] of {files}) transfer.items.add(new File([text], name));
         const event = type => new DragEvent(type, {{ dataTransfer: transfer, bubbles: true, cancelable: true }});
         document.querySelector('main').dispatchEvent(event('dragover'));
         document.querySelector('main').dispatchEvent(event('drop'));"
    ))
    .await;
}

/// Small documents, as many as wanted, no two the same.
fn documents(count: usize) -> String {
    format!(
        "Array.from({{ length: {count} }}, (_, n) => [`note-${{n}}.txt`,
            `Note ${{n}}\\n\\nHANOI, ${{1 + n % 28}} March 2024. Minister Tran Van Example asked district ${{n % 40}} to report by ` +
            `${{1 + n % 28}} May 2024. The meeting of quarter ${{n % 7}} was held in Hanoi.\\n`])"
    )
}

async fn opened(tab: &Tab) {
    tab.wait_for("[data-outcome=read] .open-it").await;
}

#[test]
fn dropped_files_become_a_collection_that_every_view_works_on() {
    journey(async |tab| {
        assert!(
            !tab.truth(
                "performance.getEntriesByType('resource').some(e => e.name.includes('dossier-reader'))"
            )
            .await,
            "the reader is part of the first visit"
        );
        drop_files(tab, &documents(12)).await;
        tab.wait_for_text("[data-page=open] h1", "Open your own files").await;
        opened(tab).await;
        tab.wait_for_text("[data-outcome=read] h2", "12").await;
        tab.wait_for_text("[data-outcome=read]", "Nothing was left out").await;
        tab.assert_accessible().await;
        tab.click(".open-it").await;
        tab.wait_until("location.hash.includes('in=')").await;
        for view in ["documents", "timeline", "entities", "ledger", "overview"] {
            tab.click(&format!(".views a[href*='{}']", if view == "overview" { "/?in=" } else { view }))
                .await;
            tab.wait_for(&format!("main[data-page={view}][data-state=ready]")).await;
        }
        tab.click(".views a[href*=documents]").await;
        tab.wait_for("main[data-page=documents] [data-document='note-7']").await;
        assert!(tab.hash().await.contains("in="), "{}", tab.hash().await);
        tab.wait_for_text(".brand", "Opened files").await;

        // Back leads to the site's own collection again.
        tab.go("#/documents").await;
        tab.wait_for("main[data-page=documents][data-state=ready]").await;
        assert_eq!(tab.count("[data-document='note-7']").await, 0);
    });
}

#[test]
fn what_is_left_out_is_named_and_a_mistake_in_collection_toml_is_shown_with_its_place() {
    journey(async |tab| {
        drop_files(
            tab,
            "[['a.txt', 'Words of a document.'], ['picture.png', '\\x89PNG\\r\\n\\x1a\\n'], ['empty.md', ''],
              ['collection.toml', 'title = \"Cables\"\\ncolour = 3\\n']]",
        )
        .await;
        opened(tab).await;
        let left = tab.texts(".left-out li").await;
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left.iter().any(|line| line.starts_with("picture.png: ")), "{left:?}");
        assert!(left.iter().any(|line| line.starts_with("empty.md: ")), "{left:?}");
        tab.wait_for_text(".mistake", "line 2, column 1").await;
    });
}

#[test]
fn two_thousand_files_are_read_while_the_page_answers_to_clicks() {
    journey(async |tab| {
        // Every gap between two frames, and every task that kept the page from answering.
        tab.run(
            "window.longest = 0;
             new PerformanceObserver(list => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); })
                 .observe({ type: 'longtask' });",
        )
        .await;
        drop_files(tab, &documents(2000)).await;
        tab.wait_for(".reading[data-stage=reading]").await;
        tab.wait_until("Number(document.querySelector('.reading')?.dataset.done ?? 2000) > 0").await;
        // The site's own collection can be read meanwhile.
        for (view, page) in [("documents", "documents"), ("timeline", "timeline"), ("entities", "entities")] {
            tab.click(&format!(".views a[href*={view}]")).await;
            tab.wait_for(&format!("main[data-page={page}][data-state=ready]")).await;
        }
        tab.click(".tool[href*=open]").await;
        tab.wait_until("document.querySelector('[data-outcome=read]')").await;
        tab.wait_for_text("[data-outcome=read] h2", "2000").await;

        // Kept, it is there after a reload; opened, it stays open over one.
        tab.click(".collection .keep").await;
        tab.wait_for(".collection[data-kept=true]").await;
        tab.reload().await;
        tab.wait_for(".collection[data-kept=true]").await;
        tab.click(".collection[data-kept=true] .collection-title").await;
        tab.wait_for("main[data-page=overview][data-state=ready]").await;
        tab.reload().await;
        tab.wait_for("main[data-page=overview][data-state=ready]").await;
        tab.wait_for_text("main", "2000").await;

        // Removed, it is gone, and its address says so.
        let address = tab.hash().await;
        tab.click(".tool[href*=open]").await;
        tab.click(".collection[data-kept=true] .remove").await;
        tab.wait_until("!document.querySelector('.collection[data-collection]')").await;
        tab.go(&address).await;
        tab.wait_for_text("main[data-page=gone] h1", "This collection is not here").await;
    });
}

#[test]
fn reading_can_be_cancelled_and_begun_again() {
    journey(async |tab| {
        drop_files(tab, &documents(2000)).await;
        tab.wait_for(".reading[data-stage=reading]").await;
        tab.click(".reading .cancel").await;
        tab.wait_for_text("[data-outcome=cancelled] h2", "Cancelled").await;
        assert_eq!(tab.count(".collection[data-collection]").await, 0);
        drop_files(tab, &documents(3)).await;
        opened(tab).await;
        tab.wait_for_text("[data-outcome=read] h2", "3").await;
    });
}

#[test]
fn pasted_text_is_a_document() {
    journey(async |tab| {
        tab.click(".tool[href*=open]").await;
        tab.click(".paste summary").await;
        tab.type_into("#pasted", "A letter\n\nIt was written in Hue on 3 May 2021.").await;
        tab.click_text(".paste button", "Read this text").await;
        opened(tab).await;
        tab.click(".open-it").await;
        tab.wait_for("main[data-page=overview][data-state=ready]").await;
        tab.wait_for_text(".brand", "Pasted text").await;
    });
}

#[test]
fn several_collections_stand_side_by_side_and_a_lost_one_says_so() {
    journey(async |tab| {
        drop_files(tab, &documents(2)).await;
        opened(tab).await;
        drop_files(tab, &documents(3)).await;
        tab.wait_until("document.querySelectorAll('.collection[data-collection]').length === 2").await;
        tab.click(".collection[data-collection] .collection-title").await;
        tab.wait_until("location.hash.includes('in=')").await;
        tab.wait_for("main[data-page=overview][data-state=ready]").await;
        // It was not kept: after a reload its address tells what to do.
        tab.reload().await;
        tab.wait_for("main[data-page=gone]").await;
        tab.click_text("main a", "site's own collection").await;
        tab.wait_for("main[data-page=overview][data-state=ready]").await;
    });
}

/// The files that the page has given to the browser for saving, by name: their beginnings, as text.
async fn saved(tab: &Tab, name: &str) -> String {
    tab.wait_until(&format!("window.saved?.some(file => file.name === {name:?} && file.text)")).await;
    let text = tab.run(&format!("return window.saved.find(file => file.name === {name:?}).text")).await;
    text.as_str().unwrap_or_default().to_owned()
}

/// Takes the place of the browser's download folder.
async fn watch_downloads(tab: &Tab) {
    tab.run(
        "window.saved = [];
         const address = URL.createObjectURL.bind(URL);
         let last;
         URL.createObjectURL = blob => { last = blob; return address(blob); };
         HTMLAnchorElement.prototype.click = function () {
             const file = { name: this.download, blob: last };
             window.saved.push(file);
             file.blob.text().then(text => { file.text = text; });
         };",
    )
    .await;
}

#[test]
fn a_collection_is_saved_as_one_file_as_a_site_and_as_a_pack_that_opens_again() {
    journey(async |tab| {
        drop_files(tab, &documents(5)).await;
        opened(tab).await;
        watch_downloads(tab).await;
        tab.click(".collection[data-collection] [data-save=file]").await;
        let page = saved(tab, "Opened files.html").await;
        assert!(page.contains("<title>Opened files</title>") && page.contains("id=\"dossier-wasm\""));
        assert!(!page.contains("connect-src"), "its policy allows no request");
        tab.click(".collection[data-collection] [data-save=site]").await;
        let archive = saved(tab, "Opened files.zip").await;
        for name in ["opened-files/index.html", "opened-files/documents/note-3.html", "opened-files/sw.js"] {
            assert!(archive.contains(name), "{name} is in the archive");
        }
        // The site's own, too.
        tab.click(".collection.own [data-save=pack]").await;
        tab.wait_until("window.saved.length === 3 && window.saved[2].text").await;
        // And a pack is opened like any file.
        tab.click(".collection[data-collection] [data-save=pack]").await;
        assert!(saved(tab, "Opened files.pack").await.starts_with("dossier\n"));
        tab.click(".collection[data-collection] .remove").await;
        tab.wait_until("!document.querySelector('.collection[data-collection]')").await;
        tab.run(
            "const transfer = new DataTransfer();
             transfer.items.add(new File([window.saved[3].blob], 'mine.pack'));
             document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));",
        )
        .await;
        opened(tab).await;
        tab.wait_for_text("[data-outcome=read] h2", "5").await;
    });
}

#[test]
fn what_reads_more_than_text_is_fetched_for_files_that_are_more_than_text() {
    let server = Server::start(dist());
    journey_at(&server.origin(), async move |tab| {
        drop_files(
            tab,
            "[['a.txt', 'Minister Jane Roe spoke in Hanoi.'], ['b.md', '---\\ntitle: Notes\\n---\\n# Notes\\n\\nWords of a note.'],
              ['c.csv', 'id,text\\n1,Words of a row.'], ['d.jsonl', '{\"text\": \"Words of another row.\"}']]",
        )
        .await;
        opened(tab).await;
        tab.wait_for_text("[data-outcome=read] h2", "4").await;
        assert!(server.sent("dossier-reader-rest").is_empty(), "text, Markdown and rows are read without it");
        tab.click(".open-it").await;
        tab.wait_until("location.hash.includes('in=')").await;
        tab.go("#/open").await;
        drop_files(tab, "[['page.html', '<!doctype html><title>Page</title><p>Words of a page.</p>'], ['again.txt', 'More words.']]")
            .await;
        opened(tab).await;
        tab.wait_for_text("[data-outcome=read] h2", "2").await;
        // Where the module was split: it came, once.
        assert!(server.sent("dossier-reader-rest").len() <= 1);
        if tab.truth("document.querySelector('meta[name=dossier-reader]').content.includes('-rest-')").await {
            assert_eq!(server.sent("dossier-reader-rest").len(), 1);
        }
    });
}
