//! The engine's own figures on a corpus that it makes itself: `make bench`, or
//! `cargo bench -p dossier-search --bench figures -- [DOCUMENTS]`.
#![allow(missing_docs)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use dossier_corpus::Day;
use dossier_pack::{Pack, PackWriter};
use dossier_search::{
    Bins, Field, Index, IndexWriter, Interval, Request, Row, Settings, Sort, Stemming, Typing, WordsWanted,
};

/// Marsaglia's xorshift: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A rank of about Zipf's distribution.
    fn zipf(&mut self, n: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64).powf(unit) as usize).min(n) - 1
    }
}

fn vocabulary(random: &mut Random, size: usize) -> Vec<String> {
    let syllables = [
        "ba", "con", "de", "fi", "ga", "her", "in", "lo", "mu", "nor", "per", "qua", "ri", "sta", "tu", "vel",
    ];
    let mut words = BTreeMap::new();
    while words.len() < size {
        let word: String =
            (0..2 + random.below(3)).map(|_| syllables[random.below(syllables.len())]).collect();
        let word = if random.below(4) == 0 { format!("{word}s") } else { word };
        words.entry(word).or_insert_with(|| random.next());
    }
    let mut words: Vec<(u64, String)> = words.into_iter().map(|(word, order)| (order, word)).collect();
    words.sort();
    words.into_iter().map(|(_, word)| word).collect()
}

struct Text {
    title: String,
    body: String,
    topics: Vec<String>,
    place: String,
    day: i32,
}

fn corpus(random: &mut Random, words: &[String], documents: usize) -> Vec<Text> {
    let some = |random: &mut Random, count: usize| {
        (0..count).map(|_| words[random.zipf(words.len())].as_str()).collect::<Vec<_>>().join(" ")
    };
    (0..documents)
        .map(|_| {
            let (title, length) = (3 + random.below(6), 30 + random.below(180));
            Text {
                title: some(random, title),
                body: some(random, length),
                topics: (0..random.below(4)).map(|_| format!("topic {}", random.zipf(120))).collect(),
                place: format!("place {}", random.zipf(60)),
                day: 6000 + random.below(4000) as i32,
            }
        })
        .collect()
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    sorted[((sorted.len() - 1) as f64 * q).round() as usize]
}

fn resident() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

struct Asked {
    kind: &'static str,
    request: Request,
    /// The document from which the words are taken.
    from: usize,
}

fn row(name: &str, value: String) {
    println!("| {name:<44} | {value:>28} |");
}

fn queries(random: &mut Random, words: &[String], texts: &[Text]) -> Vec<Asked> {
    let mut all = Vec::new();
    for _ in 0..40 {
        let word =
            |random: &mut Random, from: usize, to: usize| words[from + random.below(to - from)].clone();
        let from = random.below(texts.len());
        let text: Vec<&str> = texts[from].body.split(' ').collect();
        let mut add = |kind, query: String, words, typing| {
            all.push(Asked { kind, request: Request { query, words, typing, ..Request::default() }, from });
        };
        let at = random.below(text.len() - 3);
        let from_text = |random: &mut Random| text[random.below(text.len())].to_owned();
        let typo = |mut word: String| {
            word.remove(1);
            word
        };
        let (all_of, any) = (WordsWanted::All, WordsWanted::Any);
        add("common word", word(random, 0, 200), all_of, Typing::Done);
        add("rare word", word(random, words.len() / 2, words.len()), all_of, Typing::Done);
        add("two words", format!("{} {}", from_text(random), from_text(random)), all_of, Typing::Done);
        add(
            "three words",
            format!("{} {} {}", from_text(random), from_text(random), from_text(random)),
            all_of,
            Typing::Done,
        );
        add(
            "any of three",
            format!("{} OR {} OR {}", word(random, 0, 500), from_text(random), from_text(random)),
            all_of,
            Typing::Done,
        );
        add("phrase", format!("\"{} {}\"", text[at], text[at + 1]), all_of, Typing::Done);
        add("prefix", word(random, 0, 3000)[..3].to_owned(), all_of, Typing::Ongoing);
        add("typo", typo(word(random, 0, 3000)), all_of, Typing::Done);
        add("question", text[at..].iter().take(12).copied().collect::<Vec<_>>().join(" "), any, Typing::Done);
    }
    all
}

