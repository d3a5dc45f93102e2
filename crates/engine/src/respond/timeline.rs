//! Documents, events and dates on a line.

use dossier_analysis::time::{Stretch, density, extent, opening};
use dossier_corpus::Ordered as _;
use dossier_corpus::{Day, EntityKind};
use dossier_pack::PackError;

use crate::answer::{Item, ItemId, ItemKind, Lane, Lanes, MarkKind, Timeline, TimelineCard, TimelineCards};
use crate::layout::{self as at, field_section};
use crate::open::{Days, Engine, Found, passage_around};
use crate::select::{Bits, cells, mentioned};
use crate::{Axis, Field, Selection, words};

const MOST_LANES: usize = 12;
const MOST_UNDATED: usize = 2_000;

/// A lane before it is known how much of it can be drawn.
struct Drawn {
    key: String,
    name: String,
    entity: Option<crate::answer::EntityRef>,
    kind: ItemKind,
    items: Vec<Item>,
    undated: Vec<ItemId>,
}

fn stretches(lane: &Drawn) -> impl Iterator<Item = Stretch> {
    lane.items.iter().map(|item| Stretch::new(item.earliest, item.latest))
}

impl Engine {
    pub(super) fn timeline(
        &self,
        selection: &Selection,
        lanes: Lanes,
        axis: Axis,
        most_items: u32,
        window: Option<(Day, Day)>,
        bins: u32,
    ) -> Found<Timeline> {
        let selected = self.select(selection)?;
        let mut drawn = Vec::new();
        let field = match lanes {
            Lanes::Kinds => None,
            Lanes::Themes => Some(Field::Theme),
            Lanes::Persons => Some(Field::Entity(EntityKind::Person)),
            Lanes::Organisations => Some(Field::Entity(EntityKind::Organisation)),
            Lanes::Instruments => Some(Field::Entity(EntityKind::Instrument)),
        };
        match field {
            None => {
                for (kind, key, name) in [
                    (ItemKind::Published, "published", "Published"),
                    (ItemKind::Event, "events", "Events"),
                    (ItemKind::Mentioned, "mentioned", "Dates mentioned"),
                ] {
                    let mut lane = Drawn {
                        key: key.to_owned(),
                        name: name.to_owned(),
                        entity: None,
                        kind,
                        items: Vec::new(),
                        undated: Vec::new(),
                    };
                    self.fill(&mut lane, &selected.order)?;
                    drawn.push(lane);
                }
            }
            Some(field) => {
                let kind = match axis {
                    Axis::Published => ItemKind::Published,
                    Axis::Event => ItemKind::Event,
                    Axis::Mentioned => ItemKind::Mentioned,
                };
                self.lanes_by(&field, kind, selection, &selected.bits, &selected.order, &mut drawn)?;
            }
        }
        let of = |mentioned: bool| {
            let lanes = drawn.iter().filter(move |lane| (lane.kind == ItemKind::Mentioned) == mentioned);
            lanes.flat_map(stretches)
        };
        let (opening, extent) = (opening(of(false), of(true)), extent(drawn.iter().flat_map(stretches)));
        let shown = drawn.into_iter().map(|lane| {
            let all: Vec<Stretch> = stretches(&lane).collect();
            let (from, to) = window.or(opening).unwrap_or((Day(0), Day(0)));
            let in_window = Stretch { first: from.0, last: to.0 };
            let total = lane.items.len() as u32;
            let items = if total <= most_items {
                lane.items
            } else {
                let visible: Vec<Item> = lane
                    .items
                    .into_iter()
                    .filter(|item| Stretch::new(item.earliest, item.latest).possibly_in(in_window))
                    .take(most_items as usize + 1)
                    .collect();
                if visible.len() > most_items as usize { Vec::new() } else { visible }
            };
            Lane {
                key: lane.key,
                name: lane.name,
                entity: lane.entity,
                kind: lane.kind,
                total,
                items,
                density: if all.is_empty() { Vec::new() } else { density(all.into_iter(), from, to, bins) },
                undated_count: lane.undated.len() as u32,
                undated: lane.undated.into_iter().take(MOST_UNDATED).collect(),
            }
        });
        let lanes = shown.collect();
        Ok(Timeline { extent, opening, lanes })
    }

