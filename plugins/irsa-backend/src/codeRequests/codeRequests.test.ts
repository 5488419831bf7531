/** Change requests of the code of a service, at the sandbox's Git host over HTTP. */
import { Knex } from 'knex';
import { sqliteInMemory } from '../__testUtils__/sqliteInMemory';
import { giteaContract } from '../requests/hosts/gitea/__testUtils__/giteaContract';
import { gitHubContract } from '../requests/hosts/github/__testUtils__/gitHubContract';
import { gitLabContract } from '../requests/hosts/gitlab/__testUtils__/gitLabContract';
import { rarerOn } from '../requests/hosts/__testUtils__/contractWorld';
import {
  BLOCKED,
  CANARY,
  CodeWorld,
  REF,
  startCodeWorld,
} from './__testUtils__/codeWorld';

let world: CodeWorld | undefined;
let database: Knex;

beforeEach(async () => {
  database = await sqliteInMemory();
});

afterEach(async () => {
  await world?.close();
  world = undefined;
  await database.destroy();
});

async function start(
  options: Partial<Parameters<typeof startCodeWorld>[0]> = {},
): Promise<CodeWorld> {
  world = await startCodeWorld({ host: gitHubContract, database, ...options });
  return world;
}

/** Why nothing was opened. */
async function refusalOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (each: unknown) => each,
  );
  return error as { name: string; refusal?: string; message: string };
}

describe.each([gitHubContract, gitLabContract, giteaContract])(
  'the code of a service at $integration',
  host => {
    it(`is proposed once, merged by people, and then asked whether it runs${rarerOn(
      host,
    )}`, async () => {
      const { people, open, get, textAt, workload, replica } = await start({
        host,
      });
      expect(await get()).toMatchObject({ state: 'none' });

      const opened = await open();
      expect(opened).toMatchObject({
        state: 'open',
        base: 'main',
        editedByOthers: false,
        createdAt: expect.any(String),
      });
      const [request] = people.requests;
      expect(opened.url).toContain(`/acme/orders/`);
      expect(await textAt(request.branch, 'app.py')).toBe(
        'import boto3\n\ns3 = boto3.client("s3")\n',
      );
      expect(request.body).toContain('`app.py:3`: the keys are not given');
      expect(request.body).toContain('1 place is gone, none is new.');
      expect(request.body).toContain('How to take it back');
      expect(request.body).toContain(
        'https://portal.example.com/irsa/services/eks-prod-eu/production/Deployment/orders',
      );
      expect(JSON.stringify([request, opened])).not.toContain(CANARY);

      // Again, and by another process that has lost all it knew: the same request.
      const head = await people.git.head(request.branch);
      expect((await open()).url).toBe(opened.url);
      await database('code_requests').delete();
      expect((await replica().open(REF)).url).toBe(opened.url);
      expect(people.requests).toHaveLength(1);
      expect(await people.git.head(request.branch)).toBe(head);

      const { mergeCommit } = await people.merge(1, 'ingrid');
      expect(await get()).toMatchObject({
        state: 'merged',
        endedAt: expect.any(String),
        runs: { state: 'notKnown', evidence: expect.stringContaining('1.2.3') },
      });
      const parent = (await people.git.commit(mergeCommit!))!.parents[0];
      workload.image = `registry.example.com/orders:main-${parent}`;
      expect((await get()).runs).toMatchObject({ state: 'no' });
      workload.image = `registry.example.com/orders:${mergeCommit}`;
      expect((await get()).runs).toMatchObject({ state: 'yes' });
      workload.image = `registry.example.com/orders:${'f'.repeat(40)}`;
      expect((await get()).runs).toMatchObject({ state: 'notKnown' });
    });
  },
);

