import { LoggerService } from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { toError } from '@backstage/errors';
import { openApiDocument } from 'backstage-plugin-irsa-common';
import { ErrorRequestHandler, Router } from 'express';
import { ExportService } from '../exports/types';
import { Inventory } from '../inventory/types';
import { scrub } from '../shared/scrub';
import { MigrationService } from '../migration/types';
import { PlanService } from '../plan/types';
import { PreviewService } from '../preview/types';
import { ReadinessService } from '../readiness/types';
import { RiskService } from '../risks/types';
import { TrustService } from '../trust/types';
import { addExportRoutes } from './exportRoutes';
import { Guards, publicError } from './guarded';
import { addInventoryRoutes } from './inventoryRoutes';
import { addMigrationRoutes } from './migrationRoutes';
import { addPlanRoutes } from './planRoutes';
import { addPreviewRoutes } from './previewRoutes';
import { addReadinessRoutes } from './readinessRoutes';
import { addRiskRoutes } from './riskRoutes';
import { requestId } from './requestId';
import { addTrustRoutes } from './trustRoutes';

export interface RouterOptions extends Guards {
  logger: LoggerService;
  inventory: Inventory;
  plans: PlanService;
  migrations: MigrationService;
  previews: PreviewService;
  trust: TrustService;
  risks: RiskService;
  exports: ExportService;
  readiness: ReadinessService;
}

/** The REST API. Requests and answers are validated against the OpenAPI document; an answer that breaks it is our bug and a 500. */
export function createRouter(options: RouterOptions): Router {
  const router = createValidatedOpenApiRouter(openApiDocument as never, {
    validatorOptions: {
      validateResponses: {
        onError: error => {
          options.logger.error(
            `An answer did not match the API document: ${error.message}`,
          );
          throw new Error('The answer did not match the API document');
        },
      },
      // Dates travel as ISO 8601 text in both directions.
      serDes: [],
    },
  }) as unknown as Router;
  addInventoryRoutes(router, options);
  addPlanRoutes(router, options);
  addMigrationRoutes(router, options);
  addPreviewRoutes(router, options);
  addTrustRoutes(router, options);
  addRiskRoutes(router, options);
  addExportRoutes(router, options);
  addReadinessRoutes(router, options);
  router.use(hideInternals(options.logger));
  // Before the validation, so that what it refuses has an id too.
  return Router().use(requestId(options.logger), router);
}

function hideInternals(logger: LoggerService): ErrorRequestHandler {
  return (error, request, _response, next) => {
    const outward = publicError(toError(error));
    if (outward.name === 'InternalServerError') {
      const { name, message, stack } = toError(error);
      // IAM's own words quote key ids.
      const words = `${name}: ${message}\n${stack ?? ''}`;
      logger.error(`${request.method} ${request.path}: ${scrub(words)}`);
    }
    next(outward);
  };
}
