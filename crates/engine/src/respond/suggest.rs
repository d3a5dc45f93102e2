//! Where the palette can lead, and the rules in plain language.

use dossier_corpus::Ordered as _;
use dossier_corpus::fold;

use crate::answer::{RuleShown, Rules, Suggestion, Suggestions};
use crate::layout as at;
use crate::open::{Engine, Found};
use crate::{Field, Selection};

impl Engine {
    pub(super) fn suggestions(&self, text: &str, limit: u32) -> Found<Suggestions> {
        let wanted = fold(text.trim());
        let limit = limit.min(200) as usize;
        if wanted.is_empty() {
            return Ok(Suggestions { items: Vec::new() });
        }
        let mut items: Vec<(u32, u32, Suggestion)> = Vec::new();
        self.suggest_entities(&wanted, &mut items)?;
        for field in self.fields()? {
            if matches!(
                field,
                Field::Theme | Field::Outlet | Field::Agency | Field::Statement | Field::Facet(_)
            ) {
                self.suggest_values(&field, &wanted, &mut items)?;
            }
        }
        items.order_by_key(|(rank, documents, _)| (*rank, std::cmp::Reverse(*documents)));
        items.truncate(limit.saturating_sub(3).max(limit / 2));
        let selection = Selection::default().with_query(text.trim());
        let found = self.select_while_typing(&selection)?;
        let cards = self.cards()?;
        let room = limit - items.len().min(limit);
        let mut out: Vec<Suggestion> = items.into_iter().map(|(_, _, item)| item).collect();
        out.extend(found.order.iter().take(room).map(|d| Suggestion::Document(cards.get(*d))));
        Ok(Suggestions { items: out })
    }

    fn suggest_entities(&self, wanted: &str, items: &mut Vec<(u32, u32, Suggestion)>) -> Found<()> {
        const MOST: usize = 400;
        let (forms, cards) = (self.strings(at::ENTITY_FORMS)?, self.entity_cards()?);
        for number in 0..forms.len() {
            let best = forms
                .get(number)
                .lines()
                .enumerate()
                .filter_map(|(place, form)| match_rank(form, wanted).map(|rank| (rank, place)));
            let Some((rank, place)) = best.min() else { continue };
            let Some(entity) = cards.get(number) else { continue };
            let matched = match place {
                0 => None,
                _ => self
                    .entity(number)?
                    .aliases
                    .iter()
                    .map(|alias| alias.form.clone())
                    .find(|form| match_rank(&fold(form), wanted) == Some(rank)),
            };
            let documents = cards.facts(number).documents;
            items.push((rank, documents, Suggestion::Entity { entity, documents, matched }));
            if items.len() >= MOST {
                break;
            }
        }
        Ok(())
    }

    fn suggest_values(
        &self,
        field: &Field,
        wanted: &str,
        items: &mut Vec<(u32, u32, Suggestion)>,
    ) -> Found<()> {
        let Some(columns) = self.field(field)? else { return Ok(()) };
        for number in 0..columns.docs.len() {
            let Some((value, label)) = self.value_words(field, number)? else { continue };
            let documents = crate::select::cells(&columns.docs, number).count() as u32;
            if let Some(rank) = match_rank(&fold(&label), wanted)
                && documents > 0
            {
                let field = field.clone();
                items.push((rank + 1, documents, Suggestion::Value { field, value, label, documents }));
            }
        }
        Ok(())
    }

    pub(super) fn rules(&self) -> Found<Rules> {
        let about = self.about()?;
        let mut rules = Vec::new();
        for used in &about.rules {
            let example = match used.example {
                Some(evidence) => self.evidence(evidence)?,
                None => None,
            };
            rules.push(RuleShown { rule: used.text.clone(), facts: used.facts, example });
        }
        Ok(Rules { rules })
    }
}

/// 0: the form is what is wanted; 1: it begins with it; 2: one of its words does; 3: it holds it.
fn match_rank(form: &str, wanted: &str) -> Option<u32> {
    let at = form.find(wanted)?;
    Some(match at {
        0 if form.len() == wanted.len() => 0,
        0 => 1,
        _ if form
            .match_indices(wanted)
            .any(|(at, _)| form[..at].ends_with(|c: char| !c.is_alphanumeric())) =>
        {
            2
        }
        _ => 3,
    })
}
