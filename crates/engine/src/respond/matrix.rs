//! What was asked, and what was reported later: theme by time.

use dossier_corpus::Ordered as _;

use dossier_analysis::time::{Bin, Grain, Stretch, bins, extent};
use dossier_corpus::StatementKind;

use crate::answer::{
    AskedAndReported, CellSentence, CellSentences, LaterReports, MarkKind, MatrixCell, MatrixRow, Period,
};
use crate::layout as at;
use crate::open::{Days, Engine, Found, Trouble, passage};
use crate::respond::RowKey;
use crate::respond::dates::bin_edtf;
use crate::select::{statements, themes};
use crate::{Field, Selection, words};

const MOST_PERIODS: u32 = 14;
const MOST_THEMES: usize = 40;
const MOST_SENTENCES: u32 = 1_000;

/// A directive or a report on a theme.
#[derive(Clone, Copy)]
struct Entry {
    theme: u32,
    row: RowKey,
    asked: bool,
}

/// The directives and reports of a selection's documents, a theme after another.
struct Asked {
    entries: Vec<Entry>,
    days: Days,
    grain: Grain,
    bins: Vec<Bin>,
    /// Some date does not certainly lie in any bin.
    uncertain: bool,
    without_theme: u32,
}

impl Asked {
    fn when(&self, entry: &Entry) -> Stretch {
        self.days.get(entry.row.document)
    }

    /// The column of an entry: the bin that its date certainly lies in, or the one after them all.
    fn column(&self, entry: &Entry) -> usize {
        bin_of(&self.bins, self.when(entry)).unwrap_or(self.bins.len())
    }

    fn columns(&self) -> usize {
        self.bins.len() + usize::from(self.uncertain)
    }
}

impl Engine {
    pub(super) fn asked_and_reported(&self, selection: &Selection) -> Found<AskedAndReported> {
        let asked = self.asked(selection)?;
        let mut rows: Vec<(u32, MatrixCell, Vec<MatrixCell>, LaterReports)> = Vec::new();
        for entries in asked.entries.chunk_by(|a, b| a.theme == b.theme) {
            let mut cells = vec![MatrixCell::default(); asked.columns()];
            for entry in entries {
                if let Some(cell) = cells.get_mut(asked.column(entry)) {
                    *(if entry.asked { &mut cell.asked } else { &mut cell.reported }) += 1;
                }
            }
            let directives = entries.iter().filter(|entry| entry.asked).count() as u32;
            let all = MatrixCell { asked: directives, reported: entries.len() as u32 - directives };
            rows.push((entries[0].theme, all, cells, later(&asked, entries)));
        }
        rows.order_by_key(|(theme, all, ..)| {
            (std::cmp::Reverse(all.asked), std::cmp::Reverse(all.reported), *theme)
        });
        let mut shown = Vec::new();
        for (theme, all, cells, later) in rows.into_iter().take(MOST_THEMES) {
            let Some(theme) = self.theme_ref(theme)? else { continue };
            shown.push(MatrixRow { theme, cells, asked: all.asked, reported: all.reported, later });
        }
        let mut periods: Vec<Period> = asked
            .bins
            .iter()
            .map(|bin| Period {
                label: words::stretch(Some(bin.from), Some(bin.to)),
                days: Some((bin.from, bin.to)),
                edtf: Some(bin_edtf(*bin, asked.grain)),
            })
            .collect();
        if asked.uncertain {
            periods.push(Period { label: "date uncertain".to_owned(), days: None, edtf: None });
        }
        Ok(AskedAndReported { periods, rows: shown, without_theme: asked.without_theme })
    }

    /// The sentences behind a cell: directives first, each kind oldest first.
    pub(super) fn cell_sentences(
        &self,
        selection: &Selection,
        theme: &str,
        period: u32,
        limit: u32,
    ) -> Found<CellSentences> {
        let (rows, total) = self.cell_rows(selection, theme, period, limit)?;
        let mut sentences = Vec::new();
        for row in rows {
            sentences.extend(self.cell_sentence(row)?);
        }
        Ok(CellSentences { sentences, total })
    }

    /// Where the first sentences behind a cell stand, and how many there are.
    pub(crate) fn cell_rows(
        &self,
        selection: &Selection,
        theme: &str,
        period: u32,
        limit: u32,
    ) -> Found<(Vec<RowKey>, u32)> {
        let Some(theme) = self.value_number(&Field::Theme, theme)? else {
            return Err(Trouble::Unknown { what: "theme", name: theme.to_owned() });
        };
        let asked = self.asked(selection)?;
        let in_cell = |entry: &&Entry| entry.theme == theme && asked.column(entry) == period as usize;
        let mut entries: Vec<Entry> = asked.entries.iter().filter(in_cell).copied().collect();
        entries.order_by_key(|entry| (!entry.asked, asked.when(entry).order(), entry.row));
        let total = entries.len() as u32;
        let rows = entries.into_iter().take(limit.min(MOST_SENTENCES) as usize).map(|entry| entry.row);
        Ok((rows.collect(), total))
    }

