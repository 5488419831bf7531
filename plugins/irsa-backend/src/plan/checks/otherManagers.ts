import { accountManager } from '../world/planTarget';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** Tags by which tools mark what their source describes. */
const TOOLS: [RegExp, string][] = [
  [/^aws:cloudformation:stack-(name|id)$/i, 'CloudFormation'],
  [/^(hashicorp:)?terraform|^tf[-_:]/i, 'Terraform'],
  [/^pulumi/i, 'Pulumi'],
  [/^crossplane/i, 'Crossplane'],
  [/^services\.k8s\.aws\//i, 'AWS Controllers for Kubernetes'],
];
const MANAGED = /^managed[-_ ]?by$|^iac$/i;
/** Mostly whoever was there first, a person or a pipeline, and not what keeps it. */
const MADE = /^(created|provisioned)[-_ ]?by$/i;
const KNOWN =
  /terraform|tofu|terragrunt|pulumi|cloud-?formation|crossplane|ansible|\b(cdk|ack|sam|serverless|gitops|iac)\b/i;
/** Values that say that nothing keeps it, or that people do. */
const NO_TOOL =
  /^(no|none|false|n\/a|-)$|manual|console|\bby hand\b|\b(team|squad)\b|@|^arn:/i;
const OWN = 'backstage-irsa';

/**
 * Whoever else keeps an object that the migration would touch takes the change back, or finds it as drift: the ServiceAccount, and
 * the user whose key is retired at the end. Workload, Secret and role have checks of their own.
 */
export const otherManagers: PlanCheck = context => {
  const { world, target, user } = context;
  const present = accountManager(world.serviceAccount.object);
  // An association writes nothing into a ServiceAccount.
  const isWritten = target.identity.kind === 'irsa';
  const own =
    target.ownAccount && isWritten
      ? accountManager(world.ownServiceAccount.object)
      : undefined;
  if (own) {
    return answer('other-managers', 'F35', {
      state: 'blocked',
      params: { serviceAccount: target.serviceAccountName, manager: own },
      message: `ServiceAccount ${target.serviceAccountName} is kept as its source says by ${own}. It would take the annotation with the role back, and the next Pod would have neither key nor role.`,
      evidence: 'Labels, annotations and field managers of the ServiceAccount.',
      fix: 'Write the annotation into its source, or give the ServiceAccount of the source another name.',
    });
  }
  const written = isWritten
    ? 'its annotation is written into its source'
    : 'is not touched: the association is kept by EKS';
  const kept = target.ownAccount
    ? `is not touched: the workload gets ${target.serviceAccountName}`
    : written;
  const byTool = user && toolOf(user.tags);
  if (byTool) {
    return answer('other-managers', 'F35', {
      state: 'warning',
      params: { userName: user.name, manager: byTool },
      message: `User ${user.name} is kept by ${byTool}. A key that is deleted here is made again, or is found as drift, unless it goes from the source too.`,
      evidence: `Tags of the user: ${short(Object.keys(user.tags))}.`,
      fix: 'When the key is retired, take it out of the source instead.',
    });
  }
  return answer('other-managers', 'F35', {
    state: 'passed',
    params: present ? { manager: present } : {},
    message: present
      ? `ServiceAccount ${world.serviceAccount.name} is kept by ${present} and ${kept}.`
      : 'Nothing else keeps the ServiceAccount or the user of the key.',
    evidence: evidenceOf(context),
  });
};

function evidenceOf({ user }: CheckContext): string {
  return user
    ? `Labels, annotations and field managers of the ServiceAccount; ${
        Object.keys(user.tags).length
      } tags of user ${user.name}.`
    : 'Labels, annotations and field managers of the ServiceAccount.';
}

/** The tool that made something in an account, by its tags. */
export function toolOf(tags: Record<string, string>): string | undefined {
  for (const [tag, value] of Object.entries(tags)) {
    const tool = TOOLS.find(([name]) => name.test(tag));
    if (tool) {
      return tool[1];
    }
    const isKept =
      (MANAGED.test(tag) && !NO_TOOL.test(value)) ||
      (MADE.test(tag) && KNOWN.test(value));
    if (isKept && value && value !== OWN) {
      return value;
    }
  }
  return undefined;
}
