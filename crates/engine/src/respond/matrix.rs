//! What was asked, and what was reported later: theme by time.

use dossier_corpus::Ordered as _;
use std::collections::BTreeMap;

use dossier_analysis::time::{Bin, Grain, Stretch, bins, extent};
use dossier_corpus::StatementKind;

use crate::answer::{AskedAndReported, CellEvidence, LaterReports, MarkKind, MatrixCell, MatrixRow, Period};
use crate::layout as at;
use crate::open::{Engine, Found, passage};
use crate::respond::dates::bin_edtf;
use crate::respond::ledger::RowKey;
use crate::select::{statements, themes};
use crate::{Selection, words};

const MOST_PERIODS: u32 = 14;
const MOST_THEMES: usize = 40;
const MOST_EVIDENCE: usize = 6;

/// A directive or a report on a theme.
#[derive(Clone, Copy)]
struct Entry {
    row: RowKey,
    when: Stretch,
    asked: bool,
}

impl Engine {
    pub(super) fn asked_and_reported(&self, selection: &Selection) -> Found<AskedAndReported> {
        let selected = self.select(selection)?;
        let filter = self.statement_filter(selection)?;
        let (rows, theme_rows, days) =
            (self.rows(at::DOC_STATEMENTS)?, self.rows(at::DOC_THEMES)?, self.days()?);
        let mut by_theme: BTreeMap<u32, Vec<Entry>> = BTreeMap::new();
        let mut without_theme = 0;
        let mut dated: Vec<Stretch> = Vec::new();
        for document in &selected.order {
            let when = days.get(*document);
            let sentence_themes: Vec<(u32, u32)> = themes(&theme_rows, *document).collect();
            for (number, statement) in statements(&rows, *document).enumerate() {
                let asked = statement.kind == StatementKind::Directive;
                if !(asked || statement.kind == StatementKind::Report) || !filter.passes(&statement) {
                    continue;
                }
                let mut on: Vec<u32> = sentence_themes
                    .iter()
                    .filter(|(sentence, _)| *sentence == statement.sentence)
                    .map(|(_, theme)| *theme)
                    .collect();
                on.sort_unstable();
                on.dedup();
                without_theme += u32::from(asked && on.is_empty());
                let row = RowKey { document: *document, statement: number as u32 };
                for theme in on {
                    by_theme.entry(theme).or_default().push(Entry { row, when, asked });
                    dated.push(when);
                }
            }
        }
        let (grain, bins) = periods(&dated);
        let mut all: Vec<(u32, Vec<Entry>)> = by_theme.into_iter().collect();
        all.order_by_key(|(theme, entries)| {
            (
                std::cmp::Reverse(entries.iter().filter(|e| e.asked).count()),
                std::cmp::Reverse(entries.len()),
                *theme,
            )
        });
        let uncertain = dated.iter().any(|when| bin_of(&bins, *when).is_none());
        let mut shown = Vec::new();
        for (theme, mut entries) in all.into_iter().take(MOST_THEMES) {
            let Some(theme) = self.theme_ref(theme)? else { continue };
            entries.order_by_key(|entry| (!entry.asked, entry.when.order(), entry.row));
            let mut cells = vec![MatrixCell::default(); bins.len() + usize::from(uncertain)];
            for entry in &entries {
                let Some(cell) = cells.get_mut(bin_of(&bins, entry.when).unwrap_or(bins.len())) else {
                    continue;
                };
                if entry.asked {
                    cell.asked += 1;
                } else {
                    cell.reported += 1;
                }
                if cell.evidence.len() < MOST_EVIDENCE {
                    cell.evidence.extend(self.cell_evidence(*entry)?);
                }
            }
            let asked = entries.iter().filter(|entry| entry.asked).count() as u32;
            shown.push(MatrixRow {
                theme,
                cells,
                asked,
                reported: entries.len() as u32 - asked,
                later: later(&entries),
            });
        }
        let mut shown_periods: Vec<Period> = bins
            .iter()
            .map(|bin| Period {
                label: words::stretch(Some(bin.from), Some(bin.to)),
                days: Some((bin.from, bin.to)),
                edtf: Some(bin_edtf(*bin, grain)),
            })
            .collect();
        if uncertain {
            shown_periods.push(Period { label: "date uncertain".to_owned(), days: None, edtf: None });
        }
        Ok(AskedAndReported { periods: shown_periods, rows: shown, without_theme })
    }

    fn cell_evidence(&self, entry: Entry) -> Found<Option<CellEvidence>> {
        let document = self.document(entry.row.document)?;
        let Some(statement) = document.statements.get(entry.row.statement as usize) else { return Ok(None) };
        let Some(sentence) = document.sentences.get(statement.sentence as usize) else { return Ok(None) };
        let mut marks: Vec<_> = statement.cue.iter().map(|span| (*span, MarkKind::Cue)).collect();
        marks.extend(statement.content.iter().map(|span| (*span, MarkKind::Content)));
        Ok(Some(CellEvidence {
            kind: statement.kind,
            date: self.cards()?.date(entry.row.document),
            passage: passage(&document, sentence.span, statement.sentence, &marks),
        }))
    }
}

/// Quarters, years, decades or centuries: few enough for a table.
fn periods(dated: &[Stretch]) -> (Grain, Vec<Bin>) {
    let Some((first, last)) = extent(dated.iter().copied()) else { return (Grain::Year, Vec::new()) };
    let years = last.to_ymd().0 - first.to_ymd().0;
    let least = if years <= 1 { Grain::Quarter } else { Grain::Year };
    let grain = Grain::finest(first, last, MOST_PERIODS).max(least);
    (grain, bins(first, last, grain))
}

/// The bin that a date certainly lies in.
fn bin_of(bins: &[Bin], when: Stretch) -> Option<usize> {
    let at = bins.partition_point(|bin| bin.to.0 < when.first);
    bins.get(at).filter(|bin| when.certainly_in(bin.stretch())).map(|_| at)
}

fn later(entries: &[Entry]) -> LaterReports {
    let asked: Vec<&Entry> = entries.iter().filter(|entry| entry.asked).collect();
    if asked.is_empty() {
        return LaterReports::NothingAsked;
    }
    // The first directive was certainly given by `known`, and possibly as early as `perhaps`.
    let dated = || asked.iter().filter(|entry| !entry.when.is_undated());
    let known = dated().map(|entry| entry.when.last).min().unwrap_or(i32::MAX);
    let perhaps = dated().map(|entry| entry.when.first).min().unwrap_or(i32::MIN);
    let reports = || entries.iter().filter(|entry| !entry.asked);
    let certain = reports().filter(|report| !report.when.is_undated() && report.when.first > known).count();
    let possible = reports()
        .filter(|report| {
            let elsewhere = asked.iter().any(|directive| directive.row.document != report.row.document);
            elsewhere && (report.when.is_undated() || report.when.last > perhaps)
        })
        .count();
    match (certain as u32, possible as u32) {
        (0, 0) => LaterReports::NoneFound,
        (0, reports) => LaterReports::PossiblyFound { reports },
        (reports, _) => LaterReports::Found { reports },
    }
}
