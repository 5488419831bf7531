import {
  AwsError,
  entityAlreadyExists,
  limitExceeded,
  noSuchEntity,
  validationError,
} from '../AwsError';
import { OidcProvider } from '../model/entities';
import { isoTime } from '../protocol/xml';
import { IamCall, IamHandlers, take } from './IamCall';
import { renderTags } from './render';
import { pageOf } from './paging';
import {
  requestTagContext,
  resourceTagContext,
  withoutTags,
  withTags,
} from './tags';

const MAXIMUM_CLIENT_ID = 255;

export const oidcProviderHandlers: IamHandlers = {
  CreateOpenIDConnectProvider(call) {
    const { parameters, account } = call;
    const { quotas } = account;
    const url = readUrl(parameters.require('Url'));
    const arn = account.arn(`oidc-provider/${url}`);
    call.authorise(
      arn,
      requestTagContext(parameters.tags()),
      'TagOpenIDConnectProvider',
    );
    const thumbprints = readThumbprints(call);
    const clientIds = [...new Set(parameters.list('ClientIDList'))];
    clientIds.forEach(checkClientId);
    if (clientIds.length > quotas.clientIdsPerProvider) {
      throw tooManyClientIds(call);
    }
    const tags = withTags({}, parameters.tags(), quotas.tags);
    if (account.providers.has(url)) {
      throw entityAlreadyExists(
        `Provider with url https://${url} already exists.`,
      );
    }
    if (account.providers.size >= quotas.providers) {
      throw limitExceeded(
        `Cannot exceed quota for OpenIdConnectProvidersPerAccount: ${quotas.providers}`,
      );
    }
    account.providers.add({
      name: url,
      arn,
      url,
      clientIds,
      thumbprints,
      tags,
      createdAt: call.now,
    });
    return { OpenIDConnectProviderArn: arn, Tags: renderTags(tags) };
  },

  GetOpenIDConnectProvider(call) {
    const provider = find(call);
    return {
      Url: provider.url,
      ClientIDList: provider.clientIds,
      ThumbprintList: provider.thumbprints,
      CreateDate: isoTime(provider.createdAt),
      Tags: renderTags(provider.tags),
    };
  },

  ListOpenIDConnectProviders(call) {
    call.authorise('oidc-provider/*');
    return {
      OpenIDConnectProviderList: call.account.providers.settled
        .values()
        .map(({ arn }) => ({ Arn: arn })),
    };
  },

  /** Deleting a provider that does not exist succeeds. Source: IAM API reference, DeleteOpenIDConnectProvider. */
  DeleteOpenIDConnectProvider(call) {
    const arn = call.parameters.require('OpenIDConnectProviderArn');
    call.authorise(arn);
    const provider = byArn(call, arn);
    if (provider) {
      call.account.providers.delete(provider.url);
    }
    return undefined;
  },

  TagOpenIDConnectProvider(call) {
    const added = call.parameters.tags();
    const provider = find(call, requestTagContext(added));
    provider.tags = withTags(provider.tags, added, call.account.quotas.tags);
    return undefined;
  },

  UntagOpenIDConnectProvider(call) {
    const keys = call.parameters.list('TagKeys');
    const provider = find(call, { 'aws:TagKeys': keys });
    provider.tags = withoutTags(provider.tags, keys);
    return undefined;
  },

  ListOpenIDConnectProviderTags(call) {
    const { items, paging } = pageOf(
      Object.entries(find(call).tags),
      call.parameters,
    );
    return { Tags: items.map(([Key, Value]) => ({ Key, Value })), ...paging };
  },

  UpdateOpenIDConnectProviderThumbprint(call) {
    find(call).thumbprints = readThumbprints(call);
    return undefined;
  },

  AddClientIDToOpenIDConnectProvider(call) {
    const { clientIds } = find(call);
    const clientId = call.parameters.require('ClientID');
    checkClientId(clientId);
    if (clientIds.includes(clientId)) {
      return undefined;
    }
    if (clientIds.length >= call.account.quotas.clientIdsPerProvider) {
      throw tooManyClientIds(call);
    }
    clientIds.push(clientId);
    return undefined;
  },

  RemoveClientIDFromOpenIDConnectProvider(call) {
    const provider = find(call);
    const clientId = call.parameters.require('ClientID');
    provider.clientIds = provider.clientIds.filter(item => item !== clientId);
    return undefined;
  },
};

function find(
  call: IamCall,
  context?: Parameters<IamCall['authorise']>[1],
): OidcProvider {
  const arn = call.parameters.require('OpenIDConnectProviderArn');
  const provider = byArn(call, arn);
  call.authorise(arn, { ...resourceTagContext(provider?.tags), ...context });
  if (!provider) {
    throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  }
  return provider;
}

/** @throws InvalidInput 400 for what is no ARN of a provider */
function byArn(call: IamCall, arn: string): OidcProvider | undefined {
  const url = /^arn:aws[a-z-]*:iam::(\d{12}):oidc-provider\/(.+)$/.exec(arn);
  if (!url) {
    throw new AwsError('InvalidInput', 400, `Invalid ARN: ${arn}`);
  }
  if (url[1] !== call.account.id) {
    return undefined;
  }
  return take(call, call.account.providers, url[2]);
}

function readUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw validationError('Invalid Open ID Connect Provider URL');
  }
  if (
    url.protocol !== 'https:' ||
    url.search ||
    url.hash ||
    text.length > 255
  ) {
    throw validationError('Invalid Open ID Connect Provider URL');
  }
  return text.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function checkClientId(clientId: string): void {
  if (clientId.length < 1 || clientId.length > MAXIMUM_CLIENT_ID) {
    throw validationError(
      `1 validation error detected: Value at 'clientID' failed to satisfy constraint: Member must have length between 1 and ${MAXIMUM_CLIENT_ID}`,
    );
  }
}

function tooManyClientIds({ account }: IamCall): AwsError {
  return limitExceeded(
    `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${account.quotas.clientIdsPerProvider}`,
  );
}

function readThumbprints({ parameters, account }: IamCall): string[] {
  const thumbprints = parameters.list('ThumbprintList');
  const maximum = account.quotas.thumbprintsPerProvider;
  if (thumbprints.length > maximum) {
    throw new AwsError(
      'InvalidInput',
      400,
      `Thumbprint list must contain fewer than ${maximum + 1} entries.`,
    );
  }
  if (thumbprints.some(item => !/^[0-9a-fA-F]{40}$/.test(item))) {
    throw validationError('Thumbprint must be 40 hexadecimal characters');
  }
  return thumbprints;
}
