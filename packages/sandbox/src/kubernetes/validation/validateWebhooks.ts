import { JsonObject, KubeObject } from '../types';
import { Webhook } from '../admission/webhooks/webhookTypes';
import { Causes } from './Causes';

const SIDE_EFFECTS = ['None', 'NoneOnDryRun'];

function validateClient(
  { url, service }: Webhook['clientConfig'],
  at: string,
  causes: Causes,
): void {
  if (Boolean(url) === Boolean(service)) {
    causes.required(at, 'exactly one of url or service is required');
    return;
  }
  if (!url) {
    return;
  }
  const scheme = /^([a-z]+):\/\//i.exec(url)?.[1] ?? '';
  if (scheme !== 'https') {
    causes.invalid(
      `${at}.url`,
      scheme,
      "'https' is the only allowed URL scheme; desired format: https://host[/path]",
    );
  }
}

/** Collects what the API refuses in Mutating- and ValidatingWebhookConfigurations. */
export function validateWebhooks(object: KubeObject, causes: Causes): void {
  ((object.webhooks ?? []) as Webhook[]).forEach((webhook, index) => {
    const at = `webhooks[${index}]`;
    const { name, sideEffects, timeoutSeconds = 10 } = webhook;
    if (!name) {
      causes.required(`${at}.name`, '');
    } else if (name.split('.').length < 3) {
      causes.invalid(
        `${at}.name`,
        name,
        'should be a domain with at least three segments separated by dots',
      );
    }
    if (!sideEffects) {
      causes.required(
        `${at}.sideEffects`,
        'must specify one of None, NoneOnDryRun',
      );
    } else if (!SIDE_EFFECTS.includes(sideEffects)) {
      causes.notSupported(`${at}.sideEffects`, sideEffects, SIDE_EFFECTS);
    }
    const { admissionReviewVersions } = webhook as unknown as JsonObject;
    if (!(admissionReviewVersions as string[] | undefined)?.length) {
      causes.required(
        `${at}.admissionReviewVersions`,
        'must specify one of v1, v1beta1',
      );
    }
    if (timeoutSeconds < 1 || timeoutSeconds > 30) {
      causes.invalid(
        `${at}.timeoutSeconds`,
        timeoutSeconds,
        'the timeout value must be between 1 and 30 seconds',
      );
    }
    validateClient(webhook.clientConfig ?? {}, `${at}.clientConfig`, causes);
    (webhook.rules ?? []).forEach((rule, ruleIndex) => {
      const lists = {
        operations: rule.operations,
        apiGroups: rule.apiGroups,
        apiVersions: rule.apiVersions,
        resources: rule.resources,
      };
      for (const [field, list] of Object.entries(lists)) {
        if (!list?.length) {
          causes.required(`${at}.rules[${ruleIndex}].${field}`, '');
        }
      }
    });
  });
}
