//! Themes: the curator's terms where the texts have them, and key phrases found without a list.

use dossier_corpus::{Document, Span, Theme, ThemeId, ThemeMention};

use super::form::{ISATION, comparable};
use super::key_of;
use super::lexicon::{self, ByHash, CALENDAR, FUNCTION, NUMBER, OFFICE, RANK, RESPELT, SPEECH, TIME};
use super::scan::Scan;
use super::traces::{self, Sought, Traces};
use super::words::{self, Hash, Shape, Word, hash_of};
use crate::Settings;
use crate::memo::Memo;

/// Most key phrases that are made themes.
const MOST: usize = 12;

/// Finds the themes of a collection and fills [`Document::themes`]. `traces` are those of each document.
///
/// Curated themes come first, in the curator's order; then the key phrases that stand out.
pub fn themes(documents: &mut [Document], traces: &[Traces], settings: &Settings) -> Vec<Theme> {
    let mut themes: Vec<Theme> = settings
        .themes
        .iter()
        .map(|theme| Theme {
            key: theme.key.clone(),
            name: theme.name.clone(),
            terms: theme.terms.clone(),
            colour: theme.colour.clone(),
            curated: true,
        })
        .collect();
    let curated = Terms::new(&themes);
    let phrases = key_phrases(documents, traces, &curated);
    let first_phrase = themes.len();
    for phrase in phrases {
        let key = key_of(&phrase);
        if !themes.iter().any(|theme| theme.key == key) {
            themes.push(Theme {
                key,
                name: phrase.clone(),
                terms: vec![phrase],
                colour: None,
                curated: false,
            });
        }
    }
    let all = Terms::new(&themes);
    let mut used = vec![false; themes.len()];
    for (document, of) in documents.iter_mut().zip(traces) {
        let found = traces::with_stems(|stems| all.find(document, of, stems));
        for mention in &found {
            used[mention.theme.0 as usize] = true;
        }
        document.themes = found;
    }
    // Where longer terms take all its words a phrase is left without any: such a theme would have no evidence.
    let mut places: Vec<Option<ThemeId>> = Vec::with_capacity(themes.len());
    let mut kept = 0;
    for (at, used) in used.iter().enumerate() {
        let keep = at < first_phrase || *used;
        places.push(keep.then_some(ThemeId(kept)));
        kept += u32::from(keep);
    }
    for mention in documents.iter_mut().flat_map(|document| &mut document.themes) {
        if let Some(place) = places[mention.theme.0 as usize] {
            mention.theme = place;
        }
    }
    let mut at = 0;
    themes.retain(|_| {
        at += 1;
        places[at - 1].is_some()
    });
    themes
}

/// Terms by their first word.
struct Terms {
    by_first: ByHash<Vec<(Vec<u64>, ThemeId)>>,
    /// All words of each.
    sought: Vec<Sought>,
}

impl Terms {
    fn new(themes: &[Theme]) -> Self {
        let mut by_first: ByHash<Vec<(Vec<u64>, ThemeId)>> = ByHash::default();
        let mut sought = Vec::new();
        for (at, theme) in themes.iter().enumerate() {
            for term in &theme.terms {
                let mut cut = Vec::new();
                words::cut(term, 0, term.len(), &mut cut);
                let hashes: Vec<u64> =
                    cut.iter().filter(|word| word.is_word()).map(|word| stem_of(word.of(term))).collect();
                if let Some(&first) = hashes.first() {
                    sought.push(Sought::of(&hashes));
                    by_first.entry(first).or_default().push((hashes, ThemeId(at as u32)));
                }
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(hashes, theme)| (std::cmp::Reverse(hashes.len()), *theme));
        }
        Self { by_first, sought }
    }

    fn find(&self, document: &Document, traces: &Traces, known: &mut Stems) -> Vec<ThemeMention> {
        let mut found = Vec::new();
        let text = document.text.as_str();
        let (mut words, mut stems): (Vec<Word>, Vec<u64>) = (Vec::new(), Vec::new());
        for sentence in &traces.sentences {
            if !self.sought.iter().any(|sought| sentence.may_hold(*sought)) {
                continue;
            }
            words.clear();
            words::cut(text, sentence.span.start as usize, sentence.span.end as usize, &mut words);
            words.retain(Word::is_word);
            stems.clear();
            stems.extend(words.iter().map(|word| known.of(text, word, lexicon::topics(word.hash))));
            let mut at = 0;
            while at < words.len() {
                let term = self
                    .by_first
                    .get(&stems[at])
                    .and_then(|terms| terms.iter().find(|(hashes, _)| stems[at..].starts_with(hashes)));
                match term {
                    Some((hashes, theme)) => {
                        let last = words[at + hashes.len() - 1];
                        found.push(ThemeMention {
                            span: Span { start: words[at].start, end: last.end },
                            theme: *theme,
                        });
                        at += hashes.len();
                    }
                    None => at += 1,
                }
            }
        }
        found
    }
}

