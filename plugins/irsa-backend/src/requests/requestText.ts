import { PlanExecution } from '../plan/types';
import { scrub } from '../shared/scrub';

/** Words of a change request, for whoever reads it at the host. */
export interface RequestText {
  title: string;
  /** Markdown. */
  body: string;
  commitMessage: string;
}

/** What a request is known by at the host. Another try of the same change has another number. */
export function requestNames(
  migrationId: string,
  { workload }: Pick<PlanExecution, 'workload'>,
  purpose: 'cutOver' | 'revert' | 'secret',
  attempt: number,
): { marker: string; branch: string } {
  const short = migrationId.replace(/[^A-Za-z0-9]/g, '').slice(0, 12);
  const isFirst = attempt === 1;
  const ending = `${purpose === 'cutOver' ? '' : `-${purpose}`}${
    isFirst ? '' : `-${attempt}`
  }`;
  return {
    marker: `irsa-${migrationId.replace(
      /[^A-Za-z0-9-]/g,
      '',
    )}-${purpose}-${attempt}`,
    branch: `irsa/${workload.name.replace(
      /[^A-Za-z0-9-]/g,
      '-',
    )}-${short}${ending}`,
  };
}

/** The text of the request that takes the key out. */
export function cutOverText(
  execution: PlanExecution,
  proof: readonly string[],
  link: string | undefined,
): RequestText {
  const { workload, role, serviceAccount, soakMs, request } = execution;
  const others = request?.alsoFed ?? [];
  const title = `${workload.kind} ${workload.name}: use its IAM role in place of a static AWS key`;
  return {
    title,
    commitMessage: title,
    body: [
      `### What`,
      `${workload.kind} \`${workload.namespace}/${workload.name}\` no longer gets a static AWS key. Its ServiceAccount \`${serviceAccount.name}\` names the role \`${role.arn}\`, and AWS gives its Pods short-lived credentials of that role.`,
      `### Why`,
      `A static key does not expire, and whoever copies it can use it from anywhere. The role exists already, and a token of this ServiceAccount was exchanged for it before this request was opened.`,
      `### Proven of these files`,
      list(proof),
      ...(others.length > 0
        ? [
            `### These files come to others too`,
            `Whoever takes them loses the key with the same merge:`,
            list(others.map(({ words }) => words)),
          ]
        : []),
      `### After the merge`,
      `The Pods restart once. The old key is watched for ${Math.round(
        soakMs / 86_400_000,
      )} days; this request neither switches it off nor deletes anything.`,
      `### How to take it back`,
      `Close this request, or, after its merge, roll the migration back in the portal: it proposes the opposite change. Reverting the merge here does the same.`,
      ...(link ? [`[The migration in the portal](${link})`] : []),
    ].join('\n\n'),
  };
}

/** The text of the request that puts the key back. */
export function revertText(
  execution: PlanExecution,
  reason: string | undefined,
  link: string | undefined,
): RequestText {
  const { workload } = execution;
  const title = `${workload.kind} ${workload.name}: go back to its static AWS key`;
  return {
    title,
    commitMessage: title,
    body: [
      `### What`,
      `${workload.kind} \`${workload.namespace}/${workload.name}\` gets its static AWS key again, as before the migration to an IAM role.`,
      `### Why`,
      // A person wrote it, and it leaves the portal. It cannot hold a marker: those are comments.
      reason === undefined
        ? 'The migration is rolled back.'
        : scrub(reason).replace(/</g, '&lt;'),
      `The role stays until no Pod carries it.`,
      ...(link ? [`[The migration in the portal](${link})`] : []),
    ].join('\n\n'),
  };
}

/** The text of the request that takes the Secret out, once nothing reads it. */
export function secretText(
  { workload, key }: PlanExecution,
  name: string,
  proof: readonly string[],
  link: string | undefined,
): RequestText {
  const title = `Secret ${name}: take the AWS key out that ${workload.name} no longer uses`;
  return {
    title,
    commitMessage: title,
    body: [
      `### What`,
      `Secret \`${workload.namespace}/${name}\` goes, or loses its AWS keys where it holds other data too.`,
      `### Why`,
      `${workload.kind} \`${workload.namespace}/${
        workload.name
      }\` runs on its IAM role. ${
        key
          ? `Its old access key ••••${key.last4} is off`
          : 'Its old key is off'
      }, and nothing in the cluster reads it any more.`,
      `### Proven of these files`,
      list(proof),
      `### After the merge`,
      `The portal looks whether the Secret is gone from the cluster. Values stay in the history of this repository: the key is of no use there once it is deleted in AWS.`,
      `### How to take it back`,
      `Close this request, or revert its merge. While the access key exists in AWS, it can be switched on again in the portal.`,
      ...(link ? [`[The migration in the portal](${link})`] : []),
    ].join('\n\n'),
  };
}

function list(lines: readonly string[]): string {
  return lines.map(line => `- ${line}`).join('\n');
}