    fn asked(&self, selection: &Selection) -> Found<Asked> {
        let selected = self.select(selection)?;
        let filter = self.statement_filter(selection)?;
        let (rows, theme_rows, days) =
            (self.rows(at::DOC_STATEMENTS)?, self.rows(at::DOC_THEMES)?, self.days()?);
        let mut entries: Vec<Entry> = Vec::new();
        let mut without_theme = 0;
        let (mut on, mut here): (Vec<(u32, u32)>, Vec<u32>) = (Vec::new(), Vec::new());
        for document in &selected.order {
            // Sentence by sentence; read where the document has a statement that counts.
            on.clear();
            let mut read = false;
            for (number, statement) in statements(&rows, *document).enumerate() {
                let asked = statement.kind == StatementKind::Directive;
                if !(asked || statement.kind == StatementKind::Report) || !filter.passes(&statement) {
                    continue;
                }
                if !read {
                    on.extend(themes(&theme_rows, *document));
                    read = true;
                }
                let first = on.partition_point(|(sentence, _)| *sentence < statement.sentence);
                let of_sentence =
                    on[first..].iter().take_while(|(sentence, _)| *sentence == statement.sentence);
                here.clear();
                here.extend(of_sentence.map(|(_, theme)| *theme));
                here.sort_unstable();
                here.dedup();
                without_theme += u32::from(asked && here.is_empty());
                let row = RowKey { document: *document, statement: number as u32 };
                entries.extend(here.iter().map(|theme| Entry { theme: *theme, row, asked }));
            }
        }
        entries.order_by_key(|entry| (entry.theme, entry.row));
        let (grain, bins) = periods(|| entries.iter().map(|entry| days.get(entry.row.document)));
        let uncertain = entries.iter().any(|entry| bin_of(&bins, days.get(entry.row.document)).is_none());
        Ok(Asked { entries, days, grain, bins, uncertain, without_theme })
    }

    fn cell_sentence(&self, row: RowKey) -> Found<Option<CellSentence>> {
        let document = self.document(row.document)?;
        let Some(statement) = document.statements.get(row.statement as usize) else { return Ok(None) };
        let Some(sentence) = document.sentences.get(statement.sentence as usize) else { return Ok(None) };
        let mut marks: Vec<_> = statement.cue.iter().map(|span| (*span, MarkKind::Cue)).collect();
        marks.extend(statement.content.iter().map(|span| (*span, MarkKind::Content)));
        Ok(Some(CellSentence {
            kind: statement.kind,
            date: self.cards()?.date(row.document),
            passage: passage(&document, sentence.span, statement.sentence, &marks),
        }))
    }
}

/// Quarters, years, decades or centuries: few enough for a table.
fn periods<I: Iterator<Item = Stretch>>(dates: impl Fn() -> I) -> (Grain, Vec<Bin>) {
    let Some((first, last)) = extent(dates()) else { return (Grain::Year, Vec::new()) };
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

fn later(all: &Asked, entries: &[Entry]) -> LaterReports {
    let asked = || entries.iter().filter(|entry| entry.asked);
    let Some(first) = asked().next() else { return LaterReports::NothingAsked };
    // The first directive was certainly given by `known`, and possibly as early as `perhaps`.
    let dated = || asked().map(|entry| all.when(entry)).filter(|when| !when.is_undated());
    let known = dated().map(|when| when.last).min().unwrap_or(i32::MAX);
    let perhaps = dated().map(|when| when.first).min().unwrap_or(i32::MIN);
    let in_several = asked().any(|entry| entry.row.document != first.row.document);
    let (mut certain, mut possible) = (0, 0);
    for report in entries.iter().filter(|entry| !entry.asked) {
        let when = all.when(report);
        let elsewhere = in_several || report.row.document != first.row.document;
        certain += u32::from(!when.is_undated() && when.first > known);
        possible += u32::from(elsewhere && (when.is_undated() || when.last > perhaps));
    }
    match (certain, possible) {
        (0, 0) => LaterReports::NoneFound,
        (0, reports) => LaterReports::PossiblyFound { reports },
        (reports, _) => LaterReports::Found { reports },
    }
}
