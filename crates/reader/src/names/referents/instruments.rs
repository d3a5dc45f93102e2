//! Instruments of one document: one by form and number, and which carries out which.

use dossier_corpus::EntityKind;

use super::super::form::comparable;
use super::super::raw::Raw;
use super::super::scan::Scan;
use super::super::variants::{is_short_number, number_key, singular};
use super::super::{InstrumentDraft, Referent};
use super::{Groups, form_hash};

impl Groups<'_, '_> {
    pub(super) fn instrument(&mut self, raw: &Raw) -> u32 {
        let printed = self.scan.words_of(raw.from, raw.to);
        let words = raw.instrument.as_deref().cloned().unwrap_or_default();
        let form = words.form.of(self.scan.text);
        let form = singular(&comparable(form)).to_owned();
        let number = words.number.map(|span| span.of(self.scan.text));
        if let Some(number) = number {
            let number_key = number_key(number);
            if let Some(known) = self.same_number(&form, &number_key) {
                let draft = self.found.referents[known as usize]
                    .instrument
                    .as_mut()
                    .expect("numbered instruments have drafts");
                if !draft.numbers.iter().any(|other| other == number) {
                    draft.numbers.push(number.to_owned());
                }
                self.numbered.entry((form, number_key)).or_insert(known);
                return known;
            }
        } else if let Some(&known) = self.by_key.get(&form_hash(EntityKind::Instrument, &comparable(printed)))
        {
            return known;
        }
        let mut referent =
            Referent::new(EntityKind::Instrument, printed, comparable(printed), raw.confidence);
        let number_key = number.map(number_key);
        if let Some(number) = &number_key {
            referent.key = format!("{form} {number}");
        }
        referent.instrument = Some(Box::new(InstrumentDraft {
            form: form.clone(),
            numbers: number.map(str::to_owned).into_iter().collect(),
            ..InstrumentDraft::default()
        }));
        let id = self.add(referent);
        if let Some(number) = number_key {
            self.numbered.insert((form, number), id);
        }
        id
    }

    /// The instrument of that form and number, or of a number that is short for it or that it is short for.
    fn same_number(&self, form: &str, number: &str) -> Option<u32> {
        let exact = |number: &str| self.numbered.get(&(form.to_owned(), number.to_owned())).copied();
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let fuller = || {
            self.numbered
                .range((form.to_owned(), number.to_owned())..)
                .take_while(|((of, other), _)| of == form && other.starts_with(number))
                .take(50)
                .find(|((_, other), _)| is_short_number(number, other))
                .map(|(_, id)| *id)
        };
        exact(number)
            .or_else(|| exact(&number[..digits]).filter(|_| is_short_number(&number[..digits], number)))
            .or_else(fuller)
    }

    /// "the Government's programme and the Ministry's plan on carrying out Resolution 08".
    pub(super) fn implementation(&mut self, names: &[Raw], of: &[Option<u32>]) {
        let scan = self.scan;
        let mut previous: Vec<usize> = Vec::new();
        for (at, raw) in names.iter().enumerate() {
            if raw.kind != EntityKind::Instrument {
                continue;
            }
            if let Some(&last) = previous.last() {
                let between = names[last].to..raw.from;
                let near = between.len() <= 12
                    && !between.clone().any(|word| scan.word(word) == "." || scan.word(word) == ";");
                if near && between.clone().any(|word| carries_out(scan, word)) {
                    let to = self.root(of[at].expect("grouped"));
                    for (distance, &from) in previous.iter().rev().enumerate() {
                        let id = self.root(of[from].expect("grouped"));
                        if id == to {
                            break;
                        }
                        let span = scan.span(names[from].from, raw.to);
                        let confidence = if distance == 0 { 85 } else { 70 };
                        if let Some(draft) = &mut self.found.referents[id as usize].instrument
                            && !draft.implements.iter().any(|(known, ..)| *known == to)
                        {
                            draft.implements.push((to, span, confidence));
                        }
                        // Further back only through a list: ", and the".
                        let Some(next) = previous.len().checked_sub(distance + 2) else { break };
                        let gap = names[previous[next]].to..names[from].from;
                        let listed = gap.len() <= 3
                            && gap.clone().all(|word| matches!(scan.word(word), "," | "and" | "the"));
                        if !listed {
                            break;
                        }
                    }
                }
                if !near {
                    previous.clear();
                }
            }
            previous.push(at);
        }
    }
}

fn carries_out(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    matches!(
        word,
        "implement"
            | "implementing"
            | "implements"
            | "implementation"
            | "executing"
            | "concretizing"
            | "concretising"
            | "realizing"
            | "realising"
            | "enforcing"
            | "fulfilling"
            | "enacting"
    ) || matches!(word, "carrying" | "carry" | "carries") && scan.word(at + 1) == "out"
}
