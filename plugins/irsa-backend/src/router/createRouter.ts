import { LoggerService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap as createValidatedRouter } from '@backstage/backend-openapi-utils';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  irsaWorkloadReadPermission,
  openApiDocument,
} from 'backstage-plugin-irsa-common';
import { ErrorRequestHandler, RequestHandler, Router } from 'express';
import { CodeRequests } from '../codeRequests/types';
import { Subjects } from '../subjects/Subjects';
import { ExportService } from '../exports/types';
import { Inventory } from '../inventory/types';
import { TooManyRequestsError } from '../shared/TooManyRequestsError';
import { MigrationService } from '../migration/types';
import { PlanService } from '../plan/types';
import { PreviewService } from '../preview/types';
import { ReadinessService } from '../readiness/types';
import { RiskService } from '../risks/types';
import { SetUpService } from '../setUp/types';
import { TrustChanges, TrustRequests } from '../trust/changes/types';
import { TrustExports } from '../trust/evidence/types';
import { ReachableRoles } from '../trust/reachable/ReachableRoles';
import { TrustReviewService } from '../trust/reviews/types';
import { TrustService } from '../trust/types';
import { addExportRoutes } from './exportRoutes';
import { hideInternals } from '../guard/hideInternals';
import { finiteNumbers } from './finiteNumbers';
import { guarded, Guards } from './guarded';
import { addCodeRequestRoutes } from './codeRequestRoutes';
import { addInventoryRoutes } from './inventoryRoutes';
import { addMigrationRoutes } from './migrationRoutes';
import { addPlanRoutes } from './planRoutes';
import { addPreviewRoutes } from './previewRoutes';
import { addReadinessRoutes } from './readinessRoutes';
import { addRiskRoutes } from './riskRoutes';
import { requestId } from './requestId';
import { addSetUpRoutes } from './setUpRoutes';
import { addTrustRoutes } from './trustRoutes';

/** What the routes work with. */
export interface ServerParts {
  inventory: Inventory;
  plans: PlanService;
  migrations: MigrationService;
  previews: PreviewService;
  trust: TrustService;
  reviews: TrustReviewService;
  trustExports: TrustExports;
  reachableRoles: ReachableRoles;
  trustChanges: TrustChanges;
  trustRequests: TrustRequests;
  risks: RiskService;
  exports: ExportService;
  readiness: ReadinessService;
  codeRequests: CodeRequests;
  subjects: Subjects;
}

export interface RouterOptions extends Guards {
  logger: LoggerService;
  setUp: SetUpService;
  /** Absent while the plugin does not work: every route but the set-up then answers 503. */
  parts?: ServerParts;
}

const OPENAPI = '/openapi.json';
/** In a constant without literal types, `type` is any text. */
const DOCUMENT = openApiDocument as Parameters<typeof createValidatedRouter>[0];

/** As it was written, below the address that it was asked at. */
const answerDocument: RequestHandler = ({ originalUrl }, response) => {
  const base = originalUrl.split('?')[0].slice(0, -OPENAPI.length);
  const paths = Object.entries<object>(openApiDocument.paths);
  response.json({
    ...openApiDocument,
    paths: Object.fromEntries(
      paths.map(([path, operations]) => [`${base}${path}`, operations]),
    ),
  });
};

/**
 * What the validator would do before the first request, while nothing else runs: a test has checked the document; with references
 * in it, every schema would be compiled only to be looked at; and no route takes files. The schemas of a route are compiled
 * when it is asked for the first time.
 */
const AT_ONCE: NonNullable<
  NonNullable<Parameters<typeof createValidatedRouter>[1]>['validatorOptions']
> = {
  validateApiSpec: false,
  $refParser: { mode: 'dereference' },
  fileUploader: false,
};

/**
 * The portal would log each of these answers as an error of its own, with a stack. Why the plugin is stopped is logged once,
 * when that changes.
 */
const answerWhileStopped: ErrorRequestHandler = (
  error,
  { method, originalUrl },
  response,
  next,
) => {
  if (error.name !== 'ServiceUnavailableError' || response.headersSent) {
    next(error);
    return;
  }
  const { name, message } = toError(error);
  response.status(503).json({
    error: { name, message },
    request: { method, url: originalUrl },
    response: { statusCode: 503 },
  });
};

/**
 * The REST API. Requests and answers are validated against the OpenAPI document. An invalid answer is a bug and becomes
 * a 500.
 */
export function createRouter(options: RouterOptions): Router {
  // The validator takes the document apart, and two routers are made of it.
  const router: Router = createValidatedRouter(structuredClone(DOCUMENT), {
    validatorOptions: {
      validateResponses: {
        onError: error => {
          options.logger.error(
            `An answer did not match the API document: ${error.message}`,
          );
          throw new Error('The answer did not match the API document');
        },
      },
      // Dates are ISO 8601 text in both directions.
      serDes: [],
      ...AT_ONCE,
    },
  });
  addSetUpRoutes(router, options);
  if (options.parts) {
    const withParts = { ...options, ...options.parts };
    addInventoryRoutes(router, withParts);
    addPlanRoutes(router, withParts);
    addMigrationRoutes(router, withParts);
    addPreviewRoutes(router, withParts);
    addTrustRoutes(router, withParts);
    addRiskRoutes(router, withParts);
    addExportRoutes(router, withParts);
    addReadinessRoutes(router, withParts);
    addCodeRequestRoutes(router, withParts);
  } else {
    router.use(refuse(options));
  }
  router.use(answerErrors(options.logger));
  if (!options.parts) {
    router.use(answerWhileStopped);
  }
  // Comes before the validation, so that refused requests have an id too.
  return Router()
    .use(requestId(options.logger))
    .get(OPENAPI, answerDocument)
    .use(finiteNumbers)
    .use(router);
}

/** Why nothing else is answered now, to those who may see what is wrong. */
function refuse(options: RouterOptions): RequestHandler {
  return guarded(options, {
    permission: irsaWorkloadReadPermission,
    isList: true,
    event: { id: 'refused-while-stopped', severity: 'low' },
    handle: async () => {
      const { problems } = await options.setUp.read();
      const words = problems
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => message)
        .join(' ');
      throw new ServiceUnavailableError(
        words || 'The plugin is being started. Try again in a moment.',
      );
    },
  });
}

function answerErrors(logger: LoggerService): ErrorRequestHandler {
  return (error, request, response, next) => {
    const where = `${request.method} ${request.path}`;
    const outward = hideInternals(error, logger, where);
    const { retryAfterSeconds } = outward as Partial<TooManyRequestsError>;
    if (retryAfterSeconds !== undefined) {
      response.setHeader('Retry-After', String(retryAfterSeconds));
    }
    next(outward);
  };
}
