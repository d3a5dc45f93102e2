//! Words that belong to a picture: with a photo credit, or by the way they are written.

use std::cell::LazyCell;

use super::marks;
use crate::bytes::{SMALL, any_three};

/// Where the photo credit of a caption begins: "PM Pham Minh Chinh visits Viettel. Photo: VGP |".
///
/// Gives the byte range of the credit.
pub(super) fn photo_credit(text: &str) -> Option<(usize, usize)> {
    if text.len() > 700 {
        return None;
    }
    const LABELS: &[&str] = &[
        "Photo:",
        "Photos:",
        "Photo :",
        "PHOTO:",
        "photo:",
        "Photo by",
        "Photos by",
        "Photo courtesy of",
        "Photo Credit:",
        "Photo credit:",
        "Image:",
        "Image credit:",
        "Picture:",
        "Credit:",
        "Ảnh:",
        "ảnh:",
        "Source:",
        "File photo:",
        "Illustrative photo:",
        "Illustration photo:",
    ];
    let body = text.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    // A credit stands at the end.
    let mut near = body.len().saturating_sub(140);
    while !body.is_char_boundary(near) {
        near -= 1;
    }
    let tail = &body[near..];
    let (labelled, slashed) = may_credit(tail.as_bytes());
    if !labelled && !slashed {
        return None;
    }
    if labelled
        && let Some((at, label)) =
            LABELS.iter().filter_map(|label| tail.rfind(label).map(|at| (near + at, *label))).max()
    {
        let open = body[..at].ends_with(['(', '[']);
        let before = &body[..at - usize::from(open)];
        let name = body[at + label.len()..].trim().trim_end_matches([')', ']', '.', '|', ' ']);
        let apart =
            before.is_empty() || before.ends_with([' ', '.', '\u{a0}', '\n', '"', '”', '/', '|', ',']);
        // "Source:" closes a text as often as it credits a picture.
        let weak = label == "Source:" && !open;
        if apart && !weak && !name.is_empty() && name.len() <= 80 && name.split_whitespace().count() <= 9 {
            return Some((dash_before(body, at - usize::from(open)), body.len()));
        }
    }
    if !slashed {
        return None;
    }
    // "(VNA Photo)", "VNA/VNS Photo Minh Duc", "AP Photo/Jane Doe", "(Photo VNA)"
    for label in
        [" Photo/", " Photo ", " Photos ", " Photo)", "(Photo ", "/Getty Images", "/Reuters", "/AFP", "/AP"]
    {
        let Some(at) = tail.rfind(label).map(|at| near + at) else { continue };
        let closed = label.starts_with('/') || label.starts_with('(');
        let start = if label.starts_with('(') {
            at
        } else {
            body[..at].rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |before| {
                if body[before..].starts_with('(') {
                    before
                } else {
                    before + body[before..].chars().next().map_or(1, char::len_utf8)
                }
            })
        };
        let mark = body[start..at].trim_start_matches('(');
        let capital = mark.chars().next().is_some_and(char::is_uppercase)
            && mark.split('/').all(|w| w.chars().all(|c| !c.is_lowercase()));
        let tail = &body[(at + label.len()).min(body.len())..];
        if (capital || closed)
            && tail.split_whitespace().count() <= 5
            && (body[..start].trim_end().ends_with(['.', '”', '"', ')', '—', '–', '-']) || label != " Photo ")
        {
            let end = body.trim_end_matches([')', '.']).len();
            let from = start + usize::from(body[start..].starts_with('('));
            if start > 0 && from < end {
                // "[Lina Haddad/Reuters]" begins with its bracket.
                let start = bracket_credit(body).map_or(start, |((open, _), _)| open.min(start));
                return Some((dash_before(body, start), body.len()));
            }
        }
    }
    None
}

/// Whether the end of a text holds what every label of a credit does, and what every house behind a stroke does.
fn may_credit(tail: &[u8]) -> (bool, bool) {
    let photo = |a, b, c| (a == b'h') & (b == b'o') & (c == b't');
    // "PHOTO:", "Image:", "Picture:", "Source:", "Credit:", "Ảnh:"
    let labelled = |a, b| (b == b':') & ((a == b'O') | (a == b'e') | (a == b't') | (a == b'h'));
    let slashed = |a, b| (a == b'/') & ((b == b'A') | (b == b'G') | (b == b'R'));
    // Most texts hold none of it, and need one look.
    if !any_three(tail, |a, b, c| photo(a, b, c) | (b == b':') | (b == b'/')) {
        return (false, false);
    }
    let photo = any_three(tail, photo);
    (photo || any_three(tail, |a, b, _| labelled(a, b)), photo || any_three(tail, |a, b, _| slashed(a, b)))
}

/// What a credit in brackets names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    /// Somebody, and the house: "(Antara/Budi Santoso)".
    Shared,
    /// A house alone, as behind the last sentence of a text: "(Yonhap)".
    House,
}

