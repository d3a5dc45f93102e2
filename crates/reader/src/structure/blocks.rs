//! Every unit of the text is told what it is.

use dossier_corpus::{Block, BlockKind, Confidence, RuleName, Span};

use super::caption::Bracket;
use super::credit::{self, Credit, Part};
use super::dateline::{self, Dateline};
use super::head::{Above, Field};
use super::lines::{self, Unit, count_words};
use super::look::{Kind, Look};
use super::sentences::ends_sentence;
use super::stamp::{self, Order, Stamp};
use super::{caption, head, leftovers, stamped, title};

/// A fact about the document that a block states; ranges are bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stated {
    /// Not so sure where it is that of a change, or of the meeting told of.
    Stamp {
        stamp: Stamp,
        unsure: bool,
    },
    /// A month and its words.
    Month(Span, (i32, u32)),
    Place(Span, u8),
    Agency(Span, &'static str),
    Outlet(Span, &'static str),
    Author(Span, &'static str),
    Translator(Span),
    Source(Span),
    Title(Span),
}

/// The blocks, and what they state.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    pub(super) stated: Vec<Stated>,
    /// How many paragraphs there are so far.
    paragraphs: usize,
}

/// A unit and what is decided of it.
struct Labelled {
    unit: Unit,
    look: Look,
    label: Option<(BlockKind, &'static str, u8)>,
}

/// Stands round the main text of a web page.
const BESIDE: &str = "structure.beside-the-text";

/// Finds the blocks of `text`, of which the stretches `beside` stand round the main text.
pub(super) fn find(text: &str, beside: &[Span]) -> Found {
    let order = stamp::order(text);
    let mut units: Vec<Labelled> = Vec::new();
    for unit in lines::units(text) {
        stamped::split(text, unit, order, |unit| {
            let look = Look::at(&text[unit.start..unit.end]);
            units.push(Labelled { unit, look, label: None });
        });
    }
    let mut found = Found::default();
    label_beside(text, &mut units, beside, order);
    label_leftovers(text, &mut units);
    let lead = units.iter().position(|it| it.label.is_none() && it.is_running(text));
    label_marked(text, &mut units, lead, order, &mut found);
    label_rest(text, &mut units, lead, &mut found);
    for it in &units {
        place(text, it, order, &mut found);
    }
    close(text, &mut found);
    found.blocks.sort_by_key(|block| block.span);
    found
}

impl Labelled {
    fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.unit.start..self.unit.end]
    }

    /// Whether it looks like a paragraph: several words and the end of a sentence, or long.
    fn is_running(&self, text: &str) -> bool {
        let words = self.look.words;
        let unit = self.text(text);
        words > 40 || (words >= 9 && ends_sentence(unit) && credit::of_line(unit).is_empty())
    }

    fn set(&mut self, kind: BlockKind, rule: &'static str, percent: u8) {
        self.label = Some((kind, rule, percent));
    }
}

/// How many lines behind the main text may say who wrote it and when.
const NEAR: usize = 10;

/// What the format tells from the main text, but for stamps and credits between its title and its end.
fn label_beside(text: &str, units: &mut [Labelled], beside: &[Span], order: Order) {
    let mut spans = beside.iter().peekable();
    let apart: Vec<bool> = units
        .iter()
        .map(|it| {
            while spans.next_if(|span| (span.end as usize) <= it.unit.start).is_some() {}
            spans.peek().is_some_and(|span| (span.start as usize) <= it.unit.start)
        })
        .collect();
    let (Some(first), Some(last)) = (apart.iter().position(|it| !it), apart.iter().rposition(|it| !it))
    else {
        return;
    };
    for (at, it) in units.iter_mut().enumerate().filter(|(at, _)| apart[*at]) {
        let words = it.text(text);
        let stated = || stamped::lone(words, order).is_some() || !credit::of_line(words).is_empty();
        if !((first..=last + NEAR).contains(&at) && stated()) {
            it.set(BlockKind::Boilerplate, BESIDE, 90);
        }
    }
}

fn label_leftovers(text: &str, units: &mut [Labelled]) {
    for it in units.iter_mut().filter(|it| it.label.is_none()) {
        if let Some((rule, percent)) = leftovers::rule(it.text(text), it.look) {
            it.set(BlockKind::Boilerplate, rule, percent);
        }
    }
}

