//! Ranks and offices beside a name, before it and after it.

use super::lexicon::{
    BODY, DEMONYM, FIELD, FUNCTION, LONE_BODY, OFFICE, OFFICE_MODIFIER, OFFICE_SHORT, RANK, SPEECH,
};
use super::raw::Raw;
use super::scan::{Scan, Stretch};
use super::words::Shape;

/// Longest office in words; more is a clause, not an office.
const LONGEST: usize = 14;

/// Gives a person's name the ranks and offices that stand beside it, between the names of other persons: `floors` are
/// the ends of the two before, `ceiling` is where the next one begins.
pub(crate) fn attach(
    scan: &Scan<'_>,
    sentence: Stretch,
    floors: [usize; 2],
    ceiling: Option<usize>,
    raw: &mut Raw,
) {
    let [further, nearest] = floors.map(|floor| sentence.from.max(floor));
    // "Prime Minister Datuk Seri Anwar": the honours stand between an office and the name.
    let mut name = raw.from;
    while name > nearest && is_title_of_honour(scan, name - 1) {
        name -= 1;
    }
    let before = before(scan, nearest, name).and_then(|office| {
        // "Amy Poole Stores chairman": what looked like a person is part of the office.
        if office.0 == nearest && nearest > sentence.from {
            before(scan, further, name)
        } else {
            Some(office)
        }
    });
    let before = before.or_else(|| apposed(scan, sentence, nearest, name, raw.to));
    let ceiling = ceiling.filter(|&next| next < sentence.to);
    let after = after(scan, ceiling.unwrap_or(sentence.to), raw.to)
        // An office that leads up to the next name is that one's: "Mr Reed, Judge Amy Poole and …".
        .filter(|&(_, end)| ceiling.is_none_or(|next| !leads_to(scan, end, next)));
    // "Minister of Trade, Mr": the courtesy behind an office is none of it.
    let before = before.map(|(from, to)| {
        let last = (from..to).rev().find(|&at| scan.words[at].is_word()).unwrap_or(from);
        let courtesy = last > from + 1 && is_courtesy(scan, last) && scan.word(last - 1) == ",";
        (from, if courtesy { last - 1 } else { to })
    });
    let courtesy = before.filter(|&(from, to)| (from..to).all(|at| is_courtesy(scan, at)));
    raw.role = if courtesy.is_some() && after.is_some() { after } else { before.or(after) };
    if before.is_some()
        && courtesy.is_none()
        && let Some(after) = after
    {
        raw.more_roles.push(after);
    }
}

/// "The governor of Amazonas, Yenny Torres, thanked": the office that the name stands in apposition to.
fn apposed(
    scan: &Scan<'_>,
    sentence: Stretch,
    floor: usize,
    name: usize,
    name_end: usize,
) -> Option<(usize, usize)> {
    let comma = name.checked_sub(1).filter(|&at| at > floor && scan.word(at) == ",")?;
    let closed = name_end >= sentence.to || matches!(scan.word(name_end), "," | "." | ";" | ")" | ":" | "–");
    let start = unit_before(scan, floor, comma)?;
    let lead = start.checked_sub(1).filter(|&at| at >= sentence.from);
    let begins = match lead.map(|at| scan.word(at)) {
        None => true,
        Some(
            "the" | "The" | "its" | "Its" | "his" | "His" | "her" | "Her" | "their" | "Their" | "our" | "Our",
        ) => {
            // "General Reed, the minister of defence, Amy Poole, …": the first one's.
            !lead.is_some_and(|at| {
                at > 0 && at - 1 == floor && floor > sentence.from && scan.word(at - 1) == ","
            })
        }
        Some(",") => lead == Some(sentence.from + 1),
        Some(word) => word.ends_with("'s") || word.ends_with("’s") || matches!(word, "s"),
    };
    (closed && begins && comma - start <= LONGEST).then_some((start, comma))
}

fn is_title_of_honour(scan: &Scan<'_>, at: usize) -> bool {
    match scan.word(at) {
        "Datuk" | "Dato" | "Dato'" | "Dato’" | "Datin" | "Tun" | "Toh" | "Puan" => true,
        "Tan" => matches!(scan.word(at + 1), "Sri" | "Seri"),
        "Sri" | "Seri" => at > 0 && matches!(scan.word(at - 1), "Tan" | "Datuk" | "Dato" | "Datin"),
        _ => false,
    }
}

