//! What the collection is, what is odd about it, where to begin. The same rules for every collection.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_analysis::time::extent;
use dossier_corpus::{EntityKind, Origin, StatementKind};
use dossier_pack::PackError;

use crate::answer::{EntityRef, Found as Counts, MarkKind, Oddity, Overview, Ranked, Story};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found, passage_around};
use crate::select::{Bits, Selected, cells, mentioned, statements};
use crate::{Selection, words};

const MOST_NAMED: usize = 6;
const MOST_LISTED: usize = 12;

impl Engine {
    pub(crate) fn overview(&self, selection: &Selection) -> Found<Overview> {
        let selected = self.select(selection)?;
        let about = self.about()?;
        let frame = self.spark_frame(&selected.order)?;
        let named = self.named(&selected, selection.min_confidence)?;
        let mut most_named = Vec::new();
        let cards = self.entity_cards()?;
        for kind in EntityKind::ALL {
            let mut of_kind: Vec<u32> = (0..cards.len())
                .filter(|e| named[*e as usize].0 > 0 && cards.facts(*e).kind == kind)
                .filter(|e| cards.facts(*e).origin != Origin::Candidate)
                .collect();
            of_kind.order_by_key(|e| (std::cmp::Reverse(named[*e as usize]), *e));
            for e in of_kind.into_iter().take(MOST_NAMED) {
                let (documents, mentions) = named[e as usize];
                most_named.extend(cards.get(e).map(|item| Ranked { item, documents, mentions }));
            }
        }
        Ok(Overview {
            title: about.description.title.clone(),
            description: about.description.description.clone(),
            languages: about.description.languages.clone(),
            documents: selected.total(),
            of: self.document_count()?,
            words: about.words,
            period: frame.period().and_then(|(first, last)| words::date_between(Some(first), Some(last))),
            activity: frame.spark(selected.order.iter().copied()),
            found: self.found(&selected, &named)?,
            most_named,
            themes: self.most_spoken_of(&selected)?,
            stories: self.stories(&selected, &named)?,
            oddities: self.oddities(&selected, &named)?,
            left_out: about.left_out.clone(),
        })
    }

    /// For each entity, documents of the selection that name it and mentions in them.
    fn named(&self, selected: &Selected, least: u8) -> Result<Vec<(u32, u32)>, PackError> {
        let values = self.rows(&field_section("entities", "values"))?;
        let mut counts = vec![(0, 0); self.entity_cards()?.len() as usize];
        for document in &selected.order {
            for cell in cells(&values, *document).filter(|cell| cell.confidence >= least) {
                if let Some(count) = counts.get_mut(cell.number as usize) {
                    *count = (count.0 + 1, count.1 + cell.count);
                }
            }
        }
        Ok(counts)
    }

    fn found(&self, selected: &Selected, named: &[(u32, u32)]) -> Result<Counts, PackError> {
        let cards = self.entity_cards()?;
        let of_kind = |kind: EntityKind| {
            (0..cards.len()).filter(|e| named[*e as usize].0 > 0 && cards.facts(*e).kind == kind).count()
                as u32
        };
        let (rows, dates) = (self.rows(at::DOC_STATEMENTS)?, self.rows(at::DOC_MENTIONED)?);
        let stories = self.rows(&field_section("story", "values"))?;
        let mut events = Bits::none(self.ints(at::EVENT_DAYS)?.len() / 2);
        let mut counts = Counts {
            persons: of_kind(EntityKind::Person),
            organisations: of_kind(EntityKind::Organisation),
            places: of_kind(EntityKind::Place),
            instruments: of_kind(EntityKind::Instrument),
            named_events: of_kind(EntityKind::Event),
            ..Counts::default()
        };
        for document in &selected.order {
            for statement in statements(&rows, *document) {
                counts.statements += 1;
                counts.directives += u32::from(statement.kind == StatementKind::Directive);
            }
            counts.dates += mentioned(&dates, *document).count() as u32;
            cells(&stories, *document).for_each(|story| events.insert(story.number));
        }
        counts.events = events.count();
        Ok(counts)
    }

