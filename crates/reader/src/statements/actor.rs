//! Whom the words of a statement mean, which instruments it cites, until when it holds.

use dossier_corpus::{
    Actor, Confidence, Day, Document, DocumentId, Edtf, Entity, EntityId, EntityKind, Evidence, Fact,
    Mention, RuleName, Span, Statement, StatementKind, Why,
};

use super::draft::Draft;
use super::lexicon::{SPEAKER, classes};
use super::pronoun::Others;
use super::tokens::word;
use crate::names::{Gender, Resolver};

/// Mentions above which a document's noun phrases are not looked up: each costs a walk over the document's offices.
const MOST_MENTIONS: usize = 20_000;

/// Least confidence at which a noun phrase is taken for an entity, in percent.
const LEAST: u8 = 50;

/// Furthest back, in sentences, that "he" means the one who spoke last.
const REACH: usize = 6;

/// Makes statements of drafts.
pub(super) fn resolve(
    document: &Document,
    id: DocumentId,
    entities: &[Entity],
    drafts: Vec<Draft>,
) -> Vec<Statement> {
    let resolver = (document.mentions.len() <= MOST_MENTIONS).then(|| Resolver::new(document, entities));
    let cast = Cast { document, id, resolver };
    let mut actors: Vec<(Option<Actor>, Vec<Actor>)> = Vec::with_capacity(drafts.len());
    let mut speaker: Option<Speaker> = None;
    let mut others = Others::default();
    for (at, draft) in drafts.iter().enumerate() {
        let implied = |actor: &Actor| Actor { implied: true, ..actor.clone() };
        let issuer = match (draft.source.first(), draft.issuer_of) {
            (Some(first), _) => Some(cast.actor(*first)),
            (None, Some(earlier)) => actors.get(earlier).and_then(|(issuer, _)| issuer.as_ref().map(implied)),
            (None, None) => None,
        };
        let gender = issuer.as_ref().and_then(|issuer| Gender::of_subject(&issuer.words));
        let issuer = issuer.map(|mut issuer| {
            // Whoever spoke last goes on speaking, also where another name stood in what was said.
            if let Some(gender) = gender
                && let Some(speaker) = &speaker
                && draft.sentence - speaker.sentence <= REACH
            {
                if !cast.may_be(speaker, gender) {
                    issuer.entity = issuer.entity.filter(|entity| *entity != speaker.entity);
                } else if !cast.is_told_of(&drafts[at.saturating_sub(RECENT)..=at], speaker, issuer.span) {
                    issuer.entity = Some(speaker.entity);
                }
            }
            issuer
        });
        let mut addressees = match (draft.addressee, draft.addressee_of) {
            (_, Some(earlier)) => {
                actors.get(earlier).map_or_else(Vec::new, |(_, them)| them.iter().map(implied).collect())
            }
            (Some(words), None) => cast.actors(words),
            (None, None) => Vec::new(),
        };
        let issuer = issuer.map(|mut issuer| {
            others.settle(&mut issuer, draft.sentence, &mut addressees);
            issuer
        });
        if let Some(issuer) = &issuer {
            let kind = issuer.entity.and_then(|id| entities.get(id.0 as usize)).map(|entity| entity.kind);
            others.heard(issuer, draft.sentence, kind);
        }
        if let Some(issuer) = &issuer
            && let Some(entity) = issuer.entity
            && entities.get(entity.0 as usize).is_some_and(|entity| entity.kind == EntityKind::Person)
        {
            let known = speaker.filter(|speaker| speaker.entity == entity).and_then(|speaker| speaker.called);
            let place = issuer.span.start;
            speaker = Some(Speaker { entity, sentence: draft.sentence, place, called: gender.or(known) });
        }
        actors.push((issuer, addressees));
    }
    drafts
        .into_iter()
        .zip(actors)
        .filter(|(draft, (issuer, _))| !cast.is_label(draft, issuer.as_ref()))
        .map(|(draft, (issuer, addressees))| cast.statement(draft, issuer, addressees))
        .collect()
}

/// Statements back in which a name may be that somebody is said to have said.
const RECENT: usize = 8;

/// The person who spoke last.
#[derive(Clone, Copy)]
struct Speaker {
    entity: EntityId,
    sentence: usize,
    /// Where that person, or the pronoun, stands.
    place: u32,
    /// By which pronoun the text went on.
    called: Option<Gender>,
}

struct Cast<'d> {
    document: &'d Document,
    id: DocumentId,
    resolver: Option<Resolver<'d>>,
}

