//! Bytes of a text told apart at one look, for those who walk through all of it.

/// Letters and digits of ASCII in lower case, nought for all other bytes.
pub(crate) const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Which bytes are among these.
pub(crate) const fn among(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// Whether `holds` is true of three bytes in a row, nought standing for those behind the end. Many are looked at in one step if it is
/// written without branches.
pub(crate) fn any_three(bytes: &[u8], holds: impl Fn(u8, u8, u8) -> bool) -> bool {
    const STEP: usize = 64;
    let inner = bytes.len().saturating_sub(2);
    let threes = bytes.get(1..).zip(bytes.get(2..));
    let inside = threes.is_some_and(|(second, third)| {
        let pieces = bytes[..inner].chunks(STEP).zip(second.chunks(STEP)).zip(third.chunks(STEP));
        pieces.into_iter().any(|((a, b), c)| {
            let threes = a.iter().zip(b).zip(c);
            threes.fold(false, |any, ((a, b), c)| any | holds(*a, *b, *c))
        })
    });
    inside
        || (inner..bytes.len()).any(|at| {
            let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
            holds(byte(at), byte(at + 1), byte(at + 2))
        })
}
