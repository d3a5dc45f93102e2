//! Tokens, index, query language, ranking, facets, snippets.
