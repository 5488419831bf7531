import {
  AwsError,
  entityAlreadyExists,
  limitExceeded,
  noSuchEntity,
  validationError,
} from '../AwsError';
import { OidcProvider } from '../model/entities';
import { isoTime } from '../protocol/xml';
import { IamCall, IamHandlers } from './IamCall';
import { renderTags } from './render';
import { pageOf } from './paging';

const MAXIMUM_CLIENT_IDS = 100;
const MAXIMUM_THUMBPRINTS = 5;

export const oidcProviderHandlers: IamHandlers = {
  CreateOpenIDConnectProvider(call) {
    const { parameters, account } = call;
    const url = readUrl(parameters.require('Url'));
    const arn = account.arn(`oidc-provider/${url}`);
    call.authorise(arn);
    const thumbprints = readThumbprints(parameters.list('ThumbprintList'));
    const clientIds = parameters.list('ClientIDList');
    if (clientIds.length > MAXIMUM_CLIENT_IDS)
      throw limitExceeded(
        `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAXIMUM_CLIENT_IDS}`,
      );
    if (account.providers.has(arn))
      throw entityAlreadyExists(
        `Provider with url https://${url} already exists.`,
      );
    const tags = parameters.tags();
    account.providers.set(arn, {
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
      OpenIDConnectProviderList: [...call.account.providers.keys()].map(
        Arn => ({ Arn }),
      ),
    };
  },

  DeleteOpenIDConnectProvider(call) {
    call.account.providers.delete(find(call).arn);
    return undefined;
  },

  TagOpenIDConnectProvider(call) {
    Object.assign(find(call).tags, call.parameters.tags());
    return undefined;
  },

  UntagOpenIDConnectProvider(call) {
    const { tags } = find(call);
    for (const key of call.parameters.list('TagKeys')) delete tags[key];
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
    const provider = find(call);
    provider.thumbprints = readThumbprints(
      call.parameters.list('ThumbprintList'),
    );
    return undefined;
  },

  AddClientIDToOpenIDConnectProvider(call) {
    const { clientIds } = find(call);
    const clientId = call.parameters.require('ClientID');
    if (clientIds.includes(clientId)) return undefined;
    if (clientIds.length >= MAXIMUM_CLIENT_IDS)
      throw limitExceeded(
        `Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: ${MAXIMUM_CLIENT_IDS}`,
      );
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

function find(call: IamCall): OidcProvider {
  const arn = call.parameters.require('OpenIDConnectProviderArn');
  call.authorise(arn);
  const provider = call.account.providers.get(arn);
  if (!provider)
    throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  return provider;
}

function readUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw validationError('Invalid Open ID Connect Provider URL');
  }
  if (url.protocol !== 'https:' || url.search || url.hash || text.length > 255)
    throw validationError('Invalid Open ID Connect Provider URL');
  return text.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function readThumbprints(thumbprints: string[]): string[] {
  if (thumbprints.length > MAXIMUM_THUMBPRINTS)
    throw new AwsError(
      'InvalidInput',
      400,
      `Thumbprint list must contain fewer than ${
        MAXIMUM_THUMBPRINTS + 1
      } entries.`,
    );
  if (thumbprints.some(item => !/^[0-9a-fA-F]{40}$/.test(item)))
    throw validationError('Thumbprint must be 40 hexadecimal characters');
  return thumbprints;
}
