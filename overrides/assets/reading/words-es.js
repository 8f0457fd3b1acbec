// Made by `make words` from the catalogues in scripts/edition/locale: change those.
globalThis.editionWords = {
};
