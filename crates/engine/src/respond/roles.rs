//! A person's roles, with the words that give them.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_analysis::time::Stretch;
use dossier_corpus::{DocumentId, Entity, Role, fold};
use dossier_pack::PackError;

use crate::answer::{MarkKind, Passage, RoleShown};
use crate::open::{Engine, passage_around};
use crate::select::Bits;
use crate::words;

impl Engine {
    /// Roles by title, in order of the dates of the documents that give them.
    pub(super) fn roles_in_time(
        &self,
        entity: &Entity,
        bits: Option<&Bits>,
    ) -> Result<Vec<RoleShown>, PackError> {
        const MOST_PASSAGES: usize = 6;
        let days = self.days()?;
        let n = self.document_count()?;
        let mut by_title: BTreeMap<String, Vec<&Role>> = BTreeMap::new();
        for role in &entity.roles {
            let document = role.evidence.document.0;
            if document < n && bits.is_none_or(|bits| bits.contains(document)) {
                by_title.entry(fold(&words::one_line(&role.title))).or_default().push(role);
            }
        }
        let mut shown: Vec<((i32, i32), RoleShown)> = Vec::new();
        for roles in by_title.into_values() {
            let mut roles = roles;
            roles.order_by_key(|role| (days.get(role.evidence.document.0).order(), role.evidence));
            let when = roles
                .iter()
                .map(|role| days.get(role.evidence.document.0))
                .fold(Stretch::UNDATED, Stretch::cover);
            let mut forms: BTreeMap<String, u32> = BTreeMap::new();
            roles.iter().for_each(|role| *forms.entry(words::one_line(&role.title)).or_default() += 1);
            let title = forms.into_iter().max_by_key(|(form, n)| (*n, std::cmp::Reverse(form.clone())));
            let Some(confidence) = roles.iter().map(|role| role.confidence).max() else { continue };
            // A directory's gloss needs the words alone.
            let wanted = if bits.is_some() { MOST_PASSAGES } else { 0 };
            let mut passages = Vec::new();
            for role in roles.iter().take(wanted) {
                let document = self.document(role.evidence.document.0)?;
                passages.push(passage_around(
                    &document,
                    role.evidence.span,
                    &[(role.evidence.span, MarkKind::Role)],
                ));
            }
            shown.push((
                when.order(),
                RoleShown {
                    title: title.map_or_else(String::new, |(form, _)| form),
                    when: words::date_between(when.earliest(), when.latest()),
                    confidence,
                    passages,
                },
            ));
        }
        shown.order_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.title.cmp(&b.1.title)));
        Ok(shown.into_iter().map(|(_, role)| role).collect())
    }

    /// The roles of a person in the documents of one event.
    pub(super) fn roles_at(
        &self,
        person: u32,
        documents: &[DocumentId],
    ) -> Result<Vec<(String, Passage)>, PackError> {
        let entity = self.entity(person)?;
        let mut found = Vec::new();
        for role in entity.roles.iter().filter(|role| documents.contains(&role.evidence.document)) {
            let document = self.document(role.evidence.document.0)?;
            let mark = (role.evidence.span, MarkKind::Role);
            found
                .push((words::one_line(&role.title), passage_around(&document, role.evidence.span, &[mark])));
        }
        Ok(found)
    }
}
