//! The units around the document's date, and what modifies a date.

use super::{Found, Matcher};
use crate::dates::expression::{Amount, Anchor, Holiday, Sense, Way, Year};
use crate::dates::lexicon::{Part, Unit, W};

impl Matcher<'_> {
    /// "this week", "last year", "next month", "the coming year", "that year", "the same day", "the current quarter"
    pub(super) fn unit_reference(&self, at: usize) -> Found {
        let the = usize::from(self.w(at) == W::The);
        let mut from = at + the;
        if self.w(from) == W::Full || self.w(from) == W::Whole {
            from += 1;
            if let W::Unit(unit @ Unit::Year) = self.w(from) {
                return (the == 1).then_some((from + 1, Sense::Unit { away: 0, unit }, "date.unit"));
            }
            return None;
        }
        let lead = self.w(from);
        if !matches!(
            lead,
            W::This
                | W::That
                | W::Last
                | W::Next
                | W::Past
                | W::Previous
                | W::Coming
                | W::Following
                | W::Same
                | W::Current
                | W::Latest
        ) {
            return None;
        }
        let mut noun = from + 1;
        let mut lead = lead;
        // this past spring, this coming Sunday, that same day, this same year
        if lead == W::That && matches!(self.w(noun), W::Past | W::Coming | W::Last | W::Current) {
            return None;
        }
        if matches!(lead, W::This | W::That)
            && matches!(self.w(noun), W::Past | W::Coming | W::Same | W::Last | W::Current)
        {
            lead = if self.w(noun) == W::Same { W::Same } else { self.w(noun) };
            noun += 1;
        }
        if matches!(self.w(noun), W::Fiscal | W::Calendar) {
            noun += 1 + usize::from(self.joins(noun + 1));
        }
        let way = match lead {
            W::Last | W::Past | W::Previous => Way::Last,
            W::Next | W::Coming | W::Following => Way::Next,
            _ => Way::This,
        };
        let away = match way {
            Way::Last => -1,
            Way::Next => 1,
            _ => 0,
        };
        match self.w(noun) {
            W::Unit(unit) if unit > Unit::Hour => {
                let sense = match lead {
                    W::That | W::Same => Sense::Same(unit),
                    W::Previous | W::Following => Sense::Away {
                        amount: Amount::Is(1),
                        unit,
                        back: lead == W::Previous,
                        from: Anchor::Before,
                    },
                    W::Past if the == 1 && !matches!(unit, Unit::Weekend | Unit::Year | Unit::Month) => {
                        // "the past week" is a length of time that ends now.
                        return Some((
                            noun + 1,
                            Sense::Length { amount: Amount::Is(1), unit, way: Way::Last, first: false },
                            "duration.around-now",
                        ));
                    }
                    W::Latest | W::Last if unit == Unit::Decade || unit == Unit::Century => {
                        Sense::Length { amount: Amount::Is(1), unit, way, first: false }
                    }
                    W::Latest if unit == Unit::Quarter => Sense::LatestQuarter,
                    W::This if matches!(unit, Unit::Century | Unit::Decade) => Sense::Unit { away, unit },
                    _ => Sense::Unit { away, unit },
                };
                let rule = match sense {
                    Sense::Same(_) | Sense::Away { .. } => "date.from-before",
                    Sense::Length { .. } => "duration.around-now",
                    _ => "date.unit",
                };
                Some((noun + 1, sense, rule))
            }
            W::Weekday(..) => {
                let (end, weekday) = self.weekday(noun)?;
                if matches!(lead, W::This | W::Last | W::Next | W::Past | W::Coming)
                    && let Some((end, sense @ Sense::Day { .. }, rule)) = self.weekday_date(noun)
                {
                    return Some((end, sense, rule));
                }
                if matches!(lead, W::Previous | W::Following) {
                    let back = lead == W::Previous;
                    return Some((end, Sense::WeekdayBeside { weekday, back }, "date.from-before"));
                }
                Some((end, Sense::Weekday { weekday, way }, "date.weekday"))
            }
            W::Month(..) => {
                let (end, sense, rule) = self.month_date(noun)?;
                let sense = match sense {
                    Sense::Month { year, month, .. } => Sense::Month { year, month, way },
                    Sense::Day { year, month, day, .. } => {
                        Sense::Day { year, month, day, way, weekday: None }
                    }
                    other => other,
                };
                Some((end, sense, rule))
            }
            W::Season(season) => {
                Some((noun + 1, Sense::Season { season, year: Year::Unsaid, way }, "date.season"))
            }
            W::Christmas | W::Thanksgiving | W::Easter | W::Halloween => {
                let (end, sense, rule) = self.holiday(noun)?;
                let sense = if let Sense::Holiday { key, year, .. } = sense {
                    Sense::Holiday { key, year, way }
                } else {
                    sense
                };
                Some((end, sense, rule))
            }
            W::Part(part) => {
                let on = match lead {
                    W::This => Sense::Unit { away: 0, unit: Unit::Day },
                    W::Last if part == Part::Night || part == Part::Evening => {
                        Sense::Unit { away: -1, unit: Unit::Day }
                    }
                    W::Next | W::Following => Sense::Away {
                        amount: Amount::Is(1),
                        unit: Unit::Day,
                        back: false,
                        from: Anchor::Before,
                    },
                    W::That | W::Same => Sense::Same(Unit::Day),
                    _ => return None,
                };
                Some((noun + 1, Sense::Part { part, on: Box::new(on) }, "time.part"))
            }
            W::Period if the == 1 && lead == W::Latest => {
                Some((noun + 1, Sense::LatestQuarter, "date.from-before"))
            }
            W::Time if lead == W::Same || lead == W::That => None,
            _ => None,
        }
    }

    /// today, yesterday, tomorrow, tonight
    pub(super) fn day_word(&self, at: usize) -> Found {
        let away = match self.w(at) {
            W::Today => 0,
            W::Yesterday => -1,
            W::Tomorrow => 1,
            W::Tonight => {
                let on = Box::new(Sense::Unit { away: 0, unit: Unit::Day });
                return Some((at + 1, Sense::Part { part: Part::Night, on }, "time.part"));
            }
            _ => return None,
        };
        // the day after tomorrow, the day before yesterday are taken in `dated`.
        Some((at + 1, Sense::Unit { away, unit: Unit::Day }, "date.day-word"))
    }

    /// A date without modifiers.
    pub(super) fn core(&self, at: usize) -> Found {
        let (end, sense, rule) = match self.w(at) {
            W::The => self.longest(at, [Self::month_date, Self::quarter, Self::unit_reference]),
            W::Number | W::Num(_) | W::Ord(_) | W::Unit(Unit::Second) => {
                self.longest(at, [Self::month_date, Self::quarter, Self::year_like])
            }
            W::Month(..) => self.longest(at, [Self::month_date, Self::holiday]),
            W::Weekday(..) => self.weekday_date(at),
            W::This | W::Last | W::Next | W::Same => self.longest(at, [Self::quarter, Self::unit_reference]),
            W::That
            | W::Past
            | W::Previous
            | W::Coming
            | W::Following
            | W::Current
            | W::Latest
            | W::Full
            | W::Whole => self.unit_reference(at),
            W::Fiscal | W::Unit(Unit::Year) => self.longest(at, [Self::quarter, Self::year_like]),
            W::Corresponding => self.quarter(at),
            W::Calendar | W::Decade(_) | W::Mark => self.year_like(at),
            W::Season(_) => self.season(at),
            W::Christmas | W::Thanksgiving | W::Easter | W::Halloween => self.holiday(at),
            // "Q3", "H1"; "New Year's Day"
            W::Other => self.longest(at, [Self::quarter, Self::holiday]),
            W::Today | W::Yesterday | W::Tomorrow | W::Tonight => self.day_word(at),
            _ => None,
        }?;
        Some(self.with_part(end, sense, rule))
    }

    /// "Friday night", "yesterday morning", "March 12 in the evening"
    pub(super) fn with_part(
        &self,
        end: usize,
        sense: Sense,
        rule: &'static str,
    ) -> (usize, Sense, &'static str) {
        let day = matches!(
            sense,
            Sense::Day { .. }
                | Sense::Weekday { .. }
                | Sense::Unit { unit: Unit::Day, .. }
                | Sense::Holiday { .. }
        );
        if day && let W::Part(part) = self.w(end) {
            return (end + 1, Sense::Part { part, on: Box::new(sense) }, "time.part");
        }
        if day && matches!(self.w(end), W::Noon | W::Midnight) {
            let hour = if self.w(end) == W::Noon { 12 } else { 24 };
            return (
                end + 1,
                Sense::Clock { hour, minute: Some(0), on: Some(Box::new(sense)) },
                "time.clock",
            );
        }
        (end, sense, rule)
    }

    /// A date with what modifies it: "early next year", "the end of the month", "the 1990s", "around Nov. 1".
    pub(super) fn dated(&self, at: usize) -> Found {
        let mut best = self.core(at);
        let mut offer = |found: Found| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.0 > best.0)
            {
                best = Some(found);
            }
        };
        match self.w(at) {
            W::The => {
                offer(self.core(at + 1).filter(|(end, sense, _)| self.takes_the(sense, at + 1, *end)));
                let early = at + 1;
                if matches!(self.w(early), W::Early | W::Late | W::Mid) {
                    let dash = early + 1 + usize::from(self.joins(early + 1));
                    offer(self.core(dash).filter(|(_, sense, _)| !matches!(sense, Sense::Unit { .. })));
                }
                offer(self.edge(at + 1));
                // the day after tomorrow, the day before yesterday, the day before
                if self.w(at + 1) == W::Unit(Unit::Day) {
                    match (self.w(at + 2), self.w(at + 3)) {
                        (W::After, W::Tomorrow) => {
                            offer(Some((at + 4, Sense::Unit { away: 2, unit: Unit::Day }, "date.day-word")));
                        }
                        (W::Before, W::Yesterday) => {
                            offer(Some((at + 4, Sense::Unit { away: -2, unit: Unit::Day }, "date.day-word")));
                        }
                        _ => {}
                    }
                }
                // the week of March 6
                if self.w(at + 1) == W::Unit(Unit::Week)
                    && self.w(at + 2) == W::Of
                    && let Some((end, sense @ Sense::Day { .. }, _)) = self.month_date(at + 3)
                {
                    offer(Some((end, Sense::WeekOf(Box::new(sense)), "date.unit")));
                }
                // the weekend, the quarter, the year, the month, the day: the one spoken of
                let led = at > 0
                    && matches!(self.w(at - 1), W::In | W::During | W::By | W::Through | W::Early | W::Late);
                if led && let W::Part(part) = self.w(at + 1) {
                    let on = Box::new(Sense::Same(Unit::Day));
                    offer(Some((at + 2, Sense::Part { part, on }, "time.part")));
                }
                let kept = usize::from(matches!(self.w(at + 1), W::Fiscal | W::Calendar));
                if self.w(at + 1 + kept) == W::Unit(Unit::Year) && self.w(at + 2 + kept) == W::Ended {
                    // "the year ended March 31" is as long as a year and none of the calendar's.
                    return best.filter(|(end, ..)| *end > at + 2 + kept).or(Some((
                        at + 2 + kept,
                        Sense::Length {
                            amount: Amount::Is(1),
                            unit: Unit::Year,
                            way: Way::Unsaid,
                            first: false,
                        },
                        "duration.length",
                    )));
                }
                if kept == 1 && self.w(at + 2) == W::Unit(Unit::Year) {
                    offer(Some((at + 3, Sense::Unit { away: 0, unit: Unit::Year }, "date.unit")));
                }
                if let W::Unit(unit) = self.w(at + 1) {
                    let sense = match unit {
                        Unit::Weekend | Unit::Week | Unit::Month => Some(Sense::Unit { away: 0, unit }),
                        Unit::Quarter => Some(Sense::Same(unit)),
                        Unit::Year => Some(Sense::Unit { away: 0, unit }),
                        _ => None,
                    };
                    let plain = !self.joins(at + 2)
                        && self.w(at + 2) != W::Of
                        && !self.is_mark(at + 2, '\'')
                        && !self.is_mark(at + 2, '’');
                    offer(sense.filter(|_| plain).map(|sense| (at + 2, sense, "date.from-before")));
                }
            }
            W::Early | W::Late | W::Mid | W::Earlier | W::Later => {
                let glue = self.joins(at + 1);
                let from = at + 1 + usize::from(glue);
                let soft = matches!(self.w(at), W::Earlier | W::Later);
                let in_the = usize::from(
                    soft && self.w(from) == W::In
                        || self.w(at) == W::Early && self.w(from) == W::In
                        || self.w(at) == W::Late && self.w(from) == W::In,
                );
                let on = usize::from(self.w(from) == W::On && matches!(self.w(from + 1), W::Weekday(..)));
                if in_the == 1
                    && self.w(from + 1) == W::The
                    && matches!(self.w(from + 2), W::Unit(Unit::Year | Unit::Month | Unit::Week | Unit::Day))
                {
                    let W::Unit(unit) = self.w(from + 2) else { return None };
                    offer(Some((from + 3, Sense::Unit { away: 0, unit }, "date.unit")));
                } else if in_the == 0 {
                    let core = self.core(from + on);
                    let fits = |sense: &Sense| {
                        !soft
                            || matches!(
                                sense,
                                Sense::Unit { .. }
                                    | Sense::Weekday { .. }
                                    | Sense::Same(_)
                                    | Sense::Part { .. }
                                    | Sense::Season { .. }
                            )
                    };
                    offer(core.filter(|(_, sense, _)| fits(sense)));
                }
                // mid-afternoon, late night
                if let W::Part(part) = self.w(from)
                    && matches!(self.w(at), W::Mid | W::Early | W::Late)
                {
                    let day = self.core(from + 1).filter(|(_, sense, _)| {
                        matches!(
                            sense,
                            Sense::Weekday { .. } | Sense::Unit { unit: Unit::Day, .. } | Sense::Day { .. }
                        )
                    });
                    let (end, on) =
                        day.map_or((from + 1, Sense::Same(Unit::Day)), |(end, sense, _)| (end, sense));
                    offer(Some((end, Sense::Part { part, on: Box::new(on) }, "time.part")));
                }
            }
            W::Beginning | W::End | W::Middle => offer(self.edge(at)),
            W::About | W::Around if self.w(at) == W::Around => {
                offer(
                    self.core(at + 1)
                        .filter(|(_, sense, _)| matches!(sense, Sense::Day { .. } | Sense::Month { .. })),
                );
            }
            W::Unit(Unit::Year) => {
                // year-end, year end, year's end
                let dash = at + 1 + usize::from(self.joins(at + 1));
                let own =
                    (self.is_mark(at + 1, '\'') || self.is_mark(at + 1, '’')) && self.is_word(at + 2, "s");
                let end = if own { at + 3 } else { dash };
                if self.w(end) == W::End && !matches!(self.w(at.wrapping_sub(1)), W::Num(_) | W::Number) {
                    // With a dash it is the name of the day.
                    let sense = if self.joins(at + 1) {
                        Sense::Holiday { key: Holiday::NewYearsEve, year: Year::Unsaid, way: Way::Unsaid }
                    } else {
                        Sense::Unit { away: 0, unit: Unit::Year }
                    };
                    offer(Some((end + 1, sense, "date.unit")));
                }
                if let Some(end) = self.year_ago_adjective(at) {
                    offer(Some((end, Sense::QuarterYearAgo, "date.year-ago-period")));
                }
            }
            W::Part(_) | W::Season(_) if at > 0 => {}
            _ => {}
        }
        best
    }

    /// Which dates have "the" as part of them.
    pub(super) fn takes_the(&self, sense: &Sense, from: usize, end: usize) -> bool {
        match sense {
            Sense::Decade(_) | Sense::Century(_) | Sense::Quarter { .. } | Sense::Half { .. } => {
                !self.attributive(end)
            }
            Sense::Season { .. } => true,
            Sense::Year(_) => self.w(from) == W::Unit(Unit::Year),
            Sense::Month { .. } | Sense::Years(..) | Sense::YearsFrom(_) | Sense::Holiday { .. } => false,
            Sense::QuarterYearAgo => false,
            _ => false,
        }
    }

    /// Whether a noun follows that the date belongs to: "the third-quarter results".
    pub(super) fn attributive(&self, end: usize) -> bool {
        let hyphened = end >= 2 && self.joins(end - 2);
        hyphened && self.token(end).is_some_and(|t| t.w != W::Mark)
    }

    /// "end of the month", "beginning of October", "middle of 2020", "rest of the year"
    pub(super) fn edge(&self, at: usize) -> Found {
        if !matches!(self.w(at), W::Beginning | W::End | W::Middle | W::Rest) || self.w(at + 1) != W::Of {
            return None;
        }
        let from = at + 2;
        if let Some((end, sense, rule)) =
            self.core(from).filter(|(_, sense, _)| !matches!(sense, Sense::Part { .. }))
        {
            return Some((end, sense, rule));
        }
        let the = from + usize::from(matches!(self.w(from), W::The));
        if let Some((end, sense, rule)) = self.core(the).filter(|(_, sense, _)| {
            matches!(
                sense,
                Sense::Decade(_) | Sense::Century(_) | Sense::Quarter { .. } | Sense::Season { .. }
            )
        }) {
            return Some((end, sense, rule));
        }
        if the > from
            && let W::Unit(
                unit @ (Unit::Day
                | Unit::Week
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century),
            ) = self.w(the)
        {
            return Some((the + 1, Sense::Unit { away: 0, unit }, "date.unit"));
        }
        None
    }
}
