//! Who asked whom to do what.
//!
//! Rows are the statements of the selection's documents. Where the selection filters by who says something, to
//! whom, or by kind of statement, only the statements that the filters speak of are rows.

use dossier_analysis::time::Stretch;
use dossier_corpus::Ordered as _;
use dossier_corpus::{Actor, StatementKind};
use dossier_pack::PackError;

use crate::answer::{Ledger, LedgerGroup, LedgerGroupShown, LedgerRow, LedgerSort, MarkKind, Party};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found, passage};
use crate::select::{StatementCells, cells, statements, themes};
use crate::{Field, Mode, Selection, words};

/// A statement's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    pub(crate) document: u32,
    pub(crate) statement: u32,
}

/// A row with what it is grouped and ordered by.
struct Keyed {
    row: RowKey,
    group: Option<u32>,
    sort: (i32, i32),
}

/// The rows of a ledger, in order.
struct Arranged {
    of_kinds: [u32; StatementKind::ALL.len()],
    total: u32,
    documents: u32,
    /// Each group with its number of rows.
    groups: Vec<(Option<u32>, u32)>,
    keyed: Vec<Keyed>,
}

impl Arranged {
    fn page(&self, offset: u32, limit: u32) -> impl Iterator<Item = &RowKey> {
        let rows = self.keyed.iter().map(|keyed| &keyed.row);
        rows.skip(offset as usize).take(limit.min(1_000) as usize)
    }
}

/// What of a ledger is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) selection: &'a Selection,
    /// Empty means all.
    pub(crate) kinds: &'a [StatementKind],
    pub(crate) group: LedgerGroup,
    pub(crate) sort: LedgerSort,
    pub(crate) offset: u32,
    pub(crate) limit: u32,
}

/// The statements that a selection speaks of.
pub(super) struct StatementFilter {
    conditions: Vec<(Field, Mode, Option<u32>)>,
    least: u8,
}

impl StatementFilter {
    pub(super) fn passes(&self, statement: &StatementCells) -> bool {
        statement.confidence >= self.least
            && self.conditions.iter().all(|(field, mode, value)| {
                let has = value.is_some_and(|value| match field {
                    Field::From => statement.issuer == Some(value),
                    Field::To => statement.addressees.contains(&Some(value)),
                    _ => crate::build::kind_number(statement.kind) == value,
                });
                has == (*mode == Mode::Include)
            })
    }
}

impl Engine {
    pub(super) fn statement_filter(&self, selection: &Selection) -> Result<StatementFilter, PackError> {
        let mut conditions = Vec::new();
        for filter in &selection.filters {
            if matches!(filter.field, Field::From | Field::To | Field::Statement) {
                let value = self.value_number(&filter.field, &filter.value)?;
                conditions.push((filter.field.clone(), filter.mode, value));
            }
        }
        Ok(StatementFilter { conditions, least: selection.min_confidence })
    }

    pub(super) fn ledger(&self, asked: Asked) -> Found<Ledger> {
        let arranged = self.ledger_order(asked)?;
        let kinds = StatementKind::ALL.into_iter().zip(arranged.of_kinds);
        Ok(Ledger {
            kinds: kinds.collect(),
            total: arranged.total,
            documents: arranged.documents,
            groups: self.groups_shown(asked.group, &arranged.groups)?,
            rows: self.ledger_rows(arranged.page(asked.offset, asked.limit))?,
            offset: asked.offset,
            row_count: arranged.keyed.len() as u32,
        })
    }

    /// Where the rows of a page stand.
    pub(crate) fn ledger_page(&self, asked: Asked) -> Found<Vec<RowKey>> {
        let arranged = self.ledger_order(asked)?;
        Ok(arranged.page(asked.offset, asked.limit).copied().collect())
    }