/// A credit in brackets at the end of a caption.
pub(super) fn bracket_credit(text: &str) -> Option<((usize, usize), Bracket)> {
    let body = text.trim_end();
    let inner = body.strip_suffix([')', ']'])?;
    let open = inner.rfind(['(', '['])?;
    let name = &inner[open + 1..];
    if body[..open].trim().is_empty() || name.len() > 80 || name.split_whitespace().count() > 8 {
        return None;
    }
    let known = name.split('/').filter(|part| marks::is_known(part.trim())).count();
    let parts = name.split('/').count();
    let given = ["Supplied", "Courtesy", "Handout", "File"].iter().any(|word| name.starts_with(word));
    let kind = match known {
        0 if given => Bracket::House,
        0 => return None,
        known if known < parts && !name.contains("http") => Bracket::Shared,
        _ => Bracket::House,
    };
    Some(((open, body.len()), kind))
}

/// A dash between a caption and its credit goes with the credit.
fn dash_before(body: &str, credit: usize) -> usize {
    let front = body[..credit].trim_end();
    let caption = front.trim_end_matches(['—', '–', '-', '|']);
    if caption.len() < front.len() && !caption.is_empty() { caption.len() } else { credit }
}

/// The rule by which a short unit of the body, of `count` words, is a caption, and how sure it is.
pub(super) fn by_form(text: &str, count: usize) -> Option<(&'static str, u8)> {
    if !(3..=45).contains(&count) {
        return None;
    }
    const PLACES: &[&str] = &[
        "(left)",
        "(right)",
        "(centre)",
        "(center)",
        "(l)",
        "(r)",
        "(c)",
        "from left",
        "from right",
        "(first from",
        "(second from",
        "(third from",
        "(front",
        "pictured",
        "in the photo",
        "in this photo",
        "in photo",
        "file photo",
        "illustrative photo",
        "(file)",
        "at left",
        "photographed",
        "(first row",
        "(middle)",
    ];
    let lower = LazyCell::new(|| text.to_lowercase());
    if count <= 40 && may_be_placed(text.as_bytes()) && PLACES.iter().any(|place| lower.contains(place)) {
        return Some(("structure.caption-place", 85));
    }
    let closed = text.trim_end().trim_end_matches(['”', '’', '"', '\'', ')', ']']);
    let ended =
        closed.ends_with(['.', '!', '?', ':', ';', '…', ',', '/']) || closed.len() < text.trim_end().len();
    // Most paragraphs are no longer looked at.
    if ended && (count > 30 || text.trim_end().ends_with([':', ';', ',', '?'])) {
        return None;
    }
    if !text.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let words = || text.split_whitespace();
    let capitals = || words().skip(1).filter(|word| word.starts_with(char::is_uppercase)).count();
    if !ended {
        let participle = words().take(16).skip(1).any(|word| {
            word.len() > 5
                && word.ends_with("ing")
                && !matches!(
                    word,
                    "according"
                        | "being"
                        | "building"
                        | "concerning"
                        | "during"
                        | "everything"
                        | "excluding"
                        | "following"
                        | "including"
                        | "meeting"
                        | "morning"
                        | "nothing"
                        | "pending"
                        | "regarding"
                        | "something"
                        | "training"
                )
        });
        let capitals = capitals();
        let title_case = capitals * 3 > (count - 1) * 2;
        let scene = || {
            [
                " at the ",
                " at a ",
                " during the ",
                " during a ",
                " attend ",
                " attends ",
                " with the ",
                " inside ",
                " on display",
                " in the ",
            ]
            .iter()
            .any(|place| lower.contains(place))
        };
        if !title_case && (participle || (capitals < count / 2 && scene())) {
            return Some(("structure.caption-participle", 75));
        }
        return None;
    }
    let scene = words().take(14).skip(1).any(shows_a_scene);
    if !scene || capitals() < 2 || inner_stop(text) {
        return None;
    }
    let reports = [
        " said", " told", " will ", " would ", " was ", " were ", " had ", " has ", " have ", " should",
        " must", " he ", " she ", " they ",
    ]
    .iter()
    .any(|verb| lower.contains(verb));
    (!reports).then_some(("structure.caption-scene", 70))
}

/// Verbs of captions in the present tense.
fn shows_a_scene(word: &str) -> bool {
    matches!(
        word,
        "poses"
            | "pose"
            | "addresses"
            | "speaks"
            | "delivers"
            | "attends"
            | "attend"
            | "chairs"
            | "presides"
            | "receives"
            | "welcomes"
            | "greets"
            | "inspects"
            | "visits"
            | "presents"
            | "shakes"
            | "shake"
            | "cuts"
            | "cut"
            | "hands"
            | "meets"
            | "meet"
            | "waves"
            | "witness"
            | "witnesses"
            | "tours"
            | "looks"
            | "listens"
            | "stands"
            | "talks"
    )
}

