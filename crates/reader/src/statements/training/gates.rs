//! The gates of the model of cues, read off the training texts.

use super::super::finder::{is_likely, least};
use super::super::model::{Gates, Table, Weights};
use super::super::sentence::{Sentence, Sentences};
use super::super::{features, model, sentence};
use super::{Context, Heard};

/// Of so many cues one may be lost at each gate.
const LOST: usize = 3000;

/// Sets the gates of encoded weights: so high that of the words that the model takes for cues hardly any is left out.
pub(super) fn set<'s>(
    bytes: &mut [u8],
    lessons: impl Iterator<Item = (&'s Sentences, Sentence)>,
    report: &mut dyn FnMut(String),
) {
    let weights = Weights::decode(bytes);
    let (mut heard, mut context) = (Heard::default(), Context::empty());
    // What cues score by themselves and with what is nearest: of unlikely words, of likely ones.
    let mut scores: [[Vec<f32>; 2]; 2] = Default::default();
    let mut asked: [Vec<f32>; 2] = Default::default();
    for (sentences, lesson) in lessons {
        let tokens = sentences.tokens(lesson);
        let quoted = sentence::quotations(tokens) > 0;
        heard.read(tokens, &mut context, lesson.heading);
        for (i, alone, _) in heard.tokens() {
            let token = &tokens[i];
            let likely = usize::from(is_likely(token, quoted));
            let mut sum = 0;
            alone.iter().for_each(|feature| weights.add_cue(*feature, &mut sum));
            let alone = weights.cue(sum);
            asked[likely].push(alone);
            if model::cue_chance(&weights, (tokens, &context), i, sum, Gates::OPEN) < least(token, quoted) {
                continue;
            }
            features::cue_near(tokens, &context, i, &mut |feature| weights.add_cue(feature, &mut sum));
            scores[likely][0].push(alone);
            scores[likely][1].push(weights.cue(sum));
        }
    }
    let mut at = size_of::<f32>();
    for (likely, (scores, asked)) in scores.iter_mut().zip(&asked).enumerate() {
        for scores in scores.iter_mut() {
            scores.sort_by(f32::total_cmp);
            // Half a step below, whichever way sums are rounded.
            let gate = scores.get(scores.len() / LOST).map_or(f32::NEG_INFINITY, |score| score - 0.05);
            bytes[at..at + size_of::<f32>()].copy_from_slice(&gate.to_le_bytes());
            at += size_of::<f32>();
        }
        let gate = scores[0].get(scores[0].len() / LOST).copied().unwrap_or_default() - 0.05;
        let admitted = asked.iter().filter(|score| **score >= gate).count();
        report(format!(
            "gates of {} words: {} cues, {admitted} of {} words asked further",
            ["unlikely", "likely"][likely],
            scores[0].len(),
            asked.len()
        ));
    }
}