    fn most_spoken_of(&self, selected: &Selected) -> Result<Vec<Ranked<crate::answer::ThemeRef>>, PackError> {
        let values = self.rows(&field_section("theme", "values"))?;
        let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for document in &selected.order {
            for cell in cells(&values, *document) {
                let count = counts.entry(cell.number).or_default();
                *count = (count.0 + 1, count.1 + cell.count);
            }
        }
        let mut all: Vec<(u32, (u32, u32))> = counts.into_iter().collect();
        all.order_by_key(|(theme, count)| (std::cmp::Reverse(*count), *theme));
        let mut shown = Vec::new();
        for (theme, (documents, mentions)) in all.into_iter().take(MOST_LISTED) {
            shown.extend(self.theme_ref(theme)?.map(|item| Ranked { item, documents, mentions }));
        }
        Ok(shown)
    }

    fn stories(&self, selected: &Selected, named: &[(u32, u32)]) -> Found<Vec<Story>> {
        let mut kinds = [const { Vec::new() }; 4];
        let [told, instruments, persons, asked] = &mut kinds;
        self.told_twice(selected, told)?;
        self.instruments_over_time(selected, named, instruments)?;
        self.persons_in_roles(selected, named, persons)?;
        self.most_asked(selected, asked)?;
        // The best of each kind first, then the second best of each: the first few are the most different.
        let longest = kinds.iter().map(Vec::len).max().unwrap_or(0);
        let mut kinds = kinds.map(Vec::into_iter);
        Ok((0..longest).flat_map(|_| kinds.each_mut().map(Iterator::next)).flatten().collect())
    }

    /// Events that most documents of the selection report, at most three.
    fn told_twice(&self, selected: &Selected, stories: &mut Vec<Story>) -> Found<()> {
        let values = self.rows(&field_section("story", "values"))?;
        let mut tellers: BTreeMap<u32, u32> = BTreeMap::new();
        for document in &selected.order {
            cells(&values, *document).for_each(|story| *tellers.entry(story.number).or_default() += 1);
        }
        let mut told: Vec<(u32, u32)> = tellers.into_iter().filter(|(_, n)| *n > 1).collect();
        told.order_by_key(|(story, n)| (std::cmp::Reverse(*n), *story));
        for (story, _) in told.into_iter().take(3) {
            let event = self.event_shown(story)?;
            let documents = event.documents.clone();
            stories.push(Story::ToldTwice { event, documents });
        }
        Ok(())
    }

    /// Instruments that most documents cite, over the longest time, at most two.
    fn instruments_over_time(
        &self,
        selected: &Selected,
        named: &[(u32, u32)],
        stories: &mut Vec<Story>,
    ) -> Found<()> {
        let (cards, days) = (self.entity_cards()?, self.days()?);
        let docs = self.rows(&field_section("entities", "docs"))?;
        let mut found: Vec<(i32, u32, u32)> = Vec::new();
        for e in (0..cards.len()).filter(|e| named[*e as usize].0 > 1) {
            let facts = cards.facts(e);
            if facts.kind != EntityKind::Instrument || facts.origin == Origin::Candidate {
                continue;
            }
            let when: Vec<_> = cells(&docs, e)
                .filter(|cell| selected.bits.contains(cell.number))
                .map(|cell| days.get(cell.number))
                .filter(|when| !when.is_undated())
                .collect();
            // Days that certainly lie between the first and the last citation.
            let first = when.iter().map(|when| when.last).min().unwrap_or(0);
            let last = when.iter().map(|when| when.first).max().unwrap_or(0);
            found.push((last.saturating_sub(first).max(0), named[e as usize].0, e));
        }
        found.order_by_key(|(span, documents, e)| (std::cmp::Reverse((*documents, *span)), *e));
        for (_, _, e) in found.into_iter().take(2) {
            let documents = self.oldest_first(e, selected)?;
            let Some(instrument) = cards.get(e) else { continue };
            let Some(first) = documents.first() else { continue };
            let document = self.document(*first)?;
            let Some(mention) = document.mentions.iter().find(|mention| mention.entity.0 == e) else {
                continue;
            };
            let passage = passage_around(&document, mention.span, &[(mention.span, MarkKind::Subject)]);
            let (years, documents) = (self.years(&documents)?, documents.len() as u32);
            stories.push(Story::InstrumentOverTime { instrument, documents, years, passage });
        }
        Ok(())
    }

