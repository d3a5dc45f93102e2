//! What the seeds are too few and too short for: copies of a text, and a document that comes in parts.

use dossier_engine::answer::{DocumentPage, MetadataKind, Results, Source as Raw, Stretch};
use dossier_engine::{Answer, Engine, Folding, Request, Selection, Typing, build};
use dossier_reader::{Settings, Source, read};

fn engine(texts: &[(&str, String)]) -> Engine {
    let sources: Vec<Source> = texts
        .iter()
        .map(|(name, text)| Source {
            id: (*name).to_owned(),
            path: format!("{name}.txt"),
            bytes: text.clone().into_bytes(),
            ..Source::default()
        })
        .collect();
    Engine::open(build(&read(&sources, &Settings::default()))).expect("a fresh pack opens")
}

macro_rules! ask {
    ($engine:expr, $answer:ident, $request:expr) => {
        match $engine.answer(&$request) {
            Answer::$answer(answer) => *answer,
            other => panic!("{other:?}"),
        }
    };
}

fn folded(engine: &Engine, open: &[&str]) -> Results {
    let open = open.iter().map(|id| (*id).to_owned()).collect();
    let request = Request::Results {
        selection: Selection::default(),
        offset: 0,
        limit: 20,
        typing: Typing::Done,
        folding: Folding::On { open },
    };
    ask!(engine, Results, request)
}

const RELEASE: &str = "The harbour authority of Aarhus opened a second quay for grain on Monday after two winters of \
    building. Ships of up to forty thousand tonnes can now be loaded in a day, where it took three before. The works \
    were paid for by the town and by the mills along the river, which had asked for them since the flood. A third quay \
    is to follow when the dredging of the outer basin is done, the authority said, and not before.\n\nThe mills expect to \
    ship twice as much barley as last year. Farmers on the islands remain doubtful: their own small harbours are silting \
    up, and nobody has offered to dredge them.";

#[test]
fn a_release_printed_twice_with_a_word_changed_is_one_row_and_two_documents() {
    let reprint = RELEASE.replace("doubtful", "unconvinced").replace("on Monday", "this week");
    let other = "The museum of the town shows paintings of ships. It is open every day but one, and children pay nothing \
        at all when they come with somebody who does.";
    let engine = engine(&[("a", RELEASE.to_owned()), ("b", other.to_owned()), ("c", reprint)]);
    let closed = folded(&engine, &[]);
    assert_eq!((closed.total, closed.rows), (3, 2));
    let head = closed.hits.iter().find(|hit| hit.fold.is_some()).expect("one stands above its copy");
    let fold = head.fold.as_ref().expect("it was found by that");
    assert_eq!((fold.count, fold.alike, fold.open), (1, 1, false));
    // Copies report one event, too; without a title it is called by how they begin.
    let (_, title) = fold.event.as_ref().expect("they share their phrases");
    assert!(title.starts_with("The harbour authority of Aarhus opened"), "{title}");
    let open = folded(&engine, &[&head.document.id, "nobody"]);
    assert_eq!((open.total, open.rows), (3, 3));
    let place = open.hits.iter().position(|hit| hit.document.id == head.document.id).expect("listed");
    assert_eq!(open.hits[place + 1].under.as_ref(), Some(&head.document.id));
    assert_eq!(open.hits[place + 1].document.id, fold.first.id);
}

