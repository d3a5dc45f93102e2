//! The whole collection out of its pack again: what a site is written from when nothing but its pack is at hand.

use crate::layout as at;
use crate::{Collection, Engine, EngineError};

impl Engine {
    /// The collection that the pack was built from.
    ///
    /// ```
    /// use dossier_engine::{Collection, Engine, build};
    ///
    /// let engine = Engine::open(build(&Collection::default())).unwrap();
    /// assert_eq!(engine.collection().unwrap(), Collection::default());
    /// ```
    ///
    /// # Errors
    /// When a part of the pack is not here, or damaged.
    pub fn collection(&self) -> Result<Collection, EngineError> {
        let about = self.about().map_err(EngineError)?;
        let count = |name: &str| self.ints(name).map(|days| days.len() / 2).map_err(EngineError);
        let entities = self.strings(at::ENTITY_KEYS).map_err(EngineError)?.len();
        let all = |count: u32| 0..count;
        Ok(Collection {
            description: about.description.clone(),
            documents: all(count(at::DOC_DAYS)?)
                .map(|number| self.document(number).map(|document| (*document).clone()))
                .collect::<Result<_, _>>()
                .map_err(EngineError)?,
            entities: all(entities)
                .map(|number| self.entity(number).map(|entity| (*entity).clone()))
                .collect::<Result<_, _>>()
                .map_err(EngineError)?,
            themes: about.themes.clone(),
            events: all(count(at::EVENT_DAYS)?)
                .map(|number| self.event(number).map(|event| (*event).clone()))
                .collect::<Result<_, _>>()
                .map_err(EngineError)?,
            // Facts may cite rules without words; a collection lists those that have some.
            rules: about
                .rules
                .iter()
                .map(|used| &used.text)
                .filter(|text| !text.explanation.is_empty())
                .cloned()
                .collect(),
            left_out: about.left_out.clone(),
            assumed: self.assumed().map_err(EngineError)?,
        })
    }
}
