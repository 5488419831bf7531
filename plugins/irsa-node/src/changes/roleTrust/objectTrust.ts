import { YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import { Edits } from '../Edits';
import { ChangeImpossibleError, TextFile } from '../types';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { isSamePolicy } from './samePolicy';
import { ChangedRoleTrust, RoleTrustChange } from './types';

/** A role that is written as an object of Kubernetes. */
interface ObjectTrustChange extends RoleTrustChange {
  form: 'ack' | 'crossplane';
}

const EXTERNAL_NAME = 'crossplane.io/external-name';

interface Shape {
  apiVersion: RegExp;
  /** Of the role in IAM. */
  nameOf(object: PlacedObject['value']): unknown;
  /** Where the policy is. */
  parents: string[];
  field: string;
}

/** Sources: CRDs of the IAM controller of ACK, and of provider-aws-iam of Upbound. */
const SHAPES: Record<ObjectTrustChange['form'], Shape> = {
  ack: {
    apiVersion: /^iam\.services\.k8s\.aws\//,
    nameOf: ({ spec }) => spec?.name,
    parents: ['spec'],
    field: 'assumeRolePolicyDocument',
  },
  crossplane: {
    apiVersion: /^iam\.aws\.(?:m\.)?upbound\.io\//,
    nameOf: ({ metadata }) =>
      metadata?.annotations?.[EXTERNAL_NAME] ?? metadata?.name,
    parents: ['spec', 'forProvider'],
    field: 'assumeRolePolicy',
  },
};

/** Writes a trust policy into the object of ACK or Crossplane that makes the role. Pure. Throws ChangeImpossibleError. */
export function changeObjectTrust(
  files: readonly TextFile[],
  change: ObjectTrustChange,
): ChangedRoleTrust {
  const shape = SHAPES[change.form];
  const role = theRole(files, change);
  const { path } = role.file;
  const owner = shape.parents.reduce<Json | undefined>(
    (object, key) => object?.[key] as Json | undefined,
    role.value,
  );
  const text = owner?.[shape.field];
  if (typeof text !== 'string' || !isSamePolicy(text, change.before)) {
    throw new ChangeImpossibleError(
      'different',
      `In ${path}, ${[...shape.parents, shape.field].join(
        '.',
      )} is not the trust policy that IAM has now. Let the source be applied, or look what else has changed the role, and review it again.`,
      { path },
    );
  }
  const after = JSON.stringify(
    JSON.parse(change.after),
    null,
    text.includes('\n') ? 2 : undefined,
  );
  const edits = new Edits();
  const guard = guardOf(path, usedAnchors(role.document));
  edits.change(
    role,
    object => withPolicy(object, shape, after),
    (node, editor) => {
      const map = shape.parents.reduce<YAMLMap>(
        (each, key) => guard.map(each, key),
        node,
      );
      guard.scalar(map, shape.field);
      editor.setField(map, shape.field, after);
    },
  );
  return { ...edits.result()[0], policy: after };
}

function theRole(
  files: readonly TextFile[],
  { form, roleName }: ObjectTrustChange,
): PlacedObject {
  const { apiVersion, nameOf } = SHAPES[form];
  const [role, ...others] = manifestFiles(files)
    .flatMap(({ objects }) => objects)
    .filter(
      ({ value }) =>
        value.kind === 'Role' &&
        apiVersion.test(String(value.apiVersion)) &&
        nameOf(value) === roleName,
    );
  if (!role) {
    throw new ChangeImpossibleError(
      'notFound',
      `No file there has the Role of ${
        form === 'ack' ? 'ACK' : 'Crossplane'
      } that makes ${roleName}. Name the folder that has it; what a chart or a composition writes is changed there by hand.`,
    );
  }
  if (others.length > 0) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `Role ${roleName} is there ${others.length + 1} times (${[role, ...others]
        .map(({ file }) => file.path)
        .join(', ')}). Name the folder of one of them.`,
      { path: role.file.path },
    );
  }
  return role;
}

function withPolicy(object: Json, { parents, field }: Shape, text: string) {
  let owner = object;
  for (const key of parents) {
    owner = owner[key] as Json;
  }
  owner[field] = text;
  return object;
}