    fn ledger_order(&self, Asked { selection, kinds, group, sort, .. }: Asked) -> Found<Arranged> {
        let selected = self.select(selection)?;
        let filter = self.statement_filter(selection)?;
        let (rows, theme_rows) = (self.rows(at::DOC_STATEMENTS)?, self.rows(at::DOC_THEMES)?);
        let stories = self.rows(&field_section("story", "values"))?;
        let (days, ranks) = (self.days()?, self.ints(at::ENTITY_RANKS)?);
        let rank = |entity: Option<u32>| entity.map_or(i32::MAX, |e| ranks.get(e));
        let mut of_kinds = [0u32; StatementKind::ALL.len()];
        let (mut total, mut documents) = (0u32, 0u32);
        let mut keyed: Vec<Keyed> = Vec::new();
        let mut groups: Vec<Option<u32>> = Vec::new();
        for document in &selected.order {
            let when = days.get(*document);
            let mut any = false;
            let mut sentence_themes: Option<Vec<(u32, u32)>> = None;
            for (number, statement) in statements(&rows, *document).enumerate() {
                if !filter.passes(&statement) {
                    continue;
                }
                of_kinds[crate::build::kind_number(statement.kind) as usize] += 1;
                if !kinds.is_empty() && !kinds.contains(&statement.kind) {
                    continue;
                }
                (total, any) = (total + 1, true);
                let row = RowKey { document: *document, statement: number as u32 };
                let sort = match sort {
                    LedgerSort::Oldest => when.order(),
                    LedgerSort::Newest if when.is_undated() => (i32::MAX, i32::MAX),
                    LedgerSort::Newest => (when.order().0.saturating_neg(), when.order().1.saturating_neg()),
                    LedgerSort::Issuer => (rank(statement.issuer), when.order().0),
                    LedgerSort::Addressee => {
                        (rank(statement.addressees.iter().flatten().next().copied()), when.order().0)
                    }
                    LedgerSort::Instrument => (rank(statement.instruments.first().copied()), when.order().0),
                    LedgerSort::Deadline => deadline_order(statement.deadline),
                    LedgerSort::Confidence => (-i32::from(statement.confidence), when.order().0),
                };
                groups.clear();
                match group {
                    LedgerGroup::None => groups.push(None),
                    LedgerGroup::Issuer => groups.push(statement.issuer),
                    LedgerGroup::Addressee => groups.extend(&statement.addressees),
                    LedgerGroup::Instrument => groups.extend(statement.instruments.iter().map(|e| Some(*e))),
                    LedgerGroup::Theme => {
                        let all =
                            sentence_themes.get_or_insert_with(|| themes(&theme_rows, *document).collect());
                        let here = all.iter().filter(|(sentence, _)| *sentence == statement.sentence);
                        groups.extend(here.map(|(_, theme)| Some(*theme)));
                    }
                    LedgerGroup::Event => groups.extend(cells(&stories, *document).map(|s| Some(s.number))),
                }
                groups.sort_unstable();
                groups.dedup();
                if groups.len() > 1 {
                    groups.retain(Option::is_some);
                }
                if groups.is_empty() {
                    groups.push(None);
                }
                keyed.extend(groups.iter().map(|group| Keyed { row, group: *group, sort }));
            }
            documents += u32::from(any);
        }
        let groups = group_sizes(&mut keyed);
        Ok(Arranged { of_kinds, total, documents, groups, keyed })
    }

    fn groups_shown(
        &self,
        group: LedgerGroup,
        sizes: &[(Option<u32>, u32)],
    ) -> Result<Vec<LedgerGroupShown>, PackError> {
        let field = match group {
            LedgerGroup::None => None,
            LedgerGroup::Issuer => Some(Field::From),
            LedgerGroup::Addressee => Some(Field::To),
            LedgerGroup::Instrument => Some(Field::Entity(dossier_corpus::EntityKind::Instrument)),
            LedgerGroup::Theme => Some(Field::Theme),
            LedgerGroup::Event => Some(Field::Story),
        };
        let entities = self.entity_cards()?;
        let mut first = 0;
        let mut shown = Vec::new();
        for (number, rows) in sizes {
            let words = match (&field, number) {
                (Some(field), Some(number)) => self.value_words(field, *number)?,
                _ => None,
            };
            let entity = match (&field, number) {
                (Some(Field::From | Field::To | Field::Entity(_)), Some(number)) => entities.get(*number),
                _ => None,
            };
            let (key, name) = words.map_or((None, None), |(key, name)| (Some(key), Some(name)));
            shown.push(LedgerGroupShown { name, entity, key, rows: *rows, first });
            first += rows;
        }
        Ok(shown)
    }

