import { AuditFinding, AuditVerdict } from '../types';
import { CredentialText } from './credentialText';

export interface Judgement {
  verdict: AuditVerdict;
  confidence: AuditFinding['confidence'];
  why: string;
}

/** The store of the credential in a text. An endpoint decides before the form of the id. */
export function judgeText(found: CredentialText): Judgement {
  const hasSecret = found.parts.some(({ part }) => part === 'secret');
  let confidence: Judgement['confidence'] = 'name';
  if (found.ids.length > 0) {
    confidence = 'id';
  }
  if (found.inUrl || (found.ids.length > 0 && hasSecret)) {
    confidence = 'pair';
  }
  if (
    found.hasBedrockKey &&
    found.ids.length === 0 &&
    found.parts.every(({ part }) => part !== 'id')
  ) {
    return {
      verdict: 'static-aws',
      confidence: 'id',
      why: 'It holds a key of Amazon Bedrock',
    };
  }
  if (found.isMail) {
    return {
      verdict: 'ses-smtp',
      confidence,
      why: 'It is a user name for the SMTP interface of SES',
    };
  }
  if (found.endpoint === 'other') {
    return {
      verdict: 's3-compatible',
      confidence,
      why: 'The endpoint beside it is not one of AWS',
    };
  }
  if (found.ids.length > 0) {
    return {
      verdict: 'static-aws',
      confidence,
      why: 'It holds an AWS access key id',
    };
  }
  if (found.hasForeignId && found.endpoint !== 'aws') {
    return {
      verdict: 's3-compatible',
      confidence,
      why: 'The key id does not have the form of an AWS access key id',
    };
  }
  if (
    found.endpoint === 'aws' ||
    found.parts.some(({ family }) => family === 'aws')
  ) {
    return {
      verdict: 'static-aws',
      confidence,
      why:
        found.endpoint === 'aws'
          ? 'The endpoint beside it is one of AWS'
          : 'The names are those of an AWS access key',
    };
  }
  return found.parts.some(({ family }) => family === 'otherStore')
    ? {
        verdict: 's3-compatible',
        confidence,
        why: 'The names are those of an object store that is not AWS',
      }
    : {
        verdict: 'uncertain',
        confidence,
        why: 'The names are used for AWS and for other object stores',
      };
}
