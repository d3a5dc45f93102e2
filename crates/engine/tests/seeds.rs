//! What a visitor of the seeds can find out.

use std::fs;
use std::path::Path;

use dossier_engine::answer::{
    Comparison, DifferenceKind, DocumentPage, EntityPage, EntityRef, EntitySort, Lanes, LedgerGroup,
    LedgerSort, MetadataKind, Oddity, Overview, Results, Story,
};
use dossier_engine::{
    Answer, Axis, Engine, EntityKind, Field, Folding, Request, Selection, Typing, build, fold,
};
use dossier_reader::{Settings, Source, read};

fn engine() -> Engine {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the seeds are there")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "txt"))
        .collect();
    names.sort();
    let sources: Vec<Source> = names
        .into_iter()
        .map(|path| Source {
            bytes: fs::read(folder.join(&path)).expect("a readable seed"),
            path,
            ..Source::default()
        })
        .collect();
    let settings = fs::read_to_string(folder.join("collection.toml")).expect("the seeds are described");
    let settings = Settings::parse(&settings).expect("the description is well formed");
    Engine::open(build(&read(&sources, &settings))).expect("a fresh pack opens")
}

macro_rules! ask {
    ($engine:expr, $answer:ident, $request:expr) => {
        match $engine.answer(&$request) {
            Answer::$answer(answer) => *answer,
            other => panic!("{other:?}"),
        }
    };
}

fn find(engine: &Engine, query: &str) -> Results {
    let selection = Selection::default().with_query(query);
    ask!(
        engine,
        Results,
        Request::Results { selection, offset: 0, limit: 20, typing: Typing::Done, folding: Folding::Off }
    )
}

fn ids(results: &Results) -> Vec<&str> {
    let mut ids: Vec<&str> = results.hits.iter().map(|hit| &hit.document.id[..3]).collect();
    ids.sort_unstable();
    ids
}

fn person(engine: &Engine, key: &str) -> EntityPage {
    ask!(engine, Entity, Request::Entity { key: key.to_owned(), selection: Selection::default() })
}

fn full_id(engine: &Engine, number: &str) -> String {
    let all = find(engine, "");
    let hit = all.hits.iter().find(|hit| hit.document.id.starts_with(number)).expect("a seed of that number");
    hit.document.id.clone()
}

fn page(engine: &Engine, number: &str) -> DocumentPage {
    let id = full_id(engine, number);
    ask!(engine, Document, Request::Document { id, selection: Selection::default().with_query("Viettel") })
}

fn compare(engine: &Engine, numbers: &[&str]) -> Comparison {
    let documents = numbers.iter().map(|number| full_id(engine, number)).collect();
    ask!(engine, Comparison, Request::Comparison { documents })
}

/// Keys of the entities that exactly these of the compared documents name.
fn named_by<'c>(comparison: &'c Comparison, documents: &[u32]) -> Vec<&'c EntityRef> {
    let named = comparison.named.iter().filter(|named| named.documents == documents);
    named.map(|named| &named.entity).collect()
}

#[test]
fn searching_viettel_finds_the_documents_that_name_it() {
    assert_eq!(ids(&find(&engine(), "Viettel")), ["000", "001", "002"]);
}

#[test]
fn a_name_is_found_with_or_without_its_marks() {
    let engine = engine();
    let (plain, marked) = (find(&engine, "Pham Minh Chinh"), find(&engine, "Phạm Minh Chính"));
    assert_eq!(ids(&plain), ["000", "001", "002"]);
    assert_eq!(ids(&marked), ids(&plain));
    assert_eq!(marked.hits[0].document.id[..3], *"002", "the exact form is preferred");
}

#[test]
fn snippets_mark_the_words_of_the_query() {
    let found = find(&engine(), "viettel");
    for hit in &found.hits {
        assert!(hit.matches > 0);
        let marked =
            hit.snippet.marks.iter().map(|mark| &hit.snippet.text[mark.start as usize..mark.end as usize]);
        assert!(marked.map(fold).all(|word| word == "viettel"), "{:?}", hit.snippet);
        assert!(!hit.snippet.marks.is_empty());
    }
}