/// Words that are remembered for their stems, as a power of two.
const REMEMBERED: u32 = 10;

/// Stems of words by their hashes: those that the hash alone does not tell.
pub(super) struct Stems(Memo<u64, u64>);

impl Default for Stems {
    fn default() -> Self {
        Self(Memo::new(REMEMBERED, (0, 0)))
    }
}

impl Stems {
    /// A word's hash in one spelling and without a plural's s: the same for words that fold alike. `topics` are the word's, see
    /// [`lexicon`].
    #[inline]
    pub(super) fn of(&mut self, text: &str, word: &Word, topics: u8) -> u64 {
        // Nearly all words have one spelling, and end like no plural.
        let plain = word.shape.has(Shape::PLAIN) && topics & RESPELT == 0;
        let last = text.as_bytes()[word.end as usize - 1] | 0x20;
        if plain && last != b's' && last != b'n' { word.hash } else { self.other(text, word, plain) }
    }

    /// Of a word that may have another spelling, or be a plural. By itself, so that the look at all others is a short one.
    #[inline(never)]
    fn other(&mut self, text: &str, word: &Word, plain: bool) -> u64 {
        let bytes = &text.as_bytes()[word.start as usize..word.end as usize];
        match bytes {
            [.., b's' | b'S'] if plain => singular(bytes, word.hash),
            _ if !plain || ends_small(bytes, ISATION) => self.remembered(text, word),
            _ => word.hash,
        }
    }

    fn remembered(&mut self, text: &str, word: &Word) -> u64 {
        *self.0.of(word.hash, word.hash, || stem_of(word.of(text)))
    }
}

/// Whether a word ends with these letters, in small ones or in capitals.
fn ends_small(word: &[u8], end: &str) -> bool {
    let from = word.len().checked_sub(end.len());
    from.is_some_and(|from| word[from..].eq_ignore_ascii_case(end.as_bytes()))
}

/// The hash of a word without a plural's s, of one of ASCII letters and digits that ends with s: letters are taken back from
/// the word's own.
fn singular(word: &[u8], hash: u64) -> u64 {
    let small = |back: usize| word.len().checked_sub(back).map(|at| word[at].to_ascii_lowercase());
    let without = Hash::unfinished(hash).without(b's');
    if word.len() > 5 && small(2) == Some(b'e') && small(3) == Some(b'i') {
        let mut stem = without.without(b'e').without(b'i');
        stem.byte(b'y');
        return stem.finish();
    }
    if word.len() > 3 && !matches!(small(2), Some(b's' | b'u' | b'i')) { without.finish() } else { hash }
}

/// The stem of any word, by its letters.
fn stem_of(word: &str) -> u64 {
    let comparable = comparable(word);
    let stem = match comparable.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => return hash_of(&format!("{stem}y")),
        _ => comparable
            .strip_suffix('s')
            .filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']))
            .unwrap_or(&comparable),
    };
    hash_of(stem)
}

/// Whether a word that tells this is a number, in digits or in words.
fn is_number(word: &Word, topics: u8) -> bool {
    word.shape.has(Shape::DIGIT) || word.is_small() && topics & NUMBER != 0
}

/// The phrases of one document that may become themes, in text order.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases(Vec<Phrase>);

/// A run of small content words.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// Of its stems.
    hash: u64,
    span: Span,
    words: u8,
    /// It stands behind a number.
    counted: bool,
}

