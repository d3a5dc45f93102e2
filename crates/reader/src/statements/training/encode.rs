//! Learnt weights as the bytes of `weights.bin`.

use super::{Cell, Learner, Recipe, Rows};

pub(super) fn encode(learner: &Learner, recipe: &Recipe, report: &mut dyn FnMut(String)) -> Vec<u8> {
    let [cue, other] = recipe.grain;
    // The gates are set when all is told.
    let gates = [f32::NEG_INFINITY; 4];
    let mut bytes: Vec<u8> = std::iter::once(cue).chain(gates).flat_map(f32::to_le_bytes).collect();
    report(encode_rows("cue", &learner.cue, cue, &mut bytes));
    report(encode_rows("span", &learner.span, other, &mut bytes));
    report(encode_rows("step", &learner.step, other, &mut bytes));
    bytes
}

fn encode_rows<const N: usize>(name: &str, rows: &Rows<N>, grain: f32, body: &mut Vec<u8>) -> String {
    let top = rows.cells.iter().flatten().map(|cell| cell.weight.abs()).fold(0.0, f32::max);
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
