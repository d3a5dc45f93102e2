//! Which texts are nearly the same: reprints, copies with a word changed, one release in two papers.
//!
//! Two texts are nearly the same when six in ten of the runs of four words that either has are in both (their resemblance,
//! after Broder). A family is a first text and the later ones that are nearly the same as it: being alike is not passed on
//! from one to the next, so that a family never drifts away from what it began with. What may be alike is found by hashes
//! (the least hash of each of 63 parts, three by three), so that a large collection is not compared pair by pair; whether
//! it is so is then counted.

use std::collections::BTreeMap;

/// Words of a run.
const RUN: usize = 4;
/// Least hashes that are kept of a text.
const MINIMA: usize = 63;
/// So many of them together lead from one text to another.
const BAND: usize = 3;
/// Texts that have fewer of them in common are not looked at.
const LIKELY: usize = 20;
/// Earlier texts of a band that a later one is held against.
const FIRST: usize = 4;
const EMPTY: u32 = u32::MAX;

/// Families of texts that are nearly the same: the first text of each, then the others, in their order. `text` gives the
/// text of a number, folded; texts without words are in no family.
pub fn families(count: u32, text: impl Fn(u32) -> String) -> Vec<Vec<u32>> {
    let mut minima: Vec<Option<[u32; MINIMA]>> = Vec::with_capacity(count as usize);
    // Of the same words, whatever else they may be like.
    let mut same: Vec<(u64, u32)> = Vec::new();
    for number in 0..count {
        let runs = runs(&text(number));
        minima.push(least(&runs));
        if !runs.is_empty() {
            same.push((runs.iter().fold(0, |hash, run| step(hash, *run)), number));
        }
    }
    let mut family_of: Vec<u32> = (0..count).collect();
    let mut families: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    // The runs of the first text that was asked for last: copies of one text come one after the other.
    let mut known: Option<(u32, Vec<u64>)> = None;
    let mut pairs = candidates(&minima, same).into_iter().peekable();
    while let Some((later, _)) = pairs.peek().copied() {
        let mut own = None;
        let mut tried = Vec::new();
        while let Some((_, earlier)) = pairs.next_if(|(number, _)| *number == later) {
            let first = family_of[earlier as usize];
            let likely = || match (&minima[later as usize], &minima[first as usize]) {
                (Some(a), Some(b)) => a.iter().zip(b).filter(|(a, b)| a == b).count() >= LIKELY,
                _ => false,
            };
            if family_of[later as usize] != later || tried.contains(&first) || !likely() {
                continue;
            }
            tried.push(first);
            if known.as_ref().is_none_or(|(number, _)| *number != first) {
                known = Some((first, runs(&text(first))));
            }
            let own = own.get_or_insert_with(|| runs(&text(later)));
            if known.as_ref().is_some_and(|(_, first)| nearly_same(first, own)) {
                family_of[later as usize] = first;
                families.entry(first).or_insert_with(|| vec![first]).push(later);
            }
        }
    }
    families.into_values().collect()
}

/// Pairs of a text and an earlier one that may be alike, in order, each once.
fn candidates(minima: &[Option<[u32; MINIMA]>], mut same: Vec<(u64, u32)>) -> Vec<(u32, u32)> {
    same.sort_unstable();
    let copies = same.chunk_by(|a, b| a.0 == b.0);
    let mut pairs: Vec<(u32, u32)> =
        copies.flat_map(|copies| copies[1..].iter().map(|(_, later)| (*later, copies[0].1))).collect();
    for band in 0..MINIMA / BAND {
        let mut keys: Vec<([u32; BAND], u32)> = minima
            .iter()
            .zip(0..)
            .filter_map(|(minima, number)| {
                let part = minima.as_ref()?.get(band * BAND..)?.first_chunk::<BAND>()?;
                Some((*part, number))
            })
            .collect();
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            for (place, (_, later)) in same.iter().enumerate() {
                pairs.extend(same[..place.min(FIRST)].iter().map(|(_, earlier)| (*later, *earlier)));
            }
        }
        // Copies meet in every band: what is known already is not kept once more.
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}

/// Whether six in ten of the runs that either has are in both. Both are sorted, without repetition.
fn nearly_same(a: &[u64], b: &[u64]) -> bool {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(left), b.get(right)) {
        left += usize::from(x <= y);
        right += usize::from(y <= x);
        shared += usize::from(x == y);
    }
    let either = a.len() + b.len() - shared;
    shared * 10 >= either * 6 && either > 0
}

/// The least hash in each of [`MINIMA`] parts; a part without any has its next neighbour's.
fn least(runs: &[u64]) -> Option<[u32; MINIMA]> {
    let mut minima = [EMPTY; MINIMA];
    for run in runs {
        let part = &mut minima[(run >> 32) as usize % MINIMA];
        *part = (*part).min(*run as u32 & !1);
    }
    let full = minima;
    for (part, least) in minima.iter_mut().enumerate() {
        let next = (0..MINIMA).find(|step| full[(part + step) % MINIMA] != EMPTY)?;
        // How far it was fetched is part of it: two texts agree where they fetched alike.
        *least = full[(part + next) % MINIMA].wrapping_add(next as u32 * 0x9e37);
    }
    Some(minima)
}