/// Runs of two or three small content words.
pub(super) fn phrases(scan: &Scan<'_>, known: &mut Stems) -> Phrases {
    let mut found = Vec::new();
    for sentence in &scan.sentences {
        let (words, classes) = (&scan.words[..sentence.to], &scan.classes[..sentence.to]);
        let content = |at: usize| {
            words[at].is_small()
                && words[at].len() > 2
                && classes[at] & (FUNCTION | CALENDAR | SPEECH | RANK | OFFICE) == 0
        };
        let mut from = sentence.from;
        while from < sentence.to {
            if !content(from) {
                from += 1;
                continue;
            }
            let mut to = from + 1;
            while to < sentence.to && content(to) {
                to += 1;
            }
            let run = (from, to);
            from = to;
            let last = if run.1 - run.0 < 2 { "" } else { scan.word(to - 1) };
            if last.is_empty() || ["ly", "ed", "ing"].iter().any(|end| last.ends_with(end)) {
                continue;
            }
            // The run's last words hold its noun; verbs and adverbs stand in front.
            for length in 2..=3.min(run.1 - run.0) {
                let start = to - length;
                let first = scan.word(start);
                if first.ends_with("ly") || first.ends_with("ing") {
                    continue;
                }
                // "last year", "two weeks ago", and filling such as "blah blah", are about nothing.
                let (words, topics) = (&scan.words[start..to], &scan.topics[start..to]);
                if topics.iter().any(|topics| topics & TIME != 0)
                    || words.windows(2).any(|two| two[0].hash == two[1].hash)
                {
                    continue;
                }
                let mut hash = Hash::new();
                for (word, topics) in words.iter().zip(topics) {
                    hash.number(known.of(scan.text, word, *topics));
                }
                found.push(Phrase {
                    hash: hash.finish(),
                    span: scan.span(start, to),
                    words: length as u8,
                    counted: start > sentence.from
                        && is_number(&scan.words[start - 1], scan.topics[start - 1]),
                });
            }
        }
    }
    found.shrink_to_fit();
    Phrases(found)
}

/// Phrases that several documents share, or one repeats.
///
/// What is mostly counted is a quantity ("tonnes", "percentage points") and no theme, whatever its unit.
fn key_phrases(documents: &[Document], traces: &[Traces], curated: &Terms) -> Vec<String> {
    struct Seen {
        documents: u32,
        times: u32,
        /// How many of these stand behind a number.
        counted: u32,
        last: u32,
        form: (u32, Span),
        words: u8,
    }
    impl Seen {
        /// Behind a number in a third of its places or more.
        const fn is_quantity(&self) -> bool {
            self.counted * 3 >= self.times
        }
    }
    let mut seen: ByHash<Seen> = ByHash::default();
    for (at, traces) in (0..).zip(traces) {
        for phrase in &traces.themes.0 {
            let entry = seen.entry(phrase.hash).or_insert(Seen {
                documents: 0,
                times: 0,
                counted: 0,
                last: u32::MAX,
                form: (at, phrase.span),
                words: phrase.words,
            });
            entry.times += 1;
            entry.counted += u32::from(phrase.counted);
            if entry.last != at {
                entry.last = at;
                entry.documents += 1;
            }
        }
    }
    let enough = if documents.len() < 3 { 1 } else { 2 };
    let mut ranked: Vec<&Seen> = seen
        .values()
        .filter(|seen| seen.documents >= enough && seen.times >= 3 && !seen.is_quantity())
        .collect();
    // More documents, more times, longer phrases; a phrase in every document tells nothing apart, but is shown.
    ranked.sort_by_key(|seen| {
        (
            std::cmp::Reverse(u64::from(seen.times.min(seen.documents * 4)) * u64::from(seen.words)),
            seen.form.0,
            seen.form.1,
        )
    });
    let mut chosen: Vec<String> = Vec::new();
    for seen in ranked {
        if chosen.len() == MOST {
            break;
        }
        let text = &documents[seen.form.0 as usize].text;
        let phrase = seen.form.1.of(text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let stems: Vec<u64> = phrase.split(' ').map(stem_of).collect();
        let curated_already = curated.by_first.values().flatten().any(|(hashes, _)| *hashes == stems);
        let nested = chosen.iter().any(|other| other.contains(&phrase) || phrase.contains(other.as_str()));
        if !curated_already && !nested {
            chosen.push(phrase);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_s_hash_tells_its_stem_as_its_letters_do() {
        let mut stems = Stems::default();
        for text in [
            "parties",
            "Ties",
            "BASES",
            "gas",
            "bus",
            "basis",
            "class",
            "s",
            "the",
            "Defence",
            "organisations",
            "Privatisation",
            "nation",
            "1990s",
            "U.S.",
            "O'Briens",
            "Thịs",
            "as",
            "dies",
            "telecoms",
        ] {
            let mut cut: Vec<Word> = Vec::new();
            words::cut(text, 0, text.len(), &mut cut);
            assert_eq!(stems.of(text, &cut[0], lexicon::topics(cut[0].hash)), stem_of(text), "{text}");
        }
    }
}
