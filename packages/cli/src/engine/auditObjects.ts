import {
  AuditFinding,
  KubernetesObject,
  ReadLevel,
} from '@internal/plugin-irsa-node';
import { Association } from '../options';
import { customFindings } from './customFindings';
import { dataFindings } from './dataFindings';
import { podFindings } from './podFindings';
import { podTemplateOf } from './podTemplate';
import { valueFindings } from './valueFindings';
import { idOf, World } from './World';

export interface AuditOptions {
  readLevel: ReadLevel;
  podIdentityAssociations: readonly Association[];
}

/** Every place where the objects use, or hold, a static key. Pure; no finding holds a value. */
export function auditObjects(
  objects: readonly KubernetesObject[],
  { readLevel, podIdentityAssociations }: AuditOptions,
): AuditFinding[] {
  const world = new World(objects, readLevel, podIdentityAssociations);
  const users = objects.flatMap(object => {
    const template = podTemplateOf(object);
    if (!template) {
      return customFindings(object, world);
    }
    const { spec, path } = template;
    const found = podFindings(object, spec, path, world);
    const known = new Set(found.map(placeOf));
    return [
      ...found,
      ...valueFindings(object, spec, path, world).filter(
        finding => !known.has(placeOf(finding)),
      ),
    ];
  });
  const used = new Set(
    users.flatMap(({ namespace, objectName }) =>
      ['Secret', 'ConfigMap'].map(kind => idOf(kind, namespace, objectName)),
    ),
  );
  const held = objects
    .filter(
      ({ kind, metadata }) =>
        !used.has(idOf(kind, metadata?.namespace, metadata?.name)),
    )
    .flatMap(object => dataFindings(object, world));
  return [...users, ...held];
}

function placeOf({ container, location, objectName }: AuditFinding): string {
  return JSON.stringify([container, location, objectName]);
}
