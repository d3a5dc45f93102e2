//! What words and their neighbours tell, kept from one sentence to the next.
//!
//! Most forms of a text, and most parts of speech of three words in a row, stood in it before, so what they weigh is kept: in
//! small tables where one that falls on another's slot takes it.

use super::directive;
use super::features::{self, Neighbours};
use super::lexicon::{ORDER, SAY, STRESS};
use super::model::{Grid, Sum, Table};
use super::tokens::{Kind, Token};

/// Printed forms of words.
pub(super) struct KnownForms<T: Table> {
    slots: Vec<Form<T::Cue>>,
}

/// A word or mark by itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Form<C> {
    word: u32,
    ending: u32,
    /// Coarse part of speech.
    pub(super) part: u32,
    /// What it weighs as a cue by itself.
    pub(super) alone: C,
    /// Kind, shape and whether it stands in a heading; nought where the slot is free.
    look: u8,
    /// Whether it may be a cue by a rule, whatever it weighs.
    pub(super) ruled: bool,
}

impl<T: Table> KnownForms<T> {
    /// A table of `1 << bits` slots.
    pub(super) fn new(bits: u32) -> Self {
        Self { slots: vec![Form::default(); 1 << bits] }
    }

    /// What is known of a token; `table` is always the same.
    #[inline]
    pub(super) fn of(&mut self, table: &T, token: &Token, heading: bool) -> &Form<T::Cue> {
        let look = 1 | u8::from(heading) << 1 | (token.shape as u8) << 2 | (token.kind as u8) << 4;
        let last = self.slots.len() - 1;
        let slot = &mut self.slots[(token.word ^ token.word >> 16) as usize & last];
        if (slot.word, slot.ending, slot.look) != (token.word, token.ending, look) {
            *slot = Form { look, ..Form::of(table, token, heading) };
        }
        slot
    }
}

impl<C: Copy + Default> Form<C> {
    #[inline(never)]
    fn of<T: Table<Cue = C>>(table: &T, token: &Token, heading: bool) -> Self {
        let part = features::part(token);
        let mut alone = C::default();
        features::cue_alone(token, part, heading, &mut |feature| table.add_cue(feature, &mut alone));
        let ruled = token.kind == Kind::Word
            && (token.is(SAY | STRESS | ORDER) || directive::may_head_by_rule(token.word));
        Self { word: token.word, ending: token.ending, part, alone, look: 0, ruled }
    }
}

/// Parts of speech of three tokens in a row.
pub(super) struct KnownNeighbours<T: Table> {
    slots: Vec<(Neighbours, Grid<T::Number>)>,
}

impl<T: Table> KnownNeighbours<T> {
    /// A table of `1 << bits` slots.
    pub(super) fn new(bits: u32) -> Self {
        Self { slots: vec![(Neighbours::NONE, Grid::default()); 1 << bits] }
    }

    /// What they weigh; `table` is always the same.
    pub(super) fn sum(&mut self, table: &T, neighbours: Neighbours) -> &Grid<T::Number> {
        let last = self.slots.len() - 1;
        let (known, sum) = &mut self.slots[neighbours.hash() as usize & last];
        if *known != neighbours {
            *known = neighbours;
            let mut own = Sum::of(table);
            neighbours.tell(&mut own);
            *sum = own.grid;
        }
        sum
    }
}
