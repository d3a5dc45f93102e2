//! A document as sentences of tokens, with every quotation collapsed to one token.

use dossier_corpus::{BlockKind, Document, EntityKind, Mention};

use super::lexicon::{PAST, THIRD, TITLE, VERB};
use super::quotation::{self, Quotation};
use super::tokens::{self, Kind, Token, mark};

/// Longest sentence in tokens; what runs on is cut, so that no text costs more than its length.
pub(super) const LONGEST: usize = 240;

/// A sentence as this stage sees it: it ends outside quotations only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    /// First token.
    pub(super) first: u32,
    /// One past the last token.
    pub(super) last: u32,
    /// The paragraph it stands in.
    pub(super) paragraph: u32,
    /// In a heading.
    pub(super) heading: bool,
}

/// All tokens of a document.
pub(super) struct Sentences {
    pub(super) tokens: Vec<Token>,
    pub(super) list: Vec<Sentence>,
    pub(super) quotations: Vec<Quotation>,
}

/// Reads the running text, headings and captions of a document.
pub(super) fn read(document: &Document) -> Sentences {
    let mut paragraphs = Vec::new();
    let mut headings = Vec::new();
    for block in &document.blocks {
        let (is_text, heading) = match block.kind {
            BlockKind::Heading => (true, true),
            BlockKind::Paragraph | BlockKind::Caption => (true, false),
            BlockKind::Credit | BlockKind::Dateline | BlockKind::Boilerplate => (false, false),
        };
        if is_text {
            paragraphs.push((block.span.start as usize, block.span.end as usize));
            headings.push(heading);
        }
    }
    let text = document.text.as_str();
    let quotations = quotation::find(text, &paragraphs);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut list: Vec<Sentence> = Vec::new();
    let mut next = 0;
    // Those that end behind where the paragraph begins.
    let mut mentions = document.mentions.as_slice();
    for (at, &(from, to)) in paragraphs.iter().enumerate() {
        while next < quotations.len() && (quotations[next].end as usize) <= from {
            next += 1;
        }
        while mentions.first().is_some_and(|mention| (mention.span.end as usize) <= from) {
            mentions = &mentions[1..];
        }
        let from = from + mentions.first().map_or(0, |mention| city(text, mention, from, to));
        let first = tokens.len();
        tokens::tokenize(text, from, to, &quotations[next..], &mut tokens);
        // "He went on:" and, a paragraph below, the quotation: one sentence.
        let joined = first > 0
            && first < tokens.len()
            && tokens[first].kind == Kind::Quotation
            && tokens[first - 1].word == mark::COLON;
        let from = match list.last() {
            Some(Sentence { first: from, last, .. }) if joined && *last as usize == first => {
                let from = *from as usize;
                list.pop();
                from
            }
            _ => first,
        };
        split(&tokens, from, at as u32, headings[at], &mut list);
    }
    Sentences { tokens, list, quotations }
}

/// Length of a dateline that ends with a colon ("NEW DELHI: …") at the start of a paragraph: nobody's words follow it.
/// `mention` is the first of the paragraph.
fn city(text: &str, mention: &Mention, from: usize, to: usize) -> usize {
    let end = mention.span.end as usize;
    let begins = mention.kind == EntityKind::Place && mention.span.start as usize == from && end < to;
    if begins && text[end..to].starts_with(": ") { end + 2 - from } else { 0 }
}

impl Sentences {
    /// The tokens of a sentence.
    pub(super) fn tokens(&self, sentence: Sentence) -> &[Token] {
        &self.tokens[sentence.first as usize..sentence.last as usize]
    }
}

/// How many quotations stand among the tokens.
pub(super) fn quotations(tokens: &[Token]) -> u32 {
    tokens.iter().map(|token| u32::from(token.kind == Kind::Quotation)).sum()
}

/// Splits the tokens from `first` on into sentences.
fn split(tokens: &[Token], first: usize, paragraph: u32, heading: bool, list: &mut Vec<Sentence>) {
    let mut start = first;
    for at in first..tokens.len() {
        if ends(tokens, at) || at + 1 - start >= LONGEST {
            list.push(Sentence { first: start as u32, last: at as u32 + 1, paragraph, heading });
            start = at + 1;
        }
    }
    if start < tokens.len() {
        list.push(Sentence { first: start as u32, last: tokens.len() as u32, paragraph, heading });
    }
}

/// Whether a sentence ends with token `at`.
fn ends(tokens: &[Token], at: usize) -> bool {
    let Some(next) = tokens.get(at + 1) else { return true };
    let token = &tokens[at];
    // "“…” — Jane Doe “…”": one signed quotation after another.
    if next.kind == Kind::Quotation && token.kind == Kind::Word && is_signed(&tokens[..=at]).is_some() {
        return true;
    }
    let opens = || next.is_capital() || matches!(next.kind, Kind::Quotation | Kind::Number);
    match token.kind {
        Kind::Mark => match token.word {
            // "Sh3.4 billion"
            mark::STOP if next.kind == Kind::Number && next.start == token.end => false,
            mark::STOP => opens() || next.kind == Kind::Mark && next.word != mark::COMMA,
            mark::QUESTION | mark::CALL => opens(),
            _ => false,
        },
        // "“Will he go?” Smith asked." is one sentence; "“He will go.” Smith left the room." is two.
        Kind::Quotation => {
            matches!(token.word, mark::QUOTED_STOP | mark::QUOTED_CALL)
                && opens()
                && !named_speaker_follows(tokens, at + 1)
        }
        // "… in the U.S. The …": a capital after a stop that is part of a word, titles apart.
        Kind::Word => {
            token.shape != super::tokens::Shape::Lower
                && next.is_capital()
                && next.is(super::lexicon::DET | super::lexicon::SUBJECT)
                && !token.is(TITLE)
                && tokens_touch_stop(token)
        }
        Kind::Number => false,
    }
}

/// Longest name under a quotation, in words.
const LONGEST_NAME: usize = 6;

/// Where the dash stands, if the tokens end with a quotation, a dash and a name: "“…” — Jane Doe".
pub(super) fn is_signed(tokens: &[Token]) -> Option<usize> {
    let named = |token: &&Token| token.is_capital() && !token.is(VERB);
    let name = tokens.iter().rev().take(LONGEST_NAME + 1).take_while(named).count();
    let dash = tokens.len().checked_sub(name + 1)?;
    let signed = (1..=LONGEST_NAME).contains(&name)
        && tokens[dash].word == mark::DASH
        && dash.checked_sub(1).is_some_and(|at| tokens[at].kind == Kind::Quotation);
    signed.then_some(dash)
}

/// Whether the word ends with a stop of its own, told from its ending's code alone.
fn tokens_touch_stop(token: &Token) -> bool {
    token.end - token.start >= 4 && token.ending == const { tokens::word(".s.") }
}

/// Whether the words from `at` on are a speaker and a verb that closes the sentence: "Smith said."
fn named_speaker_follows(tokens: &[Token], at: usize) -> bool {
    for (steps, token) in tokens[at..].iter().take(9).enumerate() {
        if token.kind == Kind::Quotation || token.kind == Kind::Mark && token.word == mark::STOP {
            return false;
        }
        if token.is(VERB) && token.is(PAST | THIRD) && steps > 0 {
            return tokens.get(at + steps + 1).is_none_or(|next| {
                next.kind == Kind::Mark && matches!(next.word, mark::STOP | mark::COMMA | mark::COLON)
                    || next.is(super::lexicon::TIME)
            });
        }
    }
    false
}
