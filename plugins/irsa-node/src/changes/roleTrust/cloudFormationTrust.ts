import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, isScalar, Node, Scalar, YAMLMap } from 'yaml';
import { Splices } from '../Splices';
import { ChangeImpossibleError, TextFile } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';
import { pairOf, rangeOf, usedAnchors } from '../yaml/nodes';
import { guardOf } from '../yaml/sharing';
import { TextEditor } from '../yaml/TextEditor';
import {
  cloudFormationValue,
  PseudoParameters,
  substituted,
} from './cloudFormationValue';
import { Computed } from './computed';
import { editPolicyText } from './editPolicyText';
import { editYamlValue } from './editYamlValue';
import {
  planEdit,
  provenPolicy,
  unprovenPolicy,
  WrittenPolicy,
} from './planEdit';
import { isObject } from './samePolicy';
import { ChangedRoleTrust, RoleTrustChange } from './types';

const FIELD = 'AssumeRolePolicyDocument';
const TEMPLATE = /\.(ya?ml|json|template)$/i;

interface PlacedRole {
  file: ManifestFile;
  document: Document;
  logicalId: string;
  properties: YAMLMap;
  /** Its name in IAM: undefined where CloudFormation makes one up. */
  name: unknown;
}

export function isTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

/** Writes a trust policy into the template of CloudFormation that makes the role. Pure. Throws ChangeImpossibleError. */
export function changeCloudFormationTrust(
  files: readonly TextFile[],
  change: RoleTrustChange,
): ChangedRoleTrust {
  const [, partition = '', , , accountId = ''] = change.roleArn.split(':');
  const known = {
    'AWS::AccountId': accountId,
    'AWS::Partition': partition,
  };
  const role = theRole(files, change, known);
  const { file } = role;
  const { written, edit } = policyOf(role, known);
  const plan = planEdit(written, change);
  let content: string;
  try {
    content = edit(plan.changes);
  } catch (error) {
    throw error instanceof RangeError ? unprovenPolicy(written) : error;
  }
  const again = rolesIn([{ path: file.path, content }], known).find(
    ({ logicalId }) => logicalId === role.logicalId,
  );
  if (!again || !isDeepStrictEqual(othersOf(role), othersOf(again))) {
    throw unprovenPolicy(written);
  }
  return {
    path: file.path,
    content,
    policy: provenPolicy(
      policyOf(again, known).written.source,
      plan,
      written,
      change,
    ),
  };
}

function theRole(
  files: readonly TextFile[],
  { roleName, logicalId }: RoleTrustChange,
  known: PseudoParameters,
): PlacedRole {
  const roles = rolesIn(files, known);
  const isNamed = ({ name }: PlacedRole) => name === roleName;
  const mayBe = ({ name }: PlacedRole) =>
    name === undefined ||
    (name instanceof Computed && name.pattern.test(roleName));
  const byName = roles.filter(isNamed);
  const found =
    byName.length > 0
      ? byName
      : roles.filter(each => mayBe(each) && each.logicalId === logicalId);
  const [role, ...others] = found;
  if (others.length > 0) {
    throw new ChangeImpossibleError(
      'ambiguous',
      `Role ${roleName} is there ${found.length} times (${found
        .map(each => `${each.logicalId} in ${each.file.path}`)
        .join(', ')}). Name the folder of one of them.`,
      { path: role.file.path },
    );
  }
  if (role) {
    return role;
  }
  const [unsure] = logicalId === undefined ? roles.filter(mayBe) : [];
  if (unsure) {
    throw new ChangeImpossibleError(
      'variable',
      `No template there names ${roleName}. ${unsure.logicalId} in ${unsure.file.path} gets its name when it is deployed, and no tag of the role says that it is this one. Make the change by hand.`,
      { path: unsure.file.path },
    );
  }
  const broken = files.find(
    ({ path, content }) =>
      content.includes(roleName) &&
      content.includes('AWS::IAM::Role') &&
      !new ManifestFile(path, content).isReadable,
  );
  throw new ChangeImpossibleError(
    broken ? 'unreadable' : 'notFound',
    broken
      ? `${broken.path} could not be read as YAML or JSON, so it is not known whether it makes ${roleName}.`
      : `No template of CloudFormation there makes ${roleName}. Name the folder that has it; what a program such as the CDK writes is changed there by hand.`,
    broken && { path: broken.path },
  );
}

