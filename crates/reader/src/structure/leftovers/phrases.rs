//! Many phrases looked for at once.

/// Phrases by the byte that they begin with, so that one walk through a line finds them all.
pub(super) struct Phrases(Vec<Vec<&'static str>>);

impl Phrases {
    pub(super) fn new(all: &[&'static str]) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        for phrase in all {
            by_first[usize::from(phrase.as_bytes()[0])].push(*phrase);
        }
        Self(by_first)
    }

    /// Those that stand in `line`, each time that one begins where a word does.
    pub(super) fn in_line<'a>(&'a self, line: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let bytes = line.as_bytes();
        let begins = move |at: &usize| *at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        (0..bytes.len()).filter(begins).flat_map(move |at| {
            let here = &bytes[at..];
            self.0[usize::from(here[0])]
                .iter()
                .copied()
                .filter(move |phrase| here.starts_with(phrase.as_bytes()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        let phrases = Phrases::new(&["all rights", "© 20", "ad", "bản quyền"]);
        let found = |line| phrases.in_line(line).collect::<Vec<_>>();
        assert_eq!(found("© 2024. all rights reserved, all rights"), ["© 20", "all rights", "all rights"]);
        assert_eq!(found("a ladder, (ads)"), ["ad"]);
        assert_eq!(found("— bản quyền"), ["bản quyền"]);
        assert_eq!(found(""), [""; 0]);
    }
}
