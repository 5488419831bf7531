import { remembered } from '../../policy/remembered';
import { differences } from '../sets/globalKeys';
import { SERVICES } from './serviceNames';

/** Source: IAM User Guide, "AWS JSON policy elements: Principal", service principals; Alexa Skills Kit, "Create a role". */
const FORM =
  /^([a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|aws\.internal)|alexa-[a-z]+\.amazon\.com)$/;
const ENDING = /\.amazonaws\.com(\.cn)?$/;
const OF_CHINA = /\.cn$/;
const REGION = /\.[a-z]{2}(-[a-z]+)+-\d$/;
/**
 * Services whose names end in `.cn` in China; the others have the same name everywhere.
 * Source: names/names.go of hashicorp/terraform-provider-aws; aws/aws-cdk issue 2198; terraform-aws-modules/terraform-aws-eks issue 2932.
 */
const ENDS_IN_CN = ['ec2', 'codedeploy', 'elasticmapreduce', 'logs'];
/**
 * Names that CreateRole was reported to refuse, which no letter tells from others: each with the one that was meant, if there is one.
 * Source: hashicorp/terraform issue 35086; Amazon Bedrock User Guide, "Create a service role for Agents"; S3 Files prerequisites.
 */
const REFUSED: Readonly<Record<string, string | undefined>> = {
  'bedrock-agent': 'bedrock',
  s3files: 'elasticfilesystem',
  tagging: undefined,
};
/** A shorter name with as many other letters may be another service. */
const LONG = 9;
const SHORT = 5;

/**
 * What is known of the name of a service. `refused`: IAM was seen to refuse it; `like`: it is known, but for a letter or two, by another name;
 * `china`: it is called in China as elsewhere. `meant`: the right name, if there is one.
 */
export type ServiceName =
  | { kind: 'known' }
  | { kind: 'unknown' }
  | { kind: 'refused' | 'like' | 'china'; meant?: string };

/** Whether a text has the form of a service's name. */
export function isServiceForm(text: string): boolean {
  return FORM.test(text);
}

/** Whether the name is one of China. */
export function isOfChina(name: string): boolean {
  return OF_CHINA.test(name);
}

/** What is known of a name that has the form of one. */
export const serviceName = remembered((name): ServiceName => {
  if (!ENDING.test(name)) {
    return { kind: 'known' };
  }
  const whole = name.replace(ENDING, '');
  const base = whole.replace(REGION, '');
  if (isOfChina(name)) {
    const isKnown = SERVICES.has(base);
    if (isKnown && !ENDS_IN_CN.includes(base)) {
      return { kind: 'china', meant: `${whole}.amazonaws.com` };
    }
    return { kind: isKnown ? 'known' : 'unknown' };
  }
  if (SERVICES.has(base)) {
    return { kind: 'known' };
  }
  const nameOf = (meant: string | undefined) =>
    meant && `${meant}.amazonaws.com`;
  if (Object.hasOwn(REFUSED, base)) {
    return { kind: 'refused', meant: nameOf(REFUSED[base]) };
  }
  const like = nearest(base);
  return like ? { kind: 'like', meant: nameOf(like) } : { kind: 'unknown' };
});

/** The service whose name has one or two other letters. */
function nearest(written: string): string | undefined {
  if (written.length < SHORT) {
    return undefined;
  }
  const most = written.length < LONG ? 1 : 2;
  for (const known of SERVICES) {
    if (
      Math.abs(known.length - written.length) <= most &&
      // Whoever has mistyped a name has begun it.
      (known[0] === written[0] || known[1] === written[1]) &&
      differences(known, written) <= most
    ) {
      return known;
    }
  }
  return undefined;
}