function rolesIn(
  files: readonly TextFile[],
  known: PseudoParameters,
): PlacedRole[] {
  return files
    .filter(
      ({ path, content }) =>
        isTemplate(path) && content.includes('AWS::IAM::Role'),
    )
    .flatMap(({ path, content }) => {
      const file = new ManifestFile(path, content);
      return file.documents.flatMap(document => {
        const resources = isMap(document.contents)
          ? pairOf(document.contents, 'Resources')?.value
          : undefined;
        return (isMap(resources) ? resources.items : []).flatMap(
          ({ key, value }): PlacedRole[] => {
            const type = isMap(value) && value.get('Type');
            const properties =
              isMap(value) && pairOf(value, 'Properties')?.value;
            if (type !== 'AWS::IAM::Role' || !isMap(properties)) {
              return [];
            }
            const name = pairOf(properties, 'RoleName')?.value;
            return [
              {
                file,
                document,
                logicalId: isScalar(key) ? String(key.value) : '',
                properties,
                name: name && cloudFormationValue(name, document, known),
              },
            ];
          },
        );
      });
    });
}

/** The policy of a role, and how it is edited: a function from changes to the text of the file. */
function policyOf(
  { file, document, logicalId, properties }: PlacedRole,
  known: PseudoParameters,
): {
  written: WrittenPolicy;
  edit: (changes: Parameters<typeof editYamlValue>[1]) => string;
} {
  const { path, content } = file;
  const node = pairOf(properties, FIELD)?.value;
  const name = logicalId;
  const text = literalIn(node);
  const source = isMap(node) && cloudFormationValue(node, document, known);
  if (!text && isMap(node) && !(source instanceof Computed)) {
    return {
      written: { path, name, source },
      edit: changes => {
        const splices = new Splices(content);
        const guard = guardOf(path, usedAnchors(document));
        guard.map(properties, FIELD);
        editYamlValue(node, changes, new TextEditor(splices), guard);
        return splices.result();
      },
    };
  }
  if (!text) {
    throw new ChangeImpossibleError(
      'variable',
      `In ${path}, the trust policy of ${name} is neither written out nor a block of text in JSON. Make the change by hand.`,
      { path },
    );
  }
  const [start, end] = rangeOf(text.scalar);
  const from = content.indexOf('{', start);
  const to = content.lastIndexOf('}', end) + 1;
  const keyOf = (key: string) =>
    text.isSubstituted && key.includes('${') ? substituted(key, known) : key;
  return {
    written: {
      path,
      name,
      keyOf,
      source: text.isSubstituted ? withComputed(text.value, known) : text.value,
    },
    edit: changes => {
      const edited = editPolicyText(content.slice(from, to), changes);
      if (edited === undefined) {
        throw new RangeError('The text could not be edited.');
      }
      return content.slice(0, from) + edited + content.slice(to);
    },
  };
}

/** A block of text that is JSON, as it is or by `Fn::Sub`. */
function literalIn(
  node: unknown,
): { scalar: Scalar; value: unknown; isSubstituted: boolean } | undefined {
  const inner = isMap(node) ? pairOf(node, 'Fn::Sub')?.value : node;
  const tag = (node as Node | undefined)?.tag;
  const isSubstituted = isMap(node) || tag === '!Sub';
  const isBlock =
    isScalar(inner) &&
    inner.type === 'BLOCK_LITERAL' &&
    typeof inner.value === 'string' &&
    (isSubstituted || tag === undefined || !/^![A-Za-z]/.test(tag));
  if (!isBlock) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(String(inner.value));
    return isObject(value)
      ? { scalar: inner, value, isSubstituted }
      : undefined;
  } catch {
    return undefined;
  }
}

function withComputed(value: unknown, known: PseudoParameters): unknown {
  if (Array.isArray(value)) {
    return value.map(each => withComputed(each, known));
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        withComputed(each, known),
      ]),
    );
  }
  return typeof value === 'string' && value.includes('${')
    ? substituted(value, known)
    : value;
}

/** What a file says besides the policy. */
function othersOf({ file, logicalId }: PlacedRole): unknown[] {
  return file.values().map(value => {
    const copy = structuredClone(value) as {
      Resources?: Record<string, { Properties?: Record<string, unknown> }>;
    } | null;
    delete copy?.Resources?.[logicalId]?.Properties?.[FIELD];
    return copy;
  });
}
