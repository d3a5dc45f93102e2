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

/// What a word is for finding temporal expressions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// It has to do with time.
    pub(super) of_time: bool,
    /// Where no word is such, there is no expression.
    pub(super) carries: bool,
}

impl Role {
    pub(super) const fn of(word: W) -> Self {
        Self { of_time: !word.is_plain(), carries: word.carries() }
    }
}

/// Each word's role, in the order of the list.
static ROLES: [Role; WORDS.len()] = {
    let mut roles = [Role { of_time: false, carries: false }; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        roles[at] = Role::of(WORDS[at].1);
        at += 1;
    }
    roles
};

impl W {
    /// Whether a word stands in texts of any kind and says nothing of time.
    const fn is_plain(self) -> bool {
        matches!(
            self,
            W::Other
                | W::Mark
                | W::A
                | W::The
                | W::Of
                | W::In
                | W::To
                | W::And
                | W::For
                | W::On
                | W::At
                | W::By
                | W::As
                | W::That
        )
    }

    /// Whether a word is such as every temporal expression has one of, and more than what leads to it or joins its parts.
    const fn carries(self) -> bool {
        matches!(
            self,
            W::Number
                | W::Month(..)
                | W::Weekday(..)
                | W::Weekdays(_)
                | W::Unit(_)
                | W::Units(_)
                | W::Season(_)
                | W::Seasons(_)
                | W::Part(_)
                | W::Parts(_)
                | W::Num(_)
                | W::Ord(_)
                | W::Decade(_)
                | W::Half
                | W::Past
                | W::Coming
                | W::Current
                | W::Latest
                | W::Recent
                | W::Recently
                | W::Now
                | W::Today
                | W::Yesterday
                | W::Tomorrow
                | W::Tonight
                | W::Currently
                | W::Soon
                | W::Future
                | W::Near
                | W::Foreseeable
                | W::Immediate
                | W::Term
                | W::Noon
                | W::Midnight
                | W::Daily
                | W::Weekly
                | W::Monthly
                | W::Quarterly
                | W::Annually
                | W::Yearly
                | W::Hourly
                | W::Christmas
                | W::Thanksgiving
                | W::Easter
                | W::Halloween
        )
    }
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

/// Each word's key, its first eight letters, in the order of the list.
static KEYS: [u64; WORDS.len()] = {
    let mut keys = [0; WORDS.len()];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        let mut letter = 0;
        while letter < word.len() && letter < 8 {
            keys[at] |= ((word[letter] | 0x20) as u64) << (8 * letter);
            letter += 1;
        }
        at += 1;
    }
    keys
};

/// Open addressing, made at compile time: a slot holds a word's place in the list plus one.
static TABLE: [u16; SLOTS] = {
    let mut table = [0u16; SLOTS];
    let mut at = 0;
    while at < WORDS.len() {
        let mut slot = slot(KEYS[at]);
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = at as u16 + 1;
        at += 1;
    }
    table
};

/// For each two first letters, a bit for every length that words of the list have: most words of a text need no more to be
/// told from them.
static LENGTHS: [u16; 1024] = {
    let mut lengths = [0; 1024];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        lengths[head(word)] |= 1 << word.len();
        at += 1;
    }
    lengths
};

/// The place of a word's two first letters, whatever their case.
const fn head(word: &[u8]) -> usize {
    let second = if word.len() > 1 { word[1] & 31 } else { 0 };
    (word[0] & 31) as usize * 32 + second as usize
}

/// Where the search for a key begins (multiplicative hashing, Knuth).
const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize % SLOTS
}

/// Whether a word of ASCII letters may be one of the list; its case does not matter.
#[inline]
pub(super) fn may_hold(word: &[u8]) -> bool {
    !word.is_empty() && word.len() <= LONGEST && LENGTHS[head(word)] >> word.len() & 1 != 0
}

/// What a word that the list may hold can be, and its role; with its key (as of [`crate::bytes::letters`]).
#[inline]
pub(super) fn look_up(word: &[u8], key: u64) -> (W, Role) {
    let mut slot = slot(key);
    while let Some(at) = usize::from(TABLE[slot]).checked_sub(1) {
        // A key holds all of a short word.
        if KEYS[at] == key && (word.len() <= 8 || WORDS[at].0.as_bytes().eq_ignore_ascii_case(word)) {
            return (WORDS[at].1, ROLES[at]);
        }
        slot = (slot + 1) % SLOTS;
    }
    (W::Other, Role::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_again() {
        let look_up = |word: &[u8]| {
            if !may_hold(word) {
                return (W::Other, Role::default());
            }
            let small = word.iter().take(8).enumerate();
            look_up(word, small.fold(0, |key, (at, letter)| key | u64::from(letter | 0x20) << (8 * at)))
        };
        for (word, class) in WORDS {
            assert_eq!(look_up(word.to_uppercase().as_bytes()), (*class, Role::of(*class)), "{word}");
        }
        assert_eq!(look_up(b"defence").0, W::Other);
        assert_eq!(look_up(b"foreseeably").0, W::Other);
    }
}
