//! Every count beside a filter equals what a click yields: held against a brute-force reading of the collection.

use std::collections::BTreeMap;

use dossier_corpus::{
    Actor, Collection, Confidence, Document, DocumentId, Edtf, Entity, EntityId, EntityKind, Event, Fact,
    Mention, Origin, RuleName, Sentence, Span, Statement, StatementKind, Theme, ThemeId, ThemeMention, Why,
};
use dossier_engine::answer::{DateStrip, Facets, Results};
use dossier_engine::{
    Answer, Axis, Certainty, DateFilter, Engine, Field, Filter, Folding, Mode, Request, Selection, Typing,
    build,
};
use proptest::prelude::*;

/// Entities, of these kinds.
const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Person,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Organisation,
    EntityKind::Instrument,
    EntityKind::Event,
];
const THEMES: usize = 3;
/// Values of every field that has one of a few names.
const NAMES: [&str; 3] = ["en", "fr", "vi"];
const COLOURS: [&str; 3] = ["red", "green", "blue"];
const DATES: [&str; 8] =
    ["2022", "2022-08-22", "2021/2023", "2024-01-26/..", "../2020", "2025-03", "2022-06/2022-12", "2020~"];

/// Texts that have nothing in common.
const TEXTS: [&str; 3] =
    ["Words of a document.", "Another text, of quite other words.", "A third that shares no run with them."];
/// Events that several documents report: how sure that is.
const JOINT: [u8; 2] = [100, 40];

/// A document as the generator thinks of it.
#[derive(Clone, Debug, Default)]
struct Sketch {
    persons: Vec<(usize, u8)>,
    colours: Vec<usize>,
    date: Option<usize>,
    event: Option<usize>,
    /// Which of the joint events it reports.
    joint: Option<usize>,
    text: usize,
    themes: Vec<usize>,
    /// Kind, who, to whom, how sure.
    statements: Vec<(usize, Option<usize>, Option<usize>, u8)>,
    /// Outlet, agency, author, translator, language.
    names: [Option<usize>; 5],
}

impl Sketch {
    /// The values that it has in a field, each as sure as it is: what the fields mean.
    fn values(&self, field: &Field) -> Vec<(String, u8)> {
        let entity = |e: usize| format!("p{e}");
        let named =
            |place: usize| self.names[place].map(|name| (NAMES[name].to_owned(), 100)).into_iter().collect();
        match field {
            Field::Entity(kind) => {
                let own = self.persons.iter().filter(|(e, _)| KINDS[*e] == *kind);
                own.map(|(e, sure)| (entity(*e), *sure)).collect()
            }
            Field::Theme => self.themes.iter().map(|theme| (format!("t{theme}"), 100)).collect(),
            Field::From => self
                .statements
                .iter()
                .filter_map(|(_, from, _, sure)| Some((entity((*from)?), *sure)))
                .collect(),
            Field::To => {
                self.statements.iter().filter_map(|(_, _, to, sure)| Some((entity((*to)?), *sure))).collect()
            }
            Field::Statement => {
                let kinds = self.statements.iter();
                kinds.map(|(kind, _, _, sure)| (StatementKind::ALL[*kind].name().to_owned(), *sure)).collect()
            }
            Field::Outlet => named(0),
            Field::Agency => named(1),
            Field::Author => named(2),
            Field::Translator => named(3),
            Field::Language => named(4),
            Field::Facet(_) => self.colours.iter().map(|colour| (COLOURS[*colour].to_owned(), 100)).collect(),
            Field::Story => Vec::new(),
        }
    }
}

fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    let sure = || prop_oneof![Just(40u8), Just(90)];
    let entity = || proptest::option::of(0..KINDS.len());
    let date = || proptest::option::of(0..DATES.len());
    let sketch = (
        proptest::collection::vec((0..KINDS.len(), sure()), 0..4),
        proptest::collection::btree_set(0..COLOURS.len(), 0..3),
        (date(), date()),
        (proptest::option::of(0..JOINT.len()), 0..TEXTS.len()),
        proptest::collection::btree_set(0..THEMES, 0..3),
        proptest::collection::vec((0..StatementKind::ALL.len(), entity(), entity(), sure()), 0..3),
        proptest::array::uniform5(proptest::option::of(0..NAMES.len())),
    )
        .prop_map(|(persons, colours, (date, event), (joint, text), themes, statements, names)| Sketch {
            persons,
            colours: colours.into_iter().collect(),
            date,
            event,
            joint,
            text,
            themes: themes.into_iter().collect(),
            statements,
            names,
        });
    proptest::collection::vec(sketch, 0..12)
}