    fn oldest_first(&self, entity: u32, selected: &Selected) -> Result<Vec<u32>, PackError> {
        let (docs, days) = (self.rows(&field_section("entities", "docs"))?, self.days()?);
        let mut documents: Vec<u32> =
            cells(&docs, entity).map(|cell| cell.number).filter(|d| selected.bits.contains(*d)).collect();
        documents.order_by_key(|d| (days.get(*d).order(), *d));
        Ok(documents)
    }

    /// The first and the last year that documents may be from.
    fn years(&self, documents: &[u32]) -> Result<Option<(i32, i32)>, PackError> {
        let days = self.days()?;
        let known = extent(documents.iter().map(|document| days.get(*document)));
        Ok(known.map(|(first, last)| (first.to_ymd().0, last.to_ymd().0)))
    }

    /// Persons with the most different roles in more than one document, at most two. "PM" and "Prime Minister" are one role.
    fn persons_in_roles(
        &self,
        selected: &Selected,
        named: &[(u32, u32)],
        stories: &mut Vec<Story>,
    ) -> Found<()> {
        const LOOKED_AT: usize = 60;
        let cards = self.entity_cards()?;
        let mut persons: Vec<u32> = (0..cards.len())
            .filter(|e| named[*e as usize].0 > 1 && cards.facts(*e).kind == EntityKind::Person)
            .collect();
        persons.order_by_key(|e| (std::cmp::Reverse(named[*e as usize]), *e));
        let mut found: Vec<(usize, u32, Vec<String>)> = Vec::new();
        for e in persons.into_iter().take(LOOKED_AT) {
            let entity = self.entity(e)?;
            let mut roles: Vec<String> = Vec::new();
            for role in &entity.roles {
                let title = words::one_line(&role.title);
                match roles.iter_mut().find(|other| super::compare::same_role(other, &title)) {
                    Some(other) if other.len() < title.len() => *other = title,
                    Some(_) => {}
                    None => roles.push(title),
                }
            }
            if roles.len() > 1 {
                found.push((roles.len(), e, roles));
            }
        }
        found.order_by_key(|(n, e, _)| {
            (std::cmp::Reverse((*n).min(4)), std::cmp::Reverse(named[*e as usize]), *e)
        });
        for (_, e, roles) in found.into_iter().take(2) {
            let Some(person) = cards.get(e) else { continue };
            let documents = self.oldest_first(e, selected)?;
            let (years, documents) = (self.years(&documents)?, documents.len() as u32);
            stories.push(Story::PersonInRoles { person, roles, documents, years });
        }
        Ok(())
    }

