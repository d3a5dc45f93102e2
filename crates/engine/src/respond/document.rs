//! One document's page.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_corpus::{Actor, Document, Fact, RuleName, RuleText};
use dossier_pack::PackError;

use crate::answer::{
    ActorShown, BlockShown, DateInText, DocumentPage, EntityRef, MentionShown, MetadataKind, Metadatum,
    Similar, StatementShown, ThemeInText, WhyShown,
};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found};
use crate::query::hits;
use crate::select::cells;
use crate::{Selection, words};

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
    pub(super) fn document_page(&self, id: &str, selection: &Selection) -> Found<DocumentPage> {
        let number = self.document_named(id)?;
        let document = self.document(number)?;
        let (cards, entity_cards) = (self.cards()?, self.entity_cards()?);
        let known = |entity: u32| entity < entity_cards.len();
        let mut places = Places::default();
        let mentions = document
            .mentions
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
        let statements = self.statements_shown(&document, &mut places)?;
        let dates = document.dates.iter().map(|date| DateInText {
            span: date.span,
            kind: date.kind,
            value: date.value.clone(),
            shown: date.edtf.as_ref().map(words::date),
            rule: date.rule.as_str().to_owned(),
            confidence: date.confidence,
        });
        let (themes, theme_names) = self.themes_shown(&document)?;
        let selected = self.select(selection)?;
        let rank = selected.order.iter().position(|d| *d == number);
        let neighbour =
            |rank: Option<usize>| rank.and_then(|rank| selected.order.get(rank)).map(|d| cards.get(*d));
        let stories = self.rows(&field_section("story", "values"))?;
        let events = cells(&stories, number).map(|story| self.event_shown(story.number));
        Ok(DocumentPage {
            document: cards.get(number),
            source: document.source.clone(),
            url: document.url.clone(),
            text: document.text.clone(),
            blocks: document
                .blocks
                .iter()
                .map(|block| BlockShown {
                    span: block.span,
                    kind: block.kind,
                    rule: block.rule.as_str().to_owned(),
                    confidence: block.confidence,
                })
                .collect(),
            sentences: document.sentences.clone(),
            mentions,
            entities: places.order.iter().filter_map(|e| entity_cards.get(*e)).collect(),
            dates: dates.collect(),
            statements,
            themes,
            theme_names,
            metadata: self.metadata(number, &document)?,
            hits: hits(&selected.query, &document),
            position: rank.map(|rank| (rank as u32, selected.total())),
            previous: neighbour(rank.and_then(|rank| rank.checked_sub(1))),
            next: neighbour(rank.map(|rank| rank + 1)),
            events: events.collect::<Result<_, _>>()?,
            similar: self.similar(number)?,
            rules: self.rules_of(&document)?,
        })
    }

    fn statements_shown(
        &self,
        document: &Document,
        places: &mut Places,
    ) -> Result<Vec<StatementShown>, PackError> {
        let entities = self.entity_cards()?.len();
        let mut actor = |actor: &Actor| ActorShown {
            entity: actor.entity.filter(|e| e.0 < entities).map(|e| places.of(e.0)),
            words: actor.words.clone(),
            span: actor.span,
            implied: actor.implied,
        };
        let mut shown = Vec::with_capacity(document.statements.len());
        for statement in &document.statements {
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
        for (shown, statement) in shown.iter_mut().zip(&document.statements) {
            let instruments = statement.instruments.iter().filter(|e| e.0 < entities);
            shown.instruments = instruments.map(|e| places.of(e.0)).collect();
        }
        Ok(shown)
    }

    fn themes_shown(
        &self,
        document: &Document,
    ) -> Result<(Vec<ThemeInText>, Vec<crate::answer::ThemeRef>), PackError> {
        let (mut places, mut names, mut shown) = (BTreeMap::new(), Vec::new(), Vec::new());
        for mention in &document.themes {
            let place = if let Some(place) = places.get(&mention.theme.0) {
                *place
            } else {
                let Some(theme) = self.theme_ref(mention.theme.0)? else { continue };
                let place = names.len() as u32;
                names.push(theme);
                places.insert(mention.theme.0, place);
                place
            };
            shown.push(ThemeInText { span: mention.span, theme: place });
        }
        Ok((shown, names))
    }

    fn metadata(&self, number: u32, document: &Document) -> Result<Vec<Metadatum>, PackError> {
        let mut out = Vec::new();
        let mut add = |kind: MetadataKind, value: String, why: Option<WhyShown>| {
            out.push(Metadatum { kind, value, why });
        };
        let fact =
            |fact: &Fact<String>| Ok::<_, PackError>((words::one_line(&fact.value), self.why(&fact.why)?));
        if let Some(title) = &document.title {
            let (value, why) = fact(title)?;
            add(MetadataKind::Title, value, Some(why));
        }
        if let Some(date) = &document.date {
            add(MetadataKind::Date, words::date(&date.value).words, Some(self.why(&date.why)?));
        }
        if let Some(date) = &document.linked_date {
            add(MetadataKind::LinkedDate, words::date(&date.value).words, Some(self.why(&date.why)?));
        }
        let facts = [
            (MetadataKind::Outlet, &document.outlet),
            (MetadataKind::Agency, &document.agency),
            (MetadataKind::Author, &document.author),
            (MetadataKind::Translator, &document.translator),
            (MetadataKind::Dateline, &document.dateline),
        ];
        for (kind, known) in facts {
            if let Some(known) = known {
                let (value, why) = fact(known)?;
                add(kind, value, Some(why));
            }
        }
        if let Some(language) = &document.language {
            add(MetadataKind::Language, language.clone(), None);
        }
        if let Some(url) = &document.url {
            add(MetadataKind::Url, url.clone(), None);
        }
        for assumed in self.assumed()?.into_iter().filter(|it| it.document.0 == number) {
            add(MetadataKind::Assumed, assumed.note, None);
        }
        for (name, values) in document.facets.iter() {
            add(MetadataKind::Facet(name.to_owned()), values.join(", "), None);
        }
        Ok(out)
    }

    fn rules_of(&self, document: &Document) -> Result<Vec<RuleText>, PackError> {
        let blocks = document.blocks.iter().map(|block| &block.rule);
        let mentions = document.mentions.iter().map(|mention| &mention.rule);
        let dates = document.dates.iter().map(|date| &date.rule);
        let statements = document.statements.iter().map(|statement| &statement.rule);
        let mut names: Vec<&RuleName> = blocks.chain(mentions).chain(dates).chain(statements).collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .map(|name| Ok(RuleText { name: name.clone(), explanation: self.explanation(name)? }))
            .collect()
    }

    /// Documents that name the same things: cosine over entities, rarer ones counting more.
    fn similar(&self, number: u32) -> Result<Vec<Similar>, PackError> {
        const MOST: usize = 6;
        const COMMON: u32 = 5_000;
        let values = self.rows(&field_section("entities", "values"))?;
        let docs = self.rows(&field_section("entities", "docs"))?;
        let (norms, entities, cards) = (self.ints(at::DOC_NORMS)?, self.entity_cards()?, self.cards()?);
        let of = self.document_count()? as f32;
        let weight = |documents: u32| (1.0 + of / documents.max(1) as f32).ln();
        let mut scores: BTreeMap<u32, f32> = BTreeMap::new();
        for cell in cells(&values, number) {
            let documents = entities.facts(cell.number).documents;
            if documents <= COMMON {
                for other in cells(&docs, cell.number).filter(|other| other.number != number) {
                    *scores.entry(other.number).or_default() += weight(documents).powi(2);
                }
            }
        }
        let own = norms.get(number).max(1) as f32 / 1000.0;
        let mut found: Vec<(u32, f32)> = scores
            .into_iter()
            .map(|(d, dot)| (d, dot / own / (norms.get(d).max(1) as f32 / 1000.0)))
            .collect();
        found.order_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mine: Vec<u32> = cells(&values, number).map(|cell| cell.number).collect();
        let similar = found.into_iter().take(MOST).map(|(d, cosine)| {
            let mut shared: Vec<u32> =
                cells(&values, d).map(|cell| cell.number).filter(|e| mine.binary_search(e).is_ok()).collect();
            shared.order_by_key(|e| (entities.facts(*e).documents, *e));
            let shared: Vec<EntityRef> = shared.into_iter().take(5).filter_map(|e| entities.get(e)).collect();
            Similar {
                document: cards.get(d),
                percent: (cosine * 100.0).round().clamp(0.0, 100.0) as u8,
                shared,
            }
        });
        Ok(similar.collect())
    }
}
