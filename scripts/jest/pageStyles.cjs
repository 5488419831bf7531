const utils = require('jsdom/lib/jsdom/living/generated/utils.js');

const NAME = /^(?:[\w-]|[^\0-\x7f])+/;

/**
 * The rightmost part of a selector without combinators, such as `a.link` of `nav > a.link:hover`, as far as a glance at an
 * element tells whether it can match: undefined when it has to be looked at in full.
 *
 * @param {string} selector one, without commas outside of brackets
 * @returns {{ tag?: string, classes: string[], id?: string } | undefined}
 */
function lastCompound(selector) {
  let compound = { classes: [] };
  let rest = selector.trim();
  while (rest) {
    const [sign] = rest;
    const name = NAME.exec(sign === '.' || sign === '#' ? rest.slice(1) : rest);
    if (sign === '[' || sign === '(') {
      const end = endOfBrackets(rest);
      if (end === undefined) {
        return undefined;
      }
      rest = rest.slice(end);
    } else if (/[\s>+~]/.test(sign)) {
      compound = { classes: [] };
      rest = rest.replace(/^[\s>+~]+/, '');
    } else if (sign === ':') {
      rest = rest.replace(/^:+[\w-]*/, '');
    } else if (sign === '*') {
      rest = rest.slice(1);
    } else if (!name) {
      return undefined;
    } else if (sign === '.') {
      compound.classes.push(name[0].toLowerCase());
      rest = rest.slice(name[0].length + 1);
    } else if (sign === '#') {
      compound.id = name[0].toLowerCase();
      rest = rest.slice(name[0].length + 1);
    } else {
      compound.tag = name[0].toLowerCase();
      rest = rest.slice(name[0].length);
    }
  }
  return compound;
}

/** Where the brackets end with which a text begins; undefined where quotes or escapes make that hard to see. */
function endOfBrackets(text) {
  let depth = 0;
  let place = 0;
  for (const sign of text.replace(/"[^"\\]*"|'[^'\\]*'/g, quoted =>
    '_'.repeat(quoted.length),
  )) {
    place += sign.length;
    if (sign === '[' || sign === '(') {
      depth += 1;
    } else if (sign === ']' || sign === ')') {
      depth -= 1;
    } else if (/["'\\]/.test(sign)) {
      return undefined;
    }
    if (depth === 0) {
      return place;
    }
  }
  return undefined;
}

/** The parts of a list of selectors, or undefined where a comma may stand within brackets. */
function compoundsOf(list) {
  if (/[\\|]|[([][^)\]]*,/.test(list)) {
    return undefined;
  }
  const compounds = list.split(',').map(lastCompound);
  return compounds.every(one => one !== undefined) ? compounds : undefined;
}

const known = new Map();

/**
 * Whether a selector may match an element. `false` is certain; the rest is for who reads selectors in full.
 *
 * @param {string} selector a list of selectors
 * @param {{ localName: string, getAttributeNS(namespace: null, name: string): string | null }} element
 */
function mayMatch(selector, element) {
  if (!known.has(selector)) {
    known.set(selector, compoundsOf(selector));
  }
  const compounds = known.get(selector);
  if (!compounds) {
    return true;
  }
  let classes;
  const hasClass = name => {
    classes ??= (element.getAttributeNS(null, 'class') ?? '')
      .toLowerCase()
      .split(/[\t\n\f\r ]+/);
    return classes.includes(name);
  };
  return compounds.some(
    ({ tag, id, classes: wanted }) =>
      (tag === undefined || tag === element.localName.toLowerCase()) &&
      (id === undefined ||
        id === element.getAttributeNS(null, 'id')?.toLowerCase()) &&
      wanted.every(hasClass),
  );
}

const NO_MATCH = Object.freeze({ match: false, pseudoElement: null });

/**
 * Lets jsdom compute styles as before, but faster: it looks at the rules in full only whose last part may match an element, as
 * browsers do, and computes the styles of an element once for as long as no element has changed. It took a sixth of the
 * processor time of pages: each query by role asks for the style of every element.
 *
 * @param {import('jsdom').DOMWindow} window
 */
function speedUpStyles(window) {
  const document = utils.implForWrapper(window.document);
  const selectors = document._domSelector;
  const { check } = selectors;
  selectors.check = (selector, element, ...rest) =>
    mayMatch(selector, element) ? check(selector, element, ...rest) : NO_MATCH;

  // jsdom drops its cache of declarations whenever an element changes, and the computed styles depend on these alone.
  const computed = new WeakMap();
  const compute = window.getComputedStyle;
  window.getComputedStyle = (element, ...rest) => {
    const cache = document._styleCache;
    if (rest.some(Boolean) || !(element instanceof window.Element)) {
      return compute(element, ...rest);
    }
    const last = cache && computed.get(cache)?.get(element);
    if (last) {
      return last;
    }
    const style = compute(element);
    const now = document._styleCache;
    if (now && element.ownerDocument === window.document) {
      if (!computed.has(now)) {
        computed.set(now, new WeakMap());
      }
      computed.get(now).set(element, style);
    }
    return style;
  };
}

module.exports = { mayMatch, speedUpStyles };
