import {
  CataloguedName,
  CredentialFamily,
  foldName,
} from '../../detect/credentialCatalogue';
import { KeyIdentity, ObjectKind } from '../../detect/types';
import { uniqueKeys } from '../values/keyIdentity';
import { AuditFinding, AuditLocation, AuditVerdict, ReadLevel } from '../types';
import { Store } from '../objects/marks';
import { CredentialText } from '../values/credentialText';
import { judgeText } from '../values/judge';
import { isMailName, isUserName } from '../values/mail';
import { ValueFacts } from '../values/valueFacts';

/** One variable, or one data key of an object, that may hold a part of a credential. */
export interface Entry {
  /** The name in the finding: a data key, or a variable for literals. */
  keyName: string;
  known?: CataloguedName;
  /** Whether its name means a whole file or connection with both halves. */
  isText?: boolean;
  /** Facts of the value, if it may be read. */
  value?: ValueFacts;
  /** The variable that it becomes, if known. */
  variable?: string;
}

/** The entries that one place gives to one container. */
export interface Group {
  location: AuditLocation;
  objectName: string;
  objectKind?: ObjectKind;
  /** Whether a Pod starts without the object or without these keys. */
  optional?: boolean;
  path: string;
  entries: Entry[];
  /** Highest level that was needed for the names. Values can raise it. */
  readLevel: ReadLevel;
}

/** Facts of the rest of the container that matter for a group. */
export interface Surroundings {
  /** The destination of S3 calls. */
  endpoint?: Store;
  /** What labels or owners of the object say of its key, when its form does not decide. */
  mark?: Store;
  /** Entries of all groups of the container. */
  all: readonly Entry[];
  /** Whether a host beside it is the SMTP interface of SES. */
  sendsMail?: boolean;
}

export interface GroupJudgement {
  verdict: AuditVerdict;
  confidence: AuditFinding['confidence'];
  why: string;
  /** Entries of the finding. */
  entries: Entry[];
  ids: KeyIdentity[];
  readLevel: ReadLevel;
}

/** AWS access key ids in the values, without repetition. */
function idsIn(entries: readonly Entry[]): KeyIdentity[] {
  return uniqueKeys(entries.flatMap(({ value }) => value?.ids ?? []));
}

const hasId = ({ value }: Entry) => (value?.ids.length ?? 0) > 0;

const idEntries = (entries: readonly Entry[]) =>
  entries.filter(({ known }) => known?.part === 'id');

/** Whether all ids are from AWS's documentation. */
export function areExamples(entries: readonly Entry[]): boolean {
  const ids = idEntries(entries);
  return ids.length > 0 && ids.every(({ value }) => value?.shape === 'example');
}

/** Entries without empty values, paths and examples. */
function inUse(entries: readonly Entry[]): Entry[] {
  if (areExamples(entries)) {
    return [];
  }
  return entries.filter(({ known, value }) => {
    if (value === undefined) {
      return true;
    }
    if (value.isEmpty || value.isPath) {
      return false;
    }
    return (
      known?.part !== 'id' || value.shape !== 'none' || value.isPlaceholder
    );
  });
}

/** `key_id` and `access_key` are the two halves in the Secret of the EBS CSI driver; alone, `access_key` is an id. */
function withEbsPair(entries: readonly Entry[]): Entry[] {
  const names = entries.map(({ variable, keyName }) =>
    foldName(variable ?? keyName),
  );
  const isPair =
    names.includes('keyid') &&
    entries.every(({ known }) => known?.part !== 'secret');
  return entries.map((entry, at) =>
    isPair && names[at] === 'accesskey'
      ? { ...entry, known: { part: 'secret', family: 's3' } }
      : entry,
  );
}

/** The verdict of a group, or undefined when it is not a credential. */
export function judgeGroup(
  group: Group,
  surroundings: Surroundings,
): GroupJudgement | undefined {
  const named = judgeNamed(
    { ...group, entries: group.entries.filter(({ known }) => known) },
    surroundings,
  );
  const texts = judgeTexts(
    { ...group, entries: group.entries.filter(({ known }) => !known) },
    surroundings,
  );
  const judged = named && texts ? both(named, texts) : named ?? texts;
  return judged && withOtherHalf(judged, group.entries);
}

