//! What is known of an instrument: number, issuer, date, subject, what carries it out, who cites it.

use dossier_corpus::Ordered as _;

use dossier_corpus::{Entity, EntityKind, Fact};
use dossier_pack::PackError;

use super::entity::MOST_STATEMENTS;
use crate::answer::{Explained, InstrumentShown};
use crate::layout::{self as at, field_section};
use crate::open::{Engine, Found};
use crate::respond::RowKey;
use crate::select::{Bits, cells, statements};
use crate::words;

impl Engine {
    pub(super) fn instrument(
        &self,
        number: u32,
        whole: &Entity,
        bits: &Bits,
        least: u8,
    ) -> Found<Option<InstrumentShown>> {
        let Some(facts) = &whole.instrument else { return Ok(None) };
        let text = |fact: &Option<Fact<String>>| -> Result<Option<Explained<String>>, PackError> {
            fact.as_ref()
                .map(|fact| Ok(Explained { value: words::one_line(&fact.value), why: self.why(&fact.why)? }))
                .transpose()
        };
        let issuer = match &facts.issuer {
            Some(issuer) => self.explained_entity(issuer)?,
            None => None,
        };
        let date = match &facts.date {
            Some(fact) => Some(Explained { value: words::date(&fact.value), why: self.why(&fact.why)? }),
            None => None,
        };
        let mut implements = Vec::new();
        for fact in &facts.implements {
            implements.extend(self.explained_entity(fact)?);
        }
        let entities = self.entity_cards()?;
        let mut implemented_by = Vec::new();
        for other in (0..entities.len()).filter(|e| entities.facts(*e).kind == EntityKind::Instrument) {
            let entity = self.entity(other)?;
            for fact in entity.instrument.iter().flat_map(|facts| &facts.implements) {
                if let (true, Some(value)) = (fact.value.0 == number, entities.get(other)) {
                    implemented_by.push(Explained { value, why: self.why(&fact.why)? });
                }
            }
        }
        let (docs, rows, days) =
            (self.rows(&field_section("entities", "docs"))?, self.rows(at::DOC_STATEMENTS)?, self.days()?);
        let mut citing = Vec::new();
        for cell in cells(&docs, number).filter(|cell| bits.contains(cell.number)) {
            for (at, statement) in statements(&rows, cell.number).enumerate() {
                if statement.instruments.contains(&number) && statement.confidence >= least {
                    citing.push(RowKey { document: cell.number, statement: at as u32 });
                }
            }
        }
        citing.order_by_key(|row| (days.get(row.document).order(), row.document, row.statement));
        Ok(Some(InstrumentShown {
            form: facts.form.clone(),
            number: text(&facts.number)?,
            issuer,
            date,
            subject: text(&facts.subject)?,
            implements,
            implemented_by,
            cited_by: self.ledger_rows(citing.iter().take(MOST_STATEMENTS))?,
            cited_by_count: citing.len() as u32,
        }))
    }
}
