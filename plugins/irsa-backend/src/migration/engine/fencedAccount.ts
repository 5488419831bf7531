import { IAMClient } from '@aws-sdk/client-iam';
import { AccountHandle } from '../../accounts/types';

const READS = /^(Get|List|Simulate|Generate)/;

interface Fenceable {
  constructor: { name: string };
  middlewareStack: {
    add(
      middleware: (
        next: (args: unknown) => Promise<unknown>,
      ) => (args: unknown) => Promise<unknown>,
      options: { step: 'finalizeRequest'; priority: 'low'; name: string },
    ): void;
  };
}

/**
 * The same account, in which each write to IAM asks `fence` as the last thing before it goes out: after it was signed,
 * and again before each try that the SDK makes by itself. IAM knows no condition on a write, so this is as near as one can get.
 *
 * @param fence - rejects when this process must not write any more
 * @param turn - resolves when a write to this account may begin; asked before it is signed
 */
export function fencedAccount(
  account: AccountHandle,
  fence: () => Promise<unknown>,
  turn: () => Promise<void> = async () => {},
): AccountHandle {
  const send = async (command: Fenceable, ...rest: unknown[]) => {
    if (!READS.test(command.constructor.name)) {
      await turn();
      command.middlewareStack.add(
        next => async args => {
          await fence();
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low', name: 'irsaFence' },
      );
    }
    return account.iam.send(...([command, ...rest] as unknown as [never]));
  };
  const bound = send as unknown as IAMClient['send'];
  const iam = new Proxy(account.iam, {
    get: (target, name) =>
      name === 'send' ? bound : Reflect.get(target, name, target),
  });
  return new Proxy(account, {
    get: (target, name) =>
      name === 'iam' ? iam : bindTo(target, Reflect.get(target, name, target)),
  });
}

function bindTo(target: object, value: unknown): unknown {
  return typeof value === 'function' ? value.bind(target) : value;
}
