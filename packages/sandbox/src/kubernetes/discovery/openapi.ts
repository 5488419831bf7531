import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ResourceType } from '../resources/resourceTypes';
import { JsonObject } from '../types';
import { VERSION } from './discovery';

function pathPrefix(group: string, version: string): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

export function openApiV3Index(registry: ResourceRegistry): JsonObject {
  const prefixes = new Set(
    registry.all().map(type => pathPrefix(type.group, type.version)),
  );
  const paths = [...prefixes].map(prefix => [
    prefix,
    { serverRelativeURL: `/openapi/v3/${prefix}` },
  ]);
  return { paths: Object.fromEntries(paths) };
}

function parameter(name: string): JsonObject {
  return { name, in: 'query', schema: { type: 'string', uniqueItems: true } };
}

function schemaName(type: ResourceType): string {
  const group = type.group.split('.')[0] || 'core';
  return `io.k8s.api.${group}.${type.version}.${type.kind}`;
}

/**
 * Not a full schema: every kind is an object with open fields. It is enough for clients such as kubectl apply, which
 * ask which query parameters a kind's PATCH takes.
 */
export function openApiV3(
  registry: ResourceRegistry,
  prefix: string,
): JsonObject | undefined {
  const types = registry
    .all()
    .filter(type => pathPrefix(type.group, type.version) === prefix);
  if (!types.length) {
    return undefined;
  }
  const schemas: JsonObject = {};
  const paths: JsonObject = {};
  for (const type of types) {
    const kind = {
      group: type.group,
      version: type.version,
      kind: type.kind,
    };
    schemas[schemaName(type)] = {
      type: 'object',
      description: `${type.kind} of ${type.group || 'the core group'}.`,
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { type: 'object' },
      },
      'x-kubernetes-preserve-unknown-fields': true,
      'x-kubernetes-group-version-kind': [kind],
    };
    const scope = type.namespaced ? 'namespaces/{namespace}/' : '';
    const operation = (action: string, names: string[]) => ({
      operationId: `${action}${type.kind}`,
      parameters: names.map(parameter),
      responses: {
        200: {
          description: 'OK',
          content: {
            'application/json': {
              schema: { $ref: `#/components/schemas/${schemaName(type)}` },
            },
          },
        },
      },
      'x-kubernetes-action': action,
      'x-kubernetes-group-version-kind': kind,
    });
    const writes = ['dryRun', 'fieldManager', 'fieldValidation'];
    paths[`/${prefix}/${scope}${type.plural}`] = {
      post: operation('post', writes),
    };
    if (type.virtual) {
      continue;
    }
    paths[`/${prefix}/${scope}${type.plural}/{name}`] = {
      get: operation('get', ['pretty']),
      put: operation('put', writes),
      patch: operation('patch', [...writes, 'force']),
      delete: operation('delete', ['dryRun', 'gracePeriodSeconds']),
    };
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: VERSION.gitVersion },
    paths,
    components: { schemas },
  };
}

export function openApiV2(): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: VERSION.gitVersion },
    paths: {},
    definitions: {},
  };
}
