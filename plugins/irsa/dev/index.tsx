import { createDevApp } from '@backstage/frontend-dev-utils';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { irsaApiRef } from '../src/api';
import irsaPlugin from '../src';
import { createFakeApi } from '../src/testing/fakeApi';
import { soakingFixture } from '../src/testing/migrationFixtures';

// The pages on fixture data, without a backend: `yarn start` in this folder.
const { client } = createFakeApi({
  'GET /migrations/soaking': () => ({
    body: soakingFixture({ id: 'soaking', lastSeq: 0 }),
  }),
});

createDevApp({
  features: [
    irsaPlugin.withOverrides({
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: irsaApiRef,
              deps: {},
              factory: () => client,
            }),
        }),
      ],
    }),
  ],
});