    /// Who asks most of whom.
    fn most_asked(&self, selected: &Selected, stories: &mut Vec<Story>) -> Found<()> {
        let rows = self.rows(at::DOC_STATEMENTS)?;
        let mut pairs: BTreeMap<(u32, u32), (u32, (u32, u32))> = BTreeMap::new();
        for document in &selected.order {
            for statement in statements(&rows, *document).filter(|s| s.kind == StatementKind::Directive) {
                let Some(issuer) = statement.issuer else { continue };
                for addressee in statement.addressees.iter().flatten() {
                    let entry =
                        pairs.entry((issuer, *addressee)).or_insert((0, (*document, statement.sentence)));
                    entry.0 += 1;
                }
            }
        }
        let most = pairs.into_iter().max_by_key(|(pair, (n, _))| (*n, std::cmp::Reverse(*pair)));
        let Some(((issuer, addressee), (directives, (document, sentence)))) = most else { return Ok(()) };
        let cards = self.entity_cards()?;
        let (Some(issuer), Some(addressee)) = (cards.get(issuer), cards.get(addressee)) else {
            return Ok(());
        };
        let document = self.document(document)?;
        if let (true, Some(sentence)) = (directives > 1, document.sentences.get(sentence as usize)) {
            let passage = passage_around(&document, sentence.span, &[]);
            stories.push(Story::MostAsked { issuer, addressee, directives, passage });
        }
        Ok(())
    }

    fn oddities(&self, selected: &Selected, named: &[(u32, u32)]) -> Found<Vec<Oddity>> {
        let (days, all, cards) = (self.days()?, self.cards()?, self.entity_cards()?);
        let mut oddities = Vec::new();
        let inexact: Vec<u32> = selected
            .order
            .iter()
            .copied()
            .filter(|d| days.get(*d).is_undated() || days.get(*d).first != days.get(*d).last)
            .collect();
        if !inexact.is_empty() {
            oddities.push(Oddity::NoExactDate {
                count: inexact.len() as u32,
                documents: inexact.into_iter().take(MOST_LISTED).map(|d| all.get(d)).collect(),
            });
        }
        self.two_roles(selected, &mut oddities)?;
        for group in &self.about()?.duplicates {
            let documents: Vec<u32> = group.iter().copied().filter(|d| selected.bits.contains(*d)).collect();
            if documents.len() > 1 && oddities.len() < 2 * MOST_LISTED {
                let documents = documents.into_iter().take(MOST_LISTED).map(|d| all.get(d)).collect();
                oddities.push(Oddity::NearDuplicates { documents });
            }
        }
        let candidate = |e: &u32| named[*e as usize].0 > 0 && cards.facts(*e).origin == Origin::Candidate;
        let count = (0..cards.len()).filter(candidate).count() as u32;
        if count > 0 {
            oddities.push(Oddity::Candidates { count });
        }
        Ok(oddities)
    }

    /// Persons whose ranks or offices differ between the reports of one event.
    fn two_roles(&self, selected: &Selected, oddities: &mut Vec<Oddity>) -> Found<()> {
        const LOOKED_AT: u32 = 200;
        let stories = self.rows(&field_section("story", "docs"))?;
        let cards = self.entity_cards()?;
        let mut looked_at = 0;
        for story in 0..stories.len() {
            let tellers = cells(&stories, story).filter(|cell| selected.bits.contains(cell.number)).count();
            if tellers < 2 || looked_at >= LOOKED_AT {
                continue;
            }
            looked_at += 1;
            let event = self.event(story)?;
            for person in event.participants.iter().filter(|e| e.0 < cards.len()) {
                if cards.facts(person.0).kind != EntityKind::Person {
                    continue;
                }
                let roles = self.roles_at(person.0, &event.documents)?;
                let mut distinct: Vec<(String, crate::answer::Passage)> = Vec::new();
                for (title, passage) in roles {
                    let elsewhere = distinct.iter().all(|(_, other)| other.document != passage.document);
                    let same = |other: &String| super::compare::same_role(other, &title);
                    if distinct.is_empty() || (elsewhere && !distinct.iter().any(|(other, _)| same(other))) {
                        distinct.push((title, passage));
                    }
                }
                if let (true, Some(person)) = (distinct.len() > 1, cards.get(person.0)) {
                    oddities.push(Oddity::TwoRoles {
                        person: EntityRef { ..person },
                        event: Box::new(self.event_shown(story)?),
                        passages: distinct.into_iter().map(|(_, passage)| passage).collect(),
                    });
                }
            }
        }
        Ok(())
    }
}
