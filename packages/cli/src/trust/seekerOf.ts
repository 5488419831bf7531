import { RoleSeeker } from 'backstage-plugin-irsa-common';
import { CommandError } from '../errors';
import { Known } from './types';

const FORMS =
  'sa:NAMESPACE/NAME@CLUSTER (a cluster of --known, or the issuer itself), repo:OWNER/REPOSITORY (all its jobs), repo:OWNER/REPOSITORY:JOB with a JOB as tokens of GitHub name it (ref:refs/heads/BRANCH, ref:refs/tags/TAG, environment:NAME, pull_request), or the ARN of a role';

/** The last part of the subject of GitHub's tokens. Source: GitHub Docs, "OpenID Connect reference". */
const JOB =
  /^(ref:refs\/(heads|tags)\/[^*?\s]+|environment:[^*?]+|pull_request)$/;

/** Who is meant by `--from`. Throws CommandError. */
export function seekerOf(text: string, { clusters = [] }: Known): RoleSeeker {
  const [, namespace, name, cluster] =
    /^sa:([^/@\s]+)\/([^/@\s]+)@(\S+)$/.exec(text) ?? [];
  if (cluster) {
    const known = clusters.find(each => each.name === cluster);
    if (!known && !cluster.includes('.')) {
      throw new CommandError(
        `--from ${text} names the cluster ${cluster}, which --known does not list. Give the address of its issuer instead, or add it there.`,
      );
    }
    const issuer = known?.issuer ?? cluster;
    return { kind: 'serviceAccount', issuer, namespace, name };
  }
  const [, repository, job] =
    /^repo:([^/:*?\s]+\/[^/:*?\s]+)(?::(.+))?$/.exec(text) ?? [];
  if (repository && (job === undefined || JOB.test(job))) {
    return { kind: 'repository', repository, ...(job && { job }) };
  }
  if (/^arn:[^:]+:iam::\d{12}:role\/\S+$/.test(text)) {
    return { kind: 'role', arn: text };
  }
  throw new CommandError(`--from has to be ${FORMS}.`);
}
