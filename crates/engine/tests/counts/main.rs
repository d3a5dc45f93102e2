//! Every count beside a filter equals what a click yields: held against a brute-force reading of the collection.

mod sketch;

use dossier_corpus::{Edtf, EntityKind, StatementKind};
use dossier_engine::answer::{AskedAndReported, CellSentences, DateStrip, Facets, Results};
use dossier_engine::{
    Answer, Axis, Certainty, DateFilter, Engine, Field, Filter, Folding, Mode, Request, Selection, Typing,
    build,
};
use proptest::prelude::*;
use sketch::{JOINT, Sketch, THEMES, brute_force, collection, selections, sketches};

/// A page of the list with reports of one event and copies folded, but for those under `open`.
fn folded(engine: &Engine, selection: &Selection, open: &[String], offset: u32, limit: u32) -> Results {
    let request = Request::Results {
        selection: selection.clone(),
        offset,
        limit,
        typing: Typing::Done,
        folding: Folding::On { open: open.to_vec() },
    };
    match engine.answer(&request) {
        Answer::Results(results) => *results,
        other => panic!("{other:?}"),
    }
}

fn results(engine: &Engine, selection: &Selection) -> Results {
    let request = Request::Results {
        selection: selection.clone(),
        offset: 0,
        limit: 100,
        typing: Typing::Done,
        folding: Folding::Off,
    };
    match engine.answer(&request) {
        Answer::Results(results) => *results,
        other => panic!("{other:?}"),
    }
}

fn facets(engine: &Engine, selection: &Selection) -> Facets {
    let request = Request::Facets {
        selection: selection.clone(),
        fields: Vec::new(),
        contains: String::new(),
        limit: 50,
    };
    match engine.answer(&request) {
        Answer::Facets(facets) => *facets,
        other => panic!("{other:?}"),
    }
}

fn strip(engine: &Engine, selection: &Selection, axis: Axis) -> DateStrip {
    match engine.answer(&Request::DateStrip { selection: selection.clone(), axis, bins: 30 }) {
        Answer::DateStrip(strip) => *strip,
        other => panic!("{other:?}"),
    }
}

fn asked_and_reported(engine: &Engine, selection: &Selection) -> AskedAndReported {
    match engine.answer(&Request::AskedAndReported { selection: selection.clone() }) {
        Answer::AskedAndReported(matrix) => *matrix,
        other => panic!("{other:?}"),
    }
}

fn cell(engine: &Engine, selection: &Selection, theme: &str, period: usize) -> CellSentences {
    let request = Request::CellSentences {
        selection: selection.clone(),
        theme: theme.to_owned(),
        period: period as u32,
        limit: 100,
    };
    match engine.answer(&request) {
        Answer::CellSentences(sentences) => *sentences,
        other => panic!("{other:?}"),
    }
}

/// Statements of a kind on a theme that a selection speaks of: the definition.
fn spoken(sketches: &[Sketch], selection: &Selection, theme: usize, kind: StatementKind) -> usize {
    let person = |e: Option<usize>| e.map(|e| format!("p{e}"));
    let speaks = |(own, from, to, sure): &&(usize, Option<usize>, Option<usize>, u8)| {
        let has = |Filter { field, value, .. }: &Filter| match field {
            Field::From => person(*from).as_ref() == Some(value),
            Field::To => person(*to).as_ref() == Some(value),
            _ => StatementKind::ALL[*own].name() == value,
        };
        let of_statements =
            |filter: &&Filter| matches!(filter.field, Field::From | Field::To | Field::Statement);
        let filters = selection.filters.iter().filter(of_statements);
        StatementKind::ALL[*own] == kind
            && *sure >= selection.min_confidence
            && filters.into_iter().all(|filter| has(filter) == (filter.mode == Mode::Include))
    };
    let documents = brute_force(sketches, selection).into_iter().map(|at| &sketches[at]);
    let on_theme = documents.filter(|sketch| sketch.themes.contains(&theme));
    on_theme.map(|sketch| sketch.statements.iter().filter(speaks).count()).sum()
}

