import { Browser } from '@playwright/test';
import { poll } from '../../e2e/support/poll';
import { enter } from './checks';
import { TEMPLATE } from './integrations';
import { RunningPortal } from './RunningPortal';

const PATIENCE_MS = 90_000;
/** Of the sandbox's scenario `portal`. */
const WORKLOAD = 'test';
const ENTITY = 'profile-api';
const ENTITY_REF = `component:default/${ENTITY}`;

/** People find workloads and roles on the portal's search page, and only those that they may see. */
export async function checkSearch(
  portal: RunningPortal,
  browser: Browser,
): Promise<void> {
  const role = await firstRole(portal);
  for (const type of ['software_catalog', 'irsa_workload', 'irsa_role']) {
    await poll(
      async () => {
        const answer = await portal.call(
          `/api/search/.backstage/scheduler/v1/tasks/search_index_${type}/trigger`,
          { method: 'POST' },
        );
        return answer.ok ? true : undefined;
      },
      { deadline: PATIENCE_MS, what: `the task of search that reads ${type}` },
    );
  }
  const user = await portal.signIn();
  // Undefined while an index that is asked is not there yet.
  const find = async (term: string): Promise<string[] | undefined> => {
    const query = `term=${encodeURIComponent(term)}`;
    const answer = await portal.call(`/api/search/query?${query}`, { user });
    const { results } = answer.ok ? await answer.json() : {};
    return results?.map(
      (each: { type: string; document: { title: string } }) =>
        `${each.type} ${each.document.title}`,
    );
  };
  const see = async (term: string, found: string, isThere: boolean) =>
    poll(
      async () =>
        (await find(term))?.includes(found) === isThere ? true : undefined,
      {
        deadline: PATIENCE_MS,
        what: `search for ${term} ${isThere ? 'with' : 'without'} "${found}"`,
      },
    );
  const isFound = async (isThere: boolean) => {
    await see(WORKLOAD, `irsa-workload production/${WORKLOAD}`, isThere);
    await see(role, `irsa-role ${role}`, isThere);
    await see(ENTITY, `software-catalog ${ENTITY}`, true);
  };
  await isFound(true);
  await seeFound(portal, browser);
  await portal.refusing(() => isFound(false));
}

/** From the search page of the portal to the page of the workload. */
async function seeFound(portal: RunningPortal, browser: Browser) {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  try {
    await page.goto(`${portal.url}/search?query=${WORKLOAD}`);
    await enter(page);
    await page
      .getByRole('link', { name: `production/${WORKLOAD}` })
      .first()
      .click();
    await page.getByText('Where it gets credentials').first().waitFor();
  } finally {
    await page.close();
  }
}

/** A person runs a template with one of our steps, with the person's own permissions. */
export async function checkTemplate(portal: RunningPortal): Promise<void> {
  const user = await portal.signIn();
  await poll(
    async () => {
      const actions = await portal.json('/api/scaffolder/v2/actions', user);
      return actions.some(({ id }: { id: string }) => id === 'irsa:audit')
        ? true
        : undefined;
    },
    { deadline: PATIENCE_MS, what: 'irsa:audit among the steps of templates' },
  );
  await poll(
    async () => {
      const answer = await portal.call(
        `/api/catalog/entities/by-name/template/default/${TEMPLATE}`,
        { user },
      );
      return answer.ok ? true : undefined;
    },
    { deadline: PATIENCE_MS, what: `template ${TEMPLATE} in the catalog` },
  );
  const done = await runTemplate(portal, user);
  const said = done.output?.text?.[0].content ?? '';
  if (done.status !== 'completed' || !/^[1-9]\d* workloads have/.test(said)) {
    throw new Error(`The template ended so: ${JSON.stringify(done)}`);
  }
  await portal.refusing(async () => {
    const refused = await runTemplate(portal, user);
    if (refused.status !== 'failed' || !refused.log.includes('403 Forbidden')) {
      throw new Error(
        `A person without the permission ran it: ${JSON.stringify(refused)}`,
      );
    }
  });
}

/** Runs it as a person, to its end. */
async function runTemplate(portal: RunningPortal, user: string) {
  const { id } = await portal.json('/api/scaffolder/v2/tasks', user, {
    method: 'POST',
    body: JSON.stringify({
      templateRef: `template:default/${TEMPLATE}`,
      values: { entity: ENTITY_REF },
    }),
  });
  const status: string = await poll(
    async () => {
      const task = await portal.json(`/api/scaffolder/v2/tasks/${id}`, user);
      return ['completed', 'failed', 'cancelled'].includes(task.status)
        ? task.status
        : undefined;
    },
    { deadline: PATIENCE_MS, what: `the end of task ${id} of the scaffolder` },
  );
  const events: { type: string; body: { output?: Output } }[] =
    await portal.json(`/api/scaffolder/v2/tasks/${id}/events`, user);
  return {
    status,
    log: JSON.stringify(events),
    output: events.find(({ type }) => type === 'completion')?.body.output,
  };
}

/** What a template says at its end. */
interface Output {
  text?: { title: string; content: string }[];
}

async function firstRole(portal: RunningPortal): Promise<string> {
  const answer = await portal.request('/roles');
  const { items } = await answer.json();
  return items[0].name;
}
