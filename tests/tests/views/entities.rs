//! The directory, the page of an entity, the page of a theme.

use dossier_journeys::{journey, journey_at, site_of};

use crate::count_is;

#[test]
fn the_directory_is_searched_in_any_form_and_sorted() {
    journey(async |tab| {
        tab.go("#/entities").await;
        tab.wait_for(".directory-row .spark").await;
        tab.type_into(".inline-find", "tran tuan").await;
        tab.wait_until("document.querySelectorAll('.directory-row').length === 1").await;
        tab.wait_for_text(".directory-row", "Trần Tuấn Anh").await;
        tab.go("#/entities/person?by=name").await;
        tab.wait_for(".directory-row").await;
        tab.wait_until("document.querySelectorAll('.directory-row').length === 8").await;
    });
}

#[test]
fn the_page_of_general_giang_gives_his_roles_with_their_words() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.click(".story .entity[data-entity=phan-van-giang]").await;
        tab.ready("entity").await;
        tab.wait_for_text(".role h3", "Minister of National Defense").await;
        assert!(tab.count(".role .passage mark[data-kind=role], .role .passage mark").await > 1);
        assert!(tab.count(".together li").await > 2, "with whom he appears");
        tab.click(".role .passage").await;
        tab.ready("document").await;
        tab.wait_for("[aria-current=location]").await;
    });
}

#[test]
fn resolution_08_is_followed_through_the_years_to_what_carries_it_out() {
    journey(async |tab| {
        tab.ready("overview").await;
        tab.click("[data-story=instrument-over-time] .story-action a").await;
        tab.ready("entity").await;
        assert!(tab.text("h1").await.contains("08"));
        tab.wait_for_text("#main .pairs", "Politburo").await;
        tab.wait_for_text("#main .pairs", "26 January 2022").await;
        assert_eq!(tab.count(".chain-node").await, 3, "itself and the two that carry it out");
        tab.wait_for_text(".facts", "in 3\u{a0}documents").await;
    });
}

#[test]
fn a_theme_has_a_page_with_its_sentences_and_what_was_asked() {
    journey(async |tab| {
        tab.go("#/themes").await;
        tab.ready("themes").await;
        tab.click_text(".directory-themes a", "Dual use").await;
        tab.ready("theme").await;
        assert_eq!(tab.text("h1").await, "Dual use");
        tab.wait_for(".mention-list mark[data-kind=subject]").await;
        let sentences = tab.texts(".mention-list mark[data-kind=subject]").await;
        assert!(sentences.iter().all(|term| term.to_lowercase().contains("dual")), "{sentences:?}");
        tab.wait_for_text(".matrix", "no later report found").await;
        tab.click(".mention-list .passage").await;
        tab.ready("document").await;
        assert!(tab.text("mark[data-kind=target]").await.to_lowercase().contains("dual"));
        tab.go("#/theme/nothing-of-the-kind").await;
        tab.wait_for_text("main", "There is no theme called").await;
    });
}

#[test]
fn a_place_has_a_page_with_its_sentences_and_documents_and_forward_returns_to_it() {
    journey(async |tab| {
        tab.go("#/entities/place").await;
        tab.ready("entities").await;
        tab.click_text(".directory .entity", "Hà Nội").await;
        tab.ready("entity").await;
        assert_eq!(tab.text("h1").await, "Hà Nội");
        tab.wait_for(".mention-list mark[data-kind=subject]").await;
        tab.click_text(".entity-head a", "In the documents").await;
        tab.ready("documents").await;
        tab.wait_for_text(".chips .chip", "Hà Nội").await;
        count_is(tab, 2).await;
        tab.back().await;
        tab.ready("entity").await;
        tab.run("history.forward()").await;
        tab.ready("documents").await;
        count_is(tab, 2).await;
    });
}

#[test]
fn an_organisation_says_whose_part_it_is_what_it_said_and_who_it_is_elsewhere() {
    journey(async |tab| {
        tab.go("#/entity/ministry-of-national-defence").await;
        tab.ready("entity").await;
        tab.wait_for_text(".card", "Part of ").await;
        tab.wait_for_text(".aliases .alias", "Ministry of National Defense").await;
        tab.wait_for_text(".section:has(#received) .gloss", "statement").await;
        assert!(tab.count(".section:has(#received) .statements [data-statement]").await > 1);
        // Every mention in context, and the words lead to their place.
        let said = tab.text(".section:has(#mentions) .gloss").await;
        let total: usize = said
            .split_whitespace()
            .find_map(|word| word.parse().ok())
            .unwrap_or_else(|| panic!("no count: {said}"));
        assert_eq!(tab.count(".mention-list li").await, total.min(20));
        tab.click_text(".card .entity", "Government of Vietnam").await;
        tab.wait_for_text("h1", "Government of Vietnam").await;
        tab.ready("entity").await;
        tab.wait_for_text(".card", "Its parts").await;
        tab.wait_for_text(".card .entity", "Ministry of National Defence").await;
    });
}

#[test]
fn what_the_rules_are_not_sure_of_is_marked_and_identifiers_are_shown_as_text() {
    let text = "Ferries for the coast\n\nBERGEN, 3 March 2021 - Minister Anna Dahl visited the Harbour Office in Bergen on \
                Wednesday. In Marigold they waited for another day.\n";
    let settings = "title = \"Coast\"\n\n[[entity]]\nname = \"Harbour Office\"\nkind = \"organisation\"\n\
                    identifiers = { register = \"NO 974 761\" }\n";
    let (_place, server) = site_of("unsure", &[("ferries.txt", text), ("collection.toml", settings)]);
    journey_at(&server.origin(), async move |tab| {
        tab.ready("overview").await;
        tab.wait_for_text(".oddity h3", "not sure of").await;
        tab.click_text(".oddity a", "among the entities").await;
        tab.ready("entities").await;
        tab.wait_for(".directory-row .candidate").await;
        tab.click_text(".directory-row .entity", "Marigold").await;
        tab.ready("entity").await;
        tab.wait_for_text(".entity-kind", "candidate: the rules are not sure").await;
        tab.wait_for_text(".entity-head .facts", "%").await;
        tab.go("#/entity/harbour-office").await;
        tab.ready("entity").await;
        tab.wait_for_text(".card .pairs", "register").await;
        tab.wait_for_text(".card .pairs code", "NO 974 761").await;
        assert_eq!(tab.count("[data-entity=harbour-office] a[href^=http]").await, 0);
    });
}
