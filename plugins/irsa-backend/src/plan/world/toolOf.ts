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
