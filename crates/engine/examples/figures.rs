//! How long an engine takes over a generated collection: `cargo run --release -p dossier-engine --example figures -- 20000`.

use std::collections::BTreeMap;
use std::time::Instant;

use dossier_corpus::{
    Actor, Block, BlockKind, Collection, Confidence, DateMention, Document, DocumentId, Edtf, Entity,
    EntityId, EntityKind, Event, Facets, Fact, Mention, Origin, RuleName, Sentence, Span, Statement,
    StatementKind, TimexType, Why,
};
use dossier_engine::answer::{EntitySort, Lanes, LedgerGroup, LedgerSort};
use dossier_engine::{Axis, Day, Engine, Field, Folding, Request, Selection, Typing, build};

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % most) as usize
    }
}

const RULE: RuleName = RuleName::new("figures.rule");

fn why() -> Why {
    Why { rule: RULE, confidence: Confidence::percent(90), evidence: Vec::new() }
}

fn document(at: usize, names: &[String], words: &[String], numbers: &mut Numbers) -> Document {
    let (mut text, mut sentences, mut mentions, mut statements) =
        (String::new(), Vec::new(), Vec::new(), Vec::new());
    for number in 0..12 {
        let start = text.len();
        let who = numbers.below(names.len() as u64).min(numbers.below(names.len() as u64));
        mentions.push(Mention {
            span: Span::new(start, start + names[who].len()),
            entity: EntityId(who as u32),
            kind: EntityKind::Person,
            role: None,
            rule: RULE,
            confidence: Confidence::percent(90),
        });
        text.push_str(&names[who]);
        for _ in 0..16 {
            text.push(' ');
            text.push_str(&words[numbers.below(words.len() as u64).min(numbers.below(words.len() as u64))]);
        }
        text.push_str(". ");
        let span = Span::new(start, text.len() - 1);
        sentences.push(Sentence { span, block: 0 });
        if number % 3 == 0 {
            let actor =
                Actor { entity: Some(EntityId(who as u32)), words: names[who].clone(), span, implied: false };
            statements.push(Statement {
                kind: StatementKind::ALL[numbers.below(6)],
                sentence: number,
                source: Vec::new(),
                cue: Vec::new(),
                content: vec![span],
                issuer: Some(actor.clone()),
                addressees: vec![actor],
                instruments: Vec::new(),
                deadline: None,
                weak: false,
                rule: RULE,
                confidence: Confidence::percent(80),
            });
        }
    }
    let day = Edtf::day(Day(7_000 + numbers.below(13_000) as i32));
    let mentioned = DateMention {
        span: Span::new(0, 4),
        kind: TimexType::Date,
        value: day.to_string(),
        edtf: Some(day.clone()),
        rule: RULE,
        confidence: Confidence::percent(90),
    };
    Document {
        id: format!("d{at}"),
        source: format!("d{at}.txt"),
        blocks: vec![Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Paragraph,
            rule: RULE,
            confidence: Confidence::CERTAIN,
        }],
        text,
        language: None,
        title: None,
        date: (at % 20 != 0).then(|| Fact { value: day, why: why() }),
        linked_date: None,
        outlet: Some(Box::new(Fact { value: format!("Outlet {}", at % 9), why: why() })),
        agency: None,
        author: None,
        translator: None,
        dateline: None,
        url: None,
        facets: Facets::default(),
        sentences,
        mentions,
        dates: vec![mentioned],
        statements,
        themes: Vec::new(),
    }
}