/// Some 400 kB in many paragraphs.
fn long_text() -> String {
    let paragraph = |number: usize| {
        format!(
            "Governor Anna Dahl asked the Ministry of Transport to repair bridge {number} in Bergen by {}. \"We will not \
             wait,\" said Minister Viktor Holm on March {}, 2014. The works stood still for years.",
            2015 + number % 20,
            1 + number % 28,
        )
    };
    (0..2_000).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn a_long_document_comes_with_its_opening_and_the_rest_of_it_part_by_part() {
    let text = long_text();
    let engine = engine(&[("long", text.clone()), ("short", RELEASE.to_owned())]);
    let page: DocumentPage =
        ask!(engine, Document, Request::Document { id: "long".to_owned(), selection: Selection::default() });
    assert!(page.parts.len() > 40, "{} parts", page.parts.len());
    assert!(page.opening.text.len() < 80_000, "an answer carries what is drawn at first, not the whole");
    assert_eq!(page.opening.parts.start, 0);
    let of = |first: u32, end: u32| -> Stretch {
        ask!(engine, Stretch, Request::Stretch { id: "long".to_owned(), first, end })
    };
    assert_eq!(of(0, page.opening.parts.end), page.opening);

    let (mut at, mut sentences, mut statements, mut mentions, mut dates) = (0, 0, 0, 0, 0);
    for (number, part) in page.parts.iter().enumerate() {
        let number = number as u32;
        let stretch = of(number, number + 1);
        assert_eq!(stretch.parts, number..number + 1);
        assert_eq!(stretch.text, text[part.span.range()], "no byte more or less");
        assert!(text[at..part.span.start as usize].trim().is_empty(), "nothing is lost between two parts");
        at = part.span.end as usize;
        assert_eq!((stretch.first_sentence, stretch.first_statement), (sentences, statements));
        sentences += stretch.sentences.len() as u32;
        statements += stretch.statements.len() as u32;
        mentions += stretch.mentions.len() as u32;
        dates += stretch.dates.len() as u32;
        for mention in &stretch.mentions {
            assert!(
                !stretch.words(mention.span).is_empty() && (mention.entity as usize) < stretch.entities.len()
            );
        }
        for statement in &stretch.statements {
            assert!(stretch.sentence(statement.sentence).is_some());
            assert!(stretch.rules.iter().any(|rule| rule.name.as_str() == statement.rule));
        }
        for piece in &stretch.pieces {
            assert!(piece.part == number && stretch.block(piece.block).is_some());
        }
    }
    assert!(text[at..].trim().is_empty());
    assert_eq!((statements, dates), (page.statements, page.dates));
    assert_eq!(mentions, page.kinds.iter().map(|(_, count)| count).sum::<u32>());
    assert!(statements > 1_000 && mentions > 3_000 && dates > 2_000, "{statements} {mentions} {dates}");
    assert_eq!(of(page.parts.len() as u32, u32::MAX), Stretch::default(), "past the end there is nothing");

    let source: Raw = ask!(engine, Source, Request::Source { id: "long".to_owned() });
    assert_eq!(source.text, text);
    let short: DocumentPage =
        ask!(engine, Document, Request::Document { id: "short".to_owned(), selection: Selection::default() });
    assert_eq!(short.opening.parts.len(), short.parts.len(), "what is short comes whole");
}

#[test]
fn a_column_that_names_the_outlet_stands_once_beside_a_document() {
    let given = |pairs: &[(&str, &[&str])]| -> Vec<(String, Vec<String>)> {
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        pairs.iter().map(|(key, all)| ((*key).to_owned(), values(all))).collect()
    };
    let columns = [
        given(&[("outlet", &["The Morning Post"]), ("desk", &["Trade"])]),
        given(&[("Publisher", &["The Evening Post"])]),
        given(&[("outlet", &["One Post", "Another Post"])]),
    ];
    let sources: Vec<Source> = columns
        .into_iter()
        .enumerate()
        .map(|(number, given)| Source {
            id: format!("d{number}"),
            path: format!("d{number}.txt"),
            bytes: b"Nothing was said of the harvest on that day in the harbour.".to_vec(),
            given,
            ..Source::default()
        })
        .collect();
    let engine = Engine::open(build(&read(&sources, &Settings::default()))).expect("a fresh pack opens");
    let known = |id: &str| -> Vec<(MetadataKind, String)> {
        let request = Request::Document { id: id.to_owned(), selection: Selection::default() };
        let page: DocumentPage = ask!(engine, Document, request);
        page.metadata.into_iter().map(|datum| (datum.kind, datum.value)).collect()
    };
    let outlet = |value: &str| (MetadataKind::Outlet, value.to_owned());
    let facet = |name: &str, value: &str| (MetadataKind::Facet(name.to_owned()), value.to_owned());
    assert_eq!(known("d0"), [outlet("The Morning Post"), facet("desk", "Trade")]);
    assert_eq!(known("d1"), [outlet("The Evening Post")]);
    assert_eq!(known("d2"), [outlet("One Post"), facet("outlet", "One Post, Another Post")]);
}

#[test]
fn a_role_that_only_an_undated_document_gives_is_undated() {
    let text = "Deputy Prime Minister Lena Ortmann opened the bridge at Varde and thanked the engineers for their work.";
    let engine = engine(&[("a", text.to_owned())]);
    let request = Request::Entity { key: "lena-ortmann".to_owned(), selection: Selection::default() };
    let page = ask!(engine, Entity, request);
    assert_eq!(page.roles.len(), 1);
    assert_eq!(page.roles[0].title, "Deputy Prime Minister");
    assert!(page.roles[0].when.is_none(), "{:?}", page.roles[0].when);
}