/**
 * Of the entries of one object, the other half of its one key id: the only value with the form of a secret access key,
 * whatever its name.
 */
export function otherHalf(
  ids: readonly KeyIdentity[],
  entries: readonly Entry[],
): Entry | undefined {
  const secrets = entries.filter(
    ({ known, value }) => value?.isSecretShaped && !known && !value.text,
  );
  return ids.length === 1 && secrets.length === 1 ? secrets[0] : undefined;
}

/** A judgement of one id with the other half beside it. */
export function withOtherHalf(
  judged: GroupJudgement,
  entries: readonly Entry[],
): GroupJudgement {
  const isWhole = judged.confidence !== 'id' || judged.verdict === 'ses-smtp';
  const other = isWhole ? undefined : otherHalf(judged.ids, entries);
  return other
    ? { ...judged, confidence: 'pair', entries: [...judged.entries, other] }
    : judged;
}

function both(left: GroupJudgement, right: GroupJudgement): GroupJudgement {
  const [worse] = [left, right].sort(byVerdict);
  return {
    ...worse,
    entries: [...left.entries, ...right.entries],
    ids: uniqueKeys([...left.ids, ...right.ids]),
    readLevel: Math.max(left.readLevel, right.readLevel) as ReadLevel,
  };
}

/** Of two judgements of one credential, that with the lower number counts. */
const RANKS: Record<AuditVerdict, number> = {
  'static-aws': 0,
  'irsa-shadowed': 1,
  'ses-smtp': 2,
  's3-compatible': 3,
  uncertain: 4,
};

/** The worst comes first. */
export function byVerdict(
  a: { verdict: AuditVerdict },
  b: { verdict: AuditVerdict },
): number {
  return RANKS[a.verdict] - RANKS[b.verdict];
}

/** Whether an entry is a user name for the SMTP interface of SES, by its name and the host beside it. */
function isMailUser(
  { variable, keyName }: Entry,
  sendsMail: boolean | undefined,
): boolean {
  const name = variable ?? keyName;
  return isMailName(name) || (sendsMail === true && isUserName(name));
}

/** The text of a value of one id, which the name of the value may tell to be a user name for mail. */
function withMail(
  text: CredentialText,
  entry: Entry,
  sendsMail: boolean | undefined,
): CredentialText {
  return text.ids.length === 1 &&
    text.parts.length === 0 &&
    isMailUser(entry, sendsMail)
    ? { ...text, isMail: true }
    : text;
}

/** Values under neutral names, by their content; and names of whole files, if those may not be read. */
function judgeTexts(
  { entries, objectName, readLevel }: Group,
  { endpoint, mark, sendsMail }: Surroundings,
): GroupJudgement | undefined {
  const found = entries.flatMap((entry): GroupJudgement[] => {
    const { value, isText } = entry;
    if (value?.text) {
      const { ids } = value.text;
      return [
        {
          ...judgeText({
            ...withMail(value.text, entry, sendsMail),
            endpoint:
              value.text.endpoint ??
              (endpoint ?? (ids.length === 0 ? mark : undefined))?.kind,
          }),
          entries: [entry],
          ids,
          readLevel: objectName ? 2 : readLevel,
        },
      ];
    }
    if (
      value === undefined &&
      sendsMail &&
      isMailUser(entry, sendsMail) &&
      isUserName(entry.variable ?? entry.keyName)
    ) {
      return [
        {
          verdict: 'ses-smtp',
          confidence: 'name',
          why: 'It is a user name for mail, and the host is the SMTP interface of SES',
          entries: [entry],
          ids: [],
          readLevel,
        },
      ];
    }
    return isText && value === undefined
      ? [
          {
            verdict: 'uncertain',
            confidence: 'name',
            why: `${entry.variable} holds settings of an object store, often with a key`,
            entries: [entry],
            ids: [],
            readLevel,
          },
        ]
      : [];
  });
  return found.length > 0 ? found.reduce(both) : undefined;
}

