//! Learnt weights as the bytes of `weights.bin`.

use super::{Cell, Learner, Recipe, Rows};

pub(super) fn encode(learner: &Learner, recipe: &Recipe, report: &mut dyn FnMut(String)) -> Vec<u8> {
    let (mut scales, mut body) = (Vec::new(), Vec::new());
    report(encode_rows("cue", &learner.cue, recipe.grain[0], &mut scales, &mut body));
    report(encode_rows("span", &learner.span, recipe.grain[1], &mut scales, &mut body));
    report(encode_rows("step", &learner.step, recipe.grain[2], &mut scales, &mut body));
    scales.extend(body);
    scales
}

fn encode_rows<const N: usize>(
    name: &str,
    rows: &Rows<N>,
    grain: f32,
    scales: &mut Vec<u8>,
    body: &mut Vec<u8>,
) -> String {
    let top = rows.cells.iter().flatten().map(|cell| cell.weight.abs()).fold(0.0, f32::max);
    scales.extend_from_slice(&grain.to_le_bytes());
    let grains = |cell: &Cell| (cell.weight / grain).round().clamp(-127.0, 127.0) as i8;
    let owned = rows.owner.iter().filter(|owner| **owner != 0).count();
    let kept: Vec<usize> = (0..rows.owner.len())
        .filter(|at| rows.owner[*at] != 0 && rows.cells[*at].iter().any(|cell| grains(cell) != 0))
        .collect();
    varint(kept.len() as u32, body);
    let mut last = 0;
    for at in &kept {
        varint((at + 1 - last) as u32, body);
        last = at + 1;
    }
    body.extend(kept.iter().map(|at| rows.owner[*at]));
    for label in 0..N {
        body.extend(kept.iter().map(|at| grains(&rows.cells[*at][label]).to_le_bytes()[0]));
    }
    format!("{name}: {} of {owned} features kept, largest weight {top:.2}", kept.len())
}

fn varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