    /// Statements with their words.
    pub(super) fn ledger_rows<'a>(&self, rows: impl Iterator<Item = &'a RowKey>) -> Found<Vec<LedgerRow>> {
        let mut shown = Vec::new();
        for row in rows {
            shown.extend(self.ledger_row(*row)?);
        }
        Ok(shown)
    }

    fn ledger_row(&self, row: RowKey) -> Result<Option<LedgerRow>, PackError> {
        let document = self.document(row.document)?;
        let Some(statement) = document.statements.get(row.statement as usize) else { return Ok(None) };
        let (cards, entities) = (self.cards()?, self.entity_cards()?);
        let party = |actor: &Actor| Party {
            entity: actor.entity.and_then(|e| entities.get(e.0)),
            words: words::one_line(&actor.words),
            span: actor.span,
            implied: actor.implied,
        };
        let join = |spans: &[dossier_corpus::Span]| {
            let parts: Vec<String> =
                spans.iter().map(|span| words::one_line(span.of(&document.text))).collect();
            parts.join(" … ")
        };
        let mut marks: Vec<_> = statement.cue.iter().map(|span| (*span, MarkKind::Cue)).collect();
        marks.extend(statement.source.iter().map(|span| (*span, MarkKind::Subject)));
        marks.extend(statement.content.iter().map(|span| (*span, MarkKind::Content)));
        let sentence = document.sentences.get(statement.sentence as usize).map(|sentence| sentence.span);
        let span = statement
            .content
            .iter()
            .chain(&statement.cue)
            .copied()
            .chain(sentence)
            .reduce(dossier_corpus::Span::cover)
            .unwrap_or_default();
        let mut on: Vec<u32> = document
            .themes
            .iter()
            .filter(|theme| sentence.is_some_and(|sentence| sentence.contains(theme.span)))
            .map(|theme| theme.theme.0)
            .collect();
        on.sort_unstable();
        on.dedup();
        let mut on_themes = Vec::new();
        for theme in on {
            on_themes.extend(self.theme_ref(theme)?);
        }
        Ok(Some(LedgerRow {
            kind: statement.kind,
            issuer: statement.issuer.as_ref().map(party),
            addressees: statement.addressees.iter().map(party).collect(),
            cue: join(&statement.cue),
            content: join(&statement.content),
            instruments: statement.instruments.iter().filter_map(|e| entities.get(e.0)).collect(),
            themes: on_themes,
            deadline: statement.deadline.as_ref().map(|fact| words::date(&fact.value)),
            weak: statement.weak,
            date: cards.date(row.document),
            document: cards.get(row.document),
            passage: passage(&document, span, statement.sentence, &marks),
            rule: statement.rule.as_str().to_owned(),
            explanation: self.explanation(&statement.rule)?,
            confidence: statement.confidence,
        }))
    }
}

fn deadline_order(deadline: Stretch) -> (i32, i32) {
    if deadline.is_undated() { (i32::MAX, i32::MAX) } else { (deadline.last, deadline.first) }
}

/// Orders rows by group, the largest first and "none" last, then by their own order; returns the groups' sizes.
fn group_sizes(keyed: &mut [Keyed]) -> Vec<(Option<u32>, u32)> {
    let mut sizes: std::collections::BTreeMap<Option<u32>, u32> = std::collections::BTreeMap::new();
    keyed.iter().for_each(|keyed| *sizes.entry(keyed.group).or_default() += 1);
    let mut order: Vec<(Option<u32>, u32)> = sizes.into_iter().collect();
    order.order_by_key(|(group, rows)| (group.is_none(), std::cmp::Reverse(*rows), *group));
    let place: std::collections::BTreeMap<Option<u32>, u32> =
        order.iter().zip(0..).map(|((group, _), place)| (*group, place)).collect();
    keyed.sort_by_cached_key(|keyed| (place[&keyed.group], keyed.sort, keyed.row));
    order
}
