//! Made-up documents and queries, and an index over such documents beside what is true of them.

use dossier_corpus::Day;
use dossier_pack::{Pack, PackWriter};
use dossier_search::{Field, Index, IndexWriter, Interval, Query, Row, Settings, Stemming, Typing, truth};
use proptest::prelude::*;

pub(crate) const WORDS: [&str; 24] = [
    "oil",
    "oils",
    "oiled",
    "ship",
    "ships",
    "shop",
    "chinh",
    "Chính",
    "chính",
    "Đồng",
    "dong",
    "08",
    "NQ",
    "中国",
    "国人",
    "a",
    "world",
    "word",
    "words",
    "company's",
    "U.S.",
    "co-op",
    "x",
    "ﬁn",
];
pub(crate) const VALUES: [&str; 5] = ["usa", "viet nam", "north-sea", "usa east", "β"];
pub(crate) const KINDS: [&str; 3] = ["news", "speech", "joint statement"];

#[derive(Clone, Debug)]
pub(crate) struct Doc {
    pub(crate) title: Vec<&'static str>,
    pub(crate) text: Vec<&'static str>,
    pub(crate) more: Vec<&'static str>,
    pub(crate) caption: Vec<&'static str>,
    pub(crate) places: Vec<&'static str>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) published: Vec<(i32, i32)>,
    pub(crate) mentioned: Vec<(i32, i32)>,
}

pub(crate) fn words(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..most)
}

pub(crate) fn days(most: usize) -> impl Strategy<Value = Vec<(i32, i32)>> {
    let end = prop_oneof![8 => 0i32..2000, 1 => Just(i32::MIN), 1 => Just(i32::MAX)];
    let pair = (end, 0i32..400).prop_map(|(day, length)| match day {
        i32::MIN => (i32::MIN, length * 3),
        i32::MAX => (length * 3, i32::MAX),
        day => (day, day + length),
    });
    prop::collection::vec(pair, 0..most)
}

pub(crate) fn doc() -> impl Strategy<Value = Doc> {
    let places = prop::collection::vec(prop::sample::select(&VALUES[..]), 0..3);
    let kind = prop::option::of(prop::sample::select(&KINDS[..]));
    (words(4), words(12), words(3), words(3), places, kind, days(2), days(4)).prop_map(
        |(title, text, more, caption, places, kind, published, mentioned)| Doc {
            title,
            text,
            more,
            caption,
            places,
            kind,
            published,
            mentioned,
        },
    )
}

/// Few documents, and sometimes so many that postings take several blocks.
pub(crate) fn docs() -> impl Strategy<Value = Vec<Doc>> {
    (prop::collection::vec(doc(), 0..12), prop_oneof![3 => Just(1usize), 1 => Just(30)]).prop_map(
        |(docs, times)| {
            let many = docs.len() * times;
            docs.into_iter().cycle().take(many).collect()
        },
    )
}

/// A query: mostly one that is well formed, of every part of the language; or what comes of typing anything.
pub(crate) fn query() -> impl Strategy<Value = String> {
    prop_oneof![3 => well_formed(), 2 => typed()]
}

pub(crate) fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop::sample::select(texts).prop_map(str::to_owned)
}

/// A word, or a pattern of one.
pub(crate) fn word() -> impl Strategy<Value = String> + Clone {
    let patterns = [
        "oi*",
        "*il",
        "w*d",
        "sh?p",
        "*s",
        "*",
        "中*",
        "/(oil|ship)s?/",
        "/w.*d/",
        "/[^o]\\w{1,3}/",
        "/o?i+l*s{0,2}/",
        "/\\d\\d/",
        "oyl~",
        "wird~2",
        "shps~",
        "hsip~1",
        "Chinh~",
        "中",
        "人",
    ];
    prop_oneof![4 => one_of(&WORDS), 2 => prop::sample::select(patterns.to_vec()).prop_map(str::to_owned)]
}

/// Words in quotation marks; prefixes and wildcards may stand among them.
pub(crate) fn phrase() -> impl Strategy<Value = String> + Clone {
    let inside = prop_oneof![6 => one_of(&WORDS), 1 => one_of(&["oi*", "sh?p", "w*d", "中"])];
    let slop = prop_oneof![3 => Just(String::new()), 2 => (0u8..5).prop_map(|n| format!("~{n}"))];
    (prop::collection::vec(inside, 1..4), slop)
        .prop_map(|(words, slop)| format!("\"{}\"{slop}", words.join(" ")))
}

