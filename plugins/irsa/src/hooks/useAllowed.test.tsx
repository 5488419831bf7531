import { configApiRef } from '@backstage/core-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis, TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import {
  irsaMigrationCreatePermission,
  irsaScanCreatePermission,
} from 'backstage-plugin-irsa-common';
import { ReactNode } from 'react';
import { IrsaError } from '../api';
import { RIGHTS_INTERVAL } from './rightsClock';
import { useAction } from './useAction';
import { useAllowed } from './useAllowed';

jest.mock('./useT', () => ({
  useT: () => (key: string, words: { permission?: string }) =>
    `${key} ${words?.permission ?? ''}`,
}));

let rights: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
const authorize = jest.fn(async (_: object) => ({ result: rights }));

function wrapper({ children }: { children: ReactNode }) {
  return (
    <TestApiProvider
      apis={[
        [permissionApiRef, { authorize } as never],
        [configApiRef, mockApis.config()],
      ]}
    >
      {children}
    </TestApiProvider>
  );
}

const refused = { status: 403, headers: new Headers() } as Response;

const passes = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  jest.useFakeTimers();
  rights = AuthorizeResult.ALLOW;
  authorize.mockClear();
});
afterEach(() => jest.useRealTimers());

it('a change of rights is seen within a minute, both ways, on a page that stays open', async () => {
  const { result } = renderHook(
    () => useAllowed(irsaMigrationCreatePermission, 'a/b/Deployment/c'),
    { wrapper },
  );
  await passes(0);
  expect(result.current).toEqual({ isAllowed: true, reason: undefined });
  for (const now of [AuthorizeResult.DENY, AuthorizeResult.ALLOW] as const) {
    rights = now;
    await passes(RIGHTS_INTERVAL);
    const isAllowed = now === AuthorizeResult.ALLOW;
    expect(result.current).toEqual({
      isAllowed,
      reason: isAllowed ? undefined : 'denied.needed irsa.migration.create',
    });
  }
});

it('an act that is refused takes its button away at once', async () => {
  const { result } = renderHook(
    () => ({
      allowed: useAllowed(irsaScanCreatePermission),
      scan: useAction(async () => {
        throw IrsaError.fromBody({}, refused);
      }),
    }),
    { wrapper },
  );
  await passes(0);
  expect(result.current.allowed.isAllowed).toBe(true);
  rights = AuthorizeResult.DENY;
  await act(() => result.current.scan.run());
  await passes(0);
  expect(result.current.allowed.isAllowed).toBe(false);
  expect(result.current.scan.error?.status).toBe(403);
});

it('asks for no rights without an object, and keeps what is known when nobody answers', async () => {
  const { result, rerender } = renderHook(
    ({ id }: { id?: string }) => useAllowed(irsaMigrationCreatePermission, id),
    { wrapper, initialProps: {} as { id?: string } },
  );
  await passes(RIGHTS_INTERVAL);
  expect(authorize).not.toHaveBeenCalled();
  rerender({ id: 'a/b/Deployment/d' });
  await passes(0);
  expect(result.current.isAllowed).toBe(true);
  authorize.mockRejectedValueOnce(new Error('away'));
  await passes(RIGHTS_INTERVAL);
  expect(result.current.isAllowed).toBe(true);
});
