//! What words and their neighbours tell, kept from one sentence to the next.
//!
//! Most forms of a text, and most parts of speech of three words in a row, stood in it before, so what they weigh is kept: in
//! small tables where one that falls on another's slot takes it.

use super::directive;
use super::features::{self, Neighbours};
use super::lexicon::{DIRECT, ORDER, SAY, STRESS};
use super::model::{Grid, Sum, Table};
use super::tokens::{Kind, Token};
use crate::memo::Memo;

/// Printed forms of words: by the word, and its kind, shape and whether it stands in a heading. The ending follows from the word.
pub(super) struct KnownForms<T: Table>(Memo<(u32, u8), Form<T::Cue>>);

/// A word or mark by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Form<C> {
    /// Coarse part of speech.
    pub(super) part: u32,
    /// What it weighs as a cue by itself.
    pub(super) alone: C,
    /// Whether it may be a cue by a rule, whatever it weighs.
    pub(super) ruled: bool,
}

impl<T: Table> KnownForms<T> {
    /// A table of `1 << bits` slots.
    pub(super) fn new(bits: u32) -> Self {
        Self(Memo::new(bits, ((0, 0), Form::default())))
    }

    /// What is known of a token; `table` is always the same.
    #[inline]
    pub(super) fn of(&mut self, table: &T, token: &Token, heading: bool) -> &Form<T::Cue> {
        let look = 1 | u8::from(heading) << 1 | (token.shape as u8) << 2 | (token.kind as u8) << 4;
        let hash = u64::from(token.word ^ token.word >> 16);
        self.0.of(hash, (token.word, look), || Form::of(table, token, heading))
    }
}

impl<C: Copy + Default> Form<C> {
    #[inline(never)]
    fn of<T: Table<Cue = C>>(table: &T, token: &Token, heading: bool) -> Self {
        let part = features::part(token);
        let mut alone = C::default();
        features::cue_alone(token, part, heading, &mut |feature| table.add_cue(feature, &mut alone));
        let ruled = token.kind == Kind::Word
            && (token.is(SAY | STRESS | ORDER | DIRECT) || directive::may_head_by_rule(token.word));
        Self { part, alone, ruled }
    }
}

/// Parts of speech of three tokens in a row on a side of a cue.
pub(super) struct KnownNeighbours<T: Table>(Memo<Neighbours, Grid<T::Number>>);

impl<T: Table> KnownNeighbours<T> {
    /// A table of `1 << bits` slots.
    pub(super) fn new(bits: u32) -> Self {
        Self(Memo::new(bits, (Neighbours::NONE, Grid::default())))
    }

    /// What they weigh; `table` is always the same.
    pub(super) fn sum(&mut self, table: &T, neighbours: Neighbours) -> &Grid<T::Number> {
        self.0.of(neighbours.hash(), neighbours, || {
            let mut own = Sum::of(table);
            neighbours.tell(&mut own);
            own.grid
        })
    }
}