#[test]
fn general_giangs_page_has_his_roles_with_their_words() {
    let engine = engine();
    let page = person(&engine, "phan-van-giang");
    assert_eq!(page.document_count, 2);
    assert!(page.roles.len() > 1, "{:?}", page.roles);
    for role in &page.roles {
        assert!(!role.passages.is_empty());
        for passage in &role.passages {
            let mark = passage.marks[0];
            let words = fold(&passage.text[mark.start as usize..mark.end as usize]);
            assert!(words.contains(&fold(&role.title)), "{words:?} does not give {:?}", role.title);
        }
    }
    assert!(page.aliases.iter().any(|alias| alias.form.contains("Giang")));
    assert!(page.mention_count as usize >= page.mentions.len().min(3));
}

#[test]
fn resolution_08_is_one_instrument_through_the_years() {
    let engine = engine();
    let request = Request::Entities {
        selection: Selection::default(),
        kind: Some(EntityKind::Instrument),
        contains: "08".to_owned(),
        sort: EntitySort::Documents,
        offset: 0,
        limit: 10,
    };
    let directory = ask!(&engine, Entities, request);
    let resolution = &directory.rows[0];
    assert_eq!(resolution.documents, 3, "{directory:?}");
    let page = person(&engine, &resolution.entity.key);
    let in_documents: Vec<&str> = page.documents.iter().map(|document| &document.id[..3]).collect();
    for number in ["000", "003", "004"] {
        assert!(in_documents.contains(&number), "{in_documents:?}");
    }
    assert!(page.instrument.is_some());
}

#[test]
fn the_overview_tells_the_three_stories() {
    let engine = engine();
    let overview: Overview = ask!(&engine, Overview, Request::Overview { selection: Selection::default() });
    assert_eq!((overview.documents, overview.of), (5, 5));
    assert!(overview.words > 1_500);
    let has = |test: &dyn Fn(&Story) -> bool| overview.stories.iter().any(test);
    assert!(has(
        &|story| matches!(story, Story::InstrumentOverTime { instrument, .. } if instrument.name.contains("08"))
    ));
    let in_roles: Vec<(&str, &[String], u32)> = overview
        .stories
        .iter()
        .filter_map(|story| match story {
            Story::PersonInRoles { person, roles, documents, .. } => {
                Some((&*person.key, &**roles, *documents))
            }
            _ => None,
        })
        .collect();
    // "PM", "Prime Minister", "Politburo member and Prime Minister": one office, no story.
    assert_eq!(in_roles.len(), 1, "{in_roles:?}");
    assert_eq!((in_roles[0].0, in_roles[0].2), ("phan-van-giang", 2));
    assert_eq!(in_roles[0].1.len(), 2, "{in_roles:?}");
    assert!(!overview.oddities.iter().any(|oddity| matches!(oddity, Oddity::TwoRoles { .. })));
    assert!(overview.oddities.iter().any(|oddity| matches!(oddity, Oddity::NoExactDate { .. })));
}

#[test]
fn a_name_is_one_sided_only_where_the_other_document_names_nobody_of_that_name() {
    let engine = engine();
    let comparison = compare(&engine, &["000", "001"]);
    let forms = |entities: Vec<&EntityRef>| -> Vec<String> {
        let pages = entities.iter().map(|entity| person(&engine, &entity.key));
        pages.flat_map(|page| page.aliases.into_iter().map(|alias| fold(&alias.form))).collect()
    };
    let (left, right) = (forms(named_by(&comparison, &[0])), forms(named_by(&comparison, &[1])));
    let names = comparison.differences.iter().filter(|difference| difference.kind == DifferenceKind::Name);
    for difference in names {
        let (said, known) = match difference.said.as_slice() {
            [Some((said, _)), None] => (said, &left),
            [None, Some((said, _))] => (said, &right),
            both => panic!("one of them says it: {both:?}"),
        };
        assert!(known.contains(&fold(said)), "the other document names {said:?} too");
        assert_ne!(fold(said), "chinh", "Pham Minh Chinh is named in both");
    }
    let both = named_by(&comparison, &[0, 1]);
    assert!(both.iter().any(|entity| entity.key == "pham-minh-chinh"), "{both:?}");
}