/// Stamps, credits and captions with a mark.
fn label_marked(text: &str, units: &mut [Labelled], lead: Option<usize>, order: Order, found: &mut Found) {
    let count = units.len();
    let last_running = units.iter().rposition(|it| it.label.is_none() && it.is_running(text));
    let titled = units.iter().position(|it| it.label.is_none() && it.look.words >= 4);
    let is_numbered = units.iter().any(|it| it.text(text).starts_with("II. "));
    let mut picture = false;
    for at in 0..count {
        let it = &units[at];
        let words = it.text(text);
        let elsewhere = matches!(it.label, Some((_, BESIDE, _)));
        if leftovers::marks_picture(words) && !elsewhere {
            picture = true;
            continue;
        }
        if it.label.is_some() {
            continue;
        }
        let follows_picture = std::mem::take(&mut picture);
        let from = it.unit.start;
        let next = at > 0 && head::announces_next(units[at - 1].text(text));
        if let Some(stamp) = stamped::lone(words, order).filter(|_| !next) {
            let unsure = words[..stamp.start].to_lowercase().contains("update");
            found.stated.push(Stated::Stamp { stamp: shift(stamp, from), unsure });
            if let Some(end) = dateline::place_before_stamp(&words[..stamp.start]) {
                found.stated.push(Stated::Place(Span::new(from, from + end), UNSURE));
            }
            units[at].set(BlockKind::Dateline, "structure.date-stamp", 95);
            continue;
        }
        if stamped::is_relative(words) && lead.is_none_or(|lead| at < lead) {
            units[at].set(BlockKind::Dateline, "structure.relative-stamp", 85);
            continue;
        }
        let ahead = lead.is_none_or(|lead| at < lead);
        let above = if ahead { Above::Yes } else { Above::No };
        if let Some((field, start, end)) = head::field(words, above) {
            let value = Span::new(from + start, from + end);
            match field {
                Field::Writer if ahead && start < end => {
                    found.stated.push(Stated::Author(value, "author.field"));
                }
                Field::Subject if ahead && start < end => found.stated.push(Stated::Title(value)),
                _ => {}
            }
            let kind = if field == Field::Subject { BlockKind::Heading } else { BlockKind::Credit };
            units[at].set(kind, "structure.field", 85);
            continue;
        }
        if ahead
            && at > 0
            && let Some((start, end, year, month)) = head::month_stamp(words)
        {
            found.stated.push(Stated::Month(Span::new(from + start, from + end), (year, month)));
            units[at].set(BlockKind::Dateline, "structure.date-stamp", 80);
            continue;
        }
        if ahead && let Some(stamp) = head::day_of_record(words, order) {
            found.stated.push(Stated::Stamp { stamp: shift(stamp, from), unsure: true });
        }
        let credits = credit::of_line(words);
        if !credits.is_empty() {
            state(&credits, from, found);
            units[at].set(BlockKind::Credit, "structure.credit", 95);
            continue;
        }
        if follows_picture && words.len() <= 400 {
            units[at].set(BlockKind::Caption, "structure.caption-after-picture", 92);
            continue;
        }
        if it.look.has(Kind::At) && credit::is_address(words) {
            units[at].set(BlockKind::Credit, "structure.credit", 80);
            continue;
        }
        // Behind the last sentence such brackets sign the text.
        let bracketed = match caption::bracket_credit(words) {
            Some((_, Bracket::House)) => lead.is_some_and(|lead| at < lead),
            Some((_, Bracket::Shared)) => last_running.is_some_and(|last| at < last),
            None => false,
        };
        if bracketed || caption::photo_credit(words).is_some() {
            units[at].set(BlockKind::Caption, "structure.caption-credit", 93);
            continue;
        }
        let edge = lead.is_none_or(|lead| at < lead && at > 0) || at + 1 == count;
        let short = words.len() <= 60;
        if edge && short && count > 2 {
            let mark = words.trim_matches(|c: char| !c.is_alphanumeric());
            let signs = mark.split('/').all(super::marks::is_known) && !mark.is_empty();
            if signs {
                let start = from + words.find(mark).unwrap_or(0);
                found.stated.push(Stated::Source(Span::new(start, start + mark.len())));
                units[at].set(BlockKind::Credit, "structure.sign-off", 92);
                continue;
            }
            let last = at + 1 == count;
            // "Jane Roe", below the title and above the stamp.
            let stamped = || {
                let next = units.get(at + 1).map_or("", |next| next.text(text));
                titled.is_some_and(|titled| titled < at) && stamped::lone(next, order).is_some()
            };
            let numbered = words.starts_with("I. ") && is_numbered;
            if credit::is_bare_name(words) && !numbered && (last || lead == Some(at + 1) || stamped()) {
                found.stated.push(Stated::Author(Span::new(from, from + words.len()), "author.bare-name"));
                units[at].set(BlockKind::Credit, "structure.bare-name", if last { 70 } else { 55 });
            }
        }
    }
}