impl Cast<'_> {
    fn mentions_in(&self, words: Span) -> &[Mention] {
        let mentions = &self.document.mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= words.start);
        let to = mentions.partition_point(|mention| mention.span.start < words.end);
        mentions.get(from..to).unwrap_or(&[])
    }

    /// The one entity that the words mean. "Both sides" are two: the words must do.
    fn entity(&self, words: Span) -> Option<EntityId> {
        let reference = self.resolver.as_ref()?.resolve(words)?;
        let one = reference.how == "name" || reference.entities.len() == 1;
        (one && reference.confidence >= LEAST).then(|| reference.entities.first().copied()).flatten()
    }

    fn may_be(&self, speaker: &Speaker, gender: Gender) -> bool {
        let shown = self.resolver.as_ref().is_none_or(|resolver| resolver.may_be(speaker.entity, gender));
        shown && speaker.called.is_none_or(|called| called == gender)
    }

    /// Whether the text has gone on to somebody else after who spoke last: the one whom the pronoun means by itself begins a
    /// sentence behind, and not in somebody's words.
    fn is_told_of(&self, drafts: &[Draft], speaker: &Speaker, pronoun: Span) -> bool {
        let Some(found) = self.resolver.as_ref().and_then(|resolver| resolver.resolve(pronoun)) else {
            return false;
        };
        let name = found.antecedent;
        let holds = |content: &Span| content.start <= name.start && name.end <= content.end;
        let after = self.document.text.get(name.end as usize..).unwrap_or("");
        name.start > speaker.place
            && !after.starts_with(['\'', '’'])
            && self.begins(name)
            && !drafts.iter().flat_map(|draft| &draft.content).any(holds)
    }

    /// Whether a name is its sentence's subject as far as its place tells: it begins it, after its role, a word such as "but"
    /// or a few words with a comma ("On Monday, Holt").
    fn begins(&self, name: Span) -> bool {
        const JOINTS: [&str; 6] = ["but", "and", "yet", "still", "so", "then"];
        /// More in front is no opening, in bytes.
        const LONGEST: u32 = 100;
        let (text, sentences, mentions) =
            (&self.document.text, &self.document.sentences, &self.document.mentions);
        let sentence = sentences.partition_point(|sentence| sentence.span.end <= name.start);
        let Some(sentence) = sentences.get(sentence) else { return false };
        let mention = mentions.partition_point(|mention| mention.span.start < name.start);
        let role = mentions.get(mention).and_then(|mention| mention.role);
        let from = role.map_or(name.start, |role| role.start.min(name.start));
        if from.saturating_sub(sentence.span.start) > LONGEST {
            return false;
        }
        let before = text.get(sentence.span.start as usize..from as usize).unwrap_or("").trim();
        let last = before.rsplit(' ').next().unwrap_or("");
        let addresses =
            last.eq_ignore_ascii_case("the") || Gender::of_address(&last.to_lowercase()).is_some();
        let before = if addresses { before[..before.len() - last.len()].trim_end() } else { before };
        let words = before.split_whitespace().count();
        before.is_empty()
            || words == 1 && JOINTS.iter().any(|joint| before.eq_ignore_ascii_case(joint))
            || words <= 6 && before.find(',') == Some(before.len() - 1)
    }

    /// "President Dana Holt, who has said": whom the clause belongs to.
    fn antecedent(&self, who: Span) -> Option<EntityId> {
        let mentions = &self.document.mentions;
        let before = mentions.partition_point(|mention| mention.span.end <= who.start);
        let mention = mentions.get(before.checked_sub(1)?)?;
        let between = self.document.text.get(mention.span.end as usize..who.start as usize)?;
        let acts = matches!(mention.kind, EntityKind::Person | EntityKind::Organisation);
        (acts && between.trim() == ",").then_some(mention.entity)
    }

    fn actor(&self, span: Span) -> Actor {
        let words = span.of(&self.document.text).trim();
        // "Admiral Dudek, who leads the Baltic Trust, thinks": not the name within the clause.
        let mut commas = words.match_indices(',').map(|(at, _)| at);
        let clause = commas.find(|at| {
            [", who ", ", whose ", ", which "].iter().any(|which| words[*at..].starts_with(which))
        });
        let phrase = clause.map_or(span, |clause| Span { end: span.start + clause as u32, ..span });
        let entity = if words == "who" { self.antecedent(span) } else { self.entity(phrase) };
        Actor { entity, words: words.to_owned(), span, implied: false }
    }

    /// The members of "the General Department and agencies and units": a name each, and the rest as it stands.
    fn actors(&self, span: Span) -> Vec<Actor> {
        let text = self.document.text.as_str();
        let mut actors: Vec<Actor> = Vec::new();
        let span = self.without_time(span);
        let mut start = span.start as usize;
        let end = span.end as usize;
        while start < end {
            let rest = text.get(start..end).unwrap_or("");
            let joint = rest.len() - skip_joints(rest).len();
            let at = start + joint;
            let article = at + article(text.get(at..end).unwrap_or(""));
            let named = self.mentions_in(span).iter().find(|mention| mention.span.start as usize == article);
            let after = named.map_or(at, |mention| mention.span.end as usize);
            let after = after + bracket(text.get(after..end).unwrap_or(""));
            let tail = text.get(after..end).unwrap_or("").trim_start();
            let alone = tail.is_empty() || skip_joints(tail).len() < tail.len();
            if named.is_none() || !alone {
                if at < end {
                    actors.push(self.actor(Span::new(at, end)));
                }
                break;
            }
            actors.push(self.actor(Span::new(at, after)));
            start = after;
        }
        actors
    }

    /// "Buying Together: …", "11 December: …": what stands before a colon and names nobody says nothing.
    fn is_label(&self, draft: &Draft, issuer: Option<&Actor>) -> bool {
        draft.rule == "statement.colon"
            && issuer.is_none_or(|issuer| {
                // "Lockwood Inc. (TSX: LWD)": within brackets.
                let bracket = self.document.text[..issuer.span.start as usize].ends_with('(');
                let open = issuer.words.rfind('(').is_some_and(|at| !issuer.words[at..].contains(')'));
                bracket
                    || open
                    || issuer.entity.is_none()
                        && self.mentions_in(issuer.span).is_empty()
                        && issuer
                            .words
                            .rsplit(' ')
                            .next()
                            .is_none_or(|last| classes(word(last)) & SPEAKER == 0)
            })
    }

    /// "the Ministry [in June 2019]": when somebody was told is no part of who.
    fn without_time(&self, span: Span) -> Span {
        let dates = &self.document.dates;
        let at = dates.partition_point(|date| date.span.end < span.end);
        let Some(date) = dates.get(at).filter(|date| date.span.end == span.end) else { return span };
        let Some(front) = self.document.text.get(span.start as usize..date.span.start as usize) else {
            return span;
        };
        let front = front.trim_end();
        let front = ["in", "on", "at"].iter().find_map(|at| front.strip_suffix(at)).unwrap_or(front);
        let kept = front.trim_end().len();
        if kept == 0 { span } else { Span { end: span.start + kept as u32, ..span } }
    }

    fn statement(&self, draft: Draft, issuer: Option<Actor>, addressees: Vec<Actor>) -> Statement {
        let directive = draft.kind == StatementKind::Directive;
        let mut instruments: Vec<EntityId> = Vec::new();
        for part in &draft.content {
            for mention in self.mentions_in(*part) {
                if mention.kind == EntityKind::Instrument && !instruments.contains(&mention.entity) {
                    instruments.push(mention.entity);
                }
            }
        }
        let deadline = if directive { self.deadline(&draft) } else { None };
        let place = draft.cue.first().or(draft.content.first()).map_or(0, |part| part.start);
        let sentences = &self.document.sentences;
        let sentence = sentences
            .partition_point(|sentence| sentence.span.end <= place)
            .min(sentences.len().saturating_sub(1));
        Statement {
            kind: draft.kind,
            sentence: sentence as u32,
            source: draft.source,
            cue: draft.cue,
            content: draft.content,
            issuer,
            addressees,
            instruments,
            deadline,
            weak: draft.weak,
            rule: RuleName::new(draft.rule),
            confidence: Confidence::percent(confidence(draft.chance)),
        }
    }

    /// A date that "by", "before" or "until" makes the end of what is asked, outside an instrument's own title; or the
    /// day that lies "within six months" of the text.
    fn deadline(&self, draft: &Draft) -> Option<Fact<Edtf>> {
        let text = &self.document.text;
        for part in &draft.content {
            let from = self.document.dates.partition_point(|date| date.span.end <= part.start);
            for date in self.document.dates[from..].iter().take_while(|date| date.span.start < part.end) {
                let before = text.get(part.start as usize..date.span.start as usize).unwrap_or("").trim_end();
                let mut words = before.rsplit(|c: char| c.is_whitespace());
                let (last, prior) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
                let is = |word: &str, list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(word));
                let own = date.span.of(text);
                let opens = ["by ", "before ", "until ", "no later than ", "within ", "prior to "]
                    .iter()
                    .any(|lead| own.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)));
                let leads = is(last, &["by", "before", "until", "till", "than", "within"])
                    || is(last, &["to"]) && is(prior, &["prior"])
                    || is(last, &["of"]) && is(prior, &["ahead", "deadline"]);
                let counted = if is(last, &["within"]) { self.counted(&date.value) } else { None };
                let Some(edtf) = counted.as_ref().or(date.edtf.as_ref()) else { continue };
                if !(leads || opens) || edtf.latest().is_none() {
                    continue;
                }
                // "Resolution 08 on … by 2030": the year belongs to the title.
                let strict = is(last, &["within", "than", "before", "until"])
                    || opens && !own.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("by "));
                let title = !strict
                    && self.mentions_in(*part).iter().any(|mention| {
                        mention.kind == EntityKind::Instrument
                            && mention.span.end <= date.span.start
                            && !text
                                .get(mention.span.end as usize..date.span.start as usize)
                                .unwrap_or("")
                                .contains([',', ';', '.'])
                    });
                if title {
                    continue;
                }
                return Some(Fact {
                    value: edtf.clone(),
                    why: Why {
                        rule: RuleName::new("statement.deadline"),
                        confidence: date.confidence,
                        evidence: vec![Evidence { document: self.id, span: date.span }],
                    },
                });
            }
        }
        None
    }
}