#[test]
fn the_two_reports_of_one_meeting_are_aligned_sentence_by_sentence() {
    let comparison = compare(&engine(), &["000", "001"]);
    let row = |words: &str| {
        comparison.rows.iter().find(|row| row.sides[0].iter().any(|passage| passage.text.contains(words)))
    };
    let breakthrough = row("As reported at the event").expect("the left one's first sentence");
    assert!(breakthrough.sides[1].iter().any(|passage| passage.text.starts_with("Reports and opinions")));
    let mastered = row("The military has mastered").expect("the left one's second sentence");
    assert!(mastered.sides[1].iter().any(|passage| passage.text.starts_with("Our army has mastered")));
    let own = comparison.rows.iter().find(|row| {
        row.sides[0].is_empty()
            && row.sides[1].iter().any(|passage| passage.text.starts_with("Also attending"))
    });
    assert!(own.is_some(), "only the right one says who else attended");
    assert!(named_by(&comparison, &[1]).iter().any(|entity| entity.key == "phan-van-giang"));
    assert!(comparison.aligned[0] >= 6, "{:?}", comparison.aligned);
    assert!(comparison.event.is_some());
}

#[test]
fn three_documents_are_compared_as_two_are() {
    let engine = engine();
    let (two, three) = (compare(&engine, &["000", "001"]), compare(&engine, &["000", "001", "002"]));
    assert_eq!(three.documents.len(), 3);
    assert!(three.event.is_none(), "the third one tells of something else");
    for side in 0..3 {
        let told: usize = three.rows.iter().map(|row| row.sides[side].len()).sum();
        assert_eq!(told as u32, three.sentences[side], "no sentence is lost or told twice");
    }
    assert!(three.aligned[0] >= two.aligned[0] && three.aligned[1] >= two.aligned[1]);
    assert!(named_by(&three, &[0, 1, 2]).iter().any(|entity| entity.key == "pham-minh-chinh"));
    for difference in &three.differences {
        let row = &three.rows[difference.row as usize];
        for (said, side) in difference.said.iter().zip(&row.sides) {
            assert!(said.is_none() || !side.is_empty(), "what is said is said in its row");
        }
        assert!(difference.said.iter().any(Option::is_some));
    }
}

#[test]
fn a_document_page_holds_its_words_and_their_places() {
    let page = page(&engine(), "002");
    let words = &page.opening;
    assert!(words.text.contains("Phạm Minh Chính"));
    assert!(!words.mentions.is_empty() && !words.blocks.is_empty() && !words.sentences.is_empty());
    for mention in &words.mentions {
        assert!(!words.words(mention.span).is_empty());
        assert!((mention.entity as usize) < words.entities.len());
    }
    assert!(page.hits.iter().all(|hit| fold(words.words(*hit)) == "viettel"));
    assert_eq!(page.hits.len(), 2);
    assert_eq!(page.position.map(|(_, total)| total), Some(3));
    assert_eq!(page.document.date.expect("002 prints its date").words, "12 March 2026");
}