fn shift(stamp: Stamp, by: usize) -> Stamp {
    Stamp { start: stamp.start + by, end: stamp.end + by, with_time: stamp.with_time + by, ..stamp }
}

fn state(credits: &[Credit], from: usize, found: &mut Found) {
    for credit in credits {
        let span = Span::new(from + credit.start, from + credit.end);
        match credit.part {
            Part::Author => found.stated.push(Stated::Author(span, "author.by-line")),
            Part::Translator => found.stated.push(Stated::Translator(span)),
            Part::Source => found.stated.push(Stated::Source(span)),
            Part::Editor | Part::Photo => {}
        }
    }
}

/// Headings and captions that only their form and place show, and what stands behind the end of the text.
fn label_rest(text: &str, units: &mut [Labelled], lead: Option<usize>, found: &mut Found) {
    let lead_at = lead.unwrap_or(units.len());
    let open: Vec<usize> = (0..lead_at).filter(|at| units[*at].label.is_none()).collect();
    let title = title::find(|at| units[at].text(text), &open);
    for at in open {
        let it = &mut units[at];
        let words = it.text(text);
        let percent = if title == Some(at) { 85 } else { 65 };
        let entry = it.look.words <= 3 && title.is_some_and(|title| at < title);
        if entry {
            it.set(BlockKind::Boilerplate, "structure.menu", 65);
        } else if title.is_some_and(|title| at < title) && leftovers::is_letterhead(words) {
            it.set(BlockKind::Boilerplate, "structure.letterhead", 80);
        } else if dateline::find(words, Order::Unknown)
            .is_some_and(|line| line.end >= words.len() && line.percent > UNSURE)
            || ((ends_sentence(words) || head::is_item(words) || head::is_clause(words)) && title != Some(at))
        {
            // A dateline on a line of its own, a short first sentence, a clause of a preamble.
        } else if at + 1 == lead_at && title.is_some_and(|title| at > title) && dateline::is_lone_place(words)
        {
            found.stated.push(Stated::Place(Span::new(it.unit.start, it.unit.end), UNSURE));
            it.set(BlockKind::Dateline, "structure.dateline", UNSURE);
        } else if title != Some(at) && title.is_some() && caption::by_form(words, it.look.words).is_some() {
            it.set(BlockKind::Caption, "structure.caption-participle", 65);
        } else {
            it.set(BlockKind::Heading, "structure.heading", percent);
        }
    }
    if let Some(at) = title {
        // "PROGRAMME OF ACTION" and, below, "for the development of …": one title.
        let goes_on = at > 0 && units[at].text(text).starts_with(char::is_lowercase);
        let from = if goes_on { at - 1 } else { at };
        if goes_on {
            units[from].set(BlockKind::Heading, "structure.heading", 75);
        }
        found.stated.push(Stated::Title(Span::new(units[from].unit.start, units[at].unit.end)));
    }
    let Some(lead) = lead else { return };
    let last_running =
        (lead..units.len()).rev().find(|at| units[*at].label.is_none() && units[*at].is_running(text));
    let last_running = last_running.unwrap_or(lead);
    let closed = (last_running + 1..units.len()).find(|at| {
        matches!(units[*at].label, Some((BlockKind::Credit, ..)))
            || matches!(
                units[*at].label,
                Some((
                    BlockKind::Boilerplate,
                    "structure.read-more" | "structure.tags" | "structure.share-widget" | "structure.notice",
                    _
                ))
            )
    });
    let lead_words = caption::Words::of(units[lead].text(text));
    for at in lead..units.len() {
        if units[at].label.is_some() {
            continue;
        }
        let words = units[at].text(text);
        // "… from Monday. — VNS" ends a sentence.
        let signed = credit::sign_off(words, true).map(|((cut, _), _)| &words[..cut]);
        let count = signed.map_or(units[at].look.words, |words| count_words(words, usize::MAX));
        let words = signed.unwrap_or(words);
        if closed.is_some_and(|closed| at > closed) && !ends_sentence(words) {
            units[at].set(BlockKind::Boilerplate, "structure.after-the-end", 75);
            continue;
        }
        if at > lead && at <= lead + 4 && caption::near_same(words, &lead_words) {
            units[at].set(BlockKind::Caption, "structure.caption-repeats-lead", 88);
            continue;
        }
        if at == lead || head::is_item(words) {
            continue;
        }
        if let Some((rule, percent)) = caption::by_form(words, count) {
            units[at].set(BlockKind::Caption, rule, percent);
            continue;
        }
        if !ends_sentence(words) && !words.ends_with(',') && count <= 20 {
            units[at].set(BlockKind::Heading, "structure.heading", 65);
        }
    }
}

