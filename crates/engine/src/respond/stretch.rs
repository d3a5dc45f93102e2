//! Some parts of a document, with everything found in them: what a view draws, and no more.

use std::collections::BTreeMap;

use dossier_corpus::{Actor, Block, Document, RuleName, RuleText, Span, Statement};
use dossier_pack::PackError;

use super::pieces::pieces;
use crate::answer::{ActorShown, BlockShown, DateInText, MentionShown, Piece, StatementShown, Stretch};
use crate::open::{Engine, Found};
use crate::words;

/// Parts of one answer, at most: a page asks for what comes into view.
const MOST: u32 = 64;

/// Gives the entities of a page their places in its list.
#[derive(Default)]
struct Places {
    of: BTreeMap<u32, u32>,
    order: Vec<u32>,
}

impl Places {
    fn of(&mut self, entity: u32) -> u32 {
        *self.of.entry(entity).or_insert_with(|| {
            self.order.push(entity);
            self.order.len() as u32 - 1
        })
    }
}

impl Engine {
    pub(super) fn stretch_of(&self, id: &str, first: u32, end: u32) -> Found<Stretch> {
        let document = self.document(self.document_named(id)?)?;
        let end = end.min(first.saturating_add(MOST));
        Ok(self.stretch(&document, &pieces(&document.blocks, &document.sentences), first, end)?)
    }

    /// The parts from `first` up to `end`; empty where there are none.
    pub(super) fn stretch(
        &self,
        document: &Document,
        pieces: &[Piece],
        first: u32,
        end: u32,
    ) -> Result<Stretch, PackError> {
        let from = pieces.partition_point(|piece| piece.part < first);
        let to = pieces.partition_point(|piece| piece.part < end).max(from);
        let pieces = &pieces[from..to];
        let (Some(head), Some(tail)) = (pieces.first(), pieces.last()) else { return Ok(Stretch::default()) };
        let span = head.span.cover(tail.span);
        let (sentences, blocks) = (head.sentences.start..tail.sentences.end, head.block..tail.block + 1);
        let statements = between(&document.statements, |statement| {
            (statement.sentence >= sentences.start, statement.sentence >= sentences.end)
        });
        let first_statement = document.statements.partition_point(|s| s.sentence < sentences.start) as u32;
        let inside = |place: Span| (place.start >= span.start, place.start >= span.end);
        let mentions = between(&document.mentions, |mention| inside(mention.span));
        let dates = between(&document.dates, |date| inside(date.span));
        let blocks_inside =
            document.blocks.get(blocks.start as usize..blocks.end as usize).unwrap_or_default();
        let cards = self.entity_cards()?;
        let known = |entity: u32| entity < cards.len();
        let mut places = Places::default();
        let mentions_shown = mentions
            .iter()
            .filter(|mention| known(mention.entity.0))
            .map(|mention| MentionShown {
                span: mention.span,
                entity: places.of(mention.entity.0),
                role: mention.role,
                rule: mention.rule.as_str().to_owned(),
                confidence: mention.confidence,
            })
            .collect();
        let statements_shown = self.statements_shown(statements, &mut places)?;
        let mut names: Vec<&RuleName> = blocks_inside.iter().map(|block| &block.rule).collect();
        names.extend(mentions.iter().map(|mention| &mention.rule));
        names.extend(dates.iter().map(|date| &date.rule));
        names.extend(statements.iter().map(|statement| &statement.rule));
        names.sort_unstable();
        names.dedup();
        Ok(Stretch {
            parts: head.part..tail.part + 1,
            pieces: pieces.to_vec(),
            start: span.start,
            text: document.text.get(span.range()).unwrap_or_default().to_owned(),
            first_block: blocks.start,
            blocks: blocks_inside.iter().map(block_shown).collect(),
            first_sentence: sentences.start,
            sentences: document
                .sentences
                .get(sentences.start as usize..sentences.end as usize)
                .unwrap_or_default()
                .to_vec(),
            mentions: mentions_shown,
            entities: places.order.iter().filter_map(|e| cards.get(*e)).collect(),
            dates: dates
                .iter()
                .map(|date| DateInText {
                    span: date.span,
                    kind: date.kind,
                    value: date.value.clone(),
                    shown: date.edtf.as_ref().map(words::date),
                    rule: date.rule.as_str().to_owned(),
                    confidence: date.confidence,
                })
                .collect(),
            first_statement,
            statements: statements_shown,
            rules: self.explained(&names)?,
        })
    }

    fn statements_shown(
        &self,
        statements: &[Statement],
        places: &mut Places,
    ) -> Result<Vec<StatementShown>, PackError> {
        let entities = self.entity_cards()?.len();
        let mut actor = |actor: &Actor| ActorShown {
            entity: actor.entity.filter(|e| e.0 < entities).map(|e| places.of(e.0)),
            words: actor.words.clone(),
            span: actor.span,
            implied: actor.implied,
        };
        let mut shown = Vec::with_capacity(statements.len());
        for statement in statements {
            shown.push(StatementShown {
                kind: statement.kind,
                sentence: statement.sentence,
                source: statement.source.clone(),
                cue: statement.cue.clone(),
                content: statement.content.clone(),
                issuer: statement.issuer.as_ref().map(&mut actor),
                addressees: statement.addressees.iter().map(&mut actor).collect(),
                instruments: Vec::new(),
                deadline: statement.deadline.as_ref().map(|fact| words::date(&fact.value)),
                weak: statement.weak,
                rule: statement.rule.as_str().to_owned(),
                confidence: statement.confidence,
            });
        }
        for (shown, statement) in shown.iter_mut().zip(statements) {
            let instruments = statement.instruments.iter().filter(|e| e.0 < entities);
            shown.instruments = instruments.map(|e| places.of(e.0)).collect();
        }
        Ok(shown)
    }

    /// Rules in plain language.
    pub(super) fn explained(&self, names: &[&RuleName]) -> Result<Vec<RuleText>, PackError> {
        names
            .iter()
            .map(|name| Ok(RuleText { name: (*name).clone(), explanation: self.explanation(name)? }))
            .collect()
    }
}

/// The items of an ordered list from the first that is begun up to the first that is past.
fn between<T>(items: &[T], place: impl Fn(&T) -> (bool, bool)) -> &[T] {
    let first = items.partition_point(|item| !place(item).0);
    let end = items.partition_point(|item| !place(item).1);
    items.get(first..end).unwrap_or_default()
}

pub(super) fn block_shown(block: &Block) -> BlockShown {
    BlockShown {
        span: block.span,
        kind: block.kind,
        rule: block.rule.as_str().to_owned(),
        confidence: block.confidence,
    }
}