#[test]
fn the_ledger_counts_the_same_statements_however_it_is_grouped() {
    let engine = engine();
    let mut totals = Vec::new();
    for group in LedgerGroup::ALL {
        let request = Request::Ledger {
            selection: Selection::default(),
            kinds: Vec::new(),
            group,
            sort: LedgerSort::Oldest,
            offset: 0,
            limit: 500,
        };
        let ledger = ask!(&engine, Ledger, request);
        assert_eq!(ledger.rows.len() as u32, ledger.row_count);
        assert_eq!(ledger.groups.iter().map(|group| group.rows).sum::<u32>(), ledger.row_count);
        totals.push(ledger.total);
    }
    assert!(totals.iter().all(|total| *total == totals[0]), "{totals:?}");
}

#[test]
fn a_ledger_filtered_by_who_speaks_holds_only_what_he_said() {
    let engine = engine();
    let selection = Selection::default().including(Field::From, "pham-minh-chinh");
    let request = Request::Ledger {
        selection,
        kinds: Vec::new(),
        group: LedgerGroup::None,
        sort: LedgerSort::Oldest,
        offset: 0,
        limit: 500,
    };
    for row in ask!(&engine, Ledger, request).rows {
        let issuer = row.issuer.and_then(|issuer| issuer.entity).expect("somebody said it");
        assert_eq!(issuer.key, "pham-minh-chinh");
    }
}

#[test]
fn the_timeline_places_documents_and_keeps_the_undated_apart() {
    let engine = engine();
    let request = |lanes| Request::Timeline {
        selection: Selection::default(),
        lanes,
        axis: Axis::Published,
        most_items: 1_000,
        window: None,
        bins: 100,
    };
    let timeline = ask!(&engine, Timeline, request(Lanes::Kinds));
    let published = &timeline.lanes[0];
    assert_eq!(published.total + published.undated_count, 5);
    assert_eq!(published.items.len() as u32, published.total);
    let mentioned = &timeline.lanes[2];
    let ids: Vec<_> = mentioned.items.iter().map(|item| item.id).collect();
    let cards = ask!(&engine, TimelineCards, Request::TimelineCards { ids: ids.clone() });
    assert_eq!(cards.cards.len(), ids.len());
    assert!(cards.cards.iter().all(|card| card.passage.is_some()));
    assert!(!ask!(&engine, Timeline, request(Lanes::Instruments)).lanes.is_empty());
}

#[test]
fn suggestions_lead_to_people_without_their_marks() {
    let suggestions =
        ask!(&engine(), Suggestions, Request::Suggestions { text: "giang".to_owned(), limit: 8 });
    let first = &suggestions.items[0];
    assert!(
        matches!(first, dossier_engine::answer::Suggestion::Entity { entity, .. } if entity.key == "phan-van-giang"),
        "{suggestions:?}"
    );
}

#[test]
fn what_nobody_knows_is_said_by_its_name() {
    let request = Request::Entity { key: "nobody".to_owned(), selection: Selection::default() };
    let Answer::Failed(failure) = engine().answer(&request) else { panic!("nobody has no page") };
    assert_eq!(
        failure,
        dossier_engine::Failure::Unknown { what: "entity".to_owned(), name: "nobody".to_owned() }
    );
}

#[test]
fn a_document_tells_that_its_encoding_was_guessed() {
    let source = |path: &str, bytes: &[u8]| Source {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
        ..Source::default()
    };
    let sources = [source("a.txt", b"Plain words."), source("b.txt", b"caf\xe9 au lait, d\xe9j\xe0 vu")];
    let collection = read(&sources, &Settings::default());
    let engine = Engine::open(build(&collection)).expect("a fresh pack opens");
    let doubts = |id: &str| {
        let request = Request::Document { id: id.to_owned(), selection: Selection::default() };
        let page = ask!(engine, Document, request);
        let doubts = page.metadata.into_iter().filter(|datum| datum.kind == MetadataKind::Assumed);
        doubts.map(|datum| datum.value).collect::<Vec<_>>()
    };
    assert_eq!(doubts("a"), [""; 0]);
    assert!(doubts("b")[0].contains("windows-1252"), "{:?}", doubts("b"));
    assert_eq!(engine.collection().expect("the whole pack is here").assumed, collection.assumed);
}
