import { createApiRef } from '@backstage/core-plugin-api';
import { IrsaClient } from 'backstage-plugin-irsa-common';

/** The typed client of the backend's REST API. */
export const irsaApiRef = createApiRef<IrsaClient>({ id: 'plugin.irsa' });