fn why(confidence: u8) -> Why {
    Why {
        rule: RuleName::new("test.rule"),
        confidence: Confidence::percent(confidence),
        evidence: Vec::new(),
    }
}

fn edtf(at: usize) -> Edtf {
    DATES[at].parse().expect("the list holds EDTF")
}

fn collection(sketches: &[Sketch]) -> Collection {
    let mut collection = Collection::default();
    for (person, kind) in KINDS.into_iter().enumerate() {
        collection.entities.push(Entity {
            key: format!("p{person}"),
            kind,
            name: format!("Person {person}"),
            aliases: Vec::new(),
            parent: None,
            identifiers: BTreeMap::new(),
            roles: Vec::new(),
            instrument: None,
            origin: Origin::Found,
            confidence: Confidence::CERTAIN,
        });
    }
    for theme in 0..THEMES {
        collection.themes.push(Theme {
            key: format!("t{theme}"),
            name: format!("Theme {theme}"),
            terms: Vec::new(),
            colour: None,
            curated: true,
        });
    }
    for (number, sketch) in sketches.iter().enumerate() {
        let name = |place: usize| sketch.names[place].map(|name| NAMES[name].to_owned());
        let fact = |place: usize| name(place).map(|value| Box::new(Fact { value, why: why(100) }));
        let actor = |e: Option<usize>| {
            e.map(|e| Actor {
                entity: Some(EntityId(e as u32)),
                words: String::new(),
                span: Span::new(0, 5),
                implied: false,
            })
        };
        let statement = |(kind, from, to, sure): &(usize, Option<usize>, Option<usize>, u8)| Statement {
            kind: StatementKind::ALL[*kind],
            sentence: 0,
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
            issuer: actor(*from),
            addressees: actor(*to).into_iter().collect(),
            instruments: Vec::new(),
            deadline: None,
            weak: false,
            rule: RuleName::new("test.rule"),
            confidence: Confidence::percent(*sure),
        };
        let mentions = sketch.persons.iter().map(|(person, confidence)| Mention {
            span: Span::new(0, 5),
            entity: EntityId(*person as u32),
            kind: collection.entities[*person].kind,
            role: None,
            rule: RuleName::new("test.rule"),
            confidence: Confidence::percent(*confidence),
        });
        let colours: Vec<String> = sketch.colours.iter().map(|c| COLOURS[*c].to_owned()).collect();
        collection.documents.push(Document {
            id: format!("d{number}"),
            source: format!("d{number}.txt"),
            text: TEXTS[sketch.text].to_owned(),
            language: name(4),
            title: None,
            date: sketch.date.map(|at| Fact { value: edtf(at), why: why(100) }),
            linked_date: None,
            outlet: fact(0),
            agency: fact(1),
            author: fact(2),
            translator: fact(3),
            dateline: None,
            url: None,
            facets: (!colours.is_empty()).then(|| ("colour".to_owned(), colours)).into_iter().collect(),
            blocks: Vec::new(),
            sentences: vec![Sentence { span: Span::new(0, 20), block: 0 }],
            mentions: mentions.collect(),
            dates: Vec::new(),
            statements: sketch.statements.iter().map(statement).collect(),
            themes: sketch
                .themes
                .iter()
                .map(|theme| ThemeMention { span: Span::new(0, 5), theme: ThemeId(*theme as u32) })
                .collect(),
        });
        if let Some(at) = sketch.event {
            collection.events.push(Event {
                title: "an event".to_owned(),
                date: Some(Fact { value: edtf(at), why: why(100) }),
                place: None,
                participants: Vec::new(),
                documents: vec![DocumentId(number as u32)],
                why: why(100),
            });
        }
    }
    for (event, sure) in JOINT.into_iter().enumerate() {
        let reports = (0..sketches.len()).filter(|at| sketches[*at].joint == Some(event));
        collection.events.push(Event {
            title: "a joint event".to_owned(),
            date: None,
            place: None,
            participants: Vec::new(),
            documents: reports.map(|at| DocumentId(at as u32)).collect(),
            why: why(sure),
        });
    }
    collection
}

