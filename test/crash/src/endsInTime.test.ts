import { endsInTime } from './endsInTime';

const never = new Promise<never>(() => {});

describe('the time limit of a point', () => {
  it('says at which steps and states a run stood that it gave up on', async () => {
    const stand = async () => [
      'migration rollingBack back claimed',
      'step ensure-role undoing',
    ];
    await expect(endsInTime(never, stand, 1)).rejects.toThrow(
      /within 0.001 s\. It stood so:\nmigration rollingBack back claimed\nstep ensure-role undoing$/,
    );
  });

  it('still says that it was late when the state cannot be read', async () => {
    const stand = async () => {
      throw new Error('no database');
    };
    await expect(endsInTime(never, stand, 1)).rejects.toThrow(
      /within 0.001 s.*\n.*no database/,
    );
  });

  it('reads nothing of a run that ends, and passes its error on', async () => {
    const stand = jest.fn();
    expect(await endsInTime(Promise.resolve('good'), stand, 60_000)).toBe(
      'good',
    );
    await expect(
      endsInTime(Promise.reject(new Error('bad')), stand, 60_000),
    ).rejects.toThrow('bad');
    expect(stand).not.toHaveBeenCalled();
  });
});