/// Whether one of the places may stand in the text, for each holds "(", "photo", "pictured", "left" or "right".
fn may_be_placed(text: &[u8]) -> bool {
    any_three(text, |a, b, c| {
        let (a, b, c) = (a | 0x20, b | 0x20, c | 0x20);
        (a == b'(')
            | (a == b'o') & (b == b't') & (c == b'o')
            | (a == b'p') & (b == b'i') & (c == b'c')
            | (a == b'l') & (b == b'e') & (c == b'f')
            | (a == b'r') & (b == b'i') & (c == b'g')
    })
}

/// Whether a full stop stands inside, so that the unit is more than one sentence.
fn inner_stop(text: &str) -> bool {
    super::sentences::split(text).len() > 1
}

/// The first words of a unit, each as a number, in order of these.
pub(super) struct Words(Vec<u64>);

impl Words {
    pub(super) fn of(unit: &str) -> Self {
        let mut all = Vec::with_capacity(unit.len().min(600) / 5);
        all.extend(words(unit));
        all.sort_unstable();
        Self(all)
    }
}

/// The first words of a unit, each as a number; none of a long one.
fn words(unit: &str) -> impl Iterator<Item = u64> {
    let unit = if unit.len() > 600 { "" } else { unit };
    let (plain, other) = if unit.is_ascii() { (unit, "") } else { ("", unit) };
    let mut rest = plain.as_bytes().iter().map(|byte| SMALL[usize::from(*byte)]);
    let plain = std::iter::from_fn(move || {
        let first = rest.find(|byte| *byte != 0)?;
        let others = rest.by_ref().take_while(|byte| *byte != 0);
        Some(others.fold(with_small(SEED, first), with_small))
    });
    plain.chain(parts(other).map(hash_of_small)).take(80)
}

/// The letters and figures of a text that stand together.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut start = None;
        while let Some(byte) = text.as_bytes().get(at) {
            let (inside, length) = if byte.is_ascii() {
                (SMALL[usize::from(*byte)] != 0, 1)
            } else {
                let c = text[at..].chars().next()?;
                // Dashes and quotation marks need no look at Unicode's tables.
                (!matches!(c, '\u{2000}'..='\u{203F}') && c.is_alphanumeric(), c.len_utf8())
            };
            match start {
                None if inside => start = Some(at),
                Some(start) if !inside => return Some(&text[start..at]),
                _ => {}
            }
            at += length;
        }
        start.map(|start| &text[start..])
    })
}

/// Whether a unit says the same as another but for a word or two.
pub(super) fn near_same(unit: &str, other: &Words) -> bool {
    const SAME: usize = 85;
    let b = &other.0;
    // With more words of its own than this no unit, however long, says the same.
    let mut spare = b.len() * (200 - 2 * SAME) / SAME;
    for word in words(unit) {
        if b.binary_search(&word).is_err() {
            let Some(left) = spare.checked_sub(1) else { return false };
            spare = left;
        }
    }
    let mut a: Vec<u64> = words(unit).collect();
    // All the words of the shorter one would not do.
    let (count_a, count_b) = (a.len(), b.len());
    if count_a.min(count_b) < 5 || count_a.min(count_b) * 2 * 100 < (count_a + count_b) * SAME {
        return false;
    }
    a.sort_unstable();
    let (mut i, mut j, mut same) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => {
                same += 1;
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    same * 2 * 100 >= (a.len() + b.len()) * SAME
}

/// A word in small letters as a number (FNV-1a).
fn hash_of_small(word: &str) -> u64 {
    word.to_lowercase().bytes().fold(SEED, with_small)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Such a number with one more letter.
const fn with_small(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = photo_credit(text).map(|(s, e)| &text[s..e]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn photo_credits_are_cut_from_captions() {
        check("PM Pham Minh Chinh visits Viettel. Photo: VGP |", Some("Photo: VGP"));
        check("The PM at the meeting. (Photo: VNA)", Some("(Photo: VNA)"));
        check("Delegates at the event. VNA/VNS Photo Minh Duc", Some("VNA/VNS Photo Minh Duc"));
        check("He took a photo of the ship.", None);
    }

    #[test]
    fn captions_are_known_by_their_form() {
        let by_form = |text: &str| by_form(text, text.split_whitespace().count());
        assert!(by_form("Leaders of the two sides witnessing a signing ceremony to promote cooperation in defense industry").is_some());
        assert!(by_form("Delegates at the conference").is_some());
        assert!(by_form("Senior Lieutenant General Pham Hoai Nam addresses the event.").is_some());
        assert!(by_form("The minister said that the plan was good.").is_none());
        assert!(by_form("Building A Modern Defence Industry").is_none());
    }
}