describe('what becomes of a request', () => {
  it('follows the source of now, and leaves alone what people have written on its branch (in CI)', async () => {
    const { people, open, get, push, textAt } = await start();
    await open();
    const [{ branch }] = people.requests;
    const more = 'import boto3\n\nprofile = boto3.Session(profile_name="p")\n';
    await push({ 'jobs.py': more });
    await open();
    expect(await textAt(branch, 'jobs.py')).toContain('boto3.Session()');
    expect(people.requests).toHaveLength(1);
    expect(people.requests[0].body).toContain('2 places are gone');

    await push({ 'README.md': 'By a person\n' }, branch);
    const theirs = await people.git.head(branch);
    expect(await get()).toMatchObject({ state: 'open', editedByOthers: true });
    expect(await refusalOf(open())).toMatchObject({
      refusal: 'editedByOthers',
      message: expect.stringContaining('go on there'),
    });
    expect(await people.git.head(branch)).toBe(theirs);
  });

  it('of a closed one, another is opened; of one that is not needed any more, it says so (in CI)', async () => {
    const { people, open, get, push } = await start();
    await open();
    people.close(1, 'ingrid');
    expect(await get()).toMatchObject({
      state: 'closed',
      endedAt: expect.any(String),
    });
    await open();
    expect(people.requests.map(({ state }) => state)).toEqual([
      'closed',
      'open',
    ]);
    expect(await get()).toMatchObject({ state: 'open' });
    await push({ 'app.py': 'import boto3\n\ns3 = boto3.client("s3")\n' });
    expect(await refusalOf(open())).toMatchObject({
      refusal: 'nothingToChange',
      message: expect.stringContaining('close it there'),
    });
  });

  it('is told of an earlier one while the next could not be made (in CI)', async () => {
    const { people, open, get } = await start();
    await open();
    people.close(1, 'ingrid');
    people.protectedBranches.add('irsa/*');
    expect(await refusalOf(open())).toMatchObject({ refusal: 'protected' });
    expect(await get()).toMatchObject({ state: 'closed' });
  });

  it('is found again when the answer to its opening is lost (in CI)', async () => {
    const { git, people, open, get } = await start();
    git.host.faults.add({
      method: 'POST',
      path: '/pulls',
      kind: 'lostAnswer',
      count: 5,
    });
    expect(await refusalOf(open())).toMatchObject({
      name: 'ServiceUnavailableError',
    });
    git.host.faults.clear();
    expect(await get()).toMatchObject({ state: 'open' });
    await open();
    expect(people.requests).toHaveLength(1);
  });

  it('is not known while the host does not answer', async () => {
    const { git, open, get, portal } = await start();
    await open();
    git.host.faults.add({ kind: 'status', status: 502, count: 50 });
    expect(await get()).toMatchObject({
      state: 'notKnown',
      reason: expect.stringContaining('does not answer'),
    });
    expect(await portal.known(REF, false)).toMatchObject({ state: 'notKnown' });
  });
});

describe('what a request would change', () => {
  it('is shown before anything is written, and only that is opened', async () => {
    const { people, portal, open, push, textAt } = await start();
    const seen = await portal.difference(REF);
    expect(seen).toMatchObject({
      repository: expect.stringMatching(/\/acme\/orders$/),
      base: 'main',
      baseCommit: await people.git.head('main'),
      files: [{ path: 'app.py' }],
      edited: [{ place: 'app.py:3' }],
      left: [],
    });
    expect(seen.files[0].diff).toContain('+s3 = boto3.client("s3")');
    expect(JSON.stringify(seen)).not.toContain(CANARY);
    const [one, other] = await Promise.all([
      portal.difference(REF),
      portal.difference(REF),
    ]);
    expect(other).toBe(one);
    expect(one).not.toBe(seen);

    await push({
      'app.py': `${BLOCKED['app.py']}profile = boto3.Session(profile_name="p")\n`,
    });
    expect(await refusalOf(open(seen.digest))).toMatchObject({
      refusal: 'changed',
      message: expect.stringContaining('Look at the new difference'),
    });
    expect(people.requests).toEqual([]);

    await push({ 'README.md': 'Nothing to do with it\n' });
    const { digest } = await portal.difference(REF);
    await push({ 'README.md': 'Again\n' });
    expect(await open(digest)).toMatchObject({ state: 'open' });
    expect(await textAt(people.requests[0].branch, 'app.py')).toContain(
      'boto3.Session()',
    );
  });

  it('is none, with the reason, where nothing can be proposed', async () => {
    const { people, portal, push } = await start();
    await push({ 'app.py': 'boto3.client("s3")\n' });
    expect(await refusalOf(portal.difference(REF))).toMatchObject({
      refusal: 'nothingToChange',
    });
    people.archived = true;
    expect(await refusalOf(portal.difference(REF))).toMatchObject({
      refusal: 'archived',
    });
  });
});

it('leaves the request of another branch of the same source alone (in CI)', async () => {
  const { people, git, open, get, push, annotations } = await start();
  await open();
  await push(BLOCKED, 'release');
  annotations[
    'backstage.io/source-location'
  ] = `url:${git.url}/acme/orders/tree/release`;
  expect(await get()).toMatchObject({ state: 'none' });
  expect(await open()).toMatchObject({ state: 'open', base: 'release' });
  expect(people.requests.map(({ base, state }) => [base, state])).toEqual([
    ['main', 'open'],
    ['release', 'open'],
  ]);
});