/// A dateline with a place alone, which nothing else shows to be one, has no more.
pub(super) const UNSURE: u8 = 65;

/// Makes the blocks of a unit: what stands in front of it and behind it becomes a block of its own.
fn place(text: &str, it: &Labelled, order: Order, found: &mut Found) {
    let Unit { start, end, .. } = it.unit;
    let words = it.text(text);
    match it.label {
        Some((BlockKind::Caption, rule, percent)) => {
            let credit = caption::photo_credit(words);
            let credit = credit.or_else(|| caption::bracket_credit(words).map(|(range, _)| range));
            let Some((from, to)) = credit else {
                return push(text, start, end, BlockKind::Caption, rule, percent, found);
            };
            push(text, start, start + from, BlockKind::Caption, rule, percent, found);
            push(text, start + from, start + to, BlockKind::Credit, "structure.credit", 93, found);
            push(text, start + to, end, BlockKind::Boilerplate, "structure.no-letters", 99, found);
        }
        Some((BlockKind::Boilerplate, BESIDE, percent)) => match found.blocks.last_mut() {
            // A menu is one block, not a hundred.
            Some(before) if before.rule.as_str() == BESIDE => before.span.end = end as u32,
            _ => push(text, start, end, BlockKind::Boilerplate, BESIDE, percent, found),
        },
        Some((kind, rule, percent)) => push(text, start, end, kind, rule, percent, found),
        None => {
            let before = found.paragraphs;
            found.paragraphs += 1;
            let led = |found: &Found| {
                let marks =
                    |it: &Stated| matches!(it, Stated::Place(..) | Stated::Agency(..) | Stated::Outlet(..));
                found.stated.iter().any(marks)
            };
            let mut from = 0;
            // Behind a standfirst only what can be nothing else is a dateline.
            let line = if before < 3 && !led(found) { dateline::find(words, order) } else { None };
            if let Some(line) =
                line.filter(|line| before == 0 || (line.percent > UNSURE && line.place.is_some()))
            {
                state_dateline(&line, start, found);
                let rule = if line.place.or(line.agency).or(line.outlet).is_some() {
                    "structure.dateline"
                } else {
                    "structure.date-stamp"
                };
                push(text, start, start + line.end, BlockKind::Dateline, rule, line.percent, found);
                from = line.end;
            }
            push(text, start + from, end, BlockKind::Paragraph, "structure.paragraph", 90, found);
        }
    }
}

fn state_dateline(line: &Dateline, from: usize, found: &mut Found) {
    let span = |(start, end): (usize, usize)| Span::new(from + start, from + end);
    if let Some(stamp) = line.stamp {
        found.stated.push(Stated::Stamp { stamp: shift(stamp, from), unsure: false });
    }
    found.stated.extend(line.place.map(|place| Stated::Place(span(place), line.percent)));
    found.stated.extend(line.agency.map(|mark| Stated::Agency(span(mark), "agency.dateline")));
    found.stated.extend(line.outlet.map(|mark| Stated::Outlet(span(mark), "outlet.dateline")));
}

/// Cuts the sign-off from the last paragraph.
fn close(text: &str, found: &mut Found) {
    let mut signs = Vec::new();
    let paragraphs = found.blocks.iter_mut().rev().filter(|block| block.kind == BlockKind::Paragraph);
    for (behind, block) in paragraphs.take(3).enumerate() {
        let words = block.span.of(text);
        if let Some(((cut, end), (mark, mark_end))) = credit::sign_off(words, behind == 0) {
            let from = block.span.start as usize;
            let tail = &words[cut..end];
            let lead = tail.len() - tail.trim_start().len();
            block.span = Span::new(from, from + cut);
            signs.push((Span::new(from + cut + lead, from + end), Span::new(from + mark, from + mark_end)));
        }
    }
    for (span, mark) in signs {
        if mark.start < mark.end {
            found.stated.push(Stated::Source(mark));
        }
        found.blocks.push(Block {
            span,
            kind: BlockKind::Credit,
            rule: RuleName::new("structure.sign-off"),
            confidence: Confidence::percent(92),
        });
    }
}

fn push(
    text: &str,
    start: usize,
    end: usize,
    kind: BlockKind,
    rule: &'static str,
    percent: u8,
    found: &mut Found,
) {
    let raw = &text[start..end];
    let front = raw.trim_start_matches(lines::is_blank);
    let start = start + raw.len() - front.len();
    let body = front.trim_end_matches(lines::is_blank);
    if !body.is_empty() {
        found.blocks.push(Block {
            span: Span::new(start, start + body.len()),
            kind,
            rule: RuleName::new(rule),
            confidence: Confidence::percent(percent),
        });
    }
}
