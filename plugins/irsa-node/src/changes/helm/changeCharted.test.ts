import { renderChartFiles } from '../../rendering';
import { IS_WHOLE } from '../__testUtils__/testSize';
import { helmPath } from './__testUtils__/helmPath';
import { Layout, layouts } from './__testUtils__/layouts';
import { changeCharted } from './changeCharted';

const searchPath = helmPath();
const describeWithHelm = searchPath ? describe : describe.skip;
const SAMPLE = ['subchart', 'hard-wired'];

const changed = (
  { files, values, release, change }: Layout,
  more: Partial<Parameters<typeof changeCharted>[0]> = {},
) =>
  changeCharted({
    files,
    chart: 'chart',
    values: values.startsWith('chart/') ? [] : [{ path: values }],
    release,
    change,
    catalogue: [],
    render: (all, chart, texts, of) =>
      renderChartFiles(all, chart, texts, of, { searchPath }),
    ...more,
  });

const named = (name: string) => layouts().find(each => each.name === name)!;

describeWithHelm('changeCharted', () => {
  it.each(
    layouts()
      .filter(
        ({ name, fails }) => !fails && (IS_WHOLE || SAMPLE.includes(name)),
      )
      .map(layout => [layout.name, layout] as const),
  )('finds the values of %s that do what is planned', async (_, layout) => {
    const { files, proof } = await changed(layout);
    expect(files).toEqual([{ path: layout.values, content: layout.after }]);
    expect(proof[0]).toMatch(/^helm template was run/);
  });

  it('ends a search that takes too long', async () => {
    await expect(
      changed(named('hard-wired'), { searchMs: -1 }),
    ).rejects.toMatchObject({ code: 'tooSlow' });
  });

  it('says which workload a release does not make', async () => {
    const layout = named('hard-wired');
    await expect(
      changed({ ...layout, release: { name: 'other', namespace: 'shop' } }),
    ).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringMatching(/makes no Deployment wired/),
    });
  });

  it('changes what runs in none of the values when the chart is another one', async () => {
    const layout = named('hard-wired');
    const { detach } = layout.change;
    await expect(
      changed({
        ...layout,
        change: {
          ...layout.change,
          detach: {
            ...detach,
            removed: [
              { ...detach.removed[0], element: { secretRef: { name: 'x' } } },
            ],
          },
        },
      }),
    ).rejects.toMatchObject({ code: 'different' });
  });

  it('says how near it comes where no value helps, and quotes none', async () => {
    await expect(changed(named('hard-wired'))).rejects.toMatchObject({
      code: 'noSuchValues',
      message: expect.stringMatching(
        /nearest is a change of serviceAccount\.annotations.*Still to change: .*envFrom.*post-renderer/,
      ),
    });
  });

  describe('with a hook', () => {
    const hooked = (name: string, secret: string): Layout => {
      const layout = named('own-chart');
      return {
        ...layout,
        files: new Map([
          ...layout.files,
          [
            'chart/templates/hook.yaml',
            `apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, annotations: { helm.sh/hook: pre-upgrade } }
spec: { template: { spec: { containers: [{ name: migrate, envFrom: [{ secretRef: { name: "${secret}" } }] }] } } }
`,
          ],
        ]),
      };
    };

    it('takes no key that the hook needs too, and names the hook', async () => {
      await expect(
        changed(hooked('migrate', '{{ .Values.existingSecret }}')),
      ).rejects.toMatchObject({
        code: 'noSuchValues',
        message: expect.stringMatching(
          /changes this too: .*Job migrate \(hook pre-upgrade\)/,
        ),
      });
    });

    it('counts the hook among what is as it was', async () => {
      const { proof } = await changed(hooked('migrate', 'own-db'));
      expect(proof).toContain('The other object of these files is as it was.');
      expect(proof[0]).toMatch(/compared, hooks too\.$/);
    });
  });
});
