import { isDeepStrictEqual } from 'node:util';
import {
  canonicalPolicy,
  parsePolicyDocument,
} from 'backstage-plugin-irsa-common';
import { YAMLMap } from 'yaml';
import { Json } from '../detach/podFields';
import { Edits } from '../Edits';
import { ChangeImpossibleError, TextFile } from '../types';
import { manifestFiles, PlacedObject } from '../yaml/ManifestFile';
import { usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';

/** How a role is written as an object of Kubernetes. */
export type RoleForm = 'ack' | 'crossplane';

/** The trust policy that a role is to have. Documents are texts of JSON. */
export interface RoleTrustChange {
  form: RoleForm;
  /** Name of the role in IAM. */
  roleName: string;
  /** What IAM has now; the source has to say the same. */
  before: string;
  after: string;
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
const SHAPES: Record<RoleForm, Shape> = {
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

/**
 * Writes a trust policy into the object of ACK or Crossplane that makes the role, and leaves all other bytes as they are. Pure.
 *
 * @returns the one file that changes. Throws ChangeImpossibleError, also when the source says another policy than IAM has: then
 * something else is under way, and the change was not proven for it.
 */
export function changeRoleTrust(
  files: readonly TextFile[],
  change: RoleTrustChange,
): TextFile {
  const shape = SHAPES[change.form];
  const role = theRole(files, change);
  const { path } = role.file;
  const owner = shape.parents.reduce<Json | undefined>(
    (object, key) => object?.[key] as Json | undefined,
    role.value,
  );
  const text = owner?.[shape.field];
  if (typeof text !== 'string' || !isSame(text, change.before)) {
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
  return edits.result()[0];
}

function theRole(
  files: readonly TextFile[],
  { form, roleName }: RoleTrustChange,
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

function isSame(one: string, other: string): boolean {
  return isDeepStrictEqual(canonical(one), canonical(other));
}

function canonical(text: string): unknown {
  const { document } = parsePolicyDocument(text, 'trust');
  return document ? canonicalPolicy(document) : { text };
}

function withPolicy(object: Json, { parents, field }: Shape, text: string) {
  let owner = object;
  for (const key of parents) {
    owner = owner[key] as Json;
  }
  owner[field] = text;
  return object;
}
