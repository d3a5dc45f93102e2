//! What a word can be in a temporal expression, and how that is looked up.

use super::vocabulary::WORDS;

/// What a word can be in a temporal expression. Where a word can be several things, the matcher decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum W {
    /// Any word that says nothing about time.
    Other,
    /// Digits; the token carries the value.
    Number,
    /// A mark of punctuation; the token carries the character.
    Mark,
    /// January …; 1–12. The flag: written in full.
    Month(u8, bool),
    /// Monday …; 0–6. The flag: written in full.
    Weekday(u8, bool),
    /// Mondays …
    Weekdays(u8),
    Unit(Unit),
    Units(Unit),
    Season(Season),
    Seasons(Season),
    Part(Part),
    Parts(Part),
    /// one, two, … hundred, thousand
    Num(u32),
    /// first …
    Ord(u8),
    /// twenties … nineties; the decade's first year in its century
    Decade(u8),
    /// few, several, some, many: an unknown number
    Vague,
    Couple,
    Half,
    A,
    The,
    This,
    That,
    These,
    Those,
    Last,
    Next,
    Past,
    Previous,
    Coming,
    Following,
    Same,
    Current,
    Latest,
    Recent,
    Early,
    Late,
    Mid,
    Earlier,
    Later,
    Middle,
    Beginning,
    End,
    Rest,
    Ago,
    Ahead,
    Before,
    After,
    From,
    To,
    Of,
    In,
    On,
    At,
    By,
    Until,
    Since,
    Between,
    And,
    Or,
    Through,
    For,
    During,
    Within,
    Over,
    Each,
    Every,
    Per,
    Another,
    More,
    Less,
    Than,
    Least,
    Most,
    Up,
    About,
    Around,
    Nearly,
    Fiscal,
    Calendar,
    Full,
    Whole,
    Old,
    Long,
    Period,
    Time,
    Term,
    Now,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    Overnight,
    Currently,
    Recently,
    Previously,
    Soon,
    Future,
    Once,
    Noon,
    Midnight,
    Am,
    Pm,
    Zone,
    Oclock,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    Annually,
    Yearly,
    Hourly,
    Christmas,
    Thanksgiving,
    Easter,
    Eve,
    Halloween,
    Beyond,
    Then,
    Not,
    Possible,
    As,
    Additional,
    Near,
    Foreseeable,
    Immediate,
    Only,
    Just,
    Corresponding,
    Trading,
    Onward,
    Ended,
}

/// Units of time, from the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Seasons of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

const SLOTS: usize = 1024;
const LONGEST: usize = 13;

/// Open addressing, made at compile time: a slot holds a word's place in the list plus one.
const TABLE: [u16; SLOTS] = {
    let mut table = [0u16; SLOTS];
    let mut at = 0;
    while at < WORDS.len() {
        let mut slot = hash(WORDS[at].0.as_bytes()) as usize % SLOTS;
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = at as u16 + 1;
        at += 1;
    }
    table
};

/// For each first letter, a bit for every length that words of the list have: most words of a text need no more to be
/// told from them.
const LENGTHS: [u16; 26] = {
    let mut lengths = [0; 26];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// FNV-1a of the word in lower case.
const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0x811C_9DC5u32;
    let mut at = 0;
    while at < bytes.len() {
        // Letters alone are asked for: the bit makes them small.
        hash = (hash ^ (bytes[at] | 0x20) as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ (hash >> 15)
}

/// What `word`, of ASCII letters, can be; its case does not matter here.
#[inline]
pub(super) fn look_up(word: &[u8]) -> W {
    let Some(first) = word.first() else { return W::Other };
    let lengths = LENGTHS.get(usize::from((first | 0x20).wrapping_sub(b'a')));
    if word.len() > LONGEST || lengths.is_none_or(|lengths| lengths >> word.len() & 1 == 0) {
        return W::Other;
    }
    search(word)
}

fn search(word: &[u8]) -> W {
    let mut slot = hash(word) as usize % SLOTS;
    while TABLE[slot] != 0 {
        let (known, class) = WORDS[TABLE[slot] as usize - 1];
        if known.as_bytes().eq_ignore_ascii_case(word) {
            return class;
        }
        slot = (slot + 1) % SLOTS;
    }
    W::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_again() {
        for (word, class) in WORDS {
            assert_eq!(look_up(word.to_uppercase().as_bytes()), *class, "{word}");
        }
        assert_eq!(look_up(b"defence"), W::Other);
    }
}