    /// A lane for each of the values that most documents have.
    fn lanes_by(
        &self,
        field: &Field,
        kind: ItemKind,
        selection: &Selection,
        bits: &Bits,
        order: &[u32],
        drawn: &mut Vec<Drawn>,
    ) -> Found<()> {
        let Some(columns) = self.field(field)? else { return Ok(()) };
        let least = selection.min_confidence;
        let mut counts = vec![0u32; columns.docs.len() as usize];
        for document in order {
            for cell in cells(&columns.values, *document).filter(|cell| cell.confidence >= least) {
                if let Some(count) = counts.get_mut(cell.number as usize) {
                    *count += 1;
                }
            }
        }
        let kinds = self.entity_kinds()?;
        let wanted = |value: u32| match field {
            Field::Entity(kind) => kinds.get(value as usize) == Some(kind),
            _ => true,
        };
        let mut values: Vec<u32> =
            (0..counts.len() as u32).filter(|v| counts[*v as usize] > 0 && wanted(*v)).collect();
        values.order_by_key(|v| (std::cmp::Reverse(counts[*v as usize]), *v));
        let entities = self.entity_cards()?;
        for value in values.into_iter().take(MOST_LANES) {
            let Some((key, name)) = self.value_words(field, value)? else { continue };
            let documents: Vec<u32> = cells(&columns.docs, value)
                .filter(|cell| cell.confidence >= least && bits.contains(cell.number))
                .map(|cell| cell.number)
                .collect();
            let entity = if matches!(field, Field::Entity(_)) { entities.get(value) } else { None };
            let mut lane = Drawn { key, name, entity, kind, items: Vec::new(), undated: Vec::new() };
            self.fill(&mut lane, &documents)?;
            drawn.push(lane);
        }
        Ok(())
    }

    fn fill(&self, lane: &mut Drawn, documents: &[u32]) -> Result<(), PackError> {
        let days = self.days()?;
        let mut add = |id: ItemId, when: Stretch, soft: bool, planned: bool| {
            if when.is_undated() {
                lane.undated.push(id);
            } else {
                lane.items.push(Item { id, earliest: when.earliest(), latest: when.latest(), soft, planned });
            }
        };
        match lane.kind {
            ItemKind::Published => {
                for document in documents {
                    let when = days.get(*document);
                    let id = ItemId { kind: ItemKind::Published, number: *document, part: 0 };
                    add(id, when, when.first != when.last, false);
                }
            }
            ItemKind::Event => {
                let stories = self.rows(&field_section("story", "values"))?;
                let event_days = Days(self.ints(at::EVENT_DAYS)?);
                let mut seen = Bits::none(event_days.0.len() / 2);
                documents
                    .iter()
                    .flat_map(|d| cells(&stories, *d))
                    .for_each(|story| seen.insert(story.number));
                for event in seen.iter() {
                    let when = event_days.get(event);
                    let id = ItemId { kind: ItemKind::Event, number: event, part: 0 };
                    add(id, when, when.first != when.last, false);
                }
            }
            ItemKind::Mentioned => {
                let rows = self.rows(at::DOC_MENTIONED)?;
                for document in documents {
                    let published = days.get(*document);
                    for date in mentioned(&rows, *document) {
                        let id = ItemId { kind: ItemKind::Mentioned, number: *document, part: date.number };
                        let planned = !published.is_undated() && date.days.last > published.last;
                        add(id, date.days, date.approximate, planned);
                    }
                }
            }
        }
        lane.items.order_by_key(|item| (Stretch::new(item.earliest, item.latest).order(), item.id));
        Ok(())
    }

    pub(super) fn timeline_cards(&self, ids: &[ItemId]) -> Found<TimelineCards> {
        const MOST: usize = 500;
        let mut shown = Vec::new();
        for id in ids.iter().take(MOST) {
            shown.extend(self.timeline_card(*id)?);
        }
        Ok(TimelineCards { cards: shown })
    }

    fn timeline_card(&self, id: ItemId) -> Result<Option<TimelineCard>, PackError> {
        let cards = self.cards()?;
        if id.kind == ItemKind::Event {
            if id.number >= self.ints(at::EVENT_DAYS)?.len() / 2 {
                return Ok(None);
            }
            let event = self.event_shown(id.number)?;
            let passage = event.why.evidence.first().cloned();
            return Ok(Some(TimelineCard {
                id,
                title: event.title,
                opening: false,
                date: event.date,
                documents: event.documents,
                passage,
            }));
        }
        if id.number >= self.document_count()? {
            return Ok(None);
        }
        let here = cards.get(id.number);
        if id.kind == ItemKind::Published {
            return Ok(Some(TimelineCard {
                id,
                title: here.title.text.clone(),
                opening: !here.title.printed,
                date: here.date.clone(),
                documents: vec![here],
                passage: None,
            }));
        }
        let document = self.document(id.number)?;
        Ok(document.dates.get(id.part as usize).map(|date| TimelineCard {
            id,
            title: words::one_line(date.span.of(&document.text)),
            opening: false,
            date: date.edtf.as_ref().map(words::date),
            documents: vec![here],
            passage: Some(passage_around(&document, date.span, &[(date.span, MarkKind::Subject)])),
        }))
    }
}