proptest! {
    #[test]
    fn a_selection_holds_the_documents_that_its_definition_names(
        sketches in sketches(), selection in selections(),
    ) {
        let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
        let found = results(&engine, &selection);
        let mut ids: Vec<usize> =
            found.hits.iter().map(|hit| hit.document.id[1..].parse().expect("ids are numbers")).collect();
        ids.sort_unstable();
        prop_assert_eq!(ids, brute_force(&sketches, &selection));
        prop_assert_eq!(found.total as usize, found.hits.len());
        for way in &found.ways_out {
            prop_assert!(way.count > 0);
        }
    }

    #[test]
    fn each_document_is_in_the_folded_list_once_and_under_one_that_it_is_like(
        sketches in sketches(), selection in selections(),
    ) {
        let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
        let flat = results(&engine, &selection);
        let closed = folded(&engine, &selection, &[], 0, 100);
        prop_assert_eq!(closed.total, flat.total, "folding changes no count");
        prop_assert_eq!(closed.rows as usize, closed.hits.len());
        let under: u32 = closed.hits.iter().filter_map(|hit| hit.fold.as_ref()).map(|fold| fold.count).sum();
        prop_assert_eq!(closed.rows + under, flat.total);

        let heads: Vec<String> =
            closed.hits.iter().filter(|hit| hit.fold.is_some()).map(|hit| hit.document.id.clone()).collect();
        let all = folded(&engine, &selection, &heads, 0, 100);
        prop_assert_eq!(all.rows, flat.total);
        let ids = |results: &Results| {
            let mut ids: Vec<String> = results.hits.iter().map(|hit| hit.document.id.clone()).collect();
            ids.sort_unstable();
            ids
        };
        prop_assert_eq!(ids(&all), ids(&flat));
        let of = |id: &str| &sketches[id[1..].parse::<usize>().expect("ids are numbers")];
        let mut head: Option<&dossier_engine::answer::Hit> = None;
        let mut left = 0;
        for (place, hit) in all.hits.iter().enumerate() {
            let one = folded(&engine, &selection, &heads, place as u32, 1);
            prop_assert_eq!(&one.hits[..], std::slice::from_ref(hit), "any page gives the same rows");
            let Some(above) = &hit.under else {
                prop_assert_eq!(left, 0, "all that it said stand under it");
                left = hit.fold.as_ref().map_or(0, |fold| fold.count);
                head = Some(hit);
                continue;
            };
            let head = head.expect("a row stands above it");
            prop_assert_eq!(&head.document.id, above);
            left -= 1;
            let (a, b) = (of(above), of(&hit.document.id));
            let event = a.joint == b.joint && a.joint.is_some_and(|e| JOINT[e] >= selection.min_confidence);
            prop_assert!(event || a.text == b.text, "{:?} under {:?}", b, a);
            prop_assert!(event || a.joint.is_none() || head.fold.as_ref().is_some_and(|fold| fold.alike > 0));
        }
        // Nothing is left standing by itself that could stand under an earlier row of its own kind.
        for (place, hit) in closed.hits.iter().enumerate() {
            let own = of(&hit.document.id);
            for earlier in &closed.hits[..place] {
                prop_assert_ne!(own.text, of(&earlier.document.id).text);
            }
        }
    }

    #[test]
    fn every_count_is_what_a_click_yields(sketches in sketches(), selection in selections()) {
        let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
        for facet in facets(&engine, &selection).fields {
            for value in facet.values {
                let click = selection.clone().including(facet.field.clone(), &value.value);
                let shift_click = selection.clone().excluding(facet.field.clone(), &value.value);
                prop_assert_eq!(value.count, results(&engine, &click).total, "{:?}", &value);
                prop_assert_eq!(value.without, results(&engine, &shift_click).total, "{:?}", &value);
                if facet.field != Field::Story {
                    prop_assert_eq!(value.count as usize, brute_force(&sketches, &click).len());
                    prop_assert_eq!(value.without as usize, brute_force(&sketches, &shift_click).len());
                }
                prop_assert_eq!(value.mode, selection.mode_of(&facet.field, &value.value));
            }
        }
    }

    #[test]
    fn every_bar_of_the_date_strip_is_what_a_brush_yields(sketches in sketches(), selection in selections()) {
        let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
        for axis in [Axis::Published, Axis::Event] {
            let strip = strip(&engine, &selection, axis);
            for bin in &strip.bins {
                for (certainty, count) in
                    [(Certainty::Possibly, bin.possibly), (Certainty::Certainly, bin.certainly)]
                {
                    let range: Edtf = bin.edtf.parse().expect("a bin is EDTF");
                    let dates = Some(DateFilter::Within { axis, range, certainty });
                    let brushed = Selection { dates, ..selection.clone() };
                    prop_assert_eq!(count as usize, brute_force(&sketches, &brushed).len(), "{:?}", bin);
                }
            }
            let undated = Selection { dates: Some(DateFilter::Undated { axis }), ..selection.clone() };
            prop_assert_eq!(strip.undated as usize, brute_force(&sketches, &undated).len());
        }
    }

    #[test]
    fn every_cell_of_what_was_asked_and_reported_counts_the_sentences_that_it_opens(
        sketches in sketches(), selection in selections(),
    ) {
        let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
        let matrix = asked_and_reported(&engine, &selection);
        for theme in 0..THEMES {
            let key = format!("t{theme}");
            let row = matrix.rows.iter().find(|row| row.theme.key == key);
            let counted = row.map_or((0, 0), |row| (row.asked as usize, row.reported as usize));
            let defined = [StatementKind::Directive, StatementKind::Report]
                .map(|kind| spoken(&sketches, &selection, theme, kind));
            prop_assert_eq!(counted, (defined[0], defined[1]), "{}", key);
        }
        for row in &matrix.rows {
            prop_assert_eq!(row.cells.len(), matrix.periods.len());
            prop_assert_eq!(row.cells.iter().map(|cell| cell.asked).sum::<u32>(), row.asked);
            prop_assert_eq!(row.cells.iter().map(|cell| cell.reported).sum::<u32>(), row.reported);
            for (period, counts) in row.cells.iter().enumerate() {
                let behind = cell(&engine, &selection, &row.theme.key, period);
                let of = |kind| behind.sentences.iter().filter(|s| s.kind == kind).count() as u32;
                prop_assert_eq!(behind.total, counts.asked + counts.reported);
                prop_assert_eq!(of(StatementKind::Directive), counts.asked);
                prop_assert_eq!(of(StatementKind::Report), counts.reported);
                let days = matrix.periods[period].days;
                prop_assert!(days.is_none() || behind.sentences.iter().all(|s| s.date.is_some()));
            }
        }
    }

    #[test]
    fn the_same_collection_gives_the_same_bytes(sketches in sketches()) {
        prop_assert_eq!(build(&collection(&sketches)), build(&collection(&sketches)));
    }

    #[test]
    fn a_damaged_pack_is_refused_or_answered_without_a_panic(
        sketches in sketches(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut pack = build(&collection(&sketches));
        let at = at.index(pack.len());
        pack[at] ^= byte;
        if let Ok(engine) = Engine::open(pack) {
            let _ = engine.answer(&Request::Overview { selection: Selection::default() });
            let _ = engine.answer(&Request::Results {
                selection: Selection::default(),
                offset: 0,
                limit: 9,
                typing: Typing::Done,
                folding: Folding::On { open: vec!["d0".to_owned()] },
            });
            let _ = engine.answer(&Request::Entity { key: "p0".to_owned(), selection: Selection::default() });
            let _ = engine.answer(&Request::Document { id: "d0".to_owned(), selection: Selection::default() });
            let _ = engine.answer(&Request::Facets {
                selection: Selection::default().with_query("words"),
                fields: Vec::new(),
                contains: String::new(),
                limit: 9,
            });
        }
    }
}

#[test]
fn an_empty_selection_says_what_to_drop_and_what_that_gives() {
    let sketches = vec![
        Sketch { persons: vec![(0, 90)], colours: vec![0], ..Sketch::default() },
        Sketch { persons: vec![(1, 90)], colours: vec![1], ..Sketch::default() },
    ];
    let engine = Engine::open(build(&collection(&sketches))).expect("a fresh pack opens");
    let person = Field::Entity(EntityKind::Person);
    let selection = Selection::default().including(person.clone(), "p0").including(person, "p1");
    let found = results(&engine, &selection);
    assert_eq!(found.total, 0);
    let ways: Vec<(&str, u32)> = found.ways_out.iter().map(|way| (way.label.as_str(), way.count)).collect();
    assert_eq!(ways, [("Person 0", 1), ("Person 1", 1)]);
}