pub(crate) fn well_formed() -> impl Strategy<Value = String> {
    let dates = [
        "1971",
        "1970-06",
        "1971-03-04",
        "197X",
        "1971-2X",
        "1971-XX",
        "1972-21",
        "1973-34",
        "1970~",
        "1971-05?",
        "1970-02/1971",
        "1970/1973-05-06",
        "1970-06/..",
        "../1972",
        "1971..",
        "..1971-09",
        "1970-02..1971-03",
        ">=1971-05",
        "<=1971",
        ">1972",
        "<1970-06",
        "none",
        "undated",
        "1971-13",
    ];
    let axes = ["date", "published", "mentioned", "ment"];
    let date = (prop::sample::select(axes.to_vec()), prop::sample::select(dates.to_vec()), any::<bool>())
        .prop_map(|(axis, date, sure)| format!("{axis}:{date}{}", if sure { "!" } else { "" }));
    let names = one_of(&["place:", "pla:", "kind:", "PLACE:", "facet.kind:"]);
    let values = one_of(&[
        "usa",
        "USA",
        "east",
        "\"viet nam\"",
        "\"nam viet\"",
        "north-sea",
        "sea",
        "β",
        "united",
        "\"united states\"",
        "vi*",
        "/us.?/",
        "uza~",
        "news",
        "spe*",
        "\"joint statement\"",
        "(usa OR news)",
        "(viet nam)",
        "(\"viet nam\" OR -usa)",
        "none",
    ]);
    let value = (names, values).prop_map(|(name, value)| name + &value);
    let words = prop_oneof![word(), phrase()];
    let fields = one_of(&["title:", "text:", "caption:"]);
    let in_field = (fields.clone(), words.clone()).prop_map(|(field, words)| field + &words);
    let part = prop_oneof![6 => words, 3 => in_field, 2 => value, 2 => date];
    part.prop_recursive(3, 12, 4, move |inner| {
        let join = one_of(&[" ", " OR ", " AND ", " | ", "  "]);
        prop_oneof![
            4 => (inner.clone(), join, inner.clone()).prop_map(|(a, join, b)| format!("{a}{join}{b}")),
            2 => inner.clone().prop_map(|inner| format!("({inner})")),
            1 => inner.clone().prop_map(|inner| format!("-({inner})")),
            1 => inner.clone().prop_map(|inner| format!("-{inner}")),
            1 => inner.clone().prop_map(|inner| format!("NOT {inner}")),
            1 => (fields.clone(), inner).prop_map(|(field, inner)| format!("{field}({inner})")),
        ]
    })
}

pub(crate) fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => one_of(&WORDS),
        2 => word(),
        2 => phrase(),
        2 => one_of(&["title:", "text:", "caption:", "place:", "kind:", "date:", "mentioned:", "nowhere:"]),
        2 => one_of(&["OR", "AND", "NOT", "-", "+", "(", ")", "\"", "~", "*", "?", "/", "\"~2", "!"]),
    ];
    let space = prop_oneof![4 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, space), 0..7)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space.to_owned()]).collect())
}

pub(crate) struct Built {
    pub(crate) texts: Vec<[String; 4]>,
    pub(crate) docs: Vec<Doc>,
    pub(crate) index: Index,
    pub(crate) stemming: Stemming,
}

pub(crate) fn interval((from, to): (i32, i32)) -> Interval {
    let end = |day: i32| (!matches!(day, i32::MIN | i32::MAX)).then_some(Day(day));
    Interval { earliest: end(from), latest: end(to) }
}

pub(crate) fn row<'a>(doc: &'a Doc, texts: &'a [String; 4]) -> Row<'a> {
    let [title, text, more, caption] = texts;
    let mut row = Row::new()
        .words(Field::Title, title)
        .words(Field::Text, text)
        .words(Field::Caption, caption)
        .words(Field::Text, more);
    for place in &doc.places {
        row = row.value("place", place);
    }
    if let Some(kind) = doc.kind {
        row = row.value("kind", kind);
    }
    for &dates in &doc.published {
        row = row.date("published", interval(dates));
    }
    for &dates in &doc.mentioned {
        row = row.date("mentioned", interval(dates));
    }
    row
}

pub(crate) fn pack(docs: &[Doc], texts: &[[String; 4]], stemming: Stemming) -> Vec<u8> {
    let mut writer = IndexWriter::new(Settings { stemming });
    writer.declare_facet("place");
    writer.declare_facet("kind");
    writer.declare_axis("published");
    writer.declare_axis("mentioned");
    for (doc, texts) in docs.iter().zip(texts) {
        writer.add(&row(doc, texts));
    }
    writer.name("place", "usa", "United States");
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    pack.finish()
}

pub(crate) fn build(docs: Vec<Doc>, stemming: Stemming) -> Built {
    let texts: Vec<[String; 4]> =
        docs.iter().map(|d| [&d.title, &d.text, &d.more, &d.caption].map(|words| words.join(" "))).collect();
    let bytes = pack(&docs, &texts, stemming);
    let index = Index::open(&Pack::open(bytes).unwrap()).unwrap();
    Built { texts, docs, index, stemming }
}

pub(crate) fn names(facet: &str, value: &str) -> Vec<String> {
    if facet == "place" && value == "usa" { vec!["United States".to_owned()] } else { Vec::new() }
}

pub(crate) fn typing() -> impl Strategy<Value = Typing> {
    prop_oneof![Just(Typing::Done), Just(Typing::Ongoing)]
}

pub(crate) fn stemming() -> impl Strategy<Value = Stemming> {
    prop_oneof![Just(Stemming::None), Just(Stemming::English)]
}

impl Built {
    pub(crate) fn true_documents(&self, query: &Query) -> Vec<u32> {
        (0..)
            .zip(self.docs.iter().zip(&self.texts))
            .filter(|(_, (doc, texts))| truth::holds(query, &row(doc, texts), self.stemming, &names))
            .map(|(number, _)| number)
            .collect()
    }
}
