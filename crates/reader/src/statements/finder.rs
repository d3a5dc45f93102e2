//! Runs the models over the sentences, and joins quotations that go on.

use std::cell::RefCell;

use dossier_corpus::{Span, StatementKind};

use super::directive;
use super::draft::{Draft, span, stretch};
use super::features::{self, Context, Cue};
use super::known::{KnownForms, KnownNeighbours};
use super::lexicon::{
    ADVERB, ASSESS, BASE, COMMIT, CONJ, DET, DIRECT, ING, ORDER, PAST, POSS, PREP, REL, SAY, SAYING, SPEAKER,
    STRESS, SUBJECT, THIRD, TIME, VERB,
};
use super::model::{self, Label, Lattice, Table, Weights};
use super::reach::{further_verb, go_on_behind, governed, is_joined, main_clause, whole_object};
use super::sentence::{self, Sentence, Sentences};
use super::silent::{self, Place};
use super::tokens::{Kind, Token, mark, word};

/// Least chance at which a word is taken for a cue: beside a quotation, where the lexicon knows it as a word that
/// reports, and else.
const LEAST_QUOTED: f32 = 0.2;
const LEAST_KNOWN: f32 = 0.32;
const LEAST: f32 = 0.5;

/// Whether a word may well be a cue: beside a quotation, or where the lexicon knows it as one that reports.
pub(super) fn is_likely(token: &Token, quoted: bool) -> bool {
    quoted || token.is(VERB | SAYING) || token.kind == Kind::Mark
}

/// Least chance at which a word is taken for a cue.
pub(super) fn least(token: &Token, quoted: bool) -> f32 {
    match (quoted, is_likely(token, quoted)) {
        (true, _) => LEAST_QUOTED,
        (false, true) => LEAST_KNOWN,
        (false, false) => LEAST,
    }
}

/// Least chance of a cue whose speaker is not named.
const LEAST_NAMELESS: f32 = 0.6;

/// Chance of a finite verb of saying before "that".
const SAID_THAT: f32 = 0.6;

/// Chance of a quotation with a name under it.
const SIGNED: f32 = 0.85;

/// Forms of words and triples of parts of speech that a finder remembers, as powers of two.
const FORMS: u32 = 12;
const NEIGHBOURS: u32 = 10;

/// Most cues of one sentence.
const MOST: usize = 12;

/// The statements that the models see, in text order.
pub(super) fn find(sentences: &Sentences) -> Vec<Draft> {
    thread_local! {
        static FINDER: RefCell<Finder<'static>> = RefCell::new(Finder::new(Weights::committed()));
    }
    FINDER.with_borrow_mut(|finder| find_with(finder, sentences))
}

/// The same with what a finder knows already.
pub(super) fn find_with(finder: &mut Finder<'_>, sentences: &Sentences) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    // The statement whose quotation the next sentence may go on with, and the paragraph it ends in.
    let mut open: Option<(usize, u32)> = None;
    for (at, sentence) in sentences.list.iter().enumerate() {
        let before = found.len();
        finder.sentence(sentences, at, *sentence, &mut found);
        let tokens = sentences.tokens(*sentence);
        if found.len() == before {
            open = open.filter(|(last, paragraph)| {
                is_quoted(tokens)
                    && (*paragraph == sentence.paragraph
                        || paragraph + 1 == sentence.paragraph && goes_on(sentences, &found[*last]))
            });
            if let Some((last, paragraph)) = &mut open {
                let quoted = tokens.iter().filter(|token| token.kind == Kind::Quotation);
                found[*last].content.extend(quoted.map(span));
                *paragraph = sentence.paragraph;
            }
            continue;
        }
        open = (before..found.len())
            .filter(|one| {
                tokens.iter().any(|token| token.kind == Kind::Quotation && in_content(&found[*one], token))
            })
            .max_by_key(|one| found[*one].content.last().map(|part| part.end))
            .map(|one| (one, sentence.paragraph));
    }
    found
}

fn in_content(draft: &Draft, token: &Token) -> bool {
    draft.content.iter().any(|part| part.contains(span(token)))
}

/// Whether the sentence is nothing but quotations.
fn is_quoted(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == Kind::Quotation)
        && tokens.iter().all(|token| matches!(token.kind, Kind::Quotation | Kind::Mark))
}

