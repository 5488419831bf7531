import { auditCustomResource } from './customResources/auditCustomResource';
import { CUSTOM_RESOURCE_RULES } from './customResources/rules';
import { CustomResourceRule } from './customResources/types';
import { PodTemplate } from './objects/PodTemplate';
import { textsByName, podTemplatesOf } from './objects/podTemplates';
import { auditAnnotations } from './places/annotations';
import { auditConfigMapReferences } from './places/configMapReferences';
import { auditConfigProviders } from './places/configProviders';
import { auditSecretReferences } from './places/secretReferences';
import { auditDriverSettings, auditLiterals } from './places/literals';
import { AuditFinding, AuditWorld, KubernetesObject } from './types';
import { auditTemplate } from './workloads/auditTemplate';

/**
 * Every place where one object uses a static AWS key or something that looks like one: in the Pods that it makes, in
 * its own fields where a rule knows them, and in annotations. Pure; no finding holds a value. `world` answers questions
 * about objects that it refers to.
 *
 * @param catalogue - rules for custom resources beside the built-in ones
 * @param templates - of its Pods, where they are known already
 */
export function auditObject(
  object: KubernetesObject,
  world: AuditWorld,
  catalogue: readonly CustomResourceRule[] = [],
  templates: readonly PodTemplate[] = podTemplatesOf(object),
): AuditFinding[] {
  const found = [
    ...templates.flatMap(template => auditTemplate(object, template, world)),
    ...auditCustomResource(
      object,
      catalogue.length > 0
        ? [...CUSTOM_RESOURCE_RULES, ...catalogue]
        : CUSTOM_RESOURCE_RULES,
      world,
    ),
    ...auditConfigProviders(object, world),
    ...templates.flatMap(template => auditDriverSettings(object, template)),
  ];
  const named = [
    ...found,
    ...auditSecretReferences(object, found, world),
    ...auditConfigMapReferences(object, found, world),
  ];
  const shown = [...named, ...auditLiterals(object, named)];
  return [
    ...shown,
    ...auditAnnotations(
      object,
      textsByName(object.metadata?.annotations),
      'metadata.annotations',
      shown,
    ),
    ...templates.flatMap(({ annotations, path }) =>
      auditAnnotations(object, annotations, `${path}.annotations`, shown),
    ),
  ];
}
