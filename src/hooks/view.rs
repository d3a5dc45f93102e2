//! What every page needs to know of the collection.

use std::rc::Rc;

use yew::prelude::*;

/// The collection as a whole, whatever is selected.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct CollectionInfo {
    /// Its title.
    pub(crate) title: AttrValue,
    /// Documents in it.
    pub(crate) documents: u32,
}

/// The collection round this component; empty while it opens.
#[hook]
pub(crate) fn use_collection() -> Rc<CollectionInfo> {
    use_context::<Rc<CollectionInfo>>().unwrap_or_default()
}
