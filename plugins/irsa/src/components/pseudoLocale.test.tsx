import { ReactElement } from 'react';
import { screen } from '@testing-library/react';
import { previewFixture, roleFixture } from '../testing/accessFixtures';
import {
  coverageFixture,
  heatMapFixture,
  summaryFixture,
  trendsFixture,
} from '../testing/fleetFixtures';
import { migrationFixture, planFixture } from '../testing/migrationFixtures';
import { renderPage } from '../testing/renderPage';
import { setUpFixture, rightsFixture } from '../testing/setUpFixtures';
import { keylessFixture, workloadFixture } from '../testing/workloadFixtures';
import { MigrationsRouter } from './migration/MigrationsRouter';
import { PreviewPage } from './preview/PreviewPage';
import { ServicesRouter } from './services/ServicesRouter';
import { TrustRouter } from './trust/TrustRouter';

/**
 * A13: with every text of ours replaced by one that is 40 % longer and marked, no page has plain English but the words of
 * Backstage UI, and what the backend sends.
 */
jest.mock('@backstage/frontend-plugin-api', () => {
  const actual = jest.requireActual('@backstage/frontend-plugin-api');
  const pseudo = (messages: object): object =>
    Object.fromEntries(
      Object.entries(messages).map(([key, value]) => [
        key,
        typeof value === 'string'
          ? `⟦${value}${'~'.repeat(Math.ceil(value.length * 0.4))}⟧`
          : pseudo(value),
      ]),
    );
  return {
    ...actual,
    createTranslationRef: (options: { id: string; messages: object }) =>
      actual.createTranslationRef(
        options.id === 'plugin.irsa'
          ? { ...options, messages: pseudo(options.messages) }
          : options,
      ),
  };
});

/** Words of Backstage UI that it gives no way to translate; the first ones are listed with the criterion. */
const FRAMEWORK = [
  'Data table',
  'Previous table page',
  'Next table page',
  'Previous page',
  'Next page',
  'Select table page size',
  'Loading table data.',
  'Close',
  'Search',
  'Clear search',
  '(Required)',
  'Required',
  'Show suggestions',
  'Select an item',
  'Select an option',
  'Suggestions',
];

/** Names of things, which are the same in all languages. */
const NAMES = /\b(HEAD|GET|PUT|UTC|GMT|AM|PM|Secret|ConfigMap)\b/g;
/** Dates and times as `Intl` writes them. */
const DATES =
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d+ ?[APap][Mm]\b/g;

/** All texts that the backend sent, the longest first. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value && typeof value === 'object'
    ? [...Object.keys(value), ...Object.values(value).flatMap(textsOf)]
    : [];
}

const sent = [
  ...new Set(
    textsOf([
      previewFixture(),
      roleFixture(),
      coverageFixture(),
      heatMapFixture(),
      summaryFixture(),
      trendsFixture(),
      migrationFixture(),
      planFixture(),
      setUpFixture(),
      rightsFixture(),
      workloadFixture(),
      keylessFixture(),
      'Snapshot taken',
      'pod test-5b6467794-9j4gr Pending → Running',
    ]).flatMap(text => [text, ...text.split(/[\s/:]+/)]),
  ),
]
  .filter(text => /[A-Za-z]{2}/.test(text))
  .sort((a, b) => b.length - a.length);

/** What is left of a text without ours, the backend's and the framework's. */
function leftOf(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  for (const word of [...FRAMEWORK, ...sent]) {
    left = left.split(word).join(' ');
  }
  return left.replace(NAMES, ' ').replace(DATES, ' ');
}

function plainEnglish(): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(
    document.querySelector('main')!,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Element) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        texts.push(node.getAttribute(name) ?? '');
      }
    } else if (!node.parentElement?.closest('style, pre, code')) {
      texts.push(node.nodeValue ?? '');
    }
  }
  return [...new Set(texts)].filter(text => /[A-Za-z]{2}/.test(leftOf(text)));
}

describe('A13: in another language', () => {
  it.each<[string, ReactElement, RegExp]>([
    ['/irsa/services', <ServicesRouter />, /^production\/test$/],
    ['/irsa/services?q=nothing', <ServicesRouter />, /^⟦0 of/],
    [
      '/irsa/services/production/production/Deployment/test',
      <ServicesRouter />,
      /^⟦Where it gets credentials/,
    ],
    ['/irsa/services/first-steps', <ServicesRouter />, /^⟦1. Review a plan~/],
    ['/irsa/services/set-up', <ServicesRouter />, /^⟦All ⟦?\d+|not held~/],
    ['/irsa/services/what', <ServicesRouter />, /^⟦There is no page/],
    ['/irsa/migrations', <MigrationsRouter />, /^production\/test \(/],
    [
      `/irsa/migrations/plans/${planFixture().id}`,
      <MigrationsRouter />,
      /^⟦What changes/,
    ],
    ['/irsa/migrations/migration-7', <MigrationsRouter />, /Pending → Running/],
    ['/irsa/trust', <TrustRouter />, /^oidc-role$/],
    ['/irsa/trust/reach?from=role&role=x', <TrustRouter />, /^⟦Write/],
    ['/irsa/trust/111122223333/oidc-role', <TrustRouter />, /^⟦Any/],
    [
      '/irsa/preview?workload=production/production/Deployment/test',
      <PreviewPage />,
      /^⟦Compare~/,
    ],
  ])('%s has no plain English', async (path, page, ready) => {
    renderPage(page, { path });
    await screen.findAllByText(ready);
    expect(plainEnglish()).toEqual([]);
  });

  it('plain English would be found', () => {
    document.body.innerHTML =
      '<main><p title="Sorted by">⟦Sorted~~⟧ for you</p></main>';
    expect(plainEnglish()).toEqual(['Sorted by', '⟦Sorted~~⟧ for you']);
  });
});
