import { Writable } from 'node:stream';
import { startProgress } from './progress';

function terminal(isTTY: boolean) {
  let text = '';
  const stream = new Writable({
    write(chunk, _, callback) {
      text += chunk;
      callback();
    },
  });
  return {
    stream: Object.assign(stream, {
      isTTY,
      columns: 80,
      cursorTo() {},
      clearLine() {},
    }) as unknown as NodeJS.WriteStream,
    text: () => text,
  };
}

describe('startProgress', () => {
  let time = 0;
  const now = () => time;

  beforeEach(() => {
    time = 0;
  });

  function scan(isTTY: boolean, enabled: boolean, milliseconds: number) {
    const { stream, text } = terminal(isTTY);
    const progress = startProgress(stream, { enabled, now });
    progress.update(0, 4, 'pods');
    time += milliseconds;
    progress.update(2, 4, 'secrets\u001b[2J');
    progress.stop();
    return text();
  }

  it('shows a bar on a terminal once it takes long', () => {
    expect(scan(true, true, 600)).toContain('2/4 secrets');
  });

  it.each<[string, boolean, boolean, number]>([
    ['is over soon', true, true, 400],
    ['is not on a terminal', false, true, 60_000],
    ['is to be quiet', true, false, 60_000],
  ])('shows nothing when it %s', (_, isTTY, enabled, milliseconds) => {
    expect(scan(isTTY, enabled, milliseconds)).toBe('');
  });

  it('lets no name steer the terminal', () => {
    expect(scan(true, true, 600)).not.toContain('\u001b[2J');
  });

  it('leaves nothing behind in the process', () => {
    const before = process.listenerCount('exit');
    scan(true, true, 600);
    expect(process.listenerCount('exit')).toBe(before);
  });
});
