import assert from 'node:assert/strict';
import test from 'node:test';
import { JSDOM } from 'jsdom';
import { mayMatch, speedUpStyles } from '../jest/pageStyles.cjs';

const SELECTORS = [
  '*',
  'a',
  'A.Link',
  'nav > a.link:hover, p',
  'nav a',
  'p ~ a#top',
  'a:not(.link, p)',
  ':is(a, p).link',
  'a[title="a, b > c) d"]',
  "a[title='x']::before",
  'input[type="hidden" i]',
  '.w\\:full',
  'svg|a, p',
  '[hidden]',
  'details > summary:first-of-type',
  '.link.top',
  'p + *',
  ' nav>a , \n p ',
  '.é',
];

const HTML = `<!DOCTYPE html>
  <nav><p id="first" class="é">x</p><a id="top" class="LINK top" title="a, b > c) d">x</a><a class="link w:full" title="x">x</a></nav>
  <input type="HIDDEN"><details><summary>x</summary></details><p hidden>x</p><svg><a></a></svg>`;

/** A page with these rules. */
function pageOf(rules) {
  const { window } = new JSDOM(HTML);
  const style = window.document.createElement('style');
  style.textContent = rules.join('\n');
  window.document.head.append(style);
  return window;
}

function stylesOf(window) {
  return [...window.document.body.querySelectorAll('*')].map(
    element => window.getComputedStyle(element).cssText,
  );
}

test('a glance at an element never leaves out a selector that matches it', () => {
  const { document } = pageOf([]);
  let leftOut = 0;
  for (const selector of SELECTORS) {
    for (const element of document.querySelectorAll('*')) {
      const may = mayMatch(selector, element);
      leftOut += may ? 0 : 1;
      // What jsdom takes for an error matches nothing.
      const matches = () => element.matches(selector);
      if (!may && !selector.includes('|')) {
        assert.ok(!matches(), `${selector} matches ${element.outerHTML}`);
      }
    }
  }
  assert.ok(leftOut > 100, `only ${leftOut} pairs were left out`);
});

test('styles are those that jsdom computes', () => {
  const rules = SELECTORS.filter(one => !one.includes('|')).map(
    (selector, place) => `${selector} { --rule${place}: yes; order: ${place} }`,
  );
  const plain = pageOf(rules);
  const fast = pageOf(rules);
  speedUpStyles(fast);
  assert.deepEqual(stylesOf(fast), stylesOf(plain));
});

test('a style is computed once, and again after a change', () => {
  const window = pageOf(['.gone { display: none }']);
  speedUpStyles(window);
  const nav = window.document.querySelector('nav');
  const display = () => window.getComputedStyle(nav).display;

  assert.equal(display(), 'block');
  assert.equal(window.getComputedStyle(nav), window.getComputedStyle(nav));
  nav.className = 'gone';
  assert.equal(display(), 'none');
  nav.removeAttribute('class');
  assert.equal(display(), 'block');
  nav.style.visibility = 'hidden';
  const link = nav.querySelector('a');
  assert.equal(window.getComputedStyle(link).visibility, 'hidden');
  nav.style.visibility = '';
  assert.equal(window.getComputedStyle(link).visibility, 'visible');
  window.document.querySelector('style').textContent = 'nav { display: flex }';
  assert.equal(display(), 'flex');
});