fn collection(count: usize) -> Collection {
    let mut numbers = Numbers(7);
    let word = |number: usize| format!("w{}", number.to_string().replace('0', "o"));
    let words: Vec<String> = (0..30_000).map(word).collect();
    let names: Vec<String> = (0..4_000).map(|n| format!("Person {}", word(n))).collect();
    let entities = names.iter().map(|name| Entity {
        key: name.to_lowercase().replace(' ', "-"),
        kind: EntityKind::Person,
        name: name.clone(),
        aliases: Vec::new(),
        parent: None,
        identifiers: BTreeMap::new(),
        roles: Vec::new(),
        instrument: None,
        origin: Origin::Found,
        confidence: Confidence::percent(90),
    });
    let events = (0..count / 10).map(|at| Event {
        title: format!("Event {at}"),
        date: Some(Fact { value: Edtf::day(Day(7_000 + at as i32 % 13_000)), why: why() }),
        place: None,
        participants: vec![EntityId(at as u32 % 4_000)],
        documents: vec![DocumentId(at as u32 * 10), DocumentId(at as u32 * 10 + 1)],
        why: why(),
    });
    Collection {
        entities: entities.collect(),
        events: events.collect(),
        documents: (0..count).map(|at| document(at, &names, &words, &mut numbers)).collect(),
        ..Collection::default()
    }
}

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    let collection = collection(count);
    let start = Instant::now();
    let pack = build(&collection);
    println!("documents {count}, pack {} kB, built in {} ms", pack.len() / 1024, start.elapsed().as_millis());
    drop(collection);
    let start = Instant::now();
    let engine = Engine::open(pack).expect("a fresh pack opens");
    println!("{:<34}{:>9.2} ms", "open", start.elapsed().as_secs_f64() * 1e3);
    let everything = Selection::default();
    let query = Selection::default().with_query("w12");
    let key = "person-w5".to_owned();
    let filtered = Selection::default().including(Field::Entity(EntityKind::Person), &key);
    let timeline = |selection: &Selection| Request::Timeline {
        selection: selection.clone(),
        lanes: Lanes::Kinds,
        axis: Axis::Published,
        most_items: 50_000,
        window: None,
        bins: 600,
    };
    let ledger = |selection: &Selection, group| Request::Ledger {
        selection: selection.clone(),
        kinds: Vec::new(),
        group,
        sort: LedgerSort::Oldest,
        offset: 0,
        limit: 60,
    };
    let results = |selection: &Selection| Request::Results {
        selection: selection.clone(),
        offset: 0,
        limit: 20,
        typing: Typing::Done,
        folding: Folding::Off,
    };
    let facets = |selection: &Selection| Request::Facets {
        selection: selection.clone(),
        fields: Vec::new(),
        contains: String::new(),
        limit: 8,
    };
    let requests = [
        ("results, everything", results(&everything)),
        ("results, a query", results(&query)),
        ("results, a person", results(&filtered)),
        ("facets, everything", facets(&everything)),
        ("facets, a query", facets(&query)),
        (
            "date strip, everything",
            Request::DateStrip { selection: everything.clone(), axis: Axis::Published, bins: 72 },
        ),
        ("timeline, everything", timeline(&everything)),
        ("timeline, a query", timeline(&query)),
        ("ledger, everything", ledger(&everything, LedgerGroup::None)),
        ("ledger, everything, by issuer", ledger(&everything, LedgerGroup::Issuer)),
        ("asked and reported, everything", Request::AskedAndReported { selection: everything.clone() }),
        (
            "entities, everything",
            Request::Entities {
                selection: everything.clone(),
                kind: None,
                contains: String::new(),
                sort: EntitySort::Documents,
                offset: 0,
                limit: 120,
            },
        ),
        ("entity", Request::Entity { key, selection: everything.clone() }),
        ("document", Request::Document { id: "d7".to_owned(), selection: query.clone() }),
        ("comparison", Request::Comparison { documents: vec!["d7".to_owned(), "d8".to_owned()] }),
        ("contrast", Request::Contrast { left: query, right: everything.clone() }),
        ("overview", Request::Overview { selection: everything }),
    ];
    for (name, request) in requests {
        let start = Instant::now();
        let _first = engine.answer(&request);
        let first = start.elapsed();
        let start = Instant::now();
        let _again = engine.answer(&request);
        let again = start.elapsed();
        println!(
            "{name:<34}{:>9.2} ms, again {:>8.2} ms",
            first.as_secs_f64() * 1e3,
            again.as_secs_f64() * 1e3
        );
    }
}
