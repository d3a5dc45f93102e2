//! Many phrases looked for at once.

/// Phrases by the byte that they begin with, so that one walk through a line finds them all.
pub(super) struct Phrases {
    by_first: Vec<Vec<(usize, &'static [u8])>>,
    /// Bits of the two bytes that phrases begin with: hardly a word needs a closer look.
    heads: [u64; 16],
}

impl Phrases {
    pub(super) fn new<'a>(all: impl IntoIterator<Item = &'a &'static str>) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        let mut heads = [0; 16];
        for (at, phrase) in all.into_iter().enumerate() {
            let phrase = phrase.as_bytes();
            by_first[usize::from(phrase[0])].push((at, phrase));
            let (word, bit) = head(phrase[0], phrase[1]);
            heads[word] |= bit;
        }
        Self { by_first, heads }
    }

    /// Calls `found` with the place among all phrases of each that stands in `line` where a word begins, each time that it does.
    pub(super) fn in_line(&self, line: &str, mut found: impl FnMut(usize)) {
        let bytes = line.as_bytes();
        let mut inside = false;
        for (at, two) in bytes.windows(2).enumerate() {
            let begins = !std::mem::replace(&mut inside, two[0].is_ascii_alphanumeric());
            let (word, bit) = head(two[0], two[1]);
            if begins && self.heads[word] & bit != 0 {
                let here = &bytes[at..];
                let phrases = &self.by_first[usize::from(two[0])];
                phrases.iter().filter(|(_, phrase)| here.starts_with(phrase)).for_each(|(at, _)| found(*at));
            }
        }
    }
}

/// The bit of two bytes.
const fn head(first: u8, second: u8) -> (usize, u64) {
    let bit = (first as usize * 37 + second as usize) % 1024;
    (bit / 64, 1 << (bit % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        let all = ["all rights", "© 20", "ad", "bản quyền"];
        let phrases = Phrases::new(&all);
        let found = |line| {
            let mut found = Vec::new();
            phrases.in_line(line, |at| found.push(all[at]));
            found
        };
        assert_eq!(found("© 2024. all rights reserved, all rights"), ["© 20", "all rights", "all rights"]);
        assert_eq!(found("a ladder, (ads)"), ["ad"]);
        assert_eq!(found("— bản quyền"), ["bản quyền"]);
        assert_eq!(found(""), [""; 0]);
    }
}