/** Entries with the name of a part of a credential. */
function judgeNamed(
  group: Group,
  { endpoint, mark, all, sendsMail }: Surroundings,
): GroupJudgement | undefined {
  const own = withEbsPair(group.entries);
  // The secret beside an example id is an example too, wherever it is.
  if (idEntries(own).length === 0 && areExamples(all)) {
    return undefined;
  }
  const entries = inUse(own);
  const ids = idsIn(entries);
  const known = entries.filter(each => each.known);
  if (known.length === 0 && ids.length === 0) {
    return undefined;
  }
  const families = new Set(known.map(each => each.known!.family));
  const isAws = known.some(
    each => each.known!.family === 'aws' && !each.known!.needsPair,
  );
  // The two halves may come from two objects. The values of the id then also decide for the secret.
  const related = inUse(withEbsPair(all)).filter(
    ({ known: other }) => other && families.has(other.family),
  );
  const parts = new Set(related.map(each => each.known!.part));
  if (!isAws && ids.length === 0 && !(parts.has('id') && parts.has('secret'))) {
    return undefined;
  }
  const hasOwnId = idEntries(entries).length > 0;
  const deciding = hasOwnId || ids.length > 0 ? entries : related;
  const awsIds = idsIn(deciding);
  const foreign = idEntries(deciding).some(
    ({ value }) => value?.shape === 'other',
  );
  // A literal elsewhere in the container needs no reading.
  const isSeen = entries.some(({ value }) => value !== undefined);
  const base = {
    entries:
      known.length > 0
        ? entries.filter(each => each.known || hasId(each))
        : entries.filter(hasId),
    ids,
    readLevel: (isSeen && group.objectName ? 2 : group.readLevel) as ReadLevel,
    confidence: confidenceOf(ids, parts),
  };
  // A key for mail has a password, and no secret half.
  if (
    !parts.has('secret') &&
    hasOwnId &&
    idEntries(entries).every(entry => isMailUser(entry, sendsMail))
  ) {
    return {
      ...base,
      verdict: 'ses-smtp',
      why: 'It is a user name for the SMTP interface of SES',
    };
  }
  if (endpoint?.kind === 'other') {
    return {
      ...base,
      verdict: 's3-compatible',
      why: `${endpoint.name} points at a store that is not AWS`,
    };
  }
  if (awsIds.length > 0) {
    return { ...base, verdict: 'static-aws', why: 'An AWS access key' };
  }
  if (!endpoint && mark?.kind === 'other') {
    return {
      ...base,
      verdict: 's3-compatible',
      why: `${mark.name} is that of a store that is not AWS`,
    };
  }
  if (foreign && endpoint?.kind !== 'aws') {
    return {
      ...base,
      verdict: 's3-compatible',
      why: 'The key id does not have the form of an AWS access key id',
    };
  }
  return { ...base, ...judgeNames(families, endpoint ?? mark) };
}

function confidenceOf(
  ids: readonly KeyIdentity[],
  parts: ReadonlySet<string>,
): AuditFinding['confidence'] {
  if (ids.length === 0) {
    return 'name';
  }
  return parts.has('secret') ? 'pair' : 'id';
}

function judgeNames(
  families: ReadonlySet<CredentialFamily>,
  endpoint: Surroundings['endpoint'],
): { verdict: AuditVerdict; why: string } {
  if (families.has('aws')) {
    return {
      verdict: 'static-aws',
      why: 'The names are those of an AWS access key',
    };
  }
  if (endpoint?.kind === 'aws') {
    return { verdict: 'static-aws', why: `${endpoint.name} points at AWS` };
  }
  return families.has('otherStore')
    ? {
        verdict: 's3-compatible',
        why: 'The names are those of an object store that is not AWS',
      }
    : {
        verdict: 'uncertain',
        why: 'The names are used for AWS and for other object stores',
      };
}

/** Names of the keys of entries, without repetition. */
export function namesOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.map(({ keyName }) => keyName))].sort();
}
