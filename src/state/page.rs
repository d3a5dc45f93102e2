//! The pages, and their paths behind `#/`.

use dossier_engine::{EntityKind, decode_part, encode_part};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Page {
    /// What the collection is, and where to begin.
    #[default]
    Overview,
    /// Search, facets, results.
    Documents,
    /// One document, by its id.
    Document(String),
    /// What happened when.
    Timeline,
    /// Who and what is named: all, or of one kind.
    Entities(Option<EntityKind>),
    /// One entity, by its key.
    Entity(String),
    /// Every theme, or one of them, by its key.
    Theme(Option<String>),
    /// Who asked whom to do what.
    Ledger,
    /// Documents or two selections side by side.
    Compare,
    /// What this is, and how facts are found.
    About,
    /// Files of one's own, and the collections made of them.
    Open,
    /// An address that leads nowhere.
    Unknown(String),
}

impl Page {
    /// The views of the navigation, in its order.
    pub const VIEWS: [Self; 6] =
        [Self::Overview, Self::Documents, Self::Timeline, Self::Entities(None), Self::Ledger, Self::Compare];

    /// Whether the part of the app that is fetched first shows it; all others are shown by the rest.
    pub const fn is_first(&self) -> bool {
        matches!(self, Self::Overview | Self::Unknown(_))
    }

    /// The page of a path without `#/`.
    pub fn of_path(path: &str) -> Self {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let rest_decoded = decode_part(rest);
        match (first, rest) {
            ("" | "overview", "") => Self::Overview,
            ("documents", "") => Self::Documents,
            ("document", rest) if !rest.is_empty() => Self::Document(rest_decoded),
            ("timeline", "") => Self::Timeline,
            ("entities", "") => Self::Entities(None),
            ("entities", kind) => EntityKind::ALL
                .into_iter()
                .find(|known| known.name() == kind)
                .map_or_else(|| Self::Unknown(path.to_owned()), |kind| Self::Entities(Some(kind))),
            ("entity", rest) if !rest.is_empty() => Self::Entity(rest_decoded),
            ("themes", "") => Self::Theme(None),
            ("theme", rest) if !rest.is_empty() => Self::Theme(Some(rest_decoded)),
            ("ledger", "") => Self::Ledger,
            ("compare", "") => Self::Compare,
            ("about", "") => Self::About,
            ("open", "") => Self::Open,
            _ => Self::Unknown(decode_part(path)),
        }
    }

    /// Its path without `#/`.
    pub fn path(&self) -> String {
        let with = |first: &str, rest: &str| {
            let mut path = first.to_owned();
            encode_part(&mut path, rest);
            path
        };
        match self {
            Self::Overview => String::new(),
            Self::Document(id) => with("document/", id),
            Self::Entities(Some(kind)) => with("entities/", kind.name()),
            Self::Entity(key) => with("entity/", key),
            Self::Theme(Some(key)) => with("theme/", key),
            Self::Unknown(path) => with("", path),
            plain => plain.name().to_owned(),
        }
    }

    /// A word for it, as `data-page` and the navigation's glyphs use it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Documents => "documents",
            Self::Document(_) => "document",
            Self::Timeline => "timeline",
            Self::Entities(_) => "entities",
            Self::Entity(_) => "entity",
            Self::Theme(None) => "themes",
            Self::Theme(Some(_)) => "theme",
            Self::Ledger => "ledger",
            Self::Compare => "compare",
            Self::About => "about",
            Self::Open => "open",
            Self::Unknown(_) => "unknown",
        }
    }

    /// What the navigation calls it.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Documents | Self::Document(_) => "Documents",
            Self::Timeline => "Timeline",
            Self::Entities(_) | Self::Entity(_) | Self::Theme(_) => "Entities",
            Self::Ledger => "Ledger",
            Self::Compare => "Compare",
            Self::About => "About",
            Self::Open => "Your own files",
            Self::Unknown(_) => "Not found",
        }
    }
}