/// "The Hon Patrick Conlon, Minister": what honours somebody is said of many, his office is told behind his name.
fn is_courtesy(scan: &Scan<'_>, at: usize) -> bool {
    !scan.words[at].is_word()
        || matches!(
            scan.word(at).trim_end_matches('.'),
            "Hon" | "Honourable" | "Honorable" | "Mr" | "Mrs" | "Ms" | "Miss" | "Dr"
        )
        || scan.is(at, FUNCTION)
}

/// Whether the word only addresses somebody: no office, and borne by many.
pub(crate) fn is_address(word: &str) -> bool {
    matches!(word, "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Doctor" | "Prof" | "Professor")
}

/// Whether nothing but a full stop stands between an office and a name.
fn leads_to(scan: &Scan<'_>, end: usize, name: usize) -> bool {
    (end..name).all(|at| scan.word(at) == "." && scan.words[at].shape.has(Shape::GLUED))
}

/// Whether a role is no more than a form of address, which says nothing of who somebody is.
pub(crate) fn is_mere_address(scan: &Scan<'_>, (from, to): (usize, usize)) -> bool {
    (from..to).all(|at| {
        !scan.words[at].is_word()
            || matches!(
                scan.word(at).trim_end_matches('.'),
                "Mr" | "Mrs"
                    | "Ms"
                    | "Miss"
                    | "Hon"
                    | "Honourable"
                    | "Honorable"
                    | "Rt"
                    | "Right"
                    | "The"
                    | "the"
            )
    })
}

/// Leaves a form of address out of a name: "Dr Serwaa" is Serwaa.
pub(crate) fn without_address(scan: &Scan<'_>, raw: &mut Raw) {
    let mut from = raw.from;
    // "Datuk Seri Anwar Ibrahim", "Tan Sri Mohammad Ab Rahman"
    while from + 1 < raw.to && is_title_of_honour(scan, from) {
        from += 1;
    }
    // "Vice [Admiral] Nghiem": a rank is none of the name.
    let rank = |at: usize| {
        matches!(
            scan.word(at),
            "General"
                | "Admiral"
                | "Colonel"
                | "Commodore"
                | "Lieutenant"
                | "Sergeant"
                | "Captain"
                | "Brigadier"
        )
    };
    while from + 1 < raw.to && rank(from) && scan.words[from + 1].is_word() {
        from += 1;
    }
    // "Pol Gen Wirat", "Gen Prasit": ranks written short, without a stop.
    let short = |at: usize| {
        matches!(
            scan.word(at),
            "Gen" | "Lt" | "Maj" | "Col" | "Capt" | "Brig" | "Adm" | "Cdr" | "Cmdr" | "Sgt"
        ) || scan.word(at) == "Pol" && matches!(scan.word(at + 1), "Gen" | "Lt" | "Maj" | "Col" | "Capt")
    };
    while from + 1 < raw.to && short(from) && scan.words[from + 1].is_word() {
        from += 1;
    }
    if is_address(scan.word(from)) {
        from += 1;
        while from < raw.to && scan.words[from].shape.has(Shape::MARK) {
            from += 1;
        }
    }
    if from < raw.to {
        raw.from = from;
    }
}

/// Whether a rank or an office may end at a word.
pub(crate) fn ends_role(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at, RANK | OFFICE) || scan.is(at, OFFICE_SHORT) && scan.words[at].is_capital()
}

/// The role that ends where the name begins.
pub(crate) fn before(scan: &Scan<'_>, floor: usize, name: usize) -> Option<(usize, usize)> {
    let end = name;
    let mut start = unit_before(scan, floor, end)?;
    // "Politburo member and Prime Minister", "Defense Minister General", "Member of …, Deputy Prime Minister"
    while start > floor && end - start < 2 * LONGEST {
        let before = scan.word(start - 1);
        let joint = if matches!(before, "," | "and" | "&") { start - 1 } else { start };
        if joint == floor {
            break;
        }
        let Some(next) = unit_before(scan, floor, joint) else { break };
        // "to the Prime Minister and Deputy Prime Minister Reed": two persons hold the two.
        let same = joint < start
            && scan.word(joint) == "and"
            && scan.words[joint - 1].hash == scan.words[end - 1].hash;
        if same && next > 0 && scan.word(next - 1) == "the" {
            break;
        }
        // An apposition's comma closes another name ("X, deputy minister, and General Y").
        if joint < start && !scan.words[next].is_capital() && scan.word(joint) == "," {
            break;
        }
        start = next;
    }
    Some((start, end))
}

