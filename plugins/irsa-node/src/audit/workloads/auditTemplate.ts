import { isSuspiciousObjectName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { AuditedContainer, PodTemplate } from '../objects/PodTemplate';
import { AuditFinding, AuditWorld, KubernetesObject } from '../types';
import { readCredentialText } from '../values/credentialText';
import { judgeText } from '../values/judge';
import { toFinding } from '../toFinding';
import { Entry, judgeGroup, namesOf, Surroundings } from './entries';
import {
  isSession,
  sourceByMarks,
  storeByMarks,
  storeByName,
} from '../objects/marks';
import { DataOf, Environment, MarkOf, readEnvironment } from './environment';
import {
  bucketInFiles,
  endpointInFiles,
  endpointInTexts,
  endpointOfGroup,
  storesInFiles,
} from './storeOfGroup';
import { auditVolumes } from './volumes';
import { auditDrivers, auditNodeFolders, auditProviders } from './providers';
import { sourcesOf, withClasses } from './volumeSources';
import { FoundInContainer } from './foundInContainer';
import { auditHandedOn } from './handedOn';

/** Every place where the Pods of a template get a static credential. */
export function auditTemplate(
  object: KubernetesObject,
  given: PodTemplate,
  world: AuditWorld,
): AuditFinding[] {
  const namespace = object.metadata?.namespace;
  const template = withSecretsOfClasses(given, namespace, world);
  const { spec, path } = template;
  const account = spec.serviceAccountName || 'default';
  const dataOf: DataOf = (kind, name) => world.dataOf(kind, namespace, name);
  const markOf: MarkOf = (kind, name) =>
    storeByMarks(world.marksOf?.(kind, namespace, name)) ?? storeByName(name);
  // Also of a volume that no container mounts.
  for (const volume of spec.volumes ?? []) {
    sourcesOf(volume).forEach(({ kind, name }) => dataOf(kind, name));
  }
  const isAbsent = (kind: ObjectKind, name: string) =>
    world.isAbsent?.(kind, namespace, name) ?? false;
  const roleArn = world.roleArnOf(namespace, account);
  const isAssociated = world.isAssociated(namespace, account);
  const containers = [
    ...((spec.initContainers ?? []) as AuditedContainer[]),
    ...spec.containers,
    ...((spec.ephemeralContainers ?? []) as AuditedContainer[]),
  ];
  const scaled =
    world.scaledVariables?.(
      object.kind ?? '',
      namespace,
      object.metadata?.name ?? '',
    ) ?? [];
  const first = spec.containers[0]?.name;
  return containers.flatMap(container => {
    const files = storesInFiles(container, spec.volumes ?? [], dataOf);
    const environment = readEnvironment(container, {
      said: new Map([
        ...files.flatMap(({ stores }) => [...(stores.names ?? [])]),
        ...scaled
          .filter(each => (each.container ?? first) === container.name)
          .map(({ name, known }) => [name, known] as const),
      ]),
      dataOf,
      isAbsent,
      doubts: name =>
        world.doubtsUnknownNames === true ||
        (world.isMadeUnseen?.(namespace, name) ?? false),
    });
    const identity = identityOf(environment, roleArn, isAssociated);
    const found = [
      ...auditEnvironment(
        environment,
        markOf,
        files,
        endpointInTexts(object, path),
      ),
      ...auditMounts(container, template, environment, dataOf, markOf),
      ...auditProviders(container, template, name =>
        world.secretProviderOf(namespace, name),
      ),
      ...auditDrivers(container, template, dataOf),
      ...auditNodeFolders(container, template),
      ...auditWords(container, environment),
      ...auditHandedOn(container, dataOf, environment.endpoint),
    ];
    const isMissing = ({
      optional,
      objectKind,
      objectName,
    }: FoundInContainer) =>
      optional && objectKind ? isAbsent(objectKind, objectName) : false;
    const mayBeMissing = ({
      optional,
      objectKind,
      objectName,
    }: FoundInContainer) =>
      optional && objectKind
        ? dataOf(objectKind, objectName) === undefined
        : false;
    const isLeftOut = ({
      optional,
      objectKind,
      objectName,
    }: FoundInContainer) =>
      identity && optional && objectKind
        ? world.isLeftOut?.(objectKind, namespace, objectName) ?? false
        : false;
    const ofSession = ({ objectKind, objectName }: FoundInContainer) =>
      objectKind !== undefined &&
      isSession(world.marksOf?.(objectKind, namespace, objectName));
    /** A copy comes back when only it is removed. */
    const withSource = (each: FoundInContainer): FoundInContainer => {
      const source =
        each.objectKind &&
        sourceByMarks(
          world.marksOf?.(each.objectKind, namespace, each.objectName),
        );
      return source
        ? {
            ...each,
            why: `${each.why}; ${each.objectName} is a copy of ${source}`,
          }
        : each;
    };
    return found
      .filter(each => !isMissing(each) && !isLeftOut(each) && !ofSession(each))
      .map(each =>
        toFinding(object, {
          container: container.name,
          containerType: container.type,
          identity,
          ...withSource(identity && mayBeMissing(each) ? unsure(each) : each),
          path: `${path}${each.path.startsWith('.') ? '' : '.'}${each.path}`,
        }),
      );
  });
}

/** Only those beside the Pods: what a class takes from elsewhere has no finding of its own here. */
function withSecretsOfClasses(
  template: PodTemplate,
  namespace: string | undefined,
  world: AuditWorld,
): PodTemplate {
  const { volumes = [] } = template.spec;
  return volumes.some(({ secretClass }) => secretClass)
    ? {
        ...template,
        spec: {
          ...template.spec,
          volumes: withClasses(volumes, secretClass =>
            (world.secretsOfClass?.(namespace, secretClass) ?? [])
              .filter(each => each.namespace === (namespace ?? ''))
              .map(({ name }) => name),
          ),
        },
      }
    : template;
}

/**
 * Charts name an optional Secret for those without a role. With a role, it is often not there, and only reading it
 * tells.
 */
function unsure(found: FoundInContainer): FoundInContainer {
  return found.verdict === 'static-aws'
    ? {
        ...found,
        verdict: 'uncertain',
        why: `${found.why}, but the reference is optional, the workload has a role, and whether ${found.objectName} is there was not read`,
      }
    : found;
}

function identityOf(
  { values }: Environment,
  roleArn: string | undefined,
  isAssociated: boolean,
): AuditFinding['identity'] {
  if (
    roleArn ||
    (values.has('AWS_ROLE_ARN') && values.has('AWS_WEB_IDENTITY_TOKEN_FILE'))
  ) {
    return 'irsa';
  }
  return isAssociated || values.has('AWS_CONTAINER_CREDENTIALS_FULL_URI')
    ? 'pod-identity'
    : undefined;
}

function surroundingsOf({
  groups,
  endpoint,
  values,
}: Environment): Surroundings {
  return {
    endpoint,
    all: groups.flatMap(({ entries }) => entries),
    sendsMail: [...values.values()].some(value => value?.isSesSmtp),
  };
}

function auditEnvironment(
  environment: Environment,
  markOf: MarkOf,
  files: ReturnType<typeof storesInFiles>,
  inTexts: Surroundings['endpoint'],
): FoundInContainer[] {
  const surroundings = surroundingsOf(environment);
  const judged = environment.groups.flatMap((group): FoundInContainer[] => {
    const { objectKind, objectName } = group;
    const found = judgeGroup(group, {
      ...surroundings,
      endpoint:
        endpointOfGroup(group, environment.values, environment.endpoint) ??
        endpointInFiles(group, files) ??
        (environment.endpoint ? undefined : inTexts),
      mark:
        (objectKind && markOf(objectKind, objectName)) ?? bucketInFiles(files),
    });
    return found
      ? [
          {
            ...found,
            location: group.location,
            objectName: group.objectName,
            objectKind: group.objectKind,
            optional: group.optional,
            path: group.path,
            keyNames: namesOf(found.entries),
            envNames: variablesOf(found.entries),
          },
        ]
      : [];
  });
  const opaque = environment.opaque.map(
    (group): FoundInContainer => ({
      location: group.location,
      objectName: group.objectName,
      objectKind: group.objectKind,
      optional: group.optional,
      path: group.path,
      keyNames: [],
      verdict: 'uncertain',
      confidence: 'name',
      ids: [],
      readLevel: 0,
      why: isSuspiciousObjectName(group.objectName)
        ? `${group.objectName} sounds like AWS credentials; all its keys become variables, and their names are not known`
        : `All keys of ${group.objectName} become variables, and their names are not known`,
    }),
  );
  return [...judged, ...opaque];
}

function auditMounts(
  container: AuditedContainer,
  { spec }: PodTemplate,
  environment: Environment,
  dataOf: DataOf,
  markOf: MarkOf,
): FoundInContainer[] {
  return auditVolumes(
    container,
    spec.volumes ?? [],
    environment,
    dataOf,
    markOf,
    surroundingsOf(environment),
  ).map(
    (found): FoundInContainer => ({
      ...found,
      keyNames: namesOf(found.entries),
    }),
  );
}

function auditWords(
  container: AuditedContainer,
  environment: Environment,
): FoundInContainer[] {
  // Words of a command are separated by blanks. `$(NAME)` is replaced by a variable.
  const text = container.words
    .map(word => word.replace(/\$\([\w.-]+\)/g, '$$X'))
    .join(' ');
  const found = text ? readCredentialText(text) : undefined;
  if (!found) {
    return [];
  }
  const judged = judgeText({
    ...found,
    endpoint: found.endpoint ?? environment.endpoint?.kind,
  });
  return [
    {
      ...judged,
      location: 'args',
      objectName: '',
      path: `${container.path}.${container.args?.length ? 'args' : 'command'}`,
      keyNames: [...found.names].sort(),
      ids: found.ids,
      readLevel: 0,
      why: `In the command line, a hook or a probe: ${judged.why[0].toLowerCase()}${judged.why.slice(
        1,
      )}`,
    },
  ];
}

function variablesOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap(({ variable }) => variable ?? []))].sort();
}
