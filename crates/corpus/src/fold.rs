//! Folding: the form in which names and words are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// NFKD, marks stripped, đ→d, lower case. Two forms that fold alike are taken for the same word.
///
/// ```
/// assert_eq!(dossier_corpus::fold("Phạm Minh Chính"), "pham minh chinh");
/// assert_eq!(dossier_corpus::fold("Đà Nẵng"), dossier_corpus::fold("da nang"));
/// ```
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'đ' => 'd',
            'ł' => 'l',
            'ø' => 'o',
            'ı' => 'i',
            other => other,
        })
        .collect()
}
