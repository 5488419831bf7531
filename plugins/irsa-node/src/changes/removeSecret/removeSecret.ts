import { KubernetesObject } from '../../audit/types';
import { Edits } from '../Edits';
import { ChangeImpossibleError, FileEdit, TextFile } from '../types';
import {
  ManifestFile,
  manifestFiles,
  PlacedObject,
} from '../yaml/ManifestFile';
import { makes, Removal, removalOf, withoutParts } from './makers';
import { proveRemoval } from './proveRemoval';
import { SecretRemoval } from './types';
import { writeWithoutParts } from './writeParts';

/** What takes a Secret out of files, and what was proven of it. */
export interface SecretRemoved {
  files: FileEdit[];
  /** One sentence each. */
  proof: string[];
}

/**
 * Takes a Secret out of manifests: the document, or the file, that is the Secret or makes it (ExternalSecret, SealedSecret, SopsSecret,
 * a Secret that SOPS encrypted). Of one with other data, only the AWS keys go. Everything else stays byte for byte. Pure. The result is
 * read again and compared with what was planned.
 *
 * Throws ChangeImpossibleError, and then nothing is changed.
 */
export function removeSecret(
  files: readonly TextFile[],
  removal: SecretRemoval,
): SecretRemoved {
  const manifests = manifestFiles(files);
  assertAllRead(manifests, removal);
  const placed = manifests.flatMap(({ objects }) => objects);
  const objects = placed.map(({ value }) => value as KubernetesObject);
  const found = removalsIn(placed, removal);
  if (found.size === 0) {
    throw notFound(removal, 'None of the files');
  }
  const edits = editsOf(
    [...found].map(([at, planned]) => [placed[at], planned] as const),
  );
  const changed = new Map(edits.map(each => [each.path, each.content]));
  const after = manifestFiles(
    files.flatMap(({ path, content }) => {
      const text = changed.has(path) ? changed.get(path) : content;
      return typeof text === 'string' ? [{ path, content: text }] : [];
    }),
  ).flatMap(file => file.objects.map(({ value }) => value as KubernetesObject));
  return {
    files: edits,
    proof: proveRemoval(objects, after, found, removal),
  };
}

/** What has to happen to which objects, by their places in the list. Throws when one Secret is there several times. */
function removalsIn(
  placed: readonly PlacedObject[],
  removal: SecretRemoval,
): Map<number, Removal> {
  const { name, namespace } = removal;
  const found = new Map<number, Removal>();
  placed.forEach(({ value, file }, at) => {
    const object = value as KubernetesObject;
    const planned = makes(object, name, namespace)
      ? removalOf(object, removal, file.path)
      : undefined;
    if (planned) {
      found.set(at, planned);
    }
  });
  const ids = [...found.keys()].map(at =>
    [placed[at].value.kind, placed[at].value.metadata?.namespace].join(' '),
  );
  if (new Set(ids).size < ids.length) {
    const { file } = placed[[...found.keys()][0]];
    throw new ChangeImpossibleError(
      'ambiguous',
      `Secret ${name} is made ${ids.length} times in these files. Name the files of one environment only.`,
      { path: file.path },
    );
  }
  return found;
}

/** Writes removals into the files of the objects. */
export function editsOf(
  removals: readonly (readonly [PlacedObject, Removal])[],
): FileEdit[] {
  const edits = new Edits();
  const whole = new Map<ManifestFile, PlacedObject[]>();
  for (const [object, planned] of removals) {
    const { file, value } = object;
    if (planned.whole) {
      whole.set(file, [...(whole.get(file) ?? []), object]);
    } else {
      edits.change(
        object,
        each => withoutParts(each, planned),
        (node, editor) => writeWithoutParts(object, node, editor, planned),
      );
    }
    const isSigned = file.objects.some(each => each.value.sops);
    const goesWhole =
      planned.whole && file.objects.every(each => each.value === value);
    if (isSigned && !goesWhole && file.objects.length > 1) {
      throw new ChangeImpossibleError(
        'mixed',
        `${file.path} holds other objects too, and SOPS has signed all of it: an edit by other means would break the signature. Take the document out with sops.`,
        { path: file.path },
      );
    }
  }
  whole.forEach((objects, file) =>
    edits.remove(
      file,
      objects.map(({ node }) => node),
    ),
  );
  return edits.results();
}

/** What cannot be read may name the Secret, or be it. */
function assertAllRead(
  manifests: readonly ManifestFile[],
  { name }: SecretRemoval,
): void {
  const unread = manifests.find(
    ({ isReadable, content }) => !isReadable && content.includes(name),
  );
  if (unread) {
    throw new ChangeImpossibleError(
      'unreadable',
      `${unread.path} names ${name} and is no YAML that could be read (templates of Helm are not). Make the change by hand.`,
      { path: unread.path },
    );
  }
}

export function notFound(
  { name, awsKeys }: SecretRemoval,
  whose: string,
): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'notFound',
    `${whose} makes Secret ${name}${
      awsKeys.length > 0 ? ` with ${awsKeys.join(', ')}` : ''
    }.`,
  );
}