/// Hashes of the runs of a text, sorted, each once. A text with fewer words is one run.
fn runs(text: &str) -> Vec<u64> {
    let words = words(text);
    let run = |words: &[u64]| finish(words.iter().fold(0, |hash: u64, word| step(hash, *word)));
    let mut runs: Vec<u64> = if words.len() < RUN && !words.is_empty() {
        vec![run(&words)]
    } else {
        words.windows(RUN).map(run).collect()
    };
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Hashes of the words of a text. Scripts that put no space between words count letter by letter.
fn words(text: &str) -> Vec<u64> {
    let (mut words, mut word) = (Vec::new(), None);
    for c in text.chars() {
        let alone = matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        if c.is_alphanumeric() && !alone {
            word = Some(step(word.unwrap_or(0), u64::from(c)));
            continue;
        }
        words.extend(word.take());
        words.extend((alone && c.is_alphanumeric()).then(|| step(0, u64::from(c))));
    }
    words.extend(word);
    words
}

/// The same on every machine, and good enough: what is found by it is counted afterwards.
fn step(hash: u64, next: u64) -> u64 {
    (hash.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Mixes the high bits into the low ones and back, as SplitMix64 does.
fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(texts: &[String]) -> Vec<Vec<u32>> {
        families(texts.len() as u32, |number| texts[number as usize].clone())
    }

    /// A text of so many words that no other number shares.
    fn text(number: u32, words: u32) -> String {
        (0..words).map(|word| format!("w{number}x{} ", word * word % 977 + word)).collect()
    }

    #[test]
    fn a_copy_with_some_words_changed_is_of_the_family_of_its_original() {
        let original = text(1, 300);
        let mut changed: Vec<&str> = original.split(' ').collect();
        for place in [20, 90, 170, 240] {
            changed[place] = "otherwise";
        }
        let texts = [text(2, 300), original.clone(), text(3, 200), changed.join(" "), text(4, 10)];
        assert_eq!(of(&texts), [[1, 3]]);
    }

    #[test]
    fn a_text_that_only_quotes_another_is_not_nearly_the_same() {
        let quoted = text(1, 60);
        assert_eq!(of(&[quoted.clone(), [text(2, 200), quoted].concat()]), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn likeness_is_not_passed_on_from_one_to_the_next() {
        // Each has three quarters of the words of the one before it: after a few steps little is left.
        let chain: Vec<String> = (0..8)
            .map(|step| {
                (0..400).map(|word| format!("w{} ", (step * 60 + word) as u64 * 2_654_435_761)).collect()
            })
            .collect();
        let families = of(&chain);
        assert!(families.len() > 1, "{families:?}");
        for family in families {
            for other in &family[1..] {
                let both = (runs(&chain[family[0] as usize]), runs(&chain[*other as usize]));
                assert!(nearly_same(&both.0, &both.1), "{family:?}");
            }
        }
    }

    #[test]
    fn a_thousand_copies_are_one_family_and_texts_without_words_are_in_none() {
        let mut texts = vec![text(7, 80); 1_000];
        texts.extend([String::new(), "…".to_owned(), " ".to_owned()]);
        let families = of(&texts);
        assert_eq!(families, [(0..1_000).collect::<Vec<_>>()]);
    }

    #[test]
    fn scripts_without_spaces_are_compared_letter_by_letter() {
        let a = "国务院总理十三日在人民大会堂会见来访的客人并就双边关系和地区问题交换意见双方同意加强经济贸易合作扩大人员往来".to_owned();
        let b = a.replace("十三", "十四");
        assert_eq!(of(&[a, b, "他们昨天去了北京看望朋友然后一起吃饭".to_owned()]), [[0, 1]]);
    }

    proptest! {
        #[test]
        fn what_is_in_a_family_is_nearly_the_same_as_its_first_and_in_one_family_alone(
            texts in proptest::collection::vec("([ab] ){0,12}", 0..14),
        ) {
            let mut seen = std::collections::BTreeSet::new();
            for family in of(&texts) {
                prop_assert!(family.len() > 1 && family.is_sorted());
                for other in &family {
                    prop_assert!(seen.insert(*other));
                    prop_assert!(nearly_same(&runs(&texts[family[0] as usize]), &runs(&texts[*other as usize])));
                }
            }
            // The same words always meet.
            for (a, left) in texts.iter().enumerate() {
                for (b, right) in texts.iter().enumerate().skip(a + 1) {
                    if left == right && !left.is_empty() {
                        prop_assert!(seen.contains(&(a as u32)) && seen.contains(&(b as u32)), "{left:?}");
                    }
                }
            }
        }
    }
}
