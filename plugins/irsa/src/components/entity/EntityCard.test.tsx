import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Coverage, Workload } from 'backstage-plugin-irsa-common';
import { coverageFixture } from '../../testing/fleetFixtures';
import { at } from '../../testing/time';
import {
  customResourceFixture,
  riskFixture,
  workloadFixture,
} from '../../testing/workloadFixtures';
import { renderEntity } from '../../testing/renderEntity';
import { EntityCard } from './EntityCard';
import { worstFirst } from './worstFirst';

const DAY = 86_400_000;

function show(
  items: Workload[],
  totalCount = items.length,
  coverage = coverageFixture(),
) {
  return renderEntity(<EntityCard />, {
    routes: {
      'GET /workloads': () => ({
        body: {
          items,
          totalCount,
          coverage,
          facets: { clusters: [], namespaces: [], owners: [] },
        },
      }),
    },
  });
}

it.each<[Partial<Workload>, string | RegExp, string | undefined]>([
  [
    {},
    /^production\/test on production is given a static AWS key, 412 days old, last used 3 min ago \(as of .+\)\.$/,
    'Review plan for production/test',
  ],
  [
    { keys: [] },
    'production/test on production is given a static AWS key.',
    'Review plan for production/test',
  ],
  [
    { keys: [], kind: 'Job' },
    'production/test on production is given a static AWS key.',
    'How to fix production/test',
  ],
  [
    { status: 'shadowed' },
    'production/test on production has a role, but a static key wins over it.',
    'Review plan for production/test',
  ],
  [
    {
      status: 'soaking',
      migrationId: 'm',
      soakEndsAt: at(4 * DAY + 2 * 3_600_000 + 60_000),
    },
    'production/test on production is on its role; the soak has 4 d 02 h left.',
    'Open migration of production/test',
  ],
  [
    { status: 'running', migrationId: 'm' },
    'A migration of production/test on production runs now.',
    'Open migration of production/test',
  ],
  [
    { status: 'unknown', statusReason: 'on-prem-2 answers 401' },
    'Cannot tell for production/test on production: on-prem-2 answers 401',
    'Show why production/test is unknown',
  ],
  [
    { status: 'keyless' },
    'production/test on production is keyless.',
    undefined,
  ],
  [
    {
      status: 'kept',
      kind: 'Secret',
      migrationId: 'm',
      statusReason: 'Kept by the migration of Deployment production/test',
    },
    'production/test on production is a kept Secret: Kept by the migration of Deployment production/test',
    'Open migration of production/test',
  ],
  [
    { status: 'notAws' },
    'production/test on production uses an S3-compatible store, not AWS.',
    undefined,
  ],
])('one sentence and one button: %p', async (overrides, sentence, action) => {
  show([workloadFixture(overrides)]);
  expect(await screen.findByText(sentence)).toBeInTheDocument();
  const actions = [
    ...screen.queryAllByRole('button'),
    ...screen.queryAllByRole('link'),
  ].map(element => element.getAttribute('aria-label'));
  expect(actions.filter(Boolean)).toEqual(action ? [action] : []);
});

const [read, unread] = coverageFixture().clusters;
const of = (...clusters: Coverage['clusters']): Coverage => ({
  ...coverageFixture(),
  clusters,
});

it.each<[string, Coverage, string]>([
  [
    'all was read',
    of(read),
    'No workload linked to this entity is given a static AWS key.',
  ],
  [
    'a cluster was not read',
    of(read, unread),
    'Not known: not every cluster was read in full. In what was read, no workload linked to this entity is given a static AWS key.',
  ],
  [
    'a cluster was read in part',
    of({ ...read, state: 'partial' }),
    'Not known: not every cluster was read in full. In what was read, no workload linked to this entity is given a static AWS key.',
  ],
  [
    'the catalog was not read',
    of({ ...read, linkDoubt: 'The catalog could not be read' }),
    'Not known: workloads are not linked to entities yet. The catalog could not be read.',
  ],
])(
  'without a workload it says none only where it knows: %s',
  async (...row) => {
    const [, coverage, sentence] = row;
    show([], 0, coverage);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  },
);

it('says as of when workloads are linked, as the entity may have come later', async () => {
  const linked = (linkedAt: string) => ({ ...read, linkedAt });
  show(
    [],
    0,
    of(linked('2026-01-02T03:04:05.000Z'), linked('2026-01-01T03:04:05.000Z')),
  );
  const line = await screen.findByText(/Linked to the catalog as it was/);
  expect(line).toHaveTextContent(
    'An entity that came later is linked by the next scan.',
  );
  expect(within(line).getByText(/ago/)).toHaveAttribute(
    'datetime',
    '2026-01-01T03:04:05.000Z',
  );
});

it('leads to the plan', async () => {
  const { requests } = show([workloadFixture()]);
  await userEvent.click(
    await screen.findByRole('button', { name: /Review plan/ }),
  );
  expect(requests.find(({ method }) => method === 'POST')?.path).toBe('/plans');
});

it('tells of the worst first, and how many more there are', async () => {
  show(
    [
      workloadFixture({ id: 'a', name: 'done', status: 'keyless' }),
      workloadFixture({ id: 'b', name: 'bad' }),
    ],
    130,
  );
  expect(await screen.findByText(/^production\/bad on/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'and 129 more' })).toHaveAttribute(
    'href',
    '/catalog/default/component/profile-api/aws-credentials',
  );
});

it('leads from a custom resource to its recipe', async () => {
  show([customResourceFixture()]);
  expect(
    await screen.findByRole('link', { name: 'How to fix letsencrypt' }),
  ).toBeInTheDocument();
});

it('worst is what failed, then what has a key, the more severe and the unaccepted first', () => {
  const severity = (score: number) => ({
    level: 'high' as const,
    score,
    factors: [],
  });
  const all = [
    workloadFixture({ name: 'keyless', status: 'keyless' }),
    workloadFixture({
      name: 'accepted',
      severity: severity(90),
      acceptedRisk: riskFixture(),
    }),
    workloadFixture({ name: 'mild', severity: severity(20) }),
    workloadFixture({ name: 'severe', severity: severity(80) }),
    workloadFixture({ name: 'unknown', status: 'unknown' }),
    workloadFixture({ name: 'failed', status: 'failed' }),
  ];
  expect(all.sort(worstFirst).map(({ name }) => name)).toEqual([
    'failed',
    'severe',
    'mild',
    'accepted',
    'unknown',
    'keyless',
  ]);
});
