import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { PreviewMethod } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from './IrsaConfig';
import {
  DAY,
  duration,
  entityRefs,
  MINUTE,
  nonEmpty,
  positiveInteger,
} from './settingValues';

/** `irsa.preview`. Throws InputError with the key. */
export function readPreview(config: Config | undefined): IrsaConfig['preview'] {
  const maxExpiryMs = duration(config, 'preview.maxExpiry', 15 * MINUTE, 1_000);
  if (maxExpiryMs > 7 * DAY) {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
    throw new InputError(
      'irsa.preview.maxExpiry: S3 takes no link that lives longer than 7 days',
    );
  }
  return {
    maxExpirySeconds: Math.floor(maxExpiryMs / 1_000),
    probePrefix:
      config?.getOptionalString('preview.probePrefix') ?? 'irsa-probe/',
    methods: previewMethods(config),
    perMinute: positiveInteger(config, 'preview.perMinute', 20),
    calls: config?.getOptionalBoolean('preview.calls') ?? true,
    buckets: nonEmpty(config?.getOptionalStringArray('preview.buckets')),
    signers: nonEmpty(entityRefs(config, 'preview.signers')),
  };
}

const METHODS: PreviewMethod[] = ['HEAD', 'GET', 'PUT'];

function previewMethods(config: Config | undefined): PreviewMethod[] {
  const given = config?.getOptionalStringArray('preview.methods') ?? METHODS;
  const unknown = given.find(each => !METHODS.some(known => known === each));
  if (unknown !== undefined || given.length === 0) {
    throw new InputError(
      `irsa.preview.methods: '${
        unknown ?? ''
      }' is no method. Write a list of HEAD, GET and PUT.`,
    );
  }
  return METHODS.filter(method => given.includes(method));
}