/// Whether the last quotation of the statement goes on in the next paragraph.
fn goes_on(sentences: &Sentences, draft: &Draft) -> bool {
    let Some(end) = draft.content.last().map(|part| part.end) else { return false };
    let at = sentences.quotations.partition_point(|quotation| quotation.end < end);
    sentences.quotations.get(at).is_some_and(|quotation| quotation.goes_on)
}

/// Finds statements; what it knows and where it works stay from one document to the next.
pub(super) struct Finder<'a> {
    weights: &'a Weights,
    forms: KnownForms<Weights>,
    neighbours: KnownNeighbours<Weights>,
    context: Context,
    /// The words of the sentence that may be a cue, what they weigh by themselves, and whether they may be one by a rule.
    heard: Vec<(usize, i32, bool)>,
    /// Those that are one, with their chances.
    cues: Vec<(f32, usize)>,
    lattice: Lattice<<Weights as Table>::Number>,
    labels: Vec<Label>,
    taken: Vec<bool>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(weights: &'a Weights) -> Self {
        Self {
            weights,
            forms: KnownForms::new(FORMS),
            neighbours: KnownNeighbours::new(NEIGHBOURS),
            context: Context::empty(),
            heard: Vec::new(),
            cues: Vec::new(),
            lattice: Lattice::default(),
            labels: Vec::new(),
            taken: Vec::new(),
        }
    }

    fn sentence(&mut self, sentences: &Sentences, at: usize, sentence: Sentence, found: &mut Vec<Draft>) {
        let tokens = sentences.tokens(sentence);
        if tokens.len() < 3 {
            return;
        }
        if let Some(draft) = signed(tokens, at)
            .or_else(|| directive::operative(sentences, at))
            .or_else(|| directive::action_item(sentences, at))
        {
            found.push(draft);
            return;
        }
        let quotations = sentence::quotations(tokens);
        let quoted = quotations > 0;
        let Self { weights, forms, heard, context, .. } = self;
        let gates = [weights.gates(false), weights.gates(true)];
        heard.clear();
        context.read(tokens, quotations, |i, token, around| {
            let form = forms.of(weights, token, sentence.heading);
            let mut alone = form.alone;
            features::cue_quoted(token, around, &mut |feature| weights.add_cue(feature, &mut alone));
            let least = gates[usize::from(is_likely(token, quoted))].alone;
            if (weights.cue(alone) >= least || form.ruled) && super::may_be_cue(token) {
                heard.push((i, alone, form.ruled));
            }
            form.part
        });
        self.cues.clear();
        for &(i, alone, ruled) in &self.heard {
            let token = &tokens[i];
            let gates = gates[usize::from(is_likely(token, quoted))];
            let mut chance = if self.weights.cue(alone) < gates.alone {
                0.0
            } else {
                model::cue_chance(self.weights, (tokens, &self.context), i, alone, gates)
            };
            // "held that": what the training texts never had, the lexicon knows.
            if ruled
                && (token.is(SAY | STRESS | ORDER | DIRECT)
                    && token.is(PAST | THIRD)
                    && silent::that_follows(tokens, i)
                    && (token.is(SAY | STRESS | ORDER) || !directive::is_passive(tokens, 0, i))
                    || directive::is_confidence(tokens, i, tokens.len())
                    || directive::is_order(tokens, i, tokens.len()))
            {
                chance = chance.max(SAID_THAT);
            }
            let place = Place { heading: sentence.heading, quoted };
            if chance >= least(token, quoted) && !silent::is_silent(tokens, i, place) {
                self.cues.push((chance, i));
            }
        }
        // The surest first: what it takes the others cannot have.
        self.cues.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.cues.truncate(MOST);
        if self.cues.is_empty() {
            return;
        }
        let taken = &mut self.taken;
        taken.clear();
        taken.resize(tokens.len(), false);
        let before = found.len();
        for &(chance, c) in &self.cues {
            if taken[c] {
                continue;
            }
            let cue = Cue::of(tokens, &self.context, c);
            let told = (tokens, &self.context);
            model::lattice(self.weights, told, &cue, &mut self.neighbours, &mut self.lattice);
            model::best::<Weights>(&mut self.lattice, &mut self.labels);
            if let Some(end) = further_verb(tokens, c).or_else(|| main_clause(tokens, c)) {
                for label in &mut self.labels[end..] {
                    *label = if *label == Label::Content { Label::Neither } else { *label };
                }
            }
            let mut content = spans(tokens, &self.labels, taken, Label::Content);
            if content.is_empty() {
                content.extend(governed(tokens, c, taken));
            }
            // "which was requested by": nothing is said.
            let says = |token: &&Token| token.kind != Kind::Mark && !token.is(REL);
            let mut inside =
                tokens.iter().filter(|token| content.iter().any(|part| part.overlaps(span(token))));
            if content.is_empty() || !inside.any(|token| says(&token)) {
                continue;
            }
            go_on_behind(tokens, c, taken, &mut content);
            whole_object(tokens, c, taken, &mut content);
            let mut source = spans(tokens, &self.labels, taken, Label::Source);
            source.retain(|part| names_somebody(tokens, *part));
            // "the PM underscored that …, and urged ministers to": the source ends where its own verb begins.
            for part in &mut source {
                let says = |at: &usize| {
                    let token = &tokens[*at];
                    token.start > part.start
                        && token.end < part.end
                        && token.is(SAY | STRESS)
                        && token.is(PAST | THIRD)
                        && tokens.get(at + 1).is_some_and(|next| next.word == word("that"))
                };
                if let Some(verb) = (1..tokens.len()).find(says) {
                    part.end = tokens[verb - 1].end;
                }
            }
            // "and asked the agency to": who is asked does not ask.
            if tokens[c].is(ORDER | DIRECT)
                && let Some(to) = directive::infinitive(tokens, c + 1, tokens.len())
                && !directive::is_passive(tokens, 0, c)
            {
                source.retain(|part| part.start < tokens[c].start || part.start >= tokens[to].start);
            }
            // One speaker may say several things: a source is not taken.
            // And "… and asked it to" has the one of the verb before it.
            let joined = tokens[c].is(ORDER | DIRECT)
                && is_joined(tokens, 0, c)
                && directive::infinitive(tokens, c + 1, tokens.len()).is_some();
            // "He briefed his host on talks with General Hung, held in Hue, and affirmed that": the object of the verb before
            // does not speak.
            if finite(&tokens[c])
                && is_joined(tokens, 0, c)
                && let Some(verb) = source.first().and_then(|part| object_of(tokens, c, *part))
            {
                for part in &mut source {
                    if part.start < tokens[verb].start {
                        part.end = part.end.min(tokens[verb - 1].end);
                    }
                }
                source.retain(|part| part.end <= tokens[verb].start);
            }
            if source.is_empty()
                && !(quoted || joined)
                && chance < LEAST_NAMELESS
                && tokens[c].kind == Kind::Word
            {
                continue;
            }
            taken[c] = true;
            for (i, token) in tokens.iter().enumerate() {
                taken[i] |= content.iter().any(|part| part.contains(span(token)));
            }
            found.push(Draft {
                sentence: at,
                head: Some(sentence.first as usize + c),
                chance,
                source,
                cue: vec![span(&tokens[c])],
                content,
                kind: StatementKind::Attribution,
                weak: false,
                addressee: None,
                issuer_of: None,
                addressee_of: None,
                rule: "statement.speech",
            });
        }
        found[before..].sort_by_key(|draft| draft.head);
        for at in before..found.len() {
            Self::supply(sentences, sentence, before, at, quoted, found);
        }
    }
}