/// One office that ends at `end`: "Deputy Prime Minister", "Head of the Economic Commission".
fn unit_before(scan: &Scan<'_>, floor: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    // "Gen. Smith": the full stop of an abbreviated rank.
    let last = if scan.word(last) == "." && last > floor && scan.words[last].shape.has(Shape::GLUED) {
        last - 1
    } else {
        last
    };
    if ends_role(scan, last) {
        let mut start = last;
        while start > floor && last - start < LONGEST && extends_left(scan, start) {
            start -= 1;
        }
        while start < last && !may_begin(scan, start) {
            start += 1;
        }
        // "Minister of National Defence General", "Director of Factory Z189 Senior Colonel"
        let head = (start..last).find(|&at| !scan.is(at, OFFICE_MODIFIER)).unwrap_or(last);
        if head < last && !scan.is(head, RANK | OFFICE | OFFICE_SHORT) {
            let whole = start.checked_sub(1).filter(|&before| before > floor && scan.word(before) == "of");
            if let Some(office) = whole.and_then(|_| office_of(scan, floor, start, end)) {
                return Some(office);
            }
        }
        return Some(with_body(scan, floor, start, last));
    }
    // "Minister of National Defence", "Head of the PCC's Economic Commission"
    if !(scan.words[last].is_capital() || scan.is(last, FIELD)) || scan.is(last, FUNCTION) {
        return None;
    }
    office_of(scan, floor, last, end)
}

/// The office whose field or body ends with the word at `last`: "Minister of", "Head of the".
fn office_of(scan: &Scan<'_>, floor: usize, last: usize, end: usize) -> Option<usize> {
    let mut at = last;
    while at > floor && end - at < LONGEST {
        let before = at - 1;
        if scan.is(before, OFFICE) && matches!(scan.word(at), "of" | "for" | "in" | "on") {
            let mut start = before;
            while start > floor && extends_left(scan, start) {
                start -= 1;
            }
            while start < before && !may_begin(scan, start) {
                start += 1;
            }
            return Some(start);
        }
        let word = &scan.words[before];
        let passes = word.is_capital() && word.is_word()
            || word.shape.has(Shape::CLITIC)
            || scan.is(before, FIELD)
            // "Minister of Labour, Invalids and Social Affairs"
            || scan.word(before) == "," && before > floor && scan.is(before - 1, FIELD) && scan.is(at, FIELD)
            || matches!(scan.word(before), "of" | "the" | "and" | "for" | "in" | "on" | "&" | "-");
        if !passes {
            return None;
        }
        at = before;
    }
    None
}

/// "Bank of Japan Governor": the body that the office's first word is part of.
fn with_body(scan: &Scan<'_>, floor: usize, start: usize, last: usize) -> usize {
    let part = |at: usize| scan.words[at].is_capital() && scan.words[at].is_word() && !scan.is(at, FUNCTION);
    let body = start < last
        && start >= floor + 2
        && scan.word(start - 1) == "of"
        && part(start)
        && part(start - 2)
        && scan.is(start - 2, BODY);
    if !body {
        return start;
    }
    let mut from = start - 2;
    while from > floor && part(from - 1) && last - from < LONGEST {
        from -= 1;
    }
    from
}

/// Whether the word before `start` belongs to the same office.
fn extends_left(scan: &Scan<'_>, start: usize) -> bool {
    let before = start - 1;
    let word = &scan.words[before];
    // "under Mr Reed" is no office, "Under Secretary" is one.
    if scan.word(before).eq_ignore_ascii_case("under") {
        return matches!(scan.word(start), "Secretary" | "secretary" | "-");
    }
    // "Assistant U.S. Treasury Secretary": without its first word it would be another's office.
    if word.shape.has(Shape::DOTTED) && word.is_capital() && before > 0 {
        return scan.words[before - 1].is_capital() && scan.is(before - 1, OFFICE_MODIFIER);
    }
    if scan.word(before) == "-" && word.shape.has(Shape::GLUED) {
        return true;
    }
    if scan.word(before) == "." && word.shape.has(Shape::GLUED) && before > 0 {
        return scan.is(before - 1, RANK | OFFICE_SHORT);
    }
    if !word.is_word() || scan.is(before, FUNCTION) && !scan.is(before, OFFICE_MODIFIER) {
        return false;
    }
    // "Pol Gen Wirat": of the police.
    if scan.word(before) == "Pol" && scan.is(start, RANK) {
        return true;
    }
    if scan.is(before, RANK | OFFICE | OFFICE_MODIFIER | FIELD | OFFICE_SHORT) {
        return true;
    }
    // "Foreign Office Minister", "Iraqi President", "Party General Secretary", "Politburo member"
    word.is_capital() && scan.is(before, BODY | LONE_BODY | DEMONYM)
        || word.is_capital() && scan.words[start].is_capital() && !scan.is(start, RANK)
}

