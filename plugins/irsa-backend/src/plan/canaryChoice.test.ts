import { canaryChoice } from './canaryChoice';
import { checkContext } from './checks/__testUtils__/checkContext';

const TWO = {
  replicas: 2,
  selector: { matchLabels: { app: 'worker' } },
};

function choiceOf(
  kind: string,
  request: boolean | undefined,
  settings: boolean,
  spec = {},
) {
  const context = checkContext({ kind, spec });
  context.world.request.canary = request;
  context.world.settings.canary = request ?? settings;
  return canaryChoice(context);
}

describe('who decides on a canary', () => {
  it.each([
    ['Deployment', undefined, true, { isOn: true, because: 'settings' }],
    ['Deployment', undefined, false, { isOn: false, because: 'settings' }],
    ['Deployment', false, true, { isOn: false, because: 'asked' }],
    ['CronJob', undefined, true, { isOn: false, because: 'work' }],
    ['CronJob', undefined, false, { isOn: false, because: 'work' }],
    ['CronJob', true, false, { isOn: true, because: 'asked' }],
    ['CronJob', false, true, { isOn: false, because: 'asked' }],
  ] as const)('%s, asked %s, settings %s', (kind, asked, settings, choice) => {
    const spec = kind === 'CronJob' ? {} : TWO;
    expect(choiceOf(kind, asked, settings, spec)).toEqual(choice);
  });

  it('nobody, where something is in the way', () => {
    expect(choiceOf('CronJob', true, true, { suspend: true })).toMatchObject({
      isOn: false,
      because: 'obstacle',
      obstacle: expect.stringMatching(/suspended/),
    });
  });
});