impl Finder<'_> {
    /// Supplies the speaker of a participle ("…, adding that …") or of a quotation where the model saw none: the
    /// one of the statement before it in the sentence, else the name or pronoun that the sentence begins with.
    fn supply(
        sentences: &Sentences,
        sentence: Sentence,
        first: usize,
        at: usize,
        quoted: bool,
        found: &mut [Draft],
    ) {
        let Some(head) = found[at].head.filter(|_| found[at].source.is_empty()) else { return };
        let token = &sentences.tokens[head];
        let own = |part: &Span| found[at].content.iter().all(|content| !content.overlaps(*part));
        let expects = directive::is_confidence(&sentences.tokens, head, sentence.last as usize);
        if (expects || token.is(SAY | STRESS | ORDER | DIRECT | ASSESS) && token.is(PAST | THIRD))
            && !directive::is_passive(&sentences.tokens, sentence.first as usize, head)
            && let Some((from, to)) =
                directive::subject_before(&sentences.tokens, sentence.first as usize, head)
            && let Some(source) = stretch(&sentences.tokens[from..to])
                .filter(|source| own(source) && names_somebody(&sentences.tokens[from..to], *source))
        {
            found[at].source.push(source);
            return;
        }
        // "… and urged them to": a further verb of the same speaker.
        let joined = token.is(SAY | STRESS | ORDER | DIRECT | ASSESS | COMMIT)
            && token.is(PAST | THIRD)
            && is_joined(&sentences.tokens, sentence.first as usize, head);
        if !(token.is(VERB) && (token.is(ING) || quoted) || joined) {
            return;
        }
        let earlier =
            found[first..at].iter().rev().find_map(|draft| draft.source.first().copied().filter(own));
        let opening = || {
            let tokens = sentences.tokens(sentence);
            // "During his stay in Peru, Reed also met owners, calling on them to": behind when and where.
            let begins = |token: &&Token| {
                token.is_capital() && !token.is(CONJ | PREP | ADVERB | ING) || token.is(SUBJECT)
            };
            let led = tokens.first().is_some_and(|first| first.is(PREP | ADVERB | TIME));
            let comma = tokens.iter().take(12).position(|token| token.word == mark::COMMA);
            let front = comma.filter(|_| led).map_or(0, |comma| comma + 1);
            let behind = tokens[front..].iter().take(12).position(|token| begins(&token));
            let from = behind.map_or_else(
                || tokens.iter().take(12).position(|token| begins(&token)),
                |at| Some(front + at),
            )?;
            let length =
                tokens[from..].iter().take_while(|token| token.is_capital() || token.is(SUBJECT)).count();
            let last = tokens[from..from + length].last()?;
            Some(Span { start: tokens[from].start, end: last.end })
                .filter(|span| span.end <= token.start)
                .filter(own)
        };
        if let Some(source) = earlier.or_else(opening) {
            found[at].source.push(source);
        }
    }
}

