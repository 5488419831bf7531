import { ApiError, noSuchResource } from '../ApiError';
import { SYSTEM_USER } from '../api/RequestContext';
import type { Send } from '../applyManifests';
import { JsonObject, KubeObject, User } from '../types';
import type { ServerParts } from './ServerParts';
import { parsePath } from './parsePath';

/**
 * Handles requests of this process: with the same authorisation, admission and store as over HTTPS, but without a
 * socket.
 */
export function inProcess(parts: ServerParts, user: User = SYSTEM_USER): Send {
  return async (method, target, body, contentType = 'application/json') => {
    const url = new URL(target, 'https://localhost');
    const path = parsePath(url.pathname);
    const type =
      path && parts.api.registry.find(path.group, path.version, path.plural);
    if (!path || !type) {
      throw noSuchResource();
    }
    const verb = method === 'POST' ? 'create' : 'patch';
    const { allowed } = parts.authorizer.decide(user, {
      verb,
      group: type.group,
      resource: type.plural,
      namespace: path.namespace,
      name: path.name,
    });
    if (!allowed) {
      throw new ApiError(
        403,
        'Forbidden',
        `User "${user.name}" cannot ${verb} resource "${type.plural}"`,
      );
    }
    const context = {
      user,
      manager: url.searchParams.get('fieldManager') ?? 'unknown',
      dryRun: false,
    };
    const object = body as JsonObject;
    if (verb === 'create') {
      return parts.api.create(
        type,
        path.namespace,
        object as KubeObject,
        context,
      );
    }
    return parts.api.patch(
      type,
      path.namespace,
      path.name as string,
      {
        contentType,
        body: object,
        force: url.searchParams.get('force') === 'true',
      },
      context,
    );
  };
}
