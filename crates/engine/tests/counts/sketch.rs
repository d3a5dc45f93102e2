//! Collections as a generator thinks of them, and what a selection of their documents holds: the definition, spelt out.

use std::collections::BTreeMap;

use dossier_corpus::{
    Actor, Collection, Confidence, Document, DocumentId, Edtf, Entity, EntityId, EntityKind, Event, Fact,
    Mention, Origin, RuleName, Sentence, Span, Statement, StatementKind, Theme, ThemeId, ThemeMention, Why,
};
use dossier_engine::{Axis, Certainty, DateFilter, Field, Filter, Mode, Selection};
use proptest::prelude::*;

/// Entities, of these kinds.
pub(crate) const KINDS: [EntityKind; 7] = [
    EntityKind::Person,
    EntityKind::Person,
    EntityKind::Person,
    EntityKind::Place,
    EntityKind::Organisation,
    EntityKind::Instrument,
    EntityKind::Event,
];
pub(crate) const THEMES: usize = 3;
/// Values of every field that has one of a few names.
const NAMES: [&str; 3] = ["en", "fr", "vi"];
const COLOURS: [&str; 3] = ["red", "green", "blue"];
const DATES: [&str; 8] =
    ["2022", "2022-08-22", "2021/2023", "2024-01-26/..", "../2020", "2025-03", "2022-06/2022-12", "2020~"];

/// Texts that have nothing in common.
const TEXTS: [&str; 3] =
    ["Words of a document.", "Another text, of quite other words.", "A third that shares no run with them."];
/// Events that several documents report: how sure that is.
pub(crate) const JOINT: [u8; 2] = [100, 40];

/// A document as the generator thinks of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) persons: Vec<(usize, u8)>,
    pub(crate) colours: Vec<usize>,
    pub(crate) date: Option<usize>,
    pub(crate) event: Option<usize>,
    /// Which of the joint events it reports.
    pub(crate) joint: Option<usize>,
    pub(crate) text: usize,
    pub(crate) themes: Vec<usize>,
    /// Kind, who, to whom, how sure.
    pub(crate) statements: Vec<(usize, Option<usize>, Option<usize>, u8)>,
    /// Outlet, agency, author, translator, language.
    pub(crate) names: [Option<usize>; 5],
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

pub(crate) fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
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

pub(crate) fn edtf(at: usize) -> Edtf {
    DATES[at].parse().expect("the list holds EDTF")
}

pub(crate) fn collection(sketches: &[Sketch]) -> Collection {
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

pub(crate) fn selections() -> impl Strategy<Value = Selection> {
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
pub(crate) fn brute_force(sketches: &[Sketch], selection: &Selection) -> Vec<usize> {
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