/// A quotation and, after a dash, the name of whose it is: "“…” — Jane Doe".
fn signed(tokens: &[Token], sentence: usize) -> Option<Draft> {
    let stop = tokens.last().is_some_and(|token| token.word == mark::STOP);
    let tokens = &tokens[..tokens.len() - usize::from(stop)];
    let dash = sentence::is_signed(tokens)?;
    let quoted = tokens[..dash].iter().all(|token| matches!(token.kind, Kind::Quotation | Kind::Mark));
    quoted.then(|| Draft {
        sentence,
        head: None,
        chance: SIGNED,
        source: stretch(&tokens[dash + 1..]).into_iter().collect(),
        cue: vec![span(&tokens[dash])],
        content: tokens[..dash].iter().filter(|token| token.kind == Kind::Quotation).map(span).collect(),
        kind: StatementKind::Quote,
        weak: false,
        addressee: None,
        issuer_of: None,
        addressee_of: None,
        rule: "statement.signed",
    })
}

fn finite(token: &Token) -> bool {
    token.is(SAY | STRESS | ORDER | DIRECT | ASSESS) && token.is(PAST | THIRD)
}

/// The verb before a joined one that the found source belongs to, or holds: its subject is that of both.
fn object_of(tokens: &[Token], c: usize, source: Span) -> Option<usize> {
    let expressed = [word("expressed"), word("voiced")];
    (1..c).find(|&at| {
        let token = &tokens[at];
        let tells = token.is(VERB) && token.is(PAST | THIRD) && !token.is(SPEAKER) && !token.is(BASE)
            || expressed.contains(&token.word);
        tells && !tokens[at - 1].is(DET | POSS | PREP | REL) && token.start < source.end
    })
}

/// "As reported": a particle is nobody.
fn names_somebody(tokens: &[Token], part: Span) -> bool {
    let inside = tokens.iter().filter(|token| part.contains(span(token)));
    let mut inside = inside.filter(|token| token.kind != Kind::Mark);
    inside.any(|token| !token.is(CONJ | PREP | ADVERB) || token.is(SUBJECT))
}

/// The stretches of tokens with that label that no other statement has taken.
fn spans(tokens: &[Token], labels: &[Label], taken: &[bool], label: Label) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last = usize::MAX;
    for (i, token) in tokens.iter().enumerate() {
        if labels[i] != label || taken[i] {
            continue;
        }
        match spans.last_mut() {
            Some(open) if last + 1 == i => open.end = token.end,
            _ => spans.push(span(token)),
        }
        last = i;
    }
    for open in &mut spans {
        // "welcomed the plan but": the conjunction belongs to what follows.
        let end = tokens.partition_point(|token| token.end <= open.end);
        let kept = tokens[..end]
            .iter()
            .rev()
            .find(|token| !const { [word("and"), word("but"), word("or")] }.contains(&token.word));
        if let Some(kept) = kept
            && kept.end > open.start
        {
            open.end = kept.end;
        }
    }
    spans
}