fn may_begin(scan: &Scan<'_>, at: usize) -> bool {
    scan.words[at].is_word() && (!scan.is(at, FUNCTION) || scan.is(at, OFFICE_MODIFIER))
}

/// The role that follows a name: "– Politburo member, Minister of National Defense", ", a spokesman for the ministry".
pub(crate) fn after(scan: &Scan<'_>, ceiling: usize, name_end: usize) -> Option<(usize, usize)> {
    if name_end + 1 >= ceiling || !matches!(scan.word(name_end), "," | "-" | "–" | "—" | "(") {
        return None;
    }
    let dash = matches!(scan.word(name_end), "-" | "–" | "—");
    let mut start = name_end + 1;
    if matches!(scan.word(start), "the" | "a" | "an" | "then" | "and") {
        if scan.word(start) == "and" {
            return None;
        }
        start += 1;
    }
    let mut end = start;
    let mut has_office = false;
    let mut segment_has_office = false;
    let mut at = start;
    while at < ceiling && at - start < 2 * LONGEST {
        let word = &scan.words[at];
        let printed = scan.word(at);
        // "vice president and general counsel": no general.
        let adjective = printed == "general"
            && !matches!(
                scan.word(at - 1),
                "attorney"
                    | "secretary"
                    | "director"
                    | "governor"
                    | "inspector"
                    | "solicitor"
                    | "major"
                    | "brigadier"
                    | "-"
            );
        if scan.is(at, OFFICE | RANK | OFFICE_SHORT) && !adjective {
            has_office = true;
            segment_has_office = true;
            end = at + 1;
            at += 1;
            continue;
        }
        if printed == "," && dash && segment_has_office {
            segment_has_office = false;
            at += 1;
            continue;
        }
        let inner = matches!(printed, "of" | "the" | "for" | "and" | "in" | "on" | "to" | "&" | "-")
            || word.shape.has(Shape::CLITIC);
        let content = word.is_word()
            && (word.is_capital()
                || scan.is(at, OFFICE_MODIFIER | FIELD)
                || has_office && scan.is(at, BODY)
                || scan.is(at, DEMONYM))
            && (!scan.is(at, FUNCTION) || scan.is(at, OFFICE_MODIFIER));
        if content {
            if segment_has_office && !adjective {
                end = at + 1;
            }
            at += 1;
        } else if inner && at > start {
            at += 1;
        } else {
            break;
        }
    }
    (has_office && end > start).then(|| (start, whole(scan, start, end, ceiling)))
}

/// The end of an office whose words go on in small letters: "director of the Norwegian [central bank's research
/// department]". Where it cannot be told how far they go, the office ends before what it is the office of.
fn whole(scan: &Scan<'_>, start: usize, end: usize, ceiling: usize) -> usize {
    let goes_on = |at: usize| {
        at < ceiling
            && (scan.words[at].shape.has(Shape::CLITIC)
                || scan.words[at].is_small()
                    && !scan.is(at, FUNCTION | SPEECH)
                    && !is_verb_like(scan.word(at)))
    };
    // Only where an article makes a noun phrase of it: after a bare name a small word may be a verb.
    let Some(article) = (start..end).rev().find(|&at| matches!(scan.word(at), "the" | "a" | "an" | "its"))
    else {
        return end;
    };
    if article == start || !goes_on(end) {
        return end;
    }
    let mut at = end;
    while goes_on(at) && at - start <= LONGEST {
        at += 1;
    }
    let closed =
        at >= ceiling || !scan.words[at].is_word() || matches!(scan.word(at), "and" | "who" | "at" | "in");
    if closed && at - start <= LONGEST {
        return at;
    }
    let head = article - 1;
    if matches!(scan.word(head), "of" | "for" | "in" | "on" | "to") && head > start { head } else { end }
}

/// Ends like a verb form or an adverb, which no office goes on with.
fn is_verb_like(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing") || word.ends_with("ly")
}
