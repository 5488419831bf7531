import { ApiError } from './ApiError';
import { isObject } from './json';
import { JsonObject, KubeObject } from './types';

/** Sends one request to the server's handler. Returns the JSON of the answer, or throws an ApiError. */
export type Send = (
  method: string,
  path: string,
  body?: JsonObject,
  contentType?: string,
) => Promise<JsonObject>;

export type PathOf = (object: KubeObject) => {
  collection: string;
  namespaced: boolean;
};

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
export const CLIENT_SIDE_APPLY = 'kubectl-client-side-apply';

function withLastApplied(object: KubeObject): KubeObject {
  const annotations = { ...object.metadata.annotations };
  delete annotations[LAST_APPLIED];
  const bare = {
    ...object,
    metadata: { ...object.metadata, annotations },
  };
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...annotations,
        [LAST_APPLIED]: `${JSON.stringify(bare)}\n`,
      },
    },
  };
}

async function applyOne(
  send: Send,
  collection: string,
  object: KubeObject,
  fieldManager: string,
  serverSide: boolean,
): Promise<KubeObject> {
  const query = `fieldManager=${encodeURIComponent(fieldManager)}`;
  const path = `${collection}/${object.metadata.name}`;
  if (serverSide) {
    const answer = await send(
      'PATCH',
      `${path}?${query}&force=true`,
      object,
      'application/apply-patch+yaml',
    );
    return answer as KubeObject;
  }
  const wanted =
    fieldManager === CLIENT_SIDE_APPLY ? withLastApplied(object) : object;
  try {
    const created = await send('POST', `${collection}?${query}`, wanted);
    return created as KubeObject;
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'AlreadyExists') {
      throw error;
    }
  }
  const { status: _status, ...patch } = wanted;
  const patched = await send(
    'PATCH',
    `${path}?${query}`,
    patch,
    'application/merge-patch+json',
  );
  return patched as KubeObject;
}

/** Does what `kubectl apply -f` does with a list of manifests. The items of Lists are applied one by one. */
export async function applyManifests(
  manifests: object[],
  send: Send,
  pathOf: PathOf,
  fieldManager: string,
  serverSide: boolean,
): Promise<KubeObject[]> {
  const applied: KubeObject[] = [];
  for (const manifest of manifests) {
    const object = manifest as KubeObject;
    if (object.kind === 'List' && Array.isArray(object.items)) {
      const items = object.items.filter(isObject);
      applied.push(
        ...(await applyManifests(
          items,
          send,
          pathOf,
          fieldManager,
          serverSide,
        )),
      );
    } else {
      const { collection, namespaced } = pathOf(object);
      const complete = namespaced
        ? {
            ...object,
            metadata: { namespace: 'default', ...object.metadata },
          }
        : object;
      applied.push(
        await applyOne(send, collection, complete, fieldManager, serverSide),
      );
    }
  }
  return applied;
}