impl Cast<'_> {
    /// The day that lies a length of time ("P6M") after the text's own day; as good as that, no better.
    fn counted(&self, length: &str) -> Option<Edtf> {
        let written = &self.document.date.as_ref()?.value;
        let day = written.earliest().filter(|day| written.latest() == Some(*day))?;
        let length = length.strip_prefix('P')?;
        let (count, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
        let count: i32 = count.parse().ok().filter(|count| (1..=1000).contains(count))?;
        let (year, month, dom) = day.to_ymd();
        let later = |months: i32| {
            let all = year * 12 + month as i32 - 1 + months;
            // A day that its month does not have is the month's last for this purpose.
            Day::from_ymd(all.div_euclid(12), all.rem_euclid(12) as u32 + 1, dom.min(28))
        };
        let end = match unit {
            "D" => Day(day.0 + count),
            "W" => Day(day.0 + count * 7),
            "M" => later(count),
            "Y" => later(count * 12),
            _ => return None,
        };
        format!("{end}~").parse().ok()
    }
}

/// How often, in percent, a statement was right on one half of the development texts whose cue had this chance, in
/// percent. Between the rows it goes straight. docs/QUALITY.md has the command, and what came out on the other half.
const RIGHT: [(f32, f32); 7] =
    [(0.0, 40.0), (40.0, 48.0), (60.0, 60.0), (80.0, 75.0), (90.0, 81.0), (97.0, 88.0), (100.0, 95.0)];

