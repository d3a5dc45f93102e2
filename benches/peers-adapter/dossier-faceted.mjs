// The same engine with dates and facets indexed, and all of them counted with every query, with a histogram.
import dossier from './dossier.mjs';
export default { create: () => dossier.create('faceted') };