describe('a plan', () => {
  it('asks the host only where there may be something', async () => {
    const { git, open, portal } = await start();
    expect(await portal.known(REF, false)).toBeUndefined();
    expect(git.host.calls).toEqual([]);
    expect(await portal.known(REF, true)).toMatchObject({ state: 'none' });
    await open();
    expect(await portal.known(REF, false)).toMatchObject({ state: 'open' });
  });
});

describe('nothing is opened', () => {
  it('by two at once, or again in the same moment (in CI)', async () => {
    const { people, portal, replica } = await start();
    const answers = await Promise.allSettled([
      portal.open(REF),
      replica().open(REF),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await refusalOf(portal.open(REF))).toMatchObject({
      name: 'TooManyRequestsError',
      retryAfterSeconds: expect.any(Number),
    });
    expect(people.requests).toHaveLength(1);
  });

  it('where the catalog or the portal does not know the place', async () => {
    const { annotations, open, get } = await start();
    annotations['backstage.io/source-location'] =
      'url:https://elsewhere.example.com/acme/orders';
    expect(await refusalOf(open())).toMatchObject({ refusal: 'hostUnknown' });
    expect(await get()).toMatchObject({
      state: 'notKnown',
      refusal: 'hostUnknown',
    });
    annotations['backstage.io/source-location'] = 'file:/etc';
    expect(await refusalOf(open())).toMatchObject({
      name: 'ConflictError',
      refusal: 'sourceUnknown',
    });
  });

  it.each<[string, (world: CodeWorld) => unknown, string]>([
    ['archived', ({ people }) => (people.archived = true), 'Unarchive it'],
    [
      'forbidden',
      ({ git }) =>
        git.host.user(git.portal.login)!.rights.set('acme/orders', 'read'),
      'the right to push',
    ],
    [
      'notFound',
      ({ git }) =>
        git.host.user(git.portal.login)!.rights.set('acme/orders', 'none'),
      'do not see it',
    ],
    [
      'protected',
      ({ people }) => people.protectedBranches.add('irsa/*'),
      'begin with irsa/',
    ],
    [
      'branchGone',
      ({ people }) => people.renameDefaultBranch('trunk'),
      'its default branch is trunk',
    ],
    [
      'unparsable',
      ({ push }) => push({ 'app.py': `${BLOCKED['app.py']}x = """\n` }),
      'cannot be read as source',
    ],
    [
      'leftToPeople',
      ({ push }) =>
        push({
          'app.py':
            's3 = boto3.client("s3", endpoint_url=conf.address, aws_access_key_id=a, aws_secret_access_key=b)\n',
        }),
      'for a store outside of AWS',
    ],
    [
      'nothingToChange',
      ({ push }) => push({ 'app.py': 'boto3.client("s3")\n' }),
      'nothing to propose',
    ],
    [
      'tooLarge',
      ({ push }) => push({ 'big.py': '#'.repeat(20_000) }),
      'big.py',
    ],
  ])('when it is %s', async (refusal, before, words) => {
    const made = await start({ place: '/tree/main' });
    await before(made);
    expect(await refusalOf(made.open())).toMatchObject({
      name: 'ConflictError',
      refusal,
      message: expect.stringContaining(words),
    });
    expect(made.people.requests).toEqual([]);
  });

  it('sooner than the host allows (in CI)', async () => {
    const { git, open } = await start();
    git.host.faults.add({
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '7' },
      count: 50,
    });
    expect(await refusalOf(open())).toMatchObject({
      name: 'TooManyRequestsError',
      retryAfterSeconds: 7,
    });
  });
});

it('changes only the folder of the service, and knows what the others use of it (in CI)', async () => {
  const { people, open } = await start({
    place: '/tree/main/services/orders',
    files: {
      'services/orders/app.py':
        'import boto3\n\nKEY = "x"\ns3 = boto3.client("s3", aws_access_key_id=KEY, aws_secret_access_key=KEY)\n',
      'services/other/app.py':
        'from services.orders.app import KEY\nimport boto3\n\ns3 = boto3.client("s3", aws_access_key_id=KEY, aws_secret_access_key=KEY)\n',
    },
  });
  await open();
  const [{ branch, title }] = people.requests;
  expect(title).toContain('services/orders');
  const diff = await people.diffOf(people.requests[0]);
  expect(diff).toContain('+s3 = boto3.client("s3")');
  expect(diff).not.toContain('services/other');
  expect(diff).not.toContain('-KEY');
  expect(branch).toMatch(/^irsa\/code-[0-9a-f]{8}$/);
});