/// A cue's chance as the confidence in its statement.
fn confidence(chance: f32) -> u8 {
    let chance = (chance * 100.0).clamp(0.0, 100.0);
    let above = RIGHT.partition_point(|(row, _)| *row < chance).clamp(1, RIGHT.len() - 1);
    let ((from, low), (to, high)) = (RIGHT[above - 1], RIGHT[above]);
    (low + (high - low) * (chance - from) / (to - from)).round() as u8
}

/// The words without the commas and the "and" in front of them.
fn skip_joints(words: &str) -> &str {
    let mut rest = words.trim_start();
    loop {
        let next = rest.trim_start_matches([',', ';', ' ']);
        let next =
            ["and ", "as well as ", "or "].iter().find_map(|joint| next.strip_prefix(joint)).unwrap_or(next);
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// Length of a bracket in front: "(`MoT`)" after a body's name.
fn bracket(words: &str) -> usize {
    let inner = words.trim_start().strip_prefix('(').and_then(|inner| inner.find(')'));
    inner.map_or(0, |inner| words.len() - words.trim_start().len() + inner + 2)
}

/// Length of an article in front.
fn article(words: &str) -> usize {
    ["the ", "The ", "both ", "Both "]
        .iter()
        .find(|article| words.starts_with(*article))
        .map_or(0, |article| article.len())
}
