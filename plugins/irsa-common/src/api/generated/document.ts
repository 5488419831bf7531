// Generated from openapi.yaml by scripts/openapi.mjs; edit that file.
/** The OpenAPI document of the REST API, against which requests and answers are validated. */
export const openApiDocument = {
  openapi: '3.0.3',
  info: {
    title: 'IRSA for Backstage',
    version: '1',
    description:
      'Finds Kubernetes workloads with static AWS access keys, plans their migration to an IAM role for their ServiceAccount, runs it, proves it, and rolls it back. Mounted at `/api/irsa`. No secret value is ever part of a request or an answer; the only exception is the reveal of a presigned link, which is a short-lived bearer credential and is audited.\n',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0',
    },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'inventory' },
    { name: 'plan' },
    { name: 'migration' },
    { name: 'preview' },
    { name: 'trust' },
    { name: 'setUp' },
  ],
  paths: {
    '/summary': {
      get: {
        operationId: 'getSummary',
        tags: ['inventory'],
        description:
          'Figures of the fleet. No count includes unknown workloads and unreadable clusters.',
        responses: {
          '200': {
            description: 'The figures',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Summary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/coverage': {
      get: {
        operationId: 'getCoverage',
        tags: ['inventory'],
        description:
          'What could be read of each cluster and account, when, and with which identity.',
        responses: {
          '200': {
            description: 'Coverage',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Coverage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/set-up': {
      get: {
        operationId: 'getSetUp',
        tags: ['setUp'],
        description:
          'The state of the set-up: problems with settings, database and sources of clusters, and what to do. It also answers while all other routes answer 503. It calls nothing outside of the portal.\n',
        responses: {
          '200': {
            description: 'The state of the plugin',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/SetUp' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/set-up/rights': {
      get: {
        operationId: 'getSetUpRights',
        tags: ['setUp'],
        description:
          'Whether the portal has each IAM action of the documented policies in each account, and whether the permissions boundary exists. IAM is called (SimulatePrincipalPolicy) at most once a minute for each account.\n',
        responses: {
          '200': {
            description: 'The rights',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/SetUpRights' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/scans': {
      post: {
        operationId: 'startScan',
        tags: ['inventory'],
        description:
          'Scans one cluster or all clusters now. Answers when the scan is done.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  cluster: { type: 'string', minLength: 1, maxLength: 253 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Coverage after the scan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Coverage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads': {
      get: {
        operationId: 'listWorkloads',
        tags: ['inventory'],
        parameters: [
          {
            name: 'q',
            in: 'query',
            schema: { type: 'string', maxLength: 200 },
            description:
              'Words over namespace, name, object, owner, IAM user and end of a key; each has to be found. With a slash, also the name as pages write it (namespace/name) and the id',
          },
          {
            name: 'status',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/WorkloadStatus' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'cluster',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'namespace',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'owner',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
            description:
              'Owner entity refs; `none` means without owner, `unknown` that no owner is known although there may be one',
          },
          {
            name: 'entityRef',
            in: 'query',
            schema: { type: 'string', maxLength: 500 },
          },
          { $ref: '#/components/parameters/severityFilter' },
          { $ref: '#/components/parameters/keyAgeFilter' },
          { $ref: '#/components/parameters/locationFilter' },
          { $ref: '#/components/parameters/acceptedFilter' },
          { $ref: '#/components/parameters/unusedFilter' },
          { $ref: '#/components/parameters/planFilter' },
          {
            name: 'sort',
            in: 'query',
            schema: {
              type: 'string',
              enum: [
                'name',
                '-name',
                'status',
                '-status',
                'keyAge',
                '-keyAge',
                'keyLastUsed',
                '-keyLastUsed',
                'severity',
                '-severity',
                'owner',
                '-owner',
              ],
            },
          },
          {
            name: 'cursor',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 3000 },
            description:
              'nextCursor of the previous page, with the same filter and sort; replaces the offset',
          },
          {
            name: 'offset',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 0,
              maximum: 2147483647,
              default: 0,
            },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          },
        ],
        responses: {
          '200': {
            description: 'One page',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/WorkloadPage' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads/{cluster}/{namespace}/{kind}/{name}': {
      get: {
        operationId: 'getWorkload',
        tags: ['inventory'],
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'The workload',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Workload' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/keys/{fingerprint}': {
      get: {
        operationId: 'getSharedKey',
        tags: ['inventory'],
        description:
          'Who has one access key, where, and how far each of them has left it. Of holders that the asker may not see only the number is told.\n',
        parameters: [
          {
            name: 'fingerprint',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9a-f]{16}$' },
          },
        ],
        responses: {
          '200': {
            description: 'The key and its holders',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/SharedKey' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/exports/{format}': {
      get: {
        operationId: 'exportFindings',
        tags: ['inventory'],
        description:
          'Every finding of the workloads that match the filter, as a file. The filter is that of the list, so the numbers agree. Names only, never a value.\n',
        parameters: [
          {
            name: 'format',
            in: 'path',
            required: true,
            schema: { type: 'string', enum: ['csv', 'json', 'sarif', 'ocsf'] },
          },
          {
            name: 'q',
            in: 'query',
            schema: { type: 'string', maxLength: 200 },
          },
          {
            name: 'status',
            in: 'query',
            schema: {
              type: 'array',
              items: { $ref: '#/components/schemas/WorkloadStatus' },
            },
            style: 'form',
            explode: true,
          },
          {
            name: 'cluster',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'namespace',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'owner',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'entityRef',
            in: 'query',
            schema: { type: 'string', maxLength: 500 },
          },
          { $ref: '#/components/parameters/severityFilter' },
          { $ref: '#/components/parameters/keyAgeFilter' },
          { $ref: '#/components/parameters/locationFilter' },
          { $ref: '#/components/parameters/acceptedFilter' },
          { $ref: '#/components/parameters/unusedFilter' },
          { $ref: '#/components/parameters/planFilter' },
        ],
        responses: {
          '200': {
            description: 'The file',
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/json': { schema: {} },
              'application/sarif+json': { schema: {} },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/trends': {
      get: {
        operationId: 'getTrends',
        tags: ['inventory'],
        description:
          'The fleet for each day (UTC), in the last state of that day. Days on which nothing was read are missing.\n',
        parameters: [
          {
            name: 'days',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 3650, default: 90 },
            description: 'How many days back',
          },
          {
            name: 'cluster',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
          },
          {
            name: 'owner',
            in: 'query',
            schema: { type: 'array', items: { type: 'string' } },
            style: 'form',
            explode: true,
            description:
              'Owner entity refs; `none` and `unknown` mean without a known owner',
          },
        ],
        responses: {
          '200': {
            description: 'The days, oldest first',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Trends' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/heat-map': {
      get: {
        operationId: 'getHeatMap',
        tags: ['inventory'],
        description:
          'The number of workloads with a static key, by cluster (or by namespace of one cluster) and age of their oldest key. A cluster that could not be read has a row without figures.\n',
        parameters: [
          {
            name: 'cluster',
            in: 'query',
            schema: { type: 'string', maxLength: 253 },
            description: 'Rows are the namespaces of this cluster',
          },
        ],
        responses: {
          '200': {
            description: 'The figures',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/HeatMap' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/risks': {
      get: {
        operationId: 'listRisks',
        tags: ['inventory'],
        description:
          'Accepted risks: those in force first, then by their last day.',
        parameters: [
          {
            name: 'state',
            in: 'query',
            schema: { $ref: '#/components/schemas/RiskState' },
          },
        ],
        responses: {
          '200': {
            description: 'Accepted risks',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/AcceptedRisk' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'acceptRisk',
        tags: ['inventory'],
        description:
          'Accepts that a workload keeps its static key until a given day. It holds for the present state only: another key, object or place of reference ends it.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['workload', 'reason', 'endsAt'],
                additionalProperties: false,
                properties: {
                  workload: { $ref: '#/components/schemas/WorkloadRef' },
                  reason: { type: 'string', minLength: 10, maxLength: 1000 },
                  endsAt: {
                    type: 'string',
                    format: 'date-time',
                    description: 'At most 365 days ahead',
                  },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The accepted risk',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AcceptedRisk' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/risks/{riskId}': {
      delete: {
        operationId: 'withdrawRisk',
        tags: ['inventory'],
        description:
          'Withdraws an accepted risk. It stays in the list as withdrawn.',
        parameters: [
          {
            name: 'riskId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 100 },
          },
        ],
        responses: {
          '200': {
            description: 'The risk as it is now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AcceptedRisk' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads/{cluster}/{namespace}/{kind}/{name}/code-request': {
      get: {
        operationId: 'getCodeRequest',
        tags: ['inventory'],
        description:
          'The change request that gets the source of a workload ready for a role, in the repository of its catalog entity, as its host says at this moment.\n',
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'The request',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CodeRequest' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'openCodeRequest',
        tags: ['inventory'],
        description:
          'Opens that request, or brings the open one up to what the source is now. It takes keys and profiles that the source gives to its SDKs out, and raises SDKs that know no roles. Safe to send again. Never writes over commits of others.\n',
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  digest: {
                    type: 'string',
                    maxLength: 64,
                    description:
                      'Of the difference that was looked at. With another one now, nothing is written, and the refusal is `changed`.\n',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The request as it is now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CodeRequest' },
              },
            },
          },
          '409': {
            description: 'There is no request, and why',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CodeRequestError' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads/{cluster}/{namespace}/{kind}/{name}/code-request/difference': {
      get: {
        operationId: 'getCodeDifference',
        tags: ['inventory'],
        description:
          'What that request would change as the source is now. It quotes the lines around each edit, so it needs the permission to open the request. What was taken out, and what looks like a secret beside it, is masked.\n',
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'The difference',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CodeDifference' },
              },
            },
          },
          '409': {
            description: 'There is none to propose, and why',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/CodeRequestError' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads/{cluster}/{namespace}/{kind}/{name}/keys/{fingerprint}/callers':
      {
        get: {
          operationId: 'getKeyCallers',
          tags: ['inventory'],
          description:
            'Who called AWS with an access key of this workload, and from where, as the event history of CloudTrail shows it, where that is connected. Addresses are personal data, so this needs the permission to migrate the workload.\n',
          parameters: [
            { $ref: '#/components/parameters/cluster' },
            { $ref: '#/components/parameters/namespace' },
            { $ref: '#/components/parameters/kind' },
            { $ref: '#/components/parameters/name' },
            {
              name: 'fingerprint',
              in: 'path',
              required: true,
              schema: { type: 'string', pattern: '^[0-9a-f]{16}$' },
            },
          ],
          responses: {
            '200': {
              description: 'The callers',
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/KeyCallers' },
                },
              },
            },
            default: { $ref: '#/components/responses/Error' },
          },
        },
      },
    '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness': {
      get: {
        operationId: 'getReadiness',
        tags: ['inventory'],
        description:
          "Whether the source of a workload is ready to work without static keys: places that would break, SDKs that are too old. The repository is that of the linked catalog entity, and is read through the portal's integrations. The answer quotes nothing of the source.\n",
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        responses: {
          '200': {
            description: 'The assessment',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Readiness' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness/sdk': {
      post: {
        operationId: 'answerSdk',
        tags: ['inventory'],
        description:
          'Says which SDK a service uses, for plans to use where its source does not tell. The answer is kept with its author and time, in the place of an earlier one.\n',
        parameters: [
          { $ref: '#/components/parameters/cluster' },
          { $ref: '#/components/parameters/namespace' },
          { $ref: '#/components/parameters/kind' },
          { $ref: '#/components/parameters/name' },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['sdk'],
                additionalProperties: false,
                properties: { sdk: { $ref: '#/components/schemas/SdkName' } },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The answer',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/SdkAnswer' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans': {
      post: {
        operationId: 'createPlan',
        tags: ['plan'],
        description:
          'Reads the present state and makes a plan for one workload. Changes nothing: changes in Kubernetes are tried as server-side dry runs.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PlanRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Plan' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}': {
      get: {
        operationId: 'getPlan',
        tags: ['plan'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        responses: {
          '200': {
            description: 'The plan',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Plan' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      delete: {
        operationId: 'discardPlan',
        tags: ['plan'],
        parameters: [{ $ref: '#/components/parameters/planId' }],
        responses: {
          '204': { description: 'Discarded' },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/plans/{planId}/aws-code/{form}': {
      get: {
        operationId: 'getPlanAwsCode',
        tags: ['plan'],
        description:
          'Role, policy and provider of a plan as code, for those who keep AWS in code. Changes nothing. 409 when the plan cannot be carried out.\n',
        parameters: [
          { $ref: '#/components/parameters/planId' },
          {
            name: 'form',
            in: 'path',
            required: true,
            schema: { $ref: '#/components/schemas/AwsForm' },
          },
        ],
        responses: {
          '200': {
            description: 'The files',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AwsCode' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations': {
      get: {
        operationId: 'listMigrations',
        tags: ['migration'],
        parameters: [
          { name: 'active', in: 'query', schema: { type: 'boolean' } },
          {
            name: 'workloadId',
            in: 'query',
            schema: { type: 'string', maxLength: 800 },
          },
          {
            name: 'offset',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 0,
              maximum: 2147483647,
              default: 0,
            },
          },
          {
            name: 'limit',
            in: 'query',
            schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
          },
        ],
        responses: {
          '200': {
            description: 'One page, newest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'totalCount'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Migration' },
                    },
                    totalCount: { type: 'integer' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'startMigration',
        tags: ['migration'],
        description:
          'Starts a plan. The hash must be that of the plan. When the world has changed since, nothing runs, and 409 lists the changes. The same idempotency key gives the same migration.\n',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/MigrationRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'Started (or already running for this key)',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          '409': {
            description: 'The plan is out of date or the workload is locked',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/StalePlanError' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}': {
      get: {
        operationId: 'getMigration',
        tags: ['migration'],
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        responses: {
          '200': {
            description: 'The migration',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/events': {
      get: {
        operationId: 'listMigrationEvents',
        tags: ['migration'],
        parameters: [
          { $ref: '#/components/parameters/migrationId' },
          {
            name: 'after',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 0,
              maximum: 2147483647,
              default: 0,
            },
            description: 'Only events with a larger `seq`',
          },
        ],
        responses: {
          '200': {
            description: 'Events in order, 500 at most',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/MigrationEvent' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/stop': {
      post: {
        operationId: 'stopMigration',
        tags: ['migration'],
        description:
          'Stops between steps. Finished steps stay; continue or roll back from there.',
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        responses: {
          '202': {
            description: 'Will stop after the running step',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/continue': {
      post: {
        operationId: 'continueMigration',
        tags: ['migration'],
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        responses: {
          '202': {
            description: 'Continues',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/rollback': {
      post: {
        operationId: 'rollbackMigration',
        tags: ['migration'],
        description:
          'Undoes the migration in reverse order. This is also possible during the soak and while the key is inactive. When someone else switched the key off, the rollback is refused unless `switchKeyOn` is set, which needs the permission to switch keys too. One that waits for a Git host, since it is not known whether a request for its Secret was merged, goes on without that host when it is asked for once more.\n',
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 500 },
                  switchKeyOn: {
                    type: 'boolean',
                    description:
                      'Switch the old key on when somebody else switched it off',
                  },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'Rolling back',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/close': {
      post: {
        operationId: 'closeMigration',
        tags: ['migration'],
        description:
          'Ends a migration that is stopped or needs a human, as it is. Nothing is changed in a cluster or an account. What it touched is read once more and listed in `afterRollback`, and its locks are released.\n',
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['reason'],
                properties: {
                  reason: { type: 'string', minLength: 1, maxLength: 500 },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'Closed',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/settle': {
      post: {
        operationId: 'settleStep',
        tags: ['migration'],
        description:
          'A way out for a migration that needs a human, at the step where it stands (`stuckAt`). `skip` leaves what an undo could not take back where it is, with all that it rests on, and the rollback goes on. `adopt` reads what is there now, and records it as what the step wanted, if that is safe: the migration then goes on. Refused with 409 and the reason when it is not, or when the migration stands elsewhere by now. Needs the permission `irsa.migration.settle`.\n',
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['way', 'step', 'reason'],
                properties: {
                  way: { type: 'string', enum: ['skip', 'adopt'] },
                  step: {
                    type: 'string',
                    maxLength: 40,
                    description: 'The step that who asks has seen in `stuckAt`',
                  },
                  reason: { type: 'string', minLength: 1, maxLength: 500 },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'The migration goes on',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/migrations/{migrationId}/retire': {
      post: {
        operationId: 'retireMigration',
        tags: ['migration'],
        description:
          'The later actions of a migration, each with its own conditions: `deactivate-key` (after the soak, when nothing else uses the key), `reactivate-key`, `delete-key` (irreversible; `confirm` = last four characters of the key id; after the key was inactive for the cooling time), `delete-secret` (irreversible; `confirm` = name of the Secret), `request-secret-removal` (in its place where Git keeps the Secret: opens a change request; `confirm` = name of the Secret), `extend-soak` (`days`). All conditions are checked before the answer, and again by the worker that carries the act out; `act` of the migration tells how it goes and how it ended. With the setting `irsa.migration.secondPerson`, what is irreversible waits until another person asks for the same; who asked first is refused with 409.\n',
        parameters: [{ $ref: '#/components/parameters/migrationId' }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                required: ['act'],
                properties: {
                  act: {
                    type: 'string',
                    enum: [
                      'deactivate-key',
                      'reactivate-key',
                      'delete-key',
                      'delete-secret',
                      'request-secret-removal',
                      'extend-soak',
                    ],
                  },
                  confirm: { type: 'string', maxLength: 253 },
                  reason: {
                    type: 'string',
                    maxLength: 500,
                    description:
                      'Required for an action before the soak has ended',
                  },
                  days: { type: 'integer', minimum: 1, maximum: 90 },
                  despiteUnread: {
                    type: 'array',
                    maxItems: 500,
                    items: { type: 'string', maxLength: 253 },
                    description:
                      'For `deactivate-key`: clusters that could not be read, and in which the key may be in use. For `request-secret-removal`: clusters that may take the same files from Git. Naming them is a decision that needs a reason and the permission `irsa.key.decide`.\n',
                  },
                  despiteUnproven: {
                    type: 'array',
                    maxItems: 2000,
                    items: { type: 'string', maxLength: 800 },
                    description:
                      'For `deactivate-key`: ids of workloads that get a static AWS key, and which one is not known. Naming them is such a decision too.\n',
                  },
                },
              },
            },
          },
        },
        responses: {
          '202': {
            description: 'Taken on',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Migration' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews': {
      post: {
        operationId: 'createPreview',
        tags: ['preview'],
        description:
          "Signs the same requests twice, with the workload's static key and with its role, sends both from the portal's backend, and compares the answers. PUT only writes an object below the configured probe prefix, and removes it.\n",
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/PreviewRequest' },
            },
          },
        },
        responses: {
          '201': {
            description: 'The comparison',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Preview' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews/suggestions': {
      get: {
        operationId: 'getPreviewSuggestions',
        tags: ['preview'],
        description:
          "Buckets and prefixes that the policies of the workload's key name, with a few objects to try.",
        parameters: [
          {
            name: 'workloadId',
            in: 'query',
            required: true,
            schema: { type: 'string', maxLength: 800 },
          },
        ],
        responses: {
          '200': {
            description: 'Suggestions',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: [
                    'buckets',
                    'probePrefix',
                    'maxExpirySeconds',
                    'methods',
                  ],
                  properties: {
                    buckets: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['name', 'prefixes'],
                        properties: {
                          name: { type: 'string' },
                          prefixes: {
                            type: 'array',
                            items: { type: 'string' },
                          },
                          objects: {
                            type: 'array',
                            items: { type: 'string' },
                            description:
                              'A few existing objects, when they may be listed',
                          },
                        },
                      },
                    },
                    probePrefix: { type: 'string' },
                    maxExpirySeconds: { type: 'integer' },
                    methods: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/PreviewMethod' },
                      description: 'Those that the configuration allows',
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews/used-services': {
      get: {
        operationId: 'getUsedServices',
        tags: ['preview'],
        description:
          'What the user whose key a workload has asked AWS for, by service, beside what the role may do there; and what it may do and never did. AWS counts all keys and sessions of the user together, refused requests too, up to four hours late, over the last 400 days at most.\n',
        parameters: [
          {
            name: 'workloadId',
            in: 'query',
            required: true,
            schema: { type: 'string', maxLength: 800 },
          },
          {
            name: 'planId',
            in: 'query',
            required: false,
            description:
              'A plan of the workload whose policy is compared while there is no role',
            schema: { type: 'string', maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The comparison',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/UsedServices' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews/used-calls': {
      post: {
        operationId: 'createUsedCalls',
        tags: ['preview'],
        description:
          "Makes calls that change nothing, such as `sqs:GetQueueAttributes`, with the workload's static key and with its role, each session narrowed to that one call, for resources that the policies of the two name whole. Of the answers only is kept whether there was one. 403 where `irsa.preview.calls` is off.\n",
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['workloadId'],
                additionalProperties: false,
                properties: {
                  workloadId: { type: 'string', maxLength: 800 },
                  planId: {
                    type: 'string',
                    maxLength: 64,
                    description:
                      'A plan of the workload whose policy is simulated while there is no role',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'The comparison',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/UsedCalls' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews/links': {
      get: {
        operationId: 'listPreviewLinks',
        tags: ['preview'],
        description:
          'Who made which link and who looked at it, for reviewers; the newest 200 of the last 90 days. The links themselves are not kept.',
        parameters: [
          {
            name: 'workloadId',
            in: 'query',
            required: false,
            schema: { type: 'string', maxLength: 800 },
          },
        ],
        responses: {
          '200': {
            description: 'Links that were made',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/PreviewLink' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/previews/{previewId}/links/{linkId}/reveal': {
      post: {
        operationId: 'revealLink',
        tags: ['preview'],
        description:
          'Returns the signed link itself. Audited, with what it is for. 404 after the link has ended.',
        requestBody: {
          required: false,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  purpose: { $ref: '#/components/schemas/LinkPurpose' },
                },
              },
            },
          },
        },
        parameters: [
          {
            name: 'previewId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 100 },
          },
          {
            name: 'linkId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 100 },
          },
        ],
        responses: {
          '200': {
            description: 'The link',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['url', 'method', 'expiresAt'],
                  properties: {
                    url: { type: 'string' },
                    method: { $ref: '#/components/schemas/PreviewMethod' },
                    expiresAt: { type: 'string', format: 'date-time' },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles': {
      get: {
        operationId: 'listRoles',
        tags: ['trust'],
        description:
          'Roles with the findings on their trust policies. Service-linked roles, whose trust AWS itself sets, are left out.',
        parameters: [
          {
            name: 'review',
            in: 'query',
            description: 'Only roles whose review stands so',
            schema: { $ref: '#/components/schemas/ReviewState' },
          },
        ],
        responses: {
          '200': {
            description: 'Roles, worst finding first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'accounts'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/Role' },
                    },
                    accounts: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/AccountCoverage' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/reachable-roles': {
      get: {
        operationId: 'listReachableRoles',
        tags: ['trust'],
        description:
          'Every role that a ServiceAccount, a GitHub repository or a role can become, at once or by way of others, with what each may do, as far as it was read. Roles that the asker may not see are counted.\n',
        parameters: [
          {
            name: 'from',
            in: 'query',
            required: true,
            schema: {
              type: 'string',
              enum: ['serviceAccount', 'repository', 'role'],
            },
          },
          {
            name: 'cluster',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
          {
            name: 'namespace',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 63 },
          },
          {
            name: 'name',
            in: 'query',
            description: 'Of the ServiceAccount',
            schema: { type: 'string', minLength: 1, maxLength: 253 },
          },
          {
            name: 'repository',
            in: 'query',
            description: '`owner/repository` at GitHub',
            schema: {
              type: 'string',
              maxLength: 200,
              pattern: '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$',
            },
          },
          {
            name: 'branch',
            in: 'query',
            description:
              'Only jobs of the repository that run on this branch and in no environment',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 255,
              pattern: '^[^*?$]+$',
            },
          },
          {
            name: 'environment',
            in: 'query',
            description:
              'Only jobs of the repository that run in this environment',
            schema: {
              type: 'string',
              minLength: 1,
              maxLength: 255,
              pattern: '^[^*?$]+$',
            },
          },
          {
            name: 'roleArn',
            in: 'query',
            schema: { type: 'string', minLength: 1, maxLength: 600 },
          },
        ],
        responses: {
          '200': {
            description: 'Nearest roles first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'hidden', 'accounts'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/ReachableRole' },
                    },
                    hidden: {
                      type: 'integer',
                      description: 'Roles that the asker may not see',
                    },
                    accounts: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/AccountCoverage' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}': {
      get: {
        operationId: 'getRole',
        tags: ['trust'],
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The role',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Role' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/callers': {
      get: {
        operationId: 'getRoleCallers',
        tags: ['trust'],
        description:
          'Who asked STS for a session of a role, and from where, as the event history of CloudTrail shows it, where that is connected. Addresses are personal data, so this needs the permission to review the role.\n',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The callers',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/KeyCallers' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/role-exports/{format}': {
      get: {
        operationId: 'exportRoles',
        tags: ['trust'],
        description:
          'The reviewed roles of the list as a file, with the filter of the list. CSV and SARIF have a row or result for each finding; the ZIP has the evidence of each role, of at most 100 roles. Accounts that could not be read are named in the file.\n',
        parameters: [
          {
            name: 'format',
            in: 'path',
            required: true,
            schema: { type: 'string', enum: ['csv', 'sarif', 'zip'] },
          },
          {
            name: 'review',
            in: 'query',
            description: 'Only roles whose review stands so',
            schema: { $ref: '#/components/schemas/ReviewState' },
          },
        ],
        responses: {
          '200': {
            description: 'The file',
            content: {
              'text/csv': { schema: { type: 'string' } },
              'application/sarif+json': { schema: {} },
              'application/zip': {
                schema: { type: 'string', format: 'binary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/change-requests': {
      post: {
        operationId: 'openTrustRequest',
        tags: ['trust'],
        description:
          'For a role that Terraform, CloudFormation, ACK or Crossplane keeps, or of which no tag says what keeps it: proposes the trust policy in the Git repository that has the source of the role, as a change request. Nothing is written to IAM. 409 as for a proposal that is applied, and with `refusal` when nothing there makes the role, when it says another policy than IAM has now, or when what would change is not written out there.\n',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['policyHash', 'policy', 'reason', 'source'],
                additionalProperties: false,
                properties: {
                  policyHash: { type: 'string', minLength: 64, maxLength: 64 },
                  policy: {
                    type: 'string',
                    maxLength: 40000,
                    description:
                      'The proposed policy that the user has looked at',
                  },
                  reason: { type: 'string', minLength: 10, maxLength: 1000 },
                  source: {
                    type: 'string',
                    minLength: 1,
                    maxLength: 1000,
                    description:
                      'Address of the repository, or of a folder in it, as the host shows it',
                  },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The request',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RoleChangeRequest' },
              },
            },
          },
          '409': {
            description: 'Nothing was opened',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RoleSourceError' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/changes': {
      get: {
        operationId: 'listTrustChanges',
        tags: ['trust'],
        description:
          'Proposals that were applied to the role and taken back, newest first. What became of one that is under way is read from IAM.',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The changes',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: { $ref: '#/components/schemas/TrustChange' },
                    },
                  },
                },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
      post: {
        operationId: 'applyTrustProposal',
        tags: ['trust'],
        description:
          "Writes the proposed trust policy to IAM and reads it again. 409 when the role or the proposal is not the one that the user has looked at, when anybody would be let in or a ServiceAccount that names the role would lose it, and when the role's tags say that something else keeps it.\n",
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['policyHash', 'policy', 'reason'],
                additionalProperties: false,
                properties: {
                  policyHash: { type: 'string', minLength: 64, maxLength: 64 },
                  policy: {
                    type: 'string',
                    maxLength: 40000,
                    description:
                      'The proposed policy that the user has looked at',
                  },
                  reason: { type: 'string', minLength: 10, maxLength: 1000 },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The change',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TrustChange' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/changes/{changeId}/rollback': {
      post: {
        operationId: 'rollBackTrustChange',
        tags: ['trust'],
        description:
          'Writes back the policy that was there before, when the role is still as the change left it.',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
          {
            name: 'changeId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 36 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['reason'],
                additionalProperties: false,
                properties: {
                  reason: { type: 'string', minLength: 10, maxLength: 1000 },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The change that takes it back',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/TrustChange' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/evidence': {
      get: {
        operationId: 'exportRoleEvidence',
        tags: ['trust'],
        description:
          'A ZIP about one role, for auditors: the policy as it was read, its canonical form and hash, the review with its findings and their reasons in the text, sign-offs, accepted findings, a page to print, and the SHA-256 of each file.\n',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The file',
            content: {
              'application/zip': {
                schema: { type: 'string', format: 'binary' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/review': {
      get: {
        operationId: 'getRoleReview',
        tags: ['trust'],
        description:
          "Whether somebody has signed the role's trust policy off, what has changed since, and the findings that are accepted.",
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        responses: {
          '200': {
            description: 'The review',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RoleReview' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/sign-offs': {
      post: {
        operationId: 'signRoleOff',
        tags: ['trust'],
        description:
          'Signs the trust policy off until a day. The role is read from IAM first: 409 with `changedSince` when it is not the one with the given hash. A change of the policy or of the ServiceAccounts that it lets in voids the sign-off.\n',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['policyHash', 'days'],
                additionalProperties: false,
                properties: {
                  policyHash: { type: 'string', minLength: 64, maxLength: 64 },
                  comment: {
                    type: 'string',
                    maxLength: 1000,
                    default: '',
                    description: 'Needed when findings are open',
                  },
                  days: { type: 'integer', minimum: 1, maximum: 365 },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The review',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/RoleReview' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/accepted-findings': {
      post: {
        operationId: 'acceptFinding',
        tags: ['trust'],
        description:
          "Accepts a finding until a day, with a reason. It is bound to the finding's statement: another statement ends it.\n",
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['policyHash', 'ruleId', 'reason', 'endsAt'],
                additionalProperties: false,
                properties: {
                  policyHash: { type: 'string', minLength: 64, maxLength: 64 },
                  ruleId: { type: 'string', minLength: 1, maxLength: 60 },
                  statement: { type: 'integer', minimum: 0 },
                  reason: { type: 'string', minLength: 10, maxLength: 1000 },
                  endsAt: {
                    type: 'string',
                    format: 'date-time',
                    description: 'At most 365 days ahead',
                  },
                },
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'The accepted finding',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AcceptedFinding' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/roles/{accountId}/{roleName}/accepted-findings/{findingId}': {
      delete: {
        operationId: 'withdrawFinding',
        tags: ['trust'],
        description:
          'Withdraws that a finding is accepted. It stays in the history.',
        parameters: [
          {
            name: 'accountId',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^[0-9]{12}$' },
          },
          {
            name: 'roleName',
            in: 'path',
            required: true,
            schema: { type: 'string', minLength: 1, maxLength: 64 },
          },
          {
            name: 'findingId',
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 36 },
          },
        ],
        responses: {
          '200': {
            description: 'The finding as it is now',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/AcceptedFinding' },
              },
            },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
    '/openapi.json': {
      get: {
        operationId: 'getOpenApi',
        description: 'This document.',
        responses: {
          '200': {
            description: 'The document',
            content: {
              'application/json': {
                schema: { type: 'object', additionalProperties: true },
              },
            },
          },
        },
      },
    },
  },
  components: {
    parameters: {
      cluster: {
        name: 'cluster',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 253 },
      },
      namespace: {
        name: 'namespace',
        in: 'path',
        required: true,
        description: '`-` for what belongs to none',
        schema: { type: 'string', minLength: 1, maxLength: 63 },
      },
      kind: {
        name: 'kind',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 317 },
      },
      name: {
        name: 'name',
        in: 'path',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 253 },
      },
      planId: {
        name: 'planId',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 100 },
      },
      migrationId: {
        name: 'migrationId',
        in: 'path',
        required: true,
        schema: { type: 'string', maxLength: 100 },
      },
      severityFilter: {
        name: 'severity',
        in: 'query',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/SeverityLevel' },
        },
        style: 'form',
        explode: true,
      },
      keyAgeFilter: {
        name: 'keyAge',
        in: 'query',
        description: 'Age of the oldest key, in bands',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/AgeBand' },
        },
        style: 'form',
        explode: true,
      },
      locationFilter: {
        name: 'location',
        in: 'query',
        schema: {
          type: 'array',
          items: { $ref: '#/components/schemas/ReferenceLocation' },
        },
        style: 'form',
        explode: true,
      },
      acceptedFilter: {
        name: 'accepted',
        in: 'query',
        description:
          'Only workloads with an accepted risk in force (true), or only the others (false)',
        schema: { type: 'boolean' },
      },
      unusedFilter: {
        name: 'unused',
        in: 'query',
        description:
          'Only workloads with an active key that was not used for 90 days (true), or only the others (false)',
        schema: { type: 'boolean' },
      },
      planFilter: {
        name: 'plan',
        in: 'query',
        schema: {
          type: 'array',
          items: { type: 'string', enum: ['ready', 'blocked', 'none'] },
        },
        style: 'form',
        explode: true,
        description:
          'What the last plan said of workloads with a static key, `lastPlan`; the word `none` means that there is no plan of the workload as it is now',
      },
    },
    responses: {
      Error: {
        description: 'An error in the shape of @backstage/errors',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        additionalProperties: true,
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            additionalProperties: true,
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
            },
          },
        },
      },
      StalePlanError: {
        type: 'object',
        required: ['error'],
        additionalProperties: true,
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            additionalProperties: true,
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
              changedSince: {
                type: 'array',
                description:
                  'What has changed since the plan was made; absent when another migration holds the lock',
                items: { $ref: '#/components/schemas/Drift' },
              },
              newPlanId: {
                type: 'string',
                description: 'A new plan made from the present state',
              },
              migrationId: {
                type: 'string',
                description: 'The migration that holds the lock',
              },
              footing: {
                type: 'array',
                description:
                  'What the workload rests on and does not hold, or could not be read; a key must not go then',
                items: { $ref: '#/components/schemas/FootingFact' },
              },
            },
          },
        },
      },
      Drift: {
        type: 'object',
        required: ['object', 'before', 'after'],
        properties: {
          object: {
            type: 'string',
            description: 'For example `Deployment production/test`',
          },
          before: {
            type: 'string',
            description: 'Canonical YAML or a short fact at planning time',
          },
          after: { type: 'string' },
        },
      },
      WorkloadRef: {
        type: 'object',
        required: ['cluster', 'namespace', 'kind', 'name'],
        properties: {
          cluster: { type: 'string', minLength: 1, maxLength: 253 },
          namespace: { type: 'string', maxLength: 63 },
          kind: { type: 'string', minLength: 1, maxLength: 317 },
          name: { type: 'string', minLength: 1, maxLength: 253 },
        },
      },
      WorkloadStatus: {
        type: 'string',
        description:
          'What the last look at the cluster saw, in the words of the migration where both agree (`migrationStatus` is the migration itself). static: has a static AWS key, and no migration; running: a migration is under way; soaking: has no static key, old key still active; keyOff: has no static key, old key inactive; keyless: no static AWS key, and no key of a migration left to retire; shadowed: has a role, but a static key takes precedence; failed: the last migration needs a human; rolledBack: the last migration was rolled back; notAws: keys of an S3-compatible store other than AWS; kept: a Secret whose only key is one that a migration has left, kept for the way back; unknown: could not be read.\n',
        enum: [
          'static',
          'running',
          'soaking',
          'keyOff',
          'keyless',
          'shadowed',
          'failed',
          'rolledBack',
          'notAws',
          'kept',
          'unknown',
        ],
      },
      ReferenceLocation: {
        type: 'string',
        enum: [
          'env-literal',
          'env-secretKeyRef',
          'env-configMapKeyRef',
          'envFrom-secret',
          'envFrom-configMap',
          'volume-secret',
          'volume-configMap',
          'volume-projected',
          'args',
          'other',
        ],
      },
      ReferenceVerdict: {
        type: 'string',
        enum: [
          'static-aws',
          's3-compatible',
          'ses-smtp',
          'irsa-shadowed',
          'uncertain',
        ],
      },
      CredentialReference: {
        type: 'object',
        description:
          'One place where a workload gets a static credential. Names only, never a value.',
        required: [
          'container',
          'location',
          'objectName',
          'keyNames',
          'envNames',
          'path',
          'verdict',
          'confidence',
          'accessKeys',
          'why',
          'readLevel',
        ],
        properties: {
          container: {
            type: 'string',
            description: 'Empty when the object has no containers',
          },
          containerType: {
            type: 'string',
            enum: ['container', 'init', 'ephemeral'],
          },
          location: { $ref: '#/components/schemas/ReferenceLocation' },
          objectKind: { type: 'string', enum: ['Secret', 'ConfigMap'] },
          objectName: { type: 'string', description: 'Empty for literals' },
          objectNamespace: {
            type: 'string',
            description:
              'Set when it is in another namespace than the workload',
          },
          keyNames: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Data keys in the object; names of variables, fields or annotations when the credential is written into the workload itself',
          },
          envNames: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Names of the variables in the container (prefix applied)',
          },
          mountPath: { type: 'string' },
          path: {
            type: 'string',
            description:
              'Place in the workload, such as `spec.template.spec.containers[0].env[2]`',
          },
          verdict: { $ref: '#/components/schemas/ReferenceVerdict' },
          confidence: {
            type: 'string',
            enum: ['pair', 'id', 'name'],
            description:
              'Whether both halves were found, only the id, or only a name that suggests one',
          },
          optional: {
            type: 'boolean',
            description: 'Whether Pods start without the object',
          },
          accessKeys: {
            type: 'array',
            items: { $ref: '#/components/schemas/KeyIdentity' },
            description: 'Ids that were found; empty when none could be read',
          },
          keyLast4: {
            type: 'string',
            description: 'Of the first of its access keys',
          },
          why: {
            type: 'string',
            description: 'The reason for the verdict, in words',
          },
          readLevel: {
            type: 'integer',
            enum: [0, 1, 2],
            description:
              '0 names in the workload only, 1 Secret metadata, 2 named Secret read for the key id',
          },
        },
      },
      KeyIdentity: {
        type: 'object',
        description: 'An access key id, without the id itself.',
        required: ['fingerprint', 'last4'],
        properties: {
          fingerprint: {
            type: 'string',
            description: 'First 16 hex digits of the SHA-256 of the key id',
          },
          last4: { type: 'string' },
          accountId: {
            type: 'string',
            description: 'Set when the id encodes it',
          },
        },
      },
      AccessKey: {
        type: 'object',
        description:
          'An IAM access key, by its last four characters; the secret half is never read into the model.',
        required: ['last4', 'fingerprint', 'state'],
        properties: {
          last4: { type: 'string' },
          fingerprint: {
            type: 'string',
            description:
              'First 16 hex digits of the SHA-256 of the key id; joins references to keys without storing the id',
          },
          state: {
            type: 'string',
            enum: [
              'active',
              'inactive',
              'unknownAccount',
              'notFound',
              'unreadable',
            ],
          },
          accountId: { type: 'string' },
          userName: { type: 'string' },
          userArn: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          ageDays: { type: 'integer' },
          lastUsedAt: { type: 'string', format: 'date-time' },
          lastUsedService: { type: 'string' },
          lastUsedRegion: { type: 'string' },
          asOf: { type: 'string', format: 'date-time' },
          blastRadius: { $ref: '#/components/schemas/BlastRadius' },
          sharedWith: {
            type: 'array',
            items: { type: 'string' },
            description: 'Ids of other workloads given the same key',
          },
          sharedWithHidden: {
            type: 'integer',
            description: 'How many others there are that the asker may not see',
          },
        },
      },
      PrivilegeLevel: {
        type: 'string',
        description:
          'What an identity may do, from the most to the least. admin: everything; escalation: can become admin; write: may change something; read: may only read; none: nothing; unknown: its policies could not be read.\n',
        enum: ['admin', 'escalation', 'write', 'read', 'none', 'unknown'],
      },
      BlastRadius: {
        type: 'object',
        description:
          'What the holder of a key may do, from the policies of its user. Service control policies and resource policies are not considered.\n',
        required: [
          'level',
          'services',
          'buckets',
          'escalations',
          'conditional',
        ],
        properties: {
          level: { $ref: '#/components/schemas/PrivilegeLevel' },
          services: {
            type: 'array',
            items: { type: 'string' },
            description: 'Service prefixes such as `s3`; `*` for all',
          },
          buckets: {
            type: 'array',
            items: { type: 'string' },
            description: 'Names or patterns of S3 buckets; `*` for all',
          },
          escalations: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'actions'],
              properties: {
                id: { type: 'string', description: 'For example `join-group`' },
                actions: { type: 'array', items: { type: 'string' } },
              },
            },
          },
          conditional: {
            type: 'boolean',
            description:
              'Conditions or a boundary restrict it in ways that are not evaluated',
          },
        },
      },
      SeverityLevel: {
        type: 'string',
        enum: ['critical', 'high', 'medium', 'low', 'none'],
      },
      Severity: {
        type: 'object',
        description:
          'Location × validity × privilege × age of the worst credential reference of a workload.',
        required: ['level', 'score', 'factors'],
        properties: {
          level: { $ref: '#/components/schemas/SeverityLevel' },
          score: { type: 'integer', minimum: 0, maximum: 100 },
          factors: {
            type: 'array',
            description: 'The factors of the score',
            items: {
              type: 'object',
              required: ['factor', 'weight', 'why'],
              properties: {
                factor: {
                  type: 'string',
                  enum: ['location', 'validity', 'privilege', 'age'],
                },
                weight: { type: 'number', minimum: 0, maximum: 1 },
                why: { type: 'string', description: 'Plain words' },
              },
            },
          },
        },
      },
      AgeBand: {
        type: 'string',
        description:
          'Age of the oldest key in days: below 30, from 30, from 90, from 365, from 730; unknown: the key or its age is not known.\n',
        enum: ['lt30', 'd30', 'd90', 'd365', 'd730', 'unknown'],
      },
      Trends: {
        type: 'object',
        required: ['days'],
        properties: {
          days: {
            type: 'array',
            items: { $ref: '#/components/schemas/TrendDay' },
          },
        },
      },
      TrendDay: {
        type: 'object',
        required: [
          'day',
          'withStaticKey',
          'soaking',
          'keyOff',
          'keyless',
          'unknown',
          'statuses',
        ],
        properties: {
          day: { type: 'string', format: 'date' },
          withStaticKey: { type: 'integer' },
          soaking: { type: 'integer' },
          keyOff: { type: 'integer' },
          keyless: { type: 'integer' },
          unknown: { type: 'integer' },
          meanKeyAgeDays: {
            type: 'number',
            description:
              'Mean age of the oldest keys of workloads with a static key; absent when there are none',
          },
          statuses: {
            type: 'object',
            additionalProperties: { type: 'integer' },
            description: 'Workloads by status',
          },
        },
      },
      HeatMap: {
        type: 'object',
        required: ['rows'],
        properties: {
          rows: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'isKnown', 'cells'],
              properties: {
                name: { type: 'string', description: 'Cluster or namespace' },
                isKnown: {
                  type: 'boolean',
                  description: 'False when the cluster could not be read',
                },
                cells: {
                  type: 'array',
                  description: 'Only those with a workload in them',
                  items: {
                    type: 'object',
                    required: ['band', 'count'],
                    properties: {
                      band: { $ref: '#/components/schemas/AgeBand' },
                      count: { type: 'integer' },
                    },
                  },
                },
              },
            },
          },
        },
      },
      SdkName: {
        type: 'string',
        description:
          'An SDK of AWS, with the first version where it matters; boto2 never takes a role, and other is any other client\n',
        enum: [
          'boto3',
          'boto2',
          'go',
          'java',
          'node',
          'dotnet3',
          'dotnet4',
          'ruby',
          'php',
          'rust',
          'other',
        ],
      },
      SdkAnswer: {
        type: 'object',
        description: 'Which SDK a service uses, as somebody said',
        required: ['sdk', 'answeredBy', 'answeredAt'],
        properties: {
          sdk: { $ref: '#/components/schemas/SdkName' },
          answeredBy: { type: 'string', description: 'Entity ref of the user' },
          answeredAt: { type: 'string', format: 'date-time' },
        },
      },
      Readiness: {
        type: 'object',
        required: ['verdict', 'findings', 'sdks', 'filesRead', 'asOf'],
        properties: {
          verdict: {
            type: 'string',
            description:
              'ready: no problem was found; changes: something should be changed first; blocked: it would break; unknown: no source could be read, or it has no known SDK\n',
            enum: ['ready', 'changes', 'blocked', 'unknown'],
          },
          reason: {
            type: 'string',
            description: 'Why it is unknown, and what to do',
          },
          source: {
            type: 'object',
            required: ['entityRef', 'url'],
            properties: {
              entityRef: { type: 'string' },
              url: {
                type: 'string',
                description: 'Where the source was read from',
              },
            },
          },
          findings: {
            type: 'array',
            items: {
              type: 'object',
              required: ['rule', 'file', 'line', 'verdict', 'what', 'change'],
              properties: {
                rule: { type: 'string' },
                language: { type: 'string' },
                file: {
                  type: 'string',
                  description: 'From the root of the source',
                },
                line: { type: 'integer', minimum: 1 },
                verdict: {
                  type: 'string',
                  enum: ['blocker', 'change', 'note'],
                },
                what: { type: 'string' },
                change: { type: 'string' },
              },
            },
          },
          sdks: {
            type: 'array',
            items: {
              type: 'object',
              required: ['packageName', 'language', 'locked', 'file', 'line'],
              properties: {
                packageName: { type: 'string' },
                language: { type: 'string' },
                version: { type: 'string' },
                locked: {
                  type: 'boolean',
                  description: 'The version was read from a lock file',
                },
                file: { type: 'string' },
                line: { type: 'integer', minimum: 1 },
              },
            },
          },
          filesRead: { type: 'integer' },
          filesLeft: {
            type: 'integer',
            description:
              'Files that were not read, because it took too long; absent when all were read',
          },
          answer: { $ref: '#/components/schemas/SdkAnswer' },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      CodeRefusal: {
        type: 'string',
        description:
          'Why there is no request of code; docs/troubleshooting.md has each with its way out',
        enum: [
          'sourceUnknown',
          'hostUnknown',
          'notFound',
          'forbidden',
          'archived',
          'protected',
          'invalid',
          'branchGone',
          'editedByOthers',
          'changed',
          'nothingToChange',
          'leftToPeople',
          'unparsable',
          'tooLarge',
          'notProven',
        ],
      },
      CodeRequestError: {
        type: 'object',
        required: ['error'],
        additionalProperties: true,
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            additionalProperties: true,
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
              refusal: { $ref: '#/components/schemas/CodeRefusal' },
            },
          },
        },
      },
      CodePlace: {
        type: 'object',
        required: ['place', 'words'],
        properties: {
          place: {
            type: 'string',
            description:
              'Path from the root, where known with `:` and the line',
          },
          words: { type: 'string' },
        },
      },
      CodeDifference: {
        type: 'object',
        description:
          'What a request of code would change, what was proven of it, and what it leaves to people',
        required: [
          'repository',
          'base',
          'baseCommit',
          'digest',
          'files',
          'edited',
          'proof',
          'left',
          'hints',
          'asOf',
        ],
        properties: {
          repository: {
            type: 'string',
            description: 'Without user and password',
          },
          base: {
            type: 'string',
            description: 'Branch that it is to be merged into',
          },
          baseCommit: { type: 'string', description: 'Commit that was read' },
          digest: { type: 'string', description: 'SHA-256 of `files`' },
          files: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'diff'],
              properties: {
                path: { type: 'string' },
                diff: {
                  type: 'string',
                  description: 'Unified; keys are masked',
                },
              },
            },
          },
          edited: {
            type: 'array',
            items: { $ref: '#/components/schemas/CodePlace' },
          },
          proof: { type: 'array', items: { type: 'string' } },
          left: {
            type: 'array',
            description: 'What cannot be edited with certainty',
            items: { $ref: '#/components/schemas/CodePlace' },
          },
          hints: {
            type: 'array',
            description: 'What a person should look at too',
            items: { $ref: '#/components/schemas/CodePlace' },
          },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      CodeRequest: {
        type: 'object',
        required: ['state', 'asOf'],
        properties: {
          state: {
            type: 'string',
            description:
              'none: none was opened; open, merged, closed: the newest one; notKnown: its host could not be asked, see reason\n',
            enum: ['none', 'open', 'merged', 'closed', 'notKnown'],
          },
          reason: { type: 'string', description: 'Why it is not known' },
          refusal: { $ref: '#/components/schemas/CodeRefusal' },
          repository: {
            type: 'string',
            description: 'Address of the repository of the source',
          },
          url: {
            type: 'string',
            description: 'Page of the request at its host',
          },
          base: {
            type: 'string',
            description: 'Branch that it is to be merged into',
          },
          createdAt: { type: 'string', format: 'date-time' },
          endedAt: {
            type: 'string',
            format: 'date-time',
            description: 'When it was merged or closed',
          },
          endedBy: {
            type: 'string',
            description: 'Name at the host of who merged or closed it',
          },
          editedByOthers: {
            type: 'boolean',
            description:
              'Its branch holds commits that the portal did not make',
          },
          blockedBy: {
            type: 'string',
            description: 'Why it cannot be merged at present, as the host says',
          },
          runs: {
            type: 'object',
            description:
              'Of a merged one, whether what runs was built after the merge',
            required: ['state', 'evidence'],
            properties: {
              state: {
                type: 'string',
                description: 'As the tag of the image says',
                enum: ['yes', 'no', 'notKnown'],
              },
              evidence: { type: 'string' },
            },
          },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      RiskState: {
        type: 'string',
        description:
          'active: in force; ended: its last day has passed; void: the accepted state has changed; withdrawn: withdrawn by a user\n',
        enum: ['active', 'ended', 'void', 'withdrawn'],
      },
      AcceptedRisk: {
        type: 'object',
        required: [
          'id',
          'workload',
          'reason',
          'acceptedBy',
          'acceptedAt',
          'endsAt',
          'state',
        ],
        properties: {
          id: { type: 'string' },
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          reason: { type: 'string' },
          acceptedBy: { type: 'string', description: 'Entity ref of the user' },
          acceptedAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
          state: { $ref: '#/components/schemas/RiskState' },
          closedBy: { type: 'string', description: 'Who withdrew it' },
          closedAt: { type: 'string', format: 'date-time' },
        },
      },
      Manager: {
        type: 'object',
        required: ['kind', 'livePatchAllowed', 'evidence'],
        properties: {
          kind: {
            type: 'string',
            enum: [
              'argocd',
              'flux',
              'helm',
              'terraform',
              'pulumi',
              'operator',
              'kubectl',
              'none',
              'unknown',
            ],
          },
          name: { type: 'string' },
          livePatchAllowed: { type: 'boolean' },
          evidence: { type: 'string' },
        },
      },
      Remedy: {
        type: 'object',
        description:
          'How to run a piece of software that keeps keys in its own resources without a key.',
        required: ['software'],
        properties: {
          software: { type: 'string' },
          text: {
            type: 'string',
            description:
              'What to set instead; absent when the software needs a key',
          },
          source: { type: 'string', description: 'Its documentation' },
        },
      },
      Workload: {
        type: 'object',
        description:
          'What gets a static credential: a workload with Pods, a custom resource, or a Secret or ConfigMap without a known user',
        required: [
          'id',
          'cluster',
          'namespace',
          'kind',
          'name',
          'status',
          'references',
          'keys',
          'serviceAccount',
          'health',
          'manager',
          'readLevel',
          'asOf',
        ],
        properties: {
          id: { type: 'string', description: '`cluster/namespace/kind/name`' },
          cluster: { type: 'string' },
          namespace: {
            type: 'string',
            description: 'Empty for objects of cluster scope',
          },
          kind: {
            type: 'string',
            description:
              'Kind; for a custom resource with its API group, such as `ClusterIssuer.cert-manager.io`',
          },
          name: { type: 'string' },
          status: { $ref: '#/components/schemas/WorkloadStatus' },
          statusReason: {
            type: 'string',
            description: 'Why blocked, unknown or failed, in words',
          },
          references: {
            type: 'array',
            items: { $ref: '#/components/schemas/CredentialReference' },
          },
          keys: {
            type: 'array',
            items: { $ref: '#/components/schemas/AccessKey' },
          },
          serviceAccount: {
            type: 'object',
            required: ['name', 'isDefault', 'sharedWith'],
            properties: {
              name: { type: 'string' },
              isDefault: { type: 'boolean' },
              roleArn: { type: 'string' },
              isRoleUnknown: {
                type: 'boolean',
                description:
                  'The portal could not read it, so it may have a role',
              },
              podIdentity: {
                type: 'boolean',
                description: 'It has an EKS Pod Identity association',
              },
              sharedWith: { type: 'array', items: { type: 'string' } },
              sharedWithHidden: {
                type: 'integer',
                description:
                  'How many others there are that the asker may not see',
              },
            },
          },
          health: {
            type: 'object',
            required: ['desired', 'ready', 'state'],
            properties: {
              desired: { type: 'integer' },
              ready: { type: 'integer' },
              state: {
                type: 'string',
                enum: [
                  'healthy',
                  'progressing',
                  'unhealthy',
                  'scaledToZero',
                  'notApplicable',
                ],
              },
              message: { type: 'string' },
            },
          },
          manager: { $ref: '#/components/schemas/Manager' },
          remedy: { $ref: '#/components/schemas/Remedy' },
          image: { type: 'string' },
          entityRef: { type: 'string' },
          entityTitle: { type: 'string' },
          ownerRef: { type: 'string' },
          linkedBy: {
            type: 'string',
            description:
              'The annotation or label that linked it to the catalog, in words',
          },
          ownerEvidence: {
            type: 'string',
            description: 'How its owner is known, in words',
          },
          ownerDoubt: {
            type: 'string',
            description:
              'Why no owner is known although there may be one, in words',
          },
          isOwnerPending: {
            type: 'boolean',
            description:
              'Whether the doubt ends by itself, when the catalog is read again',
          },
          severity: { $ref: '#/components/schemas/Severity' },
          acceptedRisk: { $ref: '#/components/schemas/AcceptedRisk' },
          migrationId: { type: 'string', description: 'Its latest migration' },
          migrationStatus: { $ref: '#/components/schemas/MigrationStatus' },
          soakEndsAt: { type: 'string', format: 'date-time' },
          lastPlan: { $ref: '#/components/schemas/PlanVerdict' },
          readLevel: { type: 'integer', enum: [0, 1, 2] },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      PlanVerdict: {
        type: 'object',
        description:
          "What the last plan said at `madeAt`; a plan reads more than the list, so only a new one says what is true now. Absent where nothing was planned since the workload's references or keys changed.\n",
        required: ['status', 'blockedBy', 'madeAt'],
        properties: {
          status: { type: 'string', enum: ['ready', 'blocked'] },
          blockedBy: {
            type: 'array',
            items: { type: 'string' },
            description: 'Ids of the checks that stand in the way',
          },
          madeAt: { type: 'string', format: 'date-time' },
        },
      },
      WorkloadPage: {
        type: 'object',
        required: ['items', 'totalCount', 'coverage', 'facets'],
        properties: {
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/Workload' },
          },
          totalCount: { type: 'integer' },
          nextCursor: {
            type: 'string',
            description: 'Absent on the last page',
          },
          coverage: { $ref: '#/components/schemas/Coverage' },
          facets: {
            type: 'object',
            description: 'Existing values, for the filters',
            required: ['clusters', 'namespaces', 'owners'],
            properties: {
              clusters: { type: 'array', items: { type: 'string' } },
              namespaces: { type: 'array', items: { type: 'string' } },
              owners: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
      ClusterCoverage: {
        type: 'object',
        required: ['name', 'state', 'workloads'],
        properties: {
          name: { type: 'string' },
          state: {
            type: 'string',
            enum: [
              'ok',
              'partial',
              'unreachable',
              'unauthorized',
              'misconfigured',
              'pending',
            ],
          },
          message: {
            type: 'string',
            description: 'What is wrong and what to do',
          },
          principal: {
            type: 'string',
            description: 'The identity with which the portal reads it',
          },
          accountId: { type: 'string' },
          region: { type: 'string' },
          workloads: { type: 'integer' },
          readLevel: { type: 'integer', enum: [0, 1, 2] },
          unreadSecrets: {
            type: 'integer',
            description:
              'At read level 2: Secrets that nothing refers to and whose names say nothing of a key, so that they were not read',
          },
          missingRights: { type: 'array', items: { type: 'string' } },
          asOf: {
            type: 'string',
            format: 'date-time',
            description: 'When it was last read in full',
          },
          lastTriedAt: { type: 'string', format: 'date-time' },
          linkDoubt: {
            type: 'string',
            description:
              'Why its workloads may not be linked to entities of the catalog yet; absent where the catalog was read',
          },
          linkedAt: {
            type: 'string',
            format: 'date-time',
            description:
              'Its workloads are linked to entities as the catalog was then: an entity that came later may be linked to none; absent where the catalog was not read',
          },
        },
      },
      AccountCoverage: {
        type: 'object',
        required: ['accountId', 'state'],
        properties: {
          accountId: { type: 'string' },
          alias: { type: 'string' },
          state: {
            type: 'string',
            enum: [
              'ok',
              'partial',
              'denied',
              'noCredentials',
              'unreachable',
              'pending',
            ],
          },
          message: { type: 'string' },
          principal: {
            type: 'string',
            description: "ARN of the portal's identity",
          },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      Coverage: {
        type: 'object',
        required: ['clusters', 'accounts'],
        properties: {
          clusters: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterCoverage' },
          },
          accounts: {
            type: 'array',
            items: { $ref: '#/components/schemas/AccountCoverage' },
          },
          emulator: {
            type: 'string',
            description:
              'Set when answers come from an emulator and not from AWS',
          },
          scanIntervalSeconds: { type: 'integer' },
          asOf: {
            type: 'string',
            format: 'date-time',
            description: 'Oldest successful read of a readable cluster',
          },
        },
      },
      SetUp: {
        type: 'object',
        required: [
          'state',
          'problems',
          'clusterSources',
          'changeHosts',
          'extensions',
        ],
        properties: {
          state: {
            type: 'string',
            enum: ['starting', 'ready', 'stopped'],
            description:
              '`stopped`: the plugin does not work until the problem of severity `error` is solved; it tries again by itself',
          },
          problems: {
            type: 'array',
            items: { $ref: '#/components/schemas/SetUpProblem' },
          },
          database: {
            type: 'object',
            required: ['client'],
            properties: {
              client: {
                type: 'string',
                description: 'For example `pg`, `better-sqlite3`',
              },
            },
          },
          clusterSources: {
            type: 'array',
            items: { $ref: '#/components/schemas/ClusterSource' },
          },
          changeHosts: {
            type: 'array',
            description:
              'Hosts of repositories where the portal can open change requests, in the order in which they are asked',
            items: { type: 'string' },
          },
          extensions: {
            type: 'array',
            description: 'Extensions from modules of this portal',
            items: {
              type: 'object',
              required: ['kind', 'name'],
              properties: {
                kind: {
                  type: 'string',
                  enum: [
                    'clusterSupplier',
                    'accountSupplier',
                    'detectorRule',
                    'check',
                    'ownershipRule',
                    'changeHost',
                  ],
                },
                name: { type: 'string' },
              },
            },
          },
        },
      },
      SetUpProblem: {
        type: 'object',
        required: ['area', 'severity', 'message', 'since'],
        properties: {
          area: {
            type: 'string',
            enum: [
              'configuration',
              'database',
              'clusters',
              'accounts',
              'extensions',
              'notifications',
            ],
          },
          severity: {
            type: 'string',
            enum: ['error', 'warning'],
            description:
              '`error`: nothing works until it is solved; `warning`: only the named part is left out',
          },
          key: {
            type: 'string',
            description:
              'Key of app-config, for example `irsa.clusters[1].tokenFile`',
          },
          message: {
            type: 'string',
            description: 'What is wrong and what to do',
          },
          since: { type: 'string', format: 'date-time' },
          nextTryAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the plugin tries again by itself',
          },
        },
      },
      ClusterSource: {
        type: 'object',
        description: 'One place from which the portal learns of clusters.',
        required: ['key', 'type', 'state', 'clusters', 'leftOut'],
        properties: {
          key: {
            type: 'string',
            description:
              'Key of app-config, for example `kubernetes.clusterLocatorMethods[0]`, or the name of an extension',
          },
          type: {
            type: 'string',
            enum: [
              'irsa',
              'config',
              'catalog',
              'gke',
              'localKubectlProxy',
              'extension',
              'other',
            ],
          },
          state: {
            type: 'string',
            enum: ['ok', 'partial', 'failed', 'pending'],
            description: '`partial`: some clusters are left out',
          },
          message: {
            type: 'string',
            description: 'What is wrong and what to do',
          },
          clusters: {
            type: 'array',
            items: { type: 'string' },
            description: 'Names of the clusters that are used',
          },
          leftOut: {
            type: 'array',
            description: 'Known clusters that are not used',
            items: {
              type: 'object',
              required: ['key', 'reason'],
              properties: {
                key: {
                  type: 'string',
                  description:
                    'Key of app-config or entity, for example `resource:default/prod`',
                },
                name: { type: 'string' },
                reason: { type: 'string', description: 'Why and what to do' },
              },
            },
          },
          asOf: { type: 'string', format: 'date-time' },
        },
      },
      SetUpRights: {
        type: 'object',
        required: ['accounts'],
        properties: {
          accounts: {
            type: 'array',
            items: { $ref: '#/components/schemas/AccountRights' },
          },
        },
      },
      AccountRights: {
        type: 'object',
        required: ['accountId', 'asOf', 'policies', 'boundary'],
        properties: {
          accountId: { type: 'string' },
          principal: {
            type: 'string',
            description: "ARN of the portal's identity",
          },
          message: {
            type: 'string',
            description: 'Why rights are not known and what to do',
          },
          asOf: { type: 'string', format: 'date-time' },
          policies: {
            type: 'array',
            description: 'The documented policies, each with its actions',
            items: {
              type: 'object',
              required: ['file', 'rights'],
              properties: {
                file: {
                  type: 'string',
                  description:
                    'File of docs/manifests that grants these actions, for example `portal-iam-auditor.json`',
                },
                rights: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['action', 'state'],
                    properties: {
                      action: {
                        type: 'string',
                        description: 'For example `iam:ListUsers`',
                      },
                      state: { $ref: '#/components/schemas/RightState' },
                      reason: {
                        type: 'string',
                        description:
                          'Why the right is not held or not known, for example `denied by a policy`',
                      },
                    },
                  },
                },
              },
            },
          },
          boundary: {
            type: 'object',
            description:
              'The policy of `irsa.role.permissionsBoundary` in this account',
            required: ['state'],
            properties: {
              state: {
                type: 'string',
                enum: ['present', 'absent', 'notKnown', 'notConfigured'],
              },
              arn: { type: 'string' },
              message: {
                type: 'string',
                description: 'What is wrong and what to do',
              },
            },
          },
        },
      },
      RightState: { type: 'string', enum: ['held', 'notHeld', 'notKnown'] },
      Summary: {
        type: 'object',
        required: [
          'workloads',
          'withStaticKey',
          'soaking',
          'keyOff',
          'keyless',
          'blocked',
          'unknown',
          'unusedKeys90d',
          'coverage',
        ],
        properties: {
          workloads: {
            type: 'integer',
            description:
              'Known workloads, also those that nothing gives AWS credentials',
          },
          listed: {
            type: 'integer',
            description:
              'Rows of the list without a filter, those of unknown status too',
          },
          withStaticKey: { type: 'integer' },
          acceptedRisks: {
            type: 'integer',
            description:
              'Number of workloads with a static key whose risk is accepted',
          },
          soaking: { type: 'integer' },
          keyOff: { type: 'integer' },
          keyless: { type: 'integer' },
          keptSecrets: {
            type: 'integer',
            description:
              'Secrets whose only key is one that a migration has left, kept for the way back; in no other count of a status',
          },
          blocked: {
            type: 'integer',
            description:
              'Workloads with a static key whose last plan was blocked; see `lastPlan`',
          },
          unknown: { type: 'integer' },
          unusedKeys90d: { type: 'integer' },
          oldestKeyDays: { type: 'integer' },
          coverage: { $ref: '#/components/schemas/Coverage' },
        },
      },
      PlanRequest: {
        type: 'object',
        required: ['workload'],
        additionalProperties: false,
        properties: {
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          roleName: {
            type: 'string',
            minLength: 1,
            maxLength: 64,
            pattern: '^[\\w+=,.@-]+$',
          },
          soakDays: { type: 'integer', minimum: 0, maximum: 90 },
          ownServiceAccount: {
            type: 'boolean',
            description:
              'Whether a workload that is patched on the cluster gets a ServiceAccount of its own although the present one would do, so that key and role change in one step. Absent: when the SDK of its source takes a role before the key\n',
          },
          identity: {
            type: 'string',
            description:
              'How the Pods get the role: by a token of the cluster (irsa), or by an EKS Pod Identity association, for a workload that is patched on a cluster whose name in EKS is set. Absent: as the settings of the cluster say\n',
            enum: ['irsa', 'podIdentity'],
          },
          canary: {
            type: 'boolean',
            description:
              'Whether one Pod with the role is tried beside the others before a Deployment of several replicas is changed, or one run of a CronJob, which does its work, where it can be. Absent: as irsa.migration.canary says, and no run of a CronJob\n',
          },
          additionalActions: {
            type: 'array',
            maxItems: 20,
            description:
              "Statements added to the role's policy, for example `s3:PutObject` on one bucket",
            items: {
              type: 'object',
              required: ['action', 'resource'],
              additionalProperties: false,
              properties: {
                action: {
                  type: 'string',
                  pattern: '^[a-z0-9-]+:[A-Za-z0-9*]+$',
                  maxLength: 128,
                },
                resource: { type: 'string', pattern: '^arn:', maxLength: 1024 },
              },
            },
          },
        },
      },
      Sentence: {
        type: 'object',
        description:
          'One change (or one thing kept) as a sentence key with parameters, so that it can be translated.',
        required: ['id', 'verb', 'object', 'key', 'params', 'reversible'],
        properties: {
          id: { type: 'string' },
          verb: { type: 'string', enum: ['add', 'change', 'keep', 'delete'] },
          object: {
            type: 'string',
            description: 'For example `Deployment production/test`',
          },
          key: {
            type: 'string',
            description:
              'provider.add, provider.audience, policy.add, policy.version, role.add, role.adopt, awsHalf.byCode, serviceAccount.add, serviceAccount.annotate, workload.detach, secret.keep, key.keep, key.off',
          },
          params: {
            type: 'object',
            additionalProperties: {
              oneOf: [
                { type: 'string' },
                { type: 'number' },
                { type: 'array', items: { type: 'string' } },
              ],
            },
          },
          reversible: { type: 'string', enum: ['yes', 'askedLater', 'no'] },
          diffId: { type: 'string' },
        },
      },
      Check: {
        type: 'object',
        required: ['id', 'state', 'key', 'params', 'evidence'],
        properties: {
          id: {
            type: 'string',
            description:
              'Stable, for example `oidc-provider`, `shared-service-account`',
          },
          failureMode: {
            type: 'string',
            description: 'Number of the known failure mode, for example `F17`',
          },
          state: {
            type: 'string',
            enum: ['passed', 'warning', 'blocked', 'notChecked'],
          },
          key: { type: 'string', description: 'Sentence key for the UI' },
          params: {
            type: 'object',
            additionalProperties: {
              oneOf: [
                { type: 'string' },
                { type: 'number' },
                { type: 'array', items: { type: 'string' } },
              ],
            },
          },
          message: { type: 'string', description: 'The sentence in English' },
          evidence: { type: 'string', description: 'The evidence' },
          fix: { type: 'string', description: 'What to do' },
        },
      },
      Diff: {
        type: 'object',
        required: ['id', 'title', 'group', 'before', 'after'],
        properties: {
          id: { type: 'string' },
          title: { type: 'string' },
          group: { type: 'string', enum: ['kubernetes', 'iam'] },
          before: {
            type: 'string',
            description: 'Canonical YAML, empty when new',
          },
          after: {
            type: 'string',
            description: 'Canonical YAML, empty when deleted',
          },
          json: {
            type: 'string',
            description: 'The document as JSON (policies)',
          },
        },
      },
      Plan: {
        type: 'object',
        required: [
          'id',
          'hash',
          'workload',
          'status',
          'createdAt',
          'expiresAt',
          'createdBy',
          'sentences',
          'checks',
          'diffs',
          'warnings',
          'target',
          'soakDays',
        ],
        properties: {
          id: { type: 'string' },
          hash: {
            type: 'string',
            description:
              'SHA-256 of the canonical changes and the pre-images that they depend on, in hex',
          },
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          entityRef: { type: 'string' },
          ownerRef: { type: 'string' },
          status: {
            type: 'string',
            enum: [
              'ready',
              'blocked',
              'nothingToDo',
              'expired',
              'used',
              'discarded',
            ],
          },
          createdAt: { type: 'string', format: 'date-time' },
          expiresAt: { type: 'string', format: 'date-time' },
          createdBy: { type: 'string' },
          sentences: {
            type: 'array',
            items: { $ref: '#/components/schemas/Sentence' },
          },
          warnings: {
            type: 'array',
            description: 'How the service will behave differently afterwards',
            items: {
              type: 'object',
              required: ['id', 'key', 'params', 'message'],
              properties: {
                id: { type: 'string' },
                key: {
                  type: 'string',
                  description: 'links.shorter, links.inFlight, start.cold',
                },
                params: {
                  type: 'object',
                  additionalProperties: {
                    oneOf: [
                      { type: 'string' },
                      { type: 'number' },
                      { type: 'array', items: { type: 'string' } },
                    ],
                  },
                },
                message: { type: 'string' },
              },
            },
          },
          checks: {
            type: 'array',
            items: { $ref: '#/components/schemas/Check' },
          },
          diffs: {
            type: 'array',
            items: { $ref: '#/components/schemas/Diff' },
          },
          target: {
            type: 'object',
            description: 'The state after the plan',
            required: [
              'accountId',
              'roleName',
              'roleArn',
              'providerUrl',
              'audience',
              'subject',
              'serviceAccountName',
            ],
            properties: {
              accountId: {
                type: 'string',
                description:
                  'Empty when nothing tells which account the key is of; then the ARNs name none',
              },
              roleName: { type: 'string' },
              rolePath: { type: 'string' },
              roleArn: { type: 'string' },
              policyArn: { type: 'string' },
              boundaryArn: { type: 'string' },
              providerUrl: { type: 'string' },
              audience: { type: 'string' },
              identity: {
                type: 'string',
                enum: ['irsa', 'podIdentity'],
                description:
                  'How the Pods get the role; absent in plans of before',
              },
              subject: {
                type: 'string',
                description: 'system:serviceaccount:<namespace>:<name>',
              },
              serviceAccountName: { type: 'string' },
              userName: { type: 'string' },
              keyLast4: { type: 'string' },
              keyFingerprint: { type: 'string' },
              secretNames: { type: 'array', items: { type: 'string' } },
            },
          },
          serviceAccountChoice: {
            $ref: '#/components/schemas/ServiceAccountChoice',
          },
          identityChoice: { $ref: '#/components/schemas/IdentityChoice' },
          canaryChoice: { $ref: '#/components/schemas/CanaryChoice' },
          request: {
            allOf: [{ $ref: '#/components/schemas/PlanRequest' }],
            description:
              'What was asked for, as it was. Absent in plans of before',
          },
          source: { $ref: '#/components/schemas/WorkloadSource' },
          delivery: { $ref: '#/components/schemas/PlanDelivery' },
          awsHalf: { $ref: '#/components/schemas/AwsHalf' },
          soakDays: { type: 'integer' },
          restarts: {
            type: 'integer',
            description: 'Pods that will be replaced',
          },
          usualSeconds: {
            type: 'integer',
            description: 'Median of past migrations; absent when there is none',
          },
          commands: {
            type: 'string',
            description: 'The same change as kubectl and aws commands',
          },
        },
      },
      AwsForm: {
        type: 'string',
        description:
          'terraform: OpenTofu too; cdk: the template of cloudformation as JSON',
        enum: [
          'terraform',
          'cloudformation',
          'cdk',
          'eksctl',
          'ack',
          'crossplane',
        ],
      },
      AwsCode: {
        type: 'object',
        required: ['form', 'files', 'left'],
        properties: {
          form: { $ref: '#/components/schemas/AwsForm' },
          files: {
            type: 'array',
            description:
              'New files; a new provider is in one of its own, since all workloads of a cluster share it',
            items: {
              type: 'object',
              required: ['path', 'content'],
              properties: {
                path: { type: 'string', description: 'Name without a folder' },
                content: { type: 'string' },
              },
            },
          },
          apply: {
            type: 'string',
            description: 'Who has to do what with the files',
          },
          left: {
            type: 'array',
            description: 'What the form cannot say',
            items: { type: 'string' },
          },
          problem: {
            type: 'string',
            description:
              'Why the form cannot say what was planned; there are no files then',
          },
        },
      },
      ServiceAccountChoice: {
        type: 'object',
        description:
          'Whether the Pods keep their ServiceAccount or get one of their own, and who decides. Absent in plans of before',
        required: ['present', 'own', 'isOwn', 'because'],
        properties: {
          present: { type: 'string', description: 'Name of the one of today' },
          own: { type: 'string', description: 'Name of the one of its own' },
          isOwn: { type: 'boolean', description: 'What this plan does' },
          because: {
            type: 'string',
            description:
              'shared: the present one has other users, is the default, or is kept by a tool, so there is no choice; source: the change is made where the workload is kept, so there is none either; asked: `ownServiceAccount` of the request; sdk: the SDK of the source takes a role before the key; usual: none of these. With the last three the request can decide otherwise\n',
            enum: ['shared', 'source', 'asked', 'sdk', 'usual'],
          },
        },
      },
      IdentityChoice: {
        type: 'object',
        description:
          'How the Pods get the role, and who decides. Absent in plans of before',
        required: ['kind', 'because'],
        properties: {
          kind: { type: 'string', enum: ['irsa', 'podIdentity'] },
          because: {
            type: 'string',
            description:
              'There is no choice because - notEks: the name of the cluster in EKS is not set; notKnown: EKS did not answer; account: the role is in another account than the cluster, one that the portal does not know; source: the change is made where the workload is kept. With the others the request can decide otherwise - asked: `identity` of the request; cluster: the settings of the cluster; usual: none of these\n',
            enum: [
              'notEks',
              'notKnown',
              'account',
              'source',
              'asked',
              'cluster',
              'usual',
            ],
          },
        },
      },
      CanaryChoice: {
        type: 'object',
        description:
          'Whether one Pod, or one run of a CronJob, is tried before the others, and who decides. Absent in plans of before',
        required: ['isOn', 'because'],
        properties: {
          isOn: { type: 'boolean' },
          because: {
            type: 'string',
            description:
              'obstacle: none can be tried, so there is no choice. With the others the request can decide otherwise - asked: `canary` of the request; settings: irsa.migration.canary; work: a run does its work, so none is tried unless asked for\n',
            enum: ['obstacle', 'asked', 'settings', 'work'],
          },
          obstacle: { type: 'string', description: 'Why none can be tried' },
        },
      },
      PlanDelivery: {
        type: 'object',
        description: 'How the change of the workload is brought to it',
        required: ['way', 'state', 'reason'],
        properties: {
          way: {
            type: 'string',
            description:
              'direct: the portal patches the objects; changeRequest: Git owns them, so the change is proposed there and comes to the cluster by what keeps the workload\n',
            enum: ['direct', 'changeRequest'],
          },
          state: {
            type: 'string',
            description:
              'refused: no change can be proposed; `reason` says what was looked at',
            enum: ['ready', 'refused'],
          },
          reason: { type: 'string' },
          repository: {
            type: 'string',
            description: 'Without user and password',
          },
          base: { type: 'string', description: 'The branch that is followed' },
          baseCommit: { type: 'string' },
          files: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'diff'],
              properties: {
                path: { type: 'string' },
                diff: {
                  type: 'string',
                  description:
                    'Unified; values of Secrets and of variables with the name of a credential are masked',
                },
              },
            },
          },
          proof: {
            type: 'array',
            items: { type: 'string' },
            description: 'What was proven of the edited files',
          },
        },
      },
      WaitingFor: {
        type: 'object',
        description:
          'Somebody else that a migration waits for. No worker is held meanwhile.',
        required: ['whom', 'since', 'words'],
        properties: {
          whom: {
            type: 'string',
            description:
              'Such as `whoever may merge in github.com/acme/deploy`',
          },
          since: { type: 'string', format: 'date-time' },
          url: { type: 'string', description: 'The page where it can be done' },
          words: { type: 'string' },
          checkedAt: { type: 'string', format: 'date-time' },
          awsHalf: {
            type: 'array',
            description:
              'Where code makes role, policy and provider: what IAM lacks of the plan, or gives beyond it',
            items: { $ref: '#/components/schemas/AwsHalfDifference' },
          },
        },
      },
      AwsHalfDifference: {
        type: 'object',
        required: ['about', 'kind', 'message'],
        properties: {
          about: {
            type: 'string',
            enum: [
              'provider',
              'role',
              'trust',
              'rights',
              'boundary',
              'session',
            ],
          },
          kind: { type: 'string', enum: ['missing', 'wider'] },
          message: { type: 'string' },
        },
      },
      AwsHalf: {
        type: 'object',
        description: 'Who makes role, policy and provider in AWS',
        required: ['madeBy', 'evidence'],
        properties: {
          madeBy: {
            type: 'string',
            description:
              'engine: the migration; code: whoever applies AWS as code. The migration then waits, compares and proves, and writes none of them.',
            enum: ['engine', 'code'],
          },
          evidence: {
            type: 'string',
            description: 'A setting, or tags of the role',
          },
        },
      },
      ChangeRequest: {
        type: 'object',
        description: 'A change request of a migration, as last read',
        required: ['purpose', 'url', 'state'],
        properties: {
          purpose: {
            type: 'string',
            description:
              'cutOver: takes the key out; revert: puts it back; secret: takes the Secret out',
            enum: ['cutOver', 'revert', 'secret'],
          },
          url: { type: 'string' },
          state: { type: 'string', enum: ['open', 'merged', 'closed'] },
          mergeCommit: { type: 'string' },
          endedBy: { type: 'string', description: 'Name at the host' },
          editedByOthers: { type: 'boolean' },
        },
      },
      WorkloadSource: {
        type: 'object',
        description:
          'Where the truth of a workload lives, as far as its cluster and the catalog tell',
        required: ['state', 'places', 'evidence', 'lookedAt', 'missing'],
        properties: {
          state: {
            type: 'string',
            description:
              'found: a place is known; partly: a part of it is, such as the chart without the place of its values; notFound: all was looked at and nothing says it; notKnown: something that may say it could not be read\n',
            enum: ['found', 'partly', 'notFound', 'notKnown'],
          },
          confidence: {
            type: 'string',
            description:
              'certain: what keeps the workload lists it; likely: a name leads there and nothing confirms it; hint: people have written it down, in the catalog or on the workload\n',
            enum: ['certain', 'likely', 'hint'],
          },
          keeper: {
            type: 'string',
            description:
              "What keeps the workload as its source says, such as 'Argo CD Application argocd/orders'",
          },
          places: {
            type: 'array',
            description: 'Where a change would be made first',
            items: { $ref: '#/components/schemas/SourcePlace' },
          },
          evidence: {
            type: 'array',
            items: { type: 'string' },
            description: 'Sentences',
          },
          lookedAt: {
            type: 'array',
            items: { type: 'string' },
            description: 'Sentences about what told nothing',
          },
          missing: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Rights that are missing and other reasons why something could not be read',
          },
          obstacles: {
            type: 'array',
            description:
              'What keeps a change there from coming to the cluster by itself, as it was when this was read',
            items: {
              type: 'object',
              required: ['stops', 'message'],
              properties: {
                stops: {
                  type: 'string',
                  description:
                    'changes: nothing arrives; removals: what is taken out of the source stays in the cluster\n',
                  enum: ['changes', 'removals'],
                },
                message: { type: 'string', description: 'With the way out' },
              },
            },
          },
        },
      },
      SourcePlace: {
        type: 'object',
        required: ['role', 'host'],
        properties: {
          role: {
            type: 'string',
            description:
              'manifests: its objects, or what builds them; values: those of its chart; chart; definition: the object that names the others, as it is kept itself; code: the repository of its service\n',
            enum: ['manifests', 'values', 'chart', 'definition', 'code'],
          },
          host: {
            type: 'string',
            enum: ['git', 'oci', 'helm', 'bucket', 'cluster', 'unknown'],
            description: 'cluster: an object of a cluster holds it',
          },
          url: { type: 'string', description: 'Without user and password' },
          path: {
            type: 'string',
            description: 'Below the root; of an object, Kind namespace/name',
          },
          revision: {
            type: 'string',
            description: 'Branch, tag or range that is followed',
          },
          live: {
            type: 'string',
            description: 'The revision that was applied last',
          },
          format: {
            type: 'string',
            enum: ['manifests', 'kustomize', 'helm', 'jsonnet', 'plugin'],
          },
          chart: { type: 'string' },
          version: { type: 'string' },
          release: {
            type: 'object',
            description: 'Of a chart; how Helm is told to call what it makes',
            required: ['name', 'namespace'],
            properties: {
              name: { type: 'string' },
              namespace: { type: 'string' },
            },
          },
        },
      },
      MigrationRequest: {
        type: 'object',
        required: ['planId', 'planHash', 'idempotencyKey'],
        additionalProperties: false,
        properties: {
          planId: { type: 'string', maxLength: 100 },
          planHash: { type: 'string', maxLength: 100 },
          idempotencyKey: { type: 'string', minLength: 8, maxLength: 100 },
          acknowledgements: {
            type: 'array',
            maxItems: 50,
            items: { type: 'string', maxLength: 100 },
            description: 'Ids of the acknowledged warnings',
          },
        },
      },
      MigrationStatus: {
        type: 'string',
        description:
          'queued, running: steps are under way; stopping, stopped: between steps, waits for continue or rollback; soaking: the workload uses the role, key still active; keyInactive: key switched off; retired: key deleted; rollingBack, rolledBack; failed: stopped before the workload was changed, and undone; needsHuman: neither the old nor the new state was found, or a rollback failed; closed: ended by a human as it was.\n',
        enum: [
          'queued',
          'running',
          'stopping',
          'stopped',
          'soaking',
          'keyInactive',
          'retired',
          'rollingBack',
          'rolledBack',
          'failed',
          'needsHuman',
          'closed',
        ],
      },
      MigrationStep: {
        type: 'object',
        required: ['id', 'key', 'state', 'reversible'],
        properties: {
          id: { type: 'string' },
          key: {
            type: 'string',
            description:
              'snapshot, ensure-provider, ensure-policy, ensure-role, await-aws-half, prove-role, ensure-service-account, ensure-first-policy, ensure-first-role, ensure-association, prove-injection, prove-canary, cut-over, open-request, await-merge, await-arrival, roll-out, check-pods, begin-soak',
          },
          state: {
            type: 'string',
            enum: [
              'waiting',
              'running',
              'done',
              'skipped',
              'failed',
              'undoing',
              'undone',
            ],
          },
          outcome: {
            type: 'string',
            enum: ['created', 'adopted', 'changed', 'unchanged', 'proven'],
          },
          detail: { type: 'string', description: 'The result in one line' },
          startedAt: { type: 'string', format: 'date-time' },
          finishedAt: { type: 'string', format: 'date-time' },
          usualSeconds: { type: 'number' },
          restartsPods: { type: 'boolean' },
          reversible: { type: 'boolean' },
        },
      },
      Proof: {
        type: 'object',
        description: 'What is proven so far, by level',
        required: ['level', 'state', 'detail'],
        properties: {
          level: { type: 'string', enum: ['L0', 'L1', 'L4', 'L5', 'L6'] },
          state: {
            type: 'string',
            enum: ['proven', 'wasProven', 'failed', 'pending', 'notChecked'],
            description:
              'wasProven: it was proven at `at`; what it rests on does not hold, or could not be read, in the latest look',
          },
          detail: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
        },
      },
      Migration: {
        type: 'object',
        required: [
          'id',
          'planId',
          'planHash',
          'workload',
          'status',
          'steps',
          'proofs',
          'startedBy',
          'startedAt',
          'target',
          'lastSeq',
          'possible',
        ],
        properties: {
          id: { type: 'string' },
          planId: { type: 'string' },
          planHash: { type: 'string' },
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          entityRef: { type: 'string' },
          ownerRef: { type: 'string' },
          status: { $ref: '#/components/schemas/MigrationStatus' },
          statusReason: {
            type: 'string',
            description:
              'The problem, its cause, what was done about it, and what you can do',
          },
          steps: {
            type: 'array',
            items: { $ref: '#/components/schemas/MigrationStep' },
          },
          proofs: {
            type: 'array',
            items: { $ref: '#/components/schemas/Proof' },
          },
          target: { $ref: '#/components/schemas/MigrationTarget' },
          pods: {
            type: 'object',
            required: ['newReady', 'starting', 'old', 'desired'],
            properties: {
              newReady: { type: 'integer' },
              starting: { type: 'integer' },
              old: { type: 'integer' },
              desired: { type: 'integer' },
            },
          },
          soak: {
            type: 'object',
            required: ['startedAt', 'endsAt', 'quiet'],
            properties: {
              startedAt: { type: 'string', format: 'date-time' },
              endsAt: { type: 'string', format: 'date-time' },
              quiet: {
                type: 'boolean',
                description: 'Old key not used since the switch',
              },
              keyState: {
                type: 'string',
                enum: ['active', 'inactive', 'deleted', 'unknown'],
              },
              keyOffSince: {
                type: 'string',
                format: 'date-time',
                description:
                  'When the key was switched off, or first seen to be off',
              },
              keyOffByOthers: {
                type: 'boolean',
                description:
                  'The key is off, and this migration did not switch it off, or that is not known: a rollback needs `switchKeyOn`',
              },
              keyOffDoubt: {
                type: 'object',
                description:
                  'Why it is not known any more that the key is off by this migration, which switched it off. seenOn: it was seen to be on since; used: AWS shows a use since; notWatched: nobody looked for so long that it may have been on.\n',
                required: ['reason', 'at'],
                properties: {
                  reason: {
                    type: 'string',
                    enum: ['seenOn', 'used', 'notWatched'],
                  },
                  at: {
                    type: 'string',
                    format: 'date-time',
                    description:
                      'When it was seen or used, or since when nobody looked',
                  },
                },
              },
              brokenSince: {
                type: 'string',
                format: 'date-time',
                description:
                  'Since when something that the workload rests on does not hold. The clock of the soak stands; when everything was read and holds again, it goes on with the time that was left.\n',
              },
              remainingSeconds: {
                type: 'integer',
                description: 'What was left of the soak when its clock stopped',
              },
              footing: {
                type: 'object',
                description: 'What the workload rests on, as of the last look',
                required: ['readAt', 'facts'],
                properties: {
                  readAt: { type: 'string', format: 'date-time' },
                  facts: {
                    type: 'array',
                    items: { $ref: '#/components/schemas/FootingFact' },
                  },
                },
              },
              unsureUseAt: {
                type: 'string',
                format: 'date-time',
                description:
                  "The key's last use, when the portal used the key itself in that minute. Whether something else used it then too is not known.\n",
              },
              keyLastUsedAt: { type: 'string', format: 'date-time' },
              keyLastUsedService: { type: 'string' },
              keyLastUsedRegion: { type: 'string' },
              checkedAt: { type: 'string', format: 'date-time' },
              callers: {
                type: 'object',
                description:
                  'What CloudTrail shows of calls with the key since the switch, where it is connected; those of the portal are left out. It has management events only, so `notSeen` is not "not used". Addresses are told by getKeyCallers alone.\n',
                required: [
                  'asOf',
                  'since',
                  'state',
                  'others',
                  'regions',
                  'notRead',
                ],
                properties: {
                  asOf: { type: 'string', format: 'date-time' },
                  since: { type: 'string', format: 'date-time' },
                  state: {
                    type: 'string',
                    enum: ['seen', 'notSeen', 'notKnown'],
                  },
                  others: {
                    type: 'integer',
                    description:
                      'How many callers there were, by address and user agent',
                  },
                  lastAt: { type: 'string', format: 'date-time' },
                  regions: {
                    type: 'array',
                    items: { type: 'string' },
                    description: 'Those that were read',
                  },
                  notRead: {
                    type: 'array',
                    items: { type: 'string' },
                    description: 'What was not read, and why',
                  },
                },
              },
              uses: {
                type: 'array',
                description:
                  "Observed changes of the key's last use (not a count of calls)",
                items: {
                  type: 'object',
                  required: ['at'],
                  properties: {
                    at: { type: 'string', format: 'date-time' },
                    service: { type: 'string' },
                    region: { type: 'string' },
                  },
                },
              },
            },
          },
          secretState: {
            type: 'string',
            description:
              'The Secrets that a rollback needs, as last looked at (`secretAsOf`). gone: one is not there, or lacks what the old template takes from it; deleted: this migration deleted them, or took the AWS keys out.\n',
            enum: ['present', 'gone', 'notKnown', 'deleted', 'notApplicable'],
          },
          secretAsOf: { type: 'string', format: 'date-time' },
          goneSecrets: {
            type: 'array',
            description:
              'Names of the Secrets that are gone, or lack what the old template takes from them',
            items: { type: 'string' },
          },
          deletedSecrets: {
            type: 'array',
            description:
              'Of those of the target, the ones that are gone, or hold no AWS key any more',
            items: { type: 'string' },
          },
          waitingFor: { $ref: '#/components/schemas/WaitingFor' },
          requests: {
            type: 'array',
            description:
              'Change requests that this migration opened, the first one first',
            items: { $ref: '#/components/schemas/ChangeRequest' },
          },
          act: { $ref: '#/components/schemas/MigrationAct' },
          startedBy: { type: 'string' },
          startedAt: { type: 'string', format: 'date-time' },
          finishedAt: { type: 'string', format: 'date-time' },
          rollbackReason: { type: 'string' },
          stuckAt: {
            type: 'string',
            description: 'While it needs a human: the step at which it stands',
          },
          afterRollback: {
            type: 'object',
            description:
              'What was read after the last step of a rollback, one line for each thing that the migration had touched. A rollback says "as it was before" only when every line is `asBefore`.\n',
            required: ['readAt', 'objects'],
            properties: {
              readAt: { type: 'string', format: 'date-time' },
              objects: {
                type: 'array',
                items: { $ref: '#/components/schemas/ObjectAfterRollback' },
              },
            },
          },
          drift: {
            type: 'object',
            description:
              'What is not as it was when the migration ended. All ends are compared with the world once a day; absent while nothing is known to differ.\n',
            required: ['since', 'facts'],
            properties: {
              since: { type: 'string', format: 'date-time' },
              facts: {
                type: 'array',
                items: { $ref: '#/components/schemas/FootingFact' },
              },
            },
          },
          heartbeatAt: { type: 'string', format: 'date-time' },
          lastSeq: { type: 'integer' },
          possible: {
            type: 'array',
            description: 'The actions that are possible now',
            items: {
              type: 'string',
              enum: [
                'stop',
                'continue',
                'rollback',
                'close',
                'skip-step',
                'adopt-step',
                'deactivate-key',
                'reactivate-key',
                'delete-key',
                'delete-secret',
                'request-secret-removal',
                'extend-soak',
              ],
            },
          },
          withReason: {
            type: 'array',
            description:
              'The actions that are possible when a reason is given; `guards` says what the reason has to answer',
            items: { type: 'string' },
          },
          guards: {
            type: 'array',
            description:
              'Why an action is not possible yet, or only with a reason',
            items: {
              type: 'object',
              required: ['act', 'message'],
              properties: {
                act: { type: 'string' },
                message: { type: 'string' },
                availableAt: { type: 'string', format: 'date-time' },
                unreadClusters: {
                  type: 'array',
                  items: { type: 'string' },
                  description: 'Clusters that `despiteUnread` has to name',
                },
                unprovenUsers: {
                  type: 'array',
                  items: { type: 'string' },
                  description:
                    'Ids of workloads that `despiteUnproven` has to name',
                },
              },
            },
          },
        },
      },
      MigrationAct: {
        type: 'object',
        description:
          'The act of the retirement that is under way, else the latest one. Only one is under way at a time; until its worker has begun to change something, `stop` withdraws it.\n',
        required: ['act', 'by', 'askedAt', 'state'],
        properties: {
          act: {
            type: 'string',
            enum: [
              'deactivate-key',
              'reactivate-key',
              'delete-key',
              'delete-secret',
              'request-secret-removal',
              'extend-soak',
            ],
          },
          by: { type: 'string' },
          confirmedBy: {
            type: 'string',
            description: 'The second person, for what cannot be undone',
          },
          askedAt: { type: 'string', format: 'date-time' },
          startedAt: { type: 'string', format: 'date-time' },
          endedAt: { type: 'string', format: 'date-time' },
          state: {
            type: 'string',
            enum: [
              'waits',
              'asked',
              'running',
              'done',
              'failed',
              'withdrawn',
              'expired',
            ],
            description:
              'waits: for a second person, who asks for the same; asked, running: under way; failed: the status is what it was; expired: nobody confirmed it in time',
          },
          expiresAt: {
            type: 'string',
            format: 'date-time',
            description: 'While it waits: until when. After that it expires',
          },
          told: {
            type: 'array',
            items: { type: 'string' },
            description: 'While it waits: entity refs of those who were told',
          },
          message: {
            type: 'string',
            description: 'What it waits for, what was done, or why it failed',
          },
        },
      },
      FootingFact: {
        type: 'object',
        required: ['object', 'state', 'message'],
        properties: {
          object: {
            type: 'string',
            description: 'Kind and name, without secret values',
          },
          state: {
            type: 'string',
            enum: ['holds', 'broken', 'notKnown'],
            description:
              'holds: read, and as the migration needs it; broken: read, and not so; notKnown: it could not be read\n',
          },
          message: { type: 'string' },
        },
      },
      ObjectAfterRollback: {
        type: 'object',
        required: ['object', 'state', 'message'],
        properties: {
          object: {
            type: 'string',
            description: 'Kind and name, without secret values',
          },
          state: {
            type: 'string',
            enum: ['asBefore', 'differs', 'notKnown'],
            description:
              'asBefore: read, and equal to what was there before; differs: read, and something of it is not; notKnown: it could not be read.\n',
          },
          message: {
            type: 'string',
            description:
              'What is left or was changed by others, why, and what to do',
          },
        },
      },
      MigrationTarget: {
        type: 'object',
        required: ['accountId', 'roleArn', 'serviceAccountName'],
        properties: {
          accountId: { type: 'string' },
          roleArn: { type: 'string' },
          policyArn: { type: 'string' },
          serviceAccountName: { type: 'string' },
          subject: { type: 'string' },
          audience: { type: 'string' },
          identity: {
            type: 'string',
            enum: ['irsa', 'podIdentity'],
            description:
              'How the Pods get the role; absent in migrations of before',
          },
          userName: { type: 'string' },
          keyLast4: { type: 'string' },
          keyFingerprint: {
            type: 'string',
            description: 'For `/keys/{fingerprint}`',
          },
          secretNames: { type: 'array', items: { type: 'string' } },
        },
      },
      KeyHolder: {
        type: 'object',
        required: ['id', 'workload', 'state', 'canMigrate'],
        properties: {
          id: { type: 'string' },
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          ownerRef: { type: 'string' },
          state: {
            type: 'string',
            description:
              'uses: gets the key now; underWay: its migration has not come to rest; soaking: it has left the key, and its soak goes on; broken: what it rests on in its soak does not hold; soaked: its soak is over; keyOff: it lives with the key switched off; stored: an object that holds the key, and that nothing is seen to read.\n',
            enum: [
              'uses',
              'underWay',
              'soaking',
              'broken',
              'soaked',
              'keyOff',
              'stored',
            ],
          },
          canMigrate: {
            type: 'boolean',
            description: 'Whether a plan for it can be made now',
          },
          migrationId: { type: 'string' },
          soakEndsAt: { type: 'string', format: 'date-time' },
        },
      },
      SharedKey: {
        type: 'object',
        required: [
          'fingerprint',
          'holders',
          'hiddenHolders',
          'unproven',
          'hiddenUnproven',
          'unreadClusters',
          'outside',
        ],
        properties: {
          fingerprint: { type: 'string' },
          last4: { type: 'string' },
          userName: { type: 'string' },
          holders: {
            type: 'array',
            items: { $ref: '#/components/schemas/KeyHolder' },
          },
          hiddenHolders: { type: 'integer' },
          unproven: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Ids of workloads that get a static AWS key, and which one is not known; at most 50',
          },
          hiddenUnproven: {
            type: 'integer',
            description: 'How many more there are',
          },
          unreadClusters: { type: 'array', items: { type: 'string' } },
          hasTrail: {
            type: 'boolean',
            description: 'Whether CloudTrail of its account is read',
          },
          lastUse: {
            type: 'object',
            description:
              'The last use of the key that AWS shows. It never says by whom.',
            properties: {
              at: { type: 'string', format: 'date-time' },
              service: { type: 'string' },
              region: { type: 'string' },
              asOf: { type: 'string', format: 'date-time' },
            },
          },
          outside: {
            type: 'object',
            required: ['state', 'message'],
            description:
              'Whether something that the portal does not see uses the key too',
            properties: {
              state: { type: 'string', enum: ['seen', 'notSeen', 'notKnown'] },
              message: { type: 'string' },
            },
          },
        },
      },
      TrailRegion: {
        type: 'object',
        description: "What was read of one region's event history",
        required: ['region', 'state', 'notUnderstood'],
        properties: {
          region: { type: 'string' },
          state: { type: 'string', enum: ['read', 'notKnown'] },
          reason: { type: 'string', description: 'Why it is not known' },
          readFrom: {
            type: 'string',
            format: 'date-time',
            description:
              'There were too many events; those before this were not read',
          },
          notUnderstood: {
            type: 'integer',
            description: 'How many events did not say when and what',
          },
        },
      },
      TrailCaller: {
        type: 'object',
        description:
          'Calls from one address with one user agent, by one caller. All of it but the times is what callers sent.',
        required: [
          'first',
          'last',
          'count',
          'refused',
          'actions',
          'moreActions',
          'regions',
          'sessionNames',
        ],
        properties: {
          address: {
            type: 'string',
            description:
              "An IP address, or the host of a service that called in somebody's name",
          },
          userAgent: { type: 'string' },
          caller: {
            type: 'string',
            description: 'The subject of a token, or the ARN of who called',
          },
          first: { type: 'string', format: 'date-time' },
          last: { type: 'string', format: 'date-time' },
          count: { type: 'integer' },
          refused: {
            type: 'integer',
            description: 'How many of them AWS refused',
          },
          actions: {
            type: 'array',
            items: { type: 'string', example: 'sts:GetCallerIdentity' },
            description: 'The latest first; at most ten',
          },
          moreActions: { type: 'integer' },
          regions: { type: 'array', items: { type: 'string' } },
          sessionNames: { type: 'array', items: { type: 'string' } },
        },
      },
      KeyCallers: {
        type: 'object',
        required: [
          'isConnected',
          'limits',
          'regions',
          'others',
          'moreOthers',
          'own',
        ],
        properties: {
          isConnected: {
            type: 'boolean',
            description: "Whether CloudTrail of the key's account is read",
          },
          asOf: { type: 'string', format: 'date-time' },
          since: { type: 'string', format: 'date-time' },
          reason: { type: 'string', description: 'Why nothing was read' },
          limits: {
            type: 'string',
            description: 'What this list does not know',
          },
          regions: {
            type: 'array',
            items: { $ref: '#/components/schemas/TrailRegion' },
          },
          others: {
            type: 'array',
            description: 'The latest first; at most 50',
            items: { $ref: '#/components/schemas/TrailCaller' },
          },
          moreOthers: { type: 'integer' },
          own: {
            type: 'array',
            description:
              'Calls of the portal itself: they name it, and it had announced them',
            items: { $ref: '#/components/schemas/TrailCaller' },
          },
        },
      },
      MigrationEvent: {
        type: 'object',
        required: ['seq', 'at', 'level', 'message'],
        properties: {
          seq: { type: 'integer' },
          at: { type: 'string', format: 'date-time' },
          level: { type: 'string', enum: ['info', 'warning', 'error'] },
          stepId: { type: 'string' },
          message: { type: 'string' },
        },
      },
      UsedServices: {
        type: 'object',
        required: ['user', 'role', 'asOf', 'limits', 'used', 'unused'],
        properties: {
          user: {
            type: 'string',
            description: 'Title of the user',
            example: 'user photos',
          },
          role: {
            type: 'string',
            description:
              'Title of the role, or of the planned one; or why there is none',
          },
          asOf: { type: 'string', format: 'date-time' },
          limits: {
            type: 'string',
            description: 'What this comparison does not know',
          },
          mayCall: {
            type: 'boolean',
            description: 'Whether harmless calls can be made to see more',
          },
          used: {
            type: 'array',
            description: 'The latest use first',
            items: { $ref: '#/components/schemas/UsedService' },
          },
          unused: {
            type: 'array',
            description:
              "Services that the user's policies name and that it never used",
            items: { type: 'string', example: 'sqs' },
          },
          smaller: {
            type: 'object',
            description:
              "The role's policies without the services that were never used",
            required: ['document', 'removed'],
            properties: {
              document: { type: 'string', description: 'A policy document' },
              removed: {
                type: 'array',
                description:
                  'Patterns of actions that are not in it as they were',
                items: { type: 'string' },
              },
            },
          },
        },
      },
      UsedCalls: {
        type: 'object',
        required: ['at', 'limits', 'left', 'items'],
        properties: {
          at: { type: 'string', format: 'date-time' },
          emulator: {
            type: 'string',
            description: 'What stands in for AWS, if something does',
          },
          limits: { type: 'string', description: 'What was not asked for' },
          left: {
            type: 'integer',
            description:
              'How many more calls there would be beyond the limit of ten',
          },
          items: {
            type: 'array',
            items: { $ref: '#/components/schemas/UsedCall' },
          },
        },
      },
      UsedCall: {
        type: 'object',
        required: ['action', 'resource', 'key', 'role', 'verdict'],
        properties: {
          action: { type: 'string', example: 'sqs:GetQueueAttributes' },
          resource: {
            type: 'string',
            description: 'ARN; `*` for sts:GetCallerIdentity',
          },
          key: { $ref: '#/components/schemas/UsedCallSide' },
          role: { $ref: '#/components/schemas/UsedCallSide' },
          verdict: {
            type: 'string',
            enum: ['same', 'less', 'more', 'notKnown'],
            description:
              'By what was really answered. `less`: the key may and the role may not; `more`: the other way round. `notKnown` where one of the two was not called or gave no answer to that.\n',
          },
        },
      },
      UsedCallSide: {
        type: 'object',
        required: ['simulated', 'called'],
        properties: {
          simulated: {
            type: 'string',
            enum: ['allowed', 'denied', 'notKnown'],
            description: 'What its policies and its permissions boundary say',
          },
          called: {
            type: 'string',
            enum: ['allowed', 'denied', 'notThere', 'error', 'notCalled'],
            description:
              'What AWS answered. `notThere`: it was let in, and the resource is not there.',
          },
          code: { type: 'string', description: 'Error code of AWS' },
          reason: { type: 'string' },
        },
      },
      UsedService: {
        type: 'object',
        required: ['service', 'title', 'actions', 'verdict', 'missing'],
        properties: {
          service: { type: 'string', example: 's3' },
          title: { type: 'string', example: 'Amazon S3' },
          lastUsedAt: { type: 'string', format: 'date-time' },
          region: { type: 'string' },
          actions: {
            type: 'array',
            description: 'Actions that AWS tracks one by one and has seen',
            items: {
              type: 'object',
              required: ['action', 'lastUsedAt'],
              properties: {
                action: { type: 'string', example: 's3:CreateBucket' },
                lastUsedAt: { type: 'string', format: 'date-time' },
                source: {
                  type: 'string',
                  enum: ['cloudTrail'],
                  description: 'Absent for what IAM tells',
                },
              },
            },
          },
          verdict: {
            type: 'string',
            enum: ['same', 'less', 'none', 'notAllowed', 'noRole', 'notKnown'],
            description:
              "`same`: the role's policies allow all that the user's allow in it. `less`, `none`: see `missing`. `notAllowed`: no policy of the user allows it.\n",
          },
          reason: { type: 'string' },
          missing: {
            type: 'array',
            items: {
              type: 'object',
              required: ['action', 'resource'],
              properties: {
                action: { type: 'string', example: 's3:put*' },
                resource: { type: 'string' },
              },
            },
          },
        },
      },
      PreviewMethod: { type: 'string', enum: ['GET', 'HEAD', 'PUT'] },
      PreviewRequest: {
        type: 'object',
        required: ['workload', 'bucket', 'key', 'methods', 'expirySeconds'],
        additionalProperties: false,
        properties: {
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          bucket: {
            type: 'string',
            minLength: 3,
            maxLength: 63,
            pattern: '^[a-z0-9][a-z0-9.-]+[a-z0-9]$',
          },
          key: { type: 'string', minLength: 1, maxLength: 1024 },
          methods: {
            type: 'array',
            minItems: 1,
            maxItems: 3,
            items: { $ref: '#/components/schemas/PreviewMethod' },
          },
          expirySeconds: { type: 'integer', minimum: 1, maximum: 43200 },
          planId: {
            type: 'string',
            maxLength: 100,
            description:
              'The plan whose role is simulated while the workload has none',
          },
          region: { type: 'string', pattern: '^[a-z0-9-]+$', maxLength: 30 },
        },
      },
      Probe: {
        type: 'object',
        description: 'One signed request with one identity',
        required: ['method', 'outcome'],
        properties: {
          method: { $ref: '#/components/schemas/PreviewMethod' },
          outcome: { type: 'string', enum: ['allowed', 'denied', 'error'] },
          status: { type: 'integer' },
          code: {
            type: 'string',
            description: 'S3 error code, for example AccessDenied',
          },
          latencyMs: { type: 'integer' },
          requestId: { type: 'string' },
          size: { type: 'integer' },
          contentType: { type: 'string' },
          linkId: { type: 'string' },
          maskedLink: {
            type: 'string',
            description: 'Host and path; query hidden',
          },
          expiresAt: { type: 'string', format: 'date-time' },
          endsBecause: { type: 'string', enum: ['link', 'session'] },
          why: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Reasons for the denial in words, the most certain first',
          },
        },
      },
      LinkPurpose: { type: 'string', enum: ['reveal', 'link', 'curl', 'qr'] },
      PreviewLink: {
        type: 'object',
        description: 'A link that was made, without the link',
        required: [
          'id',
          'previewId',
          'at',
          'by',
          'workloadId',
          'bucket',
          'key',
          'method',
          'identity',
          'endsAt',
          'uses',
        ],
        properties: {
          id: { type: 'string' },
          previewId: { type: 'string' },
          at: { type: 'string', format: 'date-time' },
          by: { type: 'string', description: 'Who made it' },
          workloadId: { type: 'string' },
          bucket: { type: 'string' },
          key: { type: 'string' },
          method: { $ref: '#/components/schemas/PreviewMethod' },
          identity: { type: 'string', enum: ['key', 'role'] },
          endsAt: { type: 'string', format: 'date-time' },
          uses: {
            type: 'array',
            items: {
              type: 'object',
              required: ['at', 'by', 'purpose'],
              properties: {
                at: { type: 'string', format: 'date-time' },
                by: { type: 'string' },
                purpose: { $ref: '#/components/schemas/LinkPurpose' },
              },
            },
          },
        },
      },
      PreviewSide: {
        type: 'object',
        required: ['identity', 'state', 'probes'],
        properties: {
          identity: { type: 'string', enum: ['key', 'role'] },
          state: {
            type: 'string',
            enum: ['ok', 'unavailable', 'simulated'],
            description:
              'simulated: computed from the policy of a plan, and never sent; no evidence',
          },
          reason: {
            type: 'string',
            description:
              'Why it could not be tried and what to do, or what a simulation does not look at',
          },
          arn: { type: 'string', description: 'From GetCallerIdentity' },
          keyLast4: { type: 'string' },
          sessionEndsAt: { type: 'string', format: 'date-time' },
          probes: {
            type: 'array',
            items: { $ref: '#/components/schemas/Probe' },
          },
        },
      },
      Preview: {
        type: 'object',
        required: [
          'id',
          'workload',
          'bucket',
          'key',
          'verdict',
          'sides',
          'vantage',
          'createdAt',
        ],
        properties: {
          id: { type: 'string' },
          workload: { $ref: '#/components/schemas/WorkloadRef' },
          bucket: { type: 'string' },
          key: { type: 'string' },
          verdict: {
            type: 'string',
            enum: ['same', 'different', 'incomplete'],
          },
          differences: {
            type: 'array',
            items: {
              type: 'object',
              required: ['method', 'message'],
              properties: {
                method: { $ref: '#/components/schemas/PreviewMethod' },
                message: { type: 'string' },
                missingAction: { type: 'string' },
                resource: { type: 'string' },
              },
            },
          },
          sides: {
            type: 'array',
            items: { $ref: '#/components/schemas/PreviewSide' },
          },
          vantage: { type: 'string', enum: ['portal-backend'] },
          emulator: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
        },
      },
      TrustFinding: {
        type: 'object',
        required: ['ruleId', 'severity', 'message', 'fix'],
        properties: {
          ruleId: { type: 'string' },
          severity: {
            type: 'string',
            enum: ['critical', 'high', 'medium', 'low', 'info'],
          },
          statement: { type: 'integer', description: 'Zero-based index' },
          message: { type: 'string' },
          fix: { type: 'string' },
          evidence: {
            type: 'array',
            description:
              "Parts of the policy's text that are the reason, as offsets of UTF-16 units in trustPolicyJson; empty when the finding is about the role and not about its policy",
            items: {
              type: 'object',
              required: ['start', 'end'],
              properties: {
                start: { type: 'integer' },
                end: { type: 'integer' },
              },
            },
          },
        },
      },
      TrustProposal: {
        type: 'object',
        description:
          'A trust policy that answers findings and lets nobody in who is not let in now.',
        required: ['policy', 'rules', 'effect', 'breaks'],
        properties: {
          policy: { type: 'string', description: 'The whole policy as JSON' },
          rules: {
            type: 'array',
            items: { type: 'string' },
            description: 'Rules whose findings it answers',
          },
          effect: {
            type: 'object',
            description:
              'Who loses access, keeps it or gets it; `namespace/name` of a ServiceAccount, a subject or pattern of a token, or a principal',
            required: ['removed', 'kept', 'added'],
            properties: {
              removed: { type: 'array', items: { type: 'string' } },
              kept: { type: 'array', items: { type: 'string' } },
              added: { type: 'array', items: { type: 'string' } },
            },
          },
          breaks: {
            type: 'array',
            items: { type: 'string' },
            description:
              'ServiceAccounts (`namespace/name`) that name the role in their annotation and would lose it',
          },
        },
      },
      TrustContext: {
        type: 'object',
        description:
          'What is known around the role, so that a browser can judge a change of its policy. Names of ServiceAccounts are left out.',
        required: ['accountId', 'clusters'],
        properties: {
          accountId: { type: 'string' },
          now: {
            type: 'string',
            format: 'date-time',
            description:
              'When the role was read; conditions on the time are judged by it',
          },
          partition: { type: 'string' },
          providers: {
            type: 'array',
            description: 'Absent when they could not be read',
            items: {
              type: 'object',
              required: ['arn', 'url', 'clientIds'],
              properties: {
                arn: { type: 'string' },
                url: { type: 'string' },
                clientIds: { type: 'array', items: { type: 'string' } },
              },
            },
          },
          clusters: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'issuer'],
              properties: {
                name: { type: 'string' },
                issuer: { type: 'string' },
                environment: { type: 'string' },
              },
            },
          },
          hasAllClusters: { type: 'boolean' },
          quota: { type: 'integer' },
          ownAccounts: { type: 'array', items: { type: 'string' } },
          ownIssuers: { type: 'array', items: { type: 'string' } },
          vendorAccounts: {
            type: 'object',
            additionalProperties: { type: 'string' },
          },
          acceptedServices: {
            type: 'array',
            items: { type: 'string' },
            description:
              'Names of services in the policy that IAM has, which it has taken',
          },
          owners: {
            type: 'object',
            properties: {
              github: { type: 'array', items: { type: 'string' } },
              gitlab: { type: 'array', items: { type: 'string' } },
              terraform: { type: 'array', items: { type: 'string' } },
            },
          },
        },
      },
      RoleSourceError: {
        type: 'object',
        required: ['error'],
        additionalProperties: true,
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            additionalProperties: true,
            properties: {
              name: { type: 'string' },
              message: { type: 'string' },
              refusal: {
                type: 'string',
                description:
                  'Why the source of a role is left as it is; docs/troubleshooting.md has each with its way out',
                enum: [
                  'notFound',
                  'ambiguous',
                  'unreadable',
                  'different',
                  'variable',
                  'repeated',
                  'ignored',
                  'anchor',
                  'unproven',
                ],
              },
            },
          },
        },
      },
      RoleChangeRequest: {
        type: 'object',
        required: ['state', 'url', 'branch', 'path'],
        properties: {
          state: { type: 'string', enum: ['open', 'merged', 'closed'] },
          url: { type: 'string', description: 'The page of the host' },
          branch: { type: 'string' },
          path: { type: 'string', description: 'The file that is changed' },
        },
      },
      TrustWay: {
        type: 'object',
        description:
          'One principal that the trust policy allows, and who that is.',
        required: [
          'kind',
          'principal',
          'reach',
          'subjects',
          'patterns',
          'isConditional',
          'clusters',
        ],
        properties: {
          kind: { type: 'string', enum: ['token', 'aws', 'service', 'saml'] },
          principal: {
            type: 'string',
            description: 'ARN or name, as in the policy',
          },
          reach: { type: 'string', enum: ['exact', 'bounded', 'open', 'dead'] },
          subjects: {
            type: 'array',
            items: { type: 'string' },
            description: 'Of tokens: the subjects that are let in by name',
          },
          patterns: {
            type: 'array',
            description:
              'Of tokens: other subjects that are let in; no pattern in `matches` means every subject',
            items: {
              type: 'object',
              required: ['matches', 'except'],
              properties: {
                matches: { type: 'array', items: { type: 'string' } },
                except: { type: 'array', items: { type: 'string' } },
              },
            },
          },
          isConditional: {
            type: 'boolean',
            description:
              'Whether conditions decide too that are not known before the request',
          },
          clusters: { type: 'array', items: { type: 'string' } },
          admitsNow: {
            type: 'array',
            description:
              'ServiceAccounts (namespace/name) of these clusters that are let in as they were read. Absent: not read, or no cluster',
            items: { type: 'string' },
          },
        },
      },
      ReviewState: {
        type: 'string',
        description:
          'signed: somebody has signed the policy off as it is; void: it has changed since, or others get in; ended: the last day of the sign-off has passed; never: nobody has signed it off\n',
        enum: ['signed', 'void', 'ended', 'never'],
      },
      RoleReviewSummary: {
        type: 'object',
        required: ['state'],
        properties: {
          state: { $ref: '#/components/schemas/ReviewState' },
          by: {
            type: 'string',
            description: 'Entity ref of who signed it off last',
          },
          at: { type: 'string', format: 'date-time' },
        },
      },
      RoleReview: {
        type: 'object',
        required: ['state', 'policyHash', 'accepted', 'history'],
        properties: {
          state: { $ref: '#/components/schemas/ReviewState' },
          policyHash: {
            type: 'string',
            description:
              'Of the trust policy as it was read; order, repetition and lists of one do not change it',
          },
          lastAuthor: {
            type: 'string',
            description:
              'Who started the migration that changed the role last, if one did',
          },
          signOff: { $ref: '#/components/schemas/SignOff' },
          difference: {
            allOf: [{ $ref: '#/components/schemas/SignOffDifference' }],
            description: 'Only when the sign-off is void',
          },
          accepted: {
            type: 'array',
            items: { $ref: '#/components/schemas/AcceptedFinding' },
          },
          history: {
            type: 'array',
            description: 'Earlier sign-offs, newest first',
            items: { $ref: '#/components/schemas/SignOff' },
          },
        },
      },
      SignOff: {
        type: 'object',
        required: [
          'id',
          'policyHash',
          'comment',
          'findings',
          'signedBy',
          'signedAt',
          'endsAt',
          'state',
        ],
        properties: {
          id: { type: 'string' },
          policyHash: { type: 'string' },
          comment: { type: 'string' },
          findings: {
            type: 'array',
            description: 'Findings that were open when it was signed',
            items: {
              type: 'object',
              required: ['ruleId', 'severity', 'message'],
              properties: {
                ruleId: { type: 'string' },
                severity: { type: 'string' },
                message: { type: 'string' },
              },
            },
          },
          signedBy: { type: 'string', description: 'Entity ref of the user' },
          signedAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
          voidAt: {
            type: 'string',
            format: 'date-time',
            description: 'When the daily comparison found it changed',
          },
          state: {
            type: 'string',
            enum: ['signed', 'void', 'ended', 'replaced'],
          },
        },
      },
      SignOffDifference: {
        type: 'object',
        required: [
          'before',
          'after',
          'removed',
          'added',
          'joined',
          'isUnderstood',
        ],
        properties: {
          before: {
            type: 'string',
            description: 'The policy that was signed off',
          },
          after: { type: 'string', description: 'The policy as it is now' },
          removed: { type: 'array', items: { type: 'string' } },
          added: { type: 'array', items: { type: 'string' } },
          joined: {
            type: 'array',
            description: 'ServiceAccounts that get in now by the same policy',
            items: { type: 'string' },
          },
          isUnderstood: {
            type: 'boolean',
            description:
              'False: one of the policies was not understood, so nobody can be named',
          },
        },
      },
      AcceptedFindingState: {
        type: 'string',
        description:
          'active: in force; ended: its last day has passed; resolved: the role has this finding no longer; withdrawn: withdrawn by a user, or accepted anew\n',
        enum: ['active', 'ended', 'resolved', 'withdrawn'],
      },
      AcceptedFinding: {
        type: 'object',
        required: [
          'id',
          'ruleId',
          'severity',
          'message',
          'reason',
          'acceptedBy',
          'acceptedAt',
          'endsAt',
          'state',
        ],
        properties: {
          id: { type: 'string' },
          ruleId: { type: 'string' },
          severity: {
            type: 'string',
            enum: ['critical', 'high', 'medium', 'low', 'info'],
          },
          message: { type: 'string' },
          reason: { type: 'string' },
          acceptedBy: { type: 'string', description: 'Entity ref of the user' },
          acceptedAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
          closedBy: { type: 'string' },
          closedAt: { type: 'string', format: 'date-time' },
          state: { $ref: '#/components/schemas/AcceptedFindingState' },
        },
      },
      TrustEffect: {
        type: 'object',
        required: ['removed', 'kept', 'added'],
        properties: {
          removed: { type: 'array', items: { type: 'string' } },
          kept: { type: 'array', items: { type: 'string' } },
          added: { type: 'array', items: { type: 'string' } },
        },
      },
      TrustChange: {
        type: 'object',
        required: [
          'id',
          'state',
          'before',
          'after',
          'effect',
          'rules',
          'reason',
          'madeBy',
          'madeAt',
        ],
        properties: {
          id: { type: 'string' },
          state: {
            type: 'string',
            enum: ['writing', 'written', 'notWritten', 'otherwise'],
            description:
              'What IAM said when it was read again: not known yet; as written; as before; otherwise, as somebody else has changed or removed the role',
          },
          takesBack: {
            type: 'string',
            description: 'Id of the change that this one takes back',
          },
          before: { type: 'string' },
          after: { type: 'string' },
          effect: { $ref: '#/components/schemas/TrustEffect' },
          rules: { type: 'array', items: { type: 'string' } },
          reason: { type: 'string' },
          madeBy: { type: 'string' },
          madeAt: { type: 'string', format: 'date-time' },
          readAt: { type: 'string', format: 'date-time' },
        },
      },
      ReachableRole: {
        type: 'object',
        required: [
          'arn',
          'name',
          'accountId',
          'steps',
          'certainty',
          'lastStep',
        ],
        properties: {
          arn: { type: 'string' },
          name: { type: 'string' },
          accountId: { type: 'string' },
          via: {
            type: 'string',
            description:
              'ARN of the role from which it is assumed; absent when there is none, or the asker may not see it',
          },
          steps: {
            type: 'integer',
            description: 'Roles that are assumed one after the other',
          },
          certainty: {
            type: 'string',
            enum: ['certain', 'conditional', 'notKnown'],
            description:
              'Of the whole way: by everything that was read; if conditions of the request are met; something that decides was not read',
          },
          lastStep: {
            type: 'object',
            description:
              'The last step of the way, by which this role is assumed',
            required: ['restsOn', 'certainty'],
            properties: {
              restsOn: {
                type: 'string',
                enum: ['token', 'trustPolicy', 'bothPolicies'],
                description:
                  'What it rests on: the trust policy lets tokens of the seeker in; it lets the role before in, which needs no right of its own; it does, and policies of the role before allow the call',
              },
              certainty: {
                type: 'string',
                enum: ['certain', 'conditional', 'notKnown'],
                description: 'Of this step alone',
              },
            },
          },
          may: {
            allOf: [{ $ref: '#/components/schemas/BlastRadius' }],
            description:
              'What it may do; absent when its policies were not read',
          },
        },
      },
      Role: {
        type: 'object',
        required: [
          'arn',
          'name',
          'accountId',
          'verdict',
          'reach',
          'ways',
          'findings',
          'subjects',
          'providers',
        ],
        properties: {
          arn: { type: 'string' },
          name: { type: 'string' },
          path: { type: 'string' },
          accountId: { type: 'string' },
          createdAt: { type: 'string', format: 'date-time' },
          lastUsedAt: { type: 'string', format: 'date-time' },
          ours: { type: 'boolean', description: 'Whether this plugin made it' },
          hasTrail: {
            type: 'boolean',
            description: 'Whether CloudTrail of its account is read',
          },
          keptBy: {
            type: 'string',
            description:
              "What keeps the role as its source says, by the role's tags as they were read lately, such as 'Terraform'; absent where no tag says so",
          },
          source: {
            type: 'string',
            description:
              "Address of its source, where the role's tags name one",
          },
          verdict: {
            type: 'string',
            enum: ['safe', 'risky', 'dangerous', 'broken'],
          },
          reach: {
            type: 'string',
            enum: ['exact', 'bounded', 'open', 'dead', 'notUnderstood'],
            description:
              'How far the trust policy reaches: those that it names; whoever matches a pattern, or whom a named account or identity provider lets in; anyone; nobody',
          },
          reachReason: {
            type: 'string',
            description: 'Why the policy was not understood',
          },
          ways: {
            type: 'array',
            items: { $ref: '#/components/schemas/TrustWay' },
          },
          findings: {
            type: 'array',
            items: { $ref: '#/components/schemas/TrustFinding' },
          },
          subjects: {
            type: 'array',
            items: { type: 'string' },
            description: 'Subjects and patterns of subjects that are let in',
          },
          providers: { type: 'array', items: { type: 'string' } },
          clusters: { type: 'array', items: { type: 'string' } },
          trustPolicyYaml: {
            type: 'string',
            description: 'Only when one role is read',
          },
          trustPolicyJson: {
            type: 'string',
            description: 'Only when one role is read',
          },
          proposal: {
            allOf: [{ $ref: '#/components/schemas/TrustProposal' }],
            description:
              'Only when one role is read, and there is something to propose',
          },
          review: {
            allOf: [{ $ref: '#/components/schemas/RoleReviewSummary' }],
            description: 'Only in the list',
          },
          policyHash: {
            type: 'string',
            description:
              'Of the trust policy; a sign-off names it. Only when one role is read',
          },
          context: {
            allOf: [{ $ref: '#/components/schemas/TrustContext' }],
            description: 'Only when one role is read',
          },
        },
      },
    },
  },
};
