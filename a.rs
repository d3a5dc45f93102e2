#![crate_type="lib"]
const STEP: usize = 32;
fn may_end(a: u8, b: u8, c: u8) -> bool {
    let quotes = (a == 0xE2) & (b == 0x80) & (c < 0xA6);
    (a == b'.') | (a == b'!') | (a == b'?') | (a >= 0xD8) & !quotes
}
#[no_mangle]
pub fn first(piece: &[u8; STEP + 2]) -> Option<usize> {
    let mut held = [0_u8; STEP];
    for (at, held) in held.iter_mut().enumerate() {
        *held = u8::from(may_end(piece[at], piece[at + 1], piece[at + 2]));
    }
    let (eights, _) = held.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let bits = u64::from_le_bytes(*eight);
        if bits != 0 { return Some(at * 8 + bits.trailing_zeros() as usize / 8); }
    }
    None
}
#[no_mangle]
pub fn words(piece: &[u8; 65]) -> usize {
    let blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(0x09) < 5);
    let begins = (0..64).map(|at| u8::from(blank(piece[at]) & !blank(piece[at + 1])));
    usize::from(begins.sum::<u8>())
}
#[no_mangle]
pub fn kinds(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |any, b| any | b.is_ascii_digit())
}