fn main() {
    let documents = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let mut random = Random(0x1234_5678_9abc_def1);
    let words = vocabulary(&mut random, 30_000);
    let texts = corpus(&mut random, &words, documents);
    let bytes: usize = texts.iter().map(|text| text.title.len() + text.body.len()).sum();

    let start = Instant::now();
    let mut writer = IndexWriter::new(Settings { stemming: Stemming::English });
    for text in &texts {
        let mut row = Row::new()
            .words(Field::Title, &text.title)
            .words(Field::Text, &text.body)
            .value("place", &text.place)
            .date("published", Interval::day(Day(text.day)));
        for topic in &text.topics {
            row = row.value("topic", topic);
        }
        writer.add(&row);
    }
    let mut pack = PackWriter::new();
    writer.finish(&mut pack);
    let file = pack.finish();
    let took = start.elapsed().as_secs_f64();
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    row("**search engine**", String::new());
    row("documents", documents.to_string());
    row("text", format!("{:.1} MiB", mib(bytes)));
    row("built in", format!("{took:.2} s, {:.1} MiB/s", mib(bytes) / took));
    row("pack", format!("{:.2} MiB", mib(file.len())));
    for (name, range) in Pack::open(file.clone()).expect("it was just written").sections() {
        row(&format!("pack, {name}"), format!("{:.1} KiB", (range.end - range.start) as f64 / 1024.0));
    }
    let all = queries(&mut random, &words, &texts);
    drop(texts);

    let before = resident();
    let start = Instant::now();
    let index = Index::open(&Pack::open(file).expect("it was just written")).expect("it was just written");
    let open = start.elapsed().as_secs_f64() * 1e3;
    let start = Instant::now();
    let answer = |request: &Request| {
        let found = index.find(request).expect("the index is whole");
        black_box(found.page(&Sort::Relevance, 0, 10).unwrap());
        found
    };
    answer(&all[0].request);
    row("open", format!("{open:.3} ms"));
    row("first query", format!("{:.3} ms", start.elapsed().as_secs_f64() * 1e3));
    if let (Some(before), Some(after)) = (before, resident()) {
        row("memory since before opening", format!("{:.1} MiB", after - before));
    }

    let mut kinds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let (mut questions, mut reciprocal) = (0u32, 0.0);
    for Asked { kind, request, from } in &all {
        let mut times: Vec<f64> = (0..7)
            .map(|_| {
                let start = Instant::now();
                answer(request);
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        kinds.entry(kind).or_default().push(times[3]);
        kinds.entry("all kinds").or_default().push(times[3]);
        let start = Instant::now();
        let found = answer(request);
        if *kind == "question" {
            let best = found.page(&Sort::Relevance, 0, 10).unwrap();
            let rank = best.iter().position(|hit| hit.document as usize == *from);
            reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
            questions += 1;
        }
        black_box((found.facet("place", "", 10).unwrap(), found.facet("topic", "", 10).unwrap()));
        black_box(found.histogram("published", Bins::AtMost(60), None).unwrap());
        kinds.entry("all, with facets, histogram").or_default().push(start.elapsed().as_secs_f64() * 1e3);
    }
    for (kind, mut times) in kinds {
        times.sort_by(f64::total_cmp);
        let at = |q| quantile(&times, q);
        row(
            &format!("p50 / p95 / p99, {kind}"),
            format!("{:.3} / {:.3} / {:.3} ms", at(0.5), at(0.95), at(0.99)),
        );
    }
    let mean = reciprocal / f64::from(questions.max(1));
    row("question finds its document (MRR@10)", format!("{mean:.3}"));
}
