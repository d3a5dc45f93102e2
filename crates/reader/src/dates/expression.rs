//! What a temporal expression means, before the calendar is asked.

use super::lexicon::{Part, Season, Unit};

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 1998
    Is(i32),
    /// So many years from the document's.
    Away(i32),
    /// That of the date spoken of before.
    Same,
    /// Not said.
    Unsaid,
}

/// Which way from the document's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Unsaid,
    Last,
    This,
    Next,
}

/// What is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The document's date.
    Document,
    /// The date spoken of before.
    Before,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Is(u32),
    AndHalf(u32),
    Unknown,
}

/// An expression's meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Day {
        year: Year,
        month: u8,
        day: u8,
        way: Way,
        weekday: Option<u8>,
    },
    Days {
        year: Year,
        month: u8,
        first: u8,
        last: u8,
    },
    Month {
        year: Year,
        month: u8,
        way: Way,
    },
    Year(Year),
    Years(i32, i32),
    YearsFrom(i32),
    Decade(i32),
    Century(i32),
    Weekday {
        weekday: u8,
        way: Way,
    },
    /// The weekday before or after the date spoken of: "the previous Friday".
    WeekdayBeside {
        weekday: u8,
        back: bool,
    },
    Season {
        season: Season,
        year: Year,
        way: Way,
    },
    Quarter {
        quarter: u8,
        year: Year,
    },
    Half {
        half: u8,
        year: Year,
    },
    /// The last quarter that is over.
    LatestQuarter,
    /// A quarter like the one spoken of, a year before.
    QuarterYearAgo,
    /// The unit that holds the document's date, or the one so many further.
    Unit {
        away: i32,
        unit: Unit,
    },
    /// So many units from the anchor.
    Away {
        amount: Amount,
        unit: Unit,
        back: bool,
        from: Anchor,
    },
    /// The week that holds a day.
    WeekOf(Box<Sense>),
    /// The unit that holds the date spoken of before.
    Same(Unit),
    Present,
    PastRef,
    FutureRef,
    Part {
        part: Part,
        on: Box<Sense>,
    },
    Clock {
        hour: u8,
        minute: Option<u8>,
        on: Option<Box<Sense>>,
    },
    Length {
        amount: Amount,
        unit: Unit,
        way: Way,
        first: bool,
    },
    Every {
        amount: u32,
        unit: Unit,
    },
    EveryWeekday {
        weekday: u8,
        part: Option<Part>,
    },
    EveryMonth(u8),
    EverySeason(Season),
    Holiday {
        key: Holiday,
        year: Year,
        way: Way,
    },
}

/// Days with names that are the same everywhere they are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    ChristmasEve,
    Christmas,
    NewYearsEve,
    NewYearsDay,
    Valentines,
    Halloween,
    Thanksgiving,
    Easter,
    MayDay,
}

/// An expression in a sentence: a range of its tokens, and the rule that found it.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sense: Sense,
    pub(super) rule: &'static str,
}
