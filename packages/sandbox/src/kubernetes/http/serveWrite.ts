import { methodNotAllowed } from '../ApiError';
import { PatchRequest } from '../api/patchedObject';
import { isCreatedByUpdate, requireVersion } from '../api/updateRules';
import { requireRight } from '../auth/requireRight';
import type { Answering } from './Answering';
import { decodeBody } from './readBody';
import { requirePatchOptions } from './requestOptions';

/** Answers a POST. */
export async function serveCreate(answering: Answering): Promise<void> {
  const { parts, asked, context, decoded, reply } = answering;
  const { api } = parts;
  const { path, type } = asked;
  const { namespace, name } = path;
  if (name) {
    throw methodNotAllowed();
  }
  if (type.namespaced && !namespace) {
    throw methodNotAllowed();
  }
  reply(201, await api.create(type, namespace, decoded(), context));
}

/** Answers a PUT. */
export async function serveUpdate(answering: Answering): Promise<void> {
  const { parts, asked, context, decoded, reply } = answering;
  const { api } = parts;
  const { path, type } = asked;
  const { namespace, name, subresource } = path;
  if (!name) {
    throw methodNotAllowed();
  }
  const existed = Boolean(api.store.get(type, namespace, name));
  const object = decoded();
  if (!existed && !subresource && isCreatedByUpdate(type)) {
    requireCreate(answering);
  }
  if (existed) {
    requireVersion(type, {
      ...object,
      metadata: { ...object.metadata, name },
    });
  }
  reply(
    existed ? 200 : 201,
    await api.update(type, namespace, name, object, context, subresource),
  );
}

/** Answers a PATCH, an apply included. */
export async function servePatch(answering: Answering): Promise<void> {
  const { parts, asked, context, contentType, body, reply } = answering;
  const { api } = parts;
  const { path, type, query } = asked;
  const { namespace, name, subresource } = path;
  if (!name) {
    throw methodNotAllowed();
  }
  const apply = contentType === 'application/apply-patch+yaml';
  requirePatchOptions(query, apply);
  const existed = Boolean(api.store.get(type, namespace, name));
  if (!existed && !subresource && apply) {
    requireCreate(answering);
  }
  const patch: PatchRequest = {
    contentType,
    body: decodeBody(body, contentType),
    force: query.get('force') === 'true',
  };
  const object = await api.patch(
    type,
    namespace,
    name,
    patch,
    context,
    subresource,
  );
  reply(existed ? 200 : 201, object);
}

/** A write that creates an object needs the right to create. */
function requireCreate({ parts, asked }: Answering): void {
  const { type, path, user } = asked;
  const { namespace, name } = path;
  requireRight(parts.authorizer, user, {
    ...{ verb: 'create', group: type.group, resource: type.plural },
    ...{ namespace, name },
  });
}