fn selections() -> impl Strategy<Value = Selection> {
    let entity = (0..=KINDS.len()).prop_flat_map(|e| {
        let kind = KINDS.get(e).copied().unwrap_or(EntityKind::Person);
        let field = prop_oneof![Just(Field::Entity(kind)), Just(Field::From), Just(Field::To)];
        field.prop_map(move |field| (field, format!("p{e}")))
    });
    let colours = (0..COLOURS.len()).prop_map(|c| (Field::Facet("colour".to_owned()), COLOURS[c].to_owned()));
    let themes = (0..=THEMES).prop_map(|theme| (Field::Theme, format!("t{theme}")));
    let kinds = proptest::sample::select(&StatementKind::ALL[..])
        .prop_map(|kind| (Field::Statement, kind.name().to_owned()));
    let fields = [Field::Outlet, Field::Agency, Field::Author, Field::Translator, Field::Language];
    let names = (proptest::sample::select(&NAMES[..]), proptest::sample::select(fields.to_vec()))
        .prop_map(|(name, field)| (field, name.to_owned()));
    let modes = prop_oneof![Just(Mode::Include), Just(Mode::Exclude)];
    let filters = (prop_oneof![entity, colours, themes, kinds, names], modes)
        .prop_map(|((field, value), mode)| Filter { field, mode, value });
    let axes = prop_oneof![Just(Axis::Published), Just(Axis::Event)];
    let certainties = prop_oneof![Just(Certainty::Possibly), Just(Certainty::Certainly)];
    let dates = prop_oneof![
        2 => Just(None),
        1 => axes.clone().prop_map(|axis| Some(DateFilter::Undated { axis })),
        3 => (axes, 0..DATES.len(), certainties).prop_map(|(axis, at, certainty)| {
            Some(DateFilter::Within { axis, range: edtf(at), certainty })
        }),
    ];
    let confidences = prop_oneof![Just(0u8), Just(60)];
    (proptest::collection::btree_set(filters, 0..3), dates, confidences)
        .prop_map(|(filters, dates, min_confidence)| Selection {
            filters,
            dates,
            min_confidence,
            ..Selection::default()
        })
        .prop_filter("a value is not included and excluded at once", |selection| {
            let mut seen = std::collections::BTreeSet::new();
            selection.filters.iter().all(|f| seen.insert((f.field.clone(), f.value.clone())))
        })
}

/// The definition of what a selection holds.
fn brute_force(sketches: &[Sketch], selection: &Selection) -> Vec<usize> {
    let passes = |sketch: &Sketch| {
        let has = |filter: &Filter| {
            let least = selection.min_confidence;
            sketch.values(&filter.field).iter().any(|(value, sure)| *value == filter.value && *sure >= least)
        };
        let filters = selection.filters.iter().all(|filter| has(filter) == (filter.mode == Mode::Include));
        let date = |axis: &Axis| match axis {
            Axis::Published => sketch.date,
            _ => sketch.event,
        };
        let dates = match &selection.dates {
            None => true,
            Some(DateFilter::Undated { axis }) => date(axis).is_none(),
            Some(DateFilter::Within { axis, range, certainty }) => date(axis).is_some_and(|at| {
                let days = |edtf: &Edtf| {
                    (edtf.earliest().map_or(i32::MIN, |d| d.0), edtf.latest().map_or(i32::MAX, |d| d.0))
                };
                let (own, range) = (days(&edtf(at)), days(range));
                match certainty {
                    Certainty::Possibly => own.0 <= range.1 && range.0 <= own.1,
                    Certainty::Certainly => range.0 <= own.0 && own.1 <= range.1,
                }
            }),
        };
        filters && dates
    };
    (0..sketches.len()).filter(|at| passes(&sketches[*at])).collect()
}

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
