/**
 * Where a document of the REST API has keys without a value. A comma in a text that is not quoted makes such a key inside
 * of braces; the document is then not valid, and every route would answer 400.
 *
 * @param {unknown} value - a parsed YAML document
 * @returns {string[]} paths, parted by dots
 */
export function emptyValues(value, at = '') {
  if (value === null) {
    return [at];
  }
  if (typeof value !== 'object') {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) =>
    emptyValues(child, at ? `${at}.${key}` : key),
  );
}
